import type { Operation } from '../client/routes.js';
import type { KeyValueStore } from '../scans/types.js';
import { checkPublicGrant, type Grant } from './grants.js';
import { isOrigin } from './origins.js';
import { ScanService } from './scans.js';
import { tokenFinder } from './secrets.js';
import { memoryStore } from './stores.js';
import type { Tokens, UpstreamOptions } from './upstream.js';

type Authorize = (request: Request) => Grant | null | Promise<Grant | null>;

export interface ProxyOptions {
  /** Personal access token(s) of the API; they never leave the server. */
  token: Tokens;
  /** Base URL of the API; default `https://justscanit.com/api/v1`. */
  upstream?: string;
  /** Where the proxy is mounted; default `/jsi`. */
  basePath?: string;
  /** What anyone may do, seeing only public fields; default nothing. */
  public?: Grant | Authorize;
  /** Your own session: what this caller may do, or `null` for a stranger. */
  authorize?: Authorize;
  /** Exact origins of other sites whose pages may call; default none. */
  origins?: readonly string[];
  /** Where the scans are kept that roll-ups are made of; default in memory. Proxies that share one share the work. */
  store?: KeyValueStore;
  /** Seconds after which a roll-up looks for new scans first; default 30. */
  freshFor?: number;
  /** Milliseconds that a roll-up waits for them before it answers with what is counted; default 1,500. */
  patience?: number;
  /** Told of work that goes on behind an answer: what keeps an edge runtime from ending it. */
  waitUntil?: (work: Promise<unknown>) => void;
  /** Milliseconds for one answer of the API; default 15,000. */
  timeout?: number;
  fetch?: typeof fetch;
  /** Called once per request; its failure is ignored. Holds no header, query, body or token. */
  log?: (entry: ProxyLogEntry) => unknown;
}

export interface ProxyLogEntry {
  method: string;
  /** `null` where the request named none. */
  operation: Operation | null;
  status: number;
  /** Of the refusal, for example `not-found`. */
  code: string | null;
  /** Of the grant. */
  subject: string | null;
  milliseconds: number;
}

/** The options with their defaults; a mistake in them shows at the start instead of at the first visitor. */
export function checkOptions(options: ProxyOptions) {
  const { token, basePath = '/jsi', origins = [], timeout = 15_000, freshFor = 30, patience = 1500 } = options;
  const check = (good: boolean, message: string) => {
    if (!good) throw new TypeError(`createProxy: ${message}`);
  };
  const [read = '', ...others] = typeof token === 'string' ? [token] : [token.read, token.write, token.delete];
  const tokens = [read, ...others].filter((one) => one !== undefined && one !== '') as string[];
  check(read !== '', 'token is missing; create one under API Keys in the dashboard');
  // `fetch` would refuse it at each request, or trim it so that an echo is no longer known.
  check(tokens.every((one) => /^[!#-[\]-~]+$/.test(one)), 'token must be ASCII without spaces, quotes and backslashes');

  const base = options.upstream ?? 'https://justscanit.com/api/v1';
  const url = URL.canParse(base) ? new URL(base) : null;
  check(
    url !== null && /^https?:$/.test(url.protocol) && url.href === url.origin + url.pathname,
    'upstream must be an absolute http(s) URL without credentials, query and fragment',
  );
  check(/^(\/[\w\-.]+)*\/?$/.test(basePath), 'basePath must be a plain path, such as /jsi');
  for (const origin of origins) {
    check(isOrigin(origin), `origins must be exact, such as https://www.example.com, got ${JSON.stringify(origin)}`);
  }
  check(freshFor >= 0, `freshFor must be seconds from 0, got ${freshFor}`);
  check(patience >= 0 && patience < 2 ** 31, `patience must be milliseconds from 0, got ${patience}`);
  check(timeout > 0 && timeout < 2 ** 31, `timeout must be milliseconds above 0, got ${timeout}`);
  if (typeof options.public === 'object') checkPublicGrant(options.public);
  const upstream: UpstreamOptions = {
    token,
    upstream: url!.href.replace(/\/+$/, ''),
    timeout,
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    holdsToken: tokenFinder(tokens),
  };
  const { store = memoryStore(), waitUntil } = options;
  const scans = new ScanService({ upstream, token: read, store, freshFor, patience, waitUntil });
  return { basePath: basePath.replace(/\/$/, ''), origins, upstream, scans };
}
