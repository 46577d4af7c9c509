import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** This folder. What is compared with is installed here alone, so that the package itself never depends on it. */
export const here = fileURLToPath(new URL('.', import.meta.url));

/** Installs the peers where they are missing, and says so in one line. */
export function ensurePeers(): void {
  // npm writes this file last: an installation that was broken off does not count, nor one from before a peer was added.
  const written = `${here}node_modules/.package-lock.json`;
  const { devDependencies } = JSON.parse(readFileSync(`${here}package.json`, 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  if (existsSync(written) && Object.keys(devDependencies).every((name) => existsSync(`${here}node_modules/${name}`))) return;
  console.log('Installing what the measurements compare with: npm ci in bench/.');
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: here,
    stdio: ['ignore', 'ignore', 'inherit'],
    // On Windows npm is a script.
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('The peers could not be installed: try npm ci in bench/.');
}

/** Of a peer only what is used is typed: types and lint have to pass where no peer is installed. */
const load = (name: string): Promise<unknown> => {
  ensurePeers();
  return import(name);
};

export async function loadEncoders() {
  const { encodeQR } = (await load('qr')) as { encodeQR: (text: string, output: 'raw', options: { ecc: 'medium' }) => unknown };
  const lean = (await load('lean-qr')) as {
    generate: (text: string, options: { minCorrectionLevel: number }) => unknown;
    correction: { M: number };
  };
  return { encodeQR, lean };
}

/** Instants as ISO text to local dates, in one zone. */
export async function loadDates() {
  const tz = (await load('date-fns-tz')) as { formatInTimeZone: (date: Date, timeZone: string, format: string) => string };
  const luxon = (await load('luxon')) as {
    DateTime: { fromISO: (text: string, options: { zone: string }) => { toISODate: () => string | null } };
  };
  return { formatInTimeZone: tz.formatInTimeZone, DateTime: luxon.DateTime };
}

export interface BuildOutput {
  outputFiles: { path: string; contents: Uint8Array }[];
  metafile: { outputs: Record<string, { entryPoint?: string; imports: { path: string; kind: string }[] }> };
}

export async function loadEsbuild() {
  return (await load('esbuild')) as { build: (options: Record<string, unknown>) => Promise<BuildOutput> };
}
