import type { Rule } from '../../client/types.js';
import type { SaveConflict } from '../../rules/types.js';

/** Rules were edited, or an edit was taken back. */
export class JsiRulesChangeEvent extends Event {
  /** As they are now, in order of evaluation; negative ids are not on the server yet. */
  readonly rules: readonly Rule[];

  constructor(rules: readonly Rule[]) {
    super('jsi-rules-change', { bubbles: true, composed: true });
    this.rules = rules;
  }
}

/** Edited rules are about to be saved; cancelling the event keeps them edited. */
export class JsiRulesSaveEvent extends Event {
  readonly rules: readonly Rule[];

  constructor(rules: readonly Rule[]) {
    super('jsi-rules-save', { bubbles: true, composed: true, cancelable: true });
    this.rules = rules;
  }
}

/** Rules were saved. */
export class JsiRulesSavedEvent extends Event {
  /** As they are on the server. */
  readonly rules: readonly Rule[];

  constructor(rules: readonly Rule[]) {
    super('jsi-rules-saved', { bubbles: true, composed: true });
    this.rules = rules;
  }
}

/** Somebody else has saved the same rules meanwhile, and not all of it goes together. */
export class JsiRulesConflictEvent extends Event {
  readonly conflicts: readonly SaveConflict[];

  constructor(conflicts: readonly SaveConflict[]) {
    super('jsi-rules-conflict', { bubbles: true, composed: true });
    this.conflicts = conflicts;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'jsi-rules-change': JsiRulesChangeEvent;
    'jsi-rules-save': JsiRulesSaveEvent;
    'jsi-rules-saved': JsiRulesSavedEvent;
    'jsi-rules-conflict': JsiRulesConflictEvent;
  }
}
