import type { Rule, RuleInput, Weekday } from '../client/types.js';
import { isTimeZone, zoneOf } from '../time/zones.js';
import { union, type Range } from './ranges.js';
import { weekdays } from './time.js';

/** Times of day on some weekdays. */
export interface ScheduleWindow {
  /** The days on which it begins. */
  weekdays: readonly Weekday[];
  /** `HH:mm`. */
  from: string;
  /** `HH:mm`, up to 24:00; where it is not after `from`, on the next day. */
  to: string;
}

/** What the API has no field for: the same times every week. */
export interface WeeklySchedule {
  windows: readonly ScheduleWindow[];
  /** IANA name of the zone whose clocks count. */
  timeZone: string;
  /** First and last local day, `YYYY-MM-DD`. */
  from: string;
  to: string;
  /** What each of its rules has besides its time. */
  template: Pick<Rule, 'url'> & Partial<Pick<Rule, 'device' | 'country_code' | 'priority' | 'weight' | 'is_active'>>;
}

export type ScheduleProblemCode =
  | 'zone'
  | 'dates'
  | 'too-long'
  | 'no-window'
  | 'no-weekday'
  | 'time'
  /** Nothing of it falls within the dates. */
  | 'never'
  | 'too-many'
  | 'many'
  /** Clocks skip all of it, or a part; or show a part twice, and then both count. */
  | 'skipped'
  | 'shorter'
  | 'longer';

export interface ScheduleProblem {
  code: ScheduleProblemCode;
  /** With an error there are no rules. */
  severity: 'error' | 'warning' | 'info';
  /** Index of the window. */
  window?: number;
  /** The local day, `YYYY-MM-DD`. */
  date?: string;
}

export interface CompiledSchedule {
  /** By time; they neither touch nor overlap. */
  rules: Required<RuleInput>[];
  /** How many rules it takes, also where these are too many. */
  count: number;
  problems: ScheduleProblem[];
}

/** More rules than a person wants to see in a list, and more than are worth their requests. */
export const MANY_RULES = 100;
export const MAX_RULES = 1000;

const MINUTE = 60;
const DAY = 86_400;
const MAX_DAYS = 3660;
const NOTES = 20;

/**
 * Dated rules that hold exactly while clocks in the zone show one of the times: of a time that clocks skip nothing holds (so a
 * window that begins in it begins with the first instant after), and one that they show twice holds both times. Windows that
 * touch or overlap become one rule. Never throws.
 */
export function compileSchedule(schedule: WeeklySchedule): CompiledSchedule {
  const problems = check(schedule);
  if (problems.some(({ severity }) => severity === 'error')) return { rules: [], count: 0, problems };

  const spans = localSpans(schedule);
  const instants = instantsOf(schedule.timeZone, union(spans));
  const count = instants.length;
  if (count === 0) problems.push({ code: 'never', severity: 'error' });
  if (count > MAX_RULES) problems.push({ code: 'too-many', severity: 'error' });
  else if (count > MANY_RULES) problems.push({ code: 'many', severity: 'warning' });
  problems.push(...clockChanges(schedule.timeZone, spans));
  return { rules: count > MAX_RULES ? [] : instants.map((range) => ruleOf(schedule.template, range)), count, problems };
}

/** An occurrence of a window, in local seconds: as if the zone were UTC. */
export interface LocalSpan extends Range {
  window: number;
  /** Days since 1970-01-01. */
  day: number;
}

/** Every occurrence of every window of a schedule that has no errors. */
export function localSpans({ windows, from, to }: Pick<WeeklySchedule, 'windows' | 'from' | 'to'>): LocalSpan[] {
  const parsed = windows.map((window) => ({ days: new Set(window.weekdays), ...timesOf(window)! }));
  const spans: LocalSpan[] = [];
  for (let day = dayOf(from)!; day <= dayOf(to)!; day++) {
    for (const [window, { days, begin, end }] of parsed.entries()) {
      if (days.has(weekdayOf(day))) spans.push({ window, day, from: day * DAY + begin, to: day * DAY + end });
    }
  }
  return spans;
}

/** The instants, in seconds since 1970, at which clocks in a zone show one of these local times. */
export function instantsOf(timeZone: string, local: readonly Range[]): Range[] {
  const [first, last] = [local[0], local.at(-1)];
  if (!first || !last) return [];
  const offsets = zoneOf(timeZone).ranges(first.from - DAY, last.to + DAY);
  return union(
    offsets.flatMap(({ start, end, offset }) => local.map(({ from, to }) => ({ from: Math.max(from - offset, start), to: Math.min(to - offset, end) }))),
  );
}

export const weekdayOf = (day: number): Weekday => weekdays[(((day + 4) % 7) + 7) % 7]!;

export const dateOf = (day: number): string => new Date(day * DAY * 1000).toISOString().slice(0, 10);

/** Days since 1970-01-01 of a date from 1970 to 2099; `null` for anything else. */
export function dayOf(date: string): number | null {
  const ms = /^(19[7-9]|20\d)\d-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
  // `Date.parse` rolls 30 February over.
  return Number.isNaN(ms) || dateOf(ms / 1000 / DAY) !== date ? null : ms / 1000 / DAY;
}

/** Seconds since the midnight before it begins; `null` where a time is none. */
export function timesOf({ from, to }: Pick<ScheduleWindow, 'from' | 'to'>): { begin: number; end: number } | null {
  const [begin, end] = [from, to].map((time) => {
    const [, hours, minutes] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(time) ?? [];
    return hours === undefined ? NaN : Number(hours) * 3600 + Number(minutes) * MINUTE;
  }) as [number, number];
  if (!(begin < DAY && end <= DAY)) return null;
  return { begin, end: end > begin ? end : end + DAY };
}

function check({ windows, timeZone, from, to }: WeeklySchedule): ScheduleProblem[] {
  const problems: ScheduleProblem[] = [];
  const error = (code: ScheduleProblemCode, window?: number) =>
    problems.push({ code, severity: 'error', ...(window !== undefined && { window }) });
  const [first, last] = [dayOf(from), dayOf(to)];
  if (!isTimeZone(timeZone)) error('zone');
  if (first === null || last === null || last < first) error('dates');
  else if (last - first >= MAX_DAYS) error('too-long');
  if (windows.length === 0) error('no-window');
  for (const [index, window] of windows.entries()) {
    if (!window.weekdays.some((day) => weekdays.includes(day))) error('no-weekday', index);
    if (!timesOf(window)) error('time', index);
  }
  return problems;
}

/** What changes of the zone's offset do to occurrences; of many the first. */
function clockChanges(timeZone: string, spans: readonly LocalSpan[]): ScheduleProblem[] {
  if (spans.length === 0) return [];
  const ends = spans.reduce((all, { from, to }) => ({ from: Math.min(all.from, from), to: Math.max(all.to, to) }), { from: Infinity, to: -Infinity });
  const offsets = zoneOf(timeZone).ranges(ends.from - DAY, ends.to + DAY);
  return offsets
    .slice(1)
    .flatMap(({ start, offset }, index) => {
      const before = offsets[index]!.offset;
      const odd: Range = { from: start + Math.min(before, offset), to: start + Math.max(before, offset) };
      return spans
        .filter(({ from, to }) => from < odd.to && to > odd.from)
        .map(({ window, day, from, to }): ScheduleProblem => {
          const code = offset < before ? 'longer' : from >= odd.from && to <= odd.to ? 'skipped' : 'shorter';
          return { code, severity: 'info', window, date: dateOf(day) };
        });
    })
    .slice(0, NOTES);
}

function ruleOf(template: WeeklySchedule['template'], { from, to }: Range): Required<RuleInput> {
  return {
    url: template.url,
    device: template.device ?? null,
    country_code: template.country_code?.toUpperCase() ?? null,
    start_at: isoOf(from),
    end_at: isoOf(to),
    // The days are in the dates: in the API's weekdays they would be those of another zone.
    days_of_week: null,
    priority: template.priority ?? 0,
    weight: template.weight ?? null,
    is_active: template.is_active !== false,
  };
}

const isoOf = (second: number) => new Date(second * 1000).toISOString().replace('.000Z', 'Z');
