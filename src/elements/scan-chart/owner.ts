import type { Client } from '../../client/client.js';
import type { Id } from '../../client/types.js';
import { createKeeper } from '../../scans/keeper.js';
import { Pace } from '../../scans/pace.js';
import { rollup } from '../../scans/rollup.js';
import type { KeyValueStore, RollupQuestion } from '../../scans/types.js';
import type { ChartData } from './data.js';
import { browserStore } from './browser-store.js';

/** Milliseconds between two looks at what has been counted by then. */
const LOOK = 1500;
/** Milliseconds until the next attempt, where a page that was closed in the middle still holds the lease. */
const AGAIN = 5000;

/** A code's scans, counted in the browser of someone who may read them one by one. */
export interface OwnerCount {
  readonly isRunning: boolean;
  readonly isDone: boolean;
  /** @param isNew - what has come since the last count is looked for */
  answer: (question: RollupQuestion, isNew: boolean) => Promise<ChartData>;
  toggle: () => void;
  /** Calls back now and then while it counts; returns what ends that. When nobody watches, it stops. */
  watch: (call: () => void) => () => void;
}

const counts = new WeakMap<Client, Map<Id, OwnerCount>>();
const paces = new WeakMap<Client, Pace>();

/** One for all charts of a page that show the same code. */
export function ownerCount(client: Client, id: Id): OwnerCount {
  let known = counts.get(client);
  if (!known) counts.set(client, (known = new Map<Id, OwnerCount>()));
  let count = known.get(id);
  if (!count) known.set(id, (count = create(client, id)));
  return count;
}

function create(client: Client, id: Id): OwnerCount {
  let pace = paces.get(client);
  if (!pace) paces.set(client, (pace = new Pace()));
  const store: KeyValueStore = browserStore();
  const keeper = createKeeper({
    qrCode: id,
    store,
    pace,
    isAlone: locks() !== undefined,
    list: (params, signal) => client.scans.list(id, params, { signal }),
  });
  const watchers = new Set<() => void>();
  const tell = () => watchers.forEach((call) => call());
  let running: AbortController | null = null;
  let opened: Promise<void> | null = null;
  let isStopped = false;
  let isDone = false;
  let isResting = false;
  /** Somebody has asked for newer scans than the run that is ending can have. */
  let isAskedAgain = false;
  let told = 0;

  const start = (): void => {
    if (running || isStopped || isResting) return;
    const controller = (running = new AbortController());
    const { signal } = controller;
    const onProgress = () => {
      if (performance.now() - told < LOOK) return;
      told = performance.now();
      tell();
    };
    // One tab counts; the others wait for the lock, and then have next to nothing left to do.
    void locked(`jsi-scans-${id}`, signal, () => keeper.refresh({ signal, onProgress }))
      .then(
        ({ since, stopped }) => {
          isDone = since === null;
          // To go on at once would come to the same: a person may try.
          if (stopped) isStopped = true;
          else if (!isDone) rest();
        },
        // Such as a browser without room. What was aborted is begun again by who wants it.
        () => (isStopped ||= !signal.aborted),
      )
      .finally(() => {
        running = null;
        if (isAskedAgain && !isStopped) isDone = isAskedAgain = false;
        tell();
      });
  };

  const rest = (): void => {
    isResting = true;
    setTimeout(() => {
      isResting = false;
      tell();
    }, AGAIN);
  };

  return {
    get isRunning() {
      return running !== null;
    },
    get isDone() {
      return isDone;
    },
    async answer(question, isNew) {
      await (opened ??= keeper.open());
      if (isNew) isDone = false;
      isAskedAgain ||= isNew && running !== null;
      if (!isDone) start();
      return { ...rollup(keeper.scans, question, { now: new Date(), coverage: keeper.coverage }), local: true };
    },
    toggle() {
      isStopped = running !== null;
      isResting = false;
      if (running) running.abort(new DOMException('Stopped.', 'AbortError'));
      else start();
      tell();
    },
    watch(call) {
      watchers.add(call);
      return () => {
        watchers.delete(call);
        if (watchers.size === 0) running?.abort(new DOMException('Nobody watches.', 'AbortError'));
      };
    },
  };
}

async function locked<T>(name: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  return locks()?.request(name, { signal }, work) ?? work();
}

/** Not there on pages without TLS. */
const locks = () => (navigator as { locks?: LockManager }).locks;
