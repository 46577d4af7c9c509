import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Replay, replay, type Replayed } from '../../src/rules/replay.js';
import { RuleSetError } from '../../src/rules/errors.js';
import type { RuleLike, RuleSet } from '../../src/rules/types.js';
import { anyEdit } from '../support/rule-arbitraries.js';
import { everybody, instantsOf, RuleOracle } from '../support/rule-oracle.js';

const A = 'https://a.example/';
const B = 'https://b.example/';
const C = 'https://c.example/';
const target = 'https://t.example/';

let nextId = 1;
const rule = (url: string, fields: Partial<RuleLike> = {}): RuleLike => ({ id: nextId++, url, ...fields });
const setOf = (rules: RuleLike[], code: RuleSet['code'] = {}): RuleSet => ({
  code: { type: 'dynamic', target_url: target, ...code },
  rules,
});

const scan = (resolved_url: string | null, fields: { device?: string; country_code?: string; created_at?: string } = {}) => ({
  device: 'ios',
  country_code: 'NL',
  created_at: '2026-11-23T12:00:00Z',
  resolved_url,
  ...fields,
});
const times = <T>(count: number, of: () => T) => Array.from({ length: count }, of);
const moves = ({ moves }: Replayed) =>
  moves.map(({ from, to, scans }) => [from.url ?? from.kind, to.url ?? to.kind, Number(scans.toFixed(9))]);

describe('a replay', () => {
  it('counts who would land elsewhere, from where to where, most first', () => {
    const before = setOf([rule(A, { device: 'ios' }), rule(B, { device: 'android' })]);
    const after = setOf([
      rule(C, { device: 'ios', country_code: 'NL' }),
      rule(A, { device: 'ios', priority: 1 }),
      rule(C, { device: 'android' }),
    ]);
    const result = replay(
      [
        ...times(3, () => scan(A)),
        ...times(4, () => scan(A, { country_code: 'DE' })),
        ...times(5, () => scan(B, { device: 'android' })),
        scan(target, { device: 'mac' }),
        scan('https://old.example/'),
      ],
      before,
      after,
    );
    expect(moves(result)).toEqual([
      [B, C, 5],
      [A, C, 3],
    ]);
    expect(result).toMatchObject({ scans: 14, moved: 8, unchanged: 5, unexplained: 1 });
    expect(result.unexplainedExamples).toEqual([scan('https://old.example/')]);
  });

  it('says that a scan moves to the target, and to nowhere', () => {
    expect(moves(replay([scan(A)], setOf([rule(A)]), setOf([])))).toEqual([[A, target, 1]]);
    expect(moves(replay([scan(A)], setOf([rule(A)]), setOf([], { target_url: null })))).toEqual([[A, 'nothing', 1]]);
  });

  it('throws no dice again: an unchanged draw moves nobody', () => {
    const set = setOf([rule(A, { weight: 50 }), rule(B, { weight: 50 })]);
    expect(replay([scan(A), scan(B)], set, structuredClone(set))).toMatchObject({ moved: 0, unchanged: 2, moves: [] });
  });

  it('moves the share by which a draw has changed', () => {
    const draw = (a: number, b: number) => setOf([rule(A, { weight: a }), rule(B, { weight: b })]);
    const scans = [...times(50, () => scan(A)), ...times(50, () => scan(B))];
    const result = replay(scans, draw(50, 50), draw(70, 30));
    expect(moves(result)).toEqual([[B, A, 20]]);
    expect(result.unchanged).toBeCloseTo(80);
  });

  it('divides those that leave a place among the places that have gained', () => {
    const before = setOf([rule(A)]);
    const after = setOf([rule(A, { weight: 1 }), rule(B, { weight: 1 }), rule(C, { weight: 2 })]);
    expect(
      moves(
        replay(
          times(8, () => scan(A)),
          before,
          after,
        ),
      ),
    ).toEqual([
      [A, C, 4],
      [A, B, 2],
    ]);
  });

  it('takes a URL for the same however it is spelled', () => {
    const before = setOf([rule('HTTPS://A.example')]);
    expect(replay([scan(A)], before, setOf([rule('https://a.example:443/')]))).toMatchObject({ moved: 0, unchanged: 1 });
  });

  it('takes the content of a code for any URL that its rules do not lead to', () => {
    const code: RuleSet['code'] = { content_type: 'landing_page', target_url: null };
    const before = setOf([rule(A, { device: 'mac' })], code);
    const result = replay([scan('https://pages.example/7'), scan(A), scan(null)], before, setOf([rule(B)], code));
    expect(moves(result)).toEqual([['content', B, 2]]);
    expect(result.unexplained).toBe(1);
  });

  it('does not mind that a code is switched off today', () => {
    const off = { is_active: false };
    expect(replay([scan(A)], setOf([rule(A)], off), setOf([rule(B)], off))).toMatchObject({ moved: 1, unexplained: 0 });
  });

  it('explains no scan from after the end of the code, nor one without a time that can be read', () => {
    const set = setOf([rule(A)], { licensed_until: '2026-11-01T00:00:00Z' });
    const result = replay([scan(A), scan(A, { created_at: '2026-10-01T12:00:00' })], set, set);
    expect(result).toMatchObject({ scans: 2, unexplained: 2, oldest: '2026-11-23T12:00:00Z', newest: '2026-11-23T12:00:00Z' });
  });

  it('names the sample, shows the newest scans of a move, and which rules nobody met', () => {
    const day = (of: number) => scan(A, { created_at: `2026-11-${String(of).padStart(2, '0')}T12:00:00Z` });
    const unmet = rule(C, { start_at: '2027-01-01T00:00:00Z', priority: -1 });
    const result = replay([3, 9, 1, 8, 2, 7, 4, 6, 5].map(day), setOf([rule(A)]), setOf([unmet, rule(B)]));
    expect(result).toMatchObject({ scans: 9, oldest: '2026-11-01T12:00:00Z', newest: '2026-11-09T12:00:00Z', unmet: [unmet.id] });
    expect(result.moves[0]!.examples).toEqual([9, 8, 7, 6, 5].map(day));
  });

  it('of nothing says nothing', () => {
    expect(replay([], setOf([rule(A)]), setOf([]))).toMatchObject({ scans: 0, oldest: null, newest: null, moved: 0, moves: [] });
  });

  it('refuses rules that cannot be read', () => {
    expect(() => new Replay(setOf([]), setOf([rule(A, { weight: -1 })]))).toThrow(RuleSetError);
  });

  it('is the same in any order and in any parts, and what the oracle counts', { timeout: 60_000 }, () => {
    let [moved, unexplained] = [0, 0];
    fc.assert(
      fc.property(anyReplay, ({ set, after, semantics, scans, cut }) => {
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
        moved += whole.moved;
        unexplained += whole.unexplained;
      }),
      { seed: 20_260_329, numRuns: 400 },
    );
    expect(Math.min(moved, unexplained)).toBeGreaterThan(200);
  });
});

const awake = (set: RuleSet): RuleSet => ({ ...set, code: { ...set.code, is_active: true } });

/** An edit, and scans whose destination is mostly one that the rules before could lead to. */
const anyReplay = anyEdit.chain(({ set, after, semantics, horizon }) => {
  const [old, young] = [new RuleOracle(awake(set), semantics), new RuleOracle(awake(after), semantics)];
  const [instants, people] = [instantsOf([old, young], { ...horizon, to: null }), everybody([old, young])];
  const scans = fc.array(
    fc
      .record({
        ms: fc.constantFrom(...instants),
        who: fc.constantFrom(...people),
        pick: fc.nat(),
        other: fc.constantFrom(undefined, undefined, undefined, null, A, 'https://x.example/'),
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

function expectedMasses(
  scans: readonly { device: string | null; country_code: string | null; created_at: string; resolved_url: string | null }[],
  ...[before, after, semantics]: [RuleSet, RuleSet, ConstructorParameters<typeof RuleOracle>[1]]
) {
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
    moves: Object.fromEntries([...moves].map(([key, mass]) => [key, mass.toFixed(6)]).sort()) as Record<string, string>,
  };
}
