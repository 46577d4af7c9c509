import { describe, expect, it } from 'vitest';
import { createProxy, type Grant, type Operation, type ProxyOptions } from '../../src/proxy/index.js';
import { allOperations, everything, guide, harness } from './harness.js';

const readable: Operation[] = [
  ...(['qr-codes.list', 'qr-codes.get', 'scans.summary', 'landing-pages.list', 'landing-pages.get'] as const),
];
const privateOnes = guide.filter(([operation]) => !readable.includes(operation));
const open: Grant = { operations: readable, qrCodes: '*', landingPages: '*' };

/** A code with everything the API documents, and a field that it may add. */
const code = {
  id: 1,
  name: 'Spring',
  slug: 'spring-2026',
  type: 'dynamic',
  target_url: 'https://private.example/target',
  fallback_url: 'https://private.example/fallback',
  is_active: true,
  content_type: 'landing_page',
  expires_at: null,
  licensed_until: '2027-04-01T00:00:00Z',
  auto_renew: true,
  public_url: 'https://go.example/r/spring-2026',
  options: { color: '#123' },
  created_at: '2026-03-15T10:30:00Z',
  updated_at: '2026-03-15T10:30:00Z',
  rules: [{ id: 9, url: 'https://private.example/rule' }],
  redirect_rules: [{ id: 9, url: 'https://private.example/rule' }],
  added_tomorrow: 'private',
  landing_page: { id: 5, title: 'T', description: 'D', preset: 'neon', user_id: 'private', added_tomorrow: 'private' },
};
const publicPage = { id: 5, title: 'T', description: 'D', preset: 'neon' };
const publicCode = {
  id: 1,
  name: 'Spring',
  slug: 'spring-2026',
  type: 'dynamic',
  is_active: true,
  content_type: 'landing_page',
  public_url: 'https://go.example/r/spring-2026',
  options: { color: '#123' },
  expires_at: null,
  licensed_until: '2027-04-01T00:00:00Z',
  auto_renew: true,
  landing_page: publicPage,
};
const summary = {
  total_scans: 12,
  scans_this_month: 3,
  top_devices: [{ device: 'ios', count: 7, user_agent: 'private' }],
  top_countries: [{ country_code: 'NL', count: 5 }],
  top_referers: [{ referer: 'https://private.example', count: 1 }],
  added_tomorrow: 'private',
};
const publicSummary = {
  total: 12,
  this_month: 3,
  devices: [{ value: 'ios', scans: 7 }],
  countries: [{ value: 'NL', scans: 5 }],
};

/** Asks as a stranger, of an API that answers with `body`. */
async function asPublic(path: string, body: unknown, grant: Grant = open) {
  const { ask, sent } = harness({ authorize: () => null, public: grant }, () => Response.json(body));
  return { ...(await ask('GET', path)), sent };
}

describe('without a grant', () => {
  it.each(guide)('%s is not there for a stranger', async (_, method, path) => {
    const { ask, sent } = harness({ authorize: undefined } as object);
    const { status, body } = await ask(method, path);
    expect([status, body.code]).toEqual([401, 'authentication']);
    expect(sent).toEqual([]);
  });

  it('a session that answers null, and public callbacks that do, are a stranger too', async () => {
    const { ask, sent } = harness({ authorize: async () => Promise.resolve(null), public: () => null });
    expect((await ask('GET', '/qr-codes/1')).status).toBe(401);
    expect(sent).toEqual([]);
  });
});

describe('the public grant', () => {
  it('shows only the public fields of a code', async () => {
    const { body, text } = await asPublic('/qr-codes/1', { data: code, added_tomorrow: 'private' });
    expect(body).toEqual({ data: publicCode });
    expect(text).not.toMatch(/private/);
  });

  it('shows only the public fields of a code that comes without an envelope, or with its page in one', async () => {
    expect((await asPublic('/qr-codes/1', code)).body).toEqual(publicCode);
    const wrapped = { ...code, landing_page: undefined, landingPage: { data: code.landing_page, more: 'private' } };
    expect((await asPublic('/qr-codes/1', { data: wrapped })).body).toEqual({
      data: { ...publicCode, landing_page: { data: publicPage } },
    });
  });

  it('shows only the public fields of each code of a list, and of its paging', async () => {
    const list = {
      data: [code, { ...code, id: 2, landing_page: null }],
      meta: { current_page: 1, last_page: 1, per_page: 15, total: 2, path: 'https://private.example' },
      links: { first: 'https://private.example' },
    };
    const without = Object.fromEntries(Object.entries(publicCode).filter(([name]) => name !== 'landing_page'));
    const { body, text } = await asPublic('/qr-codes?page=1', list);
    expect(body).toEqual({
      data: [publicCode, { ...without, id: 2 }],
      meta: { current_page: 1, last_page: 1, per_page: 15, total: 2 },
    });
    expect(text).not.toMatch(/private/);
    expect((await asPublic('/qr-codes', [code])).body).toEqual([publicCode]);
  });

  it('shows only the public fields of landing pages', async () => {
    const page = { ...code.landing_page, blocks: ['private'] };
    expect((await asPublic('/landing-pages/5', { data: page })).body).toEqual({ data: publicPage });
    expect((await asPublic('/landing-pages', { data: [page] })).body).toEqual({ data: [publicPage] });
  });

  it('shows the picture of a landing page where it is one, and nothing else in its place', async () => {
    const shown = async (avatar: unknown) => (await asPublic('/landing-pages/5', { data: { ...code.landing_page, avatar } })).body;
    expect(await shown('https://pictures.example/a.png')).toEqual({ data: { ...publicPage, avatar: 'https://pictures.example/a.png' } });
    for (const avatar of ['javascript:private()', 'private', { private: true }, null]) expect(await shown(avatar)).toEqual({ data: publicPage });
  });

  it('shows only figures, devices and countries of a summary', async () => {
    expect((await asPublic('/qr-codes/1/scans/summary', { data: summary })).body).toEqual({ data: publicSummary });
    expect((await asPublic('/qr-codes/1/scans/summary', summary)).body).toEqual(publicSummary);
  });

  it.each([[null], ['private'], [7], [['private']], [[null]], [{ 0: code }]])(
    'shows nothing of data that is not what it should be: %j',
    async (data) => {
      for (const path of ['/qr-codes/1', '/qr-codes', '/landing-pages/5', '/qr-codes/1/scans/summary']) {
        const { status, text } = await asPublic(path, { data });
        expect(text).not.toMatch(/private/);
        expect([path, status < 500 || status === 502]).toEqual([path, true]);
      }
    },
  );

  it('stays public where the grant or the callback says full', async () => {
    for (const grant of [{ ...open, fields: 'full' as const }, () => ({ ...open, fields: 'full' as const })]) {
      const { ask } = harness({ authorize: () => null, public: grant }, () => Response.json({ data: code }));
      expect((await ask('GET', '/qr-codes/1')).body).toEqual({ data: publicCode });
    }
  });

  it.each(privateOnes)('that holds %s is refused at the start', (operation) => {
    const make = () => createProxy({ token: 't', public: { operations: ['qr-codes.get', operation], qrCodes: [1] } });
    expect(make).toThrow(TypeError);
    expect(make).toThrow(operation);
  });

  it('that holds an unknown operation is refused at the start', () => {
    for (const operation of ['qr-code.get', 'toString', '__proto__', '']) {
      const make = () => createProxy({ token: 't', public: { operations: [operation as Operation] } });
      expect(make).toThrow(`the public grant cannot include ${operation};`);
    }
  });

  it.each(privateOnes)('of a callback does not reach %s', async (_, method, path) => {
    const { ask, sent } = harness({ authorize: () => null, public: () => everything });
    expect((await ask(method, path)).body.code).toBe('permission');
    expect(sent).toEqual([]);
  });

  it('of a callback is asked for each request', async () => {
    const { ask, sent } = harness({
      authorize: () => null,
      public: (request) => (request.headers.get('x-embed') === '1' ? open : null),
    });
    expect((await ask('GET', '/qr-codes/1', { headers: { 'x-embed': '1' } })).status).toBe(200);
    expect((await ask('GET', '/qr-codes/1')).status).toBe(401);
    expect(sent).toHaveLength(1);
  });
});

describe('the grant of a session', () => {
  it('wins over the public one, where it is wider and where it is narrower', async () => {
    const both = { public: open };
    const wide = harness({ ...both, authorize: () => everything }, () => Response.json({ data: code }));
    expect((await wide.ask('GET', '/qr-codes/1')).body).toEqual({ data: code });

    const narrow = harness({ ...both, authorize: () => ({ operations: ['user.get'] }) });
    expect((await narrow.ask('GET', '/qr-codes/1')).body.code).toBe('permission');
    expect(narrow.sent).toEqual([]);
  });

  it('shows public fields alone, and no private operation, where it says so', async () => {
    const { ask, sent } = harness({ authorize: () => ({ ...everything, fields: 'public' }) }, () =>
      Response.json({ data: code }),
    );
    expect((await ask('GET', '/qr-codes/1')).body).toEqual({ data: publicCode });
    expect((await ask('GET', '/qr-codes/1/scans')).status).toBe(403);
    expect((await ask('DELETE', '/qr-codes/1')).status).toBe(403);
    expect(sent).toHaveLength(1);
  });

  it('covers the ids it lists and no other', async () => {
    const { ask, sent } = harness({ authorize: () => ({ ...everything, qrCodes: [1, 3], landingPages: [5] }) });
    for (const path of ['/qr-codes/1', '/qr-codes/3/rules', '/landing-pages/5']) {
      expect([path, (await ask('GET', path)).status]).toEqual([path, 200]);
    }
    expect(sent).toHaveLength(3);
    const others = ['/qr-codes/2', '/qr-codes/13', '/qr-codes/5', '/landing-pages/1'];
    for (const path of [...others, '/qr-codes/2/rules', '/qr-codes/2/scans', '/qr-codes/2/scans/summary']) {
      expect([path, (await ask('GET', path)).status]).toEqual([path, 404]);
    }
    expect((await ask('PUT', '/qr-codes/2/rules/1', { body: { priority: 1 } })).status).toBe(404);
    expect((await ask('DELETE', '/qr-codes/2')).status).toBe(404);
    expect(sent).toHaveLength(3);
  });

  it('covers no id where it lists none', async () => {
    const { ask, sent } = harness({ authorize: () => ({ operations: allOperations }) });
    expect((await ask('GET', '/qr-codes/1')).body.code).toBe('not-found');
    expect((await ask('GET', '/landing-pages/1')).body.code).toBe('not-found');
    expect(sent).toEqual([]);
    expect((await ask('GET', '/user')).status).toBe(200);
  });

  it.each(guide)('without %s does not reach it, with all the others', async (operation, method, path) => {
    const operations = allOperations.filter((other) => other !== operation);
    const { ask, sent } = harness({ authorize: () => ({ ...everything, operations }) });
    const { status, body } = await ask(method, path);
    expect([status, body.code]).toEqual([403, 'permission']);
    expect(sent).toEqual([]);
  });

  it.each([
    ['GET', '/qr-codes', { qrCodes: [1, 2] as number[], landingPages: '*' as const }],
    ['POST', '/qr-codes', { qrCodes: [1, 2] as number[], landingPages: '*' as const }],
    ['GET', '/landing-pages', { qrCodes: '*' as const, landingPages: [1] }],
    ['POST', '/landing-pages', { qrCodes: '*' as const, landingPages: [1] }],
  ])('reaches %s %s only for all ids', async (method, path, ids) => {
    const { ask, sent } = harness({ authorize: () => ({ ...everything, ...ids }) });
    const body = { name: 'A', type: 'static', title: 'T' };
    const { status, body: answer } = await ask(method, path, method === 'POST' ? { body } : {});
    expect([status, answer.code]).toEqual([403, 'permission']);
    expect(sent).toEqual([]);
  });

  it('is given the request to judge by', async () => {
    const { ask, log } = harness({
      authorize: (request) =>
        request.headers.get('cookie') === 'session=7' ? { ...everything, subject: 'user 7' } : null,
    });
    expect((await ask('GET', '/user')).status).toBe(401);
    expect((await ask('GET', '/user', { headers: { cookie: 'session=7' } })).status).toBe(200);
    expect(log.map(({ subject }) => subject)).toEqual([null, 'user 7']);
  });

  it('of one request is not that of another at the same time', async () => {
    const { ask } = harness({
      authorize: async (request) => {
        const id = Number(request.headers.get('x-user'));
        await new Promise((done) => setTimeout(done, 10 - id));
        return { operations: ['qr-codes.get'], qrCodes: [id] };
      },
    });
    const users = [1, 2, 3, 4, 5];
    const askFor = (step: number) =>
      Promise.all(
        users.map(async (id) => {
          const { status } = await ask('GET', `/qr-codes/${id + step}`, { headers: { 'x-user': String(id) } });
          return status;
        }),
      );
    expect(await Promise.all([askFor(0), askFor(1)])).toEqual([users.map(() => 200), users.map(() => 404)]);
  });
});

describe('an Authorization header', () => {
  it.each(['Bearer jsi1.a.b.c', 'Bearer', 'Basic dTpw', ''])(
    'that nobody understands is 401 and never the public grant: %j',
    async (authorization) => {
      for (const authorize of [undefined, () => null]) {
        const { ask, sent } = harness({ authorize, public: open } as object);
        const { status, body } = await ask('GET', '/qr-codes/1', { headers: { authorization } });
        expect([status, body.code]).toEqual([401, 'authentication']);
        expect(sent).toEqual([]);
      }
    },
  );

  it('that the session understands is its own affair', async () => {
    const { ask } = harness({
      authorize: (request) => (request.headers.get('authorization') === 'Bearer mine' ? everything : null),
      public: open,
    });
    expect((await ask('GET', '/user', { headers: { authorization: 'Bearer mine' } })).status).toBe(200);
    expect((await ask('GET', '/user', { headers: { authorization: 'Bearer other' } })).status).toBe(401);
  });
});

describe('origins of a grant', () => {
  const origins = ['https://a.example', 'https://b.example'];
  const grant = { ...everything, origins: ['https://a.example'] };

  it.each([
    ['https://a.example', 200, null],
    ['https://b.example', 403, 'origin'],
    ['https://c.example', 403, 'origin'],
  ])('a page of %s is answered with %d', async (origin, status, code) => {
    const { ask, sent, log } = harness({ origins, authorize: () => grant });
    expect((await ask('GET', '/user', { headers: { origin } })).status).toBe(status);
    expect(sent).toHaveLength(status === 200 ? 1 : 0);
    expect(log[0]?.code).toBe(code);
  });

  it('admit no origin that the proxy does not', async () => {
    const { ask } = harness({ authorize: () => ({ ...everything, origins: ['https://c.example'] }) });
    expect((await ask('GET', '/user', { headers: { origin: 'https://c.example' } })).status).toBe(403);
  });

  it('leave the own site alone', async () => {
    const { ask } = harness({ origins, authorize: () => grant });
    const headers = { origin: 'https://site.example', 'sec-fetch-site': 'same-origin' };
    expect((await ask('GET', '/user', { headers })).status).toBe(200);
  });

  it('are those of the public grant, too', async () => {
    const { ask } = harness({ origins, authorize: () => null, public: { ...open, origins: ['https://a.example'] } });
    expect((await ask('GET', '/qr-codes/1', { headers: { origin: 'https://a.example' } })).status).toBe(200);
    expect((await ask('GET', '/qr-codes/1', { headers: { origin: 'https://b.example' } })).status).toBe(403);
  });
});

describe('a callback that fails', () => {
  const secret = 'postgres://user:pass@db';
  const fail = (message: string): never => {
    throw new Error(message);
  };

  const failures: [string, Partial<ProxyOptions>][] = [
    ['authorize throws', { authorize: () => fail(secret) }],
    ['authorize rejects', { authorize: () => Promise.reject(new Error(secret)) }],
    ['public throws', { authorize: () => null, public: () => fail(secret) }],
    ['the grant is malformed', { authorize: () => ({ subject: secret }) as Grant }],
  ];
  it.each(failures)('is a 500 without detail, and never a wider grant: %s', async (_, options) => {
    const { ask, sent, log } = harness({ public: open, ...options });
    const { status, text, headers } = await ask('GET', '/qr-codes/1');
    expect(status).toBe(500);
    expect(text).toBe('{"message":"The proxy failed.","code":"proxy"}');
    expect([...headers].join()).not.toContain('postgres');
    expect(log[0]).toMatchObject({ status: 500, code: 'proxy' });
    expect(sent).toEqual([]);
  });

  it('is not the log: its failure takes no answer away', async () => {
    const logs = [() => fail(secret), () => Promise.reject(new Error(secret))];
    for (const log of logs) {
      const { ask, sent } = harness({ log });
      expect((await ask('GET', '/user')).status).toBe(200);
      expect(sent).toHaveLength(1);
    }
  });
});

