import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isStale, lastingText, readLasting, STALE_MS, type Lasting } from './node-files.js';

/**
 * A key that is counted is a directory of numbered files, the last of which is what it has. Who makes the next number first has
 * made a step, the others look again: no lock is needed, and so none is left behind by a process that is killed.
 */
const folderOf = (path: string) => `${path}.steps`;

/**
 * Adds a step that follows from the last one, however many processes do.
 * @param next - may be asked more than once
 */
export async function addStep(path: string, next: (last: Lasting | null) => Lasting | Promise<Lasting>): Promise<Lasting> {
  const folder = folderOf(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = join(folder, `${randomUUID()}.tmp`);
  try {
    for (;;) {
      const started = Date.now();
      const last = await lastStep(path);
      const step = await next(last);
      await writeFile(temporary, lastingText(step), { mode: 0o600 });
      const number = (last?.number ?? 0) + 1;
      // A link is made with all its content, and only where there is none of that name.
      if (!(await linked(temporary, join(folder, String(number))))) continue;
      await removeOld(folder, number);
      // Who slept for long may have made a number anew that had been removed.
      if (Date.now() - started < STALE_MS / 2 || (await lastStep(path))?.number === number) return step;
      await rm(join(folder, String(number)), { force: true });
    }
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Whether a key was ever counted. */
export async function hasSteps(path: string): Promise<boolean> {
  return stat(folderOf(path)).then(
    () => true,
    () => false,
  );
}

/** `null` where there is none. */
export async function lastStep(path: string): Promise<(Lasting & { number: number }) | null> {
  const folder = folderOf(path);
  for (;;) {
    const names = await readdir(folder).catch(() => [] as string[]);
    const number = Math.max(0, ...names.filter((name) => /^\d+$/.test(name)).map(Number));
    if (number === 0) return null;
    const step = await readLasting(join(folder, String(number)));
    if (step) return { ...step, number };
    // Removed since it was listed: there is a newer one.
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
