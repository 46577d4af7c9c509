import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TokenOptions } from '../../demo/sandbox/sandbox.js';
import {
  AuthenticationError,
  createClient,
  NotFoundError,
  PaymentRequiredError,
  PermissionError,
  RateLimitError,
  ValidationError,
  type Client,
  type Page,
} from '../../src/client/index.js';
import { everyScope, openTemp, serve, TODAY, type TempSandbox } from '../sandbox/open.js';
import { rejected } from './scripted-fetch.js';

/** A client of a sandbox over HTTP with a token of its own. */
async function clientOf(sandbox: TempSandbox, origin: string, token: Partial<TokenOptions> = {}): Promise<Client> {
  const plain = await sandbox.createToken({ scopes: everyScope, ...token });
  return createClient({
    endpoint: `${origin}/api/v1`,
    headers: { Authorization: `Bearer ${plain}` },
    retries: 0,
  });
}

async function drain<T>(pages: AsyncIterable<Page<T>>): Promise<T[][]> {
  const read: T[][] = [];
  for await (const { data } of pages) read.push(data);
  return read;
}

let sandbox: TempSandbox;
let server: Awaited<ReturnType<typeof serve>>;
let client: Client;

beforeAll(async () => {
  sandbox = await openTemp({ publicBase: 'http://localhost', seed: 'demo', today: TODAY, now: () => TODAY });
  server = await serve(sandbox);
  client = await clientOf(sandbox, server.origin);
});
beforeEach(() => sandbox.faults.clear());
afterAll(async () => {
  await server.stop();
  await sandbox.close();
});

/** The id of a code without rules. */
const newCode = async () =>
  (await client.qrCodes.create({ name: 'New', type: 'dynamic', target_url: 'https://example.com/' })).id;

const requests = () => sandbox.requests.map(({ method, path }) => `${method} ${path}`);

describe('the seventeen operations', () => {
  it('on QR codes: create, get, update, list, delete', async () => {
    const made = await client.qrCodes.create({
      name: 'Menu',
      type: 'dynamic',
      target_url: 'https://example.com/menu',
      options: { color: '#1d3557' },
    });
    expect(made).toMatchObject({ name: 'Menu', type: 'dynamic', content_type: 'url', is_active: true });
    expect(made.public_url).toBe(`http://localhost/r/${made.slug}`);

    const changed = await client.qrCodes.update(made.id, { name: 'Dinner menu', is_active: false });
    expect(changed).toEqual({ ...made, name: 'Dinner menu', is_active: false });
    expect(await client.qrCodes.get(made.id)).toEqual({ ...changed, rules: [], landing_page: null });

    const { data, meta } = await client.qrCodes.list({ is_active: false, sort: '-name', per_page: 1 });
    expect(data).toMatchObject([{ is_active: false }]);
    expect(meta).toMatchObject({ current_page: 1, per_page: 1, last_page: meta.total });

    await client.qrCodes.delete(made.id);
    expect(await rejected(client.qrCodes.get(made.id))).toBeInstanceOf(NotFoundError);
  });

  it('on redirect rules: create, update, list, delete', async () => {
    const code = await newCode();
    const made = await client.rules.create(code, {
      url: 'https://shop.example.com/de',
      country_code: 'DE',
      days_of_week: ['monday', 'friday'],
      start_at: '2026-04-01T08:00:00Z',
      priority: 2,
    });
    expect(made).toMatchObject({ country_code: 'DE', days_of_week: ['monday', 'friday'], priority: 2, device: null });

    const changed = await client.rules.update(code, made.id, { url: 'https://shop.example.com/at', weight: 3 });
    expect(changed).toMatchObject({ id: made.id, url: 'https://shop.example.com/at', weight: 3 });
    expect((await client.rules.list(code)).data).toEqual([changed]);
    expect((await client.qrCodes.get(code)).rules).toEqual([changed]);

    await client.rules.delete(code, made.id);
    expect((await client.rules.list(code)).data).toEqual([]);
  });

  it('on landing pages: create, get, update, list, delete', async () => {
    const made = await client.landingPages.create({ title: 'Links', description: 'All of them', preset: 'neon' });
    expect(made).toMatchObject({ title: 'Links', description: 'All of them', preset: 'neon' });
    const changed = await client.landingPages.update(made.id, { description: null });
    expect(changed).toMatchObject({ title: 'Links', description: null });
    expect(await client.landingPages.get(made.id)).toEqual(changed);
    expect((await client.landingPages.list({ per_page: 100 })).data).toContainEqual(changed);
    await client.landingPages.delete(made.id);
    expect(await rejected(client.landingPages.get(made.id))).toBeInstanceOf(NotFoundError);
  });

  it('on scans: list, and a summary that agrees with it', async () => {
    const { data, meta } = await client.scans.list(1, { per_page: 100 });
    expect(data).toHaveLength(100);
    for (const scan of data) expect(Date.parse(scan.created_at)).not.toBeNaN();
    const summary = await client.scans.summary(1);
    expect(summary.total).toBe(meta.total);
    expect(summary.this_month).toBeGreaterThan(0);
    for (const counts of [summary.devices, summary.countries]) {
      expect(counts.length).toBeGreaterThan(2);
      expect(counts.reduce((sum, { scans }) => sum + scans, 0)).toBeLessThanOrEqual(summary.total!);
    }
    expect(summary.devices.map(({ value }) => value)).toContain('ios');
  });

  it('on the user: get', async () => {
    expect(await client.user.get()).toMatchObject({
      id: 1,
      email: 'user1@example.com',
      plan: 'business',
      credits: 250,
      team: { id: 1, name: 'Main team' },
    });
  });
});

describe('a refusal', () => {
  it('for an unknown token is an AuthenticationError', async () => {
    const headers = { authorization: 'Bearer jsi_none' };
    const stranger = createClient({ endpoint: `${server.origin}/api/v1`, headers });
    expect(await rejected(stranger.user.get())).toBeInstanceOf(AuthenticationError);
    expect(requests()).toEqual(['GET /user']);
  });

  it('for a team without a plan is a PaymentRequiredError', async () => {
    const lapsed = await clientOf(sandbox, server.origin, { teamId: 3 });
    expect(await rejected(lapsed.qrCodes.list())).toBeInstanceOf(PaymentRequiredError);
  });

  it('for a token without the scope is a PermissionError', async () => {
    const reader = await clientOf(sandbox, server.origin, { scopes: ['read'] });
    const refused = [
      () => reader.scans.summary(1),
      () => reader.landingPages.create({ title: 'Links' }),
      () => reader.qrCodes.delete(1),
    ];
    for (const call of refused) expect(await rejected(call())).toBeInstanceOf(PermissionError);
  });

  it("for another team's code is a NotFoundError", async () => {
    const other = await clientOf(sandbox, server.origin, { teamId: 2 });
    expect(await rejected(other.qrCodes.get(1))).toBeInstanceOf(NotFoundError);
    expect(await rejected(other.rules.pages(1).next())).toBeInstanceOf(NotFoundError);
  });

  it('for wrong data is a ValidationError with the fields', async () => {
    const error = await rejected(client.rules.create(1, { url: 'nonsense', country_code: 'XXX', weight: -1 }));
    expect(error).toBeInstanceOf(ValidationError);
    const text = [expect.stringMatching(/^The /) as string];
    expect(error).toMatchObject({
      message: expect.stringContaining('and 2 more errors') as string,
      errors: { country_code: text, url: text, weight: text },
    });
  });

  it('for too many requests is a RateLimitError, which says how long to wait', async () => {
    const limited = await openTemp({ rateLimit: 2 });
    const { origin, stop } = await serve(limited);
    try {
      const eager = await clientOf(limited, origin);
      await eager.user.get();
      await eager.user.get();
      const error = await rejected(eager.user.get());
      expect(error).toBeInstanceOf(RateLimitError);
      expect((error as { retryAfter: number }).retryAfter).toBeGreaterThan(50);
    } finally {
      await stop();
      await limited.close();
    }
  });
});

describe('pages', () => {
  it('reads every rule of a large rule set once, in the order of the API', async () => {
    const whole = (await client.rules.list(2, { per_page: 100 })).data;
    expect(whole.length).toBeGreaterThan(60);
    sandbox.faults.clear();
    const read = await drain(client.rules.pages(2, { per_page: 25 }));
    expect(read.flat()).toEqual(whole);
    expect(requests()).toEqual(read.map(() => 'GET /qr-codes/2/rules'));
  });

  it('reads every landing page, and every code that a filter lets through', async () => {
    const { meta } = await client.landingPages.list();
    const landing = await drain(client.landingPages.pages({ per_page: 3 }));
    expect(landing.map(({ length }) => length)).toEqual([3, 3, 1]);
    expect(landing.flat()).toHaveLength(meta.total!);

    const [codes] = await drain(client.qrCodes.pages({ type: 'static' }));
    expect(codes!.length).toBeGreaterThan(0);
    for (const code of codes!) expect(code.type).toBe('static');
  });

  it('reads as many scans as are asked for, and no page more', async () => {
    let scans = 0;
    for await (const { data } of client.scans.pages(1)) {
      scans += data.length;
      if (scans >= 300) break;
    }
    expect(scans).toBe(300);
    expect(requests()).toHaveLength(3);
  });

  it('loses no rule when one that was read is deleted on the way', async () => {
    const code = await newCode();
    const made: number[] = [];
    for (let priority = 0; priority < 9; priority++) {
      made.push((await client.rules.create(code, { url: 'https://a.example/', priority })).id);
    }
    const read: number[] = [];
    for await (const { data } of client.rules.pages(code, { per_page: 3 })) {
      read.push(...data.map(({ id }) => id));
      if (read.length === 3) await client.rules.delete(code, made[0]!);
    }
    expect(read).toEqual([0, 1, 2, 4, 5, 6, 7, 8, 3].map((index) => made[index]));
  });
});

describe('equal requests', () => {
  it('that are made at once are one', async () => {
    const codes = await Promise.all([client.qrCodes.get(1), client.qrCodes.get(1), client.qrCodes.get(1)]);
    expect(requests()).toEqual(['GET /qr-codes/1']);
    expect(codes[1]).toEqual(codes[0]);
    expect(codes[1]).not.toBe(codes[0]);
  });

  it('that are made one after the other are two', async () => {
    await client.qrCodes.get(1);
    await client.qrCodes.get(1);
    expect(requests()).toHaveLength(2);
  });
});
