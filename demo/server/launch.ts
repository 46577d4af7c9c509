import type { Server } from 'node:http';
import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { openSandbox, type Sandbox } from '../sandbox/sandbox.js';
import { loadTokens, type TierTokens } from '../sandbox/tokens.js';

export interface LaunchOptions {
  /** What a person typed, for the hint when the port is taken. */
  command: string;
  defaultPort: number;
  /** Requests to the sandbox a minute and token. */
  rateLimit?: number;
  /** What is served, once the sandbox is open. */
  app: (parts: { sandbox: Sandbox; tokens: TierTokens; address: string; dataDir: string }) => Hono;
}

/** Serves an app over the sandbox, as the environment says (PORT, HOST, JSI_DATA_DIR, JSI_SANDBOX_DB, JSI_PUBLIC_URL). */
export function launch({ command, defaultPort, rateLimit, app: build }: LaunchOptions): void {
  const { env } = process;
  const port = Number(env['PORT'] || defaultPort);
  const host = env['HOST'] || '127.0.0.1';
  const dataDir = resolve(env['JSI_DATA_DIR'] || '.data');
  if (!Number.isInteger(port) || port < 0 || port > 65535) fail(`PORT must be a number from 0 to 65535, not ${env['PORT']}`);

  // The port is taken before the database is touched, so that a second start neither seeds nor waits for nothing.
  let app: Hono | undefined;
  const server = createAdaptorServer({
    fetch: (request, bindings) =>
      app?.fetch(request, bindings) ?? new Response(null, { status: 503, headers: { 'Retry-After': '1' } }),
  }) as Server;

  server.once('error', (error: NodeJS.ErrnoException) => {
    fail(
      error.code === 'EADDRINUSE'
        ? `Port ${port} is taken: stop what uses it, or choose another, for example PORT=${port + 1} ${command}`
        : `Cannot listen on ${host}:${port}: ${error.message}`,
    );
  });
  server.listen(port, host, () => {
    start().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
  });

  async function start(): Promise<void> {
    const address = `http://localhost:${(server.address() as AddressInfo).port}`;
    await mkdir(dataDir, { recursive: true });
    const authToken = env['JSI_SANDBOX_DB_TOKEN'];
    const sandbox = await openSandbox({
      databaseUrl: env['JSI_SANDBOX_DB'] || pathToFileURL(join(dataDir, 'sandbox.db')).href,
      ...(authToken && { authToken }),
      publicBase: env['JSI_PUBLIC_URL'] || address,
      ...(rateLimit !== undefined && { rateLimit }),
    });
    const tokens = await loadTokens(sandbox, dataDir);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        server.close(() => void sandbox.close());
        server.closeAllConnections();
      });
    }
    app = build({ sandbox, tokens, address, dataDir });
    console.log(`ready ${address}`);
  }
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
