export type ErrorCorrection = 'L' | 'M' | 'Q' | 'H';

export const LEVELS = ['L', 'M', 'Q', 'H'] as const;

/** How the codewords of a symbol are divided (ISO/IEC 18004, table 9). */
export interface Division {
  /** Codewords of the symbol, and how many of them carry data. */
  total: number;
  data: number;
  /** Reed–Solomon blocks, and the error-correction codewords of each. */
  blocks: number;
  ecPerBlock: number;
}

/**
 * Error-correction codewords per block by version, each a digit of base 36, and blocks by version (ISO/IEC 18004, table 9).
 * The tables of `qrcode` say the same, and a test compares them, in twice the bytes.
 */
const EC_PER_BLOCK = {
  L: '7afkqikouikoqumosussssuuqsuuuuuuuuuuuuuu',
  M: 'agqiogimmqummoossqqqqsssssssssssssssssss',
  Q: 'dmiqioimkosqokuossqusuuuusuuuuuuuuuuuuuu',
  H: 'hsmgmsqqososmooussqsuouuuuuuuuuuuuuuuuuu',
} as const;
// prettier-ignore
const BLOCKS = {
  L: [1,1,1,1,1,2,2,2,2,4,4,4,4,4,6,6,6,6,7,8,8,9,9,10,12,12,12,13,14,15,16,17,18,19,19,20,21,22,24,25],
  M: [1,1,1,2,2,4,4,4,5,5,5,8,9,9,10,10,11,13,14,16,17,17,18,20,21,23,25,26,28,29,31,33,35,37,38,40,43,45,47,49],
  Q: [1,1,2,2,4,4,6,6,8,8,8,10,12,16,12,17,16,18,21,20,23,23,25,27,29,34,34,35,38,40,43,45,48,51,53,56,59,62,65,68],
  H: [1,1,2,4,4,4,5,6,8,8,11,11,16,16,18,16,19,21,25,25,25,34,30,32,35,37,40,42,45,48,51,54,57,60,63,66,70,74,77,81],
} as const;

/** Modules that are left for data and error correction: all but the function modules (ISO/IEC 18004, table 1). */
function dataModules(version: number): number {
  const alignments = version > 1 ? Math.floor(version / 7) + 2 : 0;
  const all = (version * 4 + 17) ** 2 - 3 * 64 - 31 - 2 * (version * 4 + 1);
  // Patterns on the timing lines share five modules with them; three would lie on finder patterns.
  const own = alignments ? 25 * (alignments ** 2 - 3) - 10 * (alignments - 2) : 0;
  return all - own - (version > 6 ? 36 : 0);
}

export function divide(version: number, level: ErrorCorrection): Division {
  const total = dataModules(version) >> 3;
  const blocks = BLOCKS[level][version - 1]!;
  const ecPerBlock = parseInt(EC_PER_BLOCK[level][version - 1]!, 36);
  return { total, data: total - blocks * ecPerBlock, blocks, ecPerBlock };
}

/** The block of a codeword by its place in the symbol, where the blocks are interleaved and the last ones may be longer. */
export function blockOf(codeword: number, { data, blocks }: Division): number {
  const even = data - (data % blocks);
  if (codeword < even) return codeword % blocks;
  return codeword < data ? codeword - even + blocks - (data % blocks) : (codeword - data) % blocks;
}
