import { html, nothing, type TemplateResult } from 'lit';
import type { Instant, Rule } from '../../client/types.js';
import { enRuleSchedule as words } from '../../locales/en.rule-schedule.js';
import { sameRule } from '../../rules/fields.js';
import { dayOf, MANY_RULES, MAX_RULES, type ScheduleProblem } from '../../rules/schedule.js';
import { zoneOf } from '../../time/zones.js';
import type { Editor } from './editor.js';
import type { CheckedDraft, ScheduleDraft } from './schedule-draft.js';
import type { ScheduleText } from './schedule-text.js';

const SHOWN = 3;
const NOTES = 6;
const DAY = 86_400;

/** What a draft makes: how many rules, the first of them in local time and UTC, and what the zone's clocks do meanwhile. */
export function preview(editor: Editor, { schedule }: ScheduleDraft, { compiled, errors }: CheckedDraft, text: ScheduleText): TemplateResult {
  const { formats } = editor;
  const { rules, count } = compiled;
  const problem = errors.find(({ code }) => code === 'too-many' || code === 'never');
  if (problem) return html`<p class="problem">${problemText(editor, problem.code, count)}</p>`;
  if (rules.length === 0) return html``;

  const local = new Intl.DateTimeFormat(formats.lang, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: 'numeric', minute: '2-digit', timeZone: schedule.timeZone });
  const left = rules.length - SHOWN;
  const over = rules.filter(({ end_at }) => Date.parse(end_at!) <= Date.now()).length;
  return html`<p class="made">${text.rules(count)}</p>
    <ol class="occurrences">
      ${rules.slice(0, left === 1 ? SHOWN + 1 : SHOWN).map(
        ({ start_at, end_at }) => html`<li>
          <span>${local.formatRange(Date.parse(start_at!), Date.parse(end_at!))}</span>
          <small class="quiet">${utcText(start_at!, end_at!)}</small>
        </li>`,
      )}
    </ol>
    ${left > 1 ? html`<p class="quiet">${words.more(left, formats.number(left), text.date(rules.at(-1)!.end_at!.slice(0, 10)))}</p>` : nothing}
    ${count === 1 ? html`<p class="note">${words.single}</p>` : nothing}
    ${over > 0 ? html`<p class="note warn">${words.over(over, formats.number(over))}</p>` : nothing}
    ${count > MANY_RULES ? html`<p class="note warn">${words.problem.many(formats.number(count))}</p>` : nothing}
    ${notes(schedule, compiled.problems, text).map((note) => html`<p class="note">${note}</p>`)}`;
}

/** A problem of the whole schedule in words. */
export function problemText({ formats }: Editor, code: ScheduleProblem['code'], count: number): string {
  if (code === 'too-many') return words.problem['too-many'](formats.number(count), formats.number(MAX_RULES));
  if (code === 'many') return words.problem.many(formats.number(count));
  return code in words.problem ? (words.problem[code as 'zone']) : '';
}

/** Changes of the clocks within the dates, and what they do to single days. */
function notes({ timeZone, from, to }: ScheduleDraft['schedule'], problems: readonly ScheduleProblem[], text: ScheduleText): string[] {
  const [first, last] = [dayOf(from)! * DAY, (dayOf(to)! + 1) * DAY];
  const changes = zoneOf(timeZone)
    .ranges(first, last)
    .filter(({ start }) => start > first && start < last)
    .map(({ start, offset }) => words.clocks(timeZone.replaceAll('_', ' '), text.date(new Date((start + offset) * 1000).toISOString().slice(0, 10))));
  const days = problems.flatMap(({ code, date }) => (code === 'skipped' || code === 'shorter' || code === 'longer' ? [words[code](text.date(date!))] : []));
  return [...new Set([...changes, ...days])].slice(0, NOTES);
}

function utcText(start: Instant, end: Instant): string {
  const [from, to] = [start, end].map((at) => [at.slice(0, 10), at.slice(11, 16)]) as [[string, string], [string, string]];
  return words.utc(from.join(' '), from[0] === to[0] ? to[1] : to.join(' '));
}

/** What saving that alone would take. */
export function requests({ formats, rules }: Editor, next: readonly Rule[], text: ScheduleText): string {
  const before = new Map(rules.map((rule) => [rule.id, rule]));
  const created = next.filter(({ id }) => !before.has(id)).length;
  const changed = next.filter((rule) => before.has(rule.id) && !sameRule(rule, before.get(rule.id)!)).length;
  const deleted = rules.length - (next.length - created);
  const parts = ([['created', created], ['changed', changed], ['deleted', deleted]] as const).filter(([, count]) => count > 0);
  return parts.length === 0 ? words.savesNothing : words.saves(formats.list(parts.map(([what, count]) => words.rulesSaved[what](text.rules(count)))));
}
