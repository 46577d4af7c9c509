import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { answer, Refusal, refuse } from './answer.js';
import type { Proxy } from './proxy.js';

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
      .catch(() => res.destroy());
  };
}

async function respond(proxy: Proxy, req: MountedRequest, signal: AbortSignal): Promise<Response> {
  const path = req.originalUrl ?? req.url ?? '';
  // The URL parser would resolve dots and escapes into another path; no path of ours has any.
  if (!/^\/(?!\/)[\w\-./]*(\?|$)/.test(path) || /\/\.{1,2}(\/|\?|$)/.test(path)) {
    return refuse(new Refusal(404, 'not-found', 'There is no such resource.'));
  }
  try {
    return await proxy(toRequest(req, path, signal));
  } catch {
    // `Request` itself refuses TRACE, CONNECT and a body on GET.
    return answer(400, { message: 'This request cannot be read.', code: 'request' });
  }
}

function toRequest(req: MountedRequest, path: string, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) {
    for (const item of [value ?? []].flat()) headers.append(name, item);
  }
  const method = req.method ?? 'GET';
  // The host is a constant: the proxy reads the path alone, and whoever calls chooses the Host header.
  return new Request(`http://proxy.invalid${path}`, {
    method,
    headers,
    signal,
    ...(method !== 'GET' && method !== 'HEAD' && { body: bodyOf(req), duplex: 'half' }),
  } as RequestInit);
}

/** Where a body parser has run before (Express), the stream is spent and its result is the body. */
function bodyOf(req: MountedRequest) {
  if (req.readableEnded && req.body !== undefined) return JSON.stringify(req.body);
  return Readable.toWeb(req);
}

async function send(response: Response, res: ServerResponse): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  res.writeHead(response.status, {
    ...Object.fromEntries(response.headers),
    ...(response.status !== 204 && { 'content-length': String(body.byteLength) }),
  });
  res.end(body);
}
