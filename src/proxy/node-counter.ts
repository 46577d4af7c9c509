import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isStale, readLasting, STALE_MS } from './node-files.js';

export interface Count {
  count: number;
  /** Milliseconds since 1970. */
  until: number;
}

/**
 * Counts in one step, however many processes do. A counter is a directory of numbered files, the last of which holds the count:
 * who makes the next number first has counted, the others look again. No lock is needed, so none is left by who is killed.
 * @param next - what follows the count, which is `null` where there is none or it has ended
 */
export async function nextCount(path: string, next: (last: Count | null) => Count): Promise<number> {
  const folder = `${path}.count`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = join(folder, `${randomUUID()}.tmp`);
  try {
    for (;;) {
      const started = Date.now();
      const last = await lastStep(folder);
      const { count, until } = next(last?.live ?? null);
      await writeFile(temporary, `${until}\n${count}`, { mode: 0o600 });
      const number = (last?.number ?? 0) + 1;
      // A link is made with all its content, and only where there is none of that name.
      if (!(await linked(temporary, join(folder, String(number))))) continue;
      await removeOld(folder, number);
      // Who slept for long may have made a number anew that had been removed.
      if (Date.now() - started < STALE_MS / 2 || (await lastStep(folder))?.number === number) return count;
      await rm(join(folder, String(number)), { force: true });
    }
  } finally {
    await rm(temporary, { force: true });
  }
}

/** The count as a text; `null` where there is none or it has ended. */
export async function countOf(path: string): Promise<string | null> {
  const last = await lastStep(`${path}.count`);
  return last?.live ? String(last.live.count) : null;
}

async function lastStep(folder: string): Promise<{ number: number; live: Count | null } | null> {
  for (;;) {
    const names = await readdir(folder).catch(() => [] as string[]);
    const number = Math.max(0, ...names.filter((name) => /^\d+$/.test(name)).map(Number));
    if (number === 0) return null;
    const read = await readLasting(join(folder, String(number)));
    // Removed since it was listed: there is a newer one.
    if (!read) continue;
    return { number, live: read.value === null ? null : { count: Number(read.value), until: read.until } };
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function removeOld(folder: string, last: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (name !== String(last) && (await isStale(path))) await rm(path, { force: true });
  }
}
