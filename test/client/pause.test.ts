import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Wait } from '../../src/client/transport.js';
import { json, rejected, status, transportOf, type Call } from './scripted-fetch.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000);
const pathsOf = (calls: Call[]) => calls.map(({ method, url }) => `${method} ${new URL(url).pathname.slice(4)}`);

describe('after a 429', () => {
  it('every other GET of the client waits until it is over', async () => {
    const { transport, calls } = transportOf((_, number) => (number === 1 ? status(429, 30) : json('ok')));
    const first = transport.get('/a', {});
    await seconds(1);
    const other = transport.get('/b', {});
    await seconds(28.9);
    expect(pathsOf(calls)).toEqual(['GET /a']);
    await seconds(0.2);
    expect(pathsOf(calls).sort()).toEqual(['GET /a', 'GET /a', 'GET /b']);
    expect(await Promise.all([first, other])).toEqual(['ok', 'ok']);
  });

  it('tells the waiting GET how long and why', async () => {
    const { transport } = transportOf((_, number) => (number === 1 ? status(429, 30) : json('ok')));
    void transport.get('/a', {});
    await seconds(10);
    const waits: Wait[] = [];
    const other = transport.get('/b', { onWait: (wait) => waits.push(wait) });
    await seconds(30);
    await other;
    const milliseconds = expect.closeTo(20_000, -1) as number;
    expect(waits).toMatchObject([{ milliseconds, error: { code: 'rate-limit' } }]);
  });

  it('does not let the waiting GETs start at once', async () => {
    const draws = [0.1, 0.5, 0.9];
    const times: number[] = [];
    const { transport } = transportOf(
      (_, number) => {
        if (number === 1) return status(429, 30);
        times.push(Math.round(performance.now()));
        return json('ok');
      },
      { retries: 0, random: () => draws.shift() ?? 0 },
    );
    const start = performance.now();
    await rejected(transport.get('/limited', {}));
    const all = Promise.all(['/a', '/b', '/c'].map((path) => transport.get(path, {})));
    await seconds(31);
    await all;
    expect(times.map((time) => Math.round(time - start))).toEqual([30_030, 30_150, 30_270]);
  });

  it('lets a waiting GET be aborted', async () => {
    const { transport, calls } = transportOf(() => status(429, 30), { retries: 0 });
    await rejected(transport.get('/a', {}));
    const controller = new AbortController();
    const aborted = rejected(transport.get('/b', { signal: controller.signal }));
    await seconds(1);
    controller.abort('gone');
    expect(await aborted).toBe('gone');
    expect(vi.getTimerCount()).toBe(0);
    await seconds(60);
    expect(pathsOf(calls)).toEqual(['GET /a']);
  });

  it('pauses also where the GET itself is out of attempts, and after a write', async () => {
    for (const method of ['GET', 'POST']) {
      const { transport, calls } = transportOf((_, number) => (number === 1 ? status(429, 30) : json('ok')), {
        retries: 0,
      });
      await rejected(method === 'GET' ? transport.get('/a', {}) : transport.write(method, '/a', {}, {}));
      const other = transport.get('/b', {});
      await seconds(29.9);
      expect(calls).toHaveLength(1);
      await seconds(0.2);
      expect(await other).toBe('ok');
    }
  });

  it('is not shortened by a later 429 that asks for less', async () => {
    const { transport, calls } = transportOf((_, number) => {
      if (number > 2) return json('ok');
      return number === 1 ? status(429, 60) : status(429, 1);
    });
    const both = Promise.all([transport.get('/a', {}), transport.get('/b', {})]);
    await seconds(59.9);
    expect(pathsOf(calls)).toEqual(['GET /a', 'GET /b']);
    await seconds(0.2);
    expect(await both).toEqual(['ok', 'ok']);
    expect(calls).toHaveLength(4);
  });

  it('is prolonged by a later 429 that asks for more', async () => {
    const { transport, calls } = transportOf((_, number) => {
      if (number > 2) return json('ok');
      return number === 1 ? status(429, 1) : status(429, 60);
    });
    const both = Promise.all([transport.get('/a', {}), transport.get('/b', {})]);
    await seconds(59.9);
    expect(calls).toHaveLength(2);
    await seconds(0.2);
    expect(await both).toEqual(['ok', 'ok']);
  });

  it('holds back no write, which a person waits for', async () => {
    const { transport, calls } = transportOf((_, number) => (number === 1 ? status(429, 30) : json('written')));
    const paused = transport.get('/a', {});
    await seconds(1);
    expect(await transport.write('PUT', '/b', {}, {})).toBe('written');
    expect(pathsOf(calls)).toEqual(['GET /a', 'PUT /b']);
    await seconds(30);
    await paused;
  });

  it('leaves another client alone', async () => {
    const limited = transportOf(() => status(429, 30), { retries: 0 });
    const free = transportOf(() => json('ok'));
    await rejected(limited.transport.get('/a', {}));
    expect(await free.transport.get('/a', {})).toBe('ok');
  });
});

describe('after a 503 with Retry-After', () => {
  it('only the GET itself waits: it is about one answer, not about the client', async () => {
    const { transport } = transportOf(({ url }) => (url.endsWith('/a') ? status(503, 30) : json('ok')), { retries: 1 });
    const failing = rejected(transport.get('/a', {}));
    await seconds(1);
    expect(await transport.get('/b', {})).toBe('ok');
    await seconds(30);
    expect(await failing).toMatchObject({ status: 503 });
  });
});
