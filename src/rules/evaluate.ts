import { compileRule, contextReader, readInstant, type CompiledRule } from './compile.js';
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
 * `evaluate` for many scans of one set: reads the rules once.
 * @throws {RuleSetError} for a condition, instant or weight that cannot be read
 */
export function evaluator(set: RuleSet, semantics?: Partial<RuleSemantics>): (context: Context) => Outcome {
  const resolved: RuleSemantics = { ...defaultSemantics, ...semantics };
  const read = contextReader(resolved);
  const ended = endOf(set);
  const rules = set.code.type === 'static' ? [] : set.rules.map((rule) => compileRule(rule, resolved));
  const miss = [whole(noMatch(set, rules.length > 0, resolved))];

  return (context) => {
    const scan = read(context);
    const kind = ended(scan.ms);
    if (kind) return { kind, destinations: [], trace: [] };

    const matching: CompiledRule[] = [];
    const trace: TraceEntry[] = rules.map((rule) => {
      const failed = rule.failed(scan);
      if (failed.length === 0) matching.push(rule);
      return { rule: rule.rule.id, matched: failed.length === 0, failed };
    });
    return { kind: 'landed', destinations: matching.length > 0 ? draw(matching) : miss.map(copy), trace };
  };
}

type Ended = Exclude<Outcome['kind'], 'landed'>;

/** What ends an evaluation before any rule is looked at, in the order that counts. */
function endOf({ code }: RuleSet): (ms: number) => Ended | null {
  if (code.is_active === false) return () => 'inactive';
  const until = (field: 'expires_at' | 'licensed_until') =>
    code[field] == null ? Infinity : readInstant(null, field, code[field]);
  const expiry = until('expires_at');
  const licence = code.type === 'static' ? Infinity : until('licensed_until');
  return (ms) => (expiry <= ms ? 'expired' : licence <= ms ? 'licence-expired' : null);
}

/** One destination per URL among the members of the best tier, drawn by weight. */
function draw(matching: readonly CompiledRule[]): Destination[] {
  const best = Math.min(...matching.map((rule) => rule.priority));
  const tier = matching.filter((rule) => rule.priority === best);
  // A tier of zeros is an error that the editor reports; a scan still has to land somewhere.
  const equal = tier.every((rule) => rule.weight === 0);
  const weights = tier.map((rule) => (equal ? 1 : rule.weight));
  const total = weights.reduce((sum, weight) => sum + weight, 0);

  const byUrl = new Map<string, { rules: number[]; weight: number }>();
  tier.forEach(({ rule }, index) => {
    const weight = weights[index]!;
    if (weight === 0) return;
    const group = byUrl.get(rule.url) ?? { rules: [], weight: 0 };
    group.rules.push(rule.id);
    group.weight += weight;
    byUrl.set(rule.url, group);
  });
  return [...byUrl].map(([url, group]) => ({
    kind: 'rule',
    url,
    rules: group.rules,
    probability: fraction(group.weight, total),
  }));
}

function noMatch({ code }: RuleSet, hasRules: boolean, { noMatch }: RuleSemantics): Pick<Destination, 'kind' | 'url'> {
  if (hasRules && code.fallback_url != null) return { kind: 'fallback', url: code.fallback_url };
  if (hasRules && noMatch === 'fallback-or-nothing') return { kind: 'nothing', url: null };
  if (code.content_type != null && code.content_type !== 'url') return { kind: 'content', url: null };
  return code.target_url == null ? { kind: 'nothing', url: null } : { kind: 'target', url: code.target_url };
}

const whole = (to: Pick<Destination, 'kind' | 'url'>): Destination => ({
  ...to,
  rules: [],
  probability: { n: 1, d: 1 },
});

const copy = (to: Destination): Destination => ({ ...to, rules: [...to.rules], probability: { ...to.probability } });
