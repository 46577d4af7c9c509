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
      if (!manifest) break;
      if (manifest.id === this.#id) return null;
      const loaded = await this.#read(manifest, current);
      if (loaded) return loaded;
      // Shards that are gone may be those of a manifest that was replaced just now.
      if ((await this.#manifest())?.id === manifest.id) break;
    }
    // What is in memory is all there is: the next save writes all of it.
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

    const current = new Set(Object.values(keys));
    const superseded = [...this.#shards.values()].map(({ key }) => key).filter((key) => !current.has(key));
    // So that the next one can clear up after a kill on the way.
    const pending = [...changed.map(([key]) => key), ...superseded];
    if (pending.length > 0) await this.#store.set(`${this.#prefix}pending`, JSON.stringify(pending));
    for (const [key, text] of changed) await this.#store.set(key, text);
    await this.#store.set(`${this.#prefix}manifest`, JSON.stringify(manifest));

    this.#id = id;
    this.#shards = shards;
    for (const key of superseded) await this.#store.del(key);
  }

  /** Deletes what a process that was killed has left behind. Only for the one that holds the lease. */
  async sweep(): Promise<void> {
    const pending = parse(await this.#store.get(`${this.#prefix}pending`));
    if (!Array.isArray(pending)) return;
    const current = new Set(Object.values((await this.#manifest())?.shards ?? {}));
    for (const key of pending) {
      if (typeof key === 'string' && key.startsWith(this.#prefix) && !current.has(key)) await this.#store.del(key);
    }
    await this.#store.del(`${this.#prefix}pending`);
  }

  async #manifest(): Promise<Manifest | null> {
    const manifest = parse(await this.#store.get(`${this.#prefix}manifest`)) as Partial<Manifest> | null;
    if (typeof manifest !== 'object' || manifest?.version !== 1 || typeof manifest.id !== 'string') return null;
    const keys = Object.values(manifest.shards ?? { none: null });
    return keys.every((key) => typeof key === 'string') ? (manifest as Manifest) : null;
  }

  async #read({ id, shards, state: saved }: Manifest, current: ScanStore): Promise<Kept | null> {
    const state = readState(saved);
    if (!state) return null;
    const loaded: [name: string, bytes: () => Uint8Array][] = [];
    for (const [name, key] of Object.entries(shards)) {
      const known = this.#shards.get(name);
      const isHere = known?.key === key && current.shards().get(name) === known.version;
      if (isHere) loaded.push([name, () => current.dumpShard(name)]);
      else {
        const text = await this.#store.get(key);
        if (text === null) return null;
        loaded.push([name, () => fromBase64(text)]);
      }
    }
    const scans = createStore();
    try {
      for (const [, bytes] of loaded) scans.loadShard(bytes());
    } catch {
      return null;
    }
    const versions = scans.shards();
    if (!belongsTo(state, scans) || loaded.some(([name]) => !versions.has(name))) return null;
    this.#id = id;
    this.#shards = new Map(Object.entries(shards).map(([name, key]) => [name, { key, version: versions.get(name)! }]));
    return { scans, state };
  }
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  // An engine takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return btoa(parts.join(''));
}

function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  return Uint8Array.from(binary, (_, at) => binary.charCodeAt(at));
}
