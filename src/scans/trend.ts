import { plotArea, xOf, yOf, type Plot, type PlotArea } from './plot.js';

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
  dots: { x: number; y: number; index: number; scans: number; kind: 'whole' | 'running' | 'previous' }[];
  /** The same lines in buckets and scans, for painters that have scales of their own. */
  runs: { line: readonly Run[]; running: readonly Run[]; previous: readonly Run[] };
  /** What is not counted yet, and the strokes across it. */
  uncounted: { x: number; width: number; hatch: string } | null;
  marks: { x: number; width: number; sign: string }[];
  labels: { x: number; y: number; text: string; anchor: 'start' | 'middle' | 'end' }[];
}

/** Neighbouring buckets that have a number each. */
export type Run = readonly (readonly [index: number, scans: number])[];

/** More points than this a pixel are drawn as the least and the most of each. */
const POINTS_A_PIXEL = 2;

/** Lays a plot out; every painter that draws vectors draws this. */
export function layTrend(plot: Plot, width: number, height: number): Trend {
  const area = plotArea(plot, width, height);
  const { points } = plot;
  const at = ([index, scans]: Run[number]): Point => [round(xOf(index, plot, area)), round(yOf(scans, plot, area))];
  const path = (run: Run) => pathOf(run.map(at));
  const dots = (runs: readonly Run[], kind: Trend['dots'][number]['kind']) =>
    runs.map(([point]) => {
      const [[x, y], [index, scans]] = [at(point!), point!];
      return { x, y, index, scans, kind };
    });

  const running = points.findIndex(({ incomplete, scans }) => incomplete && scans !== null);
  const tail = running < 0 ? null : ([running, points[running]!.scans!] as const);
  const [line, alone] = linesOf(plot, area, (index) => (index === running ? null : points[index]!.scans));
  const [previous, previousAlone] = linesOf(plot, area, (index) => points[index]!.previous ?? null);
  const before = points[running - 1]?.scans ?? null;
  const strokes = line.map(path);
  const runs = { line, running: tail && before !== null ? [[[running - 1, before] as const, tail]] : [], previous };

  return {
    area,
    // In the middle of a pixel: on its edge a thin line is two pale ones.
    grid: plot.yTicks.map(({ value }) => `M${area.left} ${Math.floor(yOf(value, plot, area)) + 0.5}H${area.right}`).join(''),
    fill: strokes.map((stroke, index) => `${stroke}V${area.bottom}H${at(line[index]![0]!)[0]}Z`).join(''),
    line: strokes.join(''),
    running: runs.running.map(path).join(''),
    previous: previous.map(path).join(''),
    runs,
    dots: [...dots(previousAlone, 'previous'), ...dots(alone, 'whole'), ...dots(tail ? [[tail]] : [], 'running')],
    uncounted: uncountedOf(plot, area),
    marks: (plot.marks ?? []).map(({ from, to = from, sign }) => {
      const [a, b] = [xOf(from - 0.5, plot, area), xOf(to - 0.5, plot, area)];
      return { x: round(Math.min(a, b)), width: round(Math.abs(b - a)), sign };
    }),
    labels: [
      ...plot.yTicks.map(({ value, label }) => ({
        x: plot.isRtl ? area.right + 6 : area.left - 6,
        y: round(yOf(value, plot, area)) + 4,
        text: label,
        anchor: plot.isRtl ? ('start' as const) : ('end' as const),
      })),
      ...plot.xTicks.map(({ index, label }) => ({
        x: round(xOf(index, plot, area)),
        y: height - 6,
        text: label,
        anchor: 'middle' as const,
      })),
    ],
  };
}

type Point = readonly [x: number, y: number];

const round = (value: number) => Math.round(value * 10) / 10;
const pathOf = (points: readonly Point[]) => `M${points.map(([x, y]) => `${x} ${y}`).join('L')}`;

type ValueOf = (index: number) => number | null;

/** Runs that are a line, thinned, and those of one point alone. */
function linesOf(plot: Plot, area: PlotArea, valueOf: ValueOf): [lines: Run[], alone: Run[]] {
  const lines: Run[] = [];
  const alone: Run[] = [];
  for (let start = 0; start < plot.points.length; start++) {
    if (valueOf(start) === null) continue;
    let end = start + 1;
    while (end < plot.points.length && valueOf(end) !== null) end++;
    (end - start > 1 ? lines : alone).push(thin(start, end, valueOf, plot, area));
    start = end;
  }
  return [lines, alone];
}

/** Of the points in one column of pixels the first, the highest, the lowest and the last: the line looks the same. */
function thin(start: number, end: number, valueOf: ValueOf, plot: Plot, area: PlotArea): Run {
  const pointOf = (index: number) => [index, valueOf(index)!] as const;
  const count = end - start;
  if (count <= (area.right - area.left) * POINTS_A_PIXEL) return Array.from({ length: count }, (_, at) => pointOf(start + at));
  const columnOf = (index: number) => Math.floor(xOf(index, plot, area));
  const kept: Run[number][] = [];
  for (let next = start; next < end; ) {
    const first = next;
    const column = columnOf(first);
    let [low, high] = [first, first];
    for (next++; next < end && columnOf(next) === column; next++) {
      if (valueOf(next)! < valueOf(low)!) low = next;
      if (valueOf(next)! > valueOf(high)!) high = next;
    }
    for (const index of [first, Math.min(low, high), Math.max(low, high), next - 1]) {
      if (kept.at(-1)?.[0] !== index) kept.push(pointOf(index));
    }
  }
  return kept;
}

/** From the edge to the first bucket that is counted. */
function uncountedOf(plot: Plot, area: PlotArea): Trend['uncounted'] {
  const first = plot.points.findIndex(({ scans }) => scans !== null);
  const buckets = first === -1 ? plot.points.length : first;
  if (buckets === 0) return null;
  const [a, b] = [xOf(-0.5, plot, area), xOf(buckets - 0.5, plot, area)];
  const [x, width] = [round(Math.min(a, b)), round(Math.abs(b - a))];
  return { x, width, hatch: hatchOf(x, x + width, area) };
}

/** Pixels from one stroke to the next along the axis: 6 across. */
const HATCH = 6 * Math.SQRT2;

/** Strokes from the bottom left to the top right. On each of them x + y is the same. */
function hatchOf(left: number, right: number, { top, bottom }: PlotArea): string {
  let strokes = '';
  for (let sum = Math.ceil((left + top) / HATCH) * HATCH; sum < right + bottom; sum += HATCH) {
    const [from, to] = [Math.max(left, sum - bottom), Math.min(right, sum - top)];
    strokes += `M${round(from)} ${round(sum - from)}L${round(to)} ${round(sum - to)}`;
  }
  return strokes;
}
