import { deepStrictEqual } from 'node:assert/strict';
import { Pace } from '../src/scans/pace.js';
import { createStore } from '../src/scans/store.js';
import { sync } from '../src/scans/sync.js';
import { random } from '../test/support/random.js';
import { ScanList } from '../test/support/scan-list.js';
import { print } from './measure.js';

const SIZES = [10_000, 100_000, 1_000_000];

/** Requests that a first count of a quiet list takes, beside those of plain paging at 100 rows, and those of what comes after. */
export async function benchSync(): Promise<void> {
  for (const scans of SIZES) {
    const list = new ScanList({ sorting: 'newest-id', random: random(scans), gap: 94 });
    list.arrive(scans);
    const holder = createStore();
    const pace = new Pace({ ...list.clock, perMinute: 1e9, burst: 1e9 });
    const options = { list: list.list, holder, pace, ...list.clock };
    const requests = async (work: () => Promise<unknown>) => {
      const before = list.requests;
      await work();
      // What is held is the list, or nothing was measured.
      deepStrictEqual([...holder.entries().ids].sort((a, b) => a - b), list.rows.map(({ id }) => id).sort((a, b) => a - b));
      return list.requests - before;
    };
    let state = await sync(options);
    const first = list.requests;
    const again = async () => (state = await sync({ ...options, state }));
    const quiet = await requests(again);
    list.delete(1);
    const deleted = await requests(again);
    print([
      { name: `first count of ${scans.toLocaleString('en')} scans`, unit: 'requests', ours: first, peers: { 'plain paging': scans / 100 } },
      { name: '– with nothing new', unit: 'requests', ours: quiet, peers: {} },
      { name: '– one scan deleted', unit: 'requests', ours: deleted, peers: {} },
    ]);
  }
}
