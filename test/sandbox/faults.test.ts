import { request as httpRequest, type IncomingMessage } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { everyScope, openTemp, serve, sqlValue, type TempSandbox } from './open.js';

let sandbox: TempSandbox;
let server: Awaited<ReturnType<typeof serve>>;
let token: string;

beforeAll(async () => {
  sandbox = await openTemp();
  token = await sandbox.createToken({ scopes: everyScope });
  server = await serve(sandbox);
});
afterEach(() => {
  sandbox.faults.clear();
});
afterAll(async () => {
  await server.stop();
  await sandbox.close();
});

const send = (path: string, init: RequestInit = {}) =>
  fetch(`${server.origin}/api/v1${path}`, {
    ...init,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
  });

/** What arrives of an answer on the wire, whole or not. */
function raw(path: string): Promise<{ announced: number; received: string; complete: boolean }> {
  return new Promise((resolve, reject) => {
    const answered = (response: IncomingMessage) => {
      let received = '';
      const done = () => {
        resolve({ announced: Number(response.headers['content-length']), received, complete: response.complete });
      };
      response.setEncoding('utf8').on('data', (chunk: string) => (received += chunk));
      response.on('end', done).on('error', done);
    };
    const headers = { Authorization: `Bearer ${token}` };
    httpRequest(`${server.origin}/api/v1${path}`, { headers, agent: false }, answered).on('error', reject).end();
  });
}

describe('faults', () => {
  it('latency: the right answer, late', async () => {
    sandbox.faults.add({ kind: 'latency', ms: 150 });
    const start = performance.now();
    expect((await send('/user')).status).toBe(200);
    // Timers may fire a millisecond early.
    expect(performance.now() - start).toBeGreaterThan(145);
  });

  it('rate-limit: 429 with Retry-After', async () => {
    sandbox.faults.add({ kind: 'rate-limit', retryAfter: 7 });
    const response = await send('/user');
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('7');
    expect(await response.json()).toEqual({ message: 'Too Many Attempts.' });
  });

  it('server-error: 500, or the status it is given', async () => {
    sandbox.faults.add({ kind: 'server-error' });
    sandbox.faults.add({ kind: 'server-error', status: 502 });
    expect((await send('/user')).status).toBe(500);
    expect((await send('/user')).status).toBe(502);
  });

  it('unavailable: 503, with Retry-After only when asked', async () => {
    sandbox.faults.add({ kind: 'unavailable' });
    sandbox.faults.add({ kind: 'unavailable', retryAfter: 30 });
    const [without, withSeconds] = [await send('/user'), await send('/user')];
    expect([without.status, without.headers.get('retry-after')]).toEqual([503, null]);
    expect([withSeconds.status, withSeconds.headers.get('retry-after')]).toEqual([503, '30']);
  });

  it('html: 200 with a page instead of JSON', async () => {
    sandbox.faults.add({ kind: 'html' });
    const response = await send('/user');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toMatch(/^<!doctype html>/);
  });

  it('truncated: announces the whole answer, sends half, cuts the connection', async () => {
    const whole = await raw('/user');
    sandbox.faults.add({ kind: 'truncated' });
    const cut = await raw('/user');
    expect(whole.complete).toBe(true);
    expect(cut.complete).toBe(false);
    expect(cut.announced).toBe(whole.announced);
    expect(cut.received).toBe(whole.received.slice(0, whole.received.length / 2));
    await expect(raw('/user')).resolves.toEqual(whole);
  });

  it('truncated: fails at once on a connection that is kept alive', async () => {
    sandbox.faults.add({ kind: 'truncated' });
    const start = performance.now();
    const response = await send('/user');
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow(TypeError);
    // Left open, the connection would end with the keep-alive timeout of five seconds.
    expect(performance.now() - start).toBeLessThan(3000);
  });

  it('drop: the connection ends without an answer', async () => {
    sandbox.faults.add({ kind: 'drop' });
    await expect(send('/user')).rejects.toThrow(TypeError);
    expect((await send('/user')).status).toBe(200);
  });

  it.each(['server-error', 'drop', 'html', 'rate-limit', 'unavailable'] as const)(
    '%s keeps the request from taking effect, unless it is late',
    async (kind) => {
      const pages = () => sqlValue(sandbox, 'SELECT COUNT(*) FROM landing_pages');
      const create = () => send('/landing-pages', { method: 'POST', body: '{"title":"T"}' }).catch(() => null);
      const before = Number(await pages());
      sandbox.faults.add({ kind });
      expect((await create())?.status).not.toBe(201);
      expect(await pages()).toBe(before);
      sandbox.faults.add({ kind, late: true });
      expect((await create())?.status).not.toBe(201);
      expect(await pages()).toBe(before + 1);
    },
  );

  it('replaces a late answer whole: none of its headers stay', async () => {
    sandbox.faults.add({ kind: 'html', late: true });
    expect((await send('/user')).headers.get('x-ratelimit-limit')).toBeNull();
  });
});

describe('which requests a fault meets', () => {
  it('one by default, then none', async () => {
    sandbox.faults.add({ kind: 'server-error' });
    expect([(await send('/user')).status, (await send('/user')).status]).toEqual([500, 200]);
  });

  it('as many as it is told', async () => {
    sandbox.faults.add({ kind: 'server-error', times: 2 });
    const statuses = [];
    for (let call = 0; call < 3; call++) statuses.push((await send('/user')).status);
    expect(statuses).toEqual([500, 500, 200]);
  });

  it('all until cleared', async () => {
    sandbox.faults.add({ kind: 'server-error', times: Infinity });
    for (let call = 0; call < 5; call++) expect((await send('/user')).status).toBe(500);
    sandbox.faults.clear();
    expect((await send('/user')).status).toBe(200);
  });

  it('by path, whatever the query', async () => {
    sandbox.faults.add({ kind: 'server-error', path: '/qr-codes', times: Infinity });
    expect((await send('/user')).status).toBe(200);
    expect((await send('/qr-codes/1')).status).toBe(404);
    expect((await send('/qr-codes?page=2')).status).toBe(500);
  });

  it('by expression, also a global one', async () => {
    sandbox.faults.add({ kind: 'server-error', path: /^\/qr-codes\/\d+/g, times: 2 });
    expect((await send('/qr-codes')).status).toBe(200);
    expect((await send('/qr-codes/1')).status).toBe(500);
    expect((await send('/qr-codes/22/rules')).status).toBe(500);
  });

  it('by method', async () => {
    sandbox.faults.add({ kind: 'server-error', method: 'post' });
    expect((await send('/landing-pages')).status).toBe(200);
    expect((await send('/landing-pages', { method: 'POST', body: '{"title":"T"}' })).status).toBe(500);
  });
});

describe('the request log', () => {
  it('holds every API request in order until cleared, those with faults as well', async () => {
    sandbox.faults.add({ kind: 'drop', path: '/user' });
    await send('/qr-codes?page=2');
    await send('/user').catch(() => null);
    await send('/landing-pages', { method: 'POST', body: '{}' });
    await fetch(`${server.origin}/r/nobody`);
    expect(sandbox.requests).toEqual([
      { method: 'GET', path: '/qr-codes', query: '?page=2' },
      { method: 'GET', path: '/user', query: '' },
      { method: 'POST', path: '/landing-pages', query: '' },
    ]);
    sandbox.faults.clear();
    expect(sandbox.requests).toEqual([]);
  });
});
