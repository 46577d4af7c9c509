import { html, nothing, type TemplateResult } from 'lit';
import type { Editor } from './editor.js';
import { plain } from './plain-text.js';
import type { Row } from './rows.js';
import { shareText } from './share.js';

/** What a rule is, in full, for those who may not change it. */
export function facts(editor: Editor, { rule, share }: Row): TemplateResult {
  const { words, formats } = editor;
  const { form } = words;
  const fact = (name: string, value: unknown) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  const instant = (at: string | null) => (at === null ? '–' : html`${formats.instant(at)} <span class="quiet">= ${formats.utc(at)}</span>`);
  return html`<dl class="facts">
    ${fact(form.url, html`<span dir="ltr">${plain(rule.url, words.phrases.noName)}</span>`)} ${fact(form.device, rule.device === null ? form.anyDevice : formats.device(rule.device))}
    ${fact(form.country, rule.country_code === null ? form.anyCountry : formats.country(rule.country_code))} ${fact(form.from, instant(rule.start_at))}
    ${fact(form.until, instant(rule.end_at))} ${fact(form.days, rule.days_of_week?.length ? formats.weekdays(rule.days_of_week) : form.anyDay)}
    ${fact(form.priority, formats.number(rule.priority))}
    ${rule.weight === null && !share ? nothing : fact(form.weight, `${rule.weight === null ? '–' : formats.number(rule.weight)}${share ? ` (${shareText(editor, share)})` : ''}`)}
  </dl>`;
}
