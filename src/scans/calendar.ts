import type { Compare, Interval, LocalDate } from './types.js';
import { lastAtOrBefore, type Zone } from '../time/zones.js';

const DAY = 86_400;
const HOUR = 3600;

/** A preset of the range; `mtd` and `ytd` are the month and the year to date. */
export type RangeName = '7d' | '30d' | '90d' | '12m' | 'mtd' | 'ytd' | 'all';
export const rangeNames: readonly RangeName[] = ['7d', '30d', '90d', '12m', 'mtd', 'ytd', 'all'];

/**
 * Days since 1970-01-01 of a date.
 * @throws {RangeError} for what is no date of the calendar from 1970 to 2100: scans have no others, and to look up a zone's
 * offsets until the year 9999 takes seconds
 */
export function dayOfDate(date: LocalDate): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
  // `Date.parse` reads 30 February as 2 March.
  if (Number.isNaN(ms) || dateOfDay(ms / DAY / 1000) !== date || date < '1970' || date >= '2101') {
    throw new RangeError(`A date must be one of 1970 to 2100 and written as 2026-03-29, got ${JSON.stringify(date)}`);
  }
  return ms / DAY / 1000;
}

export function dateOfDay(day: number): LocalDate {
  return new Date(day * DAY * 1000).toISOString().slice(0, 10);
}

/** 1 (Monday) to 7. */
export function weekdayOfDay(day: number): number {
  // 1 January 1970 was a Thursday.
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

const civil = (day: number) => new Date(day * DAY * 1000);
const dayAt = (year: number, month: number, date: number) => Date.UTC(year, month, date) / DAY / 1000;

/** The first day of the month that a day is in, or of one `months` later. */
export function monthStart(day: number, months = 0): number {
  const date = civil(day);
  return dayAt(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
}

/** How far back the period lies that another is compared with. */
export type Shift = { days: number } | { months: number };

/** A day that lies a shift before; `null` where that month has no such day. */
export function shiftDay(day: number, shift: Shift): number | null {
  if ('days' in shift) return day - shift.days;
  const first = monthStart(day, -shift.months);
  const shifted = first + (day - monthStart(day));
  return shifted < monthStart(first, 1) ? shifted : null;
}

/** The same, at most the month's last day. */
export function shiftDayClamped(day: number, shift: Shift): number {
  return shiftDay(day, shift) ?? monthStart(day, -('months' in shift ? shift.months : 0) + 1) - 1;
}

/**
 * First and last day of a preset, today included: `30d` are thirty local days, `12m` twelve months of which this one is the
 * last. `from` is `null` for `all`.
 */
export function rangeDays(name: RangeName, today: number): { from: number | null; to: number } {
  switch (name) {
    case '12m':
      return { from: monthStart(today, -11), to: today };
    case 'mtd':
      return { from: monthStart(today), to: today };
    case 'ytd':
      return { from: dayAt(civil(today).getUTCFullYear(), 0, 1), to: today };
    case 'all':
      return { from: null, to: today };
    default:
      return { from: today - Number.parseInt(name) + 1, to: today };
  }
}

/**
 * What lies before `from`…`to`: as many days, or as many months where it is made of whole ones; for `months` as many as it
 * touches, so that the 9th is set beside the 9th; for `year` the same dates a year earlier.
 */
export function shiftBefore(from: number, to: number, compare: Compare): Shift {
  if (compare === 'year') return { months: 12 };
  const isWhole = from === monthStart(from) && to + 1 === monthStart(to + 1);
  return isWhole || compare === 'months' ? { months: monthsBetween(from, to) + 1 } : { days: to - from + 1 };
}

function monthsBetween(from: number, to: number): number {
  const [a, b] = [civil(from), civil(to)];
  return (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
}

/** What `auto` means: few enough buckets to tell them apart, enough to see a shape. */
export function autoInterval(from: number, to: number): Interval {
  const days = to - from + 1;
  return days <= 2 ? 'hour' : days <= 92 ? 'day' : days <= 200 ? 'week' : 'month';
}

/**
 * Where the buckets of a period begin, in seconds since 1970, and where the last one ends: one more number than buckets. Each
 * begins with a local hour, day, week or month, or with the period. Wherever a zone changes its offset an hour's bucket ends,
 * so that a repeated hour is a bucket of its own.
 * @throws {RangeError} for a first day of the week that is not 1 to 7
 */
export function bucketBounds(zone: Zone, from: number, to: number, interval: Interval, weekStart = 1): number[] {
  if (!(weekStart >= 1 && weekStart <= 7)) throw new RangeError(`A week begins with one of the days 1 to 7, got ${weekStart}`);
  const end = zone.dayStart(to + 1);
  if (interval === 'hour') return [...hourStarts(zone, zone.dayStart(from), end), end];
  return [...bucketDays(from, to, interval, weekStart).map((day) => zone.dayStart(day)), end];
}

/** The first day of each bucket. */
export function bucketDays(from: number, to: number, interval: Exclude<Interval, 'hour'>, weekStart: number): number[] {
  const days = [from];
  for (;;) {
    const last = days.at(-1)!;
    const next =
      interval === 'day'
        ? last + 1
        : interval === 'week'
          ? last + 7 - ((weekdayOfDay(last) - weekStart + 7) % 7)
          : monthStart(last, 1);
    if (next > to) return days;
    days.push(next);
  }
}

function hourStarts(zone: Zone, from: number, end: number): number[] {
  const starts: number[] = [];
  for (const range of zone.ranges(from, end)) {
    const begin = Math.max(range.start, from);
    starts.push(begin);
    const stop = Math.min(range.end, end);
    const first = (Math.floor((begin + range.offset) / HOUR) + 1) * HOUR - range.offset;
    for (let at = first; at < stop; at += HOUR) starts.push(at);
  }
  return starts;
}

/** Index of the bucket that an instant is in; −1 or the number of buckets where it is in none. */
export function bucketAt(bounds: readonly number[], second: number): number {
  return lastAtOrBefore(bounds, second);
}
