import type { Page, Scan } from '../client/types.js';
import { secondsOf } from './instant.js';
import { Pace, wait, type Sleep } from './pace.js';
import type { Mark, SyncState } from './segments.js';
import type { Window } from './sync-window.js';
import type { ListScans, SyncProblem } from './types.js';

/** What the API showed of the list, at one moment. */
export interface Answer {
  /** Position of the first row. */
  start: number;
  /** As listed. */
  rows: (Mark & { scan: Scan })[];
  /** Rows of the whole list, where it says so. */
  total: number | null;
  /** Whether these are fewer rows than were asked for. */
  short: boolean;
  /** Whether the list ends with them. */
  ended: boolean;
  /** The page size that was used, where the API says so. */
  perPage: number | null;
}

/** The sync stops here. */
export class Refusal extends Error {
  readonly problem: SyncProblem;

  constructor(problem: SyncProblem) {
    super(problem);
    this.problem = problem;
  }
}

const refusals: Partial<Record<number, SyncProblem>> = {
  401: 'authentication',
  402: 'payment-required',
  403: 'permission',
  404: 'not-found',
};

/** Failures in a row that are asked again: 1, 2, 4, 8 seconds apart. */
const RETRIES = 4;
/** 429s in a row after which there is no hope; each of them was waited out. */
const PATIENCE = 30;
/** Seconds to wait where a 429 does not say. */
const UNSAID = 30;

export interface RequestOptions {
  list: ListScans;
  state: SyncState;
  /** Keeps the state where a pause begins, for other processes to see. */
  paused: () => Promise<void>;
  signal: AbortSignal;
  pace?: Pace | undefined;
  now?: (() => number) | undefined;
  sleep?: Sleep | undefined;
  random?: (() => number) | undefined;
}

/** Asks for windows of the list: paced, and again where that helps. */
export class Requests {
  /** Requests that were answered. */
  answered = 0;
  readonly #options: Required<{ [Key in keyof RequestOptions]: NonNullable<RequestOptions[Key]> }>;

  constructor({ pace, now = Date.now, sleep = wait, random = Math.random, ...rest }: RequestOptions) {
    this.#options = { ...rest, pace: pace ?? new Pace({ now, sleep }), now, sleep, random };
    if (rest.state.resumesAt !== null) this.#options.pace.pauseUntil(rest.state.resumesAt);
  }

  /** @throws {Refusal} where asking again does not help; the signal's reason */
  async ask(window: Window): Promise<Answer> {
    const { list, pace, signal, sleep, state, random } = this.#options;
    for (let [failed, limited] = [0, 0]; ; ) {
      await pace.take(signal);
      try {
        const answer = read(window, await list(window, signal));
        state.resumesAt = null;
        state.problem = null;
        this.answered++;
        return answer;
      } catch (error) {
        signal.throwIfAborted();
        const { status, retryAfter } = (error ?? {}) as { status?: number; retryAfter?: number | null };
        if (status === 429) {
          if (++limited > PATIENCE) throw new Refusal('server');
          await this.#pause(retryAfter ?? UNSAID);
          continue;
        }
        const helpless = status !== undefined && status >= 400 && status < 500 && status !== 408;
        if (helpless || failed++ === RETRIES) throw new Refusal(refusals[status ?? 0] ?? 'server');
        await sleep((retryAfter ?? 2 ** (failed - 1)) * 1000 + random() * 500, signal);
      }
    }
  }

  /** Notes when the newest scans are looked for. */
  now(): number {
    return this.#options.now();
  }

  async #pause(seconds: number): Promise<void> {
    const { state, pace, now, random, paused } = this.#options;
    // Clients that were refused together should not come back together.
    state.resumesAt = Math.ceil(now() + seconds * 1000 + random() * 500);
    pace.pauseUntil(state.resumesAt);
    await paused();
  }
}

/** @throws {RangeError} for an answer that contradicts itself, or an instant that is none */
function read({ page, per_page }: Window, { data, meta }: Page<Scan>): Answer {
  const { total, per_page: used } = meta;
  // Taken as it is, it would say that all scans are gone.
  if (page === 1 && data.length === 0 && total) throw new RangeError(`The first page shows none of ${total} scans.`);
  const start = (page - 1) * (used ?? per_page);
  const rows = data.map((scan) => ({ id: scan.id, at: secondsOf(scan.created_at), scan }));
  const short = rows.length < Math.min(per_page, used ?? per_page);
  return { start, rows, total, short, ended: short && (total === null || start + rows.length >= total), perPage: used };
}
