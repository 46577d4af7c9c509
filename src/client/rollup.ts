import type { Bucket, Coverage, Dimension, Filter, Interval, Rollup, RollupQuestion, SyncProblem } from '../scans/types.js';
import { ResponseError } from './errors.js';

const intervals: readonly Interval[] = ['hour', 'day', 'week', 'month'];
const dimensions: readonly Dimension[] = [
  ...(['device', 'country', 'referrer', 'utm-source', 'utm-medium', 'utm-campaign', 'destination'] as const),
];
const filters: readonly (keyof Filter)[] = [...dimensions, 'weekday', 'hour'];
const problems: readonly SyncProblem[] = [
  ...(['unstable-order', 'authentication', 'payment-required', 'permission', 'not-found', 'server'] as const),
];

/**
 * The query string of a roll-up, with its `?`. What the question leaves out, the proxy decides.
 * @throws {TypeError} for a filter that there is none of
 */
export function rollupQuery({ timeZone, weekStart, filter = {}, ...question }: RollupQuestion): string {
  const query = new URLSearchParams({ time_zone: timeZone });
  const { from, to, interval, breakdown, compare, slots } = question;
  const given = { from, to, interval, breakdown, compare, week_start: weekStart, slots: slots && 1 };
  for (const [name, value] of Object.entries(given)) if (value !== undefined) query.set(name, String(value));
  for (const [name, value] of Object.entries<string | number | null | undefined>(filter)) {
    if (!filters.includes(name as keyof Filter)) throw new TypeError(`Scans cannot be filtered by ${JSON.stringify(name)}`);
    // Empty is "unknown".
    if (value !== undefined) query.set(`filter[${name}]`, String(value ?? ''));
  }
  return `?${query}`;
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads a roll-up as the proxy sends it, bare or in `data`. @throws {ResponseError} for anything else */
export function readRollup(body: unknown, at: string): Rollup {
  const wire = isObject(body) && 'data' in body ? body['data'] : body;
  const check = <T>(name: string, value: T | null | undefined): T => {
    if (value == null) throw new ResponseError(`${at}.${name} is not what a roll-up holds.`);
    return value;
  };
  if (!isObject(wire)) throw new ResponseError(`${at} is not an object.`);
  const { time_zone, week_start, previous, breakdown, heat, slots, changes, coverage, min_cell } = wire;
  return {
    timeZone: check('time_zone', text(time_zone)),
    from: check('from', date(wire['from'])),
    to: check('to', date(wire['to'])),
    interval: check('interval', oneOf(intervals, wire['interval'])),
    weekStart: week_start === undefined ? 1 : check('week_start', count(week_start)),
    total: count(wire['total']),
    thisMonth: count(wire['this_month']),
    scans: check('scans', count(wire['scans'])),
    series: check('series', readSeries(wire)),
    ...(previous != null && { previous: check('previous', readPrevious(previous)) }),
    ...(breakdown != null && { breakdown: check('breakdown', readBreakdown(breakdown)) }),
    ...(heat != null && { heat: check('heat', readHeat(heat)) }),
    ...(changes != null && { changes: check('changes', readChanges(changes)) }),
    ...(slots != null && { slots: check('slots', readSlots(slots)) }),
    coverage: check('coverage', readCoverage(coverage)),
    ...(min_cell != null && { minCell: check('min_cell', count(min_cell)) }),
  };
}

const text = (value: unknown) => (typeof value === 'string' ? value : null);
const date = (value: unknown) => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null);
const instant = (value: unknown) => (typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : null);
const oneOf = <T extends string>(known: readonly T[], value: unknown) => known.find((one) => one === value) ?? null;
const count = (value: unknown) => (Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : null);
const isCountOrNull = (value: unknown): value is number | null => value === null || count(value) !== null;

/** The latest instant that `Date` can write in four digits of a year. */
const LAST_SECOND = 253_402_300_799;

function readSeries({ start, steps, series, incomplete, clipped }: Json): Bucket[] | null {
  if (!Array.isArray(series) || !series.every(isCountOrNull)) return null;
  const starts = readStarts(start, steps, series.length);
  const cut: unknown[] = Array.isArray(clipped) ? clipped : [];
  return (
    starts &&
    series.map((scans, index) => ({
      start: `${new Date(starts[index]! * 1000).toISOString().slice(0, 19)}Z`,
      scans,
      ...(index === incomplete && { incomplete: true as const }),
      ...(cut.includes(index) && { clipped: true as const }),
    }))
  );
}

/** The first seconds of so many buckets; `null` where they are not of that number, in order, and of this calendar. */
function readStarts(start: unknown, steps: unknown, length: number): number[] | null {
  if (length === 0) return [];
  if (!Number.isSafeInteger(start) || !Array.isArray(steps)) return null;
  const starts = [start as number];
  for (const step of steps as unknown[]) {
    const [seconds, times] = Array.isArray(step) ? [count(step[0]), count(step[1])] : [];
    if (!seconds || !times || starts.length + times > length) return null;
    for (let done = 0; done < times; done++) starts.push(starts.at(-1)! + seconds);
  }
  return starts.length === length && starts[0]! >= 0 && starts.at(-1)! <= LAST_SECOND ? starts : null;
}

function readPrevious(value: unknown): Rollup['previous'] | null {
  if (!isObject(value)) return null;
  const [from, to, series] = [date(value['from']), date(value['to']), value['series']];
  if (from === null || to === null || !Array.isArray(series) || !series.every(isCountOrNull)) return null;
  return { from, to, scans: count(value['scans']), series, ...(value['young'] === true && { young: true as const }) };
}

function readBreakdown(value: unknown): Rollup['breakdown'] | null {
  const by = isObject(value) ? oneOf(dimensions, value['by']) : null;
  if (!isObject(value) || by === null || !Array.isArray(value['values'])) return null;
  const values = value['values'].map((pair: unknown) => {
    const [label, scans] = Array.isArray(pair) ? (pair as unknown[]) : [];
    return { value: text(label), scans: label === null || typeof label === 'string' ? count(scans) : null };
  });
  const isCounted = (row: (typeof values)[number]): row is { value: string | null; scans: number } => row.scans !== null;
  return values.every(isCounted) ? { by, values, rest: count(value['rest']) ?? 0 } : null;
}

function readHeat(value: unknown): number[][] | null {
  const isRow = (row: unknown): row is number[] => Array.isArray(row) && row.length === 24 && row.every((one) => count(one) !== null);
  return Array.isArray(value) && value.length === 7 && value.every(isRow) ? value : null;
}

function readChanges(value: unknown): Rollup['changes'] | null {
  if (!Array.isArray(value)) return null;
  const changes = value.map((pair: unknown) => {
    const [url, at] = Array.isArray(pair) ? (pair as unknown[]) : [];
    const isChange = typeof url === 'string' && count(at) !== null && (at as number) <= LAST_SECOND;
    return isChange ? { value: url, at: `${new Date((at as number) * 1000).toISOString().slice(0, 19)}Z` } : null;
  });
  return changes.every((change) => change !== null) ? changes : null;
}

function readSlots(value: unknown): Rollup['slots'] | null {
  if (!isObject(value) || count(value['start']) === null || !Array.isArray(value['counts'])) return null;
  const counts: unknown[] = value['counts'];
  return counts.every((one): one is number => count(one) !== null) ? { start: value['start'] as number, counts } : null;
}

function readCoverage(value: unknown): Coverage | null {
  if (!isObject(value)) return null;
  const { since, as_of, counted, total, matches, resumes_at, stopped } = value;
  const asOf = instant(as_of);
  if (asOf === null || count(counted) === null || (since !== null && instant(since) === null)) return null;
  const resumesAt = instant(resumes_at);
  return {
    since: instant(since),
    asOf,
    counted: count(counted)!,
    total: count(total),
    matches: typeof matches === 'boolean' ? matches : null,
    ...(resumesAt !== null && { resumesAt }),
    // A reason that this version does not know yet is still one.
    ...(stopped != null && { stopped: oneOf(problems, stopped) ?? 'server' }),
  };
}
