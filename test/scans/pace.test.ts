import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Pace, wait } from '../../src/scans/pace.js';

const { signal } = new AbortController();

describe('Pace', () => {
  let now = 0;
  const clock = {
    now: () => now,
    sleep: (milliseconds: number) => {
      now += milliseconds;
      return Promise.resolve();
    },
  };
  const secondsFor = async (pace: Pace, requests: number) => {
    const start = now;
    for (let request = 0; request < requests; request++) await pace.take(signal);
    return (now - start) / 1000;
  };
  beforeEach(() => void (now = Date.UTC(2026, 0, 1)));

  it('lets 10 requests pass at once and then one a second', async () => {
    const pace = new Pace(clock);
    expect(await secondsFor(pace, 10)).toBe(0);
    expect(await secondsFor(pace, 120)).toBeCloseTo(120, 0);
  });

  it('never lets more pass in a minute than the limit and one burst', async () => {
    const pace = new Pace({ ...clock, perMinute: 30, burst: 5 });
    const times: number[] = [];
    for (let request = 0; request < 200; request++) {
      await pace.take(signal);
      times.push(now);
      if (request % 17 === 0) now += 9000;
    }
    const most = Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 60_000).length));
    expect(most).toBeLessThanOrEqual(35);
    expect(most).toBeGreaterThanOrEqual(30);
  });

  it('waits for the end of a pause, the latest of them', async () => {
    const pace = new Pace(clock);
    pace.pauseUntil(now + 34_000);
    pace.pauseUntil(now + 10_000);
    expect(pace.resumesAt).toBe(now + 34_000);
    expect(await secondsFor(pace, 1)).toBe(34);
    expect(pace.resumesAt).toBe(null);
  });

  it('takes four fifths of the limit that the API names', async () => {
    const pace = new Pace({ ...clock, burst: 1 });
    pace.learn(300);
    expect(pace.perMinute).toBe(240);
    await pace.take(signal);
    expect(await secondsFor(pace, 240)).toBeCloseTo(60, 0);
  });

  it.each([NaN, 0, -5, Infinity])('learns nothing from a limit of %d', (limit) => {
    const pace = new Pace(clock);
    pace.learn(limit);
    expect(pace.perMinute).toBe(60);
  });

  it('gives turns to all who share it', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const pace = new Pace({ perMinute: 60, burst: 1 });
    const done: string[] = [];
    const worker = async (name: string) => {
      for (let request = 0; request < 5; request++) {
        await pace.take(signal);
        done.push(name);
      }
    };
    const both = Promise.all([worker('a'), worker('b')]);
    await vi.advanceTimersByTimeAsync(4500);
    expect(done.length).toBe(5);
    await vi.advanceTimersByTimeAsync(5000);
    await both;
    expect(done.slice(0, 6)).toContain('a');
    expect(done.slice(0, 6)).toContain('b');
  });

  it('rejects with the reason when it is aborted, also while waiting, and takes no turn then', async () => {
    const pace = new Pace({ perMinute: 1, burst: 1 });
    await pace.take(signal);
    const stop = new AbortController();
    const waiting = pace.take(stop.signal);
    stop.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
    await expect(pace.take(stop.signal)).rejects.toThrow('stopped');
  });
});

describe('wait', () => {
  it('leaves neither timer nor listener behind', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const stop = new AbortController();
    const remove = vi.spyOn(stop.signal, 'removeEventListener');
    const waited = wait(1000, stop.signal);
    await vi.advanceTimersByTimeAsync(1000);
    await waited;
    expect(remove).toHaveBeenCalledOnce();
    const stopped = wait(1000, stop.signal);
    stop.abort(new Error('stopped'));
    await expect(stopped).rejects.toThrow('stopped');
    expect(vi.getTimerCount()).toBe(0);
  });
});
