import type { ApiContext, ApiRoute, Services } from './api.js';
import { formatInstant } from './instant.js';
import { paginate, readListQuery } from './paging.js';
import { findQrCode } from './routes-qr-codes.js';
import { read } from './schema.js';

const TOP = 10;

/** The summary's breakdowns: what each is called and the column that it counts. */
const breakdowns = {
  top_devices: 'device',
  top_countries: 'country_code',
  top_referers: 'referer',
  top_campaigns: 'utm_campaign',
} as const;

export function scanRoutes({ db, now }: Services): ApiRoute[] {
  async function list(c: ApiContext): Promise<Response> {
    const { id } = await findQrCode(db, c);
    const query = { table: 'scans', where: 'qr_code_id = ?', args: [id!], orderBy: 'id DESC' };
    return c.json(await paginate(db, query, readListQuery(c.req.url), (row) => read('scans', row)));
  }

  /** Days and months are UTC's. `null` in a breakdown is "unknown". */
  async function summary(c: ApiContext): Promise<Response> {
    const { id } = await findQrCode(db, c);
    const today = formatInstant(now()).slice(0, 10);
    const [totals, ...groups] = await db.batch(
      [
        {
          sql: `SELECT COUNT(*) AS total_scans, COUNT(*) FILTER (WHERE created_at >= ?) AS scans_this_month,
                  COUNT(*) FILTER (WHERE created_at >= ?) AS scans_today,
                  MIN(created_at) AS first_scan_at, MAX(created_at) AS last_scan_at
                FROM scans WHERE qr_code_id = ?`,
          args: [today.slice(0, 7), today, id!],
        },
        ...Object.values(breakdowns).map((column) => ({
          sql: `SELECT ${column}, COUNT(*) AS count FROM scans WHERE qr_code_id = ?
                GROUP BY ${column} ORDER BY count DESC, ${column} LIMIT ?`,
          args: [id!, TOP],
        })),
      ],
      'read',
    );
    const tops = Object.keys(breakdowns).map((name, index) => [name, groups[index]!.rows] as const);
    return c.json({ data: { ...totals!.rows[0], ...Object.fromEntries(tops) } });
  }

  const all = '/qr-codes/:qrCode{[0-9]+}/scans';
  return [
    { method: 'GET', path: all, scope: 'scans:read', handle: list },
    { method: 'GET', path: `${all}/summary`, scope: 'scans:read', handle: summary },
  ];
}
