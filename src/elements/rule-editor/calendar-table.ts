import { html, type TemplateResult } from 'lit';
import { enRuleCalendar as words } from '../../locales/en.rule-calendar.js';
import type { Stretch } from '../../rules/coverage.js';
import type { Formats } from './formats.js';

/** What the calendar draws, as rows to read. `times` writes in the zone of the calendar. */
export function stretchTable(stretches: readonly Stretch[], caption: string, formats: Formats, times: Formats, tryAt: (at: string) => void): TemplateResult {
  return html`<div class="scroll">
    <table class="stretches">
      <caption class="hidden">${caption}</caption>
      <thead>
        <tr><th scope="col">${words.from}</th><th scope="col">${words.to}</th><th scope="col">${words.where}</th><td></td></tr>
      </thead>
      <tbody>
        ${stretches.map(({ from, to, landing }) => {
          const start = times.instant(from);
          return html`<tr>
            <th scope="row">${start}</th>
            <td>${times.instant(to)}</td>
            <td><bdi>${formats.landing(landing)}</bdi></td>
            <td><button type="button" class="link" aria-label=${words.tryAt(start)} @click=${() => tryAt(from)}>${words.tryIt}</button></td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}
