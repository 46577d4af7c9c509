import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insertRule, joinTier, MAX_PRIORITY, moveRule, moveTier, orderOf, renumber, splitOff, tiersOf } from '../../src/rules/order.js';
import type { RuleLike } from '../../src/rules/types.js';

const rule = (id: number, priority?: number): RuleLike => ({
  id,
  url: `https://r.example/${id}`,
  ...(priority !== undefined && { priority }),
});
/** Rules with ids from 1 and these priorities. */
const rulesOf = (...priorities: (number | undefined)[]) => priorities.map((priority, index) => rule(index + 1, priority));
const priority = (one: RuleLike) => one.priority ?? 0;
/** `id:priority` in order of evaluation, `|` between tiers. */
const shown = (rules: readonly RuleLike[]) =>
  tiersOf(rules)
    .map((tier) => tier.map((one) => `${one.id}:${priority(one)}`).join(' '))
    .join(' | ');
const changes = (before: readonly RuleLike[], after: readonly RuleLike[]) =>
  after.filter((one) => priority(one) !== priority(before.find(({ id }) => id === one.id)!)).length;

describe('the order of evaluation', () => {
  it('is by priority, absent being 0, and as given among equals', () => {
    expect(orderOf([rule(1, 3), rule(2), rule(3, -1), rule(4, 0), rule(5, 3)]).map(({ id }) => id)).toEqual([3, 2, 4, 1, 5]);
    expect(shown(rulesOf(3, undefined, -1, 0, 3))).toBe('3:-1 | 2:0 4:0 | 1:3 5:3');
  });

  it('leaves the list that it is given as it is', () => {
    const rules = rulesOf(2, 1);
    orderOf(rules);
    expect(rules.map(({ id }) => id)).toEqual([1, 2]);
  });
});

describe('moving a rule', () => {
  it.each<[string, (number | undefined)[], [id: number, before: number], string]>([
    ['up between two takes a number between', [10, 20, 30], [3, 1], '1:10 | 3:15 | 2:20'],
    ['to the top takes a number below', [10, 20], [2, 0], '2:4 | 1:10'],
    ['to the end takes the next number', [10, 20], [1, 2], '2:20 | 1:21'],
    ['where it is changes nothing', [10, 20], [2, 1], '1:10 | 2:20'],
    ['below its neighbour changes the neighbour where that is as good', [0, 1], [1, 2], '2:1 | 1:2'],
    ['into a gap that is too small pushes those behind it', [1, 2, 3, 4], [2, 3], '1:1 | 3:3 | 2:4 | 4:5'],
    ['up to the free end below pulls those before it', [1, 2, 3, 4, 5], [4, 1], '1:0 | 4:1 | 2:2 | 3:3 | 5:5'],
    ['out of a draw leaves the others in it', [1, 1, 1], [2, 0], '2:0 | 1:1 3:1'],
    ['out of a draw, behind it, where only one number is free', [1, 1, 2], [1, 1], '2:0 | 1:1 | 3:2'],
    ['before a negative number that nobody may be given a lower one than', [-5, 3], [2, 0], '2:3 | 1:4'],
    ['behind negative numbers leaves those', [-5, -4, 3], [3, 1], '1:-5 | 3:3 | 2:4'],
    ['at the greatest number stays below it', [5, MAX_PRIORITY], [1, 2], '2:2 | 1:5'],
    ['without numbers gives them some', [undefined, undefined, undefined], [3, 0], '3:0 | 1:1 2:1'],
    ['with broken numbers gives them whole ones', [0.5, 1.5], [2, 0], '2:0 | 1:1'],
  ])('%s', (_, priorities, [id, before], expected) => {
    expect(shown(moveRule(rulesOf(...priorities), id, before))).toBe(expected);
  });

  it('changes the rule that is moved rather than another', () => {
    // Either of the two could get a new number.
    expect(shown(moveRule(rulesOf(10, 20), 1, 2))).toBe('2:20 | 1:21');
    expect(shown(moveRule(rulesOf(10, 20), 2, 0))).toBe('2:4 | 1:10');
  });

  it('is an error for a rule that is not there', () => {
    expect(() => moveRule(rulesOf(1), 7, 0)).toThrow(RangeError);
  });
});

describe('tiers', () => {
  it('are joined by giving the rule their number', () => {
    expect(shown(joinTier(rulesOf(1, 2, 3), 3, 1))).toBe('1:1 3:1 | 2:2');
    expect(shown(joinTier(rulesOf(1, 1, 3), 2, 1))).toBe('1:1 2:1 | 3:3');
  });

  it('below 0 rise when one joins them', () => {
    expect(shown(joinTier(rulesOf(-2, 5), 2, 1))).toBe('1:5 2:5');
  });

  it('are left into a tier right behind', () => {
    expect(shown(splitOff(rulesOf(1, 1, 9), 1))).toBe('2:1 | 1:5 | 3:9');
    expect(shown(splitOff(rulesOf(1, 2), 1))).toBe('1:1 | 2:2');
  });

  it('are moved whole', () => {
    expect(shown(moveTier(rulesOf(1, 1, 5, 9), 0, 2))).toBe('3:0 | 1:1 2:1 | 4:9');
  });

  it('take a new rule between them', () => {
    expect(shown(insertRule(rulesOf(1, 3), rule(-1, 0), 1))).toBe('1:1 | -1:2 | 2:3');
  });

  it('make room for a new rule, whose own number is not worth a change', () => {
    expect(shown(insertRule(rulesOf(0, 1), rule(-1, 99), 0))).toBe('-1:0 | 1:1 | 2:2');
    expect(shown(insertRule([rule(-1, 5), rule(-2, 6)], rule(-3, 6), 1))).toBe('-1:0 | -3:1 | -2:2');
  });
});

/** Tiers of rules with any priorities, small enough to try every way. */
const tiersArbitrary = fc
  .array(fc.array(fc.integer({ min: -3, max: 6 }), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 })
  .map((tiers) => {
    let id = 0;
    return tiers.map((tier) => tier.map((value) => rule(++id, value)));
  });

/** The fewest changes, by trying all ascending numbers that could be of use. */
function fewest(tiers: readonly (readonly RuleLike[])[], above = -4): number {
  const [tier, ...rest] = tiers;
  if (!tier) return 0;
  let best = Infinity;
  for (let value = above + 1; value <= 12; value++) {
    const changed = tier.filter((one) => priority(one) !== value).length;
    if (value >= 0 || changed === 0) best = Math.min(best, changed + fewest(rest, value));
  }
  return best;
}

describe('renumbering', () => {
  it('gives the order that is wanted with the fewest changes, and leaves all other rules alone', () => {
    fc.assert(
      fc.property(tiersArbitrary, (tiers) => {
        const before = tiers.flat();
        const after = renumber(tiers);
        expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
        expect(tiersOf(after).map((tier) => tier.map(({ id }) => id))).toEqual(tiers.map((tier) => tier.map(({ id }) => id)));
        expect(changes(before, after)).toBe(fewest(tiers));
        after.forEach((one, index) => {
          if (priority(one) === priority(before[index]!)) expect(one).toBe(before[index]);
          else expect(priority(one)).toBeGreaterThanOrEqual(0);
          expect(Number.isInteger(priority(one))).toBe(true);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('needs no more changes for sparing the rule that was not moved', () => {
    fc.assert(
      fc.property(tiersArbitrary, fc.nat(), (tiers, pick) => {
        const before = tiers.flat();
        const moved = before[pick % before.length]!.id;
        expect(changes(before, renumber(tiers, moved))).toBe(fewest(tiers));
      }),
      { numRuns: 300 },
    );
  });

  it('stays within what 32 bits hold', () => {
    const tiers = [[rule(1, MAX_PRIORITY)], [rule(2, 5)], [rule(3, MAX_PRIORITY + 10)]];
    const after = renumber(tiers).map(priority);
    expect(after).toEqual([...after].sort((a, b) => a - b));
    expect(Math.max(...after)).toBeLessThanOrEqual(MAX_PRIORITY);
  });

  it('moves one of a thousand rules past hundreds', () => {
    const rules = Array.from({ length: 1000 }, (_, index) => rule(index + 1, index));
    const moved = moveRule(rules, 900, 20);
    expect(moved.findIndex(({ id }) => id === 900)).toBe(20);
    const ids = moved.map(({ id }) => id).filter((id) => id !== 900);
    expect(ids).toEqual(rules.map(({ id }) => id).filter((id) => id !== 900));
  });
});
