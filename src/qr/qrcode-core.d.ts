// The part of the `qrcode` package that is used; it ships no types for this path.
declare module 'qrcode/lib/core/polynomial.js' {
  const polynomial: {
    generateECPolynomial: (degree: number) => Uint8Array;
    /** The remainder of a division, without leading zeros. */
    mod: (dividend: Uint8Array, divisor: Uint8Array) => Uint8Array;
  };
  export default polynomial;
}
