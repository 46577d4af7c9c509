import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { LandingPagePreset } from '../../client/types.js';
import { isPreset } from '../../landing/preset-names.js';
import { enLandingEdit as words } from '../../locales/en.landing-edit.js';
import type { FoundDraft } from '../../ui/drafts.js';
import type { Edited } from '../../ui/edit-session.js';
import { differing, type FieldName } from './edit-session.js';
import type { FieldErrors } from './edit-save.js';
import { listText, quoted, valueText } from './edit-words.js';
import type { Gallery } from './gallery.js';
import type { EditedFields } from './page-face.js';

export type Edit = (fields: Partial<EditedFields>, what: string, merge: string) => void;

/** The three fields; what the API says about one stands below it. */
export function fieldsView(value: EditedFields, errors: FieldErrors, gallery: Gallery, edit: Edit): TemplateResult {
  const problems = (name: FieldName) =>
    html`<span class="edit-problem" id=${`edit-problem-${name}`}>${errors[name]?.map((text) => html`<span dir="auto">${text}</span>`)}</span>`;
  const described = (name: FieldName) => (errors[name] ? `edit-problem-${name}` : nothing);
  const invalid = (name: FieldName) => (errors[name] ? 'true' : nothing);
  const isUnknown = value.preset !== null && !isPreset(value.preset);
  const typed = (event: Event) => (event.target as HTMLInputElement | HTMLTextAreaElement).value;
  return html`<div class="edit-field">
      <label for="edit-title">${words.fields.title}</label>
      <input
        id="edit-title"
        type="text"
        dir="auto"
        autocomplete="off"
        required
        .value=${live(value.title)}
        aria-invalid=${invalid('title')}
        aria-describedby=${described('title')}
        @input=${(event: Event) => edit({ title: typed(event) }, words.did.title, 'title')}
      />
      ${problems('title')}
    </div>
    <div class="edit-field">
      <label for="edit-description">${words.fields.description} <span class="edit-quiet">(${words.optional})</span></label>
      <textarea
        id="edit-description"
        rows="3"
        dir="auto"
        .value=${live(value.description ?? '')}
        aria-invalid=${invalid('description')}
        aria-describedby=${described('description')}
        @input=${(event: Event) => edit({ description: typed(event) }, words.did.description, 'description')}
      ></textarea>
      ${problems('description')}
    </div>
    <div class="edit-field">
      ${gallery.render(value, (preset: LandingPagePreset) => edit({ preset }, words.did.preset, 'preset'), 'edit-about-preset edit-problem-preset')}
      <span class="edit-quiet" id="edit-about-preset">${isUnknown ? words.unknownPreset(quoted(value.preset!)) : nothing}</span>
      ${problems('preset')}
    </div>
    ${errors['']?.map((text) => html`<p class="edit-problem" dir="auto">${text}</p>`)}`;
}

export interface DraftActions {
  restore: () => void;
  drop: () => void;
}

/** A draft that was found, and what it would change. */
export function draftView({ at, value: { loaded, value } }: FoundDraft<Edited<EditedFields>>, isOfOther: boolean, lang: string, { restore, drop }: DraftActions): TemplateResult {
  const when = new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
  const line = (name: FieldName) => words.draft.change(words.fields[name], quoted(valueText(name, loaded)), quoted(valueText(name, value)));
  return html`<div class="edit-note edit-warn" role="region" aria-label=${words.draft.label}>
    <p><strong>${words.draft.found(when)}</strong></p>
    <ul>
      ${differing(loaded, value).map((name) => html`<li dir="auto">${line(name)}</li>`)}
    </ul>
    ${isOfOther ? html`<p>${words.draft.differs}</p>` : nothing}
    <div class="edit-actions">
      <button type="button" class="edit-main" @click=${restore}>${words.draft.restore}</button>
      <button type="button" @click=${drop}>${words.draft.drop}</button>
    </div>
  </div>`;
}

/** What is not saved, in words. */
export const unsavedText = (loaded: EditedFields, value: EditedFields, lang: string): string => words.unsaved(listText(differing(loaded, value), lang));
