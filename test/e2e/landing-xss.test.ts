import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { headHtml, landingHead, renderLandingPage } from '../../src/landing/index.js';
import { corpus, everyKind, pageOf, pageWith } from '../landing/pages.js';
import { launchBrowser } from '../support/browser.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** What of a page could run, look otherwise or lead astray. */
interface Found {
  ran: number;
  odd: string[];
  elements: number;
  around: string;
}

const document = (head: string, body: string): string =>
  `<!doctype html><html><head><meta charset="utf-8"><script>window.ran = 0; window.jsiXss = () => { window.ran++; };</script>${head}</head><body>${body}<p id="after">After</p></body></html>`;

/** The markup as a browser has parsed it, after everything in it that could run has had its turn. */
async function parsed(page: Page, html: string): Promise<Found> {
  await page.setContent(html, { waitUntil: 'load' });
  return look(page);
}

function look(page: Page): Promise<Found> {
  return page.evaluate(async () => {
    const tags = 'ARTICLE HEADER FOOTER DIV H1 H2 H3 P UL LI A SPAN BDI FIGURE IMG HR SLOT JSI-QR-CODE STYLE'.split(' ');
    const names =
      'class part role dir hidden href rel target download src alt loading decoding name aria-label data-preset data-network data-from data-to value label qr-id endpoint aria-busy'.split(' ');
    const odd: string[] = [];
    const inside: Element[] = [];
    for (const host of window.document.querySelectorAll('jsi-landing-page')) inside.push(...host.shadowRoot!.querySelectorAll('*'), ...host.querySelectorAll('*'));
    for (const element of inside) {
      if (!tags.includes(element.tagName)) odd.push(`<${element.tagName}>`);
      if (element.tagName === 'STYLE' && element.parentNode !== element.getRootNode()) odd.push('style');
      for (const { name, value } of element.attributes) {
        if (!names.includes(name) && !(name === 'nonce' && element.tagName === 'STYLE')) odd.push(`${element.tagName} ${name}`);
        if (name !== 'href' && name !== 'src') continue;
        const { protocol, username } = new URL(value, 'relative:x');
        const isCard = value.startsWith('data:text/vcard;charset=utf-8,BEGIN%3AVCARD') && element.hasAttribute('download');
        if (!isCard && !['http:', 'https:', 'mailto:', 'tel:', 'sms:'].includes(protocol)) odd.push(value);
        if (username) odd.push(value);
      }
      // What pointing, focus and keys could start.
      for (const type of ['click', 'mouseover', 'focus', 'error', 'load', 'toggle', 'animationstart']) {
        element.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }));
      }
    }
    await new Promise((done) => setTimeout(done, 20));
    return {
      ran: (window as unknown as { ran: number }).ran,
      odd,
      elements: inside.length,
      around: [...window.document.body.children].map((element) => element.tagName + (element.id && `#${element.id}`)).join(),
    };
  });
}

type Rendered = [how: string, html: (payload: string) => string];

describe('script in every field of a page', () => {
  let page: Page;
  beforeEach(async () => {
    page = await browser.newPage();
    await page.route('**/*', (route) => route.abort());
  });
  afterEach(() => page.close());

  it.each<Rendered>([
    ['with its head', (payload) => document(headHtml(landingHead(pageOf(payload), { url: payload, lang: payload })), renderLandingPage(pageOf(payload)))],
    ['and in what the host says', (payload) => document('', renderLandingPage(pageOf(payload), hostSays(payload)))],
  ])('is text, %s', async (_, render) => {
    for (const payload of corpus) {
      const found = await parsed(page, render(payload));
      expect(found, payload).toMatchObject({ ran: 0, odd: [], around: 'JSI-LANDING-PAGE,P#after' });
      expect(found.elements, payload).toBeGreaterThan(20);
    }
  });
});

const hostSays = (payload: string) => ({
  preset: payload,
  lang: payload,
  qrEndpoint: payload,
  target: payload,
  styles: { nonce: payload },
  attributes: { 'data-host': payload },
});

it('all of it on one page is as much text', async () => {
  const page = await browser.newPage();
  await page.route('**/*', (route) => route.abort());
  const given = pageWith({ blocks: corpus.flatMap(everyKind) });
  const found = await parsed(page, document('', renderLandingPage(given)));
  expect(found).toMatchObject({ ran: 0, odd: [], around: 'JSI-LANDING-PAGE,P#after' });
  expect(found.elements).toBeGreaterThan(corpus.length * 10);
  await page.close();
});

it('what is shown of a text is the text', async () => {
  const page = await browser.newPage();
  for (const title of corpus) {
    const head = landingHead({ title });
    await page.setContent(document(headHtml(head), renderLandingPage({ title })));
    const shown = await page.evaluate(() => window.document.querySelector('jsi-landing-page')!.shadowRoot!.querySelector('h2')!.textContent);
    const clean = title.toWellFormed().replace(/\r\n?/g, '\n');
    // eslint-disable-next-line no-control-regex
    expect(shown).toBe(clean.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, ''));
    expect(await page.title()).toBe(head.title);
  }
  await page.close();
});

it('the net catches what would run', async () => {
  const page = await browser.newPage();
  await page.route('**/*', (route) => route.abort());
  const bad = '<jsi-landing-page><template shadowrootmode="open"><img src="https://x.example/" onerror="jsiXss()"><a href="javascript:x">x</a></template></jsi-landing-page>';
  const found = await parsed(page, document('', bad));
  expect(found.ran).toBeGreaterThan(0);
  expect(found.odd).toEqual(['IMG onerror', 'javascript:x']);
  await page.close();
});

it('the element makes as little of it, whatever the API sends', async () => {
  const page = await browser.newPage();
  const given = { ...pageWith({ blocks: corpus.flatMap(everyKind) }), ...Object.fromEntries(['title', 'description', 'preset'].map((name) => [name, corpus.join(' ')])) };
  await page.route('**/*', (route) => route.abort());
  await page.route('http://site.example/**', (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname.startsWith('/cdn/')) return route.fulfill({ path: `dist${pathname}` });
    if (pathname.startsWith('/jsi/landing-pages/')) return route.fulfill({ json: { data: given } });
    const tag = '<script type="module" src="/cdn/jsi.js"></script><jsi-landing-page page-id="1"></jsi-landing-page>';
    return pathname === '/' ? route.fulfill({ contentType: 'text/html', body: document('', tag) }) : route.abort();
  });
  await page.goto('http://site.example/');
  await page.waitForFunction(() => (window.document.querySelector('jsi-landing-page')?.shadowRoot?.querySelectorAll('.page a').length ?? 0) > 0);
  const found = await look(page);
  expect(found).toMatchObject({ ran: 0, odd: [] });
  expect(found.elements).toBeGreaterThan(corpus.length * 10);
  await page.close();
});
