import { html, nothing } from 'lit';
import { en } from '../../locales/en.js';
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
export function coverageLine({ rollup, formats, words }: View, state: CoverageState): unknown {
  const { coverage, summaryOnly } = rollup;
  if (summaryOnly) return nothing;
  const age = (state.now - Date.parse(coverage.asOf)) / 1000;
  const number = formats.number;
  const isCounting = coverage.since !== null && !coverage.stopped;
  const wait = coverage.resumesAt ? (Date.parse(coverage.resumesAt) - state.now) / 1000 : 0;
  return html`
    ${coverage.stopped ? html`<span class="warning">${words.stopped[coverage.stopped]}</span>` : nothing}
    ${
      isCounting
        ? html`<span>${coverage.total === null ? words.countingSome(number(coverage.counted)) : words.counting(number(coverage.counted), number(coverage.total))}</span>
            ${coverage.total ? html`<progress max=${coverage.total} value=${coverage.counted} aria-label=${words.counting(number(coverage.counted), number(coverage.total))}></progress>` : nothing}
            ${coverage.counted > 0 ? html`<span>${words.countedSince(formats.day(Date.parse(coverage.since!) / 1000))}</span>` : nothing}`
        : nothing
    }
    ${wait > 1 ? html`<span>${words.resumes(formats.duration(wait))}</span>` : nothing}
    ${coverage.matches === false && coverage.total !== null ? html`<span class="warning">${words.mismatch(number(coverage.counted), number(coverage.total))}</span>` : nothing}
    ${state.fallback?.controls(words) ?? nothing}
    ${
      state.isStale
        ? html`<span class="warning">${words.stale(formats.duration(age))} ${state.error}</span> <button type="button" class="small" @click=${state.retry}>${en.retry}</button>`
        : age > OLD || (state.isAutomatic && !rollup.minCell)
          ? html`<span>${words.asOf(formats.time(Date.parse(coverage.asOf) / 1000))}</span>`
          : nothing
    }
  `;
}
