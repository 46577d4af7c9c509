import type { MiddlewareHandler } from 'hono';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { ApiContext, ApiEnv } from './api.js';

export const faultKinds = [
  'latency',
  'rate-limit',
  'server-error',
  'html',
  'truncated',
  'drop',
  'unavailable',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  kind: FaultKind;
  /** Default: any method. */
  method?: string;
  /** Below `/api/v1`, without the query string; a text must equal it. Default: any path. */
  path?: string | RegExp;
  /** How many requests it meets; default 1, `Infinity` allowed. */
  times?: number;
  /** Milliseconds before the answer, or before anything else goes wrong. Default 0, for `latency` 1000. */
  ms?: number;
  /** Seconds. Default for `rate-limit` 1; elsewhere no such header. */
  retryAfter?: number;
  /** Instead of the kind's own. */
  status?: number;
  /** The request still takes effect; only its answer is lost. `truncated` is always late, `latency` never. */
  late?: boolean;
}

export interface RequestEntry {
  method: string;
  /** Below `/api/v1`. */
  path: string;
  /** With its `?`, or empty. */
  query: string;
}

export interface Faults {
  /** The first added that fits a request and has times left is the one that happens. */
  add(fault: Fault): void;
  /** Ends all faults and empties the request log. */
  clear(): void;
}

export interface FaultControl extends Faults {
  /** API requests since the start or the last `clear`, oldest first; of a long run only the latest 10,000. */
  readonly requests: RequestEntry[];
  /** Logs a request and uses up the fault that meets it, if any. */
  take(request: RequestEntry): Fault | undefined;
}

const MAX_LOG = 10_000;
const LATENCY_MS = 1000;

export function createFaults(): FaultControl {
  const pending: (Fault & { left: number })[] = [];
  const requests: RequestEntry[] = [];
  return {
    requests,
    add(fault) {
      pending.push({ ...fault, left: fault.times ?? 1 });
    },
    clear() {
      pending.length = 0;
      requests.length = 0;
    },
    take(request) {
      if (requests.push(request) > MAX_LOG) requests.shift();
      const fault = pending.find((candidate) => candidate.left > 0 && fits(candidate, request));
      if (fault && --fault.left <= 0) pending.splice(pending.indexOf(fault), 1);
      return fault;
    },
  };
}

function fits({ method, path }: Fault, request: RequestEntry): boolean {
  if (method !== undefined && method.toUpperCase() !== request.method) return false;
  // `search` ignores the `lastIndex` that makes `test` of a /g expression forgetful.
  return path === undefined || (typeof path === 'string' ? path === request.path : request.path.search(path) >= 0);
}

export function faultMiddleware(faults: FaultControl): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const { pathname, search } = new URL(c.req.url);
    const path = pathname.replace(/^\/api\/v1/, '');
    const fault = faults.take({ method: c.req.method, path, query: search });
    if (!fault) return next();

    await pause(fault.ms ?? (fault.kind === 'latency' ? LATENCY_MS : 0));
    if (fault.kind === 'latency') return next();
    if (fault.late || fault.kind === 'truncated') await next();
    const answer = await broken(c, fault);
    // Assigning over an answer would keep that answer's headers; emptied first, it is replaced whole.
    c.res = undefined;
    c.res = answer;
  };
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function broken(c: ApiContext, fault: Fault): Promise<Response> {
  switch (fault.kind) {
    case 'truncated':
      return truncate(c);
    case 'drop':
      nodeResponse(c).socket?.destroy();
      return RESPONSE_ALREADY_SENT;
    case 'html':
      return new Response('<!doctype html><title>Gateway</title><p>Not the API.</p>', {
        status: fault.status ?? 200,
        headers: { 'Content-Type': 'text/html; charset=utf-8', ...retryAfter(fault.retryAfter) },
      });
    case 'rate-limit':
      return errorAnswer(fault.status ?? 429, 'Too Many Attempts.', fault.retryAfter ?? 1);
    case 'unavailable':
      return errorAnswer(fault.status ?? 503, 'Service Unavailable', fault.retryAfter);
    default:
      return errorAnswer(fault.status ?? 500, 'Server Error', fault.retryAfter);
  }
}

function errorAnswer(status: number, message: string, seconds?: number): Response {
  return Response.json({ message }, { status, headers: retryAfter(seconds) });
}

function retryAfter(seconds: number | undefined): Record<string, string> {
  return seconds === undefined ? {} : { 'Retry-After': String(seconds) };
}

/** Announces the real answer's length, writes half of it and cuts the connection. */
async function truncate(c: ApiContext): Promise<Response> {
  const outgoing = nodeResponse(c);
  const real = Buffer.from((await c.res.text()) || '{"message":""}');
  outgoing.writeHead(c.res.status === 204 ? 200 : c.res.status, {
    'Content-Type': 'application/json',
    'Content-Length': real.byteLength,
  });
  await new Promise<void>((written) => outgoing.write(real.subarray(0, real.byteLength / 2), () => written()));
  outgoing.socket?.destroySoon();
  return RESPONSE_ALREADY_SENT;
}

function nodeResponse(c: ApiContext): NonNullable<ApiContext['env']['outgoing']> {
  const { outgoing } = c.env;
  if (!outgoing) throw new Error('This fault cuts a connection: it needs a request over HTTP, not app.request().');
  return outgoing;
}
