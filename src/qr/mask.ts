import { bch } from './bch.js';
import { LEVELS, type ErrorCorrection } from './capacity.js';
import { DATA, type Template } from './template.js';

/** The eight masks: whether the module in row y, column x is flipped (ISO/IEC 18004, 7.8.2). */
const MASKS: readonly ((y: number, x: number) => boolean)[] = [
  (y, x) => (y + x) % 2 === 0,
  (y) => y % 2 === 0,
  (_, x) => x % 3 === 0,
  (y, x) => (y + x) % 3 === 0,
  (y, x) => ((y >> 1) + Math.floor(x / 3)) % 2 === 0,
  (y, x) => ((y * x) % 2) + ((y * x) % 3) === 0,
  (y, x) => (((y * x) % 2) + ((y * x) % 3)) % 2 === 0,
  (y, x) => (((y * x) % 3) + ((y + x) % 2)) % 2 === 0,
];

/**
 * A square of bits: first its rows and then its columns, since the penalties look at both. A line is 32 bits to a word with
 * a word of padding, so that eleven-bit patterns can be read across words.
 */
type Square = Int32Array;

/** Words of a line. */
const strideOf = (size: number) => (size >> 5) + 2;
const blank = (size: number): Square => new Int32Array(2 * size * strideOf(size));

function set(square: Square, size: number, y: number, x: number): void {
  const stride = strideOf(size);
  square[y * stride + (x >> 5)]! |= 1 << (x & 31);
  square[(size + x) * stride + (y >> 5)]! |= 1 << (y & 31);
}

const isSet = (square: Square, size: number, y: number, x: number) =>
  ((square[y * strideOf(size) + (x >> 5)]! >> (x & 31)) & 1) === 1;

const patterns = new Map<string, readonly Square[]>();

/** All but the data of a symbol, under each mask: function modules, format bits, flipped data modules. Kept once packed. */
function patternsOf({ size, kinds, dark }: Template, level: ErrorCorrection): readonly Square[] {
  const key = `${size}${level}`;
  let packed = patterns.get(key);
  if (!packed) {
    packed = MASKS.map((mask, number) => {
      const square = blank(size);
      for (let y = 0, index = 0; y < size; y++) {
        for (let x = 0; x < size; x++, index++) {
          if (kinds[index] === DATA ? mask(y, x) : dark[index]) set(square, size, y, x);
        }
      }
      // The indicators of L, M, Q, H are 1, 0, 3, 2; the constant keeps the bits from being all light (ISO/IEC 18004, 7.9.1).
      const format = bch(((LEVELS.indexOf(level) ^ 1) << 3) | number, 10, 0x537) ^ 0x5412;
      for (let bit = 0; bit < 15; bit++) {
        if (!((format >> bit) & 1)) continue;
        // Each bit stands twice: down the eighth column, and along the eighth row from the right.
        set(square, size, bit < 6 ? bit : bit < 8 ? bit + 1 : size - 15 + bit, 8);
        set(square, size, 8, bit < 8 ? size - 1 - bit : bit === 8 ? 7 : 14 - bit);
      }
      return square;
    });
    patterns.set(key, packed);
  }
  return packed;
}

function popcount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The places of a word from which `length` modules fit into a line that has `left` modules from the word on. */
function fits(left: number, length: number): number {
  if (left < length) return 0;
  return left - length >= 31 ? -1 : (1 << (left - length + 1)) - 1;
}

/** Penalties of lines alone: runs of five and more (N1) and finder look-alikes (N3), read from both ends. */
function linePenalty(square: Square, size: number): number {
  const stride = strideOf(size);
  let penalty = 0;
  for (let start = 0; start < square.length; start += stride) {
    let before = 0;
    for (let word = 0; word * 32 < size; word++) {
      // Spelled out: this is the inner loop, and a helper or an array a shift makes it many times slower.
      const m0 = square[start + word]!;
      const rest = square[start + word + 1]!;
      const m1 = (m0 >>> 1) | (rest << 31);
      const m2 = (m0 >>> 2) | (rest << 30);
      const m3 = (m0 >>> 3) | (rest << 29);
      const m4 = (m0 >>> 4) | (rest << 28);
      const m5 = (m0 >>> 5) | (rest << 27);
      const m6 = (m0 >>> 6) | (rest << 26);
      const m7 = (m0 >>> 7) | (rest << 25);
      const m8 = (m0 >>> 8) | (rest << 24);
      const m9 = (m0 >>> 9) | (rest << 23);
      const m10 = (m0 >>> 10) | (rest << 22);
      const left = size - word * 32;

      const runs = fits(left, 5) & ((m0 & m1 & m2 & m3 & m4) | ~(m0 | m1 | m2 | m3 | m4));
      // Each place from which five are equal adds 1, and the first of a run 2 more.
      penalty += popcount(runs) + 2 * popcount(runs & ~((runs << 1) | before));
      before = runs >>> 31;

      const ahead = m0 & ~m1 & m2 & m3 & m4 & ~m5 & m6 & ~(m7 | m8 | m9 | m10);
      const behind = ~(m0 | m1 | m2 | m3) & m4 & ~m5 & m6 & m7 & m8 & ~m9 & m10;
      penalty += 40 * popcount((ahead | behind) & fits(left, 11));
    }
  }
  return penalty;
}

/** Penalties of the area: two-by-two blocks of one colour (N2) and a share of dark far from a half (N4). */
function areaPenalty(square: Square, size: number): number {
  const stride = strideOf(size);
  const rows = size * stride;
  let blocks = 0;
  let dark = 0;
  for (let start = 0; start < rows; start += stride) {
    for (let word = start; (word - start) * 32 < size; word++) {
      const low = square[word]!;
      dark += popcount(low);
      if (start + stride >= rows) continue;
      const below = square[word + stride]!;
      const right = (low >>> 1) | (square[word + 1]! << 31);
      const belowRight = (below >>> 1) | (square[word + stride + 1]! << 31);
      blocks += popcount(fits(size - (word - start) * 32, 2) & ~((low ^ right) | (low ^ below) | (low ^ belowRight)));
    }
  }
  return 3 * blocks + 10 * Math.abs(Math.ceil((dark * 100) / (size * size) / 5) - 10);
}

/** Whether the module in row y, column x is dark. */
export type IsDark = (y: number, x: number) => boolean;

export interface Masked {
  modules: boolean[][];
  /** What `rate` said of the mask that was taken. */
  rating: number;
}

/**
 * The modules of a symbol under the mask that `rate` likes best and, among equals, the one with the lowest penalty
 * (ISO/IEC 18004, 7.8.3).
 */
export function place(
  codewords: Uint8Array,
  template: Template,
  level: ErrorCorrection,
  rate: (isDark: IsDark) => number = () => 0,
): Masked {
  const { size } = template;
  const data = blank(size);
  for (let bit = 0; bit < template.rows.length; bit++) {
    if ((codewords[bit >> 3]! << (bit & 7)) & 0x80) set(data, size, template.rows[bit]!, template.columns[bit]!);
  }
  let best: { square: Square; rating: number; penalty: number } | null = null;
  for (const pattern of patternsOf(template, level)) {
    const square = data.map((word, index) => word ^ pattern[index]!);
    const rating = rate((y, x) => isSet(square, size, y, x));
    if (best && rating < best.rating) continue;
    const penalty = linePenalty(square, size) + areaPenalty(square, size);
    if (!best || rating > best.rating || penalty < best.penalty) best = { square, rating, penalty };
  }
  const modules: boolean[][] = [];
  for (let y = 0; y < size; y++) {
    const row: boolean[] = [];
    for (let x = 0; x < size; x++) row.push(isSet(best!.square, size, y, x));
    modules.push(row);
  }
  return { modules, rating: best!.rating };
}
