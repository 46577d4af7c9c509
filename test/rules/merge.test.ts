import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differences, ruleInput, ruleFields, sameRule, wholeRule, type RuleField } from '../../src/rules/fields.js';
import { disagreements, mergeRules, newTies } from '../../src/rules/merge.js';
import type { RuleLike } from '../../src/rules/types.js';

const rule = (id: number, fields: Partial<RuleLike> = {}): RuleLike => ({ id, url: 'https://a.example/', ...fields });
const ids = (rules: readonly RuleLike[]) => rules.map(({ id }) => id);

describe('a rule means the same', () => {
  it.each<[string, Partial<RuleLike>, Partial<RuleLike>]>([
    ['with absent fields and their defaults', {}, { device: null, country_code: null, start_at: null, end_at: null, days_of_week: null, priority: 0, weight: null, is_active: true }],
    ['with a country in another case', { country_code: 'nl' }, { country_code: 'NL' }],
    ['with weekdays in another order, case and number', { days_of_week: ['MONDAY', 'friday', 'Monday'] }, { days_of_week: ['friday', 'monday'] }],
    ['with no weekday, none chosen and all seven', { days_of_week: [] }, { days_of_week: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] }],
    ['with an address as parsers write it', { url: 'HTTPS://a.example:443' }, { url: 'https://a.example/' }],
    ['with an instant in another offset', { start_at: '2026-04-01T10:00:00+02:00' }, { start_at: '2026-04-01T08:00:00.000Z' }],
  ])('%s', (_, a, b) => {
    expect(differences(rule(1, a), rule(2, b))).toEqual([]);
    expect(sameRule(rule(1, b), rule(2, a))).toBe(true);
  });

  it.each<[RuleField, Partial<RuleLike>, Partial<RuleLike>]>([
    ['url', { url: 'https://a.example/a' }, { url: 'https://a.example/A' }],
    ['device', { device: 'ios' }, { device: 'IOS' }],
    ['country_code', { country_code: 'NL' }, {}],
    ['start_at', { start_at: '2026-04-01T10:00:00Z' }, { start_at: '2026-04-01T10:00:00+02:00' }],
    ['end_at', { end_at: '2026-04-01T10:00:00Z' }, { end_at: null }],
    ['days_of_week', { days_of_week: ['monday'] }, { days_of_week: ['monday', 'someday'] }],
    ['priority', {}, { priority: 1 }],
    ['weight', { weight: null }, { weight: 1 }],
    ['is_active', {}, { is_active: false }],
  ])('but not with another %s', (field, a, b) => {
    expect(differences(rule(1, a), rule(1, b))).toEqual([field]);
  });

  it('is sent whole: explicit nulls, upper-case country, UTC, weekdays once and in order', () => {
    expect(ruleInput(rule(1, { country_code: 'nl', start_at: '2026-04-01T10:00:00+02:00', days_of_week: ['sunday', 'MONDAY', 'monday'] }))).toEqual({
      url: 'https://a.example/',
      device: null,
      country_code: 'NL',
      start_at: '2026-04-01T08:00:00Z',
      end_at: null,
      days_of_week: ['monday', 'sunday'],
      priority: 0,
      weight: null,
      is_active: true,
    });
  });

  it('is never sent with an empty list of weekdays, and with what cannot be read as it is', () => {
    expect(ruleInput(rule(1, { days_of_week: [] })).days_of_week).toBeNull();
    expect(ruleInput(rule(1, { start_at: 'soon', days_of_week: ['someday'] }))).toMatchObject({ start_at: 'soon', days_of_week: ['someday'] });
  });
});

describe('a merge of three lists', () => {
  const loaded = [rule(1, { device: 'ios', priority: 1 }), rule(2, { country_code: 'NL', priority: 2 })];
  const [one, two] = loaded as [RuleLike, RuleLike];

  it('takes each field from the side that changed it', () => {
    const { merged, conflicts } = mergeRules(loaded, [{ ...one, url: 'https://mine.example/' }, two], [{ ...one, weight: 5 }, two]);
    expect(conflicts).toEqual([]);
    expect(merged[0]).toMatchObject({ id: 1, url: 'https://mine.example/', weight: 5, device: 'ios' });
  });

  it('takes a change that both made, however it is spelled', () => {
    const { merged, conflicts } = mergeRules(
      loaded,
      [one, { ...two, country_code: 'DE', start_at: '2026-04-01T10:00:00+02:00' }],
      [one, { ...two, country_code: 'de', start_at: '2026-04-01T08:00:00Z' }],
    );
    expect(conflicts).toEqual([]);
    expect(merged[1]).toMatchObject({ country_code: 'DE', start_at: '2026-04-01T08:00:00Z' });
  });

  it('is a conflict where both changed the same field, and only in that field', () => {
    const mine = [{ ...one, url: 'https://mine.example/', weight: 1 }, two];
    const now = [{ ...one, url: 'https://theirs.example/', priority: 9 }, two];
    const { conflicts } = mergeRules(loaded, mine, now);
    expect(conflicts).toEqual([
      { rule: 1, kind: 'changed', fields: ['url'], loaded: wholeRule(one), mine: wholeRule(mine[0]!), theirs: wholeRule(now[0]!) },
    ]);
    const fields = { weight: 1, priority: 9 };
    expect(mergeRules(loaded, mine, now, { 1: 'mine' })).toMatchObject({ conflicts: [], merged: [two, { ...fields, url: 'https://mine.example/' }] });
    expect(mergeRules(loaded, mine, now, { 1: 'theirs' })).toMatchObject({ conflicts: [], merged: [two, { ...fields, url: 'https://theirs.example/' }] });
  });

  it('keeps what is new on either side', () => {
    const { merged, conflicts } = mergeRules(loaded, [...loaded, rule(-1, { device: 'mac' })], [...loaded, rule(3, { device: 'linux' })]);
    expect(conflicts).toEqual([]);
    expect(ids(merged)).toEqual([-1, 3, 1, 2]);
  });

  it('takes a new rule that both have for one, once', () => {
    const mac = { device: 'mac', country_code: 'nl' };
    const { merged } = mergeRules([], [rule(-1, mac), rule(-2, mac)], [rule(3, { ...mac, country_code: 'NL' })]);
    expect(ids(merged)).toEqual([3, -2]);
  });

  it('deletes what either side deleted and the other left alone', () => {
    expect(mergeRules(loaded, [two], loaded)).toMatchObject({ merged: [{ id: 2 }], conflicts: [] });
    expect(mergeRules(loaded, loaded, [one])).toMatchObject({ merged: [{ id: 1 }], conflicts: [] });
    expect(mergeRules(loaded, [two], [two])).toMatchObject({ merged: [{ id: 2 }], conflicts: [] });
  });

  it('asks where I deleted what they changed', () => {
    const now = [{ ...one, weight: 3 }, two];
    expect(mergeRules(loaded, [two], now).conflicts).toMatchObject([{ rule: 1, kind: 'deleted-here', fields: [], mine: null, theirs: { weight: 3 } }]);
    expect(ids(mergeRules(loaded, [two], now, { 1: 'mine' }).merged)).toEqual([2]);
    expect(mergeRules(loaded, [two], now, { 1: 'theirs' }).merged[0]).toMatchObject({ id: 1, weight: 3 });
  });

  it('asks where they deleted what I changed, and gives it a new id if it is kept', () => {
    const mine = [{ ...one, weight: 3 }, two, rule(-4, { device: 'mac', priority: 7 })];
    expect(mergeRules(loaded, mine, [two]).conflicts).toMatchObject([{ rule: 1, kind: 'deleted-there', mine: { weight: 3 }, theirs: null }]);
    expect(ids(mergeRules(loaded, mine, [two], { 1: 'theirs' }).merged)).toEqual([2, -4]);
    expect(mergeRules(loaded, mine, [two], { 1: 'mine' }).merged).toMatchObject([{ id: -5, weight: 3, device: 'ios' }, { id: 2 }, { id: -4 }]);
  });

  it('asks about every field of a rule that only I and the server know', () => {
    const { conflicts } = mergeRules([], [rule(8, { weight: 1 })], [rule(8, { weight: 2, device: 'ios' })]);
    expect(conflicts).toMatchObject([{ rule: 8, kind: 'changed', fields: ['device', 'weight'] }]);
  });

  it('keeps fields that the API has and the guide does not name', () => {
    const odd = { ...one, label: 'spring' } as RuleLike;
    expect(mergeRules([odd], [{ ...odd, weight: 2 }], [odd]).merged[0]).toMatchObject({ label: 'spring', weight: 2 });
  });
});

describe('a merge, whatever the lists', () => {
  const values: { [F in RuleField]: fc.Arbitrary<unknown> } = {
    url: fc.constantFrom('https://a.example/', 'https://b.example/'),
    device: fc.constantFrom(null, undefined, 'ios'),
    country_code: fc.constantFrom(null, 'nl', 'NL', 'DE'),
    start_at: fc.constantFrom(null, '2026-04-01T08:00:00Z', '2026-04-01T10:00:00+02:00'),
    end_at: fc.constantFrom(null, '2026-05-01T08:00:00Z'),
    days_of_week: fc.constantFrom(null, [], ['monday'], ['MONDAY', 'monday']),
    priority: fc.constantFrom(undefined, 0, 1),
    weight: fc.constantFrom(null, 1),
    is_active: fc.constantFrom(undefined, true, false),
  };
  const fields = fc.record(values) as fc.Arbitrary<Omit<RuleLike, 'id'>>;
  const lists = fc.uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 4 }), fields }), { selector: ({ id }) => id, maxLength: 4 });
  const versions = fc.tuple(lists, lists, lists).map((all) => all.map((list) => list.map(({ id, fields }): RuleLike => ({ id, ...fields }))));
  const sorted = (rules: readonly RuleLike[]) => [...rules].sort((a, b) => a.id - b.id).map(wholeRule);

  it('is theirs where I changed nothing, mine where they changed nothing, and either where both are the same', () => {
    fc.assert(
      fc.property(versions, ([a, b]) => {
        expect(mergeRules(a!, a!, b!).conflicts).toEqual([]);
        expect(sorted(mergeRules(a!, a!, b!).merged)).toEqual(sorted(b!));
        const mine = b!.filter(({ id }) => a!.some((one) => one.id === id));
        expect(mergeRules(a!, mine, a!).conflicts).toEqual([]);
        expect(disagreements(mine, mergeRules(a!, mine, a!).merged)).toEqual([]);
        expect(disagreements(b!, mergeRules(a!, b!, b!).merged)).toEqual([]);
      }),
    );
  });

  it('says each field as one of the sides does, and has nothing to ask once all is decided', () => {
    fc.assert(
      fc.property(versions, fc.constantFrom('mine' as const, 'theirs' as const), ([loaded, mine, now], choice) => {
        const { conflicts } = mergeRules(loaded!, mine!, now!);
        const resolve = Object.fromEntries(conflicts.map(({ rule: id }) => [id, choice]));
        const decided = mergeRules(loaded!, mine!, now!, resolve);
        expect(decided.conflicts).toEqual([]);
        for (const one of decided.merged) {
          const sides = [mine!, now!].map((list) => list.find(({ id }) => id === one.id)).filter((side) => side !== undefined);
          for (const field of sides.length > 0 ? ruleFields : []) expect(sides.some((side) => !differences(one, side).includes(field))).toBe(true);
        }
        // Who decides for one side gets that side in all that was asked.
        for (const { rule: id, fields: asked } of conflicts) {
          const side = (choice === 'mine' ? mine! : now!).find((one) => one.id === id);
          const result = decided.merged.find((one) => one.id === id);
          if (side && result) expect(differences(side, result).filter((field) => asked.includes(field))).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('draws that only the merge makes', () => {
  it('are named by their rules', () => {
    const mine = [rule(1, { priority: 1 }), rule(-1, { priority: 2, url: 'https://b.example/' })];
    const now = [rule(1, { priority: 1 }), rule(3, { priority: 2 })];
    expect(newTies(mergeRules([rule(1, { priority: 1 })], mine, now).merged, mine, now)).toEqual([[-1, 3]]);
  });

  it('are not those that one of the sides has', () => {
    const mine = [rule(1), rule(2, { url: 'https://b.example/' })];
    expect(newTies(mine, mine, [])).toEqual([]);
  });
});

describe('what was told and what is there', () => {
  it('agree in spite of spelling, and differ by rule and field', () => {
    expect(disagreements([rule(1, { country_code: 'NL' })], [rule(1, { country_code: 'nl' })])).toEqual([]);
    expect(disagreements([rule(1), rule(2)], [rule(2, { weight: 3 }), rule(5)])).toEqual([
      { rule: 1, kind: 'missing', fields: [] },
      { rule: 2, kind: 'different', fields: ['weight'] },
      { rule: 5, kind: 'unexpected', fields: [] },
    ]);
  });
});
