import type { Id } from '../../client/types.js';
import { enRuleReview as words } from '../../locales/en.rule-review.js';
import { differences, ruleFields, wholeRule, type RuleField } from '../../rules/fields.js';
import type { RuleLike, SavePlan } from '../../rules/types.js';
import type { Editor } from './editor.js';
import type { Formats } from './formats.js';
import { plain } from './plain-text.js';
import { nameOf } from './rule-names.js';

/** What a rule says in a field, in words. */
export function valueOf(field: RuleField, rule: RuleLike, formats: Formats): string {
  const { values } = words;
  const whole = wholeRule(rule);
  switch (field) {
    case 'url':
      return plain(whole.url, '–');
    case 'device':
      return whole.device === null ? values.anyDevice : formats.device(whole.device);
    case 'country_code':
      return whole.country_code === null ? values.anyCountry : formats.country(whole.country_code);
    case 'start_at':
      return whole.start_at === null ? values.noStart : instant(whole.start_at, formats);
    case 'end_at':
      return whole.end_at === null ? values.noEnd : instant(whole.end_at, formats);
    case 'days_of_week':
      return whole.days_of_week === null ? values.anyDay : formats.weekdays(whole.days_of_week);
    case 'priority':
      return formats.number(whole.priority);
    case 'weight':
      return whole.weight === null ? values.noWeight : formats.number(whole.weight);
    case 'is_active':
      return whole.is_active ? values.on : values.off;
  }
}

/** One that cannot be read as it is. */
const instant = (at: string, formats: Formats): string => (Number.isNaN(Date.parse(at)) ? plain(at, '–') : formats.instant(at));

/** A rule as a sentence of its own: who, and where to. */
export function sentenceOf(rule: RuleLike, formats: Formats): string {
  return words.plan.rule(conditionsOf(rule, formats), formats.isolate(formats.url(rule.url)));
}

function conditionsOf(rule: RuleLike, formats: Formats): string {
  const whole = wholeRule(rule);
  // What cannot be read is shown with the rule itself.
  const [start_at, end_at] = [whole.start_at, whole.end_at].map((at) => (at === null || Number.isNaN(Date.parse(at)) ? null : at));
  return formats.conditions({ ...whole, start_at: start_at!, end_at: end_at! });
}

/** "rule 2 (a.example)" as the list has it; one that it has not, by what it says. */
export function ruleName(editor: Editor, id: Id, otherwise: RuleLike | undefined): string {
  const index = editor.rules.findIndex((rule) => rule.id === id);
  if (index >= 0) return nameOf(editor, editor.rules[index]!, index);
  return otherwise ? sentenceOf(otherwise, editor.formats) : `#${id}`;
}

/** "Priority 2 → 4, Address a → b". */
function fieldsOf(fields: readonly RuleField[], from: RuleLike, to: RuleLike, formats: Formats): string {
  const short = (field: RuleField, rule: RuleLike) => formats.isolate(field === 'url' ? formats.url(rule.url) : valueOf(field, rule, formats));
  return formats.list(
    fields.map((field) => {
      const [before, after] = [short(field, from), short(field, to)];
      // Two addresses may look the same when they are short.
      const same = before === after;
      return words.plan.field(words.fields[field], same ? formats.isolate(from.url) : before, same ? formats.isolate(to.url) : after);
    }),
  );
}

/** The requests of a plan, as sentences. */
export function stepSentences(editor: Editor, plan: SavePlan, now: readonly RuleLike[]): string[] {
  const { formats } = editor;
  const there = new Map(now.map((rule) => [rule.id, rule]));
  const wanted = new Map(plan.merged.map((rule) => [rule.id, rule]));
  return plan.steps.map(({ step }) => {
    const before = there.get(step.rule);
    if (step.kind === 'delete') {
      there.delete(step.rule);
      return words.plan.delete(before ? sentenceOf(before, formats) : `#${step.rule}`);
    }
    const after: RuleLike = { id: step.rule, ...step.input };
    there.set(step.rule, after);
    if (!before) return words.plan.create(conditionsOf(after, formats), formats.isolate(formats.url(after.url)));
    const end = wanted.get(step.rule);
    const isAside = !end || differences(after, end).length > 0;
    return words.plan[isAside ? 'aside' : 'update'](ruleName(editor, step.rule, before), fieldsOf(differences(before, after), before, after, formats));
  });
}

/** Which fields, by name. */
export const fieldNames = (fields: readonly RuleField[], formats: Formats): string =>
  formats.list(ruleFields.filter((field) => fields.includes(field)).map((field) => words.fields[field]));
