import type { Weekday } from '../client/types.js';
import { zoneOf } from '../time/zones.js';

/** In `Date.prototype.getUTCDay` order. */
export const weekdays = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const satisfies Weekday[];

/** As people list them: Monday first. */
export const weekdayOrder: readonly Weekday[] = [...weekdays.slice(1), weekdays[0]];

const DAY = 86_400_000;
/** Where zones are known as integers: beyond, looking into them would take seconds. */
const ZONES_UNTIL = Date.UTC(2101, 0);
const ISO = /^((?:\d{4}|[+-]\d{6})-\d{2}-(\d{2}))T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * Milliseconds since 1970 of a `Date` or of an ISO 8601 string *with an offset*.
 * @throws {RangeError} for a string without an offset (it would mean another instant on every machine) or a date that
 * does not exist
 */
export function instant(value: Date | string): number {
  const ms = typeof value === 'string' ? parse(value) : value.getTime();
  if (Number.isNaN(ms)) {
    throw new RangeError(`not an instant with an offset, such as 2026-04-01T08:00:00Z: ${JSON.stringify(value)}`);
  }
  return ms;
}

function parse(text: string): number {
  const [, day, dayOfMonth] = ISO.exec(text) ?? [];
  if (day === undefined) return NaN;
  const ms = Date.parse(text);
  // `Date.parse` rolls 30 February over into March instead of refusing it.
  if (Number(dayOfMonth) <= 28 || Number.isNaN(ms)) return ms;
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day) ? ms : NaN;
}

/**
 * A function from milliseconds since 1970 to the weekday (0 = Sunday) in an IANA zone.
 * @throws {RangeError} for an unknown zone
 */
export function weekdayIn(timeZone: string): (ms: number) => number {
  if (timeZone === 'UTC') return (ms) => weekdayOf(Math.floor(ms / DAY));
  const zone = zoneOf(timeZone);
  let format: Intl.DateTimeFormat | null = null;
  return (ms) => {
    if (ms >= 0 && ms < ZONES_UNTIL) return weekdayOf(zone.dayOf(Math.floor(ms / 1000)));
    format ??= new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'long' });
    return (weekdays as readonly string[]).indexOf(format.format(ms).toLowerCase());
  };
}

/** 1 January 1970, day 0, was a Thursday. */
const weekdayOf = (day: number) => (((day + 4) % 7) + 7) % 7;

/**
 * A function to the first instant, in milliseconds since 1970, after `ms` that is on another weekday in an IANA zone. Mostly
 * a midnight, but clocks that are set back just after it return to the day before.
 * @throws {RangeError} for an unknown zone
 */
export function nextWeekdayIn(timeZone: string): (ms: number) => number {
  if (timeZone === 'UTC') return (ms) => (Math.floor(ms / DAY) + 1) * DAY;
  const zone = zoneOf(timeZone);
  const weekday = weekdayIn(timeZone);
  return (ms) => {
    if (!(ms >= 0 && ms < ZONES_UNTIL)) return bisectNextDay(ms, weekday);
    const second = Math.floor(ms / 1000);
    const day = zone.dayOf(second);
    const dayEnd = ((day + 1) * DAY) / 1000;
    for (const { start, end, offset } of zone.ranges(second, dayEnd + 2 * (DAY / 1000))) {
      const from = Math.max(start, second);
      if (Math.floor((from + offset) / (DAY / 1000)) !== day) return from * 1000;
      if (dayEnd - offset < end) return (dayEnd - offset) * 1000;
    }
    throw new RangeError(`A day without an end: ${ms}`);
  };
}

/** By the hour, then to the millisecond. */
function bisectNextDay(ms: number, weekday: (ms: number) => number): number {
  const today = weekday(ms);
  let before = ms;
  while (weekday(before + 3_600_000) === today) before += 3_600_000;
  let after = before + 3_600_000;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (weekday(middle) === today) before = middle;
    else after = middle;
  }
  return after;
}
