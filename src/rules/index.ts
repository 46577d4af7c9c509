export { coverage, type Stretch } from './coverage.js';
export { RuleSetError } from './errors.js';
export { evaluate, evaluator } from './evaluate.js';
export { defaultSemantics } from './semantics.js';
export type {
  Context,
  Destination,
  FailedCondition,
  Fraction,
  Outcome,
  RuleLike,
  RuleSemantics,
  RuleSet,
  TraceEntry,
} from './types.js';
