import { readFile, stat } from 'node:fs/promises';

/** Longer than any process is busy with one file. */
export const STALE_MS = 60_000;

/** Whether a file is so old that nobody is busy with it; not one that is gone. */
export async function isStale(path: string): Promise<boolean> {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
  return mtimeMs < Date.now() - STALE_MS;
}

/** Milliseconds since 1970 at which what is set now ends. */
export const untilOf = (ttl: number | undefined): number => (ttl === undefined ? Infinity : Date.now() + ttl * 1000);

/**
 * A file whose first line is its end; the value is `null` after that.
 * @returns `null` where there is no such file
 */
export async function readLasting(path: string): Promise<{ value: string | null; until: number } | null> {
  const text = await readText(path);
  if (text === null) return null;
  const line = text.indexOf('\n');
  const until = Number(text.slice(0, line));
  return { value: until > Date.now() ? text.slice(line + 1) : null, until };
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
