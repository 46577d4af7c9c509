import { ApiError, ClientError, RateLimitError } from '../client/errors.js';
import { retryable, retryDelay, sleep } from '../client/retry.js';

/** What a write waits for. */
export type Pause =
  /** Until then, milliseconds since 1970, since the API has asked for it (429, 503) or could not be reached. */
  { kind: 'waiting'; until: number; error: ClientError } | { kind: 'offline' };

/** Failures in a row of one request, after which it is better to ask the person. */
const ATTEMPTS = 6;

/** An answer of the API that says that nothing was done. Of a failing server, or a page in its place, nobody knows. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof RateLimitError ||
  (error instanceof ApiError && error.body !== undefined && (error.status < 500 || error.code.startsWith('upstream-')));

/**
 * Waits until the failed attempt may be followed by another; resolves with its number. Where the API asks to wait, that is no
 * failure and not counted.
 * @throws the error, where trying again would not help; the signal's reason
 */
export async function pause(error: unknown, attempt: number, signal: AbortSignal, say: (pause: Pause) => void): Promise<number> {
  signal.throwIfAborted();
  const isLost = error instanceof ClientError && !(error instanceof ApiError);
  if (!isLost && !retryable(error)) throw error;
  const isAsked = error instanceof RateLimitError;
  if (attempt >= ATTEMPTS - 1 && !isAsked) throw error;
  const milliseconds = retryDelay(attempt + 1, error, Math.random);
  say({ kind: 'waiting', until: Date.now() + milliseconds, error: error as ClientError });
  await sleep(milliseconds, signal);
  return isAsked ? attempt : attempt + 1;
}

/** Nothing is tried while the browser knows that there is no network. */
export async function online(signal: AbortSignal, say: (pause: Pause) => void): Promise<void> {
  const isOffline = () => (globalThis as { navigator?: Partial<Navigator> }).navigator?.onLine === false;
  while (isOffline()) {
    say({ kind: 'offline' });
    await new Promise<void>((resolve, reject) => {
      signal.throwIfAborted();
      const ended = new AbortController();
      const end = (then: () => void) => () => {
        ended.abort();
        then();
      };
      signal.addEventListener('abort', end(() => reject(signal.reason as Error)), { signal: ended.signal });
      globalThis.addEventListener('online', end(resolve), { signal: ended.signal });
    });
  }
}
