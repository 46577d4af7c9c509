import { html, noChange, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { live } from 'lit/directives/live.js';
import type { Weekday } from '../../client/types.js';
import { enRuleSchedule as words } from '../../locales/en.rule-schedule.js';
import { tiersOf } from '../../rules/order.js';
import type { ScheduleWindow, WeeklySchedule } from '../../rules/schedule.js';
import { weekdayOrder } from '../../rules/time.js';
import { isTimeZone } from '../../time/zones.js';
import { countryCodes } from './country-codes.js';
import type { Editor } from './editor.js';
import { nameOf } from './rule-names.js';
import type { CheckedDraft, ScheduleDraft } from './schedule-draft.js';
import { problemText as scheduleProblem } from './schedule-preview.js';
import { problemText } from './verdicts.js';

const KNOWN = ['ios', 'android', 'windows', 'mac', 'linux'];
/** Stands for no device, no country, and the place that a group has. */
const NONE = '';

export interface ScheduleForm {
  draft: ScheduleDraft;
  checked: CheckedDraft;
  /** Whether somebody has tried to use it: before, what is empty is not wrong yet. */
  isTried: boolean;
  change: (draft: ScheduleDraft) => void;
}

/** The fields of a schedule. */
export function createScheduleForm(editor: Editor) {
  /** Hundreds of names are made once somebody looks at them. */
  const prepared = { zones: false, countries: false, places: false };
  const prepare = (what: keyof typeof prepared) => () => {
    if (prepared[what]) return;
    prepared[what] = true;
    editor.update();
  };
  const option = (value: string, text: string, selected: string) => html`<option value=${value} .selected=${live(value === selected)}>${text}</option>`;
  const valueOf = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value;

  const windowField = (form: ScheduleForm, window: ScheduleWindow, index: number) => {
    const { draft, checked, change } = form;
    const { windows } = draft.schedule;
    const title = windows.length === 1 ? words.times : words.timesNumbered(editor.formats.number(index + 1));
    const put = (fields: Partial<ScheduleWindow> | null) =>
      change(withSchedule(draft, { windows: fields ? windows.with(index, { ...window, ...fields }) : windows.toSpliced(index, 1) }));
    const remove = () => {
      put(null);
      void editor.host.updateComplete.then(() => editor.host.renderRoot.querySelector<HTMLElement>('.schedule-form .more')?.focus());
    };
    const putDays = (days: readonly Weekday[]) => put({ weekdays: days });
    const toggle = (day: Weekday) => putDays(weekdayOrder.filter((one) => window.weekdays.includes(one) !== (one === day)));
    const presets = [
      [words.everyDay, weekdayOrder],
      [words.workdays, weekdayOrder.slice(0, 5)],
      [words.weekend, weekdayOrder.slice(5)],
    ] as const;
    const is = (days: readonly Weekday[]) => days.length === window.weekdays.length && days.every((day) => window.weekdays.includes(day));
    const errors = checked.errors.filter((error) => error.window === index);
    const wrong = errors.map(({ code }) => scheduleProblem(editor, code, 0));
    const isTimeWrong = errors.some(({ code }) => code === 'time');
    // The field knows no 24:00; 00:00 says the same, since it is on the next day.
    const time = (name: 'from' | 'to', label: string) => html`<label class="pick">
      <span>${label}</span>
      <input type="time" .value=${kept(window[name] === '24:00' ? '00:00' : window[name])} aria-invalid=${isTimeWrong && window[name] === '' ? 'true' : 'false'} aria-describedby="schedule-times-${index}" @change=${(event: Event) => put({ [name]: valueOf(event) })} />
    </label>`;
    return html`<fieldset class="times ${wrong.length > 0 ? 'wrong' : ''}" aria-describedby="schedule-times-${index}">
      <legend>${title}</legend>
      <div class="days">
        ${weekdayOrder.map(
          (day) => html`<label class="day" title=${editor.formats.weekday(day)}>
            <input type="checkbox" aria-label=${editor.formats.weekday(day)} .checked=${live(window.weekdays.includes(day))} @change=${() => toggle(day)} />
            <span aria-hidden="true">${editor.formats.weekday(day, 'short')}</span>
          </label>`,
        )}
      </div>
      <div class="presets">
        ${presets.map(([text, days]) => html`<button type="button" class="small" aria-pressed=${is(days)} @click=${() => putDays(days)}>${text}</button>`)}
      </div>
      <div class="clock">
        ${time('from', words.from)} ${time('to', words.until)}
        ${windows.length > 1 ? html`<button type="button" class="small remove" aria-label=${words.removeTimes(title)} @click=${remove}>${words.remove}</button>` : nothing}
      </div>
      <span class="quiet hint">${wrong.length > 0 ? nothing : untilHint(window)}</span>
      <span class="problem" id="schedule-times-${index}">${wrong.join(' ')}</span>
    </fieldset>`;
  };

  const dateField = ({ draft, checked, change }: ScheduleForm, name: 'from' | 'to', label: string) => {
    const isWrong = checked.errors.some(({ code }) => code === 'dates' || code === 'too-long');
    return html`<label class="pick">
      <span>${label}</span>
      <input
        type="date"
        .value=${kept(draft.schedule[name])}
        aria-invalid=${isWrong ? 'true' : 'false'}
        aria-describedby="schedule-dates"
        @change=${(event: Event) => change(withSchedule(draft, { [name]: valueOf(event) }))}
      />
    </label>`;
  };

  const zoneField = ({ draft, change }: ScheduleForm) => {
    const { timeZone } = draft.schedule;
    const zones = prepared.zones ? [...new Set([timeZone, editor.timeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])].filter(isTimeZone) : [timeZone];
    return html`<label class="pick wide" @pointerdown=${prepare('zones')} @focusin=${prepare('zones')}>
      <span>${words.zone}</span>
      <select @change=${(event: Event) => change(withSchedule(draft, { timeZone: valueOf(event) }))}>
        ${zones.map((zone) => option(zone, zone.replaceAll('_', ' '), timeZone))}
      </select>
    </label>`;
  };

  const urlField = ({ draft, checked, isTried, change }: ScheduleForm) => {
    const { url } = draft.schedule.template;
    const problems = isTried || url !== '' ? checked.urlProblems : [];
    const isWrong = problems.some(({ severity }) => severity === 'error');
    return html`<div class="pick wide">
      <label for="schedule-url">${words.url}</label>
      <input
        id="schedule-url"
        type="url"
        inputmode="url"
        autocomplete="off"
        spellcheck="false"
        dir="ltr"
        .value=${live(url)}
        aria-invalid=${isWrong ? 'true' : 'false'}
        aria-describedby="schedule-url-said"
        @input=${(event: Event) => change(withTemplate(draft, { url: valueOf(event) }))}
      />
      <span id="schedule-url-said" class=${isWrong ? 'problem' : 'quiet hint'}>${problems.length > 0 ? problems.map((problem) => html`<span>${problemText(editor, problem)} </span>`) : words.urlHint}</span>
    </div>`;
  };

  const deviceField = ({ draft, change }: ScheduleForm) => {
    const { device } = draft.schedule.template;
    const all = [...new Set([...KNOWN, ...editor.rules.flatMap((rule) => rule.device ?? []), ...(device ? [device] : [])])];
    return html`<label class="pick">
      <span>${words.device}</span>
      <select @change=${(event: Event) => change(withTemplate(draft, { device: valueOf(event) || null }))}>
        ${option(NONE, words.anyDevice, device ?? NONE)} ${all.map((one) => option(one, editor.formats.device(one), device ?? NONE))}
      </select>
    </label>`;
  };

  const countryField = ({ draft, change }: ScheduleForm) => {
    const country = draft.schedule.template.country_code ?? NONE;
    const { compare } = new Intl.Collator(editor.formats.lang);
    const codes = prepared.countries ? countryCodes : [];
    const all = [...new Set([...codes, ...(country ? [country] : [])])].map((code) => [code, editor.formats.country(code)] as const).sort(([, a], [, b]) => compare(a, b));
    return html`<label class="pick" @pointerdown=${prepare('countries')} @focusin=${prepare('countries')}>
      <span>${words.country}</span>
      <select @change=${(event: Event) => change(withTemplate(draft, { country_code: valueOf(event) || null }))}>
        ${option(NONE, words.anyCountry, country)} ${all.map(([code, name]) => option(code, name, country))}
      </select>
    </label>`;
  };

  const placeField = ({ draft, change }: ScheduleForm) => {
    const { group, beforeTier } = draft;
    const others = editor.rules.filter(({ id }) => !group?.rules.includes(id));
    if (others.length === 0) return nothing;
    const tiers = tiersOf(others);
    const selected = beforeTier === null ? NONE : String(Math.min(beforeTier, tiers.length));
    const named = (tier: (typeof tiers)[number]) => words.before(nameOf(editor, tier[0]!, editor.rules.indexOf(tier[0]!)));
    // The first and the last place have names of their own.
    const between = prepared.places ? tiers.map((_, index) => index).slice(1) : [Number(selected)].filter((index) => selected !== NONE && index > 0 && index < tiers.length);
    return html`<label class="pick wide" @pointerdown=${prepare('places')} @focusin=${prepare('places')}>
      <span>${words.place} <small class="quiet">${words.placeHint}</small></span>
      <select @change=${(event: Event) => change({ ...draft, beforeTier: valueOf(event) === NONE ? null : Number(valueOf(event)) })}>
        ${group ? option(NONE, words.stay, selected) : nothing} ${option('0', words.first, selected)}
        ${between.map((index) => option(String(index), named(tiers[index]!), selected))} ${option(String(tiers.length), words.last, selected)}
      </select>
    </label>`;
  };

  return (form: ScheduleForm): TemplateResult => {
    const { draft, checked, change } = form;
    const { windows } = draft.schedule;
    const whole = checked.errors.filter(({ code }) => code === 'dates' || code === 'too-long' || code === 'zone').map(({ code }) => scheduleProblem(editor, code, 0));
    const addTimes = () => change(withSchedule(draft, { windows: [...windows, { ...windows.at(-1)!, from: '', to: '' }] }));
    return html`${windows.map((window, index) => keyed(windows.length, windowField(form, window, index)))}
      <div><button type="button" class="link more" @click=${addTimes}>${words.addTimes}</button></div>
      <div class="picks">
        ${dateField(form, 'from', words.firstDay)} ${dateField(form, 'to', words.lastDay)}
        <span class="problem wide" id="schedule-dates">${whole.join(' ')}</span>
        ${zoneField(form)} ${urlField(form)} ${deviceField(form)} ${countryField(form)} ${placeField(form)}
      </div>`;
  };
}

/** What is half typed has no value, and would be lost if that were put in its place. */
const kept = (value: string) => (value === '' ? noChange : value);

const withSchedule = (draft: ScheduleDraft, fields: Partial<WeeklySchedule>): ScheduleDraft => ({ ...draft, schedule: { ...draft.schedule, ...fields } });

const withTemplate = (draft: ScheduleDraft, fields: Partial<WeeklySchedule['template']>): ScheduleDraft =>
  withSchedule(draft, { template: { ...draft.schedule.template, ...fields } });

/** What an end means that is not after the beginning. */
function untilHint({ from, to }: ScheduleWindow): unknown {
  if (!from || !to || to > from) return to === '24:00' ? words.midnight : nothing;
  if (to === from) return words.untilSame;
  return to === '00:00' ? words.midnight : words.nextDay;
}
