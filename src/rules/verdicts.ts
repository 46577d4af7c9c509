import type { CodeEnds } from './code.js';
import type { CompiledRule } from './compile.js';
import { cover } from './cover.js';
import type { Days } from './days.js';
import { maximal } from './maximal.js';
import { contextOf, instantOf } from './region.js';
import { hasBit, type Space } from './space.js';
import { slices } from './steps.js';
import type { Cell, Survey } from './survey.js';
import type { Tier, Tiers } from './tiers.js';
import type { Verdict } from './types.js';

/** What verdicts are drawn from. */
export interface Evidence {
  space: Space;
  tiers: Tiers;
  survey: Survey;
  /** The same without the end of the licence, where only that is in the way and it may be renewed. */
  renewed: Survey | null;
  /** By rule that never wins. */
  blockers: ReadonlyMap<number, readonly number[]>;
}

/** What a rule's own time comes to, whatever the other rules are. */
export function timeVerdicts(rule: CompiledRule, from: number, ends: CodeEnds, days: Days, mayRenew: boolean): Verdict[] {
  const { id } = rule.rule;
  if (!days.exists(rule)) return [{ kind: 'dead', rule: id }];
  const first = days.match(from, rule);
  if (first === null) return [{ kind: 'expired', rule: id }];
  const verdicts: Verdict[] = [];
  const witness = { device: rule.device, country: rule.country, at: instantOf(first) };
  if (rule.start > from) verdicts.push({ kind: 'upcoming', rule: id, witness });
  if (first < Math.min(ends.expiry, ends.licence)) return verdicts;
  const isExpiry = ends.expiry <= ends.licence;
  verdicts.push({
    kind: isExpiry ? 'after-expiry' : 'after-licence',
    rule: id,
    witness,
    ...(!isExpiry && mayRenew && { unlessRenewed: true }),
  });
  return verdicts;
}

/** What a rule's place among the others comes to. */
export function placeVerdicts(rule: number, { space, tiers, survey, renewed, blockers }: Evidence): Verdict[] {
  const { id } = space.rules[rule]!.rule;
  const ids = (rules: readonly number[]) => rules.map((index) => space.rules[index]!.rule.id);
  const [wins, loses] = [survey.winsAt[rule], survey.losesAt[rule]];
  const verdicts: Verdict[] = [];
  if (loses) {
    const witness = contextOf(loses, space);
    if (wins) verdicts.push({ kind: 'partly-shadowed', rule: id, by: ids(cover(winnersOver(rule, survey, tiers))), witness });
    else {
      const by = ids(blockers.get(rule)!);
      verdicts.push({ kind: 'shadowed', rule: id, by, witness, ...(renewed?.winsAt[rule] && { unlessRenewed: true }) });
    }
  }
  if (survey.needed[rule] === 0) {
    const heirs = survey.heirs[rule];
    verdicts.push({
      kind: 'redundant',
      rule: id,
      by: heirs ? ids([...space.rules.keys()].filter((index) => hasBit(heirs, index))) : [],
      ...(wins && { witness: contextOf(wins, space) }),
      ...(renewed?.needed[rule] === 1 && { unlessRenewed: true }),
    });
  }
  return verdicts;
}

/** Where a rule matches and loses: each set of rules of which one wins there. */
function winnersOver(rule: number, survey: Survey, tiers: Tiers): (readonly number[])[] {
  return [...survey.losers].filter(([, losers]) => hasBit(losers, rule)).map(([tier]) => tiers.get(tier).winners);
}

/** So many different draws of one priority are told one by one. */
const FEW = 100;

interface Draw {
  members: readonly number[];
  cell: Cell;
}

/**
 * Draws that take place, and tiers that nobody gave a weight above 0: of each, those that are part of no larger one. Where one priority
 * has more than a hundred different draws (a set whose rules nobody gave a priority can have a hundred thousand), those that share
 * members are one.
 */
export function* drawVerdicts({ space, tiers, survey }: Evidence): Generator<void, Verdict[]> {
  const isUnweighted = (members: readonly number[]) => members.every((index) => space.rules[index]!.rule.weight == null);
  function* drawn(isOne: (tier: Tier) => boolean): Generator<Draw> {
    for (const [index, cell] of survey.drawnAt) {
      const tier = tiers.get(index);
      if (isOne(tier)) yield { members: tier.members, cell };
    }
  }
  const isDraw = ({ members }: Tier) => members.length > 1;
  const verdicts: Verdict[] = [];
  const told = (kind: 'tie' | 'zero-weights', { members, cell }: Draw, isChained: boolean) => {
    verdicts.push({
      kind,
      rules: members.map((index) => space.rules[index]!.rule.id),
      ...(kind === 'tie' && { unweighted: isUnweighted(members) }),
      ...(isChained && { chained: true }),
      witness: contextOf(cell, space),
    });
  };
  for (const [kind, isOne] of [['tie', isDraw], ['zero-weights', ({ isZero }: Tier) => isZero]] as const) {
    const counts = new Map<number, number>();
    for (const { members } of drawn(isOne)) {
      const end = tiers.endOf(members[0]!);
      counts.set(end, (counts.get(end) ?? 0) + 1);
    }
    yield;
    const isMany = (tier: Tier) => counts.get(tiers.endOf(tier.members[0]!))! > FEW;
    for (const draw of yield* maximal(drawn((tier) => isOne(tier) && !isMany(tier)))) told(kind, draw, false);
    // A draw without weights must not go under among others.
    for (const isBare of [true, false]) {
      const many = drawn((tier) => isOne(tier) && isMany(tier) && isUnweighted(tier.members) === isBare);
      for (const draw of yield* chained(many, space.rules.length)) told(kind, draw, true);
    }
  }
  return verdicts;
}

/** Draws that share members, directly or by way of others, as one each, with the cell of the first. */
function* chained(draws: Iterable<Draw>, count: number): Generator<void, Draw[]> {
  const isDue = slices();
  const parents = Int32Array.from({ length: count }, (_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parents[root] !== root) root = parents[root] = parents[parents[root]!]!;
    return root;
  };
  const cells = new Map<number, Cell>();
  for (const { members, cell } of draws) {
    const first = members[0]!;
    for (const member of members) parents[rootOf(member)] = rootOf(first);
    if (!cells.has(first)) cells.set(first, cell);
    if (isDue()) yield;
  }
  const groups = new Map<number, Draw>();
  const firsts = new Map<number, Cell>();
  for (const [first, cell] of cells) if (!firsts.has(rootOf(first))) firsts.set(rootOf(first), cell);
  for (let index = 0; index < count; index++) {
    const cell = firsts.get(rootOf(index));
    if (!cell) continue;
    const group = groups.get(rootOf(index));
    if (group) (group.members as number[]).push(index);
    else groups.set(rootOf(index), { members: [index], cell });
  }
  return [...groups.values()];
}
