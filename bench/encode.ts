import { createRequire } from 'node:module';
import { encode } from '../src/qr/encode.js';
import { cpuPerCall, print, type Figure } from './measure.js';
import { loadEncoders } from './peers.js';

const qrcode = createRequire(import.meta.url)('qrcode') as {
  create: (text: string, options: { errorCorrectionLevel: string }) => unknown;
};
const TEXT = 'https://www.example.com/menu/summer?utm_source=poster&utm_medium=print&utm_campaign=spring&id=';

/** CPU milliseconds to encode 30 to 1,000 bytes at level M or better, beside three encoders in the same rounds. */
export async function benchEncode(): Promise<void> {
  const { encodeQR, lean } = await loadEncoders();
  const figures = [30, 100, 300, 1000].map((bytes): Figure => {
    const { ours, ...peers } = cpuPerCall({
      ours: each(bytes, (text) => encode(text)),
      qr: each(bytes, (text) => encodeQR(text, 'raw', { ecc: 'medium' })),
      'lean-qr': each(bytes, (text) => lean.generate(text, { minCorrectionLevel: lean.correction.M })),
      qrcode: each(bytes, (text) => qrcode.create(text, { errorCorrectionLevel: 'M' })),
    });
    return { name: `encode, ${bytes} bytes, CPU`, unit: 'ms', ours, peers };
  });
  print(figures);
}

/** Another text each time, of the same length and kinds of characters: nobody can remember the last one. */
function each(bytes: number, work: (text: string) => unknown): () => unknown {
  const long = TEXT.repeat(Math.ceil(bytes / TEXT.length));
  const texts = Array.from('abcdefghijklmnopqrstuvwxyz', (letter) => long.slice(0, bytes - 1) + letter);
  let next = 0;
  return () => work(texts[next++ % texts.length]!);
}
