import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClient } from '../../src/client/index.js';
import type { Rule } from '../../src/client/types.js';
import { readRules } from '../../src/elements/rule-editor/load.js';
import { SaveRun } from '../../src/elements/rule-editor/save-run.js';
import { moveRule } from '../../src/rules/order.js';
import { planSave } from '../../src/rules/plan-save.js';
import { everyScope, openTemp, serve, type TempSandbox } from '../sandbox/open.js';

let sandbox: TempSandbox;
let server: Awaited<ReturnType<typeof serve>>;
let token: string;

beforeAll(async () => {
  sandbox = await openTemp({ seed: 'demo' });
  server = await serve(sandbox);
  token = await sandbox.createToken({ scopes: everyScope });
});
beforeEach(() => {
  sandbox.faults.clear();
  // Pauses between attempts are as short as they may be.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await server.stop();
  await sandbox.close();
});

/** The poster of the demo's data, with its sixty rules and more. */
const POSTER = 2;
const signal = new AbortController().signal;

describe('a save on the sandbox, with 429s and connections that are cut in the middle of it', () => {
  it('ends in exactly what was told, and creates nothing twice', async () => {
    const client = createClient({ endpoint: `${server.origin}/api/v1`, headers: { authorization: `Bearer ${token}` } });
    const code = await client.qrCodes.get(POSTER);
    const now = await readRules(client, POSTER, signal);
    expect(now.length).toBeGreaterThan(60);

    const added = (id: number, fields: Partial<Rule>): Rule => ({ ...now[0]!, id, is_active: true, device: null, country_code: null, ...fields });
    const edited = moveRule(now, now[40]!.id, 2)
      .filter((_, index) => index % 9 !== 5)
      .map((rule, index) => (index % 11 === 3 ? { ...rule, url: `${rule.url}?v=2`, weight: 3 } : rule))
      .concat(
        added(-1, { url: 'https://posters.example.com/new', country_code: 'pt', start_at: '2026-04-01T10:00:00+02:00', priority: 0 }),
        added(-2, { url: 'https://posters.example.com', days_of_week: ['sunday', 'MONDAY'], priority: 90 }),
        added(-3, { url: 'https://posters.example.com', days_of_week: ['sunday', 'MONDAY'], priority: 90 }),
      );
    const set = { code, rules: now };
    const plan = planSave(set, { code, rules: edited }, set, { horizon: { from: new Date() } });
    expect(plan.conflicts).toEqual([]);

    sandbox.faults.add({ kind: 'drop', method: 'POST', late: true });
    sandbox.faults.add({ kind: 'truncated', method: 'POST' });
    sandbox.faults.add({ kind: 'drop', method: 'POST' });
    sandbox.faults.add({ kind: 'rate-limit', method: 'PUT' });
    sandbox.faults.add({ kind: 'truncated', method: 'PUT' });
    sandbox.faults.add({ kind: 'drop', method: 'DELETE', late: true });
    sandbox.faults.add({ kind: 'unavailable', method: 'DELETE', status: 502 });
    const run = new SaveRun({ client, code: POSTER, plan, now, progress: () => undefined });
    expect(await run.run(signal)).toMatchObject({ kind: 'saved', differs: [] });

    const there = await readRules(client, POSTER, signal);
    expect(there).toHaveLength(plan.merged.length);
    expect(there.filter(({ url }) => url === 'https://posters.example.com')).toHaveLength(2);
    const asked = (method: string) => sandbox.requests.filter((one) => one.method === method).length;
    const steps = (kind: string) => plan.steps.filter(({ step }) => step.kind === kind).length;
    // Each late answer costs no second request of its kind, each early one does.
    expect(asked('POST')).toBe(steps('create') + 1);
    expect(asked('PUT')).toBe(steps('update') + 2);
    expect(asked('DELETE')).toBe(steps('delete') + 2);
  });

  it('keeps what the API says about a field, and leaves the rest for later', async () => {
    const client = createClient({ endpoint: `${server.origin}/api/v1`, headers: { authorization: `Bearer ${token}` } });
    const code = await client.qrCodes.get(1);
    const now = await readRules(client, 1, signal);
    const edited = [{ ...now[0]!, id: -1, url: 'javascript:alert(1)', priority: 0, device: 'mac' }, ...now.slice(1)];
    const set = { code, rules: now };
    const plan = planSave(set, { code, rules: edited }, set, { horizon: { from: new Date() } });
    const run = new SaveRun({ client, code: 1, plan, now, progress: () => undefined });
    const end = await run.run(signal);
    expect(end).toMatchObject({ kind: 'stopped', step: { kind: 'create', rule: -1 }, error: { status: 422 } });
    expect(end.kind === 'stopped' && [...end.fields]).toEqual([[-1, { url: ['The url field must be a valid URL.'] }]]);
    expect(await readRules(client, 1, signal)).toHaveLength(now.length);
  });
});
