import { describe, expect, it } from 'vitest';
import { createClient, ResponseError, TimeoutError } from '../../src/client/index.js';
import { json, never, rejected, scriptedFetch, transportOf, type Answer } from './scripted-fetch.js';

const code = { id: 1, name: 'Menu' };

function clientOf(answer: Answer, options: { endpoint?: string; headers?: Record<string, string> } = {}) {
  const { fetch, calls } = scriptedFetch(answer);
  return { client: createClient({ endpoint: 'https://site.example/jsi', fetch, ...options }), calls };
}

describe('a request', () => {
  it('asks for JSON below the endpoint, and follows no redirect', async () => {
    for (const endpoint of ['https://site.example/jsi', 'https://site.example/jsi/', 'https://site.example/jsi///']) {
      const { client, calls } = clientOf(() => json(code), { endpoint });
      await client.qrCodes.get(1);
      expect(calls).toMatchObject([
        { url: 'https://site.example/jsi/qr-codes/1', headers: { accept: 'application/json' }, redirect: 'manual' },
      ]);
    }
  });

  it('carries X-JSI: 1 when it writes, and not when it reads', async () => {
    const { client, calls } = clientOf(({ method }) => (method === 'DELETE' ? new Response(null) : json(code)));
    await client.qrCodes.get(1);
    await client.qrCodes.create({ name: 'Menu', type: 'dynamic' });
    await client.qrCodes.update(1, { name: 'Menu' });
    await client.qrCodes.delete(1);
    expect(calls.map(({ method, headers }) => [method, headers['x-jsi']])).toEqual([
      ['GET', undefined],
      ['POST', '1'],
      ['PUT', '1'],
      ['DELETE', '1'],
    ]);
  });

  it('has a content type only where it has a body', async () => {
    const { client, calls } = clientOf(({ method }) => (method === 'DELETE' ? new Response(null) : json(code)));
    await client.qrCodes.get(1);
    await client.qrCodes.update(1, { name: 'Menu' });
    await client.qrCodes.delete(1);
    expect(calls.map(({ headers, body }) => [headers['content-type'], body])).toEqual([
      [undefined, undefined],
      ['application/json', { name: 'Menu' }],
      [undefined, undefined],
    ]);
  });

  it('sends cookies to its own origin, but none beside an authorization header, however that is spelled', async () => {
    const credentials = async (headers: Record<string, string>) => {
      const { client, calls } = clientOf(() => json(code), { headers });
      await client.qrCodes.get(1);
      return calls[0]!.credentials;
    };
    expect(await credentials({})).toBe('same-origin');
    expect(await credentials({ 'X-Team': '7' })).toBe('same-origin');
    expect(await credentials({ authorization: 'Bearer t' })).toBe('omit');
    expect(await credentials({ Authorization: 'Bearer t' })).toBe('omit');
    expect(await credentials({ AUTHORIZATION: 'Bearer t' })).toBe('omit');
  });

  it("carries the client's own headers, which win over its defaults", async () => {
    const { client, calls } = clientOf(() => json(code), {
      headers: { Authorization: 'Bearer t', ACCEPT: 'application/vnd.api+json', 'X-Team': '7' },
    });
    await client.qrCodes.get(1);
    expect(calls[0]!.headers).toEqual({
      authorization: 'Bearer t',
      accept: 'application/vnd.api+json',
      'x-team': '7',
    });
  });

  it('uses the global fetch of the moment where none is given', async () => {
    const { fetch, calls } = scriptedFetch(() => json(code));
    const before = globalThis.fetch;
    const client = createClient({ endpoint: 'https://site.example/jsi' });
    globalThis.fetch = fetch;
    try {
      await client.qrCodes.get(1);
    } finally {
      globalThis.fetch = before;
    }
    expect(calls).toHaveLength(1);
  });
});

describe('a redirect', () => {
  it('is a ResponseError also where the browser hides it', async () => {
    // https://fetch.spec.whatwg.org/#concept-filtered-response-opaque-redirect
    const hidden = Object.defineProperties(new Response(null), {
      type: { value: 'opaqueredirect' },
      status: { value: 0 },
      ok: { value: false },
    });
    const { client, calls } = clientOf(() => hidden);
    expect(await rejected(client.qrCodes.get(1))).toBeInstanceOf(ResponseError);
    expect(calls).toHaveLength(1);
  });
});

describe('createClient', () => {
  it.each([
    '/jsi',
    'jsi',
    '',
    'ftp://site.example/',
    'javascript:alert(1)',
    'https://site.example/jsi?tenant=4',
    'https://site.example/#jsi',
  ])('refuses the endpoint %j outside a browser', (endpoint) => {
    expect(() => createClient({ endpoint })).toThrow(TypeError);
    expect(() => createClient({ endpoint })).toThrow(JSON.stringify(endpoint));
  });

  it('resolves the endpoint against the document where there is one', async () => {
    const { fetch, calls } = scriptedFetch(() => json(code));
    const scope = globalThis as { document?: unknown };
    scope.document = { baseURI: 'https://shop.example/en/' };
    try {
      await createClient({ endpoint: '/jsi', fetch }).qrCodes.get(1);
      await createClient({ endpoint: 'jsi', fetch }).qrCodes.get(1);
    } finally {
      delete scope.document;
    }
    expect(calls.map(({ url }) => url)).toEqual([
      'https://shop.example/jsi/qr-codes/1',
      'https://shop.example/en/jsi/qr-codes/1',
    ]);
  });

  it('refuses a header that HTTP does not allow, rather than calling that a network failure', () => {
    const headers = { authorization: 'Bearer a\nb' };
    expect(() => createClient({ endpoint: 'https://site.example/jsi', headers })).toThrow(TypeError);
  });
});

describe('the timeout', () => {
  it('ends an attempt that nobody answers, and is not followed by another', async () => {
    const { transport, calls } = transportOf(never, { timeout: 20 });
    expect(await rejected(transport.get('/a', {}))).toBeInstanceOf(TimeoutError);
    expect(await rejected(transport.write('POST', '/a', {}, {}))).toBeInstanceOf(TimeoutError);
    expect(calls.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });

  it('covers the body, too', async () => {
    const { transport, calls } = transportOf(({ signal }) => new Response(unfinished(signal)), { timeout: 20 });
    expect(await rejected(transport.get('/a', {}))).toBeInstanceOf(TimeoutError);
    expect(calls).toHaveLength(1);
  });

  it('is no timeout where the caller aborted while the body came', async () => {
    const { transport } = transportOf(({ signal }) => new Response(unfinished(signal)));
    const controller = new AbortController();
    const aborted = rejected(transport.write('PUT', '/a', {}, { signal: controller.signal }));
    setTimeout(() => controller.abort('gone'), 10);
    expect(await aborted).toBe('gone');
  });

  it('starts anew with every attempt', async () => {
    const slow = () => new Promise<Response>((resolve) => setTimeout(() => resolve(json({}, 503)), 150));
    const { transport, calls } = transportOf(slow, { timeout: 400, retries: 2 });
    expect(await rejected(transport.get('/a', {}))).toMatchObject({ status: 503 });
    expect(calls).toHaveLength(3);
  });
});

/** A body that starts and never ends, cut by the signal as a real one is. */
function unfinished(signal: AbortSignal): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"id":'));
      signal.addEventListener('abort', () => controller.error(signal.reason));
    },
  });
}
