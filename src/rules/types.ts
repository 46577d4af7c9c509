import type { RuleSetError } from './errors.js';
import type { Id, Instant, QrCode, Rule, RuleInput, Weekday } from '../client/types.js';

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
  /**
   * Where window or weekday failed: the next instant at which both hold, `null` for never again. Of device, country and
   * `is_active` it says nothing.
   */
  next?: Instant | null;
}

export interface Outcome {
  kind: 'landed' | 'inactive' | 'expired' | 'licence-expired';
  /** Their probabilities add up to exactly 1; empty unless `kind` is `landed`. */
  destinations: Destination[];
  /** One entry a rule, in the order given; empty where the code ended the evaluation. */
  trace: TraceEntry[];
}

/** The time that is looked at, `[from, to)`. Without `to` for ever: what is proven then holds whenever somebody scans. */
export interface Horizon {
  from: Date | Instant;
  to?: Date | Instant | null;
}

export interface AnalyseOptions {
  horizon: Horizon;
  semantics?: Partial<RuleSemantics>;
}

/** Values of a device or country. `except` holds for unknown ones too; `{ except: [] }` is any. */
export type Choice = { only: readonly string[] } | { except: readonly string[] };

/** A set of contexts: all that its four parts allow. */
export interface Region {
  devices: Choice;
  countries: Choice;
  /** Half-open; `null` where the horizon begins or ends. */
  from: Instant | null;
  to: Instant | null;
  /** In the zone of the semantics, Monday first; `null` = any. */
  weekdays: Weekday[] | null;
}

/** Who lands where, whatever rule leads there: what makes two outcomes the same. */
export interface Landing {
  kind: Outcome['kind'];
  /** One entry per URL, sorted by it (`null`, the code's own content or nothing, first). */
  destinations: Pick<Destination, 'kind' | 'url' | 'probability'>[];
}

export type VerdictKind =
  | 'dead'
  | 'expired'
  | 'upcoming'
  | 'shadowed'
  | 'partly-shadowed'
  | 'redundant'
  | 'tie'
  | 'zero-weights'
  | 'gap'
  | 'after-licence'
  | 'after-expiry';

/** One thing that is proven. A rule may have several: one that is shadowed is redundant too. */
export interface Verdict {
  kind: VerdictKind;
  /** Whom it concerns: one rule, or the members of a draw in `rules`; neither for a gap. */
  rule?: Id;
  rules?: Id[];
  /** Of a tie: nobody gave any of them a weight. */
  unweighted?: boolean;
  /**
   * Of a tie or of zero-weights: `rules` are all that are drawn with one another, directly or by way of others, since their priority
   * has more than a hundred different draws. Otherwise they can all match the same scan.
   */
  chained?: true;
  /**
   * Of shadowed: rules of which one keeps it from winning wherever it matches; of partly-shadowed: of which one wins wherever it
   * loses; none of these can be left out. Of redundant: those who win in its place, if any.
   */
  by?: Id[];
  /** A context in which it can be seen. */
  witness?: Context;
  /** Holds only because the licence ends, which `auto_renew` may prevent. */
  unlessRenewed?: true;
}

export interface Analysis {
  /** By rule in order of evaluation, then what concerns several. */
  verdicts: Verdict[];
  /** Where a rule wins (its probability is not 0), as few regions as were found. */
  winsWhere: (rule: Id) => Region[];
  /** Where no rule matches. */
  missesWhere: () => Region[];
}

/** A region whose outcome two versions of a set disagree about. */
export interface Change {
  before: Landing;
  after: Landing;
  regions: Region[];
  /** A context in which it can be seen. */
  witness: Context;
}

/** One request of a save. Rules that are not on the server yet have negative ids. */
export type SaveStep =
  | { kind: 'create'; rule: Id; input: RuleInput }
  /** The whole rule: a condition that was taken away is an explicit `null`. */
  | { kind: 'update'; rule: Id; input: RuleInput }
  | { kind: 'delete'; rule: Id };

export interface PlannedStep {
  step: SaveStep;
  /** Where, once this step is done, scans land as they do neither before nor after the save. */
  transient: Change[];
}

export interface SaveConflict {
  rule: Id;
  /** Both changed the same field; I changed what they deleted; I deleted what they changed. */
  kind: 'changed' | 'deleted-there' | 'deleted-here';
  /** Fields that both changed, to different values; empty for the other kinds. */
  fields: (keyof RuleInput)[];
  loaded: Rule;
  /** `null` where it was deleted. */
  mine: Rule | null;
  theirs: Rule | null;
}

export interface SavePlan {
  /** What the server will have. */
  merged: Rule[];
  /** As long as there is one, there are no steps. */
  conflicts: SaveConflict[];
  steps: PlannedStep[];
  /** A rule that cannot be read: nothing is known of the states between, whatever `transient` says. */
  unproven?: RuleSetError;
}

export type ProblemCode =
  /** Scans would go round in a circle: the destination is the code's own address. */
  | 'loop'
  | 'url-invalid'
  /** Another scheme than http(s); `value` is it. An error where it is a danger, such as `javascript:` and `data:`. */
  | 'url-scheme'
  | 'url-credentials'
  | 'url-too-long'
  | 'not-https'
  /** Another member of the same draw leads there for the same scans; `value` is its id. */
  | 'split-against-itself'
  /** `value` is the parameters of the code's own destination that this one lacks. */
  | 'utm-dropped'
  | 'end-before-start'
  | 'instant-without-offset'
  | 'starts-after-licence'
  | 'starts-after-expiry'
  | 'weekday-unknown'
  | 'weight-invalid'
  | 'priority-invalid'
  | 'country-invalid'
  | 'country-unknown'
  | 'device-unknown';

/** Something about a rule, or the code itself, that can be seen without asking who lands where. */
export interface Problem {
  /** `null` = the code's own destinations. */
  rule: Id | null;
  code: ProblemCode;
  /** An error keeps a rule from being read or saved; a warning is most likely a mistake; an info may be meant. */
  severity: 'error' | 'warning' | 'info';
  /** Of the rule or the code. */
  field?: string;
  /** What is wrong in it, as text. */
  value?: string;
}
