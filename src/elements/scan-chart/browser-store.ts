import type { KeyValueStore } from '../../scans/types.js';

const NAME = 'jsi-scans';
const TABLE = 'kept';

interface Kept {
  value: string;
  /** Milliseconds since 1970; `null` = it stays. */
  ends: number | null;
}

/** IndexedDB as a store of texts. Where the browser has none, or refuses it, what is kept lives as long as the page. */
export function browserStore(): KeyValueStore {
  let opening: Promise<IDBDatabase | null> | null = null;
  const memory = new Map<string, Kept>();
  const open = () => (opening ??= openDatabase().catch(() => null));

  /** Reads a key and may write it, in one transaction. */
  async function change<T>(key: string, work: (kept: Kept | undefined) => { next?: Kept | null; result: T }): Promise<T> {
    const database = await open();
    if (!database) {
      const { next, result } = work(alive(memory.get(key)));
      if (next) memory.set(key, next);
      else if (next === null) memory.delete(key);
      return result;
    }
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(TABLE, 'readwrite');
      const table = transaction.objectStore(TABLE);
      const reading = table.get(key) as IDBRequest<Kept | undefined>;
      let result: T;
      reading.onsuccess = () => {
        const done = work(alive(reading.result));
        result = done.result;
        if (done.next) table.put(done.next, key);
        else if (done.next === null) table.delete(key);
      };
      transaction.oncomplete = () => resolve(result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error('IndexedDB failed.'));
    });
  }

  return {
    get: (key) => change(key, (kept) => ({ result: kept?.value ?? null })),
    set: (key, value, options) => change(key, () => ({ next: { value, ends: endOf(options) }, result: undefined })),
    del: (key) => change(key, () => ({ next: null, result: undefined })),
    incr: (key, options) =>
      change(key, (kept) => {
        const sum = Number(kept?.value ?? 0) + 1;
        return { next: { value: String(sum), ends: kept ? kept.ends : endOf(options) }, result: sum };
      }),
  };
}

const endOf = (options?: { ttl?: number }) => (options?.ttl ? Date.now() + options.ttl * 1000 : null);
const alive = (kept: Kept | undefined) => (kept && (kept.ends === null || kept.ends > Date.now()) ? kept : undefined);

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(TABLE);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = opening.onblocked = () => reject(opening.error ?? new Error('IndexedDB is blocked.'));
  });
}
