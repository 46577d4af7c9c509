import type { Id, Instant, QrCode, Rule } from '../client/types.js';

/** A rule as the API may give it: an absent field is the API's default (active, priority 0, no condition). */
export type RuleLike = Pick<Rule, 'id' | 'url'> & Partial<Rule>;

/** A code with all of its rules: read every page of the list first, or nothing said about them holds. */
export interface RuleSet {
  code: Partial<QrCode>;
  rules: readonly RuleLike[];
}

/** One scan. `null` is "unknown" and matches only rules that do not restrict that field. */
export interface Context {
  device: string | null;
  /** ISO 3166-1 alpha-2, any case. */
  country: string | null;
  at: Date | Instant;
}

/** The readings of what the API's guide leaves open. */
export interface RuleSemantics {
  /** The IANA zone in which `days_of_week` is read. */
  weekdayTimeZone: string;
  /** Whether the instants `start_at` and `end_at` themselves belong to the window. */
  boundary: '[)' | '[]' | '()' | '(]';
  /** Where a scan goes that no rule matches. */
  noMatch: 'fallback-then-target' | 'fallback-or-nothing';
  /** How one of several matching rules of the same priority is chosen. */
  tie: 'filter-then-draw';
  /** What an absent weight counts as. */
  nullWeight: number;
}

/** A probability as a reduced fraction. */
export interface Fraction {
  n: number;
  d: number;
}

export interface Destination {
  kind: 'rule' | 'target' | 'fallback' | 'content' | 'nothing';
  url: string | null;
  /** The rules that lead there; empty unless `kind` is `rule`. */
  rules: Id[];
  probability: Fraction;
}

export type FailedCondition = 'inactive' | 'device' | 'country' | 'window' | 'weekday';

export interface TraceEntry {
  rule: Id;
  matched: boolean;
  failed: FailedCondition[];
}

export interface Outcome {
  kind: 'landed' | 'inactive' | 'expired' | 'licence-expired';
  /** Their probabilities add up to exactly 1; empty unless `kind` is `landed`. */
  destinations: Destination[];
  /** One entry a rule, in the order given; empty where the code ended the evaluation. */
  trace: TraceEntry[];
}
