/** Something that was edited and not saved. */
export interface Draft<T> {
  /** Of what it was made: `versionOf` what was loaded. */
  base: string;
  value: T;
  /** When it was written, milliseconds since 1970. */
  at: number;
}

/** A draft that was found, with the name of where it lies. */
export interface FoundDraft<T> extends Draft<T> {
  slot: string;
}

export interface DraftsOptions<T> {
  /** Whose they are: `rules`. Drafts of another name or format are not read. */
  name: string;
  /** Whether a value from the storage, where anything may be, is one. */
  isValue: (value: unknown) => value is T;
  /** Default `localStorage`; asked for each time, since a browser may refuse it. */
  storage?: () => Storage;
}

export interface Drafts<T> {
  /** All that can be read, the newest first: of this page, of other tabs and of pages that are gone. */
  read: (key: string) => FoundDraft<T>[];
  /** Puts it in the place of the last one of this page. `false` where the browser does not keep it. */
  write: (key: string, draft: Draft<T>) => boolean;
  /** The one of this page, or another by its slot. */
  remove: (key: string, slot?: string) => void;
}

const FORMAT = 1;

/**
 * Drafts that survive a reload and a crash. Each page writes to a slot of its own and never to another's, so that two tabs
 * with the same code lose nothing; who comes next is offered the newest. Whatever the storage does, nothing throws.
 */
export function createDrafts<T>({ name, isValue, storage = () => localStorage }: DraftsOptions<T>): Drafts<T> {
  const own = crypto.getRandomValues(new Uint32Array(3)).join('-');
  const prefixOf = (key: string) => `jsi-draft:${encodeURIComponent(name)}:${encodeURIComponent(key)}:`;

  return {
    read: (key) => {
      const prefix = prefixOf(key);
      const found = attempt(() => {
        const kept = storage();
        const names = Array.from({ length: kept.length }, (_, index) => kept.key(index)).filter((one) => one?.startsWith(prefix));
        return names.map((one) => ({ slot: one!.slice(prefix.length), text: kept.getItem(one!) }));
      });
      return (found ?? [])
        .flatMap(({ slot, text }) => {
          const draft = attempt(() => parse(text, isValue));
          return draft ? [{ ...draft, slot }] : [];
        })
        .sort((a, b) => b.at - a.at);
    },
    write: (key, { base, value, at }) =>
      attempt(() => {
        storage().setItem(prefixOf(key) + own, JSON.stringify({ format: FORMAT, base, value, at }));
        return true;
      }) ?? false,
    remove: (key, slot = own) => attempt(() => storage().removeItem(prefixOf(key) + slot)),
  };
}

function parse<T>(text: string | null, isValue: (value: unknown) => value is T): Draft<T> | null {
  const draft = JSON.parse(text ?? 'null') as Record<string, unknown> | null;
  if (draft?.['format'] !== FORMAT) return null;
  const { base, value, at } = draft;
  return typeof base === 'string' && typeof at === 'number' && isValue(value) ? { base, value, at } : null;
}

/** `undefined` where it throws: storage may be forbidden, full or broken. */
function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** A short name for data as JSON: the same for the same data, whatever the order of its fields. No secret, no proof. */
export function versionOf(data: object | string | number | null): string {
  const text = JSON.stringify(data, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  );
  // FNV-1a twice, with two beginnings and primes: 64 bits that need no `crypto.subtle`, which only https pages have.
  let [a, b] = [0x811c9dc5, 0x9747b28c];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
