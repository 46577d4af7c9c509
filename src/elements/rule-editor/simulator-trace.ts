import { html, nothing, type TemplateResult } from 'lit';
import type { Rule } from '../../client/types.js';
import { enRuleSimulator as words } from '../../locales/en.rule-simulator.js';
import { weekdayIn, weekdays } from '../../rules/time.js';
import type { Outcome, TraceEntry } from '../../rules/types.js';
import type { Editor } from './editor.js';
import type { Formats } from './formats.js';

/** So many rules in a row that are for somebody else are folded. */
const MANY = 3;

/** Rules for other people say little about this scan, and may be hundreds. */
const isForOthers = ({ failed }: TraceEntry) => failed.some((condition) => condition !== 'window' && condition !== 'weekday');

/** Why a scan landed where it did: the rules in order of evaluation, up to the ones that won. */
export class TraceView {
  readonly #editor: Editor;
  /** Folds that are open; what is in a closed one is not drawn. */
  readonly #open = new Set<string>();

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  /** @param formats - in the zone of the scan */
  render(outcome: Outcome, at: number, formats: Formats): TemplateResult {
    const { rules } = this.#editor;
    const won = new Set(outcome.destinations.flatMap((destination) => destination.rules));
    const priority = rules.find(({ id }) => won.has(id))?.priority ?? Infinity;
    const end = rules.findIndex((rule) => rule.priority > priority);
    const reached = end < 0 ? rules.length : end;
    const behind = rules.slice(reached);
    const blocks = blocksOf(outcome.trace.slice(0, reached));
    return html`<h4>${words.why}</h4>
      <ol class="trace">
        ${blocks.map(({ first, entries }) => {
          const rows = () => entries.map((entry, index) => this.#step(first + index, entry, outcome, at, formats));
          if (!entries.every(isForOthers) || entries.length < MANY) return rows();
          return this.#fold(`from ${rules[first]!.id}`, words.others(entries.length, formats.number(entries.length)), rows);
        })}
        ${
          behind.length > 0
            ? this.#fold('behind', words.behind(behind.length, formats.number(behind.length)), () =>
                behind.map((rule, index) => this.#row(reached + index, rule, html`<span class="quiet">${words.notReached}</span>`, formats)),
              )
            : nothing
        }
      </ol>`;
  }

  #fold(name: string, summary: string, rows: () => unknown): TemplateResult {
    const isOpen = this.#open.has(name);
    const toggle = (event: Event) => {
      const { open } = event.target as HTMLDetailsElement;
      if (open === this.#open.has(name)) return;
      if (open) this.#open.add(name);
      else this.#open.delete(name);
      this.#editor.update();
    };
    return html`<li class="fold">
      <details ?open=${isOpen} @toggle=${toggle}>
        <summary>${summary}</summary>
        ${isOpen ? html`<ol class="trace">${rows()}</ol>` : nothing}
      </details>
    </li>`;
  }

  #step(position: number, entry: TraceEntry, outcome: Outcome, at: number, formats: Formats): TemplateResult {
    const rule = this.#editor.rules[position]!;
    if (entry.matched) return this.#row(position, rule, html`<strong>${this.#winning(rule, outcome, formats)}</strong>`, formats, true);
    const why = formats.list(entry.failed.map((condition) => this.#reason(condition, rule, at, formats)));
    const next = isForOthers(entry) || entry.next === undefined ? '' : entry.next === null ? words.never : words.next(formats.instant(entry.next));
    return this.#row(position, rule, html`${words.fails}: ${why}${next ? html` <span class="next">${next}</span>` : nothing}`, formats);
  }

  #row(position: number, rule: Rule, what: unknown, formats: Formats, hasWon = false): TemplateResult {
    return html`<li class="step ${hasWon ? 'won' : ''}">
      <span class="tick" aria-hidden="true">${hasWon ? '✓' : '·'}</span>
      <div>
        ${ruleButton(this.#editor, position)} <bdi>${formats.conditions(rule)}</bdi> <span aria-hidden="true">→</span> <bdi title=${rule.url}>${formats.url(rule.url)}</bdi>
        <div class="reason">${what}</div>
      </div>
    </li>`;
  }

  /** Of rules that share a page each has its own part, which the outcome does not say. */
  #winning(rule: Rule, { trace }: Outcome, formats: Formats): string {
    const matched = new Set(trace.filter((entry) => entry.matched).map((entry) => entry.rule));
    const tier = this.#editor.rules.filter(({ id, priority }) => priority === rule.priority && matched.has(id));
    if (tier.length === 1) return words.wins;
    const weightOf = (one: Rule) => one.weight ?? this.#editor.semantics.nullWeight;
    const total = tier.reduce((sum, one) => sum + weightOf(one), 0);
    if (total === 0) return words.winsDraw(formats.percent({ n: 1, d: tier.length }));
    return weightOf(rule) === 0 ? words.winsNever : words.winsDraw(formats.percent({ n: weightOf(rule), d: total }));
  }

  #reason(condition: TraceEntry['failed'][number], rule: Rule, at: number, formats: Formats): string {
    switch (condition) {
      case 'inactive':
        return words.failed.inactive;
      case 'device':
        return words.failed.device;
      case 'country':
        return words.failed.country;
      case 'window': {
        const hasEnded = rule.end_at !== null && at >= Date.parse(rule.end_at);
        return hasEnded ? words.failed.ended : words.failed.notYet;
      }
      case 'weekday': {
        const { weekdayTimeZone } = this.#editor.semantics;
        const today = weekdays[weekdayIn(weekdayTimeZone)(at)]!;
        return words.failed.weekday(formats.weekday(today), weekdayTimeZone.replaceAll('_', ' '));
      }
    }
  }
}

/** The name of a rule, which shows it in the list. */
export function ruleButton(editor: Editor, position: number): TemplateResult {
  const number = editor.formats.number(position + 1);
  return html`<button type="button" class="link" title=${words.showRule(number)} @click=${() => editor.showRule(editor.rules[position]!.id)}>${words.rule(number)}</button>`;
}

/** Entries in a row that are all for others, or all not. */
function blocksOf(trace: readonly TraceEntry[]): { first: number; entries: TraceEntry[] }[] {
  const blocks: { first: number; entries: TraceEntry[] }[] = [];
  trace.forEach((entry, index) => {
    const last = blocks.at(-1);
    if (last && isForOthers(last.entries[0]!) === isForOthers(entry)) last.entries.push(entry);
    else blocks.push({ first: index, entries: [entry] });
  });
  return blocks;
}
