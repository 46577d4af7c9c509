import { describe, expect, it } from 'vitest';
import type { Scan } from '../../src/client/types.js';
import { coverageOf, type SyncState } from '../../src/scans/segments.js';
import type { ListScans } from '../../src/scans/types.js';
import { random } from '../support/random.js';
import { ScanList } from '../support/scan-list.js';
import { world } from './sync-run.js';

describe('sync of a list that cannot be relied on', () => {
  type Change = (rows: Scan[], request: number, next: () => number) => Scan[];
  const shuffle: Change = (rows, _, next) => {
    const drawn = rows.map((row) => ({ row, key: next() }));
    return drawn.sort((a, b) => a.key - b.key).map(({ row }) => row);
  };
  const changes: Record<string, Change> = {
    'in another order each time': shuffle,
    'in an order of its own': (rows) => shuffle(rows, 0, random(4)),
    'newest and oldest first in turn': (rows, request) => (request % 2 ? [...rows].reverse() : rows),
    'the same page each time': (rows) => Array.from({ length: 40 }, () => rows.slice(0, 100)).flat(),
  };
  const slice =
    (list: ScanList, change: Change, sorted = false): ListScans =>
    async ({ page, per_page }) => {
      await Promise.resolve();
      const rows = change([...list.rows].reverse(), ++list.requests, random(list.requests));
      const data = rows.slice((page - 1) * per_page, page * per_page);
      if (sorted) data.sort((a, b) => b.id - a.id);
      return { data, meta: { current_page: page, last_page: null, per_page, total: list.rows.length } };
    };

  for (const [name, change] of Object.entries(changes)) {
    it.each([600, 0])(`refuses rows ${name}, with a gap of %d s`, async (gap) => {
      for (const scans of [150, 1000, 4000]) {
        const { list, holder, run } = world(scans, { gap });
        const state = await run({ list: slice(list, change) });
        // Of one second, an order of its own is as good as any.
        if (name === 'in an order of its own' && gap === 0) expect(holder.ids).toEqual(list.ids);
        else {
          expect([state.problem, holder.size, state.segments], String(scans)).toEqual(['unstable-order', 0, []]);
          expect(Date.parse(coverageOf(state, holder).since!)).toBeGreaterThan(list.now);
        }
        expect(list.requests).toBeLessThan(100);
      }
    });
  }

  it('refuses random pages that are sorted in themselves', async () => {
    for (const scans of [150, 1000, 4000]) {
      const { list, holder, run } = world(scans);
      const state = await run({ list: slice(list, shuffle, true) });
      expect([state.problem, holder.size]).toEqual(['unstable-order', 0]);
      expect(list.requests).toBeLessThan(100);
    }
  });

  it('refuses pages of a size that was not asked for', async () => {
    const { list, run } = world(1000);
    const fixed: ListScans = ({ page }, signal) => list.list({ page, per_page: 15 }, signal);
    expect((await run({ list: fixed })).problem).toBe('unstable-order');
    expect(list.requests).toBeLessThan(20);
  });

  it('bears with scans of one second that change places', async () => {
    for (const sorting of ['newest-time', 'oldest-time'] as const) {
      const { list, holder, run } = world(900, { sorting, gap: 2 });
      const next = random(3);
      list.onRequest = () => {
        for (const row of list.rows) row.tie = next();
        list.rows.sort((a, b) => a.second - b.second || a.tie - b.tie);
      };
      const state = await run();
      expect(coverageOf(state, holder)).toMatchObject({ since: null, matches: true });
      expect(holder.ids).toEqual(list.ids);
    }
  });

  it('takes any order where one page is all there is', async () => {
    const { list, holder, run } = world(90);
    const state = await run({ list: slice(list, shuffle) });
    expect([state.problem, holder.ids]).toEqual([null, list.ids]);
  });

  it('counts with smaller pages where the server gives no more', async () => {
    for (const meta of [true, false]) {
      const { list, holder, run } = world(1000, { meta });
      const small: ListScans = ({ page, per_page }, signal) => list.list({ page, per_page: Math.min(per_page, 50) }, signal);
      await run({ list: small });
      expect(holder.ids).toEqual(list.ids);
    }
  });

  it('starts anew once when the list changes its order for good', async () => {
    const { list, holder, run } = world(800);
    const state = await run();
    const turned = new ScanList({ sorting: 'oldest-id', random: random(1) });
    turned.rows.push(...list.rows);
    const after = await run({ list: turned.list, state });
    expect([after.problem, after.orders[0]]).toEqual([null, 'oldest-by-id']);
    expect(holder.ids).toEqual(turned.ids);
  });

  it('does not believe a state that tells of other scans than are held', async () => {
    const { list, holder, run } = world(700);
    const state = await run();
    holder.remove(list.ids.slice(300, 350));
    await run({ state });
    expect(holder.ids).toEqual(list.ids);
    await run({ state: { ...state, version: 2 } as unknown as SyncState });
    expect(holder.ids).toEqual(list.ids);
  });
});
