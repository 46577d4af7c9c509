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
export interface CompiledRule {
  rule: RuleLike;
  priority: number;
  weight: number;
  failed: (scan: Scanned) => FailedCondition[];
}

/** @throws {RuleSetError} for a condition that cannot be read */
export function compileRule(rule: RuleLike, semantics: RuleSemantics): CompiledRule {
  const { boundary } = semantics;
  const country = rule.country_code?.toUpperCase() ?? null;
  const start = bound(rule, 'start_at');
  const end = bound(rule, 'end_at');
  const days = dayMask(rule);
  const afterStart = boundary[0] === '[' ? (ms: number) => ms >= start! : (ms: number) => ms > start!;
  const beforeEnd = boundary[1] === ']' ? (ms: number) => ms <= end! : (ms: number) => ms < end!;

  return {
    rule,
    priority: rule.priority ?? 0,
    weight: weightOf(rule, semantics.nullWeight),
    failed: (scan) => {
      const failed: FailedCondition[] = [];
      if (rule.is_active === false) failed.push('inactive');
      if (rule.device != null && rule.device !== scan.device) failed.push('device');
      if (country !== null && country !== scan.country) failed.push('country');
      if ((start !== null && !afterStart(scan.ms)) || (end !== null && !beforeEnd(scan.ms))) failed.push('window');
      if (days !== null && !(days & (1 << scan.weekday))) failed.push('weekday');
      return failed;
    },
  };
}

/** A reader of contexts, holding the zone's formatter. */
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

function bound(rule: RuleLike, field: 'start_at' | 'end_at'): number | null {
  return rule[field] == null ? null : readInstant(rule, field, rule[field]);
}

/** Bit n = weekday n may match; `null` = any day. */
function dayMask(rule: RuleLike): number | null {
  let mask = 0;
  for (const name of rule.days_of_week ?? []) {
    const day = (weekdays as readonly string[]).indexOf(String(name).toLowerCase());
    if (day < 0) throw new RuleSetError(rule.id, 'days_of_week', `unknown weekday ${JSON.stringify(name)}`);
    mask |= 1 << day;
  }
  return mask === 0 || mask === 0b1111111 ? null : mask;
}

function weightOf(rule: RuleLike, nullWeight: number): number {
  const weight = rule.weight ?? nullWeight;
  // The limit keeps every sum of weights, and so every fraction, exact.
  if (!Number.isInteger(weight) || weight < 0 || weight > MAX_WEIGHT) {
    throw new RuleSetError(rule.id, 'weight', `must be a whole number from 0 to ${MAX_WEIGHT}, got ${weight}`);
  }
  return weight;
}
