import { Temporal } from '@js-temporal/polyfill';
import type {
  Bucket,
  Compare,
  Count,
  Coverage,
  Dimension,
  Filter,
  Interval,
  Rollup,
  RollupQuestion,
  ScanLike,
} from '../../src/scans/types.js';

/**
 * What `src/scans` answers, by the plainest filters over rows. Local time is Temporal's; nothing is shared with what it judges.
 */

/** A scan as the clocks and calendars of a zone have it. */
export interface LocalScan {
  id: number;
  second: number;
  date: string;
  /** Seconds that the clock shows. */
  clock: number;
  hour: number;
  weekday: number;
  values: Record<Dimension, string | null>;
}

const secondsOf = (zoned: Temporal.ZonedDateTime) => Math.floor(zoned.epochMilliseconds / 1000);
const clockOf = (time: Temporal.PlainTime | Temporal.ZonedDateTime) => time.hour * 3600 + time.minute * 60 + time.second;
const zonedOf = (second: number, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(second * 1000).toZonedDateTimeISO(timeZone);
const textOf = (second: number) => Temporal.Instant.fromEpochMilliseconds(second * 1000).toString();

/** Each scan once, in no particular order. */
export function localise(scans: readonly ScanLike[], timeZone: string): LocalScan[] {
  const known = new Set<string>();
  const local: LocalScan[] = [];
  for (const scan of scans) {
    const second = Math.floor(Temporal.Instant.from(scan.created_at).epochMilliseconds / 1000);
    const key = `${second} ${scan.id}`;
    if (known.has(key)) continue;
    known.add(key);
    const zoned = zonedOf(second, timeZone);
    local.push({
      id: scan.id,
      second,
      date: zoned.toPlainDate().toString(),
      clock: clockOf(zoned),
      hour: zoned.hour,
      weekday: zoned.dayOfWeek,
      values: {
        device: given(scan.device)?.toLowerCase() ?? null,
        country: given(scan.country_code)?.toUpperCase() ?? null,
        referrer: host(given(scan.referer)),
        'utm-source': given(scan.utm_source),
        'utm-medium': given(scan.utm_medium),
        'utm-campaign': given(scan.utm_campaign),
        destination: given(scan.resolved_url),
      },
    });
  }
  return local;
}

const given = (text: string | null | undefined) =>
  text === undefined || text === null || text.trim() === '' ? null : text.trim();

/** Of the referrers that tests use: no ports in brackets, no user names. */
function host(referrer: string | null): string | null {
  const name =
    referrer
      ?.replace(/^[a-z-]+:\/\//i, '')
      .replace(/[/?#:].*$/s, '')
      .toLowerCase() ?? null;
  return name === null || !/^[a-z\d.-]+$/.test(name) ? null : name.replace(/^www\./, '');
}

export function passes(scan: LocalScan, filter: Filter = {}): boolean {
  const { weekday, hour, ...values } = filter;
  return (
    (weekday === undefined || scan.weekday === weekday) &&
    (hour === undefined || scan.hour === hour) &&
    Object.entries(values).every(([dimension, value]) => scan.values[dimension as Dimension] === value)
  );
}

interface OracleBucket {
  start: number;
  end: number;
  /** First local date, and the one after the last. */
  first: Temporal.PlainDate;
  next: Temporal.PlainDate;
  /** The same as text: `2026-03-29` compares as dates do. */
  dates: [first: string, next: string];
}

/** Every bucket of a period. */
export function buckets(timeZone: string, from: string, to: string, interval: Interval, weekStart = 1): OracleBucket[] {
  const dates: Temporal.PlainDate[] = [];
  const last = Temporal.PlainDate.from(to);
  for (let date = Temporal.PlainDate.from(from); Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 }))
    dates.push(date);
  if (interval === 'hour') return dates.flatMap((date) => hoursOf(timeZone, date));
  const starts = dates.filter(
    (date, index) => index === 0 || interval === 'day' || (interval === 'week' ? date.dayOfWeek === weekStart : date.day === 1),
  );
  return starts.map((first, index) => {
    const next = starts[index + 1] ?? last.add({ days: 1 });
    return {
      start: startOf(first, timeZone),
      end: startOf(next, timeZone),
      first,
      next,
      dates: [first.toString(), next.toString()],
    };
  });
}

const starts = new Map<string, number>();
function startOf(date: Temporal.PlainDate, timeZone: string): number {
  const key = `${date.toString()} ${timeZone}`;
  const start = starts.get(key) ?? secondsOf(date.toZonedDateTime(timeZone).startOfDay());
  starts.set(key, start);
  return start;
}

const hours = new Map<string, OracleBucket[]>();
function hoursOf(timeZone: string, date: Temporal.PlainDate): OracleBucket[] {
  const key = `${date.toString()} ${timeZone}`;
  const known = hours.get(key) ?? findHours(timeZone, date);
  hours.set(key, known);
  return known;
}

/** From one whole hour of the clock to the next, or to a change of the offset. */
function findHours(timeZone: string, date: Temporal.PlainDate): OracleBucket[] {
  const [begin, end] = [startOf(date, timeZone), startOf(date.add({ days: 1 }), timeZone)];
  const found: OracleBucket[] = [];
  const tomorrow = date.add({ days: 1 });
  for (let start = begin; start < end;) {
    const zoned = zonedOf(start, timeZone);
    const whole = start + 3600 - (clockOf(zoned) % 3600);
    const change =
      zonedOf(whole - 1, timeZone).offsetNanoseconds === zoned.offsetNanoseconds
        ? whole
        : secondsOf(zoned.getTimeZoneTransition('next')!);
    const next = Math.min(whole, change, end);
    found.push({ start, end: next, first: date, next: tomorrow, dates: [date.toString(), tomorrow.toString()] });
    start = next;
  }
  return found;
}

const isIn = (scan: LocalScan, { start, end, dates: [first, next] }: OracleBucket, interval: Interval) =>
  interval === 'hour' ? scan.second >= start && scan.second < end : scan.date >= first && scan.date < next;

export function series(
  scans: readonly LocalScan[],
  {
    timeZone,
    from,
    to,
    interval,
    filter,
    weekStart,
  }: { timeZone: string; from: string; to: string; interval: Interval; filter?: Filter; weekStart?: number },
): { start: string; scans: number }[] {
  const chosen = scans.filter((scan) => scan.date >= from && scan.date <= to && passes(scan, filter));
  return buckets(timeZone, from, to, interval, weekStart).map((bucket) => ({
    start: textOf(bucket.start),
    scans: chosen.filter((scan) => isIn(scan, bucket, interval)).length,
  }));
}

export function breakdown(
  scans: readonly LocalScan[],
  { by, from, to, filter }: { by: Dimension; from: string; to: string; filter?: Filter },
): Count[] {
  return countBy(
    scans.filter((scan) => scan.date >= from && scan.date <= to && passes(scan, filter)),
    by,
  );
}

/** Most first, then by value with unknown at the end. */
function countBy(scans: readonly LocalScan[], by: Dimension): Count[] {
  const values = [...new Set(scans.map((scan) => scan.values[by]))];
  const counts = values.map((value) => ({ value, scans: scans.filter((scan) => scan.values[by] === value).length }));
  const known = counts.filter(({ value }) => value !== null).sort((a, b) => (a.value! < b.value! ? -1 : 1));
  const unknown = counts.filter(({ value }) => value === null);
  return [...known, ...unknown].sort((a, b) => b.scans - a.scans);
}

/** The whole answer for exact counts. */
export function rollup(scans: readonly LocalScan[], question: RollupQuestion, now: Date, coverage: Coverage): Rollup {
  const { timeZone, filter = {}, weekStart = 1, compare, breakdown: by } = question;
  const nowSecond = Math.floor(now.getTime() / 1000);
  const today = zonedOf(nowSecond, timeZone).toPlainDate();
  const until = Math.min(nowSecond, Date.parse(coverage.asOf) / 1000);
  const since = coverage.since === null ? -Infinity : Date.parse(coverage.since) / 1000;
  const isCounted = (start: number) => start >= since && start <= until;

  const to = question.to ?? today.toString();
  const firstDate = scans.map(({ date }) => date).sort()[0] ?? to;
  const from = question.from ?? (firstDate < to ? firstDate : to);
  const days = Temporal.PlainDate.from(from).until(to).days + 1;
  const interval = question.interval === 'auto' ? automatic(days) : question.interval;
  const all = buckets(timeZone, from, to, interval, weekStart);
  const chosen = scans.filter((scan) => passes(scan, filter));
  const counted = all.filter(({ start }) => isCounted(start));
  const within = chosen.filter((scan) => counted.some((bucket) => isIn(scan, bucket, interval)));
  const isNatural = (date: Temporal.PlainDate) =>
    interval === 'week' ? date.dayOfWeek === weekStart : interval === 'month' ? date.day === 1 : true;

  const month = today.with({ day: 1 });
  const values = by === undefined || by === 'weekday-hour' ? [] : countBy(within, by);
  return {
    timeZone,
    from,
    to,
    interval,
    weekStart,
    total: coverage.since === null && coverage.matches !== false ? scans.length : coverage.total,
    thisMonth: isCounted(startOf(month, timeZone))
      ? scans.filter(({ date, second }) => date >= month.toString() && second <= nowSecond).length
      : null,
    scans: within.length,
    series: all.map((bucket, index): Bucket => {
      const isRunning = bucket.start <= until && until < bucket.end;
      const isClipped =
        (index === 0 && !isNatural(bucket.first)) || (index === all.length - 1 && !isRunning && !isNatural(bucket.next));
      return {
        start: textOf(bucket.start),
        scans: isCounted(bucket.start) ? chosen.filter((scan) => isIn(scan, bucket, interval)).length : null,
        ...(isRunning && { incomplete: true as const }),
        ...(isClipped && { clipped: true as const }),
      };
    }),
    ...(compare && {
      previous: previous(chosen, {
        timeZone,
        from,
        to,
        interval,
        until,
        since,
        all,
        compare,
        born: coverage.since === null ? bornOf(scans) : null,
      }),
    }),
    ...(by === 'weekday-hour' && {
      heat: [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
        Array.from({ length: 24 }, (_, hour) => within.filter((scan) => scan.weekday === weekday && scan.hour === hour).length),
      ),
    }),
    ...(by && by !== 'weekday-hour' && { breakdown: { by, values, rest: 0 } }),
    coverage,
  };
}

const bornOf = (scans: readonly LocalScan[]) => (scans.length > 0 ? Math.min(...scans.map(({ second }) => second)) : null);

const automatic = (days: number): Interval => (days <= 2 ? 'hour' : days <= 92 ? 'day' : days <= 200 ? 'week' : 'month');

interface Compared {
  timeZone: string;
  from: string;
  to: string;
  interval: Interval;
  until: number;
  since: number;
  all: OracleBucket[];
  compare: Compare;
  /** The first scan of all, where that is known. */
  born: number | null;
}

function previous(scans: readonly LocalScan[], asked: Compared): NonNullable<Rollup['previous']> {
  const { timeZone, interval, until, since, all } = asked;
  const [from, next] = [Temporal.PlainDate.from(asked.from), Temporal.PlainDate.from(asked.to).add({ days: 1 })];
  const isWhole = asked.compare === 'months' || (from.day === 1 && next.day === 1);
  const months = isWhole ? from.with({ day: 1 }).until(next.subtract({ days: 1 }).with({ day: 1 }), { largestUnit: 'months' }).months + 1 : 0;
  const shift = asked.compare === 'year' ? { years: 1 } : isWhole ? { months } : { days: from.until(next).days };

  const before = (date: Temporal.PlainDate): Temporal.PlainDate | null => {
    try {
      return date.subtract(shift, { overflow: 'reject' });
    } catch {
      return null;
    }
  };
  /** Of an end that a month does not have, the first of the next month. */
  const endBefore = (date: Temporal.PlainDate) => before(date) ?? date.subtract(shift).add({ days: 1 });
  const [first, end] = [from.subtract(shift).toString(), endBefore(next)];
  const period = scans.filter(({ date }) => date >= first && date < end.toString());

  const now = zonedOf(until, timeZone);
  const isOver = until >= startOf(next, timeZone);
  const sameDay = before(now.toPlainDate());
  const until2 = isOver || !sameDay ? Infinity : instantOf(sameDay, now.toPlainTime(), timeZone);
  const passed = period.filter(({ second }) => second <= until2);
  const start = startOf(from.subtract(shift), timeZone);
  return {
    from: first,
    to: end.subtract({ days: 1 }).toString(),
    ...(asked.born !== null && asked.born > start && { young: true as const }),
    scans: start >= since && until >= all[0]!.start ? passed.length : null,
    series: all.map((bucket) => {
      const hit = interval === 'hour' ? hourBefore(scans, bucket, before(bucket.first), timeZone) : daysBefore(scans, bucket);
      return hit && hit.start >= since && hit.start <= until ? hit.scans : null;
    }),
  };

  function daysBefore(rows: readonly LocalScan[], bucket: OracleBucket) {
    const day = before(bucket.first);
    if (interval === 'day' && !day) return null;
    const [low, high] = interval === 'day' ? [day!, day!.add({ days: 1 })] : [endBefore(bucket.first), endBefore(bucket.next)];
    const [from, until] = [low.toString(), high.toString()];
    // A day may also be one that the zone skipped, as Apia did.
    if (from >= until || startOf(low, timeZone) === startOf(high, timeZone)) return null;
    return { start: startOf(low, timeZone), scans: rows.filter(({ date }) => date >= from && date < until).length };
  }
}

/** The first instant at which clocks show that time; where they skip it, the one at which they go on. */
function instantOf(date: Temporal.PlainDate, time: Temporal.PlainTime, timeZone: string): number {
  const zoned = date.toPlainDateTime(time).toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  if (zoned.toPlainTime().equals(time)) return secondsOf(zoned);
  return secondsOf(zoned.getTimeZoneTransition('next')!);
}

/** What the clocks of that day first showed at the same time. */
function hourBefore(scans: readonly LocalScan[], bucket: OracleBucket, date: Temporal.PlainDate | null, timeZone: string) {
  if (!date) return null;
  const clock = clockOf(zonedOf(bucket.start, timeZone));
  const length = bucket.end - bucket.start;
  for (const { start, end } of hoursOf(timeZone, date)) {
    const shows = clockOf(zonedOf(start, timeZone));
    if (shows + (end - start) <= clock) continue;
    // Clocks that skip the whole of it go on after it.
    if (shows >= clock + length) return null;
    const begin = start + Math.max(0, clock - shows);
    const hits = scans.filter(
      (scan) =>
        scan.date === date.toString() &&
        scan.second >= begin &&
        scan.second < begin + length &&
        scan.clock >= clock &&
        scan.clock < clock + length,
    );
    return { start: begin, scans: hits.length };
  }
  return null;
}
