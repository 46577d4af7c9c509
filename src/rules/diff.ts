import { changesOf } from './changes.js';
import { toEnd } from './steps.js';
import type { AnalyseOptions, Change, RuleSet } from './types.js';
import { versionsOf } from './versions.js';

/**
 * Where two versions of a set lead people elsewhere, in the time until both codes have ended. Whether a code is switched on is no
 * matter. Of landings that differ in nothing but what leads to a URL, either may stand for both.
 * @throws {RuleSetError} for a condition, instant or weight that cannot be read
 * @throws {RangeError} for an unknown zone
 */
export function diff(before: RuleSet, after: RuleSet, options: AnalyseOptions): Change[] {
  return toEnd(diffInSteps(before, after, options));
}

/** `diff` with a pause every few milliseconds. */
export function* diffInSteps(before: RuleSet, after: RuleSet, options: AnalyseOptions): Generator<void, Change[]> {
  const versions = yield* versionsOf([before, after], options);
  const lists = yield* changesOf(versions, ([first, second], note) => {
    if (first !== second) note(1, second!);
  });
  return lists[1]!;
}

/**
 * Where states on the way from the first version to the last lead people as neither of these two does. One list per version, empty
 * for the first and the last; in each change `before` is the landing in the first version, `after` the one in the version that
 * the list is about. What a step does not touch is not looked at again: versions may share their rules.
 * @throws {RuleSetError} for a condition, instant or weight that cannot be read
 * @throws {RangeError} for an unknown zone
 */
export function transients(versions: readonly RuleSet[], options: AnalyseOptions): Change[][] {
  return toEnd(transientsInSteps(versions, options));
}

/** `transients` with a pause every few milliseconds. */
export function* transientsInSteps(versions: readonly RuleSet[], options: AnalyseOptions): Generator<void, Change[][]> {
  if (versions.length < 3) return versions.map(() => []);
  return yield* changesOf(yield* versionsOf(versions, options), (landings, note) => {
    const [first, last] = [landings[0], landings.at(-1)];
    landings.forEach((landing, version) => {
      if (landing !== first && landing !== last) note(version, landing);
    });
  });
}
