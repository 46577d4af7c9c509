/** A number from 0 up to but not including 1. */
export type Random = () => number;

/** The mulberry32 generator: small, fast, and the same everywhere for the same seed. */
export function mulberry32(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type Weighted<T> = readonly (readonly [value: T, weight: number])[];

/** Draws from fixed choices by weight. */
export function chooser<T>(choices: Weighted<T>): (random: Random) => T {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  return (random) => {
    let ticket = random() * total;
    // Rounding can leave a sliver beyond the last choice.
    return (choices.find(([, weight]) => (ticket -= weight) < 0) ?? choices.at(-1)!)[0];
  };
}
