import { html, nothing, svg, type TemplateResult } from 'lit';
import { indexAt, xOf, yOf, type Plot, type PlotArea } from '../../scans/plot.js';
import { monthStart } from '../../scans/calendar.js';
import { zoneOf } from '../../time/zones.js';
import type { View } from './view.js';

/** Fewer pixels than this are a click and no drag. */
const DRAG = 8;

/** What the cursor works on: what is drawn, and where. */
export interface Scene {
  view: View;
  plot: Plot;
  area: PlotArea;
  width: number;
  height: number;
}

export interface CursorOptions {
  update: () => void;
  scene: () => Scene | null;
  /** Buckets that a person wants to look into. */
  zoom: (first: number, last: number) => void;
  /** Back to where they came from. */
  back: () => void;
  /** Without controls nothing is zoomed. */
  isZoomable: () => boolean;
}

/** The place in the plot that a person points at: one tab stop, moved by keys and pointers, spoken as a slider's value. */
export class Cursor {
  /** Bucket; −1 while nobody points at one. */
  index = -1;
  readonly #options: CursorOptions;
  #drag: { start: number; end: number } | null = null;
  /** Shown because of the keyboard: it stays when the pointer leaves. */
  #isHeld = false;

  constructor(options: CursorOptions) {
    this.#options = options;
  }

  render({ view, plot, area, width, height }: Scene, name: string): TemplateResult {
    const last = plot.points.length - 1;
    const index = Math.min(this.index, last);
    return html`<div
      class="cursor"
      part="cursor"
      role="slider"
      tabindex="0"
      aria-label=${name}
      aria-orientation="horizontal"
      aria-valuemin="0"
      aria-valuemax=${last}
      aria-valuenow=${index < 0 ? last : index}
      aria-valuetext=${spoken(view, index < 0 ? last : index).join('. ')}
      @keydown=${this.#onKey}
      @focus=${this.#onFocus}
      @blur=${this.#onBlur}
      @pointerdown=${this.#onDown}
      @pointermove=${this.#onMove}
      @pointerup=${this.#onUp}
      @pointercancel=${this.#onLeave}
      @pointerleave=${this.#onLeave}
    >
      <svg aria-hidden="true" viewBox="0 0 ${width} ${height}">
        ${this.#drag ? this.#range(plot, area) : nothing} ${index >= 0 ? this.#pointer({ view, plot, area, width, height }, index) : nothing}
      </svg>
    </div>`;
  }

  #range(plot: Plot, area: PlotArea) {
    const { start, end } = this.#drag!;
    const [a, b] = [Math.min(start, end), Math.max(start, end)];
    const [x1, x2] = [xOf(a - 0.5, plot, area), xOf(b + 0.5, plot, area)];
    return svg`<rect class="drag" x=${Math.min(x1, x2)} y=${area.top} width=${Math.abs(x2 - x1)} height=${area.bottom - area.top}></rect>`;
  }

  /** A hair, dots on the lines, and a box with the words beside it. */
  #pointer({ view, plot, area, width }: Scene, index: number) {
    const { scans, previous } = plot.points[index]!;
    const x = xOf(index, plot, area);
    const lines = spoken(view, index);
    // No layout is asked: the box is as wide as its longest line is likely to be.
    const wide = Math.min(width, Math.max(...lines.map((line) => line.length)) * 6.8 + 20);
    const left = Math.min(Math.max(0, x - wide / 2), width - wide);
    const tall = lines.length * 17 + 10;
    const isHigh = scans !== null && yOf(scans, plot, area) < area.top + tall + 12;
    const top = isHigh ? area.bottom - tall - 4 : area.top;
    return svg`<path class="hair" d="M${x} ${area.top}V${area.bottom}"></path>
      ${previous == null ? nothing : svg`<circle class="dot previous" cx=${x} cy=${yOf(previous, plot, area)} r="3.5"></circle>`}
      ${scans === null ? nothing : svg`<circle class="dot" cx=${x} cy=${yOf(scans, plot, area)} r="4.5"></circle>`}
      <rect class="tip" x=${left} y=${top} width=${wide} height=${tall} rx="5"></rect>
      ${lines.map((line, row) => svg`<text class="tip-text" x=${left + wide / 2} y=${top + 17 + row * 17} text-anchor="middle">${line}</text>`)}`;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const scene = this.#options.scene();
    if (!scene || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = scene.plot.points.length - 1;
    const from = this.index < 0 ? last : this.index;
    const forward = scene.plot.isRtl ? -1 : 1;
    const to: Record<string, () => number> = {
      ArrowLeft: () => from - forward,
      ArrowRight: () => from + forward,
      ArrowDown: () => from - 1,
      ArrowUp: () => from + 1,
      Home: () => 0,
      End: () => last,
      PageUp: () => month(scene.view, from, -1),
      PageDown: () => month(scene.view, from, 1),
    };
    const go = to[event.key];
    if (go) {
      this.index = Math.min(last, Math.max(0, go()));
      this.#isHeld = true;
      this.#options.update();
    } else if (event.key === 'Enter' && this.#options.isZoomable()) {
      this.#options.zoom(from, from);
    } else if (event.key === 'Escape') {
      if (this.index < 0 && !this.#drag) this.#options.back();
      this.#clear();
    } else return;
    event.preventDefault();
  };

  readonly #onFocus = (): void => {
    const scene = this.#options.scene();
    // By keyboard alone: a click puts the cursor where it points.
    if (!scene || this.index >= 0 || this.#drag) return;
    this.index = scene.plot.points.length - 1;
    this.#isHeld = true;
    this.#options.update();
  };

  readonly #onBlur = (): void => this.#clear();

  readonly #onDown = (event: PointerEvent): void => {
    if (event.button !== 0 || event.pointerType === 'touch' || !this.#options.isZoomable()) return;
    const index = this.#at(event);
    if (index === null) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.#startX = event.clientX;
    this.#drag = { start: index, end: index };
  };

  #startX = 0;

  readonly #onMove = (event: PointerEvent): void => {
    const index = this.#at(event);
    if (index === null || (index === this.index && index === this.#drag?.end)) return;
    this.index = index;
    this.#isHeld = false;
    if (this.#drag) this.#drag.end = index;
    this.#options.update();
  };

  readonly #onUp = (event: PointerEvent): void => {
    const drag = this.#drag;
    this.#drag = null;
    if (!drag) return;
    if (Math.abs(event.clientX - this.#startX) < DRAG) this.#options.update();
    else this.#options.zoom(Math.min(drag.start, drag.end), Math.max(drag.start, drag.end));
  };

  readonly #onLeave = (): void => {
    if (!this.#isHeld && !this.#drag) this.#clear();
  };

  #clear(): void {
    this.#drag = null;
    this.#isHeld = false;
    if (this.index < 0) return;
    this.index = -1;
    this.#options.update();
  }

  #at(event: PointerEvent): number | null {
    const scene = this.#options.scene();
    if (!scene) return null;
    const { left, width } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    // The page may zoom or scale the element.
    return indexAt(((event.clientX - left) / (width || 1)) * scene.width, scene.plot, scene.area);
  }
}

/** A bucket in words, one line for each series. */
function spoken({ rollup, formats, words, name }: View, index: number): string[] {
  const bucket = rollup.series[index];
  if (!bucket) return [];
  const scans = bucket.scans === null ? words.uncounted : words.scans(bucket.scans, formats.number(bucket.scans));
  const note = bucket.incomplete ? ` (${words.incomplete})` : bucket.clipped ? ` (${words.clipped})` : '';
  const before = rollup.previous?.series[index];
  return [
    `${name(index)}${note}`,
    scans,
    ...(before == null ? [] : [words.pointBefore(words.legendBefore, formats.number(before))]),
  ];
}

/** The first bucket of the next month, or of this one or the one before. */
function month({ bounds, rollup }: View, index: number, step: 1 | -1): number {
  const zone = zoneOf(rollup.timeZone);
  const keyOf = (at: number) => monthStart(zone.dayOf(bounds[at]!));
  const last = rollup.series.length - 1;
  let to = index + step;
  if (step === 1) while (to < last && keyOf(to) === keyOf(index)) to++;
  else while (to > 0 && keyOf(to - 1) === keyOf(to)) to--;
  return to;
}
