import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, RuleSetError, type Context, type RuleLike, type RuleSet } from '../../src/rules/index.js';

const code: RuleSet['code'] = {
  type: 'dynamic',
  is_active: true,
  content_type: 'url',
  target_url: 'https://t.example/',
  fallback_url: null,
  expires_at: null,
  licensed_until: null,
};
let nextId = 1;
const rule = (fields: Partial<RuleLike> = {}): RuleLike => {
  const id = nextId++;
  return { id, url: `https://r.example/${id}`, ...fields };
};
const monday: Context = { device: 'ios', country: 'NL', at: '2026-11-23T12:00:00Z' };
const urls = (set: RuleSet, context = monday, semantics = {}) =>
  evaluate(set, context, semantics).destinations.map(({ url, probability: { n, d } }) => [url, `${n}/${d}`]);

describe('before any rule', () => {
  const matching = [rule()];
  it.each([
    ['inactive', { is_active: false, expires_at: '2020-01-01T00:00:00Z' }],
    ['expired', { expires_at: '2020-01-01T00:00:00Z', licensed_until: '2020-01-01T00:00:00Z' }],
    ['licence-expired', { licensed_until: '2020-01-01T00:00:00Z' }],
  ])('ends as %s and looks at no rule', (kind, fields) => {
    expect(evaluate({ code: { ...code, ...fields }, rules: matching }, monday)).toEqual({
      kind,
      destinations: [],
      trace: [],
    });
  });

  it('is expired from the very instant of expires_at', () => {
    const set = { code: { ...code, expires_at: '2026-11-23T12:00:00Z' }, rules: [] };
    expect(evaluate(set, { ...monday, at: '2026-11-23T11:59:59.999Z' }).kind).toBe('landed');
    expect(evaluate(set, monday).kind).toBe('expired');
  });

  it('needs no licence for a static code, and applies no rule to it', () => {
    const set = { code: { ...code, type: 'static', licensed_until: '2020-01-01T00:00:00Z' }, rules: matching };
    expect(evaluate(set, monday)).toMatchObject({ kind: 'landed', trace: [], destinations: [{ kind: 'target' }] });
  });
});

describe('whether a rule matches', () => {
  const failed = (fields: Partial<RuleLike>, context: Partial<Context> = {}, semantics = {}) =>
    evaluate({ code, rules: [rule(fields)] }, { ...monday, ...context }, semantics).trace[0]!.failed;

  it.each<[string, Partial<RuleLike>, Partial<Context>, string[]]>([
    ['no condition', {}, {}, []],
    ['explicit nulls', { device: null, country_code: null, start_at: null, end_at: null, days_of_week: null }, {}, []],
    ['inactive', { is_active: false }, {}, ['inactive']],
    ['same device', { device: 'ios' }, {}, []],
    ['other device', { device: 'android' }, {}, ['device']],
    ['unknown device', { device: 'ios' }, { device: null }, ['device']],
    ['a device the guide does not name', { device: 'tizen' }, { device: 'tizen' }, []],
    ['android is not linux', { device: 'linux' }, { device: 'android' }, ['device']],
    ['country in another case', { country_code: 'nl' }, { country: 'Nl' }, []],
    ['unknown country', { country_code: 'NL' }, { country: null }, ['country']],
    ['its weekday, in any case', { days_of_week: ['MONDAY', 'Monday'] }, {}, []],
    ['another weekday', { days_of_week: ['tuesday'] }, {}, ['weekday']],
    ['empty weekdays are any day', { days_of_week: [] }, {}, []],
    ['before its window', { start_at: '2026-11-23T12:00:01Z' }, {}, ['window']],
    ['every condition failed', { is_active: false, device: 'mac', country_code: 'DE', end_at: '2026-01-01T00:00:00Z', days_of_week: ['sunday'] }, {}, ['inactive', 'device', 'country', 'window', 'weekday']], // prettier-ignore
  ])('%s', (_, fields, context, expected) => {
    expect(failed(fields, context)).toEqual(expected);
  });

  it('reads windows as half-open, or as the boundary option says, at T−1 ms, T and T+1 ms', () => {
    const window = { start_at: '2026-11-23T12:00:00Z', end_at: '2026-11-23T14:00:00+01:00' };
    const instants = ['11:59:59.999', '12:00:00', '12:00:00.001', '12:59:59.999', '13:00:00', '13:00:00.001'];
    const inside = (boundary: string) =>
      instants.map((time) => (failed(window, { at: `2026-11-23T${time}Z` }, { boundary }).length ? '-' : 'x')).join('');
    expect(['[)', '[]', '(]', '()'].map(inside)).toEqual(['-xxx--', '-xxxx-', '--xxx-', '--xx--']);
  });

  it('reads weekdays in the zone of the semantics, daylight saving time included', () => {
    const days = { days_of_week: ['monday'] };
    // 23:30 on Sunday in UTC is Monday in Amsterdam: 00:30 in winter, 01:30 in summer.
    for (const at of ['2026-11-22T23:30:00Z', '2026-07-19T23:30:00Z']) {
      expect(failed(days, { at })).toEqual(['weekday']);
      expect(failed(days, { at }, { weekdayTimeZone: 'Europe/Amsterdam' })).toEqual([]);
    }
  });

  it('knows the weekday of every UTC day, before 1970 as well', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(-1e13), max: new Date(1e13), noInvalidDate: true }), (at) => {
        const name = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(at).toLowerCase();
        expect(failed({ days_of_week: [name] }, { at })).toEqual([]);
      }),
    );
  });
});

describe('when a rule could match next', () => {
  // Monday, 23 November 2026, 12:00 UTC.
  const next = (fields: Partial<RuleLike>, semantics = {}, context: Partial<Context> = {}) => {
    const [entry] = evaluate({ code, rules: [rule(fields)] }, { ...monday, ...context }, semantics).trace;
    return entry!.next;
  };

  it.each<[string, Partial<RuleLike>, string | null | undefined]>([
    ['is not said where its time is now', { device: 'mac', is_active: false }, undefined],
    ['is when its window opens', { start_at: '2026-12-01T08:00:00+01:00' }, '2026-12-01T07:00:00.000Z'],
    ['is the midnight of its next weekday', { days_of_week: ['wednesday', 'sunday'] }, '2026-11-25T00:00:00.000Z'],
    ['is both of a window and weekdays', { start_at: '2026-12-01T08:00:00Z', days_of_week: ['tuesday'] }, '2026-12-01T08:00:00.000Z'],
    ['may be days after a window opens', { start_at: '2026-12-01T08:00:00Z', days_of_week: ['monday'] }, '2026-12-07T00:00:00.000Z'],
    ['is never after a window has closed', { end_at: '2026-11-23T12:00:00Z' }, null],
    ['is never where a window closes before a weekday', { end_at: '2026-11-29T00:00:00Z', days_of_week: ['sunday'] }, null],
    ['is never in a window that ends before it starts', { start_at: '2027-01-02T00:00:00Z', end_at: '2027-01-01T00:00:00Z' }, null],
  ])('%s', (_, fields, expected) => {
    expect(next(fields)).toBe(expected);
  });

  it('keeps to the boundary', () => {
    const fields = { start_at: '2026-12-01T00:00:00Z', end_at: '2026-12-01T00:00:00Z' };
    expect(next(fields, { boundary: '[]' })).toBe('2026-12-01T00:00:00.000Z');
    expect(next(fields, { boundary: '(]' })).toBeNull();
    expect(next({ start_at: '2026-12-01T00:00:00Z' }, { boundary: '()' })).toBe('2026-12-01T00:00:00.001Z');
  });

  it('is a midnight of the zone, where it has one', () => {
    const sunday = { days_of_week: ['sunday'] };
    expect(next(sunday, { weekdayTimeZone: 'Asia/Kolkata' })).toBe('2026-11-28T18:30:00.000Z');
    // Clocks go from midnight to one o'clock.
    const september = { at: '2026-09-01T12:00:00Z' };
    expect(next(sunday, { weekdayTimeZone: 'America/Santiago' }, september)).toBe('2026-09-06T04:00:00.000Z');
  });

  it('is read only where it is asked for, and then once', () => {
    const outcome = evaluate({ code, rules: [rule({ days_of_week: ['sunday'] })] }, monday);
    expect(outcome.trace).toBe(outcome.trace);
    expect(Object.keys(outcome)).toEqual(['kind', 'destinations', 'trace']);
    expect(structuredClone(outcome)).toEqual(outcome);
  });
});

describe('weekdays far from now', () => {
  it.each([
    ['9999-12-31T22:59:00Z', 'friday'],
    ['9999-12-31T23:30:00Z', 'saturday'],
    ['1890-01-05T12:00:00Z', 'sunday'],
  ])('are those of %s in Amsterdam', (at, day) => {
    const set = { code, rules: [rule({ days_of_week: [day] })] };
    expect(evaluate(set, { ...monday, at }, { weekdayTimeZone: 'Europe/Amsterdam' }).trace[0]!.failed).toEqual([]);
  });

  it('are read of years with more than four digits too', () => {
    const set = { code, rules: [rule({ start_at: '+010000-01-01T00:00:00Z' })] };
    expect(evaluate(set, monday).trace[0]).toMatchObject({ failed: ['window'], next: '+010000-01-01T00:00:00.000Z' });
  });
});

describe('which rule wins', () => {
  it('is the matching one with the lowest priority number; absent counts as 0', () => {
    const [one, zero, minus] = [rule({ priority: 1 }), rule(), rule({ priority: -1, device: 'android' })];
    expect(urls({ code, rules: [one, zero, minus] })).toEqual([[zero.url, '1/1']]);
  });

  it('is drawn by weight among the matching members only', () => {
    const [a, b, c] = [rule({ weight: 70 }), rule({ weight: 30 }), rule({ weight: 900, device: 'mac' })];
    expect(urls({ code, rules: [a, b, c] })).toEqual([
      [a.url, '7/10'],
      [b.url, '3/10'],
    ]);
  });

  it('counts no weight as 1 and never draws weight 0', () => {
    const [a, b, c] = [rule(), rule({ weight: 2 }), rule({ weight: 0 })];
    expect(urls({ code, rules: [a, b, c] })).toEqual([
      [a.url, '1/3'],
      [b.url, '2/3'],
    ]);
  });

  it('treats a tier of zeros as equal', () => {
    const rules = [rule({ weight: 0 }), rule({ weight: 0 })];
    expect(urls({ code, rules }).map(([, share]) => share)).toEqual(['1/2', '1/2']);
  });

  it('adds up rules that share a URL', () => {
    const [a, b] = [rule({ url: 'https://same.example/' }), rule({ url: 'https://same.example/' })];
    const { destinations } = evaluate({ code, rules: [a, b, rule({ weight: 2 })] }, monday);
    expect(destinations[0]).toMatchObject({ kind: 'rule', rules: [a.id, b.id], probability: { n: 1, d: 2 } });
  });

  it('gives probabilities that add up to exactly 1, for any weights', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat({ max: 2 ** 31 - 1 })), { minLength: 1, maxLength: 12 }), (weights) => {
        const { destinations } = evaluate({ code, rules: weights.map((weight) => rule({ weight })) }, monday);
        const d = destinations.reduce((product, { probability }) => product * BigInt(probability.d), 1n);
        const n = destinations.reduce((sum, { probability: p }) => sum + (BigInt(p.n) * d) / BigInt(p.d), 0n);
        expect(n).toBe(d);
      }),
    );
  });
});

describe('no rule matches', () => {
  const miss = [rule({ device: 'mac' })];
  it.each([
    ['target without rules', { fallback_url: 'https://f.example/' }, [], {}, 'target'],
    ['fallback before target', { fallback_url: 'https://f.example/' }, miss, {}, 'fallback'],
    ['target without a fallback', {}, miss, {}, 'target'],
    ['nothing, under the other reading', {}, miss, { noMatch: 'fallback-or-nothing' as const }, 'nothing'],
    ['nothing without any URL', { target_url: null }, [], {}, 'nothing'],
    ['its content', { content_type: 'landing_page', target_url: null }, miss, {}, 'content'],
  ])('%s', (_, fields, rules, semantics, kind) => {
    const { destinations } = evaluate({ code: { ...code, ...fields }, rules }, monday, semantics);
    expect(destinations).toMatchObject([{ kind, rules: [], probability: { n: 1, d: 1 } }]);
  });
});

describe('what cannot be read', () => {
  it.each<[string, Partial<RuleLike>]>([
    ['days_of_week', { days_of_week: ['mon'] }],
    ['start_at', { start_at: '2026-04-01T08:00:00' }],
    ['end_at', { end_at: '2026-02-30T08:00:00Z' }],
    ['start_at', { start_at: '2026-13-01T08:00:00Z' }],
    ['weight', { weight: -1 }],
    ['weight', { weight: 0.5 }],
  ])('names the rule and its %s', (field, fields) => {
    const bad = rule(fields);
    expect(() => evaluate({ code, rules: [bad] }, monday)).toThrow(RuleSetError);
    expect(() => evaluate({ code, rules: [bad] }, monday)).toThrow(
      expect.objectContaining({ rule: bad.id, field }) as Error,
    );
  });

  it('rejects a moment without an offset', () => {
    expect(() => evaluate({ code, rules: [] }, { ...monday, at: '2026-11-23T12:00' })).toThrow(RuleSetError);
  });
});
