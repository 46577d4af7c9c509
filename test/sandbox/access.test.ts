import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../demo/sandbox/sandbox.js';
import { apiOf, everyScope, makeCode, makeRule, fullAccess, openTemp, sqlValue, type TempSandbox } from './open.js';

/** The guide's 17 operations and the scope of each; the ids are those of `beforeAll`. */
const operations: [method: string, path: string, scope: Scope][] = [
  ['GET', '/qr-codes', 'read'],
  ['GET', '/qr-codes/1', 'read'],
  ['POST', '/qr-codes', 'write'],
  ['PUT', '/qr-codes/1', 'write'],
  ['GET', '/qr-codes/1/rules', 'read'],
  ['POST', '/qr-codes/1/rules', 'write'],
  ['PUT', '/qr-codes/1/rules/1', 'write'],
  ['GET', '/qr-codes/1/scans', 'scans:read'],
  ['GET', '/qr-codes/1/scans/summary', 'scans:read'],
  ['GET', '/landing-pages', 'read'],
  ['GET', '/landing-pages/1', 'read'],
  ['POST', '/landing-pages', 'write'],
  ['PUT', '/landing-pages/1', 'write'],
  ['GET', '/user', 'read'],
  ['DELETE', '/qr-codes/1/rules/1', 'delete'],
  ['DELETE', '/landing-pages/1', 'delete'],
  ['DELETE', '/qr-codes/1', 'delete'],
];

const bodyFor = (method: string) => (method === 'POST' || method === 'PUT' ? {} : undefined);

async function withOneOfEach(): Promise<TempSandbox> {
  const sandbox = await openTemp();
  const api = await fullAccess(sandbox);
  const { id } = await makeCode(api);
  await makeRule(api, id, {});
  await api.post('/landing-pages', { title: 'Page' });
  return sandbox;
}

describe('access to the API', () => {
  let sandbox: TempSandbox;
  beforeAll(async () => (sandbox = await withOneOfEach()));
  afterAll(() => sandbox.close());

  describe.each(operations)('%s %s', (method, path, scope) => {
    it('answers 401 without a token and with an unknown one', async () => {
      for (const token of [null, 'jsi_nobody-knows-this']) {
        const { status, body } = await apiOf(sandbox, token).call(method, path, bodyFor(method));
        expect({ status, body }).toEqual({ status: 401, body: { message: 'Unauthenticated.' } });
      }
    });

    it(`answers 403 to a token with every scope but ${scope}`, async () => {
      const others = everyScope.filter((other) => other !== scope);
      const token = await sandbox.createToken({ scopes: others });
      const { status, body } = await apiOf(sandbox, token).call(method, path, bodyFor(method));
      expect(status).toBe(403);
      expect(body.message).toMatch(/scope/);
    });
  });

  // In the order above the deletions come last.
  it.each(operations)('%s %s needs no scope but its own', async (method, path, scope) => {
    const token = await sandbox.createToken({ scopes: [scope] });
    const { status } = await apiOf(sandbox, token).call(method, path, bodyFor(method));
    const withoutFields = path.endsWith('/1') ? 200 : 422;
    expect(status).toBe({ GET: 200, POST: 422, PUT: withoutFields, DELETE: 204 }[method]);
  });

  it('takes the token only as a Bearer token', async () => {
    const token = await sandbox.createToken({ scopes: ['read'] });
    const status = async (Authorization: string) =>
      (await sandbox.app.request('/api/v1/user', { headers: { Authorization } })).status;
    expect(await status(`Bearer ${token}`)).toBe(200);
    expect(await status(`bearer ${token}`)).toBe(200);
    expect(await status(`Basic ${token}`)).toBe(401);
    expect(await status(token)).toBe(401);
    expect((await sandbox.app.request(`/api/v1/user?token=${token}`)).status).toBe(401);
  });

  it('keeps of a token only its SHA-256', async () => {
    const token = await sandbox.createToken({ scopes: ['read'], name: 'Reports' });
    const { rows } = await sandbox.db.execute("SELECT * FROM tokens WHERE name = 'Reports'");
    expect(rows[0]?.['hash']).toBe(createHash('sha256').update(token).digest('hex'));
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('answers 404 in JSON to unknown paths and ids that are no ids', async () => {
    const api = await fullAccess(sandbox);
    for (const path of ['', '/nothing', '/qr-codes/0', '/qr-codes/x', '/qr-codes/1.5', '/qr-codes/99999999999999999999']) {
      const { status, body } = await api.get(path);
      expect({ path, status, body }).toEqual({ path, status: 404, body: { message: 'Not found.' } });
    }
  });

  it.each([
    ['PATCH', '/qr-codes/1', 'GET, PUT, DELETE, HEAD'],
    ['DELETE', '/qr-codes', 'GET, POST, HEAD'],
    ['GET', '/qr-codes/1/rules/1', 'PUT, DELETE'],
    ['POST', '/user', 'GET, HEAD'],
  ])('answers 405 to %s %s and names what is allowed', async (method, path, allowed) => {
    const { status, headers, body } = await (await fullAccess(sandbox)).call(method, path);
    expect(status).toBe(405);
    expect(headers.get('allow')).toBe(allowed);
    expect(body.message).toContain(method);
  });
});

describe('subscription and credits', () => {
  it.each([
    { subscribed: 0, credits: 0, status: 402 },
    { subscribed: 0, credits: 1, status: 200 },
    { subscribed: 1, credits: 0, status: 200 },
  ])('answers $status with subscribed=$subscribed and $credits credits', async ({ subscribed, credits, status }) => {
    const sandbox = await openTemp();
    const api = await fullAccess(sandbox);
    await sandbox.db.execute({ sql: 'UPDATE teams SET subscribed = ?, credits = ?', args: [subscribed, credits] });
    const answer = await api.get('/user');
    expect(answer.status).toBe(status);
    if (status === 402) expect(answer.body.message).toMatch(/subscription or credits/);
    await sandbox.close();
  });

  it('comes before the scope, so that a lapsed team learns of it first', async () => {
    const sandbox = await openTemp();
    await sandbox.db.execute('UPDATE teams SET subscribed = 0, credits = 0');
    const api = apiOf(sandbox, await sandbox.createToken({ scopes: [] }));
    expect((await api.get('/user')).status).toBe(402);
    await sandbox.close();
  });
});

describe('GET /user', () => {
  it('shows the profile with plan, credits and team', async () => {
    const sandbox = await openTemp();
    const { body } = await (await fullAccess(sandbox)).get('/user');
    expect(body.data).toEqual({
      id: 1,
      name: expect.any(String) as string,
      email: expect.stringMatching(/@example\.com$/) as string,
      plan: 'business',
      credits: 250,
      team: { id: 1, name: await sqlValue(sandbox, 'SELECT name FROM teams WHERE id = 1') },
    });
    await sandbox.close();
  });
});

describe('rate limit', () => {
  async function limited() {
    let ms = Date.parse('2026-04-15T12:00:00Z');
    const sandbox = await openTemp({ rateLimit: 3, now: () => new Date(ms) });
    return { sandbox, pass: (seconds: number) => (ms += seconds * 1000) };
  }

  it('counts down in the headers, then answers 429 with the seconds to wait', async () => {
    const { sandbox, pass } = await limited();
    const api = await fullAccess(sandbox);
    for (const left of ['2', '1', '0']) {
      const { status, headers } = await api.get('/user');
      expect(status).toBe(200);
      expect(headers.get('x-ratelimit-limit')).toBe('3');
      expect(headers.get('x-ratelimit-remaining')).toBe(left);
      expect(headers.get('retry-after')).toBeNull();
    }
    pass(20);
    const { status, headers, body } = await api.get('/user');
    expect(status).toBe(429);
    expect(headers.get('retry-after')).toBe('40');
    expect(headers.get('x-ratelimit-remaining')).toBe('0');
    expect(body.message).toBe('Too Many Attempts.');
    await sandbox.close();
  });

  it('lets requests through again after the seconds it named', async () => {
    const { sandbox, pass } = await limited();
    const api = await fullAccess(sandbox);
    for (let call = 0; call < 3; call++) await api.get('/user');
    const seconds = Number((await api.get('/user')).headers.get('retry-after'));
    pass(seconds - 1);
    expect((await api.get('/user')).status).toBe(429);
    pass(1);
    expect((await api.get('/user')).status).toBe(200);
    await sandbox.close();
  });

  it('counts each token for itself', async () => {
    const { sandbox } = await limited();
    const [first, second] = [await fullAccess(sandbox), await fullAccess(sandbox)];
    for (let call = 0; call < 4; call++) await first.get('/user');
    expect((await first.get('/user')).status).toBe(429);
    expect((await second.get('/user')).status).toBe(200);
    await sandbox.close();
  });

  it('names the quota on error answers as well', async () => {
    const { sandbox } = await limited();
    const api = await fullAccess(sandbox);
    for (const [path, status] of [['/nothing', 404], ['/qr-codes?per_page=0', 422], ['/landing-pages/9', 404]] as const) {
      const answer = await api.get(path);
      expect(answer.status).toBe(status);
      expect(answer.headers.get('x-ratelimit-limit')).toBe('3');
    }
    expect((await apiOf(sandbox, null).get('/user')).headers.get('x-ratelimit-remaining')).toBe('2');
    await sandbox.close();
  });
});
