import { readFile, stat } from 'node:fs/promises';

/** Longer than any process is busy with one file. */
export const STALE_MS = 60_000;

/** Whether a file is so old that nobody is busy with it; not one that is gone. */
export async function isStale(path: string): Promise<boolean> {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
  return mtimeMs < Date.now() - STALE_MS;
}

/** What a key has, and until when. */
export interface Lasting {
  /** `null` where it has ended or was deleted. */
  value: string | null;
  /** Milliseconds since 1970. */
  until: number;
}

/** Milliseconds since 1970 at which what is set now ends. */
export const untilOf = (ttl: number | undefined): number => (ttl === undefined ? Infinity : Date.now() + ttl * 1000);

/** As it is written: the end on a line of its own. */
export const lastingText = ({ value, until }: Lasting): string => `${until}\n${value ?? ''}`;

/** `null` where there is no such file. */
export async function readLasting(path: string): Promise<Lasting | null> {
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
