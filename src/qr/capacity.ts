import codes from 'qrcode/lib/core/error-correction-code.js';
import levels from 'qrcode/lib/core/error-correction-level.js';

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
  const ec = codes.getTotalCodewordsCount(version, levels[level]);
  const blocks = codes.getBlocksCount(version, levels[level]);
  return { total, data: total - ec, blocks, ecPerBlock: ec / blocks };
}

/** The block of a codeword by its place in the symbol, where the blocks are interleaved and the last ones may be longer. */
export function blockOf(codeword: number, { data, blocks }: Division): number {
  const even = data - (data % blocks);
  if (codeword < even) return codeword % blocks;
  return codeword < data ? codeword - even + blocks - (data % blocks) : (codeword - data) % blocks;
}
