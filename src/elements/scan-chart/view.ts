import type { ScanChartTerms } from '../../locales/en.scan-chart.js';
import { dayOfDate, monthStart, weekdayOfDay } from '../../scans/calendar.js';
import { secondsOf } from '../../scans/instant.js';
import { axisSteps, type Plot, type PlotMark } from '../../scans/plot.js';
import type { Dimension, Rollup } from '../../scans/types.js';
import { zoneOf } from '../../time/zones.js';
import type { ChartData } from './data.js';
import type { Formats } from './format.js';

/** Pixels that a label of the time axis needs. */
const LABEL = { hour: 54, day: 50, month: 44, year: 44 };

/** A roll-up with the bounds and the names of its buckets: what all parts of the chart are made of. */
export interface View {
  rollup: ChartData;
  formats: Formats;
  words: ScanChartTerms;
  /** Seconds since 1970; one more than there are buckets. */
  bounds: number[];
  /** Of a bucket. */
  name: (index: number) => string;
  /** Index of the bucket that has not ended; −1 for none. */
  running: number;
}

export function viewOf(rollup: ChartData, formats: Formats, words: ScanChartTerms): View {
  const zone = zoneOf(rollup.timeZone);
  const starts = rollup.series.map(({ start }) => secondsOf(start));
  const bounds = [...starts, zone.dayStart(dayOfDate(rollup.to) + 1)];
  const local = (index: number) => bounds[index]! + zone.offsetAt(bounds[index]!);
  return {
    rollup,
    formats,
    words,
    bounds,
    name: (index) => {
      const isRepeated = rollup.interval === 'hour' && (local(index) === (index > 0 ? local(index - 1) : NaN) || local(index) === (index + 1 < starts.length ? local(index + 1) : NaN));
      return formats.bucket(rollup.interval, bounds[index]!, bounds[index + 1]!, isRepeated);
    },
    running: rollup.series.findIndex(({ incomplete }) => incomplete),
  };
}

/** The series as it is drawn, with as many labels as fit into the width. */
export function plotOf(view: View, width: number, marks: readonly PlotMark[], isRtl: boolean): Plot {
  const { rollup, formats } = view;
  const { series, previous } = rollup;
  const max = series.reduce((most, { scans }, index) => Math.max(most, scans ?? 0, previous?.series[index] ?? 0), 0);
  return {
    points: series.map(({ scans, incomplete }, index) => ({
      scans,
      ...(previous && { previous: previous.series[index] ?? null }),
      ...(incomplete && { incomplete }),
    })),
    yTicks: axisSteps(max).map((value) => ({ value, label: formats.short(value) })),
    xTicks: xTicks(view, width - 60),
    ...(marks.length > 0 && { marks }),
    isRtl,
  };
}

/** One way of labelling: which buckets get a label, and of what kind. */
interface Level {
  kind: keyof typeof LABEL;
  isAt: (index: number) => boolean;
}

function xTicks({ rollup, bounds, formats }: View, width: number): Plot['xTicks'] {
  const zone = zoneOf(rollup.timeZone);
  const count = rollup.series.length;
  const local = bounds.map((second) => second + zone.offsetAt(second));
  const days = local.map((second) => Math.floor(second / 86_400));
  const hourOf = (index: number) => Math.floor((local[index]! - days[index]! * 86_400) / 3600);
  const isNew = (of: (day: number) => number) => (index: number) =>
    index === 0 ? of(days[0]!) === days[0]! : of(days[index]!) !== of(days[index - 1]!);
  const isNewDay = isNew((day) => day);
  const isNewMonth = isNew(monthStart);
  const months = (step: number) => (index: number) => isNewMonth(index) && new Date(days[index]! * 86_400_000).getUTCMonth() % step === 0;
  const fromEnd = (step: number) => (index: number) => (count - 1 - index) % step === 0;

  const levels: Record<Rollup['interval'], Level[]> = {
    hour: [
      ...[1, 2, 3, 6, 12].map((step): Level => ({ kind: 'hour', isAt: (index) => local[index]! % 3600 === 0 && hourOf(index) % step === 0 })),
      { kind: 'day', isAt: isNewDay },
    ],
    day: [...[1, 2].map((step): Level => ({ kind: 'day', isAt: fromEnd(step) })), { kind: 'day', isAt: (index) => weekdayOfDay(days[index]!) === rollup.weekStart }],
    week: [1, 2, 4].map((step): Level => ({ kind: 'day', isAt: fromEnd(step) })),
    month: [],
  };
  const coarse: Level[] = [
    ...[1, 2, 3, 6].map((step): Level => ({ kind: 'month', isAt: months(step) })),
    { kind: 'year', isAt: months(12) },
  ];
  const all = [...levels[rollup.interval], ...(rollup.interval === 'hour' ? levels.day.slice(1) : []), ...coarse];
  for (const { kind, isAt } of all) {
    const indexes = Array.from({ length: count }, (_, index) => index).filter(isAt);
    if (indexes.length === 0 || indexes.length * LABEL[kind] > width) continue;
    return indexes.map((index) => ({ index, label: formats.tick(labelKind(kind, index), bounds[index]!) }));
  }
  return [];

  /** Midnight says which day begins, January which year. */
  function labelKind(kind: Level['kind'], index: number): Level['kind'] {
    if (kind === 'hour' && isNewDay(index)) return 'day';
    return kind === 'month' && months(12)(index) ? 'year' : kind;
  }
}

/** First and last local day of some buckets: what they are zoomed into. */
export function daysOfBucket({ rollup, bounds }: View, first: number, last = first): { from: number; to: number } {
  const zone = zoneOf(rollup.timeZone);
  return { from: zone.dayOf(bounds[first]!), to: zone.dayOf(bounds[last + 1]! - 1) };
}

/** One bar of a breakdown. */
export interface BarRow {
  value: string | null;
  label: string;
  scans: number;
  /** Of all that is counted in the period. */
  share: number;
}

const devices: Record<string, string> = { ios: 'iOS', android: 'Android', windows: 'Windows', mac: 'Mac', linux: 'Linux', chromeos: 'ChromeOS' };

/** A value as a person reads it. It is the API's text, and stays text. */
export function valueName(by: Dimension, value: string | null, formats: Formats, words: ScanChartTerms): string {
  if (value === null) return words.unknown[by];
  if (by === 'device') return Object.hasOwn(devices, value) ? devices[value]! : value;
  return by === 'country' ? formats.country(value) : by === 'destination' ? value.replace(/^https?:\/\/(www\.)?/, '') : value;
}

export function barsOf({ rollup, formats, words }: View): BarRow[] {
  const { breakdown, scans } = rollup;
  if (!breakdown) return [];
  const { by, values, rest } = breakdown;
  const rows = values.map(({ value, scans: count }) => ({ value, label: valueName(by, value, formats, words), scans: count, share: scans > 0 ? count / scans : 0 }));
  return rest > 0 ? [...rows, { value: REST, label: words.rest, scans: rest, share: rest / scans }] : rows;
}

/** The row of what is not listed: no value of the API has a control character. */
export const REST = '\u0000rest';

/** What a breakdown is called; a table of the page has said it itself. */
export function headingOf({ rollup, words }: View): string {
  if (rollup.ofTable) return words.titleUnnamed;
  return rollup.heat ? words.by['weekday-hour'] : words.by[rollup.breakdown?.by ?? 'time'];
}

/** Marks of the time axis at instants; those outside the period are left out. */
export function markAt({ bounds, rollup }: View, second: number): number | null {
  const last = bounds.length - 1;
  if (second < bounds[0]! || second > bounds[last]! || rollup.series.length === 0) return null;
  let index = 0;
  while (index < last - 1 && bounds[index + 1]! <= second) index++;
  return index + (second - bounds[index]!) / (bounds[index + 1]! - bounds[index]!);
}
