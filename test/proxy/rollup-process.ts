import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createProxy } from '../../src/proxy/index.js';
import { fileStore, toNodeListener } from '../../src/proxy/node.js';

/** A proxy as a process of its own, to be killed: `node rollup-proxy.ts <upstream> <token> <directory>`. Prints its port. */
const [upstream, token, directory] = process.argv.slice(2) as [string, string, string];
const proxy = createProxy({
  upstream,
  token,
  store: fileStore(directory),
  authorize: () => ({ operations: ['scans.rollup'], qrCodes: '*' }),
  freshFor: 1,
  patience: 50,
});
const server = createServer(toNodeListener(proxy)).listen(0, '127.0.0.1', () => {
  console.log(`port ${(server.address() as AddressInfo).port}`);
});
