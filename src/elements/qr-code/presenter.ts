import { html, nothing, svg, type LitElement, type TemplateResult } from 'lit';
import { NetworkError, NotFoundError } from '../../client/errors.js';
import { en } from '../../locales/en.js';
import { EncodeError, type EncodeOptions } from '../../qr/encode.js';
import { layout, type QrPicture } from '../../qr/layout.js';
import { problem } from '../../qr/problems.js';
import { purposeOf } from '../../qr/purpose.js';
import type { Corners, Dots, QrStyle, Safety } from '../../qr/style.js';
import { pictureSvg } from '../../qr/svg.js';
import { addStyles } from '../../ui/add-styles.js';
import { buttonStyles } from '../../ui/button.styles.js';
import { errorText } from '../../ui/error-text.js';
import { JsiErrorEvent } from '../../ui/events.js';
import { statesStyles } from '../../ui/states.styles.js';
import { resolveColor } from './css-color.js';
import { JsiSafetyEvent } from './events.js';
import type { BlobOptions, DownloadOptions } from './export.js';
import { frameOf, idOf, nameOf, pixelsOf, sizeOf, textOf } from './facts.js';
import type { LoadedLogo } from './logo-image.js';
import { readOptions } from './options.js';
import { presenterStyles } from './presenter.styles.js';
import type { Shared } from './qr-code.js';

const DOTS: readonly unknown[] = ['square', 'rounded', 'dot', 'classy'] satisfies Dots[];
const CORNERS: readonly unknown[] = ['square', 'rounded', 'circle'] satisfies Corners[];
const LEVELS: ReadonlySet<unknown> = new Set(['L', 'M', 'Q', 'H']);
/** The id of the gradient, within the element's shadow. */
const GRADIENT = 'ink';

/** A logo on its way: `ready` and `failed` say how it ended. */
interface LogoState {
  url: string;
  /** Resolves when it has ended, well or not. */
  ended: Promise<void>;
  ready?: LoadedLogo;
  failed?: string;
}

/** Draws styled codes, and says what is wrong: everything of the element that a plain code does without. */
export class Presenter {
  picture: QrPicture | null = null;
  /** Device pixels at the bottom of the code that a note takes. */
  reserved = 0;

  readonly #shared: Shared;
  /** Why the text cannot be encoded. */
  #invalid: string | null = null;
  #key = '';
  #logo: LogoState | null = null;
  #drawnLogo: LoadedLogo | undefined;
  #verified: boolean | null = null;
  /** What a decoder has been given to read. */
  #shown: QrPicture | null = null;

  constructor(shared: Shared) {
    this.#shared = shared;
    // How high a note is can be known only once it is drawn, and then the code is drawn above it.
    (shared.host.constructor as typeof LitElement).disableWarning?.('change-in-update');
    addStyles(shared.host.renderRoot as ShadowRoot, statesStyles, buttonStyles, presenterStyles);
  }

  get safety(): Safety & { verified: boolean | null } {
    const found = this.picture?.safety ?? { scannable: false, margin: 0, problems: [] };
    const problems = [
      ...(this.picture && this.#logo?.failed ? [problem('logo-not-loaded', this.#logo.failed)] : []),
      ...(this.#verified === false ? [problem('not-verified')] : []),
    ];
    const scannable = found.scannable && this.#verified !== false;
    return { ...found, scannable, problems: [...problems, ...found.problems], verified: this.#verified };
  }

  get background(): string | undefined {
    return this.picture?.background;
  }

  get ink(): string | undefined {
    return this.picture?.gradient ? `url(#${GRADIENT})` : this.picture?.color;
  }

  /** What a text is for, in a few words. */
  purpose(text: string): string {
    return purposeOf(text);
  }

  /** Resolves when no logo is being loaded, and what came is drawn. */
  get settled(): Promise<unknown> {
    return Promise.resolve(this.#logo?.ended).then(() => this.#shared.host.updateComplete);
  }

  /** Tries a logo that failed again. */
  retry(): void {
    if (this.#logo?.failed) this.#logo = null;
    this.#shared.host.requestUpdate();
  }

  /** Lays out anew what has changed. */
  present(): void {
    const text = textOf(this.#shared);
    const { style, logo, logoSize } = this.#style();
    this.#loadLogo(text === null ? undefined : logo);
    // The code would change under a scanner if it were drawn before its logo is there.
    if (this.#isLoadingLogo) {
      this.picture = null;
      this.#key = '';
      return;
    }
    const { host } = this.#shared;
    const size = Math.max(1, pixelsOf(this.#shared) - this.reserved);
    const ready = this.#logo?.ready;
    const encoding: EncodeOptions = { errorCorrection: LEVELS.has(host.errorCorrection) ? host.errorCorrection : 'auto', eci: !host.withoutEci };
    const key = JSON.stringify([text, style, encoding, size, logoSize]);
    if (key === this.#key && ready === this.#drawnLogo) return;
    this.#key = key;
    this.#drawnLogo = ready;
    this.#verified = null;
    this.picture = null;
    this.#invalid = null;
    if (text === null) return;
    try {
      // As the browser resolved it.
      const placed = ready && { href: ready.image.src, ...(logoSize && { size: logoSize }), ...(ready.sample && { sample: ready.sample }) };
      this.picture = layout(text, { ...style, ...encoding, size, logo: placed ?? null });
    } catch (error) {
      this.#invalid = error instanceof EncodeError && error.code === 'too-long' ? en.qrTooLong(error.capacity) : en.qrEmpty;
    }
  }

  /** What lies over the code: nothing, a line on how it stands, or what is said instead of it. */
  overlay(): TemplateResult {
    const said = this.#said;
    if (said) return said;
    if (!this.picture) return html`<div class="overlay"><slot></slot></div>`;
    return html`<p part="note" class="overlay note" role="status" dir="auto">${this.#note}</p>`;
  }

  /** Gradient, logo, and the light squares of alignment patterns that are drawn over it. */
  get extra(): TemplateResult | typeof nothing {
    const { picture } = this;
    if (!picture) return nothing;
    const { gradient, color, width, logo, patches, background } = picture;
    const stops = gradient && svg`<stop stop-color=${color}></stop><stop offset="1" stop-color=${gradient.to}></stop>`;
    const [middle, reach] = [width / 2, width / Math.SQRT2];
    return svg`${
      gradient?.type === 'linear'
        ? svg`<linearGradient id=${GRADIENT} gradientUnits="userSpaceOnUse" x1="0" y1="0" x2=${width} y2=${width}>${stops}</linearGradient>`
        : nothing
    }${
      gradient?.type === 'radial'
        ? svg`<radialGradient id=${GRADIENT} gradientUnits="userSpaceOnUse" cx=${middle} cy=${middle} r=${reach}>${stops}</radialGradient>`
        : nothing
    }${
      logo ? svg`<image href=${logo.href} x=${logo.at} y=${logo.at} width=${logo.width} height=${logo.width}></image>` : nothing
    }${patches ? svg`<path class="light" fill=${background} d=${patches}></path>` : nothing}`;
  }

  /** Shows the states, and measures what can be measured only now. */
  updated(isWaiting: boolean): void {
    const { host, internals, platform } = this.#shared;
    const isLoading = isWaiting || this.#isLoadingLogo || platform?.loading === true;
    const status = platform?.status;
    const states = {
      loading: isLoading,
      empty: host.value === null && host.qrId === null,
      error: !isLoading && Boolean(this.#invalid ?? this.#badId ?? this.#logo?.failed ?? platform?.error ?? platform?.data?.public_url === null),
      inactive: status === 'inactive',
      expired: status === 'expired',
      'licence-ended': status === 'licence-ended',
      renews: status === 'licence-ended' && platform!.data!.auto_renew,
    };
    for (const [state, isOn] of Object.entries(states)) internals.states[isOn ? 'add' : 'delete'](state);
    host.ariaBusy = isLoading ? 'true' : null;

    const base = host.renderRoot.querySelector<HTMLElement>('.framed');
    base?.style.setProperty('--ink', this.picture?.color ?? '#000');
    base?.style.setProperty('--paper', this.picture?.background ?? '#fff');

    const note = host.renderRoot.querySelector<HTMLElement>('.note');
    const reserved = Math.ceil((note?.offsetHeight ?? 0) * devicePixelRatio);
    if (reserved !== this.reserved) {
      this.reserved = reserved;
      host.requestUpdate();
    }
    if (host.verify && this.picture && this.picture !== this.#shown) void this.#verify(this.picture);
  }

  /** The code as an SVG document with its logo in it. @throws {Error} while nothing is drawn */
  toSvg(): string {
    return pictureSvg(this.#file, { size: sizeOf(this.#shared.host), label: nameOf(this.#shared), ...this.#call });
  }

  async toBlob(options: BlobOptions): Promise<Blob> {
    const { blobOf } = await import('./export.js');
    await this.settled;
    return blobOf(this.#file, { label: nameOf(this.#shared), ...this.#call, ...options }, this.#logo?.ready?.image);
  }

  async download(options: DownloadOptions): Promise<void> {
    const { save } = await import('./export.js');
    save(await this.toBlob(options), options.filename ?? this.#shared.platform?.data?.name ?? 'qr-code');
  }

  get #call(): { frame?: string } {
    const frame = frameOf(this.#shared.host)?.textContent.trim();
    return frame ? { frame } : {};
  }

  /** What is drawn, as a file can hold it. */
  get #file(): QrPicture {
    const { picture } = this;
    if (!picture) throw new Error('No QR code is drawn: see whether it has a value, or what its error says.');
    // Silently without its logo it would be another code than the one that was asked for.
    if (this.#logo?.failed) throw new Error(`The file would lack its logo: ${this.#logo.failed}`);
    return picture.logo ? { ...picture, logo: { ...picture.logo, href: this.#logo!.ready!.file } } : picture;
  }

  /** Each from the attribute, else the CSS property, else the code's options. */
  #style(): { style: QrStyle; logo: string | undefined; logoSize: number | undefined } {
    const { host, platform } = this.#shared;
    const options = readOptions(platform?.data?.options);
    const css = getComputedStyle(host);
    const colorOf = (text: string | undefined) => text && (resolveColor(text, host.renderRoot) ?? text);
    const own = host.color ?? css.getPropertyValue('--jsi-qr-color').trim();
    const color = colorOf(own || options.color);
    const background = colorOf(host.background ?? (css.getPropertyValue('--jsi-qr-background').trim() || options.background));
    // A gradient of the options belongs to their colour.
    const to = colorOf(host.colorTo ?? (own ? undefined : options.gradient?.to));
    const quietZone = host.quietZone !== null && host.quietZone >= 0 ? Math.floor(host.quietZone) : options.quietZone;
    return {
      style: {
        ...(color && { color }),
        ...(background && { background }),
        ...(to && { gradient: { type: (host.gradient ?? options.gradient?.type) === 'radial' ? 'radial' : 'linear', to } }),
        dots: DOTS.includes(host.dots) ? host.dots! : (options.dots ?? 'square'),
        corners: CORNERS.includes(host.corners) ? host.corners! : (options.corners ?? 'square'),
        ...(quietZone !== undefined && { quietZone }),
      },
      logo: host.logo ?? options.logo,
      logoSize: host.logoSize !== null && host.logoSize > 0 ? Math.min(host.logoSize, 1) : options.logoSize,
    };
  }

  get #isLoadingLogo(): boolean {
    return this.#logo !== null && !this.#logo.ready && !this.#logo.failed;
  }

  #loadLogo(url: string | undefined): void {
    if (!url) this.#logo = null;
    if (!url || url === this.#logo?.url) return;
    const state: LogoState = { url, ended: Promise.resolve() };
    this.#logo = state;
    state.ended = import('./logo-image.js')
      .then(({ loadLogo }) => loadLogo(url))
      .then(
        (ready) => (state.ready = ready),
        (error: unknown) => {
          const failure = error instanceof NetworkError ? error : new NetworkError('it could not be loaded.', { cause: error });
          state.failed = failure.message;
          if (this.#logo === state) this.#shared.host.dispatchEvent(new JsiErrorEvent(failure));
        },
      )
      .then(() => this.#shared.host.requestUpdate());
  }

  async #verify(picture: QrPicture): Promise<void> {
    this.#shown = picture;
    const { host } = this.#shared;
    const { verify } = await import('./verify.js').catch(() => ({ verify: () => Promise.resolve(null) }));
    const verified = await verify(picture, pixelsOf(this.#shared), this.#logo?.ready?.image);
    if (picture !== this.picture || verified === null) return;
    this.#verified = verified;
    host.dispatchEvent(new JsiSafetyEvent(host.safety));
  }

  get #badId(): string | null {
    const { host } = this.#shared;
    return host.value === null && host.qrId !== null && idOf(host) === null ? en.qrBadId(String(host.qrId)) : null;
  }

  get #said(): TemplateResult | null {
    const { host, platform } = this.#shared;
    if (this.picture) return null;
    const wrong = this.#invalid ?? this.#badId;
    if (wrong) return said(wrong);
    if (host.value !== null) return null;
    if (host.qrId === null) return html`<div class="overlay"><slot>${message(en.qrEmpty)}</slot></div>`;
    const { data, error, loading } = platform ?? {};
    if (data) return data.public_url === null ? said(en.qrNoUrl) : null;
    if (!error) return null;
    const text = error instanceof NotFoundError && error.body !== undefined ? en.qrNotFound : errorText(error, en);
    return said(loading ? en.loading : text, () => void host.reload());
  }

  /** Why scans do not lead anywhere, or what is missing. */
  get #note(): string {
    const { platform } = this.#shared;
    switch (platform?.status) {
      case 'inactive':
        return en.qrInactive;
      case 'expired':
        return en.qrExpired;
      case 'licence-ended':
        return platform.data?.auto_renew ? en.qrLicenceRenews : en.qrLicenceEnded;
      default:
        if (this.#logo?.failed) return en.qrLogoFailed;
        return platform?.error ? en.refreshFailed : '';
    }
  }
}

const said = (text: string, retry?: () => void) => html`<div class="overlay">${message(text, retry)}</div>`;

/** What went wrong, in the element's own space; `retry` where trying again can help. */
function message(text: string, retry?: () => void): TemplateResult {
  return html`
    <div part="error" class="message" role="status">
      <p><slot name="error"><span dir="auto">${text}</span></slot></p>
      ${retry ? html`<button part="retry" type="button" @click=${retry}>${en.retry}</button>` : nothing}
    </div>
  `;
}

export function attach(shared: Shared): void {
  shared.presenter = new Presenter(shared);
}
