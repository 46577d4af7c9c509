import { Refusal } from './answer.js';

/** Whether a text is an origin as browsers write it: http(s), lower case, no default port, no path. Never `null`. */
export function isOrigin(text: string): boolean {
  if (!/^https?:\/\/[^*]+$/.test(text) || !URL.canParse(text)) return false;
  return new URL(text).origin === text;
}

/**
 * The page's origin if another site's page is calling and may, `null` if the call is from this site (or from no
 * browser).
 * @throws {Refusal} 403 for any other site. The Host header is never asked: whoever calls chooses it.
 */
export function callerOrigin(request: Request, allowed: readonly string[]): string | null {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  if (origin !== null && allowed.includes(origin)) return origin;
  if (site === 'same-origin' || (origin === null && (site === null || site === 'none'))) return null;
  throw new Refusal(403, 'origin', 'Pages of this origin may not call here. Add it to the origins of the proxy.');
}

/**
 * A header that no form or image can send keeps foreign pages from writing with a visitor's cookies.
 * @throws {Refusal} 403 for a write without it
 */
export function checkWriteHeader(request: Request): void {
  // OPTIONS changes nothing.
  if (request.method !== 'GET' && request.method !== 'OPTIONS' && request.headers.get('x-jsi') !== '1') {
    throw new Refusal(403, 'write-header', 'Writes need the header X-JSI: 1.');
  }
}

export function corsHeaders(origin: string | null): Record<string, string> {
  return {
    vary: 'Origin',
    ...(origin !== null && {
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'Retry-After',
    }),
  };
}

/** The method that a browser asks for before it lets another site's page use it; `null` for any other request. */
export function preflightOf(request: Request, origin: string | null): string | null {
  return request.method === 'OPTIONS' && origin !== null ? request.headers.get('access-control-request-method') : null;
}

export function preflightHeaders(method: string): Record<string, string> {
  return {
    // OPTIONS is asked for only by who wants to know what a grant allows.
    'access-control-allow-methods': `GET, POST, PUT, DELETE${method === 'OPTIONS' ? ', OPTIONS' : ''}`,
    'access-control-allow-headers': 'authorization, content-type, x-jsi',
    'access-control-max-age': '600',
  };
}
