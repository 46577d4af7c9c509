import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PastScan } from '../../src/rules/landings.js';
import { Replay, replay, type Replayed } from '../../src/rules/replay.js';
import type { RuleSemantics, RuleSet } from '../../src/rules/types.js';
import { anyEdit, anyLargeEdit, type Edit } from '../support/rule-arbitraries.js';
import { everybody, instantsOf, RuleOracle } from '../support/rule-oracle.js';

describe('a replay', () => {
  it.each([
    { size: 'small', edits: anyEdit, seed: 20_260_329, numRuns: 400 },
    { size: 'large', edits: anyLargeEdit, seed: 20_261_025, numRuns: 200 },
  ])(
    'is the same in any order and in any parts, and what the oracle counts: $size sets',
    { timeout: 60_000 },
    ({ edits, ...parameters }) => {
      let [moved, unexplained] = [0, 0];
      fc.assert(
        fc.property(replayOf(edits), ({ set, after, semantics, scans, cut }) => {
          const whole = replay(scans, set, after, { semantics });
          const parts = new Replay(set, after, { semantics });
          parts.add([...scans.slice(cut)].reverse());
          parts.add(scans.slice(0, cut));
          expect(masses(parts.result())).toEqual(masses(whole));
          expect(masses(whole)).toEqual(expectedMasses(scans, set, after, semantics));
          expect(whole.moved + whole.unchanged + whole.unexplained).toBeCloseTo(whole.scans, 9);
          expect(whole.moved).toBeCloseTo(
            whole.moves.reduce((sum, move) => sum + move.scans, 0),
            9,
          );
          expect(whole.unmet.sort(byNumber)).toEqual(expectedUnmet(scans, after, semantics).sort(byNumber));
          moved += whole.moved;
          unexplained += whole.unexplained;
        }),
        parameters,
      );
      expect(Math.min(moved, unexplained)).toBeGreaterThan(20);
    },
  );
});

const awake = (set: RuleSet): RuleSet => ({ ...set, code: { ...set.code, is_active: true } });

/** An edit, and scans whose destination is mostly one that the rules before could lead to. */
const replayOf = (edits: fc.Arbitrary<Edit>) =>
  edits.chain(({ set, after, semantics, horizon }) => {
    const [old, young] = [new RuleOracle(awake(set), semantics), new RuleOracle(awake(after), semantics)];
    const [instants, people] = [instantsOf([old, young], { ...horizon, to: null }), everybody([old, young])];
    const scans = fc.array(
      fc
        .record({
          ms: fc.constantFrom(...instants),
          who: fc.constantFrom(...people),
          pick: fc.nat(),
          other: fc.constantFrom(undefined, undefined, undefined, null, 'https://a.example/', 'https://x.example/'),
        })
        .map(({ ms, who, pick, other }) => {
          const spot = old.at({ ...who, at: new Date(ms) });
          const places = spot.ended ? [':nothing'] : old.shares(spot.matching).map(({ place }) => place);
          const place = places[pick % places.length]!;
          const resolved_url =
            other !== undefined ? other : place === ':content' ? 'https://files.example/1' : place.startsWith(':') ? null : place;
          return { device: who.device, country_code: who.country, created_at: new Date(ms).toISOString(), resolved_url };
        }),
      { maxLength: 20 },
    );
    return fc.record({
      set: fc.constant(set),
      after: fc.constant(after),
      semantics: fc.constant(semantics),
      scans,
      cut: fc.nat({ max: 20 }),
    });
  });

const masses = ({ scans, unexplained, moves }: Replayed) => ({
  scans,
  unexplained,
  moves: Object.fromEntries(
    moves
      .map(({ from, to, scans }): [string, string] => [
        `${from.url ?? `:${from.kind}`} > ${to.url ?? `:${to.kind}`}`,
        scans.toFixed(6),
      ])
      .sort(),
  ),
});

const byNumber = (a: number, b: number) => a - b;

function expectedUnmet(scans: readonly PastScan[], after: RuleSet, semantics: RuleSemantics): number[] {
  const oracle = new RuleOracle(awake(after), semantics);
  const met = scans.flatMap(({ device, country_code: country, created_at: at }) => {
    const { ended, matching } = oracle.at({ device, country, at });
    return ended ? [] : matching;
  });
  return oracle.rules.filter((_, index) => !met.includes(index)).map(({ rule }) => rule.id);
}

function expectedMasses(
  scans: readonly PastScan[],
  before: RuleSet,
  after: RuleSet,
  semantics: RuleSemantics,
): ReturnType<typeof masses> {
  const [old, young] = [new RuleOracle(awake(before), semantics), new RuleOracle(awake(after), semantics)];
  const own = new Set([
    ...(before.code.type === 'static' ? [] : before.rules.map(({ url }) => url)),
    before.code.target_url,
    before.code.fallback_url,
  ]);
  const moves = new Map<string, number>();
  let unexplained = 0;
  for (const { device, country_code: country, created_at: at, resolved_url: url } of scans) {
    const [was, is] = [old, young].map((oracle) => {
      const spot = oracle.at({ device, country, at });
      const shares = spot.ended ? [{ place: ':nothing', share: '1/1' }] : oracle.shares(spot.matching);
      return new Map(shares.map(({ place, share }) => [place, Number(share.split('/')[0]) / Number(share.split('/')[1])]));
    }) as [Map<string, number>, Map<string, number>];
    const from = [url ?? ':nothing', ...(url === null || !own.has(url) ? [':content'] : [])].find((place) => was.has(place));
    if (from === undefined) {
      unexplained++;
      continue;
    }
    const lost = Math.max(0, was.get(from)! - (is.get(from) ?? 0));
    const gains = [...is].map(([place, share]): [string, number] => [place, Math.max(0, share - (was.get(place) ?? 0))]);
    const gained = gains.reduce((sum, [, gain]) => sum + gain, 0);
    for (const [to, gain] of gains) {
      if (Math.min(lost, gain) < 1e-12) continue;
      const key = `${from} > ${to}`;
      moves.set(key, (moves.get(key) ?? 0) + ((lost / was.get(from)!) * gain) / gained);
    }
  }
  return {
    scans: scans.length,
    unexplained,
    moves: Object.fromEntries([...moves].map(([key, mass]): [string, string] => [key, mass.toFixed(6)]).sort()),
  };
}
