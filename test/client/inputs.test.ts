import { describe, expect, it } from 'vitest';
import { createClient, type LandingPageInput, type QrCodeInput, type RuleInput } from '../../src/client/index.js';
import { json, rejected, scriptedFetch } from './scripted-fetch.js';

function clientOf() {
  const { fetch, calls } = scriptedFetch(({ method, url }) => {
    if (method === 'DELETE') return new Response(null, { status: 204 });
    const isList = method === 'GET' && /\/(qr-codes|rules|scans|landing-pages)$/.test(new URL(url).pathname);
    return json({ data: isList ? [] : { id: 1 } });
  });
  return { client: createClient({ endpoint: 'https://site.example/jsi', fetch }), calls };
}

type TestClient = ReturnType<typeof clientOf>['client'];

const pathOf = (url: string) => url.replace('https://site.example/jsi', '');

/** The 17 operations with an id in every place that takes one, and what each sends. */
const operations: [string, (client: TestClient, id: number) => Promise<unknown>][] = [
  ['GET /qr-codes', (client) => client.qrCodes.list()],
  ['GET /qr-codes/{id}', (client, id) => client.qrCodes.get(id)],
  ['POST /qr-codes', (client) => client.qrCodes.create({ name: 'Menu', type: 'static' })],
  ['PUT /qr-codes/{id}', (client, id) => client.qrCodes.update(id, { name: 'Menu' })],
  ['DELETE /qr-codes/{id}', (client, id) => client.qrCodes.delete(id)],
  ['GET /qr-codes/{id}/rules', (client, id) => client.rules.list(id)],
  ['POST /qr-codes/{id}/rules', (client, id) => client.rules.create(id, { url: 'https://example.com/' })],
  ['PUT /qr-codes/{id}/rules/7', (client, id) => client.rules.update(id, 7, { url: 'https://example.com/' })],
  ['PUT /qr-codes/7/rules/{id}', (client, id) => client.rules.update(7, id, { url: 'https://example.com/' })],
  ['DELETE /qr-codes/{id}/rules/7', (client, id) => client.rules.delete(id, 7)],
  ['DELETE /qr-codes/7/rules/{id}', (client, id) => client.rules.delete(7, id)],
  ['GET /qr-codes/{id}/scans', (client, id) => client.scans.list(id)],
  ['GET /qr-codes/{id}/scans/summary', (client, id) => client.scans.summary(id)],
  ['GET /landing-pages', (client) => client.landingPages.list()],
  ['GET /landing-pages/{id}', (client, id) => client.landingPages.get(id)],
  ['POST /landing-pages', (client) => client.landingPages.create({ title: 'Links' })],
  ['PUT /landing-pages/{id}', (client, id) => client.landingPages.update(id, { title: 'Links' })],
  ['DELETE /landing-pages/{id}', (client, id) => client.landingPages.delete(id)],
  ['GET /user', (client) => client.user.get()],
];

describe('an operation', () => {
  it.each(operations)('sends %s', async (expected, call) => {
    const { client, calls } = clientOf();
    await call(client, 9_007_199_254_740_991);
    const sent = calls.map(({ method, url }) => `${method} ${pathOf(url)}`);
    expect(sent).toEqual([expected.replace('{id}', '9007199254740991')]);
  });

  const withId = operations.filter(([name]) => name.includes('{id}'));
  it.each(withId)('%s refuses what is no id before anything is sent, and by rejecting', async (_, call) => {
    const { client, calls } = clientOf();
    const odd = [0, -1, 1.5, NaN, Infinity, 2 ** 53, '1', '1/../2', '', null, undefined, {}, [1], true, 1n];
    for (const id of odd) {
      const error = await rejected(call(client, id as number));
      expect(error).toBeInstanceOf(TypeError);
      expect((error as Error).message).toMatch(/id must be a positive whole number/);
    }
    expect(calls).toEqual([]);
  });

  it('names itself and the id that is wrong', async () => {
    const { client } = clientOf();
    await expect(client.rules.update(7, -3, { url: 'https://example.com/' })).rejects.toThrow(
      'rules.update: rule id must be a positive whole number, got -3 (number)',
    );
  });

  it('refuses an id of `pages` when the first page is asked for', async () => {
    const { client, calls } = clientOf();
    for (const pages of [client.rules.pages(0), client.scans.pages(-1)]) {
      await expect(pages.next()).rejects.toThrow(TypeError);
    }
    expect(calls).toEqual([]);
  });
});

describe('the body of a write', () => {
  const whole: { code: Required<QrCodeInput>; rule: Required<RuleInput>; page: Required<LandingPageInput> } = {
    code: {
      name: 'Menu',
      type: 'dynamic',
      target_url: 'https://example.com/',
      content_type: 'url',
      fallback_url: null,
      is_active: true,
      auto_renew: false,
      options: { color: '#123' },
    },
    rule: {
      url: 'https://example.com/',
      device: 'ios',
      country_code: 'NL',
      start_at: '2026-04-01T08:00:00Z',
      end_at: null,
      days_of_week: ['monday'],
      priority: 0,
      weight: 3,
      is_active: false,
    },
    page: { title: 'Links', description: null, preset: 'neon' },
  };

  const writes: [string, (client: TestClient, extra: object) => Promise<unknown>, object][] = [
    ['qrCodes.create', (client, extra) => client.qrCodes.create({ ...whole.code, ...extra }), whole.code],
    ['qrCodes.update', (client, extra) => client.qrCodes.update(1, { ...whole.code, ...extra }), whole.code],
    ['rules.create', (client, extra) => client.rules.create(1, { ...whole.rule, ...extra }), whole.rule],
    ['rules.update', (client, extra) => client.rules.update(1, 2, { ...whole.rule, ...extra }), whole.rule],
    ['landingPages.create', (client, extra) => client.landingPages.create({ ...whole.page, ...extra }), whole.page],
    ['landingPages.update', (client, extra) => client.landingPages.update(1, { ...whole.page, ...extra }), whole.page],
  ];

  it.each(writes)('%s sends every documented field, and null as null', async (_, call, body) => {
    const { client, calls } = clientOf();
    await call(client, {});
    expect(calls[0]!.body).toEqual(body);
  });

  it.each(writes)('%s leaves out what is undefined', async (_, call, body) => {
    const { client, calls } = clientOf();
    const first = Object.keys(body)[0]!;
    await call(client, { [first]: undefined, unknown_but_undefined: undefined });
    expect(Object.keys(calls[0]!.body as object)).toEqual(Object.keys(body).slice(1));
  });

  it.each(writes)('%s names a field that the API does not document, and sends nothing', async (_, call) => {
    for (const field of ['fallbackUrl', 'id', 'toString', '__proto__']) {
      const { client, calls } = clientOf();
      const extra = Object.fromEntries([[field, 'x']]);
      const error = await rejected(call(client, extra));
      expect(error).toBeInstanceOf(TypeError);
      expect((error as Error).message).toContain(JSON.stringify(field));
      expect(calls).toEqual([]);
    }
  });
});

describe('the parameters of a list', () => {
  it('are spelled as the guide does', async () => {
    const { client, calls } = clientOf();
    await client.qrCodes.list({
      type: 'dynamic',
      is_active: false,
      content_type: 'landing_page',
      sort: '-created_at',
      page: 2,
      per_page: 25,
    });
    expect(Object.fromEntries(new URL(calls[0]!.url).searchParams)).toEqual({
      'filter[type]': 'dynamic',
      'filter[is_active]': 'false',
      'filter[content_type]': 'landing_page',
      sort: '-created_at',
      page: '2',
      per_page: '25',
    });
  });

  it('are left out where they are undefined', async () => {
    const { client, calls } = clientOf();
    const undefinedParams = { type: undefined, page: undefined } as object;
    await client.qrCodes.list(undefinedParams);
    await client.qrCodes.list({});
    await client.qrCodes.list();
    expect(calls.map(({ url }) => pathOf(url))).toEqual(['/qr-codes', '/qr-codes', '/qr-codes']);
  });

  it('cannot write into the path or into each other', async () => {
    const { client, calls } = clientOf();
    await client.qrCodes.list({ type: 'static&per_page=9#x' as 'static' });
    expect([...new URL(calls[0]!.url).searchParams]).toEqual([['filter[type]', 'static&per_page=9#x']]);
  });

  it.each([0, -1, 101, 1.5, NaN, Infinity, '10', null])('per_page %s is a RangeError', async (per_page) => {
    const { client, calls } = clientOf();
    const error = await rejected(client.rules.list(1, { per_page: per_page as number }));
    expect(error).toBeInstanceOf(RangeError);
    expect((error as Error).message).toBe(
      `per_page must be a whole number from 1 to 100, got ${per_page} (${typeof per_page})`,
    );
    expect(calls).toEqual([]);
  });

  it.each([0, -1, 1.5, NaN, 2 ** 53, '2'])('page %s is a RangeError', async (page) => {
    const { client, calls } = clientOf();
    expect(await rejected(client.scans.list(1, { page: page as number }))).toBeInstanceOf(RangeError);
    await expect(client.scans.pages(1, { page: page as number }).next()).rejects.toThrow(RangeError);
    expect(calls).toEqual([]);
  });

  it('may be as large as the guide says', async () => {
    const { client, calls } = clientOf();
    await client.rules.list(1, { per_page: 100 });
    await client.rules.list(1, { per_page: 1, page: 1_000_000 });
    expect(calls.map(({ url }) => new URL(url).search)).toEqual(['?per_page=100', '?per_page=1&page=1000000']);
  });

  it('are an error where the API does not document them', async () => {
    const { client, calls } = clientOf();
    const params = { perPage: 10 } as object;
    await expect(client.qrCodes.list(params)).rejects.toThrow(new TypeError('Lists take no parameter "perPage"'));
    await expect(client.qrCodes.pages(params).next()).rejects.toThrow(TypeError);
    expect(calls).toEqual([]);
  });

  it('of `pages` ask for 100 rows at once, or for what they say', async () => {
    const { client, calls } = clientOf();
    await client.rules.pages(1).next();
    await client.qrCodes.pages({ type: 'static', per_page: 7, page: 3 }).next();
    expect(calls.map(({ url }) => decodeURIComponent(new URL(url).search))).toEqual([
      '?per_page=100&page=1',
      '?filter[type]=static&per_page=7&page=3',
    ]);
  });
});
