import polynomial from 'qrcode/lib/core/polynomial.js';
import { divide, type ErrorCorrection } from './capacity.js';
import { ALPHABET, ALPHANUMERIC, countBits, NUMERIC, type Segment } from './segments.js';

/** Bits of the ECI designator for UTF-8 (assignment 26), with its mode indicator. */
export const ECI_BITS = 12;
const ECI_UTF8 = 0x71a;

const utf8 = new TextEncoder();

/** A row of bits, filled from the front. */
class Bits {
  readonly bytes: Uint8Array;
  length = 0;

  constructor(bytes: number) {
    this.bytes = new Uint8Array(bytes);
  }

  put(value: number, width: number): void {
    for (let bit = width - 1; bit >= 0; bit--, this.length++) {
      if ((value >> bit) & 1) this.bytes[this.length >> 3]! |= 0x80 >> (this.length & 7);
    }
  }
}

/** The codewords of a symbol in the order in which they are placed: data and error correction, interleaved. */
export function codewordsOf(segments: readonly Segment[], eci: boolean, version: number, level: ErrorCorrection): Uint8Array {
  const division = divide(version, level);
  const bits = new Bits(division.data);
  if (eci) bits.put(ECI_UTF8, ECI_BITS);
  for (const one of segments) write(bits, one, version);
  // The terminator is up to four zeros, then zeros to a whole byte: both are there already.
  const filled = Math.ceil(Math.min(bits.length + 4, division.data * 8) / 8);
  for (let index = filled; index < division.data; index++) bits.bytes[index] = (index - filled) % 2 ? 0x11 : 0xec;
  return interleave(bits.bytes, division);
}

function write(bits: Bits, { mode, text }: Segment, version: number): void {
  bits.put(1 << mode, 4);
  const count = countBits(mode, version);
  if (mode === NUMERIC) {
    bits.put(text.length, count);
    for (let at = 0; at < text.length; at += 3) {
      const digits = text.slice(at, at + 3);
      bits.put(Number(digits), digits.length * 3 + 1);
    }
  } else if (mode === ALPHANUMERIC) {
    bits.put(text.length, count);
    for (let at = 0; at + 1 < text.length; at += 2) {
      bits.put(ALPHABET.indexOf(text[at]!) * 45 + ALPHABET.indexOf(text[at + 1]!), 11);
    }
    if (text.length % 2) bits.put(ALPHABET.indexOf(text.at(-1)!), 6);
  } else {
    const bytes = utf8.encode(text);
    bits.put(bytes.length, count);
    for (const byte of bytes) bits.put(byte, 8);
  }
}

/** Generator polynomials by their degree. */
const generators = new Map<number, Uint8Array>();

function interleave(data: Uint8Array, { total, blocks, ecPerBlock }: ReturnType<typeof divide>): Uint8Array {
  const generator = generators.get(ecPerBlock) ?? polynomial.generateECPolynomial(ecPerBlock);
  generators.set(ecPerBlock, generator);
  const codewords = new Uint8Array(total);
  const short = Math.floor(data.length / blocks);
  const firstLong = blocks - (data.length % blocks);
  for (let block = 0, start = 0; block < blocks; block++) {
    const length = block < firstLong ? short : short + 1;
    const own = data.subarray(start, start + length);
    for (let at = 0; at < short; at++) codewords[at * blocks + block] = own[at]!;
    if (length > short) codewords[short * blocks + block - firstLong] = own[short]!;
    // The remainder of the data by the generator; it comes without its leading zeros.
    const padded = new Uint8Array(length + ecPerBlock);
    padded.set(own);
    const rest = polynomial.mod(padded, generator);
    const from = ecPerBlock - rest.length;
    rest.forEach((value, at) => (codewords[data.length + (from + at) * blocks + block] = value));
    start += length;
  }
  return codewords;
}

