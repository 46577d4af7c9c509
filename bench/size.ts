import { gzipBytes } from './bundle.js';
import { codes, type CodeName } from './codes.js';
import { print } from './measure.js';

/** Bytes that a page loads for one QR code of a given text, beside peers; what ours loads for more is listed by name. */
export async function benchSize(): Promise<void> {
  const { ours, ...others } = codes;
  const bundle = await ours();
  const peers: Partial<Record<CodeName, number>> = {};
  for (const [name, build] of Object.entries(others)) {
    const peer = await build();
    peers[name as CodeName] = gzipBytes(peer, peer.start);
  }
  print([{ name: 'one QR code on a page, gzip -9', unit: 'bytes', ours: gzipBytes(bundle, bundle.start), peers }]);
  for (const { name, files } of bundle.later) {
    console.log(`  only where it is needed: ${name} with what it imports, ${gzipBytes(bundle, files).toLocaleString('en')} bytes more`);
  }
}
