import { randomInt } from 'node:crypto';
import type { Destination } from '../../src/rules/types.js';

/** A whole number from 0 up to but not including `limit`, each as likely as the others. */
export type Pick = (limit: number) => number;

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** Draws one destination by its exact probability: one whole number over the common denominator, no rounding. */
export function draw(destinations: readonly Destination[], pick: Pick = randomInt): Destination | undefined {
  const common = destinations.reduce((lcm, { probability: { d } }) => (lcm / gcd(lcm, d)) * d, 1);
  let ticket = common > 1 ? pick(common) : 0;
  return destinations.find(({ probability: { n, d } }) => (ticket -= (n * common) / d) < 0);
}
