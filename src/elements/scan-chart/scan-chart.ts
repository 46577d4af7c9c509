import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Client } from '../../client/client.js';
import { enScanChart as words } from '../../locales/en.scan-chart.js';
import { en } from '../../locales/en.js';
import type { Bucket, Filter, RollupQuestion, ScanLike } from '../../scans/types.js';
import { buttonStyles } from '../../ui/button.styles.js';
import { version } from '../../ui/define.js';
import { errorText } from '../../ui/error-text.js';
import { isServer } from '../../ui/is-server.js';
import { Remote } from '../../ui/remote.js';
import { unwatchSeen, watchSeen } from '../../ui/seen.js';
import { statesStyles } from '../../ui/states.styles.js';
import { forget, onceNear, onSized } from '../../ui/viewport.js';
import { CodeScans } from './code-scans.js';
import { coverageLine } from './coverage.js';
import { csvOf } from './csv.js';
import { Cursor } from './cursor.js';
import { JsiFilterEvent } from './events.js';
import type { BlobOptions } from './export.js';
import { formatsOf } from './format.js';
import type { ChartData } from './data.js';
import { bars, chips, figures, heat, legend, ROWS } from './parts.js';
import { Poll } from './poll.js';
import { questionOf, type Asked, type Breakdown } from './question.js';
import { scanChartStyles } from './scan-chart.styles.js';
import { summaryOf } from './summary.js';
import { Stage, themeOf } from './stage.js';
import { table } from './table.js';
import { readTable } from './table-source.js';
import type { Toolbar } from './toolbar.js';
import { barsOf, daysOfBucket, viewOf, type View } from './view.js';

/**
 * Charts the scans of a QR code: totals, trend and breakdowns, with the numbers as text and as a table.
 *
 * @tag jsi-scan-chart
 * @slot - Shown until the chart is ready. A `<table>` here, without a `qr-id`, is charted itself.
 * @slot error - Replaces the text of an error.
 * @fires {JsiLoadEvent} jsi-load - The scans were loaded; `data` is the roll-up.
 * @fires {JsiErrorEvent} jsi-error - The scans could not be loaded; `error` says why.
 * @fires {JsiFilterEvent} jsi-filter - A person has chosen what is counted; `filter` is all that is asked for now.
 * @csspart base - The whole chart.
 * @csspart figures - The totals.
 * @csspart plot - The trend.
 * @csspart cursor - What takes keys and pointers above the trend.
 * @csspart bars - The ranked bars of a breakdown.
 * @csspart heat - The heat map of weekdays and hours.
 * @csspart legend - What the lines stand for.
 * @csspart coverage - How much is counted, and how old that is.
 * @csspart summary - The chart in a sentence.
 * @csspart table - The numbers.
 * @csspart controls - The options.
 * @csspart error - What is shown instead of a chart, with its text.
 * @csspart retry - The button that loads again.
 * @cssprop [--jsi-chart-color] - Colour of lines and bars.
 * @cssprop [--jsi-chart-previous-color] - Colour of the period before.
 * @cssprop [--jsi-chart-height=240px] - Height of the plot.
 * @cssprop [--jsi-font=system-ui, sans-serif] - Font family of all text.
 * @cssprop [--jsi-text-color] - Colour of text.
 * @cssprop [--jsi-surface=Canvas] - Background of messages and open dots.
 * @cssprop [--jsi-border-color] - Lines of grid and table.
 * @cssprop [--jsi-focus-color=Highlight] - Focus outline.
 * @cssprop [--jsi-radius=6px] - Corner radius of messages and buttons.
 * @cssstate loading - Scans are being loaded.
 * @cssstate empty - The code has no scans yet.
 * @cssstate error - The scans could not be loaded, or not be refreshed.
 * @cssstate partial - Not all scans are counted yet.
 * @cssstate stale - What is shown could not be refreshed.
 * @example
 * ```html
 * <jsi-scan-chart qr-id="1" range="30d" compare="previous" controls></jsi-scan-chart>
 * ```
 */
export class JsiScanChart extends LitElement {
  static override styles = [buttonStyles, statesStyles, scanChartStyles];
  static override properties = {
    qrId: { attribute: 'qr-id' },
    range: {},
    from: {},
    to: {},
    timeZone: { attribute: 'time-zone' },
    interval: {},
    breakdown: {},
    compare: {},
    refresh: { type: Number },
    controls: { type: Boolean },
    withoutSummary: { attribute: 'without-summary', type: Boolean },
    withoutTable: { attribute: 'without-table', type: Boolean },
    label: {},
    endpoint: {},
    embedToken: { attribute: 'embed-token' },
    scans: { attribute: false },
    filter: { attribute: false },
    client: { attribute: false },
  };
  /** Version of the package that this class comes from. */
  static readonly version = version;

  /** Id of the code whose scans are charted. */
  qrId: string | number | null = null;
  /** `7d`, `30d`, `90d`, `12m`, `mtd`, `ytd` or `all`; local days, today included. */
  range = '30d';
  /** First day of the period, such as `2026-03-29`; wins over `range`. */
  from: string | null = null;
  /** Last day of the period, which belongs to it; default today. */
  to: string | null = null;
  /** IANA name of the zone of all days and hours; default the viewer's. */
  timeZone: string | null = null;
  /** `auto`, `hour`, `day`, `week` or `month`. */
  interval: 'auto' | 'hour' | 'day' | 'week' | 'month' = 'auto';
  /** `time`, `device`, `country`, `referrer`, `utm-source`, `utm-medium`, `utm-campaign`, `destination` or `weekday-hour`. */
  breakdown: Breakdown = 'time';
  /** `previous`: also the period before; `year`: the same dates a year before. */
  compare: 'previous' | 'year' | null = null;
  /** Seconds between polls while the chart is seen; 0 for none. */
  refresh = 0;
  /** Shows options, export and filters. */
  controls = false;
  /** Leaves the summary sentence out; it is still there for screen readers. */
  withoutSummary = false;
  /** Leaves the table out. */
  withoutTable = false;
  /** Title of the chart; default the code's name. */
  label: string | null = null;
  /** Base of the token proxy; default the page's `<meta name="jsi-endpoint">`, else `/jsi`. */
  endpoint: string | null = null;
  /** Signed grant for the proxy. */
  embedToken: string | null = null;
  /** Scans to chart with no network; `null` loads them. */
  scans: readonly ScanLike[] | null = null;
  /** Only scans with these values are counted. */
  filter: Filter = {};
  /** A client to use instead of the page's shared one. */
  client: Client | null = null;

  readonly #internals = this.attachInternals();
  readonly #remote = new Remote<ChartData, string>(this, {
    key: () => this.#key(),
    load: (client, _key, signal) => this.#load(client, signal),
    internals: this.#internals,
    isEmpty: ({ total }) => total === 0,
  });
  readonly #poll = new Poll(() => this.#refresh());
  readonly #stage = new Stage(this);
  readonly #cursor = new Cursor({
    update: () => this.requestUpdate(),
    scene: () => this.#stage.scene,
    zoom: (first, last) => this.#zoom(first, last),
    back: () => this.#zoomOut(),
    isZoomable: () => this.controls,
  });

  #asked: Asked | null = null;
  #isNear = isServer;
  #isSeen = false;
  #isNew = false;
  #width = 0;
  #height = 0;
  #isMeasured = false;
  /** What was loaded last, and of what: shown until there is something newer. */
  #kept: { of: readonly unknown[]; data: ChartData } | null = null;
  readonly #code = new CodeScans({ facts: () => this.requestUpdate(), count: () => void this.#remote.reload() });
  #toolbar: Toolbar | null = null;
  #loadsToolbar = false;
  #children: MutationObserver | null = null;
  /** Counts changes of what has no value to compare by. */
  #sourceVersion = 0;
  #openGroups = new Set<number>();
  #isTableOpen = false;
  #isAllRows = false;
  /** What was shown before, and the days that are shown since. */
  #zooms: { before: Pick<JsiScanChart, 'range' | 'from' | 'to' | 'interval'>; from: string; to: string }[] = [];
  #view: { data: ChartData; view: View } | null = null;
  /** What is said once the data is there that a person has asked for. */
  #saying: ((summary: string) => string) | null = null;
  #said = '';

  /** The buckets that are shown; `scans` is `null` where they are not counted yet. */
  get series(): readonly Readonly<Bucket>[] {
    return this.#data?.series ?? [];
  }

  /** Loads the scans again; resolves when that has ended, well or not. */
  async reload(): Promise<void> {
    this.#reach();
    this.#isNew = true;
    await this.updateComplete;
    await this.#remote.reload();
    this.#isNew = false;
  }

  /** What is shown as CSV (RFC 4180): plain numbers, ISO instants, and no cell that a spreadsheet runs as a formula. */
  toCsv(): string {
    const view = this.#current;
    return view ? csvOf(view) : '';
  }

  /**
   * What is drawn as a file: `image/png` (default) or `image/svg+xml`.
   * @throws {Error} while nothing is drawn, or where the browser cannot write the type
   */
  async toBlob(options: BlobOptions = {}): Promise<Blob> {
    const view = this.#current;
    if (!view) throw new Error('No chart is drawn yet.');
    const { blobOf } = await import('./export.js');
    return blobOf(view, { title: this.#title, marks: this.#code.facts?.marks(view) ?? [], theme: themeOf(this), isRtl: this.#isRtl, ...options });
  }

  /** Chooses what is counted, and tells the page. */
  setFilter(filter: Filter): void {
    this.filter = filter;
    this.#saying = words.filtered;
    this.dispatchEvent(new JsiFilterEvent(filter));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#isNear) this.#watch();
    else onceNear(this, () => this.#reach(), false);
    // It has left in the middle of counting.
    if (!this.#code.fallback && this.#kept?.data.local && isPartial(this.#kept.data)) void this.#remote.reload();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#children?.disconnect();
    forget(this);
    unwatchSeen(this);
    this.#poll.stop();
    // A moved element comes back within the same task, and goes on counting.
    queueMicrotask(() => {
      if (!this.isConnected) this.#code.leave();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('scans')) this.#sourceVersion++;
    if (changed.has('qrId')) this.#code.forget();
    if ((['qrId', 'client', 'endpoint', 'embedToken'] as const).some((name) => changed.has(name))) this.#code.leave();
    const isOther = (['range', 'from', 'to', 'interval', 'breakdown', 'qrId', 'timeZone'] as const).some((name) => changed.has(name));
    if (isOther) {
      this.#openGroups.clear();
      this.#cursor.index = -1;
    }
  }

  protected override render(): TemplateResult {
    const { data } = this.#remote;
    if (data) this.#kept = { of: this.#subject, data };
    const view = this.#current;
    this.#stage.lay(view, { width: this.#width, height: this.#height, isTrend: this.#isTrend(view), isRtl: this.#isRtl, facts: this.#code.facts });
    return html`<div class="frame">
        <div class="sizer"></div>
        ${this.#isNear ? this.#figure(view) : this.#far()}
      </div>
      <p class="hidden" role="status">${this.#said}</p>`;
  }

  /** As high as the chart will be, and nothing else: a page may hold a hundred. */
  #far(): TemplateResult {
    const classes = [
      this.breakdown === 'time' ? '' : 'tall',
      this.controls ? 'has-options' : '',
      this.withoutSummary ? 'without-summary' : '',
      this.withoutTable ? 'without-table' : '',
      // The line with the marks of its time axis is there for codes alone.
      this.#id === null ? 'without-facts' : '',
    ];
    return html`<div class="far ${classes.join(' ')}"><slot></slot></div>`;
  }

  #figure(view: View | null): TemplateResult {
    const isBusy = this.#remote.loading && view !== null;
    return html`<figure part="base" class=${isBusy ? 'busy' : ''} aria-labelledby="title" aria-describedby="summary">
        <div class="head">
          <p class="title" id="title" dir="auto" title=${this.#title}>${this.#title}</p>
          <span class="quiet">${this.#subtitle(view)}</span>
        </div>
        ${this.controls ? html`<div part="controls" class="controls">${this.#toolbar?.render()}</div>` : nothing} ${this.#chips(view)}
        ${view ? figures(view) : html`<div class="figures"></div>`}
        <div class="view ${this.breakdown === 'time' ? '' : 'tall'}">${this.#body(view)}</div>
        ${view && !view.rollup.summaryOnly ? legend(view) : html`<div class="legend"></div>`}
        ${view && this.#code.facts ? this.#code.facts.render(view) : this.#id === null ? nothing : html`<div class="facts"></div>`}
        <div part="coverage" class="coverage">${view ? this.#coverage(view) : nothing}</div>
        <p part="summary" id="summary" dir="auto" class=${this.withoutSummary ? 'hidden' : 'summary'}>${view ? this.#summary(view) : nothing}</p>
        ${this.withoutTable ? nothing : this.#details(view)}
      </figure>`;
  }

  /** What only a chart that is drawn has to know. */
  #watch(): void {
    this.#children ??= new MutationObserver(() => {
      this.#sourceVersion++;
      this.requestUpdate();
    });
    this.#children.observe(this, { childList: true, subtree: true, characterData: true });
    watchSeen(this, (isSeen) => {
      this.#isSeen = isSeen;
      this.#poll.allow(isSeen);
      this.requestUpdate();
    });
  }

  #measure(): void {
    const sizer = this.renderRoot.querySelector<HTMLElement>('.sizer')!;
    // After the layout: nothing has to be laid out to be asked.
    onSized(sizer, (pixels) => {
      const width = Math.round(pixels / devicePixelRatio);
      const height = sizer.offsetHeight;
      if (width === this.#width && height === this.#height) return;
      [this.#width, this.#height] = [width, height];
      this.requestUpdate();
    });
    this.#isMeasured = true;
  }

  protected override updated(): void {
    const view = this.#current;
    if (this.#isNear && !this.#isMeasured) this.#measure();
    this.#stage.draw(this.#isSeen && this.#isTrend(view));
    if (this.controls) this.#loadToolbar();
    const { loading, error, data } = this.#remote;
    const states = { partial: !!data && isPartial(data), stale: !!error && !!view, error: !loading && (!!error || this.#problem !== null) };
    for (const [state, isOn] of Object.entries(states)) this.#internals.states[isOn ? 'add' : 'delete'](state);
    if (loading) return;
    this.#poll.next(this.#isNear && view ? nextPoll(data, this.refresh) : null, error ?? null);
    if (this.#saying && view) {
      this.#said = this.#saying(summaryOf(view));
      this.#saying = null;
      this.requestUpdate();
    }
  }

  // What is asked, and of whom

  #key(): string | null {
    if (!this.#isNear) return null;
    const source = this.#source;
    this.#asked = questionOf(this, this.#lang, words, new Date());
    if (source === null || 'problem' in this.#asked) return null;
    return JSON.stringify([source, this.#asked.question]);
  }

  /** All that an answer depends on but the zone. */
  get #about(): string {
    return JSON.stringify([this.#id, this.range, this.from, this.to, this.interval, this.breakdown, this.compare, this.filter]);
  }

  /** `null` where nothing says what to chart. */
  get #source(): string | null {
    if (this.scans) return `scans ${this.#sourceVersion}`;
    if (this.qrId !== null && this.qrId !== '') return this.#id === null ? null : `code ${this.#id}`;
    return this.#table ? `table ${this.#sourceVersion}` : null;
  }

  /** A table of the page, where there is nothing else to chart. */
  get #table(): HTMLTableElement | null {
    return isServer ? null : this.querySelector('table');
  }

  get #id(): number | null {
    const id = Number(this.qrId);
    return Number.isSafeInteger(id) && id > 0 ? id : null;
  }

  /** What is wrong with the attributes, in words. */
  get #problem(): string | null {
    if (!this.scans && this.qrId !== null && this.qrId !== '' && this.#id === null) return words.badId(String(this.qrId));
    return this.#asked && 'problem' in this.#asked ? this.#asked.problem : null;
  }

  async #load(client: Client, signal: AbortSignal): Promise<ChartData> {
    const { question } = this.#asked as { question: RollupQuestion };
    if (this.scans) return (await import('./local.js')).rollupOf(this.scans, question);
    if (this.#id === null) return readTable(this.#table!, question);
    const id = this.#id;
    return this.#code.ask({ client, id, question, about: this.#about, isNew: this.#isNew, signal });
  }

  async #refresh(): Promise<void> {
    this.#isNew = true;
    await this.#remote.reload();
    this.#isNew = false;
  }

  #reach(): void {
    if (this.#isNear) return;
    forget(this);
    this.#isNear = true;
    if (this.isConnected) this.#watch();
    this.requestUpdate();
  }

  // What is shown

  get #data(): ChartData | null {
    if (this.#remote.data) return this.#remote.data;
    const isSame = this.#source !== null && this.#subject.every((part, index) => part === this.#kept?.of[index]);
    return isSame ? this.#kept!.data : null;
  }

  /** What is charted, whatever is asked about it, and who answers: of one nothing is shown in the name of another. */
  get #subject(): readonly unknown[] {
    return [this.scans !== null, this.qrId, this.client, this.endpoint];
  }

  get #current(): View | null {
    const data = this.#data;
    if (!data || this.#problem !== null) return null;
    const formats = formatsOf(this.#lang, data.timeZone);
    if (this.#view?.data !== data || this.#view.view.formats !== formats) this.#view = { data, view: viewOf(data, formats, words) };
    return this.#view.view;
  }

  get #lang(): string {
    return this.closest('[lang]')?.getAttribute('lang') || 'en';
  }

  get #isRtl(): boolean {
    return !isServer && this.matches(':dir(rtl)');
  }

  get #title(): string {
    if (this.label) return this.label;
    const name = this.#code.facts?.name || (this.qrId === null ? this.#table?.caption?.textContent.trim() : '');
    return name ? (this.qrId === null ? name : words.title(name)) : words.titleUnnamed;
  }

  #subtitle(view: View | null): string {
    if (!view || view.rollup.series.length === 0) return '';
    const { formats, bounds, rollup } = view;
    return `${words.days(formats.day(bounds[0]!), formats.day(bounds.at(-1)! - 1))} · ${words.zone(rollup.timeZone)}`;
  }

  #summary(view: View): string {
    return view.rollup.summaryOnly ? words.summaryOnly : [this.#code.facts?.warning, summaryOf(view)].filter(Boolean).join(' ');
  }

  #isTrend(view: View | null): boolean {
    return !view?.rollup.breakdown && !view?.rollup.heat;
  }

  #body(view: View | null): unknown {
    if (!view) return this.#instead();
    const { rollup } = view;
    const isFiltered = Object.keys(this.filter).length > 0;
    const onFilter = rollup.minCell || rollup.summaryOnly || !this.controls ? null : (filter: Filter) => this.setFilter({ ...this.filter, ...filter });
    if (rollup.total === 0 || (rollup.scans === 0 && !isPartial(rollup) && rollup.series.every(({ scans }) => scans === 0))) {
      return html`<div class="message"><p>${rollup.total === 0 ? words.empty : isFiltered ? words.emptyFilter : words.emptyPeriod}</p></div>`;
    }
    const isTrend = this.#isTrend(view);
    const plot = rollup.series.length
      ? html`<div part="plot" class="plot ${isTrend ? '' : 'small'} ${this.#stage.hasCanvas ? 'has-canvas' : ''}">
          <div class="drawing svg"></div>
          <div class="drawing canvas"></div>
          ${this.#stage.scene ? this.#cursor.render(this.#stage.scene, words.plot(this.#title)) : nothing}
        </div>`
      : nothing;
    if (rollup.heat) return html`${plot} ${heat(view, onFilter)}`;
    if (!rollup.breakdown) return plot;
    const count = barsOf(view).length;
    return html`${plot} ${bars(view, this.#isAllRows, onFilter)}
      ${
        count > ROWS
          ? html`<button type="button" class="small" aria-expanded=${this.#isAllRows} @click=${() => this.#toggleRows()}>
              ${this.#isAllRows ? words.showFewer : words.showAll(count)}
            </button>`
          : nothing
      }`;
  }

  /** Something to read in the place of the chart. */
  #instead(): unknown {
    const { error, loading } = this.#remote;
    const problem = this.#problem ?? (this.#isNear && this.#source === null ? words.needsId : null);
    if (problem === null && (!error || loading)) return html`<slot><div class="wait"></div></slot>`;
    if (problem !== null && this.#problem === null) return html`<slot><div class="message"><p>${problem}</p></div></slot>`;
    const text = problem ?? errorText(error!, { ...en, errorNotFound: words.notFound });
    return html`<div part="error" class="message" role=${problem === null ? 'alert' : nothing}>
      <p><slot name="error">${text}</slot></p>
      ${problem === null ? html`<button part="retry" type="button" @click=${() => void this.reload()}>${en.retry}</button>` : nothing}
    </div>`;
  }

  #coverage(view: View): unknown {
    const { error } = this.#remote;
    return coverageLine(view, {
      now: Date.now(),
      isStale: !!error,
      isAutomatic: this.refresh > 0,
      fallback: this.#code.fallback,
      retry: () => void this.reload(),
      error: error ? errorText(error, en) : '',
    });
  }

  #chips(view: View | null): unknown {
    return chips(this.filter, view?.formats ?? formatsOf(this.#lang, 'UTC'), words, (key) => this.#removeFilter(key));
  }

  #removeFilter(key: keyof Filter): void {
    this.setFilter(Object.fromEntries(Object.entries(this.filter).filter(([name]) => name !== key)));
    this.renderRoot.querySelector<HTMLElement>('.cursor, .controls select')?.focus();
  }

  #details(view: View | null): TemplateResult {
    if (!view || view.rollup.summaryOnly || view.rollup.total === 0) return html`<div class="no-data"></div>`;
    return html`<details ?open=${this.#isTableOpen} @toggle=${this.#onDetails}>
      <summary>${words.showData}</summary>
      ${
        this.#isTableOpen
          ? html`<div class="data" tabindex="0" role="group" aria-label=${words.showData}>
              ${table(view, this.#openGroups, (group) => this.#toggleGroup(group))}
            </div>`
          : nothing
      }
    </details>`;
  }

  readonly #onDetails = (event: Event): void => {
    this.#isTableOpen = (event.target as HTMLDetailsElement).open;
    this.requestUpdate();
  };

  #toggleGroup(group: number): void {
    if (!this.#openGroups.delete(group)) this.#openGroups.add(group);
    this.requestUpdate();
  }

  #toggleRows(): void {
    this.#isAllRows = !this.#isAllRows;
    this.requestUpdate();
  }

  // Zooming

  #zoom(first: number, last: number): void {
    const view = this.#current;
    if (!view) return;
    const { from, to } = daysOfBucket(view, first, last);
    const isSame = from === daysOfBucket(view, 0).from && to === daysOfBucket(view, view.rollup.series.length - 1).to;
    if (isSame && (view.rollup.interval === 'hour' || from !== to)) return;
    const { range, from: oldFrom, to: oldTo, interval } = this;
    const date = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
    const days = { from: date(from), to: date(to) };
    this.#zooms.push({ before: { range, from: oldFrom, to: oldTo, interval }, ...days });
    Object.assign(this, days, { interval: 'auto' });
    this.#saying = (summary) => `${words.zoomed} ${summary}`;
  }

  #zoomOut(): void {
    const zoom = this.#zooms.pop();
    if (!zoom) return;
    // Another period was chosen since: there is no way back from that.
    if (zoom.from !== this.from || zoom.to !== this.to) {
      this.#zooms = [];
      return;
    }
    Object.assign(this, zoom.before);
    this.#saying = words.loaded;
  }

  #loadToolbar(): void {
    if (this.#toolbar || this.#loadsToolbar) return;
    this.#loadsToolbar = true;
    import('./toolbar.js').then(
      ({ createToolbar }) => {
        this.#toolbar = createToolbar(this, {
          words,
          lang: () => this.#lang,
          view: () => this.#current,
          title: () => this.#title,
          announce: () => (this.#saying = words.loaded),
          prepareZones: () => {
            if (!this.scans && this.#id !== null) this.#code.prepareZones();
          },
          say: (text) => {
            this.#said = text;
            this.requestUpdate();
          },
        });
        this.requestUpdate();
      },
      (error: unknown) => {
        // eslint-disable-next-line no-console -- a file that is not where it should be is for the page's developer to see
        console.error('<jsi-scan-chart> lacks a file.', error);
      },
    );
  }
}

const isPartial = ({ coverage, summaryOnly }: ChartData) => !summaryOnly && coverage.since !== null;

/** Seconds until the chart asks again by itself; `null` for never. */
function nextPoll(data: ChartData | undefined, refresh: number): number | null {
  if (data && isPartial(data) && !data.coverage.stopped && !data.local) {
    const wait = data.coverage.resumesAt ? (Date.parse(data.coverage.resumesAt) - Date.now()) / 1000 : 0;
    return Math.min(300, Math.max(3, wait + 1));
  }
  return refresh > 0 && !data?.local ? Math.max(5, refresh) : null;
}
