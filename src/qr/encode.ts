import core from 'qrcode/lib/core/qrcode.js';

export type ErrorCorrection = 'L' | 'M' | 'Q' | 'H';

export interface EncodeOptions {
  /** `auto` (default): M, raised as far as the same symbol size allows. */
  errorCorrection?: ErrorCorrection | 'auto';
}

/** A QR symbol: `modules[y][x]`, `true` = dark, without a quiet zone. */
export interface QrSymbol {
  modules: boolean[][];
  /** 1–40; the symbol is `version * 4 + 17` modules wide. */
  version: number;
  errorCorrection: ErrorCorrection;
}

const LEVELS = ['L', 'M', 'Q', 'H'] as const;

/** Bytes that fit a version 40 symbol at each level (ISO/IEC 18004, table 7). */
const CAPACITY = { L: 2953, M: 2331, Q: 1663, H: 1273 } as const;

/** Text that no QR symbol can hold. */
export class EncodeError extends Error {
  readonly code: 'empty' | 'too-long';
  /** Bytes that fit at the asked level; digits and upper-case text fit more. */
  readonly capacity: number;

  constructor(code: EncodeError['code'], capacity: number, bytes: number) {
    super(
      code === 'empty'
        ? 'There is no text to encode.'
        : `The text is too long for a QR code: ${bytes} bytes, of which ${capacity} fit.`,
    );
    this.name = 'EncodeError';
    this.code = code;
    this.capacity = capacity;
  }
}

/**
 * Text as the smallest QR symbol that holds it.
 * @throws {EncodeError} for text that is empty or does not fit
 */
export function encode(text: string, options: EncodeOptions = {}): QrSymbol {
  const asked = options.errorCorrection ?? 'auto';
  const least = asked === 'auto' ? 'M' : asked;
  const payload = wellFormed(text);
  if (payload === '') throw new EncodeError('empty', CAPACITY[least], 0);

  const symbol = create(payload, least);
  if (!symbol) throw new EncodeError('too-long', CAPACITY[least], new TextEncoder().encode(payload).length);
  if (asked !== 'auto') return toSymbol(symbol, least);

  // A higher level in the same size costs nothing and survives more dirt.
  for (const level of LEVELS.slice(LEVELS.indexOf(least) + 1).reverse()) {
    const raised = create(payload, level);
    if (raised?.version === symbol.version) return toSymbol(raised, level);
  }
  return toSymbol(symbol, least);
}

function create(text: string, errorCorrectionLevel: ErrorCorrection) {
  try {
    return core.create(text, { errorCorrectionLevel });
  } catch {
    return null;
  }
}

function toSymbol({ version, modules: { size, data } }: ReturnType<typeof core.create>, errorCorrection: ErrorCorrection): QrSymbol {
  const modules = Array.from({ length: size }, (_, y) =>
    Array.from(data.subarray(y * size, (y + 1) * size), (module) => module === 1),
  );
  return { modules, version, errorCorrection };
}

/** Lone surrogates become U+FFFD; UTF-8 cannot hold them. */
function wellFormed(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text));
}
