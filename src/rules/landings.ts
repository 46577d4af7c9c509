import type { Scan } from '../client/types.js';
import { lastAtOrBefore } from '../time/zones.js';
import { compileRule, readInstant, type CompiledRule, type Scanned } from './compile.js';
import { codeEnds } from './code.js';
import { evaluator } from './evaluate.js';
import { nowhere, type Place, type Places, type Spread } from './places.js';
import { hasBit, lowestBit, setBit, type Bits } from './space.js';
import { weekdayIn } from './time.js';
import type { Context, FailedCondition, Outcome, RuleSemantics, RuleSet } from './types.js';

/** What is read of a scan. */
export type PastScan = Pick<Scan, 'device' | 'country_code' | 'created_at' | 'resolved_url'>;

/** A scan whose instant has been read, its country in upper case. */
export type TimedScan = Pick<Scanned, 'device' | 'country' | 'ms'>;

/**
 * Where the scans of one set can land, for many scans: per device, country, stretch between instants and weekday it is noted once
 * which rules do not fail there, so that a scan costs the intersection of four sets. What the rules that are left come to is asked
 * of `evaluate`, once for each such group. Whether the code is switched on today says nothing about scans of the past.
 */
export class Landings {
  readonly #evaluate: (context: Context) => Outcome;
  readonly #places: Places;
  /** All that the set leads to. */
  readonly #own: ReadonlySet<Place>;
  /** Lowest priority number first. */
  readonly #rules: readonly CompiledRule[];
  readonly #words: number;
  /** By rule: one past the last of the same priority. */
  readonly #tierEnds: readonly number[];
  readonly #bounds: readonly number[];
  readonly #weekday: (ms: number) => number;
  readonly #byDevice = new Map<string | null, Bits>();
  readonly #byCountry = new Map<string | null, Bits>();
  readonly #byWeekday: readonly Bits[];
  readonly #bySlot: (Bits | null)[] = [];
  readonly #spreads = new Map<string | number, Spread>();
  readonly #met: Bits;

  /** @throws {RuleSetError} for a condition, instant or weight that cannot be read */
  constructor(given: RuleSet, semantics: RuleSemantics, places: Places) {
    const set: RuleSet = { code: { ...given.code, is_active: true }, rules: given.code.type === 'static' ? [] : given.rules };
    this.#evaluate = evaluator(set, semantics);
    this.#places = places;
    this.#own = ownPlaces(set, places);
    this.#bounds = boundsOf(set);
    this.#rules = set.rules.map((rule) => compileRule(rule, semantics)).sort((a, b) => a.priority - b.priority);
    this.#tierEnds = this.#rules.map(({ priority }) => this.#rules.findLastIndex((rule) => rule.priority === priority) + 1);
    this.#words = Math.ceil(this.#rules.length / 32);
    this.#met = new Int32Array(this.#words);
    this.#byWeekday = Array.from({ length: 7 }, (_, weekday) => this.#passing('weekday', { weekday }));
    const isAnyDay = this.#byWeekday.every((mask) => mask.every((word, index) => word === this.#byWeekday[0]![index]));
    this.#weekday = isAnyDay ? () => 0 : weekdayIn(semantics.weekdayTimeZone);
  }

  /** Whether a rule or the code begins or ends at this very instant. */
  isBound(ms: number): boolean {
    return this.#bounds[lastAtOrBefore(this.#bounds, ms)] === ms;
  }

  /** 0 = Sunday; always 0 where no rule asks. */
  weekdayOf(ms: number): number {
    return this.#weekday(ms);
  }

  of(scan: TimedScan): Spread {
    const before = lastAtOrBefore(this.#bounds, scan.ms);
    const inWindow = this.#slot(2 * before + (this.#bounds[before] === scan.ms ? 1 : 2), scan.ms);
    if (inWindow === null) return this.#spread(scan, 'ended');
    const onDevice = this.#mask(this.#byDevice, scan.device, 'device');
    const inCountry = this.#mask(this.#byCountry, scan.country, 'country');
    const onDay = this.#byWeekday[this.#weekday(scan.ms)]!;
    let [first, end, members] = [-1, 0, ''];
    for (let word = 0; word < this.#words; word++) {
      const matching = inWindow[word]! & onDevice[word]! & inCountry[word]! & onDay[word]!;
      if (matching === 0) continue;
      this.#met[word]! |= matching;
      if (first < 0) {
        first = 32 * word + lowestBit(matching);
        end = this.#tierEnds[first]!;
      }
      if (end > first + 1 && end > 32 * word) members += ` ${word}:${below(end - 32 * word, matching)}`;
    }
    return this.#spread(scan, members === '' ? first : `${first}${members}`);
  }

  /** Where a scan that was sent to `url` landed; `null` where it cannot have. */
  landed(url: string | null, spread: Spread): Place | null {
    return this.#places.landed(url, spread, (place) => this.#own.has(place));
  }

  /** The rules that no scan has matched so far. */
  unmet(): number[] {
    return this.#rules.filter((_, index) => !hasBit(this.#met, index)).map(({ rule }) => rule.id);
  }

  /** What the winners that `key` names come to, of which `scan` is an example. */
  #spread(scan: TimedScan, key: string | number): Spread {
    const known = this.#spreads.get(key);
    if (known) return known;
    const spread = new Map<Place, number>();
    for (const { kind, url, probability } of this.#evaluate({ ...scan, at: new Date(scan.ms) }).destinations) {
      const place = this.#places.of({ kind, url });
      spread.set(place, (spread.get(place) ?? 0) + probability.n / probability.d);
    }
    if (spread.size === 0) spread.set(nowhere, 1);
    this.#spreads.set(key, spread);
    return spread;
  }

  /** Rules whose window holds in a stretch, of which `ms` is one instant; `null` where the code has ended. */
  #slot(slot: number, ms: number): Bits | null {
    const known = this.#bySlot[slot];
    if (known !== undefined) return known;
    const hasEnded = this.#evaluate({ device: null, country: null, at: new Date(ms) }).kind !== 'landed';
    return (this.#bySlot[slot] = hasEnded ? null : this.#passing('window', { ms }));
  }

  #mask(masks: Map<string | null, Bits>, value: string | null, condition: 'device' | 'country'): Bits {
    let mask = masks.get(value);
    if (!mask) masks.set(value, (mask = this.#passing(condition, { [condition]: value })));
    return mask;
  }

  /** The active rules that do not fail one condition, as bits. */
  #passing(condition: FailedCondition, part: Partial<Scanned>): Bits {
    const mask = new Int32Array(this.#words);
    const probe: Scanned = { device: null, country: null, ms: 0, weekday: 0, ...part };
    this.#rules.forEach((rule, index) => {
      const failed = rule.failed(probe);
      if (!failed.includes('inactive') && !failed.includes(condition)) setBit(mask, index);
    });
    return mask;
  }
}

function boundsOf(set: RuleSet): number[] {
  const { expiry, licence } = codeEnds(set);
  const bounds = set.rules.flatMap((rule) => [
    rule.start_at == null ? Infinity : readInstant(rule, 'start_at', rule.start_at),
    rule.end_at == null ? Infinity : readInstant(rule, 'end_at', rule.end_at),
  ]);
  return [...new Set([...bounds, expiry, licence].filter((bound) => bound !== Infinity))].sort((a, b) => a - b);
}

function ownPlaces({ code, rules }: RuleSet, places: Places): Set<Place> {
  const urls = [...rules.map(({ url }) => url), code.target_url ?? null, code.fallback_url ?? null];
  return new Set(urls.filter((url) => url !== null).map((url) => places.of({ kind: 'rule', url })));
}

/** The bits with an index below `end`. */
const below = (end: number, bits: number) => (end >= 32 ? bits : bits & ((1 << end) - 1));
