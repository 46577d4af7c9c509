import { bch } from './bch.js';

/** What a module is for: data, a finder or alignment pattern, or timing, format and version information. */
export const DATA = 0;
export const FINDER = 1;
export const ALIGNMENT = 2;
const OTHER = 3;

/** What all symbols of a version share. A module's index is `y * size + x`. */
export interface Template {
  size: number;
  /** What each module is for. */
  kinds: Uint8Array;
  /** 1 where a function module is dark; format information, which depends on level and mask, is left light. */
  dark: Uint8Array;
  /** Row and column of each data bit, in the order of the bits (ISO/IEC 18004, 7.7.3). */
  rows: Uint8Array;
  columns: Uint8Array;
  /** Centres of the alignment patterns, as [y, x]. */
  alignments: readonly (readonly [number, number])[];
}

const templates = new Map<number, Template>();

export function templateOf(version: number): Template {
  const known = templates.get(version) ?? build(version);
  templates.set(version, known);
  return known;
}

function build(version: number): Template {
  const size = version * 4 + 17;
  const kinds = new Uint8Array(size * size);
  const dark = new Uint8Array(size * size);
  const set = (y: number, x: number, kind: number, isDark: boolean) => {
    if (y < 0 || x < 0 || y >= size || x >= size) return;
    kinds[y * size + x] = kind;
    dark[y * size + x] = Number(isDark);
  };
  /** Rings round a centre: dark where `isDark` says so of the distance from it. */
  const rings = (y: number, x: number, reach: number, kind: number, isDark: (distance: number) => boolean) => {
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) set(y + dy, x + dx, kind, isDark(Math.max(Math.abs(dy), Math.abs(dx))));
    }
  };

  for (let at = 8; at < size - 8; at++) {
    set(6, at, OTHER, at % 2 === 0);
    set(at, 6, OTHER, at % 2 === 0);
  }
  for (let at = 0; at < 9; at++) {
    set(8, at, OTHER, false);
    set(at, 8, OTHER, false);
  }
  for (let at = 1; at <= 8; at++) {
    set(8, size - at, OTHER, false);
    // The last of these is the module that is always dark.
    set(size - at, 8, OTHER, at === 8);
  }
  set(8, 6, OTHER, true);
  set(6, 8, OTHER, true);
  for (const [y, x] of [[3, 3], [3, size - 4], [size - 4, 3]] as const) {
    rings(y, x, 4, FINDER, (distance) => distance !== 2 && distance !== 4);
  }
  const alignments = alignmentCentres(version, size);
  for (const [y, x] of alignments) rings(y, x, 2, ALIGNMENT, (distance) => distance !== 1);
  if (version >= 7) {
    const bits = bch(version, 12, 0x1f25);
    for (let bit = 0; bit < 18; bit++) {
      const [far, near] = [size - 11 + (bit % 3), Math.floor(bit / 3)];
      set(near, far, OTHER, ((bits >> bit) & 1) === 1);
      set(far, near, OTHER, ((bits >> bit) & 1) === 1);
    }
  }
  return { size, kinds, dark, alignments, ...placement(size, kinds) };
}

/** A grid from the sixth row and column, evenly spaced from the far end on, without the corners of the finder patterns. */
function alignmentCentres(version: number, size: number): [y: number, x: number][] {
  if (version === 1) return [];
  const gaps = Math.floor(version / 7) + 1;
  // Version 32 is the one exception of the standard (ISO/IEC 18004, annex E).
  const step = version === 32 ? 26 : Math.ceil((size - 13) / gaps / 2) * 2;
  const at = [6, ...Array.from({ length: gaps }, (_, index) => size - 7 - (gaps - 1 - index) * step)];
  const isFree = (y: number, x: number) => y > 6 ? x > 6 || y < size - 7 : x > 6 && x < size - 7;
  return at.flatMap((y) => at.filter((x) => isFree(y, x)).map((x): [number, number] => [y, x]));
}

/** Two columns at a time from the right, up and down in turn, past the vertical timing pattern. */
function placement(size: number, kinds: Uint8Array): Pick<Template, 'rows' | 'columns'> {
  const order: [y: number, x: number][] = [];
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++) {
      const y = up ? size - 1 - step : step;
      for (const x of [right, right - 1]) if (kinds[y * size + x] === DATA) order.push([y, x]);
    }
  }
  // The bits that are left over when the last codeword is whole belong to none.
  order.length -= order.length % 8;
  return { rows: Uint8Array.from(order, ([y]) => y), columns: Uint8Array.from(order, ([, x]) => x) };
}
