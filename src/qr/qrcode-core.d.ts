// The part of the `qrcode` package that is used; it ships no types for this path.
declare module 'qrcode/lib/core/reed-solomon-encoder.js' {
  export default class ReedSolomonEncoder {
    constructor(degree: number);
    encode(block: Uint8Array): Uint8Array;
  }
}
