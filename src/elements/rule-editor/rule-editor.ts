import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Client } from '../../client/client.js';
import { sharedClient } from '../../client/shared.js';
import type { Id, Rule } from '../../client/types.js';
import { enRuleEditor as listWords } from '../../locales/en.rule-editor.js';
import { enRuleShell as words } from '../../locales/en.rule-shell.js';
import { en } from '../../locales/en.js';
import { defaultSemantics } from '../../rules/semantics.js';
import type { Context, RuleSemantics, Verdict } from '../../rules/types.js';
import { isTimeZone } from '../../time/zones.js';
import { buttonStyles } from '../../ui/button.styles.js';
import { editorColors } from '../../ui/editor-colors.styles.js';
import { version } from '../../ui/define.js';
import { endpointOf } from '../../ui/endpoint.js';
import { errorText } from '../../ui/error-text.js';
import { isFramedByOther } from '../../ui/framed.js';
import { isServer } from '../../ui/is-server.js';
import { Remote } from '../../ui/remote.js';
import { statesStyles } from '../../ui/states.styles.js';
import { undoKey } from '../../ui/undo-key.js';
import { Analyst } from './analyst.js';
import type { Editor } from './editor.js';
import { JsiRulesChangeEvent, JsiRulesConflictEvent, JsiRulesSavedEvent, JsiRulesSaveEvent } from './events.js';
import type { ExpectationStore } from './expectation-store.js';
import { effectOf } from './fixes.js';
import { formatsOf, type Formats } from './formats.js';
import { createList } from './list.js';
import { loadEditor, type EditorData } from './load.js';
import { codeNote, note } from './notes.js';
import { ruleEditorStyles } from './rule-editor.styles.js';
import { Session } from './session.js';
import type { FieldErrors } from './review.js';
import { Tools, toolNames } from './tools.js';

/**
 * Edits the redirect rules of a QR code, and says before saving who will land where and what will change.
 *
 * @tag jsi-rule-editor
 * @slot - Shown until the rules are there.
 * @slot error - Replaces the text of an error.
 * @fires {JsiLoadEvent} jsi-load - Code and rules were loaded; `data` has both.
 * @fires {JsiErrorEvent} jsi-error - They could not be loaded; `error` says why.
 * @fires {JsiRulesChangeEvent} jsi-rules-change - Rules were edited; `rules` are all of them.
 * @fires {JsiRulesSaveEvent} jsi-rules-save - Edited rules are about to be saved; cancelling it keeps them edited.
 * @fires {JsiRulesSavedEvent} jsi-rules-saved - Rules were saved; `rules` are those on the server.
 * @fires {JsiRulesConflictEvent} jsi-rules-conflict - Somebody else changed the same; `conflicts` says what.
 * @csspart base - The whole editor.
 * @csspart controls - Undo, redo and what else concerns all rules.
 * @csspart tools - The buttons of the tools.
 * @csspart panel - The tool that is open.
 * @csspart list - The rules.
 * @csspart save - What says that something is not saved, with the buttons for it.
 * @csspart error - What is shown instead of the rules, with its text.
 * @csspart retry - The button that loads again.
 * @cssprop [--jsi-accent-color] - Colour of buttons and of what is chosen.
 * @cssprop [--jsi-font=system-ui, sans-serif] - Font family of all text.
 * @cssprop [--jsi-text-color] - Colour of text.
 * @cssprop [--jsi-surface=Canvas] - Background of panels and fields.
 * @cssprop [--jsi-border-color] - Lines.
 * @cssprop [--jsi-focus-color=Highlight] - Focus outline.
 * @cssprop [--jsi-radius=6px] - Corner radius.
 * @cssstate loading - The rules are being loaded.
 * @cssstate empty - The code has no rules.
 * @cssstate error - The rules could not be loaded, or not be loaded again.
 * @cssstate dirty - Something is not saved.
 * @cssstate readonly - Nothing can be edited.
 * @example
 * ```html
 * <jsi-rule-editor qr-id="1" time-zone="Europe/Amsterdam"></jsi-rule-editor>
 * ```
 */
export class JsiRuleEditor extends LitElement {
  static override styles = [buttonStyles, statesStyles, editorColors, ruleEditorStyles];
  static override properties = {
    qrId: { attribute: 'qr-id' },
    readonly: { type: Boolean },
    timeZone: { attribute: 'time-zone' },
    weekdayTimeZone: { attribute: 'weekday-time-zone' },
    endpoint: {},
    embedToken: { attribute: 'embed-token' },
    client: { attribute: false },
  };
  /** Version of the package that this class comes from. */
  static readonly version = version;

  /** Id of the code whose rules are edited. */
  qrId: string | number | null = null;
  /** Shows the rules and what is known of them, and lets nobody change them. */
  readonly = false;
  /** IANA name of the zone in which times are shown and typed; default the viewer's. */
  timeZone: string | null = null;
  /** IANA name of the zone in which the platform reads weekdays; default UTC. */
  weekdayTimeZone: string | null = null;
  /** Base of the token proxy; default the page's `<meta name="jsi-endpoint">`, else `/jsi`. */
  endpoint: string | null = null;
  /** Signed grant for the proxy. */
  embedToken: string | null = null;
  /** A client to use instead of the page's shared one. */
  client: Client | null = null;

  readonly #internals = this.attachInternals();
  readonly #remote = new Remote<EditorData, Id>(this, {
    key: () => (this.#problem === null ? this.#id : null),
    load: (client, id, signal) => loadEditor(client, id, signal),
    internals: this.#internals,
    isEmpty: ({ rules }) => rules.length === 0,
  });
  readonly #session = new Session();
  readonly #analyst = new Analyst(() => this.#analysed());
  readonly #editor: Editor = this.#face();
  readonly #list = createList(this.#editor);
  readonly #tools = new Tools(this.#editor, words, {
    maySave: (rules) => this.dispatchEvent(new JsiRulesSaveEvent(rules)),
    saving: (isSaving) => {
      this.#isSaving = isSaving;
      this.requestUpdate();
    },
    conflicts: (conflicts) => void this.dispatchEvent(new JsiRulesConflictEvent(conflicts)),
    fieldErrors: (errors) => this.#refused(errors),
    stopped: (loaded, mine) => {
      this.#session.resume(loaded, mine, words.leftOver);
      this.#edited();
    },
    saved: (rules) => this.#saved(rules),
    close: () => this.#tools.close(),
  });

  /** The data that the session began with: newer data begins another. */
  #started: EditorData | null = null;
  #formats: Formats | null = null;
  #said = '';
  /** Asked for each row. */
  readonly #isFramed = !isServer && isFramedByOther();
  #isSaved = false;
  #isSaving = false;
  #expectations: ExpectationStore | null = null;
  #draftWords: readonly string[] | 'running' | null = null;

  /** As they are edited, in order of evaluation; rules that are not on the server yet have negative ids. Setting them is one edit. */
  get rules(): readonly Rule[] {
    return this.#session.rules;
  }
  set rules(rules: readonly Rule[]) {
    this.#editor.change(rules, words.replaced);
  }

  /** Whether something is not saved. */
  get dirty(): boolean {
    return this.#session.isDirty;
  }

  /** What is proven about the rules as they are edited; empty until that is done. */
  get verdicts(): readonly Verdict[] {
    return this.#analyst.analysis?.verdicts ?? [];
  }

  /** Loads the rules again, unless some are edited; resolves when that has ended, well or not. */
  async reload(): Promise<void> {
    await this.#remote.reload();
  }

  /**
   * Saves without a review: reads the rules anew, merges, sends one request a rule. Resolves with whether all is saved; where it is
   * not, the element shows why, and what to do about it.
   */
  async save(): Promise<boolean> {
    await this.updateComplete;
    if (!this.#canEdit || !this.dirty || this.#blocks !== null) return false;
    const review = await this.#tools.review();
    return (await review?.finish()) ?? false;
  }

  /** Takes back every change that is not saved; `undo` brings them back. */
  discard(): void {
    if (!this.dirty) return;
    this.#editor.change(this.#session.loaded, words.discarding);
    this.#say(words.discarded);
  }

  /** Takes back the last edit. */
  undo(): void {
    const what = this.#session.undoes;
    if (what !== null && this.#canEdit && !this.#isSaving && this.#session.undo()) this.#edited(words.undone(what));
  }

  /** Does again what was taken back. */
  redo(): void {
    const what = this.#session.redoes;
    if (what !== null && this.#canEdit && !this.#isSaving && this.#session.redo()) this.#edited(words.redone(what));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (isServer) return;
    this.addEventListener('keydown', this.#onKey);
    addEventListener('pagehide', this.#onLeave);
    if (!this.#started) return;
    this.#session.enter();
    this.#analyse();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('keydown', this.#onKey);
    removeEventListener('pagehide', this.#onLeave);
    this.#session.leave();
    this.#analyst.leave();
    this.#list.leave();
    queueMicrotask(() => {
      if (!this.isConnected) this.#tools.leave();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const isOther = (['timeZone', 'weekdayTimeZone'] as const).some((name) => changed.has(name));
    if (isOther || this.#formats?.lang !== this.#lang) this.#formats = null;
    if (isOther && this.#started) this.#analyse();
    if (this.#formats === null) this.#tools.changed();
    this.#begin();
  }

  protected override render(): TemplateResult {
    return html`${this.#started ? this.#frame() : this.#instead()}
      <p class="hidden" role="status">${this.#said}</p>`;
  }

  protected override updated(): void {
    const states = { dirty: this.dirty, readonly: this.#started !== null && !this.#canEdit };
    for (const [state, isOn] of Object.entries(states)) this.#internals.states[isOn ? 'add' : 'delete'](state);
  }

  // What is loaded

  get #id(): Id | null {
    const id = Number(this.qrId);
    return Number.isSafeInteger(id) && id > 0 ? id : null;
  }

  get #lang(): string {
    return this.closest('[lang]')?.getAttribute('lang') || 'en';
  }

  get #zone(): string {
    return this.timeZone || Intl.DateTimeFormat().resolvedOptions().timeZone;
  }

  get #semantics(): RuleSemantics {
    return { ...defaultSemantics, weekdayTimeZone: this.weekdayTimeZone || defaultSemantics.weekdayTimeZone };
  }

  /** What is wrong with the attributes, in words. */
  get #problem(): string | null {
    if (this.qrId !== null && this.qrId !== '' && this.#id === null) return words.badId(String(this.qrId));
    for (const [name, zone] of [['time-zone', this.timeZone], ['weekday-time-zone', this.weekdayTimeZone]] as const) {
      if (zone && !isTimeZone(zone)) return words.badZone(name, zone);
    }
    return null;
  }

  /** Begins to edit what has been loaded; what is edited already is not thrown away for it. */
  #begin(): void {
    const { data } = this.#remote;
    if (!data) {
      if (!this.#remote.loading || this.#started === null) return;
      // Another code is on its way.
      this.#end();
      return;
    }
    if (data === this.#started || (this.#started?.code.id === data.code.id && this.dirty)) return;
    this.#end();
    this.#started = data;
    this.#session.start(data.rules, `${endpointOf(this)} ${data.code.id}`);
    this.#analyse();
    void this.#loadExpectations();
  }

  #end(): void {
    this.#session.leave();
    this.#analyst.leave();
    this.#analyst.analysis = null;
    this.#started = null;
    this.#isSaved = false;
    this.#draftWords = null;
    this.#tools.forget();
  }

  /** What is pinned is checked from the beginning, whether or not somebody looks at it. */
  async #loadExpectations(): Promise<void> {
    const { expectationsOf } = await import('./expectation-store.js');
    this.#expectations = expectationsOf(this.#editor);
    this.requestUpdate();
  }

  /** Why nothing can be edited; `null` where it can. */
  get #readOnlyReason(): string | null {
    const data = this.#started;
    if (data?.code.type === 'static') return words.readOnly.static;
    if (this.#isFramed) return words.readOnly.framed;
    if (data?.permissions && !data.permissions.has('rules.update')) return words.readOnly.grant;
    return this.readonly ? words.readOnly.attribute : null;
  }

  get #canEdit(): boolean {
    return this.#started !== null && this.#readOnlyReason === null;
  }

  // What is edited

  /** What the parts of the editor see of it. */
  #face(): Editor {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the getters below are the face's own
    const element = this;
    return {
      host: this,
      words: listWords,
      get formats() {
        return (element.#formats ??= formatsOf(element.#lang, element.#zone, element.#semantics.weekdayTimeZone));
      },
      get client() {
        return element.client ?? sharedClient(endpointOf(element), element.embedToken);
      },
      get code() {
        return element.#started!.code;
      },
      get loaded() {
        return element.#session.loaded;
      },
      get rules() {
        return element.#session.rules;
      },
      get set() {
        return { code: element.#started!.code, rules: element.#session.rules };
      },
      get semantics() {
        return element.#semantics;
      },
      get timeZone() {
        return element.#zone;
      },
      get analysis() {
        return element.#analyst.analysis;
      },
      get isReadOnly() {
        return !element.#canEdit;
      },
      get permissions() {
        return element.#started?.permissions ?? null;
      },
      change: (rules, what, merge) => {
        if (!this.#canEdit || this.#isSaving) return;
        this.#session.change(rules, what, merge);
        this.#edited();
      },
      newId: () => this.#session.newId(),
      showRule: (rule, isOpen) => this.#list.show(rule, isOpen),
      showContext: (context: Context) => void this.#tools.showContext(context),
      say: (text) => this.#say(text),
      update: () => this.requestUpdate(),
    };
  }

  #edited(said?: string): void {
    this.#isSaved = false;
    this.#analyse();
    this.#tools.changed();
    if (said !== undefined) this.#say(said);
    this.dispatchEvent(new JsiRulesChangeEvent(this.rules));
    this.requestUpdate();
  }

  #saved(rules: readonly Rule[]): void {
    this.#session.saved(rules);
    this.#list.fieldErrors = new Map();
    this.#isSaved = true;
    this.#analyse();
    this.#tools.changed();
    this.#say(words.saved);
    this.dispatchEvent(new JsiRulesSavedEvent(this.rules));
    this.requestUpdate();
  }

  /** The API has refused fields of rules: said where they are typed. */
  #refused(errors: FieldErrors): void {
    this.#list.fieldErrors = errors;
    const [first] = errors.keys();
    if (first !== undefined) this.#list.show(first, true);
    this.requestUpdate();
  }

  #analyse(): void {
    if (this.#started && !isServer) this.#analyst.look(this.#editor.set, this.#semantics);
  }

  #analysed(): void {
    this.#list.changed();
    this.requestUpdate();
  }

  /** Edited rules that the API would refuse, or that send people nowhere; what was there before is not sent again. */
  #brokenRules(): readonly Id[] {
    const rules = new Set(this.rules);
    const untouched = new Set(this.#session.loaded.filter((rule) => rules.has(rule)).map(({ id }) => id));
    return this.#list.broken().filter((id) => !untouched.has(id));
  }

  #say(text: string): void {
    // The same words twice are read once.
    this.#said = this.#said === text ? `${text}\u00a0` : text;
    this.requestUpdate();
  }

  readonly #onLeave = () => this.#session.leave();

  readonly #onKey = (event: KeyboardEvent): void => {
    const asked = undoKey(event);
    if (asked === 'undo') this.undo();
    if (asked === 'redo') this.redo();
  };

  // What is shown

  #frame(): TemplateResult {
    const { code } = this.#started!;
    const name = code.name.trim();
    const broken = this.#expectations?.broken().length ?? 0;
    return html`<section part="base" aria-labelledby="title">
      <header class="head">
        <div>
          <h2 class="title" id="title" dir="auto">${name ? words.title(name) : words.titleUnnamed}</h2>
          <p class="quiet" dir="auto">${this.#facts()}</p>
        </div>
        ${this.#canEdit ? this.#controls() : nothing}
      </header>
      <div class="notes">${this.#notes()}</div>
      <div part="tools" class="tools" role="group" aria-label=${words.tools}>
        ${toolNames(!this.#canEdit).map(
          (tool) => html`<button type="button" aria-expanded=${this.#tools.open === tool} @click=${() => void this.#tools.toggle(tool)}>
            ${words.tool[tool]} ${tool === 'expectations' && broken > 0 ? html`<span class="count">${words.broken(broken)}</span>` : nothing}
          </button>`,
        )}
      </div>
      <div class="columns ${this.#tools.open === null ? '' : 'has-panel'}">
        ${this.#tools.render()}
        <div part="list" class="rules" ?inert=${this.#isSaving}>${this.#list.render()}</div>
      </div>
      ${this.#canEdit ? this.#saveBar() : nothing}
    </section>`;
  }

  #facts(): string {
    const { lang } = this.#editor.formats;
    const count = words.count(this.rules.length, this.rules.length.toLocaleString(lang));
    return `${count} · ${words.zones(this.#zone.replaceAll('_', ' '), this.#semantics.weekdayTimeZone.replaceAll('_', ' '))}`;
  }

  #controls(): TemplateResult {
    const { undoes, redoes } = this.#session;
    return html`<div part="controls" class="actions">
      <button type="button" ?disabled=${undoes === null} title=${undoes === null ? '' : words.undoes(undoes)} @click=${() => this.undo()}>${words.undo}</button>
      <button type="button" ?disabled=${redoes === null} title=${redoes === null ? '' : words.redoes(redoes)} @click=${() => this.redo()}>${words.redo}</button>
      <button type="button" class="main" @click=${() => this.#list.add()}>${listWords.add}</button>
    </div>`;
  }

  #notes(): unknown[] {
    const { code } = this.#started!;
    const reason = this.#readOnlyReason;
    const { error } = this.#remote;
    const { problem } = this.#analyst;
    return [
      error ? note('warn', `${words.stale} ${errorText(error, en)}`, { text: en.retry, run: () => void this.reload() }) : null,
      reason === null ? null : note('', reason),
      codeNote(code, words.code, this.#editor.formats, Date.now()),
      problem
        ? note('bad', words.unreadable(problem.message), problem.rule === null ? undefined : { text: words.ruleUnreadable, run: () => this.#list.show(problem.rule!, true) })
        : null,
      this.#canEdit && this.#session.found ? this.#draftNote() : null,
      this.#canEdit && this.#session.isUnkept ? note('warn', words.draft.unstored) : null,
    ].filter((one) => one !== null);
  }

  #draftNote(): TemplateResult {
    const { draft } = words;
    const { value, at } = this.#session.found!;
    const { added, changed, deleted } = this.#session.changesOfDraft(value);
    const compared = this.#draftWords;
    return html`<div class="note warn" role="region" aria-label=${draft.found('')}>
      <p><strong>${draft.found(this.#editor.formats.instant(new Date(at)))}</strong> ${draft.what(added, changed, deleted)}.</p>
      ${this.#session.isDraftOfOther ? html`<p>${draft.differs}</p>` : nothing}
      ${compared === 'running' ? html`<p>${draft.comparing}</p>` : compared ? html`<ul>${compared.map((line) => html`<li>${line}</li>`)}</ul>` : nothing}
      <div class="actions">
        <button type="button" class="main" @click=${() => this.#restoreDraft()}>${draft.restore}</button>
        ${compared === null ? html`<button type="button" @click=${() => void this.#compareDraft()}>${draft.compare}</button>` : nothing}
        <button type="button" @click=${() => this.#dropDraft()}>${draft.drop}</button>
      </div>
    </div>`;
  }

  async #compareDraft(): Promise<void> {
    const { found } = this.#session;
    this.#draftWords = 'running';
    this.requestUpdate();
    const words = await effectOf(this.#editor, { text: '', rules: found!.value.value }, new AbortController().signal);
    if (this.#session.found !== found) return;
    this.#draftWords = words;
    this.requestUpdate();
  }

  #restoreDraft(): void {
    this.#session.restore(words.draft.restored);
    this.#draftWords = null;
    this.#edited(words.draft.restored);
  }

  #dropDraft(): void {
    this.#session.drop();
    this.#draftWords = null;
    this.#say(words.draft.dropped);
  }

  /** Why nothing may be saved as it is, and how to see it; `null` where it may. */
  get #blocks(): { reason: string; show: () => void } | null {
    const broken = this.#brokenRules();
    if (broken.length > 0) return { reason: words.blockedByErrors(broken.length), show: () => this.#list.show(broken[0]!, true) };
    const pinned = this.#expectations?.blocking().length ?? 0;
    return pinned > 0 ? { reason: words.blockedByExpectations(pinned), show: () => void this.#tools.show('expectations') } : null;
  }

  #saveBar(): unknown {
    const { dirty } = this;
    if (!dirty && !this.#isSaved) return nothing;
    if (!dirty) return html`<div part="save" class="bar"><p>${words.saved}</p></div>`;
    const { added, changed, deleted } = this.#session.changes;
    const blocks = this.#blocks;
    return html`<div part="save" class="bar">
      <p>${words.unsaved(words.draft.what(added, changed, deleted))}</p>
      ${blocks === null ? nothing : html`<span>${blocks.reason} <button type="button" class="link" @click=${blocks.show}>${words.showFirst}</button></span>`}
      <div class="actions">
        <button type="button" @click=${() => this.discard()}>${words.discard}</button>
        <button type="button" class="main" ?disabled=${blocks !== null} @click=${() => void this.#tools.review()}>${words.save}</button>
      </div>
    </div>`;
  }

  /** Something to read in the place of the rules. */
  #instead(): unknown {
    const { error, loading } = this.#remote;
    const problem = this.#problem;
    if (problem === null && this.#id === null) return html`<slot><div class="message"><p>${words.needsId}</p></div></slot>`;
    if (problem === null && (!error || loading)) return html`<slot><div class="wait"></div></slot>`;
    const text = problem ?? errorText(error!, { ...en, errorNotFound: words.notFound, errorPermission: words.notPermitted });
    return html`<div part="error" class="message" role=${problem === null ? 'alert' : nothing}>
      <p><slot name="error">${text}</slot></p>
      ${problem === null ? html`<button part="retry" type="button" @click=${() => void this.reload()}>${en.retry}</button>` : nothing}
    </div>`;
  }
}
