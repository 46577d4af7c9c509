import { pathOf, routes } from '../client/routes.js';
import { answer, answerCached, Refusal, refuse } from './answer.js';
import { allowedOf, checkGrant, publicGrant, shownTo, type Grant } from './grants.js';
import { matchOperation, operations, operationsAt, type Match } from './operations.js';
import { checkOptions, type ProxyLogEntry, type ProxyOptions } from './options.js';
import { callerOrigin, checkWriteHeader, corsHeaders, preflightHeaders, preflightOf } from './origins.js';
import { parseBody, parseQuery } from './parse.js';
import { toPublic } from './project.js';
import { checkQuestion, parseRollup } from './rollup-query.js';
import { encodeRollup } from './rollup-wire.js';
import type { ScanService } from './scans.js';
import { askUpstream, tokenFor, type UpstreamOptions } from './upstream.js';

export type Proxy = (request: Request) => Promise<Response>;

/**
 * A handler that lets browsers use the API without ever seeing the token. It forwards nothing: it reads which of the
 * documented operations is meant, checks the caller's grant, and asks the API itself.
 * @throws {TypeError} when the options cannot work, for example without a token or with a public grant too wide
 */
export function createProxy(options: ProxyOptions): Proxy {
  const { upstream, basePath, origins, scans } = checkOptions(options);

  return async (request) => {
    const started = performance.now();
    const seen: Seen = { match: null, grant: null };
    let cors = corsHeaders(null);
    let response: Response;
    let code: string | null = null;
    try {
      const origin = callerOrigin(request, origins);
      cors = corsHeaders(origin);
      const asked = preflightOf(request, origin);
      response =
        asked !== null
          ? answer(204, undefined, { ...cors, ...preflightHeaders(asked) })
          : await handle(request, origin, { options, basePath, upstream, scans, seen, cors });
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
  scans: ScanService;
  seen: Seen;
  cors: Record<string, string>;
}

async function handle(request: Request, origin: string | null, setting: Setting): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  if (request.method === 'OPTIONS') return answerAllowed(request, pathname, origin, setting);
  const match = (setting.seen.match = matchPath(request.method, pathname, setting.basePath));
  checkWriteHeader(request);
  const grant = await findGrant(request, origin, setting);
  checkGrant(grant, match);

  const rule = operations[match.operation];
  if (rule.public === 'rollup') return answerRollup(request, searchParams, { match, grant }, setting);
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

/** From scans that the proxy keeps: the API has no such path. */
async function answerRollup(
  request: Request,
  params: URLSearchParams,
  { match, grant }: { match: Match; grant: Grant },
  { scans, cors }: Setting,
): Promise<Response> {
  const question = parseRollup(params);
  checkQuestion(grant, question);
  const data = encodeRollup(await scans.rollup(match.ids['qrCode']!, question, shownTo(grant)));
  // A browser that keeps it must ask again for another visitor.
  return answerCached(request, { data }, { ...cors, vary: `${cors['vary']!}, Authorization, Cookie` });
}

/** The methods that this caller may use on a path. https://www.rfc-editor.org/rfc/rfc9110#name-options */
async function answerAllowed(request: Request, pathname: string, origin: string | null, setting: Setting): Promise<Response> {
  const { basePath, cors, upstream } = setting;
  const matches = pathname.startsWith(`${basePath}/`) ? operationsAt(pathname.slice(basePath.length)) : [];
  if (matches.length === 0) throw noResource();
  const grant = await findGrant(request, origin, setting);
  const allowed = allowedOf(grant, matches).filter((operation) => tokenFor(operation, upstream.token));
  return answer(204, undefined, {
    ...cors,
    ...(origin !== null && { 'access-control-expose-headers': 'Allow, Retry-After' }),
    // OPTIONS itself: an empty header could be lost on the way, and would then say nothing.
    allow: [...allowed.map((operation) => routes[operation].method), 'OPTIONS'].join(', '),
    'cache-control': 'private, no-store',
  });
}

const noResource = () => new Refusal(404, 'not-found', 'There is no such resource.');

function matchPath(method: string, pathname: string, basePath: string): Match {
  const found = pathname.startsWith(`${basePath}/`) ? matchOperation(method, pathname.slice(basePath.length)) : null;
  if (!found) throw noResource();
  if ('allow' in found) {
    const allow = found.allow.join(', ');
    throw new Refusal(405, 'method', `This path takes ${allow}.`, { headers: { allow } });
  }
  return found;
}

/** The caller's grant, which must be for pages of its origin. */
async function findGrant(request: Request, origin: string | null, { options, seen }: Setting): Promise<Grant> {
  const grant = (seen.grant = await grantOf(request, options));
  if (origin !== null && grant.origins && !grant.origins.includes(origin)) {
    throw new Refusal(403, 'origin', 'This grant is not for pages of this origin.');
  }
  return grant;
}

/** The caller's own grant, else the public one. A credential nobody understands never falls back to a broader one. */
async function grantOf(request: Request, options: ProxyOptions): Promise<Grant> {
  const own = await options.authorize?.(request);
  if (own) return own;
  if (request.headers.has('authorization')) {
    throw new Refusal(401, 'authentication', 'This proxy does not know that token.');
  }
  const open = typeof options.public === 'function' ? await options.public(request) : options.public;
  if (!open) throw new Refusal(401, 'authentication', 'Sign in to see this.');
  return publicGrant(open);
}
