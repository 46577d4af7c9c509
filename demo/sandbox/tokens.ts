import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findAccount, type Scope } from './auth.js';
import type { Sandbox } from './sandbox.js';

/** The scopes of each tier's token: no token may do more than its tier needs. */
const tiers = {
  read: ['read', 'scans:read'],
  write: ['write'],
  delete: ['delete'],
} as const satisfies Record<string, readonly Scope[]>;

export type TierTokens = Record<keyof typeof tiers, string>;

/**
 * The main team's personal access tokens, one per scope tier, from `tokens.json` in `dataDir` (mode 0600). Makes new
 * ones where there are none, or where the database does not know them: it may have been replaced.
 */
export async function loadTokens(sandbox: Sandbox, dataDir: string): Promise<TierTokens> {
  const path = join(dataDir, 'tokens.json');
  const stored = await readTokens(path);
  if (stored && (await areKnown(sandbox, stored))) return stored;

  const tokens: Record<string, string> = {};
  for (const [tier, scopes] of Object.entries(tiers)) {
    tokens[tier] = await sandbox.createToken({ scopes, name: `Sandbox (${tier})` });
  }
  await mkdir(dataDir, { recursive: true });
  // By way of a new file: an existing one would keep its mode, and a kill could leave half of it.
  const temporary = `${path}.${process.pid}`;
  await writeFile(temporary, JSON.stringify(tokens, null, 2) + '\n', { mode: 0o600 });
  await rename(temporary, path);
  return tokens as TierTokens;
}

async function readTokens(path: string): Promise<TierTokens | null> {
  try {
    const stored = JSON.parse(await readFile(path, 'utf8')) as Partial<Record<string, unknown>> | null;
    const complete = Object.keys(tiers).every((tier) => typeof stored?.[tier] === 'string');
    return complete ? (stored as TierTokens) : null;
  } catch {
    return null;
  }
}

async function areKnown(sandbox: Sandbox, tokens: TierTokens): Promise<boolean> {
  for (const [tier, scopes] of Object.entries(tiers)) {
    const account = await findAccount(sandbox.db, tokens[tier as keyof TierTokens]);
    if (account?.scopes.join() !== scopes.join()) return false;
  }
  return true;
}
