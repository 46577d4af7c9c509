import { zoneOf } from '../time/zones.js';

const DAY = 86_400;
/** Where a zone is looked into once and remembered, seconds since 1970; a year 9999 must not have it look for so long. */
const REMEMBERED = { from: 0, to: Date.UTC(2100, 0, 1) / 1000 };

const LOCAL = /^(\d{4,6})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?$/;

/**
 * The instants (milliseconds since 1970, ascending) at which clocks in a zone show a local time, `2026-03-29T02:30` or with
 * seconds: one, two where they are set back over it, none where they are set forward over it or where no calendar has it.
 * @throws {RangeError} for an unknown zone
 */
export function localInstants(timeZone: string, local: string): number[] {
  const offsetAt = offsets(timeZone);
  const wanted = secondsOf(local);
  if (wanted === null) return [];
  const [before, after] = around(offsetAt, wanted);
  return [...new Set([wanted - before, wanted - after])]
    .filter((second) => second + offsetAt(second) === wanted)
    .sort((a, b) => a - b)
    .map((second) => second * 1000);
}

/**
 * Of a local time that clocks skip: the instants at which it would have been by the clocks of after the change (shown earlier,
 * before the gap) and of before it (shown later); `null` for any other.
 * @throws {RangeError} for an unknown zone
 */
export function besideGap(timeZone: string, local: string): [earlier: number, later: number] | null {
  const wanted = secondsOf(local);
  if (wanted === null || localInstants(timeZone, local).length > 0) return null;
  const [before, after] = around(offsets(timeZone), wanted);
  return [(wanted - after) * 1000, (wanted - before) * 1000];
}

/**
 * What clocks in a zone show: `2026-03-29T02:30`, with seconds where there are any, as `<input type="datetime-local">` takes it.
 * @throws {RangeError} for an unknown zone, or for what is no instant
 */
export function localTime(timeZone: string, ms: number): string {
  const second = Math.floor(ms / 1000);
  const text = new Date((second + offsets(timeZone)(second)) * 1000).toISOString();
  const [, sign = '', year = '', rest = '', seconds = ''] = /^([+-]?)0*(\d{4,})(-.{11})(:\d\d)/.exec(text) ?? [];
  return `${sign === '-' ? sign : ''}${year}${rest}${seconds === ':00' ? '' : seconds}`;
}

/** The offsets a day before and after a local time: no zone has changed twice within two days since 1970. */
function around(offsetAt: (second: number) => number, local: number): [number, number] {
  return [offsetAt(local - DAY), offsetAt(local + DAY)];
}

/** A local time as if it were UTC; `null` where it is none, such as 30 February. */
function secondsOf(local: string): number | null {
  const [year, month, day, hour, minute, second] = (LOCAL.exec(local)?.slice(1) ?? []).map((part) => Number(part || 0));
  if (year === undefined) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month! - 1, day);
  const isDate = date.getUTCFullYear() === year && date.getUTCMonth() === month! - 1 && date.getUTCDate() === day;
  if (!isDate || hour! > 23 || minute! > 59 || second! > 59) return null;
  return date.getTime() / 1000 + hour! * 3600 + minute! * 60 + second!;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Seconds east of UTC at a second since 1970. */
function offsets(timeZone: string): (second: number) => number {
  const zone = zoneOf(timeZone);
  return (second) => {
    if (second >= REMEMBERED.from && second < REMEMBERED.to) return zone.offsetAt(second);
    let format = formatters.get(timeZone);
    format ??= new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset', year: 'numeric' });
    formatters.set(timeZone, format);
    const [, sign, hours = '0', minutes = '0', seconds = '0'] = /GMT([+-])(\d+)(?::(\d+))?(?::(\d+))?/.exec(format.format(second * 1000)) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
  };
}
