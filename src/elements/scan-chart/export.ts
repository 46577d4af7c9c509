import { plotOf, barsOf, type View } from './view.js';
import type { PlotMark, PlotTheme } from '../../scans/plot.js';
import { shapesSvg, textWidth, trendShapes, type Shape } from '../../scans/shapes.js';
import { drawShapes } from './draw-shapes.js';
import { summaryOf } from './summary.js';

export interface BlobOptions {
  /** Default `image/png`. */
  type?: 'image/png' | 'image/svg+xml';
  /** Width in CSS pixels, 320 to 4096; default 960. PNG has twice as many pixels. */
  width?: number;
}

interface Picture extends BlobOptions {
  title: string;
  marks: readonly PlotMark[];
  theme: PlotTheme;
  isRtl: boolean;
}

const SCALE = 2;
const MARGIN = 24;

/** The chart as a picture, with its title, its period, its zone and its summary: it has to make sense where it ends up. */
export async function blobOf(view: View, { type = 'image/png', width = 960, title, marks, theme, isRtl }: Picture): Promise<Blob> {
  if (!(width >= 320 && width <= 4096)) throw new RangeError(`width must be from 320 to 4096, got ${width}`);
  const inner = width - 2 * MARGIN;
  const body = bodyShapes(view, inner, { marks, theme, isRtl });
  const { formats, bounds, words, rollup } = view;
  const period = rollup.series.length ? `${words.days(formats.day(bounds[0]!), formats.day(bounds.at(-1)! - 1))} · ${words.zone(rollup.timeZone)}` : '';
  const lines = wrap(summaryOf(view), inner, 13);
  const height = 84 + body.height + lines.length * 19 + MARGIN;
  const start = isRtl ? width - MARGIN : MARGIN;
  const text = (y: number, content: string, size: number, weight = 400, color = theme.text): Shape => ({
    kind: 'text',
    x: start,
    y,
    text: content,
    size,
    weight,
    anchor: isRtl ? 'end' : 'start',
    fill: color,
  });
  const shapes: Shape[] = [
    { kind: 'rect', x: 0, y: 0, width, height, fill: theme.surface },
    text(MARGIN + 14, title, 18, 650),
    text(MARGIN + 36, period, 13),
    ...body.shapes.map((shape) => moved(shape, MARGIN, 76)),
    ...lines.map((line, index) => text(96 + body.height + index * 19, line, 13)),
  ];
  if (type === 'image/svg+xml') return new Blob([shapesSvg(shapes, { width, height, font: theme.font, label: title })], { type });
  return png(shapes, width, height, theme.font, type);
}

async function png(shapes: readonly Shape[], width: number, height: number, font: string, type: string): Promise<Blob> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width * SCALE, height * SCALE];
  const context = canvas.getContext('2d')!;
  context.scale(SCALE, SCALE);
  drawShapes(context, shapes, font);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type));
  if (!blob || blob.type !== type) throw new Error(`This browser cannot write ${type}.`);
  return blob;
}

function bodyShapes(view: View, width: number, { marks, theme, isRtl }: Pick<Picture, 'marks' | 'theme' | 'isRtl'>): { shapes: Shape[]; height: number } {
  const { rollup } = view;
  if (rollup.heat) return heatShapes(view, width, theme);
  if (rollup.breakdown) return barShapes(view, width, theme, isRtl);
  const height = Math.round(Math.min(480, width * 0.4));
  return { shapes: trendShapes(plotOf(view, width, marks, isRtl), width, height, theme), height };
}

function barShapes(view: View, width: number, theme: PlotTheme, isRtl: boolean): { shapes: Shape[]; height: number } {
  const rows = barsOf(view).slice(0, 20);
  const most = Math.max(1, ...rows.map(({ scans }) => scans));
  const { formats } = view;
  const shapes = rows.flatMap(({ label, scans, share }, index): Shape[] => {
    const y = index * 30;
    const wide = (scans / most) * width;
    const [near, far] = isRtl ? [width - 8, 8] : [8, width - 8];
    const name = textWidth(label, 13) > width * 0.7 ? `${label.slice(0, Math.floor(width / 11))}…` : label;
    return [
      { kind: 'rect', x: isRtl ? width - wide : 0, y, width: wide, height: 26, fill: theme.fill, opacity: 0.18, radius: 3 },
      { kind: 'text', x: near, y: y + 18, text: name, size: 13, weight: 400, anchor: isRtl ? 'end' : 'start', fill: theme.text },
      { kind: 'text', x: far, y: y + 18, text: `${formats.number(scans)}  ${formats.percent(share)}`, size: 13, weight: 600, anchor: isRtl ? 'start' : 'end', fill: theme.text },
    ];
  });
  return { shapes, height: rows.length * 30 };
}

function heatShapes({ rollup, formats }: View, width: number, theme: PlotTheme): { shapes: Shape[]; height: number } {
  const most = Math.max(1, ...rollup.heat!.flat());
  const [left, size] = [64, (width - 64) / 24];
  const tall = Math.min(36, size);
  const order = Array.from({ length: 7 }, (_, index) => ((rollup.weekStart - 1 + index) % 7) + 1);
  const shapes: Shape[] = order.flatMap((weekday, row) => [
    { kind: 'text' as const, x: 0, y: 20 + row * tall + tall / 2 + 4, text: formats.weekday(weekday, 'short'), size: 12, weight: 400, anchor: 'start' as const, fill: theme.text },
    ...rollup.heat![weekday - 1]!.map((scans, hour) => ({
      kind: 'rect' as const,
      x: left + hour * size,
      y: 20 + row * tall,
      width: size - 2,
      height: tall - 2,
      fill: theme.fill,
      opacity: 0.06 + (scans / most) * 0.9,
      radius: 3,
    })),
  ]);
  for (let hour = 0; hour < 24; hour += 3) {
    shapes.push({ kind: 'text', x: left + hour * size, y: 12, text: formats.hour(hour), size: 11, weight: 400, anchor: 'start', fill: theme.text });
  }
  return { shapes, height: 20 + 7 * tall };
}

function moved(shape: Shape, x: number, y: number): Shape {
  return shape.kind === 'path' ? { ...shape, x: (shape.x ?? 0) + x, y: (shape.y ?? 0) + y } : { ...shape, x: shape.x + x, y: shape.y + y };
}

function wrap(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, size) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
