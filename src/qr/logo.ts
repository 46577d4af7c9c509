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

/** What is seen at each module of a box: the light margin, or the picture. */
function shades({ side, image }: LogoBox, sample: LogoSample | undefined): Shade[] {
  const at = (module: number) => (module + 0.5 - (side - image) / 2) / image;
  const isInside = (place: number) => place >= 0 && place <= 1;
  return Array.from({ length: side * side }, (_, index) => {
    const [x, y] = [at(index % side), at(Math.floor(index / side))];
    if (!isInside(x) || !isInside(y)) return 'light';
    return sample ? sample(x, y, 0.5 / image) : 'unsure';
  });
}

/**
 * What a logo leaves of the error correction: `1 − max over blocks (wrong codewords / floor(ecPerBlock / 2))`, since
 * Reed–Solomon corrects half its check symbols and the worst block decides. Negative = cannot be read.
 */
export function reserveRating(box: LogoBox, sample?: LogoSample): Rate {
  const seen = shades(box, sample);
  return (isDark, version, level) => reserve(isDark, version, level, box, seen);
}

function reserve(isDark: IsDark, version: number, level: ErrorCorrection, { start, side }: LogoBox, seen: readonly Shade[]): number {
  const { size, codewords } = templateOf(version);
  const division = divide(version, level);
  const isWrong = new Uint8Array(division.total);
  const wrong = new Uint16Array(division.blocks);
  let most = 0;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const [y, x] = [start + row, start + column];
      const codeword = codewords[y * size + x]!;
      if (codeword < 0 || isWrong[codeword]) continue;
      const shade = seen[row * side + column];
      if (shade === (isDark(y, x) ? 'dark' : 'light')) continue;
      isWrong[codeword] = 1;
      most = Math.max(most, ++wrong[blockOf(codeword, division)]!);
    }
  }
  return 1 - most / Math.floor(division.ecPerBlock / 2);
}
