import { html, nothing, type TemplateResult } from 'lit';
import type { RuleShellTerms } from '../../locales/en.rule-shell.js';
import type { Context } from '../../rules/types.js';
import type { Editor, Panel } from './editor.js';
import type { Review, ReviewHooks } from './review.js';
import type { Simulator } from './simulator.js';

const always = ['simulator', 'matrix', 'calendar', 'expectations'] as const;
export type ToolName = (typeof always)[number] | 'schedule';
export type PanelName = ToolName | 'review';

/** What there is a button for. */
export const toolNames = (isReadOnly: boolean): readonly ToolName[] => (isReadOnly ? always : [...always, 'schedule']);

/** Each panel's code is loaded when it is first opened. */
const loaders: Record<PanelName, (editor: Editor, hooks: ReviewHooks) => Promise<Panel>> = {
  simulator: async (editor) => (await import('./simulator.js')).createSimulator(editor),
  matrix: async (editor) => (await import('./matrix.js')).createMatrix(editor),
  calendar: async (editor) => (await import('./calendar.js')).createCalendar(editor),
  expectations: async (editor) => (await import('./expectations.js')).createExpectations(editor),
  schedule: async (editor) => (await import('./schedule.js')).createSchedulePanel(editor),
  review: async (editor, hooks) => (await import('./review.js')).createReview(editor, hooks),
};

/** The panels beside the list, of which one is open at a time. */
export class Tools {
  open: PanelName | null = null;
  readonly #editor: Editor;
  readonly #words: RuleShellTerms;
  readonly #hooks: ReviewHooks;
  readonly #panels = new Map<PanelName, Panel>();
  #isFailed = false;
  /** Where the focus was when a panel was opened. */
  #opener: HTMLElement | null = null;

  constructor(editor: Editor, words: RuleShellTerms, hooks: ReviewHooks) {
    this.#editor = editor;
    this.#words = words;
    this.#hooks = hooks;
  }

  get isSaving(): boolean {
    return (this.#panels.get('review') as Review | undefined)?.isSaving ?? false;
  }

  async toggle(name: PanelName): Promise<void> {
    if (this.open === name) this.close();
    else await this.show(name);
  }

  /** Opens a panel; `null` where its code cannot be loaded, which it then says itself. */
  async show(name: PanelName): Promise<Panel | null> {
    // What is being saved stays in sight.
    if (this.isSaving && name !== 'review') return null;
    const root = this.#editor.host.renderRoot as ShadowRoot;
    if (this.open === null) this.#opener = root.activeElement as HTMLElement | null;
    this.open = name;
    this.#isFailed = false;
    this.#editor.update();
    let panel = this.#panels.get(name);
    try {
      panel ??= await loaders[name](this.#editor, this.#hooks);
    } catch (error) {
      // eslint-disable-next-line no-console -- a file that is not where it should be is for the page's developer to see
      console.error('<jsi-rule-editor> lacks a file.', error);
      this.#isFailed = true;
    }
    if (panel) this.#panels.set(name, panel);
    this.#editor.update();
    await this.#editor.host.updateComplete;
    const element = root.querySelector('.panel');
    // In the narrow layout it is above the list, perhaps far from where somebody has pressed a button.
    if (this.open === name) element?.scrollIntoView({ block: 'nearest' });
    return panel ?? null;
  }

  close(): void {
    if (this.open === null || this.isSaving) return;
    this.open = null;
    this.#editor.update();
    const opener = this.#opener;
    this.#opener = null;
    // Only the focus that would be lost is moved.
    void this.#editor.host.updateComplete.then(() => {
      if (opener?.isConnected && (this.#editor.host.renderRoot as ShadowRoot).activeElement === null) opener.focus();
    });
  }

  async showContext(context: Context): Promise<void> {
    const panel = (await this.show('simulator')) as Simulator | null;
    panel?.show(context);
  }

  /** Reads the rules again and shows what saving would do. */
  async review(): Promise<Review | null> {
    const panel = (await this.show('review')) as Review | null;
    panel?.start();
    return panel;
  }

  /** The rules, the code, the zone or the language have changed. */
  changed(): void {
    for (const panel of this.#panels.values()) panel.changed?.();
  }

  /** Forgets what was about another code. */
  forget(): void {
    this.leave();
    this.#panels.clear();
    this.open = null;
  }

  leave(): void {
    for (const panel of this.#panels.values()) panel.leave?.();
  }

  render(): TemplateResult | typeof nothing {
    if (this.open === null) return nothing;
    const title = this.#words.tool[this.open];
    const panel = this.#panels.get(this.open);
    return html`<section part="panel" class="panel" aria-labelledby="panel-title" aria-busy=${panel || this.#isFailed ? 'false' : 'true'}>
      <div class="panel-head">
        <h3 id="panel-title">${title}</h3>
        <button type="button" class="close" aria-label=${this.#words.close} ?disabled=${this.isSaving} @click=${() => this.close()}>✕</button>
      </div>
      ${this.#isFailed ? html`<p role="alert">${this.#words.panelFailed}</p>` : (panel?.render() ?? html`<div class="wait"></div>`)}
    </section>`;
  }
}
