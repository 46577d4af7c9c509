import type { Put } from './lint.js';
import type { Problem } from './types.js';

/** What destinations are compared with, read once for all of them. */
export interface UrlContext {
  /** What the printed code encodes, as it is written. */
  ownUrl: string | null;
  /** All addresses of the code, to compare with. */
  own: ReadonlySet<string>;
  /** Names of `utm_…` parameters that are expected. */
  utms: readonly string[];
}

/** @param parentUrl - whose `utm_…` parameters are expected of the others */
export function urlContext(ownUrl: unknown, slug: unknown, parentUrl: unknown): UrlContext {
  // The API's own address of a slug, which works beside a host of one's own.
  const known = [ownUrl, typeof slug === 'string' ? `https://justscanit.com/r/${encoded(slug)}` : null].map(parse);
  const parent = parse(parentUrl);
  return {
    ownUrl: typeof ownUrl === 'string' ? ownUrl : null,
    own: new Set(known.flatMap((url) => (url && isWeb(url) ? addressOf(url) : []))),
    utms: parent && isWeb(parent) ? [...new Set(parent.searchParams.keys())].filter((name) => /^utm_/i.test(name)) : [],
  };
}

function parse(value: unknown): URL | null {
  try {
    return typeof value === 'string' ? new URL(value) : null;
  } catch {
    return null;
  }
}

/** Half a surrogate pair cannot be escaped. */
const encoded = (slug: string) => encodeURIComponent(slug.toWellFormed());

/** More than some browsers and servers take; the proxy takes no more. */
const MAX_LENGTH = 2048;
/** What they open runs, or is read, as if it were a page of its own: never where somebody only scanned a code. */
const dangerous = ['javascript:', 'data:', 'vbscript:', 'blob:', 'file:', 'filesystem:', 'view-source:', 'about:'];

/** What is wrong with one destination. */
export function lintUrl(put: Put, field: string, value: unknown, { ownUrl, own, utms }: UrlContext): Problem[] {
  // The parser takes white space and line breaks out of a scheme, as browsers do.
  const url = parse(value);
  if (!url) return [put('url-invalid', 'error', field, value ?? '')];
  if (!isWeb(url)) {
    // "example.com:8080/page" is an address without a scheme.
    const isScheme = /^[a-z][a-z0-9+-]*:$/.test(url.protocol) && url.protocol !== 'localhost:';
    if (!isScheme) return [put('url-invalid', 'error', field, value)];
    return [put('url-scheme', dangerous.includes(url.protocol) ? 'error' : 'warning', field, url.protocol)];
  }
  // "https:example.com", which browsers mend and the API need not.
  if (!/^\s*https?:\/\/[^/\\]/i.test(value as string)) return [put('url-invalid', 'error', field, value)];

  const problems: Problem[] = [];
  if (url.username || url.password) problems.push(put('url-credentials', 'error', field));
  if (url.href.length > MAX_LENGTH) problems.push(put('url-too-long', 'error', field, String(url.href.length)));
  if (own.has(addressOf(url))) problems.push(put('loop', 'error', field, ownUrl ?? value));
  if (url.protocol === 'http:') problems.push(put('not-https', 'warning', field));
  const dropped = utms.filter((name) => !url.searchParams.has(name));
  if (dropped.length > 0) problems.push(put('utm-dropped', 'info', field, dropped.join(', ')));
  return problems;
}

const isWeb = ({ protocol }: URL) => protocol === 'https:' || protocol === 'http:';

/** The same for whatever leads to the same code: scheme, usual port, slash at the end, query and fragment do not matter. */
function addressOf(url: URL): string {
  return `${url.hostname.replace(/\.$/, '')}:${url.port.replace(/^(80|443)$/, '')}${pathOf(url)}`;
}

function pathOf({ pathname }: URL): string {
  const path = pathname.replace(/\/+$/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
