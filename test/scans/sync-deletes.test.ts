import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../src/scans/segments.js';
import type { ListScans } from '../../src/scans/types.js';
import { random } from '../support/random.js';
import { ScanList, sortings } from '../support/scan-list.js';
import { counted, world } from './sync-run.js';

describe('sync of a list whose rows are deleted', () => {
  const deletions: Record<string, [remove: (list: ScanList) => void, atMost: number]> = {
    'one scan': [(list) => list.delete(1), 20],
    'the newest scan': [(list) => list.rows.pop(), 20],
    'the oldest scan': [(list) => list.rows.shift(), 20],
    '20 scans': [(list) => Array.from({ length: 20 }, () => list.delete(1)), 200],
    '3,000 neighbours': [(list) => list.rows.splice(4000, 3000), 30],
    'every tenth': [(list) => list.rows.splice(0, Infinity, ...list.rows.filter(({ id }) => id % 10 !== 0)), 170],
    'all but 50': [(list) => list.rows.splice(0, list.rows.length - 50), 2],
    all: [(list) => list.rows.splice(0), 2],
  };
  for (const [name, [remove, atMost]] of Object.entries(deletions)) {
    it.each(sortings)(`finds ${name} of 10,000: %s`, async (sorting) => {
      const { list, holder, run } = world(10_000, { sorting, gap: 30 });
      const state = await run();
      remove(list);
      const requests = await counted(list, () => run({ state }));
      expect(holder.size).toBeLessThan(10_000);
      expect(holder.ids.join()).toBe(list.ids.join());
      expect(requests).toBeLessThanOrEqual(atMost);
    });
  }

  it.each(['newest-time', 'oldest-time'] as const)('finds one of 400 scans of one second among others: %s', async (sorting) => {
    for (const deleted of [100, 4200, 8000]) {
      const { list, holder, run } = world(4000, { sorting });
      const crowd = new ScanList({ sorting, random: random(9), gap: 0, start: list.now + 60_000 });
      crowd.arrive(400);
      list.now = crowd.now + 60_000;
      list.rows.push(...crowd.rows.map((row) => ({ ...row, id: row.id + 1_000_000 })));
      list.arrive(4000);
      const state = await run();
      expect(holder.ids).toEqual(list.ids);
      list.rows.splice(deleted, 1);
      expect(await counted(list, () => run({ state }))).toBeLessThanOrEqual(35);
      expect(holder.ids).toEqual(list.ids);
    }
  });

  it('finds scans that came late, far below the newest', async () => {
    const { list, holder, run } = world(3000);
    const late = list.rows.splice(1200, 3);
    const state = await run();
    list.rows.splice(1200, 0, ...late);
    await run({ state });
    expect(holder.ids).toEqual(list.ids);
  });

  it('does not search again for a difference that it could not explain', async () => {
    const { list, holder, run } = world(1000);
    const padded: ListScans = async (params, signal) => {
      const { data, meta } = await list.list(params, signal);
      return { data, meta: { ...meta, total: meta.total! + 7 } };
    };
    const state = await run({ list: padded });
    expect(coverageOf(state, holder)).toMatchObject({ since: null, counted: 1000, total: 1007, matches: false });
    expect(await counted(list, () => run({ list: padded, state }))).toBe(1);
    list.delete(1);
    await run({ list: padded, state });
    expect(holder.ids).toEqual(list.ids);
  });
});
