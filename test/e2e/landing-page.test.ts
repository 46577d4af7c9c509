import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LandingPage } from '../../src/client/types.js';
import type { JsiLandingPage } from '../../src/elements/landing-page/define.js';
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

type Fields = Pick<LandingPage, 'title' | 'description' | 'preset'>;

/** A page with the element, under the demo's strict policy, and everything that is complained of. */
async function open(attributes: string, { endpoint = '/jsi-editor', ...options }: BrowserContextOptions & { endpoint?: string } = {}) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 1400 }, ...options });
  const { complaints } = watch(context);
  await context.route('**/own.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">
        <script type="module" src="/cdn/jsi.js"></script><body><main><jsi-landing-page endpoint="${endpoint}" editable ${attributes}></jsi-landing-page></main></body></html>`,
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
    const element = document.querySelector<JsiLandingPage>('jsi-landing-page')!;
    return element.matches(':defined') && element.shadowRoot!.querySelector('[part=controls] .edit, .note') !== null;
  });
}

/** What the database has: the sandbox's own table, read past API and proxy. */
async function stored(id: number): Promise<Fields | undefined> {
  const { rows } = await site.sandbox.db.execute({ sql: 'SELECT title, description, preset FROM landing_pages WHERE id = ?', args: [id] });
  return rows[0] && ({ ...rows[0] } as unknown as Fields);
}

const count = async (title: string) =>
  Number((await site.sandbox.db.execute({ sql: 'SELECT count(*) AS n FROM landing_pages WHERE title = ?', args: [title] })).rows[0]!['n']);

const element = (page: Page) => page.locator('jsi-landing-page');
const button = (page: Page, name: string) => element(page).getByRole('button', { name, exact: true });
const field = (page: Page, name: string | RegExp) => element(page).getByLabel(name).first();
const controls = (page: Page) => element(page).locator('[part=controls]');
/** What a visitor reads. */
const shown = (page: Page) =>
  element(page).evaluate((one) => {
    const article = one.shadowRoot!.querySelector<HTMLElement>('.page')!;
    const text = (part: string) => article.querySelector(`[part=${part}]`)?.textContent ?? null;
    return { title: text('title'), description: text('description'), preset: article.dataset['preset'] };
  });
const sees = (page: Page, text: string) => expect.poll(() => controls(page).textContent(), { timeout: 30_000 }).toContain(text);
/** Sends a request on as the page did: without its origin the proxy would refuse it. */
const sentOn = async (route: Route) => route.fetch({ headers: { ...(await route.request().allHeaders()), origin: site.url, 'sec-fetch-site': 'same-origin' } });
const choose = (page: Page, name: string) => element(page).getByRole('radio', { name, exact: true }).check({ force: true });

async function save(page: Page, text = 'Saved. Read back'): Promise<void> {
  await button(page, 'Save').click();
  await sees(page, text);
}

describe('a page that is edited', () => {
  it('is seen before it is saved, and is then what the database has', async () => {
    const { page, context, complaints } = await open('page-id="1"');
    const before = await stored(1);
    await field(page, 'Title').fill('Open <late>');
    await field(page, /^Description/).fill('Until ten.\nEvery day.');
    await choose(page, 'Neon');
    const wanted = { title: 'Open <late>', description: 'Until ten.\nEvery day.', preset: 'neon' };
    await expect.poll(() => shown(page)).toEqual(wanted);
    expect(await stored(1)).toEqual(before);
    await element(page).evaluate((one) => one.addEventListener('jsi-page-saved', (event) => (one.dataset['saved'] = JSON.stringify('page' in event && event.page))));
    await save(page);
    expect(JSON.parse((await element(page).getAttribute('data-saved'))!)).toMatchObject({ id: 1, ...wanted });
    expect(await stored(1)).toEqual(wanted);
    expect(await shown(page)).toEqual(wanted);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('survives a reload as a draft, and is saved from it', async () => {
    const { page, context } = await open('page-id="2"');
    page.on('dialog', (dialog) => void dialog.accept());
    await field(page, 'Title').fill('From a draft');
    await page.waitForTimeout(500);
    await visit(page);
    expect((await shown(page)).title).not.toBe('From a draft');
    await sees(page, 'From a draft');
    await button(page, 'Restore them').click();
    await expect.poll(async () => (await shown(page)).title).toBe('From a draft');
    await save(page);
    expect((await stored(2))!.title).toBe('From a draft');
    await visit(page);
    expect(await button(page, 'Restore them').count()).toBe(0);
    await context.close();
  });

  it('asks before the page is left with something unsaved', async () => {
    const { page, context } = await open('page-id="2"');
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await field(page, 'Title').fill('Unsaved');
    await page.goto('about:blank');
    expect(asked).toEqual(['beforeunload']);
    await context.close();
  });

  it('waits out 429 and goes on after a cut connection', async () => {
    const { page, context } = await open('page-id="3"');
    site.sandbox.faults.add({ kind: 'rate-limit', method: 'PUT', path: '/landing-pages/3', retryAfter: 1, times: 1 });
    let writes = 0;
    await page.route('**/jsi-editor/landing-pages/3', async (route) => {
      if (route.request().method() !== 'PUT' || ++writes !== 2) return route.continue();
      // The server does as it is asked, and nobody hears of it.
      expect((await sentOn(route)).ok()).toBe(true);
      return route.abort('connectionreset');
    });
    await field(page, 'Title').fill('Through');
    await button(page, 'Save').click();
    await sees(page, 'The platform asks to wait.');
    await sees(page, 'Saved. Read back');
    expect((await stored(3))!.title).toBe('Through');
    expect(writes).toBe(2);
    await context.close();
  });

  it('says at the field what the platform refuses', async () => {
    const { page, context } = await open('page-id="3"');
    const before = await stored(3);
    await field(page, 'Title').fill('x'.repeat(256));
    await save(page, 'at most 255 characters');
    expect(await field(page, 'Title').getAttribute('aria-invalid')).toBe('true');
    expect(await stored(3)).toEqual(before);
    await field(page, 'Title').fill('x'.repeat(255));
    await save(page);
    expect((await stored(3))!.title).toBe('x'.repeat(255));
    await context.close();
  });

  it('is in sight in forced colours, with what is chosen', async () => {
    const { page, context } = await open('page-id="4"', { forcedColors: 'active' });
    await choose(page, 'Dark');
    const outline = (name: string) =>
      element(page).evaluate((one, preset) => getComputedStyle(one.shadowRoot!.querySelector(`#edit-preset-${preset} ~ .edit-thumb`)!).outlineStyle, name);
    expect(await outline('dark')).not.toBe('none');
    expect(await outline('pastel')).toBe('none');
    await context.close();
  });
});

describe('two who edit at once', () => {
  it('keep what goes together, and are asked about the rest', async () => {
    const [first, second] = await Promise.all([open('page-id="4"'), open('page-id="4"')]);
    await field(first.page, 'Title').fill('First');
    await choose(first.page, 'Nature');
    await field(second.page, 'Title').fill('Second');
    await field(second.page, /^Description/).fill('Words of the second');
    await save(first.page);
    await save(second.page, 'You and somebody else have changed the same');
    expect(await stored(4)).toMatchObject({ title: 'First', preset: 'nature' });
    await element(second.page).getByRole('radio', { name: /^Yours/ }).check();
    await button(second.page, 'Save this choice').click();
    await sees(second.page, 'Saved. Read back');
    const both = { title: 'Second', description: 'Words of the second', preset: 'nature' };
    expect(await stored(4)).toEqual(both);
    expect(await shown(second.page)).toEqual(both);
    await Promise.all([first.context.close(), second.context.close()]);
  });
});

describe('a page that is made', () => {
  it('is made once, though the answer is lost, and is what the element shows from then on', async () => {
    const { page, context, complaints } = await open('');
    await sees(page, 'New page');
    await page.route('**/jsi-editor/landing-pages', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      expect((await sentOn(route)).ok()).toBe(true);
      return route.abort('connectionreset');
    });
    await field(page, 'Title').fill('Brand new');
    await choose(page, 'Pastel');
    await button(page, 'Create the page').click();
    await sees(page, 'The page was created.');
    expect(await count('Brand new')).toBe(1);
    const id = Number(await element(page).evaluate((one: JsiLandingPage) => one.pageId));
    expect(await stored(id)).toEqual({ title: 'Brand new', description: null, preset: 'pastel' });
    await field(page, 'Title').fill('Brand newer');
    await save(page);
    expect((await stored(id))!.title).toBe('Brand newer');
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('a page that is deleted', () => {
  it('is there until the time to undo is over, and stays where it is used', async () => {
    const { page, context } = await open('page-id="5"');
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.method()));
    await button(page, 'Delete the page').click();
    await sees(page, (await stored(5))!.title);
    await button(page, 'Delete').click();
    await sees(page, 'Deleted in');
    await button(page, 'Undo, keep the page').click();
    await page.waitForTimeout(6500);
    expect(sent).toEqual([]);
    expect(await stored(5)).toBeDefined();
    await context.close();
  });

  it('stays where the page is left within that time', async () => {
    const { page, context } = await open('page-id="5"');
    await button(page, 'Delete the page').click();
    await button(page, 'Delete').click();
    await sees(page, 'Deleted in');
    await page.goto('about:blank');
    await page.waitForTimeout(6500);
    expect(await stored(5)).toBeDefined();
    await context.close();
  });

  it('is gone after it, and another can be made', async () => {
    const { page, context, complaints } = await open('page-id="5"');
    await button(page, 'Delete the page').click();
    await button(page, 'Delete').click();
    await sees(page, 'The page was deleted.');
    expect(await stored(5)).toBeUndefined();
    await button(page, 'Create a page').click();
    await field(page, 'Title').fill('In its place');
    await button(page, 'Create the page').click();
    await sees(page, 'The page was created.');
    expect(await count('In its place')).toBe(1);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('who may not edit', () => {
  it('reads, and is told why', async () => {
    const { page, context } = await open('page-id="6"', { endpoint: '/jsi-owner' });
    expect(await element(page).locator('.note').textContent()).toContain('You may not edit this page.');
    expect((await shown(page)).title).toBe((await stored(6))!.title);
    expect(await button(page, 'Save').count()).toBe(0);
    await context.close();
  });
});
