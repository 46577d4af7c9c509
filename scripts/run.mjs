import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './preflight.mjs';

const installed = createRequire(import.meta.url);

/** The file of an installed package's command: no shell, and no `.cmd` on Windows. */
export function tool(name, command = name) {
  const home = installed.resolve.paths(name).map((dir) => join(dir, name)).find(hasManifest);
  if (!home) throw new Error(`${name} is not installed: type npm ci first.`);
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  return join(home, typeof bin === 'string' ? bin : bin[command]);
}

function hasManifest(dir) {
  try {
    return Boolean(readFileSync(join(dir, 'package.json')));
  } catch {
    return false;
  }
}

/** Runs a Node program at the top of the repository with its output streamed; resolves to its exit code. */
export function run(file, args = [], { env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    let stopped = null;
    const stop = (signal) => {
      stopped = signal;
      child.kill(signal);
    };
    const signals = ['SIGINT', 'SIGTERM'];
    for (const signal of signals) process.on(signal, stop);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, stop);
      // A runner that was asked to stop may still exit with a code of its own: nothing may be run after it.
      if (stopped) process.kill(process.pid, stopped);
      else resolve(code ?? (console.error(`${file} was ended by ${signal}.`), 1));
    });
  });
}
