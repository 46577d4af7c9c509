import { html, type TemplateResult } from 'lit';
import type { Editor } from './editor.js';
import { field } from './field.js';

export interface CountryField {
  id: string;
  value: string | null;
  change: (code: string | null) => void;
  problems: readonly string[];
}

/** ISO 3166-1 alpha-2 (2026), whose names `Intl` knows. */
const CODES =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'.split(
    ' ',
  );

interface Countries {
  /** Name and code, by name. */
  options: readonly (readonly [name: string, code: string])[];
  /** Code by name, without case or accents. */
  byName: ReadonlyMap<string, string>;
}

const made = new WeakMap<Editor['formats'], Countries>();

/** Text as names are compared: case, accents and spaces at its ends do not matter. */
const folded = (text: string) =>
  text
    .trim()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase();

export function countriesOf(formats: Editor['formats']): Countries {
  let countries = made.get(formats);
  if (!countries) {
    const collator = new Intl.Collator(formats.lang);
    const options = CODES.map((code) => [formats.country(code), code] as const).sort(([a], [b]) => collator.compare(a, b));
    countries = { options, byName: new Map(options.map(([name, code]) => [folded(name), code])) };
    made.set(formats, countries);
  }
  return countries;
}

/** The code that a name or code stands for; `null` for nothing; what is neither as it was typed, for the field to complain of. */
export function countryOf(formats: Editor['formats'], text: string): string | null {
  const typed = text.trim();
  if (typed === '') return null;
  return countriesOf(formats).byName.get(folded(typed)) ?? (/^[a-z]{2}$/i.test(typed) ? typed.toUpperCase() : text);
}

/** What fields show while they are typed into: a code becomes a name once the field is left, not before. */
const typing = new WeakMap<Editor['host'], { id: string; text: string }>();

/** A country by name or code, with all names to choose from. */
export function countryField(editor: Editor, { id, value, change, problems }: CountryField): TemplateResult {
  const { formats, host, words } = editor;
  const open = typing.get(host);
  // Undone meanwhile, what was typed is not about this any more.
  const shown = open?.id === id && countryOf(formats, open.text) === value ? open.text : value === null ? '' : formats.country(value);
  const type = (event: Event) => {
    const { value: text } = event.target as HTMLInputElement;
    typing.set(host, { id, text });
    change(countryOf(formats, text));
  };
  const leave = () => {
    typing.delete(host);
    editor.update();
  };
  const input = (describedBy: string) => html`<input
    id=${id}
    class="input"
    type="text"
    list="jsi-countries"
    autocomplete="off"
    autocapitalize="words"
    spellcheck="false"
    placeholder=${words.form.anyCountry}
    .value=${shown}
    aria-invalid=${problems.length > 0 ? 'true' : 'false'}
    aria-describedby=${describedBy}
    @input=${type}
    @change=${leave}
    @blur=${leave}
  />`;
  return field({ id, label: words.form.country, hint: words.form.countryHint, problems, input });
}

/** The names to choose from, once for all fields of an editor. */
export function countryList({ formats }: Editor): TemplateResult {
  return html`<datalist id="jsi-countries">${countriesOf(formats).options.map(([name, code]) => html`<option value=${name}>${code}</option>`)}</datalist>`;
}
