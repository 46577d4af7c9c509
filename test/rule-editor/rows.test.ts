import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rule, Weekday } from '../../src/client/types.js';
import { contradiction, meet } from '../../src/elements/rule-editor/meet.js';
import { rowsOf } from '../../src/elements/rule-editor/rows.js';
import { weekdayOrder } from '../../src/rules/time.js';
import { evaluate, evaluator } from '../../src/rules/evaluate.js';
import { orderOf } from '../../src/rules/order.js';
import { defaultSemantics } from '../../src/rules/semantics.js';

const HOUR = 3_600_000;
/** A Thursday of the week in which clocks of Amsterdam change. */
const START = Date.parse('2026-03-26T00:00:00Z');
const iso = (hours: number) => new Date(START + hours * HOUR).toISOString();
const base: Rule = { id: 1, url: 'https://a.example/', device: null, country_code: null, start_at: null, end_at: null, days_of_week: null, priority: 0, weight: null, is_active: true };
const rule = (id: number, fields: Partial<Rule> = {}): Rule => ({ ...base, id, ...fields });

const hours = fc.option(fc.integer({ min: 0, max: 14 * 24 }).map(iso), { freq: 2 });
const asked = fc.record({
  device: fc.constantFrom(null, 'ios', 'mac'),
  country_code: fc.constantFrom(null, 'NL', 'nl', 'DE'),
  start_at: hours,
  end_at: hours,
  days_of_week: fc.option(fc.uniqueArray(fc.constantFrom<Weekday>(...weekdayOrder), { maxLength: 3 })),
});
/** Every device, country and hour that could tell such rules apart, one by one: every weekday before all windows and behind them too. */
const contexts = ['ios', 'mac', null].flatMap((device) => ['NL', 'DE', null].flatMap((country) => Array.from({ length: 30 * 24 }, (_, hour) => ({ device, country, at: new Date(START + (hour - 8 * 24) * HOUR) }))));

describe('whether rules can match the same scan', () => {
  for (const zone of ['UTC', 'Europe/Amsterdam']) {
    it(`is what the evaluator finds, hour by hour, in ${zone}`, () => {
      const semantics = { ...defaultSemantics, weekdayTimeZone: zone };
      fc.assert(
        fc.property(fc.array(asked, { minLength: 1, maxLength: 3 }), (some) => {
          const rules = some.map((fields, index) => rule(index + 1, fields));
          // Windows end on full hours: one that is not empty has an instant on one.
          const outcomeOf = evaluator({ code: {}, rules }, semantics);
          const found = contexts.some((context) => outcomeOf(context).trace.every(({ matched }) => matched));
          expect(meet(rules, semantics)).toBe(found);
        }),
        { numRuns: 60 },
      );
    });
  }

  it('is not so where a window ends as another begins, but for a boundary that belongs to both', () => {
    const two = [rule(1, { end_at: iso(5) }), rule(2, { start_at: iso(5) })];
    expect([meet(two, defaultSemantics), meet(two, { ...defaultSemantics, boundary: '[]' })]).toEqual([false, true]);
  });

  it('says why a rule can never match', () => {
    const why = (fields: Partial<Rule>) => contradiction(rule(1, fields), defaultSemantics);
    expect(why({ start_at: iso(5), end_at: iso(5) })).toBe('order');
    expect(why({ start_at: iso(1), end_at: iso(30), days_of_week: ['monday'] })).toBe('weekdays');
    expect(why({ start_at: iso(1), end_at: iso(30), days_of_week: ['friday'] })).toBe(null);
  });
});

describe('rows of the list', () => {
  const rows = (rules: readonly Rule[], loaded: readonly Rule[] = rules) => rowsOf(orderOf(rules), loaded, defaultSemantics);

  it('have their tier, and a group where that has others', () => {
    const seen = rows([rule(1, { priority: 1 }), rule(2, { priority: 0 }), rule(3, { priority: 1, device: 'ios' })]);
    expect(seen.map(({ rule: { id }, tier, group, isFirst, isLast }) => [id, tier, group?.kind ?? null, isFirst, isLast])).toEqual([
      [2, 0, null, true, true],
      [1, 1, 'draw', true, false],
      [3, 1, 'draw', false, true],
    ]);
  });

  it('have shares that are those of the evaluator, for every scan that all members match', () => {
    const weights = fc.array(fc.option(fc.integer({ min: 0, max: 5 }), { freq: 3 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(weights, fc.integer({ min: 0, max: 5 }), (some, narrower) => {
        const rules = some.map((weight, index) => rule(index + 1, { weight, url: `https://${index}.example/`, country_code: index === narrower ? 'NL' : null }));
        const landed = evaluate({ code: {}, rules }, { device: null, country: 'NL', at: new Date(START) }).destinations;
        for (const { rule: one, share } of rows(rules)) {
          const probability = landed.find(({ rules: ids }) => ids.includes(one.id))?.probability ?? { n: 0, d: 1 };
          expect(share).toMatchObject({ kind: narrower < some.length ? 'together' : 'exact', fraction: probability });
        }
      }),
    );
  });

  it('have no share where weights cannot be read, and none alone', () => {
    expect(rows([rule(1, { weight: 1.5 }), rule(2)]).map(({ share }) => share)).toEqual([null, null]);
    expect(rows([rule(1, { weight: 5 })])[0]!.share).toBe(null);
  });

  it('have only a weight where others match with one of them at a time', () => {
    const chain = [rule(1, { device: 'ios', weight: 2 }), rule(2, { country_code: 'NL', weight: 3 }), rule(3, { device: 'mac', weight: 4 })];
    expect(rows(chain).map(({ share, group }) => [share?.kind, share?.weight, group?.kind])).toEqual([
      ['weight', 2, 'mixed'],
      ['weight', 3, 'mixed'],
      ['weight', 4, 'mixed'],
    ]);
    // Each two of these share a day, and no day is all of theirs.
    const days = [['monday', 'tuesday'], ['tuesday', 'wednesday'], ['wednesday', 'monday']].map((days_of_week, index) => rule(index + 1, { days_of_week }));
    expect(rows(days).map(({ share }) => share?.kind)).toEqual(['weight', 'weight', 'weight']);
  });

  it('are marked against what was loaded, however it is written', () => {
    const loaded = [rule(1, { country_code: 'nl', days_of_week: [] }), rule(2)];
    expect(rows([rule(1, { country_code: 'NL' }), rule(2, { weight: 1 }), rule(-1)], loaded).map(({ mark }) => mark)).toEqual([null, 'changed', 'new']);
  });
});
