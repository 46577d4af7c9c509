import type { RuleSemantics } from './types.js';

/** What this package takes the API to mean where its guide is silent. */
export const defaultSemantics: Readonly<RuleSemantics> = Object.freeze({
  weekdayTimeZone: 'UTC',
  boundary: '[)',
  noMatch: 'fallback-then-target',
  tie: 'filter-then-draw',
  nullWeight: 1,
});
