import { blockersOf } from './blockers.js';
import { codeEnds, isStatic, missOf } from './code.js';
import { compileRule, type CompiledRule } from './compile.js';
import { Days } from './days.js';
import { Lander } from './lander.js';
import { contextOf } from './region.js';
import { defaultSemantics } from './semantics.js';
import { Space } from './space.js';
import { limitsOf, spanOf } from './span.js';
import { slices, toEnd } from './steps.js';
import { Survey } from './survey.js';
import { Tiers } from './tiers.js';
import type { Analysis, AnalyseOptions, RuleSemantics, RuleSet, Verdict } from './types.js';
import { drawVerdicts, placeVerdicts, timeVerdicts, type Evidence } from './verdicts.js';
import { missesWhere, winsWhere } from './where.js';

/**
 * What is proven about a set within a horizon: verdicts with a witness or a covering set, and where rules win or nothing matches.
 * Whether the code is switched on is no matter. Rules that are not active and those of static codes get no verdict.
 * @throws {RuleSetError} for a condition, instant or weight that cannot be read
 * @throws {RangeError} for an unknown zone
 */
export function analyse(set: RuleSet, options: AnalyseOptions): Analysis {
  return toEnd(analyseInSteps(set, options));
}

/** `analyse` with a pause every few milliseconds. */
export function* analyseInSteps(set: RuleSet, options: AnalyseOptions): Generator<void, Analysis> {
  const { rules, evidence, ends, limits, days } = yield* evidenceOf(set, options);
  const { code } = set;
  const { space, tiers, survey } = evidence;
  const verdicts: Verdict[] = [];
  const isDue = slices();
  for (const [index, rule] of rules.entries()) {
    verdicts.push(...timeVerdicts(rule, limits.from, ends, days, code.auto_renew === true), ...placeVerdicts(index, evidence));
    if (isDue()) yield;
  }
  for (const verdict of yield* drawVerdicts(evidence)) verdicts.push(verdict);
  if (survey.missAt && !code.fallback_url && set.rules.length > 0 && !isStatic(code)) {
    verdicts.push({ kind: 'gap', witness: contextOf(survey.missAt, space) });
  }
  return {
    verdicts,
    winsWhere: (id) => {
      const index = rules.findIndex(({ rule }) => rule.id === id);
      return index < 0 ? [] : winsWhere(index, space, tiers);
    },
    missesWhere: () => missesWhere(space),
  };
}

function* evidenceOf(set: RuleSet, options: AnalyseOptions) {
  const semantics: RuleSemantics = { ...defaultSemantics, ...options.semantics };
  const limits = limitsOf(options.horizon);
  const ends = codeEnds(set);
  const days = new Days(semantics.weekdayTimeZone);
  const compiled: CompiledRule[] = [];
  const isDue = slices();
  for (const rule of set.rules) {
    compiled.push(compileRule(rule, semantics));
    if (isDue()) yield;
  }
  const rules = compiled.filter(({ isActive }) => isActive && !isStatic(set.code)).sort((a, b) => a.priority - b.priority);
  const tiers = new Tiers(rules);
  const lander = new Lander(rules, tiers);
  const misses = {
    now: missOf(set, set.rules.length > 0, semantics),
    afterDeletion: missOf(set, set.rules.length > 1, semantics),
  };
  const spaceUntil = (end: number) => new Space(rules, spanOf(limits, end, rules), days);

  const space = spaceUntil(Math.min(ends.expiry, ends.licence));
  const survey = new Survey(space, tiers, lander, misses);
  yield* survey.run();
  // What only the end of a licence makes true shows where one looks beyond it.
  const isLimited = set.code.auto_renew === true && ends.licence < Math.min(ends.expiry, limits.to);
  const renewed = isLimited ? new Survey(spaceUntil(ends.expiry), tiers, lander, misses) : null;
  if (renewed) yield* renewed.run();
  const shadowed = [...rules.keys()].filter((rule) => survey.losesAt[rule] && !survey.winsAt[rule]);
  const blockers = yield* blockersOf(shadowed, space);
  const evidence: Evidence = { space, tiers, survey, renewed, blockers };
  return { rules, evidence, ends, limits, days };
}
