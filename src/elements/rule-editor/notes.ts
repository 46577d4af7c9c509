import { html, nothing, type TemplateResult } from 'lit';
import type { QrCode } from '../../client/types.js';
import type { RuleShellTerms } from '../../locales/en.rule-shell.js';
import type { Formats } from './formats.js';

/** What is to be known about the code before its rules matter; `null` for nothing. */
export function codeNote(code: QrCode, words: RuleShellTerms['code'], formats: Formats, now: number): TemplateResult | null {
  const until = (at: string | null) => (at === null ? Infinity : Date.parse(at));
  const licence = until(code.licensed_until);
  const when = (at: string | null) => formats.instant(at!);
  const text = !code.is_active
    ? words.inactive
    : until(code.expires_at) <= now
      ? words.expired(when(code.expires_at))
      : licence <= now
        ? (code.auto_renew ? words.licenceRenews : words.licenceEnded)(when(code.licensed_until))
        : null;
  return text === null ? null : html`<div class="note warn"><p>${text}</p></div>`;
}

/** One line about what stands in the way, and what to do about it. */
export function note(kind: 'warn' | 'bad' | '', text: string, action?: { text: string; run: () => void }): TemplateResult {
  return html`<div class="note ${kind}" role=${kind === 'bad' ? 'alert' : nothing}>
    <p>${text}</p>
    ${action ? html`<p><button type="button" class="link" @click=${action.run}>${action.text}</button></p>` : nothing}
  </div>`;
}
