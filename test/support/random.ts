/** Numbers in [0, 1) that are the same for the same seed: a test that fails fails again. */
export { mulberry32 as random } from '../../demo/sandbox/random.js';

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
