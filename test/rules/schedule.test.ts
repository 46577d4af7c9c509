import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSchedule, type ScheduleWindow, type WeeklySchedule } from '../../src/rules/schedule.js';
import { days, holds, lunch, schedule } from './schedules.js';

const compile = (more: Partial<WeeklySchedule>) => compileSchedule({ ...lunch, ...more });
const times = (more: Partial<WeeklySchedule>) => compile(more).rules.map(({ start_at, end_at }) => `${start_at!} ${end_at!}`);
const window = (from: string, to: string, weekdays = days): ScheduleWindow => ({ weekdays, from, to });
const codes = (more: Partial<WeeklySchedule>) => compile(more).problems.map(({ code, severity }) => `${severity} ${code}`);

describe('a compiled schedule', () => {
  it('is one dated rule for each occurrence, in UTC', () => {
    const { rules, count, problems } = compile({ from: '2026-06-04', to: '2026-06-08' });
    expect(rules.map(({ start_at, end_at }) => [start_at, end_at])).toEqual([
      ['2026-06-04T10:00:00Z', '2026-06-04T12:00:00Z'],
      ['2026-06-05T10:00:00Z', '2026-06-05T12:00:00Z'],
      ['2026-06-08T10:00:00Z', '2026-06-08T12:00:00Z'],
    ]);
    expect([count, problems]).toEqual([3, []]);
    expect(compile({}).count).toBe(22);
  });

  it('has all that the API takes, from the template', () => {
    const template = { url: 'https://x.example/', device: 'ios', country_code: 'nl', priority: 4, weight: 30, is_active: false };
    expect(compile({ template, to: '2026-06-01' }).rules).toEqual([
      {
        ...template,
        country_code: 'NL',
        start_at: '2026-06-01T10:00:00Z',
        end_at: '2026-06-01T12:00:00Z',
        days_of_week: null,
      },
    ]);
    expect(compile({ template: { url: 'https://x.example/' }, to: '2026-06-01' }).rules[0]).toMatchObject({ device: null, country_code: null, priority: 0, weight: null, is_active: true });
  });

  it('keeps to local time where clocks change', () => {
    expect(times({ windows: [window('09:00', '17:00')], from: '2026-03-28', to: '2026-03-30' })).toEqual([
      '2026-03-28T08:00:00Z 2026-03-28T16:00:00Z',
      '2026-03-29T07:00:00Z 2026-03-29T15:00:00Z',
      '2026-03-30T07:00:00Z 2026-03-30T15:00:00Z',
    ]);
  });

  it('begins with the first instant after a gap, and says that it is shorter or not there', () => {
    const spring = { from: '2026-03-29', to: '2026-03-29' };
    expect(times({ ...spring, windows: [window('02:30', '04:00')] })).toEqual(['2026-03-29T01:00:00Z 2026-03-29T02:00:00Z']);
    expect(times({ ...spring, windows: [window('01:00', '02:30')] })).toEqual(['2026-03-29T00:00:00Z 2026-03-29T01:00:00Z']);
    expect(compile({ ...spring, windows: [window('02:30', '04:00')] }).problems).toEqual([{ code: 'shorter', severity: 'info', window: 0, date: '2026-03-29' }]);
    const lost = compile({ from: '2026-03-28', to: '2026-03-30', windows: [window('02:10', '02:50')] });
    expect([lost.count, lost.problems]).toEqual([2, [{ code: 'skipped', severity: 'info', window: 0, date: '2026-03-29' }]]);
  });

  it('includes both of a time that clocks show twice, and says that it is longer', () => {
    const autumn = { from: '2026-10-25', to: '2026-10-25' };
    expect(times({ ...autumn, windows: [window('01:00', '04:00')] })).toEqual(['2026-10-24T23:00:00Z 2026-10-25T03:00:00Z']);
    expect(times({ ...autumn, windows: [window('02:15', '02:45')] })).toEqual([
      '2026-10-25T00:15:00Z 2026-10-25T00:45:00Z',
      '2026-10-25T01:15:00Z 2026-10-25T01:45:00Z',
    ]);
    expect(compile({ ...autumn, windows: [window('02:15', '02:45')] }).problems).toEqual([{ code: 'longer', severity: 'info', window: 0, date: '2026-10-25' }]);
  });

  it('goes on past midnight, from the day on which it begins', () => {
    const night = { windows: [window('22:00', '02:00', ['friday', 'saturday'])], from: '2026-06-01', to: '2026-06-06' };
    expect(times(night)).toEqual(['2026-06-05T20:00:00Z 2026-06-06T00:00:00Z', '2026-06-06T20:00:00Z 2026-06-07T00:00:00Z']);
  });

  it('takes 24:00, and the same time twice as a whole day', () => {
    const day = { from: '2026-06-01', to: '2026-06-01' };
    expect(times({ ...day, windows: [window('18:00', '24:00')] })).toEqual(['2026-06-01T16:00:00Z 2026-06-01T22:00:00Z']);
    expect(times({ ...day, windows: [window('18:00', '00:00')] })).toEqual(['2026-06-01T16:00:00Z 2026-06-01T22:00:00Z']);
    expect(times({ ...day, windows: [window('12:00', '12:00')] })).toEqual(['2026-06-01T10:00:00Z 2026-06-02T10:00:00Z']);
    expect(times({ ...day, windows: [window('00:00', '24:00')] })).toEqual(['2026-05-31T22:00:00Z 2026-06-01T22:00:00Z']);
  });

  it('makes one rule of what touches or overlaps', () => {
    expect(times({ windows: [window('00:00', '24:00', days.slice(0, 5))], to: '2026-06-12' })).toEqual([
      '2026-05-31T22:00:00Z 2026-06-05T22:00:00Z',
      '2026-06-07T22:00:00Z 2026-06-12T22:00:00Z',
    ]);
    expect(times({ windows: [window('10:00', '12:00'), window('11:00', '13:00'), window('13:00', '14:00')], to: '2026-06-01' })).toEqual(['2026-06-01T08:00:00Z 2026-06-01T12:00:00Z']);
    expect(times({ windows: [window('00:00', '24:00')], from: '2026-01-01', to: '2026-12-31' })).toEqual(['2025-12-31T23:00:00Z 2026-12-31T23:00:00Z']);
  });

  it('holds exactly while clocks show one of its times, whatever they do', () => {
    fc.assert(
      fc.property(schedule, fc.array(fc.double({ min: -0.1, max: 1.1, noNaN: true }), { minLength: 10, maxLength: 10 }), (one, places) => {
        const { rules, problems } = compileSchedule(one);
        fc.pre(problems.every(({ severity }) => severity !== 'error'));
        const ranges = rules.map(({ start_at, end_at }) => ({ from: Date.parse(start_at!), to: Date.parse(end_at!) }));
        ranges.slice(1).forEach(({ from }, index) => expect(from).toBeGreaterThan(ranges[index]!.to));
        const [first, last] = [one.from, one.to].map((date) => Temporal.PlainDate.from(date).toZonedDateTime(one.timeZone).epochMilliseconds) as [number, number];
        const anywhere = places.map((place) => Math.floor(first + place * (last + 2 * 86_400_000 - first)));
        const edges = ranges.flatMap(({ from, to }) => [from - 1, from, to - 1, to]);
        for (const ms of [...anywhere, ...edges.slice(0, 40), ...edges.slice(-20)]) {
          const isIn = ranges.some(({ from, to }) => from <= ms && ms < to);
          expect([new Date(ms).toISOString(), isIn]).toEqual([new Date(ms).toISOString(), holds(one, ms)]);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('says how many rules it would be, and makes none where these are too many', () => {
    const every = (count: number) => Array.from({ length: count }, (_, index) => window(`${String(index).padStart(2, '0')}:00`, `${String(index).padStart(2, '0')}:30`));
    expect(codes({ windows: every(4), to: '2026-06-25' })).toEqual([]);
    expect(codes({ windows: every(4), to: '2026-06-26' })).toEqual(['warning many']);
    const far = compile({ windows: every(10), from: '2026-05-01', to: '2026-08-09' });
    expect([far.count, far.rules, far.problems.map(({ code, severity }) => [code, severity])]).toEqual([1010, [], [['too-many', 'error']]]);
    expect(compile({ windows: every(10), from: '2026-05-01', to: '2026-08-08' }).rules).toHaveLength(1000);
  });

  it.each([
    ['an unknown zone', { timeZone: 'Mars' }, 'error zone'],
    ['a zone of nothing', { timeZone: '' }, 'error zone'],
    ['dates the wrong way round', { from: '2026-06-30', to: '2026-06-01' }, 'error dates'],
    ['a date that does not exist', { to: '2026-06-31' }, 'error dates'],
    ['a date of another form', { from: '1-6-2026' }, 'error dates'],
    ['an empty date', { from: '' }, 'error dates'],
    ['a date in no zone’s future', { to: '9999-12-31' }, 'error dates'],
    ['more than ten years', { to: '2040-06-01' }, 'error too-long'],
    ['no window', { windows: [] }, 'error no-window'],
    ['no weekday', { windows: [window('12:00', '14:00', [])] }, 'error no-weekday'],
    ['no known weekday', { windows: [window('12:00', '14:00', ['maandag' as never])] }, 'error no-weekday'],
    ['an empty time', { windows: [window('', '14:00')] }, 'error time'],
    ['24:00 as a beginning', { windows: [window('24:00', '14:00')] }, 'error time'],
    ['24:30 as an end', { windows: [window('12:00', '24:30')] }, 'error time'],
    ['half a time', { windows: [window('12', '14:00')] }, 'error time'],
    ['seconds', { windows: [window('12:00:00', '14:00')] }, 'error time'],
    ['a weekday that the dates do not have', { windows: [window('12:00', '14:00', ['sunday'])], to: '2026-06-06' }, 'error never'],
  ] as [string, Partial<WeeklySchedule>, string][])('says of %s what is wrong, and makes no rules', (_, more, code) => {
    expect([codes(more), compile(more).rules]).toEqual([[code], []]);
  });

  it('says in which window something is wrong', () => {
    expect(compile({ windows: [window('12:00', '14:00'), window('x', '14:00'), window('15:00', '16:00', [])] }).problems).toMatchObject([
      { code: 'time', window: 1 },
      { code: 'no-weekday', window: 2 },
    ]);
  });
});
