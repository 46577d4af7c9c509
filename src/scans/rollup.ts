import {
  autoInterval,
  bucketBounds,
  dateOfDay,
  dayOfDate,
  monthStart,
  shiftBefore,
  shiftDay,
  shiftDayClamped,
  weekdayOfDay,
  type Shift,
} from './calendar.js';
import { coarseBreakdown } from './coarse.js';
import { localHour } from './count.js';
import { instantOf, secondsOf } from './instant.js';
import { slotsOf, slotSource } from './slots.js';
import type { ScanStore } from './store.js';
import type { Bucket, Coverage, Dimension, Filter, Interval, Rollup, RollupQuestion } from './types.js';
import { zoneOf, type Zone } from '../time/zones.js';

export interface RollupContext {
  now: Date;
  /** Default: everything is counted. */
  coverage?: Coverage;
  /** Counts by value in steps of so many; default 1, which is exact. */
  minCell?: number;
  /** Also when destinations were new, where all is counted. */
  changes?: boolean;
}

/** A question with its days, and what it is asked of. */
interface Asked {
  store: TimeSource;
  zone: Zone;
  from: number;
  to: number;
  interval: Interval;
  filter: Filter;
  /** Bounds of the buckets. */
  bounds: number[];
  /** The last whole second that is counted. */
  until: number;
  /** Since when every scan is counted. */
  since: number;
  /** The buckets that are counted, `[from, to)`; what scans are held beyond them is in no answer. */
  counted: [from: number, to: number];
}

/**
 * Answers a question from the scans that are held.
 * @throws {RangeError} for an unknown zone, a date that does not exist, a period that ends before it begins, a `weekStart` that
 * is not 1 to 7, an invalid `now`, or a filter where `minCell` is above 1: counts under a filter would tell single scans
 */
export function rollup(store: ScanStore, question: RollupQuestion, context: RollupContext): Rollup {
  const values = (asked: Asked, by: Dimension, scans: number) => breakdownOf(store, asked, by, scans, context.minCell ?? 1);
  const known = answer(store, question, context, values);
  const isWanted = context.changes && known.coverage.since === null && !question.breakdown && !question.filter;
  const changes = isWanted ? changesOf(store, known) : [];
  return changes.length > 0 ? { ...known, changes } : known;
}

/** More new destinations than this are no news. */
const MAX_CHANGES = 12;

function changesOf(store: ScanStore, { timeZone, from, to }: Rollup): NonNullable<Rollup['changes']> {
  const zone = zoneOf(timeZone);
  const [start, end] = [zone.dayStart(dayOfDate(from)), zone.dayStart(dayOfDate(to) + 1)];
  const isNews = ([value, at]: readonly [string | null, number]) => value !== null && at >= start && at < end && at > store.span!.first;
  const news = [...store.firstOf('destination')].filter(isNews);
  return news.length > MAX_CHANGES ? [] : news.map(([value, at]) => ({ value: value!, at: instantOf(at) }));
}

/**
 * The same answer in another zone, from the quarters of an hour that came with it. A period before is compared to the quarter.
 * @throws {RangeError} for an unknown zone; for an answer without quarters, or whose quarters do not reach that far
 */
export function rezone(known: Rollup, question: RollupQuestion, now: Date): Rollup {
  const { slots, coverage, total, minCell, changes } = known;
  if (!slots || question.breakdown) throw new RangeError('Only a series with its quarters of an hour can be put into another zone.');
  const rest = { ...question };
  delete rest.slots;
  const again = answer(slotSource(slots), rest, { now, coverage, ...(minCell && { minCell }) }, null);
  return { ...again, total, slots, ...(changes && { changes }) };
}

/** What counting by time needs. */
export type TimeSource = Pick<ScanStore, 'size' | 'span' | 'countInBounds'>;

type Breakdown = (asked: Asked, by: Dimension, scans: number) => NonNullable<Rollup['breakdown']>;

function answer(store: TimeSource, question: RollupQuestion, { now, coverage, minCell = 1 }: RollupContext, breakdown: Breakdown | null): Rollup {
  const { timeZone, weekStart = 1, filter = {} } = question;
  if (minCell > 1 && Object.keys(filter).length > 0) throw new RangeError('Scans that are counted in steps cannot be filtered.');
  const about = coverage ?? complete(store, now);
  const zone = zoneOf(timeZone);
  const second = now.getTime() / 1000;
  const today = zone.dayOf(second);
  const to = question.to === undefined ? today : dayOfDate(question.to);
  const first = Math.min(to, store.span ? zone.dayOf(store.span.first) : to);
  const from = question.from === undefined ? first : dayOfDate(question.from);
  if (from > to) throw new RangeError(`The period ends (${dateOfDay(to)}) before it begins (${dateOfDay(from)}).`);

  const interval = question.interval === 'auto' ? autoInterval(from, to) : question.interval;
  const bounds = bucketBounds(zone, from, to, interval, weekStart);
  const until = Math.min(Math.floor(second), secondsOf(about.asOf));
  const since = about.since === null ? -Infinity : secondsOf(about.since);
  const counted = countedOf(bounds, since, until);
  const asked: Asked = { store, zone, from, to, interval, filter, bounds, until, since, counted };
  const series = seriesOf(asked, weekStart);
  const scans = series.reduce((sum, bucket) => sum + (bucket.scans ?? 0), 0);
  const month = zone.dayStart(monthStart(today));
  // The month's scans are those of no filter, and weekdays and hours are those of one zone.
  const isSlotted = question.slots && Object.keys(filter).length === 0;
  const shift = question.compare && shiftBefore(from, to, question.compare);
  return {
    timeZone,
    from: dateOfDay(from),
    to: dateOfDay(to),
    interval,
    weekStart,
    total: about.since === null && about.matches !== false ? store.size : about.total,
    thisMonth: month < since || month > until ? null : store.countInBounds([month, Math.floor(second) + 1])[0]!,
    scans,
    series,
    ...(shift && { previous: previousOf(asked, shift) }),
    ...(question.breakdown === 'weekday-hour' && { heat: heatOf(asked) }),
    ...(breakdown && question.breakdown && question.breakdown !== 'weekday-hour' && { breakdown: breakdown(asked, question.breakdown, scans) }),
    ...(isSlotted && { slots: slotsOf(store, { from: Math.min(bounds[0]!, month, shift ? zone.dayStart(shiftDayClamped(from, shift)) : Infinity), since, until }) }),
    coverage: about,
    ...(minCell > 1 && { minCell }),
  };
}

/** What is said of scans that are all there is. */
function complete(store: TimeSource, now: Date): Coverage {
  return { since: null, asOf: now.toISOString(), counted: store.size, total: store.size, matches: true };
}

/** From the first bucket that is counted to the end of the last. */
function countedOf(bounds: readonly number[], since: number, until: number): Asked['counted'] {
  const end = bounds.at(-1)!;
  const [from, to] = [bounds.find((bound) => bound >= since) ?? end, bounds.find((bound) => bound > until) ?? end];
  return [from, Math.max(from, to)];
}

function seriesOf({ store, zone, to, interval, filter, bounds, until, since }: Asked, weekStart: number): Bucket[] {
  const counts = store.countInBounds(bounds, filter, zone.name);
  const last = counts.length - 1;
  return counts.map((scans, index) => {
    const [start, end] = [bounds[index]!, bounds[index + 1]!];
    const isRunning = start <= until && until < end;
    const isClipped =
      (index === 0 && !isNatural(zone.dayOf(start), interval, weekStart)) ||
      (index === last && !isRunning && !isNatural(to + 1, interval, weekStart));
    return {
      start: instantOf(start),
      scans: start < since || start > until ? null : scans,
      ...(isRunning && { incomplete: true as const }),
      ...(isClipped && { clipped: true as const }),
    };
  });
}

/** Whether an interval begins with that day by itself. */
function isNatural(day: number, interval: Interval, weekStart: number): boolean {
  return interval === 'week' ? weekdayOfDay(day) === weekStart : interval === 'month' ? day === monthStart(day) : true;
}

/** Each bucket of the period, and the part of it that has passed, as it was one shift earlier. */
function previousOf(asked: Asked, shift: Shift): NonNullable<Rollup['previous']> {
  const { store, zone, from, to, filter, bounds, until, since } = asked;
  const [first, next] = [shiftDayClamped(from, shift), shiftEnd(to + 1, shift)];
  const [start, end] = [zone.dayStart(first), zone.dayStart(next)];
  const passed = until >= bounds.at(-1)! ? end : Math.min(end, shiftInstant(zone, until, shift) + 1);
  // Where nothing of this period is counted, there is nothing to compare with.
  const isCounted = start >= since && until >= bounds[0]!;
  const isYoung = since === -Infinity && store.span !== null && store.span.first > start;
  return {
    from: dateOfDay(first),
    to: dateOfDay(next - 1),
    ...(isYoung && { young: true as const }),
    scans: isCounted ? store.countInBounds([start, passed], filter, zone.name)[0]! : null,
    series: bounds.slice(0, -1).map((bound, index) => {
      const [low, high] = shiftBucket(asked, bound, bounds[index + 1]!, shift);
      return low >= high || low < since || low > until ? null : store.countInBounds([low, high], filter, zone.name)[0]!;
    }),
  };
}

/** Where a bucket lay one shift earlier; empty where that month had no such day, or that day no such hour. */
function shiftBucket({ zone, interval }: Asked, start: number, end: number, shift: Shift): [low: number, high: number] {
  const day = zone.dayOf(start);
  const shifted = shiftDay(day, shift);
  if (interval === 'week' || interval === 'month') {
    return [zone.dayStart(shiftEnd(day, shift)), zone.dayStart(shiftEnd(zone.dayOf(end), shift))];
  }
  if (shifted === null) return [0, 0];
  // A day that lost or gained an hour keeps its own bounds.
  if (interval === 'day') return [zone.dayStart(shifted), zone.dayStart(shifted + 1)];
  const ofDay = secondOfDay(zone, start);
  const low = zone.instantOf(shifted, ofDay);
  return [low, Math.min(low + end - start, zone.instantOf(shifted, ofDay + end - start))];
}

/** The day that many days or months before an exclusive end; where that month has no such day, the first of the next. */
function shiftEnd(day: number, shift: Shift): number {
  return shiftDay(day, shift) ?? shiftDayClamped(day, shift) + 1;
}

/** The instant at which local clocks showed the same time, one shift earlier; where that month had no such day, its end. */
function shiftInstant(zone: Zone, second: number, shift: Shift): number {
  const day = zone.dayOf(second);
  const shifted = shiftDay(day, shift);
  return shifted === null ? zone.dayStart(shiftEnd(day, shift)) : zone.instantOf(shifted, secondOfDay(zone, second));
}

function secondOfDay(zone: Zone, second: number): number {
  return second + zone.offsetAt(second) - zone.dayOf(second) * 86_400;
}

/** Exact, or in steps; values that are left out and the rest of a step are `rest`. */
function breakdownOf(store: ScanStore, { zone, filter, counted, until, since }: Asked, by: Dimension, scans: number, minCell: number) {
  const [from, to] = counted;
  // Old scans that are counted late would move the steps about, and tell their values.
  if (minCell > 1 && since > -Infinity) return { by, values: [], rest: scans };
  const values =
    minCell > 1
      ? coarseBreakdown(store, by, { from, to, now: until, minCell })
      : store.countByValue(by, from, to, filter, zone.name);
  let sum = values.reduce((total, value) => total + value.scans, 0);
  // A step may hold scans from before the period: the smallest are left out until the parts fit the whole.
  while (minCell > 1 && sum > scans) sum -= values.pop()!.scans;
  return { by, values, rest: Math.max(0, scans - sum) };
}

function heatOf({ store, zone, from, to, filter, counted }: Asked): number[][] {
  const heat = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  const bounds = bucketBounds(zone, from, to, 'hour').filter((bound) => bound >= counted[0] && bound <= counted[1]);
  for (const [index, scans] of store.countInBounds(bounds, filter, zone.name).entries()) {
    const { weekday, hour } = localHour(zone, bounds[index]!);
    heat[weekday - 1]![hour]! += scans;
  }
  return heat;
}
