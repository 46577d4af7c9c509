/** The longest unary part: beyond it a number is written plainly, in 53 bits. */
const ESCAPE = 24;

/** Writes numbers of any width, one after the other, highest bit first. */
export class BitWriter {
  #bytes = new Uint8Array(1024);
  #bits = 0;

  /** The lowest `width` bits of a number below 2^53. */
  write(value: number, width: number): void {
    if (width > 24) {
      this.write(Math.floor(value / 2 ** 24), width - 24);
      this.write(value % 2 ** 24, 24);
      return;
    }
    if ((this.#bits + width) / 8 + 1 > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    for (let left = width; left > 0; ) {
      const room = 8 - (this.#bits % 8);
      const take = Math.min(room, left);
      this.#bytes[this.#bits >> 3]! |= ((value >>> (left - take)) & ((1 << take) - 1)) << (room - take);
      this.#bits += take;
      left -= take;
    }
  }

  /**
   * A number in Golomb–Rice code, which is shortest for gaps that scatter about 2^k.
   * R. F. Rice, "Some practical universal noiseless coding techniques", JPL 79-22, 1979
   */
  writeRice(value: number, k: number): void {
    const quotient = Math.floor(value / 2 ** k);
    if (quotient >= ESCAPE) {
      this.write(2 ** ESCAPE - 1, ESCAPE);
      this.write(value, 53);
    } else {
      this.write(2 ** (quotient + 1) - 2, quotient + 1);
      this.write(value % 2 ** k, k);
    }
  }

  /** The sign by itself: twice a difference of ids may be above 2^53. */
  writeSigned(value: number, k: number): void {
    this.write(value < 0 ? 1 : 0, 1);
    this.writeRice(Math.abs(value), k);
  }

  bytes(): Uint8Array {
    return this.#bytes.slice(0, (this.#bits + 7) >> 3);
  }
}

/** Reads what a `BitWriter` wrote. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #bits = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** @throws {Error} beyond the end */
  read(width: number): number {
    if (this.#bits + width > this.#bytes.length * 8) throw new Error('A shard is cut short.');
    if (width > 24) return this.read(width - 24) * 2 ** 24 + this.read(24);
    let value = 0;
    for (let left = width; left > 0; ) {
      const room = 8 - (this.#bits & 7);
      const take = Math.min(room, left);
      value = (value << take) | ((this.#bytes[this.#bits >> 3]! >> (room - take)) & ((1 << take) - 1));
      this.#bits += take;
      left -= take;
    }
    return value;
  }

  readRice(k: number): number {
    let quotient = 0;
    while (quotient < ESCAPE && this.read(1) === 1) quotient++;
    return quotient === ESCAPE ? this.read(53) : quotient * 2 ** k + this.read(k);
  }

  readSigned(k: number): number {
    return this.read(1) === 1 ? -this.readRice(k) : this.readRice(k);
  }
}

/** The best parameter for values of this mean. */
export function riceParameter(values: Iterable<number>): number {
  let [sum, count] = [0, 0];
  for (const value of values) {
    sum += value;
    count++;
  }
  return count === 0 || sum <= count ? 0 : Math.max(0, Math.round(Math.log2((sum / count) * Math.LN2)));
}
