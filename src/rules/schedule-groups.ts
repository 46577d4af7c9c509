import type { Id, Rule, RuleInput } from '../client/types.js';
import { isTimeZone, zoneOf } from '../time/zones.js';
import { ruleInput, sameRule } from './fields.js';
import { renumber, tiersOf } from './order.js';
import type { Range } from './ranges.js';
import { weeklyPattern } from './schedule-pattern.js';
import type { WeeklySchedule } from './schedule.js';
import { instant } from './time.js';
import type { RuleLike } from './types.js';

/** A weekly schedule that rules were made from, or could have been. */
export interface Schedule extends WeeklySchedule {
  /** By time. */
  rules: Id[];
}

const MINUTE = 60;
const DAY = 86_400;
const MAX_SPAN = 3660 * DAY;
/** Occurrences a week apart are the fewest that a pattern has, but clocks may skip one; each by a changed offset. */
const WEEK = 7.2 * DAY;
const FORTNIGHT = 14.2 * DAY;

/** A rule with its time alone: seconds since 1970. */
interface Dated extends Range {
  id: Id;
}

/**
 * The groups of two or more rules that `compileSchedule` would make exactly so, from the first to the last day that they have,
 * in the first of the zones that fits. Only rules alike in all but their time are one group; one that is dated by hand among
 * them may keep a group from being found, but nothing is said to be one that is not. Zones that do not exist are passed over.
 */
export function recogniseSchedules(rules: readonly RuleLike[], candidateZones: readonly string[]): Schedule[] {
  const zones = [...new Set(candidateZones)].filter(isTimeZone);
  const groups = new Map<string, { template: WeeklySchedule['template']; dated: Dated[] }>();
  for (const rule of rules) {
    const range = rangeOf(rule);
    if (!range) continue;
    const template = templateOf(rule);
    const key = JSON.stringify(Object.values(template));
    const group = groups.get(key) ?? { template, dated: [] };
    group.dated.push({ id: rule.id, ...range });
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ template, dated }) =>
    find(dated.sort((a, b) => a.from - b.from), zones).map((found) => ({ ...found, template })),
  );
}

type Found = Omit<Schedule, 'template'>;

/** Schedules among rules that differ only in their time, which ascends. */
function find(dated: readonly Dated[], zones: readonly string[], isOneSlot = false): Found[] {
  if (dated.length < 2) return [];
  const { at, length } = longestPause(dated);
  if (length <= FORTNIGHT) {
    for (const timeZone of zones) {
      const pattern = patternOf(dated, timeZone);
      if (pattern) return [{ ...pattern, timeZone, rules: dated.map(({ id }) => id) }];
    }
  }
  // One schedule after another, such as June and August.
  if (length > WEEK) return [dated.slice(0, at), dated.slice(at)].flatMap((part) => find(part, zones, isOneSlot));
  // One schedule beside another, at other times of day.
  if (isOneSlot) return [];
  for (const timeZone of zones) {
    const found = [...slotsOf(dated, timeZone).values()].flatMap((slot) => find(slot, [timeZone], true));
    if (found.length > 0) return found;
  }
  return [];
}

function patternOf(dated: readonly Dated[], timeZone: string) {
  const isSeparate = dated.every(({ from }, index) => index === 0 || from > dated[index - 1]!.to);
  if (!isSeparate || dated.at(-1)!.to - dated[0]!.from > MAX_SPAN) return null;
  return weeklyPattern(timeZone, dated);
}

/** Where most time passes from the beginning of one to that of the next; `at` is the index of the next. */
function longestPause(dated: readonly Dated[]): { at: number; length: number } {
  let longest = { at: 1, length: 0 };
  for (let at = 1; at < dated.length; at++) {
    const length = dated[at]!.from - dated[at - 1]!.from;
    if (length > longest.length) longest = { at, length };
  }
  return longest;
}

/** Those that begin and end at the same times of day. */
function slotsOf(dated: readonly Dated[], timeZone: string): Map<string, Dated[]> {
  const zone = zoneOf(timeZone);
  const clock = (second: number) => (second + zone.offsetAt(second)) % DAY;
  const slots = new Map<string, Dated[]>();
  for (const one of dated) {
    const key = `${clock(one.from)}–${clock(one.to)}`;
    slots.set(key, [...(slots.get(key) ?? []), one]);
  }
  return slots;
}

/** `null` for a rule that a schedule does not have: without dates, on weekdays, with seconds, or not to be read. */
function rangeOf({ start_at, end_at, days_of_week }: RuleLike): Range | null {
  if (start_at == null || end_at == null || (days_of_week ?? []).length > 0) return null;
  try {
    const [from, to] = [instant(start_at) / 1000, instant(end_at) / 1000];
    // Before 1972 offsets have seconds, and after 2099 nobody knows them.
    const isIn = from >= Date.UTC(1972, 0, 3) / 1000 && to <= Date.UTC(2099, 11, 29) / 1000;
    return from < to && isIn && from % MINUTE === 0 && to % MINUTE === 0 ? { from, to } : null;
  } catch {
    return null;
  }
}

function templateOf(rule: RuleLike): Required<WeeklySchedule['template']> {
  return {
    url: rule.url,
    device: rule.device ?? null,
    country_code: rule.country_code?.toUpperCase() ?? null,
    priority: rule.priority ?? 0,
    weight: rule.weight ?? null,
    is_active: rule.is_active !== false,
  };
}

/**
 * Puts the rules of a schedule in the place of those of a group (none for a new one). A rule whose time is still there stays
 * the same, and of the others as many as possible are changed instead of deleted and created: each is one request.
 * @param beforeTier - where: in front of the tier with that index among the others, in one of their own; `null` = where the
 * group is
 */
export function putSchedule(
  rules: readonly Rule[],
  group: readonly Id[],
  compiled: readonly Required<RuleInput>[],
  { newId, beforeTier }: { newId: () => Id; beforeTier: number | null },
): Rule[] {
  const old = rules.filter(({ id }) => group.includes(id));
  const others = rules.filter((rule) => !old.includes(rule));
  const timeOf = ({ start_at, end_at }: Required<RuleInput>) => JSON.stringify([start_at, end_at]);
  const byTime = new Map(old.map((rule) => [timeOf(ruleInput(rule)), rule]));
  const stay = new Set(compiled.map((input) => byTime.get(timeOf(input))));
  const spare = old.filter((rule) => !stay.has(rule));
  const next = compiled.map((input): Rule => {
    const rule = byTime.get(timeOf(input)) ?? spare.shift();
    const made = { ...(rule ?? { id: newId() }), ...input };
    return rule && sameRule(rule, made) ? rule : made;
  });
  return beforeTier === null ? [...others, ...next] : renumber(tiersOf(others).toSpliced(beforeTier, 0, next));
}
