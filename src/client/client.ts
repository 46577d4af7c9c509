import type { Rollup, RollupQuestion } from '../scans/types.js';
import { inputOf, queryOf } from './inputs.js';
import { pages } from './pages.js';
import { pagePermissionsOf, permissionsOf } from './permissions.js';
import { readLandingPage, readPage, readQrCode, readRule, readScan, readSummary, readUser } from './read.js';
import { readRollup, rollupQuery } from './rollup.js';
import { pathOf, routes, type Operation, type RouteIds } from './routes.js';
import { Transport, type RequestOptions } from './transport.js';
import type {
  Id,
  LandingPage,
  LandingPageInput,
  Page,
  PageParams,
  QrCode,
  QrCodeInput,
  QrCodeListParams,
  Rule,
  RuleInput,
  Scan,
} from './types.js';

export interface ClientOptions {
  /** Base URL of a token proxy (`/jsi`), or of the API itself where no browser is involved. */
  endpoint: string;
  fetch?: typeof fetch;
  /** Sent with every request, for example `authorization`. */
  headers?: Record<string, string>;
  /** Milliseconds for one attempt, the body included; default 20,000. */
  timeout?: number;
  /** Further attempts of a GET after 429, 502, 503, 504 or a network failure; default 3. */
  retries?: number;
}

export type Client = ReturnType<typeof createClient>;

/**
 * A typed client of the documented API.
 *
 * GETs are shared while in flight, retried with full jitter, and all wait while a `Retry-After` runs. Writes are tried
 * once. Every method rejects with one of the error classes of this module, or with the reason of an aborted signal.
 * @throws {TypeError} for an endpoint that is no http(s) URL, or a header that HTTP does not allow
 */
export function createClient(options: ClientOptions) {
  const transport = new Transport({
    endpoint: resolve(options.endpoint),
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    headers: Object.fromEntries(new Headers(options.headers)),
    timeout: options.timeout ?? 20_000,
    retries: options.retries ?? 3,
    random: Math.random,
  });

  /** Binds an operation to its ids and to how its answer is read. */
  const get = async <Op extends Operation, T>(
    operation: Op,
    ids: RouteIds<Op>,
    read: (body: unknown, at: string) => T,
    request: RequestOptions = {},
    params: PageParams | QrCodeListParams = {},
  ): Promise<T> => read(await transport.get(pathOf(operation, ids) + queryOf(params), request), operation);

  const write = async <Op extends Operation, T>(
    operation: Op,
    ids: RouteIds<Op>,
    body: Record<string, unknown> | undefined,
    read: (body: unknown, at: string) => T,
    request: RequestOptions = {},
  ): Promise<T> =>
    read(await transport.write(routes[operation].method, pathOf(operation, ids), body, request), operation);

  /** `list` and `pages` of one list. */
  const lists = <Op extends Operation, T extends { id: Id }, P extends PageParams>(
    operation: Op,
    ids: RouteIds<Op>,
    row: (value: unknown, at: string) => T,
  ) => {
    const list = (params?: P, request?: RequestOptions): Promise<Page<T>> =>
      get(operation, ids, (body, at) => readPage(body, at, row), request, params);
    return {
      list,
      pages: (params?: P, request?: RequestOptions) =>
        pages((page: P) => list(page, request), params ?? ({} as P)),
    };
  };

  const rules = (qrCode: Id) => lists<'rules.list', Rule, PageParams>('rules.list', { qrCode }, readRule);
  const scans = (qrCode: Id) => lists<'scans.list', Scan, PageParams>('scans.list', { qrCode }, readScan);

  return {
    qrCodes: {
      ...lists<'qr-codes.list', QrCode, QrCodeListParams>('qr-codes.list', {}, readQrCode),
      get: (qrCode: Id, request?: RequestOptions) => get('qr-codes.get', { qrCode }, readQrCode, request),
      create: async (input: QrCodeInput, request?: RequestOptions) =>
        write('qr-codes.create', {}, inputOf('QR code', input), readQrCode, request),
      /** Only the given fields change. */
      update: async (qrCode: Id, input: Partial<QrCodeInput>, request?: RequestOptions) =>
        write('qr-codes.update', { qrCode }, inputOf('QR code', input), readQrCode, request),
      delete: (qrCode: Id, request?: RequestOptions) =>
        write('qr-codes.delete', { qrCode }, undefined, nothing, request),
    },
    rules: {
      list: (qrCode: Id, params?: PageParams, request?: RequestOptions) => rules(qrCode).list(params, request),
      pages: (qrCode: Id, params?: PageParams, request?: RequestOptions) => rules(qrCode).pages(params, request),
      create: async (qrCode: Id, input: RuleInput, request?: RequestOptions) =>
        write('rules.create', { qrCode }, inputOf('rule', input), readRule, request),
      /** Send the whole rule: the API does not say that fields left out are kept. */
      update: async (qrCode: Id, rule: Id, input: RuleInput, request?: RequestOptions) =>
        write('rules.update', { qrCode, rule }, inputOf('rule', input), readRule, request),
      delete: (qrCode: Id, rule: Id, request?: RequestOptions) =>
        write('rules.delete', { qrCode, rule }, undefined, nothing, request),
    },
    scans: {
      list: (qrCode: Id, params?: PageParams, request?: RequestOptions) => scans(qrCode).list(params, request),
      pages: (qrCode: Id, params?: PageParams, request?: RequestOptions) => scans(qrCode).pages(params, request),
      summary: (qrCode: Id, request?: RequestOptions) => get('scans.summary', { qrCode }, readSummary, request),
      /** Counts that the proxy makes of all scans; the API itself has none. */
      rollup: async (qrCode: Id, question: RollupQuestion, request: RequestOptions = {}): Promise<Rollup> => {
        const path = pathOf('scans.rollup', { qrCode }) + rollupQuery(question);
        return readRollup(await transport.get(path, request), 'scans.rollup');
      },
    },
    landingPages: {
      ...lists<'landing-pages.list', LandingPage, PageParams>('landing-pages.list', {}, readLandingPage),
      get: (landingPage: Id, request?: RequestOptions) =>
        get('landing-pages.get', { landingPage }, readLandingPage, request),
      create: async (input: LandingPageInput, request?: RequestOptions) =>
        write('landing-pages.create', {}, inputOf('landing page', input), readLandingPage, request),
      update: async (landingPage: Id, input: Partial<LandingPageInput>, request?: RequestOptions) =>
        write('landing-pages.update', { landingPage }, inputOf('landing page', input), readLandingPage, request),
      delete: (landingPage: Id, request?: RequestOptions) =>
        write('landing-pages.delete', { landingPage }, undefined, nothing, request),
    },
    /**
     * What of one code's rules and scans the endpoint says that its caller may do; `null` where it does not say. The API itself
     * is asked for nothing.
     */
    permissions: (qrCode: Id, request: RequestOptions = {}) =>
      permissionsOf((path) => transport.allowed(path, request), qrCode),
    /** The same of a landing page, and of making one; without an id of the latter alone. */
    pagePermissions: (landingPage: Id | null, request: RequestOptions = {}) =>
      pagePermissionsOf((path) => transport.allowed(path, request), landingPage),
    user: {
      get: (request?: RequestOptions) => get('user.get', {}, readUser, request),
    },
  };
}

const nothing = (): void => undefined;

/** The endpoint as `fetch` needs it: absolute in Node, and without its trailing slash. */
function resolve(endpoint: string): string {
  const base = (globalThis as { document?: { baseURI: string } }).document?.baseURI;
  const url = URL.canParse(endpoint, base) ? new URL(endpoint, base).href : '';
  // Paths are appended to it: behind a query they would be lost.
  if (!/^https?:[^?#]+$/.test(url)) {
    throw new TypeError(
      `endpoint must be an http(s) URL without a query, absolute outside a browser, got ${JSON.stringify(endpoint)}`,
    );
  }
  return url.replace(/\/+$/, '');
}
