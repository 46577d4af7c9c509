import { bucketBounds, dayOfDate } from './calendar.js';
import { readShard, writeShard } from './codec.js';
import { Dictionary, dimensions, valuesOf } from './columns.js';
import { countByCode, countInBounds, mostFirst, type Part } from './count.js';
import { instantOf, secondsOf } from './instant.js';
import { Shard } from './shard.js';
import type { Count, Dimension, Filter, Interval, Period, ScanHolder, ScanLike } from './types.js';
import { zoneOf } from '../time/zones.js';

/** Every scan of one code as columns, in months. */
export interface ScanStore extends ScanHolder {
  /** Seconds since 1970 of the first and the last scan; `null` while there is none. */
  readonly span: { first: number; last: number } | null;
  /** Rises with each change. */
  readonly version: number;
  /**
   * Scans by local hour, day, week or month. Empty buckets are zeros; the one that has not ended is `incomplete`.
   * @throws {RangeError} for an unknown zone or a date that does not exist
   */
  series(
    question: Period & { interval: Interval; filter?: Filter; weekStart?: number; now?: Date },
  ): { start: string; scans: number; incomplete?: true }[];
  /**
   * Scans by value, most first, those of equal number by value.
   * @throws {RangeError} for an unknown zone or a date that does not exist
   */
  breakdown(question: Period & { by: Dimension; filter?: Filter }): Count[];
  /** Scans in each `[bounds[i], bounds[i + 1])`, ascending seconds since 1970; weekday and hour of the filter in `timeZone`. */
  countInBounds(bounds: ArrayLike<number>, filter?: Filter, timeZone?: string): number[];
  /** Scans in `[from, to)` by value. */
  countByValue(by: Dimension, from: number, to: number, filter?: Filter, timeZone?: string): Count[];
  /** Seconds since 1970 of the first scan of each value, oldest first. */
  firstOf(by: Dimension): Map<string | null, number>;
  /** Seconds since 1970 of every scan of a value, ascending. */
  secondsOf(by: Dimension): Map<string | null, number[]>;
  /** Versions of the shards by name: what has changed has another. */
  shards(): ReadonlyMap<string, number>;
  /** @throws {RangeError} for a shard that there is none of */
  dumpShard(name: string): Uint8Array;
  /** Takes a shard that was dumped, in the place of the one of its name. @throws {Error} for bytes that are none */
  loadShard(bytes: Uint8Array): void;
}

export function createStore(): ScanStore {
  return new Columns();
}

class Columns implements ScanStore {
  version = 0;
  readonly #shards = new Map<string, Shard>();
  readonly #dictionaries = dimensions.map(() => new Dictionary());

  get size(): number {
    let size = 0;
    for (const shard of this.#shards.values()) size += shard.size;
    return size;
  }

  get span(): { first: number; last: number } | null {
    const shards = this.#ordered().filter(({ size }) => size > 0);
    return shards.length === 0 ? null : { first: shards[0]!.seconds[0]!, last: shards.at(-1)!.seconds.at(-1)! };
  }

  add(scans: Iterable<ScanLike>): number {
    let added = 0;
    try {
      for (const scan of scans) {
        const second = secondsOf(scan.created_at);
        if (second < 0 || second >= 2 ** 32) throw new RangeError(`Scans are counted from 1970 to 2106, got ${scan.created_at}`);
        const shard = this.#shardOf(second);
        if (shard.has(second, scan.id)) continue;
        const codes = valuesOf(scan).map((value, index) => this.#dictionaries[index]!.encode(value));
        shard.add({ second, id: scan.id, codes });
        added++;
      }
    } finally {
      // One that is refused does not undo those before it.
      if (added > 0) this.version++;
    }
    return added;
  }

  has({ id, created_at }: Pick<ScanLike, 'id' | 'created_at'>): boolean {
    const second = secondsOf(created_at);
    return this.#shards.get(monthOf(second))?.has(second, id) ?? false;
  }

  remove(ids: readonly number[]): number {
    const gone = new Set(ids);
    let removed = 0;
    for (const shard of this.#shards.values()) removed += shard.remove(gone);
    if (removed > 0) this.version++;
    return removed;
  }

  entries(): { ids: Float64Array; seconds: Uint32Array } {
    const [ids, seconds] = [new Float64Array(this.size), new Uint32Array(this.size)];
    let at = 0;
    for (const shard of this.#ordered()) {
      ids.set(shard.ids, at);
      seconds.set(shard.seconds, at);
      at += shard.size;
    }
    return { ids, seconds };
  }

  series(question: Parameters<ScanStore['series']>[0]) {
    const { timeZone, from, to, interval, filter, weekStart, now = new Date() } = question;
    const bounds = bucketBounds(zoneOf(timeZone), dayOfDate(from), dayOfDate(to), interval, weekStart);
    const second = now.getTime() / 1000;
    return this.countInBounds(bounds, filter, timeZone).map((scans, index) => ({
      start: instantOf(bounds[index]!),
      scans,
      ...(bounds[index]! <= second && second < bounds[index + 1]! && { incomplete: true as const }),
    }));
  }

  breakdown({ by, timeZone, from, to, filter }: Parameters<ScanStore['breakdown']>[0]): Count[] {
    const zone = zoneOf(timeZone);
    return this.countByValue(by, zone.dayStart(dayOfDate(from)), zone.dayStart(dayOfDate(to) + 1), filter, timeZone);
  }

  countInBounds(bounds: ArrayLike<number>, filter: Filter = {}, timeZone = 'UTC'): number[] {
    return countInBounds(this.#parts(), bounds, this.#conditions(filter), filter, timeZone);
  }

  countByValue(by: Dimension, from: number, to: number, filter: Filter = {}, timeZone = 'UTC'): Count[] {
    const index = dimensions.indexOf(by);
    const { values } = this.#dictionaries[index]!;
    const counts = countByCode(this.#parts(), index, values.length, [from, to], this.#conditions(filter), filter, timeZone);
    return values
      .map((value, code) => ({ value, scans: counts[code]! }))
      .filter(({ scans }) => scans > 0)
      .sort(mostFirst);
  }

  secondsOf(by: Dimension): Map<string | null, number[]> {
    const index = dimensions.indexOf(by);
    const lists = this.#dictionaries[index]!.values.map((value) => [value, [] as number[]] as const);
    for (const shard of this.#ordered()) {
      const [seconds, codes] = [shard.seconds, shard.column(index)];
      for (let row = 0; row < seconds.length; row++) lists[codes[row]!]![1].push(seconds[row]!);
    }
    return new Map(lists.filter(([, list]) => list.length > 0));
  }

  firstOf(by: Dimension): Map<string | null, number> {
    const index = dimensions.indexOf(by);
    const { values } = this.#dictionaries[index]!;
    const firsts = new Map<string | null, number>();
    const isSeen = values.map(() => false);
    for (const shard of this.#ordered()) {
      const [seconds, codes] = [shard.seconds, shard.column(index)];
      for (let row = 0; row < seconds.length; row++) {
        const code = codes[row]!;
        if (isSeen[code]) continue;
        isSeen[code] = true;
        firsts.set(values[code]!, seconds[row]!);
      }
    }
    return firsts;
  }

  shards(): ReadonlyMap<string, number> {
    return new Map([...this.#shards].map(([name, { version }]) => [name, version]));
  }

  dumpShard(name: string): Uint8Array {
    const shard = this.#shards.get(name);
    if (!shard) throw new RangeError(`There is no shard ${JSON.stringify(name)}`);
    const columns = dimensions.map((_, index) => ({ codes: shard.column(index), values: this.#dictionaries[index]!.values }));
    return writeShard({ name, seconds: shard.seconds, ids: shard.ids, columns });
  }

  loadShard(bytes: Uint8Array): void {
    const { name, seconds, ids, columns } = readShard(bytes);
    const shard = this.#shards.get(name) ?? new Shard(name, dimensions.length);
    const own = columns.map(({ codes, values }, index) => {
      const known = values.map((value) => this.#dictionaries[index]!.encode(value));
      return codes.map((code) => known[code]!);
    });
    shard.fill(seconds, ids, own);
    this.#shards.set(name, shard);
    this.version++;
  }

  #shardOf(second: number): Shard {
    const name = monthOf(second);
    const known = this.#shards.get(name);
    if (known) return known;
    const shard = new Shard(name, dimensions.length);
    this.#shards.set(name, shard);
    return shard;
  }

  #ordered(): Shard[] {
    return [...this.#shards.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  #parts(): Part[] {
    return this.#ordered().map((shard) => ({ seconds: shard.seconds, column: (index) => shard.column(index) }));
  }

  /** Column and code of each value that is asked for; `null` where no scan ever had one of them. */
  #conditions(filter: Filter): [column: number, code: number][] | null {
    const conditions: [number, number][] = [];
    for (const [index, dimension] of dimensions.entries()) {
      const value = filter[dimension];
      if (value === undefined) continue;
      const code = this.#dictionaries[index]!.find(value);
      if (code === undefined) return null;
      conditions.push([index, code]);
    }
    return conditions;
  }
}

let lastMonth = { start: 0, end: 0, name: '' };

/** `2026-03`: scans come in runs of the same month. */
function monthOf(second: number): string {
  if (second < lastMonth.start || second >= lastMonth.end) {
    const date = new Date(second * 1000);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    const [start, end] = [Date.UTC(year, month) / 1000, Date.UTC(year, month + 1) / 1000];
    lastMonth = { start, end, name: date.toISOString().slice(0, 7) };
  }
  return lastMonth.name;
}
