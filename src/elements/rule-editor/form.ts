import { html, noChange, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Id, Open, Rule, Weekday } from '../../client/types.js';
import type { Problem } from '../../rules/types.js';
import { weekdayOrder } from '../../rules/time.js';
import type { Actions } from './actions.js';
import { countryField } from './country-field.js';
import type { Editor } from './editor.js';
import { field } from './field.js';

import { instantField } from './instant-field.js';
import { isolate, plain } from './plain-text.js';
import type { Row } from './rows.js';
import { asText } from './rule-names.js';
import { shareText } from './share.js';
import { utmsLacking, withUtms } from './utm.js';
import { problemText } from './verdicts.js';

export interface FormContext {
  editor: Editor;
  actions: Actions;
  row: Row;
  /** Of this rule, found here. */
  problems: readonly Problem[];
  /** What the API has refused, by field. */
  refused: Readonly<Record<string, readonly string[]>>;
  /** Devices that rules of this code name. */
  devices: readonly string[];
  state: FormState;
  /** The rule above it, which it could be drawn with. */
  above: Rule | null;
  close: () => void;
}

/** What is in a form and not in the rule. */
export interface FormState {
  /** Rules whose device is typed, and not chosen. */
  readonly typesDevice: Set<Id>;
  /** Number fields that hold something which is no number, by their id. */
  readonly unread: Set<string>;
}

const KNOWN = ['ios', 'android', 'windows', 'mac', 'linux'];
const OTHER = '\u0000other';

/** A rule's fields, in its place in the list. Whatever is typed is in the rule with the next event; nothing waits for a button. */
export function form(context: FormContext): TemplateResult {
  const { editor, row, actions, close } = context;
  const { words } = editor;
  const { rule } = row;
  return html`<div class="form" role="group" id="form${rule.id}" aria-label=${words.form.label(actions.name(rule.id))}>
    <div class="fields">${deviceField(context)} ${country(context)}</div>
    <div class="fields">${window(context, 'start_at')} ${window(context, 'end_at')} ${days(context)}</div>
    <div class="fields">${url(context)}</div>
    <div class="fields">${priority(context)} ${weight(context)}</div>
    <div class="form-end"><button type="button" @click=${close}>${words.act.done}</button></div>
  </div>`;
}

/** What is wrong with a field, in words: found here, and said by the API. */
function wrong({ editor, actions, problems, refused }: FormContext, name: keyof Rule): string[] {
  const found = problems.filter((problem) => problem.field === name && problem.severity !== 'info').map((problem) => asText(problemText(editor, problem), actions.name));
  return [...found, ...(refused[name] ?? []).map((text) => plain(text, '?'))];
}

/** What may be meant, and is said beside a field's meaning. */
function noted({ editor, actions, problems }: FormContext, name: keyof Rule): string[] {
  return problems.filter((problem) => problem.field === name && problem.severity === 'info').map((problem) => asText(problemText(editor, problem), actions.name));
}

/** Typing into one field is one step of undo. */
function set({ editor, actions, row }: FormContext, name: keyof Rule, value: unknown, label: string): void {
  const { id } = row.rule;
  actions.edit(id, { [name]: value }, editor.words.did.edited(label.toLocaleLowerCase(editor.formats.lang)), `edit:${id}:${name}`);
}

function deviceField(context: FormContext): TemplateResult {
  const { editor, row, devices, state } = context;
  const { formats, words } = editor;
  const { id, device } = row.rule;
  const all = [...new Set([...KNOWN, ...devices.filter((name) => name !== '')])];
  const isTyped = state.typesDevice.has(id) || (device !== null && !all.includes(device));
  const selected = isTyped ? OTHER : (device ?? '');
  const choose = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    if (value === OTHER) state.typesDevice.add(id);
    else state.typesDevice.delete(id);
    if (value === OTHER) editor.update();
    else set(context, 'device', value === '' ? null : value, words.form.device);
  };
  const type = (event: Event) => set(context, 'device', (event.target as HTMLInputElement).value || null, words.form.device);
  const option = (value: string, text: string) => html`<option value=${value} .selected=${live(value === selected)}>${text}</option>`;
  const select = field({
    id: `device${id}`,
    label: words.form.device,
    hint: noted(context, 'device'),
    problems: isTyped ? [] : wrong(context, 'device'),
    input: (describedBy) => html`<select id="device${id}" class="input" aria-describedby=${describedBy} @change=${choose}>
      ${option('', words.form.anyDevice)} ${all.map((name) => option(name, formats.device(name)))} ${option(OTHER, words.form.otherDevice)}
    </select>`,
  });
  if (!isTyped) return select;
  const problems = [...wrong(context, 'device'), ...(device === null ? [words.problem.noDevice] : [])];
  return html`${select}
  ${field({
    id: `device-name${id}`,
    label: words.form.otherName,
    hint: words.form.otherHint,
    problems,
    input: (describedBy) => html`<input
      id="device-name${id}"
      class="input"
      type="text"
      autocapitalize="none"
      autocomplete="off"
      spellcheck="false"
      .value=${live(device ?? '')}
      aria-invalid=${problems.length > 0 ? 'true' : 'false'}
      aria-describedby=${describedBy}
      @input=${type}
    />`,
  })}`;
}

function country(context: FormContext): TemplateResult {
  const { editor, row } = context;
  const { id, country_code: value } = row.rule;
  return countryField(editor, { id: `country${id}`, value, problems: [...wrong(context, 'country_code'), ...noted(context, 'country_code')], change: (code) => set(context, 'country_code', code, editor.words.form.country) });
}

function window(context: FormContext, name: 'start_at' | 'end_at'): TemplateResult {
  const { editor, row } = context;
  const { rule } = row;
  const label = editor.words.form[name === 'start_at' ? 'from' : 'until'];
  const problems = wrong(context, name);
  const swap = () => context.actions.edit(rule.id, { start_at: rule.end_at, end_at: rule.start_at }, editor.words.form.swap);
  const isTurned = rule.start_at !== null && rule.end_at !== null && Date.parse(rule.start_at) > Date.parse(rule.end_at);
  return html`<div class="field">
    ${instantField(editor, {
      name: `${name}${rule.id}`,
      label,
      value: rule[name],
      change: (value) => set(context, name, value, label),
      problem: problems.length > 0 ? problems.join(' ') : undefined,
    })}
    ${isTurned && name === 'end_at' ? html`<button type="button" class="small" @click=${swap}>${editor.words.form.swap}</button>` : nothing}
  </div>`;
}

function days(context: FormContext): TemplateResult {
  const { editor, row } = context;
  const { words, formats, semantics, timeZone } = editor;
  const { id } = row.rule;
  const chosen = new Set((row.rule.days_of_week ?? []).map((day) => day.toLowerCase()));
  const all = [...weekdayOrder, ...[...chosen].filter((day) => !(weekdayOrder as readonly string[]).includes(day))];
  const put = (days: readonly Open<Weekday>[]) => set(context, 'days_of_week', days.length > 0 ? days : null, words.form.days);
  const toggle = (day: Open<Weekday>) => put(all.filter((one) => chosen.has(one) !== (one === day)));
  const is = (days: readonly string[]) => days.length === chosen.size && days.every((day) => chosen.has(day));
  const presets = [
    [words.form.anyDay, []],
    [words.form.workdays, weekdayOrder.slice(0, 5)],
    [words.form.weekend, weekdayOrder.slice(5)],
  ] as const;
  const problems = wrong(context, 'days_of_week');
  return html`<fieldset class="field wide" aria-describedby="days${id}-hint days${id}-problem">
    <legend>${words.form.days}</legend>
    <div class="days">
      ${all.map(
        (day) => html`<label class="day" title=${formats.weekday(day)}>
          <input type="checkbox" aria-label=${formats.weekday(day)} .checked=${live(chosen.has(day))} @change=${() => toggle(day)} />
          <span aria-hidden="true">${formats.weekday(day, 'short')}</span>
        </label>`,
      )}
      <span class="presets">
        ${presets.map(([text, days]) => html`<button type="button" class="small" aria-pressed=${is(days)} @click=${() => put([...days])}>${text}</button>`)}
      </span>
    </div>
    <span class="field-hint" id="days${id}-hint">${semantics.weekdayTimeZone === timeZone ? nothing : words.form.daysZone(semantics.weekdayTimeZone.replaceAll('_', ' '))}</span>
    <span class="field-problem" id="days${id}-problem">${problems.length > 0 ? problems : nothing}</span>
  </fieldset>`;
}

function url(context: FormContext): TemplateResult {
  const { editor, row } = context;
  const { words, code, formats } = editor;
  const { id, url: value } = row.rule;
  const type = (event: Event) => set(context, 'url', (event.target as HTMLInputElement).value, words.form.url);
  const lacking = utmsLacking(value, code.target_url);
  const take = () => context.actions.edit(id, { url: withUtms(value, code.target_url) }, words.did.utm);
  const problems = wrong(context, 'url');
  const hint = html`${noted({ ...context, problems: context.problems.filter(({ code }) => code !== 'utm-dropped' || lacking.length === 0) }, 'url')}
  ${
    lacking.length > 0
      ? html`<span class="take">${words.form.utmHint(formats.list(lacking.map(isolate)))} <button type="button" class="small" @click=${take}>${words.form.utm}</button></span>`
      : nothing
  }`;
  return field({
    id: `url${id}`,
    label: words.form.url,
    hint,
    problems,
    isWide: true,
    // `url` would take spaces away while one types; what is wrong with it is said here.
    input: (describedBy) => html`<input
      id="url${id}"
      class="input"
      type="url"
      inputmode="url"
      autocomplete="off"
      spellcheck="false"
      dir="ltr"
      .value=${live(value)}
      required
      aria-invalid=${problems.length > 0 ? 'true' : 'false'}
      aria-describedby=${describedBy}
      @input=${type}
    />`,
  });
}

/** Applied once it is left or Enter is pressed: on the way to 12 the rule would be moved to the place of 1. */
function priority(context: FormContext): TemplateResult {
  const { editor, row, actions, above } = context;
  const { words } = editor;
  const { id, priority: value } = row.rule;
  const hint = html`${words.form.priorityHint}
  ${
    row.group
      ? html`<button type="button" class="link" @click=${() => actions.split(id)}>${words.form.split}</button>`
      : above
        ? html`<button type="button" class="link" @click=${() => actions.join(id, above.id)}>${words.form.join(actions.name(above.id))}</button>`
        : nothing
  }`;
  return numberField(context, { id: `priority${id}`, name: 'priority', label: words.form.priority, value, empty: 0, hint, event: 'change' });
}

function weight(context: FormContext): TemplateResult {
  const { editor, row } = context;
  const { form: said } = editor.words;
  const { rule, share } = row;
  const text = share ? shareText(editor, share) : '';
  const hint = share === null ? said.weightAlone : (rule.weight === null ? said.weightDefault : said.weightShare)(text);
  return numberField(context, { id: `weight${rule.id}`, name: 'weight', label: said.weight, value: rule.weight, empty: null, hint, event: 'input' });
}

interface NumberField {
  id: string;
  name: 'priority' | 'weight';
  label: string;
  value: number | null;
  /** What nothing stands for. */
  empty: number | null;
  hint: unknown;
  event: 'input' | 'change';
}

function numberField(context: FormContext, { id, name, label, value, empty, hint, event: on }: NumberField): TemplateResult {
  const { editor, state } = context;
  const read = (event: Event) => {
    const input = event.target as HTMLInputElement;
    // Then the field says that it is empty, and is not.
    if (input.validity.badInput) state.unread.add(id);
    else state.unread.delete(id);
    const typed = input.value === '' ? empty : input.valueAsNumber;
    if (event.type !== on || typed === value) editor.update();
    else set(context, name, typed, label);
  };
  const isUnread = state.unread.has(id);
  const problems = [...wrong(context, name), ...(isUnread ? [editor.words.problem.notNumber] : [])];
  return field({
    id,
    label,
    hint,
    problems,
    input: (describedBy) => html`<input
      id=${id}
      class="input number"
      type="number"
      step="1"
      min=${name === 'weight' ? 0 : nothing}
      .value=${isUnread ? noChange : value === null ? '' : String(value)}
      aria-invalid=${problems.length > 0 ? 'true' : 'false'}
      aria-describedby=${describedBy}
      @input=${read}
      @change=${read}
    />`,
  });
}
