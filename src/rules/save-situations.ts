import type { Id } from '../client/types.js';
import { zoneOf } from '../time/zones.js';
import { compileRule, readInstant, type CompiledRule, type Scanned } from './compile.js';
import { fraction } from './fraction.js';
import { slices } from './steps.js';
import type { AnalyseOptions, RuleLike, RuleSemantics, RuleSet } from './types.js';

/** What a save does to one rule; `null` where there is none. */
export interface RuleChange {
  id: Id;
  from: RuleLike | null;
  to: RuleLike | null;
}

/** One of the states that a rule goes through: whose conditions it has, and which priority. */
export interface Stage {
  /** `null` while there is no such rule. */
  as: 'from' | 'to' | null;
  priority: number;
}

/** A rule as it takes part in a draw. */
interface Share {
  url: string;
  weight: number;
}

/** All contexts that the same rules match, as far as it matters: to a save they are one. */
export interface Situation {
  /** The changes of which a rule, old or new, matches. */
  parts: { change: number; from: Share | null; to: Share | null }[];
  /** The best of the rules that stay. */
  rest: { priority: number; shares: Share[] };
}

export interface Situations {
  situations: Situation[];
  /** Where scans land that no rule matches: without any rule, and with some. */
  miss: readonly [none: string, some: string];
  /** Whether there are rules that stay: then there are always some. */
  hasRest: boolean;
}

/** More combinations of device, country and time than this are not looked at one by one. */
const MOST = 1_000_000;

/**
 * The situations that a save can change, or `null` where they are too many. Complete: every device and country that a rule asks
 * for and one that none does, at every time between two bounds, on every weekday that it has.
 */
export function* situationsOf(
  code: RuleSet['code'],
  rest: readonly RuleLike[],
  changes: readonly RuleChange[],
  { horizon }: AnalyseOptions,
  semantics: RuleSemantics,
): Generator<void, Situations | null> {
  const isDue = slices();
  const miss = [missOf(code, false, semantics), missOf(code, true, semantics)] as const;
  const read = (rule: RuleLike) => compileRule(rule, semantics);
  // Best first, so that the first one found is the best.
  const resting = rest.map(read).sort((a, b) => a.priority - b.priority);
  const moving = changes.flatMap(({ from, to }, change) =>
    [from, to].flatMap((rule, side) => (rule ? [{ change, side, read: read(rule) }] : [])),
  );
  const rules = [...resting, ...moving.map((one) => one.read)];
  const found = new Map<string, Situation>();
  const result = { situations: [] as Situation[], miss, hasRest: rest.length > 0 };
  const span = spanOf(code, horizon);
  // A code that is off may be on again: only its end is the end.
  if (code.type === 'static' || span.from >= span.to) return result;

  yield;
  const times = timesOf(rules, span, semantics);
  yield;
  if (times.length * rules.length > MOST) return null;
  const open = yield* masksOf(rules, times, ['window', 'weekday', 'inactive']);
  const devices = yield* masksOf(rules, valuesOf(rules, 'device').map(scanBy('device')), ['device']);
  const countries = yield* masksOf(rules, valuesOf(rules, 'country_code').map(scanBy('country')), ['country']);
  if (open.length * devices.length * countries.length > MOST) return null;

  const isMoving = maskOf(rules.length, (index) => index >= resting.length);
  for (const device of devices) {
    for (const country of countries) {
      const who = and(device, country);
      const whoMoves = and(who, isMoving);
      for (const time of open) {
        if (isDue()) yield;
        if (!touches(whoMoves, time)) continue;
        const matching = and(who, time);
        const tier = tierOf(matching, resting);
        const touched = moving.filter((_, index) => has(matching, resting.length + index));
        const key = `${tier.join()}/${touched.map(({ change, side }) => `${change}.${side}`).join()}`;
        if (!found.has(key)) found.set(key, situationOf(tier.map((index) => resting[index]!), touched));
      }
    }
  }
  result.situations.push(...found.values());
  // Whom no rule ever matches.
  if (rest.length === 0 && miss[0] !== miss[1]) result.situations.push(situationOf([], []));
  return result;
}

/** Where people land in a situation, as text that is equal where that is the same. `hasRules`: there is any rule at all. */
export function landingIn(
  { parts, rest }: Situation,
  stageOf: (change: number) => Stage,
  hasRules: boolean,
  miss: Situations['miss'],
): string {
  let best = rest.priority;
  let shares: Share[] = rest.shares;
  for (const { change, from, to } of parts) {
    const { as, priority } = stageOf(change);
    const share = as === 'from' ? from : as === 'to' ? to : null;
    if (!share || priority > best) continue;
    shares = priority < best ? [share] : [...shares, share];
    best = priority;
  }
  return shares.length > 0 ? drawOf(shares) : miss[hasRules ? 1 : 0];
}

function drawOf(shares: readonly Share[]): string {
  const isEqual = shares.every(({ weight }) => weight === 0);
  const byUrl = new Map<string, number>();
  let total = 0;
  for (const { url, weight } of shares) {
    const counted = isEqual ? 1 : weight;
    if (counted > 0) byUrl.set(url, (byUrl.get(url) ?? 0) + counted);
    total += counted;
  }
  if (byUrl.size === 1) return whole(shares.find(({ weight }) => isEqual || weight > 0)!.url);
  return JSON.stringify([...byUrl].sort().map(([url, weight]) => [url, fraction(weight, total)]));
}

const whole = (url: string) => `→ ${url}`;

/** A page is the same page whether a rule or the code itself leads there. */
function missOf(code: RuleSet['code'], hasRules: boolean, { noMatch }: RuleSemantics): string {
  if (hasRules && code.fallback_url != null) return whole(code.fallback_url);
  if (hasRules && noMatch === 'fallback-or-nothing') return 'nothing';
  if (code.content_type != null && code.content_type !== 'url') return 'content';
  return code.target_url == null ? 'nothing' : whole(code.target_url);
}

/** The time in which rules decide at all. */
function spanOf(code: RuleSet['code'], { from, to }: AnalyseOptions['horizon']): { from: number; to: number } {
  const ends = [to, code.expires_at, code.licensed_until].flatMap((at) => (at == null ? [] : [readInstant(null, 'to', at)]));
  return { from: readInstant(null, 'from', from), to: Math.min(Infinity, ...ends) };
}

const nobody: Scanned = { device: null, country: null, ms: 0, weekday: 0 };
const scanBy =
  (field: 'device' | 'country') =>
  (value: string | null): Scanned => ({ ...nobody, [field]: value });

/** All values that a rule asks for, and one that none does. */
const valuesOf = (rules: readonly CompiledRule[], field: 'device' | 'country_code'): (string | null)[] => [
  null,
  ...new Set(rules.flatMap(({ rule }) => (rule[field] == null ? [] : [field === 'device' ? rule[field] : rule[field].toUpperCase()]))),
];

/** One scan for each weekday of each time between two bounds. */
function timesOf(rules: readonly CompiledRule[], { from, to }: { from: number; to: number }, semantics: RuleSemantics): Scanned[] {
  const bounds = new Set([from, to]);
  const add = (rule: RuleLike, field: 'start_at' | 'end_at', shift: number) => {
    const at = rule[field] == null ? NaN : readInstant(rule, field, rule[field]) + shift;
    if (at > from && at < to) bounds.add(at);
  };
  for (const { rule } of rules) {
    add(rule, 'start_at', semantics.boundary[0] === '[' ? 0 : 1);
    add(rule, 'end_at', semantics.boundary[1] === ']' ? 1 : 0);
  }
  const hasDays = rules.some(({ rule }) => rule.days_of_week?.length);
  const sorted = [...bounds].sort((a, b) => a - b);
  return sorted.slice(1).flatMap((end, index) => {
    const ms = sorted[index]!;
    const weekdays = hasDays ? weekdaysIn(ms, end, semantics.weekdayTimeZone) : [0];
    return weekdays.map((weekday) => ({ ...nobody, ms, weekday }));
  });
}

const ALL = [0, 1, 2, 3, 4, 5, 6];
/** Longer than a week in which a zone skips a day. */
const LONG = 10 * 86_400_000;

/** 0 = Sunday. */
function weekdaysIn(from: number, to: number, timeZone: string): number[] {
  if (to - from > LONG) return ALL;
  const zone = zoneOf(timeZone);
  const found = new Set<number>();
  const last = zone.dayOf((to - 1) / 1000);
  for (let day = zone.dayOf(from / 1000); day <= last; day++) {
    // 1970-01-01 was a Thursday. A day that the zone skips has no time in it.
    if (zone.dayStart(day) < zone.dayStart(day + 1)) found.add((((day + 4) % 7) + 7) % 7);
  }
  return [...found];
}

type Failed = ReturnType<CompiledRule['failed']>[number];

/** For each scan the rules that hold in the named conditions, each such set once. */
function* masksOf(
  rules: readonly CompiledRule[],
  scans: readonly Scanned[],
  conditions: readonly Failed[],
): Generator<void, Uint32Array[]> {
  const isDue = slices();
  const masks = new Map<string, Uint32Array>();
  for (const scan of scans) {
    if (isDue()) yield;
    const mask = maskOf(rules.length, (index) => !rules[index]!.failed(scan).some((one) => conditions.includes(one)));
    masks.set(mask.join(), mask);
  }
  return [...masks.values()];
}

function maskOf(size: number, isIn: (index: number) => boolean): Uint32Array {
  const mask = new Uint32Array(Math.ceil(size / 32));
  for (let index = 0; index < size; index++) if (isIn(index)) mask[index >>> 5]! |= 1 << (index & 31);
  return mask;
}

const has = (mask: Uint32Array, index: number) => ((mask[index >>> 5]! >>> (index & 31)) & 1) === 1;
const and = (a: Uint32Array, b: Uint32Array) => a.map((word, index) => word & b[index]!);
const touches = (a: Uint32Array, b: Uint32Array) => a.some((word, index) => (word & b[index]!) !== 0);

/** Indexes of the matching rules that stay, of the best priority that one of them has. */
function tierOf(matching: Uint32Array, resting: readonly CompiledRule[]): number[] {
  const first = resting.findIndex((_, index) => has(matching, index));
  const tier: number[] = [];
  for (let index = first; index >= 0 && resting[index]?.priority === resting[first]!.priority; index++) {
    if (has(matching, index)) tier.push(index);
  }
  return tier;
}

const shareOf = ({ rule, weight }: CompiledRule): Share => ({ url: rule.url, weight });

function situationOf(tier: readonly CompiledRule[], touched: readonly { change: number; side: number; read: CompiledRule }[]): Situation {
  const parts = new Map<number, Situation['parts'][number]>();
  for (const { change, side, read } of touched) {
    const part = parts.get(change) ?? { change, from: null, to: null };
    part[side === 0 ? 'from' : 'to'] = shareOf(read);
    parts.set(change, part);
  }
  return { parts: [...parts.values()], rest: { priority: tier[0]?.priority ?? Infinity, shares: tier.map(shareOf) } };
}
