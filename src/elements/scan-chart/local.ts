import { ResponseError } from '../../client/errors.js';
import { enScanChart } from '../../locales/en.scan-chart.js';
import { rollup } from '../../scans/rollup.js';
import { createStore, type ScanStore } from '../../scans/store.js';
import type { RollupQuestion, ScanLike } from '../../scans/types.js';
import type { ChartData } from './data.js';

/** Counted once for all questions about the same list. */
const stores = new WeakMap<readonly ScanLike[], ScanStore>();

/**
 * Answers a question about scans that the page has.
 * @throws {ResponseError} for scans that cannot be read
 */
export function rollupOf(scans: readonly ScanLike[], question: RollupQuestion): ChartData {
  let store = stores.get(scans);
  if (!store) {
    store = createStore();
    try {
      store.add(scans);
    } catch (cause) {
      throw new ResponseError(enScanChart.badScans, { cause });
    }
    stores.set(scans, store);
  }
  return { ...rollup(store, question, { now: new Date() }), local: true };
}
