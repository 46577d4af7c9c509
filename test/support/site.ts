import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import type { Sandbox } from '../../demo/sandbox/sandbox.js';
import { loadTokens } from '../../demo/sandbox/tokens.js';
import { demoApp } from '../../demo/server/app.js';
import { openTemp } from '../sandbox/open.js';

export interface Site {
  url: string;
  sandbox: Sandbox;
  close: () => Promise<void>;
}

/** The demo's site in this process, so that a test can look into its database. `more` adds to it, ahead of its own paths. */
export async function openSite(more?: (app: Hono, site: { url: string; token: string }) => void): Promise<Site> {
  const app = new Hono();
  const server = createAdaptorServer({ fetch: (request, bindings) => app.fetch(request, bindings) }) as Server;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sandbox = await openTemp({ seed: 'demo', publicBase: url });
  const tokens = await loadTokens(sandbox, sandbox.dir);
  more?.(app, { url, token: tokens.read });
  app.route('/', demoApp({ sandbox, tokens, address: url, dataDir: sandbox.dir }));
  return {
    url,
    sandbox,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await sandbox.close();
    },
  };
}
