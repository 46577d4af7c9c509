import { toEnd } from './steps.js';
import type { Analysis, AnalyseOptions, RuleSet } from './types.js';

/**
 * What is proven about a set within a horizon: verdicts with a witness or a covering set, and where rules win or nothing matches.
 * @throws {RuleSetError} for a condition, instant or weight that cannot be read
 */
export function analyse(set: RuleSet, options: AnalyseOptions): Analysis {
  return toEnd(analyseInSteps(set, options));
}

/** `analyse` with a pause every few milliseconds. */
// eslint-disable-next-line require-yield
export function* analyseInSteps(_set: RuleSet, _options: AnalyseOptions): Generator<void, Analysis> {
  throw new Error('to come');
}
