import { html, nothing, type TemplateResult } from 'lit';
import type { Rule } from '../../client/types.js';
import type { Editor } from './editor.js';

/** Rules that are on the server and not in the list any more. */
export function deletedRules({ rules, loaded, words, formats, isReadOnly }: Editor, restore: (rule: Rule) => void): TemplateResult | typeof nothing {
  const kept = new Set(rules.map(({ id }) => id));
  const deleted = loaded.filter(({ id }) => !kept.has(id));
  if (deleted.length === 0) return nothing;
  const { list } = words;
  return html`<details class="deleted">
    <summary>${list.deleted(deleted.length, formats.number(deleted.length))}</summary>
    <ul>
      ${deleted.map((rule) => {
        const sentence = `${formats.conditions(rule)} → ${formats.isolate(formats.url(rule.url))}`;
        return html`<li>
          <span>${sentence}</span>
          ${isReadOnly ? nothing : html`<button type="button" class="small" aria-label=${list.bringBackNamed(sentence)} @click=${() => restore(rule)}>${list.bringBack}</button>`}
        </li>`;
      })}
    </ul>
  </details>`;
}
