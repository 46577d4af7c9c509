import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { isCI } from '../../scripts/apt.mjs';
import { findRedis } from '../../scripts/redis.mjs';

/** Whether the tests with Redis are skipped: where it is not installed, but never in CI. */
export const withoutRedis = findRedis() === null && !isCI();

export interface Redis {
  port: number;
  url: string;
  stop: () => Promise<void>;
}

/** A Redis server of its own, which keeps nothing on disk. */
export async function startRedis(): Promise<Redis> {
  const program = findRedis();
  if (program === null) throw new Error('redis-server is not installed: npm test says how.');
  const dir = await mkdtemp(join(tmpdir(), 'jsi-redis-'));
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', dir];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let said = '';
  for await (const text of child.stdout.setEncoding('utf8') as AsyncIterable<string>) {
    said += text;
    if (said.includes('Ready to accept connections')) break;
  }
  if (child.exitCode !== null) throw new Error(`redis-server did not start:\n${said}`);
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      await rm(dir, { recursive: true });
    },
  };
}

/** A connection of node-redis. */
export async function connectRedis({ url }: Redis) {
  const client = createClient({ url });
  await client.connect();
  return {
    command: (...command: string[]): Promise<unknown> => client.sendCommand(command),
    close: () => client.close(),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
