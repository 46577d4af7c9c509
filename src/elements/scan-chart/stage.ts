import type { ReactiveController, ReactiveElement } from 'lit';
import { plotArea, type PlotTheme } from '../../scans/plot.js';
import type { Scene } from './cursor.js';
import type { Facts } from './facts.js';
import type { Painter } from './painter.js';
import { SvgPainter } from './svg-painter.js';
import { plotOf, type View } from './view.js';

/** Height of the trend above a breakdown. */
const SMALL = 72;

export interface Staging {
  /** CSS pixels; 0 = not laid out yet. */
  width: number;
  height: number;
  /** Not a small trend above something else. */
  isTrend: boolean;
  isRtl: boolean;
  facts: Facts | null;
}

/**
 * Where the trend is drawn: at once as SVG, and, when it is on the screen, by chart.js in its place. The SVG stays below, for
 * printers and forced colours.
 */
export class Stage implements ReactiveController {
  /** What is drawn, and where; `null` while nothing is. */
  scene: Scene | null = null;
  readonly #host: ReactiveElement;
  #svg: SvgPainter | null = null;
  #chart: Painter | null = null;
  #place: HTMLElement | null = null;
  #laid: readonly unknown[] = [];
  #drawn: Scene | null = null;
  #loadsChart = false;

  constructor(host: ReactiveElement) {
    this.#host = host;
    host.addController(this);
  }

  get hasCanvas(): boolean {
    return this.#chart !== null;
  }

  hostConnected(): void {
    schemes().addEventListener('change', this.#onScheme);
  }

  hostDisconnected(): void {
    schemes().removeEventListener('change', this.#onScheme);
    // A moved element comes back within the same task, and keeps its chart.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#clear();
    });
  }

  /** Lays out what is to be drawn; called while the host renders. */
  lay(view: View | null, { width, height, isTrend, isRtl, facts }: Staging): void {
    const inputs = [view, width, height, isTrend, isRtl, facts];
    if (inputs.every((input, index) => input === this.#laid[index])) return;
    this.#laid = inputs;
    if (!view || view.rollup.series.length === 0 || width === 0) {
      this.scene = null;
      return;
    }
    const full = plotOf(view, width, isTrend && facts ? facts.marks(view) : [], isRtl);
    const isEnd = (index: number) => index === 0 || index === full.yTicks.length - 1;
    const plot = isTrend ? full : { ...full, yTicks: full.yTicks.filter((_, index) => isEnd(index)) };
    const tall = isTrend ? height : SMALL;
    this.scene = { view, plot, area: plotArea(plot, width, tall), width, height: tall };
  }

  /** Draws what has been laid out; called when the host has rendered. */
  draw(isFull: boolean): void {
    const place = this.#host.renderRoot.querySelector<HTMLElement>('.drawing.svg');
    const { scene } = this;
    if (!place || !scene) {
      this.#clear();
      return;
    }
    if (place !== this.#place) {
      this.#clear();
      this.#place = place;
      this.#svg = new SvgPainter(place);
    }
    if (scene !== this.#drawn) {
      const { plot, width, height } = scene;
      this.#svg!.paint(plot, null, width, height);
      this.#chart?.paint(plot, themeOf(this.#host), width, height);
      this.#drawn = scene;
    }
    if (isFull && scene.plot.points.length > 1) void this.#upgrade();
  }

  /** Until the chart is on the screen nobody pays for chart.js. */
  async #upgrade(): Promise<void> {
    if (this.#chart || this.#loadsChart || matchMedia('(forced-colors: active)').matches) return;
    this.#loadsChart = true;
    const drawn = this.#place;
    try {
      const { createChartPainter } = await import('./chart-adapter.js');
      this.#loadsChart = false;
      const place = this.#host.renderRoot.querySelector('.drawing.canvas');
      // Meanwhile it may have left the page, or show something else.
      if (!this.#host.isConnected) return;
      if (!place || !this.scene || this.#place !== drawn) {
        this.#host.requestUpdate();
        return;
      }
      const canvas = document.createElement('canvas');
      canvas.setAttribute('aria-hidden', 'true');
      place.replaceChildren(canvas);
      const { plot, width, height } = this.scene;
      const chart = createChartPainter(canvas);
      chart.paint(plot, themeOf(this.#host), width, height);
      this.#chart = chart;
      this.#host.requestUpdate();
    } catch (error) {
      // eslint-disable-next-line no-console -- the drawing stays; a file that is not where it should be is for the page's developer
      console.error('<jsi-scan-chart> lacks a file.', error);
      // Not again and again.
      this.#loadsChart = true;
    }
  }

  readonly #onScheme = (): void => {
    this.#drawn = null;
    this.#host.requestUpdate();
  };

  #clear(): void {
    this.#chart?.destroy();
    this.#svg?.destroy();
    this.#host.renderRoot.querySelector('.drawing.canvas')?.replaceChildren();
    [this.#chart, this.#svg, this.#place, this.#drawn] = [null, null, null, null];
  }
}

/** Colours as the style sheet has them by now. */
export function themeOf(host: ReactiveElement): PlotTheme {
  const styleOf = (selector: string) => getComputedStyle(host.renderRoot.querySelector(`.drawing.svg ${selector}`) ?? host);
  const line = styleOf('.line').stroke;
  return {
    line,
    fill: line,
    previous: styleOf('.previous').stroke,
    grid: styleOf('.grid').stroke,
    text: styleOf('.label').fill,
    surface: surfaceOf(host),
    font: getComputedStyle(host).fontFamily,
  };
}

let scheme: MediaQueryList | undefined;
const schemes = () => (scheme ??= matchMedia('(prefers-color-scheme: dark)'));

/** The first background behind an element that is not see-through. */
function surfaceOf(element: Element): string {
  for (let at: Element | null = element; at; at = at.parentElement ?? (at.getRootNode() as Partial<ShadowRoot>).host ?? null) {
    const { backgroundColor } = getComputedStyle(at);
    if (!/^(transparent|rgba\(.*, 0\))$/.test(backgroundColor)) return backgroundColor;
  }
  return schemes().matches ? '#121212' : '#fff';
}
