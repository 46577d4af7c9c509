import { bucketAt, dateOfDay, dayOfDate, monthStart } from '../../scans/calendar.js';
import { instantOf } from '../../scans/instant.js';
import type { Interval, RollupQuestion } from '../../scans/types.js';
import { zoneOf } from '../../time/zones.js';
import type { ChartData } from './data.js';

interface Row {
  name: string;
  /** Days since 1970-01-01, where the row is named after a date. */
  day: number | null;
  scans: number;
}

/**
 * Reads a table that a page has for its visitors: the first cell of a row names a date (as text, or in a `<time datetime>`) or
 * anything else, and the next cell with digits is a number of scans.
 */
export function readTable(table: HTMLTableElement, { timeZone, weekStart = 1 }: RollupQuestion): ChartData {
  // Numbers in the head are years, those in the foot are sums.
  const body = [...table.rows].filter((row) => !row.closest('thead, tfoot'));
  const rows = body.flatMap((row) => readRow([...row.cells]) ?? []);
  const scans = rows.reduce((sum, row) => sum + row.scans, 0);
  const days = rows.map(({ day }) => day);
  const isTime = rows.length > 0 && !days.includes(null);
  const about = {
    timeZone,
    weekStart,
    total: scans,
    thisMonth: null,
    scans,
    coverage: { since: null, asOf: new Date().toISOString(), counted: scans, total: scans, matches: true },
    local: true as const,
    ofTable: true as const,
  };
  return isTime ? { ...about, ...series(rows as (Row & { day: number })[], timeZone) } : { ...about, ...values(rows) };
}

function readRow([head, ...cells]: HTMLTableCellElement[]): Row | null {
  // Digits alone: a thousand is grouped differently everywhere, and there is no half scan.
  const number = cells.map(({ dataset, textContent }) => (dataset['value'] ?? textContent).replace(/\D/g, '')).find(Boolean);
  if (!head || number === undefined) return null;
  const name = head.textContent.trim();
  const date = (head.querySelector('time')?.getAttribute('datetime') ?? name).slice(0, 10);
  return { name, day: dayOf(/^\d{4}-\d{2}$/.test(date) ? `${date}-01` : date), scans: Number(number) };
}

function dayOf(date: string): number | null {
  try {
    return dayOfDate(date);
  } catch {
    return null;
  }
}

function series(rows: (Row & { day: number })[], timeZone: string) {
  const days = [...new Set(rows.map(({ day }) => day))].sort((a, b) => a - b);
  const gap = Math.min(...days.slice(1).map((day, index) => day - days[index]!), Infinity);
  const interval: Interval = gap >= 28 && gap < Infinity ? 'month' : gap === 7 ? 'week' : 'day';
  const [first, last] = [interval === 'month' ? monthStart(days[0]!) : days[0]!, days.at(-1)!];
  const zone = zoneOf(timeZone);
  const buckets: number[] = [];
  const next = (day: number) => (interval === 'month' ? monthStart(day, 1) : interval === 'week' ? day + 7 : day + 1);
  // A day that the table leaves out has no scans.
  for (let day = first; day <= last; day = next(day)) buckets.push(day);
  const counts = buckets.map(() => 0);
  for (const { day, scans } of rows) counts[bucketAt(buckets, day)]! += scans;
  return {
    interval,
    from: dateOfDay(first),
    to: dateOfDay(next(buckets.at(-1)!) - 1),
    series: buckets.map((day, index) => ({ start: instantOf(zone.dayStart(day)), scans: counts[index]! })),
  };
}

function values(rows: readonly Row[]) {
  const today = dateOfDay(Math.floor(Date.now() / 86_400_000));
  return {
    interval: 'day' as const,
    from: today,
    to: today,
    series: [],
    breakdown: {
      by: 'utm-source' as const,
      values: rows.map(({ name, scans }) => ({ value: name, scans })).sort((a, b) => b.scans - a.scans),
      rest: 0,
    },
  };
}
