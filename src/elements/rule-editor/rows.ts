import type { Id, Rule } from '../../client/types.js';
import { sameRule } from '../../rules/fields.js';
import { fraction } from '../../rules/fraction.js';
import type { Fraction, RuleSemantics } from '../../rules/types.js';
import { circleNumbers, meet } from './meet.js';

/**
 * How often a rule is drawn. `exact`: whenever it matches, since all that it is drawn with ask for the same; `together`: where all
 * of them match; `weight`: which of them match at once differs, so that there is no single share.
 */
export interface Share {
  kind: 'exact' | 'together' | 'weight';
  fraction: Fraction;
  weight: number;
}

/** Rules of one priority. `apart`: no scan matches two of them; `draw`: all can match at once; `mixed`: some can. */
export interface Group {
  kind: 'draw' | 'mixed' | 'apart';
  members: readonly Rule[];
}

/** A rule in its place, and what its neighbours make of it. */
export interface Row {
  rule: Rule;
  /** From 0, in order of evaluation. */
  index: number;
  /** Index of its tier. */
  tier: number;
  /** `null` where it has its priority to itself. */
  group: Group | null;
  isFirst: boolean;
  isLast: boolean;
  share: Share | null;
  mark: 'new' | 'changed' | null;
}

/** One row a rule, in order of evaluation, which is the order that `rules` are in. */
export function rowsOf(rules: readonly Rule[], loaded: readonly Rule[], semantics: RuleSemantics): Row[] {
  const before = new Map(loaded.map((rule) => [rule.id, rule]));
  const rows: Row[] = [];
  let tier = 0;
  for (let start = 0; start < rules.length; tier++) {
    let end = start + 1;
    while (end < rules.length && rules[end]!.priority === rules[start]!.priority) end++;
    const members = rules.slice(start, end);
    const { kind, shares } = members.length > 1 ? drawOf(members, semantics) : alone;
    const group = kind === null ? null : { kind, members };
    members.forEach((rule, place) => {
      const was = before.get(rule.id);
      rows.push({
        rule,
        index: start + place,
        tier,
        group,
        isFirst: place === 0,
        isLast: place === members.length - 1,
        share: shares.get(rule.id) ?? null,
        mark: !was ? 'new' : sameRule(rule, was) ? null : 'changed',
      });
    });
    start = end;
  }
  return rows;
}

const alone = { kind: null, shares: new Map<Id, Share>() };

/** Who is drawn with whom among rules of one priority, and how often. */
function drawOf(members: readonly Rule[], semantics: RuleSemantics): { kind: Group['kind']; shares: Map<Id, Share> } {
  const shares = new Map<Id, Share>();
  const active = members.filter((rule) => rule.is_active);
  const weights = new Map(active.map((rule) => [rule.id, rule.weight ?? semantics.nullWeight]));
  const isReadable = [...weights.values()].every((weight) => Number.isSafeInteger(weight) && weight >= 0);
  const circles = circlesOf(active, semantics).filter((circle) => circle.length > 1);
  for (const circle of circles) {
    if (!isReadable) break;
    const sum = circle.reduce((total, { id }) => total + weights.get(id)!, 0);
    const kind = circle.every((rule) => asksSame(rule, circle[0]!)) ? 'exact' : meet(circle, semantics) ? 'together' : 'weight';
    for (const { id } of circle) {
      const weight = weights.get(id)!;
      // A draw in which nobody has a weight is an equal one (and reported).
      shares.set(id, { kind, weight, fraction: sum === 0 ? fraction(1, circle.length) : fraction(weight, sum) });
    }
  }
  if (circles.length === 0) return { kind: 'apart', shares };
  const isWhole = circles.length === 1 && circles[0]!.length === active.length && [...shares.values()].every(({ kind }) => kind !== 'weight');
  return { kind: isWhole ? 'draw' : 'mixed', shares };
}

const asksSame = (a: Rule, b: Rule) => sameRule({ ...a, url: '', weight: null }, { ...b, url: '', weight: null });

/** Rules that can match the same scan, and those that can with one of these, together. */
function circlesOf(rules: readonly Rule[], semantics: RuleSemantics): Rule[][] {
  if (rules.length > 1 && meet(rules, semantics)) return [[...rules]];
  const numbers = circleNumbers(rules, semantics);
  const circles = new Map<number, Rule[]>();
  rules.forEach((rule, index) => {
    const circle = circles.get(numbers[index]!);
    if (circle) circle.push(rule);
    else circles.set(numbers[index]!, [rule]);
  });
  return [...circles.values()];
}
