import type { Page, Scan } from '../../src/client/types.js';
import type { ListScans, ScanHolder, ScanLike } from '../../src/scans/types.js';

/** How the simulated API sorts: `time` has ties in an order of its own, `skewed` is by id with clocks that disagree. */
export type Sorting = 'newest-id' | 'newest-time' | 'newest-skewed' | 'oldest-id' | 'oldest-time';

export const sortings: readonly Sorting[] = ['newest-id', 'newest-time', 'newest-skewed', 'oldest-id', 'oldest-time'];

/** What happens while the list is read. Numbers are expected events a request. */
export interface Weather {
  arrivals?: number;
  deletes?: number;
  /** Chance that a run of up to 200 neighbours is deleted. */
  bulk?: number;
  /** Chance of a 500 or of no answer. */
  failures?: number;
  /** Chance of a 429. */
  limits?: number;
}

export interface ScanListOptions {
  sorting: Sorting;
  random: () => number;
  /** Mean seconds between scans; small numbers make ties. */
  gap?: number;
  meta?: boolean;
  start?: number;
}

export class Refused extends Error {
  readonly status: number;
  readonly retryAfter: number | null;

  constructor(status: number, retryAfter: number | null = null) {
    super(`status ${status}`);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** The API's list of scans, with a clock that only requests and waiting move. */
export class ScanList {
  /** Oldest first. */
  readonly rows: (Scan & { second: number; tie: number })[] = [];
  /** Milliseconds since 1970. */
  now: number;
  requests = 0;
  limited = 0;
  weather: Weather = {};
  /** Called with each request, before it is answered. */
  onRequest: (params: { page: number; per_page: number }) => void = () => undefined;
  readonly #options: Required<Omit<ScanListOptions, 'start'>>;
  #nextId = 1000;
  #second: number;

  constructor({ gap = 60, meta = true, start = Date.UTC(2025, 0, 1), ...options }: ScanListOptions) {
    this.#options = { gap, meta, ...options };
    this.now = start;
    this.#second = start / 1000;
  }

  /** The clock as a sync takes it. */
  readonly clock = {
    now: () => this.now,
    sleep: (milliseconds: number, signal: AbortSignal) => {
      this.now += milliseconds;
      return signal.aborted ? Promise.reject(signal.reason as Error) : Promise.resolve();
    },
  };

  get ids(): number[] {
    return this.rows.map(({ id }) => id).sort((a, b) => a - b);
  }

  arrive(count: number): void {
    const { sorting, random, gap } = this.#options;
    for (let scan = 0; scan < count; scan++) {
      this.#second = Math.max(this.#second, Math.floor(this.now / 1000));
      this.#second += Math.floor(random() * 2 * gap + (random() < (gap % 1) ? 1 : 0));
      this.now = Math.max(this.now, this.#second * 1000);
      const second = this.#second + (sorting === 'newest-skewed' ? Math.floor(random() * 4) : 0);
      const id = (this.#nextId += 1 + Math.floor(random() * 3));
      const row = { ...blank, id, created_at: `${new Date(second * 1000).toISOString().slice(0, 19)}Z`, second, tie: random() };
      let at = this.rows.length;
      const isBelow = (other: typeof row) => other.second === second && other.tie > row.tie;
      if (sorting.endsWith('time')) while (at > 0 && isBelow(this.rows[at - 1]!)) at--;
      this.rows.splice(at, 0, row);
    }
  }

  /** Deletes neighbours from a random place on. */
  delete(count: number): void {
    this.rows.splice(Math.floor(this.#options.random() * this.rows.length), count);
  }

  readonly list: ListScans = async (params, signal) => {
    await Promise.resolve();
    this.requests++;
    this.now += 200;
    this.onRequest(params);
    signal.throwIfAborted();
    this.#storm();
    return this.#page(params);
  };

  #storm(): void {
    const { random } = this.#options;
    const { arrivals = 0, deletes = 0, bulk = 0, failures = 0, limits = 0 } = this.weather;
    const times = (mean: number) => Math.floor(mean) + (random() < mean % 1 ? 1 : 0);
    this.arrive(times(arrivals));
    for (let row = times(deletes); row > 0; row--) this.delete(1);
    if (random() < bulk) this.delete(1 + Math.floor(random() * 200));
    if (random() < limits) {
      this.limited++;
      throw new Refused(429, 1 + Math.floor(random() * 60));
    }
    if (random() < failures) throw random() < 0.5 ? new Refused(500) : new TypeError('fetch failed');
  }

  #page({ page, per_page }: { page: number; per_page: number }): Page<Scan> {
    const { rows } = this;
    const { sorting, meta } = this.#options;
    const start = (page - 1) * per_page;
    const length = Math.max(0, Math.min(per_page, rows.length - start));
    const data = sorting.startsWith('oldest')
      ? rows.slice(start, start + length)
      : rows.slice(rows.length - start - length, rows.length - start).reverse();
    const untold = { current_page: null, last_page: null, per_page: null, total: null };
    const told = { current_page: page, last_page: Math.ceil(rows.length / per_page), per_page, total: rows.length };
    return { data: length > 0 ? data : [], meta: meta ? told : untold };
  }
}

const blank: Omit<Scan, 'id' | 'created_at'> = {
  device: 'ios',
  country_code: 'NL',
  referer: null,
  utm_source: null,
  utm_medium: null,
  utm_campaign: null,
  resolved_url: null,
};

/** The simplest holder there can be. */
export class MapHolder implements ScanHolder {
  readonly scans: Map<number, number>;

  constructor(scans: Iterable<readonly [number, number]> = []) {
    this.scans = new Map(scans);
  }

  get size(): number {
    return this.scans.size;
  }

  get ids(): number[] {
    return [...this.scans.keys()].sort((a, b) => a - b);
  }

  add(scans: Iterable<ScanLike>): number {
    const before = this.size;
    for (const { id, created_at } of scans) if (!this.scans.has(id)) this.scans.set(id, Date.parse(created_at) / 1000);
    return this.size - before;
  }

  has({ id }: Pick<ScanLike, 'id'>): boolean {
    return this.scans.has(id);
  }

  remove(ids: readonly number[]): number {
    return ids.filter((id) => this.scans.delete(id)).length;
  }

  entries(): { ids: Float64Array; seconds: Uint32Array } {
    const sorted = [...this.scans].sort((a, b) => a[1] - b[1] || a[0] - b[0]);
    return { ids: Float64Array.from(sorted, ([id]) => id), seconds: Uint32Array.from(sorted, ([, second]) => second) };
  }
}
