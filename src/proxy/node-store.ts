import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyValueStore } from '../scans/types.js';
import { countOf, nextCount } from './node-counter.js';
import { isStale, readLasting, untilOf } from './node-files.js';

/**
 * A store in a directory of a local disk, for any number of processes: each value is a file that is there whole or not at all.
 * Only the user that made it may read it. A key is either set or counted, not both.
 */
export function fileStore(directory: string): KeyValueStore {
  const pathOf = (key: string) => join(directory, fileName(key));
  let opened: Promise<void> | null = null;
  const open = async () => {
    opened ??= openDirectory(directory);
    try {
      await opened;
    } catch (error) {
      // The next one tries again: a disk may be mounted late.
      opened = null;
      throw error;
    }
  };

  return {
    async get(key) {
      return (await readLasting(pathOf(key)))?.value ?? (await countOf(pathOf(key)));
    },
    async set(key, value, { ttl } = {}) {
      await open();
      await writeWhole(pathOf(key), `${untilOf(ttl)}\n${value}`);
    },
    async del(key) {
      await rm(pathOf(key), { force: true });
      if ((await countOf(pathOf(key))) !== null) await nextCount(pathOf(key), () => ({ count: 0, until: 0 }));
    },
    async incr(key, { ttl } = {}) {
      await open();
      return nextCount(pathOf(key), (last) => ({ count: (last?.count ?? 0) + 1, until: last?.until ?? untilOf(ttl) }));
    },
  };
}

/** Readable, with a hash: keys may differ in what file systems take for the same, or be longer than a name may be. */
function fileName(key: string): string {
  const readable = key.replace(/[^a-z0-9]+/gi, '-').slice(-40);
  return `${readable}.${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
}

async function openDirectory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  // What a process left that was killed while it wrote.
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    if (name.endsWith('.tmp') && (await isStale(path))) await rm(path, { force: true });
  }
}

/** By way of a new file, so that nobody reads half of it and a kill leaves the old one. */
async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  await writeFile(temporary, text, { mode: 0o600 });
  await rename(temporary, path);
}
