import type { Client } from '../../src/client/index.js';
import { createClient } from '../../src/client/index.js';
import { JsiScanChart } from '../../src/elements/scan-chart/define.js';
import { encodeRollup } from '../../src/proxy/rollup-wire.js';
import { rollup } from '../../src/scans/rollup.js';
import { createStore } from '../../src/scans/store.js';
import type { Coverage, Interval, RollupQuestion, ScanLike } from '../../src/scans/types.js';
import { json, qrCode } from './api.js';
import { laidOut, replace } from './element.js';
import { fixture, html, waitUntil } from './fixture.js';

// It is drawn once its place has been laid out, which is after an update: on purpose, so nobody has to be told in each run.
JsiScanChart.disableWarning?.('change-in-update');

/** A Tuesday; in Amsterdam, where it is 14:30, summer time began two days before. */
export const NOW = '2026-03-31T12:30:00Z';
export const ZONE = 'Europe/Amsterdam';

/** Stops the page's clock; returns what lets it run again. */
export function freeze(at = NOW): () => void {
  const now = Date.parse(at);
  const Real = Date;
  class Frozen extends Real {
    constructor(...given: [] | [number | string]) {
      if (given.length === 0) super(now);
      else super(...given);
    }
    static override now = () => now;
  }
  return replace(window, 'Date', Frozen);
}

let ahead = 0;

/** Lets the clock that measures how long an answer is good jump ahead, each time further, while something is done. */
export async function later(milliseconds: number, act: () => Promise<unknown>): Promise<void> {
  const real = performance.now.bind(performance);
  ahead += milliseconds;
  const restore = replace(performance, 'now', () => real() + ahead);
  await act().finally(restore);
}

let lastId = 0;

/** So many scans within the minutes after an instant (a date is noon of it in UTC), with these fields. */
export function scansAt(when: string, count: number, fields: Partial<ScanLike> = {}): ScanLike[] {
  const start = Date.parse(when.length === 10 ? `${when}T12:00:00Z` : when);
  return Array.from({ length: count }, (_, index) => ({
    ...fields,
    id: ++lastId,
    created_at: new Date(start + index * 1000).toISOString().slice(0, 19) + 'Z',
  }));
}

/** `2026-03-02`, `2026-03-03`, … */
export const daysFrom = (first: string, count: number) =>
  Array.from({ length: count }, (_, index) => new Date(Date.parse(first) + index * 86_400_000).toISOString().slice(0, 10));

/**
 * Six hundred scans. Of the thirty days to `NOW` (2 to 31 March) each has ten, but the 17th (a Tuesday) has 40, the 8th (a Sunday)
 * has one, and today has three so far: 314. In the thirty days before are 207 scans, 204 of them up to the same time of the period;
 * seven of those are on 1 March, so that March has 321.
 */
export function spring(): ScanLike[] {
  const day = (date: string) => [
    ...scansAt(date, 5, { device: 'ios', country_code: 'NL' }),
    ...scansAt(date, 3, { device: 'android', country_code: 'DE' }),
    ...scansAt(date, 1, { device: 'windows', country_code: 'US' }),
    ...scansAt(date, 1),
  ];
  return [
    ...scansAt('2025-06-15', 79),
    ...scansAt('2026-02-10', 200),
    ...scansAt('2026-03-01', 4),
    ...scansAt('2026-03-01T20:00:00Z', 3),
    ...daysFrom('2026-03-02', 29).flatMap((date) => {
      if (date === '2026-03-17') return scansAt(date, 40, { device: 'android', country_code: 'DE' });
      return date === '2026-03-08' ? scansAt(date, 1, { device: 'mac', country_code: 'FR' }) : day(date);
    }),
    ...scansAt('2026-03-31T09:00:00Z', 3, { device: 'ios', country_code: 'NL' }),
  ];
}

/** The devices and countries of the 314. */
export const SHARES = [
  ['iOS', 'Netherlands', 138, '44%'],
  ['Android', 'Germany', 121, '39%'],
  ['Windows', 'United States', 27, '8.6%'],
  ['Unknown device', 'Unknown country', 27, '8.6%'],
  ['Mac', 'France', 1, '0.3%'],
] as const;

export interface Asked {
  path: string;
  query: URLSearchParams;
  signal: AbortSignal;
}

export interface Answers {
  scans?: readonly ScanLike[];
  coverage?: Partial<Coverage>;
  minCell?: number;
  /** Fields of the code; `null` where the grant does not show it. */
  code?: Record<string, unknown> | null;
  /** Answers in the place of all others, where it gives an answer. */
  answer?: (asked: Asked, call: number) => Response | Promise<Response> | undefined;
  /** What an answer waits for. */
  wait?: (asked: Asked) => Promise<unknown> | undefined;
  /** When it is for who counts; default the page's clock. */
  now?: () => Date;
}

/** A real client over a roll-up made of these scans. `asked` is all that was asked, `questions` the queries of roll-ups. */
export function chartClient({
  scans = spring(),
  coverage,
  minCell,
  code = {},
  answer,
  wait,
  now = () => new Date(),
}: Answers = {}) {
  const asked: Asked[] = [];
  const store = createStore();
  store.add(scans);
  const counted = (): Coverage => ({
    since: null,
    asOf: now().toISOString(),
    counted: store.size,
    total: store.size,
    matches: true,
    ...coverage,
  });
  const answerOf = (one: Asked): Response | Promise<Response> => {
    const own = answer?.(one, asked.length);
    if (own) return own;
    if (one.path.endsWith('/scans/rollup')) {
      return json(
        encodeRollup(rollup(store, questionOf(one.query), { now: now(), coverage: counted(), ...(minCell && { minCell }) })),
      );
    }
    return /^\/qr-codes\/\d+$/.test(one.path) && code ? json(qrCode(code)) : json({ message: '' }, 403);
  };
  const client: Client = createClient({
    endpoint: 'https://site.example/jsi',
    retries: 0,
    fetch: async (input, init) => {
      const { pathname, searchParams } = new URL(input as string);
      const { signal } = init as RequestInit & { signal: AbortSignal };
      const one = { path: pathname.replace('/jsi', ''), query: searchParams, signal };
      asked.push(one);
      return Promise.race([
        Promise.resolve(wait?.(one)).then(() => answerOf(one)),
        new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
      ]);
    },
  });
  return {
    client,
    asked,
    store,
    get questions() {
      return asked.filter(({ path }) => path.endsWith('/rollup')).map(({ query }) => Object.fromEntries(query));
    },
  };
}

/** Read anew, so that what the element asks is not checked by itself. */
function questionOf(query: URLSearchParams): RollupQuestion {
  const filter: Record<string, string | number | null> = {};
  for (const [name, value] of query) {
    const key = /^filter\[(.+)\]$/.exec(name)?.[1];
    if (key) filter[key] = key === 'weekday' || key === 'hour' ? Number(value) : value || null;
  }
  const text = (name: string) => query.get(name) ?? undefined;
  const given = { from: text('from'), to: text('to'), breakdown: text('breakdown'), compare: text('compare') };
  return {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    timeZone: query.get('time_zone')!,
    interval: (query.get('interval') ?? 'auto') as Interval | 'auto',
    weekStart: Number(query.get('week_start') ?? 1),
    ...(query.get('slots') === '1' && { slots: true as const }),
    filter: filter,
  };
}

export interface Placing {
  content?: string;
  page?: ReturnType<typeof html>;
  properties?: Partial<JsiScanChart>;
  /** Whether to wait until all has come. */
  settle?: boolean;
}

/** A chart on a page of its own; attributes as in HTML. Without a `client` it has one over `spring()`. */
export async function placeChart(
  attributes: Record<string, string> = {},
  { content = '', page = html`<div></div>`, properties = {}, settle = true }: Placing = {},
) {
  const chart = document.createElement('jsi-scan-chart');
  for (const [name, value] of Object.entries({ 'time-zone': ZONE, ...attributes })) chart.setAttribute(name, value);
  chart.innerHTML = content;
  Object.assign(chart, { client: chartClient().client, ...properties });
  (await fixture(page)).append(chart);
  // Those of the same test may be above it.
  chart.scrollIntoView({ block: 'nearest' });
  if (settle) await settled(chart);
  return chart;
}

/** The same, of a code whose answers are made by these. */
export async function placeCode(answers: Answers = {}, attributes: Record<string, string> = {}, placing: Placing = {}) {
  const made = chartClient(answers);
  const chart = await placeChart(
    { 'qr-id': '1', ...attributes },
    { ...placing, properties: { client: made.client, ...placing.properties } },
  );
  return { chart, made };
}

/** Milliseconds that a test waits for what must come. */
export const PATIENCE = 10_000;

/** Until something is so; longer than it ever takes, since others may use the machine. */
export const until = (isSo: () => unknown, what?: string) =>
  waitUntil(() => Boolean(isSo()), what, { interval: 5, timeout: PATIENCE });

/** Until all that it loads has come, well or not, and is drawn. */
export async function settled(chart: JsiScanChart): Promise<void> {
  // Whether it is near what is seen, the browser says after a frame.
  await laidOut();
  await laidOut();
  await chart.updateComplete;
  await until(() => !chart.matches(':state(loading)'), 'it has loaded');
  if (chart.controls && one(chart, 'figure')) await until(() => chart.renderRoot.querySelector('.options'), 'it has its options');
  await laidOut();
  await chart.updateComplete;
  await chart.updateComplete;
}

/** Changes a chart and waits until that is drawn. */
export async function change(chart: JsiScanChart, properties: Partial<JsiScanChart>): Promise<void> {
  Object.assign(chart, properties);
  await settled(chart);
}

export const part = (chart: JsiScanChart, name: string) => chart.renderRoot.querySelector<HTMLElement>(`[part=${name}]`);
export const all = (chart: JsiScanChart, selector: string) => [...chart.renderRoot.querySelectorAll<HTMLElement>(selector)];
export const one = (chart: JsiScanChart, selector: string) => chart.renderRoot.querySelector<HTMLElement>(selector);
/** Text as a person reads it, with what only a screen reader hears. */
export const text = (element: Element | null | undefined) => element?.textContent.replace(/\s+/g, ' ').trim() ?? '';
/** The trend. */
export const drawing = (chart: JsiScanChart) => chart.renderRoot.querySelector<SVGSVGElement>('.drawing.svg svg');
export const cursor = (chart: JsiScanChart) => part(chart, 'cursor');
export const canvas = (chart: JsiScanChart) => chart.renderRoot.querySelector('canvas');
export const summary = (chart: JsiScanChart) => text(part(chart, 'summary'));
export const said = (chart: JsiScanChart) => text(one(chart, '[role=status]'));

/** The headline figures by what they are called. */
export const figures = (chart: JsiScanChart) =>
  Object.fromEntries(
    all(chart, '[part=figures] > div').map((figure) => [text(figure.querySelector('dt')), text(figure.querySelector('dd'))]),
  );

/** Name, count and share of the bars that are shown. */
export const bars = (chart: JsiScanChart) =>
  all(chart, '[part=bars] .row').map((row) => ['name', 'count', 'share'].map((of) => text(row.querySelector(`.${of}`))));

/** A button as a person finds it: by its name. */
export function button(chart: JsiScanChart, name: string | RegExp): HTMLButtonElement {
  const found = [...chart.renderRoot.querySelectorAll('button')].find((one) => {
    const own = one.getAttribute('aria-label') ?? text(one);
    return typeof name === 'string' ? own === name : name.test(own);
  });
  if (!found) throw new Error(`There is no button “${String(name)}”.`);
  return found;
}

/** An option of the chart, by its label; `null` where it is not there. */
export function option(chart: JsiScanChart, name: string): HTMLSelectElement | HTMLInputElement | null {
  const label = all(chart, '.options label').find((one) => text(one.querySelector('span') ?? one) === name);
  return label?.querySelector<HTMLSelectElement | HTMLInputElement>('select, input') ?? null;
}

/** Chooses as a person does. */
export async function choose(chart: JsiScanChart, name: string, value: string): Promise<void> {
  const field = option(chart, name);
  if (field) field.value = value;
  if (field?.value !== value) throw new Error(`“${name}” cannot be set to ${value}.`);
  field.dispatchEvent(new Event('change', { bubbles: true }));
  await settled(chart);
}

/** Presses keys on the plot, or on another element. Returns whether the page would scroll at the last one. */
export async function press(chart: JsiScanChart, key: string, target: Element = cursor(chart)!): Promise<boolean> {
  const goesOn = target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
  await chart.updateComplete;
  return goesOn;
}

/** What is said of the point that the cursor is at. */
export const spoken = (chart: JsiScanChart) => cursor(chart)!.getAttribute('aria-valuetext')!;

/** Opens “Show data”. */
export async function openTable(chart: JsiScanChart): Promise<HTMLTableElement> {
  one(chart, 'details > summary')!.click();
  await until(() => part(chart, 'table'), 'the table is there');
  return part(chart, 'table') as HTMLTableElement;
}

/** The rows of the table as text. */
export const rows = (table: HTMLTableElement) => [...table.rows].map((row) => [...row.cells].map(text));

/** Takes the files that are handed to the person. */
export function downloads() {
  const files: { name: string; blob: Promise<Blob> }[] = [];
  const restore = replace(HTMLAnchorElement.prototype, 'click', function (this: HTMLAnchorElement) {
    files.push({ name: this.download, blob: fetch(this.href).then((response) => response.blob()) });
  });
  return { files, restore };
}
