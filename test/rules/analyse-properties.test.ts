import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { analyse } from '../../src/rules/analyse.js';
import type { Region, Verdict, VerdictKind } from '../../src/rules/types.js';
import { anyCase, anyLargeCase, type Case } from '../support/rule-arbitraries.js';
import { isInRegion, msOf, RuleOracle, spotsOf, type Spot } from '../support/rule-oracle.js';
import { groupsOf, keepsOut, keyOf, verdictsOf, type OracleVerdict } from '../support/rule-oracle-verdicts.js';

/** In parts, so that a failure is found soon. */
const PARTS = [1, 2, 3, 4, 5].map((part) => ({ size: 'small', sets: anyCase, seed: 20_260_329 + part, numRuns: 600 }));
const LARGE = { size: 'large', sets: anyLargeCase, seed: 20_261_025, numRuns: 120 };
const TIMEOUT = 120_000;

/** What is looked at is as if the code were switched on. */
const oracleOf = ({ set, semantics }: Case) => new RuleOracle({ ...set, code: { ...set.code, is_active: true } }, semantics);

const plain = ({ kind, rule, rules, unweighted, unlessRenewed }: Verdict): OracleVerdict => ({
  kind,
  ...(rule !== undefined && { rule }),
  ...(rules && { rules: [...rules].sort((a, b) => a - b) }),
  ...(kind === 'tie' && { unweighted: unweighted === true }),
  ...(unlessRenewed && { unlessRenewed }),
});

const sorted = (verdicts: OracleVerdict[]) =>
  verdicts.map((verdict) => ({ key: keyOf(verdict), ...verdict })).sort((a, b) => (a.key < b.key ? -1 : 1));

describe('verdicts', () => {
  const seen = new Map<string, number>();
  const note = ({ kind, by, unweighted, unlessRenewed }: Verdict) => {
    const ways = [
      ...(by && by.length > 1 ? [' by a union'] : []),
      ...(unweighted ? [' unweighted'] : []),
      ...(unlessRenewed ? [' unless renewed'] : []),
    ];
    for (const name of [kind, ...ways.map((way) => kind + way)]) seen.set(name, (seen.get(name) ?? 0) + 1);
  };

  it.each([...PARTS, LARGE])(
    'are those that hold, no more and no fewer, and show what they say: $size sets from seed $seed',
    { timeout: TIMEOUT },
    ({ sets, ...parameters }) => {
      fc.assert(
        fc.property(sets, (asked) => {
          const { set, horizon, semantics } = asked;
          const { verdicts } = analyse(set, { horizon, semantics });
          expect(sorted(verdicts.map(plain))).toEqual(sorted(verdictsOf(set, horizon, semantics)));

          const oracle = oracleOf(asked);
          const valid = groupsOf(spotsOf(oracle, horizon).filter(({ ended }) => !ended));
          for (const verdict of verdicts) {
            checkWitness(verdict, asked, oracle);
            checkCover(verdict, oracle, valid);
            note(verdict);
          }
          checkOrder(verdicts, asked);
        }),
        parameters,
      );
    },
  );

  afterAll(() => {
    // Sets that hold nothing of a kind prove nothing about it.
    const kinds: (VerdictKind | `${VerdictKind} ${string}`)[] = [
      'dead',
      'expired',
      'upcoming',
      'shadowed',
      'shadowed by a union',
      'shadowed unless renewed',
      'partly-shadowed',
      'partly-shadowed by a union',
      'redundant',
      'redundant unless renewed',
      'tie',
      'tie unweighted',
      'zero-weights',
      'gap',
      'after-licence',
      'after-licence unless renewed',
      'after-expiry',
    ];
    const rare = kinds.filter((kind) => (seen.get(kind) ?? 0) < 10);
    if (rare.length > 0) throw new Error(`Too few of ${rare.join(', ')}: ${JSON.stringify([...seen])}`);
  });
});

describe('regions', () => {
  it.each([...PARTS.slice(0, 2), { ...LARGE, numRuns: 40 }])(
    'are exactly where a rule wins, and where none matches: $size sets from seed $seed',
    { timeout: TIMEOUT },
    ({ sets, ...parameters }) => {
      fc.assert(
        fc.property(sets, (asked) => {
          const { winsWhere, missesWhere } = analyse(asked.set, asked);
          const oracle = oracleOf(asked);
          const spots = spotsOf(oracle, asked.horizon);
          oracle.rules.forEach(({ rule }, index) =>
            expectExactly(winsWhere(rule.id), spots, ({ ended, matching }) => !ended && oracle.wins(index, matching)),
          );
          if (asked.set.code.type !== 'static') {
            expectExactly(missesWhere(), spots, ({ ended, matching }) => !ended && matching.length === 0);
          }
        }),
        parameters,
      );
    },
  );
});

function expectExactly(regions: readonly Region[], spots: readonly Spot[], wanted: (spot: Spot) => boolean): void {
  const wrong = spots.filter((spot) => regions.some((region) => isInRegion(region, spot)) !== wanted(spot));
  expect(wrong.map(shown)).toEqual([]);
}

const shown = ({ ms, device, country, weekday }: Spot) => `${new Date(ms).toISOString()} ${weekday} ${device} ${country}`;

function checkWitness({ kind, rule, rules, witness }: Verdict, { horizon }: Case, oracle: RuleOracle): void {
  const needed: VerdictKind[] = ['shadowed', 'partly-shadowed', 'tie', 'zero-weights', 'gap', 'after-licence', 'after-expiry'];
  if (!witness) {
    expect(needed).not.toContain(kind);
    return;
  }
  const spot = oracle.at(witness);
  const index = oracle.rules.findIndex((one) => one.rule.id === rule);
  const tier = oracle.tier(spot.matching).map((at) => oracle.rules[at]!.rule.id);
  const isWithin = spot.ms >= msOf(horizon.from) && (horizon.to == null || spot.ms < msOf(horizon.to));
  switch (kind) {
    case 'shadowed':
    case 'partly-shadowed':
      expect([isWithin, spot.ended, spot.matching.includes(index), oracle.wins(index, spot.matching)]).toEqual([
        true,
        null,
        true,
        false,
      ]);
      break;
    case 'tie':
    case 'zero-weights':
      expect([isWithin, spot.ended, tier.sort()]).toEqual([true, null, [...rules!].sort()]);
      break;
    case 'gap':
      expect([isWithin, spot.ended, spot.matching]).toEqual([true, null, []]);
      break;
    case 'after-licence':
    case 'after-expiry':
      // Where both have ended, a scan is told of the expiry.
      expect(spot.ended === 'expired' || (spot.ended === 'licence-expired' && kind === 'after-licence')).toBe(true);
      expect(spot.matching).toContain(index);
      break;
    case 'upcoming':
      expect([spot.ms > msOf(horizon.from), spot.matching.includes(index)]).toEqual([true, true]);
      break;
    case 'expired':
      expect([spot.ms < msOf(horizon.from), spot.matching.includes(index)]).toEqual([true, true]);
      break;
    case 'redundant':
      expect([isWithin, spot.ended, spot.matching.includes(index)]).toEqual([true, null, true]);
      break;
    case 'dead':
      expect.unreachable('nobody can see a rule that never matches');
  }
}

/** Somewhere a rule matches and loses, one of `by` keeps it out, and each of them is needed. */
function checkCover({ kind, rule, by }: Verdict, oracle: RuleOracle, valid: readonly number[][]): void {
  if (kind !== 'shadowed' && kind !== 'partly-shadowed') return;
  const index = oracle.rules.findIndex((one) => one.rule.id === rule);
  const covers = by!.map((id) => oracle.rules.findIndex((one) => one.rule.id === id));
  const lost = valid.filter((matching) => matching.includes(index) && !oracle.wins(index, matching));
  const blocks = (cover: number, matching: readonly number[]) => keepsOut(oracle, cover, index, matching);
  // Where a rule wins elsewhere, those who really win before it are named.
  const wins = (cover: number, matching: readonly number[]) => oracle.wins(cover, matching);
  const isCover = (some: readonly number[], way: typeof wins) =>
    lost.every((matching) => some.some((cover) => way(cover, matching)));
  const way = kind === 'shadowed' ? blocks : wins;
  expect([isCover(covers, blocks), isCover(covers, way)]).toEqual([true, true]);
  expect(
    covers.filter((one) =>
      isCover(
        covers.filter((other) => other !== one),
        way,
      ),
    ),
  ).toEqual([]);
}

/** What concerns one rule comes first, by priority. */
function checkOrder(verdicts: readonly Verdict[], { set }: Case): void {
  const priorities = verdicts.map(({ rule }) =>
    rule === undefined ? Infinity : (set.rules.find(({ id }) => id === rule)!.priority ?? 0),
  );
  expect(priorities).toEqual([...priorities].sort((a, b) => a - b));
}
