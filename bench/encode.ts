import { createRequire } from 'node:module';
import { encode } from '../src/qr/index.js';
import { print, type Figure } from './measure.js';

const qrcode = createRequire(import.meta.url)('qrcode') as {
  create: (text: string, options: { errorCorrectionLevel: string }) => unknown;
};
const TEXT = 'https://www.example.com/menu/summer?utm_source=poster&utm_medium=print&utm_campaign=spring&id=';

/** CPU milliseconds to encode 30 to 1,000 bytes, the free level included, beside the `qrcode` package left to itself. */
export function benchEncode(): void {
  const figures = [30, 100, 300, 1000].map((bytes): Figure => {
    const text = TEXT.repeat(Math.ceil(bytes / TEXT.length)).slice(0, bytes);
    return {
      name: `encode, ${bytes} bytes`,
      ours: cpuPerCall(() => encode(text)),
      peer: cpuPerCall(() => qrcode.create(text, { errorCorrectionLevel: 'M' })),
      peerName: 'qrcode',
      unit: 'ms',
    };
  });
  print(figures);
}

function cpuPerCall(work: () => unknown): number {
  for (let warm = 0; warm < 300; warm++) work();
  const calls = 1000;
  const start = process.cpuUsage();
  for (let call = 0; call < calls; call++) work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / calls;
}
