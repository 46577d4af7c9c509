import { html, nothing, type TemplateResult } from 'lit';
import type { Id, LandingPage } from '../../client/types.js';
import { enLandingEdit as words } from '../../locales/en.landing-edit.js';
import { addStyles } from '../../ui/add-styles.js';
import { Countdown } from '../../ui/countdown.js';
import { editorColors } from '../../ui/editor-colors.styles.js';
import { undoKey } from '../../ui/undo-key.js';
import { conflictView, type Choices } from './edit-conflict.js';
import { Deletion } from './edit-delete.js';
import { draftView, fieldsView, unsavedText } from './edit-form.js';
import { Creation, updatePage, type FieldErrors, type SaveEnd, type SaveStatus } from './edit-save.js';
import { areSame, emptyFields, fieldNames, fieldsOf, merge, PageSession, pick, trimmed, type FieldName } from './edit-session.js';
import { listText, quoted, reasonText, statusText } from './edit-words.js';
import { editStyles } from './edit.styles.js';
import { Gallery } from './gallery.js';
import type { EditedFields, PageEditor, PageFace } from './page-face.js';

export interface PageEditorOptions {
  /** Milliseconds in which a deletion can be undone before its request leaves; default 6,000. */
  undoFor?: number;
}

/** The controls with which a page is edited, made and deleted. */
export const createPageEditor = (face: PageFace, { undoFor = 6000 }: PageEditorOptions = {}): PageEditor => new EditPanel(face, undoFor);

type Stage =
  | { kind: 'editing' }
  | { kind: 'saving'; status: SaveStatus }
  | { kind: 'conflict'; theirs: LandingPage; fields: FieldName[]; choices: Choices }
  /** Not saved, and why. */
  | { kind: 'stopped'; text: string }
  | { kind: 'gone' }
  | { kind: 'saved'; text: string }
  /** The page was deleted here. */
  | { kind: 'deleted' };

/** Why a save was ended from here. */
type StoppedBy = 'person' | 'left';

class EditPanel implements PageEditor {
  readonly #face: PageFace;
  readonly #session = new PageSession();
  readonly #gallery = new Gallery();
  readonly #countdown: Countdown;
  readonly #deletion: Deletion;
  #stage: Stage = { kind: 'editing' };
  #errors: FieldErrors = {};
  /** Of the page that is edited; `null` = one that is to be made, `undefined` = not begun. */
  #id: Id | null | undefined;
  #creation = new Creation();
  #work = new AbortController();
  #lastWait = 0;

  constructor(face: PageFace, undoFor: number) {
    this.#face = face;
    this.#countdown = new Countdown(() => face.lang, () => face.update());
    this.#deletion = new Deletion({ face, countdown: this.#countdown, undoFor, show: (said) => this.#draw(said), done: () => this.#deleted() });
    addStyles(face.host.renderRoot as ShadowRoot, editorColors, editStyles);
    this.changed();
  }

  get page(): LandingPage | null {
    return this.#stage.kind === 'deleted' ? null : { ...(this.#face.page ?? { id: 0, created_at: null, updated_at: null }), ...this.#session.value };
  }

  get isDirty(): boolean {
    return this.#session.isDirty;
  }

  changed(): void {
    const { page } = this.#face;
    const id = page?.id ?? null;
    if (id !== this.#id) {
      this.#stop('left');
      this.#deletion.cancel();
      this.#begin(page);
    } else if (page && !this.isDirty && this.#stage.kind !== 'saving' && !areSame(fieldsOf(page), this.#session.loaded)) {
      this.#session.start(fieldsOf(page), this.#key);
    }
    this.#preview();
  }

  leave(): void {
    this.#stop('left');
    this.#deletion.cancel();
    this.#session.leave();
    this.#countdown.run(false);
  }

  enter(): void {
    this.#session.enter();
  }

  #begin(page: LandingPage | null): void {
    this.#id = page?.id ?? null;
    this.#creation = new Creation();
    this.#stage = { kind: 'editing' };
    this.#errors = {};
    this.#session.start(page ? fieldsOf(page) : emptyFields, this.#key);
  }

  get #key(): string {
    return `${this.#face.endpoint} ${this.#id ?? 'new'}`;
  }

  // Editing

  get #isBusy(): boolean {
    return this.#stage.kind === 'saving' || this.#stage.kind === 'conflict' || this.#deletion.isRunning;
  }

  readonly #edit = (fields: Partial<EditedFields>, what: string, mergeAs: string): void => {
    if (this.#isBusy) return;
    this.#session.change({ ...this.#session.value, ...fields }, what, mergeAs);
    for (const name of fieldNames) if (name in fields) this.#errors = { ...this.#errors, [name]: undefined };
    this.#edited();
  };

  #edited(said?: string): void {
    if (this.#stage.kind !== 'gone') this.#stage = { kind: 'editing' };
    this.#preview();
    this.#draw(said);
  }

  /** What is edited is seen in the page at once. */
  #preview(): void {
    const isShown = this.#stage.kind !== 'deleted' && (this.isDirty || this.#id === null);
    this.#face.preview(isShown ? { ...this.#session.value } : null);
  }

  readonly #undo = (): void => {
    const what = this.#session.undoes;
    if (what !== null && !this.#isBusy && this.#session.undo()) this.#edited(words.undone(what));
  };

  readonly #redo = (): void => {
    const what = this.#session.redoes;
    if (what !== null && !this.#isBusy && this.#session.redo()) this.#edited(words.redone(what));
  };

  readonly #discard = (): void => {
    this.#session.change(this.#session.loaded, words.did.discard);
    this.#errors = {};
    this.#edited(words.discarded);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const asked = undoKey(event);
    if (asked === 'undo') this.#undo();
    if (asked === 'redo') this.#redo();
  };

  readonly #draftActions = {
    restore: () => {
      this.#session.restore(words.did.restore);
      this.#edited(words.draft.restored);
    },
    drop: () => {
      this.#session.drop();
      this.#draw(words.draft.dropped);
    },
  };

  // Saving

  readonly #save = async (): Promise<void> => {
    if (this.#isBusy && this.#stage.kind !== 'conflict') return;
    const { loaded, value } = this.#session;
    this.#errors = {};
    if (value.title.trim() === '') {
      this.#refuse({ title: [words.required] }, words.required);
      return;
    }
    this.#work = new AbortController();
    const { signal } = this.#work;
    const options = { client: this.#face.client, signal, say: (status: SaveStatus) => signal.aborted || this.#progress(status) };
    this.#show({ kind: 'saving', status: { kind: 'reading' } }, words.sending);
    try {
      this.#ended(await (this.#id == null ? this.#creation.run(value, options) : updatePage(this.#id, loaded, value, options)));
    } catch (error) {
      if (!signal.aborted) throw error;
      if (signal.reason === ('person' satisfies StoppedBy)) this.#show({ kind: 'stopped', text: words.stoppedByPerson }, words.stoppedByPerson);
    }
  };

  #stop(by: StoppedBy): void {
    this.#work.abort(by);
    if (by === 'left' && this.#stage.kind === 'saving') this.#stage = { kind: 'editing' };
  }

  #progress(status: SaveStatus): void {
    this.#stage = { kind: 'saving', status };
    // Once a wait, and not once a second.
    const isNews = status.kind === 'offline' || (status.kind === 'waiting' && status.until !== this.#lastWait);
    if (status.kind === 'waiting') this.#lastWait = status.until;
    this.#draw(isNews ? statusText(status, this.#countdown.left) : undefined);
  }

  #ended(end: SaveEnd): void {
    if (end.kind === 'saved') this.#saved(end.page, end.differs);
    else if (end.kind === 'conflict') {
      this.#face.refreshed(end.theirs);
      this.#show({ kind: 'conflict', theirs: end.theirs, fields: end.fields, choices: {} }, words.conflict.title);
    } else if (end.kind === 'gone') this.#show({ kind: 'gone' }, words.gone);
    else if (end.kind === 'unclear') this.#show({ kind: 'stopped', text: words.unclear }, words.unclear);
    else if (Object.keys(end.fields).length > 0) this.#refuse(end.fields, words.invalid);
    else this.#show({ kind: 'stopped', text: reasonText(end.error) }, `${words.stopped} ${reasonText(end.error)}`);
  }

  #saved(page: LandingPage, differs: readonly FieldName[]): void {
    const isNew = this.#id === null;
    const text = differs.length > 0 ? words.differs(listText(differs, this.#face.lang)) : isNew ? words.created : words.saved;
    this.#session.saved(fieldsOf(page));
    if (isNew) this.#begin(page);
    this.#stage = { kind: 'saved', text };
    this.#preview();
    this.#face.saved(page);
    this.#show(this.#stage, text);
  }

  /** Said at the fields, and the focus goes to the first of them. */
  #refuse(errors: FieldErrors, said: string): void {
    this.#errors = errors;
    this.#show({ kind: 'stopped', text: said }, said);
    const name = fieldNames.find((one) => errors[one]);
    const { host } = this.#face;
    const selector = name === 'preset' ? '.edit-gallery input:checked, .edit-gallery input' : `#edit-${name}`;
    if (name) void host.updateComplete.then(() => host.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }

  #decide(theirs: LandingPage, fields: readonly FieldName[], choices: Choices): void {
    const { loaded, value } = this.#session;
    const { merged } = merge(loaded, value, fieldsOf(theirs));
    const wanted = pick((name) => (fields.includes(name) && choices[name] === 'theirs' ? fieldsOf(theirs) : merged));
    this.#session.rebase(fieldsOf(theirs), wanted, words.did.decide);
    void this.#save();
  }

  /** What was edited becomes a page of its own, since its page is gone. */
  readonly #asNew = (): void => {
    const { value } = this.#session;
    this.#session.saved(this.#session.loaded);
    this.#begin(null);
    this.#session.change(value, words.asNew);
    this.#face.deleted();
    this.#edited();
  };

  #deleted(): void {
    // Nothing is left of what was edited.
    this.#session.saved(this.#session.loaded);
    this.#begin(null);
    this.#stage = { kind: 'deleted' };
    this.#preview();
    this.#face.deleted();
    this.#show(this.#stage, words.delete.done);
  }

  // What is shown

  #show(stage: Stage, said?: string): void {
    this.#stage = stage;
    this.#draw(said);
  }

  #draw(said?: string): void {
    const { host } = this.#face;
    const root = host.renderRoot as ShadowRoot;
    const focused = () => root.activeElement;
    const hadFocus = focused() !== null;
    if (said !== undefined) this.#face.say(said);
    this.#face.update();
    this.#countdown.run(this.#deletion.isCounting || (this.#stage.kind === 'saving' && this.#stage.status.kind === 'waiting'));
    void host.updateComplete.then(() => {
      // The button that was pressed may be gone: the focus goes on with what there is to read, unless it is elsewhere by now.
      const isLost = focused() === null && host.ownerDocument.activeElement === host.ownerDocument.body;
      if (hadFocus && isLost) root.querySelector<HTMLElement>('.edit-stage')?.focus();
    });
  }

  render(): TemplateResult {
    if (this.#stage.kind === 'deleted') return this.#empty();
    const { value, undoes, redoes } = this.#session;
    return html`<section class="edit" aria-labelledby="edit-heading" @keydown=${this.#onKey}>
      <div class="edit-head">
        <h2 id="edit-heading">${this.#id === null ? words.newTitle : words.title}</h2>
        <div class="edit-actions">
          <button type="button" ?disabled=${undoes === null || this.#isBusy} title=${undoes === null ? '' : words.undoes(undoes)} @click=${this.#undo}>${words.undo}</button>
          <button type="button" ?disabled=${redoes === null || this.#isBusy} title=${redoes === null ? '' : words.redoes(redoes)} @click=${this.#redo}>${words.redo}</button>
        </div>
      </div>
      ${this.#session.found && !this.#isBusy ? draftView(this.#session.found, this.#session.isDraftOfOther, this.#face.lang, this.#draftActions) : nothing}
      ${this.#session.isUnkept ? html`<p class="edit-note edit-warn">${words.draft.unkept}</p>` : nothing}
      <div class="edit-fields" ?inert=${this.#isBusy}>${fieldsView(value, this.#errors, this.#gallery, this.#edit)}</div>
      <div class="edit-stage" tabindex="-1">${this.#deletion.isIdle ? this.#stageView() : this.#deletion.render(quoted(this.#face.page?.title.trim() ?? ''), this.isDirty)}</div>
      ${this.#isBusy || !this.#deletion.isIdle ? nothing : this.#bar()}
    </section>`;
  }

  #stageView(): unknown {
    const stage = this.#stage;
    switch (stage.kind) {
      case 'saving':
        return html`<div class="edit-actions">
          <span>${statusText(stage.status, this.#countdown.left)}</span>
          <button type="button" @click=${() => this.#stop('person')}>${words.stop}</button>
        </div>`;
      case 'conflict': {
        const { theirs, fields, choices } = stage;
        const versions = { loaded: this.#session.loaded, mine: trimmed(this.#session.value), theirs: fieldsOf(theirs) };
        return conflictView(fields, versions, choices, {
          choose: (name, choice) => this.#show({ ...stage, choices: { ...choices, [name]: choice } }),
          go: () => this.#decide(theirs, fields, choices),
          back: () => this.#show({ kind: 'editing' }),
        });
      }
      case 'stopped':
        return html`<p class="edit-note edit-bad"><strong>${words.stopped}</strong> ${stage.text}</p>`;
      case 'gone':
        return html`<div class="edit-note edit-bad">
          <p>${words.gone}</p>
          <div class="edit-actions"><button type="button" class="edit-main" @click=${this.#asNew}>${words.asNew}</button></div>
        </div>`;
      case 'saved':
        return html`<p class="edit-note edit-good">${stage.text}</p>`;
      default:
        return nothing;
    }
  }

  #bar(): TemplateResult {
    const { loaded, value } = this.#session;
    const isNew = this.#id === null;
    const mayDelete = !isNew && this.#stage.kind !== 'gone' && (this.#face.permissions?.has('landing-pages.delete') ?? true);
    return html`<div class="edit-bar">
      ${this.isDirty && !isNew ? html`<p>${unsavedText(loaded, value, this.#face.lang)}</p>` : nothing}
      <div class="edit-actions">
        ${this.#stage.kind === 'gone' ? nothing : this.#saveButton()}
        ${this.isDirty ? html`<button type="button" @click=${this.#discard}>${words.discard}</button>` : nothing}
      </div>
      ${mayDelete ? html`<button type="button" class="edit-danger edit-last" @click=${this.#deletion.ask}>${words.delete.button}</button>` : nothing}
    </div>`;
  }

  #saveButton(): TemplateResult {
    const text = this.#stage.kind === 'stopped' ? words.saveAgain : this.#id === null ? words.create : words.save;
    return html`<button type="button" class="edit-main" ?disabled=${!this.isDirty} @click=${this.#save}>${text}</button>`;
  }

  #empty(): TemplateResult {
    const create = () => {
      this.#stage = { kind: 'editing' };
      this.#preview();
      this.#draw();
      void this.#face.host.updateComplete.then(() => this.#face.host.renderRoot.querySelector<HTMLElement>('#edit-title')?.focus());
    };
    return html`<section class="edit">
      <div class="edit-stage" tabindex="-1">
        <p>${words.delete.done}</p>
        <div class="edit-actions"><button type="button" class="edit-main" @click=${create}>${words.delete.create}</button></div>
      </div>
    </section>`;
  }
}
