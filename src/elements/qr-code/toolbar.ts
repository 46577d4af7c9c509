import { html, nothing, type TemplateResult } from 'lit';
import { en } from '../../locales/en.js';
import { addStyles } from '../../ui/add-styles.js';
import { textOf } from './facts.js';
import type { Shared } from './qr-code.js';
import { buttonStyles } from '../../ui/button.styles.js';
import { toolbarStyles } from './toolbar.styles.js';

const ICONS = {
  download: 'M8 2v8M4.5 6.5 8 10l3.5-3.5M2.5 13.5h11',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  share: 'M8 10V2M5 4.5 8 1.5l3 3M3.5 7.5v6h9v-6',
} as const;

/** Buttons to take the code along: as a file, as a link, to another app. */
export class Toolbar {
  readonly #shared: Shared;
  /** What the last button did, for everyone to see and to hear. */
  #said = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(shared: Shared) {
    this.#shared = shared;
    addStyles(shared.host.renderRoot as ShadowRoot, buttonStyles, toolbarStyles);
  }

  render(): TemplateResult {
    const text = textOf(this.#shared) || null;
    const isLink = text !== null && /^https?:\/\//i.test(text);
    const isOff = text === null;
    return html`
      ${this.#button(ICONS.download, 'SVG', en.qrDownloadSvg, isOff, () => this.#download('image/svg+xml'))}
      ${this.#button(ICONS.download, 'PNG', en.qrDownloadPng, isOff, () => this.#download('image/png'))}
      ${this.#button(ICONS.copy, '', isLink ? en.qrCopyLink : en.qrCopyText, isOff, () => this.#copy(text!))}
      ${isLink && 'share' in navigator ? this.#button(ICONS.share, '', en.qrShare, isOff, () => this.#share(text)) : nothing}
      <p class="said" role="status" dir="auto">${this.#said}</p>
    `;
  }

  #button(icon: string, words: string, name: string, isOff: boolean, act: () => Promise<string>): TemplateResult {
    return html`
      <button type="button" aria-label=${name} title=${name} ?disabled=${isOff} @click=${() => void this.#do(act)}>
        <svg viewBox="0 0 16 16" aria-hidden="true"><path d=${icon}></path></svg>${words}
      </button>
    `;
  }

  async #do(act: () => Promise<string>): Promise<void> {
    this.#say(await act());
  }

  #say(text: string): void {
    this.#said = text;
    this.#shared.host.requestUpdate();
    clearTimeout(this.#timer);
    if (text) this.#timer = setTimeout(() => this.#say(''), 6000);
  }

  async #download(type: string): Promise<string> {
    try {
      await this.#shared.host.download({ type });
      return en.qrDownloaded;
    } catch (error) {
      return `${en.qrNotDownloaded}: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  async #copy(text: string): Promise<string> {
    try {
      await navigator.clipboard.writeText(text);
      return en.qrCopied;
    } catch {
      return this.#copyBySelection(text) ? en.qrCopied : `${en.qrNotCopied}: ${text}`;
    }
  }

  /** Where a page may not write to the clipboard: the way that needs a selection. */
  #copyBySelection(text: string): boolean {
    const root = this.#shared.host.renderRoot as ShadowRoot;
    const focused = root.activeElement as HTMLElement | null;
    const area = document.createElement('textarea');
    area.value = text;
    area.setAttribute('readonly', '');
    area.className = 'said';
    root.append(area);
    area.select();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else works where the clipboard is closed
    const isCopied = document.execCommand('copy');
    area.remove();
    // Selecting has taken it from the button.
    focused?.focus();
    return isCopied;
  }

  async #share(url: string): Promise<string> {
    const title = this.#shared.platform?.data?.name;
    // A person who changes their mind is told nothing.
    await navigator.share({ url, ...(title && { title }) }).catch(() => undefined);
    return '';
  }
}

export function attach(shared: Shared): void {
  shared.toolbar = new Toolbar(shared);
}
