import type { Id, Instant } from '../client/types.js';
import { zoneOf } from '../time/zones.js';
import { readInstant } from './compile.js';
import { evaluator } from './evaluate.js';
import { landingKey, landingOf } from './landing.js';
import { defaultSemantics } from './semantics.js';
import type { Context, Landing, RuleLike, RuleSemantics, RuleSet } from './types.js';

/** A stretch of time, `[from, to)`, in which all scans of one device and country land alike. */
export interface Stretch {
  from: Instant;
  to: Instant;
  landing: Landing;
  /** The rules that lead there at some time of it; empty where none does. */
  rules: Id[];
}

/**
 * Where one device and country land from `from` until `to`: stretches that abut, as few as can be. Exact: the set is evaluated
 * once between any two instants at which something can change, which are the bounds of rules, the ends of the code and, where
 * weekdays are asked for, the midnights of the zone in which they are read.
 * @throws {RuleSetError} for a condition, instant or weight that cannot be read
 * @throws {RangeError} for an unknown zone
 */
export function coverage(
  set: RuleSet,
  who: Pick<Context, 'device' | 'country'>,
  range: { from: Date | Instant; to: Date | Instant },
  semantics?: Partial<RuleSemantics>,
): Stretch[] {
  const resolved: RuleSemantics = { ...defaultSemantics, ...semantics };
  const rules = rulesFor(set, who);
  const landsAt = evaluator({ code: set.code, rules }, resolved);
  const bounds = { from: readInstant(null, 'from', range.from), to: readInstant(null, 'to', range.to) };
  const stretches: Stretch[] = [];
  let lastKey = '';
  for (const [ms, end] of pairs(changes({ code: set.code, rules }, resolved, bounds))) {
    const outcome = landsAt({ ...who, at: new Date(ms) });
    const landing = landingOf(outcome);
    const ids = outcome.destinations.flatMap((destination) => destination.rules);
    const key = landingKey(landing);
    const last = stretches.at(-1);
    if (last && key === lastKey) {
      last.to = text(end);
      last.rules = [...new Set([...last.rules, ...ids])];
    } else stretches.push({ from: text(ms), to: text(end), landing, rules: ids });
    lastKey = key;
  }
  return stretches;
}

const text = (ms: number): Instant => new Date(ms).toISOString();

/**
 * The rules that a device and country can ever match, so that what is asked at many instants stays cheap. Where there is none,
 * one that cannot match stands for the others: a code with rules misses otherwise than one without.
 */
export function rulesFor(set: RuleSet, { device, country }: Pick<Context, 'device' | 'country'>): readonly RuleLike[] {
  const code = country?.toUpperCase() ?? null;
  const rules = set.rules.filter(
    (rule) =>
      rule.is_active !== false &&
      (rule.device == null || rule.device === device) &&
      (rule.country_code == null || rule.country_code.toUpperCase() === code),
  );
  return rules.length > 0 ? rules : set.rules.slice(0, 1);
}

/** All instants in `[from, to]` at which the landing can change, ascending, with both ends. */
function changes({ code, rules }: RuleSet, semantics: RuleSemantics, { from, to }: { from: number; to: number }): number[] {
  // A bound that belongs to the window ends it, or one that does not begins it, one millisecond later.
  const afterStart = semantics.boundary[0] === '[' ? 0 : 1;
  const afterEnd = semantics.boundary[1] === ']' ? 1 : 0;
  const found = new Set([from]);
  const add = (ms: number) => {
    if (ms > from && ms < to) found.add(ms);
  };
  for (const rule of rules) {
    if (rule.start_at != null) add(readInstant(rule, 'start_at', rule.start_at) + afterStart);
    if (rule.end_at != null) add(readInstant(rule, 'end_at', rule.end_at) + afterEnd);
  }
  for (const field of ['expires_at', 'licensed_until'] as const) {
    if (code[field] != null) add(readInstant(null, field, code[field]));
  }
  if (rules.some((rule) => rule.days_of_week?.length)) {
    const zone = zoneOf(semantics.weekdayTimeZone);
    const last = zone.dayOf(to / 1000);
    for (let day = zone.dayOf(from / 1000); day <= last; day++) add(zone.dayStart(day) * 1000);
  }
  return from < to ? [...found].sort((a, b) => a - b).concat(to) : [];
}

function* pairs(sorted: readonly number[]): Generator<[number, number]> {
  for (let index = 1; index < sorted.length; index++) yield [sorted[index - 1]!, sorted[index]!];
}
