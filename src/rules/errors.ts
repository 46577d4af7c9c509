import type { Id } from '../client/types.js';

/** A rule set that cannot be read: which rule and field, and what was there. */
export class RuleSetError extends Error {
  /** `null` where the code itself or the context is at fault. */
  readonly rule: Id | null;
  readonly field: string;

  constructor(rule: Id | null, field: string, message: string) {
    super(`${rule === null ? '' : `rule ${rule}: `}${field}: ${message}`);
    this.name = 'RuleSetError';
    this.rule = rule;
    this.field = field;
  }
}
