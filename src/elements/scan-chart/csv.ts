import { secondsOf } from '../../scans/instant.js';
import { barsOf, type View } from './view.js';

/**
 * One cell of a CSV file (RFC 4180). Text that a spreadsheet would run as a formula gets an apostrophe.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function cell(value: string | number | null | undefined): string {
  if (value == null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@＝＋－＠\t\r\n]/.test(value) ? `'${value}` : value;
  // Spreadsheets of some countries split at semicolons.
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What is shown, in English headings and plain numbers: the same file whatever the language of the page. */
export function csvOf(view: View): string {
  const { rollup } = view;
  if (rollup.heat) {
    return file([
      ['weekday', 'hour', 'scans'],
      ...rollup.heat.flatMap((hours, weekday) => hours.map((scans, hour) => [weekday + 1, hour, scans])),
    ]);
  }
  if (rollup.breakdown) {
    return file([
      [rollup.breakdown.by, 'label', 'scans', 'share'],
      ...barsOf(view).map(({ value, label, scans, share }) => [value?.startsWith('\0') ? '' : value, label, scans, Number(share.toFixed(4))]),
    ]);
  }
  const { previous } = rollup;
  return file([
    ['start', 'local_date', 'scans', ...(previous ? ['previous_scans'] : []), 'state'],
    ...rollup.series.map(({ start, scans, incomplete, clipped }, index) => [
      start,
      localDate(rollup.timeZone, secondsOf(start)),
      scans,
      ...(previous ? [previous.series[index]] : []),
      scans === null ? 'not counted' : incomplete ? 'incomplete' : clipped ? 'clipped' : 'complete',
    ]),
  ]);
}

const file = (rows: (string | number | null | undefined)[][]) => `${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;

/** `2026-03-29 14:00`: what clocks show there. */
function localDate(timeZone: string, second: number): string {
  // Swedish is written as ISO 8601 is.
  return new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(second * 1000);
}
