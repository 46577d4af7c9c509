import type { Plot, PlotTheme } from './plot.js';
import { layTrend } from './trend.js';

/** What a picture is made of, from back to front: the same list becomes an SVG file and a canvas. */
export type Shape =
  | { kind: 'rect'; x: number; y: number; width: number; height: number; fill: string; opacity?: number; radius?: number }
  | { kind: 'circle'; x: number; y: number; radius: number; fill: string; stroke: string }
  | { kind: 'path'; d: string; x?: number; y?: number; fill?: string; opacity?: number; stroke?: string; width?: number; dash?: readonly number[] }
  | { kind: 'text'; x: number; y: number; text: string; size: number; weight: number; anchor: 'start' | 'middle' | 'end'; fill: string };

/** A trend as shapes of these colours. */
export function trendShapes(plot: Plot, width: number, height: number, theme: PlotTheme): Shape[] {
  const trend = layTrend(plot, width, height);
  const { area } = trend;
  const tall = area.bottom - area.top;
  const line = (d: string, stroke: string, wide: number, dash?: readonly number[]): Shape[] =>
    d ? [{ kind: 'path', d, stroke, width: wide, ...(dash && { dash }) }] : [];
  const text = (x: number, y: number, content: string, anchor: 'start' | 'middle' | 'end'): Shape => ({
    kind: 'text',
    x,
    y,
    text: content,
    size: 12,
    weight: 400,
    anchor,
    fill: theme.text,
  });
  return [
    ...line(trend.grid, theme.grid, 1),
    ...line(trend.uncounted?.hatch ?? '', theme.grid, 1),
    ...trend.marks.flatMap(({ x, width: wide, sign }): Shape[] => [
      { kind: 'rect', x, y: area.top, width: Math.max(1, wide), height: tall, fill: theme.text, ...(wide > 1 && { opacity: 0.1 }) },
      text(x, area.top - 6, sign, 'middle'),
    ]),
    ...(trend.fill ? [{ kind: 'path' as const, d: trend.fill, fill: theme.fill, opacity: 0.12 }] : []),
    ...line(trend.previous, theme.previous, 1.5, [2, 4]),
    ...line(trend.line, theme.line, 2),
    ...line(trend.running, theme.line, 2, [5, 4]),
    ...trend.dots.map(({ x, y, kind }): Shape => {
      const stroke = kind === 'previous' ? theme.previous : theme.line;
      return { kind: 'circle', x, y, radius: 3.5, stroke, fill: kind === 'whole' ? stroke : theme.surface };
    }),
    ...trend.labels.map(({ x, y, text: label, anchor }) => text(x, y, label, anchor)),
  ];
}

export interface ShapesOptions {
  /** CSS pixels. */
  width: number;
  height: number;
  /** A CSS font family. */
  font: string;
  /** Accessible name. */
  label: string;
}

/** An SVG document of presentation attributes alone: it needs no style sheet, and whatever is written into it stays text. */
export function shapesSvg(shapes: readonly Shape[], { width, height, font, label }: ShapesOptions): string {
  const attributes = (values: Record<string, string | number | undefined>) =>
    Object.entries(values)
      .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escape(String(value))}"`))
      .join('');
  const body = shapes.map((shape) => {
    switch (shape.kind) {
      case 'rect':
        return `<rect${attributes({ x: shape.x, y: shape.y, width: shape.width, height: shape.height, rx: shape.radius, fill: shape.fill, opacity: shape.opacity })}/>`;
      case 'circle':
        return `<circle${attributes({ cx: shape.x, cy: shape.y, r: shape.radius, fill: shape.fill, stroke: shape.stroke, 'stroke-width': 2 })}/>`;
      case 'path':
        return `<path${attributes({
          d: shape.d,
          transform: shape.x || shape.y ? `translate(${shape.x ?? 0} ${shape.y ?? 0})` : undefined,
          fill: shape.fill ?? 'none',
          'fill-opacity': shape.opacity,
          stroke: shape.stroke,
          'stroke-width': shape.width,
          'stroke-dasharray': shape.dash?.join(' '),
          'stroke-linejoin': shape.stroke && 'round',
          'stroke-linecap': shape.dash && 'round',
        })}/>`;
      case 'text':
        return `<text${attributes({ x: shape.x, y: shape.y, 'font-size': shape.size, 'font-weight': shape.weight, 'text-anchor': shape.anchor, fill: shape.fill })}>${escape(shape.text)}</text>`;
    }
  });
  const root = attributes({ width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label, 'font-family': font });
  return `<svg xmlns="http://www.w3.org/2000/svg"${root}>${body.join('')}</svg>`;
}

/** What XML 1.0 has no way to write becomes U+FFFD. */
const escape = (text: string) =>
  text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff&<>"]/gu, (one) => (/[&<>"\t\n\r]/.test(one) ? `&#${one.charCodeAt(0)};` : '\ufffd'));

/** About how wide a text is, without asking for a layout. */
export const textWidth = (text: string, size: number) => text.length * size * 0.55;

export interface TrendOptions {
  /** CSS pixels; default 640 × 240. */
  width?: number;
  height?: number;
  /** Accessible name of the picture. */
  label?: string;
  theme?: Partial<PlotTheme>;
}

const defaults: PlotTheme = {
  line: '#0b5fff',
  fill: '#0b5fff',
  previous: '#6b7280',
  grid: '#d8dce3',
  text: '#525a68',
  surface: '#fff',
  font: 'system-ui, sans-serif',
};

/** The plot as an SVG document, for servers, e-mails and files. */
export function renderTrendSvg(plot: Plot, { width = 640, height = 240, label = '', theme = {} }: TrendOptions = {}): string {
  const colors = { ...defaults, ...theme };
  const page: Shape = { kind: 'rect', x: 0, y: 0, width, height, fill: colors.surface };
  return shapesSvg([page, ...trendShapes(plot, width, height, colors)], { width, height, font: colors.font, label });
}
