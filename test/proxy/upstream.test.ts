import { once } from 'node:events';
import { createServer as createTcpServer } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import type { RequestListener, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { ProxyOptions } from '../../src/proxy/index.js';
import { canary, echoes, holdsCanary } from './canary.js';
import { harness, request } from './harness.js';
import { gate, listen, startUpstream } from './server.js';

/** Headers of an API that says too much. */
const chatty = {
  'set-cookie': `session=${canary}`,
  'x-debug': canary,
  'x-ratelimit-remaining': '0',
  server: 'api',
  location: 'http://127.0.0.1:1/',
  'www-authenticate': `Bearer error="${canary}"`,
  'access-control-allow-origin': '*',
  connection: 'x-debug',
};
const ownHeaders = [
  'cache-control',
  'content-security-policy',
  'content-type',
  'referrer-policy',
  'vary',
  'x-content-type-options',
];

const sendJson = (body: unknown, status = 200, headers: Record<string, string> = {}): RequestListener => {
  return (_, res) => {
    res.writeHead(status, { ...chatty, 'content-type': 'application/json', ...headers });
    res.end(JSON.stringify(body));
  };
};

/** A proxy that asks with the `fetch` of Node. */
const overHttp = (upstream: string, options: Partial<ProxyOptions> = {}) =>
  harness({ token: canary, upstream, fetch: (...given) => fetch(...given), ...options });

/** The proxy's answer over an API that answers so. Whatever came of it, the token must not be in it. */
async function over(listener: RequestListener, { timeout = 5000, method = 'GET' } = {}) {
  const upstream = await startUpstream(listener);
  const { ask, log } = overHttp(upstream.url, { timeout });
  const started = performance.now();
  const answer = await ask(method, '/qr-codes/1');
  const seen = [answer.text, JSON.stringify([...answer.headers]), JSON.stringify(log)].join('\n');
  expect(holdsCanary(seen)).toBe(false);
  expect(upstream.requests[0]?.headers.authorization).toBe(`Bearer ${canary}`);
  return { ...answer, ms: performance.now() - started, log, requests: upstream.requests };
}

describe('an answer of the API', () => {
  it.each([
    [200, { data: { id: 1, name: '€' } }],
    [201, { data: { id: 2 } }],
    [200, [{ id: 1 }]],
  ])('with status %d is passed on with its body and none of its headers', async (status, body) => {
    const answer = await over(sendJson(body, status));
    expect([answer.status, answer.body]).toEqual([status, body]);
    expect([...answer.headers.keys()]).toEqual(ownHeaders);
    expect(answer.log[0]).toMatchObject({ status, code: null });
  });

  it('with status 204 is passed on without a body', async () => {
    const answer = await over((_, res) => res.writeHead(204, chatty).end(), { method: 'DELETE' });
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect([...answer.headers.keys()]).toEqual(ownHeaders.filter((name) => name !== 'content-type'));
  });

  it.each([202, 203, 206])('with status %d counts as 200', async (status) => {
    expect((await over(sendJson({ data: {} }, status))).status).toBe(200);
  });

  it.each([
    [400, 502, 'bad-gateway'],
    [401, 502, 'upstream-authentication'],
    [402, 402, 'payment-required'],
    [403, 502, 'upstream-permission'],
    [404, 404, 'not-found'],
    [405, 502, 'bad-gateway'],
    [409, 502, 'bad-gateway'],
    [413, 502, 'bad-gateway'],
    [418, 502, 'bad-gateway'],
    [422, 422, 'validation'],
    [429, 429, 'rate-limit'],
    [500, 502, 'bad-gateway'],
    [502, 502, 'bad-gateway'],
    [503, 502, 'bad-gateway'],
    [504, 502, 'bad-gateway'],
    [599, 502, 'bad-gateway'],
  ])('with status %d becomes %d %s, in words of the proxy', async (given, status, code) => {
    const bodies: RequestListener[] = [
      sendJson({ exception: 'SQLSTATE in /var/www', trace: ['/var/www'] }, given),
      sendJson({ message: `SQLSTATE in /var/www, token ${canary}`, exception: 'X', trace: ['/var/www'] }, given),
      (_, res) => res.writeHead(given, { ...chatty, 'content-type': 'text/html' }).end(`<p>/var/www ${canary}</p>`),
      (_, res) => res.writeHead(given, chatty).end(),
    ];
    for (const listener of bodies) {
      const answer = await over(listener);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      expect(answer.text).not.toMatch(/var|SQLSTATE|trace/);
      expect([...answer.headers.keys()].filter((name) => name !== 'retry-after')).toEqual(ownHeaders);
      expect(answer.log).toMatchObject([{ operation: 'qr-codes.get', status, code }]);
    }
  });

  it.each([300, 301, 302, 303, 304, 307, 308])('with status %d is 502, not followed, no Location', async (status) => {
    const trap = await startUpstream(sendJson({ data: 'trap' }));
    for (const location of [`${trap.url}/qr-codes/2`, '/api/v1/qr-codes/2', '//evil.example', 'javascript:alert(1)']) {
      const answer = await over((_, res) => res.writeHead(status, { ...chatty, location }).end());
      expect([answer.status, answer.body.code]).toEqual([502, 'bad-gateway']);
      expect([...answer.headers.keys()]).toEqual(ownHeaders);
      expect(answer.text).not.toMatch(/evil|javascript|127/);
      expect(answer.requests).toHaveLength(1);
    }
    expect(trap.requests).toEqual([]);
  });
});

describe('field errors', () => {
  const of = async (body: unknown) => (await over(sendJson(body, 422))).body;

  it('are passed on, the strings alone', async () => {
    expect(
      await of({
        message: 'The name field is required.',
        errors: { name: ['The name field is required.', 7, null, { sql: 'x' }, ['deep']], url: 'One text.', odd: 7 },
        exception: 'private',
      }),
    ).toEqual({
      message: 'The name field is required.',
      code: 'validation',
      errors: { name: ['The name field is required.'], url: ['One text.'], odd: [] },
    });
  });

  it.each([[{}], [{ message: { a: 1 }, errors: 'x' }], [{ message: 7, errors: ['x'] }], [[]], ['text'], [null], [7]])(
    'that are none come out empty: %j',
    async (body) => {
      expect(await of(body)).toEqual({ message: 'The data is not valid.', code: 'validation', errors: {} });
    },
  );

  it('are cut to what a form can show', async () => {
    const errors = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`f${index}`, ['x'.repeat(1000)]]));
    const body = await of({ message: 'm'.repeat(1000), errors });
    expect(body.message).toHaveLength(500);
    expect(Object.keys(body.errors!)).toHaveLength(50);
    expect(body.errors?.['f0']?.[0]).toHaveLength(500);
  });

  it('with a __proto__ set no prototype', async () => {
    const answer = await over((_, res) => {
      res.writeHead(422, { 'content-type': 'application/json' });
      res.end('{"errors":{"__proto__":["x"],"constructor":["y"]}}');
    });
    expect(answer.text).toContain('"errors":{"__proto__":["x"],"constructor":["y"]}');
  });
});

describe('Retry-After', () => {
  it.each([
    ['30', '30'],
    ['1', '1'],
    ['300', '300'],
    ['0', '1'],
    ['301', '300'],
    ['999999999999999999999', '300'],
    ['Thu, 01 Jan 2026 00:01:30 GMT', '90'],
    ['Thu, 01 Jan 2026 09:00:00 GMT', '300'],
    ['Thu, 01 Jan 2015 00:00:00 GMT', '1'],
    ['soon', '5'],
    ['1e9', '5'],
    ['', '5'],
  ])('of %j becomes %s', async (given, seconds) => {
    const { headers } = await over(
      sendJson({}, 429, { 'retry-after': given, date: 'Thu, 01 Jan 2026 00:00:00 GMT' }),
    );
    expect(headers.get('retry-after')).toBe(seconds);
  });

  it('is 5 where the API gives none', async () => {
    expect((await over(sendJson({}, 429))).headers.get('retry-after')).toBe('5');
  });
});

describe('an answer that is not what the API documents is 502', () => {
  const end = (type: string, body: string | Uint8Array, headers = {}): RequestListener => {
    return (_, res) => void res.writeHead(200, { 'content-type': type, ...headers }).end(body);
  };
  const cut = (res: ServerResponse, headers = {}) => {
    res.writeHead(200, { 'content-type': 'application/json', ...headers });
    res.write('{"data":{"id":1}', () => res.socket?.destroySoon());
  };

  const cases: [string, RequestListener][] = [
    ['HTML', end('text/html', `<!doctype html><p>${canary}</p>`)],
    ['HTML that says it is JSON', end('application/json', `<!doctype html><p>${canary}</p>`)],
    ['JSON that says it is HTML', end('text/html', '{"data":{}}')],
    ['JSON that says it is text', end('text/plain', '{"data":{}}')],
    ['JavaScript', end('application/javascript', '{"data":{}}')],
    ['no type', (_, res) => res.end('{"data":{}}')],
    ['nothing', end('application/json', '')],
    ['null', end('application/json', 'null')],
    ['a number', end('application/json', '1')],
    ['text', end('application/json', '"text"')],
    ['invalid UTF-8', end('application/json', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))],
    ['cut short, within its length', (_, res) => cut(res, { 'content-length': '99' })],
    ['cut short, in chunks', (_, res) => cut(res)],
    ['JSON that ends early', end('application/json', '{"data":{"id":1}')],
    ['500,000 lists deep', end('application/json', '['.repeat(500_000) + ']'.repeat(500_000))],
    ['over 4 MiB', end('application/json', JSON.stringify({ data: 'x'.repeat(4 * 1024 * 1024) }))],
    [
      'over 4 MiB once unpacked',
      end('application/json', gzipSync(`{"data":"${' '.repeat(64 * 1024 * 1024)}"}`), { 'content-encoding': 'gzip' }),
    ],
    ['badly packed', end('application/json', 'not gzip', { 'content-encoding': 'gzip' })],
    ['dropped before an answer', (req) => req.socket.destroy()],
    ['not HTTP', (req) => void req.socket.end(`SSH-2.0 ${canary}\r\n\r\n`)],
    ['a header too large', end('application/json', '{}', { 'x-large': 'x'.repeat(64 * 1024) })],
  ];
  it.each(cases)('%s', async (_, listener) => {
    const { status, body } = await over(listener);
    expect([status, body.code]).toEqual([502, 'bad-gateway']);
  });

  it('and so is one that never ends, as soon as it is too large', async () => {
    let open = true;
    const answer = await over((_, res) => {
      res.writeHead(200, { 'content-type': 'application/json' });
      res.on('close', () => (open = false));
      const more = () => {
        while (open && res.write(' '.repeat(64 * 1024)));
      };
      res.on('drain', more);
      more();
    });
    expect(answer.status).toBe(502);
    await expect.poll(() => open).toBe(false);
  });

  it('just below the limit it is an answer', async () => {
    const answer = await over(end('application/json', JSON.stringify({ data: 'x'.repeat(4 * 1024 * 1024 - 11) })));
    expect([answer.status, answer.text.length]).toEqual([200, 4 * 1024 * 1024]);
  });

  it('where nobody listens', async () => {
    const server = createTcpServer();
    const port = await listen(server);
    await new Promise((closed) => server.close(closed));
    const { ask } = overHttp(`http://127.0.0.1:${port}`);
    expect((await ask('GET', '/user')).body).toEqual({ message: 'The API could not be reached.', code: 'bad-gateway' });
  });

  it('where fetch itself fails, with the token in its error', async () => {
    const { ask, log } = harness({ token: canary }, () => {
      throw new TypeError(`invalid header value: Bearer ${canary}`, { cause: canary });
    });
    const { status, text } = await ask('GET', '/user');
    expect([status, text]).toEqual([502, '{"message":"The API could not be reached.","code":"bad-gateway"}']);
    expect(holdsCanary(JSON.stringify(log))).toBe(false);
  });
});

describe('the deadline', () => {
  const timeout = 150;
  const head = { 'content-type': 'application/json' };
  const slow: [string, RequestListener][] = [
    ['before the headers', () => undefined],
    ['within the body', (_, res) => void res.writeHead(200, head).write('{"data":')],
    [
      'one byte at a time',
      (_, res) => {
        res.writeHead(200, head);
        const timer = setInterval(() => res.write(' '), 20);
        res.on('close', () => clearInterval(timer));
      },
    ],
    ['within an error', (_, res) => void res.writeHead(500, head).write('{')],
  ];

  it.each(slow)('ends an answer that hangs %s with 504, and the connection with it', async (_, listener) => {
    let closed: Promise<unknown> | undefined;
    const { status, body, ms } = await over(
      (req, res) => {
        closed = once(res, 'close');
        listener(req, res);
      },
      { timeout },
    );
    expect([status, body.code]).toEqual([504, 'gateway-timeout']);
    expect(ms).toBeGreaterThan(timeout - 20);
    expect(ms).toBeLessThan(timeout + 1000);
    await closed;
  });
});

describe('a caller that goes away', () => {
  it.each(['before the headers', 'within the body'])('takes its upstream request along, %s', async (when) => {
    const arrival = gate();
    let closed: Promise<unknown> | undefined;
    const upstream = await startUpstream((_, res) => {
      closed = once(res, 'close');
      if (when === 'within the body') res.writeHead(200, { 'content-type': 'application/json' }).write('{');
      setTimeout(arrival.open, 20);
    });
    const { proxy, log } = overHttp(upstream.url);
    const caller = new AbortController();
    const answer = proxy(new Request(request('GET', '/qr-codes/1'), { signal: caller.signal }));
    await arrival.passed;
    // What the proxy holds must be held by more than a chain of weak references.
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as () => void)();
    caller.abort();
    await closed;
    expect((await answer).status).toBe(502);
    expect(log).toHaveLength(1);
  });

  it('before it is asked for costs the API nothing', async () => {
    const upstream = await startUpstream(sendJson({ data: {} }));
    const { proxy } = overHttp(upstream.url);
    const answer = await proxy(new Request(request('GET', '/qr-codes/1'), { signal: AbortSignal.abort() }));
    expect(answer.status).toBe(502);
    expect(upstream.requests).toEqual([]);
  });
});

describe('a token that the API repeats', () => {
  it('is found by the reader of these tests in each of its forms', () => {
    for (const [form, echo] of echoes) expect([form, holdsCanary(`{"a":"${echo}"}`)]).toEqual([form, true]);
    expect(holdsCanary(JSON.stringify({ data: { name: 'c4n4ry' } }))).toBe(false);
  });

  it.each(echoes)('%s makes data a 502', async (_, echo) => {
    const bodies = [{ data: { name: echo } }, { data: { [echo]: 1 } }, { data: [[{ deep: `a ${echo} b` }]] }];
    for (const body of bodies) {
      const answer = await over(sendJson(body));
      expect([answer.status, answer.body.code]).toEqual([502, 'bad-gateway']);
    }
  });

  it.each(echoes)('%s empties field errors', async (_, echo) => {
    const errors = [{ name: [echo] }, { [echo]: ['x'] }, { name: ['x', { deep: echo }] }];
    const bodies = [...errors.map((fields) => ({ errors: fields })), { message: echo, errors: { name: ['x'] } }];
    for (const body of bodies) {
      const answer = await over(sendJson(body, 422));
      expect(answer.body).toEqual({ message: 'The data is not valid.', code: 'validation', errors: {} });
    }
  });

  it.each(echoes)('%s stays out of what is made of an error page', async (_, echo) => {
    for (const status of [200, 401, 404, 422, 429, 500]) {
      const headers = { ...chatty, 'content-type': 'text/html', 'retry-after': echo };
      await over((_, res) => void res.writeHead(status, headers).end(`<pre>Authorization: Bearer ${echo}</pre>`));
    }
  });

  it('in escapes of JSON is the same', async () => {
    const escaped = Array.from(canary, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
    const answer = await over((_, res) => {
      res.writeHead(200, { 'content-type': 'application/json' }).end(`{"data":{"name":"${escaped}"}}`);
    });
    expect(answer.status).toBe(502);
  });

  it('is any of its tokens, not only the one that was sent', async () => {
    const token = { read: 'token-read-0123456789', write: 'token-write-0123456789', delete: 'token-delete-012345' };
    for (const other of [token.write, token.delete]) {
      const { ask } = harness({ token }, () => Response.json({ data: { name: other } }));
      expect((await ask('GET', '/qr-codes/1')).status).toBe(502);
    }
  });

  it('does not hold up an answer that only looks like one', async () => {
    const name = `${canary.slice(0, -4)} ${'%41'.repeat(20)} ${Buffer.from('another token').toString('base64')}`;
    expect((await over(sendJson({ data: { name } }))).status).toBe(200);
  });
});
