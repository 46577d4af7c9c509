import { html, unsafeCSS, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { LandingPagePreset } from '../../client/types.js';
import { landingCss } from '../../landing/landing-css.js';
import { isPreset, presetNames } from '../../landing/preset-names.js';
import { safeHref } from '../../landing/safe-href.js';
import { pageTree } from '../../landing/tree.js';
import type { LandingView } from '../../landing/types.js';
import { viewOf } from '../../landing/view.js';
import { enLandingEdit as words } from '../../locales/en.landing-edit.js';
import { drawPage } from './dom.js';
import type { EditedFields } from './page-face.js';

/** More than fits into a picture that small. */
const [LETTERS, LINKS] = [160, 2];

/** The presets as radio buttons, each with the person's own page in it. */
export class Gallery {
  /** A shadow root for each: the page's own styles reach it, and its classes and parts stay within. */
  readonly #sheets = new Map<LandingPagePreset, HTMLElement>();
  /** Shown in these sheets by now. */
  #shown = '';

  render(fields: EditedFields, choose: (preset: LandingPagePreset) => void, describedBy: string): TemplateResult {
    this.#draw(fields);
    const chosen = isPreset(fields.preset) ? fields.preset : fields.preset === null ? 'minimal' : null;
    return html`<fieldset class="edit-gallery" aria-describedby=${describedBy}>
      <legend>${words.fields.preset}</legend>
      <div class="edit-tiles">
        ${presetNames.map(
          (name) => html`<div class="edit-tile">
            <input type="radio" id=${`edit-preset-${name}`} name="edit-preset" value=${name} .checked=${live(chosen === name)} @change=${() => choose(name)} />
            <div class="edit-thumb" aria-hidden="true" inert>${this.#sheets.get(name)}</div>
            <label for=${`edit-preset-${name}`}>${words.presets[name]}</label>
          </div>`,
        )}
      </div>
    </fieldset>`;
  }

  #draw(fields: EditedFields): void {
    const title = fields.title.trim().slice(0, LETTERS) || words.sampleTitle;
    const description = fields.description?.slice(0, LETTERS) ?? null;
    const shown = JSON.stringify([title, description]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const view = viewOf({ title: title.toWellFormed(), description: description?.toWellFormed() ?? null });
    for (const preset of presetNames) drawPage(this.#sheet(preset), pageTree({ ...view, preset, blocks: samples }));
  }

  #sheet(preset: LandingPagePreset): ShadowRoot {
    const sheet = this.#sheets.get(preset) ?? document.createElement('div');
    this.#sheets.set(preset, sheet);
    if (sheet.shadowRoot) return sheet.shadowRoot;
    sheet.className = 'edit-sheet';
    const root = sheet.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [pageStyles.styleSheet!];
    return root;
  }
}

/** Links are what differs most between presets, so some stand for those that a page may have. */
const samples: LandingView['blocks'] = Array.from({ length: LINKS }, () => ({ kind: 'link', text: words.sampleLink, href: safeHref('https://example.com/'), address: '' }));

const pageStyles = unsafeCSS(landingCss);
