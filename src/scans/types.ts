import type { Id, Instant, Page, Scan } from '../client/types.js';

/** A scan as it may be given: what is absent is unknown. */
export type ScanLike = Pick<Scan, 'id' | 'created_at'> & Partial<Scan>;

/** What scans can be counted by. `referrer` is the host of the referring page. */
export type Dimension =
  | 'device'
  | 'country'
  | 'referrer'
  | 'utm-source'
  | 'utm-medium'
  | 'utm-campaign'
  | 'destination';

export type Interval = 'hour' | 'day' | 'week' | 'month';

/** `previous`: as many days or whole months before; `months`: the same days of as many months before; `year`: of the year before. */
export type Compare = 'previous' | 'months' | 'year';

/** `2026-03-29`: a day of the calendar in some zone. */
export type LocalDate = string;

/** Only scans with these values count; `null` is "unknown". Weekdays are 1 (Monday) to 7, hours 0 to 23, both local. */
export type Filter = Partial<Record<Dimension, string | null>> & { weekday?: number; hour?: number };

export interface Period {
  /** IANA name. */
  timeZone: string;
  /** First local day. */
  from: LocalDate;
  /** Last local day, which belongs to the period. */
  to: LocalDate;
}

/** One bucket of a series. Buckets touch each other; a repeated hour in autumn is two of them. */
export interface Bucket {
  /** Its first instant. */
  start: Instant;
  /** `null` where the scans of that time are not counted yet. */
  scans: number | null;
  /** It has not ended yet. */
  incomplete?: true;
  /** The period begins or ends within it, so that it is shorter than others. */
  clipped?: true;
}

export interface Count {
  /** `null` is "unknown". */
  value: string | null;
  scans: number;
}

/** What a roll-up is asked for. */
export interface RollupQuestion {
  timeZone: string;
  /** Absent: the day of the first scan that is counted. */
  from?: LocalDate;
  /** Absent: today. */
  to?: LocalDate;
  /** `auto`: what suits the length of the period. */
  interval: Interval | 'auto';
  breakdown?: Dimension | 'weekday-hour';
  compare?: Compare;
  filter?: Filter;
  /** First day of a week, 1 (Monday) to 7; default 1. */
  weekStart?: number;
  /** Also quarters of an hour, of which the series in any other zone can be made; not under a filter. */
  slots?: true;
}

/** How much of a code's scans an answer rests on. */
export interface Coverage {
  /** Every scan since then is counted; `null`: every scan there is. */
  since: Instant | null;
  /** When the newest scans were last looked for. */
  asOf: Instant;
  /** Scans that are counted. */
  counted: number;
  /** Scans that the API says there are; `null` where it does not say. */
  total: number | null;
  /** Whether what is counted adds up to the API's total; `null` until all is counted, or without a total. */
  matches: boolean | null;
  /** When counting goes on, where a 429 has stopped it. */
  resumesAt?: Instant;
  /** Why counting does not go on. */
  stopped?: SyncProblem;
}

/** `unstable-order`: the list gives its rows in no order that can be relied on. The others are the API's refusals. */
export type SyncProblem = 'unstable-order' | 'authentication' | 'payment-required' | 'permission' | 'not-found' | 'server';

/** The answer: all that one chart shows, and nothing about single scans. */
export interface Rollup {
  timeZone: string;
  from: LocalDate;
  to: LocalDate;
  interval: Interval;
  weekStart: number;
  /** All scans of the code, whatever the period and the filter. */
  total: number | null;
  /** Scans since the first of the month, in that zone; `null` until they are counted. */
  thisMonth: number | null;
  /** Scans of the period under the filter. */
  scans: number;
  series: Bucket[];
  previous?: {
    from: LocalDate;
    to: LocalDate;
    /** Scans up to as far into that period as now is into this one; `null` where they are not all counted. */
    scans: number | null;
    /** As many buckets as `series`, aligned by index; `null` where the period before has no such bucket. */
    series: (number | null)[];
    /** The code's first scan came after that period had begun: what is more now says nothing. */
    young?: true;
  };
  breakdown?: {
    by: Dimension;
    /** Most scans first. */
    values: Count[];
    /** Scans of values that are not listed. */
    rest: number;
  };
  /** Destinations whose first scan lies in the period, but for the code's own first, oldest first. Never for the public. */
  changes?: { value: string; at: Instant }[];
  /** Scans by quarter of an hour from `start` (seconds since 1970) on, to a day beyond the periods. */
  slots?: { start: number; counts: number[] };
  /** Scans by weekday (from Monday) and hour, `heat[weekday - 1][hour]`. */
  heat?: number[][];
  coverage: Coverage;
  /** Counts by value are given in steps of so many, so that no single scan can be told from them. */
  minCell?: number;
}

/** One page of the list of scans, for example `(params, signal) => client.scans.list(1, params, { signal })`. */
export type ListScans = (params: { page: number; per_page: number }, signal: AbortSignal) => Promise<Page<Scan>>;

/** What a sync adds to and asks: the store, which knows a scan by its instant and its id. */
export interface ScanHolder {
  /** Number of scans held. */
  readonly size: number;
  /**
   * Adds those that are not held yet; returns how many were new.
   * @throws {RangeError} at the first scan whose `created_at` is no instant from 1970 to 2106; those before it are kept
   */
  add(scans: Iterable<ScanLike>): number;
  has(scan: Pick<Scan, 'id' | 'created_at'>): boolean;
  /** Removes scans by id; returns how many were held. */
  remove(ids: readonly Id[]): number;
  /** Ids and instants (seconds since 1970) of all scans, oldest first; those of one second by id. */
  entries(): { ids: Float64Array; seconds: Uint32Array };
}

/** Where shards and states are kept: the proxy's `store`, or IndexedDB in an owner's browser. */
export interface KeyValueStore {
  get(key: string): Promise<string | null>;
  /** `ttl` in seconds; without one it stays. */
  set(key: string, value: string, options?: { ttl?: number }): Promise<void>;
  del(key: string): Promise<void>;
  /** Adds 1 in one step and returns the sum; a key that is not there begins at 0 and lives `ttl` seconds. */
  incr(key: string, options?: { ttl?: number }): Promise<number>;
}
