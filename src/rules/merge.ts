import type { Id, Rule } from '../client/types.js';
import { differences, ruleFields, sameField, sameRule, wholeRule, type RuleField } from './fields.js';
import { orderOf, tiersOf } from './order.js';
import type { RuleLike, SaveConflict } from './types.js';

/** What to do about a rule that both have changed. */
export type Resolution = 'mine' | 'theirs';

export interface Merge {
  /** In order of evaluation. Where there are conflicts, what was said to be kept is, else mine. */
  merged: Rule[];
  /** Those that nobody has decided, in order of evaluation. */
  conflicts: SaveConflict[];
}

/**
 * Three versions of a list of rules into one, field by field: what I loaded, what I made of it, and what is there now. A field
 * that one side changed is taken from that side; what both changed alike is no conflict; fields are compared by what they
 * mean. New rules of either side are kept. One that I keep although it was deleted there comes back under a new negative id.
 */
export function mergeRules(
  loaded: readonly RuleLike[],
  mine: readonly RuleLike[],
  now: readonly RuleLike[],
  resolve: Readonly<Record<Id, Resolution>> = {},
): Merge {
  const edited = adopt(loaded, mine, now);
  const versions = [loaded, edited, now].map((rules) => new Map(rules.map((rule) => [rule.id, rule])));
  const ids = new Set([...edited, ...now, ...loaded].map(({ id }) => id));
  let lastId = Math.min(0, ...ids);
  const merged: Rule[] = [];
  const conflicts: SaveConflict[] = [];
  for (const id of ids) {
    const [was, my, their] = versions.map((version) => version.get(id));
    const { rule, conflict } = mergeRule(was, my, their, resolve[id]);
    if (conflict && !resolve[id]) conflicts.push(conflict);
    // A real id that the server does not have any more is nobody's.
    if (rule) merged.push(rule.id > 0 && !their ? { ...rule, id: --lastId } : rule);
  }
  const place = new Map(orderOf([...loaded, ...edited]).map(({ id }, index) => [id, index]));
  conflicts.sort((a, b) => place.get(a.rule)! - place.get(b.rule)!);
  return { merged: orderOf(merged), conflicts };
}

/** My new rules, under the id of an equal one that is new on the server: it may well be mine, from a save whose answer was lost. */
function adopt(loaded: readonly RuleLike[], mine: readonly RuleLike[], now: readonly RuleLike[]): RuleLike[] {
  const known = new Set([...loaded, ...mine].map(({ id }) => id));
  const free = now.filter(({ id }) => !known.has(id));
  return mine.map((rule) => {
    const at = rule.id < 0 ? free.findIndex((other) => sameRule(rule, other)) : -1;
    return at < 0 ? rule : free.splice(at, 1)[0]!;
  });
}

/** What becomes of one rule; `rule` is `null` where it is gone. */
interface Merged {
  rule: Rule | null;
  conflict?: SaveConflict;
}

function mergeRule(was: RuleLike | undefined, my: RuleLike | undefined, their: RuleLike | undefined, choice?: Resolution): Merged {
  if (my && their) return bothHave(was, my, their, choice);
  const one = my ?? their;
  if (!one) return { rule: null };
  // Of a real id that I did not load and the server does not have, all that is known is that it was there.
  const base = was ?? (my && my.id > 0 ? my : undefined);
  if (!base) return { rule: wholeRule(one) };
  if (was && sameRule(was, one)) return { rule: null };
  const keeps = my ? choice !== 'theirs' : choice === 'theirs';
  return {
    rule: keeps ? wholeRule(one) : null,
    conflict: {
      rule: one.id,
      kind: my ? 'deleted-there' : 'deleted-here',
      fields: [],
      loaded: wholeRule(base),
      mine: my ? wholeRule(my) : null,
      theirs: their ? wholeRule(their) : null,
    },
  };
}

/** A rule that I did not load has no common ancestor: each field in which the two differ is a conflict. */
function bothHave(was: RuleLike | undefined, my: RuleLike, their: RuleLike, choice?: Resolution): Merged {
  const fields = ruleFields.filter(
    (field) => !sameField(field, my, their) && (!was || (!sameField(field, was, my) && !sameField(field, was, their))),
  );
  const mine = wholeRule(my);
  const theirs = wholeRule(their);
  const fromMe = ruleFields.filter((field) =>
    fields.includes(field) ? choice !== 'theirs' : was && !sameField(field, was, my) && !sameField(field, my, their),
  );
  const rule = { ...theirs, ...pick(mine, fromMe) };
  if (fields.length === 0) return { rule };
  return { rule, conflict: { rule: my.id, kind: 'changed', fields, loaded: wholeRule(was ?? their), mine, theirs } };
}

const pick = (rule: Rule, fields: readonly RuleField[]): Partial<Rule> =>
  Object.fromEntries(fields.map((field) => [field, rule[field]]));

/**
 * Groups of rules that share a priority once merged, although they did so on neither side: what both match is then drawn
 * between them, which nobody has asked for. Whether their conditions overlap is not looked at.
 */
export function newTies(merged: readonly RuleLike[], mine: readonly RuleLike[], now: readonly RuleLike[]): Id[][] {
  const tied = new Set([mine, now].flatMap((rules) => tiersOf(rules).flatMap((tier) => pairsOf(tier))));
  return tiersOf(merged)
    .filter((tier) => tier.length > 1 && pairsOf(tier).some((pair) => !tied.has(pair)))
    .map((tier) => tier.map(({ id }) => id));
}

const pairsOf = (tier: readonly RuleLike[]): string[] => {
  const ids = tier.map(({ id }) => id).sort((a, b) => a - b);
  return ids.flatMap((a, index) => ids.slice(index + 1).map((b) => `${a} ${b}`));
};

export interface Disagreement {
  rule: Id;
  kind: 'missing' | 'unexpected' | 'different';
  /** Of a rule that is different. */
  fields: RuleField[];
}

/** What differs between two lists of rules: ids that only one of them has, and fields that differ. Empty where they agree. */
export function disagreements(told: readonly RuleLike[], found: readonly RuleLike[]): Disagreement[] {
  const there = new Map(found.map((rule) => [rule.id, rule]));
  const known = new Set(told.map(({ id }) => id));
  const list = told.map((rule): Disagreement => {
    const other = there.get(rule.id);
    return { rule: rule.id, kind: other ? 'different' : 'missing', fields: other ? differences(rule, other) : [] };
  });
  const unexpected = found.filter(({ id }) => !known.has(id)).map(({ id }): Disagreement => ({ rule: id, kind: 'unexpected', fields: [] }));
  return [...list.filter(({ kind, fields }) => kind === 'missing' || fields.length > 0), ...unexpected];
}
