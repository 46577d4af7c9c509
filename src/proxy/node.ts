import type { IncomingMessage, ServerResponse } from 'node:http';
import { ReadableStream } from 'node:stream/web';
import { answer, Refusal, refuse } from './answer.js';
import type { Proxy } from './proxy.js';

export { fileStore } from './node-store.js';

/** What Express adds to a request. */
type MountedRequest = IncomingMessage & { originalUrl?: string; body?: unknown };

/** A listener for `node:http`, and middleware for Express and Connect. */
export function toNodeListener(proxy: Proxy): (req: IncomingMessage, res: ServerResponse) => void {
  return (req, res) => {
    const gone = new AbortController();
    res.once('close', () => {
      if (!res.writableFinished) gone.abort();
    });
    respond(proxy, req, gone.signal)
      .then((response) => send(response, res))
      // What was not read of a body would keep the next request on this connection waiting for ever.
      .then(() => req.resume())
      .catch(() => res.destroy());
  };
}

async function respond(proxy: Proxy, req: MountedRequest, signal: AbortSignal): Promise<Response> {
  // `Request` takes no TRACE; CONNECT never comes this far.
  if (req.method === 'TRACE') {
    return refuse(new Refusal(405, 'method', 'TRACE is not taken.', { headers: { allow: 'GET, POST, PUT, DELETE' } }));
  }
  let request: Request;
  try {
    request = toRequest(req, signal);
  } catch {
    return answer(400, { message: 'This request cannot be read.', code: 'request' });
  }
  return proxy(request);
}

function toRequest(req: MountedRequest, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) {
    for (const item of [value ?? []].flat()) headers.append(name, item);
  }
  const method = req.method ?? 'GET';
  // The host is a constant: the proxy reads the path alone, and whoever calls chooses the Host header.
  return new Request(`http://proxy.invalid${pathOf(req)}`, {
    method,
    headers,
    signal,
    ...(method !== 'GET' && method !== 'HEAD' && { body: bodyOf(req), duplex: 'half' }),
  } as RequestInit);
}

/**
 * The path and query as they were sent. The URL parser would resolve dots and backslashes into another path; no path
 * of ours has any, and so such a one becomes `/`, which is no operation.
 */
function pathOf(req: MountedRequest): string {
  const url = req.originalUrl ?? req.url ?? '';
  const [path = ''] = url.split('?', 1);
  return /^\/(?!\/)[\w\-./]*$/.test(path) && !/\/\.{1,2}(\/|$)/.test(path) ? url : '/';
}

/** Where a body parser has run before (Express), the stream is spent and its result is the body. */
function bodyOf(req: MountedRequest) {
  const { body } = req;
  // Not `Readable.toWeb`: it reads ahead, and what it then leaves unread blocks the connection.
  if (!req.readableEnded || body === undefined) return ReadableStream.from(req.iterator({ destroyOnReturn: false }));
  return typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
}

async function send(response: Response, res: ServerResponse): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  res.writeHead(response.status, {
    ...Object.fromEntries(response.headers),
    ...(![204, 304].includes(response.status) && { 'content-length': String(body.byteLength) }),
  });
  res.end(body);
}
