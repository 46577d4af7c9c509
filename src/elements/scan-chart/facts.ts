import { html, nothing } from 'lit';
import type { QrCode, Rule } from '../../client/types.js';
import type { ScanChartTerms } from '../../locales/en.scan-chart.js';
import type { PlotMark } from '../../scans/plot.js';
import { splits, type Split } from './split.js';
import { markAt, type View } from './view.js';

/** What is known of a code that explains its scans. */
export interface Facts {
  name: string;
  /** Why scans do not redirect, if they do not. */
  warning: string;
  /** Marks that lie in the period. */
  marks: (view: View) => PlotMark[];
  /** What the marks stand for, and how weighted destinations came out. */
  render: (view: View) => unknown;
}

/** An instant or a span on the axis of time. */
interface Mark {
  /** Milliseconds since 1970; `null` = open. */
  from: number | null;
  to?: number | null;
  text: (view: View) => string;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export function factsOf(code: QrCode, words: ScanChartTerms): Facts {
  const all = [...datesOf(code, words), ...(code.rules ?? []).flatMap((rule) => windowOf(rule, words))];
  const shown = (view: View) =>
    [...all, ...changesOf(view)].flatMap((mark) => {
      const place = placeOf(view, mark);
      return place ? [{ mark, place }] : [];
    });
  return {
    name: code.name,
    warning: warningOf(code, words),
    marks: (view) => shown(view).map(({ place }, index) => ({ ...place, sign: LETTERS[index % LETTERS.length]! })),
    render: (view) => {
      if (view.rollup.summaryOnly) return nothing;
      const items = view.rollup.breakdown || view.rollup.heat ? [] : shown(view);
      const weighted = view.rollup.breakdown?.by === 'destination' ? splits(code.rules ?? [], view.rollup.breakdown.values) : [];
      const texts = items.map(({ mark }) => mark.text(view));
      if (texts.length === 0 && weighted.length === 0) return html`<div class="facts"></div>`;
      // In one line, which keeps its place before it is known what it says.
      return html`<details class="facts">
        <summary>${texts.length ? texts.map((text, index) => html`<b>${LETTERS[index % LETTERS.length]}</b> ${text} `) : words.split}</summary>
        <ul part="marks" class="marks" aria-label=${texts.length ? words.onTheAxis : words.split}>
          ${texts.map((text, index) => html`<li><b>${LETTERS[index % LETTERS.length]}</b> ${text}</li>`)} ${weighted.flatMap((split) => splitRows(split, view))}
        </ul>
      </details>`;
    },
  };
}

function warningOf({ is_active, expires_at, licensed_until, type }: QrCode, words: ScanChartTerms): string {
  const isPast = (instant: string | null) => instant !== null && Date.parse(instant) <= Date.now();
  if (!is_active) return words.inactive;
  if (isPast(expires_at)) return words.expired;
  return type === 'dynamic' && isPast(licensed_until) ? words.licenceEnded : '';
}

function datesOf({ created_at, expires_at, licensed_until }: QrCode, words: ScanChartTerms): Mark[] {
  const dates = [
    [created_at, words.marks.created],
    [expires_at, words.marks.expiry],
    [licensed_until, words.marks.licence],
  ] as const;
  return dates.flatMap(([instant, said]) => {
    const ms = instant === null ? NaN : Date.parse(instant);
    return Number.isNaN(ms) ? [] : [{ from: ms, text: ({ formats }: View) => said(formats.day(ms / 1000)) }];
  });
}

/** Destinations that were new in the period, where the grant shows them. */
function changesOf({ rollup }: View): Mark[] {
  return (rollup.changes ?? []).map(({ value, at }) => {
    const ms = Date.parse(at);
    return { from: ms, text: ({ formats, words }: View) => words.marks.destination(value.replace(/^https?:\/\//, ''), formats.day(ms / 1000)) };
  });
}

/** The window of a rule that has one. */
function windowOf({ url, start_at, end_at, is_active }: Rule, words: ScanChartTerms): Mark[] {
  if (!is_active || (start_at === null && end_at === null)) return [];
  const read = (instant: string | null) => (instant === null || Number.isNaN(Date.parse(instant)) ? null : Date.parse(instant));
  const [from, to] = [read(start_at), read(end_at)];
  const day = (view: View, ms: number | null, open: string) => (ms === null ? open : view.formats.day(ms / 1000));
  const text = (view: View) => words.marks.rule(url.replace(/^https?:\/\//, ''), day(view, from, words.marks.ruleBegin), day(view, to, words.marks.ruleOpen));
  return [{ from, to, text }];
}

/** Where a mark lies on the axis; a span is cut at the ends of the period. */
function placeOf(view: View, { from, to }: Mark): { from: number; to?: number } | null {
  const [start, end] = [view.bounds[0]!, view.bounds.at(-1)!];
  if (to === undefined) {
    const at = markAt(view, from! / 1000);
    return at === null ? null : { from: at };
  }
  const [low, high] = [Math.max(start, (from ?? -Infinity) / 1000), Math.min(end, (to ?? Infinity) / 1000)];
  // What holds all the time explains nothing.
  if (low >= high || (low === start && high === end)) return null;
  const [a, b] = [markAt(view, low), markAt(view, high)];
  return a === null || b === null ? null : { from: a, to: b };
}

function splitRows({ parts }: Split, { formats, words }: View) {
  return parts.map(
    ({ url, asked, seen, low, high }) => html`<li>
      <b>${url.replace(/^https?:\/\//, '')}</b>
      ${words.splitRow(formats.percent(asked), formats.percent(seen), formats.percent(low), formats.percent(high))}
      ${asked < low || asked > high ? html`<strong>${words.splitUnlikely}</strong>` : nothing}
    </li>`,
  );
}
