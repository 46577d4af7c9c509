import { describe, expect, it } from 'vitest';
import { createProxy, type Grant, type ProxyOptions } from '../../src/proxy/index.js';
import { request } from './harness.js';
import { dataOf, days, many, path, scan, scansHarness } from './scans-api.js';

const open: Grant = { operations: ['scans.rollup'], qrCodes: '*' };
const asPublic = (grant: Partial<Grant> = {}): Partial<ProxyOptions> => ({ authorize: () => null, public: { ...open, ...grant } });

describe('the roll-up', () => {
  it('is made from the list of scans; the API is asked for no roll-up', async () => {
    const { ask, sent, log } = scansHarness(many(250));
    const answer = await ask('GET', `${days}&breakdown=device`);
    expect(answer.status).toBe(200);
    expect(dataOf(answer)).toMatchObject({
      time_zone: 'UTC',
      total: 250,
      scans: 250,
      breakdown: { by: 'device', values: [['ios', 250]], rest: 0 },
      coverage: { counted: 250, total: 250, since: null },
    });
    for (const { url, method, headers } of sent) {
      expect([method, new URL(url).pathname]).toEqual(['GET', '/api/v1/qr-codes/12/scans']);
      expect(headers).toEqual({ accept: 'application/json', authorization: 'Bearer token-for-everything' });
    }
    expect(log).toMatchObject([{ method: 'GET', operation: 'scans.rollup', status: 200, code: null }]);
  });

  it('of a code without scans says so', async () => {
    const { ask } = scansHarness();
    expect(dataOf(await ask('GET', days))).toMatchObject({ total: 0, scans: 0, series: [0], coverage: { counted: 0, since: null } });
  });

  it('comes by the name of the zone that was asked for', async () => {
    const { ask } = scansHarness(many(3));
    expect(dataOf(await ask('GET', `${path}?time_zone=Asia/Kolkata`)).time_zone).toBe('Asia/Kolkata');
    expect(dataOf(await ask('GET', `${path}?time_zone=Asia/Calcutta`)).time_zone).toBe('Asia/Calcutta');
  });

  it('takes only GET', async () => {
    const { proxy, sent } = scansHarness();
    for (const method of ['POST', 'PUT', 'DELETE', 'HEAD']) {
      const response = await proxy(request(method, path));
      expect([method, response.status, response.headers.get('allow')]).toEqual([method, 405, 'GET']);
    }
    expect(sent).toEqual([]);
  });

  it.each(['', '?time_zone=Mars/Olympus', '?time_zone=UTC&page=2', '?time_zone=UTC&from=2026-02-30'])(
    'asks the API nothing for a question that cannot be read: %j',
    async (query) => {
      const { ask, sent } = scansHarness();
      const { status: code, body } = await ask('GET', path + query);
      expect([code, body.code]).toEqual([400, 'query']);
      expect(sent).toEqual([]);
    },
  );

  it('is refused with 400 for a period that only the scans show to be too long', async () => {
    const { ask } = scansHarness([scan(1, { ago: 100 * 86_400 })]);
    const { status: code, body } = await ask('GET', `${path}?time_zone=UTC&interval=hour`);
    expect([code, body.code, body.message]).toEqual([400, 'query', expect.stringContaining('at most 93 days')]);
  });
});

describe('a grant', () => {
  it('without the roll-up does not reach it, nor another code', async () => {
    for (const [grant, code] of [
      [{ operations: ['scans.list', 'scans.summary'], qrCodes: '*' }, 403],
      [{ operations: ['scans.rollup'], qrCodes: [1, 2] }, 404],
      [{ operations: ['scans.rollup'] }, 404],
    ] as [Grant, number][]) {
      const { ask, sent } = scansHarness(many(3), { authorize: () => grant });
      expect((await ask('GET', days)).status).toBe(code);
      expect(sent).toEqual([]);
    }
  });

  it('that is full gets exact counts, destinations and filters', async () => {
    const { ask } = scansHarness([scan(1), scan(2, { device: null })]);
    const answer = dataOf(await ask('GET', `${days}&breakdown=destination&filter[device]=`));
    expect(answer).toMatchObject({ scans: 1, breakdown: { values: [['https://private.example/target', 1]] } });
    expect(answer).not.toHaveProperty('min_cell');
  });

  it('that is public counts values in steps of five unless it says another number', async () => {
    const scans = [...many(23, { ago: 90_000 }), ...Array.from({ length: 4 }, (_, index) => scan(100 + index, { country_code: 'CH', ago: 80_000 }))];
    const of = async (grant: Partial<Grant>) => {
      const { ask } = scansHarness(scans, asPublic(grant));
      return dataOf(await ask('GET', `${days}&breakdown=country`));
    };
    expect(await of({})).toMatchObject({ scans: 27, min_cell: 5, breakdown: { values: [['NL', 20]], rest: 7 } });
    expect(await of({ fields: 'full' })).toMatchObject({ min_cell: 5 });
    expect(await of({ minCell: 10 })).toMatchObject({ min_cell: 10, breakdown: { values: [['NL', 20]], rest: 7 } });
    const exact = await of({ minCell: 1 });
    expect(exact).toMatchObject({ breakdown: { values: [['NL', 23], ['CH', 4]], rest: 0 } });
    expect(exact).not.toHaveProperty('min_cell');
  });

  it('that is public may neither filter nor see where codes lead', async () => {
    const { ask, sent } = scansHarness(many(50), asPublic());
    for (const query of ['&filter[device]=ios', '&filter[hour]=3', '&breakdown=destination', '&filter[destination]=https://x.example/']) {
      const { status: code, body } = await ask('GET', days + query);
      expect([query, code, body.code]).toEqual([query, 403, 'permission']);
    }
    expect(sent).toEqual([]);
    const exact = scansHarness(many(50), asPublic({ minCell: 1 }));
    expect((await exact.ask('GET', `${days}&filter[device]=ios`)).status).toBe(200);
    expect((await exact.ask('GET', `${days}&filter[destination]=https://private.example/target`)).status).toBe(403);
  });

  it('that is public shows no target URL and no path of a referrer, whatever is asked', async () => {
    const scans = many(60, { ago: 90_000, referer: 'https://www.news.example/private/path?q=private' });
    const { ask } = scansHarness(scans, asPublic({ minCell: 1 }));
    for (const by of ['device', 'country', 'referrer', 'utm-source', 'utm-medium', 'utm-campaign', 'weekday-hour']) {
      const answer = await ask('GET', `${days}&breakdown=${by}&compare=previous`);
      expect([by, answer.status]).toEqual([by, 200]);
      expect(answer.text).not.toContain('private');
    }
    const { breakdown } = dataOf(await ask('GET', `${days}&breakdown=referrer`));
    expect(breakdown?.values).toEqual([['news.example', 60]]);
  });

  it('shows when a destination was new only to whom target URLs and exact counts are shown', async () => {
    const scans = [
      ...many(20, { ago: 9000, resolved_url: 'https://first.example/' }),
      { ...many(1, { resolved_url: 'https://private.example/new' })[0]!, id: 100 },
    ];
    const full = { operations: ['scans.rollup'], qrCodes: '*' } as const;
    const owner = await scansHarness(scans, { authorize: () => full }).ask('GET', days);
    expect((dataOf(owner).changes ?? []).map(([url]) => url)).toEqual(['https://private.example/new']);
    for (const options of [asPublic({ minCell: 1 }), asPublic(), { authorize: () => ({ ...full, minCell: 5 }) }]) {
      const { status: code, text } = await scansHarness(scans, options).ask('GET', days);
      expect(code).toBe(200);
      expect(text).not.toContain('private');
    }
  });

  it.each([0, -1, 2.5, NaN, '5' as unknown as number])('with minCell %j is a mistake that shows at the start', (minCell) => {
    expect(() => createProxy({ token: 't', public: { ...open, minCell } })).toThrow(TypeError);
  });

  it('of a callback with a wrong minCell is a 500, not an exact count', async () => {
    const { ask } = scansHarness(many(50), { authorize: () => null, public: () => ({ ...open, minCell: 0 }) });
    expect((await ask('GET', `${days}&breakdown=country`)).body).toEqual({ message: 'The proxy failed.', code: 'proxy' });
  });
});

describe("the browser's cache", () => {
  it('may keep the answer of one visitor, and is told when it is still right', async () => {
    const { ask } = scansHarness(many(3), { origins: ['https://a.example'] });
    const first = await ask('GET', days, { headers: { origin: 'https://a.example' } });
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'cache-control': 'private, no-cache',
      vary: 'Origin, Authorization, Cookie',
      etag: expect.stringMatching(/^W\/"[\w+/]{20}"$/) as string,
      'access-control-allow-origin': 'https://a.example',
    });
    const etag = first.headers.get('etag')!;
    for (const tag of [etag, etag.slice(2), `"x", ${etag}`, '*']) {
      const again = await ask('GET', days, { headers: { origin: 'https://a.example', 'if-none-match': tag } });
      expect([tag, again.status, again.text, again.headers.get('content-type')]).toEqual([tag, 304, '', null]);
      expect(Object.fromEntries(again.headers)).toMatchObject({
        etag,
        'cache-control': 'private, no-cache',
        vary: 'Origin, Authorization, Cookie',
        'access-control-allow-origin': 'https://a.example',
      });
    }
    expect((await ask('GET', days, { headers: { 'if-none-match': 'W/"x"' } })).status).toBe(200);
  });

  it('is told nothing by who may not ask', async () => {
    let grant: Grant | null = open;
    const { ask } = scansHarness(many(3), { authorize: () => grant });
    const etag = (await ask('GET', days)).headers.get('etag')!;
    grant = null;
    const { status: code, headers } = await ask('GET', days, { headers: { 'if-none-match': etag } });
    expect([code, headers.get('cache-control')]).toEqual([401, 'no-store']);
  });

  it('gets another tag for other data', async () => {
    const { ask, api } = scansHarness(many(3), { freshFor: 0 });
    const etag = (await ask('GET', days)).headers.get('etag')!;
    api.scans.push(scan(4));
    const answer = await ask('GET', days, { headers: { 'if-none-match': etag } });
    expect([answer.status, dataOf(answer).scans]).toEqual([200, 4]);
    expect(answer.headers.get('etag')).not.toBe(etag);
  });

  it('keeps nothing of a refusal', async () => {
    const { ask } = scansHarness();
    expect((await ask('GET', path)).headers.get('cache-control')).toBe('no-store');
  });
});

describe('the options', () => {
  it.each([{ freshFor: -1 }, { freshFor: NaN }, { patience: -1 }, { patience: Infinity }])('%j are refused at the start', (options) => {
    expect(() => createProxy({ token: 't', ...options })).toThrow(TypeError);
  });
});
