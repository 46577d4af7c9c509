import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NetworkError, RateLimitError, ResponseError, TimeoutError } from '../../src/client/errors.js';
import { retryable, retryDelay, sleep } from '../../src/client/retry.js';
import type { Wait } from '../../src/client/transport.js';
import { json, rejected, status, transportOf, type Answer } from './scripted-fetch.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Times of the requests, in milliseconds from the first, once the GET has ended in whatever way. */
async function timesOf(answer: Answer, random = () => 0) {
  const times: number[] = [];
  const waits: Wait[] = [];
  const timed: Answer = (call, number) => {
    times.push(performance.now());
    return answer(call, number);
  };
  const { transport } = transportOf(timed, { random });
  const result = transport.get('/a', { onWait: (wait) => waits.push(wait) }).catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  return { times: times.map((time) => Math.round(time - times[0]!)), waits, result: await result };
}

const unreachable = () => Promise.reject(new TypeError('fetch failed'));

describe('a GET', () => {
  it.each([
    ['429', () => status(429, 1)],
    ['502', () => status(502)],
    ['503', () => status(503)],
    ['504', () => status(504)],
    ['a network failure', unreachable],
  ])('is asked again after %s', async (_, fault) => {
    const { result, times } = await timesOf((_call, number) => (number < 3 ? fault() : json('at last')));
    expect(result).toBe('at last');
    expect(times).toHaveLength(3);
  });

  it('is tried four times at most, and then fails with the last error', async () => {
    const { result, times } = await timesOf((_, number) => json({ message: `Number ${number}` }, 503));
    expect(times).toHaveLength(4);
    expect(result).toMatchObject({ status: 503, message: 'Number 4' });
  });

  it('is tried as often as `retries` says', async () => {
    const { transport, calls } = transportOf(() => status(503), { retries: 0 });
    expect(await rejected(transport.get('/a', {}))).toMatchObject({ status: 503 });
    expect(calls).toHaveLength(1);
  });

  it.each([400, 401, 402, 403, 404, 409, 422, 500, 501])('is not asked again after %i', async (code) => {
    const { result, times, waits } = await timesOf(() => status(code));
    expect(result).toMatchObject({ status: code });
    expect(times).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  it.each(['upstream-authentication', 'upstream-permission'])('is not asked again after 502 %s', async (code) => {
    const { result, times } = await timesOf(() => json({ code }, 502));
    expect(result).toMatchObject({ status: 502, code });
    expect(times).toHaveLength(1);
  });

  it('is not asked again after an answer that is no JSON', async () => {
    const page = () => new Response('<p>hello', { headers: { 'content-type': 'text/html' } });
    const { result, times } = await timesOf(page);
    expect(result).toBeInstanceOf(ResponseError);
    expect(times).toHaveLength(1);
  });

  it('waits at least as long as Retry-After says, after 429 and 503', async () => {
    for (const code of [429, 503]) {
      const { times } = await timesOf((_, number) => (number === 1 ? status(code, 34) : json({})));
      expect(times).toEqual([0, 34_000]);
    }
  });

  it('adds jitter to what Retry-After says', async () => {
    const { times } = await timesOf((_, number) => (number === 1 ? status(503, 34) : json({})), () => 1);
    expect(times).toEqual([0, 34_300]);
  });

  it('doubles the longest possible wait each time, and may draw any shorter one', async () => {
    const longest = await timesOf(unreachable, () => 1);
    expect(longest.times).toEqual([0, 300, 900, 2100]);
    const half = await timesOf(unreachable, () => 0.5);
    expect(half.times).toEqual([0, 150, 450, 1050]);
  });

  it('tells every waiter how long each wait is and why', async () => {
    const { waits } = await timesOf((_, number) => {
      if (number === 3) return json({});
      return number === 1 ? status(503, 2) : unreachable();
    });
    expect(waits).toMatchObject([
      { milliseconds: 2000, error: { status: 503, retryAfter: 2 } },
      { milliseconds: 0, error: { code: 'network' } },
    ]);
  });

  it('tells who joins during a wait what is left of it', async () => {
    const { transport, calls } = transportOf((_, number) => (number === 1 ? status(503, 30) : json('done')));
    const waits: Wait[] = [];
    const first = transport.get('/a', {});
    await vi.advanceTimersByTimeAsync(10_000);
    const late = transport.get('/a', { onWait: (wait) => waits.push(wait) });
    expect(waits).toMatchObject([{ milliseconds: expect.closeTo(20_000, -1) as number, error: { status: 503 } }]);
    await vi.runAllTimersAsync();
    expect(await Promise.all([first, late])).toEqual(['done', 'done']);
    expect(calls).toHaveLength(2);
  });

  it('stops waiting as soon as its last waiter is gone', async () => {
    const { transport, calls } = transportOf(() => status(503, 60));
    const controller = new AbortController();
    const aborted = rejected(transport.get('/a', { signal: controller.signal }));
    await vi.advanceTimersByTimeAsync(1000);
    controller.abort('gone');
    expect(await aborted).toBe('gone');
    expect(vi.getTimerCount()).toBe(0);
    expect(calls).toHaveLength(1);
  });

  it('stops also where it is aborted by who is told of the wait', async () => {
    const { transport, calls } = transportOf(() => status(503, 60));
    const controller = new AbortController();
    const onWait = () => controller.abort('will not wait');
    const aborted = rejected(transport.get('/a', { signal: controller.signal, onWait }));
    expect(await aborted).toBe('will not wait');
    expect(vi.getTimerCount()).toBe(0);
    await vi.runAllTimersAsync();
    expect(calls).toHaveLength(1);
  });

  it('lets go of who joins during a wait and will not wait', async () => {
    const { transport } = transportOf((_, number) => (number === 1 ? status(503, 30) : json('done')));
    const patient = transport.get('/a', {});
    await vi.advanceTimersByTimeAsync(10_000);
    const controller = new AbortController();
    const onWait = () => controller.abort('will not wait');
    expect(await rejected(transport.get('/a', { signal: controller.signal, onWait }))).toBe('will not wait');
    await vi.runAllTimersAsync();
    expect(await patient).toBe('done');
  });

  it('is not asked again after an abort, not even for a reason that looks like a failure', async () => {
    const { transport, calls } = transportOf(() => new Promise(() => undefined));
    const controller = new AbortController();
    const aborted = rejected(transport.get('/a', { signal: controller.signal }));
    await vi.advanceTimersByTimeAsync(10);
    const reason = new NetworkError();
    controller.abort(reason);
    expect(await aborted).toBe(reason);
    await vi.runAllTimersAsync();
    expect(calls).toHaveLength(1);
  });

  it('makes a network failure of whatever fetch rejects with, and keeps it as the cause', async () => {
    const cause = new TypeError('fetch failed');
    const { result } = await timesOf(() => Promise.reject(cause));
    expect(result).toBeInstanceOf(NetworkError);
    expect(result).toMatchObject({ cause });
  });
});

describe('a write', () => {
  it.each([
    ['429', () => status(429, 1)],
    ['502', () => status(502)],
    ['503', () => status(503)],
    ['504', () => status(504)],
    ['a network failure', unreachable],
  ])('is tried once, also after %s: it may have worked', async (_, fault) => {
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const { transport, calls } = transportOf(fault);
      const error = rejected(transport.write(method, '/a', {}, {}));
      await vi.runAllTimersAsync();
      expect(await error).toBeInstanceOf(Error);
      expect(calls).toHaveLength(1);
    }
  });
});

describe('sleep', () => {
  it('leaves no listener on the signal', async () => {
    const { signal } = new AbortController();
    const [add, remove] = [vi.spyOn(signal, 'addEventListener'), vi.spyOn(signal, 'removeEventListener')];
    const slept = sleep(1000, signal);
    await vi.runAllTimersAsync();
    await slept;
    expect(remove.mock.calls[0]).toEqual(add.mock.calls[0]!.slice(0, 2));
  });
});

describe('retryDelay', () => {
  it('lies between nothing and 300 ms doubled with each attempt, up to ten seconds', () => {
    const bounds = (random: number) => [0, 1, 2, 3, 5, 6, 20].map((attempt) => retryDelay(attempt, null, () => random));
    expect(bounds(0)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(bounds(1)).toEqual([300, 600, 1200, 2400, 9600, 10_000, 10_000]);
  });

  it('comes on top of what the server asked for', () => {
    const asked = new RateLimitError('Slow down.', 34);
    expect(retryDelay(0, asked, () => 0)).toBe(34_000);
    expect(retryDelay(9, asked, () => 1)).toBe(44_000);
  });
});

describe('retryable', () => {
  it('is neither a timeout nor an answer of the wrong shape, nor what is no error of ours', () => {
    for (const error of [new TimeoutError(), new ResponseError('No list.'), new TypeError('typo'), 'gone', null]) {
      expect(retryable(error)).toBe(false);
    }
  });
});
