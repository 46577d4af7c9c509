import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOfDay, dayOfDate } from '../../src/scans/calendar.js';
import { rollup, type RollupContext } from '../../src/scans/rollup.js';
import { createStore, type ScanStore } from '../../src/scans/store.js';
import type { Coverage, RollupQuestion, ScanLike } from '../../src/scans/types.js';
import { anyFilter, anyScans, DIMENSIONS, INTERVALS, ZONES } from '../support/scan-arbitraries.js';
import * as oracle from '../support/scan-oracle.js';

const holding = (scans: Iterable<ScanLike>): ScanStore => {
  const store = createStore();
  store.add(scans);
  return store;
};
/** One scan at each of these. */
const scansAt = (...instants: string[]): ScanLike[] => instants.map((created_at, index) => ({ id: index + 1, created_at }));
/** One scan at noon (UTC) of every day. */
const daily = (from: string, to: string): ScanLike[] =>
  Array.from({ length: dayOfDate(to) - dayOfDate(from) + 1 }, (_, index) => ({
    id: index + 1,
    created_at: `${dateOfDay(dayOfDate(from) + index)}T12:00:00Z`,
  }));
const coverage = (fields: Partial<Coverage> = {}): Coverage => ({
  since: null,
  asOf: '2030-01-01T00:00:00Z',
  counted: 0,
  total: null,
  matches: null,
  ...fields,
});
const ask = (scans: readonly ScanLike[], question: Partial<RollupQuestion>, now: string, covered?: Partial<Coverage>) =>
  rollup(
    holding(scans),
    { timeZone: 'UTC', interval: 'day', ...question },
    { now: new Date(now), ...(covered && { coverage: coverage(covered) }) },
  );
const numbers = ({ series }: { series: readonly { scans: number | null }[] }) => series.map(({ scans }) => scans);
const written = (second: number) => `${new Date(second * 1000).toISOString().slice(0, 19)}Z`;

describe('every field', () => {
  const question = fc.record({
    zone: fc.nat({ max: 2 }),
    interval: fc.constantFrom(...INTERVALS, 'auto' as const),
    breakdown: fc.option(fc.constantFrom(...DIMENSIONS, 'weekday-hour' as const), { nil: undefined }),
    compare: fc.option(fc.constantFrom('previous' as const, 'months' as const, 'year' as const), { nil: undefined, freq: 5 }),
    filter: fc.option(anyFilter, { nil: undefined, freq: 1 }),
    weekStart: fc.option(fc.integer({ min: 1, max: 7 }), { nil: undefined }),
    anchor: fc.nat(),
    period: fc.constantFrom('days', 'month', 'months', 'to-date', 'all', 'open'),
    length: fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 40 }), fc.nat({ max: 400 })),
    /** Seconds from some scan to now, and from now back to when scans were last looked for. */
    later: fc.oneof(fc.integer({ min: -3600, max: 3600 }), fc.integer({ min: -4e6, max: 4e6 })),
    age: fc.oneof(fc.constant(0), fc.integer({ min: -60, max: 7200 }), fc.nat({ max: 1e7 })),
    fraction: fc.constantFrom(0, 0, 0.001, 0.5, 0.999),
    since: fc.option(fc.tuple(fc.nat(), fc.integer({ min: -1e5, max: 1e5 })), { freq: 2 }),
    total: fc.option(fc.nat({ max: 500 })),
  });
  const threeZones = fc.shuffledSubarray([...ZONES], { minLength: 3, maxLength: 3 });

  it('equals the oracle: zones, periods, previous ones, coverage, filters', () => {
    let [questions, compared, uncounted] = [0, 0, 0];
    fc.assert(
      fc.property(anyScans, fc.array(question, { minLength: 15, maxLength: 15 }), threeZones, (scans, asked, zones) => {
        const store = holding(scans);
        const local = zones.map((timeZone) => oracle.localise(scans, timeZone));
        for (const { zone, anchor, period, length, later, age, fraction, since, total, ...rest } of asked) {
          const rows = local[zone]!;
          const timeZone = zones[zone]!;
          const pick = (index: number) => rows[index % Math.max(1, rows.length)]?.second ?? Date.UTC(2026, 2, 29) / 1000;
          const nowSecond = Math.min(Date.UTC(2032, 0, 1) / 1000, Math.max(pick(anchor) + later, Date.UTC(2015, 0, 1) / 1000));
          const [today] = oracle.localise([{ id: 1, created_at: written(nowSecond) }], timeZone);
          const dates = datesOf(period, dayOfDate(today!.date), rest.interval === 'hour' ? Math.min(length, 4) : length);
          const all: RollupQuestion = Object.fromEntries(
            Object.entries({ timeZone, ...dates, ...rest }).filter(([, value]) => value !== undefined),
          ) as unknown as RollupQuestion;
          // Hours of months, and days of all the years there are, would only take long.
          if (all.from === undefined && all.interval !== 'auto') all.interval = 'month';
          if (all.interval === 'hour' && period !== 'days' && period !== 'open') all.interval = 'day';
          const covered = coverage({
            asOf: written(nowSecond - age),
            since: since && written(pick(since[0]) + since[1]),
            counted: store.size,
            total,
            matches: since || total === null ? null : total === store.size,
          });
          const now = new Date((nowSecond + fraction) * 1000);
          const ours = rollup(store, all, { now, coverage: covered });
          const theirs = oracle.rollup(rows, all, now, covered);
          expect(ours, JSON.stringify([all, now, covered])).toEqual(theirs);
          questions++;
          if (ours.previous?.scans) compared++;
          if (ours.series.some((bucket) => bucket.scans === null)) uncounted++;
        }
      }),
      { numRuns: 70 },
    );
    expect(questions).toBeGreaterThanOrEqual(1000);
    expect(compared).toBeGreaterThan(40);
    expect(uncounted).toBeGreaterThan(100);
  }, 120_000);

  function datesOf(period: string, today: number, length: number): { from?: string; to?: string } {
    const first = (day: number) => dayOfDate(`${dateOfDay(day).slice(0, 8)}01`);
    switch (period) {
      case 'all':
        return {};
      case 'open':
        return { from: dateOfDay(today - length) };
      case 'to-date':
        return { from: dateOfDay(first(today - length)), to: dateOfDay(today) };
      case 'month':
        return { from: dateOfDay(first(today)), to: dateOfDay(first(first(today) + 32) - 1) };
      case 'months':
        return {
          from: dateOfDay(first(today - length)),
          to: dateOfDay(first(today) - 1 < first(today - length) ? today : first(today) - 1),
        };
      default:
        return { from: dateOfDay(today - length), to: dateOfDay(today - (length % 3) + (length % 2)) };
    }
  }
});

describe('a period that runs', () => {
  it('marks the bucket of now, counts what it has, and knows nothing of those to come', () => {
    const answer = ask(
      scansAt('2026-03-10T08:00:00Z', '2026-03-11T08:00:00Z'),
      { from: '2026-03-10', to: '2026-03-13' },
      '2026-03-11T12:00:00Z',
    );
    expect(answer.series).toEqual([
      { start: '2026-03-10T00:00:00Z', scans: 1 },
      { start: '2026-03-11T00:00:00Z', scans: 1, incomplete: true },
      { start: '2026-03-12T00:00:00Z', scans: null },
      { start: '2026-03-13T00:00:00Z', scans: null },
    ]);
    expect(answer.scans).toBe(2);
  });

  it('is over at the end of its last day', () => {
    const question = { from: '2026-03-10', to: '2026-03-10', timeZone: 'America/New_York' };
    expect(ask([], question, '2026-03-11T03:59:59.999Z').series[0]).toMatchObject({ incomplete: true });
    expect(ask([], question, '2026-03-11T04:00:00Z').series[0]).not.toHaveProperty('incomplete');
  });

  it('clips weeks and months that the period cuts, but not the one that runs', () => {
    const clipped = (question: Partial<RollupQuestion>, now: string) =>
      ask([], question, now).series.map((bucket) => (bucket.clipped ? 'clipped' : bucket.incomplete ? 'incomplete' : ''));
    const weeks = { interval: 'week', from: '2026-03-04', to: '2026-03-18' } as const;
    expect(clipped(weeks, '2026-04-01T00:00:00Z')).toEqual(['clipped', '', 'clipped']);
    expect(clipped({ ...weeks, weekStart: 3 }, '2026-04-01T00:00:00Z')).toEqual(['', '', 'clipped']);
    expect(clipped({ ...weeks, weekStart: 4 }, '2026-04-01T00:00:00Z')).toEqual(['clipped', '', '']);
    expect(clipped(weeks, '2026-03-18T10:00:00Z')).toEqual(['clipped', '', 'incomplete']);
    expect(clipped({ interval: 'month', from: '2026-02-01', to: '2026-03-30' }, '2026-04-01T00:00:00Z')).toEqual(['', 'clipped']);
    expect(clipped({ interval: 'day', from: '2026-02-03', to: '2026-02-04' }, '2026-04-01T00:00:00Z')).toEqual(['', '']);
  });
});

describe('what is not counted', () => {
  const scans = daily('2026-03-01', '2026-03-10');
  const period = { from: '2026-03-01', to: '2026-03-10' };

  it('is null before the first bucket that is whole, even where some of its scans are held', () => {
    const answer = ask(scans, { ...period, compare: 'previous', breakdown: 'device' }, '2026-03-20T00:00:00Z', {
      since: '2026-03-04T06:00:00Z',
      total: 99,
    });
    expect(numbers(answer)).toEqual([null, null, null, null, 1, 1, 1, 1, 1, 1]);
    expect([answer.scans, answer.total, answer.thisMonth]).toEqual([6, 99, null]);
    expect(answer.previous).toMatchObject({ scans: null, series: Array.from({ length: 10 }, () => null) });
    // Parts never add up to more than the whole.
    expect(answer.breakdown).toEqual({ by: 'device', values: [{ value: null, scans: 6 }], rest: 0 });
  });

  it('is null after the scans were last looked for, and not zero', () => {
    const answer = ask(scans, { ...period, breakdown: 'weekday-hour' }, '2026-04-20T00:00:00Z', { asOf: '2026-03-08T18:00:00Z' });
    expect(numbers(answer)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, null, null]);
    expect(answer.series[7]).toMatchObject({ incomplete: true });
    expect(answer.thisMonth).toBeNull();
    expect(answer.heat!.flat().reduce((sum, count) => sum + count, 0)).toBe(answer.scans);
  });

  it('is everything while nothing has been looked for', () => {
    const answer = ask([], { ...period, compare: 'previous' }, '2026-03-10T00:00:00Z', {
      since: '9999-12-31T23:59:59Z',
      asOf: '1970-01-01T00:00:00Z',
    });
    expect(new Set(numbers(answer))).toEqual(new Set([null]));
    expect(answer).toMatchObject({ total: null, thisMonth: null, scans: 0, previous: { scans: null } });
  });

  it('is the period before, where only this one is counted', () => {
    const answer = ask(scans, { from: '2026-03-06', to: '2026-03-10', compare: 'previous' }, '2026-03-20T00:00:00Z', {
      since: '2026-03-02T12:00:00Z',
    });
    expect(answer.scans).toBe(5);
    expect(answer.previous).toMatchObject({ scans: null, series: [null, null, 1, 1, 1] });
  });

  it('has the total that the API says, unless all is counted and agrees', () => {
    const total = (covered: Partial<Coverage>) => ask(scans, period, '2026-03-20T00:00:00Z', covered).total;
    expect(total({ matches: true, total: 10 })).toBe(10);
    expect(total({ matches: false, total: 12 })).toBe(12);
    expect(total({ matches: null, total: null })).toBe(10);
    expect(total({ since: '2026-03-05T00:00:00Z', total: 12 })).toBe(12);
    expect(total({ since: '2026-03-05T00:00:00Z', total: null })).toBeNull();
  });
});

describe('the previous period', () => {
  const hourly = (from: string, hours: number): ScanLike[] =>
    Array.from({ length: hours }, (_, index) => ({
      id: index + 1,
      created_at: written(Date.parse(from) / 1000 + index * 3600 + 1800),
    }));
  const before = (scans: readonly ScanLike[], question: Partial<RollupQuestion>, now: string) => {
    const answer = ask(scans, { compare: 'previous', ...question }, now);
    return { now: answer.scans, ...answer.previous!, own: numbers(answer) };
  };

  it('of a day that runs is the day before, up to the same time', () => {
    const scans = hourly('2026-03-09T00:00:00Z', 48);
    const question = { from: '2026-03-10', to: '2026-03-10', interval: 'hour' } as const;
    expect(before(scans.slice(0, 24 + 10), question, '2026-03-10T10:00:00Z')).toMatchObject({
      now: 10,
      scans: 10,
      from: '2026-03-09',
      to: '2026-03-09',
    });
    expect(before(scans, question, '2026-03-11T00:00:00Z')).toMatchObject({ now: 24, scans: 24 });
  });

  it('counts the second of now in both', () => {
    const scans = scansAt('2026-03-09T10:00:00Z', '2026-03-10T10:00:00Z');
    for (const now of ['2026-03-10T10:00:00Z', '2026-03-10T10:00:00.500Z']) {
      expect(before(scans, { from: '2026-03-10', to: '2026-03-10' }, now)).toMatchObject({ now: 1, scans: 1 });
    }
  });

  it('of the month to date grows as this one does, and is whole from the day that February has not', () => {
    const scans = daily('2026-02-01', '2026-03-31');
    const at = (now: string) => before(scans, { compare: 'months', from: '2026-03-01', to: now.slice(0, 10) }, now);
    expect(at('2026-03-10T11:00:00Z')).toMatchObject({ from: '2026-02-01', to: '2026-02-10', scans: 9 });
    expect(at('2026-03-10T13:00:00Z')).toMatchObject({ scans: 10 });
    expect(at('2026-03-28T23:59:59Z')).toMatchObject({ to: '2026-02-28', scans: 28 });
    for (const now of ['2026-03-29T00:00:00Z', '2026-03-29T09:00:00Z', '2026-03-31T23:59:59Z', '2026-03-31T00:00:00Z']) {
      const { to, scans: count, series } = at(now);
      expect([to, count]).toEqual(['2026-02-28', 28]);
      expect(series.slice(28).every((value) => value === null)).toBe(true);
    }
  });

  it('never shrinks while time goes on', () => {
    const scans = hourly('2028-01-01T00:00:00Z', 24 * 100);
    let last = 0;
    for (let second = Date.UTC(2028, 2, 27) / 1000; second < Date.UTC(2028, 3, 1) / 1000; second += 1800) {
      const now = written(second);
      const { scans: count } = before(scans, { compare: 'months', from: '2028-03-01', to: now.slice(0, 10) }, now);
      expect(count).toBeGreaterThanOrEqual(last);
      last = count!;
    }
    expect(last).toBe(29 * 24);
  });

  it('of a whole February is the whole of January', () => {
    const scans = daily('2026-01-01', '2026-02-28');
    const { from, to, scans: count, series } = before(scans, { from: '2026-02-01', to: '2026-02-28' }, '2026-04-01T00:00:00Z');
    expect([from, to, count, series.length]).toEqual(['2026-01-01', '2026-01-31', 31, 28]);
    expect(before(scans, { from: '2026-02-01', to: '2026-02-28', interval: 'month' }, '2026-04-01T00:00:00Z').series).toEqual([
      31,
    ]);
  });

  it('of twelve months is the twelve before, month by month', () => {
    const scans = daily('2026-12-01', '2028-11-22');
    const {
      from,
      to,
      scans: count,
      series,
    } = before(scans, { compare: 'months', from: '2027-12-01', to: '2028-11-22', interval: 'month' }, '2028-11-22T18:00:00Z');
    expect([from, to, count]).toEqual(['2026-12-01', '2027-11-22', 357]);
    expect(series).toEqual([31, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 22]);
  });

  it('of a leap day, a year before, is no day; its week and month are', () => {
    const scans = daily('2026-12-01', '2028-03-31');
    const year = { compare: 'year', from: '2028-02-27', to: '2028-03-02' } as const;
    expect(before(scans, year, '2028-05-01T00:00:00Z')).toMatchObject({
      from: '2027-02-27',
      to: '2027-03-02',
      scans: 4,
      series: [1, 1, null, 1, 1],
    });
    const month = { compare: 'year', from: '2028-02-01', to: '2028-02-29' } as const;
    expect(before(scans, { ...month, interval: 'month' }, '2028-05-01T00:00:00Z')).toMatchObject({
      to: '2027-02-28',
      scans: 28,
      series: [28],
    });
    expect(before(scans, { ...month, interval: 'week' }, '2028-05-01T00:00:00Z').series).toEqual([6, 7, 7, 7, 1]);
    expect(before(scans, { compare: 'year', from: '2028-02-01', to: '2028-02-29' }, '2028-02-29T06:00:00Z').scans).toBe(28);
  });

  it('of a February of 28 days, a year before with 29, has them all', () => {
    const scans = daily('2028-02-01', '2029-02-28');
    const { to, scans: count } = before(scans, { compare: 'year', from: '2029-02-01', to: '2029-02-28' }, '2029-05-01T00:00:00Z');
    expect([to, count]).toEqual(['2028-02-29', 29]);
  });

  it('of thirty days keeps local days, whatever the clocks do in between', () => {
    const scans = daily('2026-02-01', '2026-04-30');
    const question = { timeZone: 'Europe/Amsterdam', from: '2026-03-24', to: '2026-04-22' };
    const local = oracle.localise(scans, question.timeZone);
    const { scans: count, series, from, to } = before(scans, question, '2026-04-22T10:30:00Z');
    expect([from, to]).toEqual(['2026-02-22', '2026-03-23']);
    expect(series).toEqual(Array.from({ length: 30 }, () => 1));
    // 12:30 in summer is 12:30 in winter, half an hour before noon in UTC.
    expect(count).toBe(29);
    expect(local.filter(({ date }) => date >= from && date <= to)).toHaveLength(30);
  });

  it('has no hour that its clocks skipped', () => {
    const scans = hourly('2026-03-28T00:00:00Z', 24 * 4);
    const question = { timeZone: 'Europe/Amsterdam', interval: 'hour', from: '2026-03-30', to: '2026-03-30' } as const;
    const { series, scans: count } = before(scans, question, '2026-04-01T00:00:00Z');
    expect(series.slice(0, 5)).toEqual([1, 1, null, 1, 1]);
    expect(count).toBe(23);
  });

  it('of a day with an hour twice shows the one hour beside both', () => {
    const scans = hourly('2026-10-23T00:00:00Z', 24 * 4);
    const question = { timeZone: 'Europe/Amsterdam', interval: 'hour', from: '2026-10-25', to: '2026-10-25' } as const;
    const { series, own } = before(scans, question, '2026-10-27T00:00:00Z');
    expect([own.length, series.length]).toEqual([25, 25]);
    expect(series.every((value) => value === 1)).toBe(true);
  });

  it('begins at the midnight that was, where this one was skipped', () => {
    const scans = scansAt('2026-03-27T22:30:00Z', '2026-03-28T22:30:00Z');
    // Clocks in Beirut went from midnight to one on the 29th; the day before began an hour earlier by them.
    const { series, scans: count } = before(
      scans,
      { timeZone: 'Asia/Beirut', from: '2026-03-29', to: '2026-03-29' },
      '2026-04-01T00:00:00Z',
    );
    expect([series, count]).toEqual([[1], 1]);
  });

  it('is not there where it was not asked for', () => {
    expect(ask([], { from: '2026-03-01' }, '2026-03-10T00:00:00Z')).not.toHaveProperty('previous');
  });
});

describe('weekday by hour', () => {
  it('adds up to the scans, and a repeated hour is one', () => {
    const scans = scansAt('2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-10-25T02:30:00Z', '2026-10-18T00:30:00Z');
    const { heat, scans: count } = ask(
      scans,
      { timeZone: 'Europe/Amsterdam', from: '2026-10-12', to: '2026-10-25', interval: 'week', breakdown: 'weekday-hour' },
      '2026-11-01T00:00:00Z',
    );
    expect(count).toBe(4);
    expect([heat![6]![2], heat![6]![3]]).toEqual([3, 1]);
    expect(heat!.flat().reduce((sum, value) => sum + value, 0)).toBe(4);
  });
});

describe('all scans', () => {
  it('are from the day of the first', () => {
    const answer = ask(
      scansAt('2026-03-07T23:30:00Z'),
      { timeZone: 'Europe/Amsterdam', interval: 'auto' },
      '2026-03-10T00:00:00Z',
    );
    expect(answer).toMatchObject({ from: '2026-03-08', to: '2026-03-10', interval: 'day', scans: 1, total: 1, thisMonth: 1 });
  });

  it('are today and zero where there are none', () => {
    const answer = ask([], { interval: 'auto', breakdown: 'country', compare: 'previous' }, '2026-03-10T05:00:00Z');
    expect(answer).toMatchObject({
      from: '2026-03-10',
      to: '2026-03-10',
      interval: 'hour',
      total: 0,
      thisMonth: 0,
      scans: 0,
      breakdown: { by: 'country', values: [], rest: 0 },
      previous: { from: '2026-03-09', to: '2026-03-09', scans: 0 },
    });
    expect(answer.series).toHaveLength(24);
    expect(answer).not.toHaveProperty('minCell');
  });

  it('are today where the API dates the first of them later', () => {
    expect(ask(scansAt('2026-03-11T05:00:00Z'), {}, '2026-03-10T05:00:00Z')).toMatchObject({ from: '2026-03-10', scans: 0 });
  });
});

describe('a question that cannot be answered', () => {
  it.each<[Partial<RollupQuestion>, RegExp]>([
    [{ timeZone: 'Mars/Olympus' }, /IANA/],
    [{ from: '2026-02-30' }, /2026-02-30/],
    [{ to: 'today' }, /today/],
    [{ from: '2026-03-11', to: '2026-03-10' }, /2026-03-10.*2026-03-11/],
    [{ from: '2026-03-11' }, /before it begins/],
    [{ from: '0001-01-01' }, /1970 to 2100/],
    [{ weekStart: 0, interval: 'week' }, /1 to 7/],
    [{ weekStart: NaN }, /1 to 7/],
  ])('%j is a RangeError', (question, message) => {
    expect(() => ask([], question, '2026-03-10T00:00:00Z')).toThrow(RangeError);
    expect(() => ask([], question, '2026-03-10T00:00:00Z')).toThrow(message);
  });

  it('is one about no time, or with a filter where counts are in steps', () => {
    expect(() => ask([], {}, 'no time')).toThrow(RangeError);
    const store = holding([]);
    const steps = { now: new Date('2026-03-10T00:00:00Z'), minCell: 5 };
    const question: RollupQuestion = { timeZone: 'UTC', interval: 'day', filter: { weekday: 1 } };
    expect(() => rollup(store, question, steps)).toThrow(/filtered/);
    expect(rollup(store, { ...question, filter: {} }, steps)).toMatchObject({ minCell: 5 });
  });
});

describe('new destinations', () => {
  const landed = (id: number, created_at: string, resolved_url: string | null): ScanLike => ({ id, created_at, resolved_url });
  const scans = [
    landed(1, '2026-03-01T10:00:00Z', 'https://a.example/'),
    landed(2, '2026-03-05T10:00:00Z', 'https://b.example/'),
    landed(3, '2026-03-05T11:00:00Z', null),
    landed(4, '2026-03-06T10:00:00Z', 'https://a.example/'),
    landed(5, '2026-03-09T23:30:00Z', 'https://c.example/'),
  ];
  const changes = (question: Partial<RollupQuestion>, more: Partial<RollupContext> = {}) => {
    const store = createStore();
    store.add(scans.toReversed());
    const asked = { timeZone: 'UTC', interval: 'day', from: '2026-03-01', to: '2026-03-09', ...question } as const;
    return rollup(store, asked, { now: new Date('2026-03-20T00:00:00Z'), changes: true, ...more }).changes;
  };

  it('are told with their first scan, but for the first of all and those of other days', () => {
    const [b, c] = [
      { value: 'https://b.example/', at: '2026-03-05T10:00:00Z' },
      { value: 'https://c.example/', at: '2026-03-09T23:30:00Z' },
    ];
    expect(changes({})).toEqual([b, c]);
    expect(changes({ timeZone: 'Europe/Amsterdam' })).toEqual([b]);
    expect(changes({ from: '2026-03-06' })).toEqual([c]);
  });

  it('are told only where that is wanted, of all scans, and once these are counted', () => {
    expect(changes({}, { changes: false })).toBeUndefined();
    expect(changes({ filter: { device: null } })).toBeUndefined();
    const coverage = { since: '2026-03-02T00:00:00Z', asOf: '2026-03-20T00:00:00Z', counted: 4, total: 5, matches: null };
    expect(changes({}, { coverage })).toBeUndefined();
  });
});
