import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, evaluator } from '../../src/rules/evaluate.js';
import type { Destination, Outcome } from '../../src/rules/types.js';
import { anyCase, type Case } from '../support/rule-arbitraries.js';
import { everybody, instantsOf, reduced, RuleOracle, type Spot } from '../support/rule-oracle.js';

/** A case and a few of its contexts. */
const asked = anyCase.chain((given) => {
  const oracle = new RuleOracle(given.set, given.semantics);
  const [instants, people] = [instantsOf([oracle], { ...given.horizon, to: null }), everybody([oracle])];
  const contexts = fc.array(
    fc.record({ ms: fc.constantFrom(...instants), who: fc.constantFrom(...people), text: fc.boolean() }),
    { minLength: 1, maxLength: 8 },
  );
  return fc.record({
    given: fc.constant(given),
    contexts: contexts.map((some) =>
      some.map(({ ms, who, text }) => ({ ...who, at: text ? new Date(ms).toISOString() : new Date(ms) })),
    ),
  });
});

const places = (destinations: readonly Destination[]) =>
  destinations
    .map(({ kind, url, rules, probability: { n, d } }) => ({ place: url ?? `:${kind}`, kind, rules, share: `${n}/${d}` }))
    .sort((a, b) => (a.place < b.place ? -1 : 1));

describe('evaluate', () => {
  it('lands where the oracle does, with the same shares and the same conditions failed', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(asked, ({ given: { set, semantics }, contexts }) => {
        const oracle = new RuleOracle(set, semantics);
        const again = evaluator(set, semantics);
        for (const context of contexts) {
          const outcome = evaluate(set, context, semantics);
          const spot = oracle.at(context);
          expect(outcome.kind).toBe(spot.ended ?? 'landed');
          expect(places(outcome.destinations)).toEqual(spot.ended ? [] : oracle.shares(spot.matching));
          expect(outcome.trace.map(({ rule, matched, failed }) => ({ rule, matched, failed }))).toEqual(
            spot.ended ? [] : traceOf(oracle, spot, context),
          );
          expect(again(context)).toEqual(outcome);
          checkSum(outcome);
        }
      }),
      { seed: 20_260_329, numRuns: 1500 },
    );
  });

  it('says when window and weekday next hold together', { timeout: 60_000 }, () => {
    let [later, never] = [0, 0];
    fc.assert(
      fc.property(asked, ({ given, contexts }) => {
        for (const context of contexts) {
          for (const { rule, next, expected } of nextOf(given, context)) {
            expect({ rule, next }).toEqual({ rule, next: expected });
            if (expected === null) never++;
            else if (expected !== undefined) later++;
          }
        }
      }),
      { seed: 20_261_025, numRuns: 700 },
    );
    expect(Math.min(later, never)).toBeGreaterThan(100);
  });
});

type Asked = Parameters<typeof evaluate>[1];

function traceOf(oracle: RuleOracle, spot: Spot, context: Asked) {
  return oracle.rules.map((rule, index) => ({
    rule: rule.rule.id,
    matched: spot.matching.includes(index),
    failed: oracle.failed(rule, context),
  }));
}

/** What is said of each rule, and what the oracle finds; `undefined` where window and weekday hold. */
function nextOf({ set, semantics }: Case, context: Asked) {
  const oracle = new RuleOracle(set, semantics);
  return evaluate(set, context, semantics).trace.map(({ rule, next, failed }, index) => {
    const ms = new Date(context.at).getTime();
    const hasTimeFailed = failed.includes('window') || failed.includes('weekday');
    const found = hasTimeFailed ? oracle.next(oracle.rules[index]!, ms) : undefined;
    return { rule, next: next && new Date(next).getTime(), expected: found };
  });
}

function checkSum({ kind, destinations }: Outcome): void {
  const d = destinations.reduce((product, { probability }) => product * BigInt(probability.d), 1n);
  const n = destinations.reduce((sum, { probability }) => sum + (BigInt(probability.n) * d) / BigInt(probability.d), 0n);
  expect(reduced(n, d)).toBe(kind === 'landed' ? '1/1' : '0/1');
}
