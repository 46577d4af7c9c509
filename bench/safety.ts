import { encode, safety, type QrStyle, type QrSymbol } from '../src/qr/index.js';
import { cpuPerCall, print, type Figure } from './measure.js';

const LIMIT_US = 50;
const STYLE: QrStyle = { color: '#1a237e', background: '#ffffff', logo: { href: 'data:image/svg+xml,', size: 0.2 } };

/** CPU microseconds to judge a code with a logo, beside the limit, and beside encoding the same text. */
export function benchSafety(): void {
  const figures = [3, 10, 40].map((version): Figure => {
    const { text, symbol } = codeOf(version);
    const { judge, encoding } = cpuPerCall({ judge: () => safety(symbol, STYLE), encoding: () => encode(text) });
    return {
      name: `safety of a version ${version} code with a logo, CPU`,
      unit: 'µs',
      ours: judge * 1000,
      peers: { limit: LIMIT_US, 'encoding the text': encoding * 1000 },
    };
  });
  print(figures);
}

/** The longest URL of a version; found by growing, since how much fits is the encoder's to know. */
function codeOf(version: number): { text: string; symbol: QrSymbol } {
  let text = 'https://justscanit.com/';
  let symbol = encode(text);
  for (;;) {
    const longer = `${text}menu/`;
    const next = symbol.version < 40 || longer.length < 2331 ? encode(longer) : null;
    if (!next || next.version > version) break;
    text = longer;
    symbol = next;
  }
  if (symbol.version !== version) throw new Error(`No text of version ${version} was found.`);
  return { text, symbol };
}
