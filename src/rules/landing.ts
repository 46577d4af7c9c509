import type { Landing, Outcome } from './types.js';

/** Where an outcome leads, without the rules that lead there, sorted. */
export function landingOf({ kind, destinations }: Outcome): Landing {
  const landing = destinations.map(({ kind, url, probability }) => ({ kind, url, probability }));
  return { kind, destinations: landing.sort((a, b) => ((a.url ?? '') < (b.url ?? '') ? -1 : 1)) };
}

/** Equal where people land on the same pages equally often, whether a rule or the code itself leads there. */
export function landingKey({ kind, destinations }: Landing): string {
  return JSON.stringify([kind, ...destinations.map(({ kind, url, probability: { n, d } }) => [url ?? kind, url === null, n, d])]);
}
