import type { Id } from '../client/types.js';
import type { Pace, Sleep } from './pace.js';
import { copyState, coverageOf, freshState, type SyncState } from './segments.js';
import { createStore, type ScanStore } from './store.js';
import { Lease, LEASE_SECONDS } from './sync-lease.js';
import { Shelf } from './sync-shelf.js';
import { sync } from './sync.js';
import type { Coverage, KeyValueStore, ListScans } from './types.js';

export interface KeeperOptions {
  qrCode: Id;
  store: KeyValueStore;
  list: ListScans;
  /** Shared by all keepers that use one token. */
  pace: Pace;
  /** Milliseconds since 1970. */
  now?: () => number;
  sleep?: Sleep;
  random?: () => number;
  /** Of all keys in the store; default `jsi:scans:`. */
  prefix?: string;
  /** Pages after which what was read is saved; default 25. It is saved every 10 seconds anyway. */
  saveEvery?: number;
  /** The caller sees to it that nobody else counts meanwhile, as with a Web Lock: a lease that is there is of one that is gone. */
  isAlone?: boolean;
}

export interface RefreshOptions {
  /** Leaves this call; the sync itself stops when nobody waits for it any more. */
  signal?: AbortSignal;
  onProgress?: (coverage: Coverage) => void;
}

/** One code's scans, kept up to date and in a key-value store that several processes may share. */
export interface ScanKeeper {
  /** The scans held now. Another object after `open` or `refresh` has loaded what another process saved. */
  readonly scans: ScanStore;
  readonly state: SyncState;
  readonly coverage: Coverage;
  /**
   * Loads what the store has, where that is newer than what is in memory. What cannot be read counts as nothing.
   * @throws what the store throws
   */
  open(): Promise<void>;
  /**
   * Counts what is new; where another process is at it, loads what that has saved. A second call joins the first.
   * @throws the signal's reason; what the store throws. What the API refuses is told by `coverage.stopped`.
   */
  refresh(options?: RefreshOptions): Promise<Coverage>;
}

export function createKeeper(options: KeeperOptions): ScanKeeper {
  return new Keeper(options);
}

const SAVE_AFTER = 10_000;

/** Another process has taken over. */
class LeaseLost extends Error {}

interface Run {
  done: Promise<void>;
  stop: AbortController;
  /** Calls that wait for it. */
  waiting: number;
  listeners: Set<(coverage: Coverage) => void>;
}

class Keeper implements ScanKeeper {
  scans = createStore();
  #state = freshState();
  readonly #options: KeeperOptions & { now: () => number; random: () => number };
  readonly #prefix: string;
  readonly #shelf: Shelf;
  #loading: Promise<void> = Promise.resolve();
  #run: Run | null = null;

  constructor(options: KeeperOptions) {
    this.#options = { ...options, now: options.now ?? Date.now, random: options.random ?? Math.random };
    const { now, random } = this.#options;
    this.#prefix = `${options.prefix ?? 'jsi:scans:'}${options.qrCode}:`;
    this.#shelf = new Shelf(options.store, this.#prefix, () => now().toString(36) + Math.floor(random() * 2 ** 53).toString(36));
  }

  get state(): SyncState {
    return copyState(this.#state);
  }

  get coverage(): Coverage {
    return coverageOf(this.#state, this.scans);
  }

  async open(): Promise<void> {
    // What a sync of this process holds is newer than what it has saved.
    if (!this.#run) await this.#load();
  }

  async refresh({ signal, onProgress }: RefreshOptions = {}): Promise<Coverage> {
    signal?.throwIfAborted();
    // One that all have left first saves what it has.
    while (this.#run?.stop.signal.aborted) await this.#run.done.catch(() => undefined);
    const run = (this.#run ??= this.#start());
    run.waiting++;
    if (onProgress) run.listeners.add(onProgress);
    try {
      await (signal ? untilAborted(run.done, signal) : run.done);
    } finally {
      if (onProgress) run.listeners.delete(onProgress);
      if (--run.waiting === 0 && signal?.aborted) run.stop.abort(signal.reason);
    }
    return this.coverage;
  }

  #start(): Run {
    const run: Run = { done: Promise.resolve(), stop: new AbortController(), waiting: 0, listeners: new Set() };
    run.done = this.#sync(run).finally(() => (this.#run = null));
    // A run that all have left fails for nobody.
    run.done.catch(() => undefined);
    return run;
  }

  async #sync(run: Run): Promise<void> {
    const { store, random, isAlone = false } = this.#options;
    const key = `${this.#prefix}lease`;
    const lease = new Lease(store, key, random);
    if (isAlone) await store.del(key);
    if (!(await lease.take())) {
      await this.#load();
      return;
    }
    const lost = () => run.stop.abort(new LeaseLost());
    const timer = setInterval(() => void lease.renew().then((isMine) => isMine || lost(), lost), (LEASE_SECONDS * 1000) / 3);
    try {
      await this.#load();
      await this.#shelf.sweep();
      await this.#bringUpToDate(run, lease);
    } catch (error) {
      if (!(error instanceof LeaseLost)) throw error;
      await this.#load();
    } finally {
      clearInterval(timer);
      await lease.release();
    }
  }

  async #bringUpToDate(run: Run, lease: Lease): Promise<void> {
    const { list, pace, now, sleep, random, saveEvery = 25 } = this.#options;
    let pages = 0;
    let savedAt = now();
    this.#state = await sync({
      list,
      pace,
      now,
      random,
      ...(sleep && { sleep }),
      holder: this.scans,
      state: this.#state,
      signal: run.stop.signal,
      onProgress: (state) => {
        this.#state = state;
        for (const listener of run.listeners) listener(this.coverage);
      },
      save: async (state, must) => {
        this.#state = state;
        pages++;
        if (!must && pages < saveEvery && now() - savedAt < SAVE_AFTER) return;
        // A process that slept past the end of its lease must not undo what its successor has saved.
        if (!(await lease.renew())) throw new LeaseLost();
        await this.#shelf.save({ scans: this.scans, state });
        pages = 0;
        savedAt = now();
      },
    });
  }

  #load(): Promise<void> {
    const loading = this.#loading
      .catch(() => undefined)
      .then(async () => {
        const kept = await this.#shelf.load(this.scans);
        if (kept) [this.scans, this.#state] = [kept.scans, kept.state];
      });
    this.#loading = loading;
    loading.catch(() => undefined);
    return loading;
  }
}

async function untilAborted(done: Promise<void>, signal: AbortSignal): Promise<void> {
  let leave: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    leave = () => reject(signal.reason as Error);
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    await Promise.race([done, aborted]);
  } finally {
    signal.removeEventListener('abort', leave!);
  }
}
