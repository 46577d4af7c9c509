import { describe, expect, it } from 'vitest';
import { Replay, replay, type Replayed } from '../../src/rules/replay.js';
import { RuleSetError } from '../../src/rules/errors.js';
import type { RuleLike, RuleSet } from '../../src/rules/types.js';

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

  it('tells draws of many apart by the last of their members', () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      rule(`https://m.example/${index}`, index === 39 ? { device: 'ios' } : {}),
    );
    const scans = [
      scan('https://m.example/0', { device: 'mac' }),
      scan('https://m.example/39'),
      scan('https://m.example/39', { device: 'mac' }),
    ];
    expect(replay(scans, setOf(many), setOf(many))).toMatchObject({ unchanged: 2, unexplained: 1 });
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
});
