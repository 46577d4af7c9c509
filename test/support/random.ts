/** Numbers in [0, 1) that are the same for the same seed (mulberry32): a test that fails fails again. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Numbers of the normal distribution, mean 0 and deviation 1 (Box and Muller, who make them in pairs). */
export function normal(next: () => number): () => number {
  let second: number | null = null;
  return () => {
    if (second !== null) {
      const kept = second;
      second = null;
      return kept;
    }
    const [length, angle] = [Math.sqrt(-2 * Math.log(1 - next())), 2 * Math.PI * next()];
    second = length * Math.sin(angle);
    return length * Math.cos(angle);
  };
}
