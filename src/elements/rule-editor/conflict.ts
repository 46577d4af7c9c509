/* eslint-disable lit-a11y/no-redundant-role -- where a table is narrow its parts are blocks, and then the role is not implied */
import { html, nothing, type TemplateResult } from 'lit';
import type { Id, Rule } from '../../client/types.js';
import { enRuleReview } from '../../locales/en.rule-review.js';
import { ruleFields, sameField, type RuleField } from '../../rules/fields.js';
import type { Resolution } from '../../rules/merge.js';
import type { SaveConflict } from '../../rules/types.js';
import type { Editor } from './editor.js';
import { fieldNames, ruleName, valueOf } from './review-sentences.js';

const words = enRuleReview.conflict;

/** What has been chosen so far, by rule. */
export type Choices = Map<Id, Resolution>;

export interface ConflictActions {
  choose: (rules: readonly Id[], choice: Resolution) => void;
  /** All is decided. */
  go: () => void;
  back: () => void;
}

/** Conflicts side by side: the rule as it was loaded, as I have it and as they have it, and a choice for each. */
export function conflictView(editor: Editor, conflicts: readonly SaveConflict[], choices: Choices, { choose, go, back }: ConflictActions): TemplateResult {
  const open = conflicts.filter(({ rule }) => !choices.has(rule)).length;
  const all = conflicts.map(({ rule }) => rule);
  return html`<div class="conflicts">
    <h4>${words.title(conflicts.length)}</h4>
    <p>${words.about}</p>
    ${
      conflicts.length > 1
        ? html`<div class="actions">
            <button type="button" @click=${() => choose(all, 'mine')}>${words.allMine}</button>
            <button type="button" @click=${() => choose(all, 'theirs')}>${words.allTheirs}</button>
          </div>`
        : nothing
    }
    ${conflicts.map((conflict) => one(editor, conflict, choices.get(conflict.rule), (choice) => choose([conflict.rule], choice)))}
    <div class="actions">
      <button type="button" class="main" ?disabled=${open > 0} @click=${go}>${words.go}</button>
      <button type="button" @click=${back}>${enRuleReview.back}</button>
      ${open > 0 ? html`<span class="quiet">${words.open(open)}</span>` : nothing}
    </div>
  </div>`;
}

function one(editor: Editor, conflict: SaveConflict, choice: Resolution | undefined, choose: (choice: Resolution) => void): TemplateResult {
  const { rule, kind, fields, loaded, mine, theirs } = conflict;
  const name = ruleName(editor, rule, loaded);
  const about = kind === 'changed' ? words.kinds.changed(fieldNames(fields, editor.formats)) : words.kinds[kind];
  const radio = (value: Resolution, label: string) => html`<label class="choice">
    <input type="radio" name=${`jsi-conflict-${rule}`} .checked=${choice === value} @change=${() => choose(value)} />
    ${label}
  </label>`;
  const mineLabel = kind === 'deleted-here' ? words.keepMineDeleted : kind === 'deleted-there' ? words.addAgain : words.keepMine;
  const theirsLabel = kind === 'deleted-there' ? words.keepTheirsDeleted : words.keepTheirs;
  return html`<fieldset class="conflict ${choice ? 'decided' : ''}">
    <legend dir="auto">${name}</legend>
    <p dir="auto">${about}</p>
    ${table(editor, name, { loaded, mine, theirs }, choice)}
    <div class="choices">${radio('mine', mineLabel)} ${radio('theirs', theirsLabel)}</div>
  </fieldset>`;
}

/** With roles of its own: where it is narrow, cells are blocks, which takes a table's roles away. */
function table(editor: Editor, name: string, { loaded, mine, theirs }: Pick<SaveConflict, 'loaded' | 'mine' | 'theirs'>, choice: Resolution | undefined): TemplateResult {
  const versions = [mine, theirs].filter((version) => version !== null);
  const rows = ruleFields.filter((field) => versions.some((version) => !sameField(field, loaded, version)));
  const cell = (field: RuleField, version: Rule | null, title: string, isChosen: boolean) => {
    const isChanged = version !== null && version !== loaded && !sameField(field, loaded, version);
    const text = version === null ? words.deleted : valueOf(field, version, editor.formats);
    return html`<td role="cell" class=${isChosen ? 'chosen' : ''}>
      <span class="column" aria-hidden="true">${title}</span>
      ${isChanged ? html`<ins><span class="hidden">${words.changed}</span> <bdi>${text}</bdi></ins>` : version === null ? html`<del>${text}</del>` : html`<bdi>${text}</bdi>`}
    </td>`;
  };
   
  return html`<table role="table" class="versions" aria-label=${name}>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${words.field}</th>
        <th role="columnheader" scope="col">${words.loaded}</th>
        <th role="columnheader" scope="col">${words.mine}</th>
        <th role="columnheader" scope="col">${words.theirs}</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(
        (field) => html`<tr role="row">
          <th role="rowheader" scope="row">${enRuleReview.fields[field]}</th>
          ${cell(field, loaded, words.loaded, false)} ${cell(field, mine, words.mine, choice === 'mine')} ${cell(field, theirs, words.theirs, choice === 'theirs')}
        </tr>`,
      )}
    </tbody>
  </table>`;
}
