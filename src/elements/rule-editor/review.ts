import type { Id, Rule } from '../../client/types.js';
import type { SaveConflict } from '../../rules/types.js';
import { addStyles } from '../../ui/add-styles.js';
import type { Editor, Panel } from './editor.js';
import { ReviewPanel } from './review-panel.js';
import { reviewStyles } from './review.styles.js';
import type { FieldErrors } from './save-run.js';

export type { FieldErrors };

/** What the review tells the element around it. */
export interface ReviewHooks {
  /** The first request is about to be sent; `false` where the page has cancelled that. `merged` is what the server will have. */
  maySave: (merged: readonly Rule[]) => boolean;
  /**
   * Saving has begun (`true`), or has ended or stopped (`false`). While it runs, nothing may be edited and leaving the page is
   * to be asked about.
   */
  saving: (isSaving: boolean) => void;
  /** The server has other rules than the edits were made from, and not all of it goes together. Also for a page to know. */
  conflicts: (conflicts: readonly SaveConflict[]) => void;
  /** What the API refused, for the fields to show; empty once another attempt begins. */
  fieldErrors: (errors: FieldErrors) => void;
  /**
   * A save has stopped on its way. `loaded` is what the server has as far as is known, `mine` the rules as the person wants them:
   * what was created has its real id. `ids` says which new id became which real one. The person may edit on, or go on.
   */
  stopped: (loaded: readonly Rule[], mine: readonly Rule[], ids: ReadonlyMap<Id, Id>) => void;
  /** All of it is saved: what the server has, read back. The panel stays until `close`. */
  saved: (rules: readonly Rule[]) => void;
  /** The person is done with the panel. */
  close: () => void;
}

/** What is shown between pressing Save and what is saved, and while it is saved. */
export interface Review extends Panel {
  /** Reads the rules again, merges, and shows what saving would do. To be called each time that Save is pressed. */
  start: () => void;
  /** Saves without being asked as soon as it is known how; resolves with whether all is saved. Stops where a person has to decide. */
  finish: () => Promise<boolean>;
  /** Whether requests are on their way, or wait to be. */
  readonly isSaving: boolean;
}

export function createReview(editor: Editor, hooks: ReviewHooks): Review {
  addStyles(editor.host.renderRoot as ShadowRoot, reviewStyles);
  return new ReviewPanel(editor, hooks);
}
