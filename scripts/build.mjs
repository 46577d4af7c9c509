import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join, relative } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { alone } from './alone.mjs';
import { preflight, root } from './preflight.mjs';
import { run, tool } from './run.mjs';

const dist = join(root, 'dist');
const cdn = join(dist, 'cdn');

/** The last file that each half of the build writes: its age is the age of the half. */
const marks = { modules: join(dist, 'index.js'), cdn: join(cdn, 'jsi.js') };
const sources = ['src', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'vite.config.ts'];

/** `dist/` from nothing: unbundled modules with their types, then `dist/cdn/`. Throws where a tool failed. */
export function build() {
  return alone('build', buildAll);
}

/** `dist/cdn/` alone. */
export function buildCdn() {
  return alone('build', bundle);
}

/** Builds only what is older than its sources; `only: 'cdn'` leaves the unbundled modules out. */
export function buildIfStale({ only } = {}) {
  return alone('build', async () => {
    if (only !== 'cdn' && isStale(marks.modules)) await buildAll();
    else if (isStale(marks.cdn)) await bundle();
  });
}

async function buildAll() {
  rmSync(dist, { recursive: true, force: true });
  const started = new Date();
  if (await run(tool('typescript', 'tsc'), ['-p', 'tsconfig.build.json', '--noEmitOnError'])) {
    throw new Error('tsc found errors: nothing was built.');
  }
  utimesSync(marks.modules, started, started);
  await bundle();
}

async function bundle() {
  const started = new Date();
  mkdirSync(dist, { recursive: true });
  // A test runner's NODE_ENV would bundle Lit's development build.
  const env = { NODE_ENV: 'production' };
  const code = await run(tool('vite'), ['build', '--logLevel', 'warn'], { env });
  if (code) throw new Error('vite could not bundle dist/cdn.');
  // A source that is saved while it is being built counts as newer.
  utimesSync(marks.cdn, started, started);
}

function isStale(mark) {
  const built = mtime(mark);
  return sources.some((source) => newest(join(root, source)) > built);
}

/** The latest change below a path; a directory's own counts, since it changes when a file is removed. */
function newest(path) {
  const own = mtime(path);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return own;
  return Math.max(own, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function mtime(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function printSizes() {
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  for (const name of readdirSync(cdn).filter((file) => file.endsWith('.js')).sort()) {
    const code = readFileSync(join(cdn, name));
    const size = `${kilobytes(code.length).padStart(9)}, ${kilobytes(gzipSync(code).length)} gzip`;
    console.log(`${relative(root, join(cdn, name)).padEnd(36)}${size}`);
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  preflight();
  try {
    await (argv.includes('--if-stale') ? buildIfStale() : build());
    if (!argv.includes('--if-stale')) printSizes();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
