import type { KeyValueStore } from './types.js';

/** Others count upwards from the number that an owner has put there: theirs end in something else than zeros. */
const ROOM = 2 ** 20;

/** Seconds after which another process may take over from one that is gone. */
export const LEASE_SECONDS = 60;

/** The right to sync one code, which at most one process has. */
export class Lease {
  readonly #store: KeyValueStore;
  readonly #key: string;
  readonly #mine: number;

  constructor(store: KeyValueStore, key: string, random: () => number) {
    this.#store = store;
    this.#key = key;
    this.#mine = (1 + Math.floor(random() * (2 ** 32 - 1))) * ROOM;
  }

  /** Whether it was free. */
  async take(): Promise<boolean> {
    if ((await this.#store.incr(this.#key, { ttl: LEASE_SECONDS })) !== 1) return false;
    await this.#extend();
    return true;
  }

  /** Holds it longer; `false` where it has run out meanwhile. */
  async renew(): Promise<boolean> {
    if (!(await this.#isMine())) return false;
    await this.#extend();
    return true;
  }

  async release(): Promise<void> {
    if (await this.#isMine()) await this.#store.del(this.#key);
  }

  #extend(): Promise<void> {
    return this.#store.set(this.#key, String(this.#mine), { ttl: LEASE_SECONDS });
  }

  async #isMine(): Promise<boolean> {
    const value = Number(await this.#store.get(this.#key));
    return value - (value % ROOM) === this.#mine;
  }
}
