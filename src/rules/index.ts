export { analyse, analyseInSteps } from './analyse.js';
export {
  calibrate,
  Calibrator,
  type CalibratedPoint,
  type Calibration,
  type Hypotheses,
  type Reading,
} from './calibrate.js';
export { coverage, type Stretch } from './coverage.js';
export { diff, diffInSteps, transients, transientsInSteps } from './diff.js';
export { RuleSetError } from './errors.js';
export { evaluate, evaluator } from './evaluate.js';
export { landingKey, landingOf } from './landing.js';
export type { PastScan } from './landings.js';
export type { Place } from './places.js';
export { differences, ruleInput, sameRule, type RuleField } from './fields.js';
export { disagreements, mergeRules, newTies, type Disagreement, type Merge, type Resolution } from './merge.js';
export { insertRule, joinTier, MAX_PRIORITY, moveRule, moveTier, orderOf, renumber, splitOff, tiersOf } from './order.js';
export { checkExpectations, mergeExpectations, type CheckedExpectation, type Expectation } from './expectations.js';
export { ExpectationFileError, formatExpectations, parseExpectations } from './expectations-file.js';
export { lint } from './lint.js';
export { besideGap, localInstants, localTime } from './local-time.js';
export { matrixAt, type Matrix } from './matrix.js';
export { planSave, planSaveInSteps, type PlanOptions } from './plan-save.js';
export {
  compileSchedule,
  MANY_RULES,
  MAX_RULES,
  type CompiledSchedule,
  type ScheduleProblem,
  type ScheduleWindow,
  type WeeklySchedule,
} from './schedule.js';
export { putSchedule, recogniseSchedules, type Schedule } from './schedule-groups.js';
export { Replay, replay, type Move, type Replayed, type ReplayOptions } from './replay.js';
export { defaultSemantics } from './semantics.js';
export type {
  AnalyseOptions,
  Analysis,
  Change,
  Choice,
  Context,
  Destination,
  FailedCondition,
  Fraction,
  Horizon,
  Landing,
  Outcome,
  Problem,
  ProblemCode,
  Region,
  RuleLike,
  RuleSemantics,
  RuleSet,
  TraceEntry,
  Verdict,
  VerdictKind,
} from './types.js';
