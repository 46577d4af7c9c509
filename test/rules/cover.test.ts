import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cover } from '../../src/rules/cover.js';

const hits = (chosen: readonly number[], sets: readonly number[][]) =>
  sets.every((set) => set.some((one) => chosen.includes(one)));

describe('a cover', () => {
  it('has one of every set, and none to spare', () => {
    const set = fc.uniqueArray(fc.nat({ max: 9 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(set, { maxLength: 14, size: 'max' }), (sets) => {
        const chosen = cover(sets);
        expect(hits(chosen, sets)).toBe(true);
        expect(
          chosen.filter((one) =>
            hits(
              chosen.filter((other) => other !== one),
              sets,
            ),
          ),
        ).toEqual([]);
        expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => a - b));
      }),
      { seed: 20_260_329, numRuns: 3000 },
    );
  });

  it('drops what was chosen first once the others make up for it', () => {
    // 1 is in most sets, but 2 and 3, which are needed for the rest, are in all of these as well.
    const sets = [[1, 2], [1, 2], [1, 3], [1, 3], [2, 4], [3, 5], [2, 6], [3, 7]]; // prettier-ignore
    expect(cover(sets)).toEqual([2, 3]);
  });
});
