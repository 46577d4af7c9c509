import type { Sleep } from '../scans/pace.js';

/** Waits without keeping a process alive that has nothing else to do: what is not counted yet is counted next time. */
export const idle: Sleep = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const aborted = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', aborted);
      resolve();
    }, milliseconds);
    // Node's; elsewhere a timer is a number.
    (timer as { unref?: () => void }).unref?.();
    signal.addEventListener('abort', aborted, { once: true });
  });
