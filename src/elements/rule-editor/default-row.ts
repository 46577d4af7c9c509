import { html, nothing, type TemplateResult } from 'lit';
import { evaluate } from '../../rules/evaluate.js';
import type { Analysis, Destination, RuleSemantics, RuleSet } from '../../rules/types.js';
import type { Editor } from './editor.js';
import { icons } from './icons.js';
import { plain } from './plain-text.js';

/** Where a scan lands that no rule matches, as the evaluator says: whatever else may end the redirecting does not matter here. */
export function otherwise({ code, rules }: RuleSet, semantics: RuleSemantics): Pick<Destination, 'kind' | 'url'> {
  const alive = { ...code, type: 'dynamic', is_active: true, expires_at: null, licensed_until: null };
  const none = rules.length > 0 ? [{ id: 0, url: '', is_active: false }] : [];
  return evaluate({ code: alive, rules: none }, { device: null, country: null, at: new Date(0) }, semantics).destinations[0]!;
}

/** Of more rules it would take too long to find out by the way. */
const FEW = 200;
const misses = new WeakMap<Analysis, boolean>();

/** Whether there is a rule for every scan, as far as that is known. */
export function nobodyMisses({ analysis, rules }: Editor): boolean {
  if (!analysis || rules.length === 0 || rules.length > FEW) return false;
  if (!misses.has(analysis)) misses.set(analysis, analysis.missesWhere().length === 0);
  return misses.get(analysis)!;
}

/** The last line of the list: those whom no rule matches. */
export function defaultRow(editor: Editor, lines: unknown, body: unknown, isNobody: boolean): TemplateResult {
  const { set, semantics, words, formats, code } = editor;
  const { kind, url } = otherwise(set, semantics);
  const from: Record<string, string> = words.list.from;
  // Static codes take no rules: what is said of them is that everybody goes there.
  const isEveryone = set.rules.length === 0 || code.type === 'static';
  const reason =
    kind === 'content' ? (from[code.content_type] ?? words.list.from.content) : kind === 'nothing' ? (isEveryone ? words.list.from.noAddress : words.list.from.nothing) : kind === 'rule' ? '' : words.list.from[kind];
  return html`<li class="row default ${isNobody ? 'off' : ''}" data-rule="">
    <div class="line">
      <span class="place" aria-hidden="true">${icons.end}</span>
      <span class="sentence" title=${url === null ? nothing : plain(url, '')}>
        <span class="who">${isEveryone ? words.list.everyone : words.list.everyoneElse}</span>
        <span class="hidden">${words.goesTo}</span>
        <span class="to">${icons.arrow} <span dir=${url === null ? nothing : 'ltr'}>${kind === 'content' ? reason : formats.destination({ kind, url })}</span></span>
      </span>
      <span class="state quiet">${isNobody ? words.list.nobodyLeft : kind === 'content' ? nothing : reason}</span>
    </div>
    ${lines} ${body}
  </li>`;
}
