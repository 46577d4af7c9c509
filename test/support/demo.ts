import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Demo {
  url: string;
  /** The tokens that must never leave the server. */
  tokens: { read: string; write: string; delete: string };
  stop: () => Promise<void>;
}

/** `npm start` as a person types it, on a free port with data of its own. */
export async function startDemo(): Promise<Demo> {
  const dataDir = await mkdtemp(join(tmpdir(), 'jsi-demo-'));
  const child = runDemo({ PORT: '0', JSI_DATA_DIR: dataDir });
  const url = await readyLine(child);
  return {
    url,
    tokens: JSON.parse(await readFile(join(dataDir, 'tokens.json'), 'utf8')) as Demo['tokens'],
    stop: async () => {
      if (child.exitCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export function runDemo(env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function readyLine(child: ChildProcess): Promise<string> {
  let said = '';
  child.stderr!.on('data', (chunk: Buffer) => (said += chunk.toString()));
  for await (const line of createInterface({ input: child.stdout! })) {
    const url = /^ready (http:\/\/\S+)$/.exec(line)?.[1];
    if (url) {
      child.stdout!.resume();
      return url;
    }
    said += `${line}\n`;
  }
  throw new Error(`The demo did not start:\n${said}`);
}
