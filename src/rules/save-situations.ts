import type { Id } from '../client/types.js';
import { codeEnds, isStatic, missOf } from './code.js';
import { compileRule, type CompiledRule, type Scanned } from './compile.js';
import { ANY_DAY, Days } from './days.js';
import { weightsByUrl } from './draw.js';
import { fraction } from './fraction.js';
import { hasBit, setBit, type Bits } from './space.js';
import { limitsOf, type Limits } from './span.js';
import { slices } from './steps.js';
import { weekdays } from './time.js';
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

/** All contexts that the same rules match, as far as it matters: to a save they are one. */
export interface Situation {
  /** The changes of which a rule, old or new, matches. */
  parts: { change: number; from: CompiledRule | null; to: CompiledRule | null }[];
  /** The best of the rules that stay. */
  rest: { priority: number; tier: CompiledRule[] };
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
  const set: RuleSet = { code, rules: [] };
  const miss = [missText(set, false, semantics), missText(set, true, semantics)] as const;
  const read = (rule: RuleLike) => compileRule(rule, semantics);
  // Best first, so that the first one found is the best.
  const resting = rest.map(read).sort((a, b) => a.priority - b.priority);
  const moving = changes.flatMap(({ from, to }, change) =>
    [from, to].flatMap((rule, side) => (rule ? [{ change, side, read: read(rule) }] : [])),
  );
  const rules = [...resting, ...moving.map((one) => one.read)];
  const found = new Map<string, Situation>();
  const result = { situations: [] as Situation[], miss, hasRest: rest.length > 0 };
  const { expiry, licence } = codeEnds(set);
  const { from, to } = limitsOf(horizon);
  // A code that is off may be on again: only its end is the end.
  const span = { from, to: Math.min(to, expiry, licence) };
  if (isStatic(code) || span.from >= span.to) return result;

  yield;
  const times = timesOf(rules, span, semantics);
  yield;
  if (times.length * rules.length > MOST) return null;
  const open = yield* masksOf(rules, times, ['window', 'weekday', 'inactive']);
  const devices = yield* masksOf(rules, valuesOf(rules.map((rule) => rule.device)).map(scanBy('device')), ['device']);
  const countries = yield* masksOf(rules, valuesOf(rules.map((rule) => rule.country)).map(scanBy('country')), ['country']);
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
        const touched = moving.filter((_, index) => hasBit(matching, resting.length + index));
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
  let tier = rest.tier;
  for (const { change, from, to } of parts) {
    const { as, priority } = stageOf(change);
    const rule = as === 'from' ? from : as === 'to' ? to : null;
    if (!rule || priority > best) continue;
    tier = priority < best ? [rule] : [...tier, rule];
    best = priority;
  }
  return tier.length > 0 ? drawText(tier) : miss[hasRules ? 1 : 0];
}

function drawText(tier: readonly CompiledRule[]): string {
  const { weights, total } = weightsByUrl(tier);
  const [[only]] = [...weights] as [[string, number]];
  if (weights.size === 1) return whole(only);
  return JSON.stringify([...weights].sort().map(([url, weight]) => [url, fraction(weight, total)]));
}

const whole = (url: string) => `→ ${url}`;

/** A page is the same page whether a rule or the code itself leads there. */
function missText(set: RuleSet, hasRules: boolean, semantics: RuleSemantics): string {
  const { kind, url } = missOf(set, hasRules, semantics);
  return url === null ? kind : whole(url);
}

const nobody: Scanned = { device: null, country: null, ms: 0, weekday: 0 };
const scanBy =
  (field: 'device' | 'country') =>
  (value: string | null): Scanned => ({ ...nobody, [field]: value });

/** All values that a rule asks for, and one that none does. */
const valuesOf = (asked: readonly (string | null)[]) => [...new Set([null, ...asked])];

/** One scan for each weekday of each time between two bounds. */
function timesOf(rules: readonly CompiledRule[], { from, to }: Limits, semantics: RuleSemantics): Scanned[] {
  const within = rules.flatMap(({ start, end }) => [start, end]).filter((ms) => ms > from && ms < to);
  const bounds = [...new Set([from, ...within, to])].sort((a, b) => a - b);
  const hasDays = rules.some(({ days }) => days !== ANY_DAY);
  const days = new Days(semantics.weekdayTimeZone);
  return bounds.slice(1).flatMap((end, index) => {
    const ms = bounds[index]!;
    const occurring = hasDays ? days.within(ms, end) : 1;
    return weekdays.flatMap((_, weekday) => (occurring & (1 << weekday) ? [{ ...nobody, ms, weekday }] : []));
  });
}

type Failed = ReturnType<CompiledRule['failed']>[number];

/** For each scan the rules that hold in the named conditions, each such set once. */
function* masksOf(
  rules: readonly CompiledRule[],
  scans: readonly Scanned[],
  conditions: readonly Failed[],
): Generator<void, Bits[]> {
  const isDue = slices();
  const masks = new Map<string, Bits>();
  for (const scan of scans) {
    if (isDue()) yield;
    const mask = maskOf(rules.length, (index) => !rules[index]!.failed(scan).some((one) => conditions.includes(one)));
    masks.set(mask.join(), mask);
  }
  return [...masks.values()];
}

function maskOf(size: number, isIn: (index: number) => boolean): Bits {
  const mask = new Int32Array(Math.ceil(size / 32));
  for (let index = 0; index < size; index++) if (isIn(index)) setBit(mask, index);
  return mask;
}

const and = (a: Bits, b: Bits) => a.map((word, index) => word & b[index]!);
const touches = (a: Bits, b: Bits) => a.some((word, index) => (word & b[index]!) !== 0);

/** Indexes of the matching rules that stay, of the best priority that one of them has. */
function tierOf(matching: Bits, resting: readonly CompiledRule[]): number[] {
  const first = resting.findIndex((_, index) => hasBit(matching, index));
  const tier: number[] = [];
  for (let index = first; index >= 0 && resting[index]?.priority === resting[first]!.priority; index++) {
    if (hasBit(matching, index)) tier.push(index);
  }
  return tier;
}

function situationOf(tier: readonly CompiledRule[], touched: readonly { change: number; side: number; read: CompiledRule }[]): Situation {
  const parts = new Map<number, Situation['parts'][number]>();
  for (const { change, side, read } of touched) {
    const part = parts.get(change) ?? { change, from: null, to: null };
    part[side === 0 ? 'from' : 'to'] = read;
    parts.set(change, part);
  }
  return { parts: [...parts.values()], rest: { priority: tier[0]?.priority ?? Infinity, tier: [...tier] } };
}
