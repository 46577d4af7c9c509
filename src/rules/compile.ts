import { ANY_DAY, type Window } from './days.js';
import { RuleSetError } from './errors.js';
import { instant, weekdayIn, weekdays } from './time.js';
import type { FailedCondition, RuleLike, RuleSemantics } from './types.js';

const MAX_WEIGHT = 2 ** 31 - 1;

/** A scan with its instant read once. */
export interface Scanned {
  device: string | null;
  /** Upper case. */
  country: string | null;
  ms: number;
  /** 0 = Sunday, in the zone of the semantics. */
  weekday: number;
}

/** A rule with its conditions read once, so that a hundred thousand scans can be run against it. */
export interface CompiledRule extends Window {
  rule: RuleLike;
  isActive: boolean;
  device: string | null;
  /** Upper case. */
  country: string | null;
  priority: number;
  weight: number;
  failed: (scan: Scanned) => FailedCondition[];
}

/** @throws {RuleSetError} for a condition that cannot be read */
export function compileRule(rule: RuleLike, semantics: RuleSemantics): CompiledRule {
  const { boundary, nullWeight } = semantics;
  const compiled: Omit<CompiledRule, 'failed'> = {
    rule,
    isActive: rule.is_active !== false,
    device: rule.device ?? null,
    country: rule.country_code?.toUpperCase() ?? null,
    // To the millisecond, every boundary is a half-open one.
    start: bound(rule, 'start_at', -Infinity) + (boundary[0] === '[' ? 0 : 1),
    end: bound(rule, 'end_at', Infinity) + (boundary[1] === ']' ? 1 : 0),
    days: daysOf(rule),
    priority: rule.priority ?? 0,
    weight: weightOf(rule, nullWeight),
  };
  return { ...compiled, failed: (scan) => failedOf(compiled, scan) };
}

/** Whether all conditions hold: `failed` without the reasons. */
export function matches(rule: CompiledRule, { device, country, ms, weekday }: Scanned): boolean {
  return (
    rule.isActive &&
    (rule.device === null || rule.device === device) &&
    (rule.country === null || rule.country === country) &&
    ms >= rule.start &&
    ms < rule.end &&
    (rule.days & (1 << weekday)) !== 0
  );
}

function failedOf(rule: Omit<CompiledRule, 'failed'>, { device, country, ms, weekday }: Scanned): FailedCondition[] {
  const failed: FailedCondition[] = [];
  if (!rule.isActive) failed.push('inactive');
  if (rule.device !== null && rule.device !== device) failed.push('device');
  if (rule.country !== null && rule.country !== country) failed.push('country');
  if (ms < rule.start || ms >= rule.end) failed.push('window');
  if (!(rule.days & (1 << weekday))) failed.push('weekday');
  return failed;
}

/** A reader of contexts, holding the zone. */
export function contextReader(semantics: RuleSemantics) {
  const weekday = weekdayIn(semantics.weekdayTimeZone);
  return (context: { device: string | null; country: string | null; at: Date | string }): Scanned => {
    const ms = readInstant(null, 'at', context.at);
    return { device: context.device, country: context.country?.toUpperCase() ?? null, ms, weekday: weekday(ms) };
  };
}

/** @throws {RuleSetError} where `value` is not an instant */
export function readInstant(rule: RuleLike | null, field: string, value: Date | string): number {
  try {
    return instant(value);
  } catch (error) {
    throw new RuleSetError(rule?.id ?? null, field, (error as RangeError).message);
  }
}

function bound(rule: RuleLike, field: 'start_at' | 'end_at', absent: number): number {
  return rule[field] == null ? absent : readInstant(rule, field, rule[field]);
}

/** Bit n = weekday n may match; none named is any. */
function daysOf(rule: RuleLike): number {
  let days = 0;
  for (const name of rule.days_of_week ?? []) {
    const day = (weekdays as readonly string[]).indexOf(String(name).toLowerCase());
    if (day < 0) throw new RuleSetError(rule.id, 'days_of_week', `unknown weekday ${JSON.stringify(name)}`);
    days |= 1 << day;
  }
  return days || ANY_DAY;
}

function weightOf(rule: RuleLike, nullWeight: number): number {
  const weight = rule.weight ?? nullWeight;
  // The limit keeps every sum of weights, and so every fraction, exact.
  if (!Number.isInteger(weight) || weight < 0 || weight > MAX_WEIGHT) {
    throw new RuleSetError(rule.id, 'weight', `must be a whole number from 0 to ${MAX_WEIGHT}, got ${weight}`);
  }
  return weight;
}
