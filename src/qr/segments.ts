export type Mode = 'numeric' | 'alphanumeric' | 'byte';

export interface Segment {
  mode: Mode;
  data: string;
}

const MODES = ['numeric', 'alphanumeric', 'byte'] as const satisfies Mode[];
const ALPHANUMERIC = /^[0-9A-Z $%*+\-./:]$/;

/** Bits of mode indicator and character count, by mode and by group of versions 1–9, 10–26, 27–40 (ISO/IEC 18004, 7.4). */
const HEADER = [
  [14, 16, 18],
  [13, 15, 17],
  [12, 20, 20],
] as const;

/** Which column of `HEADER` a version takes. */
export const versionGroup = (version: number): 0 | 1 | 2 => (version < 10 ? 0 : version < 27 ? 1 : 2);

export interface Segmentation {
  segments: Segment[];
  /** Length of all segments with their headers. */
  bits: number;
}

/**
 * Splits well-formed text so that it takes the fewest bits in a version of the group: the shortest path through
 * (character, mode), where staying costs the character and switching a new header. Costs count sixths of a bit, so that
 * ten bits for three digits and eleven for two alphanumerics stay whole numbers.
 */
export function segment(text: string, group: 0 | 1 | 2): Segmentation {
  const characters = Array.from(text);
  /** `from[i * 3 + m]`: the mode of character i − 1 on the cheapest way to character i in mode m. */
  const from = new Uint8Array(characters.length * 3);
  let cost = HEADER.map((header) => header[group] * 6);

  characters.forEach((character, index) => {
    const next = [Infinity, Infinity, Infinity];
    const each = characterCosts(character);
    for (let mode = 0; mode < 3; mode++) {
      if (each[mode] === Infinity) continue;
      for (let before = 0; before < 3; before++) {
        // A segment ends on a whole bit.
        const start = before === mode ? cost[mode]! : Math.ceil(cost[before]! / 6) * 6 + HEADER[mode]![group] * 6;
        if ((index > 0 || before === mode) && start + each[mode]! < next[mode]!) {
          next[mode] = start + each[mode]!;
          from[index * 3 + mode] = before;
        }
      }
    }
    cost = next;
  });

  const best = cost.indexOf(Math.min(...cost));
  return { segments: collect(characters, from, best), bits: Math.ceil(cost[best]! / 6) };
}

function characterCosts(character: string): readonly number[] {
  const code = character.codePointAt(0)!;
  const bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  return [code >= 48 && code <= 57 ? 20 : Infinity, ALPHANUMERIC.test(character) ? 33 : Infinity, bytes * 48];
}

/** Walks back from the last character, and joins neighbours of one mode. */
function collect(characters: readonly string[], from: Uint8Array, last: number): Segment[] {
  const modes = new Uint8Array(characters.length);
  for (let index = characters.length - 1, mode = last; index >= 0; index--) {
    modes[index] = mode;
    mode = from[index * 3 + mode]!;
  }
  const segments: Segment[] = [];
  characters.forEach((character, index) => {
    if (index > 0 && modes[index] === modes[index - 1]) segments[segments.length - 1]!.data += character;
    else segments.push({ mode: MODES[modes[index]!]!, data: character });
  });
  return segments;
}
