import { Transport, type TransportOptions } from '../../src/client/transport.js';

/** What a request looked like to `fetch`. */
export interface Call {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: unknown;
  credentials: RequestCredentials | undefined;
  redirect: RequestRedirect | undefined;
  signal: AbortSignal;
}

export type Answer = (call: Call, number: number) => Response | Promise<Response>;

/** A `fetch` that answers as the test says and, like the real one, rejects with its signal's reason. */
export function scriptedFetch(answer: Answer) {
  const calls: Call[] = [];
  const fetch = async (input: unknown, init: RequestInit = {}): Promise<Response> => {
    const signal = init.signal!;
    const call: Call = {
      url: String(input),
      method: init.method ?? 'GET',
      headers: Object.fromEntries(new Headers(init.headers)),
      body: typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : init.body,
      credentials: init.credentials,
      redirect: init.redirect,
      signal,
    };
    calls.push(call);
    return Promise.race([answer(call, calls.length), rejection(signal)]);
  };
  return { fetch: fetch as typeof globalThis.fetch, calls };
}

/** A transport over a scripted `fetch`; without jitter unless told. */
export function transportOf(answer: Answer, options: Partial<TransportOptions> = {}) {
  const { fetch, calls } = scriptedFetch(answer);
  const transport = new Transport({
    endpoint: 'https://site.example/jsi',
    fetch,
    headers: {},
    timeout: 20_000,
    retries: 3,
    random: () => 0,
    ...options,
  });
  return { transport, calls };
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

export const status = (code: number, retryAfter?: number): Response =>
  json({ message: `Status ${code}.` }, code, retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) });

export const never = (): Promise<Response> => new Promise(() => undefined);

/** What a promise was rejected with; fails the test where it was not. */
export const rejected = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => {
      throw new Error(`Expected a rejection, got ${JSON.stringify(value)}`);
    },
    (error: unknown) => error,
  );

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
}
