import type { Row } from '@libsql/client';
import type { ApiContext, ApiRoute, Services } from './api.js';
import { firstRow, insertRow, updateRow } from './database.js';
import { notFound } from './http-error.js';
import { formatInstant } from './instant.js';
import { paginate, readListQuery } from './paging.js';
import { accountOf, pathId, readBody } from './request.js';
import { read } from './schema.js';
import { oneOf, text, validate, type Fields } from './validate.js';

export const presets = ['minimal', 'dark', 'colorful', 'corporate', 'nature', 'neon', 'pastel'] as const;

const bodyFields: Fields = {
  title: text({ required: true }),
  description: text({ nullable: true }),
  preset: oneOf(presets, { nullable: true }),
};

export function landingPageRoutes({ db, now }: Services): ApiRoute[] {
  const show = (row: Row) => read('landing_pages', row);

  async function list(c: ApiContext): Promise<Response> {
    const query = { table: 'landing_pages', where: 'team_id = ?', args: [accountOf(c).team.id], orderBy: 'id' };
    return c.json(await paginate(db, query, readListQuery(c.req.url), show));
  }

  async function get(c: ApiContext): Promise<Response> {
    return c.json({ data: show(await find(c)) });
  }

  async function create(c: ApiContext): Promise<Response> {
    const values = validate(bodyFields, await readBody(c));
    const at = formatInstant(now());
    const owned = { ...values, team_id: accountOf(c).team.id, created_at: at, updated_at: at };
    return c.json({ data: show(await insertRow(db, 'landing_pages', owned)) }, 201);
  }

  async function update(c: ApiContext): Promise<Response> {
    await find(c);
    const values = validate(bodyFields, await readBody(c), { partial: true });
    const changed = { ...values, updated_at: formatInstant(now()) };
    const row = await updateRow(db, 'landing_pages', pathId(c, 'landingPage'), changed);
    if (!row) throw notFound();
    return c.json({ data: show(row) });
  }

  /** Codes that lead to the page stay, and lead nowhere. */
  async function remove(c: ApiContext): Promise<Response> {
    const args = [(await find(c))['id']!];
    await db.batch(
      [
        { sql: 'UPDATE qr_codes SET landing_page_id = NULL WHERE landing_page_id = ?', args },
        { sql: 'DELETE FROM landing_pages WHERE id = ?', args },
      ],
      'write',
    );
    return c.body(null, 204);
  }

  async function find(c: ApiContext): Promise<Row> {
    const args = [pathId(c, 'landingPage'), accountOf(c).team.id];
    const row = await firstRow(db, 'SELECT * FROM landing_pages WHERE id = ? AND team_id = ?', args);
    if (!row) throw notFound();
    return row;
  }

  const one = '/landing-pages/:landingPage{[0-9]+}';
  return [
    { method: 'GET', path: '/landing-pages', scope: 'read', handle: list },
    { method: 'POST', path: '/landing-pages', scope: 'write', handle: create },
    { method: 'GET', path: one, scope: 'read', handle: get },
    { method: 'PUT', path: one, scope: 'write', handle: update },
    { method: 'DELETE', path: one, scope: 'delete', handle: remove },
  ];
}
