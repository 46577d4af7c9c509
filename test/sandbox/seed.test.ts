import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluate } from '../../src/rules/evaluate.js';
import type { QrCode, Scan } from '../../src/client/types.js';
import { apiOf, everyScope, fullAccess, openTemp, sqlValue, TODAY, type Api, type TempSandbox } from './open.js';

const demo = (today: Date) => openTemp({ seed: 'demo', today, now: () => new Date(TODAY.getTime() + 3_600_000) });
const tables = ['teams', 'users', 'landing_pages', 'qr_codes', 'rules', 'scans'];

async function checksum(sandbox: TempSandbox): Promise<string> {
  const hash = createHash('sha256');
  for (const table of tables) {
    const { rows } = await sandbox.db.execute(`SELECT * FROM ${table} ORDER BY id`);
    for (const row of rows) hash.update(JSON.stringify(row));
  }
  return hash.digest('hex');
}

let sandbox: TempSandbox;
let api: Api;
let codes: QrCode[];
let sum: string;
beforeAll(async () => {
  sandbox = await demo(TODAY);
  sum = await checksum(sandbox);
  api = await fullAccess(sandbox);
  codes = (await api.list('/qr-codes?per_page=100')).body.data as unknown as QrCode[];
});
afterAll(() => sandbox.close());

const codeOf = async (id: number) => (await api.get(`/qr-codes/${id}`)).body.data as unknown as QrCode;
const value = (sql: string, args?: (string | number)[]) => sqlValue(sandbox, sql, args);

describe('the seed', () => {
  it('is the very same for the same day, at whatever hour', async () => {
    const again = await demo(new Date('2026-04-15T23:59:59Z'));
    expect(await checksum(again)).toBe(sum);
    await again.close();
  });

  it('is another for another day', async () => {
    const other = await demo(new Date('2026-04-16T00:00:00Z'));
    expect(await checksum(other)).not.toBe(sum);
    expect(await sqlValue(other, 'SELECT COUNT(*) FROM scans')).toBe(120_000);
    await other.close();
  });

  it('"empty" holds one team and nothing else', async () => {
    const empty = await openTemp();
    const counts = [];
    for (const table of tables) counts.push(await sqlValue(empty, `SELECT COUNT(*) FROM ${table}`));
    expect(counts).toEqual([1, 1, 0, 0, 0, 0]);
    await empty.close();
  });

  it('uses no domain that could be anyone\'s', async () => {
    const urls = "SELECT target_url AS url FROM qr_codes UNION SELECT fallback_url FROM qr_codes UNION SELECT url FROM rules UNION SELECT referer FROM scans UNION SELECT resolved_url FROM scans";
    const { rows } = await sandbox.db.execute(urls);
    const hosts = rows.flatMap(({ url }) => (url === null ? [] : new URL(url as string).hostname));
    expect(hosts.length).toBeGreaterThan(60);
    expect(hosts.filter((host) => !/(^|\.)example(\.(com|org|net))?$/.test(host))).toEqual([]);
  });
});

describe('codes', () => {
  it('1: "Spring Campaign", as in the guide', async () => {
    expect(await codeOf(1)).toMatchObject({
      name: 'Spring Campaign',
      slug: 'spring-2026',
      type: 'dynamic',
      target_url: 'https://example.com/spring',
      fallback_url: null,
      is_active: true,
      content_type: 'url',
      expires_at: null,
      auto_renew: true,
      options: {},
    });
    expect(Date.parse(codes[0]!.licensed_until!)).toBeGreaterThan(TODAY.getTime());
  });

  it.each([['iPhone'], ['Android'], ['Windows NT']])('1: sends %s to one URL of its own, always', async (agent) => {
    const { rules } = await codeOf(1);
    const device = { iPhone: 'ios', Android: 'android', 'Windows NT': 'windows' }[agent]!;
    // HEAD, because the scans of this database are counted below.
    const init = { method: 'HEAD', headers: { 'User-Agent': agent } };
    const response = await sandbox.app.request('/r/spring-2026', init);
    const own = rules!.find((rule) => rule.device === device)!;
    expect(response.headers.get('location')).toBe(own.url);
    expect(own).toMatchObject({ country_code: null, start_at: null, end_at: null, days_of_week: null, is_active: true });
    for (const country of [null, 'NL', 'DE']) {
      for (let day = 0; day < 7; day++) {
        const at = new Date(TODAY.getTime() + day * 86_400_000);
        const { destinations } = evaluate({ code: codes[0]!, rules: rules! }, { device, country, at });
        expect(destinations.map(({ url }) => url)).toEqual([own.url]);
      }
    }
  });

  it('2: has 60 rules and more, of every kind', async () => {
    const rules = (await codeOf(2)).rules!;
    const now = TODAY.toISOString();
    expect(rules.length).toBeGreaterThanOrEqual(60);
    expect(rules.some((rule) => !rule.is_active)).toBe(true);
    expect(rules.some((rule) => rule.end_at !== null && rule.end_at < now)).toBe(true);
    expect(rules.some((rule) => rule.start_at !== null && rule.start_at > now)).toBe(true);
    expect(rules.some((rule) => rule.days_of_week?.length === 2)).toBe(true);
    expect(rules.some((rule) => rule.weight === 0) && rules.some((rule) => rule.weight === 50)).toBe(true);
    expect(new Set(rules.map((rule) => rule.device)).size).toBeGreaterThan(4);
    expect(new Set(rules.map((rule) => rule.country_code)).size).toBeGreaterThan(8);
    expect(new Set(rules.map((rule) => rule.priority)).size).toBeGreaterThan(10);
  });

  it.each<[kind: string, is: (code: QrCode, now: string) => boolean]>([
    ['static', (code) => code.type === 'static'],
    ['inactive', (code) => !code.is_active],
    ['expired', (code, now) => code.expires_at !== null && code.expires_at < now],
    ['licence ended', (code, now) => code.licensed_until! < now && !code.auto_renew],
    ['licence ended, renewing', (code, now) => code.licensed_until! < now && code.auto_renew],
    ['a landing page', (code) => code.content_type === 'landing_page'],
    ['a block of one', (code) => code.content_type === 'landing_page_block'],
    ['a file', (code) => code.content_type === 'file'],
    ['a long name of many scripts', (code) => code.name.length > 180 && /[א-ת]/.test(code.name) && /[ぁ-ん]/.test(code.name)],
    ['with options', (code) => 'color' in code.options && 'logo' in code.options],
  ])('one is %s', (_, is) => {
    expect(codes.filter((code) => is(code, TODAY.toISOString()))).not.toHaveLength(0);
  });

  it('are 14 and more, so that their list has two pages', () => {
    expect(codes.length).toBeGreaterThan(15);
  });

  it('one is an A/B test of 70 to 30', async () => {
    const { rules } = await codeOf(codes.find(({ slug }) => slug === 'checkout-ab')!.id);
    expect(rules!.map(({ priority, weight }) => [priority, weight])).toEqual([[0, 70], [0, 30]]);
  });

  it('one was never scanned', async () => {
    const { rows } = await sandbox.db.execute('SELECT id FROM qr_codes WHERE team_id = 1 AND id NOT IN (SELECT qr_code_id FROM scans)');
    expect(rows).toHaveLength(1);
  });

  it('those of landing pages show their page', async () => {
    for (const { id } of codes.filter(({ content_type }) => content_type.startsWith('landing_page'))) {
      expect((await codeOf(id)).landing_page?.title).toEqual(expect.any(String));
    }
  });

  it('landing pages: one per preset', async () => {
    const { body } = await api.list('/landing-pages');
    const presets = body.data.map(({ preset }) => preset);
    expect(presets).toEqual(['minimal', 'dark', 'colorful', 'corporate', 'nature', 'neon', 'pastel']);
  });
});

describe('scans', () => {
  it('are exactly 120,000, with ids from 1 in the order of time', async () => {
    expect(await value('SELECT COUNT(*) FROM scans')).toBe(120_000);
    expect(await value('SELECT MIN(id) FROM scans')).toBe(1);
    expect(await value('SELECT MAX(id) FROM scans')).toBe(120_000);
    const later = 'SELECT COUNT(*) FROM scans a JOIN scans b ON b.id = a.id + 1 WHERE b.created_at < a.created_at';
    expect(await value(later)).toBe(0);
  });

  it('fill the 18 months up to today, and nothing after', async () => {
    expect(await value('SELECT MIN(created_at) FROM scans')).toMatch(/^2024-10-15T/);
    expect(await value('SELECT MAX(created_at) FROM scans')).toMatch(/^2026-04-14T2/);
    expect(await value('SELECT COUNT(DISTINCT SUBSTR(created_at, 1, 10)) FROM scans')).toBe(547);
  });

  it('are about half those of code 1, and of every code within its life', async () => {
    const share = Number(await value('SELECT COUNT(*) FROM scans WHERE qr_code_id = 1')) / 120_000;
    expect(share).toBeGreaterThan(0.45);
    expect(share).toBeLessThan(0.56);
    const outside = `SELECT COUNT(*) FROM scans s JOIN qr_codes q ON q.id = s.qr_code_id WHERE s.created_at < q.created_at
      OR s.created_at >= q.expires_at OR (q.type = 'dynamic' AND s.created_at >= q.licensed_until)`;
    expect(await value(outside)).toBe(0);
  });

  it('grow, and keep the rhythm of week and day', async () => {
    const between = async (from: string, to: string) =>
      Number(await value('SELECT COUNT(*) FROM scans WHERE created_at >= ? AND created_at < ?', [from, to]));
    expect(await between('2026-01-15', '2026-04-15')).toBeGreaterThan(1.5 * (await between('2025-01-15', '2025-04-15')));
    const on = async (format: string, part: string) =>
      Number(await value(`SELECT COUNT(*) FROM scans WHERE STRFTIME('${format}', created_at) = ?`, [part]));
    expect(await on('%w', '6')).toBeGreaterThan(1.3 * (await on('%w', '0')));
    expect(await on('%H', '18')).toBeGreaterThan(5 * (await on('%H', '03')));
  });

  it('vary in device, country, referrer and campaign, unknown ones included', async () => {
    for (const column of ['device', 'country_code', 'referer', 'utm_source', 'utm_medium', 'utm_campaign']) {
      const { rows } = await sandbox.db.execute(`SELECT DISTINCT ${column} AS value FROM scans`);
      expect(rows.length).toBeGreaterThanOrEqual(4);
      expect(rows.some((row) => row['value'] === null)).toBe(true);
    }
    const partial = 'SELECT COUNT(*) FROM scans WHERE (utm_source IS NULL) <> (utm_campaign IS NULL)';
    expect(await value(partial)).toBe(0);
  });

  it('landed where their code\'s rules send them', async () => {
    for (const id of [1, 2, 13, 15, 16, 3]) {
      const { rules, ...code } = await codeOf(id);
      const { rows } = await sandbox.db.execute({
        sql: 'SELECT * FROM scans WHERE qr_code_id = ? AND id % 20 = 0',
        args: [id],
      });
      expect(rows.length).toBeGreaterThan(40);
      for (const row of rows as unknown as Scan[]) {
        const context = { device: row.device, country: row.country_code, at: row.created_at };
        const { destinations } = evaluate({ code, rules: rules! }, context);
        expect(destinations.map(({ url }) => url)).toContain(row.resolved_url);
      }
    }
  });

  it('of the A/B test split about 70 to 30', async () => {
    const { rows } = await sandbox.db.execute('SELECT COUNT(*) AS n FROM scans WHERE qr_code_id = 13 GROUP BY resolved_url ORDER BY resolved_url');
    const [a, b] = rows.map((row) => Number(row['n'])) as [number, number];
    expect(Math.abs(a / (a + b) - 0.7)).toBeLessThan(0.05);
  });

  it('never lack a destination', async () => {
    expect(await value("SELECT COUNT(*) FROM scans WHERE resolved_url IS NULL OR resolved_url NOT LIKE 'https://%'")).toBe(0);
  });
});

describe('other teams', () => {
  const foreign = async () => ({
    code: Number(await value('SELECT id FROM qr_codes WHERE team_id = 2')),
    rule: Number(await value('SELECT id FROM rules WHERE qr_code_id = (SELECT id FROM qr_codes WHERE team_id = 2)')),
    page: Number(await value('SELECT id FROM landing_pages WHERE team_id = 2')),
  });

  it('are 404 to this one in every operation, and stay as they are', async () => {
    const { code, rule, page } = await foreign();
    const paths: [method: string, path: string][] = [
      ...['GET', 'PUT', 'DELETE'].flatMap((method): [string, string][] => [
        [method, `/qr-codes/${code}`],
        [method, `/landing-pages/${page}`],
      ]),
      ['GET', `/qr-codes/${code}/rules`],
      ['POST', `/qr-codes/${code}/rules`],
      ['PUT', `/qr-codes/${code}/rules/${rule}`],
      ['DELETE', `/qr-codes/${code}/rules/${rule}`],
      ['PUT', `/qr-codes/1/rules/${rule}`],
      ['DELETE', `/qr-codes/1/rules/${rule}`],
      ['GET', `/qr-codes/${code}/scans`],
      ['GET', `/qr-codes/${code}/scans/summary`],
    ];
    for (const [method, path] of paths) {
      const body = method === 'PUT' || method === 'POST' ? { url: 'https://example.com', name: 'x', title: 'x' } : undefined;
      const { status } = await api.call(method, path, body);
      expect({ method, path, status }).toEqual({ method, path, status: 404 });
    }
    expect(await value('SELECT COUNT(*) FROM qr_codes WHERE team_id = 2 AND updated_at = created_at')).toBe(1);
    expect(await value('SELECT COUNT(*) FROM rules WHERE id = ? AND updated_at = created_at', [rule])).toBe(1);
  });

  it('are in no list of this one', async () => {
    const { code, page } = await foreign();
    expect(codes.map(({ id }) => id)).not.toContain(code);
    expect((await api.list('/landing-pages?per_page=100')).body.data.map(({ id }) => id)).not.toContain(page);
  });

  it('see their own', async () => {
    const { code } = await foreign();
    const other = apiOf(sandbox, await sandbox.createToken({ scopes: everyScope, teamId: 2 }));
    expect((await other.list('/qr-codes')).body.data.map(({ id }) => id)).toEqual([code]);
    expect((await other.get('/qr-codes/1')).status).toBe(404);
  });

  it('the third has neither subscription nor credits: 402', async () => {
    const lapsed = apiOf(sandbox, await sandbox.createToken({ scopes: everyScope, teamId: 3 }));
    expect((await lapsed.get('/user')).status).toBe(402);
  });

  it('an unknown one gets no token', async () => {
    await expect(sandbox.createToken({ scopes: ['read'], teamId: 99 })).rejects.toThrow(RangeError);
  });
});
