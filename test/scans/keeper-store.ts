import type { KeyValueStore } from '../../src/scans/types.js';

/** A process that is killed: what it asks of the store from then on does not happen. */
export class Killed extends Error {}

/** A key-value store with a clock of its own and a record of what was asked of it. */
export class SharedStore {
  readonly entries = new Map<string, { value: string; until: number }>();
  readonly log: string[] = [];
  /** Milliseconds since 1970. */
  readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  /** The store as one process has it; `isDead` is asked before each operation. */
  process(isDead: (operation: string) => boolean = () => false): KeyValueStore {
    const run = async <T>(operation: string, work: () => T): Promise<T> => {
      await Promise.resolve();
      if (isDead(operation)) throw new Killed(operation);
      this.log.push(operation);
      return work();
    };
    const until = (ttl = Infinity) => this.now() + ttl * 1000;
    return {
      get: (key) => run(`get ${key}`, () => this.#read(key)?.value ?? null),
      set: (key, value, { ttl } = {}) => run(`set ${key}`, () => void this.entries.set(key, { value, until: until(ttl) })),
      del: (key) => run(`del ${key}`, () => void this.entries.delete(key)),
      incr: (key, { ttl } = {}) =>
        run(`incr ${key}`, () => {
          const known = this.#read(key);
          const value = Number(known?.value ?? 0) + 1;
          this.entries.set(key, { value: String(value), until: known?.until ?? until(ttl) });
          return value;
        }),
    };
  }

  keys(part: string): string[] {
    return [...this.entries.keys()].filter((key) => key.includes(part));
  }

  #read(key: string): { value: string; until: number } | undefined {
    const entry = this.entries.get(key);
    if (entry && entry.until <= this.now()) this.entries.delete(key);
    return this.entries.get(key);
  }
}
