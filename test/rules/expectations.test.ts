import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExpectationFileError, formatExpectations, parseExpectations } from '../../src/rules/expectations-file.js';
import {
  checkExpectations,
  contextOf,
  expectationKey,
  expectedOf,
  mergeExpectations,
  type Expectation,
} from '../../src/rules/expectations.js';
import { evaluate } from '../../src/rules/evaluate.js';
import type { RuleLike, RuleSet } from '../../src/rules/types.js';

const now = '2026-03-01T00:00:00Z';
const monday: Expectation = {
  label: '',
  device: 'ios',
  country: 'NL',
  when: { at: '2026-11-23T12:00:00Z' },
  expected: { kind: 'url', url: 'https://a.example/' },
  mustHold: false,
};
const rule = (fields: Partial<RuleLike> = {}): RuleLike => ({ id: 1, url: 'https://a.example/', ...fields });
const setOf = (rules: RuleLike[], fields: RuleSet['code'] = {}): RuleSet => ({
  code: { type: 'dynamic', is_active: true, content_type: 'url', target_url: 'https://t.example/', fallback_url: null, ...fields },
  rules,
});
const one = (set: RuleSet, fields: Partial<Expectation> = {}) => checkExpectations(set, [{ ...monday, ...fields }], {}, now)[0]!;

describe('an expectation of a moment', () => {
  it('holds where every scan lands there', () => {
    expect(one(setOf([rule()]))).toMatchObject({ holds: true, at: '2026-11-23T12:00:00Z', share: { n: 1, d: 1 } });
  });

  it('is broken where scans land elsewhere, and says where', () => {
    const { holds, outcome, share } = one(setOf([rule({ device: 'mac' })]));
    expect([holds, outcome!.destinations[0]!.url, share]).toEqual([false, 'https://t.example/', { n: 0, d: 1 }]);
  });

  it('is broken by a draw, and says how often it lands there', () => {
    const set = setOf([rule({ weight: 70 }), rule({ id: 2, url: 'https://b.example/', weight: 30 })]);
    expect(one(set)).toMatchObject({ holds: false, share: { n: 7, d: 10 } });
  });

  it('holds where both sides of a draw lead there', () => {
    expect(one(setOf([rule(), rule({ id: 2 })]))).toMatchObject({ holds: true });
  });

  it('may expect no page, or the code’s own content', () => {
    const ended = setOf([rule()], { licensed_until: '2026-10-01T00:00:00Z' });
    expect(one(ended, { expected: { kind: 'nowhere' } }).holds).toBe(true);
    expect(one(ended).holds).toBe(false);
    const file = setOf([], { content_type: 'file', target_url: null });
    expect(one(file, { expected: { kind: 'content' } }).holds).toBe(true);
    expect(one(file, { expected: { kind: 'nowhere' } }).holds).toBe(false);
  });

  it('is neither where a rule cannot be read', () => {
    expect(one(setOf([rule({ start_at: 'soon' })]))).toMatchObject({ holds: null, outcome: null });
  });

  it('is looked at as the semantics say', () => {
    const set = setOf([rule({ end_at: '2026-11-23T12:00:00Z' })]);
    const holds = (boundary: '[)' | '[]') => checkExpectations(set, [monday], { boundary }, now)[0]!.holds;
    expect([holds('[)'), holds('[]')]).toEqual([false, true]);
  });
});

describe('an expectation of every week', () => {
  const weekly = (weekday: 'monday' | 'sunday', time: string) => ({ when: { weekday, time, timeZone: 'Europe/Amsterdam' } }) as const;

  it('holds where it holds each week of the coming year', () => {
    expect(one(setOf([rule({ days_of_week: ['monday'] })]), weekly('monday', '12:00'))).toMatchObject({
      holds: true,
      // The first Monday after a Sunday in winter.
      at: '2026-03-02T11:00:00.000Z',
    });
  });

  it('is broken in the first week in which it does not hold', () => {
    const set = setOf([rule({ end_at: '2026-06-01T09:59:00Z' })]);
    expect(one(set, weekly('monday', '12:00'))).toMatchObject({ holds: false, at: '2026-06-01T10:00:00.000Z' });
  });

  it('does not mind that the code ends one day, but that it has ended', () => {
    expect(one(setOf([rule()], { licensed_until: '2026-06-01T00:00:00Z' }), weekly('monday', '12:00')).holds).toBe(true);
    expect(one(setOf([rule()], { licensed_until: '2026-03-02T00:00:00Z' }), weekly('monday', '12:00')).holds).toBe(false);
    expect(one(setOf([rule()], { is_active: false }), weekly('monday', '12:00')).holds).toBe(false);
  });

  it('knows no time that clocks skip, and looks twice at one that they show twice', () => {
    const at = (start_at: string, end_at: string) => setOf([rule({ id: 2, url: 'https://b.example/', start_at, end_at, priority: -1 }), rule()]);
    const sunday = weekly('sunday', '02:30');
    // Clocks go from 02:00 to 03:00 at 01:00 UTC on 29 March.
    expect(one(at('2026-03-29T00:01:00Z', '2026-03-29T12:00:00Z'), sunday).holds).toBe(true);
    expect(one(at('2026-10-25T00:30:00Z', '2026-10-25T00:31:00Z'), sunday)).toMatchObject({ holds: false, at: '2026-10-25T00:30:00.000Z' });
    expect(one(at('2026-10-25T01:30:00Z', '2026-10-25T01:31:00Z'), sunday)).toMatchObject({ holds: false, at: '2026-10-25T01:30:00.000Z' });
  });

  it('begins today where the time is yet to come, else in a week', () => {
    const first = (time: string) => contextOf({ ...monday, ...weekly('sunday', time) }, '2026-03-01T12:00:00Z')!.at;
    expect([first('13:00'), first('12:59')]).toEqual(['2026-03-01T12:00:00.000Z', '2026-03-08T11:59:00.000Z']);
  });
});

describe('what an outcome can be pinned as', () => {
  const at = (set: RuleSet) => expectedOf(evaluate(set, { device: 'ios', country: 'NL', at: now }));

  it('is where it lands, and holds at once', () => {
    expect(at(setOf([rule()]))).toEqual({ kind: 'url', url: 'https://a.example/' });
    expect(at(setOf([], { content_type: 'file', target_url: null }))).toEqual({ kind: 'content' });
    expect(at(setOf([], { target_url: null }))).toEqual({ kind: 'nowhere' });
    expect(at(setOf([], { is_active: false }))).toEqual({ kind: 'nowhere' });
  });

  it('is nothing for a draw', () => {
    expect(at(setOf([rule(), rule({ id: 2, url: 'https://b.example/' })]))).toBeNull();
  });
});

const anyExpectation: fc.Arbitrary<Expectation> = fc.record({
  label: fc.string({ maxLength: 20 }),
  device: fc.option(fc.string({ minLength: 1, maxLength: 10 }), { nil: null }),
  country: fc.option(fc.constantFrom('NL', 'DE'), { nil: null }),
  when: fc.oneof(
    fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((date) => ({ at: date.toISOString() })),
    fc.record({ weekday: fc.constantFrom('monday', 'sunday'), time: fc.constantFrom('00:00', '23:59'), timeZone: fc.constantFrom('UTC', 'Asia/Kolkata') }),
  ),
  expected: fc.oneof(
    fc.webUrl().map((url) => ({ kind: 'url' as const, url })),
    fc.constantFrom({ kind: 'content' as const }, { kind: 'nowhere' as const }),
  ),
  mustHold: fc.boolean(),
});

describe('a file of expectations', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.array(anyExpectation, { maxLength: 5 }), (expectations) => {
        expect(parseExpectations(formatExpectations(expectations))).toEqual(expectations);
      }),
    );
  });

  it('may begin with a byte order mark, and have countries in lower case and instants with an offset', () => {
    const text = formatExpectations([{ ...monday, country: 'nl', when: { at: '2026-11-23T13:00:00+01:00' } }]);
    expect(parseExpectations(`\ufeff${text}`)).toEqual([{ ...monday, when: { at: '2026-11-23T12:00:00.000Z' } }]);
  });

  /** The file with something else in one place. */
  const file = (change: (file: { version: number; expectations: Record<string, unknown>[] }) => void) => {
    const parsed = JSON.parse(formatExpectations([monday, monday])) as { version: number; expectations: Record<string, unknown>[] };
    change(parsed);
    return JSON.stringify(parsed);
  };
  const second = (fields: Record<string, unknown>) => file((parsed) => Object.assign(parsed.expectations[1]!, fields));

  it.each<[string, string, string, string]>([
    ['no JSON', '{', 'not-json', ''],
    ['something else', '[]', 'not-expectations', ''],
    ['another version', file((parsed) => (parsed.version = 2)), 'version', 'version'],
    ['too many', file((parsed) => (parsed.expectations = Array.from({ length: 501 }, () => ({ ...monday })))), 'too-many', 'expectations'],
    ['one that is none', file((parsed) => parsed.expectations.push(null as never)), 'not-expectations', 'expectations[2]'],
    ['a missing field', file((parsed) => delete parsed.expectations[1]!['device']), 'missing', 'expectations[1].device'],
    ['an unknown field', second({ url: 'x' }), 'unknown-field', 'expectations[1].url'],
    ['a label that is no text', second({ label: 1 }), 'text', 'expectations[1].label'],
    ['an endless label', second({ label: 'x'.repeat(2049) }), 'text', 'expectations[1].label'],
    ['an empty device', second({ device: '' }), 'text', 'expectations[1].device'],
    ['a country that is no code', second({ country: 'NLD' }), 'country', 'expectations[1].country'],
    ['no time', second({ when: 'monday' }), 'when', 'expectations[1].when'],
    ['an instant without an offset', second({ when: { at: '2026-11-23T12:00:00' } }), 'instant', 'expectations[1].when.at'],
    ['a day that does not exist', second({ when: { at: '2026-02-30T12:00:00Z' } }), 'instant', 'expectations[1].when.at'],
    ['both kinds of time', second({ when: { at: now, weekday: 'monday' } }), 'unknown-field', 'expectations[1].when.weekday'],
    ['a weekday that is none', second({ when: { weekday: 'Monday', time: '12:00', timeZone: 'UTC' } }), 'weekday', 'expectations[1].when.weekday'],
    ['a time that is none', second({ when: { weekday: 'monday', time: '24:00', timeZone: 'UTC' } }), 'time', 'expectations[1].when.time'],
    ['a zone that is none', second({ when: { weekday: 'monday', time: '12:00', timeZone: 'Mars' } }), 'zone', 'expectations[1].when.timeZone'],
    ['a landing that is none', second({ expected: { kind: 'moon' } }), 'expected', 'expectations[1].expected.kind'],
    ['a landing without a URL', second({ expected: { kind: 'url' } }), 'missing', 'expectations[1].expected.url'],
    ['a flag that is none', second({ mustHold: 1 }), 'boolean', 'expectations[1].mustHold'],
  ])('that holds %s is refused as a whole, with the place', (_, text, problem, path) => {
    let error: unknown;
    try {
      parseExpectations(text);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ExpectationFileError);
    expect(error).toMatchObject({ problem, path });
  });
});

describe('expectations that are merged', () => {
  it('are not there twice, and what is there already keeps its name', () => {
    const named = { ...monday, label: 'Mine', mustHold: true };
    const other = { ...monday, country: 'DE' };
    const sameInstant = { ...monday, when: { at: '2026-11-23T13:00:00+01:00' } };
    expect(mergeExpectations([named], [monday, other, sameInstant, { ...other, label: 'Again' }])).toEqual([named, other]);
  });

  it('differ by all that is asked', () => {
    const others: Partial<Expectation>[] = [
      { device: null },
      { country: null },
      { when: { at: '2026-11-23T12:01:00Z' } },
      { when: { weekday: 'monday', time: '12:00', timeZone: 'UTC' } },
      { when: { weekday: 'monday', time: '12:00', timeZone: 'Europe/Amsterdam' } },
      { expected: { kind: 'url', url: 'https://b.example/' } },
      { expected: { kind: 'content' } },
      { expected: { kind: 'nowhere' } },
    ];
    expect(new Set([monday, ...others.map((fields) => ({ ...monday, ...fields }))].map(expectationKey)).size).toBe(others.length + 1);
  });
});
