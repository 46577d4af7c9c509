import type { Client } from '@libsql/client';
import { Hono } from 'hono';
import { createApi, type Services } from './api.js';
import { createToken, type Scope, type TokenOptions } from './auth.js';
import { openDatabase, seedOnce } from './database.js';
import { createFaults, type Faults, type RequestEntry } from './faults.js';
import { publicRoutes } from './redirect.js';
import { seedStatements } from './seed.js';

export type { Scope, TokenOptions } from './auth.js';
export type { Fault, FaultKind, Faults, RequestEntry } from './faults.js';

export interface SandboxOptions {
  /** `file:/path/sandbox.db`, or `libsql://…` for a remote server. */
  databaseUrl: string;
  /** For a remote libSQL server. */
  authToken?: string;
  /** Origin that `public_url` is built on, for example `http://localhost:5173`; computed, not stored. */
  publicBase: string;
  /** Requests per minute and token; default 600. */
  rateLimit?: number;
  /** The day the seed data ends on; default the current UTC day. The same day gives the very same data. */
  today?: Date;
  /** `empty`: only a team. Default `demo`. Counts for a new database only. */
  seed?: 'demo' | 'empty';
  /** Clock; default the system's. */
  now?: () => Date;
}

export interface Sandbox {
  /** `/api/v1/*`, `/r/:slug`, `/p/:id`, `/files/:slug`: to be mounted at `/`. */
  app: Hono;
  faults: Faults;
  /** API requests since the start or the last `faults.clear()`, oldest first. */
  requests: readonly RequestEntry[];
  /** Makes a token and returns its plain text, which is kept nowhere. Team 1 unless told. */
  createToken(options: TokenOptions & { scopes: readonly Scope[] }): Promise<string>;
  db: Client;
  close(): Promise<void>;
}

const DEFAULT_RATE_LIMIT = 600;

/**
 * The API of the guide as a server of its own, on SQLite. A new database is filled first, which takes seconds.
 * @throws {Error} when the database cannot be opened or is of another version
 */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const now = options.now ?? (() => new Date());
  const publicBase = options.publicBase.replace(/\/+$/, '');
  const db = await openDatabase(options.databaseUrl, options.authToken);
  const services: Services = { db, publicBase, now };
  const faults = createFaults();
  try {
    await seedOnce(db, () => seedStatements(options.seed ?? 'demo', options.today ?? now(), publicBase));
  } catch (error) {
    db.close();
    throw error;
  }

  const app = new Hono();
  app.route('/api/v1', createApi(services, faults, options.rateLimit ?? DEFAULT_RATE_LIMIT));
  app.route('/', publicRoutes(services));
  return {
    app,
    faults,
    requests: faults.requests,
    createToken: (token) => createToken(db, token, now()),
    db,
    close() {
      db.close();
      return Promise.resolve();
    },
  };
}
