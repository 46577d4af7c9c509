import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Fault } from '../../demo/sandbox/sandbox.js';
import {
  ApiError,
  createClient,
  NetworkError,
  RateLimitError,
  ResponseError,
  TimeoutError,
  type ClientOptions,
  type Wait,
} from '../../src/client/index.js';
import { everyScope, openTemp, serve, type TempSandbox } from '../sandbox/open.js';
import { rejected } from './scripted-fetch.js';

let sandbox: TempSandbox;
let server: Awaited<ReturnType<typeof serve>>;
let token: string;

beforeAll(async () => {
  sandbox = await openTemp();
  server = await serve(sandbox);
  token = await sandbox.createToken({ scopes: everyScope });
});
beforeEach(() => {
  sandbox.faults.clear();
  // No jitter: a client takes the function of the moment it is made.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await server.stop();
  await sandbox.close();
});

/** A client of its own for each test, since a 429 pauses the whole client. */
const newClient = (options: Partial<ClientOptions> = {}) =>
  createClient({ endpoint: `${server.origin}/api/v1`, headers: { authorization: `Bearer ${token}` }, ...options });

const requests = () => sandbox.requests.map(({ method, path }) => `${method} ${path}`);

async function timed<T>(promise: Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const value = await promise;
  return [value, performance.now() - start];
}

describe('a fault that passes', () => {
  it.each<[string, Fault]>([
    ['unavailable', { kind: 'unavailable' }],
    ['unavailable with 502', { kind: 'unavailable', status: 502 }],
    ['unavailable with 504', { kind: 'unavailable', status: 504 }],
    ['a page of HTML with 503', { kind: 'html', status: 503 }],
    ['drop', { kind: 'drop' }],
  ])('is not seen by who reads: %s', async (_, fault) => {
    sandbox.faults.add({ ...fault, times: 2 });
    expect(await newClient().user.get()).toMatchObject({ id: 1 });
    expect(requests()).toEqual(['GET /user', 'GET /user', 'GET /user']);
  });

  it('is waited for as long as Retry-After says: rate-limit', async () => {
    const waits: Wait[] = [];
    sandbox.faults.add({ kind: 'rate-limit', retryAfter: 1 });
    const [user, took] = await timed(newClient().user.get({ onWait: (wait) => waits.push(wait) }));
    expect(user).toMatchObject({ id: 1 });
    expect(requests()).toHaveLength(2);
    // Timers may fire a millisecond early.
    expect(took).toBeGreaterThan(998);
    expect(waits[0]!.milliseconds).toBeGreaterThanOrEqual(1000);
    expect(waits[0]!.error).toBeInstanceOf(RateLimitError);
  });

  it('is waited for as long as Retry-After says: unavailable', async () => {
    sandbox.faults.add({ kind: 'unavailable', retryAfter: 1 });
    const [, took] = await timed(newClient().user.get());
    expect(took).toBeGreaterThan(998);
  });

  it('holds back the other reads of the client, too: rate-limit', async () => {
    sandbox.faults.add({ kind: 'rate-limit', path: '/user', retryAfter: 1 });
    const client = newClient({ retries: 0 });
    expect(await rejected(client.user.get())).toBeInstanceOf(RateLimitError);
    const [, took] = await timed(client.qrCodes.list());
    expect(took).toBeGreaterThan(900);
    expect(requests()).toEqual(['GET /user', 'GET /qr-codes']);
  });

  it('is only slow: latency', async () => {
    sandbox.faults.add({ kind: 'latency', ms: 200 });
    const [user, took] = await timed(newClient().user.get());
    expect(user).toMatchObject({ id: 1 });
    expect(took).toBeGreaterThan(198);
  });

  it('costs equal requests no more than one', async () => {
    sandbox.faults.add({ kind: 'unavailable' });
    const client = newClient();
    const [one, two] = await Promise.all([client.user.get(), client.user.get()]);
    expect(one).toEqual(two);
    expect(requests()).toHaveLength(2);
  });
});

describe('a fault that stays', () => {
  it.each([
    ['unavailable', ApiError, 4],
    ['drop', NetworkError, 4],
    ['server-error', ApiError, 1],
    ['html', ResponseError, 1],
    ['truncated', ResponseError, 1],
  ] as const)('%s is a %o after %i requests', async (kind, type, count) => {
    sandbox.faults.add({ kind, times: Infinity });
    const error = await rejected(newClient().user.get());
    expect(error).toBeInstanceOf(type);
    expect((error as Error).message).not.toMatch(/<|Gateway/);
    expect(requests()).toHaveLength(count);
  });

  it('latency is a TimeoutError, once it is longer than the timeout', async () => {
    sandbox.faults.add({ kind: 'latency', ms: 1500 });
    expect(await rejected(newClient({ timeout: 400 }).user.get())).toBeInstanceOf(TimeoutError);
    expect(requests()).toHaveLength(1);
  });

  it('rate-limit is a RateLimitError, once the attempts are used up', async () => {
    sandbox.faults.add({ kind: 'rate-limit', retryAfter: 1, times: Infinity });
    const error = await rejected(newClient({ retries: 1 }).user.get());
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ status: 429, retryAfter: 1 });
    expect(requests()).toHaveLength(2);
  });
});

describe('a write that meets a fault', () => {
  it.each<[string, Fault]>([
    ['rate-limit', { kind: 'rate-limit' }],
    ['unavailable', { kind: 'unavailable' }],
    ['server-error', { kind: 'server-error' }],
    ['html', { kind: 'html' }],
    ['truncated', { kind: 'truncated' }],
    ['drop', { kind: 'drop', late: true }],
  ])('is not made twice: %s', async (_, fault) => {
    sandbox.faults.add(fault);
    const client = newClient();
    expect(await rejected(client.landingPages.create({ title: 'Once' }))).toBeInstanceOf(Error);
    expect(requests()).toEqual(['POST /landing-pages']);
  });

  it('may have worked all the same, which the next list shows', async () => {
    const client = newClient();
    const before = (await client.landingPages.list()).meta.total!;
    sandbox.faults.add({ kind: 'drop', method: 'POST', late: true });
    expect(await rejected(client.landingPages.create({ title: 'Lost answer' }))).toBeInstanceOf(NetworkError);
    expect((await client.landingPages.list()).meta.total).toBe(before + 1);
  });
});

describe('pages', () => {
  it('go on after a fault in the middle of a list', async () => {
    const client = newClient();
    for (let number = 0; number < 5; number++) await client.qrCodes.create({ name: `Code ${number}`, ...target });
    sandbox.faults.clear();
    const names: string[] = [];
    for await (const { data } of client.qrCodes.pages({ per_page: 2, sort: 'name' })) {
      names.push(...data.map(({ name }) => name));
      if (names.length === 2) sandbox.faults.add({ kind: 'drop', method: 'GET' });
    }
    expect(names).toEqual([0, 1, 2, 3, 4].map((number) => `Code ${number}`));
    expect(sandbox.requests.map(({ query }) => new URLSearchParams(query).get('page'))).toEqual(['1', '2', '2', '3']);
  });
});

const target = { type: 'dynamic', target_url: 'https://example.com/' } as const;
