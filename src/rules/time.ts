import type { Weekday } from '../client/types.js';

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

const DAY = 86_400_000;
const ISO = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;

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
  const day = ISO.exec(text)?.[1];
  if (!day || Number.isNaN(Date.parse(text))) return NaN;
  // `Date.parse` rolls 30 February over into March instead of refusing it.
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day) ? Date.parse(text) : NaN;
}

/**
 * A function from milliseconds since 1970 to the weekday (0 = Sunday) in an IANA zone.
 * @throws {RangeError} for an unknown zone
 */
export function weekdayIn(timeZone: string): (ms: number) => number {
  // 1 January 1970 was a Thursday.
  if (timeZone === 'UTC') return (ms) => (((Math.floor(ms / DAY) + 4) % 7) + 7) % 7;
  const format = new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'long' });
  return (ms) => (weekdays as readonly string[]).indexOf(format.format(ms).toLowerCase());
}
