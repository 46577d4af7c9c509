import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Client } from '../../client/client.js';
import type { ErrorCorrection } from '../../qr/encode.js';
import { printWidth } from '../../qr/measures.js';
import type { Corners, Dots, Safety } from '../../qr/style.js';
import { snap } from '../../qr/view-box.js';
import { version } from '../../ui/define.js';
import { isServer } from '../../ui/is-server.js';
import { forget, onceNear, onSized } from '../../ui/viewport.js';
import type { BlobOptions, DownloadOptions } from './export.js';
import { DEFAULT_SIZE, frameOf, nameOf, pixelsOf, sizeOf } from './facts.js';
import { drawPlain, isAll, type Plain } from './plain.js';
import type { Platform } from './platform.js';
import type { Presenter } from './presenter.js';
import { qrCodeStyles } from './qr-code.styles.js';
import type { Toolbar } from './toolbar.js';

/** Millimetres: a code in a hand. */
const NEAR = 300;
/** CSS pixels of a frame's border. */
const BORDER = 6;

/** What the parts of an element know of each other. */
export interface Shared {
  host: JsiQrCode;
  internals: ElementInternals;
  /** Width of the drawn code in device pixels; 0 = not laid out yet. */
  pixels: number;
  /** Loads codes of the platform, once there is one to load. */
  platform?: Platform;
  /** Draws everything but plain codes, once there is something else. */
  presenter?: Presenter;
  toolbar?: Toolbar;
}

type Part = 'platform' | 'presenter' | 'toolbar';

const parts: Record<Part, () => Promise<{ attach: (shared: Shared) => void }>> = {
  platform: () => import('./platform.js'),
  presenter: () => import('./presenter.js'),
  toolbar: () => import('./toolbar.js'),
};

/** The safety of a code as it is drawn, and how large it is to be printed. */
export interface QrSafety extends Safety {
  /** With `verify`: whether a decoder read the drawn code; `null` until it has tried. */
  verified: boolean | null;
  /** The smallest width in millimetres, quiet zone included, to be scanned from `distance` millimetres. */
  print: { distance: number; width: number } | null;
}

/**
 * Draws a QR code that scans: one of the platform by its id, or any text.
 *
 * @tag jsi-qr-code
 * @slot - Shown until the element is ready, and while there is nothing to draw.
 * @slot error - Replaces the text of an error.
 * @slot frame - A call to action; the code gets a frame with it.
 * @fires {JsiLoadEvent} jsi-load - The code of `qr-id` was loaded; `data` is the code.
 * @fires {JsiErrorEvent} jsi-error - The code of `qr-id` or the logo could not be loaded; `error` says why.
 * @csspart base - Everything but the controls.
 * @csspart code - The QR code with its quiet zone.
 * @csspart frame - The band with the call to action.
 * @csspart note - The line that says a code does not redirect, or that something could not be loaded.
 * @csspart controls - The buttons below the code.
 * @csspart error - What is shown instead of a code, with its text.
 * @csspart retry - The button that loads again.
 * @cssprop [--jsi-qr-color=#000] - Colour of the modules.
 * @cssprop [--jsi-qr-background=#fff] - Colour of background and quiet zone.
 * @cssprop [--jsi-font=system-ui, sans-serif] - Font family of all text.
 * @cssprop [--jsi-text-color=CanvasText] - Colour of messages and buttons.
 * @cssprop [--jsi-surface=Canvas] - Background of messages and buttons.
 * @cssprop [--jsi-border-color] - Border of messages and buttons; default a faint mix of text and background.
 * @cssprop [--jsi-focus-color=Highlight] - Focus outline.
 * @cssprop [--jsi-radius=6px] - Corner radius of messages and buttons.
 * @cssstate loading - The code or its logo is being loaded.
 * @cssstate empty - There is neither a `value` nor a `qr-id`.
 * @cssstate error - Something could not be drawn or loaded.
 * @cssstate inactive - The code is switched off.
 * @cssstate expired - The code's `expires_at` has passed.
 * @cssstate licence-ended - The code's licence has ended.
 * @cssstate renews - The ended licence is renewed by itself.
 * @example
 * ```html
 * <jsi-qr-code qr-id="1" size="240"></jsi-qr-code>
 * ```
 */
export class JsiQrCode extends LitElement {
  static override styles = [qrCodeStyles];
  static override properties = {
    qrId: { attribute: 'qr-id' },
    value: {},
    size: { type: Number },
    errorCorrection: { attribute: 'error-correction' },
    color: {},
    colorTo: { attribute: 'color-to' },
    gradient: {},
    background: {},
    dots: {},
    corners: {},
    logo: {},
    logoSize: { attribute: 'logo-size', type: Number },
    quietZone: { attribute: 'quiet-zone', type: Number },
    label: {},
    controls: { type: Boolean },
    verify: { type: Boolean },
    withoutEci: { attribute: 'without-eci', type: Boolean },
    scanDistance: { attribute: 'scan-distance', type: Number },
    endpoint: {},
    embedToken: { attribute: 'embed-token' },
    client: { attribute: false },
  };
  /** Version of the package that this class comes from. */
  static readonly version = version;

  /** Id of the code to load; its `public_url` is encoded and its `options` are applied. */
  qrId: string | number | null = null;
  /** Text to encode at once, with no network; wins over `qr-id`. */
  value: string | null = null;
  /** Width and height in CSS pixels. */
  size = DEFAULT_SIZE;
  /** Error-correction level; `auto` is at least M, raised where that costs no space and for a logo. */
  errorCorrection: ErrorCorrection | 'auto' = 'auto';
  /** Colour of the modules: any CSS colour that is dark enough. */
  color: string | null = null;
  /** Second colour of the modules, for a gradient from `color`. */
  colorTo: string | null = null;
  /** Direction of the gradient: from the top left to the bottom right, or from the centre outwards. */
  gradient: 'linear' | 'radial' | null = null;
  /** Colour of background and quiet zone: any CSS colour that is light enough. */
  background: string | null = null;
  /** Shape of the modules; default `square`. */
  dots: Dots | null = null;
  /** Shape of the three corner patterns; default `square`. */
  corners: Corners | null = null;
  /** Address of an image for the middle of the code. */
  logo: string | null = null;
  /** Share of the code's width that the logo takes, default 0.2; less where that would not scan. */
  logoSize: number | null = null;
  /** Light modules around the code; default 4. */
  quietZone: number | null = null;
  /** Accessible name; default "QR code for" and the code's name, or what the text is for. */
  label: string | null = null;
  /** Shows buttons to download, copy and share. */
  controls = false;
  /** Has a decoder read the drawn code, and says in `safety` whether it could. */
  verify = false;
  /** Does not mark text as UTF-8 (ECI 26), for hand scanners that print the mark. */
  withoutEci = false;
  /** Millimetres from which a print is to be scanned; decides the smallest width in `safety.print`. */
  scanDistance = 300;
  /** Base of the token proxy; default the page's `<meta name="jsi-endpoint">`, else `/jsi`. */
  endpoint: string | null = null;
  /** Signed grant for the proxy. */
  embedToken: string | null = null;
  /** A client to use instead of the page's shared one. */
  client: Client | null = null;

  readonly #shared: Shared = { host: this, internals: this.attachInternals(), pixels: 0 };
  readonly #loading = new Map<Part, Promise<void>>();
  /** On a server there is no viewport: everything is near. */
  #isNear = isServer;
  #children: MutationObserver | null = null;
  #plain: Plain | null = null;
  #isBroken = false;

  /**
   * Whether what is drawn can be expected to scan, and what to do where it cannot. Known once `updateComplete` has resolved and
   * a logo has come.
   */
  get safety(): QrSafety {
    const picture = this.#picture;
    const distance = this.scanDistance > 0 ? this.scanDistance : NEAR;
    return {
      ...(this.#shared.presenter?.safety ?? { scannable: !!picture, margin: picture ? 1 : 0, problems: [], verified: null }),
      print: picture && { distance, width: printWidth(picture.width, distance) },
    };
  }

  /** Loads the code of `qr-id`, and a logo that failed, again; resolves when that has ended, well or not. */
  async reload(): Promise<void> {
    this.#isBroken = false;
    this.#reach();
    this.#shared.presenter?.retry();
    await this.updateComplete;
    await this.#shared.platform?.reload();
    await this.#shared.presenter?.settled;
    await this.updateComplete;
  }

  /**
   * The drawn code as an SVG document, with its logo and frame.
   * @throws {Error} while nothing is drawn: wait for `updateComplete`
   */
  toSvg(): string {
    const { presenter } = this.#shared;
    if (!presenter && !this.#plain) throw new Error('No QR code is drawn yet.');
    // A plain code is in the document as it would be in a file, but for what Lit and the styles need.
    const svg = () => new XMLSerializer().serializeToString(this.renderRoot.querySelector('svg')!);
    return presenter ? presenter.toSvg() : svg().replace(/<!--.*?-->| (class|part|aria-hidden)=".*?"/g, '');
  }

  /**
   * The drawn code as a file: `image/png` (default), `image/svg+xml`, `image/webp` or `image/jpeg`; `size` is the width in
   * pixels, default 1024, at most 4096.
   * @throws {Error} when nothing can be drawn, or the browser cannot write the type
   * @throws {RangeError} for a size that is none, too large, or too small for the code
   */
  async toBlob(options: BlobOptions = {}): Promise<Blob> {
    return (await this.#presenter()).toBlob(options);
  }

  /** Saves the drawn code as a file; its name comes from the code's name. Throws what `toBlob` throws. */
  async download(options: DownloadOptions = {}): Promise<void> {
    await (await this.#presenter()).download(options);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#children ??= new MutationObserver(() => this.requestUpdate());
    this.#children.observe(this, { childList: true });
    if (!this.#isNear) onceNear(this, () => this.#reach());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#children?.disconnect();
    forget(this);
  }

  /** Waits also for the parts that are being loaded, but not for the code's data. */
  protected override async getUpdateComplete(): Promise<boolean> {
    let isDone = await super.getUpdateComplete();
    while (this.#loading.size) {
      await Promise.all(this.#loading.values());
      isDone = await super.getUpdateComplete();
    }
    return isDone;
  }

  protected override render(): TemplateResult {
    this.#prepare();
    const { presenter, toolbar } = this.#shared;
    const picture = this.#picture;
    const isFramed = frameOf(this) !== null;
    const size = sizeOf(this) - (isFramed ? 2 * BORDER : 0);
    const view = picture && snap(picture.width, pixelsOf(this.#shared), presenter?.reserved);
    return html`<div part="base" class="base ${isFramed ? 'framed' : ''}">
        <svg
          part="code"
          class="code"
          role="img"
          aria-label=${nameOf(this.#shared)}
          aria-hidden=${!picture}
          width=${size}
          height=${size}
          viewBox=${view?.viewBox ?? '0 0 1 1'}
        >
          <path class="light" fill=${presenter?.background ?? '#fff'} d=${view?.background ?? ''}></path>
          ${presenter?.extra}
          <path class="dark" fill=${presenter?.ink ?? '#000'} d=${picture?.path ?? ''}></path>
        </svg>
        ${presenter ? presenter.overlay() : picture ? nothing : html`<div class="overlay"><slot></slot></div>`}
        ${isFramed ? html`<div part="frame" class="frame"><slot name="frame"></slot></div>` : nothing}
      </div>
      ${this.controls ? html`<div part="controls" class="controls">${toolbar?.render()}</div>` : nothing}`;
  }

  protected override updated(): void {
    const { internals, platform, presenter } = this.#shared;
    const isWaiting = this.#loading.has('presenter') || this.#loading.has('platform') || platform?.loading === true;
    if (presenter) presenter.updated(isWaiting);
    else {
      for (const [state, isOn] of [['loading', isWaiting], ['error', this.#isBroken]] as const) internals.states[isOn ? 'add' : 'delete'](state);
      this.ariaBusy = isWaiting ? 'true' : null;
    }
    if (this.#picture && !this.#shared.pixels) {
      onSized(this.renderRoot.querySelector('.base')!, (pixels) => {
        if (pixels === this.#shared.pixels) return;
        this.#shared.pixels = pixels;
        this.requestUpdate();
      });
    }
  }

  /** Within the rendering and not before it: only then is it settled what the platform's data is. */
  #prepare(): void {
    if (!this.#isNear) return;
    const { platform, presenter } = this.#shared;
    if (this.controls) this.#load('toolbar');
    if (this.value === null && this.qrId !== null) this.#load('platform');
    if (presenter) presenter.present();
    else {
      this.#plain = drawPlain(this.#shared, this.#plain, this.#isBroken);
      const isAsked = this.value === null && this.qrId !== null && (!platform || platform.loading);
      if (this.#plain ? !isAll(this.#shared, this.#plain) : !isAsked) this.#load('presenter');
    }
  }

  get #picture() {
    const { presenter } = this.#shared;
    return presenter ? presenter.picture : this.#plain;
  }

  #reach(): void {
    forget(this);
    this.#isNear = true;
    this.requestUpdate();
  }

  async #presenter(): Promise<Presenter> {
    this.#reach();
    this.#load('presenter');
    await this.updateComplete;
    if (!this.#shared.presenter) throw new Error('A file of the element could not be loaded.');
    return this.#shared.presenter;
  }

  /** Without a part that could not be loaded, what can be is drawn as a plain code, until `reload`. */
  #load(part: Part): void {
    if (isServer || this.#shared[part] || this.#loading.has(part) || this.#isBroken) return;
    const loading = parts[part]()
      .then(({ attach }) => attach(this.#shared))
      .catch((error: unknown) => {
        this.#isBroken = true;
        // eslint-disable-next-line no-console -- a file that is not where it should be is for the page's developer to see
        console.error('<jsi-qr-code> lacks a file.', error);
      })
      .then(() => {
        this.#loading.delete(part);
        this.requestUpdate();
      });
    this.#loading.set(part, loading);
  }
}
