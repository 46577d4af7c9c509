import type { ClientError } from './errors.js';
import { ApiError, NetworkError, RateLimitError, ResponseError, TimeoutError } from './errors.js';
import { failure } from './failure.js';
import { retryable, retryDelay, sleep } from './retry.js';

export interface RequestOptions {
  /** Rejects the call with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Told of every pause before a GET is tried (again), so that a page can say "waiting 34 s". */
  onWait?: ((wait: Wait) => void) | undefined;
}

export interface Wait {
  milliseconds: number;
  /** What made the pause necessary. */
  error: ClientError;
}

export interface TransportOptions {
  /** Base URL without a trailing slash. */
  endpoint: string;
  fetch: typeof fetch;
  headers: Record<string, string>;
  /** Milliseconds for one attempt, the body included. */
  timeout: number;
  /** Further attempts of a GET after the first. */
  retries: number;
  random: () => number;
}

interface Answer {
  text: string;
  headers: Headers;
}

interface Pause {
  /** On the clock of `performance.now()`. */
  until: number;
  error: ClientError;
}

/** A GET in the air, with the callers that wait for it. */
interface Flight {
  text: Promise<string>;
  waiters: Set<RequestOptions>;
  controller: AbortController;
  /** What its callers were told last. */
  pause: Pause | null;
}

/** One connection to one endpoint: equal GETs share a request, and a 429 pauses every GET. */
export class Transport {
  readonly #options: TransportOptions;
  readonly #flights = new Map<string, Flight>();
  #pause: Pause | null = null;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  /** The parsed JSON of a GET; a fresh copy for each caller, since they share the request. */
  async get(path: string, options: RequestOptions): Promise<unknown> {
    options.signal?.throwIfAborted();
    return parse(await this.#join(path, options));
  }

  /**
   * What a path says it allows, in its `Allow` header: methods, or `null` where it does not say.
   * https://www.rfc-editor.org/rfc/rfc9110#name-options
   */
  async allowed(path: string, { signal, onWait }: RequestOptions): Promise<ReadonlySet<string> | null> {
    const live = signal ?? new AbortController().signal;
    try {
      const { headers } = await this.#retrying('OPTIONS', path, live, (wait) => onWait?.(wait));
      const allow = headers.get('allow');
      return allow === null ? null : new Set(allow.split(',').map((method) => method.trim().toUpperCase()));
    } catch (error) {
      // Servers that know nothing of OPTIONS.
      if (error instanceof ApiError && [400, 404, 405, 501].includes(error.status)) return null;
      throw error;
    }
  }

  /** The parsed JSON of a write (`undefined` for an empty answer). Tried once: it may have worked before it failed. */
  async write(method: string, path: string, body: unknown, { signal }: RequestOptions): Promise<unknown> {
    try {
      const { text } = await this.#attempt(method, path, body, signal ?? new AbortController().signal);
      return text === '' ? undefined : parse(text);
    } finally {
      // A GET from before the write must not answer a question asked after it.
      this.#flights.clear();
    }
  }

  #join(path: string, options: RequestOptions): Promise<string> {
    const { signal } = options;
    const flight = this.#flights.get(path) ?? this.#start(path);
    return new Promise((resolve, reject) => {
      flight.waiters.add(options);
      const leave = () => {
        flight.waiters.delete(options);
        if (flight.waiters.size === 0) this.#land(path, flight, signal?.reason);
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', leave, { once: true });
      flight.text.then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave));
      // Who joins late is told what is left.
      const milliseconds = left(flight.pause);
      if (milliseconds > 0) options.onWait?.({ milliseconds, error: flight.pause!.error });
    });
  }

  #start(path: string): Flight {
    const controller = new AbortController();
    const waiters = new Set<RequestOptions>();
    const text = this.#retrying('GET', path, controller.signal, (wait) => {
      flight.pause = { until: performance.now() + wait.milliseconds, error: wait.error };
      for (const { onWait } of waiters) onWait?.(wait);
    }).then((answer) => answer.text);
    const flight: Flight = { text, waiters, controller, pause: null };
    this.#flights.set(path, flight);
    const done = () => this.#land(path, flight);
    text.then(done, done);
    return flight;
  }

  #land(path: string, flight: Flight, abortReason?: unknown): void {
    if (this.#flights.get(path) === flight) this.#flights.delete(path);
    if (abortReason !== undefined) flight.controller.abort(abortReason);
  }

  async #retrying(method: 'GET' | 'OPTIONS', path: string, signal: AbortSignal, onWait: (wait: Wait) => void): Promise<Answer> {
    const { retries, random } = this.#options;
    // A microtask, so that the caller that starts a flight is among its waiters.
    await Promise.resolve();
    for (let attempt = 0; ; attempt++) {
      await this.#paused(signal, onWait);
      try {
        return await this.#attempt(method, path, undefined, signal);
      } catch (error) {
        if (attempt >= retries || !retryable(error)) throw error;
        const delay = retryDelay(attempt, error, random);
        onWait({ milliseconds: delay, error: error as ClientError });
        await sleep(delay, signal);
      }
    }
  }

  /** Waits out what another request was told by a 429, and a little more: the waiters must not all start at once. */
  async #paused(signal: AbortSignal, onWait: (wait: Wait) => void): Promise<void> {
    for (let rest = left(this.#pause); rest > 0; rest = left(this.#pause)) {
      const milliseconds = rest + this.#options.random() * 300;
      onWait({ milliseconds, error: this.#pause!.error });
      await sleep(milliseconds, signal);
    }
  }

  async #attempt(method: string, path: string, body: unknown, signal: AbortSignal): Promise<Answer> {
    signal.throwIfAborted();
    const { endpoint, fetch, headers, timeout } = this.#options;
    const deadline = AbortSignal.timeout(timeout);
    const or = (error: ClientError): never => {
      signal.throwIfAborted();
      throw deadline.aborted ? new TimeoutError() : error;
    };
    const response = await fetch(endpoint + path, {
      method,
      headers: {
        accept: 'application/json',
        ...(method !== 'GET' && method !== 'OPTIONS' && { 'x-jsi': '1' }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      // A bearer token stands on its own: no ambient cookie may add to it.
      credentials: 'authorization' in headers ? 'omit' : 'same-origin',
      // The API documents no redirect; a login page is not an answer.
      redirect: 'manual',
      signal: AbortSignal.any([signal, deadline]),
    }).catch((cause: unknown) => or(new NetworkError(undefined, { cause })));
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
      throw new ResponseError('The server answered with a redirect instead of data.');
    }
    const text = await response.text().catch((cause: unknown) => {
      return or(new ResponseError('The answer was cut short.', { cause }));
    });
    if (!response.ok) throw this.#noted(failure(response, text));
    if (text !== '' && method !== 'OPTIONS' && !/\bjson\b/i.test(response.headers.get('content-type') ?? '')) {
      throw new ResponseError('The answer is not JSON.');
    }
    return { text, headers: response.headers };
  }

  /** Lets a 429 pause the GETs to come, never for less than an earlier one still asks. */
  #noted(error: ApiError): ApiError {
    const milliseconds = error instanceof RateLimitError ? error.retryAfter * 1000 : 0;
    if (milliseconds > left(this.#pause)) this.#pause = { until: performance.now() + milliseconds, error };
    return error;
  }
}

function left(pause: Pause | null): number {
  return pause ? pause.until - performance.now() : 0;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new ResponseError('The answer is not JSON, or was cut short.', { cause });
  }
}
