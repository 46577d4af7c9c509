import { html, LitElement } from 'lit';
import type { Operation } from '../../src/client/routes.js';
import type { Id, LandingPage } from '../../src/client/types.js';
import { createPageEditor, type PageEditorOptions } from '../../src/elements/landing-page/edit-panel.js';
import type { EditedFields, PageEditor, PageFace } from '../../src/elements/landing-page/page-face.js';
import { buttonStyles } from '../../src/ui/button.styles.js';
import { fixture, html as staticHtml, waitUntil } from './fixture.js';
import { PagesApi } from './pages-api.js';

/** Does for an editor what the element does, and keeps what it was told. */
export class EditorHost extends LitElement {
  static override styles = [buttonStyles];
  api = new PagesApi();
  page: LandingPage | null = null;
  permissions: ReadonlySet<Operation> | null = null;
  options: PageEditorOptions = {};
  editor: PageEditor | null = null;
  previewed: Partial<EditedFields> | null = null;
  readonly told: string[] = [];
  readonly said: string[] = [];

  get #face(): PageFace {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the getters below are the face's own
    const host = this;
    return {
      host,
      endpoint: '/jsi',
      lang: 'en',
      get client() {
        return host.api.client;
      },
      get page() {
        return host.page;
      },
      get permissions() {
        return host.permissions;
      },
      preview: (fields) => (this.previewed = fields),
      saved: (page) => this.#told('saved', page),
      refreshed: (page) => this.#told('refreshed', page),
      deleted: () => this.#told('deleted', null),
      say: (text) => this.said.push(text),
      update: () => this.requestUpdate(),
    };
  }

  #told(what: string, page: LandingPage | null): void {
    this.told.push(what);
    this.page = page;
    this.editor?.changed?.();
    this.requestUpdate();
  }

  begin(): void {
    this.editor = createPageEditor(this.#face, this.options);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.editor?.leave?.();
  }

  protected override render() {
    return html`<div part="controls">${this.editor?.render()}</div>`;
  }
}
customElements.define('test-editor-host', EditorHost);

export interface PlaceOptions extends PageEditorOptions {
  api?: PagesApi;
  /** `null` for a page that is to be made. */
  id?: Id | null;
  permissions?: readonly Operation[];
  page?: ReturnType<typeof staticHtml>;
}

/** An editor on a page of its own, beside a server that keeps the pages. */
export async function placePageEditor({ api = new PagesApi(), id = 7, permissions, page = staticHtml`<div></div>`, ...options }: PlaceOptions = {}) {
  const host = new EditorHost();
  Object.assign(host, { api, options, permissions: permissions ? new Set(permissions) : null, page: id === null ? null : { ...api.page(id)! } });
  (await fixture(page)).append(host);
  await host.updateComplete;
  host.begin();
  await host.updateComplete;
  return new Person(host);
}

/** Finds and uses the controls as a person does: by their names. */
export class Person {
  readonly host: EditorHost;

  constructor(host: EditorHost) {
    this.host = host;
  }

  get api() {
    return this.host.api;
  }
  get root() {
    return this.host.renderRoot as ShadowRoot;
  }
  get text() {
    return this.root.querySelector('.edit')!.textContent.replace(/\s+/g, ' ').trim();
  }

  /** The control of that name within the form. */
  field(name: string): HTMLInputElement {
    const label = [...this.root.querySelectorAll('label')].find((one) => one.textContent.trim().startsWith(name));
    if (!label) throw new Error(`no field ${name} in: ${this.text}`);
    return (label.htmlFor ? this.root.getElementById(label.htmlFor) : label.querySelector('input')) as HTMLInputElement;
  }

  find(name: string): HTMLButtonElement | undefined {
    return [...this.root.querySelectorAll('button')].find((one) => one.textContent.trim() === name);
  }

  button(name: string): HTMLButtonElement {
    const found = this.find(name);
    if (!found) throw new Error(`no button ${name} in: ${this.text}`);
    return found;
  }

  async press(name: string): Promise<void> {
    this.button(name).focus();
    this.button(name).click();
    await this.host.updateComplete;
  }

  async type(name: string, value: string): Promise<void> {
    const field = this.field(name);
    field.focus();
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    await this.host.updateComplete;
  }

  async choose(name: string): Promise<void> {
    this.field(name).click();
    await this.host.updateComplete;
  }

  async sees(text: string): Promise<void> {
    await waitUntil(() => this.text.includes(text), `not there: ${text}`, { interval: 5, timeout: 5000 });
    await this.host.updateComplete;
  }

  async save(text = 'Saved.'): Promise<void> {
    await this.press('Save');
    await this.sees(text);
  }
}
