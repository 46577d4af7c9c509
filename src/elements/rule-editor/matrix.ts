import { html, nothing, type TemplateResult } from 'lit';
import { enRuleSimulator as words } from '../../locales/en.rule-simulator.js';
import { RuleSetError } from '../../rules/errors.js';
import { landingKey, landingOf } from '../../rules/landing.js';
import { matrixAt, type Matrix } from '../../rules/matrix.js';
import { addStyles } from '../../ui/add-styles.js';
import { keysOf, legend, type Keys } from './destination-keys.js';
import type { Editor, Panel } from './editor.js';
import { matrixStyles } from './matrix.styles.js';
import { panelsStyles } from './panels.styles.js';
import { moveInTable, Roving } from './roving.js';
import { createScenarioFields } from './scenario-fields.js';

/** Where everybody lands at one moment, and what of it is shown. */
interface View {
  matrix: Matrix;
  keys: Keys;
  /** Indices of devices and countries that do not land as the others do; the others come last. */
  columns: number[];
  rows: number[];
}

/** Devices × countries at the moment of the simulator. */
export function createMatrix(editor: Editor): Panel {
  addStyles(editor.host.renderRoot as ShadowRoot, panelsStyles, matrixStyles);
  const fields = createScenarioFields(editor, 'matrix');
  const roving = new Roving();
  let isUnfolded = false;
  let made: { about: readonly unknown[]; view: View | null } | null = null;

  const view = (): View | null => {
    const about = [editor.rules, editor.code, JSON.stringify(editor.semantics), fields.scenario.at, isUnfolded, editor.formats];
    if (!made?.about.every((part, index) => part === about[index])) made = { about, view: look() };
    return made.view;
  };
  const look = (): View | null => {
    try {
      return viewOf(matrixAt(editor.set, new Date(fields.scenario.at), editor.semantics), isUnfolded, editor.formats);
    } catch (error) {
      if (error instanceof RuleSetError) return null;
      throw error;
    }
  };

  const deviceName = (device: string | null, isOnly = false) =>
    device === null ? (isOnly ? words.allDevices : words.otherDevices) : editor.formats.device(device);
  const countryName = (country: string | null, isOnly = false) =>
    country === null ? (isOnly ? words.allCountries : words.otherCountries) : editor.formats.country(country);
  /** The values that are folded into the others. */
  const folded = (values: readonly (string | null)[], shown: readonly number[], name: (value: string | null) => string) => {
    if (shown.length === 1) return nothing;
    const names = values.filter((_, index) => !shown.includes(index)).map((value) => name(value));
    return names.length > 0 ? html`<small>${words.otherAsWell(editor.formats.list(names))}</small>` : nothing;
  };

  const cell = ({ matrix, keys, rows, columns }: View, row: number, column: number, stop: string | null) => {
    const [country, device] = [matrix.countries[row]!, matrix.devices[column]!];
    const outcome = matrix.outcomes[row]![column]!;
    const { letters, tones } = keys.mark(outcome);
    const name = stopOf(device, country);
    const label = words.cell(deviceName(device, columns.length === 1), countryName(country, rows.length === 1), editor.formats.landing(outcome));
    return html`<td>
      <button
        type="button"
        class="tile ${tones}"
        data-stop=${name}
        tabindex=${name === stop ? 0 : -1}
        title=${label}
        aria-label="${letters}. ${label}"
        @click=${() => editor.showContext({ device, country, at: new Date(fields.scenario.at) })}
      >${letters}</button>
    </td>`;
  };

  const table = (shown: View) => {
    const { matrix, rows, columns } = shown;
    const stop = roving.among(rows.flatMap((row) => columns.map((column) => stopOf(matrix.devices[column]!, matrix.countries[row]!))));
    const caption = words.matrixAt(fields.formats.instant(new Date(fields.scenario.at)), fields.timeZone.replaceAll('_', ' '));
    return html`<h4 id="matrix-title">${caption}</h4>
      <div class="scroll matrix-scroll">
      <table class="matrix" aria-labelledby="matrix-title" @keydown=${moveInTable} @focusin=${roving.focused}>
        <thead>
          <tr>
            <td></td>
            ${columns.map(
              (column) => html`<th scope="col">
                ${deviceName(matrix.devices[column]!, columns.length === 1)} ${matrix.devices[column] === null ? folded(matrix.devices, columns, deviceName) : nothing}
              </th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) => html`<tr>
              <th scope="row">
                ${countryName(matrix.countries[row]!, rows.length === 1)} ${matrix.countries[row] === null ? folded(matrix.countries, rows, countryName) : nothing}
              </th>
              ${columns.map((column) => cell(shown, row, column, stop))}
            </tr>`,
          )}
        </tbody>
      </table>
      </div>`;
  };

  return {
    render(): TemplateResult {
      const shown = view();
      const toggle = (event: Event) => {
        isUnfolded = (event.target as HTMLInputElement).checked;
        editor.update();
      };
      return html`<div class="tool">
        <div class="picks">${fields.moment()} ${fields.zone()}</div>
        ${
          shown
            ? html`${table(shown)}
                <p class="quiet">${words.otherHint}</p>
                ${legend(shown.keys, words)}
                <label class="check"><input type="checkbox" .checked=${isUnfolded} @change=${toggle} /> ${words.unfold}</label>`
            : html`<p class="problem">${words.unreadable}</p>`
        }
      </div>`;
    },
  };
}

function viewOf(matrix: Matrix, isUnfolded: boolean, formats: Editor['formats']): View {
  const { devices, countries, outcomes } = matrix;
  const cells = outcomes.map((row) => row.map((outcome) => landingKey(landingOf(outcome))));
  const others = { row: countries.length - 1, column: devices.length - 1 };
  const rows = indices(countries).filter((row) => isUnfolded || row === others.row || cells[row]!.some((key, column) => key !== cells[others.row]![column]));
  const columns = indices(devices).filter((column) => isUnfolded || column === others.column || cells.some((row) => row[column] !== row[others.column]));
  const { compare } = new Intl.Collator(formats.lang);
  const byName = (a: number, b: number) => (a === others.row ? 1 : b === others.row ? -1 : compare(formats.country(countries[a]!), formats.country(countries[b]!)));
  rows.sort(byName);
  const keys = keysOf(rows.flatMap((row) => columns.map((column) => [outcomes[row]![column]!, 1] as const)), formats);
  return { matrix, keys, columns, rows };
}

const indices = (values: readonly unknown[]) => values.map((_, index) => index);
const stopOf = (device: string | null, country: string | null) => JSON.stringify([device, country]);
