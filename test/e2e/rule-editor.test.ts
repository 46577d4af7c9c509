import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rule } from '../../src/client/types.js';
import type { JsiRuleEditor } from '../../src/elements/rule-editor/define.js';
import { launchBrowser, watch } from '../support/browser.js';
import { openSite, type Site } from '../support/site.js';

let site: Site;
let browser: Browser;
let policy: string;
beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
  policy = (await fetch(`${site.url}/stranger.html`)).headers.get('content-security-policy')!;
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** A page with an editor of that code, under the demo's strict policy, and everything that is complained of. */
async function open(code: number, { attributes = 'endpoint="/jsi-editor"', ...options }: BrowserContextOptions & { attributes?: string } = {}) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, timezoneId: 'Europe/Amsterdam', ...options });
  const { complaints } = watch(context);
  await context.route('**/own.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">
        <script type="module" src="/cdn/jsi.js"></script><body><jsi-rule-editor qr-id="${code}" time-zone="Europe/Amsterdam" ${attributes}></jsi-rule-editor></body></html>`,
      headers: { 'content-security-policy': policy },
    }),
  );
  const page = await context.newPage();
  await visit(page);
  return { page, context, complaints };
}

async function visit(page: Page): Promise<void> {
  await page.goto(`${site.url}/own.html`);
  await page.waitForFunction(() => {
    const editor = document.querySelector<JsiRuleEditor>('jsi-rule-editor')!;
    return editor.matches(':defined') && !editor.matches(':state(loading)') && editor.shadowRoot!.querySelector('.rows') !== null;
  });
}

const columns = ['url', 'device', 'country_code', 'start_at', 'end_at', 'days_of_week', 'priority', 'weight', 'is_active'] as const;

/** What the database has: the sandbox's own table, read past API and proxy. */
async function stored(code: number): Promise<Pick<Rule, (typeof columns)[number]>[]> {
  const { rows } = await site.sandbox.db.execute({ sql: `SELECT ${columns.join()} FROM rules WHERE qr_code_id = ? ORDER BY priority, id`, args: [code] });
  return rows.map(({ days_of_week, is_active, ...row }) => ({
    ...(row as unknown as Rule),
    days_of_week: days_of_week === null ? null : (JSON.parse(days_of_week as string) as string[]),
    is_active: Number(is_active) === 1,
  }));
}

/** What the person sees, as the element has it. */
const shown = (page: Page) =>
  page.locator('jsi-rule-editor').evaluate(
    (editor: JsiRuleEditor, names) => editor.rules.map((rule) => Object.fromEntries(names.map((name) => [name, rule[name]]))),
    columns,
  );
const isDirty = (page: Page) => page.locator('jsi-rule-editor').evaluate((editor: JsiRuleEditor) => editor.dirty);
const rows = (page: Page) => page.locator('jsi-rule-editor .row');
const button = (page: Page, name: string | RegExp) => page.locator('jsi-rule-editor').getByRole('button', { name });
const panel = (page: Page) => page.locator('jsi-rule-editor .panel');

/** Sends a request on as the page did: without its origin the proxy would refuse it. */
const sentOn = async (route: Route) => route.fetch({ headers: { ...(await route.request().allHeaders()), origin: site.url, 'sec-fetch-site': 'same-origin' } });

async function addRule(page: Page, url: string): Promise<void> {
  await button(page, 'Add a rule').first().click();
  await page.locator('jsi-rule-editor').getByLabel('Address').last().fill(url);
}

async function review(page: Page): Promise<void> {
  await button(page, 'Review and save').click();
  await expect.poll(() => panel(page).textContent()).toContain('What will be sent');
}

async function saveNow(page: Page): Promise<void> {
  await button(page, 'Save now').click();
  await expect.poll(() => panel(page).textContent(), { timeout: 30_000 }).toContain('the server has exactly the rules that you see');
}

describe('what is edited', () => {
  it('is shown before it is saved, and is then what the database has and where scans go', async () => {
    const { page, context, complaints } = await open(16);
    await addRule(page, 'https://apps.example.com/onboarding/kiosk');
    await page.locator('jsi-rule-editor').getByLabel('Device').selectOption('linux');
    await button(page, /^Move up/).last().click();
    await review(page);
    expect(await panel(page).textContent()).toContain('Linux PC');
    expect(await panel(page).textContent()).toContain('apps.example.com/onboarding/kiosk');
    await saveNow(page);
    const rules = await stored(16);
    expect(await shown(page)).toEqual(rules);
    expect(rules).toHaveLength(4);
    expect(await isDirty(page)).toBe(false);
    const scan = await fetch(`${site.url}/r/app-onboarding`, { redirect: 'manual', headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' } });
    expect(scan.headers.get('location')).toBe('https://apps.example.com/onboarding/kiosk');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is tried on past scans', async () => {
    const { page, context } = await open(1);
    await button(page, /^Delete:.*play\.example/).first().click();
    await review(page);
    await button(page, 'Try with recent scans').click();
    await expect.poll(() => panel(page).textContent(), { timeout: 50_000 }).toMatch(/of these would land elsewhere/);
    expect(await panel(page).textContent()).toMatch(/Looked at [\d,]+ scans/);
    await context.close();
  });

  it('survives a reload as a draft, and is saved from it', async () => {
    const { page, context } = await open(15);
    page.on('dialog', (dialog) => void dialog.accept());
    await addRule(page, 'https://shop.example.com/open-sunday');
    await page.waitForTimeout(500);
    await visit(page);
    expect(await isDirty(page)).toBe(false);
    await button(page, 'Restore them').click();
    expect((await shown(page)).map(({ url }) => url)).toContain('https://shop.example.com/open-sunday');
    await review(page);
    await saveNow(page);
    expect(await shown(page)).toEqual(await stored(15));
    await visit(page);
    expect(await button(page, 'Restore them').count()).toBe(0);
    await context.close();
  });
});

describe('two who edit at once', () => {
  it('keep what both have done where it goes together', async () => {
    const [first, second] = await Promise.all([open(13), open(13)]);
    await addRule(first.page, 'https://shop.example.com/checkout/first');
    await addRule(second.page, 'https://shop.example.com/checkout/second');
    await review(first.page);
    await saveNow(first.page);
    await review(second.page);
    expect(await panel(second.page).textContent()).toContain('Somebody else has changed the rules');
    await saveNow(second.page);
    const urls = (await stored(13)).map(({ url }) => url);
    expect(urls).toEqual(expect.arrayContaining(['https://shop.example.com/checkout/first', 'https://shop.example.com/checkout/second']));
    expect(await shown(second.page)).toEqual(await stored(13));
    await Promise.all([first.context.close(), second.context.close()]);
  });

  it('are asked where it does not, and get what they choose', async () => {
    const [first, second] = await Promise.all([open(13), open(13)]);
    const type = async (page: Page, url: string) => {
      await rows(page).first().getByRole('button', { expanded: false }).first().click();
      await page.locator('jsi-rule-editor').getByLabel('Address').fill(url);
    };
    await type(first.page, 'https://shop.example.com/checkout/theirs');
    await type(second.page, 'https://shop.example.com/checkout/mine');
    await review(first.page);
    await saveNow(first.page);
    await button(second.page, 'Review and save').click();
    await expect.poll(() => panel(second.page).textContent()).toContain('You and somebody else have changed the same rule');
    expect(await panel(second.page).textContent()).toContain('checkout/theirs');
    await second.page.locator('jsi-rule-editor').getByRole('radio', { name: 'Keep yours' }).check();
    await button(second.page, 'Go on').click();
    await expect.poll(() => panel(second.page).textContent()).toContain('What will be sent');
    await saveNow(second.page);
    expect((await stored(13))[0]!.url).toBe('https://shop.example.com/checkout/mine');
    expect(await shown(second.page)).toEqual(await stored(13));
    await Promise.all([first.context.close(), second.context.close()]);
  });
});

describe('a save that meets trouble', () => {
  it('waits out 429, goes on after a cut connection, and creates nothing twice', async () => {
    const { page, context } = await open(17);
    for (const name of ['one', 'two', 'three']) await addRule(page, `https://www.example.com/${name}`);
    await review(page);
    site.sandbox.faults.add({ kind: 'rate-limit', method: 'POST', path: '/qr-codes/17/rules', retryAfter: 1, times: 2 });
    let count = 0;
    await page.route('**/jsi-editor/qr-codes/17/rules', async (route) => {
      if (route.request().method() !== 'POST' || ++count !== 4) return route.continue();
      // The server does as it is asked, and nobody hears of it.
      expect((await sentOn(route)).status()).toBe(201);
      return route.abort('connectionreset');
    });
    await saveNow(page);
    const urls = (await stored(17)).map(({ url }) => url);
    expect(urls.sort()).toEqual(['https://www.example.com/one', 'https://www.example.com/three', 'https://www.example.com/two']);
    expect(await shown(page)).toEqual(await stored(17));
    expect(count).toBeGreaterThanOrEqual(4);
    await context.close();
  });

  it('stops where the platform refuses, says so at the field, and goes on once that is mended', async () => {
    const { page, context } = await open(17);
    const before = await stored(17);
    await addRule(page, 'https://www.example.com/refused');
    await page.route('**/jsi-editor/qr-codes/17/rules', (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({ status: 422, json: { message: 'The data is not valid.', errors: { url: ['The url is on a list of addresses that are not allowed.'] } } })
        : route.continue(),
    );
    await review(page);
    await button(page, 'Save now').click();
    await expect.poll(() => panel(page).textContent()).toContain('Not all of it is saved');
    await expect.poll(() => page.locator('jsi-rule-editor .rules').textContent()).toContain('not allowed');
    expect(await stored(17)).toEqual(before);
    expect(await isDirty(page)).toBe(true);
    await page.unroute('**/jsi-editor/qr-codes/17/rules');
    await button(page, 'Back to editing').click();
    await page.locator('jsi-rule-editor').getByLabel('Address').last().fill('https://www.example.com/taken');
    await review(page);
    await saveNow(page);
    expect(await shown(page)).toEqual(await stored(17));
    await context.close();
  });
});

describe('with forced colours', () => {
  it('tells rules that are on from those that are off', async () => {
    const { page, context } = await open(1, { forcedColors: 'active' });
    const knob = (row: number) => rows(page).nth(row).locator('.switch').evaluate((one) => getComputedStyle(one, '::before').backgroundColor);
    expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
    const isOn = (await shown(page)).map(({ is_active }) => is_active);
    const [on, off] = [isOn.indexOf(true), isOn.indexOf(false)];
    expect(await knob(on)).not.toBe(await knob(off));
    expect(await rows(page).nth(off).locator('.badge').allTextContents()).toContain('Off');
    await context.close();
  });
});

describe('who may not edit', () => {
  it('reads, and is told why', async () => {
    const { page, context } = await open(2, { attributes: 'endpoint="/jsi-owner"' });
    expect(await page.locator('jsi-rule-editor .notes').textContent()).toContain('you may not change these rules');
    expect(await button(page, 'Add a rule').count()).toBe(0);
    await context.close();
  });

  it('is whoever sees it in a frame of another site, which could lay something over its buttons', async () => {
    const { page, context } = await open(1);
    const outer = site.url.replace('127.0.0.1', 'localhost');
    await context.route('**/framed.html', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><script type="module" src="/cdn/jsi.js"></script><jsi-rule-editor qr-id="1" endpoint="/jsi-editor"></jsi-rule-editor>`,
      }),
    );
    const frame = `<!doctype html><iframe src="${site.url}/framed.html" width="900" height="600"></iframe>`;
    await context.route('**/outer.html', (route) => route.fulfill({ contentType: 'text/html', body: frame }));
    const notes = () => page.frameLocator('iframe').locator('jsi-rule-editor .head + .notes').textContent({ timeout: 10_000 });
    await page.goto(`${outer}/outer.html`);
    await expect.poll(notes).toContain('framed by another site');
    await page.goto(`${site.url}/outer.html`);
    await expect.poll(notes).not.toContain('framed');
    await context.close();
  });
});
