import { html, nothing, type TemplateResult } from 'lit';
import type { Instant } from '../../client/types.js';
import { enRuleFields as words } from '../../locales/en.rule-fields.js';
import { besideGap, localInstants, localTime } from '../../rules/local-time.js';
import { instant } from '../../rules/time.js';
import { addStyles } from '../../ui/add-styles.js';
import type { Editor } from './editor.js';
import { instantFieldStyles } from './instant-field.styles.js';

export interface InstantField {
  /** Unique within the editor: what was typed and is asked about is kept under it. */
  name: string;
  label: string;
  value: Instant | null;
  change: (value: Instant | null) => void;
  /** What is wrong with the value, as text. */
  problem?: string | undefined;
  isDisabled?: boolean | undefined;
  /** There is always a value: no button takes it away. */
  isRequired?: boolean;
}

/** What a field knows of its editor; the zone may be another than that of the list. */
export type FieldEditor = Pick<Editor, 'host' | 'timeZone' | 'formats' | 'update'>;

/** What was typed and names no single instant yet, and where that was. */
interface Typed {
  local: string;
  timeZone: string;
  value: Instant | null;
}

const typed = new WeakMap<Editor['host'], Map<string, Typed>>();

/** While a year is typed it is 0002, 0020 and 0202 first. */
const FIRST_YEAR = 1970;

/**
 * An instant as date and time in the display zone, with the same in UTC below. A local time that does not exist or exists twice
 * is asked about, and changes nothing until it is answered.
 */
export function instantField(editor: FieldEditor, field: InstantField): TemplateResult {
  const fields = fieldsOf(editor.host);
  const { timeZone } = editor;
  const { name, label, value, isDisabled = false, isRequired = false } = field;
  const ms = read(value);
  const open = fields.get(name);
  // Undone, or shown in another zone: what was typed there is not about this any more.
  if (open && (open.timeZone !== timeZone || open.value !== value)) fields.delete(name);
  const pending = fields.get(name)?.local;
  const shown = pending ?? (ms === null ? '' : localTime(timeZone, ms));

  const set = (next: Instant | null) => {
    fields.delete(name);
    if (next !== value) field.change(next);
    editor.update();
  };
  const type = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const local = input.value;
    // Half typed, which must not be taken for empty.
    if (local === '' && (input.validity.badInput || isRequired)) return;
    const instants = local === '' ? [] : localInstants(timeZone, local);
    if (local === '') set(null);
    else if (instants.length === 1 && Number.parseInt(local) >= FIRST_YEAR) set(isoOf(instants[0]!));
    else {
      fields.set(name, { local, timeZone, value });
      editor.update();
    }
  };

  const problem = field.problem ?? (value !== null && ms === null ? words.unreadable(value) : undefined);
  const id = `instant-${name}`;
  return html`<div class="instant" data-field=${name}>
    <label for=${id}>${label}</label>
    <div class="instant-row">
      <input
        id=${id}
        type="datetime-local"
        step=${shown.length > 16 ? 1 : nothing}
        .value=${shown}
        ?disabled=${isDisabled}
        aria-invalid=${problem ? 'true' : 'false'}
        aria-describedby="${id}-utc ${id}-problem"
        @input=${type}
      />
      ${
        isRequired || (shown === '' && value === null)
          ? nothing
          : html`<button type="button" class="small" ?disabled=${isDisabled} aria-label=${words.clearNamed(label)} @click=${() => set(null)}>${words.clear}</button>`
      }
    </div>
    <span class="instant-utc" id="${id}-utc">${ms === null || pending !== undefined ? nothing : words.utc(editor.formats.utc(isoOf(ms)))}</span>
    ${isDisabled ? nothing : question(editor, { name, local: shown, ms: pending === undefined ? ms : null, set })}
    <span class="instant-problem" id="${id}-problem">${problem ?? nothing}</span>
  </div>`;
}

/** Two radio buttons where a local time is not one instant; nothing where it is. */
function question(editor: FieldEditor, asked: { name: string; local: string; ms: number | null; set: (value: Instant) => void }): unknown {
  const { timeZone, formats } = editor;
  const { name, local, ms, set } = asked;
  if (Number.parseInt(local) < FIRST_YEAR) return nothing;
  const instants = localInstants(timeZone, local);
  const beside = instants.length === 0 ? besideGap(timeZone, local) : null;
  const choices = beside ?? instants;
  if (choices.length !== 2) return nothing;

  const time = local.slice(local.indexOf('T') + 1);
  const zone = timeZone.replaceAll('_', ' ');
  const textOf = (at: number, index: number) => {
    const utc = formats.utc(isoOf(at));
    const clock = localTime(timeZone, at).slice(-time.length);
    return beside ? words[index === 0 ? 'gapBefore' : 'gapAfter'](clock, utc) : words[index === 0 ? 'first' : 'second'](utc);
  };
  return html`<fieldset class="instant-question">
    <legend>${beside ? words.gap(time, zone) : words.twice(time, zone)}</legend>
    ${choices.map(
      (at, index) => html`<label>
        <input type="radio" name="instant-${name}-which" .checked=${at === ms} @change=${() => set(isoOf(at))} />
        ${textOf(at, index)}
      </label>`,
    )}
    ${ms === null ? html`<span class="instant-undecided" role="status">${words.undecided}</span>` : nothing}
  </fieldset>`;
}

function fieldsOf(host: Editor['host']): Map<string, Typed> {
  let fields = typed.get(host);
  if (!fields) {
    typed.set(host, (fields = new Map<string, Typed>()));
    addStyles(host.renderRoot as ShadowRoot, instantFieldStyles);
  }
  return fields;
}

/** As the API writes instants. */
const isoOf = (ms: number): Instant => new Date(ms).toISOString().replace('.000Z', 'Z');

function read(value: Instant | null): number | null {
  try {
    return value === null ? null : instant(value);
  } catch {
    return null;
  }
}
