const DAY = 86_400;
/** The smallest gap between two changes of a zone's offset since 2015 is four weeks (Fiji): a weekly look misses none. */
const STEP = 7 * DAY;
/** Zones are looked into by spans of a year, when first asked about. */
const SPAN = 52 * STEP;

/** A stretch of time in which a zone keeps one offset. */
export interface OffsetRange {
  /** Seconds since 1970, inclusive. */
  start: number;
  /** Exclusive; where the zone has not been looked into any further, that far. */
  end: number;
  /** Seconds east of UTC. */
  offset: number;
}

/**
 * The local calendar of an IANA zone, in seconds since 1970 and days since 1970-01-01. `Intl` is asked weekly and bisected to
 * the second of each change, once; from then on there are only integers. Exact for every zone of `Intl` in 2015–2031.
 */
export class Zone {
  readonly name: string;
  readonly #format: Intl.DateTimeFormat;
  /** Where each range begins, ascending, and its offset. */
  #starts: number[] = [];
  #offsets: number[] = [];
  #low = 0;
  #high = 0;
  /** The range that was asked for last: the next question is mostly about it too. */
  #last = 0;

  /** @throws {RangeError} for a name that `Intl` does not know */
  constructor(name: string) {
    try {
      this.#format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
    } catch {
      throw new RangeError(`A time zone must be an IANA name, such as Europe/Amsterdam, got ${JSON.stringify(name)}`);
    }
    this.name = name;
  }

  /** Seconds east of UTC. */
  offsetAt(second: number): number {
    // First the index: to find it, the offsets may be made anew.
    const index = this.#indexAt(second);
    return this.#offsets[index]!;
  }

  /** The local day, in days since 1970-01-01. */
  dayOf(second: number): number {
    return Math.floor((second + this.offsetAt(second)) / DAY);
  }

  /** The first instant of a local day; days have 21 to 27 hours, and one that a zone skips begins with the next. */
  dayStart(day: number): number {
    return this.instantOf(day, 0);
  }

  /** The first instant at which local clocks show this or, where they skip it, more. */
  instantOf(day: number, secondOfDay: number): number {
    const local = day * DAY + secondOfDay;
    let index = this.#indexAt(local - DAY);
    for (;;) {
      const start = this.#starts[index]!;
      const end = this.#starts[index + 1] ?? Infinity;
      const second = Math.max(start, local - this.#offsets[index]!);
      if (second < end) {
        // Beyond what has been looked into there may be another range.
        if (second < this.#high) return second;
        this.#cover(second);
      } else index++;
    }
  }

  /** The ranges of one offset that `[from, to)` touches. */
  ranges(from: number, to: number): OffsetRange[] {
    this.#cover(to);
    const ranges: OffsetRange[] = [];
    for (let index = this.#indexAt(from); index < this.#starts.length && this.#starts[index]! < to; index++) {
      ranges.push({
        start: this.#starts[index]!,
        end: this.#starts[index + 1] ?? this.#high,
        offset: this.#offsets[index]!,
      });
    }
    return ranges;
  }

  #indexAt(second: number): number {
    // Written so that what is no number gets there too.
    if (!(second >= this.#low && second < this.#high)) this.#cover(second);
    const starts = this.#starts;
    let index = this.#last;
    if (second < (starts[index] ?? Infinity) || second >= (starts[index + 1] ?? Infinity)) {
      index = lastAtOrBefore(starts, second);
      this.#last = index;
    }
    return index;
  }

  #cover(second: number): void {
    if (!Number.isFinite(second)) throw new RangeError(`Not an instant: ${second}`);
    if (this.#low === this.#high) {
      this.#low = this.#high = Math.floor(second / SPAN) * SPAN;
      this.#starts = [this.#low];
      this.#offsets = [this.#ask(this.#low)];
    }
    while (second >= this.#high) {
      this.#changes(this.#high, this.#offsets.at(-1)!, (at, offset) => {
        this.#starts.push(at);
        this.#offsets.push(offset);
      });
      this.#high += SPAN;
    }
    while (second < this.#low) {
      const low = this.#low - SPAN;
      const first = this.#ask(low);
      const [starts, offsets] = [[low], [first]];
      this.#changes(low, first, (at, offset) => {
        starts.push(at);
        offsets.push(offset);
      });
      // The last range of the span goes on into the first of what is there already.
      this.#starts = [...starts, ...this.#starts.slice(1)];
      this.#offsets = [...offsets, ...this.#offsets.slice(1)];
      this.#low = low;
      this.#last = 0;
    }
  }

  /** Calls back for each change within a span that begins with `offset`. */
  #changes(from: number, offset: number, found: (at: number, offset: number) => void): void {
    for (let low = from, known = offset; low < from + SPAN; low += STEP) {
      const next = this.#ask(low + STEP);
      if (next === known) continue;
      let [before, after] = [low, low + STEP];
      while (after - before > 1) {
        const middle = Math.floor((before + after) / 2);
        if (this.#ask(middle) === known) before = middle;
        else after = middle;
      }
      found(after, next);
      known = next;
    }
  }

  #ask(second: number): number {
    const [, sign, hours = '0', minutes = '0', seconds = '0'] =
      /GMT([+-])(\d+)(?::(\d+))?(?::(\d+))?/.exec(this.#format.format(second * 1000)) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
  }
}

/** Index of the last of ascending numbers that is not above `value`; −1 where all are. */
export function lastAtOrBefore(numbers: ArrayLike<number>, value: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const zones = new Map<string, Zone>();

/**
 * The zone of that name, made once.
 * @throws {RangeError} for a name that `Intl` does not know
 */
export function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  const zone = new Zone(name);
  zones.set(name, zone);
  return zone;
}

export function isTimeZone(name: string): boolean {
  try {
    zoneOf(name);
    return true;
  } catch {
    return false;
  }
}
