/** A value with the remainder of its BCH code behind it (ISO/IEC 18004, annexes C and D). */
export function bch(value: number, width: number, generator: number): number {
  let rest = value << width;
  for (let bit = 31 - Math.clz32(rest); bit >= width; bit--) if ((rest >> bit) & 1) rest ^= generator << (bit - width);
  return (value << width) | rest;
}
