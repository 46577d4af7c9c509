import { html, nothing, type TemplateResult } from 'lit';
import type { ScanChartTerms } from '../../locales/en.scan-chart.js';
import { rangeNames } from '../../scans/calendar.js';
import { isTimeZone } from '../../time/zones.js';
import { fileName } from '../../qr/file-name.js';
import { addStyles } from '../../ui/add-styles.js';
import { saveFile } from '../../ui/save-file.js';
import { breakdowns, intervals, ownTimeZone, type Breakdown } from './question.js';
import type { JsiScanChart } from './scan-chart.js';
import { toolbarStyles } from './toolbar.styles.js';
import type { View } from './view.js';

export interface ToolbarContext {
  words: ScanChartTerms;
  lang: () => string;
  view: () => View | null;
  title: () => string;
  /** What comes next is what a person has asked for. */
  announce: () => void;
  /** Somebody looks at the list of zones. */
  prepareZones: () => void;
  say: (text: string) => void;
}

export interface Toolbar {
  render: () => TemplateResult;
}

const fullScreenSign = html`<svg aria-hidden="true" width="14" height="14" viewBox="0 0 14 14" fill="none" stroke="currentColor" stroke-width="2">
  <path d="M1 5V1h4M9 1h4v4M13 9v4H9M5 13H1V9"></path>
</svg>`;

/** The options of the chart: each changes an attribute's property, and nothing else. */
export function createToolbar(chart: JsiScanChart, context: ToolbarContext): Toolbar {
  addStyles(chart.renderRoot as ShadowRoot, toolbarStyles);
  const { words } = context;
  const { controls } = words;
  let isCustom = false;
  let datesProblem = '';

  const change = (properties: Partial<JsiScanChart>) => {
    Object.assign(chart, properties);
    context.announce();
  };
  const select = <T extends string>(name: string, value: T, options: readonly (readonly [T, string])[], chosen: (value: T) => void) =>
    html`<label class="option">
      <span>${name}</span>
      <select @change=${(event: Event) => chosen((event.target as HTMLSelectElement).value as T)}>
        ${options.map(([option, text]) => html`<option value=${option} .selected=${option === value}>${text}</option>`)}
      </select>
    </label>`;

  const chooseRange = (value: string) => {
    isCustom = value === 'custom';
    datesProblem = '';
    if (!isCustom) change({ range: value, from: null, to: null });
    else {
      const shown = context.view()?.rollup;
      change({ from: shown?.from ?? null, to: shown?.to ?? null });
    }
  };
  const chooseDate = (which: 'from' | 'to') => (event: Event) => {
    const { value } = event.target as HTMLInputElement;
    if (!value) return;
    const dates = { from: chart.from, to: chart.to, [which]: value };
    datesProblem = dates.from && dates.to && dates.from > dates.to ? controls.badDates : '';
    if (datesProblem) chart.requestUpdate();
    else change({ [which]: value });
  };
  const dateField = (which: 'from' | 'to') => html`<label class="option">
    <span>${controls[which]}</span>
    <input type="date" .value=${chart[which] ?? ''} aria-invalid=${datesProblem ? 'true' : 'false'} @change=${chooseDate(which)} />
  </label>`;

  const zones = () => {
    const shown = chart.timeZone || ownTimeZone();
    const all = new Set([shown, ownTimeZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')]);
    return [...all].filter(isTimeZone).map((zone) => [zone, zone.replaceAll('_', ' ')] as const);
  };
  /** Four hundred names are made once somebody looks at them. */
  let allZones: (readonly [string, string])[] | null = null;
  const zoneOptions = () => {
    const shown = chart.timeZone || ownTimeZone();
    return allZones ?? [[shown, shown.replaceAll('_', ' ')] as const];
  };
  const openZones = () => {
    context.prepareZones();
    if (allZones) return;
    allZones = zones();
    chart.requestUpdate();
  };

  const save = async (kind: 'csv' | 'svg' | 'png') => {
    try {
      const blob =
        kind === 'csv'
          ? new Blob(['\ufeff', chart.toCsv()], { type: 'text/csv;charset=utf-8' })
          : await chart.toBlob({ type: kind === 'svg' ? 'image/svg+xml' : 'image/png' });
      const period = context.view()?.rollup;
      saveFile(blob, fileName(`${context.title()} ${period?.from ?? ''} ${period?.to ?? ''}`, kind));
      context.say(words.exported);
    } catch {
      context.say(words.notExported);
    }
  };

  const isFull = () => (chart.getRootNode() as Document | ShadowRoot).fullscreenElement === chart;
  const toggleFull = async () => {
    try {
      await (isFull() ? document.exitFullscreen() : chart.requestFullscreen());
    } catch {
      // A frame may forbid it, and then there is nothing to say that the visitor could act on.
    }
    chart.requestUpdate();
  };

  return {
    render() {
      const isDates = isCustom || chart.from !== null || chart.to !== null;
      const ranges = [...rangeNames, 'custom' as const].map((name) => [name as string, controls.ranges[name]] as const);
      return html`<div class="options" role="group" aria-label=${controls.group}>
          ${select(controls.range, isDates ? 'custom' : chart.range, ranges, chooseRange)} ${isDates ? html`${dateField('from')} ${dateField('to')}` : nothing}
          ${select<Breakdown>(controls.breakdown, chart.breakdown, breakdowns.map((by) => [by, words.by[by]] as const), (breakdown) => change({ breakdown }))}
          ${select(controls.interval, chart.interval, intervals.map((interval) => [interval, controls.intervals[interval]] as const), (interval) => change({ interval }))}
          <label class="option zone" @pointerdown=${openZones} @focusin=${openZones}>
            <span>${controls.zone}</span>
            <select @change=${(event: Event) => change({ timeZone: (event.target as HTMLSelectElement).value })}>
              ${zoneOptions().map(([zone, text]) => html`<option value=${zone} .selected=${zone === (chart.timeZone || ownTimeZone())}>${text}</option>`)}
            </select>
          </label>
          <div class="last">
          <label class="check">
            <input type="checkbox" .checked=${chart.compare !== null} @change=${(event: Event) => change({ compare: (event.target as HTMLInputElement).checked ? 'previous' : null })} />
            ${controls.compare}
          </label>
          <span class="exports" role="group" aria-label=${controls.exports}>
            ${(['csv', 'svg', 'png'] as const).map(
              (kind) => html`<button type="button" class="small" aria-label="${controls.exports} ${controls[kind]}" ?disabled=${!context.view()} @click=${() => void save(kind)}>
                ${controls[kind]}
              </button>`,
            )}
            ${
              document.fullscreenEnabled
                ? html`<button type="button" class="small" aria-pressed=${isFull()} aria-label=${isFull() ? controls.leaveFullScreen : controls.fullScreen} @click=${() => void toggleFull()}>${fullScreenSign}</button>`
                : nothing
            }
          </span>
          </div>
        </div>
        ${datesProblem ? html`<p class="problem" role="alert">${datesProblem}</p>` : nothing}`;
    },
  };
}
