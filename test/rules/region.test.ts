import { describe, expect, it } from 'vitest';
import { analyse, diff, transients } from '../../src/rules/index.js';
import type { Change, Choice, Landing, Region, RuleLike, RuleSet } from '../../src/rules/index.js';

const code: RuleSet['code'] = { type: 'dynamic', content_type: 'url', target_url: 'https://t/', fallback_url: 'https://f/' };
/** A Tuesday. */
const from = '2026-11-24T00:00:00Z';
const workdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

/** Rules 1, 2, … in order of evaluation, to `https://1/` and so on. */
const rules = (...fields: Partial<RuleLike>[]): RuleLike[] =>
  fields.map((some, index) => ({ id: index + 1, url: `https://${index + 1}/`, priority: index, ...some }));

const choice = (chosen: Choice) => ('only' in chosen ? chosen.only.join('+') : ['any', ...chosen.except].join(' but '));
const day = (at: string | null) => at?.replace('T00:00:00.000Z', '') ?? '';

/** "ios, any but DE, 2026-12-01 to, sat+sun" */
function worded({ devices, countries, from, to, weekdays }: Region): string {
  const time = from ?? to ? [`${day(from)} to ${day(to)}`.trim()] : [];
  return [choice(devices), choice(countries), ...time, ...(weekdays ? [weekdays.map((name) => name.slice(0, 3)).join('+')] : [])].join(', ');
}

const wins = (given: RuleLike[], id: number, horizon: { from: string; to?: string } = { from }) =>
  analyse({ code, rules: given }, { horizon }).winsWhere(id).map(worded);

describe('where a rule wins', () => {
  it('is everywhere, for ever, where nothing is asked', () => {
    expect(wins(rules({}), 1)).toEqual(['any, any']);
  });

  it('is its own conditions where it comes first, sorted as the API has it', () => {
    const first = { device: 'ios', country_code: 'nl', start_at: '2026-12-01T00:00:00Z', end_at: '2027-01-01T00:00:00Z' };
    expect(wins(rules({ ...first, days_of_week: ['sunday', 'Monday'] }), 1)).toEqual(['ios, NL, 2026-12-01 to 2027-01-01, mon+sun']);
  });

  it('leaves out what others take, in few regions', () => {
    expect(wins(rules({ device: 'ios' }, { device: 'mac' }, {}), 3)).toEqual(['any but ios but mac, any']);
    expect(wins(rules({ device: 'ios', country_code: 'DE' }, {}), 2)).toHaveLength(2);
    expect(wins(rules({ days_of_week: workdays }, {}), 2)).toEqual(['any, any, sat+sun']);
    expect(wins(rules({ start_at: '2026-12-01T00:00:00Z', end_at: '2027-01-01T00:00:00Z' }, {}), 2)).toEqual([
      'any, any, to 2026-12-01',
      'any, any, 2027-01-01 to',
    ]);
  });

  it('joins stretches of time of which the second has none of the days that would tell them apart', () => {
    // A Tuesday and a Wednesday, in a rule for weekends.
    const within = { start_at: '2026-12-01T00:00:00Z', end_at: '2026-12-03T00:00:00Z' };
    expect(wins(rules({ device: 'ios', ...within }, { device: 'ios', days_of_week: ['saturday', 'sunday'] }), 2)).toEqual(['ios, any, sat+sun']);
  });

  it('joins places first where that makes fewer regions', () => {
    const winter = { start_at: '2026-12-01T00:00:00Z', end_at: '2027-03-01T00:00:00Z' };
    const summer = { start_at: '2027-06-01T00:00:00Z', end_at: '2027-09-01T00:00:00Z' };
    expect(wins(rules({ device: 'ios', ...winter }, { country_code: 'NL', ...summer }, {}), 3)).toEqual([
      'any, any, to 2026-12-01',
      'any but ios, any, 2026-12-01 to 2027-03-01',
      'any, any, 2027-03-01 to 2027-06-01',
      'any, any but NL, 2027-06-01 to 2027-09-01',
      'any, any, 2027-09-01 to',
    ]);
  });

  it('names no weekdays where all that a stretch has count', () => {
    const weekend = { start_at: '2026-11-28T00:00:00Z', end_at: '2026-11-30T00:00:00Z' };
    expect(wins(rules({ ...weekend, days_of_week: ['saturday', 'sunday'] }), 1)).toEqual(['any, any, 2026-11-28 to 2026-11-30']);
  });

  it('is open where the horizon ends, and closed where the code does', () => {
    const horizon = { from, to: '2026-12-24T00:00:00Z' };
    expect(wins(rules({}), 1, horizon)).toEqual(['any, any']);
    const limited = { code: { ...code, licensed_until: '2026-12-01T00:00:00Z' }, rules: rules({}) };
    expect(analyse(limited, { horizon }).winsWhere(1).map(worded)).toEqual(['any, any, to 2026-12-01']);
  });

  it('is nowhere for rules that are shadowed, inactive, past or not there', () => {
    const set = rules({}, { device: 'ios' }, { is_active: false, priority: -1 }, { end_at: from, device: 'mac', priority: -1 });
    expect([2, 3, 4, 99].flatMap((id) => wins(set, id))).toEqual([]);
  });
});

describe('where no rule matches', () => {
  const misses = (given: RuleLike[], fields: RuleSet['code'] = {}) =>
    analyse({ code: { ...code, ...fields }, rules: given }, { horizon: { from } }).missesWhere().map(worded);

  it('is told whether or not there is a fallback', () => {
    expect(misses(rules({ device: 'ios' }))).toEqual(['any but ios, any']);
    expect(misses(rules({ device: 'ios' }), { fallback_url: null })).toEqual(['any but ios, any']);
    expect(misses(rules({}))).toEqual([]);
    expect(misses([])).toEqual(['any, any']);
  });
});

const place = ({ kind, destinations }: Landing) =>
  kind === 'landed' ? destinations.map(({ url, probability: { n, d } }) => `${url} ${n}/${d}`).join(' ') : kind;
const told = ({ before, after, regions }: Change) => [place(before), place(after), ...regions.map(worded)];

describe('what differs between two versions', () => {
  const between = (before: RuleLike[], after: RuleLike[], fields: [RuleSet['code'], RuleSet['code']] = [{}, {}]) =>
    diff({ code: { ...code, ...fields[0] }, rules: before }, { code: { ...code, ...fields[1] }, rules: after }, { horizon: { from } });

  const [ios, nl, all] = rules({ device: 'ios', days_of_week: ['monday'] }, { country_code: 'NL' }, {}) as [RuleLike, RuleLike, RuleLike];

  it('is where the edited rule wins, by where people land', () => {
    const changes = between([ios, nl, all], [{ ...ios, url: 'https://promo/' }, nl, all]);
    expect(changes.map(told)).toEqual([['https://1/ 1/1', 'https://promo/ 1/1', 'ios, any, mon']]);
    expect(changes[0]!.witness).toEqual({ device: 'ios', country: null, at: '2026-11-30T00:00:00.000Z' });
  });

  it('is one change for each pair of landings', () => {
    expect(between([ios, nl, all], [nl, all]).map(told)).toEqual([
      ['https://1/ 1/1', 'https://3/ 1/1', 'ios, any but NL, mon'],
      ['https://1/ 1/1', 'https://2/ 1/1', 'ios, NL, mon'],
    ]);
  });

  it('is nothing where only names, order or what leads to a URL differ', () => {
    expect(between([ios, nl, all], [{ ...all, id: 10 }, ios, nl])).toEqual([]);
    expect(between([all], [all, { ...all, priority: 9, device: 'ios' }])).toEqual([]);
    expect(between([{ ...nl, url: 'https://f/' }, { ...ios, days_of_week: null }], [{ ...ios, days_of_week: null }])).toEqual([]);
  });

  it('is the odds of a draw as well, two rules that do the same being two', () => {
    const same = { url: 'https://same/', priority: 0 };
    const draw = rules(same, same, { priority: 0 });
    expect(between(draw, draw.slice(1)).map(told)).toEqual([['https://3/ 1/3 https://same/ 2/3', 'https://3/ 1/2 https://same/ 1/2', 'any, any']]);
  });

  it('is what the first rule does to those whom it does not match', () => {
    expect(between([], [{ ...ios, days_of_week: null }]).map(told)).toEqual([
      ['https://t/ 1/1', 'https://f/ 1/1', 'any but ios, any'],
      ['https://t/ 1/1', 'https://1/ 1/1', 'ios, any'],
    ]);
  });

  it('is a longer licence, until both codes have ended', () => {
    const until = (day: string) => ({ licensed_until: `2026-12-${day}T00:00:00Z` });
    expect(between([all], [all], [until('01'), until('15')]).map(told)).toEqual([
      ['licence-expired', 'https://3/ 1/1', 'any, any, 2026-12-01 to 2026-12-15'],
    ]);
    expect(between([all], [{ ...all, url: 'https://new/' }], [until('01'), until('01')]).map(told)).toEqual([
      ['https://3/ 1/1', 'https://new/ 1/1', 'any, any, to 2026-12-01'],
    ]);
  });
});

describe('what is only so on the way', () => {
  const [promo, rest] = rules({ device: 'ios' }, {}) as [RuleLike, RuleLike];
  const on = (...versions: RuleLike[][]) =>
    transients(versions.map((rules) => ({ code, rules })), { horizon: { from } }).map((changes) => changes.map(told));

  it('is told for each state between the first and the last', () => {
    const later = { ...promo, url: 'https://later/' };
    expect(on([promo, rest], [rest], [later, rest])).toEqual([[], [['https://1/ 1/1', 'https://2/ 1/1', 'ios, any']], []]);
    expect(on([promo, rest], [promo, later, rest], [later, rest])).toEqual([[], [['https://1/ 1/1', 'https://1/ 1/2 https://later/ 1/2', 'ios, any']], []]);
  });

  it('is nothing where every state leads as the first or the last does', () => {
    const later = { ...promo, url: 'https://later/', priority: -1 };
    expect(on([promo, rest], [later, promo, rest], [later, rest])).toEqual([[], [], []]);
    expect(on([promo], [rest])).toEqual([[], []]);
  });
});
