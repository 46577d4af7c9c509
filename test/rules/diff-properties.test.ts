import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { diff, transients } from '../../src/rules/diff.js';
import type { Change, Landing, RuleSet } from '../../src/rules/types.js';
import { anyEdit, anyLargeEdit } from '../support/rule-arbitraries.js';
import { isInRegion, RuleOracle, spotsOf, type Spot } from '../support/rule-oracle.js';

const PARTS = [
  { size: 'small', sets: anyEdit, seed: 20_261_026, numRuns: 600 },
  { size: 'small', sets: anyEdit, seed: 20_261_027, numRuns: 600 },
  { size: 'large', sets: anyLargeEdit, seed: 20_261_028, numRuns: 100 },
];
const TIMEOUT = 120_000;

/** A landing in the words of the oracle. */
function worded({ kind, destinations }: Landing): string {
  if (kind !== 'landed') return kind;
  const places = destinations.map(({ kind, url, probability: { n, d } }) => `${url ?? `:${kind}`} ${n}/${d}`);
  return places.join(', ');
}

const awake = (set: RuleSet): RuleSet => ({ ...set, code: { ...set.code, is_active: true } });

const shown = ({ ms, device, country, weekday }: Spot) => `${new Date(ms).toISOString()} ${weekday} ${device} ${country}`;

/** In how many changes each context has to be: in the one from where to where it lands, and in no other. */
function expectExactly(
  changes: readonly Change[],
  spots: readonly Spot[],
  wanted: (spot: Spot, index: number) => [from: string, to: string] | null,
): void {
  const told = changes.map(({ before, after, regions }) => ({ landings: [worded(before), worded(after)], regions }));
  spots.forEach((spot, index) => {
    const found = told
      .filter(({ regions }) => regions.some((region) => isInRegion(region, spot)))
      .map(({ landings }) => landings);
    const expected = wanted(spot, index);
    // One `expect` a context would take most of the time.
    if (JSON.stringify(found) !== JSON.stringify(expected ? [expected] : [])) {
      expect({ at: shown(spot), found }).toEqual({ at: shown(spot), found: expected ? [expected] : [] });
    }
  });
}

describe('a diff', () => {
  let changed = 0;
  it.each(PARTS)(
    'is exactly who lands elsewhere, and from where to where: $size sets from seed $seed',
    { timeout: TIMEOUT },
    ({ sets, ...parameters }) => {
      fc.assert(
        fc.property(sets, ({ set, after, ...options }) => {
          const changes = diff(set, after, options);
          const [old, young] = [new RuleOracle(awake(set), options.semantics), new RuleOracle(awake(after), options.semantics)];
          const [spots, then] = [old, young].map((oracle) => spotsOf(oracle, options.horizon, [old, young])) as [Spot[], Spot[]];
          expectExactly(changes, spots, (spot, index) => {
            const landings: [string, string] = [old.landing(spot), young.landing(then[index]!)];
            // Which of two ends a code that has ended is told to have is no matter.
            return landings[0] === landings[1] || (spot.ended && then[index]!.ended) ? null : landings;
          });
          for (const { before, after: then, regions, witness } of changes) {
            expect(regions).not.toEqual([]);
            expect([worded(before), worded(then)]).toEqual([old.landing(old.at(witness)), young.landing(young.at(witness))]);
          }
          if (changes.length > 0) changed++;
        }),
        parameters,
      );
    },
  );

  it('of a set and itself, or its rules in another order, is empty', () => {
    fc.assert(
      fc.property(anyEdit, ({ set, ...options }) => {
        expect(diff(set, set, options)).toEqual([]);
        expect(diff(set, { ...set, rules: [...set.rules].reverse() }, options)).toEqual([]);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  afterAll(() => {
    if (changed < 150) throw new Error(`Only ${changed} of the edits change anything`);
  });
});

describe('transients', () => {
  it.each([
    { size: 'small', sets: anyEdit, seed: 11, numRuns: 200 },
    { size: 'large', sets: anyLargeEdit, seed: 12, numRuns: 40 },
  ])(
    'are exactly where a state on the way leads as neither end does: $size sets',
    { timeout: TIMEOUT },
    ({ sets, ...parameters }) => {
      fc.assert(
        fc.property(sets, fc.nat({ max: 40 }), ({ set, after: other, ...options }, place) => {
          // Of the same code, as the states of a save are.
          const after = { ...set, rules: other.rules };
          const added = after.rules.slice(0, 1).map((rule) => ({ ...rule, id: 1000 }));
          const versions: RuleSet[] = [
            set,
            { ...set, rules: [...set.rules, ...added] },
            { ...set, rules: after.rules.filter((_, index) => index !== place % Math.max(1, after.rules.length)) },
            after,
          ];
          const found = transients(versions, options);
          const oracles = versions.map((version) => new RuleOracle(awake(version), options.semantics));
          const spots = oracles.map((oracle) => spotsOf(oracle, options.horizon, oracles));
          const landing = (version: number, index: number) => oracles[version]!.landing(spots[version]![index]!);
          expect(found).toHaveLength(4);
          for (const [version, changes] of found.entries()) {
            expectExactly(changes, spots[0]!, (_, index) => {
              const [first, here, last] = [landing(0, index), landing(version, index), landing(3, index)];
              return here === first || here === last ? null : [first, here];
            });
          }
        }),
        parameters,
      );
    },
  );
});
