import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync } from 'node:zlib';
import { createAdaptorServer } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createClient, type Client } from '../../src/client/index.js';
import { createProxy, redisStore, type ProxyOptions } from '../../src/proxy/index.js';
import { toNodeListener } from '../../src/proxy/node.js';
import type { Dimension, Rollup, RollupQuestion } from '../../src/scans/types.js';
import { listen } from '../proxy/server.js';
import { columns, localTime, nameOf, shiftDate, slots, values, weekdayOf } from '../proxy/scan-counts.js';
import { openTemp, type TempSandbox } from '../sandbox/open.js';
import { connectRedis, startRedis, withoutRedis } from '../support/redis.js';

const zones = ['UTC', 'Europe/Amsterdam', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];
const LARGEST = 1;
const codes = [LARGEST, 2, 11, 12];

interface Api {
  sandbox: TempSandbox;
  origin: string;
  token: string;
  /** When each request to the API came, on the clock of `performance.now()`. */
  times: number[];
  close: () => Promise<void>;
}

/** The sandbox over HTTP, with the scans of 18 months unless told. */
async function openApi(options: Parameters<typeof openTemp>[0] = {}): Promise<Api> {
  const sandbox = await openTemp({ seed: 'demo', ...options });
  const times: number[] = [];
  const server = createAdaptorServer({
    fetch: (request: Request, bindings: object) => {
      if (new URL(request.url).pathname.startsWith('/api/')) times.push(performance.now());
      return sandbox.app.fetch(request, bindings);
    },
  }) as Server;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    sandbox,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: await sandbox.createToken({ scopes: ['read', 'scans:read'] }),
    times,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await sandbox.close();
    },
  };
}

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

const optionsOf = ({ origin, token }: Api): ProxyOptions => ({
  upstream: `${origin}/api/v1`,
  token,
  authorize: () => ({ operations: ['scans.rollup'], qrCodes: '*' }),
});

/** A proxy behind a real server until the test is over, and its client. `asked` counts what it asked the API. */
async function startProxy(options: Partial<ProxyOptions> = {}, of: Api = api) {
  let asked = 0;
  const counting: typeof fetch = (...request) => {
    asked++;
    return fetch(...request);
  };
  const proxy = createProxy({ ...optionsOf(of), fetch: counting, ...options });
  const port = await listen(createServer(toNodeListener(proxy)));
  const endpoint = `http://127.0.0.1:${port}/jsi`;
  return { endpoint, client: createClient({ endpoint, retries: 0 }), asked: () => asked };
}

const totalOf = async (qrCode: number, { sandbox }: Api = api) => {
  const { rows } = await sandbox.db.execute({ sql: 'SELECT COUNT(*) AS n FROM scans WHERE qr_code_id = ?', args: [qrCode] });
  return Number(rows[0]!['n']);
};

/** The answer once all scans are counted. */
async function complete(client: Client, qrCode: number, question: Partial<RollupQuestion> = {}): Promise<Rollup> {
  for (;;) {
    const rollup = await client.scans.rollup(qrCode, { timeZone: 'UTC', interval: 'month', ...question });
    if (rollup.coverage.since === null && rollup.coverage.matches !== null) return rollup;
    await sleep(50);
  }
}

/** Requests that plain paging would take. */
const pagesOf = (scans: number) => Math.ceil(scans / 100);

const today = new Date().toISOString().slice(0, 10);
const ago = (days: number) => shiftDate(today, -days);

/** Spring and autumn of the last twelve months, in which four of the five zones change their clocks. */
const changes = (['03-05', '09-25'] as const).map((day) => {
  const year = Number(today.slice(0, 4));
  const from = `${year}-${day}` < ago(60) ? `${year}-${day}` : `${year - 1}-${day}`;
  return { from, to: shiftDate(from, 50) };
});

describe.each(zones)('in %s', (timeZone) => {
  let client: Client;
  beforeAll(async () => {
    ({ client } = await shared());
  });

  /** Scans by bucket as the sandbox's database has them, and whether the series has each of these and no other. */
  async function expectSeries(qrCode: number, question: Omit<RollupQuestion, 'timeZone'>, where?: string, args?: string[]) {
    const rollup = await client.scans.rollup(qrCode, { timeZone, ...question });
    const [{ interval, from, to }, counts] = [rollup, new Map<string, number>()];
    for (const slot of await slots(api.sandbox.db, qrCode, timeZone, where, args)) {
      if (slot.date < from || slot.date > to) continue;
      const name = nameOf(interval, slot, question.weekStart);
      counts.set(name, (counts.get(name) ?? 0) + slot.scans);
    }
    const names = rollup.series.map(({ start }) => nameOf(interval, localTime(timeZone, Date.parse(start) / 1000), question.weekStart));
    expect(new Set(names).size).toBe(names.length);
    expect(Object.fromEntries(rollup.series.map(({ scans }, index) => [names[index], scans]))).toEqual({
      ...Object.fromEntries(names.map((name) => [name, 0])),
      ...Object.fromEntries(counts),
    });
    expect(rollup.scans).toBe([...counts.values()].reduce((sum, scans) => sum + scans, 0));
    return { rollup, names };
  }

  it.each(codes)('code %d has the scans of its days, weeks and months', async (code) => {
    const { names } = await expectSeries(code, { interval: 'day', from: ago(400), to: ago(1) });
    expect(names).toEqual(Array.from({ length: 400 }, (_, index) => shiftDate(ago(400), index)));
    await expectSeries(code, { interval: 'week', from: ago(400) });
    await expectSeries(code, { interval: 'week', weekStart: 7 });
    const { rollup } = await expectSeries(code, { interval: 'month' });
    expect(rollup.total).toBe(await totalOf(code));
    expect(rollup.scans).toBe(await totalOf(code));
    expect(rollup.coverage).toMatchObject({ since: null, matches: true });
  });

  it.each(changes)('has the scans of each hour from $from to $to', async (period) => {
    const { names } = await expectSeries(LARGEST, { interval: 'hour', ...period });
    const days = new Map<string, number>();
    for (const name of names) days.set(name.slice(0, 10), (days.get(name.slice(0, 10)) ?? 0) + 1);
    expect([...days.keys()]).toEqual(Array.from({ length: 51 }, (_, index) => shiftDate(period.from, index)));
  });

  it('has the scans that a filter leaves', async () => {
    const filter = { device: 'ios', country: 'NL' };
    await expectSeries(LARGEST, { interval: 'day', from: ago(90), to: ago(1), filter }, "device = 'ios' AND country_code = 'NL'");
    const unknown = { device: null, 'utm-source': null };
    await expectSeries(2, { interval: 'month', filter: unknown }, 'device IS NULL AND utm_source IS NULL');
    const url = (await client.scans.rollup(LARGEST, { timeZone, interval: 'month', breakdown: 'destination' })).breakdown!.values[1]!.value!;
    await expectSeries(LARGEST, { interval: 'week', filter: { destination: url } }, 'resolved_url = ?', [url]);
  });

  it('has the scans of each weekday and hour', async () => {
    const [from, to] = [ago(200), ago(1)];
    const heat = Array.from({ length: 7 }, () => Array<number>(24).fill(0));
    for (const slot of await slots(api.sandbox.db, LARGEST, timeZone)) {
      if (slot.date >= from && slot.date <= to) heat[weekdayOf(slot.date) - 1]![slot.hour]! += slot.scans;
    }
    const rollup = await client.scans.rollup(LARGEST, { timeZone, from, to, interval: 'month', breakdown: 'weekday-hour' });
    expect(rollup.heat).toEqual(heat);
    const filter = { weekday: 6, hour: 18 };
    expect((await client.scans.rollup(LARGEST, { timeZone, from, to, interval: 'month', filter })).scans).toBe(heat[5]![18]);
  });

  it.each(Object.keys(columns) as Dimension[])('has the scans by %s', async (by) => {
    const period = { from: ago(330), to: ago(1) };
    for (const code of codes) {
      const rollup = await client.scans.rollup(code, { timeZone, interval: 'month', breakdown: by, ...period });
      const { values: counted, rest } = rollup.breakdown!;
      const expected = await values(api.sandbox.db, code, by, { timeZone, ...period });
      expect(new Map(counted.map(({ value, scans }) => [value, scans]))).toEqual(expected);
      expect(counted.map(({ scans }) => scans)).toEqual([...expected.values()].sort((a, b) => b - a));
      expect(rest).toBe(0);
    }
  });

  it.each([
    // West of UTC yesterday may still be running, and is then compared up to now.
    ['previous', { from: ago(31), to: ago(2) }, { from: ago(61), to: ago(32) }],
    ['year', { from: ago(100), to: ago(71) }, null],
  ] as const)('has the scans of the %s period, day by day', async (compare, period, expected) => {
    const { previous, series } = await client.scans.rollup(LARGEST, { timeZone, interval: 'day', compare, ...period });
    const has = (date: string) => !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);
    const yearBefore = (date: string) => `${Number(date.slice(0, 4)) - 1}${date.slice(4)}`;
    const clamped = (date: string) => (has(date) ? date : date.replace(/29$/, '28'));
    const before = expected ?? { from: clamped(yearBefore(period.from)), to: clamped(yearBefore(period.to)) };
    expect(previous).toMatchObject(before);
    const counts = new Map<string, number>();
    for (const { date, scans } of await slots(api.sandbox.db, LARGEST, timeZone)) counts.set(date, (counts.get(date) ?? 0) + scans);
    const dates = series.map(({ start }, index) => {
      const date = localTime(timeZone, Date.parse(start) / 1000).date;
      expect(date).toBe(shiftDate(period.from, index));
      return compare === 'year' ? yearBefore(date) : shiftDate(date, -30);
    });
    // 29 February has no day a year before.
    expect(previous?.series).toEqual(dates.map((date) => (has(date) ? (counts.get(date) ?? 0) : null)));
    const between = [...counts].filter(([date]) => date >= before.from && date <= before.to);
    expect(previous?.scans).toBe(between.reduce((sum, [, scans]) => sum + scans, 0));
  });
});

/** One proxy for the tests that only read, once it has counted all. */
let sharing: ReturnType<typeof startShared> | undefined;
const shared = () => (sharing ??= startShared());

async function startShared() {
  const server = createServer(toNodeListener(createProxy({ ...optionsOf(api), freshFor: 3600 })));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jsi`;
  const client = createClient({ endpoint, retries: 0 });
  await Promise.all(codes.map((code) => complete(client, code)));
  return { client, endpoint, server };
}
afterAll(async () => (await sharing)?.server.close());

describe('the size of an answer about the code with the most scans, compressed', () => {
  const breakdowns = [undefined, 'device', 'country', 'referrer', 'utm-source', 'utm-medium', 'utm-campaign', 'destination', 'weekday-hour'];
  const twelveMonths = `${shiftDate(`${ago(0).slice(0, 8)}01`, -334).slice(0, 8)}01`;

  it.each([
    ['30 days', 1000, [['day', ago(29)]]],
    ['12 months', 2000, ['day', 'week', 'month'].map((interval) => [interval, twelveMonths])],
  ] as [string, number, [string, string][]][])('of %s is at most %d bytes', async (_, limit, questions) => {
    const { endpoint } = await shared();
    const sizes: Record<string, number> = {};
    for (const [interval, from] of questions) {
      for (const breakdown of breakdowns) {
        for (const compare of ['', 'previous', 'year']) {
          const query = new URLSearchParams({ time_zone: 'Europe/Amsterdam', from, interval });
          if (breakdown !== undefined) query.set('breakdown', breakdown);
          if (compare !== '') query.set('compare', compare);
          const response = await fetch(`${endpoint}/qr-codes/${LARGEST}/scans/rollup?${query}`);
          expect(response.status).toBe(200);
          const body = Buffer.from(await response.arrayBuffer());
          sizes[`${interval} ${breakdown ?? ''} ${compare}`] = brotliCompressSync(body).byteLength;
        }
      }
    }
    expect(Object.entries(sizes).filter(([, size]) => size > limit)).toEqual([]);
    expect(Object.keys(sizes)).toHaveLength(questions.length * breakdowns.length * 3);
  });
});

it('shows a scan at the next refresh', async () => {
  const { client, asked } = await startProxy({ freshFor: 0.5 });
  const question: RollupQuestion = { timeZone: 'Asia/Kolkata', interval: 'hour', from: ago(1), breakdown: 'utm-source' };
  const before = await complete(client, 2, question);
  const first = asked();
  const scan = await fetch(`${api.origin}/r/city-posters?utm_source=right-now`, { redirect: 'manual', headers: { 'cf-ipcountry': 'NL' } });
  expect(scan.status).toBe(302);
  await sleep(550);
  const after = await client.scans.rollup(2, question);
  expect(after.total).toBe(before.total! + 1);
  expect(after.thisMonth).toBe(before.thisMonth! + 1);
  expect(after.breakdown?.values).toContainEqual({ value: 'right-now', scans: 1 });
  const running = after.series.find((bucket) => bucket.incomplete);
  expect(running?.scans).toBeGreaterThanOrEqual(1);
  expect(asked() - first).toBeLessThanOrEqual(2);
});

/** A proxy as a process of its own, which keeps its scans in a directory. */
async function startProcess(of: Api, directory: string) {
  const script = 'test/proxy/rollup-process.ts';
  const args = ['--import', 'tsx', script, `${of.origin}/api/v1`, of.token, directory];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const kill = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { client: createClient({ endpoint: `http://127.0.0.1:${line.slice('port '.length)}/jsi`, retries: 0 }), kill };
}

/** As if the minute had passed after which another process may take over from one that is gone. */
async function expireLease(directory: string): Promise<void> {
  for (const name of await readdir(directory)) if (name.includes('lease')) await rm(join(directory, name), { recursive: true });
}

async function temporary(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'jsi-rollup-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

it('goes on where it was killed, and ends exact', async () => {
  const [directory, code] = [await temporary(), 2];
  const { sandbox, times } = api;
  const scans = await totalOf(code);
  // So slow that there is a middle to be killed in.
  sandbox.faults.add({ kind: 'latency', ms: 20, times: Infinity, path: /\/scans$/ });
  onTestFinished(() => sandbox.faults.clear());
  const start = times.length;
  const counts: number[] = [];
  for (const share of [0.3, 0.6]) {
    const { client, kill } = await startProcess(api, directory);
    const counted = async () => (await client.scans.rollup(code, { timeZone: 'UTC', interval: 'month' })).coverage.counted;
    counts.push(await counted());
    while ((await counted()) < scans * share) await sleep(20);
    await kill();
    await expireLease(directory);
  }
  sandbox.faults.clear();
  const { client } = await startProcess(api, directory);
  const rollup = await complete(client, code);
  const asked = times.length - start;
  expect(rollup.total).toBe(scans);
  expect(rollup.coverage).toMatchObject({ counted: scans, total: scans, matches: true });
  const sql = 'SELECT COUNT(*) AS n FROM scans WHERE qr_code_id = ? GROUP BY substr(created_at, 1, 7) ORDER BY min(created_at)';
  const { rows } = await sandbox.db.execute({ sql, args: [code] });
  expect(rollup.series.map((bucket) => bucket.scans)).toEqual(rows.map((row) => Number(row['n'])));
  // What was read after the last time it was saved is read again: 25 pages at most for each of the two kills.
  expect(counts[1]).toBeGreaterThan(scans * 0.3 - 25 * 100);
  expect(asked).toBeLessThanOrEqual(pagesOf(scans) * 1.15 + 2 * 25 + 10);
}, 120_000);

it('asks nothing while the API asks it to wait', async () => {
  // The sandbox's minute is over when the test says so.
  let skew = 0;
  const limit = 20;
  const busy = await openApi({ rateLimit: limit, now: () => new Date(Date.now() + skew) });
  onTestFinished(() => busy.close());
  const code = 11;
  const headers = { authorization: `Bearer ${busy.token}` };
  // Somebody else with the same token has used up all that it may do in this minute.
  for (let used = 0; used < limit; used++) await fetch(`${busy.origin}/api/v1/user`, { headers });
  skew += 55_000;
  const { client } = await startProxy({ freshFor: 1, patience: 100 }, busy);
  const before = busy.times.length;
  const rollup = await client.scans.rollup(code, { timeZone: 'UTC', interval: 'month' });
  const wait = Date.parse(rollup.coverage.resumesAt!) - Date.now();
  expect(wait).toBeGreaterThan(2000);
  expect(wait).toBeLessThan(7000);
  expect(busy.times.length).toBe(before + 1);
  while (busy.times.length === before + 1) {
    expect((await client.scans.rollup(code, { timeZone: 'UTC', interval: 'month' })).coverage).toHaveProperty('resumesAt');
    await sleep(100);
  }
  // In whole seconds, as the header has it.
  const asked = Math.floor((60_000 - 55_000) / 1000);
  expect(busy.times[before + 1]! - busy.times[before]!).toBeGreaterThanOrEqual((asked - 1) * 1000);
  const { total, coverage } = await complete(client, code);
  expect(total).toBe(await totalOf(code, busy));
  expect(coverage.matches).toBe(true);
}, 120_000);

describe.skipIf(withoutRedis)('two proxies on one Redis', () => {
  it('count once: one syncs, the other is served', async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const connections = await Promise.all([connectRedis(redis), connectRedis(redis)]);
    const proxies = await Promise.all(connections.map(({ command }) => startProxy({ store: redisStore(command), freshFor: 1 })));
    const code = 2;
    const scans = await totalOf(code);
    const answers = await Promise.all(proxies.map(({ client }) => complete(client, code)));
    for (const { coverage } of answers) expect(coverage).toMatchObject({ counted: scans, total: scans, matches: true });
    expect(answers[0]!.series).toEqual(answers[1]!.series);
    const asked = proxies.map((proxy) => proxy.asked()).sort((a, b) => a - b);
    expect(asked[0]).toBeLessThanOrEqual(3);
    expect(asked[0]! + asked[1]!).toBeLessThanOrEqual(pagesOf(scans) * 1.15 + 10);
    await Promise.all(connections.map(({ close }) => close()));
  });
});
