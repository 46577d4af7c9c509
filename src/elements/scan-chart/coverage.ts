import { html, nothing } from 'lit';
import { en } from '../../locales/en.js';
import type { Coverage } from '../../scans/types.js';
import type { Fallback } from './fallback.js';
import type { View } from './view.js';

/** Older than this, in seconds, what is shown says its age. */
const OLD = 300;

export interface CoverageState {
  /** Milliseconds since 1970. */
  now: number;
  /** The last refresh has failed. */
  isStale: boolean;
  /** It is refreshed by itself. */
  isAutomatic: boolean;
  fallback: Fallback | null;
  retry: () => void;
  /** Why the refresh has failed. */
  error: string;
}

/** How much is counted, whether it adds up, and how old it is: nobody has to guess what a chart leaves out. */
export function coverageLine(view: View, state: CoverageState): unknown {
  const { rollup, formats, words } = view;
  const { coverage, summaryOnly } = rollup;
  if (summaryOnly) return nothing;
  const isLooked = Date.parse(coverage.asOf) > 0;
  const age = isLooked ? (state.now - Date.parse(coverage.asOf)) / 1000 : 0;
  const number = formats.number;
  const isCounting = coverage.since !== null && !coverage.stopped;
  const wait = coverage.resumesAt ? (Date.parse(coverage.resumesAt) - state.now) / 1000 : 0;
  return html`
    ${rollup.minCell && rollup.breakdown ? html`<span>${words.steps(rollup.minCell)}</span>` : nothing}
    ${coverage.stopped ? html`<span class="warning">${words.stopped[coverage.stopped]}</span>` : nothing}
    ${isCounting ? progress(coverage, view) : nothing}
    ${wait > 1 ? html`<span>${words.resumes(formats.duration(wait))}</span>` : nothing}
    ${coverage.matches === false && coverage.total !== null ? html`<span class="warning">${words.mismatch(number(coverage.counted), number(coverage.total))}</span>` : nothing}
    ${state.fallback?.controls(words) ?? nothing}
    ${
      state.isStale
        ? html`<span class="warning">${words.stale(formats.duration(age))} ${state.error}</span> <button type="button" class="small" @click=${state.retry}>${en.retry}</button>`
        : isLooked && (age > OLD || state.isAutomatic)
          ? html`<span>${words.asOf(formats.time(Date.parse(coverage.asOf) / 1000))}</span>`
          : nothing
    }
  `;
}

/** In one line also on a phone: until when all is counted is told by the hatching too. */
function progress({ counted, total, since }: Coverage, { formats, words }: View) {
  const said = total === null ? words.countingSome(formats.number(counted)) : words.counting(formats.number(counted), formats.number(total));
  const day = counted > 0 && since !== null ? words.countedSince(formats.day(Date.parse(since) / 1000)) : '';
  return html`<span title=${day}>${said}</span> <span class="hidden">${day}</span>
    ${total ? html`<progress max=${total} value=${counted} aria-label=${said}></progress>` : nothing}`;
}
