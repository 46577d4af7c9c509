import { html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Client } from '../../client/client.js';
import { NotFoundError } from '../../client/errors.js';
import type { QrCode } from '../../client/types.js';
import { en } from '../../locales/en.js';
import { encode, EncodeError, type ErrorCorrection, type QrSymbol } from '../../qr/encode.js';
import { statusOf, type QrCodeStatus } from '../../qr/status.js';
import { modulesPath } from '../../qr/svg.js';
import { version } from '../../ui/define.js';
import { errorText } from '../../ui/error-text.js';
import { Remote } from '../../ui/remote.js';
import { statesStyles } from '../../ui/states.styles.js';
import { qrCodeStyles } from './qr-code.styles.js';

const DEFAULT_SIZE = 192;
const DEFAULT_QUIET_ZONE = 4;

/**
 * Draws a QR code: one of the platform by its id, or any text.
 *
 * @tag jsi-qr-code
 * @slot - Shown until the element is ready, and while there is nothing to draw.
 * @slot error - Replaces the text of an error.
 * @fires {JsiLoadEvent} jsi-load - The code of `qr-id` was loaded; `data` is the code.
 * @fires {JsiErrorEvent} jsi-error - The code of `qr-id` could not be loaded; `error` says why.
 * @csspart base - Everything the element draws.
 * @csspart code - The QR code with its quiet zone.
 * @csspart note - The line that says a code does not redirect, or that it could not be refreshed.
 * @csspart error - What is shown instead of a code, with its text.
 * @csspart retry - The button that loads again.
 * @cssprop [--jsi-font=system-ui, sans-serif] - Font family of all text.
 * @cssprop [--jsi-text-color=CanvasText] - Colour of messages.
 * @cssprop [--jsi-surface=Canvas] - Background of messages.
 * @cssprop [--jsi-border-color] - Border of messages; default a faint mix of text and background.
 * @cssprop [--jsi-focus-color=Highlight] - Focus outline.
 * @cssprop [--jsi-radius=6px] - Corner radius of messages and buttons.
 * @cssstate loading - The code is being loaded.
 * @cssstate empty - There is neither a `value` nor a `qr-id`.
 * @cssstate error - Nothing can be drawn, or the last refresh failed.
 * @cssstate inactive - The code is switched off.
 * @cssstate expired - The code's `expires_at` has passed.
 * @cssstate licence-ended - The code's licence has ended.
 * @example
 * ```html
 * <jsi-qr-code qr-id="1" size="240"></jsi-qr-code>
 * ```
 */
export class JsiQrCode extends LitElement {
  static override styles = [statesStyles, qrCodeStyles];
  /** Version of the package that this class comes from. */
  static readonly version = version;

  /** Id of the code to load; its `public_url` is encoded. */
  @property({ attribute: 'qr-id' }) qrId: string | number | null = null;
  /** Text to encode at once, with no network; wins over `qr-id`. */
  @property() value: string | null = null;
  /** Width and height in CSS pixels. */
  @property({ type: Number }) size = DEFAULT_SIZE;
  /** Error-correction level; `auto` is at least M, raised where that costs no space. */
  @property({ attribute: 'error-correction' }) errorCorrection: ErrorCorrection | 'auto' = 'auto';
  /** Light modules around the code. */
  @property({ attribute: 'quiet-zone', type: Number }) quietZone = DEFAULT_QUIET_ZONE;
  /** Accessible name; default "QR code for" and the code's name, or the text. */
  @property() label: string | null = null;
  /** Base of the token proxy; default the page's `<meta name="jsi-endpoint">`, else `/jsi`. */
  @property() endpoint: string | null = null;
  /** Signed grant for the proxy. */
  @property({ attribute: 'embed-token' }) embedToken: string | null = null;
  /** A client to use instead of the page's shared one. */
  @property({ attribute: false }) client: Client | null = null;

  readonly #internals = this.attachInternals();
  readonly #remote = new Remote<QrCode, number>(this, {
    internals: this.#internals,
    key: () => (this.value === null ? this.#id : null),
    load: (client, id, signal) => client.qrCodes.get(id, { signal }),
  });
  #drawing: Drawing | null = null;

  /** Loads the code of `qr-id` again; resolves when that has ended, well or not. */
  reload(): Promise<void> {
    return this.#remote.reload();
  }

  protected override render(): TemplateResult {
    this.#redraw();
    const size = this.size > 0 ? this.size : DEFAULT_SIZE;
    return html`
      <svg class="frame" width=${size} height=${size} viewBox="0 0 1 1" aria-hidden="true"></svg>
      <div part="base" class="base">${this.#content()}</div>
    `;
  }

  protected override updated(): void {
    const { states } = this.#internals;
    const status = this.#status;
    for (const name of ['inactive', 'expired', 'licence-ended'] as const) {
      if (status === name) states.add(name);
      else states.delete(name);
    }
    if (this.value === null && this.qrId === null) states.add('empty');
    if ((this.#drawing && 'problem' in this.#drawing) || this.#badId) states.add('error');
  }

  /** The id as a number; `null` where there is none or it is no id. */
  get #id(): number | null {
    const id = String(this.qrId ?? '').trim();
    return /^[1-9]\d{0,15}$/.test(id) && Number.isSafeInteger(Number(id)) ? Number(id) : null;
  }

  get #badId(): boolean {
    return this.value === null && this.qrId !== null && this.#id === null;
  }

  get #status(): QrCodeStatus {
    const { data } = this.#remote;
    return this.value === null && data ? statusOf(data, new Date()) : 'active';
  }

  /** Encodes again only what changed. */
  #redraw(): void {
    const { errorCorrection: level } = this;
    const text = this.value ?? this.#remote.data?.public_url ?? null;
    if (text === null) this.#drawing = null;
    else if (text !== this.#drawing?.text || level !== this.#drawing.level) this.#drawing = draw(text, level);
  }

  #content(): TemplateResult {
    const { data, error, loading } = this.#remote;
    if (this.#drawing) return 'problem' in this.#drawing ? message(this.#drawing.problem) : this.#code(this.#drawing);
    if (this.#badId) return message(en.qrBadId(String(this.qrId)));
    if (this.qrId === null) return html`<slot>${message(en.qrEmpty)}</slot>`;
    if (data) return message(en.qrNoUrl);
    if (error) {
      const text = error instanceof NotFoundError && error.body !== undefined ? en.qrNotFound : errorText(error, en);
      return message(loading ? en.loading : text, () => void this.reload());
    }
    return html`<slot><div class="loading"></div></slot>`;
  }

  #code({ symbol, text }: Drawn): TemplateResult {
    const quietZone = this.quietZone >= 0 ? Math.floor(this.quietZone) : DEFAULT_QUIET_ZONE;
    const width = symbol.modules.length + 2 * quietZone;
    const note = this.#note();
    return html`
      <div class="drawn">
        <svg
          part="code"
          class="code"
          role="img"
          aria-label=${this.label ?? en.qrLabel(this.#remote.data?.name || text)}
          viewBox="0 0 ${width} ${width}"
        >
          ${svg`<path fill="#fff" d="M0 0h${width}v${width}h-${width}z"></path><path d=${modulesPath(symbol.modules, quietZone)}></path>`}
        </svg>
        ${note ? html`<p part="note" class="note" dir="auto">${note}</p>` : nothing}
      </div>
    `;
  }

  #note(): string | null {
    if (this.value !== null) return null;
    switch (this.#status) {
      case 'inactive':
        return en.qrInactive;
      case 'expired':
        return en.qrExpired;
      case 'licence-ended':
        return this.#remote.data?.auto_renew ? en.qrLicenceRenews : en.qrLicenceEnded;
      case 'active':
        return this.#remote.error ? en.refreshFailed : null;
    }
  }
}

type Level = ErrorCorrection | 'auto';

interface Drawn {
  text: string;
  level: Level;
  symbol: QrSymbol;
}

type Drawing = Drawn | { text: string; level: Level; problem: string };

function draw(text: string, level: Level): Drawing {
  try {
    const errorCorrection = ['L', 'M', 'Q', 'H'].includes(level) ? level : 'auto';
    return { text, level, symbol: encode(text, { errorCorrection }) };
  } catch (error) {
    const long = error instanceof EncodeError && error.code === 'too-long';
    return { text, level, problem: long ? en.qrTooLong(error.capacity) : en.qrEmpty };
  }
}

/** What went wrong, in the element's own space; `retry` where trying again can help. */
function message(text: string, retry?: () => void): TemplateResult {
  return html`
    <div part="error" class="message" role="alert">
      <p><slot name="error"><span dir="auto">${text}</span></slot></p>
      ${retry ? html`<button part="retry" type="button" @click=${retry}>${en.retry}</button>` : nothing}
    </div>
  `;
}
