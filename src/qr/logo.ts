import { blockOf, divide, type ErrorCorrection } from './capacity.js';
import type { Rate } from './encode.js';
import type { IsDark } from './mask.js';
import type { LogoSample, Shade } from './style.js';
import { templateOf } from './template.js';

/** Below this reserve a logo shrinks; from half of it on, no decoder of the measurements failed for it. */
export const ENOUGH_RESERVE = 0.2;

/** A centred logo, in modules. */
export interface LogoBox {
  /** First row and column, and width, of the modules that are left out. */
  start: number;
  side: number;
  /** Width of the picture, which is centred in them. */
  image: number;
}

/** Modules between the edge of the symbol and a logo that covers neither finder, timing nor format. */
const KEEP_OUT = 9;
/** Light modules left between picture and code. */
const PADDING = 0.35;

/** The box of a logo that takes a share of a symbol's width; `null` where that would cover finder or timing patterns. */
export function logoBox(width: number, share: number): LogoBox | null {
  const image = share * width;
  const side = Math.ceil(image + 2 * PADDING);
  // The symbol's width is odd, and so is what can be centred in it.
  return boxOf(width, side + 1 - (side % 2), image);
}

/** The box of so many modules with the largest picture in it. */
export const boxOfSide = (width: number, side: number) => boxOf(width, side, side - 2 * PADDING);

function boxOf(width: number, side: number, image: number): LogoBox | null {
  const start = (width - side) / 2;
  return start < KEEP_OUT ? null : { start, side, image };
}

/** Centres of the alignment patterns that a logo touches, as [y, x]. */
export function alignmentsUnder({ start, side }: LogoBox, version: number): (readonly [number, number])[] {
  const touches = (at: number) => at + 2 >= start && at - 2 < start + side;
  return templateOf(version).alignments.filter(([y, x]) => touches(y) && touches(x));
}

const SHADES: readonly Shade[] = ['light', 'dark'];
const UNSURE = 2;

/** What is seen at each module of a box, as its place in `SHADES`: the light margin, or the picture. */
function shades({ side, image }: LogoBox, sample: LogoSample | undefined): Uint8Array {
  const seen = new Uint8Array(side * side);
  const at = Array.from({ length: side }, (_, module) => (module + 0.5 - (side - image) / 2) / image);
  for (let row = 0, index = 0; row < side; row++) {
    for (let column = 0; column < side; column++, index++) {
      const [x, y] = [at[column]!, at[row]!];
      if (x < 0 || x > 1 || y < 0 || y > 1) continue;
      const shade = sample ? SHADES.indexOf(sample(x, y, 0.5 / image)) : -1;
      seen[index] = shade < 0 ? UNSURE : shade;
    }
  }
  return seen;
}

/**
 * What a logo leaves of the error correction: `1 − max over blocks (wrong codewords / floor(ecPerBlock / 2))`, since
 * Reed–Solomon corrects half its check symbols and the worst block decides. Negative = cannot be read.
 */
export function reserveRating(box: LogoBox, sample?: LogoSample): Rate {
  const seen = shades(box, sample);
  return (isDark, version, level) => reserve(isDark, version, level, box, seen);
}

const codewordMaps = new Map<number, Int16Array>();

/** The codeword of each data module; −1 for others. */
function codewordsOf(version: number): Int16Array {
  let map = codewordMaps.get(version);
  if (!map) {
    const { size, rows, columns } = templateOf(version);
    map = new Int16Array(size * size).fill(-1);
    for (let bit = 0; bit < rows.length; bit++) map[rows[bit]! * size + columns[bit]!] = bit >> 3;
    codewordMaps.set(version, map);
  }
  return map;
}

function reserve(isDark: IsDark, version: number, level: ErrorCorrection, { start, side }: LogoBox, seen: Uint8Array): number {
  const codewords = codewordsOf(version);
  const { size } = templateOf(version);
  const division = divide(version, level);
  const isWrong = new Uint8Array(division.total);
  const wrong = new Uint16Array(division.blocks);
  let most = 0;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const [y, x] = [start + row, start + column];
      const codeword = codewords[y * size + x]!;
      if (codeword < 0 || isWrong[codeword]) continue;
      if (seen[row * side + column] === Number(isDark(y, x))) continue;
      isWrong[codeword] = 1;
      most = Math.max(most, ++wrong[blockOf(codeword, division)]!);
    }
  }
  return 1 - most / Math.floor(division.ecPerBlock / 2);
}
