import type { ScanChartTerms } from '../../locales/en.scan-chart.js';
import { autoInterval, dateOfDay, dayOfDate, rangeDays, rangeNames, type RangeName } from '../../scans/calendar.js';
import { dimensions } from '../../scans/columns.js';
import type { Compare, Dimension, Filter, Interval, RollupQuestion } from '../../scans/types.js';
import { isTimeZone, zoneOf } from '../../time/zones.js';
import { weekStartOf } from './format.js';

export type Breakdown = 'time' | Dimension | 'weekday-hour';
export const breakdowns: readonly Breakdown[] = ['time', ...dimensions, 'weekday-hour'];
export const intervals = ['auto', 'hour', 'day', 'week', 'month'] as const satisfies readonly (Interval | 'auto')[];

/** Hours that a chart shows at most; the proxy refuses more. */
const MAX_HOUR_DAYS = 93;

/** What of the element the question depends on: attributes are text that anybody may have written. */
export interface Asking {
  range: string;
  from: string | null;
  to: string | null;
  timeZone: string | null;
  interval: string;
  breakdown: string;
  compare: string | null;
  filter: Filter;
}

export type Asked = { question: RollupQuestion; breakdown: Breakdown } | { problem: string };

/** The viewer's own zone. */
export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

/** What is to be asked for, or what is wrong with the attributes, in words. */
export function questionOf(asking: Asking, lang: string, words: ScanChartTerms, now: Date): Asked {
  const timeZone = asking.timeZone || ownTimeZone();
  if (!isTimeZone(timeZone)) return { problem: words.badZone(timeZone) };
  const breakdown = breakdowns.find((one) => one === asking.breakdown);
  if (!breakdown) return { problem: words.badBreakdown(asking.breakdown) };
  const interval = intervals.find((one) => one === asking.interval);
  if (!interval) return { problem: words.badInterval(asking.interval) };
  const { compare } = asking;
  if (compare && compare !== 'previous' && compare !== 'year') return { problem: words.badCompare(compare) };
  const days = daysOf(asking, zoneOf(timeZone).dayOf(now.getTime() / 1000), words);
  if ('problem' in days) return days;
  const { from, to } = days;
  if (interval === 'hour' && (from === null || to - from >= MAX_HOUR_DAYS)) return { problem: words.tooManyHours };
  return {
    breakdown,
    question: {
      timeZone,
      ...(from !== null && { from: dateOfDay(from) }),
      to: dateOfDay(to),
      interval: interval === 'auto' && from !== null ? autoInterval(from, to) : interval,
      weekStart: weekStartOf(lang),
      ...(breakdown !== 'time' && { breakdown }),
      ...(asking.compare && from !== null && { compare: compareOf(asking) }),
      ...(Object.keys(asking.filter).length > 0 && { filter: asking.filter }),
    },
  };
}

/** The year to date is set beside the same days of the year before, since what lies before it is another season; months beside months. */
function compareOf({ compare, range, from, to }: Asking): Compare {
  const preset = from || to ? '' : range;
  if (compare === 'year' || preset === 'ytd') return 'year';
  return preset === 'mtd' || preset === '12m' ? 'months' : 'previous';
}

function daysOf({ range, from, to }: Asking, today: number, words: ScanChartTerms): { from: number | null; to: number } | { problem: string } {
  if (from || to) {
    try {
      const days = { from: from ? dayOfDate(from) : null, to: to ? dayOfDate(to) : today };
      if (days.from === null || days.from <= days.to) return days;
    } catch {
      // Said below.
    }
    return { problem: words.badDates(from ?? '', to ?? '') };
  }
  return rangeNames.includes(range as RangeName) ? rangeDays(range as RangeName, today) : { problem: words.badRange(range) };
}
