/**
 * Runs work that pauses now and then, and lets the page do what it has to do in every pause.
 * @throws the signal's reason once it is aborted
 */
export async function inSlices<T>(steps: Generator<void, T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    signal.throwIfAborted();
    const step = steps.next();
    if (step.done) return step.value;
    await pause();
  }
}

/**
 * To the end of the queue of tasks: a promise alone would let no event and no frame in between. `scheduler.yield` would jump that
 * queue, which is no manner for work in the background.
 */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof MessageChannel === 'undefined') {
      setTimeout(resolve);
      return;
    }
    // Unlike a timer, a message is not held back by four milliseconds.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
