import type { Client } from '../../client/client.js';
import type { ClientError } from '../../client/errors.js';
import type { QrCode } from '../../client/types.js';
import { statusOf, type QrCodeStatus } from '../../qr/status.js';
import { Remote } from '../../ui/remote.js';
import { idOf } from './facts.js';
import type { JsiQrCode, Shared } from './qr-code.js';

/** Milliseconds for which a code that one element loaded is good for the others of the page. */
const KEPT = 60_000;
const loaded = new WeakMap<Client, Map<number, { code: QrCode; until: number }>>();

/** The code of an element's `qr-id`. */
export class Platform {
  readonly #host: JsiQrCode;
  readonly #remote: Remote<QrCode, number>;
  #isAskedFor = false;

  constructor({ host }: Shared) {
    this.#host = host;
    this.#remote = new Remote(host, { internals: null, key: () => idOf(host), load: (...request) => this.#get(...request) });
  }

  get data(): QrCode | undefined {
    return this.#host.value === null ? this.#remote.data : undefined;
  }

  get error(): ClientError | undefined {
    return this.#host.value === null ? this.#remote.error : undefined;
  }

  get loading(): boolean {
    return this.#remote.loading;
  }

  /** How the code stands; `null` while there is none, or a value is drawn instead. */
  get status(): QrCodeStatus | null {
    return this.data ? statusOf(this.data, new Date()) : null;
  }

  /** Nothing has to be said of the code, and it has no style of its own. */
  get isPlain(): boolean {
    return this.status === 'active' && !this.error && Object.keys(this.data!.options).length === 0;
  }

  async reload(): Promise<void> {
    this.#isAskedFor = true;
    await this.#remote.reload();
  }

  async #get(client: Client, id: number, signal: AbortSignal): Promise<QrCode> {
    const codes = loaded.get(client) ?? new Map<number, { code: QrCode; until: number }>();
    loaded.set(client, codes);
    const known = codes.get(id);
    if (known && known.until > Date.now() && !this.#isAskedFor) return known.code;
    this.#isAskedFor = false;
    const code = await client.qrCodes.get(id, { signal });
    codes.set(id, { code, until: Date.now() + KEPT });
    return code;
  }
}

export function attach(shared: Shared): void {
  shared.platform = new Platform(shared);
}
