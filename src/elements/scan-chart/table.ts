import { html, nothing, type TemplateResult } from 'lit';
import { monthStart, weekdayOfDay } from '../../scans/calendar.js';
import { zoneOf } from '../../time/zones.js';
import { barsOf, headingOf, type View } from './view.js';

/** More rows than this are folded. */
const MANY = 14;

/** Rows of one coarser bucket. */
interface Group {
  name: string;
  /** First and last index. */
  first: number;
  last: number;
}

/** The numbers of the chart as a table, the primary one of its two forms. */
export function table(view: View, open: ReadonlySet<number>, onToggle: (group: number) => void): TemplateResult {
  return view.rollup.breakdown ? valueTable(view) : timeTable(view, open, onToggle);
}

function valueTable(view: View): TemplateResult {
  const { rollup, formats, words } = view;
  return html`<table part="table">
    <caption>${headingOf(view)}</caption>
    <thead>
      <tr><th scope="col">${words.value}</th><th scope="col">${words.scansColumn}</th><th scope="col">${words.shareColumn}</th></tr>
    </thead>
    <tbody>
      ${barsOf(view).map(
        ({ label, scans, share }) => html`<tr>
          <th scope="row">${label}</th><td>${formats.number(scans)}</td><td>${formats.percent(share)}</td>
        </tr>`,
      )}
    </tbody>
    <tfoot><tr><th scope="row">${words.sum}</th><td>${formats.number(rollup.scans)}</td><td></td></tr></tfoot>
  </table>`;
}

function timeTable(view: View, open: ReadonlySet<number>, onToggle: (group: number) => void): TemplateResult {
  const { rollup, formats, words } = view;
  const { series, previous, interval } = rollup;
  const number = (value: number | null | undefined) => (value == null ? '–' : formats.number(value));
  const row = (index: number) => {
    const { scans, incomplete, clipped } = series[index]!;
    return html`<tr>
      <th scope="row">${view.name(index)}${incomplete ? html` <small>(${words.incomplete})</small>` : clipped ? html` <small>(${words.clipped})</small>` : nothing}</th>
      <td>${scans === null ? words.uncounted : number(scans)}</td>
      ${previous ? html`<td>${number(previous.series[index])}</td>` : nothing}
    </tr>`;
  };
  const sum = (values: readonly (number | null | undefined)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);
  const groups = groupsOf(view);
  return html`<table part="table">
    <caption>${headingOf(view)}</caption>
    <thead>
      <tr>
        <th scope="col">${words.bucket[interval]}</th>
        <th scope="col">${words.scansColumn}</th>
        ${previous ? html`<th scope="col">${words.previousColumn}</th>` : nothing}
      </tr>
    </thead>
    ${
      groups
        ? groups.map(({ name, first, last }, group) => {
            const isOpen = open.has(group);
            return html`<tbody>
              <tr class="group">
                <th scope="rowgroup">
                  <button type="button" aria-expanded=${isOpen} @click=${() => onToggle(group)}><span aria-hidden="true">${isOpen ? '▾' : '▸'}</span> ${name}</button>
                </th>
                <td>${number(sum(series.slice(first, last + 1).map(({ scans }) => scans)))}</td>
                ${previous ? html`<td>${number(sum(previous.series.slice(first, last + 1)))}</td>` : nothing}
              </tr>
              ${isOpen ? Array.from({ length: last - first + 1 }, (_, index) => row(first + index)) : nothing}
            </tbody>`;
          })
        : html`<tbody>${series.map((_, index) => row(index))}</tbody>`
    }
    <tfoot>
      <tr>
        <th scope="row">${words.sum}</th>
        <td>${number(rollup.scans)}</td>
        ${previous ? html`<td>${number(sum(previous.series))}</td>` : nothing}
      </tr>
    </tfoot>
  </table>`;
}

/** Hours fold into days, days into weeks and, where these are many too, into months, weeks into months, months into years. */
function groupsOf({ rollup, bounds, formats }: View): Group[] | null {
  const { series, interval, weekStart } = rollup;
  if (series.length <= MANY) return null;
  const zone = zoneOf(rollup.timeZone);
  const isLong = series.length > 92;
  const keyOf = (day: number) => {
    if (interval === 'hour') return day;
    if (interval === 'day' && !isLong) return day - ((weekdayOfDay(day) - weekStart + 7) % 7);
    return interval === 'month' ? new Date(day * 86_400_000).getUTCFullYear() : monthStart(day);
  };
  const kind = interval === 'hour' ? 'day' : interval === 'day' && !isLong ? 'week' : 'month';
  const groups: (Group & { key: number })[] = [];
  for (const index of series.keys()) {
    const key = keyOf(zone.dayOf(bounds[index]!));
    const open = groups.at(-1);
    if (open?.key === key) open.last = index;
    else groups.push({ key, name: '', first: index, last: index });
  }
  return groups.map(({ first, last }) => ({
    first,
    last,
    name: interval === 'month' ? formats.tick('year', bounds[first]!) : formats.bucket(kind, bounds[first]!, bounds[last + 1]!),
  }));
}
