import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BASE, fullAccess, makeCode, makeRule, openTemp, serve, sqlValue, type Api, type TempSandbox } from './open.js';

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148';
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36';
/** A Monday. */
const NOON = Date.parse('2026-04-13T12:00:00Z');

let sandbox: TempSandbox;
let api: Api;
let clock = NOON;

beforeAll(async () => {
  sandbox = await openTemp({ now: () => new Date(clock) });
  api = await fullAccess(sandbox);
});
afterAll(() => sandbox.close());

async function scan(slug: string, headers: Record<string, string> = {}, init: RequestInit = {}) {
  const response = await sandbox.app.request(`/r/${slug}`, { ...init, headers });
  return { status: response.status, location: response.headers.get('location'), response };
}

async function lastScan(codeId: number) {
  const { rows } = await sandbox.db.execute({
    sql: 'SELECT * FROM scans WHERE qr_code_id = ? ORDER BY id DESC LIMIT 1',
    args: [codeId],
  });
  return rows[0] && { ...rows[0] };
}

const count = (codeId: number) => sqlValue(sandbox, 'SELECT COUNT(*) FROM scans WHERE qr_code_id = ?', [codeId]);

describe('/r/{slug}', () => {
  it('answers 302 to exactly the stored URL, never to be cached', async () => {
    const target_url = 'https://example.com:8443/a//b?x=1&y=%20#frag';
    const { slug } = await makeCode(api, { target_url });
    const { status, location, response } = await scan(slug);
    expect({ status, location }).toEqual({ status: 302, location: target_url });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('records the scan whole', async () => {
    const { id, slug } = await makeCode(api);
    const utm = 'utm_source=instagram&utm_medium=social&utm_campaign=spring_launch';
    const headers = { 'User-Agent': IPHONE, 'CF-IPCountry': 'nl', Referer: 'https://social.example/post/1' };
    expect((await scan(`${slug}?${utm}&other=1`, headers)).location).toBe('https://example.com/target');
    expect(await lastScan(id)).toEqual({
      id: expect.any(Number) as number,
      qr_code_id: id,
      device: 'ios',
      country_code: 'NL',
      referer: 'https://social.example/post/1',
      utm_source: 'instagram',
      utm_medium: 'social',
      utm_campaign: 'spring_launch',
      resolved_url: 'https://example.com/target',
      created_at: '2026-04-13T12:00:00Z',
    });
  });

  it('records null for all that it does not know', async () => {
    const { id, slug } = await makeCode(api);
    await scan(`${slug}?utm_source=&utm_medium=%20`, { 'User-Agent': 'Googlebot/2.1', Referer: 'android-app://x' });
    expect(await lastScan(id)).toMatchObject({
      device: null, country_code: null, referer: null, utm_source: null, utm_medium: null, utm_campaign: null,
    });
  });

  it.each([
    [{ 'x-country-code': 'de' }, 'DE'],
    [{ 'cf-ipcountry': 'FR', 'x-country-code': 'DE' }, 'FR'],
    [{ 'cf-ipcountry': 'XX' }, null],
    [{ 'cf-ipcountry': 'T1' }, null],
    [{ 'cf-ipcountry': 'NLD' }, null],
    [{ 'cf-ipcountry': '<>' }, null],
  ])('reads the country from %j as %j', async (headers, country) => {
    const { id, slug } = await makeCode(api);
    await scan(slug, headers);
    expect((await lastScan(id))?.['country_code']).toBe(country);
  });

  it('cuts long campaign names and drops a referrer that is longer than a URL may be', async () => {
    const { id, slug } = await makeCode(api);
    await scan(`${slug}?utm_campaign=${'ü'.repeat(300)}`, { Referer: `https://social.example/${'x'.repeat(2048)}` });
    expect(await lastScan(id)).toMatchObject({ utm_campaign: 'ü'.repeat(255), referer: null });
  });

  it('answers HEAD alike, and records nothing', async () => {
    const { id, slug } = await makeCode(api);
    const { status, location, response } = await scan(slug, {}, { method: 'HEAD' });
    expect({ status, location }).toEqual({ status: 302, location: 'https://example.com/target' });
    expect(await response.text()).toBe('');
    expect(await count(id)).toBe(0);
  });

  it.each(['POST', 'PUT', 'DELETE'])('has no %s', async (method) => {
    const { id, slug } = await makeCode(api);
    expect((await scan(slug, {}, { method })).status).toBe(404);
    expect(await count(id)).toBe(0);
  });

  it.each([
    ['https://example.com/日本?q=ü', 'https://example.com/%E6%97%A5%E6%9C%AC?q=%C3%BC'],
    ['https://example.com/größe', 'https://example.com/gr%C3%B6%C3%9Fe'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
  ])('encodes what a header cannot carry of %s, and records the stored URL', async (target_url, sent) => {
    const { id, slug } = await makeCode(api, { target_url });
    expect((await scan(slug)).location).toBe(sent);
    expect((await lastScan(id))?.['resolved_url']).toBe(target_url);
  });

  it.each(['javascript:alert(1)', 'https://example.com/\r\nSet-Cookie: a=b', '//example.com', 'mailto:a@example.com'])(
    'never sends anyone to %j, even if it is stored',
    async (url) => {
      const { id, slug } = await makeCode(api);
      await sandbox.db.execute({ sql: 'UPDATE qr_codes SET target_url = ? WHERE id = ?', args: [url, id] });
      const { status, location } = await scan(slug);
      expect({ status, location }).toEqual({ status: 404, location: null });
      expect(await count(id)).toBe(0);
    },
  );
});

describe('rules', () => {
  it('send an iPhone and a Windows PC to their own URLs, others to the target', async () => {
    const { id, slug } = await makeCode(api);
    await makeRule(api, id, { device: 'ios', url: 'https://example.com/ios' });
    await makeRule(api, id, { device: 'windows', url: 'https://example.com/windows' });
    expect((await scan(slug, { 'User-Agent': IPHONE })).location).toBe('https://example.com/ios');
    expect((await scan(slug, { 'User-Agent': WINDOWS })).location).toBe('https://example.com/windows');
    expect((await scan(slug)).location).toBe('https://example.com/target');
    expect((await lastScan(id))?.['resolved_url']).toBe('https://example.com/target');
  });

  it('fall back to fallback_url where none matches', async () => {
    const { id, slug } = await makeCode(api, { fallback_url: 'https://example.com/fallback' });
    await makeRule(api, id, { device: 'ios' });
    expect((await scan(slug)).location).toBe('https://example.com/fallback');
  });

  it('follow the clock, the weekday and the country', async () => {
    const { id, slug } = await makeCode(api);
    await makeRule(api, id, {
      url: 'https://example.com/deal',
      country_code: 'DE',
      days_of_week: ['monday'],
      start_at: '2026-04-13T12:00:00Z',
      end_at: '2026-04-20T12:00:01Z',
    });
    const at = async (time: string, country = 'DE') => {
      clock = Date.parse(time);
      const { location } = await scan(slug, { 'cf-ipcountry': country });
      clock = NOON;
      return location === 'https://example.com/deal';
    };
    expect(await at('2026-04-13T11:59:59Z')).toBe(false);
    expect(await at('2026-04-13T12:00:00Z')).toBe(true);
    expect(await at('2026-04-13T12:00:00Z', 'NL')).toBe(false);
    expect(await at('2026-04-14T12:00:00Z')).toBe(false);
    expect(await at('2026-04-20T12:00:00Z')).toBe(true);
    expect(await at('2026-04-20T12:00:01Z')).toBe(false);
  });

  it('see every rule, not the first page of them', async () => {
    const { id, slug } = await makeCode(api);
    for (let priority = 0; priority < 20; priority++) await makeRule(api, id, { priority, device: 'kiosk' });
    await makeRule(api, id, { priority: 20, url: 'https://example.com/last' });
    expect((await scan(slug)).location).toBe('https://example.com/last');
  });

  it('draw by weight, never a rule of weight 0', async () => {
    const { id, slug } = await makeCode(api);
    for (const [path, weight] of [['a', 70], ['b', 30], ['never', 0]] as const) {
      await makeRule(api, id, { url: `https://example.com/${path}`, weight });
    }
    const total = 600;
    for (let index = 0; index < total; index++) await scan(slug);
    const { rows } = await sandbox.db.execute({
      sql: 'SELECT resolved_url, COUNT(*) AS n FROM scans WHERE qr_code_id = ? GROUP BY 1 ORDER BY 1',
      args: [id],
    });
    expect(rows.map((row) => row['resolved_url'])).toEqual(['https://example.com/a', 'https://example.com/b']);
    // Six standard deviations: fails by chance once in five hundred million runs.
    expect(Math.abs(Number(rows[0]?.['n']) - 0.7 * total)).toBeLessThan(6 * Math.sqrt(total * 0.7 * 0.3));
  });
});

describe('codes that do not redirect', () => {
  const past = '2026-04-13T12:00:00Z';
  it.each<[reason: string, change: string, status: number, words: RegExp]>([
    ['inactive', 'is_active = 0', 410, /switched off/],
    ['expired', `expires_at = '${past}'`, 410, /expired/],
    ['licence ended', `licensed_until = '${past}'`, 410, /licence has ended/],
    ['licence ended, renewing', `licensed_until = '${past}', auto_renew = 1`, 410, /licence has ended/],
    ['no destination', 'target_url = NULL', 404, /does not lead anywhere/],
  ])('%s: a page says so, nothing is recorded', async (_, change, expected, words) => {
    const { id, slug } = await makeCode(api);
    await sandbox.db.execute({ sql: `UPDATE qr_codes SET ${change} WHERE id = ?`, args: [id] });
    const { status, location, response } = await scan(slug);
    expect({ status, location }).toEqual({ status: expected, location: null });
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toMatch(words);
    expect(await count(id)).toBe(0);
  });

  it('still redirect a second before the end', async () => {
    const { id, slug } = await makeCode(api);
    const end = '2026-04-13T12:00:01Z';
    await sandbox.db.execute({ sql: 'UPDATE qr_codes SET expires_at = ?, licensed_until = ? WHERE id = ?', args: [end, end, id] });
    expect((await scan(slug)).status).toBe(302);
  });

  it('static codes outlive any licence', async () => {
    const { id, slug } = await makeCode(api, { type: 'static' });
    await sandbox.db.execute({ sql: 'UPDATE qr_codes SET licensed_until = ? WHERE id = ?', args: [past, id] });
    expect((await scan(slug)).status).toBe(302);
  });

  it('unknown slugs: a 404 page', async () => {
    for (const slug of ['nobody', '%00', "'%20OR%201=1--", '..%2f']) {
      const { status, response } = await scan(slug);
      expect(status).toBe(404);
      expect(await response.text()).toContain('no such code');
    }
  });
});

describe('pages of the sandbox', () => {
  const nasty = `<script>alert(1)</script>" onload='x' &amp;`;

  it('a landing page, with all stored text escaped', async () => {
    const page = (await api.post('/landing-pages', { title: nasty, description: nasty, preset: 'dark' })).body.data;
    const { id, slug } = await makeCode(api, { content_type: 'landing_page', target_url: null });
    await sandbox.db.execute({ sql: 'UPDATE qr_codes SET landing_page_id = ? WHERE id = ?', args: [Number(page['id']), id] });
    const { status, location } = await scan(slug);
    expect({ status, location }).toEqual({ status: 302, location: `${BASE}/p/${String(page['id'])}` });
    expect((await lastScan(id))?.['resolved_url']).toBe(location);

    const response = await sandbox.app.request(`/p/${String(page['id'])}`);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x&#39; &amp;amp;');
    expect(html).toContain('<body class="dark">');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('a file, by the slug of its code', async () => {
    const { slug } = await makeCode(api, { content_type: 'file', target_url: null, name: nasty });
    const { location } = await scan(slug);
    expect(location).toBe(`${BASE}/files/${slug}`);
    const response = await sandbox.app.request(`/files/${slug}`);
    expect(response.status).toBe(200);
    expect(await response.text()).not.toContain('<script');
    await sandbox.db.execute({ sql: 'UPDATE qr_codes SET is_active = 0 WHERE slug = ?', args: [slug] });
    expect((await sandbox.app.request(`/files/${slug}`)).status).toBe(404);
  });

  it('nothing, once the landing page is deleted', async () => {
    const page = Number((await api.post('/landing-pages', { title: 'Gone soon' })).body.data['id']);
    const { id, slug } = await makeCode(api, { content_type: 'landing_page', target_url: null });
    await sandbox.db.execute({ sql: 'UPDATE qr_codes SET landing_page_id = ? WHERE id = ?', args: [page, id] });
    expect((await scan(slug)).status).toBe(302);
    await api.delete(`/landing-pages/${page}`);
    expect((await scan(slug)).status).toBe(404);
    expect(await count(id)).toBe(1);
  });

  it('a 404 page where there is none', async () => {
    const { slug } = await makeCode(api, { content_type: 'landing_page', target_url: null });
    const url = await makeCode(api);
    expect((await scan(slug)).status).toBe(404);
    for (const path of ['/p/999999', '/files/nothing', `/files/${url.slug}`]) {
      expect((await sandbox.app.request(path)).status).toBe(404);
    }
  });
});

describe('under load', () => {
  it('records all of 200 simultaneous scans, beside writes to the API', async () => {
    const { id, slug } = await makeCode(api);
    const { origin, stop } = await serve(sandbox);
    const scans = Array.from({ length: 200 }, () => fetch(`${origin}/r/${slug}`, { redirect: 'manual' }));
    const writes = Array.from({ length: 50 }, () => makeRule(api, id, { device: 'kiosk' }));
    const statuses = (await Promise.all(scans)).map((response) => response.status);
    const rules = await Promise.all(writes);
    await stop();
    expect(new Set(statuses)).toEqual(new Set([302]));
    expect(await count(id)).toBe(200);
    expect(new Set(rules).size).toBe(50);
  });
});
