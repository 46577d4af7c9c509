import type { Instant } from '../client/types.js';
import type { PastScan, TimedScan } from './landings.js';
import { instant } from './time.js';

/** A count of scans, from when to when they are, and the newest few. */
export class Sample {
  count = 0;
  oldest: Instant | null = null;
  newest: Instant | null = null;
  readonly #limit: number;
  readonly #kept: { scan: PastScan; ms: number }[] = [];
  #first = Infinity;
  #last = -Infinity;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** `null` where nobody can say when. */
  add(scan: PastScan, ms: number | null): void {
    this.count++;
    this.#keep(scan, ms ?? -Infinity);
    if (ms === null) return;
    if (ms < this.#first) [this.#first, this.oldest] = [ms, scan.created_at];
    if (ms > this.#last) [this.#last, this.newest] = [ms, scan.created_at];
  }

  merge(other: Sample): void {
    this.count += other.count;
    for (const { scan, ms } of other.#kept) this.#keep(scan, ms);
  }

  /** Newest first. */
  examples(): PastScan[] {
    return this.#kept.map(({ scan }) => scan);
  }

  #keep(scan: PastScan, ms: number): void {
    const kept = this.#kept;
    if (kept.length === this.#limit && !(ms > (kept.at(-1)?.ms ?? Infinity))) return;
    const place = kept.findIndex((other) => other.ms < ms);
    kept.splice(place < 0 ? kept.length : place, 0, { scan, ms });
    if (kept.length > this.#limit) kept.pop();
  }
}

/** `null` where its instant cannot be read. */
export function timed(scan: PastScan): TimedScan | null {
  try {
    return { device: scan.device, country: scan.country_code?.toUpperCase() ?? null, ms: instant(scan.created_at) };
  } catch {
    return null;
  }
}
