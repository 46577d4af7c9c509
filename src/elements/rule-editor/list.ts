import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Id, Rule } from '../../client/types.js';
import type { Analysis } from '../../rules/types.js';
import { addStyles } from '../../ui/add-styles.js';
import { createActions, type Actions } from './actions.js';
import { countryList } from './country-field.js';
import { defaultRow, nobodyMisses } from './default-row.js';
import { deletedRules } from './deleted.js';
import { Drag } from './drag.js';
import type { Editor, Panel } from './editor.js';
import { facts } from './facts.js';
import { Find } from './find.js';
import { FixShelf } from './fix-shelf.js';
import { focusIn, keepFocus } from './focus.js';
import { form, type FormState } from './form.js';
import { formStyles } from './form.styles.js';
import { linesBelow, type LinesContext } from './lines.js';
import { listStyles } from './list.styles.js';
import { PickUp } from './pick-up.js';
import { regionList } from './region-list.js';
import { ruleRow } from './row.js';
import type { Row } from './rows.js';
import { Sight, type Seen } from './sight.js';
import { refusedLines, type Line } from './verdicts.js';

/** What the API says about fields of rules, in its own words. */
export type FieldErrors = ReadonlyMap<Id, Readonly<Record<string, readonly string[]>>>;

const NONE: readonly never[] = [];

/** A row that is the first or last of its group that is shown. */
function ends(row: Row, index: number, shown: readonly Row[]): Row {
  const isFirst = shown[index - 1]?.tier !== row.tier;
  const isLast = shown[index + 1]?.tier !== row.tier;
  return isFirst === row.isFirst && isLast === row.isLast ? row : { ...row, isFirst, isLast };
}

/** The rules in order of evaluation, each as a sentence that opens its form; the last line says where everybody else lands. */
export class RuleList implements Panel {
  readonly #editor: Editor;
  readonly #sight: Sight;
  readonly #actions: Actions;
  readonly #focus: ReturnType<typeof focusIn>;
  readonly #drag: Drag;
  readonly #pickUp: PickUp;
  readonly #shelf: FixShelf;
  readonly #find: Find;
  readonly #open = new Set<Id>();
  readonly #form: FormState = { typesDevice: new Set(), unread: new Set() };
  #fieldErrors: FieldErrors = new Map();
  /** The rules that the API has refused, as they were then: what has been changed since is not what it spoke of. */
  #refused: ReadonlyMap<Id, Rule> = new Map();
  /** The rules that the analysis is about. */
  #analysed: { analysis: Analysis | null; rules: readonly Rule[] } | null = null;
  #hasStyles = false;

  constructor(editor: Editor) {
    this.#editor = editor;
    this.#sight = new Sight(editor);
    this.#focus = focusIn(editor);
    this.#actions = createActions(editor, this.#focus, (id) => this.#open.add(id));
    this.#drag = new Drag(editor, this.#actions, () => this.#sight.see().rows, (id) => this.#focus.action(id, 'move'));
    this.#pickUp = new PickUp(editor, this.#actions, (id) => this.#focus.action(id, 'move'));
    this.#shelf = new FixShelf(editor, this.#sight.name);
    this.#find = new Find(editor);
  }

  /** What the API has refused, shown at the fields until these are changed. */
  get fieldErrors(): FieldErrors {
    return this.#fieldErrors;
  }
  set fieldErrors(errors: FieldErrors) {
    this.#fieldErrors = errors;
    this.#refused = new Map(this.#editor.rules.filter(({ id }) => errors.has(id)).map((rule) => [rule.id, rule]));
  }

  /** Adds a rule behind all others, and opens it. */
  add(): void {
    this.#find.clear();
    this.#actions.add();
  }

  /** Scrolls to a rule and puts the focus on it, opened where `isOpen`. */
  show(id: Id, isOpen = false): void {
    if (!this.#sight.see().byId.has(id)) return;
    if (!this.#find.shows(this.#sight.see(), id)) this.#find.clear();
    if (isOpen) this.#open.add(id);
    this.#editor.update();
    this.#focus.sentence(id, true);
  }

  /** Rules with an error, in order of evaluation: the API would refuse them, or nobody could open where they lead. */
  broken(): readonly Id[] {
    const { rows, problems } = this.#sight.see();
    return rows.map(({ rule }) => rule.id).filter((id) => problems.get(id)?.some(({ severity }) => severity === 'error'));
  }

  changed(): void {
    const { analysis, rules } = this.#editor;
    if (this.#analysed?.analysis !== analysis) this.#analysed = { analysis, rules };
  }

  leave(): void {
    this.#drag.cancel();
    this.#shelf.close();
  }

  render(): TemplateResult {
    const editor = this.#editor;
    this.#addStyles();
    this.#pickUp.check();
    keepFocus(editor);
    const seen = this.#sight.see();
    const { list, act } = editor.words;
    const shown = this.#find.shown(seen);
    const tiers = (seen.rows.at(-1)?.tier ?? -1) + 1;
    const hasForm = seen.rows.some(({ rule }) => this.#open.has(rule.id));
    return html`<div class="list ${editor.isReadOnly ? 'reading' : ''}">
      ${this.#find.render(seen, shown.length)}
      ${
        seen.rows.length > 0
          ? nothing
          : html`<p class="nothing">
              ${list.none} ${editor.isReadOnly ? nothing : html`<button type="button" class="add-first" @click=${() => this.add()}>${editor.words.add}</button>`}
            </p>`
      }
      <ol class="rows" aria-label=${list.label}>
        ${repeat(
          shown.map(ends),
          ({ rule }) => rule.id,
          (row) => this.#row(row, seen, tiers),
        )}
        ${this.#default(seen)}
      </ol>
      ${deletedRules(editor, (rule) => this.#actions.restore(rule))}
      <p class="hidden" id="jsi-move-hint">${act.moveHint}</p>
      ${hasForm && !editor.isReadOnly ? countryList(editor) : nothing}
    </div>`;
  }

  /** Drawn again only when something in it is another: one is typed into while a thousand stay as they are. */
  #row(row: Row, seen: Seen, tiers: number): unknown {
    const { formats, isReadOnly } = this.#editor;
    const { rule, index, tier, group, isFirst, isLast, share, mark } = row;
    const isOpen = this.#open.has(rule.id);
    const lines = this.#linesOf(row, seen, isOpen);
    const isPicked = this.#pickUp.id === rule.id;
    const isBusy = isOpen || lines.some((line) => this.#shelf.offersOf(line) !== null);
    const says = lines.map(({ text }) => text).join('\n');
    const draw = share && `${share.kind} ${share.fraction.n} ${share.fraction.d}`;
    const parts = [rule, index, tier, group?.kind, isFirst, isLast, draw, mark, says, isPicked, tier === tiers - 1, formats, isReadOnly, isBusy ? Symbol() : null];
    return guard(parts, () =>
      ruleRow({
        editor: this.#editor,
        actions: this.#actions,
        row,
        name: this.#sight.name(rule.id),
        isOpen,
        isPicked,
        isFirstTier: tier === 0,
        isLastTier: tier === tiers - 1,
        lines: linesBelow(this.#linesContext(rule.id), lines),
        body: isOpen ? this.#body(row, seen) : nothing,
        toggle: () => this.#toggle(rule.id),
        onHandleKey: (event) => this.#pickUp.onKey(rule.id, event),
        onHandleDown: (event) => this.#drag.onDown(rule.id, event),
        onHandleBlur: () => this.#leaveHandle(rule.id),
      }),
    );
  }

  #body(row: Row, seen: Seen): unknown {
    const editor = this.#editor;
    const { id, is_active: isActive } = row.rule;
    const wins = isActive && this.#isAnalysed ? regionList(editor, editor.words.form.winsFor, editor.analysis!.winsWhere(id), editor.words.form.winsNowhere) : nothing;
    if (editor.isReadOnly) return html`${wins}<div class="form" id="form${id}">${facts(editor, row)}</div>`;
    return html`${wins}
    ${form({
      editor,
      actions: this.#actions,
      row,
      problems: seen.problems.get(id) ?? NONE,
      refused: this.#refusedOf(row.rule),
      devices: seen.devices,
      state: this.#form,
      above: seen.rows[row.index - 1]?.rule ?? null,
      close: () => {
        this.#toggle(id);
        this.#focus.sentence(id);
      },
    })}`;
  }

  #default(seen: Seen): TemplateResult {
    const editor = this.#editor;
    const lines = seen.lines.get(null) ?? NONE;
    const misses = lines.some(({ verdict }) => verdict?.kind === 'gap') && this.#isAnalysed ? regionList(editor, editor.words.verdict.gapWho, editor.analysis!.missesWhere(), '') : nothing;
    return defaultRow(editor, linesBelow(this.#linesContext(null), lines), misses, this.#isAnalysed && nobodyMisses(editor));
  }

  /** In a rule that is open its problems are at its fields. */
  #linesOf({ rule }: Row, seen: Seen, isOpen: boolean): readonly Line[] {
    const lines = seen.lines.get(rule.id) ?? NONE;
    const isForm = isOpen && !this.#editor.isReadOnly;
    const said = lines.filter((line) => (isOpen || !line.isQuiet) && !(isForm && line.verdict === null));
    return this.#fieldErrors.size === 0 ? said : [...refusedLines(this.#editor, rule.id, this.#refusedOf(rule), isForm), ...said];
  }

  #linesContext(id: Id | null): LinesContext {
    return {
      editor: this.#editor,
      offersOf: this.#shelf.offersOf,
      toggleFixes: this.#shelf.toggle,
      apply: (fix) => {
        const neighbour = this.#editor.rules[(id === null ? 0 : (this.#sight.see().byId.get(id)?.index ?? 0)) + 1];
        this.#shelf.apply(fix);
        const next = [id, neighbour?.id, this.#editor.rules[0]?.id].find((one) => one != null && this.#editor.rules.some((rule) => rule.id === one));
        if (next != null) this.#focus.sentence(next);
      },
    };
  }

  #toggle(id: Id): void {
    if (!this.#open.delete(id)) this.#open.add(id);
    this.#editor.update();
  }

  /** Moving a row takes the focus for a moment; only where it has gone elsewhere is a rule that was picked up dropped. */
  #leaveHandle(id: Id): void {
    void this.#editor.host.updateComplete.then(() => {
      if (this.#pickUp.id === id && !this.#focus.isAt(id, 'move')) this.#pickUp.drop();
    });
  }

  /** Fields that the API has refused and that nobody has changed since. */
  #refusedOf(rule: Rule): Readonly<Record<string, readonly string[]>> {
    const was = this.#refused.get(rule.id);
    const errors = this.#fieldErrors.get(rule.id);
    if (!was || !errors) return {};
    return Object.fromEntries(Object.entries(errors).filter(([name]) => rule[name as keyof Rule] === was[name as keyof Rule]));
  }

  /** Whether the analysis is about the rules as they are. */
  get #isAnalysed(): boolean {
    const { analysis, rules } = this.#editor;
    return analysis !== null && this.#analysed?.analysis === analysis && this.#analysed.rules === rules;
  }

  #addStyles(): void {
    if (this.#hasStyles) return;
    this.#hasStyles = true;
    addStyles(this.#editor.host.renderRoot as ShadowRoot, listStyles, formStyles);
  }
}

export const createList = (editor: Editor): RuleList => new RuleList(editor);
