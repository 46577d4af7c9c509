import type { Weekday } from '../client/types.js';
import { zoneOf } from '../time/zones.js';
import { complement, cut, intersection, shift, union, type Range } from './ranges.js';
import { dateOf, instantsOf, localSpans, weekdayOf, type ScheduleWindow } from './schedule.js';
import { weekdayOrder } from './time.js';

const MINUTE = 60;
const DAY = 86_400;
/** A window is at most a day long and begins within its day: the last minute that it can reach. */
const REACH = 2 * DAY - MINUTE;

export interface WeeklyPattern {
  windows: ScheduleWindow[];
  from: string;
  to: string;
}

/** A window on one weekday, in seconds since the midnight before it begins. */
interface Slot extends Range {
  weekday: Weekday;
}

/**
 * A weekly pattern that holds exactly at these instants (seconds since 1970, in whole minutes), by the clocks of a zone; `null`
 * where there is none. Finds one wherever there is one: for each weekday it takes all times that hold on every such day, which
 * is the most that a pattern can have, and then leaves out what can be left out.
 */
export function weeklyPattern(timeZone: string, instants: readonly Range[]): WeeklyPattern | null {
  const zone = zoneOf(timeZone);
  const from = zone.dayOf(instants[0]!.from);
  const last = zone.dayOf(instants.at(-1)!.to - 1);
  const local = alwaysLocal(timeZone, instants, { from: (from - 1) * DAY, to: (last + 3) * DAY });
  // What holds until past midnight began the day before.
  for (const to of last > from ? [last - 1, last] : [last]) {
    const windows = windowsOf(timeZone, instants, local, { from, to });
    if (windows) return { windows, from: dateOf(from), to: dateOf(to) };
  }
  return null;
}

/** Local times of which every instant is among these; those that clocks skip are, too: nobody can tell. */
function alwaysLocal(timeZone: string, instants: readonly Range[], within: Range): Range[] {
  const offsets = zoneOf(timeZone).ranges(within.from - DAY, within.to + DAY);
  const never = offsets.flatMap(({ start, end, offset }) => shift(complement(instants, { from: start, to: end }), offset));
  return complement(union(never), within);
}

function windowsOf(timeZone: string, instants: readonly Range[], local: readonly Range[], days: Range): ScheduleWindow[] | null {
  const most = mostOf(local, days);
  const isRight = (slots: readonly Slot[]) => {
    const spans = localSpans({ windows: slots.map(windowOf), from: dateOf(days.from), to: dateOf(days.to) });
    return same(instantsOf(timeZone, union(spans)), instants);
  };
  const candidates = [natural, whole].map((slotsOf) => slotsOf(most)).filter((slots) => slots.length > 0 && isRight(slots));
  return candidates.map((slots) => grouped(without(alike(slots, isRight), isRight))).sort(simplest)[0] ?? null;
}

/** For each weekday the times, up to two days after its midnight, that hold on every such day. */
function mostOf(local: readonly Range[], days: Range): Map<Weekday, Range[]> {
  const most = new Map<Weekday, Range[]>();
  for (let day = days.from; day <= days.to; day++) {
    const times = shift(cut(local, { from: day * DAY, to: day * DAY + REACH }), -day * DAY);
    const known = most.get(weekdayOf(day));
    most.set(weekdayOf(day), known ? intersection(known, times) : times);
  }
  for (const [weekday, times] of most) {
    const begun = times.filter(({ from, to }) => from < DAY && from % MINUTE === 0 && to % MINUTE === 0);
    most.set(weekday, begun);
  }
  return most;
}

const slotsOf = (most: ReadonlyMap<Weekday, readonly Range[]>, cutUp: (times: Range) => Range[]): Slot[] =>
  [...most].flatMap(([weekday, times]) => times.flatMap(cutUp).map((range) => ({ weekday, ...range })));

/** Up to a day long as it is, and longer ones day by day. */
const natural = (most: ReadonlyMap<Weekday, readonly Range[]>) =>
  slotsOf(most, ({ from, to }) => [{ from, to: to - from > DAY ? DAY : to }]);

/** All there is: whatever pattern there may be is a part of it. */
const whole = (most: ReadonlyMap<Weekday, readonly Range[]>) =>
  slotsOf(most, ({ from, to }) => (to - from > DAY ? [{ from, to: from + DAY }, { from: to - DAY, to }] : [{ from, to }]));

/** Gives windows the times of others where that changes nothing: of times that clocks skip nobody can tell which were meant. */
function alike(slots: readonly Slot[], isRight: (slots: readonly Slot[]) => boolean): readonly Slot[] {
  let left = slots;
  const isAlike = (a: Range, b: Range) => a.from === b.from && a.to === b.to;
  const times = slots.filter((slot, index) => slots.findIndex((one) => isAlike(one, slot)) === index);
  for (const few of times) {
    for (const { from, to } of times) {
      if (isAlike(few, { from, to }) || !left.some((slot) => isAlike(slot, { from, to }))) continue;
      const changed = left.map((slot) => (isAlike(slot, few) ? { ...slot, from, to } : slot));
      const next = changed.filter((slot, index) => changed.findIndex((one) => one.weekday === slot.weekday && isAlike(one, slot)) === index);
      if (next.length > 0 && isRight(next)) {
        left = next;
        break;
      }
    }
  }
  return left;
}

/** Leaves out windows that change nothing: first those that begin at midnight, as the rest of one of the day before. */
function without(slots: readonly Slot[], isRight: (slots: readonly Slot[]) => boolean): Slot[] {
  let left = [...slots].sort((a, b) => a.from - b.from);
  for (const slot of left) {
    const others = left.filter((one) => one !== slot);
    if (others.length > 0 && isRight(others)) left = others;
  }
  return left;
}

/** Windows with the same times on several weekdays are one. */
function grouped(slots: readonly Slot[]): ScheduleWindow[] {
  const byTimes = new Map<string, ScheduleWindow & { weekdays: Weekday[] }>();
  for (const slot of slots) {
    const window = windowOf(slot);
    const key = `${window.from}–${window.to}`;
    const known = byTimes.get(key);
    if (known) known.weekdays.push(slot.weekday);
    else byTimes.set(key, window);
  }
  const position = (weekday: Weekday) => weekdayOrder.indexOf(weekday);
  for (const { weekdays } of byTimes.values()) weekdays.sort((a, b) => position(a) - position(b));
  return [...byTimes.values()].sort((a, b) => position(a.weekdays[0]!) - position(b.weekdays[0]!) || (a.from < b.from ? -1 : 1));
}

const days = (windows: readonly ScheduleWindow[]) => windows.reduce((sum, { weekdays }) => sum + weekdays.length, 0);
const simplest = (a: readonly ScheduleWindow[], b: readonly ScheduleWindow[]) => a.length - b.length || days(a) - days(b);

function windowOf({ weekday, from, to }: Slot): ScheduleWindow & { weekdays: Weekday[] } {
  return { weekdays: [weekday], from: clock(from), to: to === DAY ? '24:00' : clock(to % DAY) };
}

const clock = (second: number) => [second / 3600, (second % 3600) / MINUTE].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':');

const same = (a: readonly Range[], b: readonly Range[]) => a.length === b.length && a.every(({ from, to }, index) => from === b[index]!.from && to === b[index]!.to);
