import type { TimeSource } from './rollup.js';
import type { Rollup } from './types.js';

/** Seconds: offsets of zones differ by quarters of an hour, but for a few minutes in Antarctica. */
const SLOT = 900;
/** Days of other zones begin up to 26 hours earlier. */
const MARGIN = 27 * 3600;

type Slots = NonNullable<Rollup['slots']>;

/** Scans by quarter of an hour from before an instant until now. */
export function slotsOf(store: TimeSource, { from, since, until }: { from: number; since: number; until: number }): Slots {
  const start = Math.max(0, Math.floor((Math.max(from, since) - MARGIN) / SLOT) * SLOT);
  const count = Math.max(0, Math.floor(until / SLOT) - start / SLOT + 1);
  const bounds = Array.from({ length: count + 1 }, (_, index) => start + index * SLOT);
  return { start, counts: store.countInBounds(bounds) };
}

/** Quarters of an hour as something that can be counted by time. */
export function slotSource({ start, counts }: Slots): TimeSource {
  const sums = [0];
  for (const scans of counts) sums.push(sums.at(-1)! + scans);
  const before = (second: number) => sums[Math.min(counts.length, Math.ceil((second - start) / SLOT))]!;
  return {
    size: sums.at(-1)!,
    span: null,
    countInBounds(bounds) {
      if (bounds.length > 0 && bounds[0]! < start) throw new RangeError('The quarters of an hour begin later.');
      return Array.from({ length: Math.max(0, bounds.length - 1) }, (_, index) => before(bounds[index + 1]!) - before(bounds[index]!));
    },
  };
}
