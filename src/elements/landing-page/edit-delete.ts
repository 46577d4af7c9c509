import { html, nothing, type TemplateResult } from 'lit';
import { ClientError } from '../../client/errors.js';
import type { Countdown } from '../../ui/countdown.js';
import { deletePage, type SaveStatus } from './edit-save.js';
import { reasonText, statusText } from './edit-words.js';
import { enLandingEdit } from '../../locales/en.landing-edit.js';
import type { PageFace } from './page-face.js';

const words = enLandingEdit.delete;

type Stage =
  | { kind: 'idle' }
  | { kind: 'asking' }
  /** The request leaves then, milliseconds since 1970. */
  | { kind: 'counting'; until: number }
  | { kind: 'sending'; status: SaveStatus }
  | { kind: 'failed'; error: ClientError };

export interface DeletionOptions {
  face: PageFace;
  countdown: Countdown;
  /** Milliseconds from yes to the request. */
  undoFor: number;
  /** Something else is to be seen. */
  show: (said?: string) => void;
  done: () => void;
}

/** Deletes the page: asks, lets it be undone for a while, and then sends the request. */
export class Deletion {
  readonly #options: DeletionOptions;
  #stage: Stage = { kind: 'idle' };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #work: AbortController | null = null;

  constructor(options: DeletionOptions) {
    this.#options = options;
  }

  get isIdle(): boolean {
    return this.#stage.kind === 'idle';
  }

  /** It has been decided: the page is not to be edited now. */
  get isRunning(): boolean {
    return this.#stage.kind === 'counting' || this.#stage.kind === 'sending';
  }

  get isCounting(): boolean {
    return this.#stage.kind === 'counting' || (this.#stage.kind === 'sending' && this.#stage.status.kind === 'waiting');
  }

  readonly ask = (): void => this.#show({ kind: 'asking' });

  /** Keeps the page, as far as that is still possible. */
  cancel(said?: string): void {
    if (this.isIdle) return;
    this.#work?.abort();
    this.#end();
    this.#show({ kind: 'idle' }, said);
  }

  render(title: string, isDirty: boolean): TemplateResult | typeof nothing {
    const { countdown } = this.#options;
    const stage = this.#stage;
    const keep = (text: string) => html`<button type="button" @click=${() => this.cancel(words.kept)}>${text}</button>`;
    const start = (text: string) => html`<button type="button" class="edit-danger" @click=${this.#start}>${text}</button>`;
    switch (stage.kind) {
      case 'idle':
        return nothing;
      case 'asking':
        return html`<p><strong dir="auto">${title ? words.ask(title) : words.askUntitled}</strong></p>
          <p>${words.about} ${isDirty ? words.aboutEdits : nothing}</p>
          <div class="edit-actions">${start(words.yes)} ${keep(words.no)}</div>`;
      case 'counting':
        return html`<div class="edit-actions"><strong>${words.counting(countdown.left(stage.until))}</strong> ${keep(words.undo)}</div>`;
      case 'sending':
        return html`<div class="edit-actions">
          <span>${statusText(stage.status, countdown.left, words.sending)}</span> ${stage.status.kind === 'sending' ? nothing : keep(words.stop)}
        </div>`;
      case 'failed':
        return html`<p><strong>${words.failed}</strong> ${reasonText(stage.error)}</p>
          <div class="edit-actions">${start(words.again)} ${keep(words.no)}</div>`;
    }
  }

  readonly #start = (): void => {
    const { undoFor, countdown } = this.#options;
    const until = Date.now() + undoFor;
    this.#end();
    this.#timer = setTimeout(() => void this.#send(), undoFor);
    addEventListener('pagehide', this.#leave);
    this.#show({ kind: 'counting', until }, words.said(countdown.left(until)));
  };

  readonly #leave = (): void => this.cancel();

  async #send(): Promise<void> {
    const { face, done } = this.#options;
    this.#end();
    const work = (this.#work = new AbortController());
    const { page, client } = face;
    const say = (status: SaveStatus) => this.#show({ kind: 'sending', status });
    try {
      this.#show({ kind: 'sending', status: { kind: 'sending' } }, words.sending);
      await deletePage(page!.id, { client, signal: work.signal, say });
      work.signal.throwIfAborted();
    } catch (error) {
      if (work.signal.aborted) return;
      if (!(error instanceof ClientError)) throw error;
      this.#show({ kind: 'failed', error }, `${words.failed} ${reasonText(error)}`);
      return;
    }
    this.#stage = { kind: 'idle' };
    done();
  }

  /** Nothing is sent any more. */
  #end(): void {
    clearTimeout(this.#timer);
    removeEventListener('pagehide', this.#leave);
  }

  #show(stage: Stage, said?: string): void {
    this.#stage = stage;
    this.#options.show(said);
  }
}
