import { html, nothing, type TemplateResult } from 'lit';

export interface Field {
  /** Unique within the editor. */
  id: string;
  label: string;
  hint?: unknown;
  /** What is wrong with it, in words. */
  problems: readonly string[];
  /** The control itself, which is described by what has these ids. */
  input: (describedBy: string) => TemplateResult;
  /** Over all columns. */
  isWide?: boolean;
}

/** A label, a control, and below it what it means and what is wrong with it. */
export function field({ id, label, hint, problems, input, isWide = false }: Field): TemplateResult {
  return html`<div class="field ${isWide ? 'wide' : ''}" data-field=${id}>
    <label for=${id}>${label}</label>
    ${input(`${id}-hint ${id}-problem`)}
    <span class="field-hint" id="${id}-hint">${hint ?? nothing}</span>
    <span class="field-problem" id="${id}-problem">${problems.length > 0 ? problems.map((one) => html`<span>${one}</span>`) : nothing}</span>
  </div>`;
}
