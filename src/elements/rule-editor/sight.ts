import type { Id } from '../../client/types.js';
import { createLinter } from '../../rules/lint.js';
import type { Problem } from '../../rules/types.js';
import type { Editor } from './editor.js';
import { nameOf } from './rule-names.js';
import { rowsOf, type Row } from './rows.js';
import { linesOf, type Lines } from './verdicts.js';

/** What the rules are, in all that is said and shown of them. */
export interface Seen {
  rows: readonly Row[];
  byId: ReadonlyMap<Id, Row>;
  problems: ReadonlyMap<Id | null, readonly Problem[]>;
  lines: Lines;
  /** That rules name, each once. */
  devices: readonly string[];
}

/** Sees the rules of an editor: anew when one of the parts is another, as it is with every key that is typed. */
export class Sight {
  readonly #editor: Editor;
  readonly #lint = createLinter();
  #parts: readonly unknown[] = [];
  #seen: Seen = { rows: [], byId: new Map(), problems: new Map(), lines: new Map(), devices: [] };
  #linted: { rules: unknown; code: unknown; found: readonly Problem[] } = { rules: null, code: null, found: [] };

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  see(): Seen {
    const { rules, loaded, semantics, formats, analysis, set } = this.#editor;
    const parts = [rules, loaded, formats, analysis, semantics.weekdayTimeZone, set.code];
    if (parts.every((part, index) => part === this.#parts[index])) return this.#seen;
    const rows = rowsOf(rules, loaded, semantics);
    if (this.#linted.rules !== rules || this.#linted.code !== set.code) this.#linted = { rules, code: set.code, found: this.#lint(set) };
    const problems = new Map<Id | null, Problem[]>();
    for (const problem of this.#linted.found) {
      const known = problems.get(problem.rule);
      if (known) known.push(problem);
      else problems.set(problem.rule, [problem]);
    }
    this.#parts = parts;
    // Names are asked for while the lines are made.
    this.#seen = { rows, byId: new Map(rows.map((row) => [row.rule.id, row])), problems, lines: new Map(), devices: [...new Set(rules.flatMap(({ device }) => device ?? []))] };
    this.#seen.lines = linesOf(this.#editor, rows, analysis, this.#linted.found, this.name);
    return this.#seen;
  }

  /** A rule's name as text. */
  readonly name = (id: Id): string => {
    const row = this.see().byId.get(id);
    return row ? nameOf(this.#editor, row.rule, row.index) : this.#editor.words.ruleNoUrl('?');
  };
}
