import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headHtml, landingCss, landingHead, pageTree, presetNames, renderLandingPage, toHtml, viewOf, type LandingOptions } from '../../src/landing/index.js';
import { pageWith } from '../landing/pages.js';
import { launchBrowser, watch } from '../support/browser.js';

const NONCE = 'bm9uY2U';
const NOW = new Date('2026-03-15T12:00:00Z');

/** A host that renders pages without a script anywhere. */
interface Host {
  url: string;
  close: () => Promise<void>;
}

const pageAt = (url: string) =>
  pageWith({
    title: 'Café Zon ☀ <b>',
    blocks: [
      { type: 'link', title: 'Menu', url: `${url}/menu` },
      { type: 'link', title: 'Not a link', url: 'javascript:document.title=1' },
      { type: 'heading', text: 'Find us' },
      { type: 'text', text: 'At the harbour,\nbehind the crane' },
      { type: 'email', label: 'Write', email: 'hi@zon.example' },
      { type: 'phone', label: 'Call', phone: '+31 (0)20 123 45 67' },
      { type: 'vcard', title: 'Save contact', name: 'Café Zon; "harbour"', phone: '+31 20 123 45 67' },
      { type: 'social', links: { github: `${url}/github` } },
      { type: 'qr-code', value: `${url}/code`, title: 'Scan me' },
      { type: 'link', title: 'Summer', url: `${url}/summer`, start_at: '2026-06-01T00:00:00Z' },
      { type: 'link', title: 'Spring', url: `${url}/spring`, end_at: '2026-06-01T00:00:00Z' },
    ],
  });

const styles: Record<string, LandingOptions['styles']> = { nonce: { nonce: NONCE }, href: { href: '/landing.css' } };
const policies: Record<string, string> = {
  nonce: `default-src 'none'; style-src 'nonce-${NONCE}'; base-uri 'none'; form-action 'none'`,
  href: "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
};

async function openHost(): Promise<Host> {
  const app = new Hono();
  const server = createAdaptorServer({ fetch: (request, bindings) => app.fetch(request, bindings) }) as Server;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  app.get('/landing.css', (c) => c.body(landingCss, 200, { 'content-type': 'text/css' }));
  app.get('/page/:how/:preset', (c) => {
    const { how, preset } = c.req.param();
    const options: LandingOptions = { preset, styles: styles[how], headingLevel: 1, lang: 'en-GB', now: NOW, url: `${url}/page` };
    const page = pageAt(url);
    c.header('content-security-policy', policies[how]);
    return c.html(`<!doctype html><html lang="en-GB"><head><meta charset="utf-8">${headHtml(landingHead(page, options))}</head><body>${renderLandingPage(page, options)}</body></html>`);
  });
  app.get('/:where', (c) => c.text(`at ${c.req.param('where')}`));
  return {
    url,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

let host: Host;
let browser: Browser;
beforeAll(async () => {
  [host, browser] = await Promise.all([openHost(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await host.close();
});

describe.each(['nonce', 'href'])('the HTML alone, with scripting off and styles by %s under a strict policy', (how) => {
  it('shows title, description, texts and links, and links are followed', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const { complaints } = watch(context);
    const page = await context.newPage();
    await page.goto(`${host.url}/page/${how}/nature`);

    await page.getByRole('heading', { level: 1, name: 'Café Zon ☀ <b>' }).waitFor();
    expect(await page.getByText('Coffee at the harbour').isVisible()).toBe(true);
    expect(await page.getByRole('heading', { level: 2, name: 'Find us' }).isVisible()).toBe(true);
    expect(await page.getByText('javascript:document.title=1').isVisible()).toBe(true);
    const links = await page.getByRole('link').evaluateAll((all) => all.map((link) => [link.textContent, link.getAttribute('href')?.replace(/,BEGIN.*/, '')]));
    expect(links).toEqual([
      ['Menu', `${host.url}/menu`],
      ['Write', 'mailto:hi@zon.example'],
      ['Call', 'tel:+31201234567'],
      ['Save contact', 'data:text/vcard;charset=utf-8'],
      ['GitHub', `${host.url}/github`],
      [`${host.url}/code`, `${host.url}/code`],
      ['Spring', `${host.url}/spring`],
    ]);
    expect(await page.getByRole('list').count()).toBeGreaterThanOrEqual(3);

    for (const [name, where] of [['Menu', 'menu'], ['GitHub', 'github'], ['Spring', 'spring']] as const) {
      await page.getByRole('link', { name }).click();
      await page.waitForURL(`${host.url}/${where}`);
      await page.goBack();
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('saves the contact', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${host.url}/page/${how}/minimal`);
    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Save contact' }).click()]);
    expect(saved.suggestedFilename()).toBe('Café-Zon-harbour.vcf');
    const chunks: Buffer[] = [];
    for await (const chunk of await saved.createReadStream()) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toBe(
      'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Café Zon\\; "harbour"\r\nTEL;VALUE=text:+31 20 123 45 67\r\nEND:VCARD\r\n',
    );
    await context.close();
  });

  it('is styled in every preset, and as wide as the narrowest screen', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    const looks = new Set<string>();
    for (const preset of presetNames) {
      await page.goto(`${host.url}/page/${how}/${preset}`);
      const link = page.getByRole('link', { name: 'Menu' });
      const look = await link.evaluate((element) => {
        const { color, backgroundColor, borderRadius, fontFamily, boxShadow } = getComputedStyle(element);
        return JSON.stringify([color, backgroundColor, borderRadius, fontFamily, boxShadow]);
      });
      looks.add(look);
      expect((await link.boundingBox())!.height, preset).toBeGreaterThanOrEqual(24);
      expect(await page.evaluate(() => window.document.documentElement.scrollWidth), preset).toBeLessThanOrEqual(320);
    }
    expect(looks.size).toBe(presetNames.length);
    await context.close();
  });
});

describe('the head of the page', () => {
  it('is what a browser reads in it', async () => {
    const page = await browser.newPage();
    await page.goto(`${host.url}/page/nonce/dark`);
    expect(await page.title()).toBe('Café Zon ☀ <b>');
    const content = (selector: string, name = 'content') => page.locator(selector).getAttribute(name);
    expect(await content('meta[name=description]')).toBe('Coffee at the harbour');
    expect(await content('link[rel=canonical]', 'href')).toBe(`${host.url}/page`);
    expect(await content('meta[property="og:title"]')).toBe('Café Zon ☀ <b>');
    expect(await content('meta[property="og:url"]')).toBe(`${host.url}/page`);
    expect(await content('meta[property="og:locale"]')).toBe('en_GB');
    const jsonLd = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent())!) as { name: string; mainEntity: { itemListElement: { name: string }[] } };
    expect(jsonLd.name).toBe('Café Zon ☀ <b>');
    expect(jsonLd.mainEntity.itemListElement.map(({ name }) => name)).toEqual(['Menu', 'GitHub', 'Spring']);
    await page.close();
  });
});

describe('a name that turns the writing', () => {
  it('does not turn what comes after it in the line', async () => {
    const page = await browser.newPage();
    const tree = pageTree(viewOf({ blocks: [{ type: 'link', title: '\u202ename', url: 'abc:def' }] }));
    // Without the styles, which would part the two: the markup alone has to.
    await page.setContent(toHtml(tree));
    const lefts = await page.locator('.address').evaluate((element) =>
      [0, 6].map((offset) => {
        const range = window.document.createRange();
        range.setStart(element.firstChild!, offset);
        range.setEnd(element.firstChild!, offset + 1);
        return range.getBoundingClientRect().left;
      }),
    );
    expect(lefts[0]).toBeLessThan(lefts[1]!);
    await page.close();
  });
});
