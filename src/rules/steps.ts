/** Milliseconds of work between two pauses: well within a frame. */
const SLICE = 5;

/** Says when it is time for a pause; the next slice then begins. */
export function slices(): () => boolean {
  let until = performance.now() + SLICE;
  return () => {
    const now = performance.now();
    if (now < until) return false;
    // The pause itself counts for the next slice, which only makes that one shorter.
    until = now + SLICE;
    return true;
  };
}

/** Runs work with pauses to its end at once. */
export function toEnd<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
