import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Server as NetServer } from 'node:net';
import { onTestFinished } from 'vitest';

/** Listens on a free port until the test is over. */
export async function listen(server: Server | NetServer): Promise<number> {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

/** A promise, and what fulfils it. */
export function gate() {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((done) => (open = done));
  return { open, passed };
}

/** A real server in place of the API, with the requests that reached it. */
export async function startUpstream(listener: RequestListener) {
  const requests: IncomingMessage[] = [];
  const port = await listen(
    createServer((req, res) => {
      requests.push(req);
      req.resume();
      listener(req, res);
    }),
  );
  return { url: `http://127.0.0.1:${port}/api/v1`, requests };
}
