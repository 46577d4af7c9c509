// The core of the `qrcode` package: no renderers, so nothing of Node's and no canvas. It ships no types for these paths.
declare module 'qrcode/lib/core/qrcode.js' {
  import type { Level } from 'qrcode/lib/core/error-correction-level.js';
  interface QrSymbol {
    version: number;
    modules: { size: number; data: Uint8Array; reservedBit: Uint8Array };
  }
  interface Core {
    create: (
      segments: { mode: string; data: string }[],
      options: { version: number; errorCorrectionLevel: Level; maskPattern: number },
    ) => QrSymbol;
  }
  const core: Core;
  export default core;
}

declare module 'qrcode/lib/core/error-correction-level.js' {
  export interface Level {
    bit: number;
  }
  const levels: Record<'L' | 'M' | 'Q' | 'H', Level>;
  export default levels;
}

declare module 'qrcode/lib/core/error-correction-code.js' {
  import type { Level } from 'qrcode/lib/core/error-correction-level.js';
  const codes: { getTotalCodewordsCount: (version: number, level: Level) => number };
  export default codes;
}

declare module 'qrcode/lib/core/utils.js' {
  const utils: { getSymbolTotalCodewords: (version: number) => number };
  export default utils;
}

declare module 'qrcode/lib/core/format-info.js' {
  import type { Level } from 'qrcode/lib/core/error-correction-level.js';
  const formatInfo: { getEncodedBits: (level: Level, mask: number) => number };
  export default formatInfo;
}
