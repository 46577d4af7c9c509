import { html, nothing, type TemplateResult } from 'lit';
import type { Id } from '../../client/types.js';
import type { Editor } from './editor.js';
import { icons } from './icons.js';
import type { Row } from './rows.js';
import type { Lines } from './verdicts.js';

/** From so many rules on there is something to find. */
const MANY = 10;

interface Listed {
  rows: readonly Row[];
  lines: Lines;
}

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Shows some of the rules: those with a text in their sentence or address, or those that something is wrong with. */
export class Find {
  readonly #editor: Editor;
  #text = '';
  #isProblemsOnly = false;
  /** Text of rules, which a thousand times is too much for every key. */
  readonly #texts = new WeakMap<Row['rule'], { formats: unknown; text: string }>();
  /** Rules that are shown although they are not looked for any more: one of them is being edited. */
  #kept: ReadonlySet<Id> = new Set();

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  clear(): void {
    this.#text = '';
    this.#isProblemsOnly = false;
    this.#kept = new Set();
  }

  shown({ rows, lines }: Listed): readonly Row[] {
    return this.#isOn ? rows.filter((row) => this.#isShown(row, lines)) : rows;
  }

  shows(listed: Listed, id: Id): boolean {
    return this.shown(listed).some(({ rule }) => rule.id === id);
  }

  render(listed: Listed, shown: number): TemplateResult | typeof nothing {
    const { rows, lines } = listed;
    const { words, formats } = this.#editor;
    const { list } = words;
    if (rows.length < MANY && !this.#isOn) return nothing;
    const problems = rows.filter(({ rule }) => hasProblem(lines, rule.id)).length;
    const find = (change: () => void) => {
      change();
      // What is found stays while it is edited, also where it is not what was looked for any more.
      this.#kept = new Set();
      this.#kept = new Set(this.shown(listed).map(({ rule }) => rule.id));
      this.#editor.update();
    };
    return html`<div class="find" role="search">
        <label class="find-text">
          ${icons.search}
          <input
            type="search"
            aria-label=${list.find}
            placeholder=${list.findHint}
            .value=${this.#text}
            @input=${(event: Event) => find(() => (this.#text = (event.target as HTMLInputElement).value))}
          />
        </label>
        <label class="find-problems">
          <input type="checkbox" .checked=${this.#isProblemsOnly} @change=${(event: Event) => find(() => (this.#isProblemsOnly = (event.target as HTMLInputElement).checked))} />
          ${list.problemsOnly(formats.number(problems))}
        </label>
        <span class="quiet" role="status">${this.#isOn ? list.found(formats.number(shown), formats.number(rows.length)) : nothing}</span>
      </div>
      ${
        this.#isOn && shown === 0
          ? html`<p class="nothing">${list.nothingFound} <button type="button" class="link" @click=${() => find(() => this.clear())}>${list.showAll}</button></p>`
          : nothing
      }`;
  }

  get #isOn(): boolean {
    return this.#text.trim() !== '' || this.#isProblemsOnly;
  }

  #isShown({ rule, index }: Row, lines: Lines): boolean {
    if (this.#kept.has(rule.id) || rule.id < 0) return true;
    if (this.#isProblemsOnly && !hasProblem(lines, rule.id)) return false;
    const wanted = folded(this.#text.trim());
    return wanted === '' || wanted === String(index + 1) || wanted.split(/\s+/).every((word) => this.#textOf(rule).includes(word));
  }

  #textOf(rule: Row['rule']): string {
    const { formats } = this.#editor;
    const known = this.#texts.get(rule);
    if (known?.formats === formats) return known.text;
    const text = folded(`${formats.conditions(rule)} ${rule.url} ${rule.country_code ?? ''} ${rule.device ?? ''}`);
    this.#texts.set(rule, { formats, text });
    return text;
  }
}

const hasProblem = (lines: Lines, id: Id) => lines.get(id)?.some(({ tone }) => tone !== 'info') ?? false;
