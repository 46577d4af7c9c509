import { pathOf, type Operation } from '../client/routes.js';
import { answer, Refusal, refuse } from './answer.js';
import { checkGrant, checkPublicGrant, publicGrant, type Grant } from './grants.js';
import { matchOperation, operations, type Match } from './operations.js';
import { callerOrigin, checkWriteHeader, corsHeaders, isOrigin, preflightHeaders } from './origins.js';
import { parseBody, parseQuery } from './parse.js';
import { toPublic } from './project.js';
import { tokenFinder } from './secrets.js';
import { askUpstream, type Tokens, type UpstreamOptions } from './upstream.js';

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

export type Proxy = (request: Request) => Promise<Response>;

/**
 * A handler that lets browsers use the API without ever seeing the token. It forwards nothing: it reads which of the
 * documented operations is meant, checks the caller's grant, and asks the API itself.
 * @throws {TypeError} when the options cannot work, for example without a token or with a public grant too wide
 */
export function createProxy(options: ProxyOptions): Proxy {
  const { upstream, basePath, origins } = checkOptions(options);

  return async (request) => {
    const started = performance.now();
    const seen: Seen = { match: null, grant: null };
    let cors = corsHeaders(null);
    let response: Response;
    let code: string | null = null;
    try {
      const origin = callerOrigin(request, origins);
      cors = corsHeaders(origin);
      response =
        request.method === 'OPTIONS' && origin !== null
          ? answer(204, undefined, { ...cors, ...preflightHeaders })
          : await handle(request, origin, { options, basePath, upstream, seen, cors });
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal(500, 'proxy', 'The proxy failed.');
      code = refusal.code;
      response = refuse(refusal, cors);
    }
    const entry: ProxyLogEntry = {
      method: request.method,
      operation: seen.match?.operation ?? null,
      status: response.status,
      code,
      subject: seen.grant?.subject ?? null,
      milliseconds: performance.now() - started,
    };
    // A log that fails must not turn the answer to a finished write into an error.
    new Promise((done) => done(options.log?.(entry))).catch(() => undefined);
    return response;
  };
}

/** What is known of a request by the time it is logged. */
interface Seen {
  match: Match | null;
  grant: Grant | null;
}

interface Setting {
  options: ProxyOptions;
  basePath: string;
  upstream: UpstreamOptions;
  seen: Seen;
  cors: Record<string, string>;
}

async function handle(request: Request, origin: string | null, setting: Setting): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const match = (setting.seen.match = matchPath(request.method, pathname, setting.basePath));
  checkWriteHeader(request);
  const grant = (setting.seen.grant = await findGrant(request, setting.options));
  if (origin !== null && grant.origins && !grant.origins.includes(origin)) {
    throw new Refusal(403, 'origin', 'This grant is not for pages of this origin.');
  }
  checkGrant(grant, match);

  const rule = operations[match.operation];
  const { status, body } = await askUpstream(
    {
      operation: match.operation,
      method: request.method,
      path: pathOf(match.operation, match.ids as never),
      query: parseQuery(searchParams, rule),
      body: await parseBody(request, rule),
      signal: request.signal,
    },
    setting.upstream,
  );
  return answer(status, grant.fields === 'public' && rule.public ? toPublic(rule.public, body) : body, setting.cors);
}

function matchPath(method: string, pathname: string, basePath: string): Match {
  const found = pathname.startsWith(`${basePath}/`) ? matchOperation(method, pathname.slice(basePath.length)) : null;
  if (!found) throw new Refusal(404, 'not-found', 'There is no such resource.');
  if ('allow' in found) {
    const allow = found.allow.join(', ');
    throw new Refusal(405, 'method', `This path takes ${allow}.`, { headers: { allow } });
  }
  return found;
}

/** The caller's own grant, else the public one. A credential nobody understands never falls back to a broader one. */
async function findGrant(request: Request, options: ProxyOptions): Promise<Grant> {
  const own = await options.authorize?.(request);
  if (own) return own;
  if (request.headers.has('authorization')) {
    throw new Refusal(401, 'authentication', 'This proxy does not know that token.');
  }
  const open = typeof options.public === 'function' ? await options.public(request) : options.public;
  if (!open) throw new Refusal(401, 'authentication', 'Sign in to see this.');
  return publicGrant(open);
}

/** The options with their defaults; a mistake in them shows at the start instead of at the first visitor. */
function checkOptions(options: ProxyOptions) {
  const { token, basePath = '/jsi', origins = [], timeout = 15_000 } = options;
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
  check(timeout > 0 && timeout < 2 ** 31, `timeout must be milliseconds above 0, got ${timeout}`);
  if (typeof options.public === 'object') checkPublicGrant(options.public);
  return {
    basePath: basePath.replace(/\/$/, ''),
    origins,
    upstream: {
      token,
      upstream: url!.href.replace(/\/+$/, ''),
      timeout,
      fetch: options.fetch ?? ((input, init) => fetch(input, init)),
      holdsToken: tokenFinder(tokens),
    } satisfies UpstreamOptions,
  };
}
