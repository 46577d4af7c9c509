import type { Id, Instant } from '../client/types.js';
import { codeEnds } from './code.js';
import { compileRule, readInstant } from './compile.js';
import { ANY_DAY } from './days.js';
import { evaluator } from './evaluate.js';
import { landingKey, landingOf } from './landing.js';
import { defaultSemantics } from './semantics.js';
import { nextWeekdayIn } from './time.js';
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
function changes(set: RuleSet, semantics: RuleSemantics, { from, to }: { from: number; to: number }): number[] {
  const rules = set.rules.map((rule) => compileRule(rule, semantics));
  const { expiry, licence } = codeEnds(set);
  const found = [...rules.flatMap(({ start, end }) => [start, end]), expiry, licence];
  if (rules.some(({ days }) => days !== ANY_DAY)) {
    const next = nextWeekdayIn(semantics.weekdayTimeZone);
    for (let ms = next(from); ms < to; ms = next(ms)) found.push(ms);
  }
  const within = new Set(found.filter((ms) => ms > from && ms < to));
  return from < to ? [from, ...[...within].sort((a, b) => a - b), to] : [];
}

function* pairs(sorted: readonly number[]): Generator<[number, number]> {
  for (let index = 1; index < sorted.length; index++) yield [sorted[index - 1]!, sorted[index]!];
}
