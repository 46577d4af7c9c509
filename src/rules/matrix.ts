import { evaluator } from './evaluate.js';
import type { Context, Outcome, RuleLike, RuleSemantics, RuleSet } from './types.js';

/** Where everybody lands at one moment. */
export interface Matrix {
  /** Those that active rules ask for, and last `null`: any other one and an unknown one, which always land alike. */
  devices: (string | null)[];
  /** Likewise, in upper case. */
  countries: (string | null)[];
  /** By country, then by device. */
  outcomes: Outcome[][];
}

/**
 * The outcomes of all devices and countries at one instant. Complete: what no rule names cannot be told from what is unknown.
 * @throws {RuleSetError} for a condition, instant or weight that cannot be read
 */
export function matrixAt(set: RuleSet, at: Context['at'], semantics?: Partial<RuleSemantics>): Matrix {
  const active = set.rules.filter((rule) => rule.is_active !== false);
  const devices = [...named(active.map(({ device }) => device)), null];
  const countries = [...named(active.map(({ country_code }) => country_code?.toUpperCase())), null];
  const landsAt = evaluator({ code: set.code, rules: rulesAt(set, at, semantics) }, semantics);
  const outcomes = countries.map((country) => devices.map((device) => landsAt({ device, country, at })));
  return { devices, countries, outcomes };
}

/** Rules that can match somebody at an instant; where there is none, one that cannot stands for the others. */
function rulesAt(set: RuleSet, at: Context['at'], semantics?: Partial<RuleSemantics>): readonly RuleLike[] {
  const { trace } = evaluator(set, semantics)({ device: null, country: null, at });
  const rules = set.rules.filter((_, index) => trace[index]?.failed.every((condition) => condition === 'device' || condition === 'country'));
  return rules.length > 0 ? rules : set.rules.slice(0, 1);
}

const named = (values: readonly (string | null | undefined)[]) => new Set(values.filter((value) => value != null));
