import { html, nothing, type TemplateResult } from 'lit';
import type { Editor } from './editor.js';
import { isFixable, type Fix } from './fixes.js';
import { asHtml } from './rule-names.js';
import type { Line } from './verdicts.js';

/** A fix that is offered, with what it changes once that is known. */
export interface Offer {
  fix: Fix;
  /** `null` while it is looked at. */
  effect: readonly string[] | null;
}

export interface LinesContext {
  editor: Editor;
  /** Fixes that are open for this line; `null` where they are not. */
  offersOf: (line: Line) => readonly Offer[] | null;
  toggleFixes: (line: Line) => void;
  apply: (fix: Fix) => void;
}

/** What is said about a rule, each with a context to look at and ways out. */
export function linesBelow(context: LinesContext, lines: readonly Line[]): unknown {
  return lines.length === 0 ? nothing : html`<ul class="lines">${lines.map((line) => oneLine(context, line))}</ul>`;
}

function oneLine(context: LinesContext, line: Line): TemplateResult {
  const { editor, offersOf, toggleFixes } = context;
  const { verdict: words } = editor.words;
  const offers = offersOf(line);
  return html`<li class="verdict ${line.tone}">
    <span class="mark" aria-hidden="true"></span>
    <span class="text">
      ${asHtml(line.sentence, editor)}
      ${line.witness ? html`<button type="button" class="link do" aria-label=${words.showNamed(line.text)} @click=${() => editor.showContext(line.witness!)}>${words.show}</button>` : nothing}
      ${
        line.verdict && !editor.isReadOnly && isFixable(line.verdict)
          ? html`<button type="button" class="link do" aria-expanded=${offers !== null} @click=${() => toggleFixes(line)}>${words.fixes}</button>`
          : nothing
      }
    </span>
    ${offers ? fixList(context, offers, line.verdict?.kind === 'gap' ? editor.words.fix.fallback : null) : nothing}
  </li>`;
}

function fixList({ editor, apply }: LinesContext, offers: readonly Offer[], note: string | null): TemplateResult {
  const { fix: words } = editor.words;
  return html`<ul class="fixes" aria-label=${words.label}>
    ${offers.map(
      ({ fix, effect }) => html`<li>
        <button type="button" class="small" aria-label=${words.applyNamed(fix.text)} @click=${() => apply(fix)}>${words.apply}</button>
        <span>
          <strong>${fix.text}</strong>
          ${(effect ?? [words.looking]).map((text) => html`<span class="effect">${text}</span>`)}
        </span>
      </li>`,
    )}
    ${note === null ? nothing : html`<li class="quiet">${note}</li>`}
  </ul>`;
}
