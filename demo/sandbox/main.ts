import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createAdaptorServer } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import type { Hono } from 'hono';
import { faultRoutes } from './fault-routes.js';
import { openSandbox } from './sandbox.js';
import { loadTokens } from './tokens.js';

const { env } = process;
const port = Number(env['PORT'] || 8787);
const host = env['HOST'] || '127.0.0.1';
const dataDir = resolve(env['JSI_DATA_DIR'] || '.data');

// The port is taken before the database is touched, so that a second start neither seeds nor waits for nothing.
let app: Hono | undefined;
const server = createAdaptorServer({
  fetch: (request, bindings) =>
    app?.fetch(request, bindings) ?? new Response(null, { status: 503, headers: { 'Retry-After': '1' } }),
}) as Server;

server.once('error', (error: NodeJS.ErrnoException) => {
  fail(
    error.code === 'EADDRINUSE'
      ? `Port ${port} is taken: stop what uses it, or choose another, for example PORT=${port + 1} npm run sandbox`
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
  });
  await loadTokens(sandbox, dataDir);
  if (env['JSI_SANDBOX_FAULTS'] === '1') sandbox.app.route('/', faultRoutes(sandbox.faults));

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close(() => void sandbox.close());
      server.closeAllConnections();
    });
  }
  app = sandbox.app;
  console.log(`ready ${address}`);
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
