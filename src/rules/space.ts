import { lastAtOrBefore } from '../time/zones.js';
import type { CompiledRule } from './compile.js';
import { ANY_DAY, type Days } from './days.js';

/** The time that is looked at: half-open, in milliseconds since 1970. */
export interface Span {
  from: number;
  to: number;
  /** It ends where the horizon does, and nothing ends it before. */
  isWhole: boolean;
}

/** Bits of rules, 32 a word. */
export type Bits = Int32Array;

export const hasBit = (bits: Bits, index: number) => (bits[index >> 5]! & (1 << (index & 31))) !== 0;
export const setBit = (bits: Bits, index: number) => void (bits[index >> 5]! |= 1 << (index & 31));
/** Index of the lowest bit of a word that is not 0. */
export const lowestBit = (word: number) => 31 - Math.clz32(word & -word);

/**
 * All contexts, cut so that no rule tells two of one cell apart: devices and countries into those that are named and all others
 * (class 0; unknown ones match the same rules), time at every bound. Weekdays are cut in each stretch of time by itself.
 */
export class Space {
  /** In order of evaluation. */
  readonly rules: readonly CompiledRule[];
  readonly span: Span;
  readonly days: Days;
  /** Words of a set of rules. */
  readonly words: number;
  /** Class n is `devices[n - 1]`. */
  readonly devices: readonly string[];
  readonly countries: readonly string[];
  /** Ascending, from the beginning to the end of the span. */
  readonly bounds: readonly number[];
  /** By bound: the rules that begin and end there. A rule that is never there is in none of them. */
  readonly starting: readonly number[][];
  readonly ending: readonly number[][];
  /** By rule: index of the bound at which it begins and ends within the span. */
  readonly startOf: Int32Array;
  readonly endOf: Int32Array;
  /** Indexes of bounds that are none of a rule. */
  readonly breaks: readonly number[];
  /** By class: the rules that may match there. */
  readonly onDevice: readonly Bits[];
  readonly inCountry: readonly Bits[];
  /** Whether any rule asks for weekdays. */
  readonly hasDays: boolean;
  readonly #occurring: Uint8Array;

  /** `breaks`: further instants at which something changes. An empty span has no cells. */
  constructor(rules: readonly CompiledRule[], span: Span, days: Days, breaks: readonly number[] = []) {
    const isEmpty = span.from >= span.to;
    const live = (rule: CompiledRule) =>
      !isEmpty && rule.isActive && rule.start < rule.end && rule.start < span.to && rule.end > span.from;
    const alive = rules.filter(live);
    this.rules = rules;
    this.span = span;
    this.days = days;
    this.words = Math.max(1, Math.ceil(rules.length / 32));
    this.devices = named(alive.map((rule) => rule.device));
    this.countries = named(alive.map((rule) => rule.country));
    const within = breaks.filter((ms) => ms > span.from && ms < span.to);
    const bounds = isEmpty ? [] : alive.flatMap(({ start, end }) => [Math.max(start, span.from), Math.min(end, span.to)]);
    this.bounds = isEmpty ? [] : ascending([...bounds, ...within, span.from, span.to]);
    this.breaks = within.map((ms) => lastAtOrBefore(this.bounds, ms));
    this.hasDays = alive.some((rule) => rule.days !== ANY_DAY);
    this.starting = this.bounds.map(() => []);
    this.ending = this.bounds.map(() => []);
    this.startOf = new Int32Array(rules.length).fill(-1);
    this.endOf = new Int32Array(rules.length).fill(-1);
    rules.forEach((rule, index) => {
      if (!live(rule)) return;
      this.startOf[index] = lastAtOrBefore(this.bounds, Math.max(rule.start, span.from));
      this.endOf[index] = lastAtOrBefore(this.bounds, Math.min(rule.end, span.to));
      this.starting[this.startOf[index]]!.push(index);
      this.ending[this.endOf[index]]!.push(index);
    });
    this.onDevice = this.#masks(this.devices, (rule) => rule.device);
    this.inCountry = this.#masks(this.countries, (rule) => rule.country);
    this.#occurring = new Uint8Array(this.bounds.length);
  }

  /** The weekdays between two bounds, as bits; all of them where no rule asks. */
  occurring(first: number, last: number): number {
    if (!this.hasDays) return ANY_DAY;
    let days = 0;
    for (let index = first; index < last && days !== ANY_DAY; index++) {
      days |= this.#occurring[index] ||= this.days.within(this.bounds[index]!, this.bounds[index + 1]!);
    }
    return days;
  }

  /** The class of a device or country that a rule asks for; −1 for one that is none of them. */
  classOf(names: readonly string[], name: string | null): number {
    return name === null ? 0 : names.indexOf(name) + 1 || -1;
  }

  #masks(names: readonly string[], asked: (rule: CompiledRule) => string | null): Bits[] {
    const any = new Int32Array(this.words);
    this.rules.forEach((rule, index) => {
      if (this.startOf[index]! >= 0 && asked(rule) === null) setBit(any, index);
    });
    const masks = new Map(names.map((name) => [name, any.slice()]));
    this.rules.forEach((rule, index) => {
      const mask = this.startOf[index]! >= 0 && masks.get(asked(rule) ?? '');
      if (mask && asked(rule) !== null) setBit(mask, index);
    });
    return [any, ...masks.values()];
  }
}

const named = (asked: readonly (string | null)[]) => [...new Set(asked.filter((name) => name !== null))].sort();

const ascending = (numbers: readonly number[]) => [...new Set(numbers)].sort((a, b) => a - b);
