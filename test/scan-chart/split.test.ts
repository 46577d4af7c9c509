import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/client/types.js';
import { splits, wilson } from '../../src/elements/scan-chart/split.js';

const rule = (url: string, weight: number | null, fields: Partial<Rule> = {}): Rule => ({
  id: 1,
  url,
  device: null,
  country_code: null,
  start_at: null,
  end_at: null,
  days_of_week: null,
  priority: 0,
  is_active: true,
  weight,
  ...fields,
});
const seen = (counts: Record<string, number>) => Object.entries(counts).map(([value, scans]) => ({ value, scans }));

describe('the interval of a share', () => {
  // Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is %f to %f', (hits, draws, low, high) => {
    expect(wilson(hits, draws).low).toBeCloseTo(low, 4);
    expect(wilson(hits, draws).high).toBeCloseTo(high, 4);
  });

  it('holds the share, lies in 0 to 1, and is that of what is left, mirrored', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }), (draws, part) => {
        const hits = Math.round(draws * part);
        const [{ low, high }, other] = [wilson(hits, draws), wilson(draws - hits, draws)];
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(hits / draws + 1e-12);
        expect(high).toBeGreaterThanOrEqual(hits / draws - 1e-12);
        expect(other.low).toBeCloseTo(1 - high, 9);
      }),
    );
  });
});

describe('a split among rules', () => {
  it('has what was asked for and what was seen', () => {
    const [{ parts } = { parts: [] }] = splits([rule('a', 3), rule('b', 1)], seen({ a: 60, b: 40, elsewhere: 900 }));
    expect(parts.map(({ url, asked, seen: share }) => [url, asked, share])).toEqual([
      ['a', 0.75, 0.6],
      ['b', 0.25, 0.4],
    ]);
  });

  it('takes a rule without a weight as one of weight 1, and one that nobody saw as 0', () => {
    const [{ parts } = { parts: [] }] = splits([rule('a', null), rule('b', 3)], seen({ b: 10 }));
    expect(parts.map(({ asked, seen: share }) => [asked, share])).toEqual([
      [0.25, 0],
      [0.75, 1],
    ]);
  });

  it('leaves out rules that are off, and tiers that come after', () => {
    const rules = [rule('a', 1), rule('b', 1), rule('off', 5, { is_active: false }), rule('later', 5, { priority: 2 })];
    expect(splits(rules, seen({ a: 1, b: 1 })).flatMap(({ parts }) => parts.map(({ url }) => url))).toEqual(['a', 'b']);
  });

  it.each([
    ['a device', { device: 'ios' }],
    ['a country', { country_code: 'NL' }],
    ['a beginning', { start_at: '2024-01-01T00:00:00Z' }],
    ['an end', { end_at: '2024-01-01T00:00:00Z' }],
    ['weekdays', { days_of_week: ['monday'] }],
  ] as [string, Partial<Rule>][])('is nothing to say of where one depends on %s', (_, condition) => {
    expect(splits([rule('a', 1), rule('b', 1, condition)], seen({ a: 1, b: 1 }))).toEqual([]);
  });

  it('is nothing to say of with one rule, none, one address twice, no scan, or no weight', () => {
    expect(splits([rule('a', 1)], seen({ a: 1 }))).toEqual([]);
    expect(splits([], seen({ a: 1 }))).toEqual([]);
    expect(splits([rule('a', 1), rule('b', 1), rule('a', 1, { priority: 5 })], seen({ a: 1 }))).toEqual([]);
    expect(splits([rule('a', 1), rule('b', 1)], [])).toEqual([]);
    expect(splits([rule('a', 0), rule('b', 0)], seen({ a: 1 }))).toEqual([]);
  });
});
