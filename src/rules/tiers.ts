import type { CompiledRule } from './compile.js';
import { lowestBit, type Bits } from './space.js';

/** The matching rules of the best priority, by their indexes in order of evaluation. */
export interface Tier {
  members: readonly number[];
  /** Those that can be drawn. */
  winners: readonly number[];
  /** Those that cannot, as others have a weight and they have not. */
  spared: readonly number[];
  /** All weights are 0: all of them can be drawn. */
  isZero: boolean;
}

/** Tiers as small integers; a rule alone has its own index. */
export class Tiers {
  readonly #rules: readonly CompiledRule[];
  /** By rule: one past the last of the same priority. */
  readonly #ends: Int32Array;
  readonly #tiers: Tier[];
  readonly #byHash = new Map<number, number[]>();
  /** What `find` and `next` have found. */
  readonly #found: number[] = [];

  /** `rules`: in order of evaluation. */
  constructor(rules: readonly CompiledRule[]) {
    this.#rules = rules;
    this.#ends = new Int32Array(rules.length);
    for (let index = rules.length - 1, end = rules.length; index >= 0; index--) {
      if (rules[index]!.priority !== rules[end - 1]!.priority) end = index + 1;
      this.#ends[index] = end;
    }
    this.#tiers = rules.map((_, index) => this.#tierOf([index]));
  }

  get(tier: number): Tier {
    return this.#tiers[tier]!;
  }

  /** One past the last rule of the same priority. */
  endOf(tier: number): number {
    return this.#ends[this.#tiers[tier]!.members[0]!]!;
  }

  /** The tier that wins in a row that begins at `offset` of `rows`, among the rules `of` where given; −1 where none matches. */
  find(rows: Bits, offset: number, words: number, of?: Bits): number {
    for (let word = 0; word < words; word++) {
      const bits = of ? rows[offset + word]! & of[word]! : rows[offset + word]!;
      if (bits) return this.#gather(rows, offset, 32 * word + lowestBit(bits), of);
    }
    return -1;
  }

  /** The tier that wins in a row without a rule that wins alone. */
  next(rows: Bits, offset: number, words: number, alone: number): number {
    for (let word = alone >> 5; word < words; word++) {
      const above = word === alone >> 5 ? -2 << (alone & 31) : -1;
      const bits = rows[offset + word]! & above;
      if (bits) return this.#gather(rows, offset, 32 * word + lowestBit(bits));
    }
    return -1;
  }

  /** The tier of those members, which are not none. */
  of(members: readonly number[]): number {
    if (members.length === 1) return members[0]!;
    let hash = members.length;
    for (const member of members) hash = (Math.imul(hash, 31) + member) | 0;
    const known = this.#byHash.get(hash);
    for (const tier of known ?? []) if (isSame(this.#tiers[tier]!.members, members)) return tier;
    const tier = this.#tiers.push(this.#tierOf([...members])) - 1;
    if (known) known.push(tier);
    else this.#byHash.set(hash, [tier]);
    return tier;
  }

  #gather(rows: Bits, offset: number, first: number, of?: Bits): number {
    const found = this.#found;
    const end = this.#ends[first]!;
    found.length = 0;
    for (let word = first >> 5; 32 * word < end; word++) {
      let bits = of ? rows[offset + word]! & of[word]! : rows[offset + word]!;
      // What lies before is of a better priority, and was no match or is to be left out.
      if (word === first >> 5) bits &= -1 << (first & 31);
      for (; bits; bits &= bits - 1) {
        const index = 32 * word + lowestBit(bits);
        if (index >= end) break;
        found.push(index);
      }
    }
    return this.of(found);
  }

  #tierOf(members: number[]): Tier {
    const drawn = members.filter((member) => this.#rules[member]!.weight > 0);
    const isZero = drawn.length === 0;
    const winners = isZero || drawn.length === members.length ? members : drawn;
    const spared = winners === members ? [] : members.filter((member) => this.#rules[member]!.weight === 0);
    return { members, winners, spared, isZero };
  }
}

const isSame = (a: readonly number[], b: readonly number[]) => a.length === b.length && a.every((value, index) => value === b[index]);
