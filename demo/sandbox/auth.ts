import { createHash, randomBytes } from 'node:crypto';
import type { Client } from '@libsql/client';
import { firstRow, insertRow } from './database.js';

export const scopes = ['read', 'write', 'delete', 'scans:read'] as const;
export type Scope = (typeof scopes)[number];

export interface TokenOptions {
  scopes: readonly Scope[];
  /** Default 1, the main team. */
  teamId?: number;
  name?: string;
}

/** Who a token stands for. */
export interface Account {
  tokenId: number;
  scopes: readonly string[];
  user: { id: number; name: string; email: string };
  team: { id: number; name: string; plan: string | null; subscribed: boolean; credits: number };
}

/** What is stored of a token. It is random and long, so that it needs no salt. */
const hash = (token: string): string => createHash('sha256').update(token).digest('hex');

/**
 * Makes a personal access token and returns its plain text, which is kept nowhere.
 * @throws {RangeError} for an unknown team
 */
export async function createToken(db: Client, options: TokenOptions, now: Date): Promise<string> {
  const teamId = options.teamId ?? 1;
  const user = await firstRow(db, 'SELECT id FROM users WHERE team_id = ? ORDER BY id', [teamId]);
  if (!user) throw new RangeError(`There is no team ${teamId}.`);
  const token = `jsi_${randomBytes(32).toString('base64url')}`;
  await insertRow(db, 'tokens', {
    user_id: user['id'],
    name: options.name ?? 'Token',
    hash: hash(token),
    scopes: options.scopes,
    created_at: now.toISOString(),
  });
  return token;
}

/** The account behind a token, `null` when nobody knows it. */
export async function findAccount(db: Client, token: string): Promise<Account | null> {
  const row = await firstRow(
    db,
    `SELECT tokens.id AS token_id, tokens.scopes, users.id AS user_id, users.name AS user_name, users.email,
       teams.id AS team_id, teams.name AS team_name, teams.plan, teams.subscribed, teams.credits
     FROM tokens JOIN users ON users.id = tokens.user_id JOIN teams ON teams.id = users.team_id
     WHERE tokens.hash = ?`,
    [hash(token)],
  );
  if (!row) return null;
  return {
    tokenId: Number(row['token_id']),
    scopes: JSON.parse(row['scopes'] as string) as string[],
    user: { id: Number(row['user_id']), name: row['user_name'] as string, email: row['email'] as string },
    team: {
      id: Number(row['team_id']),
      name: row['team_name'] as string,
      plan: row['plan'] as string | null,
      subscribed: row['subscribed'] === 1,
      credits: Number(row['credits']),
    },
  };
}

/** The token of an `Authorization: Bearer …` header. */
export function bearerToken(header: string | undefined): string | null {
  return /^Bearer +(\S+)$/i.exec(header ?? '')?.[1] ?? null;
}
