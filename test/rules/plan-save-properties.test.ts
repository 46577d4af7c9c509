import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { disagreements } from '../../src/rules/merge.js';
import { planSave } from '../../src/rules/plan-save.js';
import type { RuleLike, RuleSet, SaveStep } from '../../src/rules/types.js';
import { anyEdit } from '../support/rule-arbitraries.js';
import { everybody, instantsOf, isInRegion, RuleOracle, type Spot } from '../support/rule-oracle.js';

const TIMEOUT = 120_000;
/** More changes than this have too many orders to try. */
const MOST = 6;

/** Edits of what is there: ids that the server has, and negative ones. */
const anySave = anyEdit
  .map(({ set, after, ...rest }) => {
    const rules = set.rules.map((rule) => ({ ...rule, id: Math.abs(rule.id) }));
    const ids = new Set(rules.map(({ id }) => id));
    const edited = after.rules.map((rule) => ({ ...rule, id: ids.has(Math.abs(rule.id)) ? Math.abs(rule.id) : -Math.abs(rule.id) }));
    return { ...rest, now: { code: { ...set.code, is_active: true }, rules }, edited };
  })
  .filter(({ now }) => now.code.type !== 'static');

function afterStep(rules: ReadonlyMap<number, RuleLike>, step: SaveStep): Map<number, RuleLike> {
  const next = new Map(rules);
  if (step.kind === 'delete') next.delete(step.rule);
  else next.set(step.rule, { id: step.rule, ...step.input });
  return next;
}

/** Where each context lands in each version, and the contexts. */
function landingsOf(versions: readonly RuleSet[], { horizon, semantics }: Parameters<typeof planSave>[3] & { semantics: RuleOracle['semantics'] }) {
  const oracles = versions.map((version) => new RuleOracle(version, semantics));
  const people = everybody(oracles);
  const instants = instantsOf(oracles, horizon);
  const spots = (oracle: RuleOracle): Spot[] => instants.flatMap((ms) => ((moment) => people.map((who) => oracle.spot(who, moment)))(oracle.moment(ms)));
  return { spots: spots(oracles[0]!), landings: oracles.map((oracle) => spots(oracle).map((spot) => oracle.landing(spot))) };
}

describe('a plan, whatever the edit', () => {
  let [many, transient] = [0, 0];

  it('ends in what it says, names every transient and no other, and has none where an order without one exists', { timeout: TIMEOUT }, () => {
    fc.assert(
      fc.property(anySave, ({ now, edited, ...options }) => {
        const plan = planSave(now, { code: now.code, rules: edited }, now, options);
        expect(plan.conflicts).toEqual([]);
        expect(disagreements(plan.merged, edited)).toEqual([]);

        let rules: ReadonlyMap<number, RuleLike> = new Map(now.rules.map((rule) => [rule.id, rule]));
        const versions: RuleSet[] = [now];
        for (const { step } of plan.steps) {
          expect(step.kind === 'create').toBe(!rules.has(step.rule));
          rules = afterStep(rules, step);
          versions.push({ code: now.code, rules: [...rules.values()] });
        }
        expect(disagreements(plan.merged, versions.at(-1)!.rules)).toEqual([]);

        const { spots, landings } = landingsOf(versions, options);
        const [before, after] = [landings[0]!, landings.at(-1)!];
        let isClean = true as boolean;
        plan.steps.forEach(({ transient: changes }, index) => {
          const there = landings[index + 1]!;
          const wrong = spots.filter((spot, at) => {
            const isTransient = there[at] !== before[at] && there[at] !== after[at];
            isClean &&= !isTransient;
            return isTransient !== changes.some(({ regions }) => regions.some((region) => isInRegion(region, spot)));
          });
          expect(wrong.slice(0, 1)).toEqual([]);
        });
        if (!isClean) transient++;
        if (plan.steps.length > 2) many++;

        // Every set of changes that could be done first: is there a way from none to all through good ones?
        const changes = changesOf(now.rules, plan.merged);
        if (changes.length > MOST || changes.length < 2) return;
        const subsets = Array.from({ length: 2 ** changes.length }, (_, subset) => subset);
        const stateOf = (subset: number): RuleSet => ({
          code: now.code,
          rules: now.rules
            .filter(({ id }) => !changes.some((change, index) => (subset >> index) & 1 && change.id === id))
            .concat(changes.flatMap(({ to }, index) => ((subset >> index) & 1 && to ? [to] : []))),
        });
        const all = landingsOf(subsets.map(stateOf), options).landings;
        const [none, every] = [all[0]!, all.at(-1)!];
        const isGood = all.map((there) => there.every((landing, at) => landing === none[at] || landing === every[at]));
        const isReached = subsets.map((subset) => subset === 0);
        for (const subset of subsets) {
          if (!isReached[subset] || !isGood[subset]) continue;
          changes.forEach((_, index) => (isReached[subset | (1 << index)] = true));
        }
        if (isReached.at(-1)) {
          expect(isClean).toBe(true);
          expect(plan.steps).toHaveLength(changes.length);
        } else expect(plan.steps.length).toBeGreaterThanOrEqual(changes.length);
      }),
      { seed: 20_261_125, numRuns: 400 },
    );
  });

  afterAll(() => {
    if (Math.min(many, transient) < 10) throw new Error(`Too few of a kind: ${many} of three steps and more, ${transient} transient`);
  });
});

function changesOf(now: readonly RuleLike[], merged: readonly RuleLike[]): { id: number; to: RuleLike | null }[] {
  const there = new Map(now.map((rule) => [rule.id, rule]));
  return [
    ...merged.filter((rule) => !there.has(rule.id) || disagreements([rule], [there.get(rule.id)!]).length > 0).map((to) => ({ id: to.id, to })),
    ...now.filter(({ id }) => !merged.some((rule) => rule.id === id)).map(({ id }) => ({ id, to: null })),
  ];
}
