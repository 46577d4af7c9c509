import { hasBit, lowestBit, setBit, type Bits, type Space } from './space.js';
import { slices } from './steps.js';
import { Sweep } from './sweep.js';
import type { Lander } from './lander.js';
import type { Tiers } from './tiers.js';
import type { Destination } from './types.js';

/** Contexts that no rule tells apart. */
export interface Cell {
  /** Classes, as in the space. */
  device: number;
  country: number;
  /** Indexes of bounds. */
  from: number;
  to: number;
  days: number;
}

/** Where people land that no rule matches: with the rules as they are, and with one of them deleted. */
export interface Misses {
  now: Pick<Destination, 'kind' | 'url'>;
  afterDeletion: Pick<Destination, 'kind' | 'url'>;
}

/** What all contexts of a space come to, rule by rule. */
export class Survey {
  /** By rule, one cell in which it can be drawn, and one in which it matches and cannot. */
  readonly winsAt: (Cell | undefined)[];
  readonly losesAt: (Cell | undefined)[];
  /** By tier of those that can be drawn: the rules that match and lose there. */
  readonly losers = new Map<number, Bits>();
  /** By rule: whether deleting it leads anybody elsewhere. */
  readonly needed: Uint8Array;
  /** By rule that wins without being needed: who would win instead. */
  readonly heirs: (Bits | undefined)[];
  /** By tier that wins somewhere: one such cell. Tiers of one rule are only among them where its weight is 0. */
  readonly drawnAt = new Map<number, Cell>();
  missAt: Cell | undefined;

  readonly #space: Space;
  readonly #tiers: Tiers;
  readonly #lander: Lander;
  readonly #missAfter: number;
  readonly #missNow: number;
  readonly #won: Bits;
  readonly #lost: Bits;
  #device = 0;
  #country = 0;

  constructor(space: Space, tiers: Tiers, lander: Lander, misses: Misses) {
    this.#space = space;
    this.#tiers = tiers;
    this.#lander = lander;
    this.#missNow = lander.ofMiss(misses.now);
    this.#missAfter = lander.ofMiss(misses.afterDeletion);
    this.#won = new Int32Array(space.words);
    this.#lost = new Int32Array(space.words);
    this.winsAt = space.rules.map(() => undefined);
    this.losesAt = space.rules.map(() => undefined);
    this.heirs = space.rules.map(() => undefined);
    this.needed = new Uint8Array(space.rules.length);
  }

  /** Looks at every cell that is not like a less specific one; to be run to its end once. */
  *run(): Generator<void, void> {
    const { devices, countries, rules } = this.#space;
    const sweep = new Sweep(this.#space);
    const isDue = slices();
    for (this.#device = 0; this.#device <= devices.length; this.#device++) {
      for (this.#country = 0; this.#country <= countries.length; this.#country++) {
        sweep.begin(this.#device, this.#country);
        while (sweep.next()) {
          this.#visit(sweep);
          if (isDue()) yield;
        }
      }
    }
    // A code whose last rule goes misses otherwise.
    if (rules.length === 1 && this.missAt && this.#missNow !== this.#missAfter) this.needed[0] = 1;
  }

  #visit(sweep: Sweep): void {
    for (let classes = sweep.changed; classes; classes &= classes - 1) {
      const index = lowestBit(classes);
      if (!sweep.isNew(index)) continue;
      const offset = sweep.row(index);
      const tier = this.#tiers.find(sweep.rows, offset, this.#space.words);
      if (tier < 0) this.missAt ??= this.#cell(sweep, index);
      else if (tier < this.#space.rules.length) this.#alone(sweep, index, tier);
      else this.#draw(sweep, index, tier);
    }
  }

  /** One rule wins. */
  #alone(sweep: Sweep, index: number, rule: number): void {
    if (!hasBit(this.#won, rule)) this.#wins(rule, sweep, index);
    const { weight } = this.#space.rules[rule]!;
    if (weight === 0 && !this.drawnAt.has(rule)) this.drawnAt.set(rule, this.#cell(sweep, index));
    if (this.needed[rule] === 0) {
      const next = this.#tiers.next(sweep.rows, sweep.row(index), this.#space.words, rule);
      const landing = next < 0 ? this.#missAfter : this.#lander.ofTier(next);
      if (landing !== this.#lander.ofTier(rule)) this.needed[rule] = 1;
      else this.#inherit(rule, next);
    }
    this.#lose(sweep, index, rule, rule);
  }

  /** One of several is drawn. */
  #draw(sweep: Sweep, index: number, tier: number): void {
    const { members, winners, spared } = this.#tiers.get(tier);
    if (!this.drawnAt.has(tier)) {
      this.drawnAt.set(tier, this.#cell(sweep, index));
      for (const winner of winners) {
        if (!hasBit(this.#won, winner)) this.#wins(winner, sweep, index);
        // What is left of a draw depends on its members alone.
        if (this.needed[winner] === 1) continue;
        const rest = this.#tiers.of(members.filter((member) => member !== winner));
        if (this.#lander.ofTier(rest) !== this.#lander.ofTier(tier)) this.needed[winner] = 1;
        else this.#inherit(winner, rest);
      }
    }
    const key = spared.length === 0 ? tier : this.#tiers.of(winners);
    for (const member of spared) this.#loses(member, key, sweep, index);
    this.#lose(sweep, index, key, tier);
  }

  /** Whatever matches after a tier loses to those who are drawn of it. */
  #lose(sweep: Sweep, index: number, winners: number, tier: number): void {
    const { rows } = sweep;
    const { words } = this.#space;
    const offset = sweep.row(index);
    const end = this.#tiers.endOf(tier);
    let losers = this.losers.get(winners);
    for (let word = end >> 5; word < words; word++) {
      const bits = rows[offset + word]! & (word === end >> 5 ? -1 << (end & 31) : -1);
      if (bits === 0) continue;
      if (!losers) this.losers.set(winners, (losers = new Int32Array(words)));
      losers[word]! |= bits;
      for (let fresh = bits & ~this.#lost[word]!; fresh; fresh &= fresh - 1) {
        this.#loses(32 * word + lowestBit(fresh), winners, sweep, index);
      }
    }
  }

  #loses(rule: number, winners: number, sweep: Sweep, index: number): void {
    let losers = this.losers.get(winners);
    if (!losers) this.losers.set(winners, (losers = new Int32Array(this.#space.words)));
    setBit(losers, rule);
    if (hasBit(this.#lost, rule)) return;
    setBit(this.#lost, rule);
    this.losesAt[rule] = this.#cell(sweep, index);
  }

  #wins(rule: number, sweep: Sweep, index: number): void {
    setBit(this.#won, rule);
    this.winsAt[rule] = this.#cell(sweep, index);
  }

  #inherit(rule: number, heir: number): void {
    const heirs = (this.heirs[rule] ??= new Int32Array(this.#space.words));
    if (heir >= 0) for (const winner of this.#tiers.get(heir).winners) setBit(heirs, winner);
  }

  #cell(sweep: Sweep, index: number): Cell {
    return { device: this.#device, country: this.#country, from: sweep.from, to: sweep.to, days: sweep.daysOf(index) };
  }
}
