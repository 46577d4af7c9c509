import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { enLandingEdit } from '../../locales/en.landing-edit.js';
import type { FieldName } from './edit-session.js';
import { short, valueText } from './edit-words.js';
import type { EditedFields } from './page-face.js';

const words = enLandingEdit.conflict;

/** More than anybody compares by eye. */
const LETTERS = 2000;

export type Choice = 'mine' | 'theirs';
export type Choices = Partial<Record<FieldName, Choice>>;

export interface Versions {
  loaded: EditedFields;
  mine: EditedFields;
  theirs: EditedFields;
}

export interface ConflictActions {
  choose: (name: FieldName, choice: Choice) => void;
  /** All is decided. */
  go: () => void;
  back: () => void;
}

/** Fields that both sides have changed, side by side, with a choice for each. */
export function conflictView(names: readonly FieldName[], versions: Versions, choices: Choices, { choose, go, back }: ConflictActions): TemplateResult {
  const open = names.filter((name) => choices[name] === undefined).length;
  return html`<h3>${words.title}</h3>
    <p>${words.about}</p>
    ${names.map((name) => one(name, versions, choices[name], (choice) => choose(name, choice)))}
    <div class="edit-actions">
      <button type="button" class="edit-main" ?disabled=${open > 0} @click=${go}>${words.go}</button>
      <button type="button" @click=${back}>${words.back}</button>
      ${open > 0 ? html`<span class="edit-quiet">${words.open(open)}</span>` : nothing}
    </div>`;
}

function one(name: FieldName, { loaded, mine, theirs }: Versions, chosen: Choice | undefined, choose: (choice: Choice) => void): TemplateResult {
  const text = (version: EditedFields) => html`<span class="edit-version-text" dir="auto">${short(valueText(name, version), LETTERS)}</span>`;
  const side = (choice: Choice, version: EditedFields) => html`<label class="edit-version">
    <span class="edit-version-name">
      <input type="radio" name=${`edit-conflict-${name}`} value=${choice} .checked=${live(chosen === choice)} @change=${() => choose(choice)} />
      ${words[choice]}
    </span>
    ${text(version)}
  </label>`;
  return html`<fieldset class="edit-conflict">
    <legend>${enLandingEdit.fields[name]}</legend>
    <div class="edit-versions">
      <div class="edit-version"><span class="edit-version-name">${words.loaded}</span> ${text(loaded)}</div>
      ${side('mine', mine)} ${side('theirs', theirs)}
    </div>
  </fieldset>`;
}
