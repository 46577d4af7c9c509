import { html, nothing, type TemplateResult } from 'lit';
import { enRuleSimulator as words } from '../../locales/en.rule-simulator.js';
import { expectedOf, type ExpectedLanding, type Expectation, type ExpectedWhen } from '../../rules/expectations.js';
import { localTime } from '../../rules/local-time.js';
import { weekdays } from '../../rules/time.js';
import type { Outcome } from '../../rules/types.js';
import type { Editor } from './editor.js';
import { expectationsOf } from './expectation-store.js';
import type { ScenarioFields } from './scenario-fields.js';

/**
 * Keeps a scan as an expectation: of this moment, or of the same time of every week; that it lands where it does, or where it
 * should once the rules are as they are meant to be.
 */
export function createPinForm(editor: Editor, fields: ScenarioFields) {
  const { scenario } = fields;
  let isOpen = false;
  let isWeekly = false;
  let mustHold = false;
  let wanted: ExpectedLanding | null = null;
  /** What became of the last one, and of which scan that was. */
  let done: { about: string; text: string } | null = null;

  const about = () => JSON.stringify([scenario.device, scenario.country, scenario.at]);
  const focus = (selector: string) =>
    void editor.host.updateComplete.then(() => editor.host.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  const open = () => {
    [isOpen, wanted, done] = [true, null, null];
    editor.update();
    focus('.pin select');
  };
  const close = () => {
    isOpen = false;
    editor.update();
    focus('.pin-open');
  };

  const weekly = (): Exclude<ExpectedWhen, { at: string }> => {
    const local = localTime(fields.timeZone, scenario.at);
    return {
      weekday: weekdays[new Date(`${local.slice(0, 10)}T00:00:00Z`).getUTCDay()]!,
      time: local.slice(11, 16),
      timeZone: fields.timeZone,
    };
  };

  const pin = (expected: ExpectedLanding) => {
    const { device, country, at } = scenario;
    const when = isWeekly ? weekly() : { at: new Date(at).toISOString() };
    const expectation: Expectation = { label: '', device, country, when, expected, mustHold };
    done = { about: about(), text: expectationsOf(editor).add([expectation]) > 0 ? words.pinned : words.pinKnown };
    editor.say(done.text);
    close();
  };

  const form = (outcome: Outcome) => {
    const { formats, timeZone } = fields;
    const choices = choicesOf(editor, outcome);
    const chosen = Math.max(0, choices.findIndex((one) => isSame(one, wanted)));
    const { weekday, time } = weekly();
    const textOf = (one: ExpectedLanding) => (one.kind === 'url' ? formats.url(one.url) : one.kind === 'content' ? words.pinContent : words.pinNowhere);
    const choose = (event: Event) => {
      wanted = choices[Number((event.target as HTMLSelectElement).value)]!;
      editor.update();
    };
    const choice = (isOfWeek: boolean, text: string) => html`<label>
      <input type="radio" name="pin-when" .checked=${isWeekly === isOfWeek} @change=${() => (isWeekly = isOfWeek)} /> ${text}
    </label>`;
    return html`<fieldset class="pin" @keydown=${(event: KeyboardEvent) => (event.key === 'Escape' ? close() : undefined)}>
      <legend>${words.pinOf}</legend>
      <div class="pick">
        <label for="pin-where">${words.pinWhere}</label>
        <select id="pin-where" @change=${choose}>
          ${choices.map((one, index) => html`<option value=${index} .selected=${index === chosen}>${textOf(one)}</option>`)}
        </select>
      </div>
      ${outcome.destinations.length > 1 ? html`<p class="quiet">${words.pinDraw}</p>` : nothing}
      ${choice(false, words.pinAt(formats.instant(new Date(scenario.at))))}
      ${choice(true, words.pinWeekly(formats.weekday(weekday), time, timeZone.replaceAll('_', ' ')))}
      <label>
        <input type="checkbox" .checked=${mustHold} @change=${(event: Event) => (mustHold = (event.target as HTMLInputElement).checked)} /> ${words.pinMust}
      </label>
      <div class="actions">
        <button type="button" class="main" @click=${() => pin(choices[chosen]!)}>${words.pinNow}</button>
        <button type="button" @click=${close}>${words.pinCancel}</button>
      </div>
    </fieldset>`;
  };

  return {
    close: () => {
      isOpen = false;
    },
    render(outcome: Outcome): TemplateResult {
      if (isOpen) return form(outcome);
      return html`<div class="actions">
        <button type="button" class="pin-open" @click=${open}>${words.pin}</button>
        ${done?.about === about() ? html`<span class="quiet">${done.text}</span>` : nothing}
      </div>`;
    },
  };
}

/** Where a scan could be expected to land: where it does, first; then all other pages of the rules and the code, and none. */
function choicesOf({ rules, code }: Editor, outcome: Outcome): ExpectedLanding[] {
  const lands = outcome.destinations.map(({ url }) => url);
  const urls = new Set([...lands, ...rules.map(({ url }) => url), code.target_url, code.fallback_url].filter((url) => url !== null));
  const hasContent = code.content_type !== 'url';
  const all: ExpectedLanding[] = [
    ...[...urls].map((url): ExpectedLanding => ({ kind: 'url', url })),
    ...(hasContent ? [{ kind: 'content' as const }] : []),
    { kind: 'nowhere' },
  ];
  const first = expectedOf(outcome);
  return first ? [first, ...all.filter((one) => !isSame(one, first))] : all;
}

const isSame = (a: ExpectedLanding, b: ExpectedLanding | null) =>
  a.kind === b?.kind && (a.kind !== 'url' || b.kind !== 'url' || a.url === b.url);
