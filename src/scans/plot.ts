/** One bucket as it is drawn. */
export interface PlotPoint {
  /** `null`: not counted yet, and hatched. */
  scans: number | null;
  /** Of the period before; `null` where it has no such bucket. Absent where nothing is compared. */
  previous?: number | null;
  /** It has not ended yet: the line to it is dashed. */
  incomplete?: boolean;
}

/** Something on the time axis that explains the line: a date, or a band between two. */
export interface PlotMark {
  /** Position in buckets: 0 is where the first begins, 1.5 the middle of the second. */
  from: number;
  /** Absent for a single instant. */
  to?: number;
  /** A letter or short word that is drawn at its top. */
  sign: string;
}

/** What a painter draws: everything but size and colours. */
export interface Plot {
  points: readonly PlotPoint[];
  /** Labels of the axis of numbers, ascending from 0; the last one is its end. */
  yTicks: readonly { value: number; label: string }[];
  /** Labels of the axis of time, each at the middle of a bucket. */
  xTicks: readonly { index: number; label: string }[];
  marks?: readonly PlotMark[];
  /** Time runs from right to left. */
  isRtl?: boolean;
}

/** Where the data is drawn, in CSS pixels from the top left corner. */
export interface PlotArea {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Colours as a canvas takes them, and the font of the labels. */
export interface PlotTheme {
  line: string;
  /** Below the line. */
  fill: string;
  previous: string;
  grid: string;
  text: string;
  /** Behind the drawing. */
  surface: string;
  /** A CSS font family. */
  font: string;
}

/** Pixels of one line of labels, and around them. */
const LABEL = 12;
const GAP = 8;
/** Mean width of a digit at that size. */
const DIGIT = 7;

/** Room for the labels of both axes, the same for every painter, so that nothing moves when one takes another's place. */
export function plotArea({ yTicks, marks, isRtl }: Plot, width: number, height: number): PlotArea {
  const labels = Math.max(0, ...yTicks.map(({ label }) => label.length)) * DIGIT + GAP;
  const rest = GAP * 2;
  const left = isRtl ? rest : labels;
  return {
    left,
    right: Math.max(width - (isRtl ? labels : rest), left + 1),
    top: marks?.length ? LABEL + GAP : GAP,
    bottom: Math.max(height - LABEL - GAP - 2, LABEL + GAP * 2),
  };
}

/** Middle of a bucket. */
export function xOf(index: number, { points, isRtl }: Plot, { left, right }: PlotArea): number {
  const share = (index + 0.5) / Math.max(1, points.length);
  return left + (isRtl ? 1 - share : share) * (right - left);
}

export function yOf(scans: number, { yTicks }: Plot, { top, bottom }: PlotArea): number {
  const end = yTicks.at(-1)?.value ?? 1;
  return bottom - (scans / (end || 1)) * (bottom - top);
}

/** Index of the bucket at an x, or of the nearest. */
export function indexAt(x: number, { points, isRtl }: Plot, { left, right }: PlotArea): number {
  const share = (x - left) / (right - left);
  return Math.min(points.length - 1, Math.max(0, Math.floor((isRtl ? 1 - share : share) * points.length)));
}

/**
 * Ends of the axis of numbers from 0: at most `count` steps of 1, 2, 2.5 or 5 times a power of ten, never of less than 1, since
 * there is no half scan.
 */
export function axisSteps(max: number, count = 4): number[] {
  const least = Math.max(1, max) / count;
  const power = 10 ** Math.floor(Math.log10(least));
  const isGood = (one: number) => one >= least && Number.isInteger(Math.max(1, one));
  const step = Math.max(1, [1, 2, 2.5, 5, 10].map((factor) => factor * power).find(isGood)!);
  return Array.from({ length: Math.ceil(Math.max(1, max) / step) + 1 }, (_, index) => index * step);
}
