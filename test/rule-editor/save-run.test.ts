import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Id, Rule } from '../../src/client/types.js';
import { SaveRun, type SaveEnd, type SaveStatus } from '../../src/elements/rule-editor/save-run.js';
import { sameRule } from '../../src/rules/fields.js';
import { disagreements } from '../../src/rules/merge.js';
import { planSave } from '../../src/rules/plan-save.js';
import { RulesApi, type Trouble } from '../support/rules-api.js';

const code = { type: 'dynamic', target_url: 'https://t.example/' };
const options = { horizon: { from: '2026-06-01T00:00:00Z' } };
const rule = (id: Id, fields: Partial<Rule> = {}): Rule => ({
  id,
  url: `https://r${Math.abs(id)}.example/`,
  device: null,
  country_code: null,
  start_at: null,
  end_at: null,
  days_of_week: null,
  priority: Math.abs(id),
  weight: null,
  is_active: true,
  ...fields,
});

// Waiting is for a clock that only the test moves.
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A save that is about to begin; `statuses` are the kinds of what it said, each once in a row. */
function begin(now: readonly Rule[], edited: readonly Rule[], api = new RulesApi(now)) {
  const before = { code, rules: api.rules.map((one) => ({ ...one })) };
  const plan = planSave(before, { code, rules: edited }, before, options);
  const statuses: SaveStatus[] = [];
  const run = new SaveRun({
    client: api.client,
    code: 7,
    plan,
    now: before.rules,
    progress: () => statuses.push(run.status),
  });
  return { api, plan, run, statuses };
}

/** Runs it, while time passes as fast as it can. */
async function go(run: SaveRun, signal = new AbortController().signal): Promise<SaveEnd> {
  let isOver = false as boolean;
  const end = run.run(signal).finally(() => (isOver = true));
  end.catch(() => undefined);
  while (!isOver) await vi.advanceTimersByTimeAsync(1000);
  return end;
}

const three = [rule(1, { device: 'ios' }), rule(2, { device: 'mac' }), rule(3)];
/** One new, one changed, one deleted. */
const edited = [rule(-1, { device: 'linux', url: 'https://new.example/' }), rule(1, { device: 'ios', weight: 5 }), rule(3)];

describe('a save', () => {
  it('reads the rules, sends each request once and reads them again', async () => {
    const { api, run } = begin(three, edited);
    const end = await go(run);
    expect(api.asked.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /rules', 'POST /rules', 'PUT /rules/1', 'DELETE /rules/2', 'GET /rules']);
    expect(end).toMatchObject({ kind: 'saved', differs: [] });
    expect(disagreements(run.wanted, api.rules)).toEqual([]);
    expect([...run.ids]).toEqual([[-1, 101]]);
  });

  it('waits as long as a 429 asks, and says until when', async () => {
    const { api, run, statuses } = begin(three, edited);
    api.trouble = ({ method }, count) => (method === 'POST' && count === 2 ? { limit: 12 } : undefined);
    const start = Date.now();
    expect(await go(run)).toMatchObject({ kind: 'saved', differs: [] });
    expect(api.writes).toEqual(['POST /rules', 'POST /rules', 'PUT /rules/1', 'DELETE /rules/2']);
    const waiting = statuses.find((status) => status.kind === 'waiting')!;
    expect(waiting.until).toBeGreaterThanOrEqual(start + 12_000);
    expect(Date.now()).toBeGreaterThanOrEqual(start + 12_000);
  });

  it('waits out 429s as often as they come', async () => {
    const { api, run } = begin(three, edited);
    api.trouble = ({ method }, count) => (method === 'PUT' && count < 20 ? { limit: 1 } : undefined);
    expect(await go(run)).toMatchObject({ kind: 'saved', differs: [] });
  });

  it.each<[string, Trouble]>([
    ['no connection', { drop: 'early' }],
    ['a connection that was cut after it was done', { drop: 'late' }],
    ['an answer that was cut', 'cut'],
    ['a gateway without an answer', { status: 504 }],
    ['a server that is busy', { busy: 3 }],
  ])('sends a change and a deletion again after %s', async (_, trouble) => {
    const { api, run } = begin(three, edited);
    const seen = new Set<string>();
    api.trouble = ({ method }) => (method === 'PUT' || method === 'DELETE') && !seen.has(method) ? (seen.add(method), trouble) : undefined;
    expect(await go(run)).toMatchObject({ kind: 'saved', differs: [] });
    expect(api.writes).toEqual(['POST /rules', 'PUT /rules/1', 'PUT /rules/1', 'DELETE /rules/2', 'DELETE /rules/2']);
  });

  it('gives up after several failures in a row, and goes on where it was', async () => {
    const { api, run } = begin(three, edited);
    let isDown = true;
    api.trouble = ({ method }) => (method === 'PUT' && isDown ? { drop: 'early' } : undefined);
    expect(await go(run)).toMatchObject({ kind: 'stopped', step: { kind: 'update', rule: 1 }, error: { code: 'network' } });
    expect(run.done).toBe(1);
    isDown = false;
    expect(await go(run)).toMatchObject({ kind: 'saved', differs: [] });
    expect(api.writes.filter((write) => write === 'POST /rules')).toHaveLength(1);
  });

  it.each([401, 402, 403, 500])('stops at once at a %i, and goes on where it was', async (status) => {
    const { api, run } = begin(three, edited);
    let isRefused = true;
    api.trouble = ({ method }) => (method === 'PUT' && isRefused ? { status } : undefined);
    expect(await go(run)).toMatchObject({ kind: 'stopped', error: { status }, step: { kind: 'update' } });
    expect(api.writes).toEqual(['POST /rules', 'PUT /rules/1']);
    isRefused = false;
    expect(await go(run)).toMatchObject({ kind: 'saved', differs: [] });
    expect(api.writes).toEqual(['POST /rules', 'PUT /rules/1', 'PUT /rules/1', 'DELETE /rules/2']);
  });

  it('keeps what a 422 says by rule and field', async () => {
    const { api, run } = begin(three, edited);
    const errors = { url: ['Must be https.'], 'days_of_week.0': ['No such day.'], 'days_of_week.1': ['Nor this.'], odd: ['What?'] };
    api.trouble = ({ method }) => (method === 'POST' ? { status: 422, body: { message: 'No.', errors } } : undefined);
    const end = await go(run);
    expect(end.kind === 'stopped' && [...end.fields]).toEqual([
      [-1, { url: ['Must be https.'], days_of_week: ['No such day.', 'Nor this.'], '': ['What?'] }],
    ]);
  });

  it('is done with a rule that is gone already, but not where no API answers', async () => {
    const gone = begin(three, [three[0]!, three[2]!]);
    gone.api.trouble = ({ method }) => (method === 'DELETE' ? { status: 404, late: true } : undefined);
    expect(await go(gone.run)).toMatchObject({ kind: 'saved', differs: [] });
    const host = begin(three, [three[0]!, three[2]!]);
    host.api.trouble = ({ method }) => (method === 'DELETE' ? { status: 404, body: 'Not found' } : undefined);
    expect(await go(host.run)).toMatchObject({ kind: 'stopped', error: { status: 404 } });
  });

  it('says what is not as it was told', async () => {
    const { api, run } = begin(three, edited);
    api.trouble = ({ method }) => {
      if (method === 'DELETE') api.rules.find(({ id }) => id === 3)!.weight = 9;
      return undefined;
    };
    expect(await go(run)).toMatchObject({ kind: 'saved', differs: [{ rule: 3, kind: 'different', fields: ['weight'] }] });
  });

  it('begins nothing where somebody else has saved since', async () => {
    const { api, run } = begin(three, edited);
    api.rules[0]!.weight = 1;
    expect(await go(run)).toMatchObject({ kind: 'moved', rules: [{ id: 1, weight: 1 }, {}, {}] });
    expect(api.writes).toEqual([]);
  });

  it('reads every page of a long list', async () => {
    const many = Array.from({ length: 250 }, (_, index) => rule(index + 1));
    const { api, run } = begin(many, many.map((one) => (one.id === 240 ? { ...one, weight: 2 } : one)));
    expect(await go(run)).toMatchObject({ kind: 'saved', differs: [] });
    expect(api.asked.filter(({ method }) => method === 'GET')).toHaveLength(6);
  });

  it('ends where it is aborted, and goes on later', async () => {
    const { api, run } = begin(three, edited);
    const abort = new AbortController();
    api.trouble = ({ method }) => {
      if (method === 'PUT' && !abort.signal.aborted) abort.abort(new Error('Enough'));
      return undefined;
    };
    await expect(go(run, abort.signal)).rejects.toThrow('Enough');
    expect(await go(run)).toMatchObject({ kind: 'saved', differs: [] });
    expect(api.writes.filter((write) => write === 'POST /rules')).toHaveLength(1);
  });

  it('tries nothing while the browser is offline', async () => {
    const online = new EventTarget();
    const navigator = { onLine: true };
    vi.stubGlobal('navigator', navigator);
    vi.stubGlobal('addEventListener', online.addEventListener.bind(online));
    const { api, run, statuses } = begin(three, edited);
    api.trouble = ({ method }) => {
      if (method !== 'POST') return undefined;
      navigator.onLine = false;
      return { drop: 'early' };
    };
    const end = run.run(new AbortController().signal);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(statuses.at(-1)).toEqual({ kind: 'offline' });
    const asked = api.asked.length;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(api.asked).toHaveLength(asked);
    api.trouble = () => undefined;
    navigator.onLine = true;
    online.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await end).toMatchObject({ kind: 'saved', differs: [] });
  });
});

describe('a new rule whose answer was lost', () => {
  const created = [...three, rule(-1, { device: 'linux', country_code: 'nl', url: 'https://new.example' })];

  it.each<[string, Trouble]>([
    ['by the network', { drop: 'late' }],
    ['in the middle', 'cut'],
    ['by a gateway', { status: 502, late: true }],
    ['and spelled otherwise by the server', { drop: 'late' }],
  ])('%s is not created twice', async (_, trouble) => {
    const { api, run } = begin(three, created);
    let isFirst = true;
    api.trouble = ({ method }) => (method === 'POST' && isFirst ? ((isFirst = false), trouble) : undefined);
    expect(await go(run)).toMatchObject({ kind: 'saved', differs: [] });
    expect(api.writes).toEqual(['POST /rules']);
    expect(run.ids.get(-1)).toBe(101);
  });

  it('is created again where it did not come', async () => {
    const { api, run } = begin(three, created);
    let isFirst = true;
    api.trouble = ({ method }) => (method === 'POST' && isFirst ? ((isFirst = false), { drop: 'early' }) : undefined);
    expect(await go(run)).toMatchObject({ kind: 'saved', differs: [] });
    expect(api.asked.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET', 'POST', 'GET']);
    expect(api.rules).toHaveLength(4);
  });

  it('is found after a stop, too', async () => {
    const { api, run } = begin(three, created);
    api.trouble = ({ method }) => (method === 'POST' ? { status: 500, late: true } : undefined);
    expect(await go(run)).toMatchObject({ kind: 'stopped', error: { status: 500 } });
    api.trouble = () => undefined;
    expect(await go(run)).toMatchObject({ kind: 'saved', differs: [] });
    expect(api.writes).toEqual(['POST /rules']);
  });

  it('is not taken for an equal one that was there before, nor for one that has been created already', async () => {
    const same = { device: 'linux', url: 'https://new.example/', priority: 9 };
    const { api, run } = begin([rule(1, same)], [rule(1, same), rule(-1, same), rule(-2, same)]);
    api.trouble = ({ method }, count) => (method === 'POST' && count < 6 ? { drop: count % 2 ? 'early' : 'late' } : undefined);
    expect(await go(run)).toMatchObject({ kind: 'saved', differs: [] });
    expect(api.rules).toHaveLength(3);
  });
});

describe('a save, whatever the weather', () => {
  const troubles = fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    {
      weight: 2,
      arbitrary: fc.constantFrom<Trouble>({ limit: 2 }, { busy: 1 }, { drop: 'early' }, { drop: 'late' }, 'cut', { status: 500 }, { status: 500, late: true }, { status: 502, late: true }, { status: 402 }),
    },
  );
  const fields = fc.record({ device: fc.constantFrom(null, 'ios'), priority: fc.nat({ max: 4 }), url: fc.constantFrom('https://a.example/', 'https://b.example') });
  const rules = fc.array(fields, { maxLength: 4 });

  it('leaves on the server what it said, however often it has to go on, and creates nothing twice', async () => {
    await fc.assert(
      fc.asyncProperty(rules, rules, fc.array(troubles, { maxLength: 30 }), fc.nat({ max: 4 }), async (before, after, weather, shift) => {
        const now = before.map((one, index) => rule(index + 1, one));
        const want = after.map((one, index) => rule(index + shift < before.length ? index + shift + 1 : -index - 1, one));
        const { api, plan, run } = begin(now, want);
        const waiting = [...weather];
        api.trouble = () => waiting.shift();
        let end = await go(run);
        for (let times = 0; end.kind === 'stopped' && times < 40; times++) end = await go(run);
        expect(end).toMatchObject({ kind: 'saved', differs: [] });
        expect(disagreements(run.wanted, api.rules)).toEqual([]);
        expect(api.rules).toHaveLength(plan.merged.length);
        for (const one of want) expect(api.rules.some((there) => sameRule(one, there))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
