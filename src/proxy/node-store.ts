import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyValueStore } from '../scans/types.js';
import { isStale, lastingText, readLasting, untilOf } from './node-files.js';
import { addStep, hasSteps, lastStep } from './node-steps.js';

/**
 * A store in a directory of a local disk, for any number of processes: each value is a file that is there whole or not at all,
 * and each step of a count is one too. Only the user that made it may read it.
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
      const path = pathOf(key);
      return ((await lastStep(path)) ?? (await readLasting(path)))?.value ?? null;
    },
    async set(key, value, { ttl } = {}) {
      await open();
      const path = pathOf(key);
      const entry = { value, until: untilOf(ttl) };
      if (!(await hasSteps(path))) await writeWhole(path, lastingText(entry));
      // It may have begun to be counted meanwhile.
      if (await hasSteps(path)) await addStep(path, () => entry);
    },
    async del(key) {
      const path = pathOf(key);
      await rm(path, { force: true });
      if (await hasSteps(path)) await addStep(path, () => ({ value: null, until: 0 }));
    },
    async incr(key, { ttl } = {}) {
      await open();
      const path = pathOf(key);
      const { value } = await addStep(path, async (last) => {
        const { value: text, until } = last ?? (await readLasting(path)) ?? { value: null, until: 0 };
        return text === null ? { value: '1', until: untilOf(ttl) } : { value: String(Number(text) + 1), until };
      });
      await rm(path, { force: true });
      return Number(value);
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
