import { describe, expect, it } from 'vitest';
import { coverageOf, type SyncState } from '../../src/scans/segments.js';
import { createStore } from '../../src/scans/store.js';
import { sortings, type Sorting } from '../support/scan-list.js';
import { counted, world } from './sync-run.js';

describe('sync of a quiet list', () => {
  it.each(sortings)('takes at most 1.15 times the requests of plain paging: %s', async (sorting) => {
    for (const scans of [10_000, 25_000, 40_000]) {
      const { list, holder, run } = world(scans, { sorting, gap: 40 });
      const requests = await counted(list, run);
      expect(requests, String(scans)).toBeGreaterThanOrEqual(scans / 100);
      expect(requests, String(scans)).toBeLessThanOrEqual((scans / 100) * 1.15);
      expect(holder.ids.join(), String(scans)).toBe(list.ids.join());
    }
  });

  it.each(sortings)('has the last 30 days first, and final: %s', async (sorting) => {
    const { list, holder, run } = world(10_000, { sorting, gap: 1200 });
    const since = list.now / 1000 - 30 * 86_400;
    const recent = list.rows.filter(({ second }) => second >= since);
    let final = 0;
    await run({
      onProgress: (state) => {
        const covered = coverageOf(state, holder).since;
        if (final > 0 || (covered !== null && Date.parse(covered) / 1000 > since)) return;
        final = list.requests;
        expect(recent.filter(({ id }) => !holder.scans.has(id))).toEqual([]);
      },
    });
    expect(recent.length).toBeGreaterThan(2000);
    expect(final).toBeGreaterThan(0);
    expect(final).toBeLessThanOrEqual((recent.length / 100) * 1.15 + 4);
  });

  it.each(sortings)('takes one request when nothing is new, and two for a few scans: %s', async (sorting) => {
    const { list, holder, run } = world(1500, { sorting });
    const state = await run();
    expect(await counted(list, () => run({ state }))).toBe(1);
    list.arrive(7);
    expect(await counted(list, () => run({ state }))).toBeLessThanOrEqual(2);
    expect(holder.ids).toEqual(list.ids);
  });

  it.each(sortings)('reads only what is new after a long absence, newest first: %s', async (sorting) => {
    const { list, holder, run } = world(3000, { sorting });
    const state = await run();
    list.arrive(2000);
    const waits: number[] = [];
    const onProgress = (now: SyncState) => waits.push(now.segments.length);
    expect(await counted(list, () => run({ state, onProgress }))).toBeLessThanOrEqual(26);
    expect(Math.max(...waits)).toBe(2);
    expect(holder.ids).toEqual(list.ids);
  });

  it('finds the order, and keeps it', async () => {
    const found = async (sorting: Sorting, gap: number) => (await world(900, { sorting, gap }).run()).orders;
    expect(await found('newest-id', 600)).toEqual(['newest-by-id', 'newest-by-time']);
    expect(await found('newest-time', 0.4)).toEqual(['newest-by-time']);
    expect(await found('newest-skewed', 1)).toEqual(['newest-by-id']);
    expect(await found('oldest-id', 600)).toEqual(['oldest-by-id', 'oldest-by-time']);
    expect(await found('oldest-time', 0.4)).toEqual(['oldest-by-time']);
  });

  const exact = sortings.filter((sorting) => sorting !== 'newest-skewed');
  it.each(exact)('holds every scan of one single second: %s', async (sorting) => {
    for (const scans of [90, 100, 101, 350, 900]) {
      const { list, holder, run } = world(scans, { sorting, gap: 0 });
      await run();
      expect(new Set(list.rows.map(({ second }) => second)).size).toBe(1);
      expect(holder.ids, String(scans)).toEqual(list.ids);
    }
  });

  it.each([0, 1, 99, 100, 101, 199, 200])('holds a list of %d scans, with and without meta', async (scans) => {
    for (const sorting of sortings) {
      for (const meta of [true, false]) {
        const { list, holder, run } = world(scans, { sorting, meta });
        const state = await run();
        expect(holder.ids).toEqual(list.ids);
        expect(coverageOf(state, holder)).toMatchObject({ since: null, counted: scans, matches: meta ? true : null });
      }
    }
  });

  it('fills the store that answers the charts', async () => {
    const { list, run } = world(2500, { gap: 5000 });
    const store = createStore();
    const state = await run({ holder: store });
    list.delete(40);
    list.arrive(150);
    await run({ holder: store, state });
    expect(Array.from(store.entries().ids).sort((a, b) => a - b)).toEqual(list.ids);
  });
});
