import type { Fraction } from './types.js';

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** `n / d` in lowest terms, for whole numbers `n ≥ 0`, `d > 0`. */
export function fraction(n: number, d: number): Fraction {
  const divisor = gcd(n, d);
  return { n: n / divisor, d: d / divisor };
}
