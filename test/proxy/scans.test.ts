import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { memoryStore, type KeyValueStore } from '../../src/proxy/index.js';
import { ScanService } from '../../src/proxy/scans.js';
import { canary, holdsCanary } from './canary.js';
import { request, type Sent } from './harness.js';
import { dataOf, days, many, scan, scansHarness } from './scans-api.js';
import { gate } from './server.js';

const status = (code: number, headers: Record<string, string> = {}) => Response.json({ message: 'No.' }, { status: code, headers });
const isList = ({ url }: Sent) => url.includes('/scans?');

describe('the API is asked', () => {
  it('once for all who come at the same time', async () => {
    const { ask, sent } = scansHarness(many(3));
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('GET', days)));
    for (const answer of answers) expect(dataOf(answer).scans).toBe(3);
    expect(sent).toHaveLength(1);
  });

  it('for each code by itself', async () => {
    const { ask, paths } = scansHarness(many(3));
    await Promise.all([1, 2].map((id) => ask('GET', `/qr-codes/${id}/scans/rollup?time_zone=UTC`)));
    expect(paths().map((one) => one.split('?', 1)[0]).sort()).toEqual(['/qr-codes/1/scans', '/qr-codes/2/scans']);
  });

  it('again only once its answer is older than freshFor, and then for the newest alone', async () => {
    const { ask, api, sent } = scansHarness(many(950), { freshFor: 0.3 });
    expect(dataOf(await ask('GET', days)).scans).toBe(950);
    const first = sent.length;
    expect(first).toBeGreaterThanOrEqual(10);
    api.scans.push(scan(951));
    expect(dataOf(await ask('GET', days)).scans).toBe(950);
    expect(sent).toHaveLength(first);
    await sleep(350);
    expect(dataOf(await ask('GET', days)).scans).toBe(951);
    expect(sent.length - first).toBeLessThanOrEqual(2);
  });

  it('for the total of the summary only where the list does not say', async () => {
    const withTotal = scansHarness(many(3));
    await withTotal.ask('GET', days);
    expect(withTotal.paths().filter((one) => one.endsWith('/summary'))).toEqual([]);

    const { ask, api, paths } = scansHarness(many(3));
    api.total = false;
    expect(dataOf(await ask('GET', days)).coverage).toMatchObject({ counted: 3, total: 3 });
    expect(paths().filter((one) => one.endsWith('/summary'))).toEqual(['/qr-codes/12/scans/summary']);
  });

  it('no more for codes than it has memory for: what was let go is in the store', async () => {
    const { ask, sent } = scansHarness(many(2));
    for (let id = 1; id <= 230; id++) await ask('GET', `/qr-codes/${id}/scans/rollup?time_zone=UTC`);
    const asked = sent.length;
    expect(dataOf(await ask('GET', '/qr-codes/1/scans/rollup?time_zone=UTC')).scans).toBe(2);
    expect(sent).toHaveLength(asked);
  });
});

describe('a visitor', () => {
  it('waits no longer than the patience of the proxy, and sees how far it is', async () => {
    const { ask, api, sent } = scansHarness(many(950), { patience: 600, freshFor: 0 });
    const { open: letGo, passed } = gate();
    api.instead = ({ url }) => (url.includes('page=1&') ? null : passed.then(() => Response.json({}, { status: 500 })));
    const started = performance.now();
    const answer = dataOf(await ask('GET', days));
    expect(performance.now() - started).toBeGreaterThan(550);
    expect(performance.now() - started).toBeLessThan(3000);
    expect(answer.coverage).toMatchObject({ total: 950 });
    expect(answer.coverage.counted).toBeLessThan(200);
    expect(answer.coverage.since).not.toBeNull();

    // Who comes now waits for nothing: that refresh has had its time.
    const again = performance.now();
    await ask('GET', days);
    expect(performance.now() - again).toBeLessThan(400);
    api.instead = () => null;
    letGo();
    await expect.poll(async () => dataOf(await ask('GET', days)).coverage.counted, { timeout: 10_000 }).toBe(950);
    expect(sent.filter(isList).length).toBeGreaterThan(9);
  });

  it('who goes away takes no sync along', async () => {
    const { proxy, ask, api } = scansHarness(many(950), { patience: 5000 });
    const leaving = new AbortController();
    const arrival = gate();
    const answered = gate();
    api.instead = ({ url }) => {
      if (!url.includes('page=1&')) return null;
      arrival.open();
      return answered.passed.then(() => Response.json({ data: api.scans.toReversed().slice(0, 100), meta: { total: 950, per_page: 100 } }));
    };
    const answer = proxy(new Request(request('GET', days), { signal: leaving.signal }));
    await arrival.passed;
    leaving.abort();
    api.instead = () => null;
    answered.open();
    await answer;
    expect(dataOf(await ask('GET', days)).coverage.counted).toBe(950);
  });

  it('is not kept by work behind the answer: a runtime is told of it', async () => {
    const work: Promise<unknown>[] = [];
    const { ask, api } = scansHarness(many(950), { patience: 0, waitUntil: (promise) => work.push(promise) });
    expect(dataOf(await ask('GET', days)).coverage.counted).toBe(0);
    expect(work).toHaveLength(1);
    await work[0];
    expect(dataOf(await ask('GET', days)).coverage.counted).toBe(950);
    expect(work).toHaveLength(1);
    expect(api.scans).toHaveLength(950);
  });
});

it('a count that takes long is interrupted for the newest scans, and loses nothing by it', async () => {
  const { api, fetch } = scansHarness(many(3000));
  const asked: string[] = [];
  api.instead = ({ url }) => {
    asked.push(new URL(url).searchParams.get('page')!);
    return sleep(20, null);
  };
  const service = new ScanService({
    upstream: { token: 't', upstream: 'https://api.example/api/v1', timeout: 5000, fetch, holdsToken: () => false },
    token: 't',
    store: memoryStore(),
    freshFor: 600,
    patience: 20,
    round: 300,
  });
  const coverage = async () => (await service.rollup(12, { timeZone: 'UTC', interval: 'day' }, { minCell: 1, changes: false })).coverage;
  await expect.poll(async () => (await coverage()).counted).toBeGreaterThan(0);
  api.scans.push(scan(3001));
  await expect.poll(coverage, { timeout: 20_000 }).toMatchObject({ counted: 3001, total: 3001, since: null, matches: true });
  const tops = asked.filter((page) => page === '1').length;
  expect(tops).toBeGreaterThan(1);
  // Each interruption costs the newest page and the one that was on its way.
  expect(asked.length).toBeLessThan(30 * 1.15 + 3 * tops + 5);
});

describe('an API that refuses', () => {
  const cases: [number, number, string, string][] = [
    [401, 502, 'upstream-authentication', 'authentication'],
    [402, 402, 'payment-required', 'payment-required'],
    [403, 502, 'upstream-permission', 'permission'],
    [404, 404, 'not-found', 'not-found'],
  ];

  it.each(cases)('with %d is passed on as %d %s where nothing is counted', async (given, code, name) => {
    const { ask, api } = scansHarness(many(3));
    api.instead = () => status(given);
    const { status: got, body } = await ask('GET', days);
    expect([got, body.code]).toEqual([code, name]);
  });

  it.each(cases)('with %d leaves what is counted, which says so and how old it is', async (given, _code, _name, stopped) => {
    const { ask, api } = scansHarness(many(3), { freshFor: 0 });
    const before = dataOf(await ask('GET', days)).coverage;
    api.instead = () => status(given);
    const answer = await ask('GET', days);
    expect(answer.status).toBe(200);
    expect(dataOf(answer)).toMatchObject({ scans: 3, coverage: { stopped, as_of: before.as_of } });
    api.instead = () => null;
    api.scans.push(scan(4));
    const healed = dataOf(await ask('GET', days));
    expect(healed.scans).toBe(4);
    expect(healed.coverage).not.toHaveProperty('stopped');
  });

  it('is not asked again at once for a code of which nothing is known', async () => {
    const { ask, api, sent } = scansHarness();
    api.instead = () => status(404);
    for (let time = 0; time < 5; time++) expect((await ask('GET', days)).status).toBe(404);
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['an error', () => status(500)],
    ['a page', () => new Response('<p>Hello</p>', { headers: { 'content-type': 'text/html' } })],
    ['no list', () => Response.json({ data: { id: 1 } })],
    ['rows that are none', () => Response.json({ data: [{ id: 'x', created_at: 1 }] })],
  ])('by %s is 502 where nothing is counted', async (_, instead) => {
    const { ask, api } = scansHarness(many(3), { patience: 100 });
    api.instead = instead;
    const { status: code, body } = await ask('GET', days);
    expect([code, body.code]).toEqual([502, 'bad-gateway']);
  });

  it('for the moment says when counting goes on', async () => {
    const { ask, api, sent } = scansHarness(many(950), { patience: 100, freshFor: 0 });
    api.instead = ({ url }) => (url.includes('page=1&') ? null : status(429, { 'retry-after': '30' }));
    const answer = await ask('GET', days);
    expect(answer.status).toBe(200);
    const { resumes_at: at = '' } = dataOf(answer).coverage;
    expect(Date.parse(at) - Date.now()).toBeGreaterThan(27_000);
    expect(Date.parse(at) - Date.now()).toBeLessThan(33_000);
    const asked = sent.length;
    await ask('GET', days);
    // One pause for all codes: they are asked for with one token.
    expect(dataOf(await ask('GET', '/qr-codes/13/scans/rollup?time_zone=UTC')).coverage).toHaveProperty('resumes_at');
    expect(sent).toHaveLength(asked);
  });
});

describe('proxies that share a store', () => {
  it('share what is counted', async () => {
    const store = memoryStore();
    const { ask, another, api } = scansHarness(many(950), { store });
    await ask('GET', days);
    const second = another({});
    expect(dataOf(await second.ask('GET', days)).scans).toBe(950);
    expect(second.sent).toEqual([]);
    api.instead = () => status(402);
    expect(dataOf(await another({ freshFor: 0 }).ask('GET', days))).toMatchObject({ scans: 950, coverage: { stopped: 'payment-required' } });
  });

  it("see nothing of another account's scans", async () => {
    const store = memoryStore();
    const { ask, another, api } = scansHarness(many(950), { store });
    await ask('GET', days);
    api.instead = ({ headers }) => (headers['authorization'] === 'Bearer of-another-team' ? status(404) : null);
    for (const freshFor of [0, 600]) {
      const stranger = another({ token: 'of-another-team', freshFor });
      expect((await stranger.ask('GET', days)).body.code).toBe('not-found');
      expect((await stranger.ask('GET', days)).body.code).toBe('not-found');
    }
  });

  it('keep what is counted when the token is another, after one look', async () => {
    const store = memoryStore();
    const { ask, another } = scansHarness(many(950), { store });
    await ask('GET', days);
    const rotated = another({ token: 'a-new-token' });
    expect(dataOf(await rotated.ask('GET', days)).scans).toBe(950);
    expect(rotated.sent).toHaveLength(1);
    await rotated.ask('GET', days);
    expect(rotated.sent).toHaveLength(1);
  });

  it('of another API share nothing', async () => {
    const store = memoryStore();
    const { ask, another } = scansHarness(many(3), { store });
    await ask('GET', days);
    const other = another({ upstream: 'https://other.example/api/v1' });
    expect(dataOf(await other.ask('GET', days)).scans).toBe(3);
    expect(other.sent).toHaveLength(1);
  });

  it('that is away are no worse off than without an answer', async () => {
    const store: KeyValueStore = memoryStore();
    const get = store.get.bind(store);
    store.get = () => Promise.reject(new Error(`redis://user:${canary}@host is away`));
    const { ask, log } = scansHarness(many(3), { store });
    const answer = await ask('GET', days);
    expect(answer.text).toBe('{"message":"The proxy failed.","code":"proxy"}');
    expect(holdsCanary(JSON.stringify(log))).toBe(false);
    store.get = get;
    expect((await ask('GET', days)).status).toBe(200);
  });
});

describe('the token', () => {
  it('is in no answer, no log and nowhere in the store', async () => {
    const kept: string[] = [];
    const memory = memoryStore();
    const store: KeyValueStore = {
      get: (key) => (kept.push(key), memory.get(key)),
      set: (key, value, options) => (kept.push(key, value), memory.set(key, value, options)),
      del: (key) => (kept.push(key), memory.del(key)),
      incr: (key, options) => (kept.push(key), memory.incr(key, options)),
    };
    const { ask, api, log } = scansHarness(many(250), { store, token: canary, freshFor: 0 });
    const seen: string[] = [];
    for (const instead of [() => null, () => status(401), () => Response.json({ message: canary, token: canary }, { status: 500 })]) {
      api.instead = instead;
      const { text, headers } = await ask('GET', `${days}&breakdown=destination`);
      seen.push(text, JSON.stringify([...headers]));
    }
    expect(kept.length).toBeGreaterThan(3);
    expect(holdsCanary([...seen, JSON.stringify(log), ...kept].join('\n'))).toBe(false);
  });

  it('that the API repeats in a scan makes no part of an answer', async () => {
    const { ask } = scansHarness([scan(1, { utm_source: canary })], { token: canary, patience: 100 });
    const answer = await ask('GET', `${days}&breakdown=utm-source`);
    expect(answer.status).toBe(502);
    expect(holdsCanary(answer.text)).toBe(false);
  });
});
