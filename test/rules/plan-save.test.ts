import { describe, expect, it } from 'vitest';
import type { Id } from '../../src/client/types.js';
import { RuleSetError } from '../../src/rules/errors.js';
import { disagreements } from '../../src/rules/merge.js';
import { insertRule, moveRule } from '../../src/rules/order.js';
import { planSave } from '../../src/rules/plan-save.js';
import type { RuleLike, RuleSet, SavePlan, SaveStep } from '../../src/rules/types.js';

const code: RuleSet['code'] = { type: 'dynamic', target_url: 'https://t.example/', fallback_url: 'https://f.example/' };
const options = { horizon: { from: '2026-06-01T00:00:00Z' } };
const rule = (id: Id, priority: number, fields: Partial<RuleLike> = {}): RuleLike => ({ id, url: `https://r${id}.example/`, priority, ...fields });
const setOf = (...rules: RuleLike[]): RuleSet => ({ code, rules });

/** A plan for edits of a set that nobody else has touched. */
const planOf = (now: RuleSet, edited: readonly RuleLike[]): SavePlan => planSave(now, { code, rules: edited }, now, options);

/** `+` for a new rule, `-` for one that goes, else its id and priority. */
const sayStep = (step: SaveStep): string => {
  if (step.kind === 'delete') return `-${step.rule}`;
  return `${step.kind === 'create' ? '+' : ''}${step.rule}:${step.input.priority}`;
};
const said = (plan: SavePlan) => plan.steps.map(({ step }) => sayStep(step)).join(' ');
const transients = (plan: SavePlan) => plan.steps.flatMap(({ transient }) => transient);

/** What a server has after the steps. */
function applied(rules: readonly RuleLike[], steps: readonly SaveStep[]): RuleLike[] {
  const there = new Map(rules.map((one) => [one.id, one]));
  for (const step of steps) {
    if (step.kind === 'delete') there.delete(step.rule);
    else there.set(step.rule, { id: step.rule, ...step.input });
  }
  return [...there.values()];
}

/** That the plan ends in what it says. */
function expectMerged(now: RuleSet, plan: SavePlan): void {
  expect(
    disagreements(
      plan.merged,
      applied(
        now.rules,
        plan.steps.map(({ step }) => step),
      ),
    ),
  ).toEqual([]);
}

describe('a plan', () => {
  it('has no steps for what is there already', () => {
    const now = setOf(rule(1, 1, { country_code: 'nl' }));
    expect(planOf(now, [rule(1, 1, { country_code: 'NL' })]).steps).toEqual([]);
  });

  it('sends a changed rule whole, with a null for a condition that was taken away', () => {
    const now = setOf(rule(1, 1, { device: 'ios', country_code: 'nl', weight: 3, days_of_week: ['monday'] }));
    const [step] = planOf(now, [rule(1, 1, { device: null, country_code: 'nl', weight: 3, days_of_week: [] })]).steps;
    expect(step!.step).toEqual({
      kind: 'update',
      rule: 1,
      input: {
        url: 'https://r1.example/',
        device: null,
        country_code: 'NL',
        start_at: null,
        end_at: null,
        days_of_week: null,
        priority: 1,
        weight: 3,
        is_active: true,
      },
    });
  });

  it('sends of a new rule what it has', () => {
    const { steps } = planOf(setOf(), [rule(-1, 0, { device: 'ios' })]);
    expect(steps).toEqual([
      { step: { kind: 'create', rule: -1, input: { url: 'https://r-1.example/', device: 'ios', priority: 0, is_active: true } }, transient: [] },
    ]);
  });

  it('has no steps as long as there is a conflict', () => {
    const loaded = setOf(rule(1, 1));
    const mine = setOf(rule(1, 1, { weight: 2 }));
    const now = setOf(rule(1, 1, { weight: 3 }));
    expect(planSave(loaded, mine, now, options)).toMatchObject({ conflicts: [{ rule: 1 }], steps: [] });
    expect(said(planSave(loaded, mine, now, { ...options, resolve: { 1: 'mine' } }))).toBe('1:1');
    expect(planSave(loaded, mine, now, { ...options, resolve: { 1: 'theirs' } })).toMatchObject({ conflicts: [], steps: [] });
  });

  it('is made from what is there now, and leaves what others did alone', () => {
    const loaded = setOf(rule(1, 1), rule(2, 2));
    const now = setOf(rule(1, 1, { weight: 7 }), rule(2, 2), rule(3, 3));
    const plan = planSave(loaded, setOf(rule(1, 1, { url: 'https://new.example/' })), now, options);
    expect(plan.steps.map(({ step }) => step)).toMatchObject([
      { kind: 'update', rule: 1, input: { url: 'https://new.example/', weight: 7 } },
      { kind: 'delete', rule: 2 },
    ]);
    expectMerged(now, plan);
  });

  it('is still made where a rule cannot be read, and says that nothing is proven', () => {
    const now = setOf(rule(1, 1, { days_of_week: ['mon'] }), rule(2, 2));
    const plan = planOf(now, [rule(1, 1, { days_of_week: ['monday'] }), rule(2, 2)]);
    expect(said(plan)).toBe('1:1');
    expect(plan.unproven).toBeInstanceOf(RuleSetError);
    expectMerged(now, plan);
  });
});

describe('the order of a plan', () => {
  /** Rules of which each wins some day, since those before it begin later, and all of them match in the end. */
  const everyone = (count: number, from = 0) =>
    Array.from({ length: count }, (_, index) => {
      const start_at = new Date(Date.UTC(2027, 0, count - index)).toISOString();
      return rule(index + 1, index + from, { start_at });
    });
  const later = { start_at: '2028-01-01T00:00:00Z' };

  it('makes room before a rule comes to the top of a list without gaps', () => {
    const now = setOf(...everyone(4));
    const plan = planOf(now, insertRule(now.rules, rule(-1, 99, later), 0));
    expect(said(plan)).toBe('4:4 3:3 2:2 1:1 +-1:0');
    expect(transients(plan)).toEqual([]);
    expectMerged(now, plan);
  });

  it('takes the new rule before the one that it stands for goes', () => {
    const now = setOf(rule(1, 5, { device: 'ios' }), rule(2, 9));
    const plan = planOf(now, [rule(-1, 4, { device: 'ios' }), rule(2, 9)]);
    expect(said(plan)).toBe('+-1:4 -1');
    expect(transients(plan)).toEqual([]);
  });

  it('does what is new first and deletes last where the order does not matter', () => {
    const now = setOf(rule(1, 1, { device: 'ios' }), rule(2, 1, { device: 'mac' }), rule(9, 9));
    const plan = planOf(now, [rule(2, 1, { device: 'mac', url: 'https://x.example/' }), rule(-1, 1, { device: 'linux' }), rule(9, 9)]);
    expect(said(plan)).toBe('+-1:1 2:1 -1');
    expect(transients(plan)).toEqual([]);
  });

  for (const from of [0, 1, 10]) {
    for (const id of [1, 2, 3, 4]) {
      it(`swaps rules ${id} and ${id + 1} of five from ${from} on, and nobody lands as neither before nor after`, () => {
        const now = setOf(...everyone(5, from));
        const plan = planOf(now, moveRule(now.rules, id, id + 1));
        expect(transients(plan)).toEqual([]);
        expectMerged(now, plan);
      });
    }
  }

  it('swaps two priorities by way of a free one', () => {
    const now = setOf(...everyone(2, 1));
    const plan = planOf(
      now,
      now.rules.map((one) => ({ ...one, priority: 3 - one.priority! })),
    );
    expect(plan.steps).toHaveLength(3);
    expect(transients(plan)).toEqual([]);
    expectMerged(now, plan);
  });

  it('makes room for that where there is none', () => {
    // On each day another two of them match.
    const days = [
      ['monday', 'friday', 'saturday'],
      ['monday', 'tuesday', 'wednesday'],
      ['tuesday', 'thursday', 'saturday', 'sunday'],
      ['wednesday', 'thursday', 'friday'],
    ];
    const now = setOf(...days.map((days_of_week, index) => rule(index + 1, index, { days_of_week })));
    const plan = planOf(
      now,
      now.rules.map((one) => ({ ...one, priority: [0, 2, 1, 3][one.id - 1]! })),
    );
    expect(said(plan)).toMatch(/^4:4 .* 4:3$/);
    expect(plan.steps).toHaveLength(5);
    expect(transients(plan)).toEqual([]);
    expectMerged(now, plan);
  });

  it('does not go out of the way of a rule that it never meets', () => {
    const now = setOf(rule(1, 1, { device: 'ios' }), rule(2, 2, { device: 'mac' }));
    expect(said(planOf(now, [rule(1, 2, { device: 'ios' }), rule(2, 1, { device: 'mac' })]))).toMatch(/^(1:2 2:1|2:1 1:2)$/);
  });

  it('exchanges one rule for another of the same priority without a draw between them', () => {
    const now = setOf(rule(1, 5), rule(2, 9));
    const plan = planOf(now, [rule(-1, 5), rule(2, 9)]);
    expect(transients(plan)).toEqual([]);
    expect(plan.steps).toHaveLength(3);
    expectMerged(now, plan);
  });

  it('says what is transient where that cannot be avoided', () => {
    // Without any rule people land on the target, with some on the fallback: the first new rule turns them over.
    const plan = planOf(setOf(), [rule(-1, 1, { device: 'ios' }), rule(-2, 1, { device: 'mac' })]);
    expect(plan.steps.map(({ transient }) => transient.length)).toEqual([1, 0]);
    expect(plan.steps[0]!.transient[0]!.after.destinations).toMatchObject([{ kind: 'fallback' }]);
  });

  it('is found for a list that is turned round', () => {
    const now = setOf(...everyone(40));
    const plan = planOf(now, everyone(40).map((one) => ({ ...one, priority: 39 - one.priority! })));
    expectMerged(now, plan);
    expect(plan.steps).toHaveLength(40);
  });

  it('is found for a hundred new rules on top of a hundred', () => {
    const now = setOf(...everyone(100));
    const added = Array.from({ length: 100 }, (_, index) => rule(-1 - index, index, { device: `kiosk-${index % 7}`, country_code: 'NL' }));
    const plan = planOf(now, [...added, ...now.rules.map((one) => ({ ...one, priority: one.priority! + 100 }))]);
    expectMerged(now, plan);
    expect(plan.steps).toHaveLength(200);
    expect(transients(plan)).toEqual([]);
  });
});
