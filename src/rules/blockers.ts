import { cover } from './cover.js';
import { lowestBit, setBit, type Bits, type Space } from './space.js';
import { slices } from './steps.js';
import { Sweep } from './sweep.js';

/**
 * For rules that never win: which others keep each of them from it, as few as a cover needs. To look where a rule asks for no more
 * than it has to is enough: whoever wins before it there, does so everywhere.
 */
export function* blockersOf(shadowed: readonly number[], space: Space): Generator<void, Map<number, number[]>> {
  const isDue = slices();
  const sweep = new Sweep(space);
  const blockers = new Map<number, number[]>();
  for (const rule of shadowed) {
    const before = beforeOf(rule, space);
    const one = members(before, 0, before).find((other) => isWithin(rule, other, space));
    blockers.set(rule, one === undefined ? cover(yield* blockingSets(rule, before, space, sweep)) : [one]);
    if (isDue()) yield;
  }
  return blockers;
}

/** Where it matches, whoever blocks it there; each such set once. */
function* blockingSets(rule: number, before: Bits, space: Space, sweep: Sweep): Generator<void, number[][]> {
  const isDue = slices();
  const sets = new Map<string, number[]>();
  const { device, country } = space.rules[rule]!;
  sweep.begin(space.classOf(space.devices, device), space.classOf(space.countries, country));
  while (sweep.next()) {
    for (let classes = sweep.changed; classes; classes &= classes - 1) {
      const offset = sweep.row(lowestBit(classes));
      if (!(sweep.rows[offset + (rule >> 5)]! & (1 << (rule & 31)))) continue;
      const set = members(sweep.rows, offset, before);
      sets.set(set.join(), set);
    }
    if (isDue()) yield;
  }
  return [...sets.values()];
}

/** The rules that keep a rule from winning where they match too. */
function beforeOf(rule: number, { rules, words, startOf }: Space): Bits {
  const bits = new Int32Array(words);
  const { priority, weight } = rules[rule]!;
  for (let other = 0; other < rules.length && rules[other]!.priority <= priority; other++) {
    const isDrawnInstead = weight === 0 && rules[other]!.weight > 0;
    if (startOf[other]! >= 0 && (rules[other]!.priority < priority || isDrawnInstead)) setBit(bits, other);
  }
  return bits;
}

/** Whether by their conditions alone, `other` matches wherever a rule does. */
function isWithin(rule: number, other: number, { rules, startOf, endOf }: Space): boolean {
  const [inner, outer] = [rules[rule]!, rules[other]!];
  return (
    (outer.device === null || outer.device === inner.device) &&
    (outer.country === null || outer.country === inner.country) &&
    startOf[other]! <= startOf[rule]! &&
    endOf[other]! >= endOf[rule]! &&
    (inner.days & ~outer.days) === 0
  );
}

/** The members of a row that are among those. */
function members(rows: Bits, offset: number, among: Bits): number[] {
  const found: number[] = [];
  for (const [index, word] of among.entries()) {
    for (let bits = word & rows[offset + index]!; bits; bits &= bits - 1) found.push(32 * index + lowestBit(bits));
  }
  return found;
}
