import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { toNodeListener } from '../../src/proxy/node.js';
import type { Grant, Operation } from '../../src/proxy/index.js';
import { allOperations, everything, guide, harness, request } from './harness.js';
import { listen } from './server.js';

const paths = [...new Set(guide.map(([, , path]) => path))];
const methodsOf = (operations: readonly string[], path: string) =>
  guide.filter(([operation, , at]) => at === path && operations.includes(operation)).map(([, method]) => method);

/** What an `OPTIONS` request is answered with. */
async function options(path: string, more: Parameters<typeof harness>[0] = {}, headers: Record<string, string> = {}) {
  const { proxy, sent } = harness(more);
  const response = await proxy(new Request(`https://site.example/jsi${path}`, { method: 'OPTIONS', headers }));
  const body = response.status === 204 ? null : ((await response.json()) as { code: string });
  expect(sent).toEqual([]);
  return { status: response.status, allow: response.headers.get('allow')?.split(', ') ?? null, code: body?.code, headers: response.headers };
}

describe('OPTIONS of a path', () => {
  it.each(paths)('%s lists its methods where all is granted, without asking the API', async (path) => {
    const { status, allow, headers } = await options(path);
    expect([status, allow]).toEqual([204, [...methodsOf(allOperations, path), 'OPTIONS']]);
    expect(headers.get('cache-control')).toBe('private, no-store');
  });

  it.each(guide)('lists %s only where it is granted', async (operation, method, path) => {
    expect((await options(path, { authorize: () => ({ ...everything, operations: [operation] }) })).allow).toEqual([method, 'OPTIONS']);
    const others = allOperations.filter((one) => one !== operation);
    const { allow } = await options(path, { authorize: () => ({ ...everything, operations: others }) });
    expect(allow).toEqual([...methodsOf(others, path), 'OPTIONS']);
  });

  it('says that nothing is allowed where nothing is', async () => {
    const { status, allow } = await options('/qr-codes/12/rules', { authorize: () => ({ ...everything, operations: ['user.get'] }) });
    expect([status, allow]).toEqual([204, ['OPTIONS']]);
  });

  it('leaves out what the public may not have, and what needs a grant for all', async () => {
    const open: Grant = { operations: ['qr-codes.get', 'qr-codes.update', 'qr-codes.list'], qrCodes: [12], fields: 'public' };
    expect((await options('/qr-codes/12', { authorize: () => open })).allow).toEqual(['GET', 'OPTIONS']);
    expect((await options('/qr-codes', { authorize: () => open })).allow).toEqual(['OPTIONS']);
    expect((await options('/qr-codes', { authorize: () => ({ ...open, qrCodes: '*' }) })).allow).toEqual(['GET', 'OPTIONS']);
    const publicOnly = { authorize: () => null, public: { operations: ['qr-codes.get'] as Operation[], qrCodes: '*' as const } };
    expect((await options('/qr-codes/12', publicOnly)).allow).toEqual(['GET', 'OPTIONS']);
    expect((await options('/qr-codes/12/rules', publicOnly)).allow).toEqual(['OPTIONS']);
  });

  it('leaves out what the proxy has no token for', async () => {
    const rules = async (token: { read: string; write?: string; delete?: string }) => [
      (await options('/qr-codes/12/rules', { token })).allow,
      (await options('/qr-codes/12/rules/34', { token })).allow,
    ];
    expect(await rules({ read: 'r' })).toEqual([['GET', 'OPTIONS'], ['OPTIONS']]);
    expect(await rules({ read: 'r', write: '', delete: 'd' })).toEqual([['GET', 'OPTIONS'], ['DELETE', 'OPTIONS']]);
    expect(await rules({ read: 'r', write: 'w' })).toEqual([['GET', 'POST', 'OPTIONS'], ['PUT', 'OPTIONS']]);
  });

  it('lists the method of a derived path', async () => {
    const grant: Grant = { operations: ['scans.rollup'], qrCodes: '*' };
    expect((await options('/qr-codes/12/scans/rollup', { authorize: () => grant })).allow).toEqual(['GET', 'OPTIONS']);
  });

  it('is 401 for a stranger and for an unknown token, and 404 for a path or id that does not exist for the caller', async () => {
    const answers = [
      await options('/qr-codes/12/rules', { authorize: () => null }),
      await options('/qr-codes/12/rules', { authorize: () => null, public: { operations: ['qr-codes.get'], qrCodes: '*' } }, { authorization: 'Bearer x' }),
      await options('/nothing'),
      await options('/qr-codes/0/rules'),
      await options('/qr-codes/12/rules', { authorize: () => ({ ...everything, qrCodes: [13] }) }),
      await options('/landing-pages/56', { authorize: () => ({ ...everything, landingPages: [] }) }),
    ];
    expect(answers.map(({ status, code, allow }) => [status, code, allow])).toEqual([
      [401, 'authentication', null],
      [401, 'authentication', null],
      [404, 'not-found', null],
      [404, 'not-found', null],
      [404, 'not-found', null],
      [404, 'not-found', null],
    ]);
  });

  it('does not say whether a code exists to a grant that has nothing to do with it', async () => {
    const grant: Grant = { operations: ['user.get'], qrCodes: [13] };
    expect((await options('/qr-codes/12/rules', { authorize: () => grant })).status).toBe(404);
  });

  it('needs no X-JSI, and is logged', async () => {
    const { proxy, log } = harness({ authorize: () => ({ ...everything, subject: 'me' }) });
    await proxy(request('OPTIONS', '/user', { headers: { 'x-jsi': '' } }));
    expect(log).toMatchObject([{ method: 'OPTIONS', status: 204, code: null, subject: 'me' }]);
  });

  it('comes through node:http', async () => {
    const { proxy } = harness();
    const port = await listen(createServer(toNodeListener(proxy)));
    const response = await fetch(`http://127.0.0.1:${port}/jsi/qr-codes/12/rules/34`, { method: 'OPTIONS' });
    expect([response.status, response.headers.get('allow')]).toEqual([204, 'PUT, DELETE, OPTIONS']);
  });
});

describe('OPTIONS of another site’s page', () => {
  const origins = ['https://ok.example'];
  const from = { origin: 'https://ok.example', 'sec-fetch-site': 'cross-site' };

  it('may be sent and read where its origin is listed', async () => {
    const preflight = await options('/qr-codes/12/rules', { origins, authorize: () => null }, { ...from, 'access-control-request-method': 'OPTIONS' });
    expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([204, 'GET, POST, PUT, DELETE, OPTIONS']);
    expect(preflight.allow).toBeNull();

    const { allow, headers } = await options('/qr-codes/12/rules', { origins }, from);
    expect(allow).toEqual(['GET', 'POST', 'OPTIONS']);
    expect(headers.get('access-control-allow-origin')).toBe('https://ok.example');
    expect(headers.get('access-control-expose-headers')).toBe('Allow, Retry-After');
  });

  it('is refused where it is not, or the grant is not for it', async () => {
    const elsewhere = await options('/qr-codes/12/rules', {}, from);
    expect([elsewhere.status, elsewhere.code, elsewhere.allow]).toEqual([403, 'origin', null]);
    const grant = { ...everything, origins: ['https://other.example'] };
    const notIts = await options('/qr-codes/12/rules', { origins, authorize: () => grant }, from);
    expect([notIts.status, notIts.code, notIts.allow]).toEqual([403, 'origin', null]);
  });
});
