import type { Instant } from '../client/types.js';
import { zoneOf, type Zone } from '../time/zones.js';
import { landingKey } from './landing.js';
import type { Stretch } from './coverage.js';

const DAY = 86_400;

/** A time of a local day on the face of a clock: seconds since midnight, `[top, bottom)`. */
export interface ClockSpan {
  top: number;
  bottom: number;
}

/** One local day of a zone. */
export interface LocalDay {
  /** `2026-03-29`. */
  date: string;
  /** 0 = Sunday. */
  weekday: number;
  from: Instant;
  to: Instant;
  /** 24, or where clocks change 23 or 25 (in few zones another number, also with a half). */
  hours: number;
  /** Times that the clocks of this day skip. */
  skipped: ClockSpan[];
  /** Times that they show twice. */
  repeated: ClockSpan[];
}

/** The part of a stretch that can be drawn as one box in a column of a day. */
export interface DayPart extends ClockSpan {
  from: Instant;
  to: Instant;
  /** Index into the stretches. */
  stretch: number;
  /** Within times that clocks show twice: the first or second time. */
  pass: 0 | 1 | null;
}

/** What a day is mostly: the landings of its stretches, longest first. */
export interface DayShare {
  /** Index of the first stretch that lands so. */
  stretch: number;
  /** Milliseconds. */
  length: number;
}

/** The first day, in days since 1970-01-01, of the local week in which an instant lies. */
export function weekStart(timeZone: string, at: Date | Instant, firstWeekday: number): number {
  const day = zoneOf(timeZone).dayOf(seconds(at));
  return day - ((weekdayOf(day) - firstWeekday + 7) % 7);
}

/**
 * `count` local days from one on, which is given in days since 1970-01-01.
 * @throws {RangeError} for an unknown zone
 */
export function localDays(timeZone: string, first: number, count: number): LocalDay[] {
  const zone = zoneOf(timeZone);
  return Array.from({ length: count }, (_, index) => localDay(zone, first + index));
}

function localDay(zone: Zone, day: number): LocalDay {
  const pieces = piecesOf(zone, day);
  const [start, end] = [zone.dayStart(day), zone.dayStart(day + 1)];
  const edges = [{ bottom: 0 }, ...pieces, { top: DAY, bottom: DAY }];
  const skipped: ClockSpan[] = [];
  const repeated: ClockSpan[] = [];
  for (let index = 1; index < edges.length; index++) {
    const [before, after] = [edges[index - 1]!.bottom, (edges[index] as ClockSpan).top];
    if (after > before) skipped.push({ top: before, bottom: after });
    if (after < before) repeated.push({ top: after, bottom: before });
  }
  return {
    date: new Date(day * DAY * 1000).toISOString().slice(0, 10),
    weekday: weekdayOf(day),
    from: instant(start),
    to: instant(end),
    hours: (end - start) / 3600,
    skipped,
    repeated,
  };
}

/** The boxes of stretches, which ascend, within one day, in order of time. */
export function dayParts(timeZone: string, day: LocalDay, stretches: readonly Stretch[]): DayPart[] {
  const zone = zoneOf(timeZone);
  const number = Date.parse(`${day.date}T00:00:00Z`) / 1000 / DAY;
  const pieces = piecesOf(zone, number);
  return pieces.flatMap((piece, index) => {
    // Where this piece shows what the one before has shown already, and what the next will show again.
    const again = Math.max(piece.top, pieces[index - 1]?.bottom ?? 0);
    const soon = Math.min(piece.bottom, pieces[index + 1]?.top ?? DAY);
    const lanes: [ClockSpan, DayPart['pass']][] = [
      [{ top: piece.top, bottom: Math.min(again, piece.bottom) }, 1],
      [{ top: again, bottom: Math.max(again, soon) }, null],
      [{ top: Math.max(again, soon), bottom: piece.bottom }, 0],
    ];
    return lanes.flatMap(([span, pass]) => partsWithin(span, piece.shift, stretches).map((part) => ({ ...part, pass })));
  });
}

/** How long each landing holds between two instants. */
export function sharesBetween(from: Instant, to: Instant, stretches: readonly Stretch[]): DayShare[] {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const shares = new Map<string, DayShare>();
  for (let index = firstAfter(stretches, start); index < stretches.length; index++) {
    const stretch = stretches[index]!;
    const [low, high] = [Math.max(start, Date.parse(stretch.from)), Math.min(end, Date.parse(stretch.to))];
    if (low >= high) break;
    const key = landingKey(stretch.landing);
    const share = shares.get(key) ?? { stretch: index, length: 0 };
    share.length += high - low;
    shares.set(key, share);
  }
  return [...shares.values()].sort((a, b) => b.length - a.length);
}

/** Seconds that lie within a day, and how far its clock's face is from the time that has passed since 1970. */
type Piece = ClockSpan & { shift: number };

function piecesOf(zone: Zone, day: number): Piece[] {
  const [start, end] = [zone.dayStart(day), zone.dayStart(day + 1)];
  if (start >= end) return [];
  return zone.ranges(start, end).map((range) => {
    const shift = range.offset - day * DAY;
    return { top: Math.max(start, range.start) + shift, bottom: Math.min(end, range.end) + shift, shift };
  });
}

function partsWithin(span: ClockSpan, shift: number, stretches: readonly Stretch[]): Omit<DayPart, 'pass'>[] {
  const parts: Omit<DayPart, 'pass'>[] = [];
  const [start, end] = [span.top - shift, span.bottom - shift];
  if (start >= end) return parts;
  for (let index = firstAfter(stretches, start * 1000); index < stretches.length; index++) {
    const from = Math.max(start, seconds(stretches[index]!.from));
    const to = Math.min(end, seconds(stretches[index]!.to));
    if (from >= to) break;
    parts.push({ from: instant(from), to: instant(to), top: from + shift, bottom: to + shift, stretch: index });
  }
  return parts;
}

/** Index of the first stretch that ends after an instant in milliseconds. */
function firstAfter(stretches: readonly Stretch[], ms: number): number {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (Date.parse(stretches[middle]!.to) <= ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

// 1 January 1970 was a Thursday.
const weekdayOf = (day: number) => (((day + 4) % 7) + 7) % 7;
const seconds = (at: Date | Instant) => (typeof at === 'string' ? Date.parse(at) : at.getTime()) / 1000;
const instant = (second: number): Instant => new Date(Math.round(second * 1000)).toISOString();
