import type { ClientError } from '../../client/errors.js';
import type { Id, Rule } from '../../client/types.js';
import type { Disagreement } from '../../rules/merge.js';
import type { Change, RuleSet, SaveConflict, SavePlan, SaveStep } from '../../rules/types.js';
import type { ReplayPart } from './review-replay.js';
import type { SaveRun } from './save-run.js';

/** The three versions that are merged. */
export interface Base {
  loaded: RuleSet;
  mine: RuleSet;
  now: RuleSet;
}

interface Planned {
  base: Base;
  plan: SavePlan;
}

/** Who has ended a save, where it was not the API. */
export type StoppedBy = 'person' | 'left';

export interface Ready extends Planned {
  kind: 'ready';
  /** Who lands elsewhere; `null` where that cannot be told. */
  changes: readonly Change[] | null;
  /** Draws that only the merge makes. */
  ties: readonly (readonly Id[])[];
  /** `null` where scans may not be read. */
  replay: ReplayPart | null;
  /** How many rules stay as I have them, and as they have them, of those that both changed. */
  decided: { mine: number; theirs: number };
  isAll: boolean;
}

export interface Saving extends Planned {
  kind: 'saving';
  run: SaveRun;
}

export interface Stopped extends Planned {
  kind: 'stopped';
  run: SaveRun;
  why: ClientError | StoppedBy;
  step: SaveStep | null;
}

/** What the review shows. */
export type Stage =
  | { kind: 'idle' }
  | { kind: 'reading'; until: number | null }
  | { kind: 'comparing' }
  | { kind: 'failed'; error: ClientError }
  | { kind: 'conflicts'; base: Base; conflicts: readonly SaveConflict[] }
  | { kind: 'nothing'; rules: readonly Rule[] }
  | Ready
  | Saving
  | Stopped
  | { kind: 'saved'; rules: readonly Rule[]; told: readonly Rule[]; differs: readonly Disagreement[] };
