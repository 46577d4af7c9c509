import { codeEnds, endedAt, isStatic, missOf, type CodeEnds } from './code.js';
import { compileRule, type CompiledRule } from './compile.js';
import { Days } from './days.js';
import { Lander } from './lander.js';
import { defaultSemantics } from './semantics.js';
import { setBit, Space, type Bits } from './space.js';
import { limitsOf, spanOf, type Limits } from './span.js';
import { slices } from './steps.js';
import { Tiers } from './tiers.js';
import type { AnalyseOptions, RuleLike, RuleSemantics, RuleSet } from './types.js';

/** Several versions of a set in one space: every rule of any of them once, and per version which of them it has. */
export class Versions {
  readonly space: Space;
  readonly lander: Lander;
  /** By version. */
  readonly has: readonly Bits[];
  /** The rules that not all versions have. */
  readonly changing: Bits;
  /** By version: the words in which it has other rules than the one before. */
  readonly #steps: readonly (readonly { word: number; bits: number }[])[];
  readonly #tiers: Tiers;
  readonly #misses: readonly number[];
  readonly #ends: readonly CodeEnds[];
  /** Whether codes, and not only rules, differ in where they lead. */
  readonly #isCodeChanging: boolean;

  constructor(sets: readonly RuleSet[], { rules, members }: United, limits: Limits, semantics: RuleSemantics) {
    this.#ends = sets.map(codeEnds);
    const bounds = [...new Set(this.#ends.flatMap(({ expiry, licence }) => [expiry, licence]))];
    // Once all have ended, what has ended them is no matter.
    const end = Math.max(...this.#ends.map(({ expiry, licence }) => Math.min(expiry, licence)));
    this.space = new Space(rules, spanOf(limits, end, rules, bounds), new Days(semantics.weekdayTimeZone), bounds);
    this.#tiers = new Tiers(rules);
    this.lander = new Lander(rules, this.#tiers);
    this.#misses = sets.map((set) => this.lander.ofMiss(missOf(set, set.rules.length > 0 && !isStatic(set.code), semantics)));
    this.has = members.map((indexes) => {
      const bits = new Int32Array(this.space.words);
      for (const index of indexes) setBit(bits, index);
      return bits;
    });
    const differing = this.has.map((bits, version) => bits.map((word, index) => word ^ (this.has[version - 1] ?? bits)[index]!));
    this.#steps = differing.map((bits) => [...bits.entries()].flatMap(([word, bits]) => (bits ? [{ word, bits }] : [])));
    this.changing = new Int32Array(this.space.words);
    for (const bits of differing) bits.forEach((word, index) => (this.changing[index]! |= word));
    const isOneEnd = new Set(this.#ends.map(({ expiry, licence }) => `${expiry} ${licence}`)).size === 1;
    this.#isCodeChanging = new Set(this.#misses).size > 1 || !isOneEnd;
  }

  /** Whether versions can differ for a device and a country. */
  mayDiffer(device: number, country: number): boolean {
    const { onDevice, inCountry } = this.space;
    return this.#isCodeChanging || this.changing.some((word, index) => word & onDevice[device]![index]! & inCountry[country]![index]!);
  }

  /** Puts into `landings` where each version lands those of a row; `false` where all land them alike. `ms`: an instant of the stretch. */
  land(rows: Bits, offset: number, ms: number, landings: number[]): boolean {
    if (!this.#isCodeChanging && !this.changing.some((word, index) => word & rows[offset + index]!)) return false;
    const first = (landings[0] = this.#land(rows, offset, ms, 0));
    let differs = false;
    for (let version = 1; version < this.has.length; version++) {
      const isSame = !this.#isCodeChanging && !this.#steps[version]!.some(({ word, bits }) => bits & rows[offset + word]!);
      landings[version] = isSame ? landings[version - 1]! : this.#land(rows, offset, ms, version);
      differs ||= landings[version] !== first;
    }
    return differs;
  }

  #land(rows: Bits, offset: number, ms: number, version: number): number {
    const ended = endedAt(ms, this.#ends[version]!);
    if (ended) return this.lander.ofEnded(ended);
    const tier = this.#tiers.find(rows, offset, this.space.words, this.has[version]);
    return tier < 0 ? this.#misses[version]! : this.lander.ofTier(tier);
  }
}

/**
 * Reads versions, with a pause every few milliseconds.
 * @throws {RuleSetError} for a condition, instant or weight that cannot be read
 */
export function* versionsOf(sets: readonly RuleSet[], options: AnalyseOptions): Generator<void, Versions> {
  const semantics: RuleSemantics = { ...defaultSemantics, ...options.semantics };
  const limits = limitsOf(options.horizon);
  const united = yield* unite(sets, semantics);
  yield;
  return new Versions(sets, united, limits, semantics);
}

/** Rules of several sets in order of evaluation, those that do the same in more than one of them once. */
interface United {
  rules: CompiledRule[];
  /** By set, which of them it has. */
  members: number[][];
}

function* unite(sets: readonly RuleSet[], semantics: RuleSemantics): Generator<void, United> {
  const isDue = slices();
  const read = new Map<RuleLike, { compiled: CompiledRule; alike: CompiledRule[] }>();
  /** By what a rule does: those that do it and are together in one set, which makes them two in a draw. */
  const byName = new Map<string, CompiledRule[]>();
  const found: CompiledRule[][] = [];
  for (const set of sets) {
    const copies = new Map<CompiledRule[], number>();
    const own: CompiledRule[] = [];
    for (const rule of set.rules) {
      let known = read.get(rule);
      if (!known) {
        const compiled = compileRule(rule, semantics);
        const name = nameOf(compiled);
        const alike = byName.get(name) ?? [];
        byName.set(name, alike);
        read.set(rule, (known = { compiled, alike }));
        if (isDue()) yield;
      }
      if (!known.compiled.isActive || isStatic(set.code)) continue;
      const copy = copies.get(known.alike) ?? 0;
      copies.set(known.alike, copy + 1);
      own.push((known.alike[copy] ??= { ...known.compiled }));
    }
    found.push(own);
    if (isDue()) yield;
  }
  const rules = [...byName.values()].flat().sort((a, b) => a.priority - b.priority);
  const indexes = new Map(rules.map((rule, index) => [rule, index]));
  return { rules, members: found.map((own) => own.map((rule) => indexes.get(rule)!)) };
}

/** The same for rules that do the same. */
const nameOf = ({ device, country, start, end, days, priority, weight, rule }: CompiledRule) =>
  JSON.stringify([device, country, String(start), String(end), days, priority, weight, rule.url]);
