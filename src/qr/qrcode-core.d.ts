// The core of the `qrcode` package: its tables and its Reed–Solomon encoder. It ships no types for these paths.
declare module 'qrcode/lib/core/error-correction-level.js' {
  export interface Level {
    bit: number;
  }
  const levels: Record<'L' | 'M' | 'Q' | 'H', Level>;
  export default levels;
}

declare module 'qrcode/lib/core/error-correction-code.js' {
  import type { Level } from 'qrcode/lib/core/error-correction-level.js';
  const codes: {
    getTotalCodewordsCount: (version: number, level: Level) => number;
    getBlocksCount: (version: number, level: Level) => number;
  };
  export default codes;
}

declare module 'qrcode/lib/core/reed-solomon-encoder.js' {
  export default class ReedSolomonEncoder {
    constructor(degree: number);
    encode(block: Uint8Array): Uint8Array;
  }
}
