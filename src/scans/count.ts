import { bucketBounds, weekdayOfDay } from './calendar.js';
import type { Count, Filter } from './types.js';
import { lastAtOrBefore, zoneOf } from '../time/zones.js';

/** Some of the scans, ordered by time; the parts follow each other in time. */
export interface Part {
  seconds: Uint32Array;
  /** Codes of a dimension. */
  column: (index: number) => Uint32Array;
}

/** Column and code that a scan must have; `null` = no scan has them. */
export type Conditions = readonly (readonly [column: number, code: number])[] | null;

/** `[from, to)` in seconds since 1970. */
type Stretch = readonly [from: number, to: number];

const firstAtOrAfter = (seconds: Uint32Array, second: number) => lastAtOrBefore(seconds, Math.ceil(second) - 1) + 1;

/** Scans in each `[bounds[i], bounds[i + 1])`. */
export function countInBounds(
  parts: readonly Part[],
  bounds: ArrayLike<number>,
  conditions: Conditions,
  filter: Filter,
  timeZone: string,
): number[] {
  const counts = Array.from({ length: Math.max(0, bounds.length - 1) }, () => 0);
  if (counts.length === 0 || !conditions) return counts;
  const stretches = stretchesOf([bounds[0]!, bounds[bounds.length - 1]!], filter, timeZone);
  for (const part of parts) {
    const { seconds } = part;
    const tests = testsOf(part, conditions);
    for (const [from, to] of stretches) {
      const [start, end] = [firstAtOrAfter(seconds, from), firstAtOrAfter(seconds, to)];
      if (start === end) continue;
      let bucket = lastAtOrBefore(bounds, seconds[start]!);
      for (let row = start; row < end; bucket++) {
        const next = Math.min(end, firstAtOrAfter(seconds, bounds[bucket + 1]!));
        // Without conditions nothing but the order is needed.
        counts[bucket]! += tests.length === 0 ? next - row : matching(tests, row, next);
        row = next;
      }
    }
  }
  return counts;
}

/** Scans in a stretch by the code that they have in one column. */
export function countByCode(
  parts: readonly Part[],
  column: number,
  codes: number,
  stretch: Stretch,
  conditions: Conditions,
  filter: Filter,
  timeZone: string,
): Uint32Array {
  const counts = new Uint32Array(codes);
  if (!conditions) return counts;
  const stretches = stretchesOf(stretch, filter, timeZone);
  for (const part of parts) {
    const own = part.column(column);
    const tests = testsOf(part, conditions);
    for (const [from, to] of stretches) {
      const end = firstAtOrAfter(part.seconds, to);
      for (let row = firstAtOrAfter(part.seconds, from); row < end; row++) {
        if (tests.length === 0 || matches(tests, row)) counts[own[row]!]!++;
      }
    }
  }
  return counts;
}

/** The column that a code is looked for in. */
type Test = readonly [codes: Uint32Array, code: number];

const testsOf = (part: Part, conditions: NonNullable<Conditions>): Test[] =>
  conditions.map(([column, code]) => [part.column(column), code]);

function matching(tests: readonly Test[], start: number, end: number): number {
  let count = 0;
  for (let row = start; row < end; row++) if (matches(tests, row)) count++;
  return count;
}

function matches(tests: readonly Test[], row: number): boolean {
  for (const [codes, code] of tests) if (codes[row] !== code) return false;
  return true;
}

/** The parts of a stretch that have the weekday and the hour that a filter asks for. */
function stretchesOf(stretch: Stretch, { weekday, hour }: Filter, timeZone: string): Stretch[] {
  if (weekday === undefined && hour === undefined) return [stretch];
  const zone = zoneOf(timeZone);
  const bounds = bucketBounds(zone, zone.dayOf(stretch[0]), zone.dayOf(stretch[1] - 1), 'hour');
  const stretches: Stretch[] = [];
  for (const [index, start] of bounds.slice(0, -1).entries()) {
    const local = localHour(zone, start);
    if ((weekday ?? local.weekday) !== local.weekday || (hour ?? local.hour) !== local.hour) continue;
    const [from, to] = [Math.max(start, stretch[0]), Math.min(bounds[index + 1]!, stretch[1])];
    if (from < to) stretches.push([from, to]);
  }
  return stretches;
}

/** Most scans first; those of equal number by value in code units, unknown last: the same on every machine. */
export function mostFirst(a: Count, b: Count): number {
  if (a.scans !== b.scans || a.value === b.value) return b.scans - a.scans;
  return b.value === null || (a.value !== null && a.value < b.value) ? -1 : 1;
}

/** Weekday (1 = Monday) and hour (0–23) that local clocks show. */
export function localHour(zone: { offsetAt: (second: number) => number }, second: number): { weekday: number; hour: number } {
  const local = second + zone.offsetAt(second);
  return { weekday: weekdayOfDay(Math.floor(local / 86_400)), hour: Math.floor((((local % 86_400) + 86_400) % 86_400) / 3600) };
}
