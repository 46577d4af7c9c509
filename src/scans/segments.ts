import type { Id, Instant } from '../client/types.js';
import { instantOf } from './instant.js';
import type { Coverage, ScanHolder, SyncProblem } from './types.js';

/** A scan as a place in the list. `at` is its instant in seconds since 1970. */
export interface Mark {
  id: Id;
  at: number;
}

/** A stretch of the list of which every scan is held, from its newest scan `hi` to its oldest `lo`. */
export interface Segment {
  hi: Mark;
  lo: Mark;
  /** Scans held of it. */
  count: number;
}

/** Which scan comes first in the list, and by what. */
export type ListOrder = 'newest-by-id' | 'newest-by-time' | 'oldest-by-id' | 'oldest-by-time';

export const ORDERS: readonly ListOrder[] = ['newest-by-id', 'newest-by-time', 'oldest-by-id', 'oldest-by-time'];

/** How far a sync has come. Plain JSON: it is saved together with the scans, in one step. */
export interface SyncState {
  version: 1;
  /** What is covered, newest first. Between two of them scans are missing. */
  segments: Segment[];
  /** Whether nothing is older than the last segment. */
  oldest: boolean;
  /** The orders that every page so far agrees with; more than one where ids rise with time. */
  orders: ListOrder[];
  /** By how many seconds instants were seen to run against the order of ids. */
  skew: number;
  /** `meta.total` as last seen. */
  total: number | null;
  /** Milliseconds since 1970 at which the newest end of the list was last read. */
  asOf: number | null;
  /** Milliseconds since 1970 until which the API asked to wait. */
  resumesAt: number | null;
  problem: SyncProblem | null;
  /** `held - total` that a complete search, while nothing moved, could not explain: it is not searched for again. */
  unexplained: number;
}

/** `Coverage.since` where nothing is covered: no scan is as late as that. */
export const NEVER: Instant = '9999-12-31T23:59:59Z';

export function freshState(): SyncState {
  return {
    version: 1,
    segments: [],
    oldest: false,
    orders: [...ORDERS],
    skew: 0,
    total: null,
    asOf: null,
    resumesAt: null,
    problem: null,
    unexplained: 0,
  };
}

export function copyState(state: SyncState): SyncState {
  const segments = state.segments.map(({ hi, lo, count }) => ({ hi: { ...hi }, lo: { ...lo }, count }));
  return { ...state, segments, orders: [...state.orders] };
}

/** A state that was saved, or `null` where it is none of this version. */
export function readState(value: unknown): SyncState | null {
  const state = value as Partial<SyncState> | null;
  if (typeof state !== 'object' || state === null || state.version !== 1) return null;
  const { segments, orders } = state;
  const good =
    Array.isArray(segments) &&
    segments.every(isSegment) &&
    Array.isArray(orders) &&
    orders.length > 0 &&
    orders.every((order) => ORDERS.includes(order)) &&
    typeof state.oldest === 'boolean' &&
    isNumber(state.skew) &&
    isNumber(state.unexplained) &&
    [state.total, state.asOf, state.resumesAt].every((number) => number === null || isNumber(number)) &&
    (state.problem === null || typeof state.problem === 'string');
  return good ? copyState(state as SyncState) : null;
}

/** Whether the state tells of exactly the scans that are held. */
export function belongsTo(state: SyncState, holder: ScanHolder): boolean {
  return state.segments.reduce((sum, { count }) => sum + count, 0) === holder.size;
}

/** Whether every scan of the list is covered. */
export function isComplete({ segments, oldest }: SyncState): boolean {
  return oldest && segments.length <= 1;
}

/** How much of a code's scans is counted. Where that is nothing yet, `since` is a time that no scan reaches. */
export function coverageOf(state: SyncState, holder: ScanHolder): Coverage {
  const complete = isComplete(state);
  const { total } = state;
  const counted = holder.size;
  return {
    since: complete ? null : sinceOf(state),
    asOf: instantOf((state.asOf ?? 0) / 1000),
    counted,
    total,
    matches: complete && total !== null ? counted === total : null,
    ...(state.resumesAt !== null && { resumesAt: instantOf(Math.ceil(state.resumesAt / 1000)) }),
    ...(state.problem !== null && { stopped: state.problem }),
  };
}

function sinceOf({ segments, skew }: SyncState): Instant {
  // Others of the oldest second covered may come after it in the list.
  return segments[0] ? instantOf(segments[0].lo.at + skew + 1) : NEVER;
}

function isSegment(value: unknown): boolean {
  const { hi, lo, count } = (value ?? {}) as Partial<Segment>;
  return [hi?.id, hi?.at, lo?.id, lo?.at, count].every(isNumber) && count! >= 0;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
