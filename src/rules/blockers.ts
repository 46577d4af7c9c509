import { cover } from './cover.js';
import { lowestBit, type Bits, type Space } from './space.js';
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
  for (const rules of groups(shadowed, (rule) => pairOf(space, rule).join())) {
    const before = rules.map((rule) => beforeOf(rule, space));
    const common = before.map((bits) => bits.slice());
    sweep.run(...pairOf(space, rules[0]!), () => {
      eachRow(sweep, (offset) => {
        rules.forEach((rule, index) => {
          if (!matches(sweep, offset, rule)) return;
          for (let word = 0; word < space.words; word++) common[index]![word]! &= sweep.rows[offset + word]!;
        });
      });
    });
    for (const [index, rule] of rules.entries()) {
      const one = members(common[index]!, 0, common[index]!)[0];
      blockers.set(rule, one === undefined ? cover(blockingSets(rule, before[index]!, space, sweep)) : [one]);
      if (isDue()) yield;
    }
  }
  return blockers;
}

/** Where it matches, whoever blocks it there; each such set once. */
function blockingSets(rule: number, before: Bits, space: Space, sweep: Sweep): number[][] {
  const sets = new Map<string, number[]>();
  sweep.run(...pairOf(space, rule), () => {
    eachRow(sweep, (offset) => {
      if (!matches(sweep, offset, rule)) return;
      const set = members(sweep.rows, offset, before);
      sets.set(set.join(), set);
    });
  });
  return [...sets.values()];
}

/** The rules that keep a rule from winning where they match too. */
function beforeOf(rule: number, space: Space): Bits {
  const bits = new Int32Array(space.words);
  const { rules } = space;
  for (let other = 0; other < rules.length && rules[other]!.priority <= rules[rule]!.priority; other++) {
    const isBetter = rules[other]!.priority < rules[rule]!.priority;
    const isDrawnInstead = rules[rule]!.weight === 0 && rules[other]!.weight > 0;
    if (isBetter || isDrawnInstead) bits[other >> 5]! |= 1 << (other & 31);
  }
  return bits;
}

function pairOf(space: Space, rule: number): [device: number, country: number] {
  const { device, country } = space.rules[rule]!;
  return [space.classOf(space.devices, device), space.classOf(space.countries, country)];
}

function eachRow(sweep: Sweep, visit: (offset: number) => void): void {
  for (let classes = sweep.changed; classes; classes &= classes - 1) visit(sweep.row(lowestBit(classes)));
}

const matches = ({ rows }: Sweep, offset: number, rule: number) => (rows[offset + (rule >> 5)]! & (1 << (rule & 31))) !== 0;

/** The members of a row that are among those. */
function members(rows: Bits, offset: number, among: Bits): number[] {
  const found: number[] = [];
  among.forEach((word, index) => {
    for (let bits = word & rows[offset + index]!; bits; bits &= bits - 1) found.push(32 * index + lowestBit(bits));
  });
  return found;
}

function groups<T>(values: readonly T[], nameOf: (value: T) => string): Iterable<T[]> {
  const found = new Map<string, T[]>();
  for (const value of values) {
    const group = found.get(nameOf(value));
    if (group) group.push(value);
    else found.set(nameOf(value), [value]);
  }
  return found.values();
}
