import { Temporal } from '@js-temporal/polyfill';
import type {
  Choice,
  Context,
  FailedCondition,
  Horizon,
  Region,
  RuleLike,
  RuleSemantics,
  RuleSet,
} from '../../src/rules/types.js';

/**
 * What `src/rules` says of rules, by looking at every context there is: each device and country that is mentioned, one that is not
 * and the unknown one, at every instant about which anything begins or ends. Days are Temporal's, fractions are of BigInt, and no
 * code is shared with what it judges.
 */

const NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const DAY = 86_400_000;
/** The local days that are known: contexts have to be well within. */
const FIRST = Temporal.PlainDate.from('2025-11-01');
const DAYS = 500;

const starts = new Map<string, number[]>();
/** The first instant of each local day. A day that a zone skips is empty. */
function dayStarts(zone: string): number[] {
  let known = starts.get(zone);
  if (!known) {
    known = Array.from(
      { length: DAYS },
      (_, day) => FIRST.add({ days: day }).toZonedDateTime(zone).startOfDay().epochMilliseconds,
    );
    starts.set(zone, known);
  }
  return known;
}

const weekdays = new Map<string, string>();
/** English, lower case. */
export function weekdayOf(ms: number, zone: string): string {
  const key = `${ms} ${zone}`;
  let known = weekdays.get(key);
  if (!known) {
    const day = dayStarts(zone).findLastIndex((start) => start <= ms);
    if (day < 0 || day === DAYS - 1) throw new Error(`Not a day that the oracle knows: ${new Date(ms).toISOString()}`);
    known = NAMES[FIRST.add({ days: day }).dayOfWeek - 1]!;
    weekdays.set(key, known);
  }
  return known;
}

const read = new Map<string, number>();
export function msOf(at: Date | string): number {
  if (typeof at !== 'string') return at.getTime();
  let known = read.get(at);
  if (known === undefined) read.set(at, (known = Temporal.Instant.from(at).epochMilliseconds));
  return known;
}

/** A rule with its times read. */
export interface OracleRule {
  rule: RuleLike;
  start: number | null;
  end: number | null;
  days: string[] | null;
  priority: number;
  weight: number;
}

function readRule(rule: RuleLike, semantics: RuleSemantics): OracleRule {
  const days = [...new Set((rule.days_of_week ?? []).map((day) => day.toLowerCase()))];
  return {
    rule,
    start: rule.start_at == null ? null : msOf(rule.start_at),
    end: rule.end_at == null ? null : msOf(rule.end_at),
    days: days.length === 0 || days.length === 7 ? null : days,
    priority: rule.priority ?? 0,
    weight: rule.weight ?? semantics.nullWeight,
  };
}

function isInWindow({ start, end }: OracleRule, ms: number, { boundary }: RuleSemantics): boolean {
  if (start !== null && (ms < start || (ms === start && boundary.startsWith('(')))) return false;
  return !(end !== null && (ms > end || (ms === end && boundary.endsWith(')'))));
}

const isOnDay = ({ days }: OracleRule, weekday: string) => days === null || days.includes(weekday);

const sameDevice = ({ rule }: OracleRule, device: string | null) => rule.device == null || rule.device === device;
const sameCountry = ({ rule }: OracleRule, country: string | null) =>
  rule.country_code == null || (country !== null && rule.country_code.toLowerCase() === country.toLowerCase());

/** An instant, and what is true of it whoever scans. */
export interface Moment {
  ms: number;
  weekday: string;
  ended: 'inactive' | 'expired' | 'licence-expired' | null;
  /** By rule: it is active, and window and weekday hold. */
  open: boolean[];
}

/** A context and the rules that match, as indexes. */
export interface Spot extends Moment {
  device: string | null;
  country: string | null;
  matching: number[];
}

/** The exact share of each URL; of what has none, of its kind. */
export type Landing = string;

export class RuleOracle {
  readonly set: RuleSet;
  readonly semantics: RuleSemantics;
  readonly rules: OracleRule[];
  readonly #landings = new Map<string, Landing>();

  constructor(set: RuleSet, semantics: RuleSemantics) {
    this.set = set;
    this.semantics = semantics;
    this.rules = set.code.type === 'static' ? [] : set.rules.map((rule) => readRule(rule, semantics));
  }

  moment(ms: number): Moment {
    const { code } = this.set;
    const weekday = weekdayOf(ms, this.semantics.weekdayTimeZone);
    const isOver = (end: string | null | undefined) => end != null && msOf(end) <= ms;
    return {
      ms,
      weekday,
      ended:
        code.is_active === false
          ? 'inactive'
          : isOver(code.expires_at)
            ? 'expired'
            : isOver(code.licensed_until) && code.type !== 'static'
              ? 'licence-expired'
              : null,
      open: this.rules.map((rule) => rule.rule.is_active !== false && this.holds(rule, ms, weekday)),
    };
  }

  /** Whether window and weekday hold. */
  holds(rule: OracleRule, ms: number, weekday = weekdayOf(ms, this.semantics.weekdayTimeZone)): boolean {
    return isInWindow(rule, ms, this.semantics) && isOnDay(rule, weekday);
  }

  spot({ device, country }: Pick<Context, 'device' | 'country'>, moment: Moment): Spot {
    const matching = this.rules
      .map((_, index) => index)
      .filter(
        (index) => moment.open[index] && sameDevice(this.rules[index]!, device) && sameCountry(this.rules[index]!, country),
      );
    return { ...moment, device, country, matching };
  }

  at({ device, country, at }: Context): Spot {
    return this.spot({ device, country }, this.moment(msOf(at)));
  }

  failed(rule: OracleRule, { device, country, at }: Context): FailedCondition[] {
    const ms = msOf(at);
    const checks: [FailedCondition, boolean][] = [
      ['inactive', rule.rule.is_active !== false],
      ['device', sameDevice(rule, device)],
      ['country', sameCountry(rule, country)],
      ['window', isInWindow(rule, ms, this.semantics)],
      ['weekday', isOnDay(rule, weekdayOf(ms, this.semantics.weekdayTimeZone))],
    ];
    return checks.filter(([, holds]) => !holds).map(([condition]) => condition);
  }

  /** Of matching rules those that are drawn from. */
  tier(matching: readonly number[]): number[] {
    return matching.filter((one) => matching.every((other) => this.rules[one]!.priority <= this.rules[other]!.priority));
  }

  /** How many tickets of the draw each member of a tier has. */
  tickets(tier: readonly number[]): bigint[] {
    const weights = tier.map((index) => BigInt(this.rules[index]!.weight));
    return weights.every((weight) => weight === 0n) ? weights.map(() => 1n) : weights;
  }

  wins(rule: number, matching: readonly number[]): boolean {
    const tier = this.tier(matching);
    return tier.includes(rule) && this.tickets(tier)[tier.indexOf(rule)]! > 0n;
  }

  /** URL (or, without one, `:` and the kind), the kind, who leads there and the reduced share; sorted by the first. */
  shares(
    matching: readonly number[],
    rules: readonly OracleRule[] = this.rules,
  ): { place: string; kind: string; rules: number[]; share: string }[] {
    if (matching.length === 0) {
      const [kind, url] = this.#miss(rules.length > 0);
      return [{ place: url ?? `:${kind}`, kind, rules: [], share: '1/1' }];
    }
    const tier = this.tier(matching);
    const tickets = this.tickets(tier);
    const total = tickets.reduce((sum, ticket) => sum + ticket, 0n);
    const urls = [...new Set(tier.filter((_, at) => tickets[at]! > 0n).map((index) => this.rules[index]!.rule.url))].sort();
    return urls.map((url) => {
      const members = tier.filter((index, at) => this.rules[index]!.rule.url === url && tickets[at]! > 0n);
      const won = members.reduce((sum, index) => sum + tickets[tier.indexOf(index)]!, 0n);
      return { place: url, kind: 'rule', rules: members.map((index) => this.rules[index]!.rule.id), share: reduced(won, total) };
    });
  }

  /** Where a context lands; `without` as if a rule were not there. */
  landing(spot: Pick<Spot, 'ended' | 'matching'>, without?: number): Landing {
    if (spot.ended) return spot.ended;
    const key = `${spot.matching.join()} ${without}`;
    let known = this.#landings.get(key);
    if (known === undefined) {
      const left = spot.matching.filter((index) => index !== without);
      const shares = this.shares(
        left,
        this.rules.filter((_, index) => index !== without),
      );
      this.#landings.set(key, (known = shares.map(({ place, share }) => `${place} ${share}`).join(', ')));
    }
    return known;
  }

  #miss(hasRules: boolean): [kind: string, url: string | null] {
    const { fallback_url: fallback, target_url: target, content_type: type } = this.set.code;
    if (hasRules && fallback) return ['fallback', fallback];
    if (hasRules && this.semantics.noMatch === 'fallback-or-nothing') return ['nothing', null];
    if (type != null && type !== 'url') return ['content', null];
    return target == null ? ['nothing', null] : ['target', target];
  }

  /** Every instant at which something begins or ends. */
  bounds(): number[] {
    const { expires_at, licensed_until } = this.set.code;
    return [
      ...this.rules.flatMap(({ start, end }) => [start, end]),
      ...[expires_at, licensed_until].map((at) => (at == null ? null : msOf(at))),
    ].filter((bound) => bound !== null);
  }

  /** The next instant, `ms` included, at which window and weekday hold. */
  next(rule: OracleRule, ms: number): number | null {
    return instantsAbout([ms, rule.start, rule.end], this.semantics).find((at) => at >= ms && this.holds(rule, at)) ?? null;
  }
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

export function reduced(n: bigint, d: bigint): string {
  const by = gcd(n, d);
  return `${n / by}/${d / by}`;
}

/**
 * Every instant about which anything can change, ascending: those given, a millisecond before and after, and of each local day,
 * from nine before the first to nine after the last, its beginning, a millisecond to each side and its middle. What is not seen
 * there lasts, or comes again every week.
 */
export function instantsAbout(given: readonly (number | null)[], { weekdayTimeZone }: RuleSemantics): number[] {
  const pivots = given.filter((at) => at !== null);
  const [first, last] = [Math.min(...pivots) - 9 * DAY, Math.max(...pivots) + 9 * DAY];
  const days = dayStarts(weekdayTimeZone).filter((start) => start >= first && start <= last);
  const noons = days.map((start, index) => Math.floor((start + (days[index + 1] ?? start)) / 2));
  const about = [...pivots, ...days].flatMap((at) => [at - 1, at, at + 1]);
  return [...new Set([...about, ...noons])].sort((a, b) => a - b);
}

const mentioned = (oracles: readonly RuleOracle[], field: 'device' | 'country_code') => [
  ...new Set(
    oracles.flatMap(({ rules }) => rules.map(({ rule }) => rule[field]?.toString() ?? null)).filter((value) => value !== null),
  ),
];

/** Devices and countries that are mentioned, in either case, one that is not, and the unknown one. */
export function everybody(oracles: readonly RuleOracle[]): Pick<Context, 'device' | 'country'>[] {
  const countries = new Set(mentioned(oracles, 'country_code').map((code) => code.toUpperCase()));
  const anywhere = [...[...countries].map((code, index) => (index % 2 ? code.toLowerCase() : code)), 'ZZ', null];
  return [...mentioned(oracles, 'device'), 'toaster', null].flatMap((device) => anywhere.map((country) => ({ device, country })));
}

/** Every instant of the horizon that can differ from its neighbours. */
export function instantsOf(oracles: readonly RuleOracle[], horizon: Horizon): number[] {
  const from = msOf(horizon.from);
  const to = horizon.to == null ? Infinity : msOf(horizon.to);
  const pivots = [...oracles.flatMap((oracle) => oracle.bounds()), from, ...(to === Infinity ? [] : [to])];
  return instantsAbout(pivots, oracles[0]!.semantics).filter((ms) => ms >= from && ms < to);
}

/** Every context of the horizon that `all` sets tell apart: the same ones, in the same order, for each of them. */
export function spotsOf(oracle: RuleOracle, horizon: Horizon, all: readonly RuleOracle[] = [oracle]): Spot[] {
  const people = everybody(all);
  return instantsOf(all, horizon).flatMap((ms) => {
    const moment = oracle.moment(ms);
    return people.map((who) => oracle.spot(who, moment));
  });
}

const isChosen = (choice: Choice, value: string | null, fold: (value: string) => string) =>
  'only' in choice
    ? value !== null && choice.only.some((one) => fold(one) === fold(value))
    : value === null || !choice.except.some((one) => fold(one) === fold(value));

/** Whether a context of the horizon is in a region. */
export function isInRegion(
  region: Region,
  { device, country, ms, weekday }: Pick<Spot, 'device' | 'country' | 'ms' | 'weekday'>,
): boolean {
  return (
    isChosen(region.devices, device, (value) => value) &&
    isChosen(region.countries, country, (value) => value.toUpperCase()) &&
    (region.from === null || ms >= msOf(region.from)) &&
    (region.to === null || ms < msOf(region.to)) &&
    (region.weekdays === null || region.weekdays.some((day) => day === weekday))
  );
}
