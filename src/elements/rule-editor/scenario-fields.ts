import { html, nothing, type TemplateResult } from 'lit';
import { enRuleSimulator as words } from '../../locales/en.rule-simulator.js';
import { isTimeZone } from '../../time/zones.js';
import { countryCodes } from './country-codes.js';
import type { Editor } from './editor.js';
import { formatsOf, type Formats } from './formats.js';
import { instantField } from './instant-field.js';
import { scenarioOf, thisMinute, type Scenario } from './scenario.js';

const known = ['ios', 'android', 'windows', 'mac', 'linux'];
/** Values of options that stand for no name; names have an equals sign before them. */
const UNKNOWN = 'unknown';
const OTHER = 'other';
const valueOf = (name: string) => `=${name}`;

/** Fields that say which scan is meant, on the scenario that all panels of an editor share. */
export interface ScenarioFields {
  readonly scenario: Scenario;
  /** The zone of the scenario. */
  readonly timeZone: string;
  /** Times in that zone. */
  readonly formats: Formats;
  set: (fields: Partial<Scenario>) => void;
  /** Device and country. */
  who: () => TemplateResult;
  zone: () => TemplateResult;
  /** Date, time and "Now". */
  moment: () => TemplateResult;
}

/** @param name - of the panel, unique within the editor */
export function createScenarioFields(editor: Editor, name: string): ScenarioFields {
  const scenario = scenarioOf(editor);
  let isOther = false;
  /** Hundreds of names are made once somebody looks at them. */
  let countries: readonly (readonly [string, string])[] | null = null;
  let countriesLang = '';
  let zones: readonly string[] | null = null;

  const set = (fields: Partial<Scenario>) => {
    Object.assign(scenario, fields);
    editor.update();
  };
  const timeZone = () => scenario.timeZone ?? editor.timeZone;
  const formats = () => formatsOf(editor.formats.lang, timeZone(), editor.semantics.weekdayTimeZone, editor.words);

  const devicesInRules = () => [...new Set(editor.rules.map(({ device }) => device).filter((device) => device !== null))];
  const countriesInRules = () => [...new Set(editor.rules.map(({ country_code }) => country_code?.toUpperCase()).filter((code) => code != null))];
  const byName = (codes: readonly string[]) => {
    const { compare } = new Intl.Collator(editor.formats.lang);
    return codes.map((code) => [code, editor.formats.country(code)] as const).sort(([, a], [, b]) => compare(a, b));
  };
  const prepareCountries = () => {
    if (countries && countriesLang === editor.formats.lang) return;
    countriesLang = editor.formats.lang;
    countries = byName(countryCodes);
    editor.update();
  };
  const prepareZones = () => {
    if (zones) return;
    zones = [...new Set([timeZone(), editor.timeZone, editor.semantics.weekdayTimeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])].filter(isTimeZone);
    editor.update();
  };

  const option = (value: string, text: string, selected: string) => html`<option value=${value} .selected=${value === selected}>${text}</option>`;
  const group = (label: string, options: readonly TemplateResult[]) => (options.length > 0 ? html`<optgroup label=${label}>${options}</optgroup>` : nothing);

  const deviceField = () => {
    const inRules = devicesInRules();
    const others = known.filter((device) => !inRules.includes(device));
    const { device } = scenario;
    const isNamed = device !== null && [...inRules, ...others].includes(device);
    const selected = isOther || (device !== null && !isNamed) ? OTHER : device === null ? UNKNOWN : valueOf(device);
    const choose = (event: Event) => {
      const { value } = event.target as HTMLSelectElement;
      isOther = value === OTHER;
      // As long as it has no name it is one that no rule knows.
      set({ device: value === UNKNOWN ? null : value === OTHER ? '' : value.slice(1) });
    };
    const type = (event: Event) => set({ device: (event.target as HTMLInputElement).value.trim() });
    return html`<label class="pick">
        <span>${words.device}</span>
        <select id="${name}-device" @change=${choose}>
          ${group(words.inRules, inRules.map((one) => option(valueOf(one), editor.formats.device(one), selected)))}
          ${group(words.otherDevices, [
            ...others.map((one) => option(valueOf(one), editor.formats.device(one), selected)),
            option(UNKNOWN, words.unknownDevice, selected),
            option(OTHER, words.otherDevice, selected),
          ])}
        </select>
      </label>
      ${
        selected === OTHER
          ? html`<label class="pick">
              <span>${words.deviceName} <small>${words.deviceHint}</small></span>
              <input type="text" autocomplete="off" spellcheck="false" maxlength="100" .value=${device ?? ''} @input=${type} />
            </label>`
          : nothing
      }`;
  };

  const countryField = () => {
    const inRules = countriesInRules();
    const selected = scenario.country === null ? UNKNOWN : valueOf(scenario.country);
    const shown = new Set(inRules);
    const others = (countries ?? []).filter(([code]) => !shown.has(code));
    const isMissing = scenario.country !== null && !shown.has(scenario.country) && !countries;
    const choose = (event: Event) => {
      const { value } = event.target as HTMLSelectElement;
      set({ country: value === UNKNOWN ? null : value.slice(1) });
    };
    return html`<label class="pick" @pointerdown=${prepareCountries} @focusin=${prepareCountries}>
      <span>${words.country}</span>
      <select id="${name}-country" @change=${choose}>
        ${group(words.inRules, byName(inRules).map(([code, text]) => option(valueOf(code), text, selected)))} ${option(UNKNOWN, words.unknownCountry, selected)}
        ${isMissing ? option(valueOf(scenario.country!), editor.formats.country(scenario.country), selected) : nothing}
        ${group(words.allCountries, others.map(([code, text]) => option(valueOf(code), text, selected)))}
      </select>
    </label>`;
  };

  return {
    scenario,
    set,
    get timeZone() {
      return timeZone();
    },
    get formats() {
      return formats();
    },
    who: () => html`${deviceField()} ${countryField()}`,
    zone: () => html`<label class="pick" @pointerdown=${prepareZones} @focusin=${prepareZones}>
      <span>${words.zone}</span>
      <select id="${name}-zone" @change=${(event: Event) => set({ timeZone: (event.target as HTMLSelectElement).value })}>
        ${(zones ?? [timeZone()]).map((zone) => option(zone, zone.replaceAll('_', ' '), timeZone()))}
      </select>
    </label>`,
    moment: () => html`<div class="moment">
      ${instantField(
        { host: editor.host, timeZone: timeZone(), formats: editor.formats, update: () => editor.update() },
        {
          name: `${name}-at`,
          label: words.moment,
          value: new Date(scenario.at).toISOString(),
          isRequired: true,
          // Emptied by the browser's own button: there is always a moment.
          change: (value) => set({ at: value === null ? thisMinute() : Date.parse(value) }),
        },
      )}
      <button type="button" class="small" @click=${() => set({ at: thisMinute() })}>${words.now}</button>
    </div>`,
  };
}
