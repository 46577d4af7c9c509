import { nothing, render, svg, type SVGTemplateResult } from 'lit';
import type { Plot, PlotArea, PlotTheme } from '../../scans/plot.js';
import { layTrend, type Trend } from '../../scans/trend.js';
import type { Painter } from './painter.js';

let patterns = 0;

/** Draws at once, prints as text, and takes its colours from the style sheet: also those of forced colours. */
export class SvgPainter implements Painter {
  readonly #place: HTMLElement;
  /** Ids are looked up in the shadow root, but a painter may also work elsewhere. */
  readonly #hatch = `hatch-${++patterns}`;

  constructor(place: HTMLElement) {
    this.#place = place;
  }

  paint(plot: Plot, _theme: PlotTheme | null, width: number, height: number): PlotArea {
    const trend = layTrend(plot, width, height);
    render(svgOf(trend, width, height, this.#hatch), this.#place);
    return trend.area;
  }

  destroy(): void {
    render(nothing, this.#place);
  }
}

function svgOf(trend: Trend, width: number, height: number, hatch: string): SVGTemplateResult {
  const { area, uncounted } = trend;
  const tall = area.bottom - area.top;
  return svg`<svg aria-hidden="true" width=${width} height=${height} viewBox="0 0 ${width} ${height}">
    <path class="grid" d=${trend.grid}></path>
    ${
      uncounted
        ? svg`<pattern id=${hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path class="hatch" d="M0 0V6"></path>
          </pattern>
          <rect x=${uncounted.x} y=${area.top} width=${uncounted.width} height=${tall} fill="url(#${hatch})"></rect>`
        : nothing
    }
    ${trend.marks.map(
      ({ x, width: wide, sign }) => svg`<rect class=${wide > 1 ? 'band' : 'mark'} x=${x} y=${area.top} width=${Math.max(1, wide)} height=${tall}></rect>
        <text class="label" x=${x} y=${area.top - 6} text-anchor="middle">${sign}</text>`,
    )}
    <path class="fill" d=${trend.fill}></path>
    <path class="previous" d=${trend.previous}></path>
    <path class="line" d=${trend.line}></path>
    <path class="line running" d=${trend.running}></path>
    ${trend.dots.map(({ x, y, kind }) => svg`<circle class="dot ${kind}" cx=${x} cy=${y} r="3.5"></circle>`)}
    ${trend.labels.map(({ x, y, text, anchor }) => svg`<text class="label" x=${x} y=${y} text-anchor=${anchor}>${text}</text>`)}
  </svg>`;
}
