import type { Instant } from '../client/types.js';
import { isTimeZone } from '../time/zones.js';
import { readInstant } from './compile.js';
import { Landings, type PastScan, type TimedScan } from './landings.js';
import { Places } from './places.js';
import { Sample, timed } from './sample.js';
import { defaultSemantics } from './semantics.js';
import type { RuleSemantics, RuleSet } from './types.js';

export interface Hypotheses {
  /** Zones in which the platform may read `days_of_week`, besides UTC and that of `semantics`. */
  weekdayTimeZones?: readonly string[];
  /** The readings that are taken where the scans do not tell; what is not asked here is as it says. */
  semantics?: Partial<RuleSemantics>;
  /** The last edit of the rules: older scans are left out. */
  since?: Date | Instant | null;
}

/** One reading of an open point. */
export interface Reading<T> {
  value: T;
  /** Scans that landed where this reading may send them, the other points read as they fit it best. */
  consistent: number;
}

export interface CalibratedPoint<T> {
  readings: Reading<T>[];
  /** Scans that fit some of the readings, but not all. */
  telling: number;
  /** The reading that the scans support; `null` where they do not tell. */
  supported: T | null;
}

export interface Calibration {
  /** The sample, without what is older than `since`. */
  scans: number;
  oldest: Instant | null;
  newest: Instant | null;
  /** Scans from before `since`. */
  older: number;
  /** Scans that fit no reading: other rules then, or a bot that the platform treats in another way. */
  unexplained: number;
  weekdayTimeZone: CalibratedPoint<string>;
  /** Of times as the API gives them: where it cuts them to seconds, it cannot be told what the very instant does. */
  boundary: CalibratedPoint<RuleSemantics['boundary']>;
  noMatch: CalibratedPoint<RuleSemantics['noMatch']>;
}

/** Of ten scans that two readings disagree about, so many have to fit the better one: records may be late by a second or two. */
const SUPPORT = 0.9;

/** Three readings, one of each point, as indexes into their lists. */
type Joint = readonly [zone: number, boundary: number, noMatch: number];

/** Which reading of the open points scans of the past support, page by page. */
export class Calibrator {
  readonly #values: readonly [readonly string[], readonly RuleSemantics['boundary'][], readonly RuleSemantics['noMatch'][]];
  /** Every combination of readings, the given one first: it stays where another is no better. */
  readonly #joints: Joint[] = [];
  readonly #landings: Landings[][][];
  readonly #since: number;
  readonly #sample = new Sample(0);
  /** Scans by which combinations they fit: one character each. */
  readonly #fits = new Map<string, number>();
  readonly #all: string;
  #older = 0;
  #unreadable = 0;

  /**
   * @throws {RuleSetError} for a condition, instant or weight that cannot be read
   * @throws {RangeError} for an unknown zone
   */
  constructor(set: RuleSet, { weekdayTimeZones = [], semantics, since }: Hypotheses = {}) {
    const given: RuleSemantics = { ...defaultSemantics, ...semantics };
    const zones = [...new Set([given.weekdayTimeZone, 'UTC', ...weekdayTimeZones])];
    const unknown = zones.find((zone) => !isTimeZone(zone));
    if (unknown !== undefined) throw new RangeError(`Not an IANA time zone: ${JSON.stringify(unknown)}`);
    this.#values = [
      zones,
      [...new Set([given.boundary, '[)', '[]', '(]', '()'] as const)],
      [...new Set([given.noMatch, 'fallback-then-target', 'fallback-or-nothing'] as const)],
    ];
    const [, boundaries, noMatches] = this.#values;
    const places = new Places();
    this.#landings = zones.map((weekdayTimeZone) =>
      boundaries.map((boundary) =>
        noMatches.map((noMatch) => new Landings(set, { ...given, weekdayTimeZone, boundary, noMatch }, places)),
      ),
    );
    for (const zone of zones.keys())
      for (const boundary of boundaries.keys())
        for (const noMatch of noMatches.keys()) this.#joints.push([zone, boundary, noMatch]);
    this.#all = '1'.repeat(this.#joints.length);
    this.#since = since == null ? -Infinity : readInstant(null, 'since', since);
  }

  /** In any order, and any number of times. */
  add(scans: Iterable<PastScan>): void {
    for (const scan of scans) {
      const at = timed(scan);
      if (at && at.ms < this.#since) {
        this.#older++;
        continue;
      }
      this.#sample.add(scan, at?.ms ?? null);
      if (!at) {
        this.#unreadable++;
        continue;
      }
      const fits = this.#fitsOf(at, scan.resolved_url);
      this.#fits.set(fits, (this.#fits.get(fits) ?? 0) + 1);
    }
  }

  result(): Calibration {
    const counts = this.#joints.map((_, index) => this.#count((fits) => fits[index] === '1'));
    return {
      scans: this.#sample.count,
      oldest: this.#sample.oldest,
      newest: this.#sample.newest,
      older: this.#older,
      unexplained: this.#unreadable + this.#count((fits) => !fits.includes('1')),
      weekdayTimeZone: this.#point(0, this.#values[0], counts),
      boundary: this.#point(1, this.#values[1], counts),
      noMatch: this.#point(2, this.#values[2], counts),
    };
  }

  #point<T>(point: 0 | 1 | 2, values: readonly T[], counts: readonly number[]): CalibratedPoint<T> {
    // Of each reading its best combination: a point that is read wrong would else speak against the right reading of another.
    const bests = values.map((_, value) => {
      const own = [...this.#joints.keys()].filter((joint) => this.#joints[joint]![point] === value);
      return own.reduce((best, joint) => (counts[joint]! > counts[best]! ? joint : best));
    });
    const only = (yes: number, no: number) => this.#count((fits) => fits[yes] === '1' && fits[no] !== '1');
    const beats = (one: number, other: number) => {
      const [pro, contra] = [only(one, other), only(other, one)];
      return pro > 0 && pro >= SUPPORT * (pro + contra);
    };
    const winner = bests.findIndex((one) => bests.every((other) => other === one || beats(one, other)));
    // Where most scans are of other rules, a few that fit are chance.
    const isSound = winner >= 0 && 2 * counts[bests[winner]!]! > this.#sample.count;
    return {
      readings: values.map((value, at) => ({ value, consistent: counts[bests[at]!]! })),
      telling: this.#count((fits) => new Set(bests.map((best) => fits[best])).size > 1),
      supported: isSound ? values[winner]! : null,
    };
  }

  #count(wanted: (fits: string) => boolean): number {
    let sum = 0;
    for (const [fits, count] of this.#fits) if (wanted(fits)) sum += count;
    return sum;
  }

  /** Most scans are no different in any reading: only what can differ is asked again. */
  #fitsOf(at: TimedScan, url: string | null): string {
    const isBound = this.#landings[0]![0]![0]!.isBound(at.ms);
    const byWeekday = new Map<number, string>();
    let all = '';
    for (const byBoundary of this.#landings) {
      const weekday = byBoundary[0]![0]!.weekdayOf(at.ms);
      let fits = byWeekday.get(weekday);
      if (fits === undefined) {
        const boundaries = isBound ? byBoundary : byBoundary.slice(0, 1);
        fits = boundaries.map((landings) => landings.map((one) => (one.landed(url, one.of(at)) ? '1' : '0')).join('')).join('');
        if (!isBound) fits = fits.repeat(byBoundary.length);
        byWeekday.set(weekday, fits);
      }
      all += fits;
    }
    return all === this.#all ? this.#all : all;
  }
}

/**
 * Which reading of the open points `scans` support; see `Calibrator` for many pages.
 * @throws {RuleSetError} for a condition, instant or weight that cannot be read
 * @throws {RangeError} for an unknown zone
 */
export function calibrate(scans: Iterable<PastScan>, set: RuleSet, hypotheses?: Hypotheses): Calibration {
  const calibrator = new Calibrator(set, hypotheses);
  calibrator.add(scans);
  return calibrator.result();
}
