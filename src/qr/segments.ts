/** Modes in the order of their columns below; the values are their indicators (ISO/IEC 18004, table 2). */
export const NUMERIC = 0;
export const ALPHANUMERIC = 1;
export const BYTE = 2;
export type Mode = typeof NUMERIC | typeof ALPHANUMERIC | typeof BYTE;

export interface Segment {
  mode: Mode;
  text: string;
}

export interface Segmentation {
  segments: Segment[];
  /** Length of all segments with their headers. */
  bits: number;
}

/** Characters of the alphanumeric mode, each at its value (ISO/IEC 18004, table 5). */
export const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** Bits of the character count, by mode and by group of versions 1–9, 10–26, 27–40 (ISO/IEC 18004, table 3). */
const COUNT_BITS = [
  [10, 12, 14],
  [9, 11, 13],
  [8, 16, 16],
] as const;

/** Bits of a character count in a version. */
export const countBits = (mode: Mode, version: number): number => COUNT_BITS[mode][version < 10 ? 0 : version < 27 ? 1 : 2];

/**
 * Splits well-formed text so that it takes the fewest bits in a version: the shortest path through (character, mode),
 * where staying costs the character and switching a new header. Costs count sixths of a bit, so that ten bits for three
 * digits and eleven for two alphanumerics stay whole numbers.
 */
export function segment(text: string, version: number): Segmentation {
  const characters = Array.from(text);
  /** `from[i * 3 + m]`: the mode of character i − 1 on the cheapest way to character i in mode m. */
  const from = new Uint8Array(characters.length * 3);
  const header = [NUMERIC, ALPHANUMERIC, BYTE].map((mode) => 6 * (4 + countBits(mode as Mode, version)));
  let cost = [0, 0, 0];

  characters.forEach((character, index) => {
    // A segment ends on a whole bit; before the first character none has begun.
    const ended = cost.map((before) => Math.ceil(before / 6) * 6);
    const next = [Infinity, Infinity, Infinity];
    const each = costs(character);
    for (let mode = 0; mode < 3; mode++) {
      if (each[mode] === Infinity) continue;
      for (let before = 0; before < 3; before++) {
        const start = before === mode && index > 0 ? cost[mode]! : ended[before]! + header[mode]!;
        if (start + each[mode]! < next[mode]!) {
          next[mode] = start + each[mode]!;
          from[index * 3 + mode] = before;
        }
      }
    }
    cost = next;
  });

  const least = Math.min(...cost);
  return { segments: collect(characters, from, cost.indexOf(least)), bits: Math.ceil(least / 6) };
}

function costs(character: string): readonly number[] {
  const code = character.codePointAt(0)!;
  const bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  return [code >= 48 && code <= 57 ? 20 : Infinity, ALPHABET.includes(character) ? 33 : Infinity, bytes * 48];
}

/** Walks back from the last character, and joins neighbours of one mode. */
function collect(characters: readonly string[], from: Uint8Array, last: number): Segment[] {
  const segments: Segment[] = [];
  for (let index = characters.length - 1, mode = last; index >= 0; mode = from[index-- * 3 + mode]!) {
    const text = characters[index]!;
    if (segments[0]?.mode === mode) segments[0].text = text + segments[0].text;
    else segments.unshift({ mode: mode as Mode, text });
  }
  return segments;
}
