import { once } from 'node:events';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, watch } from '../support/browser.js';
import { decode } from '../support/decode.js';
import { runDemo, startDemo, type Demo } from '../support/demo.js';

let demo: Demo;
let browser: Browser;
beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await demo.stop();
});

describe('a page with nothing but the script tag and a few tags', () => {
  it('draws every code on light and dark pages, at any size, under a strict CSP with Trusted Types', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ colorScheme, deviceScaleFactor: 2 });
      const { complaints } = watch(context);
      const page = await context.newPage();
      await page.goto(`${demo.url}/stranger.html`);
      const codes = page.locator('jsi-qr-code');
      await codes.getByRole('img').nth(1).waitFor();
      expect(await decode(await codes.nth(0).screenshot())).toEqual([`${demo.url}/r/spring-2026`]);
      expect(await decode(await codes.nth(1).screenshot())).toEqual(['WIFI:T:WPA;S:Spring market;P:tulips-2026;;']);
      expect(complaints).toEqual([]);
      await context.close();
    }
  });

  it('loads the code of an element when its tag first appears, and nothing before', async () => {
    const page = await browser.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.route('**/plain.html', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><script type="module" src="/cdn/jsi.js"></script><p>' }),
    );
    await page.goto(`${demo.url}/plain.html`, { waitUntil: 'networkidle' });
    expect(asked.filter((path) => path.startsWith('/cdn/'))).toEqual(['/cdn/jsi.js']);
    await page.evaluate(() => {
      const element = document.createElement('jsi-qr-code');
      element.setAttribute('value', 'late');
      document.querySelector('p')!.append(element);
    });
    await page.getByRole('img', { name: 'QR code for late' }).waitFor();
    await page.close();
  });
});

describe('what a person sees when something is wrong', () => {
  it('says it in the element, with Retry, and leaves the page alone', async () => {
    const context = await browser.newContext();
    const { complaints } = watch(context);
    const page = await context.newPage();
    await page.goto(`${demo.url}/qr-code.html`);
    const box = (caption: string) => page.locator('li', { hasText: caption });
    for (const [caption, sentence] of [
      ['No such code', 'There is no such QR code.'],
      ['The server’s token is refused', 'Its owner needs to check the token.'],
      ['No proxy at the endpoint', 'No Just Scan It proxy answers here.'],
    ] as const) {
      const alert = box(caption).locator('[part=error]');
      await alert.waitFor();
      expect(await alert.innerText()).toContain(sentence);
      expect(await alert.getByRole('button', { name: 'Retry' }).isVisible()).toBe(true);
    }
    const offline = box('The API cannot be reached').locator('[part=error]');
    await offline.waitFor({ timeout: 20_000 });
    expect(await offline.innerText()).toContain('The server has a problem.');
    for (const words of ['Inactive', 'Expired', 'Licence ended']) {
      expect(await page.getByText(`${words}: scans do not redirect`).first().isVisible()).toBe(true);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('recovers by Retry when the network comes back', async () => {
    const page = await browser.newPage();
    await page.route('**/jsi/**', (route) => route.abort());
    await page.goto(`${demo.url}/stranger.html`);
    const failed = page.waitForFunction(() => document.querySelector('jsi-qr-code')!.matches(':state(error)'));
    await failed;
    await page.unroute('**/jsi/**');
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('img', { name: 'QR code for Spring Campaign' }).waitFor();
    await page.close();
  });

  it('shifts nothing while it loads, once the tag is defined', async () => {
    const page = await browser.newPage();
    await page.route('**/jsi/**', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue();
    });
    await page.goto(`${demo.url}/stranger.html`);
    await page.waitForFunction(() => customElements.get('jsi-qr-code'));
    const tops = () => page.evaluate(() => [...document.querySelectorAll('p')].map((p) => p.getBoundingClientRect().top));
    const before = await tops();
    await page.getByRole('img', { name: 'QR code for Spring Campaign' }).waitFor();
    expect(await tops()).toEqual(before);
    await page.close();
  });
});

describe('npm start', () => {
  it('says so and exits 1 when the port is taken', async () => {
    const child = runDemo({ PORT: new URL(demo.url).port });
    let said = '';
    child.stderr!.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(1);
    expect(said.trim().split('\n')).toHaveLength(1);
    expect(said).toContain(`Port ${new URL(demo.url).port} is taken`);
  });
});
