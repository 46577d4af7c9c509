import { plotArea, xOf, yOf, type Plot, type PlotArea, type PlotTheme } from './plot.js';

/** What a trend is drawn of: paths by what they stand for, and labels. All in CSS pixels. */
export interface Trend {
  area: PlotArea;
  /** Lines of the grid. */
  grid: string;
  /** Below the line of what is counted. */
  fill: string;
  line: string;
  /** From the last whole bucket to the one that still runs. */
  running: string;
  previous: string;
  /** Points that no line reaches, and the one that still runs. */
  dots: { x: number; y: number; kind: 'whole' | 'running' | 'previous' }[];
  /** What is not counted yet. */
  uncounted: { x: number; width: number } | null;
  marks: { x: number; width: number; sign: string }[];
  labels: { x: number; y: number; text: string; anchor: 'start' | 'middle' | 'end' }[];
}

/** More points than this a pixel are drawn as the least and the most of each. */
const POINTS_A_PIXEL = 2;

/** Lays a plot out; every painter that draws vectors draws this. */
export function layTrend(plot: Plot, width: number, height: number): Trend {
  const area = plotArea(plot, width, height);
  const { points } = plot;
  const at = (index: number, scans: number): Point => [round(xOf(index, plot, area)), round(yOf(scans, plot, area))];
  const running = points.findIndex(({ incomplete, scans }) => incomplete && scans !== null);
  const runs = stretches(points.length, (index) => (index === running ? null : points[index]!.scans));
  const lines = runs.map((run) => thin(run.map(([index, scans]) => at(index, scans)), area));
  const before = stretches(points.length, (index) => points[index]!.previous ?? null);
  const last = lines.at(-1)?.at(-1);
  const isAlone = (run: readonly unknown[]) => run.length === 1;

  return {
    area,
    grid: plot.yTicks.map(({ value }) => `M${area.left} ${round(yOf(value, plot, area))}H${area.right}`).join(''),
    fill: lines.filter((line) => !isAlone(line)).map((line) => `${pathOf(line)}V${area.bottom}H${line[0]![0]}Z`).join(''),
    line: lines.filter((line) => !isAlone(line)).map(pathOf).join(''),
    running: running > 0 && last && points[running - 1]?.scans != null ? pathOf([last, at(running, points[running]!.scans!)]) : '',
    previous: before.filter((run) => !isAlone(run)).map((run) => pathOf(thin(run.map(([index, scans]) => at(index, scans)), area))).join(''),
    dots: [
      ...lines.filter(isAlone).map(([point]) => dot(point!, 'whole')),
      ...before.filter(isAlone).map(([point]) => dot(at(...point!), 'previous')),
      ...(running >= 0 ? [dot(at(running, points[running]!.scans!), 'running')] : []),
    ],
    uncounted: uncountedOf(plot, area),
    marks: (plot.marks ?? []).map(({ from, to = from, sign }) => {
      const [a, b] = [xOf(from - 0.5, plot, area), xOf(to - 0.5, plot, area)].sort((one, other) => one - other) as [number, number];
      return { x: round(a), width: round(b - a), sign };
    }),
    labels: [
      ...plot.yTicks.map(({ value, label }) => ({
        x: plot.isRtl ? area.right + 6 : area.left - 6,
        y: round(yOf(value, plot, area)) + 4,
        text: label,
        anchor: plot.isRtl ? ('start' as const) : ('end' as const),
      })),
      ...plot.xTicks.map(({ index, label }) => ({ x: round(xOf(index, plot, area)), y: height - 6, text: label, anchor: 'middle' as const })),
    ],
  };
}

type Point = readonly [x: number, y: number];

const round = (value: number) => Math.round(value * 10) / 10;
const dot = ([x, y]: Point, kind: Trend['dots'][number]['kind']) => ({ x, y, kind });
const pathOf = (points: readonly Point[]) => `M${points.map(([x, y]) => `${x} ${y}`).join('L')}`;

/** Runs of buckets that have a number. */
function stretches(length: number, valueOf: (index: number) => number | null): [index: number, scans: number][][] {
  const runs: [number, number][][] = [];
  let isOpen = false;
  for (let index = 0; index < length; index++) {
    const value = valueOf(index);
    if (value !== null) {
      if (!isOpen) runs.push([]);
      runs.at(-1)!.push([index, value]);
    }
    isOpen = value !== null;
  }
  return runs;
}

/** Of the points in one column of pixels the first, the highest, the lowest and the last: the line looks the same. */
function thin(points: readonly Point[], { left, right }: PlotArea): readonly Point[] {
  if (points.length <= (right - left) * POINTS_A_PIXEL) return points;
  const kept: Point[] = [];
  for (let start = 0; start < points.length; ) {
    const column = Math.floor(points[start]![0]);
    let [end, low, high] = [start, start, start];
    for (; end < points.length && Math.floor(points[end]![0]) === column; end++) {
      if (points[end]![1] < points[low]![1]) low = end;
      if (points[end]![1] > points[high]![1]) high = end;
    }
    kept.push(...[...new Set([start, low, high, end - 1])].sort((a, b) => a - b).map((index) => points[index]!));
    start = end;
  }
  return kept;
}

/** From the edge to the first bucket that is counted. */
function uncountedOf(plot: Plot, area: PlotArea): Trend['uncounted'] {
  const first = plot.points.findIndex(({ scans }) => scans !== null);
  const buckets = first === -1 ? plot.points.length : first;
  if (buckets === 0) return null;
  const [a, b] = [xOf(-0.5, plot, area), xOf(buckets - 0.5, plot, area)];
  return { x: round(Math.min(a, b)), width: round(Math.abs(b - a)) };
}

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

/** The plot as an SVG document, for servers, e-mails and files: presentation attributes alone, so it needs no style sheet. */
export function renderTrendSvg(plot: Plot, { width = 640, height = 240, label = '', theme = {} }: TrendOptions = {}): string {
  const { line, fill, previous, grid, text, surface, font } = { ...defaults, ...theme };
  const trend = layTrend(plot, width, height);
  const { area, uncounted } = trend;
  const path = (d: string, attributes: string) => (d ? `<path d="${d}" ${attributes}/>` : '');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(label)}">`,
    `<rect width="${width}" height="${height}" fill="${escape(surface)}"/>`,
    path(trend.grid, `stroke="${escape(grid)}"`),
    uncounted
      ? `<rect x="${uncounted.x}" y="${area.top}" width="${uncounted.width}" height="${area.bottom - area.top}" fill="${escape(grid)}" opacity="0.5"/>`
      : '',
    path(trend.fill, `fill="${escape(fill)}" fill-opacity="0.12"`),
    path(trend.previous, `fill="none" stroke="${escape(previous)}" stroke-width="1.5" stroke-dasharray="2 4"`),
    path(trend.line, `fill="none" stroke="${escape(line)}" stroke-width="2" stroke-linejoin="round"`),
    path(trend.running, `fill="none" stroke="${escape(line)}" stroke-width="2" stroke-dasharray="5 4"`),
    ...trend.dots.map(({ x, y, kind }) => {
      const color = escape(kind === 'previous' ? previous : line);
      return `<circle cx="${x}" cy="${y}" r="3" stroke="${color}" fill="${kind === 'whole' ? color : escape(surface)}"/>`;
    }),
    ...trend.marks.map(({ x, width: wide, sign }) => {
      const box = `<rect x="${x}" y="${area.top}" width="${Math.max(1, wide)}" height="${area.bottom - area.top}" fill="${escape(text)}" opacity="${wide > 1 ? 0.1 : 0.6}"/>`;
      return `${box}<text x="${x}" y="${area.top - 5}" font-size="11" font-family="${escape(font)}" fill="${escape(text)}">${escape(sign)}</text>`;
    }),
    `<g font-size="12" font-family="${escape(font)}" fill="${escape(text)}">`,
    ...trend.labels.map(({ x, y, text: label, anchor }) => `<text x="${x}" y="${y}" text-anchor="${anchor}">${escape(label)}</text>`),
    '</g></svg>',
  ].join('');
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character]!);
