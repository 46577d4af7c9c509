import type { Row } from '@libsql/client';
import type { ApiContext, ApiRoute, Services } from './api.js';
import { firstRow, insertRow, updateRow } from './database.js';
import { notFound } from './http-error.js';
import { formatInstant } from './instant.js';
import { paginate, readListQuery } from './paging.js';
import { pathId, readBody } from './request.js';
import { findQrCode } from './routes-qr-codes.js';
import { read } from './schema.js';
import { boolean, country, datetime, integer, text, url, validate, weekdayList, type Fields } from './validate.js';

const bodyFields: Fields = {
  url: url({ required: true }),
  device: text({ nullable: true }),
  country_code: country({ nullable: true }),
  start_at: datetime({ nullable: true }),
  end_at: datetime({ nullable: true }),
  days_of_week: weekdayList({ nullable: true }),
  priority: integer(),
  weight: integer(0, undefined, { nullable: true }),
  is_active: boolean(),
};

export function ruleRoutes({ db, now }: Services): ApiRoute[] {
  const show = (row: Row) => read('rules', row);

  async function list(c: ApiContext): Promise<Response> {
    const { id } = await findQrCode(db, c);
    const query = { table: 'rules', where: 'qr_code_id = ?', args: [id!], orderBy: 'priority, id' };
    return c.json(await paginate(db, query, readListQuery(c.req.url), show));
  }

  async function create(c: ApiContext): Promise<Response> {
    const { id } = await findQrCode(db, c);
    const values = validate(bodyFields, await readBody(c));
    const at = formatInstant(now());
    const row = await insertRow(db, 'rules', { ...values, qr_code_id: id, created_at: at, updated_at: at });
    return c.json({ data: show(row) }, 201);
  }

  async function update(c: ApiContext): Promise<Response> {
    const id = await findRule(c);
    const values = validate(bodyFields, await readBody(c), { partial: true });
    const row = await updateRow(db, 'rules', id, { ...values, updated_at: formatInstant(now()) });
    if (!row) throw notFound();
    return c.json({ data: show(row) });
  }

  async function remove(c: ApiContext): Promise<Response> {
    await db.execute({ sql: 'DELETE FROM rules WHERE id = ?', args: [await findRule(c)] });
    return c.body(null, 204);
  }

  /** The id of the path's rule, which must belong to the path's code. */
  async function findRule(c: ApiContext): Promise<number> {
    const { id } = await findQrCode(db, c);
    const rule = await firstRow(db, 'SELECT id FROM rules WHERE id = ? AND qr_code_id = ?', [pathId(c, 'rule'), id!]);
    if (!rule) throw notFound();
    return Number(rule['id']);
  }

  const all = '/qr-codes/:qrCode{[0-9]+}/rules';
  const one = `${all}/:rule{[0-9]+}`;
  return [
    { method: 'GET', path: all, scope: 'read', handle: list },
    { method: 'POST', path: all, scope: 'write', handle: create },
    { method: 'PUT', path: one, scope: 'write', handle: update },
    { method: 'DELETE', path: one, scope: 'delete', handle: remove },
  ];
}
