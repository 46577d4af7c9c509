// The core of the `qrcode` package: no renderers, so nothing of Node's and no canvas. It ships no types for this path.
declare module 'qrcode/lib/core/qrcode.js' {
  interface QrSymbol {
    version: number;
    modules: { size: number; data: Uint8Array };
  }
  interface Core {
    create: (text: string, options: { errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H' }) => QrSymbol;
  }
  const core: Core;
  export default core;
}
