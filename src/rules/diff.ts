import { toEnd } from './steps.js';
import type { AnalyseOptions, Change, RuleSet } from './types.js';

/**
 * Where two versions of a set lead people elsewhere.
 * @throws {RuleSetError} for a condition, instant or weight that cannot be read
 */
export function diff(before: RuleSet, after: RuleSet, options: AnalyseOptions): Change[] {
  return toEnd(diffInSteps(before, after, options));
}

/** `diff` with a pause every few milliseconds. */
// eslint-disable-next-line require-yield
export function* diffInSteps(_before: RuleSet, _after: RuleSet, _options: AnalyseOptions): Generator<void, Change[]> {
  throw new Error('to come');
}

/** Where states on the way from the first version to the last lead people as neither of these two does. */
export function transients(versions: readonly RuleSet[], options: AnalyseOptions): Change[][] {
  return toEnd(transientsInSteps(versions, options));
}

/**
 * `transients` with a pause every few milliseconds. One list per version, empty for the first and the last; in each change
 * `before` is the landing in the first version, `after` the one in the version that the list is about.
 */
// eslint-disable-next-line require-yield
export function* transientsInSteps(_versions: readonly RuleSet[], _options: AnalyseOptions): Generator<void, Change[][]> {
  throw new Error('to come');
}
