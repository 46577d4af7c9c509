import { codeEnds, endedAt, isStatic, missOf } from './code.js';
import { compileRule, contextReader, matches, type CompiledRule, type Scanned } from './compile.js';
import { Days } from './days.js';
import { weightsByUrl } from './draw.js';
import { fraction } from './fraction.js';
import { defaultSemantics } from './semantics.js';
import type { Context, Destination, Outcome, RuleSemantics, RuleSet, TraceEntry } from './types.js';

/**
 * Where a scan lands: the destinations with their exact probabilities, and per rule why it did not match.
 * @throws {RuleSetError} for a condition, instant or weight that cannot be read
 */
export function evaluate(set: RuleSet, context: Context, semantics?: Partial<RuleSemantics>): Outcome {
  return evaluator(set, semantics)(context);
}

/**
 * `evaluate` for many scans of one set: reads the rules once, and makes a trace only where it is asked for.
 * @throws {RuleSetError} for a condition, instant or weight that cannot be read
 */
export function evaluator(set: RuleSet, semantics?: Partial<RuleSemantics>): (context: Context) => Outcome {
  const resolved: RuleSemantics = { ...defaultSemantics, ...semantics };
  const read = contextReader(resolved);
  const days = new Days(resolved.weekdayTimeZone);
  const isActive = set.code.is_active !== false;
  const ends = codeEnds(set);
  const rules = isStatic(set.code) ? [] : set.rules.map((rule) => compileRule(rule, resolved));
  const ranked = [...rules].sort((a, b) => a.priority - b.priority);
  const miss = missOf(set, rules.length > 0, resolved);

  return (context) => {
    const scan = read(context);
    const kind = isActive ? endedAt(scan.ms, ends) : 'inactive';
    if (kind) return { kind, destinations: [], trace: [] };

    const tier = bestTier(ranked, scan);
    let trace: TraceEntry[] | undefined;
    return {
      kind: 'landed',
      destinations: tier.length > 0 ? draw(tier) : [{ ...miss, rules: [], probability: { n: 1, d: 1 } }],
      get trace() {
        return (trace ??= rules.map((rule) => entry(rule, scan, days)));
      },
    };
  };
}

function bestTier(ranked: readonly CompiledRule[], scan: Scanned): CompiledRule[] {
  const tier: CompiledRule[] = [];
  for (const rule of ranked) {
    if (tier.length > 0 && rule.priority !== tier[0]!.priority) break;
    if (matches(rule, scan)) tier.push(rule);
  }
  return tier;
}

function entry(rule: CompiledRule, scan: Scanned, days: Days): TraceEntry {
  const failed = rule.failed(scan);
  const traced: TraceEntry = { rule: rule.rule.id, matched: failed.length === 0, failed };
  if (failed.includes('window') || failed.includes('weekday')) {
    const next = days.match(scan.ms, rule);
    traced.next = next === null ? null : new Date(next).toISOString();
  }
  return traced;
}

/** One destination per URL among the members of the best tier, drawn by weight. */
function draw(tier: readonly CompiledRule[]): Destination[] {
  const { weights, total, isZero } = weightsByUrl(tier);
  return [...weights].map(([url, weight]) => ({
    kind: 'rule',
    url,
    rules: tier.filter(({ rule, weight: own }) => rule.url === url && (isZero || own > 0)).map(({ rule }) => rule.id),
    probability: fraction(weight, total),
  }));
}
