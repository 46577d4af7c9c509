import type { Horizon, RuleSemantics, RuleSet, VerdictKind } from '../../src/rules/types.js';
import { instantsAbout, msOf, RuleOracle, spotsOf, type OracleRule, type Spot } from './rule-oracle.js';

/** A verdict without what may be said in more than one way. */
export interface OracleVerdict {
  kind: VerdictKind;
  rule?: number;
  /** Ascending. */
  rules?: number[];
  unweighted?: boolean;
  unlessRenewed?: boolean;
}

/** All that holds of a set. */
export function verdictsOf(set: RuleSet, horizon: Horizon, semantics: RuleSemantics): OracleVerdict[] {
  const awake = { ...set, code: { ...set.code, is_active: true } };
  const found = within(new RuleOracle(awake, semantics), horizon);
  if (set.code.auto_renew !== true || set.code.licensed_until == null) return found;
  const endless = new RuleOracle({ ...awake, code: { ...awake.code, licensed_until: null } }, semantics);
  const renewed = new Set(within(endless, horizon, (tiers) => tiers).map(keyOf));
  return found.map((verdict) => (renewed.has(keyOf(verdict)) ? verdict : { ...verdict, unlessRenewed: true }));
}

export const keyOf = ({ kind, rule, rules }: OracleVerdict) => `${kind} ${rule ?? ''} ${rules?.join() ?? ''}`;

/** `chosen`: of the tiers that win somewhere those that are told of. A draw takes place as well where larger ones do later. */
function within(oracle: RuleOracle, horizon: Horizon, chosen = largest): OracleVerdict[] {
  if (oracle.set.code.type === 'static') return [];
  const valid = groupsOf(spotsOf(oracle, horizon).filter(({ ended }) => !ended));
  return [
    ...oracle.rules.flatMap((rule, index) =>
      rule.rule.is_active === false
        ? []
        : [...timeVerdicts(oracle, rule, msOf(horizon.from)), ...placeVerdicts(oracle, index, valid)].map((kind) => ({
            kind,
            rule: rule.rule.id,
          })),
    ),
    ...tierVerdicts(oracle, valid, chosen),
    ...(oracle.rules.length > 0 && !oracle.set.code.fallback_url && valid.some((matching) => matching.length === 0)
      ? [{ kind: 'gap' as const }]
      : []),
  ];
}

/** Which sets of rules match together somewhere. */
export function groupsOf(spots: readonly Spot[]): number[][] {
  return [...new Map(spots.map(({ matching }) => [matching.join(), matching])).values()];
}

function timeVerdicts(oracle: RuleOracle, rule: OracleRule, from: number): VerdictKind[] {
  const { expires_at, licensed_until } = oracle.set.code;
  const [expiry, licence] = [expires_at, licensed_until].map((at) => (at == null ? Infinity : msOf(at))) as [number, number];
  const instants = instantsAbout([from, ...oracle.bounds()], oracle.semantics).filter((ms) => oracle.holds(rule, ms));
  if (instants.length === 0) return ['dead'];
  const left = instants.filter((ms) => ms >= from);
  if (left.length === 0) return ['expired'];
  const opens = rule.start === null ? -Infinity : rule.start + (oracle.semantics.boundary.startsWith('(') ? 1 : 0);
  return [
    ...(opens > from ? ['upcoming' as const] : []),
    ...(expiry <= licence
      ? left.every((ms) => ms >= expiry)
        ? ['after-expiry' as const]
        : []
      : left.every((ms) => ms >= licence)
        ? ['after-licence' as const]
        : []),
  ];
}

function placeVerdicts(oracle: RuleOracle, rule: number, valid: readonly number[][]): VerdictKind[] {
  const matches = valid.filter((matching) => matching.includes(rule));
  const wins = matches.filter((matching) => oracle.wins(rule, matching)).length;
  const isRedundant = valid.every((matching) => {
    const spot = { ended: null, matching };
    return oracle.landing(spot) === oracle.landing(spot, rule);
  });
  return [
    ...(matches.length > 0 && wins === 0 ? ['shadowed' as const] : []),
    ...(wins > 0 && wins < matches.length ? ['partly-shadowed' as const] : []),
    ...(isRedundant ? ['redundant' as const] : []),
  ];
}

function tierVerdicts(oracle: RuleOracle, valid: readonly number[][], chosen: typeof largest): OracleVerdict[] {
  const tiers = valid.map((matching) => oracle.tier(matching));
  const verdict = (kind: VerdictKind, tier: number[]) => {
    const members = tier.map((index) => oracle.rules[index]!.rule);
    return {
      kind,
      rules: members.map(({ id }) => id).sort((a, b) => a - b),
      ...(kind === 'tie' && { unweighted: members.every(({ weight }) => weight == null) }),
    };
  };
  return [
    ...chosen(tiers.filter((tier) => tier.length >= 2)).map((tier) => verdict('tie', tier)),
    ...chosen(tiers.filter((tier) => tier.length > 0 && tier.every((index) => oracle.rules[index]!.weight === 0))).map((tier) =>
      verdict('zero-weights', tier),
    ),
  ];
}

/** Those that are within no other. Rules of two priorities are never in one. */
function largest(sets: readonly number[][]): readonly number[][] {
  const distinct = [...new Map(sets.map((set) => [set.join(), set])).values()];
  return distinct.filter((one) => !distinct.some((other) => other !== one && one.every((index) => other.includes(index))));
}

/** Whether a rule that matches here is kept from winning by another one alone. */
export function keepsOut(oracle: RuleOracle, by: number, rule: number, matching: readonly number[]): boolean {
  const [winner, loser] = [oracle.rules[by]!, oracle.rules[rule]!];
  if (by === rule || !matching.includes(by)) return false;
  return winner.priority < loser.priority || (winner.priority === loser.priority && winner.weight > 0 && loser.weight === 0);
}
