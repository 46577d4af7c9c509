import {
  createProxy,
  type Grant,
  type Operation,
  type ProxyLogEntry,
  type ProxyOptions,
} from '../../src/proxy/index.js';

/** The guide's table, written out rather than taken from the source's, which is what is tested. */
export const guide: [operation: Operation, method: string, path: string, tier: 'read' | 'write' | 'delete'][] = [
  ['qr-codes.list', 'GET', '/qr-codes', 'read'],
  ['qr-codes.get', 'GET', '/qr-codes/12', 'read'],
  ['qr-codes.create', 'POST', '/qr-codes', 'write'],
  ['qr-codes.update', 'PUT', '/qr-codes/12', 'write'],
  ['qr-codes.delete', 'DELETE', '/qr-codes/12', 'delete'],
  ['rules.list', 'GET', '/qr-codes/12/rules', 'read'],
  ['rules.create', 'POST', '/qr-codes/12/rules', 'write'],
  ['rules.update', 'PUT', '/qr-codes/12/rules/34', 'write'],
  ['rules.delete', 'DELETE', '/qr-codes/12/rules/34', 'delete'],
  ['scans.list', 'GET', '/qr-codes/12/scans', 'read'],
  ['scans.summary', 'GET', '/qr-codes/12/scans/summary', 'read'],
  ['landing-pages.list', 'GET', '/landing-pages', 'read'],
  ['landing-pages.get', 'GET', '/landing-pages/56', 'read'],
  ['landing-pages.create', 'POST', '/landing-pages', 'write'],
  ['landing-pages.update', 'PUT', '/landing-pages/56', 'write'],
  ['landing-pages.delete', 'DELETE', '/landing-pages/56', 'delete'],
  ['user.get', 'GET', '/user', 'read'],
];

export const allOperations: Operation[] = guide.map(([operation]) => operation);
export const everything: Grant = { operations: allOperations, qrCodes: '*', landingPages: '*' };

/** What the proxy handed to `fetch`. */
export interface Sent {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: unknown;
  redirect: string | undefined;
}

interface Ask {
  headers?: Record<string, string>;
  /** Sent as JSON, unless it is text, bytes or a stream. */
  body?: unknown;
}

export const site = 'https://site.example';

/** A request of the site's own page, with what the client sends: the write header, and JSON. */
export function request(method: string, path: string, { headers, body }: Ask = {}): Request {
  const raw = typeof body === 'string' || body instanceof Uint8Array || body instanceof ReadableStream;
  const init: RequestInit & { duplex?: 'half' } = {
    method,
    headers: {
      ...(method !== 'GET' && { 'x-jsi': '1' }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
  };
  if (body !== undefined) {
    init.body = raw ? (body as BodyInit) : JSON.stringify(body);
    init.duplex = 'half';
  }
  return new Request(`${site}/jsi${path}`, init);
}

/** A proxy over an API made in the test. All is granted unless the options say otherwise. */
export function harness(
  options: Partial<ProxyOptions> = {},
  answer: (sent: Sent) => Response | Promise<Response> = () => Response.json({ data: {} }),
) {
  const sent: Sent[] = [];
  const log: ProxyLogEntry[] = [];
  const proxy = createProxy({
    token: 'token-for-everything',
    upstream: 'https://api.example/api/v1',
    authorize: () => everything,
    fetch: async (input, init = {}) => {
      const { method = 'GET', headers = {}, body, redirect } = init;
      const one: Sent = { url: input as string, method, headers: headers as Record<string, string>, body, redirect };
      sent.push(one);
      return answer(one);
    },
    log: (entry) => log.push(entry),
    ...options,
  });
  const ask = async (method: string, path: string, init?: Ask) => readAnswer(await proxy(request(method, path, init)));
  return { proxy, ask, sent, log };
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** Of a refusal, read as one. */
  body: { message?: string; code?: string; errors?: Record<string, string[]>; data?: unknown; meta?: unknown };
}

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const body = (text === '' ? {} : JSON.parse(text)) as Answer['body'];
  return { status: response.status, headers: response.headers, text, body };
}
