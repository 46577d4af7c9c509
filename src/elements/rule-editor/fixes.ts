import type { Id, Rule } from '../../client/types.js';
import { diffInSteps } from '../../rules/diff.js';
import { RuleSetError } from '../../rules/errors.js';
import { insertRule, moveRule, tiersOf } from '../../rules/order.js';
import type { Change, Verdict, VerdictKind } from '../../rules/types.js';
import { inSlices } from '../../ui/in-slices.js';
import type { Editor } from './editor.js';
import { contradiction } from './meet.js';

/** A way out: what it is called, and all rules as they would be. */
export interface Fix {
  text: string;
  rules: readonly Rule[];
}

/** So many rules of a union or a draw are offered one by one. */
const OFFERED = 3;
/** So many changes are told; more are counted. */
const TOLD = 3;

const fixable: ReadonlySet<VerdictKind> = new Set<VerdictKind>(['dead', 'expired', 'after-licence', 'after-expiry', 'shadowed', 'partly-shadowed', 'redundant', 'tie', 'zero-weights', 'gap']);

/** Whether there is any, without making them. */
export const isFixable = (verdict: Verdict): boolean => fixable.has(verdict.kind);

/** The ways out of a verdict, none of which is applied. `name` is a rule's name as text. */
export function fixesOf(editor: Editor, verdict: Verdict, name: (id: Id) => string): Fix[] {
  const { rules, words } = editor;
  const { fix } = words;
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const rule = verdict.rule === undefined ? undefined : byId.get(verdict.rule);
  const members = (verdict.rules ?? []).filter((id) => byId.has(id));
  const replace = (id: Id, fields: Partial<Rule>) => rules.map((one) => (one.id === id ? { ...one, ...fields } : one));
  const away = (id: Id): Fix[] => [
    { text: fix.delete(name(id)), rules: rules.filter((one) => one.id !== id) },
    { text: fix.off(name(id)), rules: replace(id, { is_active: false }) },
  ];
  const weights: Fix = { text: fix.equalWeights, rules: rules.map((one) => (members.includes(one.id) ? { ...one, weight: 1 } : one)) };

  switch (verdict.kind) {
    case 'dead': {
      if (!rule) return [];
      const why = contradiction(rule, editor.semantics);
      const swap: Fix = { text: fix.swap, rules: replace(rule.id, { start_at: rule.end_at, end_at: rule.start_at }) };
      const anyDay: Fix = { text: fix.anyDay, rules: replace(rule.id, { days_of_week: null }) };
      return [...(why === 'order' && rule.start_at !== rule.end_at ? [swap] : []), ...(why === 'weekdays' ? [anyDay] : []), ...away(rule.id)];
    }
    case 'shadowed':
      return rule ? [...above(editor, rule.id, verdict.by ?? [], name), ...away(rule.id)] : [];
    case 'partly-shadowed':
      return rule ? above(editor, rule.id, verdict.by ?? [], name) : [];
    case 'expired':
    case 'redundant':
    case 'after-licence':
    case 'after-expiry':
      return rule ? away(rule.id) : [];
    case 'tie':
      return [weights, ...members.slice(0, OFFERED).map((id) => ({ text: fix.first(name(id)), rules: moveRule(rules, id, tierAt(rules, id)) }))];
    case 'zero-weights':
      return [weights];
    case 'gap':
      return catchAll(editor);
    case 'upcoming':
      return [];
  }
}

/** In front of each rule that wins before it, the nearest first: that changes least. */
function above({ rules, words }: Editor, id: Id, by: readonly Id[], name: (id: Id) => string): Fix[] {
  const seen = new Set<number>();
  const nearest = [...rules].reverse().filter((rule) => by.includes(rule.id) && !seen.has(rule.priority) && seen.add(rule.priority));
  return nearest.slice(0, OFFERED).map((rule) => ({ text: words.fix.above(name(rule.id)), rules: moveRule(rules, id, tierAt(rules, rule.id)) }));
}

const tierAt = (rules: readonly Rule[], id: Id) => tiersOf(rules).findIndex((tier) => tier.some((rule) => rule.id === id));

/** What the fallback address of the code would do: the rules API cannot set that one. */
function catchAll({ code, rules, words, formats, newId }: Editor): Fix[] {
  if (code.target_url === null) return [];
  const rule: Rule = { id: newId(), url: code.target_url, device: null, country_code: null, start_at: null, end_at: null, days_of_week: null, priority: 0, weight: null, is_active: true };
  return [{ text: words.fix.catchAll(formats.isolate(formats.url(code.target_url))), rules: insertRule(rules, rule, tiersOf(rules).length) }];
}

/**
 * What a fix changes for whom, a line each, computed from now on and for ever.
 * @throws the signal's reason once it is aborted
 */
export async function effectOf(editor: Editor, fix: Fix, signal: AbortSignal): Promise<string[]> {
  const { code, set, semantics, words } = editor;
  try {
    const changes = await inSlices(diffInSteps(set, { code, rules: fix.rules }, { horizon: { from: new Date() }, semantics }), signal);
    return effectWords(editor, changes);
  } catch (error) {
    if (error instanceof RuleSetError) return [words.fix.unknown];
    throw error;
  }
}

/** Changes in words. */
export function effectWords({ words, formats }: Editor, changes: readonly Change[]): string[] {
  const { fix } = words;
  if (changes.length === 0) return [fix.nothing];
  const told = changes.slice(0, TOLD).map(({ before, after, regions }) => {
    const names = regions.slice(0, TOLD).map((region) => formats.region(region));
    if (regions.length > TOLD) names.push(fix.more(formats.number(regions.length - TOLD)));
    return (changes.length === 1 ? fix.only : fix.one)(names.join('; '), formats.change(before, after));
  });
  return [...(changes.length === 1 ? [] : [fix.several]), ...told, ...(changes.length > TOLD ? [fix.more(formats.number(changes.length - TOLD))] : [])];
}
