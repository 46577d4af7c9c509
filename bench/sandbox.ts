import { createServer } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createAdaptorServer } from '@hono/node-server';
import type { Server } from 'node:http';
import { openSandbox } from '../demo/sandbox/sandbox.js';
import { listen, perSecond, print } from './measure.js';

/** Requests per second of the sandbox for a list and a redirect, beside a bare node:http server that sends the same bytes. */
export async function benchSandbox(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'jsi-bench-'));
  const sandbox = await openSandbox({
    databaseUrl: pathToFileURL(join(folder, 'sandbox.db')).href,
    publicBase: 'http://localhost',
    rateLimit: 1e9,
  });
  const ours = createAdaptorServer({ fetch: sandbox.app.fetch }) as Server;
  const url = await listen(ours);
  const headers = { authorization: `Bearer ${await sandbox.createToken({ scopes: ['read'] })}` };
  const list = `${url}/api/v1/qr-codes?per_page=15`;
  const body = Buffer.from(await (await fetch(list, { headers })).arrayBuffer());
  const bare = createServer((request, response) => {
    if (request.url === '/list') response.setHeader('content-type', 'application/json').end(body);
    else response.writeHead(302, { location: 'https://example.com/spring' }).end();
  });
  const bareUrl = await listen(bare);

  const phone = { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X)', 'cf-ipcountry': 'NL' };
  print([
    {
      name: 'sandbox, list of 15 QR codes',
      unit: 'requests/s',
      ours: await perSecond(list, { status: 200, headers }),
      peers: { 'bare node:http, same bytes': await perSecond(`${bareUrl}/list`, { status: 200 }) },
    },
    {
      name: 'sandbox, redirect by rule, scan recorded',
      unit: 'requests/s',
      ours: await perSecond(`${url}/r/spring-2026`, { status: 302, headers: phone }),
      peers: { 'bare node:http, fixed redirect': await perSecond(`${bareUrl}/r`, { status: 302 }) },
    },
  ]);

  for (const server of [ours, bare]) server.closeAllConnections();
  await Promise.all([ours, bare].map((server) => new Promise((resolve) => server.close(resolve))));
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
}
