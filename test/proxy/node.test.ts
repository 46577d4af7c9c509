import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { ProxyOptions } from '../../src/proxy/index.js';
import { toNodeListener } from '../../src/proxy/node.js';
import { harness, type Sent } from './harness.js';
import { gate, listen, startUpstream } from './server.js';

interface Attack {
  name: string;
  request: string;
  status: number | null;
  upstream: string[];
}

const { attacks } = JSON.parse(
  readFileSync(new URL('attacks/first-floor.json', import.meta.url), 'utf8'),
) as { attacks: Attack[] };

type Before = (req: IncomingMessage & { body?: unknown; originalUrl?: string }) => void | Promise<void>;

/** The proxy behind a real server. `before` is what other middleware does to a request first. */
async function serve(options: Partial<ProxyOptions> = {}, before?: Before) {
  const { proxy, sent, log } = harness({ origins: ['https://ok.example'], ...options });
  const listener = toNodeListener(proxy);
  const port = await listen(
    createServer((req, res) => {
      if (before) void Promise.resolve(before(req)).then(() => listener(req, res));
      else listener(req, res);
    }),
  );
  return { port, sent, log, url: `http://127.0.0.1:${port}/jsi` };
}

/** Everything that comes back on one connection until the other side closes it. */
async function talk(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1').on('data', (text: string) => (answer += text));
  socket.on('error', () => undefined);
  socket.write(Buffer.from(bytes, 'latin1'));
  await new Promise((closed) => socket.on('close', closed));
  return answer;
}

const statuses = (answer: string) => [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
const lines = (sent: Sent[]) =>
  sent.map(({ method, url }) => `${method} ${url.replace('https://api.example/api/v1', '')}`);
const expand = (text: string) =>
  text.replace(/\{(.)\*(\d+)\}/g, (_, one: string, times: string) => one.repeat(Number(times)));

describe('attacks over a raw connection', () => {
  it.each(attacks)('$name', async ({ request, status, upstream }) => {
    const { port, sent } = await serve();
    const answer = await talk(port, expand(request));
    expect({ statuses: statuses(answer), upstream: lines(sent) }).toEqual({
      statuses: status === null ? [] : [status],
      upstream,
    });
    for (const { headers } of sent) {
      expect(headers).toEqual({
        accept: 'application/json',
        authorization: 'Bearer token-for-everything',
        ...('content-type' in headers && { 'content-type': 'application/json' }),
      });
    }
    expect(answer).not.toMatch(/of-the-caller|evil\.example|token-for-everything|node_modules/);
  });

  it('are told apart from what is good', async () => {
    const { port, sent } = await serve();
    const get = 'GET /jsi/qr-codes?page=2 HTTP/1.1\r\nHost: a\r\n\r\n';
    const post =
      'POST /jsi/landing-pages HTTP/1.1\r\nHost: a\r\nX-JSI: 1\r\nContent-Type: application/json\r\n' +
      'Content-Length: 13\r\nConnection: close\r\n\r\n{"title":"A"}';
    expect(statuses(await talk(port, get + post))).toEqual([200, 200]);
    expect(lines(sent)).toEqual(['GET /qr-codes?page=2', 'POST /landing-pages']);
    expect(sent[1]?.body).toBe('{"title":"A"}');
  });
});

describe('every request', () => {
  it('is logged once, also where its path is refused before it is parsed', async () => {
    const { port, log } = await serve();
    await talk(port, 'GET /jsi/../admin HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(log).toMatchObject([{ method: 'GET', operation: null, status: 404, code: 'not-found' }]);
  });

  it('is answered with the headers and length of the proxy', async () => {
    const { url } = await serve();
    const response = await fetch(`${url}/user`);
    expect(response.headers.get('content-length')).toBe(String((await response.text()).length));
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('vary')).toBe('Origin');
  });

  it('of a foreign origin reads CORS headers even of a path that is none', async () => {
    const { port } = await serve();
    const headers = 'Host: a\r\nOrigin: https://ok.example\r\nConnection: close\r\n';
    const answer = await talk(port, `GET /jsi/%2e HTTP/1.1\r\n${headers}\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 404/);
    expect(answer.toLowerCase()).toContain('access-control-allow-origin: https://ok.example');
  });

  it('to delete is answered with 204 and no body', async () => {
    const upstream = await startUpstream((_, res) => void res.writeHead(204).end());
    const { url } = await serve({ upstream: upstream.url, fetch: (...given) => fetch(...given) });
    const response = await fetch(`${url}/qr-codes/1`, { method: 'DELETE', headers: { 'x-jsi': '1' } });
    expect([response.status, await response.text()]).toEqual([204, '']);
  });
});

describe('a body that is not read to its end', () => {
  const next = 'GET /jsi/user HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
  const post = (type: string, size: number) =>
    `POST /jsi/landing-pages HTTP/1.1\r\nHost: a\r\nX-JSI: 1\r\nContent-Type: ${type}\r\n` +
    `Content-Length: ${size}\r\n\r\n${' '.repeat(size)}`;

  it.each([
    ['too large', 'application/json', 413],
    ['of another type', 'text/plain', 415],
  ])('because it is %s leaves the connection to the next request', async (_, type, status) => {
    for (const size of [70_000, 3_000_000]) {
      const { port } = await serve();
      expect(statuses(await talk(port, post(type, size) + next))).toEqual([status, 200]);
    }
  });

  it('because the method is another leaves it, too', async () => {
    const { port } = await serve();
    expect(statuses(await talk(port, post('text/plain', 300_000).replace('POST', 'PATCH') + next))).toEqual([405, 200]);
  });

  it('is refused before it has come whole', async () => {
    const { port } = await serve();
    const socket = connect(port, '127.0.0.1');
    socket.write(post('application/json', 70_000).replace('Length: 70000', 'Length: 900000000'));
    const first = await new Promise((done) => socket.once('data', done));
    expect(statuses(String(first))).toEqual([413]);
    socket.destroy();
  });
});

describe('middleware that ran before', () => {
  const parse =
    (read: (text: string) => unknown): Before =>
    async (req) => {
      let text = '';
      for await (const chunk of req) text += String(chunk);
      req.body = read(text);
    };
  const create = async (url: string, body: string, type = 'application/json') => {
    const headers = { 'content-type': type, 'x-jsi': '1' };
    return (await fetch(`${url}/landing-pages`, { method: 'POST', headers, body })).status;
  };

  it.each([
    ['as an object', (text: string) => JSON.parse(text) as unknown],
    ['as text', (text: string) => text],
    ['as bytes', (text: string) => Buffer.from(text)],
  ])('may have read the body, %s', async (_, read) => {
    const { url, sent } = await serve({}, parse(read));
    expect(await create(url, '{"title":"é"}')).toBe(200);
    expect(sent[0]?.body).toBe('{"title":"é"}');
  });

  it('does not get an unknown field, another type or a large body past the proxy', async () => {
    const { url, sent } = await serve({}, parse((text) => JSON.parse(text) as unknown));
    expect(await create(url, '{"title":"A","_method":"DELETE"}')).toBe(422);
    expect(await create(url, '{"title":"A"}', 'text/plain')).toBe(415);
    expect(await create(url, JSON.stringify({ title: 'x'.repeat(70_000) }))).toBe(413);
    expect(await create(url, '["A"]')).toBe(400);
    expect(sent).toEqual([]);
  });

  it('that read the body and kept it leaves none: 400, not a wait', async () => {
    const { url } = await serve({}, parse(() => undefined));
    expect(await create(url, '{"title":"A"}')).toBe(400);
  });

  it('that left an empty object beside an unread body does not hide it', async () => {
    const { url, sent } = await serve({}, (req) => {
      req.body = {};
    });
    expect(await create(url, '{"title":"A"}')).toBe(200);
    expect(sent[0]?.body).toBe('{"title":"A"}');
  });

  it('that made a body no JSON can hold is a 400', async () => {
    const { url, sent } = await serve({}, parse(() => ({ title: 1n })));
    expect(await create(url, '{"title":"A"}')).toBe(400);
    expect(sent).toEqual([]);
  });

  it('that mounts it below a path has cut req.url: the original counts', async () => {
    const { url, sent } = await serve({}, (req) => {
      req.originalUrl = req.url!;
      req.url = req.url!.replace('/jsi', '');
    });
    expect((await fetch(`${url}/user`)).status).toBe(200);
    expect(lines(sent)).toEqual(['GET /user']);
  });
});

describe('a client that goes away', () => {
  it('before the answer takes the upstream request along', async () => {
    const [arrival, end] = [gate(), gate()];
    const upstream = await startUpstream((_, res) => {
      res.on('close', end.open);
      arrival.open();
    });
    const { port, log } = await serve({ upstream: upstream.url, fetch: (...given) => fetch(...given) });
    const socket = connect(port, '127.0.0.1');
    socket.write('GET /jsi/user HTTP/1.1\r\nHost: a\r\n\r\n');
    await arrival.passed;
    socket.destroy();
    await end.passed;
    await expect.poll(() => log.length).toBe(1);
  });

  it('within its own body costs the API nothing, and others are served', async () => {
    const { port, sent, log } = await serve();
    const socket = connect(port, '127.0.0.1');
    socket.write(
      'POST /jsi/landing-pages HTTP/1.1\r\nHost: a\r\nX-JSI: 1\r\nContent-Type: application/json\r\n' +
        'Content-Length: 13\r\n\r\n{"title"',
      () => setTimeout(() => socket.destroy(), 20),
    );
    await expect.poll(() => log.length).toBe(1);
    expect(sent).toEqual([]);
    expect(statuses(await talk(port, 'GET /jsi/user HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'))).toEqual([200]);
  });

  it('does not take the answer of another along', async () => {
    const { port, url } = await serve({
      fetch: async (_, init) => {
        await new Promise((done) => setTimeout(done, 50));
        init?.signal?.throwIfAborted();
        return Response.json({ data: {} });
      },
    });
    const other = fetch(`${url}/user`);
    const socket = connect(port, '127.0.0.1');
    socket.write('GET /jsi/user HTTP/1.1\r\nHost: a\r\n\r\n', () => socket.destroy());
    expect((await other).status).toBe(200);
  });
});

describe('a listener over a handler that fails', () => {
  it('ends the connection', async () => {
    const listener = toNodeListener(() => Promise.reject(new Error('secret')));
    const port = await listen(createServer((req: IncomingMessage, res: ServerResponse) => listener(req, res)));
    expect(await talk(port, 'GET /jsi/user HTTP/1.1\r\nHost: a\r\n\r\n')).toBe('');
  });
});
