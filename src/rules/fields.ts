import type { Rule, RuleInput } from '../client/types.js';
import { instant, weekdayOrder } from './time.js';
import type { RuleLike } from './types.js';

export type RuleField = keyof RuleInput;

/** All that a rule is made of, apart from its id. */
export const ruleFields = [
  'url',
  'device',
  'country_code',
  'start_at',
  'end_at',
  'days_of_week',
  'priority',
  'weight',
  'is_active',
] as const satisfies readonly RuleField[];

/** What a field means: the same for each of its spellings, and for the default where it is absent. */
const meanings: { [F in RuleField]-?: (rule: RuleLike) => string | number | boolean | null } = {
  // As the proxy writes it: with the slash of an empty path, without default ports.
  url: (rule) => (URL.canParse(rule.url) ? new URL(rule.url).href : rule.url),
  device: (rule) => rule.device ?? null,
  country_code: (rule) => rule.country_code?.toUpperCase() ?? null,
  start_at: (rule) => moment(rule.start_at),
  end_at: (rule) => moment(rule.end_at),
  days_of_week: (rule) => daysOf(rule)?.join() ?? null,
  priority: (rule) => rule.priority ?? 0,
  weight: (rule) => rule.weight ?? null,
  is_active: (rule) => rule.is_active !== false,
};

/** Whether two rules say the same in a field: spelling of addresses, case of countries, order of weekdays and offset of instants do not matter. */
export function sameField(field: RuleField, a: RuleLike, b: RuleLike): boolean {
  return a[field] === b[field] || Object.is(meanings[field](a), meanings[field](b));
}

/** The fields in which two rules differ. */
export function differences(a: RuleLike, b: RuleLike): RuleField[] {
  return ruleFields.filter((field) => !sameField(field, a, b));
}

/** Whether two rules are the same in all but their id. */
export function sameRule(a: RuleLike, b: RuleLike): boolean {
  return a === b || ruleFields.every((field) => sameField(field, a, b));
}

/**
 * A rule as the API takes it, whole: conditions that are not set are explicit `null`s, countries are in upper case, instants
 * in UTC, weekdays each once and in order. What cannot be read stays as it is, for the API to refuse.
 */
export function ruleInput(rule: RuleLike): Required<RuleInput> {
  return {
    url: rule.url,
    device: rule.device ?? null,
    country_code: rule.country_code?.toUpperCase() ?? null,
    start_at: utc(rule.start_at),
    end_at: utc(rule.end_at),
    days_of_week: daysOf(rule),
    priority: rule.priority ?? 0,
    weight: rule.weight ?? null,
    is_active: rule.is_active !== false,
  };
}

/** A rule with all of its fields. */
export const wholeRule = (rule: RuleLike): Rule => ({ ...rule, ...ruleInput(rule) });

/** Lower case, Monday first; `null` for any day, which is never sent as an empty list. */
function daysOf(rule: RuleLike): string[] | null {
  const days = new Set((rule.days_of_week ?? []).map((day) => String(day).toLowerCase()));
  const known = weekdayOrder.filter((day) => days.delete(day));
  return known.length + days.size === 0 || (known.length === 7 && days.size === 0) ? null : [...known, ...[...days].sort()];
}

/** Milliseconds since 1970, or what cannot be read as it is. */
function moment(at: string | null | undefined): number | string | null {
  try {
    return at == null ? null : instant(at);
  } catch {
    return at ?? null;
  }
}

function utc(at: string | null | undefined): string | null {
  const ms = moment(at);
  return typeof ms === 'number' ? new Date(ms).toISOString().replace('.000Z', 'Z') : ms;
}
