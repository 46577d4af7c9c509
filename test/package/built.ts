import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../scripts/preflight.mjs';

export { root };

const execute = promisify(execFile);

interface Manifest {
  name: string;
  files: string[];
  dependencies: Record<string, string>;
  exports: Record<string, string | { types: string; default: string }>;
}
export const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

/** A Node program run at the top of the repository, with none of the test runner's environment. */
export async function node(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  return execute(process.execPath, args, { cwd: root, env: { PATH: process.env['PATH'] } });
}

export async function npm(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  // npm is a script for the shell on Windows.
  return execute('npm', args, { cwd: root, shell: process.platform === 'win32' });
}

/** `dist/` as `src/` is now: built first where it is older; test files that ask at once share one build. */
export async function built(): Promise<string> {
  await node('scripts/build.mjs', '--if-stale');
  return join(root, 'dist');
}
