import { describe, expect, it } from 'vitest';
import { createProxy } from '../../src/proxy/index.js';
import { everything, guide, harness } from './harness.js';

const origins = ['https://ok.example', 'https://shop.example:8443'];
const open = { operations: ['qr-codes.get' as const], qrCodes: '*' as const };

async function get(headers: Record<string, string>, options: object = {}) {
  const { ask, sent } = harness({ origins, ...options });
  const answer = await ask('GET', '/qr-codes/1', { headers });
  expect(sent).toHaveLength(answer.status === 200 ? 1 : 0);
  return answer;
}

describe('a page of another site', () => {
  it.each(origins)('may call where its exact origin is listed: %s', async (origin) => {
    const { status, headers } = await get({ origin, 'sec-fetch-site': 'cross-site' });
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    expect(headers.get('access-control-expose-headers')).toBe('Retry-After');
    expect(headers.get('vary')).toBe('Origin');
  });

  it.each([
    'null',
    '',
    '*',
    'http://ok.example',
    'https://ok.example.evil.example',
    'https://xok.example',
    'https://sub.ok.example',
    'https://ok.example:444',
    'https://ok.example:443',
    'https://ok.example/',
    'https://ok.example.',
    'https://OK.example',
    'https://shop.example',
    'https://evil.example#https://ok.example',
    'https://ok.example@evil.example',
    'https://ok.example, https://evil.example',
    'https://ok.example,https://shop.example:8443',
    'https://ok\u00adexample',
    'chrome-extension://abcdef',
    'file://',
  ])('may not where it only looks like it: %j', async (origin) => {
    for (const extra of [{}, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'none' }]) {
      const { status, body, headers } = await get({ origin, ...extra });
      expect([status, body.code]).toEqual([403, 'origin']);
      expect(headers.has('access-control-allow-origin')).toBe(false);
      expect(headers.has('access-control-allow-credentials')).toBe(false);
      expect(headers.get('vary')).toBe('Origin');
    }
  });

  it('may not without a list, nor with the public grant', async () => {
    const origin = 'https://ok.example';
    expect((await get({ origin }, { origins: undefined })).status).toBe(403);
    expect((await get({ origin }, { origins: [], authorize: undefined, public: open })).status).toBe(403);
  });

  it('learns nothing of whether a path, a session or a code exists', async () => {
    const { ask } = harness({ authorize: () => null });
    const headers = { origin: 'https://evil.example' };
    const answers = await Promise.all(
      ['/qr-codes/1', '/nothing', '/user'].map(async (path) => (await ask('GET', path, { headers })).text),
    );
    expect(new Set(answers).size).toBe(1);
  });

  it('reads refusals too, where it is listed', async () => {
    const { headers, status } = await get({ origin: 'https://ok.example' }, { authorize: () => null });
    expect(status).toBe(401);
    expect(headers.get('access-control-allow-origin')).toBe('https://ok.example');
  });
});

describe('Sec-Fetch-Site without an Origin', () => {
  it.each([
    ['cross-site', 403],
    ['same-site', 403],
    ['Same-Origin', 403],
    ['same-origin, cross-site', 403],
    ['', 403],
    ['same-origin', 200],
    ['none', 200],
  ])('%j is answered with %d', async (site, status) => {
    expect((await get({ 'sec-fetch-site': site })).status).toBe(status);
  });

  it('may be missing: then no browser of today is asking', async () => {
    expect((await get({})).status).toBe(200);
  });

  it('as same-origin admits the own page, whose Origin comes with a write, without CORS headers', async () => {
    const { status, headers } = await get({ origin: 'https://site.example', 'sec-fetch-site': 'same-origin' });
    expect(status).toBe(200);
    expect(headers.has('access-control-allow-origin')).toBe(false);
    expect(headers.get('vary')).toBe('Origin');
  });
});

describe('the Host header', () => {
  it.each(['ok.example', 'evil.example', 'site.example'])('of %s neither admits nor refuses', async (host) => {
    for (const name of ['host', 'x-forwarded-host', 'forwarded']) {
      expect((await get({ [name]: host, origin: `https://${host}` }, { origins: [] })).status).toBe(403);
      expect((await get({ [name]: host }, { origins: [] })).status).toBe(200);
    }
  });

  it('does not decide through the URL either: the own origin needs Sec-Fetch-Site', async () => {
    expect((await get({ origin: 'https://site.example' })).status).toBe(403);
  });
});

describe('a preflight', () => {
  const preflight = (origin: string, path = '/qr-codes/1') => {
    const { ask, sent, log } = harness({ origins, authorize: () => null });
    return ask('OPTIONS', path, {
      headers: {
        origin,
        'sec-fetch-site': 'cross-site',
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'x-jsi, x-other',
      },
    }).then((answer) => ({ ...answer, sent, log }));
  };

  it('of a listed origin is answered without a session, with a fixed list', async () => {
    const { status, text, headers, sent, log } = await preflight('https://ok.example');
    expect([status, text]).toEqual([204, '']);
    expect(headers.get('access-control-allow-origin')).toBe('https://ok.example');
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    expect(headers.get('access-control-allow-methods')).toBe('GET, POST, PUT, DELETE');
    expect(headers.get('access-control-allow-headers')).toBe('authorization, content-type, x-jsi');
    expect(headers.get('access-control-max-age')).toBe('600');
    expect(headers.get('vary')).toBe('Origin');
    expect(sent).toEqual([]);
    expect(log).toMatchObject([{ method: 'OPTIONS', operation: null, status: 204 }]);
  });

  it('of any other is refused without CORS headers', async () => {
    for (const origin of ['https://evil.example', 'null']) {
      const { status, headers } = await preflight(origin);
      expect(status).toBe(403);
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('reflects nothing the caller sent', async () => {
    const { headers } = await preflight('https://ok.example');
    expect([...headers.values()].join()).not.toContain('x-other');
  });
});

describe('a write', () => {
  const writes = guide.filter(([, method]) => method !== 'GET');

  it.each(writes)('%s is refused without X-JSI: 1, which no form can send', async (_, method, path) => {
    for (const value of ['', '0', 'true', '1, 1', '01']) {
      const { ask, sent } = harness();
      const { status, body } = await ask(method, path, { headers: { 'x-jsi': value } });
      expect([status, body.code]).toEqual([403, 'write-header']);
      expect(sent).toEqual([]);
    }
  });

  it('is refused before the session is asked', async () => {
    let asked = 0;
    const { ask } = harness({
      authorize: () => {
        asked++;
        return everything;
      },
    });
    await ask('DELETE', '/qr-codes/1', { headers: { 'x-jsi': '' } });
    expect(asked).toBe(0);
  });

  const foreign: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
  ];
  it.each(foreign)('of another site is refused even with it: %j', async (headers) => {
    const { ask, sent } = harness({ origins });
    const { status, body } = await ask('DELETE', '/qr-codes/1', { headers: { cookie: 'session=1', ...headers } });
    expect([status, body.code]).toEqual([403, 'origin']);
    expect(sent).toEqual([]);
  });

  it('reads need no such header', async () => {
    expect((await get({})).status).toBe(200);
  });
});

describe('every answer', () => {
  it.each([
    ['GET', '/qr-codes/1', 200],
    ['GET', '/nothing', 404],
    ['PATCH', '/user', 405],
    ['DELETE', '/qr-codes/1', 200],
    ['POST', '/landing-pages', 415],
  ])('of %s %s is data that is not kept, framed or sniffed', async (method, path, status) => {
    const { ask } = harness({ origins });
    const answer = await ask(method, path, { headers: { vary: 'X', 'access-control-request-headers': 'x' } });
    expect(answer.status).toBe(status);
    expect(Object.fromEntries([...answer.headers].filter(([name]) => name !== 'allow'))).toEqual({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'content-type': 'application/json; charset=utf-8',
      'referrer-policy': 'no-referrer',
      vary: 'Origin',
      'x-content-type-options': 'nosniff',
    });
  });
});

describe('the options', () => {
  it.each([
    '*',
    'null',
    'https://ok.example/',
    'https://ok.example/path',
    'ok.example',
    'HTTPS://ok.example',
    'https://*.ok.example',
    'https://ok.example:443',
    'chrome-extension://abc',
  ])('with %j as an origin, which no page of the web has, are refused at the start', (origin) => {
    expect(() => createProxy({ token: 'token', origins: [origin] })).toThrow(TypeError);
  });

  it.each([
    ['no token', { token: '' }],
    ['no reading token', { token: { read: '', write: 'w' } }],
    ['a token with a line break', { token: 'secret\n' }],
    ['a token that is no ASCII', { token: { read: 'r', write: 'sécret' } }],
    ['a base URL that is relative', { upstream: '/api/v1' }],
    ['a base URL of another scheme', { upstream: 'file:///etc' }],
    ['a base URL with a query', { upstream: 'https://api.example/?v=1' }],
    ['a base URL with a fragment', { upstream: 'https://api.example/#v' }],
    ['a base URL with a password', { upstream: 'https://user:secret@api.example' }],
    ['a base path without its slash', { basePath: 'jsi' }],
    ['a base path that is escaped', { basePath: '/a%20b' }],
    ['a deadline of zero', { timeout: 0 }],
    ['a deadline that is no number', { timeout: NaN }],
  ])('with %s are refused at the start, without repeating a secret', (_, options) => {
    const make = () => createProxy({ token: 'token', ...options });
    expect(make).toThrow(TypeError);
    expect(make).toThrow(/^(?!.*s[eé]cret)createProxy: /);
  });
});
