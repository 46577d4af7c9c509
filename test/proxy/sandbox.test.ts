import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serve } from '@hono/node-server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSandbox } from '../../demo/sandbox/sandbox.js';
import { loadTokens } from '../../demo/sandbox/tokens.js';
import {
  AuthenticationError,
  createClient,
  NotFoundError,
  PermissionError,
  ValidationError,
} from '../../src/client/index.js';
import { toNodeListener } from '../../src/proxy/node.js';
import { createProxy, type ProxyOptions } from '../../src/proxy/index.js';
import { everything, guide } from './harness.js';
import { listen } from './server.js';

/** The API on SQLite, with the proxy of these options before it, and a client of the proxy: all over HTTP. */
async function open(options: Partial<ProxyOptions>) {
  const folder = await mkdtemp(join(tmpdir(), 'jsi-proxy-'));
  const sandbox = await openSandbox({
    databaseUrl: pathToFileURL(join(folder, 'sandbox.db')).href,
    publicBase: 'https://go.example',
    seed: 'empty',
  });
  const api = await new Promise<ReturnType<typeof serve>>((listening) => {
    const server = serve({ fetch: sandbox.app.fetch, port: 0, hostname: '127.0.0.1' }, () => listening(server));
  });
  onTestFinished(async () => {
    if ('closeAllConnections' in api) api.closeAllConnections();
    await new Promise((closed) => api.close(closed));
    await sandbox.close();
    await rm(folder, { recursive: true });
  });
  const tokens = await loadTokens(sandbox, folder);
  const upstream = `http://127.0.0.1:${(api.address() as AddressInfo).port}/api/v1`;

  const clientOf = async (more: Partial<ProxyOptions>) => {
    const proxy = createProxy({ token: tokens, upstream, ...more });
    const port = await listen(createServer(toNodeListener(proxy)));
    return createClient({ endpoint: `http://127.0.0.1:${port}/jsi`, retries: 0 });
  };
  return { sandbox, client: await clientOf(options), clientOf };
}

const owner = { authorize: () => everything };
const dynamic = { name: 'Spring', type: 'dynamic' as const, target_url: 'https://x.example/spring' };

describe('the real client through the proxy to the sandbox', () => {
  it('does each of the seventeen operations', async () => {
    const { client, sandbox } = await open(owner);

    const page = await client.landingPages.create({ title: 'Links', preset: 'neon' });
    expect(await client.landingPages.update(page.id, { title: 'Our links' })).toMatchObject({ title: 'Our links' });
    expect(await client.landingPages.get(page.id)).toMatchObject({ title: 'Our links', preset: 'neon' });
    expect((await client.landingPages.list()).data.map(({ id }) => id)).toEqual([page.id]);

    const code = await client.qrCodes.create({ ...dynamic, options: { color: '#123' } });
    expect(code).toMatchObject({ ...dynamic, options: { color: '#123' } });
    const off = { is_active: false };
    expect(await client.qrCodes.update(code.id, off)).toMatchObject({ name: 'Spring', is_active: false });
    expect((await client.qrCodes.list({ is_active: false, sort: '-name', per_page: 5 })).meta.total).toBe(1);

    const rule = await client.rules.create(code.id, {
      url: 'https://x.example/de',
      country_code: 'de',
      days_of_week: ['friday', 'monday'],
      start_at: '2026-04-01T10:00:00+02:00',
    });
    expect(rule).toMatchObject({
      country_code: 'DE',
      days_of_week: ['monday', 'friday'],
      start_at: '2026-04-01T08:00:00Z',
    });
    const changed = await client.rules.update(code.id, rule.id, { url: 'https://x.example/de', priority: 3 });
    expect(changed).toMatchObject({ id: rule.id, priority: 3 });
    expect((await client.rules.list(code.id, { page: 1 })).data).toMatchObject([{ id: rule.id, priority: 3 }]);
    expect((await client.qrCodes.get(code.id)).rules).toMatchObject([{ id: rule.id }]);
    await client.rules.delete(code.id, rule.id);

    await client.qrCodes.update(code.id, { is_active: true });
    await sandbox.app.request(`/r/${code.slug}`);
    expect((await client.scans.list(code.id)).data).toMatchObject([{ resolved_url: 'https://x.example/spring' }]);
    expect(await client.scans.summary(code.id)).toMatchObject({ total: 1, this_month: 1 });

    await client.qrCodes.delete(code.id);
    await client.landingPages.delete(page.id);
    await expect(client.qrCodes.get(code.id)).rejects.toBeInstanceOf(NotFoundError);
    expect(await client.user.get()).toMatchObject({ team: { id: 1 } });

    const shapeOf = (method: string, path: string) => `${method} ${path.replace(/\d+/g, '#')}`;
    const reached = sandbox.requests.map(({ method, path }) => shapeOf(method, path));
    expect([...new Set(reached)].sort()).toEqual(guide.map(([, method, path]) => shapeOf(method, path)).sort());
  });

  it('shows a stranger public fields, and no more of the API than that', async () => {
    const { client, clientOf, sandbox } = await open(owner);
    const code = await client.qrCodes.create({ ...dynamic, fallback_url: 'https://x.example/private' });
    const page = await client.landingPages.create({ title: 'Links' });
    await client.rules.create(code.id, { url: 'https://x.example/private' });
    await sandbox.db.execute({ sql: 'UPDATE qr_codes SET landing_page_id = ?', args: [page.id] });
    await sandbox.app.request(`/r/${code.slug}`, { headers: { referer: 'https://x.example/private' } });
    sandbox.faults.clear();

    const operations = ['qr-codes.get' as const, 'scans.summary' as const, 'landing-pages.get' as const];
    const stranger = await clientOf({ public: { operations, qrCodes: [code.id], landingPages: [page.id] } });
    const seen = await stranger.qrCodes.get(code.id);
    expect(seen).toMatchObject({ id: code.id, name: 'Spring', public_url: code.public_url, target_url: null });
    expect(seen).toMatchObject({ landing_page: { id: page.id, title: 'Links' } });
    expect(seen).not.toHaveProperty('rules');
    const summary = await stranger.scans.summary(code.id);
    expect(summary).toEqual({ total: 1, this_month: 1, devices: summary.devices, countries: summary.countries });
    expect(await stranger.landingPages.get(page.id)).toMatchObject({ title: 'Links' });
    expect(JSON.stringify([seen, summary])).not.toContain('private');
    expect(sandbox.requests).toHaveLength(3);

    await expect(stranger.qrCodes.get(code.id + 1)).rejects.toBeInstanceOf(NotFoundError);
    const refused = await Promise.allSettled([
      stranger.qrCodes.list(),
      stranger.qrCodes.update(code.id, { is_active: false }),
      stranger.qrCodes.delete(code.id),
      stranger.rules.list(code.id),
      stranger.scans.list(code.id),
      stranger.landingPages.list(),
      stranger.user.get(),
    ]);
    expect(refused.map((one) => one.status === 'rejected' && (one.reason as object))).toEqual(
      refused.map(() => expect.any(PermissionError) as unknown),
    );
    const nobody = await clientOf({});
    await expect(nobody.qrCodes.get(code.id)).rejects.toBeInstanceOf(AuthenticationError);
    expect(sandbox.requests).toHaveLength(3);
  });

  it('tells which field the API refused, and which the proxy', async () => {
    const { client, sandbox } = await open(owner);
    const byApi = client.qrCodes.create({ name: 'A', type: 'dynamic' });
    await expect(byApi).rejects.toMatchObject({ errors: { target_url: [expect.stringContaining('required')] } });
    const byProxy = client.qrCodes.create({ ...dynamic, target_url: 'javascript:alert(1)' });
    await expect(byProxy).rejects.toMatchObject({ errors: { target_url: [expect.stringContaining('http or https')] } });
    await expect(byProxy).rejects.toBeInstanceOf(ValidationError);
    expect(sandbox.requests).toHaveLength(1);
  });

  it('keeps a token from what is not of its tier, even where the proxy is told otherwise', async () => {
    const { clientOf, sandbox } = await open(owner);
    const token = await sandbox.createToken({ scopes: ['read'] });
    const client = await clientOf({ ...owner, token });
    await expect(client.qrCodes.create(dynamic)).rejects.toMatchObject({ status: 502, code: 'upstream-permission' });
    const wrong = await clientOf({ ...owner, token: 'jsi_a-token-nobody-made' });
    await expect(wrong.user.get()).rejects.toMatchObject({ status: 502, code: 'upstream-authentication' });
  });

  it.each([
    ['rate-limit', { status: 429, code: 'rate-limit', retryAfter: 300 }],
    ['server-error', { status: 502, code: 'bad-gateway' }],
    ['unavailable', { status: 502, code: 'bad-gateway' }],
    ['html', { status: 502, code: 'bad-gateway' }],
    ['truncated', { status: 502, code: 'bad-gateway' }],
    ['drop', { status: 502, code: 'bad-gateway' }],
    ['latency', { status: 504, code: 'gateway-timeout' }],
  ] as const)('tells of %s at the API in the terms of the client', async (kind, error) => {
    const { client, sandbox } = await open({ ...owner, timeout: 200 });
    sandbox.faults.add({ kind, retryAfter: 999, ms: kind === 'latency' ? 400 : 0 });
    await expect(client.user.get()).rejects.toMatchObject(error);
    expect(sandbox.requests).toHaveLength(1);
  });
});
