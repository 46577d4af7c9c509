import { ApiError, NetworkError } from './errors.js';

const BASE = 300;
const CAP = 10_000;

/**
 * Seconds that a `Retry-After` header asks to wait: a number of seconds or an HTTP date (measured against the answer's
 * own `Date`, since clocks differ), clamped to 1–300; 5 where it is missing or unreadable.
 * https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(headers: Headers): number {
  const value = headers.get('retry-after')?.trim() ?? '';
  const now = Date.parse(headers.get('date') ?? '') || Date.now();
  // `Date.parse` alone would take "1.5" for a day in 2001.
  const date = /^\w+, .+ GMT$/.test(value) ? Date.parse(value) : NaN;
  const seconds = /^\d+$/.test(value) ? Number(value) : (date - now) / 1000;
  return Number.isNaN(seconds) ? 5 : Math.min(300, Math.max(1, Math.ceil(seconds)));
}

/** Whether asking again can help. The proxy's `upstream-…` codes say that its own token was refused: it cannot. */
export function retryable(error: unknown): boolean {
  if (error instanceof NetworkError) return true;
  const status = error instanceof ApiError && !error.code.startsWith('upstream-') ? error.status : 0;
  return [429, 502, 503, 504].includes(status);
}

/**
 * Milliseconds before attempt `attempt + 1`: full jitter over an exponential base, on top of what the server asked for.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function retryDelay(attempt: number, error: unknown, random: () => number): number {
  const asked = error instanceof ApiError && error.retryAfter !== null ? error.retryAfter * 1000 : 0;
  return asked + random() * Math.min(CAP, BASE * 2 ** attempt);
}

/** Waits; rejects with the signal's reason as soon as it is aborted. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const aborted = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', aborted);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', aborted, { once: true });
  });
}
