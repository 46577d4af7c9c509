import { describe, expect, it } from 'vitest';
import { guide, harness, request } from './harness.js';

const bodies: Record<string, Record<string, unknown>> = {
  'qr-codes.create': { name: 'A', type: 'static' },
  'qr-codes.update': { name: 'B' },
  'rules.create': { url: 'https://x.example/' },
  'rules.update': { priority: 2 },
  'landing-pages.create': { title: 'C' },
  'landing-pages.update': { title: 'D' },
};
const initOf = (operation: string) => (bodies[operation] ? { body: bodies[operation] } : {});
const tokens = { read: 'token-read', write: 'token-write', delete: 'token-delete' };

describe('each documented operation', () => {
  it.each(guide)('%s goes to exactly %s %s, with the %s token', async (operation, method, path, tier) => {
    const { ask, sent, log } = harness({ token: tokens });
    const { status } = await ask(method, path, initOf(operation));
    expect(status).toBe(200);
    const body = bodies[operation];
    expect(sent).toEqual([
      {
        url: `https://api.example/api/v1${path}`,
        method,
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${tokens[tier]}`,
          ...(body && { 'content-type': 'application/json' }),
        },
        body: body && JSON.stringify(body),
        redirect: 'manual',
      },
    ]);
    expect(log).toEqual([
      { method, operation, status: 200, code: null, subject: null, milliseconds: expect.any(Number) as number },
    ]);
  });

  it.each(guide)('%s takes the one token there is where it is one for all', async (operation, method, path) => {
    const { ask, sent } = harness({ token: 'the-one-token' });
    await ask(method, path, initOf(operation));
    expect(sent[0]?.headers['authorization']).toBe('Bearer the-one-token');
  });

  it.each(guide.filter(([, , , tier]) => tier !== 'read'))(
    '%s is refused without a call where the proxy has only a reading token',
    async (operation, method, path) => {
      for (const token of [{ read: 'r' }, { read: 'r', write: '', delete: '' }]) {
        const { ask, sent } = harness({ token });
        const { status, body } = await ask(method, path, initOf(operation));
        expect([status, body.code]).toEqual([403, 'permission']);
        expect(sent).toEqual([]);
      }
    },
  );
});

describe('what reaches the API', () => {
  it('holds no header of the caller', async () => {
    const { ask, sent } = harness();
    await ask('GET', '/user', {
      headers: {
        authorization: 'Bearer of-the-caller',
        cookie: 'session=1',
        accept: 'text/html',
        'x-http-method-override': 'DELETE',
        'x-forwarded-host': 'evil.example',
        forwarded: 'host=evil.example',
        'user-agent': 'caller',
      },
    });
    expect(sent[0]?.headers).toEqual({ accept: 'application/json', authorization: 'Bearer token-for-everything' });
  });

  it('holds no body where the operation takes none', async () => {
    const { ask, sent } = harness();
    await ask('DELETE', '/qr-codes/12', { body: { _method: 'PUT', name: 'x' } });
    expect(sent[0]).toMatchObject({ method: 'DELETE', body: undefined });
    expect(sent[0]?.headers).not.toHaveProperty('content-type');
  });

  it.each([
    ['https://other.example/v9/', '/jsi', 'https://other.example/v9/user'],
    ['http://127.0.0.1:8787/api/v1', '/jsi', 'http://127.0.0.1:8787/api/v1/user'],
  ])('goes to the base URL %s', async (upstream, basePath, url) => {
    const { ask, sent } = harness({ upstream, basePath });
    await ask('GET', '/user');
    expect(sent[0]?.url).toBe(url);
  });

  it('goes to the live API where no base URL is given', async () => {
    const { ask, sent } = harness({ upstream: undefined } as object);
    await ask('GET', '/user');
    expect(sent[0]?.url).toBe('https://justscanit.com/api/v1/user');
  });
});

describe('a path that is no operation', () => {
  it.each([
    ['the base itself', ''],
    ['the base with a slash', '/'],
    ['another resource', '/tokens'],
    ['a longer path', '/user/1'],
    ['a shorter path', '/qr-codes/12/rule'],
    ['a slash at the end', '/qr-codes/'],
    ['a slash after an id', '/qr-codes/12/'],
    ['a doubled slash', '/qr-codes//12'],
    ['other case', '/QR-codes'],
    ['a suffix', '/user.json'],
    ['a path parameter', '/user;a=b'],
    ['an escaped letter', '/%75ser'],
    ['an escaped slash', '/qr-codes%2f12'],
    ['escaped dots', '/..%2f..%2fadmin'],
    ['twice escaped dots', '/%252e%252e%252fadmin'],
    ['a NUL', '/qr-codes/%00'],
    ['a space at the end', '/qr-codes/%20'],
    ['a line break', '/user%0d%0aX:1'],
    ['the prototype', '/__proto__'],
    ['an own name of objects', '/constructor'],
  ])('answers 404 for %s', async (_, path) => {
    const { ask, sent, log } = harness();
    const { status, body } = await ask('GET', path);
    expect([status, body.code]).toEqual([404, 'not-found']);
    expect(sent).toEqual([]);
    expect(log[0]).toMatchObject({ operation: null, status: 404, code: 'not-found' });
  });

  it.each(['/qr-codes/12/rules/{}', '/qr-codes/{}', '/qr-codes/{}/rules/1', '/qr-codes/{}/scans', '/landing-pages/{}'])(
    'answers 404 for an id in %s that is not one as the API writes it',
    async (path) => {
      const odd = ['0', '01', '007', '+1', '-1', '1e3', '1.0', '0x1', '1_0', '%31', '1%20', '1%00', '١', 'NaN', 'x'];
      for (const id of [...odd, '9007199254740992', '99999999999999999', '1'.repeat(400), '1,2', '*']) {
        const { ask, sent } = harness();
        const method = path.includes('rules') ? 'DELETE' : 'GET';
        expect([id, (await ask(method, path.replace('{}', id))).status]).toEqual([id, 404]);
        expect(sent).toEqual([]);
      }
    },
  );

  it('takes the largest id that JavaScript can write', async () => {
    const { ask, sent } = harness();
    await ask('GET', '/qr-codes/9007199254740991');
    expect(sent[0]?.url).toBe('https://api.example/api/v1/qr-codes/9007199254740991');
  });

  it.each(['/jsix/user', '/user', '/api/jsi/user', '/JSI/user', '/jsi', '//jsi/user'])(
    'answers 404 for %s, beside the base path',
    async (path) => {
      const { proxy, sent } = harness();
      expect((await proxy(new Request(`https://site.example${path}`))).status).toBe(404);
      expect(sent).toEqual([]);
    },
  );

  it.each([
    ['/deep/er', '/deep/er/user'],
    ['/deep/er/', '/deep/er/user'],
    ['/', '/user'],
    ['', '/user'],
  ])('is found below the base path %s', async (basePath, path) => {
    const { proxy, sent } = harness({ basePath });
    expect((await proxy(new Request(`https://site.example${path}`))).status).toBe(200);
    expect(sent).toHaveLength(1);
  });
});

describe('another method on a known path', () => {
  it.each([
    ['PATCH', '/qr-codes/12', 'GET, PUT, DELETE'],
    ['POST', '/qr-codes/12', 'GET, PUT, DELETE'],
    ['PUT', '/qr-codes', 'GET, POST'],
    ['DELETE', '/landing-pages', 'GET, POST'],
    ['HEAD', '/user', 'GET'],
    ['POST', '/user', 'GET'],
    ['POST', '/qr-codes/12/scans', 'GET'],
    ['DELETE', '/qr-codes/12/scans/summary', 'GET'],
    ['GET', '/qr-codes/12/rules/34', 'PUT, DELETE'],
    ['Delete-All', '/qr-codes/12', 'GET, PUT, DELETE'],
    ['PROPFIND', '/user', 'GET'],
  ])('%s %s is answered with 405 and what the path takes: %s', async (method, path, allow) => {
    const { proxy, sent } = harness();
    const response = await proxy(request(method, path));
    expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
    expect(sent).toEqual([]);
  });

  it('is 404 where the id is none, whatever the method', async () => {
    const { ask } = harness();
    expect((await ask('PATCH', '/qr-codes/0')).status).toBe(404);
  });
});
