import { mostFirst } from './count.js';
import type { ScanStore } from './store.js';
import type { Count, Dimension } from './types.js';
import { lastAtOrBefore } from '../time/zones.js';

const HOUR = 3600;
/** Seconds for which an hour that has ended may still get scans: clocks differ, and a list may be behind. */
const LATE = 900;

/**
 * Scans by value in steps of `minCell`, for those who may not learn the value of a single scan.
 *
 * Of each value only whole lots of `minCell` scans are counted, from the code's first scan on. A lot counts from the end of the
 * block in which its last scan came; blocks are whole hours (UTC) that are over, as many as it takes for `minCell` scans of any
 * value. What that guarantees, whatever is asked and however often:
 * - Every count, and so every difference of counts, is a multiple of `minCell`.
 * - Scans of one block are interchangeable: if two of them had each other's values, every answer would be the same. Nobody can
 *   tell which of at least `minCell` scans had a value. Those of no block yet are in no answer.
 * - While scans only come, each later than those before, an answer changes by whole blocks: never because of one scan.
 *
 * It does not hide what a whole block has in common (five scans, all ios), nor does it withstand those who scan the code
 * themselves to fill up a block, or who ask before and after an old scan is deleted or counted late.
 * @param from - seconds since 1970, inclusive
 * @param to - exclusive
 */
export function coarseBreakdown(
  store: ScanStore,
  by: Dimension,
  { from, to, now, minCell }: { from: number; to: number; now: number; minCell: number },
): Count[] {
  const ends = blockEnds(store.entries().seconds, minCell, now);
  /** The last end of a block that is not after an instant; nothing shows before the first. */
  const shown = (second: number) => ends[lastAtOrBefore(ends, second)] ?? -1;
  const [start, end] = [shown(from), shown(to)];
  const counts: Count[] = [];
  for (const [value, seconds] of store.secondsOf(by)) {
    const lots = (second: number) => Math.floor((lastAtOrBefore(seconds, second - 1) + 1) / minCell);
    const scans = (lots(end) - lots(start)) * minCell;
    if (scans > 0) counts.push({ value, scans });
  }
  return counts.sort(mostFirst);
}

function blockEnds(seconds: Uint32Array, minCell: number, now: number): number[] {
  // An hour that still runs would let two questions, a moment apart, be told from each other by one scan.
  const over = Math.floor((now - LATE) / HOUR) * HOUR;
  const ends: number[] = [];
  let [count, end] = [0, 0];
  for (const second of seconds) {
    if (second >= over) break;
    if (second >= end && count >= minCell) {
      ends.push(end);
      count = 0;
    }
    end = (Math.floor(second / HOUR) + 1) * HOUR;
    count++;
  }
  if (count >= minCell) ends.push(end);
  return ends;
}
