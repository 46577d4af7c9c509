import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { enRuleSchedule as words } from '../../locales/en.rule-schedule.js';
import type { Schedule } from '../../rules/schedule-groups.js';
import { addStyles } from '../../ui/add-styles.js';
import type { Editor, Panel } from './editor.js';
import { formStyles } from './form.styles.js';
import { panelsStyles } from './panels.styles.js';
import { checkDraft, draftOf, newDraft, putDraft, type CheckedDraft, type ScheduleDraft } from './schedule-draft.js';
import { createScheduleForm } from './schedule-form.js';
import { createScheduleGroups } from './schedule-groups.js';
import { preview, requests } from './schedule-preview.js';
import { scheduleText } from './schedule-text.js';
import { scheduleStyles } from './schedule.styles.js';

export interface SchedulePanel extends Panel {
  /** The form of a group, or of a new one. */
  open: (group?: Schedule) => void;
}

/** Times of day: the groups of dated rules that stand for them, and a form that makes such a group. */
export function createSchedulePanel(editor: Editor): SchedulePanel {
  addStyles(editor.host.renderRoot as ShadowRoot, panelsStyles, formStyles, scheduleStyles);
  const groups = createScheduleGroups(editor);
  const fields = createScheduleForm(editor);
  let draft: ScheduleDraft | null = null;
  let checked: { draft: ScheduleDraft; code: unknown; result: CheckedDraft } | null = null;
  let isTried = false;
  /** What the group of the form was, by addresses and times. */
  let key = '';
  /** Counts forms: what is half typed in one is not for the next. */
  let forms = 0;

  const check = (one: ScheduleDraft): CheckedDraft => {
    if (checked?.draft !== one || checked.code !== editor.code) checked = { draft: one, code: editor.code, result: checkDraft(editor, one) };
    return checked.result;
  };
  const focus = (...selectors: readonly string[]) =>
    void editor.host.updateComplete.then(() => {
      const { renderRoot } = editor.host;
      selectors.map((selector) => renderRoot.querySelector<HTMLElement>(selector)).find((element) => element !== null)?.focus();
    });
  const show = (next: ScheduleDraft | null) => {
    draft = next;
    isTried = false;
    forms++;
    key = next?.group ? groups.keyOfGroup(next.group) : '';
    editor.update();
  };
  const open = (group?: Schedule) => {
    show(group ? draftOf(group) : newDraft(editor));
    focus('.schedule-form .day input');
  };
  const close = () => {
    const group = draft?.group;
    show(null);
    focus(group ? `.schedule [data-first="${group.rules[0]!}"] .edit` : '.schedule-add', '.schedule-add');
  };

  const use = (event: Event) => {
    event.preventDefault();
    const one = draft!;
    const result = check(one);
    if (!result.isRight) {
      isTried = true;
      editor.say(words.unfinished);
      editor.update();
      focus('.schedule-form [aria-invalid=true]', '.schedule-form .wrong input');
      return;
    }
    const text = scheduleText(editor).rules(result.compiled.count);
    const rules = putDraft(editor.rules, one, result, editor.newId);
    groups.remember(one.schedule, result.compiled.rules);
    draft = null;
    editor.change(rules, one.group ? words.did.changed : words.did.added(text));
    editor.say(one.group ? words.said.changed(text) : words.said.added(text));
    const made = groups.ofKey(groups.keyOf(result.compiled.rules));
    editor.update();
    focus(made ? `.schedule [data-first="${made.rules[0]!}"] .edit` : '.schedule-add', '.schedule-add');
  };

  const remove = (group: Schedule) => {
    const text = scheduleText(editor).rules(group.rules.length);
    editor.change(
      editor.rules.filter(({ id }) => !group.rules.includes(id)),
      words.did.deleted(text),
    );
    editor.say(words.said.deleted(text));
    editor.update();
    focus('.schedule .edit', '.schedule-add');
  };

  const row = (group: Schedule, isEditable: boolean) => {
    const text = scheduleText(editor);
    const name = text.name(group);
    const count = text.rules(group.rules.length);
    return html`<li class="schedule-group" data-first=${group.rules[0]!}>
      <p class="name">${text.time(group)}</p>
      <p>${text.leads(group)}</p>
      <p class="quiet">${count}${group.template.is_active === false ? html` · ${words.off}` : nothing}</p>
      <div class="actions">
        ${
          isEditable
            ? html`<button type="button" class="link edit" aria-label=${words.editNamed(name)} @click=${() => open(group)}>${words.edit}</button>
                <button type="button" class="link" aria-label=${words.deleteNamed(name, count)} @click=${() => remove(group)}>${words.delete}</button>`
            : nothing
        }
        <button type="button" class="link" aria-label=${words.showNamed(name)} @click=${() => editor.showRule(group.rules[0]!)}>${words.showFirst}</button>
      </div>
    </li>`;
  };

  const list = () => {
    const all = groups.all;
    return html`<p class="quiet">${words.about}</p>
      ${all.length > 0 ? html`<ul class="schedules" aria-label=${words.list}>${all.map((group) => row(group, !editor.isReadOnly))}</ul>` : html`<p>${words.none}</p>`}
      ${editor.isReadOnly ? nothing : html`<div class="actions"><button type="button" class="main schedule-add" @click=${() => open()}>${words.add}</button></div>`}`;
  };

  const form = (one: ScheduleDraft) => {
    const result = check(one);
    const text = scheduleText(editor);
    const count = text.rules(result.compiled.count);
    const change = (next: ScheduleDraft) => {
      draft = next;
      editor.update();
    };
    const made = preview(editor, one, result, text);
    return html`<form class="schedule-form" novalidate aria-labelledby="schedule-title" @submit=${use}>
      <h4 id="schedule-title">${one.group ? words.editTitle : words.newTitle}</h4>
      ${fields({ draft: one, checked: result, isTried, change })}
      <section class="outcome" aria-label=${words.preview}>
        ${made} ${one.group && result.isRight ? html`<p class="quiet">${requests(editor, putDraft(editor.rules, one, result, () => 0), text)}</p>` : nothing}
      </section>
      <div class="actions">
        <button type="submit" class="main">${result.compiled.rules.length === 0 ? words.cannot : one.group ? words.replace(count) : words.create(count)}</button>
        <button type="button" @click=${close}>${words.cancel}</button>
      </div>
    </form>`;
  };

  return {
    open,
    changed() {
      const ids = new Set(editor.rules.map(({ id }) => id));
      if (!draft?.group || draft.group.rules.every((id) => ids.has(id))) return;
      // Saved, its rules have other ids; undone or deleted, it would be a new one. What was typed stays.
      const group = groups.ofKey(key) ?? null;
      draft = { ...draft, group, beforeTier: group ? draft.beforeTier : (draft.beforeTier ?? 0) };
    },
    render: (): TemplateResult => html`<div class="tool schedule">${draft && !editor.isReadOnly ? keyed(forms, form(draft)) : list()}</div>`,
  };
}
