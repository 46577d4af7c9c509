import codes from 'qrcode/lib/core/error-correction-code.js';
import levels from 'qrcode/lib/core/error-correction-level.js';
import core from 'qrcode/lib/core/qrcode.js';
import utils from 'qrcode/lib/core/utils.js';
import { remask } from './mask.js';
import { segment, versionGroup, type Segment } from './segments.js';

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

/** Versions whose segment headers are of one length. */
const VERSION_GROUPS = [
  [1, 9],
  [10, 26],
  [27, 40],
] as const;

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
 * Text as the smallest QR symbol that holds it. `qrcode` places the codewords; segments, size, level and mask are chosen
 * here, which is where its time goes.
 * @throws {EncodeError} for text that is empty or does not fit
 */
export function encode(text: string, options: EncodeOptions = {}): QrSymbol {
  const asked = options.errorCorrection ?? 'auto';
  const least = asked === 'auto' ? 'M' : asked;
  const payload = wellFormed(text);
  if (payload === '') throw new EncodeError('empty', CAPACITY[least], 0);

  const fit = smallest(payload, least);
  if (!fit) throw new EncodeError('too-long', CAPACITY[least], new TextEncoder().encode(payload).length);
  const { version, segments, bits } = fit;
  // A higher level in the same size costs nothing and survives more dirt.
  const level = asked === 'auto' ? LEVELS.findLast((higher) => bits <= capacityBits(version, higher))! : asked;
  return { modules: place(segments, version, level), version, errorCorrection: level };
}

function smallest(text: string, level: ErrorCorrection): { version: number; segments: Segment[]; bits: number } | null {
  for (const [first, last] of VERSION_GROUPS) {
    const { segments, bits } = segment(text, versionGroup(first));
    for (let version = first; version <= last; version++) {
      if (bits <= capacityBits(version, level)) return { version, segments, bits };
    }
  }
  return null;
}

function capacityBits(version: number, level: ErrorCorrection): number {
  return 8 * (utils.getSymbolTotalCodewords(version) - codes.getTotalCodewordsCount(version, levels[level]));
}

function place(segments: Segment[], version: number, level: ErrorCorrection): boolean[][] {
  const options = { version, errorCorrectionLevel: levels[level], maskPattern: 0 };
  return remask(core.create(segments, options).modules, levels[level]);
}

/** Lone surrogates become U+FFFD; UTF-8 cannot hold them. */
function wellFormed(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text));
}
