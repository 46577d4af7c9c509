import { createClient, type Client, type InArgs, type InStatement, type InValue, type Row } from '@libsql/client';
import { SCHEMA_VERSION, schema } from './schema.js';

/** Long enough to sit out another process's seeding. */
const BUSY_TIMEOUT_MS = 20_000;

/**
 * Opens the database and creates what is missing of its tables. Everything after it writes in single statements or
 * batches, never in interactive transactions: those would hold the lock across the event loop.
 * @throws {Error} when the tables are of another version
 */
export async function openDatabase(url: string, authToken?: string): Promise<Client> {
  const db = createClient({ url, timeout: BUSY_TIMEOUT_MS, ...(authToken !== undefined && { authToken }) });
  try {
    if (url.startsWith('file:')) await db.execute('PRAGMA journal_mode = WAL');
    await db.batch(schema, 'write');
    const version = await seededVersion(db);
    if (version !== null && version !== SCHEMA_VERSION) {
      throw new Error(`The database has tables of version ${version}, not ${SCHEMA_VERSION}: delete it to start anew.`);
    }
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

/**
 * Runs `statements` in one transaction unless an earlier run completed: killed half-way, it leaves nothing behind and
 * starts anew at the next call.
 */
export async function seedOnce(db: Client, statements: () => Iterable<InStatement>): Promise<void> {
  if ((await seededVersion(db)) !== null) return;
  const transaction = await db.transaction('write');
  try {
    // Another process may have seeded while this one waited for the lock.
    if ((await seededVersion(transaction)) === null) {
      for (const statement of statements()) await transaction.execute(statement);
      await transaction.execute(insert('meta', [{ key: 'seeded', value: SCHEMA_VERSION }]));
    }
    await transaction.commit();
  } finally {
    transaction.close();
  }
}

/** The version of the tables that were seeded, `null` before. */
async function seededVersion(db: Pick<Client, 'execute'>): Promise<number | null> {
  const { rows } = await db.execute("SELECT value FROM meta WHERE key = 'seeded'");
  return rows[0] ? Number(rows[0]['value']) : null;
}

export async function firstRow(db: Client, sql: string, args: InArgs): Promise<Row | undefined> {
  return (await db.execute({ sql, args })).rows[0];
}

/** `true` → 1, lists and objects → JSON, the rest as it is. */
export function toSql(value: unknown): InValue {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as InValue);
}

/**
 * One INSERT of rows that all have the keys of the first. Keys become SQL: pass names from code, never from a request.
 */
export function insert(table: string, rows: readonly object[]): { sql: string; args: InValue[] } {
  const names = Object.keys(rows[0]!);
  const tuple = `(${names.map(() => '?').join(', ')})`;
  return {
    sql: `INSERT INTO ${table} (${names.join(', ')}) VALUES ${rows.map(() => tuple).join(', ')}`,
    args: rows.flatMap((row) => names.map((name) => toSql(row[name as keyof typeof row]))),
  };
}

/** Inserts one row and answers it as stored, defaults included. */
export async function insertRow(db: Client, table: string, values: Record<string, unknown>): Promise<Row> {
  const { sql, args } = insert(table, [values]);
  return (await firstRow(db, `${sql} RETURNING *`, args))!;
}

/** Changes one row and answers it as stored; `undefined` when it is gone. */
export async function updateRow(
  db: Client,
  table: string,
  id: number,
  values: Record<string, unknown>,
): Promise<Row | undefined> {
  const names = Object.keys(values);
  const sql = `UPDATE ${table} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ? RETURNING *`;
  return firstRow(db, sql, [...names.map((name) => toSql(values[name])), id]);
}
