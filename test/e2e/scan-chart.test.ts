import { readFile } from 'node:fs/promises';
import type { Hono } from 'hono';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsiScanChart } from '../../src/elements/scan-chart/define.js';
import { createProxy } from '../../src/proxy/index.js';
import { shiftDate, slots, values } from '../proxy/scan-counts.js';
import { launchBrowser, watch } from '../support/browser.js';
import { openSite, type Site } from '../support/site.js';

let site: Site;
let browser: Browser;
let policy: string;
beforeAll(async () => {
  const withoutRollup = (app: Hono, { url, token }: { url: string; token: string }) => {
    const grant = { qrCodes: '*', operations: ['scans.summary', 'scans.list'] } as const;
    const owner = createProxy({ token, upstream: `${url}/api/v1`, basePath: '/jsi-list', authorize: () => grant });
    const stranger = createProxy({ token, upstream: `${url}/api/v1`, basePath: '/jsi-totals', public: { qrCodes: '*', operations: ['scans.summary'] } });
    app.all('/jsi-list/*', ({ req }) => owner(req.raw));
    app.all('/jsi-totals/*', ({ req }) => stranger(req.raw));
  };
  [site, browser] = await Promise.all([openSite(withoutRollup), launchBrowser()]);
  policy = (await fetch(`${site.url}/stranger.html`)).headers.get('content-security-policy')!;
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** A page of the site with this body, under the demo's strict policy, and everything that is complained of. */
async function open(body: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: { width: 900, height: 900 }, timezoneId: 'Europe/Amsterdam', ...options });
  const { complaints } = watch(context);
  await context.route('**/own.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">
        <script type="module" src="/cdn/jsi.js"></script><body>${body}</body></html>`,
      headers: { 'content-security-policy': policy },
    }),
  );
  const page = await context.newPage();
  await page.goto(`${site.url}/own.html`);
  return { page, context, complaints };
}

/** Until everything is counted and shown. */
async function counted(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll<JsiScanChart>('jsi-scan-chart')].every(
        (chart) => chart.matches(":defined") && chart.series.length > 0 && !chart.matches(':state(partial)') && !chart.matches(':state(loading)'),
      ),
    undefined,
    { timeout: 50_000 },
  );
}

const chart = (attributes: string) => `<jsi-scan-chart qr-id="1" endpoint="/jsi-owner" ${attributes}></jsi-scan-chart>`;
const today = (timeZone: string) => new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' }).format();
const seriesOf = (page: Page) => page.locator('jsi-scan-chart').evaluate((element: JsiScanChart) => element.series.map(({ scans }) => scans));

describe('what a chart says', () => {
  it.each(['UTC', 'Europe/Amsterdam', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'])('is what the database says, in %s', async (timeZone) => {
    const { page, context, complaints } = await open(chart(`time-zone="${timeZone}"`));
    await counted(page);
    const days = Array.from({ length: 30 }, (_, index) => shiftDate(today(timeZone), index - 29));
    const bySlot = await slots(site.sandbox.db, 1, timeZone);
    const expected = days.map((day) => bySlot.filter(({ date }) => date === day).reduce((sum, { scans }) => sum + scans, 0));
    expect(await seriesOf(page)).toEqual(expected);
    const total = bySlot.reduce((sum, { scans }) => sum + scans, 0);
    const sum = expected.reduce((all, scans) => all + scans, 0);
    const month = bySlot.filter(({ date }) => date.startsWith(days.at(-1)!.slice(0, 7))).reduce((all, { scans }) => all + scans, 0);
    expect(await page.locator('dd b').allTextContents()).toEqual([sum, month, total].map((number) => number.toLocaleString('en')));
    await expect.poll(() => page.locator('.title + .quiet').textContent()).toContain(timeZone);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is what the database says of countries, and a click on one counts it alone', async () => {
    const { page, context, complaints } = await open(chart('breakdown="country" range="90d" controls'));
    await counted(page);
    const timeZone = 'Europe/Amsterdam';
    const period = { timeZone, from: shiftDate(today(timeZone), -89), to: today(timeZone) };
    const countries = await values(site.sandbox.db, 1, 'country', period);
    const shown = await page.locator('.bars .count').allTextContents();
    const expected = [...countries.values()].sort((a, b) => b - a).slice(0, shown.length);
    expect(shown).toEqual(expected.map((scans) => scans.toLocaleString('en')));
    await page.getByRole('button', { name: /Netherlands/ }).click();
    await page.getByRole('button', { name: 'Remove filter: Countries: Netherlands' }).waitFor();
    await counted(page);
    await expect.poll(() => page.locator('dd b').first().textContent()).toBe(countries.get('NL')!.toLocaleString('en'));
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is what the database says in a zone that is chosen then, without another request', async () => {
    const { page, context } = await open(chart('time-zone="UTC" controls'));
    await counted(page);
    const asked: string[] = [];
    page.on('request', (request) => request.url().includes('/rollup?') && asked.push(request.url()));
    const zones = page.getByLabel('Time zone');
    const quarters = page.waitForResponse((response) => response.url().includes('slots=1'));
    await zones.focus();
    await quarters;
    await expect.poll(() => zones.locator('option').count()).toBeGreaterThan(300);
    for (const timeZone of ['America/New_York', 'Australia/Lord_Howe']) {
      await zones.selectOption(timeZone);
      const days = Array.from({ length: 30 }, (_, index) => shiftDate(today(timeZone), index - 29));
      const bySlot = await slots(site.sandbox.db, 1, timeZone);
      const expected = days.map((day) => bySlot.filter(({ date }) => date === day).reduce((sum, { scans }) => sum + scans, 0));
      await expect.poll(() => seriesOf(page)).toEqual(expected);
    }
    expect(asked).toHaveLength(1);
    await context.close();
  });

  it('counts a scan that is made while it is seen at the next refresh', async () => {
    const { page, context } = await open(chart('refresh="5"'));
    await counted(page);
    const before = (await seriesOf(page)).at(-1)!;
    await fetch(`${site.url}/r/spring-2026`, { redirect: 'manual' });
    await expect.poll(async () => (await seriesOf(page)).at(-1), { timeout: 45_000, interval: 500 }).toBe(before + 1);
    await context.close();
  });
});

describe('on any page', () => {
  it('shows every view of the demo without a complaint of the policy, at any size, light and dark', async () => {
    for (const [colorScheme, width] of [['light', 1280], ['dark', 320]] as const) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
      const { complaints } = watch(context);
      const page = await context.newPage();
      await page.goto(`${site.url}/scan-chart.html`);
      const charts = page.locator('jsi-scan-chart');
      for (let index = 0; index < (await charts.count()); index++) {
        await charts.nth(index).scrollIntoViewIfNeeded();
        await charts.nth(index).locator('.drawing.svg svg, .message, .bars, .heat').first().waitFor({ state: 'attached' });
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(complaints).toEqual([]);
      await context.close();
    }
  });

  it('is printed as text and lines, not as a bitmap', async () => {
    const { page, context } = await open(chart(''));
    await counted(page);
    await page.locator('canvas').waitFor();
    await page.emulateMedia({ media: 'print' });
    const seen = (selector: string) => page.locator(selector).first().isVisible();
    expect([await seen('canvas'), await seen('.drawing.svg text'), await seen('.cursor')]).toEqual([false, true, false]);
    const pdf = (await page.pdf()).toString('latin1');
    expect(pdf).not.toMatch(/\/Subtype\s*\/Image/);
    await context.close();
  });

  it('moves nothing when its data comes', async () => {
    // What is being counted for the first time says so in a line that may wrap.
    const { page: first, context: firstContext } = await open(chart(''));
    await counted(first);
    await firstContext.close();
    for (const width of [320, 768, 1280]) {
      const context = await browser.newContext({ viewport: { width, height: 900 } });
      const page = await context.newPage();
      await page.addInitScript(() => {
        const shifts: number[] = (Reflect.set(globalThis, 'shifts', []), Reflect.get(globalThis, 'shifts') as number[]);
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await page.route('**/moving.html', (route) =>
        route.fulfill({
          contentType: 'text/html',
          headers: { 'content-security-policy': policy },
          body: `<!doctype html><html lang="en"><title>A page</title><link rel="stylesheet" href="/reserve.css"><script type="module" src="/cdn/jsi.js"></script>
            <body>${chart('')}<p>Below</p>${chart('breakdown="country"')}<p>Below</p></body></html>`,
        }),
      );
      // What the README says a page is to reserve.
      const height = width < 400 ? 644 : 489;
      await page.route('**/reserve.css', (route) =>
        route.fulfill({
          contentType: 'text/css',
          body: `jsi-scan-chart:not(:defined) { display: block; min-block-size: ${height}px }
            jsi-scan-chart[breakdown]:not(:defined) { min-block-size: ${height + 106}px }`,
        }),
      );
      await page.goto(`${site.url}/moving.html`);
      await counted(page);
      await page.locator('canvas').waitFor();
      const shifts = await page.evaluate(() => Reflect.get(globalThis, 'shifts') as number[]);
      expect({ width, shift: shifts.reduce((sum, value) => sum + value, 0) }).toEqual({ width, shift: 0 });
      await context.close();
    }
  });
});

describe('export', () => {
  it('saves what is shown as CSV, SVG and PNG, under the strict policy', async () => {
    const { page, context, complaints } = await open(chart('controls'));
    await counted(page);
    const saved = async (name: string) => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
      return { file: download.suggestedFilename(), content: await readFile(await download.path()) };
    };
    const csv = await saved('Export CSV');
    expect(csv.file).toMatch(/^Scans of Spring Campaign .+\.csv$/);
    const numbers = csv.content.toString().trim().split('\r\n').slice(1).map((line) => Number(line.split(',')[2]));
    expect(numbers).toEqual(await seriesOf(page));
    const svg = await saved('Export SVG');
    expect(svg.content.toString()).toMatch(/^<svg [^>]+>.*Scans of Spring Campaign.*<\/svg>$/s);
    const png = await saved('Export PNG');
    expect(png.content.subarray(1, 4).toString()).toBe('PNG');
    expect(png.content.readUInt32BE(16)).toBe(1920);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('where the proxy has no roll-up', () => {
  it('shows a stranger the totals', async () => {
    const { page, context } = await open('<jsi-scan-chart qr-id="1" endpoint="/jsi-totals"></jsi-scan-chart>');
    const { rows } = await site.sandbox.db.execute('SELECT COUNT(*) AS n FROM scans WHERE qr_code_id = 1');
    await page.getByText(/Only totals are shown here/).waitFor();
    expect(await page.locator('dd b').last().textContent()).toBe(Number(rows[0]!['n']).toLocaleString('en'));
    await context.close();
  });

  it('counts in the browser of an owner, who can stop it, and keeps what it has', async () => {
    const body = '<jsi-scan-chart qr-id="9" endpoint="/jsi-list"></jsi-scan-chart>';
    const { page, context } = await open(body);
    await page.getByRole('button', { name: 'Stop counting' }).click();
    await page.getByRole('button', { name: 'Go on counting' }).click();
    await page.waitForFunction(() => !document.querySelector('jsi-scan-chart')!.matches(':state(partial)'), undefined, { timeout: 200_000 });
    const { rows } = await site.sandbox.db.execute('SELECT COUNT(*) AS n FROM scans WHERE qr_code_id = 9');
    await expect.poll(() => page.locator('dd b').last().textContent()).toBe(Number(rows[0]!['n']).toLocaleString('en'));
    // Until then what was counted last is being kept.
    await page.getByText('Counted in this browser').waitFor({ state: 'detached' });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.reload();
    await page.locator('.drawing.svg svg').first().waitFor({ state: 'attached' });
    await page.waitForFunction(() => !document.querySelector('jsi-scan-chart')!.matches(':state(partial)'));
    // One look at whether the list may be read, and one at what is new.
    expect(asked.filter((url) => url.includes('/scans?')).length).toBeLessThanOrEqual(3);
    await context.close();
  });
});
