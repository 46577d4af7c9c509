import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { openSandbox, type Sandbox, type SandboxOptions, type Scope } from '../../demo/sandbox/sandbox.js';

export const BASE = 'https://codes.example';
/** A Wednesday. */
export const TODAY = new Date('2026-04-15T00:00:00Z');
export const everyScope: readonly Scope[] = ['read', 'write', 'delete', 'scans:read'];

export type Item = Record<string, unknown>;

/** What any answer of the API may hold; an answer without a body is `{}`. */
export interface Envelope {
  data: Item;
  message: string;
  errors: Record<string, string[]>;
}

export interface Listing {
  data: Item[];
  meta: { current_page: number; last_page: number; per_page: number; total: number };
}

export interface Answer<Body = Envelope> {
  status: number;
  headers: Headers;
  body: Body;
}

export type TempSandbox = Sandbox & { dir: string };

/** A sandbox in a directory of its own, empty unless told, that `close` removes. */
export async function openTemp(options: Partial<SandboxOptions> = {}): Promise<TempSandbox> {
  const dir = await mkdtemp(join(tmpdir(), 'sandbox-'));
  const sandbox = await openSandbox({
    databaseUrl: `file:${join(dir, 'sandbox.db')}`,
    publicBase: BASE,
    seed: 'empty',
    rateLimit: 1_000_000,
    ...options,
  });
  return {
    ...sandbox,
    dir,
    close: async () => {
      await sandbox.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Calls of the API with one token; `body` goes out as JSON. */
export function apiOf({ app }: Sandbox, token: string | null) {
  async function call<Body = Envelope>(method: string, path: string, body?: unknown): Promise<Answer<Body>> {
    const response = await app.request(`/api/v1${path}`, {
      method,
      headers: {
        Accept: 'application/json',
        ...(token !== null && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: JSON.parse(text || '{}') as Body };
  }
  return {
    call,
    list: (path: string) => call<Listing>('GET', path),
    get: (path: string) => call('GET', path),
    post: (path: string, body: unknown) => call('POST', path, body),
    put: (path: string, body: unknown) => call('PUT', path, body),
    delete: (path: string) => call('DELETE', path),
  };
}

export type Api = ReturnType<typeof apiOf>;

export async function fullAccess(sandbox: Sandbox): Promise<Api> {
  return apiOf(sandbox, await sandbox.createToken({ scopes: everyScope }));
}

/** Creates a dynamic code that leads to a URL, and answers it. */
export async function makeCode(api: Api, fields: Item = {}): Promise<Item & { id: number; slug: string }> {
  const code = { name: 'Code', type: 'dynamic', target_url: 'https://example.com/target', ...fields };
  const { body } = await api.post('/qr-codes', code);
  return body.data as Item & { id: number; slug: string };
}

/** Creates a rule and answers its id. */
export async function makeRule(api: Api, codeId: number, fields: Item): Promise<number> {
  const { body } = await api.post(`/qr-codes/${codeId}/rules`, { url: 'https://example.com/rule', ...fields });
  return body.data['id'] as number;
}

/** The sandbox on a port of its own. */
export async function serve({ app }: Sandbox): Promise<{ origin: string; stop: () => Promise<void> }> {
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}

/** The first column of the first row. */
export async function sqlValue({ db }: Sandbox, sql: string, args: (string | number)[] = []): Promise<unknown> {
  return (await db.execute({ sql, args })).rows[0]?.[0];
}
