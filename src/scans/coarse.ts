import type { ScanStore } from './store.js';
import type { Count, Dimension } from './types.js';
import { lastAtOrBefore } from './zones.js';

const HOUR = 3600;

/**
 * Scans by value in steps of `minCell`, so that no answer, and no difference of answers, tells the value of a single scan.
 *
 * Of each value only whole lots of `minCell` scans are counted, from the code's first scan on. A lot counts from the end of the
 * block in which its last scan came; blocks are whole hours (UTC), as many as it takes for `minCell` scans of any value. So
 * whatever is asked, each step stands for `minCell` scans of that value, and shows at an instant that at least as many scans share.
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
  return counts.sort((a, b) => b.scans - a.scans);
}

function blockEnds(seconds: Uint32Array, minCell: number, now: number): number[] {
  const ends: number[] = [];
  let count = 0;
  let end = 0;
  for (const second of seconds) {
    if (second >= end && count >= minCell) {
      ends.push(end);
      count = 0;
    }
    end = (Math.floor(second / HOUR) + 1) * HOUR;
    count++;
  }
  // An hour that still runs would let two questions, a moment apart, be told from each other by one scan.
  if (count >= minCell && end <= now) ends.push(end);
  return ends;
}
