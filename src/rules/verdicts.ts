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

/** Draws that take place, and tiers that nobody gave a weight above 0: of each, those that are part of no larger one. */
export function* drawVerdicts({ space, tiers, survey }: Evidence): Generator<void, Verdict[]> {
  function* drawn(isOne: (tier: Tier) => boolean): Generator<{ members: readonly number[]; cell: Cell }> {
    for (const [index, cell] of survey.drawnAt) {
      const tier = tiers.get(index);
      if (isOne(tier)) yield { members: tier.members, cell };
    }
  }
  const draws = yield* maximal(drawn(({ members }) => members.length > 1));
  const zeros = yield* maximal(drawn(({ isZero }) => isZero));
  const verdicts: Verdict[] = [];
  const isDue = slices();
  for (const [kind, found] of [['tie', draws], ['zero-weights', zeros]] as const) {
    for (const { members, cell } of found) {
      const rules = members.map((index) => space.rules[index]!.rule);
      const isTie = kind === 'tie' && { unweighted: rules.every(({ weight }) => weight == null) };
      verdicts.push({ kind, rules: rules.map(({ id }) => id), ...isTie, witness: contextOf(cell, space) });
      if (isDue()) yield;
    }
  }
  return verdicts;
}
