import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  autoInterval,
  bucketAt,
  bucketBounds,
  bucketDays,
  dateOfDay,
  dayOfDate,
  monthStart,
  rangeDays,
  rangeNames,
  shiftBefore,
  shiftDay,
  shiftDayClamped,
  weekdayOfDay,
  type RangeName,
  type Shift,
} from '../../src/scans/calendar.js';
import { instantOf } from '../../src/scans/instant.js';
import type { Compare, Interval } from '../../src/scans/types.js';
import { zoneOf } from '../../src/time/zones.js';

const anyDay = fc.integer({ min: dayOfDate('1970-01-01'), max: dayOfDate('2100-12-31') });
const plain = (day: number) => Temporal.PlainDate.from(dateOfDay(day));
const datesOf = (days: readonly number[]) => days.map(dateOfDay);

describe('a date', () => {
  it('is a number of days and back, for every day from 1970 to 2100', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const date = plain(day);
        expect(dayOfDate(date.toString())).toBe(day);
        expect(Temporal.PlainDate.from('1970-01-01').add({ days: day }).toString()).toBe(date.toString());
        expect(weekdayOfDay(day)).toBe(date.dayOfWeek);
        expect(dateOfDay(monthStart(day))).toBe(date.with({ day: 1 }).toString());
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    '',
    '2026-02-30',
    '2027-02-29',
    '2026-13-01',
    '2026-3-29',
    '29-03-2026',
    '2026-03-29T00:00',
    '1969-12-31',
    '2101-01-01',
    '9999-12-31',
    '+12026-03-29',
    '2026-03-2٩',
  ])('is not %j', (date) => {
    expect(() => dayOfDate(date)).toThrow(RangeError);
    expect(() => dayOfDate(date)).toThrow(JSON.stringify(date));
  });
});

describe('a preset, today included', () => {
  const range = (name: RangeName, today: string) => {
    const { from, to } = rangeDays(name, dayOfDate(today));
    return [from === null ? null : dateOfDay(from), dateOfDay(to)];
  };

  it.each<[RangeName, string, string | null]>([
    ['7d', '2026-03-07', '2026-03-01'],
    ['7d', '2026-01-03', '2025-12-28'],
    ['7d', '2028-03-02', '2028-02-25'],
    ['30d', '2026-03-01', '2026-01-31'],
    ['30d', '2026-12-31', '2026-12-02'],
    ['90d', '2026-03-31', '2026-01-01'],
    ['90d', '2028-03-30', '2028-01-01'],
    ['12m', '2026-11-22', '2025-12-01'],
    ['12m', '2026-12-31', '2026-01-01'],
    ['12m', '2026-01-01', '2025-02-01'],
    ['12m', '2028-02-29', '2027-03-01'],
    ['mtd', '2026-03-01', '2026-03-01'],
    ['mtd', '2028-02-29', '2028-02-01'],
    ['ytd', '2026-01-01', '2026-01-01'],
    ['ytd', '2026-12-31', '2026-01-01'],
    ['all', '2026-03-29', null],
  ])('%s on %s begins on %s', (name, today, from) => {
    expect(range(name, today)).toEqual([from, today]);
  });

  it('has as many days, or months, as it says, on any day', () => {
    fc.assert(
      fc.property(anyDay, (today) => {
        for (const name of rangeNames) {
          const { from, to } = rangeDays(name, today);
          expect(to).toBe(today);
          if (name.endsWith('d') && name !== 'mtd' && name !== 'ytd') expect(to - from! + 1).toBe(Number(name.slice(0, -1)));
          if (name === '12m') {
            expect(plain(from!).day).toBe(1);
            expect(plain(from!).until(plain(to).with({ day: 1 }), { largestUnit: 'months' }).months).toBe(11);
          }
        }
      }),
    );
  });
});

describe('the period before', () => {
  const before = (from: string, to: string, compare: Compare = 'previous') => shiftBefore(dayOfDate(from), dayOfDate(to), compare);

  it.each<[string, string, string, Shift]>([
    ['a single day', '2026-03-10', '2026-03-10', { days: 1 }],
    ['thirty days', '2026-10-24', '2026-11-22', { days: 30 }],
    ['a whole month', '2026-03-01', '2026-03-31', { months: 1 }],
    ['a whole February', '2026-02-01', '2026-02-28', { months: 1 }],
    ['a February without its leap day', '2028-02-01', '2028-02-28', { days: 28 }],
    ['a quarter', '2026-04-01', '2026-06-30', { months: 3 }],
    ['a year', '2025-01-01', '2025-12-31', { months: 12 }],
    ['seven days that begin a month', '2026-11-01', '2026-11-07', { days: 7 }],
    ['months that end midway', '2026-01-01', '2026-03-15', { days: 74 }],
    ['from midway to the end of a month', '2026-03-02', '2026-03-31', { days: 30 }],
  ])('%s: %s to %s', (_, from, to, shift) => {
    expect(before(from, to)).toEqual(shift);
  });

  it('is the same days of as many months before for `months`', () => {
    expect(before('2026-11-01', '2026-11-22', 'months')).toEqual({ months: 1 });
    expect(before('2025-12-01', '2026-11-22', 'months')).toEqual({ months: 12 });
  });

  it('is the same dates of the year before for `year`', () => {
    expect(before('2026-10-24', '2026-11-22', 'year')).toEqual({ months: 12 });
  });
});

describe('a day one shift earlier', () => {
  it('is the same date of an earlier month, as Temporal has it', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 36 }), (day, months) => {
        const [shifted, clamped] = [shiftDay(day, { months }), shiftDayClamped(day, { months })];
        expect(dateOfDay(clamped)).toBe(plain(day).subtract({ months }).toString());
        let exact: string | null = null;
        try {
          exact = plain(day).subtract({ months }, { overflow: 'reject' }).toString();
        } catch {
          // That month has no such day.
        }
        expect(shifted === null ? null : dateOfDay(shifted)).toBe(exact);
      }),
      { numRuns: 2000 },
    );
  });

  it('is that many days before', () => {
    const day = dayOfDate('2028-03-01');
    expect(dateOfDay(shiftDay(day, { days: 1 })!)).toBe('2028-02-29');
    expect(dateOfDay(shiftDayClamped(day, { days: 366 }))).toBe('2027-03-01');
  });

  it('is nowhere where there is no such day', () => {
    const shifted = (date: string, months: number) => {
      const day = shiftDay(dayOfDate(date), { months });
      return [day === null ? null : dateOfDay(day), dateOfDay(shiftDayClamped(dayOfDate(date), { months }))];
    };
    expect(shifted('2028-02-29', 12)).toEqual([null, '2027-02-28']);
    expect(shifted('2028-02-29', 48)).toEqual(['2024-02-29', '2024-02-29']);
    expect(shifted('2026-03-31', 1)).toEqual([null, '2026-02-28']);
    expect(shifted('2026-12-31', 1)).toEqual([null, '2026-11-30']);
    expect(shifted('2026-01-31', 1)).toEqual(['2025-12-31', '2025-12-31']);
  });
});

describe('buckets of days', () => {
  it.each([1, 2, 3, 4, 5, 6, 7])('weeks begin with the period and then with day %i', (weekStart) => {
    fc.assert(
      fc.property(anyDay, fc.nat({ max: 100 }), (from, length) => {
        const days = bucketDays(from, from + length, 'week', weekStart);
        expect(days[0]).toBe(from);
        const starts = Array.from({ length: length + 1 }, (_, index) => from + index).filter(
          (day, index) => index === 0 || plain(day).dayOfWeek === weekStart,
        );
        expect(days).toEqual(starts);
      }),
      { numRuns: 30 },
    );
  });

  it('months begin with the period and then with the first', () => {
    const days = bucketDays(dayOfDate('2027-11-15'), dayOfDate('2028-03-01'), 'month', 1);
    expect(datesOf(days)).toEqual(['2027-11-15', '2027-12-01', '2028-01-01', '2028-02-01', '2028-03-01']);
  });

  it('ends with the period, even in the middle of a week', () => {
    const bounds = bucketBounds(zoneOf('Europe/Amsterdam'), dayOfDate('2026-03-25'), dayOfDate('2026-03-31'), 'week');
    expect(bounds.map(instantOf)).toEqual(['2026-03-24T23:00:00Z', '2026-03-29T22:00:00Z', '2026-03-31T22:00:00Z']);
  });

  it('refuses a first day of the week that is none', () => {
    for (const weekStart of [0, 8, -1, NaN]) {
      expect(() => bucketBounds(zoneOf('UTC'), 0, 30, 'week', weekStart)).toThrow(/1 to 7/);
    }
  });

  it('finds the bucket of an instant', () => {
    const bounds = bucketBounds(zoneOf('UTC'), 10, 12, 'day');
    expect([bounds[0]! - 1, bounds[0]!, bounds[1]! - 1, bounds[1]!, bounds[3]!].map((at) => bucketAt(bounds, at))).toEqual([
      -1, 0, 0, 1, 3,
    ]);
  });
});

describe('hours', () => {
  /** Local time and length in minutes of every bucket whose local time begins so. */
  const hours = (timeZone: string, date: string, like: RegExp) => {
    const day = dayOfDate(date);
    const bounds = bucketBounds(zoneOf(timeZone), day, day, 'hour');
    return bounds.slice(0, -1).flatMap((bound, index) => {
      const local = Temporal.Instant.from(instantOf(bound)).toZonedDateTimeISO(timeZone).toPlainTime().toString().slice(0, 5);
      return like.test(local) ? [`${local} ${(bounds[index + 1]! - bound) / 60}`] : [];
    });
  };
  const count = (timeZone: string, date: string) => hours(timeZone, date, /./).length;

  it('are 24, 23 or 25 a day', () => {
    expect(['2026-03-28', '2026-03-29', '2026-10-25'].map((date) => count('Europe/Amsterdam', date))).toEqual([24, 23, 25]);
  });

  it('leave out one that is skipped and give a repeated one twice', () => {
    expect(hours('Europe/Amsterdam', '2026-03-29', /^0[1-3]/)).toEqual(['01:00 60', '03:00 60']);
    expect(hours('Europe/Amsterdam', '2026-10-25', /^0[1-3]/)).toEqual(['01:00 60', '02:00 60', '02:00 60', '03:00 60']);
    expect(hours('America/Havana', '2026-11-01', /^0[01]/)).toEqual(['00:00 60', '00:00 60', '01:00 60']);
  });

  it('end with the half hour of Lord Howe', () => {
    expect(hours('Australia/Lord_Howe', '2026-10-04', /^0[1-3]/)).toEqual(['01:00 60', '02:30 30', '03:00 60']);
    expect(hours('Australia/Lord_Howe', '2026-04-05', /^0[1-3]/)).toEqual(['01:00 60', '01:30 30', '02:00 60', '03:00 60']);
  });

  it('stand the changes of Casey, a minute after midnight and three hours wide', () => {
    expect(hours('Antarctica/Casey', '2020-10-04', /^0[0-4]/)).toEqual(['00:00 1', '03:01 59', '04:00 60']);
    expect(hours('Antarctica/Casey', '2018-03-11', /^0[0-4]/)).toEqual([
      '00:00 60', '01:00 60', '02:00 60', '03:00 60', '01:00 60', '02:00 60', '03:00 60', '04:00 60',
    ]); // prettier-ignore
    expect(count('Antarctica/Casey', '2018-03-11')).toBe(27);
  });

  it('begin when local clocks show a whole one, in zones that are a part of an hour off', () => {
    for (const [timeZone, minutes] of [
      ['Asia/Kolkata', 30],
      ['Asia/Kathmandu', 15],
      ['Pacific/Chatham', 15],
    ] as const) {
      expect(hours(timeZone, '2026-07-15', /:00 ?/)).toHaveLength(24);
      const day = dayOfDate('2026-07-15');
      expect(bucketBounds(zoneOf(timeZone), day, day, 'hour')[5]! % 3600).toBe(minutes * 60);
    }
  });

  it('touch each other and fill the period, in any zone and on any days', () => {
    const zone = fc.constantFrom(
      'Europe/Amsterdam',
      'Australia/Lord_Howe',
      'Antarctica/Casey',
      'America/St_Johns',
      'Asia/Gaza',
      'Antarctica/Troll',
    );
    const day = fc.integer({ min: dayOfDate('2015-01-01'), max: dayOfDate('2031-12-31') });
    fc.assert(
      fc.property(zone, day, fc.nat({ max: 20 }), (timeZone, from, length) => {
        const bounds = bucketBounds(zoneOf(timeZone), from, from + length, 'hour');
        expect(bounds[0]).toBe(zoneOf(timeZone).dayStart(from));
        expect(bounds.at(-1)).toBe(zoneOf(timeZone).dayStart(from + length + 1));
        for (let index = 1; index < bounds.length; index++) {
          const lasts = bounds[index]! - bounds[index - 1]!;
          expect(lasts > 0 && lasts <= 3600).toBe(true);
        }
      }),
    );
  });
});

describe('the interval `auto`', () => {
  it.each<[number, Interval]>([
    [1, 'hour'],
    [2, 'hour'],
    [7, 'day'],
    [92, 'day'],
    [93, 'week'],
    [200, 'week'],
    [201, 'month'],
    [4000, 'month'],
  ])('of %i days is %s', (days, interval) => {
    expect(autoInterval(1000, 1000 + days - 1)).toBe(interval);
  });
});
