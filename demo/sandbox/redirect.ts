import type { Row } from '@libsql/client';
import { Hono, type Context } from 'hono';
import { evaluate } from '../../src/rules/evaluate.js';
import type { Destination, Outcome } from '../../src/rules/types.js';
import type { Services } from './api.js';
import { firstRow, insertRow } from './database.js';
import { deviceOf } from './device.js';
import { draw } from './draw.js';
import { formatInstant } from './instant.js';
import { publicPage } from './public-pages.js';
import { read, type StoredQrCode } from './schema.js';
import { headerUrl, isWebUrl } from './web-url.js';

const MAX_TEXT = 255;
const MAX_URL = 2048;
const utmFields = ['utm_source', 'utm_medium', 'utm_campaign'] as const;

const unknownPage = { title: 'Not found', text: 'There is no such code. Please check the address.' };
const nowherePage = { title: 'Nothing here yet', text: 'This code does not lead anywhere yet.' };
const endedPages = {
  inactive: { title: 'This code is switched off', text: 'Its owner has deactivated it.' },
  expired: { title: 'This code has expired', text: 'It was valid for a limited time only.' },
  'licence-expired': { title: 'This code is no longer active', text: 'Its licence has ended.' },
} as const satisfies Record<Exclude<Outcome['kind'], 'landed'>, object>;

/** `/r/{slug}`, and the pages that codes of the other content types lead to. */
export function publicRoutes({ db, publicBase, now }: Services): Hono {
  const app = new Hono();

  app.get('/r/:slug', async (c) => {
    const row = await firstRow(db, 'SELECT * FROM qr_codes WHERE slug = ?', [c.req.param('slug')]);
    if (!row) return publicPage(c, 404, unknownPage);
    const code = read('qr_codes', row);
    const rules = await db.execute({ sql: 'SELECT * FROM rules WHERE qr_code_id = ?', args: [code.id] });

    const at = now();
    const context = { device: deviceOf(c.req.header('user-agent')), country: countryOf(c), at };
    const outcome = evaluate({ code, rules: rules.rows.map((rule) => read('rules', rule)) }, context);
    if (outcome.kind !== 'landed') return publicPage(c, 410, endedPages[outcome.kind]);
    const url = urlOf(draw(outcome.destinations), code, row);
    if (url === null) return publicPage(c, 404, nowherePage);

    if (c.req.method !== 'HEAD') {
      // Awaited, so that no scan that was answered can be lost.
      await insertRow(db, 'scans', {
        qr_code_id: code.id,
        device: context.device,
        country_code: context.country,
        referer: refererOf(c),
        ...Object.fromEntries(utmFields.map((name) => [name, shortText(c.req.query(name))])),
        resolved_url: url,
        created_at: formatInstant(at),
      });
    }
    c.header('Cache-Control', 'no-store');
    return c.redirect(headerUrl(url), 302);
  });

  app.get('/p/:id{[0-9]+}', async (c) => {
    const row = await firstRow(db, 'SELECT * FROM landing_pages WHERE id = ?', [Number(c.req.param('id'))]);
    if (!row) return publicPage(c, 404, nowherePage);
    const page = read('landing_pages', row);
    return publicPage(c, 200, { title: page.title, text: page.description ?? '', preset: page.preset });
  });

  app.get('/files/:slug', async (c) => {
    const sql = "SELECT * FROM qr_codes WHERE slug = ? AND content_type = 'file' AND is_active = 1";
    const row = await firstRow(db, sql, [c.req.param('slug')]);
    if (!row) return publicPage(c, 404, nowherePage);
    const text = 'The file of this code would download here.';
    return publicPage(c, 200, { title: read('qr_codes', row).name, text });
  });

  /** `null` where there is nowhere to go, or only somewhere that a browser should not be sent to. */
  function urlOf(destination: Destination | undefined, code: StoredQrCode, row: Row): string | null {
    if (destination?.kind !== 'content') {
      return destination?.url != null && isWebUrl(destination.url) ? destination.url : null;
    }
    const path = contentPath(code, row['landing_page_id'] as number | null);
    return path === null ? null : publicBase + path;
  }

  return app;
}

/** Where a code of another content type than `url` leads; `null` for a landing page that is not there. */
export function contentPath(code: Pick<StoredQrCode, 'content_type' | 'slug'>, landingPageId: number | null) {
  if (code.content_type === 'file') return `/files/${encodeURIComponent(code.slug)}`;
  return landingPageId === null ? null : `/p/${landingPageId}`;
}

/** XX is a proxy's word for "unknown"; T1 (Tor) is no two letters. */
function countryOf(c: Context): string | null {
  const code = (c.req.header('cf-ipcountry') ?? c.req.header('x-country-code') ?? '').trim().toUpperCase();
  return /^[A-Z]{2}$/.test(code) && code !== 'XX' ? code : null;
}

function refererOf(c: Context): string | null {
  const referer = c.req.header('referer') ?? '';
  return referer.length <= MAX_URL && isWebUrl(referer) ? referer : null;
}

function shortText(value: string | undefined): string | null {
  return Array.from((value ?? '').trim()).slice(0, MAX_TEXT).join('') || null;
}
