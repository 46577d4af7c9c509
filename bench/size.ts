import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { gzipBytes } from './bundle.js';
import { codes, type CodeName } from './codes.js';
import { print } from './measure.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Bytes that a page loads for one QR code of a given text, beside peers; what ours loads for more is listed by name. */
export async function benchSize(): Promise<void> {
  const { ours, ...others } = codes;
  const bundle = await ours();
  const peers: Partial<Record<CodeName, number>> = {};
  for (const [name, build] of Object.entries(others)) {
    const peer = await build();
    peers[name as CodeName] = gzipBytes(peer, peer.start);
  }
  print([
    { name: 'one QR code on a page, bundled by esbuild, gzip -9', unit: 'bytes', ours: gzipBytes(bundle, bundle.start), peers },
    { name: 'the same from dist/cdn, the loader included, gzip -9', unit: 'bytes', ours: cdnBytes(), peers },
  ]);
  for (const { name, files } of bundle.later) {
    console.log(`  loaded only where it is needed: ${name}, ${gzipBytes(bundle, files).toLocaleString('en')} bytes`);
  }
}

/** The loader, the file of the element, and what they import before anything is drawn. */
function cdnBytes(): number {
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs'), '--if-stale'], { stdio: 'ignore' });
  const cdn = join(root, 'dist/cdn');
  const element = readdirSync(cdn).find((name) => /^qr-code-[\w-]+\.js$/.test(name))!;
  const seen = new Set<string>();
  const queue = ['jsi.js', element];
  for (let name = queue.pop(); name; name = queue.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    for (const [, file] of readFileSync(join(cdn, name), 'utf8').matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) queue.push(file!);
  }
  return [...seen].reduce((sum, name) => sum + gzipSync(readFileSync(join(cdn, name)), { level: 9 }).length, 0);
}
