import { expect } from 'vitest';
import { Pace } from '../../src/scans/pace.js';
import { coverageOf, type SyncState } from '../../src/scans/segments.js';
import { sync, type SyncOptions } from '../../src/scans/sync.js';
import { random } from '../support/random.js';
import { MapHolder, ScanList, type ScanListOptions } from '../support/scan-list.js';

/** One process after another that syncs a simulated list; what is saved is all that a killed one leaves behind. */
export class Syncs {
  readonly list: ScanList;
  holder = new MapHolder();
  state: SyncState | null = null;
  /** Times that what is covered was compared with the list. */
  checks = 0;
  readonly #pace: Pace;
  readonly #random: () => number;
  #saved: string | null = null;

  constructor(list: ScanList, random: () => number, pace = new Pace({ ...list.clock, perMinute: 1e9, burst: 1e9 })) {
    this.list = list;
    this.#random = random;
    this.#pace = pace;
  }

  /** Syncs, or dies at the request of that number. */
  async run({ killAt = Infinity, saveEvery = 1 } = {}): Promise<SyncState | null> {
    const { list, holder } = this;
    const process = new AbortController();
    let [asked, pages] = [0, 0];
    list.onRequest = () => {
      if (++asked === killAt) process.abort(new Error('killed'));
    };
    try {
      this.#saved = killAt === Infinity ? null : JSON.stringify({ scans: [...holder.scans], state: this.state });
      this.state = await sync({
        list: list.list,
        holder,
        state: this.state,
        ...list.clock,
        random: this.#random,
        pace: this.#pace,
        signal: process.signal,
        save: (state, must) => {
          if (killAt === Infinity || process.signal.aborted || !(must || ++pages % saveEvery === 0)) return;
          this.#saved = JSON.stringify({ scans: [...holder.scans], state });
        },
        onProgress: (state) => this.#check(state),
      });
      return this.state;
    } catch (error) {
      if (!(error instanceof Error && error.message === 'killed')) throw error;
      const saved = JSON.parse(this.#saved!) as { scans: [number, number][]; state: SyncState | null };
      this.holder = new MapHolder(saved.scans);
      this.state = saved.state;
      return null;
    } finally {
      list.onRequest = () => undefined;
    }
  }

  /** What is covered is held, whatever happens to the list meanwhile. */
  #check(state: SyncState): void {
    if (state.asOf === null || (this.list.requests % 7 !== 0 && state.segments.length < 3)) return;
    const since = Date.parse(coverageOf(state, this.holder).since ?? '1970-01-01') / 1000;
    const until = state.asOf / 1000 - 5;
    const missing = this.list.rows.filter(({ id, second }) => second >= since && second < until && !this.holder.scans.has(id));
    expect(missing.length, `not held of ${this.list.rows.length}, since ${since}`).toBe(0);
    this.checks++;
  }
}

/** A list of so many scans, and what a sync of it needs. */
export function world(scans: number, options: Partial<ScanListOptions> = {}) {
  const list = new ScanList({ sorting: 'newest-id', random: random(scans + 1), gap: 600, ...options });
  list.arrive(scans);
  const pace = new Pace({ ...list.clock, perMinute: 1e9, burst: 1e9 });
  const holder = new MapHolder();
  const run = (more: Partial<SyncOptions> = {}) =>
    sync({ list: list.list, holder, pace, random: () => 0, ...list.clock, ...more });
  return { list, pace, holder, run };
}

/** Requests that a sync makes. */
export async function counted(list: ScanList, run: () => Promise<unknown>): Promise<number> {
  const before = list.requests;
  await run();
  return list.requests - before;
}
