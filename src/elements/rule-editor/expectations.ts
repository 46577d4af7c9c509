import { html, nothing, type TemplateResult } from 'lit';
import { fileName } from '../../qr/file-name.js';
import { enRuleExpectations as words } from '../../locales/en.rule-expectations.js';
import { enRuleSimulator as fieldWords } from '../../locales/en.rule-simulator.js';
import { ExpectationFileError, formatExpectations, parseExpectations } from '../../rules/expectations-file.js';
import { expectationKey, type CheckedExpectation, type Expectation } from '../../rules/expectations.js';
import { addStyles } from '../../ui/add-styles.js';
import { saveFile } from '../../ui/save-file.js';
import type { Editor, Panel } from './editor.js';
import { expectationsOf } from './expectation-store.js';
import { expectationsStyles } from './expectations.styles.js';
import { panelsStyles } from './panels.styles.js';
import { scenarioOf } from './scenario.js';

/** Bytes; five hundred expectations with the longest texts have fewer. */
const LARGEST = 4_000_000;

export interface ExpectationsPanel extends Panel {
  /** Those that must hold and do not. */
  blocking: () => readonly CheckedExpectation[];
}

/** What is pinned for the code, and whether it holds for the rules as they are edited. */
export function createExpectations(editor: Editor): ExpectationsPanel {
  addStyles(editor.host.renderRoot as ShadowRoot, panelsStyles, expectationsStyles);
  const store = expectationsOf(editor);
  let renaming: string | null = null;
  /** What became of the last import. */
  let result: { isBad: boolean; text: string } | null = null;

  const update = () => editor.update();
  const focus = (selector: string) =>
    void editor.host.updateComplete.then(() => editor.host.renderRoot.querySelector<HTMLElement>(selector)?.focus());

  const sentence = ({ device, country, when, expected }: Expectation) => {
    const { formats } = editor;
    const where = expected.kind === 'url' ? formats.url(expected.url) : words[expected.kind];
    const time = 'at' in when ? words.at(formats.instant(when.at)) : words.weekly(formats.weekday(when.weekday), when.time, when.timeZone.replaceAll('_', ' '));
    return words.sentence(words.who(formats.device(device), formats.country(country)), time, formats.isolate(where));
  };
  const nameOf = (expectation: Expectation) => expectation.label || sentence(expectation);

  const remove = (expectation: Expectation, index: number) => {
    store.remove(expectation);
    editor.say(words.removed(nameOf(expectation)));
    update();
    const left = store.list.length;
    focus(left > 0 ? `.expectation:nth-child(${Math.min(index + 1, left)}) .remove` : '.try-first');
  };
  const rename = (expectation: Expectation, label: string | null, index: number) => {
    if (label !== null) store.update(expectation, { label: label.trim() });
    renaming = null;
    update();
    focus(`.expectation:nth-child(${index + 1}) .rename`);
  };

  const importFile = async (event: Event) => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (!file) return;
    result = await read(file).then(
      (expectations) => {
        const added = store.add(expectations);
        return { isBad: false, text: words.imported(added, expectations.length - added) };
      },
      (error: unknown) => ({ isBad: true, text: words.notImported(whyNot(error)) }),
    );
    // The same file, mended, shall be one that is chosen again.
    input.value = '';
    update();
  };
  const exportAll = () => {
    saveFile(new Blob([formatExpectations(store.list)], { type: 'application/json' }), fileName(`${editor.code.name} ${words.file}`, 'json'));
  };

  const nameForm = (expectation: Expectation, index: number) => {
    const keep = (event: SubmitEvent) => {
      event.preventDefault();
      const input = (event.target as HTMLFormElement).elements.namedItem('name') as HTMLInputElement;
      rename(expectation, input.value, index);
    };
    const escape = (event: KeyboardEvent) => (event.key === 'Escape' ? rename(expectation, null, index) : undefined);
    return html`<form class="name-form" @submit=${keep} @keydown=${escape}>
      <label class="pick"><span class="hidden">${words.name}</span><input name="name" maxlength="200" autocomplete="off" .value=${expectation.label} placeholder=${words.name} /></label>
      <button type="submit">${words.keepName}</button>
      <button type="button" @click=${() => rename(expectation, null, index)}>${fieldWords.pinCancel}</button>
    </form>`;
  };

  const row = (checked: CheckedExpectation, index: number) => {
    const { expectation, holds } = checked;
    const key = expectationKey(expectation);
    const name = nameOf(expectation);
    const state = holds === null ? 'unread' : holds ? 'holds' : 'broken';
    const setMust = (event: Event) => {
      store.update(expectation, { mustHold: (event.target as HTMLInputElement).checked });
      update();
    };
    const startRename = () => {
      renaming = key;
      update();
      focus('.name-form input');
    };
    return html`<li class="expectation ${state}">
      <p class="verdict"><span aria-hidden="true">${holds ? '✓' : holds === null ? '?' : '✗'}</span> ${words[state]}</p>
      ${renaming === key ? nameForm(expectation, index) : expectation.label ? html`<p class="name"><bdi>${expectation.label}</bdi></p>` : nothing}
      <p class=${expectation.label ? 'quiet' : 'name'}>${sentence(expectation)}</p>
      ${holds === false ? html`<p class="instead">${instead(editor, checked)}</p>` : nothing}
      <div class="actions">
        <label class="check"><input type="checkbox" .checked=${expectation.mustHold} @change=${setMust} /> ${words.mustHold}</label>
        <button type="button" class="link" aria-label=${words.openNamed(name)} @click=${() => tryIt(checked)}>${words.open}</button>
        <button type="button" class="link rename" aria-label=${words.renameNamed(name)} @click=${startRename}>${words.rename}</button>
        <button type="button" class="link remove" aria-label=${words.removeNamed(name)} @click=${() => remove(expectation, index)}>${words.remove}</button>
      </div>
    </li>`;
  };
  const tryIt = ({ expectation: { device, country, when }, at }: CheckedExpectation) => {
    const instant = at ?? ('at' in when ? when.at : new Date(scenarioOf(editor).at));
    editor.showContext({ device, country, at: instant });
  };
  const tryFirst = () => {
    const { device, country, at } = scenarioOf(editor);
    editor.showContext({ device, country, at: new Date(at) });
  };

  const summary = (checked: readonly CheckedExpectation[]) => {
    const broken = checked.filter(({ holds }) => holds !== true).length;
    const { number } = editor.formats;
    const text = broken > 0 ? words.someBroken(number(broken), number(checked.length)) : words.allHold(checked.length, number(checked.length));
    return html`<p class=${broken > 0 ? 'problem' : ''}>${text}</p>`;
  };

  return {
    blocking: () => store.blocking(),
    render(): TemplateResult {
      const checked = store.checked();
      const choose = () => editor.host.renderRoot.querySelector<HTMLInputElement>('#expectations-file')?.click();
      return html`<div class="tool">
        <p class="quiet">${words.about}</p>
        ${
          checked.length > 0
            ? html`${summary(checked)}
                <ul class="expectations" aria-label=${words.list}>
                  ${checked.map(row)}
                </ul>`
            : html`<p>${words.empty}</p>`
        }
        ${store.isUnkept ? html`<p class="problem">${words.unkept}</p>` : nothing}
        <div class="actions">
          <button type="button" class="try-first" @click=${tryFirst}>${words.tryIt}</button>
          <button type="button" ?disabled=${checked.length === 0} @click=${exportAll}>${words.exportAll}</button>
          <button type="button" @click=${choose}>${words.importAll}</button>
          <input id="expectations-file" type="file" hidden accept=".json,application/json" aria-label=${words.importAll} @change=${(event: Event) => void importFile(event)} />
        </div>
        <p role="status" class=${result?.isBad ? 'problem' : ''}>${result?.text ?? nothing}</p>
      </div>`;
    },
  };
}

async function read(file: File): Promise<Expectation[]> {
  if (file.size > LARGEST) throw new ExpectationFileError('too-many', '');
  return parseExpectations(await file.text());
}

function whyNot(error: unknown): string {
  if (!(error instanceof ExpectationFileError)) return words.unreadableFile;
  const problem = words.problems[error.problem];
  return error.path ? words.problemAt(error.path, problem) : problem;
}

/** Where scans land that should land elsewhere, and of every week's in which. */
function instead({ formats }: Editor, { expectation, outcome, share, at }: CheckedExpectation): string {
  const where = formats.landing(outcome!);
  const isSomewhere = outcome!.destinations.some(({ url, kind }) => url !== null || kind === 'content');
  const text = share.n > 0 ? words.sometimes(formats.percent(share), where) : isSomewhere ? words.instead(where) : words.insteadNowhere(where);
  return 'at' in expectation.when ? text : `${text} (${words.since(formats.instant(at!))})`;
}
