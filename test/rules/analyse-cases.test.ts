import { describe, expect, it } from 'vitest';
import { analyse, analyseInSteps, RuleSetError } from '../../src/rules/index.js';
import type { RuleLike, RuleSemantics, RuleSet, Verdict } from '../../src/rules/index.js';

const code: RuleSet['code'] = { type: 'dynamic', content_type: 'url', target_url: 'https://t.example/', fallback_url: 'https://f.example/' };
/** A Tuesday. */
const from = '2026-11-24T00:00:00Z';
const workdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

/** Rules 1, 2, …, in the order given, each before the next and with a URL of its own. */
function rules(...fields: Partial<RuleLike>[]): RuleLike[] {
  return fields.map((some, index) => ({ id: index + 1, url: `https://r.example/${index + 1}`, priority: index, ...some }));
}

interface Options {
  code?: RuleSet['code'];
  semantics?: Partial<RuleSemantics>;
  to?: string;
}

const verdictsOf = (given: RuleLike[], { code: fields, semantics = {}, to }: Options = {}) =>
  analyse({ code: { ...code, ...fields }, rules: given }, { horizon: { from, to: to ?? null }, semantics }).verdicts;

/** "shadowed 2 by 1" */
const worded = ({ kind, rule, rules, by, unlessRenewed }: Verdict) =>
  [kind, rule ?? rules?.join('+'), by?.length && `by ${by.join('+')}`, unlessRenewed && 'unless renewed'].filter(Boolean).join(' ');

const said = (given: RuleLike[], options?: Options) => verdictsOf(given, options).map(worded);

describe('a rule that is never to match', () => {
  it.each<[string, Partial<RuleLike>, Partial<RuleSemantics>]>([
    ['ends before it starts', { start_at: '2026-12-02T00:00:00Z', end_at: '2026-12-01T00:00:00Z' }, {}],
    ['ends when it starts', { start_at: '2026-12-01T00:00:00Z', end_at: '2026-12-01T00:00:00Z' }, {}],
    ['has none of its weekdays', { start_at: '2026-12-01T00:00:00Z', end_at: '2026-12-05T00:00:00Z', days_of_week: ['sunday'] }, {}],
    // 22:00 to 23:00 UTC on Saturday is Sunday in Nairobi from 21:00 on, and Saturday in Lisbon.
    ['has none in that zone', { start_at: '2026-11-28T22:00:00Z', end_at: '2026-11-28T23:00:00Z', days_of_week: ['saturday'] }, { weekdayTimeZone: 'Africa/Nairobi' }],
    ['is between two milliseconds', { start_at: '2026-12-01T00:00:00Z', end_at: '2026-12-01T00:00:00.001Z' }, { boundary: '()' }],
  ])('is dead where it %s', (_, fields, semantics) => {
    expect(said(rules(fields), { semantics })).toEqual(['dead 1']);
  });

  it.each<[string, Partial<RuleLike>, Partial<RuleSemantics>]>([
    ['one instant is left', { start_at: '2026-12-01T00:00:00Z', end_at: '2026-12-01T00:00:00Z' }, { boundary: '[]' }],
    ['the weekday begins within', { start_at: '2026-11-28T22:00:00Z', end_at: '2026-11-28T23:00:00Z', days_of_week: ['saturday'] }, {}],
    ['a zone has more of the weekday', { start_at: '2026-11-28T22:00:00Z', end_at: '2026-11-28T23:00:00Z', days_of_week: ['sunday'] }, { weekdayTimeZone: 'Africa/Nairobi' }],
  ])('is not where %s', (_, fields, semantics) => {
    expect(said(rules(fields), { semantics })).toEqual(['upcoming 1']);
  });

  it('knows the hour that a zone has more or less when clocks change', () => {
    const last = { start_at: '2027-03-28T21:30:00Z', end_at: '2027-03-28T22:30:00Z' };
    // Clocks have been set forward that morning: Sunday ends at 22:00 UTC, an hour earlier than a day before.
    const semantics = { weekdayTimeZone: 'Europe/Amsterdam' };
    expect(said(rules({ ...last, days_of_week: ['monday'] }), { semantics })).toEqual(['upcoming 1']);
    expect(said(rules({ start_at: '2027-03-27T21:30:00Z', end_at: '2027-03-27T22:30:00Z', days_of_week: ['sunday'] }), { semantics })).toEqual(['dead 1']);
  });

  it('knows the day that Samoa left out', () => {
    const friday = { start_at: '2011-12-29T12:00:00Z', end_at: '2011-12-31T09:00:00Z', days_of_week: ['friday'] };
    expect(said(rules(friday), { semantics: { weekdayTimeZone: 'UTC' } })).toContain('expired 1');
    // Thursday until 10:00 UTC of the 30th, then Saturday.
    expect(said(rules(friday), { semantics: { weekdayTimeZone: 'Pacific/Apia' } })).toContain('dead 1');
  });

  it('answers at once for a year far ahead, in a zone', () => {
    const far = { start_at: '9999-06-01T00:00:00Z', end_at: '9999-06-02T12:00:00Z', days_of_week: ['tuesday'] };
    expect(said(rules(far), { semantics: { weekdayTimeZone: 'Europe/Amsterdam' } })).toEqual(['upcoming 1']);
    expect(said(rules({ ...far, days_of_week: ['friday'] }), { semantics: { weekdayTimeZone: 'Europe/Amsterdam' } })).toEqual(['dead 1']);
  });
});

describe('a rule out of time', () => {
  it('is expired where it can match no more, and can be left out', () => {
    expect(said(rules({ end_at: from }, {}))).toEqual(['expired 1', 'redundant 1']);
    expect(said(rules({ end_at: from }, {}), { semantics: { boundary: '[]' } })).toEqual(['partly-shadowed 2 by 1']);
  });

  it('is expired where its last weekday has passed', () => {
    const mondays = { end_at: '2026-11-27T00:00:00Z', days_of_week: ['monday'] };
    expect(said(rules(mondays, {}))).toEqual(['expired 1', 'redundant 1']);
  });

  it('is upcoming from the first instant at which it matches', () => {
    const [verdict] = verdictsOf(rules({ device: 'ios', country_code: 'nl', start_at: '2026-12-01T00:00:00Z', days_of_week: ['saturday'] }));
    expect(verdict).toEqual({ kind: 'upcoming', rule: 1, witness: { device: 'ios', country: 'NL', at: '2026-12-05T00:00:00.000Z' } });
  });

  it('is after the licence or the expiry, whichever ends the code first', () => {
    const late = rules({ start_at: '2027-01-01T00:00:00Z' });
    const at = { soon: '2026-12-15T00:00:00Z', late: '2026-12-20T00:00:00Z' };
    const said = (fields: RuleSet['code']) => verdictsOf(late, { code: fields }).map(worded);
    expect(said({ licensed_until: at.soon, expires_at: at.late })).toContain('after-licence 1');
    expect(said({ licensed_until: at.late, expires_at: at.soon })).toContain('after-expiry 1');
    expect(said({ licensed_until: at.soon, expires_at: at.soon })).toContain('after-expiry 1');
    expect(said({ licensed_until: '2027-01-01T00:00:00.001Z' })).toEqual(['upcoming 1']);
  });

  it('says that the licence may be renewed', () => {
    const set = rules({ start_at: '2027-01-01T00:00:00Z' }, {});
    const fields = { licensed_until: '2026-12-15T00:00:00Z', auto_renew: true };
    expect(said(set, { code: fields })).toEqual(['upcoming 1', 'after-licence 1 unless renewed', 'redundant 1 unless renewed']);
  });
});

describe('a rule that others win before', () => {
  it('is shadowed by one rule that asks for less', () => {
    expect(said(rules({ device: 'ios' }, { device: 'ios', country_code: 'DE' }))).toEqual(['shadowed 2 by 1', 'redundant 2']);
  });

  it('is not by a rule of another device or country, or by an inactive one', () => {
    expect(said(rules({ device: 'ios' }, { device: 'iOS' }))).toEqual([]);
    expect(said(rules({ country_code: 'de' }, { country_code: 'DE', days_of_week: workdays }))).toEqual(['shadowed 2 by 1', 'redundant 2']);
    expect(said(rules({ is_active: false }, { device: 'ios' }))).toEqual([]);
  });

  it.each<[string, Partial<RuleLike>[]]>([
    ['weekdays that make up a week', [{ days_of_week: workdays }, { days_of_week: ['SATURDAY', 'sunday', 'sunday'] }, {}]],
    ['windows that abut', [{ end_at: '2026-12-01T00:00:00Z' }, { start_at: '2026-12-01T00:00:00Z' }, {}]],
    ['windows that overlap, on some days', [{ end_at: '2026-12-03T00:00:00Z' }, { start_at: '2026-12-01T00:00:00Z' }, { days_of_week: ['monday'] }]],
    ['one for its device and one for its country', [{ device: 'ios', days_of_week: workdays }, { country_code: 'DE', days_of_week: ['saturday', 'sunday'] }, { device: 'ios', country_code: 'DE' }]],
  ])('is shadowed by a union: %s', (_, fields) => {
    expect(said(rules(...fields))).toContain('shadowed 3 by 1+2');
  });

  it('is not where the union leaves a millisecond, or those in no country that has a rule', () => {
    expect(said(rules({ end_at: '2026-12-01T00:00:00Z' }, { start_at: '2026-12-01T00:00:00.001Z' }, {}))).toEqual([
      'upcoming 2',
      'partly-shadowed 3 by 1+2',
    ]);
    expect(said(rules({ end_at: '2026-12-01T00:00:00Z' }, { start_at: '2026-12-01T00:00:00Z' }, {}), { semantics: { boundary: '()' } })).toContain(
      'partly-shadowed 3 by 1+2',
    );
    expect(said(rules({ device: 'ios', country_code: 'DE' }, { device: 'ios', country_code: 'FR' }, { device: 'ios' }))).toEqual(['partly-shadowed 3 by 1+2']);
  });

  it('names one rule where one will do, and none that can be spared', () => {
    const set = rules({ days_of_week: workdays }, { days_of_week: ['saturday', 'sunday'] }, { device: 'ios' }, { device: 'ios', country_code: 'DE' });
    expect(said(set)).toContain('shadowed 4 by 3');
    const three = rules({ days_of_week: ['monday'] }, { days_of_week: workdays }, { days_of_week: ['friday', 'saturday', 'sunday'] }, {});
    expect(said(three)).toContain('shadowed 4 by 2+3');
  });

  it('is shadowed by the end of the licence alone', () => {
    const set = rules({ end_at: '2026-12-15T00:00:00Z' }, {});
    const limits = { licensed_until: '2026-12-01T00:00:00Z' };
    expect(said(set, { code: limits })).toEqual(['shadowed 2 by 1', 'redundant 2']);
    expect(said(set, { code: { ...limits, auto_renew: true } })).toEqual(['shadowed 2 by 1 unless renewed', 'redundant 2 unless renewed']);
    expect(said(set, { code: { ...limits, auto_renew: true }, to: '2026-12-01T00:00:00Z' })).toEqual(['shadowed 2 by 1', 'redundant 2']);
  });

  it('is partly shadowed by those that win where it loses', () => {
    const [verdict] = verdictsOf(rules({ device: 'ios', country_code: 'DE' }, { country_code: 'DE' }));
    expect(verdict).toEqual({ kind: 'partly-shadowed', rule: 2, by: [1], witness: { device: 'ios', country: 'DE', at: '2026-11-24T00:00:00.000Z' } });
  });

  it('loses a draw that its weight of 0 leaves to others', () => {
    const tie = rules({ priority: 0, weight: 0 }, { priority: 0, weight: 3, device: 'ios' });
    expect(said(tie)).toEqual(['partly-shadowed 1 by 2', 'tie 1+2', 'zero-weights 1']);
    expect(said(rules({ priority: 0, weight: 0 }, { priority: 0 }))).toEqual(['shadowed 1 by 2', 'redundant 1', 'tie 1+2']);
  });
});

describe('a rule without which nobody lands elsewhere', () => {
  const url = 'https://same.example/';

  it('leads where those after it lead', () => {
    const [verdict] = verdictsOf(rules({ device: 'ios', url }, { url }));
    expect(verdict).toEqual({ kind: 'redundant', rule: 1, by: [2], witness: { device: 'ios', country: null, at: '2026-11-24T00:00:00.000Z' } });
  });

  it('leads where nothing matching leads, be it a rule or not', () => {
    expect(said(rules({ device: 'ios', url: 'https://f.example/' }, { device: 'mac' }))).toEqual(['redundant 1']);
    expect(said(rules({ device: 'ios', url: 'https://f.example/' }))).toEqual([]);
    // Without its last rule, a code has no fallback.
    expect(said(rules({ device: 'ios', url: 'https://t.example/' }), { code: { fallback_url: 'https://t.example/' } })).toEqual(['redundant 1']);
  });

  it('does not change the odds of a draw', () => {
    const shares = (...weights: number[]) => rules(...weights.map((weight, index) => ({ priority: 0, weight, url: index < 2 ? url : 'https://other.example/' })));
    expect(said(shares(1, 1))).toEqual(['redundant 1 by 2', 'redundant 2 by 1', 'tie 1+2']);
    expect(said(shares(1, 1, 2))).toEqual(['tie 1+2+3']);
  });

  it('is looked for in the time that is left only', () => {
    expect(said(rules({ start_at: '2026-12-10T00:00:00Z' }, { url }), { to: '2026-12-10T00:00:00Z' })).toEqual(['upcoming 1', 'redundant 1']);
    expect(said(rules({}), { code: { expires_at: from } })).toEqual(['after-expiry 1', 'redundant 1']);
  });
});

describe('draws and gaps', () => {
  it('reports a draw that takes place, and whether nobody gave a weight', () => {
    const draw = (fields: Partial<RuleLike>) => verdictsOf(rules({ priority: 0 }, { priority: 0, ...fields }));
    expect(draw({ weight: null })).toMatchObject([{ kind: 'tie', rules: [1, 2], unweighted: true }]);
    expect(draw({ weight: 1 })).toMatchObject([{ kind: 'tie', rules: [1, 2], unweighted: false }]);
  });

  it('reports none that others win before, or whose members never meet', () => {
    expect(said(rules({ device: 'ios' }, { priority: 1, device: 'ios' }, { priority: 1, device: 'ios', country_code: 'DE' })).filter((text) => text.startsWith('tie'))).toEqual([]);
    expect(said(rules({ priority: 0, days_of_week: workdays }, { priority: 0, days_of_week: ['sunday'] }))).toEqual([]);
  });

  it('reports the largest draws, each once', () => {
    const set = rules({ priority: 0 }, { priority: 0, device: 'ios' }, { priority: 0, country_code: 'DE' }, { priority: 0, device: 'mac' });
    expect(said(set)).toEqual(['tie 1+2+3', 'tie 1+3+4']);
  });

  it('reports those that hang together as one, where one priority has more than a hundred draws', () => {
    const countries = Array.from({ length: 101 }, (_, index) => `A${String.fromCharCode(65 + (index % 26))}${Math.floor(index / 26)}`);
    const set = rules({ priority: 0 }, ...countries.map((country_code) => ({ priority: 0, country_code })), { priority: 0, device: 'ios', weight: 1 });
    const ties = verdictsOf(set).filter(({ kind }) => kind === 'tie');
    expect(ties).toMatchObject([
      { rules: set.slice(0, 102).map(({ id }) => id), unweighted: true, chained: true },
      { rules: set.map(({ id }) => id), unweighted: false, chained: true },
    ]);
    expect(ties.map(({ witness }) => witness!.device)).toEqual([null, 'ios']);
    const few = rules({ priority: 0 }, ...countries.slice(0, 100).map((country_code) => ({ priority: 0, country_code })));
    expect(verdictsOf(few).filter(({ kind }) => kind === 'tie')).toHaveLength(100);
  });

  it('reports tiers that nobody gave a weight above 0, also of one rule', () => {
    expect(said(rules({ weight: 0 }))).toEqual(['zero-weights 1']);
    expect(said(rules({ priority: 0, weight: 0 }, { priority: 0, weight: 0 }))).toEqual(['tie 1+2', 'zero-weights 1+2']);
    expect(said(rules({}), { semantics: { nullWeight: 0 } })).toEqual(['zero-weights 1']);
  });

  it('reports a gap where no rule matches and nothing catches it', () => {
    const gap = { code: { fallback_url: null } };
    expect(verdictsOf(rules({ days_of_week: workdays }), gap)).toEqual([{ kind: 'gap', witness: { device: null, country: null, at: '2026-11-28T00:00:00.000Z' } }]);
    expect(said(rules({ device: 'ios' }), { code: { fallback_url: '' } })).toEqual(['gap']);
    expect(said(rules({ device: 'ios' }))).toEqual([]);
    expect(said(rules({}), gap)).toEqual([]);
    expect(said([], gap)).toEqual([]);
    expect(said(rules({ is_active: false }), gap)).toEqual(['gap']);
    expect(said(rules({ end_at: '2026-12-01T00:00:00Z' }), { code: { fallback_url: null, licensed_until: '2026-12-01T00:00:00Z' } })).toEqual([]);
  });
});

describe('what is looked at', () => {
  it('is a code as if it were switched on, and nothing of a static one', () => {
    const set = rules({}, { device: 'ios' });
    expect(said(set, { code: { is_active: false } })).toEqual(['shadowed 2 by 1', 'redundant 2']);
    expect(said(set, { code: { type: 'static' } })).toEqual([]);
  });

  it('is told in order of evaluation, whatever order the rules come in', () => {
    const set = rules({}, { device: 'ios' }, { device: 'mac' });
    expect(verdictsOf(set.reverse()).map(({ rule }) => rule)).toEqual([2, 2, 3, 3]);
  });

  it('is the same where it is looked at in steps', () => {
    const set = { code, rules: rules({ device: 'ios', country_code: 'DE' }, { device: 'ios' }, { device: 'ios', days_of_week: workdays }, {}) };
    const steps = analyseInSteps(set, { horizon: { from } });
    let step = steps.next();
    while (!step.done) step = steps.next();
    expect(step.value.verdicts).toHaveLength(4);
    expect(step.value.verdicts).toEqual(analyse(set, { horizon: { from } }).verdicts);
  });

  it.each<[string, Partial<RuleLike>]>([
    ['start_at', { start_at: '2026-12-01' }],
    ['days_of_week', { days_of_week: ['someday'] }],
    ['weight', { weight: -1 }],
  ])('has to be readable: %s', (field, fields) => {
    expect(() => verdictsOf(rules({}, fields))).toThrow(expect.objectContaining({ rule: 2, field }) as Error);
  });

  it('has to begin and end at instants', () => {
    expect(() => analyse({ code, rules: [] }, { horizon: { from: '2026-11-24' } })).toThrow(RuleSetError);
    expect(() => analyse({ code, rules: [] }, { horizon: { from, to: 'tomorrow' } })).toThrow(RuleSetError);
  });
});
