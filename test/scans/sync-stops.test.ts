import { describe, expect, it } from 'vitest';
import { Pace } from '../../src/scans/pace.js';
import { coverageOf, type SyncState } from '../../src/scans/segments.js';
import { MapHolder, Refused } from '../support/scan-list.js';
import { world } from './sync-run.js';

/** The same, with requests that fail: those of these numbers, from 1. */
function failing(scans: number) {
  const made = world(scans);
  const failAt = (numbers: number[], error: unknown) => {
    let asked = 0;
    made.list.onRequest = () => {
      if (numbers.includes(++asked)) throw error;
    };
  };
  return { ...made, failAt };
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

describe('a 429', () => {
  it('is waited out, and told to others while it lasts', async () => {
    const { list, holder, run, failAt } = failing(1000);
    const saved: SyncState[] = [];
    const times: number[] = [];
    failAt([4], new Refused(429, 40));
    const { onRequest } = list;
    list.onRequest = (params) => {
      times.push(list.now);
      onRequest(params);
    };
    const state = await run({
      save: (now, must) => {
        if (must) saved.push(now);
      },
    });
    expect(times[4]! - times[3]!).toBeGreaterThanOrEqual(40_000);
    expect(times[4]! - times[3]!).toBeLessThan(41_000);
    expect(saved[0]).toMatchObject({ resumesAt: times[3]! + 40_000, problem: null });
    const { resumesAt, since } = coverageOf(saved[0]!, new MapHolder());
    expect(Date.parse(resumesAt!)).toBeGreaterThanOrEqual(times[3]! + 40_000);
    expect(since).not.toBe(null);
    expect([state.resumesAt, coverageOf(state, holder).resumesAt]).toEqual([null, undefined]);
    expect(holder.ids).toEqual(list.ids);
  });

  it('is waited out by another process that finds it in the state', async () => {
    const { list, run } = world(300);
    const state = await run();
    const until = list.now + 25_000;
    let first = 0;
    list.onRequest = () => (first ||= list.now);
    await run({ state: { ...state, resumesAt: until } });
    expect(first).toBeGreaterThanOrEqual(until);
    expect(first).toBeLessThan(until + 1000);
  });

  it('holds back every sync of that token', async () => {
    const { list, pace, run, failAt } = failing(300);
    failAt([2], new Refused(429, 30));
    const waiting = run();
    let taken = 0;
    const other = (async () => {
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      await pace.take(new AbortController().signal);
      taken = list.now;
    })();
    const start = list.now;
    await Promise.all([waiting, other]);
    expect(taken).toBeGreaterThanOrEqual(start + 30_000);
  });

  it('is given up after half an hour of them', async () => {
    const { list, run, failAt } = failing(300);
    failAt(numbers(2, 1000), new Refused(429, null));
    const start = list.now;
    expect((await run()).problem).toBe('server');
    expect(list.requests).toBeLessThan(40);
    expect(list.now - start).toBeGreaterThan(10 * 60_000);
  });
});

describe('an answer that is an error', () => {
  it.each([
    [401, 'authentication'],
    [402, 'payment-required'],
    [403, 'permission'],
    [404, 'not-found'],
    [422, 'server'],
  ])('%d stops at once as %s, and what is held stays', async (status, problem) => {
    const { list, holder, run, failAt } = failing(1000);
    failAt(numbers(4, 100), new Refused(status));
    const state = await run();
    expect([state.problem, list.requests]).toEqual([problem, 4]);
    expect(holder.size).toBeGreaterThan(250);
    expect(coverageOf(state, holder)).toMatchObject({ stopped: problem, counted: holder.size, matches: null });

    list.onRequest = () => undefined;
    expect((await run({ state })).problem).toBe(null);
    expect(holder.ids).toEqual(list.ids);
  });

  it.each([
    ['a 500', new Refused(500)],
    ['no answer', new TypeError('fetch failed')],
    ['something that is no error', 'nonsense'],
  ])('is asked again four times, ever later, where it is %s', async (_, error) => {
    const { list, run, failAt } = failing(300);
    failAt([1, 2, 3, 4], error);
    const start = list.now;
    expect((await run()).problem).toBe(null);
    expect(list.now - start).toBeGreaterThanOrEqual(15_000);

    const other = failing(300);
    other.failAt(numbers(1, 100), error);
    expect((await other.run()).problem).toBe('server');
    expect(other.list.requests).toBe(5);
  });

  it('is a first page without scans of which there are many, which would delete all', async () => {
    const { list, holder, run } = world(300);
    const state = await run();
    const after = await run({
      state,
      list: () => Promise.resolve({ data: [], meta: { current_page: 1, last_page: 3, per_page: 100, total: 300 } }),
    });
    expect(after.problem).toBe('server');
    expect(holder.ids).toEqual(list.ids);
  });

  it('is a scan without a readable instant', async () => {
    const { list, run } = world(300);
    list.rows[250]!.created_at = 'yesterday';
    expect((await run()).problem).toBe('server');
  });
});

describe('a sync that is stopped', () => {
  it('saves, rejects with the reason, and goes on from there', async () => {
    const { list, holder, run } = world(2000);
    const stop = new AbortController();
    let saved: SyncState | null = null;
    list.onRequest = () => list.requests === 9 && stop.abort(new Error('stopped'));
    const save = (state: SyncState) => void (saved = state);
    await expect(run({ signal: stop.signal, save })).rejects.toThrow('stopped');
    const held = holder.size;
    expect(held).toBeGreaterThan(600);
    expect(saved!.segments[0]!.count).toBe(held);

    list.requests = 0;
    list.onRequest = () => undefined;
    await run({ state: saved });
    expect(list.requests).toBeLessThanOrEqual(Math.ceil((2000 - held) / 85) + 2);
    expect(holder.ids).toEqual(list.ids);
  });

  it('stops while it waits for its turn, and before it begins', async () => {
    const { list, run } = world(300);
    const stop = new AbortController();
    const slow = new Pace({ perMinute: 1, burst: 1 });
    const running = run({ pace: slow, signal: stop.signal });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(list.requests).toBe(1);
    stop.abort(new Error('stopped'));
    await expect(running).rejects.toThrow('stopped');
    await expect(run({ signal: stop.signal })).rejects.toThrow('stopped');
    expect(list.requests).toBe(1);
  });

  it('loses at most what was not saved when it is killed, at any request', async () => {
    for (let killAt = 1; killAt <= 14; killAt++) {
      const { list, run } = world(1000);
      const process = new AbortController();
      let saved: { scans: [number, number][]; state: SyncState } | null = null;
      const holder = new MapHolder();
      list.onRequest = () => list.requests === killAt && process.abort();
      const save = (state: SyncState) => {
        if (!process.signal.aborted) saved = { scans: [...holder.scans], state: JSON.parse(JSON.stringify(state)) as SyncState };
      };
      await run({ holder, signal: process.signal, save }).catch(() => undefined);
      const next = new MapHolder((saved as { scans: [number, number][] } | null)?.scans);
      list.onRequest = () => undefined;
      list.arrive(130);
      list.delete(2);
      await run({ holder: next, state: (saved as { state: SyncState } | null)?.state ?? null });
      expect(next.ids, String(killAt)).toEqual(list.ids);
    }
  });
});
