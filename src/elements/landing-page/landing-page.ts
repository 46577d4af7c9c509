import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Client } from '../../client/client.js';
import { sharedClient } from '../../client/shared.js';
import type { Id, LandingPage } from '../../client/types.js';
import { pageTree } from '../../landing/tree.js';
import type { LandingView } from '../../landing/types.js';
import { viewOf } from '../../landing/view.js';
import { enLandingPage as words } from '../../locales/en.landing-page.js';
import { en } from '../../locales/en.js';
import { buttonStyles } from '../../ui/button.styles.js';
import { version } from '../../ui/define.js';
import { endpointOf } from '../../ui/endpoint.js';
import { errorText } from '../../ui/error-text.js';
import { isServer } from '../../ui/is-server.js';
import { Remote } from '../../ui/remote.js';
import { statesStyles } from '../../ui/states.styles.js';
import { drawPage, pageIn } from './dom.js';
import { Editing } from './editing.js';
import { JsiPageSavedEvent } from './events.js';
import { landingPageStyles } from './landing-page.styles.js';
import { loadPage, type LandingPageData, type PageKey } from './load.js';
import { ScheduleTimer } from './schedule-timer.js';

/**
 * Shows a landing page in one of seven presets, and lets who may do so edit it.
 *
 * @tag jsi-landing-page
 * @slot - Shown until the page is there.
 * @slot header - Below title and description.
 * @slot links - Behind the page's own links; an `<a>` here looks like one of them.
 * @slot footer - At the foot of the page.
 * @slot error - Replaces the text of an error.
 * @fires {JsiLoadEvent} jsi-load - The page was loaded; `data` has `page`, `view` and `unknownPreset`.
 * @fires {JsiErrorEvent} jsi-error - The page could not be loaded; `error` says why.
 * @fires {JsiPageSavedEvent} jsi-page-saved - The page was made or changed; `page` is what is on the server.
 * @csspart base - The whole page.
 * @csspart header - Picture, title and description.
 * @csspart title - The title.
 * @csspart description - The description.
 * @csspart links - Everything between header and footer.
 * @csspart link - A link that looks like a button.
 * @csspart footer - The foot of the page.
 * @csspart controls - What the page is edited with.
 * @csspart error - What is shown instead of a page, with its text.
 * @csspart retry - The button that loads again.
 * @cssprop [--jsi-font=system-ui, sans-serif] - Font family of messages and controls.
 * @cssprop [--jsi-text-color=CanvasText] - Colour of messages and controls.
 * @cssprop [--jsi-surface=Canvas] - Background of messages and controls.
 * @cssprop [--jsi-border-color] - Border of controls; default a faint mix of text and background.
 * @cssprop [--jsi-focus-color=Highlight] - Focus outline of controls.
 * @cssprop [--jsi-radius=6px] - Corner radius of controls.
 * @cssstate loading - The page is being loaded.
 * @cssstate empty - There is no page, or nothing on it.
 * @cssstate error - The page could not be loaded, or not be loaded again.
 * @cssstate editing - The page can be edited here.
 * @cssstate dirty - Something is not saved.
 * @example
 * ```html
 * <jsi-landing-page page-id="1" preset="nature"></jsi-landing-page>
 * ```
 */
export class JsiLandingPage extends LitElement {
  static override styles = [buttonStyles, statesStyles, ...landingPageStyles];
  static override properties = {
    pageId: { attribute: 'page-id' },
    qrId: { attribute: 'qr-id' },
    preset: {},
    editable: { type: Boolean },
    headingLevel: { attribute: 'heading-level', type: Number },
    linkTarget: { attribute: 'link-target' },
    endpoint: {},
    embedToken: { attribute: 'embed-token' },
    client: { attribute: false },
  };
  /** Version of the package that this class comes from. */
  static readonly version = version;

  /** Id of the landing page. */
  pageId: string | number | null = null;
  /** Id of a code instead: the page that it leads to is shown. */
  qrId: string | number | null = null;
  /** Look of the page instead of its own: `minimal`, `dark`, `colorful`, `corporate`, `nature`, `neon` or `pastel`. */
  preset: string | null = null;
  /** Lets the page be edited, where the grant allows it; without an id, one be made. */
  editable = false;
  /** Level of the title's heading, 1–6; default 2. */
  headingLevel: number | null = null;
  /** `target` of links to the web, such as `_blank`. */
  linkTarget: string | null = null;
  /** Base of the token proxy; default the page's `<meta name="jsi-endpoint">`, else `/jsi`. */
  endpoint: string | null = null;
  /** Signed grant for the proxy. */
  embedToken: string | null = null;
  /** A client to use instead of the page's shared one. */
  client: Client | null = null;

  readonly #internals = this.attachInternals();
  readonly #remote = new Remote<LandingPageData, PageKey>(this, {
    key: () => (this.#problem === null ? this.#key : null),
    load: (client, key, signal) => loadPage(client, key, signal, this.preset),
    internals: this.#internals,
    isEmpty: ({ view }) => view === null || isBlank(view),
  });
  readonly #schedule = new ScheduleTimer();

  /** The loaded data that `#page` comes from. */
  #loaded: LandingPageData | null = null;
  /** As it is on the server, as far as is known. */
  #page: LandingPage | null = null;
  #shownKey: PageKey | null = null;
  #loadedKey: PageKey | null = null;
  /** What was drawn last. */
  #drawn: readonly unknown[] = [];
  /** The page that stands there came from a server, and is kept until another is loaded. */
  #isServed = false;
  readonly #editing = new Editing(this, {
    client: () => this.#client,
    page: () => this.#page,
    show: (page, how) => this.#become(page, how),
  });

  /** Loads the page again; what is edited stays. Resolves when that has ended, well or not. */
  async reload(): Promise<void> {
    await this.#remote.reload();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (isServer || !this.hasUpdated) return;
    this.#editing.enter();
    this.#schedule.watch(this.renderRoot);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#schedule.leave();
    queueMicrotask(() => {
      if (!this.isConnected) this.#editing.leave();
    });
  }

  /** The page stands behind what Lit draws, which therefore needs an end of its own. */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot() as ShadowRoot;
    this.#isServed = pageIn(root) !== null;
    // Those of a server are in the adopted sheets, too.
    for (const child of [...root.children]) if (child.matches('style, link')) child.remove();
    const end = document.createComment('');
    root.prepend(end);
    this.renderOptions.renderBefore = end;
    return root;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#take();
    if (changed.has('editable') && !this.editable) this.#editing.end();
    // With an id there is a page to wait for.
    if (this.editable && this.#problem === null && (this.#page || this.#key === null || this.#key === this.#loadedKey)) void this.#editing.begin();
  }

  protected override render(): TemplateResult {
    return html`${this.editable ? this.#editing.render() : nothing}${this.#view || this.#isServed ? this.#note() : this.#instead()}
      <p class="hidden" role="status">${this.#editing.said}</p>`;
  }

  protected override updated(): void {
    this.#draw();
    const states = { editing: this.#editing.isOn, dirty: this.#editing.isDirty };
    for (const [state, isOn] of Object.entries(states)) this.#internals.states[isOn ? 'add' : 'delete'](state);
  }

  // What is shown

  get #key(): PageKey | null {
    const [kind, value] = isGiven(this.pageId) ? (['page', this.pageId] as const) : (['qr-code', this.qrId] as const);
    const id = idOf(value);
    return id === null ? null : `${kind} ${id}`;
  }

  /** What is wrong with the attributes, in words. */
  get #problem(): string | null {
    for (const [name, value] of [['page-id', this.pageId], ['qr-id', this.qrId]] as const) {
      if (isGiven(value)) return idOf(value) === null ? words.badId(name, String(value)) : null;
    }
    return null;
  }

  /** Takes what was loaded; of another page, nothing is left of the one before. */
  #take(): void {
    const { data } = this.#remote;
    const key = this.#key;
    if (key !== this.#shownKey) {
      // A page that was made here is there already.
      const isSame = this.#page !== null && key === `page ${this.#page.id}`;
      if (!isSame && this.hasUpdated) this.#forget();
      this.#shownKey = key;
    }
    // The same id of another endpoint is another page.
    if (!data && this.#loaded && key === this.#loadedKey && this.#remote.loading) {
      this.#forget();
      this.#loaded = null;
    }
    if (!data || data === this.#loaded) return;
    this.#loaded = data;
    this.#loadedKey = key;
    this.#page = data.page;
    this.#isServed = false;
    this.#editing.changed();
  }

  #forget(): void {
    this.#editing.end();
    this.#page = null;
    this.#isServed = false;
  }

  get #view(): LandingView | null {
    const page = this.#page ?? (this.#editing.preview && blankPage);
    if (!page) return null;
    const view = viewOf({ ...page, ...this.#editing.preview }, this.#editing.preview?.preset === undefined ? this.preset : null);
    return isBlank(view) && !this.#editing.preview && !this.#isFilled ? null : view;
  }

  /** Whether the site around adds something, for which an empty page is drawn, too. */
  get #isFilled(): boolean {
    return [...this.children].some(({ slot }) => ['header', 'links', 'footer'].includes(slot));
  }

  #draw(): void {
    const page = this.#page ?? (this.#editing.preview && blankPage);
    if (!page && this.#isServed) {
      if (this.#drawn.length === 0) this.#watch();
      this.#drawn = ['served'];
      return;
    }
    const endpoint = endpointOf(this);
    const parts = [page, this.#editing.preview, this.preset, this.headingLevel, this.linkTarget, endpoint, this.#isFilled];
    if (parts.length === this.#drawn.length && parts.every((part, index) => part === this.#drawn[index])) return;
    this.#drawn = parts;
    const view = this.#view;
    const options = { headingLevel: this.headingLevel ?? undefined, target: this.linkTarget, qrEndpoint: endpoint };
    drawPage(this.renderRoot as ShadowRoot, view ? pageTree(view, options) : []);
    this.#watch();
  }

  #watch(): void {
    this.#schedule.watch(this.renderRoot);
    const codes = this.renderRoot.querySelectorAll('jsi-qr-code');
    if (codes.length === 0) return;
    for (const code of codes) Object.assign(code, { client: this.client, embedToken: this.embedToken });
    import('../qr-code/define.js').catch((error: unknown) => {
      // eslint-disable-next-line no-console -- a file that is not where it should be is for the page's developer to see
      console.error('<jsi-landing-page> lacks a file.', error);
    });
  }

  get #client(): Client {
    return this.client ?? sharedClient(endpointOf(this), this.embedToken);
  }

  /** What the editing says that the page has become. */
  #become(page: LandingPage | null, how: 'saved' | 'refreshed' | 'deleted'): void {
    this.#page = page;
    if (how === 'saved' && this.#key === null) this.pageId = page!.id;
    if (how === 'saved') this.dispatchEvent(new JsiPageSavedEvent(page!));
    if (how !== 'deleted') return;
    this.pageId = this.qrId = null;
    this.#shownKey = null;
  }

  /** Something to read above a page that could not be loaded again. */
  #note(): unknown {
    if (!this.#remote.error || this.#remote.loading) return nothing;
    return html`<p class="note" role="alert">${en.refreshFailed} <button part="retry" type="button" @click=${() => void this.reload()}>${en.retry}</button></p>`;
  }

  /** Something to read in the place of the page. */
  #instead(): unknown {
    const { error, loading, data } = this.#remote;
    const problem = this.#problem;
    if (problem === null && this.#key === null) return this.editable ? nothing : message(words.needsId);
    if (problem === null && data && !loading) return message(data.page ? words.blank : words.noPage);
    if (problem === null && (!error || loading)) return html`<slot><div class="wait"></div></slot>`;
    const text = problem ?? errorText(error!, { ...en, errorNotFound: words.notFound, errorPermission: words.notPermitted });
    return html`<div part="error" class="message" role=${problem === null ? 'alert' : nothing}>
      <p><slot name="error">${text}</slot></p>
      ${problem === null ? html`<button part="retry" type="button" @click=${() => void this.reload()}>${en.retry}</button>` : nothing}
    </div>`;
  }
}

const message = (text: string) => html`<slot><div class="message"><p>${text}</p></div></slot>`;

const isGiven = (value: string | number | null): boolean => value !== null && value !== '';

function idOf(value: string | number | null): Id | null {
  const id = Number(value);
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}

const isBlank = ({ title, description, avatar, blocks }: LandingView): boolean =>
  title.trim() === '' && !description?.trim() && avatar === null && blocks.length === 0;

/** What a page that is being made is drawn on. */
const blankPage: LandingPage = { id: 0, title: '', description: null, preset: null, created_at: null, updated_at: null };
