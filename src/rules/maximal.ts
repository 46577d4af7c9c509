import { slices } from './steps.js';

interface Group {
  members: readonly number[];
}

/** Those of the groups whose members are part of no other's; no two have the same, and none is empty. */
export function* maximal<T extends Group>(groups: Iterable<T>): Generator<void, T[]> {
  const isDue = slices();
  const bySize: T[][] = [];
  for (const group of groups) {
    (bySize[group.members.length] ??= []).push(group);
    if (isDue()) yield;
  }
  const having = new Having();
  const found: T[] = [];
  for (let size = bySize.length - 1; size > 0; size--) {
    for (const group of bySize[size] ?? []) {
      if (!having.hasWhole(group.members)) {
        having.add(group.members, found.length);
        found.push(group);
      }
      if (isDue()) yield;
    }
  }
  return found;
}

/** By member, which of the sets have it, as bits. */
class Having {
  readonly #bits = new Map<number, Int32Array>();
  #words = 64;
  #used = 0;

  /** Whether one set has all of them. */
  hasWhole(members: readonly number[]): boolean {
    const having: Int32Array[] = [];
    for (const member of members) {
      const bits = this.#bits.get(member);
      if (!bits) return false;
      having.push(bits);
    }
    for (let word = 0; word < this.#used; word++) {
      let all = -1;
      for (let index = 0; index < having.length && all; index++) all &= having[index]![word]!;
      if (all) return true;
    }
    return false;
  }

  add(members: readonly number[], set: number): void {
    this.#used = (set >> 5) + 1;
    if (this.#used > this.#words) this.#grow();
    for (const member of members) {
      let bits = this.#bits.get(member);
      if (!bits) this.#bits.set(member, (bits = new Int32Array(this.#words)));
      bits[set >> 5]! |= 1 << (set & 31);
    }
  }

  #grow(): void {
    this.#words *= 2;
    for (const [member, bits] of this.#bits) {
      const grown = new Int32Array(this.#words);
      grown.set(bits);
      this.#bits.set(member, grown);
    }
  }
}
