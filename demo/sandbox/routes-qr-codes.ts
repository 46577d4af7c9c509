import { randomInt } from 'node:crypto';
import type { Client, Row } from '@libsql/client';
import type { ApiContext, ApiRoute, Services } from './api.js';
import { firstRow, insertRow, updateRow } from './database.js';
import { notFound, rejectIf } from './http-error.js';
import { formatInstant } from './instant.js';
import { paginate, readListQuery } from './paging.js';
import { accountOf, pathId, readBody } from './request.js';
import { read } from './schema.js';
import { boolean, object, oneOf, queryBoolean, text, url, validate, type Fields } from './validate.js';

const types = ['static', 'dynamic'];
const contentTypes = ['url', 'file', 'landing_page', 'landing_page_block'];
const sorts = ['created_at', 'name', 'updated_at'].flatMap((field) => [field, `-${field}`]);

const bodyFields: Fields = {
  name: text({ required: true }),
  type: oneOf(types, { required: true }),
  target_url: url({ nullable: true }),
  content_type: oneOf(contentTypes),
  fallback_url: url({ nullable: true }),
  is_active: boolean(),
  auto_renew: boolean(),
  options: object({ nullable: true }),
};

const listFields: Fields = {
  'filter.type': oneOf(types),
  'filter.is_active': queryBoolean(),
  'filter.content_type': oneOf(contentTypes),
  sort: oneOf(sorts),
};

export function qrCodeRoutes({ db, publicBase, now }: Services): ApiRoute[] {
  const show = (row: Row) => {
    const code = read('qr_codes', row);
    return { ...code, public_url: `${publicBase}/r/${code.slug}` };
  };

  async function list(c: ApiContext): Promise<Response> {
    const query = readListQuery(c.req.url, listFields);
    const filters = ['type', 'is_active', 'content_type'].filter((name) => query[`filter.${name}`] !== undefined);
    const page = await paginate(
      db,
      {
        table: 'qr_codes',
        where: ['team_id = ?', ...filters.map((name) => `${name} = ?`)].join(' AND '),
        args: [accountOf(c).team.id, ...filters.map((name) => query[`filter.${name}`] as string | boolean)],
        orderBy: orderBy(query['sort'] as string | undefined),
      },
      query,
      show,
    );
    return c.json(page);
  }

  async function get(c: ApiContext): Promise<Response> {
    const row = await findQrCode(db, c);
    const [rules, pages] = await db.batch(
      [
        { sql: 'SELECT * FROM rules WHERE qr_code_id = ? ORDER BY priority, id', args: [row['id']!] },
        { sql: 'SELECT * FROM landing_pages WHERE id = ?', args: [row['landing_page_id']!] },
      ],
      'read',
    );
    const page = pages!.rows[0];
    return c.json({
      data: {
        ...show(row),
        rules: rules!.rows.map((rule) => read('rules', rule)),
        landing_page: page ? read('landing_pages', page) : null,
      },
    });
  }

  async function create(c: ApiContext): Promise<Response> {
    const values = validate(bodyFields, await readBody(c));
    requireTarget(values);
    const at = now();
    const row = await insertRow(db, 'qr_codes', {
      ...values,
      team_id: accountOf(c).team.id,
      slug: randomSlug(),
      licensed_until: values['type'] === 'dynamic' ? formatInstant(inOneYear(at)) : null,
      created_at: formatInstant(at),
      updated_at: formatInstant(at),
    });
    return c.json({ data: show(row) }, 201);
  }

  async function update(c: ApiContext): Promise<Response> {
    const before = await findQrCode(db, c);
    const values = validate(bodyFields, await readBody(c), { partial: true });
    requireTarget({ ...before, ...values });
    const row = await updateRow(db, 'qr_codes', pathId(c, 'qrCode'), { ...values, updated_at: formatInstant(now()) });
    if (!row) throw notFound();
    return c.json({ data: show(row) });
  }

  async function remove(c: ApiContext): Promise<Response> {
    const { id } = await findQrCode(db, c);
    const args = [id!];
    await db.batch(
      [
        { sql: 'DELETE FROM scans WHERE qr_code_id = ?', args },
        { sql: 'DELETE FROM rules WHERE qr_code_id = ?', args },
        { sql: 'DELETE FROM qr_codes WHERE id = ?', args },
      ],
      'write',
    );
    return c.body(null, 204);
  }

  const one = '/qr-codes/:qrCode{[0-9]+}';
  return [
    { method: 'GET', path: '/qr-codes', scope: 'read', handle: list },
    { method: 'POST', path: '/qr-codes', scope: 'write', handle: create },
    { method: 'GET', path: one, scope: 'read', handle: get },
    { method: 'PUT', path: one, scope: 'write', handle: update },
    { method: 'DELETE', path: one, scope: 'delete', handle: remove },
  ];
}

/**
 * The row of the code in the path, in the token's team.
 * @throws {HttpError} 404, also for another team's code: its existence is nobody else's business
 */
export async function findQrCode(db: Client, c: ApiContext): Promise<Row> {
  const args = [pathId(c, 'qrCode'), accountOf(c).team.id];
  const row = await firstRow(db, 'SELECT * FROM qr_codes WHERE id = ? AND team_id = ?', args);
  if (!row) throw notFound();
  return row;
}

/** On update the values are the stored ones overlaid with the sent ones. */
function requireTarget(values: Readonly<Record<string, unknown>>): void {
  if ((values['content_type'] ?? 'url') !== 'url' || values['target_url']) return;
  rejectIf({ target_url: ['The target url field is required when content type is url.'] });
}

/** The id settles ties, so that pages neither repeat nor skip a code. */
function orderBy(sort = ''): string {
  if (!sorts.includes(sort)) return 'id';
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC';
  return `${sort.replace('-', '')} COLLATE NOCASE ${direction}, id ${direction}`;
}

function inOneYear(from: Date): Date {
  const to = new Date(from);
  to.setUTCFullYear(to.getUTCFullYear() + 1);
  return to;
}

/** 50 bits without look-alikes: a clash is not to be expected, and the column's UNIQUE would refuse it. */
function randomSlug(): string {
  const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';
  return Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('');
}
