import type { Pace, Sleep } from './pace.js';
import { belongsTo, copyState, freshState, isComplete, readState, type SyncState } from './segments.js';
import { Cover } from './sync-cover.js';
import { Crawl } from './sync-crawl.js';
import { settle } from './sync-diff.js';
import { Contradiction, Order } from './sync-order.js';
import { Refusal, Requests } from './sync-requests.js';
import type { ListScans, ScanHolder } from './types.js';

export interface SyncOptions {
  list: ListScans;
  holder: ScanHolder;
  /** Where an earlier sync of the same holder stopped; absent: from the start. */
  state?: SyncState | null;
  /**
   * Called after each page: keeps the scans held now and the state, in one step. `must` is set where it matters (a pause,
   * the end); otherwise a call may be skipped, at the price of reading those pages again after a kill.
   */
  save?: (state: SyncState, must: boolean) => Promise<void> | void;
  /** Called in the same turn as the holder changes. */
  onProgress?: (state: SyncState) => void;
  /** Shared by all syncs that use one token. */
  pace?: Pace;
  signal?: AbortSignal;
  /** Milliseconds since 1970. */
  now?: () => number;
  sleep?: Sleep;
  random?: () => number;
}

/** Looks at the newest end of a list that is covered; each finds less to read than the one before. */
const ROUNDS = 8;
/** Looks at the newest end in a row from which nothing new was reached. */
const MAX_IDLE = 8;
/** Searches for deleted scans in one sync; more would chase what is being deleted now. */
const SEARCHES = 3;

/**
 * Brings a holder up to date with the list: every scan of the list is held, and no other. What stops it is told by
 * `problem`; what is held and covered by then is kept, except of a list without a stable order.
 * @throws the signal's reason, after `save`; what `save` or the holder throw
 */
export async function sync(options: SyncOptions): Promise<SyncState> {
  const { holder, save, onProgress, list, pace, now, sleep, random, signal = new AbortController().signal } = options;
  const known = readState(options.state);
  const state = known ?? freshState();
  const keep = async (must: boolean) => save?.(copyState(state), must);
  const requests = new Requests({ list, state, paused: () => keep(true), signal, pace, now, sleep, random });
  const changed = () => onProgress?.(copyState(state));
  const cover = new Cover(state, holder, new Order(state), changed);
  const crawl = new Crawl(cover, requests, () => keep(false));
  if (!belongsTo(state, holder)) cover.forget();
  try {
    await untilSettled(crawl);
  } catch (error) {
    if (error instanceof Refusal) state.problem = error.problem;
    else if (!signal.aborted) throw error;
  }
  changed();
  await keep(true);
  signal.throwIfAborted();
  return copyState(state);
}

/** Starts anew once where the list has changed its order since it was last seen. */
async function untilSettled(crawl: Crawl): Promise<void> {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await bringUpToDate(crawl);
      return;
    } catch (error) {
      if (!(error instanceof Contradiction)) throw error;
      crawl.cover.forget();
    }
  }
  throw new Refusal('unstable-order');
}

async function bringUpToDate(crawl: Crawl): Promise<void> {
  const { state, holder } = crawl.cover;
  let [rounds, searches, idle] = [0, 0, 0];
  while (rounds < ROUNDS) {
    const { size } = holder;
    if (await crawl.head()) return;
    await crawl.fill();
    if (!isComplete(state)) {
      idle = holder.size > size ? 0 : idle + 1;
      if (idle > MAX_IDLE) throw new Contradiction('What is new never joins what was covered.');
      continue;
    }
    rounds++;
    // Scans have arrived since the head was read.
    if (state.total !== null && state.total !== crawl.length) continue;
    const length = await lengthToExpect(crawl);
    const off = holder.size - length;
    if (off === 0) state.unexplained = 0;
    if (off === state.unexplained || searches === SEARCHES) return;
    searches++;
    const { found, still } = await settle(crawl, length);
    if (found === 0 && still) {
      state.unexplained = off;
      return;
    }
  }
}

/** How many scans should be held: `meta.total`, or without it the length of the list as far as it can be told. */
async function lengthToExpect(crawl: Crawl): Promise<number> {
  const { holder, state } = crawl.cover;
  if (crawl.length !== null && state.total !== null) return crawl.length;
  const length = crawl.length ?? (await measure(crawl));
  if (length <= holder.size) return length;
  // What is too many may have arrived since the head was read.
  await crawl.head();
  await crawl.fill();
  return Math.max(length, holder.size);
}

async function measure(crawl: Crawl): Promise<number> {
  const { start, rows } = await crawl.end(crawl.cover.holder.size);
  return start + rows.length;
}
