import { html, nothing, type TemplateResult } from 'lit';
import type { Actions } from './actions.js';
import type { Editor } from './editor.js';
import { icons } from './icons.js';
import { plain } from './plain-text.js';
import type { Row } from './rows.js';
import { shareText, shortShare } from './share.js';

export interface RowContext {
  editor: Editor;
  actions: Actions;
  row: Row;
  isOpen: boolean;
  isPicked: boolean;
  /** The rule's name as text. */
  name: string;
  isFirstTier: boolean;
  isLastTier: boolean;
  /** What is said about the rule, below it. */
  lines: unknown;
  /** What opens below it. */
  body: unknown;
  toggle: () => void;
  onHandleKey: (event: KeyboardEvent) => void;
  onHandleDown: (event: PointerEvent) => void;
  onHandleBlur: () => void;
}

/** A rule as a sentence, which opens it, and what can be done with it. */
export function ruleRow(context: RowContext): TemplateResult {
  const { editor, row, isOpen } = context;
  const { formats, words } = editor;
  const { rule, index, group, isFirst, isLast, share } = row;
  const url = plain(rule.url, '');
  const classes = ['row', isOpen ? 'open' : '', rule.is_active ? '' : 'off', group ? `member ${group.kind}` : '', group && isFirst ? 'first' : '', group && isLast ? 'last' : ''];
  return html`<li class=${classes.filter(Boolean).join(' ')} data-rule=${rule.id}>
    ${group && isFirst ? groupHead(context) : nothing}
    <div class="line">
      ${editor.isReadOnly ? nothing : handle(context)}
      <span class="place" aria-hidden="true">${formats.number(index + 1)}</span>
      <button
        type="button"
        class="sentence"
        aria-expanded=${isOpen}
        aria-controls=${isOpen ? `form${rule.id}` : nothing}
        title=${url}
        @click=${context.toggle}
      >
        <span class="who">${formats.conditions(rule)} ${row.mark ? badge(row.mark === 'new' ? words.isNew : words.isChanged, row.mark) : nothing} ${rule.is_active ? nothing : badge(words.off)}</span>
        <span class="hidden">${words.goesTo}</span>
        <span class="to">${icons.arrow} <span dir="ltr">${url === '' ? words.phrases.noName : formats.url(rule.url)}</span></span>
      </button>
      <span class="state">
        ${share ? html`<span class="share" title=${shareText(editor, share)}><span aria-hidden="true">${shortShare(editor, share)}</span><span class="hidden">${shareText(editor, share)}</span></span>` : nothing}
      </span>
      ${editor.isReadOnly ? nothing : actionsOf(context)}
    </div>
    ${context.lines} ${context.body}
  </li>`;
}

const badge = (text: string, kind = '') => html`<span class="badge ${kind}">${text}</span>`;

function handle({ editor, name, isPicked, onHandleKey, onHandleDown, onHandleBlur }: RowContext): TemplateResult {
  const { act } = editor.words;
  return html`<button
    type="button"
    class="handle"
    data-act="move"
    aria-label=${act.named(act.move, name)}
    aria-describedby="jsi-move-hint"
    aria-pressed=${isPicked}
    title=${act.move}
    @keydown=${onHandleKey}
    @pointerdown=${onHandleDown}
    @blur=${onHandleBlur}
  >
    ${icons.grip}
  </button>`;
}

function actionsOf({ editor, actions, row, name, isFirstTier, isLastTier }: RowContext): TemplateResult {
  const { act } = editor.words;
  const { rule, group } = row;
  const { id } = rule;
  const button = (what: 'up' | 'down' | 'duplicate' | 'delete', run: () => void, isDisabled = false) =>
    html`<button type="button" class="icon" data-act=${what} aria-label=${act.named(act[what], name)} title=${act[what]} aria-disabled=${isDisabled ? 'true' : nothing} @click=${run}>
      ${icons[what]}
    </button>`;
  return html`<div class="acts">
    <button
      type="button"
      class="switch"
      role="switch"
      data-act="on"
      aria-checked=${rule.is_active}
      aria-label=${act.named(act.on, name)}
      title=${rule.is_active ? act.on : editor.words.off}
      @click=${() => actions.turn(id, !rule.is_active)}
    ></button>
    ${button('up', () => actions.step(id, -1), isFirstTier && !group)} ${button('down', () => actions.step(id, 1), isLastTier && !group)}
    ${button('duplicate', () => actions.duplicate(id))} ${button('delete', () => actions.remove(id))}
  </div>`;
}

/** What a draw is, above its first member, and how all of it is moved. */
function groupHead({ editor, actions, row, name, isFirstTier, isLastTier }: RowContext): TemplateResult {
  const { list, act } = editor.words;
  const button = (what: 'up' | 'down', by: -1 | 1, isDisabled: boolean) =>
    html`<button
      type="button"
      class="icon"
      data-act="group-${what}"
      aria-label=${act.named(list.group[what], name)}
      title=${list.group[what]}
      aria-disabled=${isDisabled ? 'true' : nothing}
      @click=${() => (isDisabled ? editor.say(by < 0 ? editor.words.said.first : editor.words.said.alreadyLast) : actions.stepGroup(row.tier, by))}
    >
      ${icons[what]}
    </button>`;
  return html`<div class="group-head">
    <span>${row.group!.kind === 'apart' ? nothing : icons.dice} ${list.group[row.group!.kind]}</span>
    ${editor.isReadOnly ? nothing : html`<span class="acts">${button('up', -1, isFirstTier)} ${button('down', 1, isLastTier)}</span>`}
  </div>`;
}
