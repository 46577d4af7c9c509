import type { Client, InValue, Row } from '@libsql/client';
import { integer, validate, type Fields } from './validate.js';

export interface PageQuery {
  page: number;
  per_page: number;
}

/** Below the FROM of a SELECT; `orderBy` and `where` come from code, only `args` from a request. */
export interface ListQuery {
  table: string;
  where: string;
  args: InValue[];
  orderBy: string;
}

const DEFAULT_PER_PAGE = 15;
const MAX_PER_PAGE = 100;
const pageFields: Fields = { page: integer(1), per_page: integer(1, MAX_PER_PAGE) };

/**
 * Reads `page`, `per_page` and a list's own parameters; unknown ones are ignored. `filter[type]` goes by the name
 * `filter.type`, as in Laravel's errors.
 * @throws {HttpError} 422
 */
export function readListQuery(requestUrl: string, fields: Fields = {}): PageQuery & Record<string, unknown> {
  const input: Record<string, string> = {};
  for (const [name, value] of new URL(requestUrl).searchParams) {
    input[name.replace(/^filter\[(\w+)\]$/, 'filter.$1')] ??= value;
  }
  // Laravel hands an empty parameter on as null, which then counts as not given.
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value.trim() !== ''));
  return { page: 1, per_page: DEFAULT_PER_PAGE, ...validate({ ...pageFields, ...fields }, given) };
}

/** One page with the `meta` that every list carries. A page beyond the last is empty, not an error. */
export async function paginate<T>(db: Client, list: ListQuery, { page, per_page }: PageQuery, show: (row: Row) => T) {
  const from = `FROM ${list.table} WHERE ${list.where}`;
  const [count, rows] = await db.batch(
    [
      { sql: `SELECT COUNT(*) AS total ${from}`, args: list.args },
      {
        sql: `SELECT * ${from} ORDER BY ${list.orderBy} LIMIT ? OFFSET ?`,
        args: [...list.args, per_page, (page - 1) * per_page],
      },
    ],
    'read',
  );
  const total = Number(count!.rows[0]!['total']);
  return {
    data: rows!.rows.map(show),
    meta: { current_page: page, last_page: Math.max(1, Math.ceil(total / per_page)), per_page, total },
  };
}
