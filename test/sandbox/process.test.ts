import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTemp, type TempSandbox } from './open.js';

interface Run {
  child: ChildProcess;
  /** All that it printed so far, on both streams. */
  output: () => string;
  exited: Promise<unknown>;
}

const runs: Run[] = [];
let dir: string;
/** A seeded database: copied, it spares the processes seconds of seeding. */
let seeded: TempSandbox;

beforeAll(async () => {
  seeded = await openTemp({ seed: 'demo' });
  seeded.db.close();
});
afterAll(() => rm(seeded.dir, { recursive: true }));
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sandbox-process-'));
});
afterEach(async () => {
  for (const { child, exited } of runs.splice(0)) {
    child.kill('SIGKILL');
    await exited;
  }
  await rm(dir, { recursive: true, force: true });
});

function start(env: Record<string, string> = {}): Run {
  // The loader inside node, not the tsx command: that would be one more process between a signal and the server.
  const child = spawn(process.execPath, ['--import', 'tsx', 'demo/sandbox/main.ts'], {
    env: { PATH: process.env['PATH'], PORT: '0', JSI_DATA_DIR: dir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const run = { child, output: () => output, exited: once(child, 'exit') };
  runs.push(run);
  return run;
}

async function startSeeded(env?: Record<string, string>): Promise<Run> {
  await copyFile(join(seeded.dir, 'sandbox.db'), join(dir, 'sandbox.db'));
  return start(env);
}

/** The origin that it prints when ready. */
async function ready({ child, output }: Run): Promise<string> {
  for (;;) {
    const origin = /^ready (http:\/\/localhost:\d+)$/m.exec(output())?.[1];
    if (origin !== undefined) return origin;
    if (child.exitCode !== null) throw new Error(`It ended:\n${output()}`);
    await sleep(20);
  }
}

async function tokens(): Promise<Record<string, string>> {
  return JSON.parse(await readFile(join(dir, 'tokens.json'), 'utf8')) as Record<string, string>;
}

async function get(origin: string, path: string) {
  const response = await fetch(`${origin}/api/v1${path}`, { headers: { Authorization: `Bearer ${(await tokens())['read']}` } });
  return { status: response.status, body: (await response.json()) as { data: Record<string, unknown>[]; meta: { total: number } } };
}

describe('npm run sandbox', () => {
  it('keeps every scan it answered when it is killed, and its tokens', async () => {
    const first = await startSeeded();
    const origin = await ready(first);
    const before = await tokens();
    const scans = Array.from({ length: 20 }, (_, index) =>
      fetch(`${origin}/r/new-packaging?utm_campaign=kill-${index}`, { redirect: 'manual' }),
    );
    for (const response of await Promise.all(scans)) expect(response.status).toBe(302);
    first.child.kill('SIGKILL');
    await first.exited;

    const second = await ready(start());
    expect(await tokens()).toEqual(before);
    const { status, body } = await get(second, '/qr-codes/12/scans?per_page=100');
    expect(status).toBe(200);
    const campaigns = body.data.map((scan) => scan['utm_campaign'] as string);
    expect(campaigns.toSorted()).toEqual(Array.from({ length: 20 }, (_, index) => `kill-${index}`).toSorted());
  });

  it('starts anew after a kill in the middle of seeding', async () => {
    const first = start();
    // The write-ahead log grows only when pages spill or the transaction ends: its first growth is inside the seeding.
    const walSize = async () => {
      const name = (await readdir(dir)).find((file) => file.endsWith('.db-wal'));
      return name === undefined ? 0 : (await stat(join(dir, name))).size;
    };
    while ((await walSize()) < 1_000_000) await sleep(5);
    first.child.kill('SIGKILL');
    await first.exited;
    expect(first.output()).not.toContain('ready');

    const origin = await ready(start());
    let total = 0;
    for (let id = 1; id <= 17; id++) total += (await get(origin, `/qr-codes/${id}/scans?per_page=1`)).body.meta.total;
    expect(total).toBe(120_000);
  });

  it('prints no token, and nothing but that it is ready', async () => {
    const run = await startSeeded();
    const origin = await ready(run);
    await get(origin, '/user');
    expect(run.output()).toBe(`ready ${origin}\n`);
  });

  it('builds public_url on its own address, or on JSI_PUBLIC_URL', async () => {
    const first = await startSeeded();
    const origin = await ready(first);
    expect((await get(origin, '/qr-codes')).body.data[0]?.['public_url']).toBe(`${origin}/r/spring-2026`);
    first.child.kill('SIGTERM');
    expect(await first.exited).toEqual([0, null]);
    const second = await ready(start({ JSI_PUBLIC_URL: 'https://codes.example' }));
    expect((await get(second, '/qr-codes')).body.data[0]?.['public_url']).toBe('https://codes.example/r/spring-2026');
  });

  it('says in one line what to do when the port is taken', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const { port } = blocker.address() as AddressInfo;
    const run = start({ PORT: String(port) });
    expect(await run.exited).toEqual([1, null]);
    expect(run.output()).toBe(
      `Port ${port} is taken: stop what uses it, or choose another, for example PORT=${port + 1} npm run sandbox\n`,
    );
    expect(await readdir(dir)).toEqual([]);
    blocker.close();
  });

  it('takes faults over HTTP only when JSI_SANDBOX_FAULTS=1', async () => {
    const post = (origin: string, fault: unknown) =>
      fetch(`${origin}/_sandbox/faults`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(fault),
      });
    const closed = await startSeeded();
    const without = await ready(closed);
    expect((await post(without, { kind: 'server-error' })).status).toBe(404);
    expect((await get(without, '/user')).status).toBe(200);
    closed.child.kill('SIGTERM');
    await closed.exited;

    const origin = await ready(start({ JSI_SANDBOX_FAULTS: '1' }));
    expect((await post(origin, { kind: 'earthquake' })).status).toBe(422);
    expect((await post(origin, { kind: 'unavailable', pattern: '^/us', times: 'Infinity' })).status).toBe(204);
    expect((await get(origin, '/user')).status).toBe(503);
    expect((await get(origin, '/user')).status).toBe(503);
    expect((await get(origin, '/qr-codes')).status).toBe(200);
    expect((await fetch(`${origin}/_sandbox/faults`, { method: 'DELETE' })).status).toBe(204);
    expect((await get(origin, '/user')).status).toBe(200);
  });
});
