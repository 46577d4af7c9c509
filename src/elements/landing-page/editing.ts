import { html, nothing, type LitElement } from 'lit';
import type { Client } from '../../client/client.js';
import type { Operation } from '../../client/routes.js';
import type { LandingPage } from '../../client/types.js';
import { enLandingPage as words } from '../../locales/en.landing-page.js';
import { endpointOf } from '../../ui/endpoint.js';
import { isFramedByOther } from '../../ui/framed.js';
import { isServer } from '../../ui/is-server.js';
import type { EditedFields, PageEditor, PageFace } from './page-face.js';

export interface EditingOptions {
  client: () => Client;
  /** As it is on the server, as far as is known. */
  page: () => LandingPage | null;
  /** The page has become another by the editing, or is found to be another. */
  show: (page: LandingPage | null, how: 'saved' | 'refreshed' | 'deleted') => void;
}

/** Asks whether a page may be edited, loads what it is edited with, and stands between the two. */
export class Editing {
  /** What is drawn instead of the page's own fields. */
  preview: Partial<EditedFields> | null = null;
  said = '';

  readonly #host: LitElement;
  readonly #options: EditingOptions;
  readonly #isFramed = !isServer && isFramedByOther();
  #editor: PageEditor | null = null;
  #state: 'off' | 'asked' | 'failed' | 'refused' | 'on' = 'off';
  /** What permissions were asked of. */
  #askedFor: readonly unknown[] | null = null;
  #permissions: ReadonlySet<Operation> | null = null;

  constructor(host: LitElement, options: EditingOptions) {
    this.#host = host;
    this.#options = options;
  }

  get isOn(): boolean {
    return this.#state === 'on';
  }

  get isDirty(): boolean {
    return this.#editor?.isDirty === true;
  }

  /** For the page that is there now; asks anew where that or the client is another. */
  async begin(): Promise<void> {
    if (isServer || this.#isFramed) return;
    const id = this.#options.page()?.id ?? null;
    const client = this.#options.client();
    const asked = [id, client];
    if (this.#askedFor && asked.every((part, index) => part === this.#askedFor![index])) return;
    this.#askedFor = asked;
    if (!this.isOn) this.#state = 'asked';
    try {
      const [permissions, { createPageEditor }] = await Promise.all([
        // Who does not say what is allowed says so when it is tried.
        client.pagePermissions(id).catch(() => null),
        import('./edit-panel.js'),
      ]);
      if (this.#askedFor !== asked) return;
      this.#permissions = permissions;
      const isAllowed = !permissions || permissions.has(id === null ? 'landing-pages.create' : 'landing-pages.update');
      this.#state = isAllowed ? 'on' : 'refused';
      if (isAllowed) this.#editor ??= createPageEditor(this.#face());
      this.#editor?.changed?.();
    } catch (error) {
      // eslint-disable-next-line no-console -- a file that is not where it should be is for the page's developer to see
      console.error('<jsi-landing-page> lacks a file.', error);
      this.#state = 'failed';
    }
    this.#host.requestUpdate();
  }

  end(): void {
    this.#editor?.leave?.();
    this.#editor = null;
    this.#state = 'off';
    this.#askedFor = null;
    this.preview = null;
  }

  /** Another page was loaded, or this one anew. */
  changed(): void {
    this.#editor?.changed?.();
  }

  enter(): void {
    this.#editor?.enter?.();
  }

  leave(): void {
    this.#editor?.leave?.();
  }

  render(): unknown {
    const note = this.#isFramed ? words.notEditable.framed : this.#notes[this.#state];
    if (note !== undefined) return html`<p class="note">${note}</p>`;
    return this.#editor ? html`<div part="controls">${this.#editor.render()}</div>` : nothing;
  }

  readonly #notes: Partial<Record<string, string>> = { refused: words.notEditable.grant, failed: words.editingFailed };

  #face(): PageFace {
    const host = this.#host;
    const options = this.#options;
    const permissions = () => this.#permissions;
    const update = () => host.requestUpdate();
    const show = (how: Parameters<EditingOptions['show']>[1], page: LandingPage | null) => {
      if (how !== 'refreshed') this.preview = null;
      options.show(page, how);
      this.changed();
      update();
    };
    return {
      host,
      get client() {
        return options.client();
      },
      get endpoint() {
        return endpointOf(host);
      },
      get page() {
        return options.page();
      },
      get permissions() {
        return permissions();
      },
      get lang() {
        return host.closest('[lang]')?.getAttribute('lang') || 'en';
      },
      preview: (fields) => {
        this.preview = fields;
        update();
      },
      saved: (page) => show('saved', page),
      refreshed: (page) => show('refreshed', page),
      deleted: () => show('deleted', null),
      say: (text) => {
        this.said = text;
        update();
      },
      update,
    };
  }
}
