import type { Id, Scan } from '../client/types.js';
import { readPage, readScan, readSummary } from '../client/read.js';
import { pathOf } from '../client/routes.js';
import type { Pace } from '../scans/pace.js';
import type { ListScans } from '../scans/types.js';
import { Refusal } from './answer.js';
import { askUpstream, type UpstreamOptions } from './upstream.js';

/** What a sync reads of a failure: the status of the API's answer, and how long it asks to wait. */
class ListError extends Error {
  readonly status: number;
  /** Seconds. */
  readonly retryAfter: number | null;
  /** What a visitor would be told. */
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message, { cause: refusal });
    this.status = { 'upstream-authentication': 401, 'upstream-permission': 403 }[refusal.code] ?? refusal.status;
    this.retryAfter = Number(refusal.headers['retry-after'] ?? NaN) || null;
    this.refusal = refusal;
  }
}

/** Told of what the API answers to the list. */
export interface Listener {
  answered: () => void;
  refused: (refusal: Refusal) => void;
}

/** The list of a code's scans, asked with the proxy's own token and at its own time: no visitor's leaving ends it. */
export function listScans(qrCode: Id, upstream: UpstreamOptions, { answered, refused }: Listener): ListScans {
  return async (params, signal) => {
    try {
      const query = new URLSearchParams({ page: String(params.page), per_page: String(params.per_page) }).toString();
      const path = pathOf('scans.list', { qrCode });
      const { body } = await askUpstream({ operation: 'scans.list', method: 'GET', path, query, body: undefined, signal }, upstream);
      const page = readPage<Scan>(body, 'scans.list', readScan);
      answered();
      return page;
    } catch (error) {
      const refusal =
        error instanceof Refusal
          ? error
          : new Refusal(502, 'bad-gateway', 'The API sent something that is not the list of scans it documents.');
      refused(refusal);
      throw new ListError(refusal);
    }
  };
}

/** The total of a code's scans as its summary has it; `null` where it cannot be had. */
export async function totalOf(qrCode: Id, upstream: UpstreamOptions): Promise<number | null> {
  const [operation, path] = ['scans.summary' as const, pathOf('scans.summary', { qrCode })];
  const { signal } = new AbortController();
  try {
    const { body } = await askUpstream({ operation, method: 'GET', path, query: '', body: undefined, signal }, upstream);
    return readSummary(body).total;
  } catch {
    return null;
  }
}

/** A day: what is longer is a mistake. */
const MAX_PAUSE = 86_400;

/** The same API, with each answer's limit told to the pace of the requests. */
export function paced(upstream: UpstreamOptions, pace: Pace): UpstreamOptions {
  return {
    ...upstream,
    fetch: async (input, init) => {
      const response = await upstream.fetch(input, init);
      pace.learn(Number(response.headers.get('x-ratelimit-limit') ?? NaN));
      // A browser is not told to wait for more than minutes; a sync can wait for as long as it takes.
      const seconds = Number(response.headers.get('retry-after') ?? NaN);
      if (response.status === 429 && seconds > 0) pace.pauseUntil(Date.now() + Math.min(seconds, MAX_PAUSE) * 1000);
      return response;
    },
  };
}
