/** Waits so many milliseconds; rejects with the signal's reason as soon as it is aborted. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export interface PaceOptions {
  /** Requests a minute; default 60. */
  perMinute?: number;
  /** Requests that may follow each other at once after a rest; default 10. */
  burst?: number;
  /** Milliseconds since 1970. */
  now?: () => number;
  sleep?: Sleep;
}

/** Of a limit that the API names, the rest is left to visitors' own requests. */
const SHARE = 0.8;

/** The speed of all requests made with one token: a token bucket that every sync of that token takes from. */
export class Pace {
  readonly #burst: number;
  readonly #now: () => number;
  readonly #sleep: Sleep;
  #perMinute: number;
  #tokens: number;
  #filled: number;
  #pausedUntil = 0;

  constructor({ perMinute = 60, burst = 10, now = Date.now, sleep = wait }: PaceOptions = {}) {
    this.#perMinute = perMinute;
    this.#burst = Math.max(1, burst);
    this.#now = now;
    this.#sleep = sleep;
    this.#tokens = this.#burst;
    this.#filled = now();
  }

  /** Requests a minute, as set or learned. */
  get perMinute(): number {
    return this.#perMinute;
  }

  /** Milliseconds since 1970 at which a pause ends; `null` outside one. */
  get resumesAt(): number | null {
    return this.#pausedUntil > this.#now() ? this.#pausedUntil : null;
  }

  /** Resolves when the next request may be made. @throws the signal's reason */
  async take(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const milliseconds = this.#untilNext();
      if (milliseconds <= 0) break;
      await this.#sleep(milliseconds, signal);
    }
    this.#tokens -= 1;
  }

  /** No request before that time (milliseconds since 1970), as a 429 asks. An earlier end of a pause changes nothing. */
  pauseUntil(time: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, time);
  }

  /** Takes over the limit that the API names in `X-RateLimit-Limit`; what is not a positive number is ignored. */
  learn(limitPerMinute: number): void {
    if (!(limitPerMinute > 0) || limitPerMinute === Infinity) return;
    this.#fill();
    this.#perMinute = limitPerMinute * SHARE;
  }

  #untilNext(): number {
    this.#fill();
    const paused = this.#pausedUntil - this.#now();
    const empty = ((1 - this.#tokens) / this.#perMinute) * 60_000;
    // A part of a millisecond is not slept, and tokens are fractions: without rounding up this would spin.
    return Math.max(paused, this.#tokens > 1 - 1e-9 ? 0 : Math.ceil(empty));
  }

  #fill(): void {
    const now = this.#now();
    const passed = Math.max(0, now - this.#filled);
    this.#tokens = Math.min(this.#burst, this.#tokens + (passed / 60_000) * this.#perMinute);
    this.#filled = now;
  }
}

/** Without keeping a process alive that has nothing else to do: what is not counted yet is counted next time. */
export const wait: Sleep = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const aborted = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', aborted);
      resolve();
    }, milliseconds);
    // Node's; in a browser a timer is a number.
    (timer as { unref?: () => void }).unref?.();
    signal.addEventListener('abort', aborted, { once: true });
  });
