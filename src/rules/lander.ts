import type { CompiledRule } from './compile.js';
import { weightsByUrl } from './draw.js';
import { fraction } from './fraction.js';
import { landingKey } from './landing.js';
import type { Tiers } from './tiers.js';
import type { Destination, Landing, Outcome } from './types.js';

/** Landings as small integers: the same one exactly where nobody could tell them apart. */
export class Lander {
  readonly #rules: readonly CompiledRule[];
  readonly #tiers: Tiers;
  readonly #byTier: number[] = [];
  readonly #byKey = new Map<string, number>();
  readonly #landings: Landing[] = [];

  constructor(rules: readonly CompiledRule[], tiers: Tiers) {
    this.#rules = rules;
    this.#tiers = tiers;
  }

  landing(index: number): Landing {
    return this.#landings[index]!;
  }

  ofTier(tier: number): number {
    return (this.#byTier[tier] ??= this.#intern({ kind: 'landed', destinations: this.#draw(tier) }));
  }

  ofMiss(to: Pick<Destination, 'kind' | 'url'>): number {
    return this.#intern({ kind: 'landed', destinations: [{ ...to, probability: { n: 1, d: 1 } }] });
  }

  ofEnded(kind: Outcome['kind']): number {
    return this.#intern({ kind, destinations: [] });
  }

  #draw(tier: number): Landing['destinations'] {
    const { weights, total } = weightsByUrl(this.#tiers.get(tier).winners.map((winner) => this.#rules[winner]!));
    return [...weights]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([url, weight]) => ({ kind: 'rule', url, probability: fraction(weight, total) }));
  }

  #intern(landing: Landing): number {
    const key = landingKey(landing);
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const index = this.#landings.push(landing) - 1;
    this.#byKey.set(key, index);
    return index;
  }
}
