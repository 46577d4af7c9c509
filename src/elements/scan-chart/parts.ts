import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Filter, Rollup } from '../../scans/types.js';
import { barsOf, headingOf, REST, valueName, type View } from './view.js';

/** Rows of a breakdown that are shown before one asks for all. */
export const ROWS = 8;

/** What a click on a part of the chart asks for; `null` where the data may not be filtered. */
export type OnFilter = ((filter: Filter) => void) | null;

/** Total, this period with its change, this month: as text, since many come for nothing else. */
export function figures({ rollup, formats, words, running }: View): TemplateResult {
  const figure = (name: string, value: number | null, note: unknown = nothing) => html`<div>
    <dt>${name}</dt>
    <dd><b>${value === null ? '–' : formats.number(value)}</b> ${value === null ? html`<small>${words.uncounted}</small>` : note}</dd>
  </div>`;
  return html`<dl part="figures" class="figures">
    ${rollup.summaryOnly ? nothing : figure(words.period, rollup.scans, change(rollup, formats, words, running >= 0))}
    ${rollup.ofTable ? nothing : html`${figure(words.month, rollup.thisMonth)} ${figure(words.total, rollup.total)}`}
  </dl>`;
}

function change({ scans, previous }: Rollup, formats: View['formats'], words: View['words'], isSoFar: boolean): unknown {
  // A code that did not exist for all of the period before has not grown by so much.
  if (!previous || previous.scans === null || (previous.young && previous.scans > 0)) return nothing;
  const ratio = previous.scans === 0 ? null : scans / previous.scans - 1;
  // From nothing there is no percentage: everything is new.
  const word = ratio === null ? (scans > 0 ? 'new' : 'same') : ratio > 0 ? 'up' : ratio < 0 ? 'down' : 'same';
  const sign = { up: '▲', down: '▼', same: '=', new: '' }[word];
  const said = ratio === null || ratio === 0 ? words.change[word] : words.changeBy(formats.percent(Math.abs(ratio)), words.change[word]);
  const shown = ratio === null || ratio === 0 ? words.change[word] : formats.percent(Math.abs(ratio));
  return html`<small class="change ${word}" title="${said}${isSoFar ? `. ${words.comparedSoFar}` : ''}"
    ><span aria-hidden="true">${sign} ${shown}</span><span class="hidden">${said}</span></small
  >`;
}

/** Ranked bars with shares. A bar is a button where it filters. */
export function bars(view: View, isAll: boolean, onFilter: OnFilter): TemplateResult {
  const { rollup, formats, words } = view;
  const by = rollup.breakdown!.by;
  const rows = barsOf(view);
  const most = rows.reduce((max, { scans }) => Math.max(max, scans), 0);
  return html`<ol part="bars" class="bars" aria-label=${headingOf(view)}>
    ${rows.slice(0, isAll ? undefined : ROWS).map(({ value, label, scans, share }) => {
      const inside = html`<span class="name" title=${label}>${label}</span>
        <span class="count">${formats.number(scans)}</span> <span class="share">${formats.percent(share)}</span>
        <svg class="bar" aria-hidden="true" width="100%" height="100%" preserveAspectRatio="none">
          ${svg`<rect width="${most > 0 ? Math.max(0.5, (scans / most) * 100) : 0}%" height="100%" rx="3"></rect>`}
        </svg>`;
      return html`<li>
        ${
          onFilter && value !== REST
            ? html`<button type="button" class="row" title=${words.filterBy(label)} @click=${() => onFilter({ [by]: value })}>${inside}</button>`
            : html`<span class="row">${inside}</span>`
        }
      </li>`;
    })}
  </ol>`;
}

/** Shades of the heat map; the last is the most. */
const SHADES = 5;

/** Weekdays × hours as a table that is coloured: the picture is the data. */
export function heat({ rollup, formats, words }: View, onFilter: OnFilter): TemplateResult {
  const rows = rollup.heat!;
  const most = Math.max(1, ...rows.flat());
  const order = Array.from({ length: 7 }, (_, index) => ((rollup.weekStart - 1 + index) % 7) + 1);
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  return html`<div class="scroll" tabindex=${onFilter ? nothing : 0} role="group" aria-label=${words.by['weekday-hour']}>
    <table part="heat" class="heat" @keydown=${moveInTable}>
      <caption class="hidden">${words.by['weekday-hour']}</caption>
      <thead>
        <tr>
          <td></td>
          ${hours.map((hour) => html`<th scope="col"><span class=${hour % 3 ? 'hidden' : ''}>${formats.hour(hour)}</span></th>`)}
        </tr>
      </thead>
      <tbody>
        ${order.map(
          (weekday, row) => html`<tr>
            <th scope="row"><abbr title=${formats.weekday(weekday)}>${formats.weekday(weekday, 'short')}</abbr></th>
            ${hours.map((hour) => {
              const scans = rows[weekday - 1]![hour]!;
              const isFirst = row === 0 && hour === 0;
              const shade = scans === 0 ? 0 : Math.ceil((scans / most) * SHADES);
              const what = `${formats.weekday(weekday)}, ${formats.hour(hour)}: ${words.scans(scans, formats.number(scans))}`;
              return html`<td class="shade-${shade}" title=${what}>
                ${
                  onFilter
                    ? html`<button type="button" tabindex=${isFirst ? 0 : -1} aria-label=${what} @click=${() => onFilter({ weekday, hour })}>${formats.short(scans)}</button>`
                    : html`<span>${formats.short(scans)}</span>`
                }
              </td>`;
            })}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** The buttons of the table are one tab stop, and arrows move among them. */
function moveInTable(event: KeyboardEvent): void {
  const from = event.target as HTMLElement;
  const cell = from.closest('td');
  const row = from.closest('tr');
  if (!cell || !row) return;
  const isRtl = cell.matches(':dir(rtl)');
  const beside = (forward: boolean) => (forward ? cell.nextElementSibling : cell.previousElementSibling);
  const below = (forward: boolean) => (forward ? row.nextElementSibling : row.previousElementSibling)?.children[cell.cellIndex];
  const to: Record<string, () => Element | null | undefined> = {
    ArrowRight: () => beside(!isRtl),
    ArrowLeft: () => beside(isRtl),
    ArrowDown: () => below(true),
    ArrowUp: () => below(false),
    Home: () => row.children[1],
    End: () => row.lastElementChild,
  };
  const go = to[event.key];
  if (!go) return;
  event.preventDefault();
  const button = go()?.querySelector('button');
  if (!button) return;
  from.tabIndex = -1;
  button.tabIndex = 0;
  button.focus();
}

/** What the lines stand for, told apart by dash and dot and not by colour alone. */
export function legend({ rollup, words, running }: View): unknown {
  const items = [
    ...(rollup.previous ? ([['line', words.legendNow], ['previous', words.legendBefore]] as const) : []),
    ...(running >= 0 ? ([['running', words.legendRunning]] as const) : []),
    ...(rollup.series.some(({ scans }) => scans === null) ? ([['uncounted', words.legendUncounted]] as const) : []),
  ];
  return html`<ul part="legend" class="legend">
    ${items.map(
      ([kind, text]) => html`<li>
        <svg aria-hidden="true" width="22" height="10">
          ${
            kind === 'uncounted'
              ? svg`<path class="hatch" d="M1 9L9 1M6 9L14 1M11 9L19 1"></path>`
              : svg`<path class=${kind === 'running' ? 'line running' : kind} d="M0 5H22"></path>`
          }
        </svg>
        ${text}
      </li>`,
    )}
  </ul>`;
}

/** What is counted alone, each with a way to take it back. */
export function chips(filter: Filter, formats: View['formats'], words: View['words'], onRemove: (key: keyof Filter) => void): unknown {
  const entries = Object.entries(filter) as [keyof Filter, string | number | null][];
  if (entries.length === 0) return nothing;
  const textOf = ([key, value]: (typeof entries)[number]) => {
    if (key === 'weekday') return formats.weekday(Number(value));
    if (key === 'hour') return formats.hour(Number(value));
    return `${words.by[key]}: ${valueName(key, value as string | null, formats, words)}`;
  };
  return html`<ul class="chips" aria-label=${words.filters}>
    ${entries.map((entry) => {
      const text = textOf(entry);
      return html`<li>
        <button type="button" class="small" aria-label=${words.removeFilter(text)} @click=${() => onRemove(entry[0])}>
          ${text} <span aria-hidden="true">×</span>
        </button>
      </li>`;
    })}
  </ul>`;
}
