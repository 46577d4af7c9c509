import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { here, loadEsbuild } from './peers.js';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Nothing is written; the name only makes the paths of the output files short. */
const outdir = join(here, 'out');

/** What a page loads for a script, as it is served. */
export interface Bundle {
  /** Name of the file that the page asks for first, and whether its tag says `module`. */
  entry: string;
  isModule: boolean;
  files: Map<string, Uint8Array>;
  /** Files that are loaded before anything is drawn: the entry and all it imports statically. */
  start: string[];
  /** What is imported only where it is needed: its source, and the files it loads besides `start`. */
  later: { name: string; files: string[] }[];
}

/** `source` as esbuild bundles it for a page: minified ES modules for es2022. What is imported later comes as files of its own. */
export async function bundle(source: string): Promise<Bundle> {
  const { build } = await loadEsbuild();
  const { outputFiles, metafile } = await build({
    stdin: { contents: source, resolveDir: here, sourcefile: 'page.ts', loader: 'ts' },
    absWorkingDir: root,
    tsconfig: join(root, 'tsconfig.json'),
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    conditions: ['production'],
    legalComments: 'none',
    entryNames: 'entry',
    chunkNames: '[name]-[hash]',
    outdir,
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  const files = new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));

  const reach = (name: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(name)) return seen;
    seen.add(name);
    for (const { path, kind } of outputs.get(name)?.imports ?? []) if (kind === 'import-statement') reach(basename(path), seen);
    return seen;
  };
  const entry = 'entry.js';
  const start = reach(entry);
  const later = [...outputs]
    .filter(([name, { entryPoint }]) => entryPoint && name !== entry)
    .map(([name, { entryPoint }]) => ({ name: entryPoint!, files: [...reach(name)].filter((file) => !start.has(file)) }));
  return { entry, isModule: true, files, start: [...start], later };
}

/** Files of a peer that are served as they were published: a classic script that loads the others by itself. */
export async function published(folder: string, entry: string, others: readonly string[]): Promise<Bundle> {
  const names = [entry, ...others];
  const contents = await Promise.all(names.map((name) => readFile(join(here, 'node_modules', folder, name))));
  return { entry, isModule: false, files: new Map(names.map((name, index) => [name, contents[index]!])), start: names, later: [] };
}

/** Bytes of files as a server compresses them once: each by itself, gzip -9. */
export function gzipBytes({ files }: Bundle, names: readonly string[]): number {
  return names.reduce((sum, name) => sum + gzipSync(files.get(name)!, { level: 9 }).length, 0);
}
