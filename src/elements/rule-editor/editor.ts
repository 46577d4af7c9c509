import type { LitElement, TemplateResult } from 'lit';
import type { Client } from '../../client/client.js';
import type { Operation } from '../../client/routes.js';
import type { Id, QrCode, Rule } from '../../client/types.js';
import type { RuleEditorTerms } from '../../locales/en.rule-editor.js';
import type { Analysis, Context, RuleSemantics, RuleSet } from '../../rules/types.js';
import type { Formats } from './formats.js';

/** What the parts of the editor know of it, and may ask it to do. A value read from it is that of this moment. */
export interface Editor {
  /** Its root is where a part adds its styles; nothing else of it is theirs. */
  readonly host: LitElement;
  readonly words: RuleEditorTerms;
  readonly formats: Formats;
  readonly client: Client;
  readonly code: QrCode;
  /** As they are on the server, as far as is known. */
  readonly loaded: readonly Rule[];
  /** As they are edited, in order of evaluation. Rules that are not on the server yet have negative ids. */
  readonly rules: readonly Rule[];
  /** Code and edited rules. */
  readonly set: RuleSet;
  readonly semantics: RuleSemantics;
  /** IANA name of the zone in which times are shown and typed. */
  readonly timeZone: string;
  /** `null` while it runs, or where a rule cannot be read. */
  readonly analysis: Analysis | null;
  readonly isReadOnly: boolean;
  /** What the grant allows; `null` where nobody says. */
  readonly permissions: ReadonlySet<Operation> | null;

  /**
   * Puts edited rules in the place of those that are there: one step of undo, `what` in the words of "Undo: …". Steps in a row
   * with the same `merge` (a field that is typed into) are one.
   */
  change: (rules: readonly Rule[], what: string, merge?: string) => void;
  /** A negative id that no rule has or had. */
  newId: () => Id;
  /** Shows a rule in the list, opened for editing where `isOpen`. */
  showRule: (rule: Id, isOpen?: boolean) => void;
  /** Opens the simulator at a context. */
  showContext: (context: Context) => void;
  /** Says something to a screen reader. */
  say: (text: string) => void;
  /** Draws again. */
  update: () => void;
}

/** A part that is drawn within the editor; it calls `editor.update()` when something of its own has changed. */
export interface Panel {
  render: () => TemplateResult;
  /** The rules, the code or the language have changed. */
  changed?: () => void;
  /** The element has left the page: end what still runs. */
  leave?: () => void;
}
