import { divide, LEVELS, type ErrorCorrection } from './capacity.js';
import { codewordsOf, ECI_BITS } from './codewords.js';
import { place, type IsDark } from './mask.js';
import { segment, type Segmentation } from './segments.js';
import { templateOf } from './template.js';

export type { ErrorCorrection } from './capacity.js';

export interface EncodeOptions {
  /** `auto` (default): M, raised as far as the same symbol size allows. */
  errorCorrection?: ErrorCorrection | 'auto';
  /**
   * Whether text that is not ASCII is marked as UTF-8 (ECI 26); default true. Some decoders guess without the mark, and
   * some old hand scanners print it. Left out where only that makes the text fit.
   */
  eci?: boolean;
}

/** A QR symbol: `modules[y][x]`, `true` = dark, without a quiet zone. */
export interface QrSymbol {
  modules: boolean[][];
  /** 1–40; the symbol is `version * 4 + 17` modules wide. */
  version: number;
  errorCorrection: ErrorCorrection;
}

/** Bytes that fit the largest symbol: its data codewords without the 20 bits of a header. */
const capacity = (level: ErrorCorrection) => divide(40, level).data - 3;

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
 * Text as the smallest QR symbol that holds it. The Reed–Solomon arithmetic is that of `qrcode`; segments, size,
 * level and mask are chosen here. Text is made well-formed first (lone surrogates become U+FFFD), and an http(s) URL that
 * is not ASCII becomes its ASCII form.
 * @throws {EncodeError} for text that is empty or does not fit
 */
export function encode(text: string, options: EncodeOptions = {}): QrSymbol {
  const payload = prepare(text, options);
  return payload.symbol(payload.version).symbol;
}

/** A text that is ready to be drawn in any version that holds it. */
export interface Payload {
  /** What a scan gives back. */
  text: string;
  /** The smallest version. */
  version: number;
  /**
   * The symbol of a version that is at least the smallest, at the asked level or, for `auto`, the highest that fits.
   * `rate` chooses among the eight masks: the highest rating wins.
   */
  symbol: (version: number, rate?: Rate) => { symbol: QrSymbol; rating: number };
}

export type Rate = (isDark: IsDark, version: number, level: ErrorCorrection) => number;

/** @throws {EncodeError} for text that is empty or does not fit */
export function prepare(text: string, { errorCorrection: asked = 'auto', eci = true }: EncodeOptions = {}): Payload {
  const least = asked === 'auto' ? 'M' : asked;
  // UTF-8 cannot hold lone surrogates: they become U+FFFD.
  const payload = asciiUrl(text.toWellFormed());
  if (payload === '') throw new EncodeError('empty', capacity(least), 0);

  const mark = eci && !isAscii(payload);
  const fit = smallest(payload, least, mark) ?? (mark ? smallest(payload, least, false) : null);
  if (!fit) throw new EncodeError('too-long', capacity(least), new TextEncoder().encode(payload).length);
  return {
    text: payload,
    version: fit.version,
    symbol(version, rate) {
      const { segments, bits } = version === fit.version ? fit : segment(payload, version);
      const all = bits + fit.eciBits;
      // A higher level in the same size costs nothing and survives more dirt.
      const level = asked === 'auto' ? LEVELS.findLast((higher) => all <= capacityBits(version, higher))! : asked;
      const codewords = codewordsOf(segments, fit.eciBits > 0, version, level);
      const rating = rate && ((isDark: IsDark) => rate(isDark, version, level));
      const { modules, rating: best } = place(codewords, templateOf(version), level, rating);
      return { symbol: { modules, version, errorCorrection: level }, rating: best };
    },
  };
}

/** Versions whose segment headers are of one length. */
const GROUPS = [
  [1, 9],
  [10, 26],
  [27, 40],
] as const;

interface Fit extends Segmentation {
  version: number;
  eciBits: number;
}

function smallest(text: string, level: ErrorCorrection, mark: boolean): Fit | null {
  const eciBits = mark ? ECI_BITS : 0;
  for (const [first, last] of GROUPS) {
    const segmentation = segment(text, first);
    for (let version = first; version <= last; version++) {
      if (segmentation.bits + eciBits <= capacityBits(version, level)) return { version, eciBits, ...segmentation };
    }
  }
  return null;
}

const capacityBits = (version: number, level: ErrorCorrection) => divide(version, level).data * 8;

const isAscii = (text: string) => !/[^\0-\x7f]/.test(text);

/** Decoders that guess the character set guess wrong, and every browser understands the escaped form. */
function asciiUrl(text: string): string {
  return !isAscii(text) && /^https?:\/\/\S+$/i.test(text) && URL.canParse(text) ? new URL(text).href : text;
}
