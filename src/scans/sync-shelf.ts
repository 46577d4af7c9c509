import { belongsTo, readState, type SyncState } from './segments.js';
import { createStore, type ScanStore } from './store.js';
import type { KeyValueStore } from './types.js';

/** What is kept: where each shard is, and how far the sync was. Setting it is the commit. */
interface Manifest {
  version: 1;
  id: string;
  /** Keys by shard. */
  shards: Record<string, string>;
  state: SyncState;
}

export interface Kept {
  scans: ScanStore;
  state: SyncState;
}

/** One code's scans and state in a key-value store. A shard that changed gets a new key: the old manifest stays whole. */
export class Shelf {
  readonly #store: KeyValueStore;
  readonly #prefix: string;
  readonly #newId: () => string;
  #id: string | null = null;
  /** Shards as last loaded or saved. */
  #shards = new Map<string, { key: string; version: number }>();

  constructor(store: KeyValueStore, prefix: string, newId: () => string) {
    this.#store = store;
    this.#prefix = prefix;
    this.#newId = newId;
  }

  /** What another process has saved since; `null` where that is nothing, or nothing that can be read. */
  async load(current: ScanStore): Promise<Kept | null> {
    for (let tries = 0; tries < 3; tries++) {
      const manifest = await this.#manifest();
      if (manifest?.id === this.#id && manifest !== null) return null;
      const loaded = manifest && (await this.#read(manifest, current));
      if (loaded) return loaded;
      // Shards that are gone may be those of a manifest that was replaced just now.
      if (!manifest || (await this.#manifest())?.id === manifest.id) break;
    }
    this.#id = null;
    this.#shards.clear();
    return null;
  }

  async save({ scans, state }: Kept): Promise<void> {
    const id = this.#newId();
    const shards = new Map<string, { key: string; version: number }>();
    const changed: [key: string, text: string][] = [];
    for (const [name, version] of scans.shards()) {
      const known = this.#shards.get(name);
      if (known?.version === version) shards.set(name, known);
      else {
        const key = `${this.#prefix}${name}:${id}`;
        changed.push([key, toBase64(scans.dumpShard(name))]);
        shards.set(name, { key, version });
      }
    }
    const keys = Object.fromEntries([...shards].map(([name, { key }]) => [name, key]));
    const manifest: Manifest = { version: 1, id, shards: keys, state };

    // So that the next one can clear up after a kill between shards and manifest.
    if (changed.length > 0) await this.#store.set(`${this.#prefix}pending`, JSON.stringify(changed.map(([key]) => key)));
    for (const [key, text] of changed) await this.#store.set(key, text);
    await this.#store.set(`${this.#prefix}manifest`, JSON.stringify(manifest));

    const current = new Set(Object.values(keys));
    const superseded = [...this.#shards.values()].map(({ key }) => key).filter((key) => !current.has(key));
    this.#id = id;
    this.#shards = shards;
    for (const key of superseded) await this.#store.del(key);
  }

  /** Deletes what a process that was killed has left behind. Only for the one that holds the lease. */
  async sweep(): Promise<void> {
    const pending = parse(await this.#store.get(`${this.#prefix}pending`));
    if (!Array.isArray(pending)) return;
    const current = new Set(Object.values((await this.#manifest())?.shards ?? {}));
    const left = pending.filter((key): key is string => typeof key === 'string' && key.startsWith(this.#prefix) && !current.has(key));
    for (const key of left) await this.#store.del(key);
    await this.#store.del(`${this.#prefix}pending`);
  }

  async #manifest(): Promise<Manifest | null> {
    const manifest = parse(await this.#store.get(`${this.#prefix}manifest`)) as Partial<Manifest> | null;
    if (typeof manifest !== 'object' || manifest?.version !== 1 || typeof manifest.id !== 'string') return null;
    const { shards } = manifest;
    if (typeof shards !== 'object' || !Object.values(shards).every((key) => typeof key === 'string')) return null;
    return manifest as Manifest;
  }

  async #read({ id, shards, state: saved }: Manifest, current: ScanStore): Promise<Kept | null> {
    const state = readState(saved);
    const scans = createStore();
    if (!state) return null;
    try {
      for (const [name, key] of Object.entries(shards)) {
        const known = this.#shards.get(name);
        const isHere = known?.key === key && current.shards().get(name) === known.version;
        const text = isHere ? null : await this.#store.get(key);
        if (!isHere && text === null) return null;
        scans.loadShard(text === null ? current.dumpShard(name) : fromBase64(text));
      }
    } catch (error) {
      // Of what a store holds nothing is certain; but a store that fails is another matter.
      if (!isReadError(error)) throw error;
      return null;
    }
    if (!belongsTo(state, scans)) return null;
    this.#id = id;
    const versions = scans.shards();
    this.#shards = new Map(Object.entries(shards).map(([name, key]) => [name, { key, version: versions.get(name) ?? -1 }]));
    return { scans, state };
  }
}
