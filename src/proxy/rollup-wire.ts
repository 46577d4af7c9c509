import type { Bucket, Coverage, Rollup } from '../scans/types.js';

/** Values of a breakdown that are sent; the others are in its `rest`. */
const MAX_VALUES = 50;

/** A roll-up as it is sent: instants as numbers, buckets as two lists of which the compressor leaves little. */
export interface RollupWire {
  time_zone: string;
  from: string;
  to: string;
  interval: Rollup['interval'];
  week_start: number;
  total: number | null;
  this_month: number | null;
  scans: number;
  /** First instant of the first bucket, in seconds since 1970; absent where there is no bucket. */
  start?: number;
  /** From each bucket to the next: so many seconds, so many times. */
  steps: [seconds: number, times: number][];
  /** `null`: not counted yet. */
  series: (number | null)[];
  /** Index of the bucket that has not ended. */
  incomplete?: number;
  /** Indices of the buckets that the period cuts. */
  clipped?: number[];
  previous?: Rollup['previous'];
  breakdown?: { by: string; values: [value: string | null, scans: number][]; rest: number };
  heat?: number[][];
  slots?: Rollup['slots'];
  /** URL and seconds since 1970. */
  changes?: [value: string, at: number][];
  coverage: {
    since: string | null;
    as_of: string;
    counted: number;
    total: number | null;
    matches: boolean | null;
    resumes_at?: string;
    stopped?: string;
  };
  min_cell?: number;
}

export function encodeRollup(rollup: Rollup): RollupWire {
  const { series, breakdown, minCell } = rollup;
  const starts = series.map(({ start }) => Date.parse(start) / 1000);
  const incomplete = series.findIndex((bucket) => bucket.incomplete);
  const clipped = series.flatMap((bucket: Bucket, index) => (bucket.clipped ? [index] : []));
  return {
    time_zone: rollup.timeZone,
    from: rollup.from,
    to: rollup.to,
    interval: rollup.interval,
    week_start: rollup.weekStart,
    total: rollup.total,
    this_month: rollup.thisMonth,
    scans: rollup.scans,
    ...(starts.length > 0 && { start: starts[0]! }),
    steps: stepsOf(starts),
    series: series.map(({ scans }) => scans),
    ...(incomplete >= 0 && { incomplete }),
    ...(clipped.length > 0 && { clipped }),
    ...(rollup.previous && { previous: rollup.previous }),
    ...(breakdown && { breakdown: encodeBreakdown(breakdown) }),
    ...(rollup.heat && { heat: rollup.heat }),
    ...(rollup.slots && { slots: rollup.slots }),
    ...(rollup.changes && { changes: rollup.changes.map(({ value, at }): [string, number] => [value, Date.parse(at) / 1000]) }),
    coverage: encodeCoverage(rollup.coverage),
    ...(minCell !== undefined && { min_cell: minCell }),
  };
}

/** Buckets have few lengths: a year of days is three or five runs. */
function stepsOf(starts: readonly number[]): [number, number][] {
  const steps: [number, number][] = [];
  for (let index = 1; index < starts.length; index++) {
    const seconds = starts[index]! - starts[index - 1]!;
    const last = steps.at(-1);
    if (last?.[0] === seconds) last[1]++;
    else steps.push([seconds, 1]);
  }
  return steps;
}

function encodeBreakdown({ by, values, rest }: NonNullable<Rollup['breakdown']>): NonNullable<RollupWire['breakdown']> {
  const left = values.slice(MAX_VALUES).reduce((sum, { scans }) => sum + scans, 0);
  return { by, values: values.slice(0, MAX_VALUES).map(({ value, scans }) => [value, scans]), rest: rest + left };
}

function encodeCoverage({ asOf, resumesAt, stopped, ...coverage }: Coverage): RollupWire['coverage'] {
  return {
    since: coverage.since,
    as_of: asOf,
    counted: coverage.counted,
    total: coverage.total,
    matches: coverage.matches,
    ...(resumesAt !== undefined && { resumes_at: resumesAt }),
    ...(stopped !== undefined && { stopped }),
  };
}
