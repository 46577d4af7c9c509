import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/proxy/answer.js';
import type { Grant } from '../../src/proxy/index.js';
import { checkQuestion, parseRollup, settleQuestion } from '../../src/proxy/rollup-query.js';
import { createStore } from '../../src/scans/store.js';
import type { RollupQuestion } from '../../src/scans/types.js';

const zone = 'time_zone=UTC';
const parse = (query: string) => parseRollup(new URLSearchParams(query));

/** Status, code and message of the refusal. */
function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return `${error.status} ${error.code} ${error.message}`;
    throw error;
  }
  return 'taken';
}

describe('the question of a roll-up', () => {
  it('is read from its parameters', () => {
    expect(
      parse(
        'time_zone=Europe/Amsterdam&from=2026-01-01&to=2026-01-31&interval=day&breakdown=country&compare=previous&week_start=7' +
          '&filter[device]=ios&filter[utm-source]=a%20b&filter[weekday]=7&filter[hour]=0',
      ),
    ).toEqual({
      timeZone: 'Europe/Amsterdam',
      from: '2026-01-01',
      to: '2026-01-31',
      interval: 'day',
      breakdown: 'country',
      compare: 'previous',
      weekStart: 7,
      filter: { device: 'ios', 'utm-source': 'a b', weekday: 7, hour: 0 },
    });
  });

  it('needs nothing but a zone', () => {
    expect(parse(zone)).toEqual({ timeZone: 'UTC', interval: 'auto' });
  });

  it('takes each of the breakdowns and each of the filters', () => {
    const names = ['device', 'country', 'referrer', 'utm-source', 'utm-medium', 'utm-campaign', 'destination'];
    for (const name of [...names, 'weekday-hour']) expect(parse(`${zone}&breakdown=${name}`).breakdown).toBe(name);
    for (const name of names) expect(parse(`${zone}&filter[${name}]=x1`).filter).toMatchObject({ [name]: /x1/i });
  });

  it('takes an empty filter for "unknown"', () => {
    expect(parse(`${zone}&filter[country]=&filter[device]=`).filter).toEqual({ country: null, device: null });
  });

  it('writes filters as scans are kept', () => {
    const given = '&filter[country]=nl&filter[device]=iOS&filter[referrer]=News.Example&filter[utm-campaign]=Spring';
    expect(parse(zone + given).filter).toEqual({
      country: 'NL',
      device: 'ios',
      referrer: 'news.example',
      'utm-campaign': 'Spring',
    });
  });

  it.each([
    ['europe/AMSTERDAM', 'Europe/Amsterdam'],
    ['utc', 'UTC'],
    ['america/new_york', 'America/New_York'],
    ['America/New_York', 'America/New_York'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Europe/Kyiv', 'Europe/Kyiv'],
    ['Etc/GMT+5', 'Etc/GMT+5'],
  ])('keeps the zone %s by the name %s', (given, name) => {
    expect(parse(`time_zone=${encodeURIComponent(given)}`).timeZone).toBe(name);
  });

  it.each([
    ['no zone', 'interval=day', 'time_zone is missing'],
    ['an empty zone', 'time_zone=', 'time_zone must be an IANA'],
    ['a zone that there is not', 'time_zone=Europe/Atlantis', 'time_zone must be an IANA'],
    ['an offset', 'time_zone=%2B02:00', 'time_zone must be an IANA'],
    ['a zone with a space', 'time_zone=%20UTC', 'time_zone must be an IANA'],
    ['a path', 'time_zone=../../etc/passwd', 'time_zone must be an IANA'],
    ['the prototype', 'time_zone=__proto__', 'time_zone must be an IANA'],
    ['a very long zone', `time_zone=${'a'.repeat(100_000)}`, 'time_zone must be an IANA'],
    ['two zones', `${zone}&time_zone=UTC`, 'time_zone is given more than once'],
    ['an unknown parameter', `${zone}&limit=5`, 'takes no parameter of that name: "limit"'],
    ['an unknown filter', `${zone}&filter[city]=x`, 'takes no parameter of that name'],
    ['a filter of the prototype', `${zone}&filter[__proto__]=x`, 'takes no parameter of that name'],
    ['a filter as PHP writes arrays', `${zone}&filter[device][]=x`, 'takes no parameter of that name'],
    ['a repeated filter', `${zone}&filter[device]=a&filter%5Bdevice%5D=b`, 'given more than once'],
    ['a token', `${zone}&access_token=x`, 'takes no parameter of that name'],
    ['a day that the calendar does not have', `${zone}&from=2026-02-30`, 'from must be a date'],
    ['29 February of another year', `${zone}&to=2026-02-29`, 'to must be a date'],
    ['a date in another form', `${zone}&from=01-02-2026`, 'from must be a date'],
    ['a date with a time', `${zone}&from=2026-01-01T00:00:00Z`, 'from must be a date'],
    ['a year before 2000', `${zone}&from=1999-12-31`, 'from must be a date from 2000 to 2100'],
    ['a year after 2100', `${zone}&to=2101-01-01`, 'to must be a date from 2000 to 2100'],
    ['an empty date', `${zone}&from=`, 'from must be a date'],
    ['an end before the beginning', `${zone}&from=2026-01-02&to=2026-01-01`, 'ends (2026-01-01) before it begins (2026-01-02)'],
    ['an interval that there is not', `${zone}&interval=minute`, 'interval must be one of'],
    ['a breakdown that there is not', `${zone}&breakdown=city`, 'breakdown must be one of'],
    ['a comparison that there is not', `${zone}&compare=decade`, 'compare must be one of'],
    ['a week that begins on no day', `${zone}&week_start=0`, 'week_start must be a whole number from 1 to 7'],
    ['an eighth day', `${zone}&filter[weekday]=8`, 'filter[weekday] must be a whole number from 1 to 7'],
    ['no day', `${zone}&filter[weekday]=`, 'filter[weekday] must be a whole number'],
    ['hour 24', `${zone}&filter[hour]=24`, 'filter[hour] must be a whole number from 0 to 23'],
    ['a long text', `${zone}&filter[destination]=${'x'.repeat(2049)}`, 'filter[destination] must be text of at most 2048'],
  ])('is refused for %s', (_, query, message) => {
    const refusal = refusalOf(() => parse(query));
    expect(refusal).toMatch(/^400 query .*\.$/);
    expect(refusal).toContain(message);
  });

  it('takes the first and the last day, and a text as long as may be', () => {
    expect(parse(`${zone}&from=2000-01-01&to=2100-12-31`)).toMatchObject({ from: '2000-01-01', to: '2100-12-31' });
    const text = '🎉'.repeat(2048);
    expect(parse(`${zone}&filter[utm-source]=${encodeURIComponent(text)}`).filter).toEqual({ 'utm-source': text });
  });
});

describe('what a grant lets ask', () => {
  const check = (grant: Partial<Grant>, question: Partial<RollupQuestion>) =>
    refusalOf(() => checkQuestion({ operations: ['scans.rollup'], ...grant }, { timeZone: 'UTC', interval: 'day', ...question }));
  const filter = { device: 'ios' };

  it('is everything where it is full', () => {
    expect(check({}, { filter, breakdown: 'destination' })).toBe('taken');
    expect(check({ fields: 'full', minCell: 1 }, { filter: { destination: 'https://x.example/' } })).toBe('taken');
  });

  it('is no filter where values are counted in steps, as for the public they are', () => {
    expect(check({ fields: 'public' }, { filter })).toMatch(/^403 permission You may not filter: .* steps of 5 /);
    expect(check({ fields: 'public' }, { filter: { hour: 3 } })).toMatch(/^403/);
    expect(check({ minCell: 10 }, { filter })).toMatch(/steps of 10 /);
    expect(check({ fields: 'public' }, { breakdown: 'country' })).toBe('taken');
    expect(check({ fields: 'public', minCell: 1 }, { filter })).toBe('taken');
  });

  it('is never a destination where fields are public', () => {
    for (const minCell of [1, 5]) {
      const grant = { fields: 'public' as const, minCell };
      expect(check(grant, { breakdown: 'destination' })).toMatch(/^403 permission Target URLs are not public/);
      expect(check(grant, { filter: { destination: null } })).toMatch(/^403 permission Target URLs are not public/);
    }
  });

  it.each([0, -5, 1.5, NaN, Infinity, '5', null, {}])('is nothing where minCell is %j', (minCell) => {
    expect(() => check({ fields: 'public', minCell: minCell as number }, {})).toThrow(TypeError);
  });
});

describe('the period of a question', () => {
  const now = new Date('2026-04-15T23:30:00Z');
  const stored = createStore();
  stored.add([{ id: 1, created_at: '2026-04-10T22:30:00Z' }]);
  const settle = (question: Partial<RollupQuestion>, scans = stored) =>
    settleQuestion({ timeZone: 'Europe/Amsterdam', interval: 'day', ...question }, scans, now);

  it('runs from the day of the first scan to today, both in its zone', () => {
    expect(settle({})).toMatchObject({ from: '2026-04-11', to: '2026-04-16' });
    expect(settle({ timeZone: 'UTC' })).toMatchObject({ from: '2026-04-10', to: '2026-04-15' });
  });

  it('is today where there is no scan', () => {
    expect(settle({}, createStore())).toMatchObject({ from: '2026-04-16', to: '2026-04-16' });
    expect(settle({ to: '2026-01-01' })).toMatchObject({ from: '2026-01-01', to: '2026-01-01' });
  });

  it('has at most 20 years, and 93 days of hours', () => {
    expect(settle({ from: '2006-05-01' })).toMatchObject({ from: '2006-05-01' });
    expect(refusalOf(() => settle({ from: '2005-05-01' }))).toMatch(/^400 query A period has at most 20 years/);
    expect(settle({ interval: 'hour', from: '2026-01-01', to: '2026-04-03' })).toMatchObject({ from: '2026-01-01' });
    expect(refusalOf(() => settle({ interval: 'hour', from: '2026-01-01', to: '2026-04-04' }))).toMatch(/^400 query Hours/);
  });

  it('is cut, not refused, where it was not asked for: a single scan may have a wrong clock', () => {
    const old = createStore();
    old.add([{ id: 1, created_at: '1971-01-01T00:00:00Z' }]);
    expect(settle({ interval: 'auto' }, old)).toMatchObject({ from: '2006-04-02', to: '2026-04-16' });
    expect(refusalOf(() => settle({ interval: 'hour' }, old))).toMatch(/^400 query Hours/);
  });

  it('may not begin after today without an end', () => {
    expect(refusalOf(() => settle({ from: '2026-04-17' }))).toMatch(/^400 query The period ends before it begins/);
    expect(settle({ from: '2026-04-16', to: '2026-12-31' })).toMatchObject({ to: '2026-12-31' });
  });

  it('is computed in one zone for all of its names, in whatever case', () => {
    const names = ['Asia/Kolkata', 'Asia/Calcutta', 'asia/kolkata', 'ASIA/CALCUTTA'].map((timeZone) => settle({ timeZone }).timeZone);
    expect(new Set(names).size).toBe(1);
  });
});
