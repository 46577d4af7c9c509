/**
 * A QR symbol by the letter of ISO/IEC 18004:2015, slow and plain, to judge src/qr by: it shares no code with it.
 * Kanji mode, Micro QR and structured append are left out.
 */

export type Level = 'L' | 'M' | 'Q' | 'H';

/** What a module is for. `finder` includes the separators, `format` the dark module, `data` the remainder bits. */
export type Kind = 'data' | 'finder' | 'timing' | 'alignment' | 'format' | 'version';

/** Modules by row and column: `grid[y][x]`. */
export type Grid<T> = readonly (readonly T[])[];

/** Error-correction codewords of each block, and the number of blocks, for versions 1–40 (table 9). */
const EC_OF_BLOCK: Record<Level, string> = {
  L: '7 10 15 20 26 18 20 24 30 18 20 24 26 30 22 24 28 30 28 28 28 28 30 30 26 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30',
  M: '10 16 26 18 24 16 18 22 22 26 30 22 22 24 24 28 28 26 26 26 26 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28',
  Q: '13 22 18 26 18 24 18 22 20 24 28 26 24 20 30 24 28 28 26 30 28 30 30 30 30 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30',
  H: '17 28 22 16 22 28 26 26 24 28 24 28 22 24 24 30 28 28 26 28 30 24 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30',
};
const BLOCKS: Record<Level, string> = {
  L: '1 1 1 1 1 2 2 2 2 4 4 4 4 4 6 6 6 6 7 8 8 9 9 10 12 12 12 13 14 15 16 17 18 19 19 20 21 22 24 25',
  M: '1 1 1 2 2 4 4 4 5 5 5 8 9 9 10 10 11 13 14 16 17 17 18 20 21 23 25 26 28 29 31 33 35 37 38 40 43 45 47 49',
  Q: '1 1 2 2 4 4 6 6 8 8 8 10 12 16 12 17 16 18 21 20 23 23 25 27 29 34 34 35 38 40 43 45 48 51 53 56 59 62 65 68',
  H: '1 1 2 4 4 4 5 6 8 8 11 11 16 16 18 16 19 21 25 25 25 34 30 32 35 37 40 42 45 48 51 54 57 60 63 66 70 74 77 81',
};
const entry = (table: Record<Level, string>, version: number, level: Level) => Number(table[level].split(' ')[version - 1]);

const VERSIONS = Array.from({ length: 40 }, (_, index) => index + 1);

export const sizeOf = (version: number): number => 17 + 4 * version;

/** Data and error-correction codewords together: what the function patterns leave, in whole bytes. */
export const totalCodewords = memo((version: number): number => Math.floor(placement(version).length / 8));

export function dataCodewords(version: number, level: Level): number {
  return totalCodewords(version) - entry(EC_OF_BLOCK, version, level) * entry(BLOCKS, version, level);
}

/** Bits of the character count by mode, in versions 1–9, 10–26 and 27–40 (table 3). */
const COUNT_BITS = { numeric: [10, 12, 14], alphanumeric: [9, 11, 13], byte: [8, 16, 16] } as const;
const groupOf = (version: number) => (version < 10 ? 0 : version < 27 ? 1 : 2);

/** Mode indicator 0111 and the designator 26 of UTF-8 (7.4.2). */
const ECI_HEADER = 12;

/**
 * The fewest bits that hold well-formed text in a version, over every way to split it into numeric, alphanumeric and
 * UTF-8 byte segments: each prefix is tried with each last segment.
 */
export function minimalBits(text: string, version: number, { eci = false }: { eci?: boolean } = {}): number {
  const characters = Array.from(text, (character) => ({
    bytes: Buffer.byteLength(character),
    numeric: /^[0-9]$/.test(character),
    alphanumeric: /^[0-9A-Z $%*+\-./:]$/.test(character),
  }));
  const head = (mode: keyof typeof COUNT_BITS) => 4 + COUNT_BITS[mode][groupOf(version)];
  const heads = { numeric: head('numeric'), alphanumeric: head('alphanumeric'), byte: head('byte') };
  const least = [0];
  for (let end = 1; end <= characters.length; end++) {
    let [best, bytes, numeric, alphanumeric] = [Infinity, 0, true, true];
    for (let start = end - 1; start >= 0; start--) {
      const length = end - start;
      const character = characters[start]!;
      bytes += character.bytes;
      numeric &&= character.numeric;
      alphanumeric &&= character.alphanumeric;
      best = Math.min(best, least[start]! + heads.byte + 8 * bytes);
      if (numeric) best = Math.min(best, least[start]! + heads.numeric + Math.ceil((10 * length) / 3));
      if (alphanumeric) best = Math.min(best, least[start]! + heads.alphanumeric + Math.ceil((11 * length) / 2));
    }
    least.push(best);
  }
  return least.at(-1)! + (eci ? ECI_HEADER : 0);
}

/** The smallest version that holds text at a level; null where none does. */
export function smallestVersion(text: string, level: Level, options: { eci?: boolean } = {}): number | null {
  const bits = memo((group: number) => minimalBits(text, [1, 10, 27][group]!, options));
  return VERSIONS.find((version) => bits(groupOf(version)) <= 8 * dataCodewords(version, level)) ?? null;
}

/** What each module is for (6.3). */
export const kindsOf = memo((version: number): Grid<Kind> => {
  const size = sizeOf(version);
  const kinds = Array.from({ length: size }, () => Array<Kind>(size).fill('data'));
  const paint = (kind: Kind, left: number, top: number, width: number, height: number) => {
    for (const row of kinds.slice(top, top + height)) row.fill(kind, left, left + width);
  };

  paint('format', 0, 8, 9, 1);
  paint('format', 8, 0, 1, 9);
  paint('format', size - 8, 8, 8, 1);
  paint('format', 8, size - 8, 1, 8);
  if (version >= 7) {
    paint('version', size - 11, 0, 3, 6);
    paint('version', 0, size - 11, 6, 3);
  }
  paint('timing', 0, 6, size, 1);
  paint('timing', 6, 0, 1, size);
  for (const [left, top] of [[0, 0], [size - 8, 0], [0, size - 8]] as const) paint('finder', left, top, 8, 8);
  for (const [x, y] of alignmentCentres(version)) paint('alignment', x - 2, y - 2, 5, 5);
  return kinds;
});

/** Centres of the alignment patterns (annex E): a square lattice without the corners where finder patterns are. */
function alignmentCentres(version: number): [number, number][] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const last = sizeOf(version) - 7;
  // Even distances, counted back from the last; the standard's table breaks its own rule for version 32.
  const distance = version === 32 ? 26 : 2 * Math.ceil((last - 6) / (count - 1) / 2);
  const places = Array.from({ length: count }, (_, index) => (index === 0 ? 6 : last - (count - 1 - index) * distance));
  const isFinder = (x: number, y: number) => (x === 6 && y === 6) || (x === 6 && y === last) || (x === last && y === 6);
  return places.flatMap((y) => places.filter((x) => !isFinder(x, y)).map((x): [number, number] => [x, y]));
}

/** The data modules in the order in which bits are placed: columns in pairs from the right, up and down in turn (7.7.3). */
const placement = memo((version: number): readonly { x: number; y: number }[] => {
  const kinds = kindsOf(version);
  const size = sizeOf(version);
  const places: { x: number; y: number }[] = [];
  let upwards = true;
  for (let right = size - 1; right > 0; right -= 2) {
    // The vertical timing pattern belongs to no pair.
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++) {
      const y = upwards ? size - 1 - step : step;
      for (const x of [right, right - 1]) if (kinds[y]![x] === 'data') places.push({ x, y });
    }
    upwards = !upwards;
  }
  return places;
});

/** The codeword of each module, counted in the order of transmission; −1 for function modules and remainder bits. */
export const codewordsOf = memo((version: number): Grid<number> => {
  const codewords = kindsOf(version).map((row) => row.map(() => -1));
  const bits = 8 * totalCodewords(version);
  for (const [bit, { x, y }] of placement(version).slice(0, bits).entries()) codewords[y]![x] = Math.floor(bit / 8);
  return codewords;
});

/** The Reed–Solomon block of each codeword, in the order of transmission: the blocks take turns (7.6). */
export function blocksOf(version: number, level: Level): readonly number[] {
  const count = entry(BLOCKS, version, level);
  const data = dataCodewords(version, level);
  const longer = data % count;
  const order: number[] = [];
  const takeTurns = (rounds: number, from = 0) => {
    for (let round = 0; round < rounds; round++) for (let block = from; block < count; block++) order.push(block);
  };
  takeTurns(Math.floor(data / count));
  // The last blocks hold one data codeword more than the first.
  if (longer > 0) takeTurns(1, count - longer);
  takeTurns(entry(EC_OF_BLOCK, version, level));
  return order;
}

/** Wrong codewords that a block survives. */
export const correctable = (version: number, level: Level): number => Math.floor(entry(EC_OF_BLOCK, version, level) / 2);

/** What is left of the error correction of the block that suffers most: 1 = no module is wrong, below 0 = unreadable. */
export function reserve(version: number, level: Level, wanted: Grid<boolean>, seen: Grid<boolean>): number {
  const wrong = new Set<number>();
  codewordsOf(version).forEach((row, y) => {
    row.forEach((codeword, x) => {
      if (codeword >= 0 && wanted[y]![x] !== seen[y]![x]) wrong.add(codeword);
    });
  });
  const blocks = blocksOf(version, level);
  const damage = Array<number>(entry(BLOCKS, version, level)).fill(0);
  for (const codeword of wrong) damage[blocks[codeword]!]!++;
  return 1 - Math.max(...damage) / correctable(version, level);
}

function memo<T>(compute: (key: number) => T): (key: number) => T {
  const known = new Map<number, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key)!;
  };
}
