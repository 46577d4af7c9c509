import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClient } from '../../src/client/index.js';
import { launchBrowser, watch } from '../support/browser.js';
import { decode } from '../support/decode.js';
import { startDemo, type Demo } from '../support/demo.js';

const userAgents = {
  ios: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1',
  windows: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36',
};

let demo: Demo;
let browser: Browser;
beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await demo.stop();
});

it('goes from the API to a page to a scan and back, and no token reaches the browser', async () => {
  const context = await browser.newContext({ deviceScaleFactor: 2 });
  const { received, complaints } = watch(context);
  const page = await context.newPage();
  await page.goto(`${demo.url}/`);
  const element = page.locator('jsi-qr-code[qr-id="1"]');
  await element.getByRole('img', { name: 'QR code for Spring Campaign' }).waitFor();

  const [url] = await decode(await element.screenshot());
  expect(url).toBe(`${demo.url}/r/spring-2026`);

  const api = createClient({ endpoint: `${demo.url}/api/v1`, headers: { authorization: `Bearer ${demo.tokens.read}` } });
  const before = await api.scans.summary(1);

  const destinations: Record<string, string | null> = {};
  for (const [device, userAgent] of Object.entries(userAgents)) {
    const scan = await fetch(`${url!}?utm_source=e2e`, {
      redirect: 'manual',
      headers: { 'user-agent': userAgent, 'cf-ipcountry': 'NL' },
    });
    expect(scan.status).toBe(302);
    destinations[device] = scan.headers.get('location');
  }
  expect(destinations['ios']).toMatch(/^https:\/\//);
  expect(destinations['windows']).toMatch(/^https:\/\//);
  expect(destinations['ios']).not.toBe(destinations['windows']);

  const { data: scans } = await api.scans.list(1, { per_page: 2 });
  expect(scans.map(({ device, country_code, resolved_url, utm_source }) => ({ device, country_code, resolved_url, utm_source }))).toEqual([
    { device: 'windows', country_code: 'NL', resolved_url: destinations['windows'], utm_source: 'e2e' },
    { device: 'ios', country_code: 'NL', resolved_url: destinations['ios'], utm_source: 'e2e' },
  ]);
  const after = await api.scans.summary(1);
  const of = (summary: typeof after, device: string) => summary.devices.find(({ value }) => value === device)!.scans;
  expect(after.total).toBe(before.total! + 2);
  expect(of(after, 'ios')).toBe(of(before, 'ios') + 1);
  expect(of(after, 'windows')).toBe(of(before, 'windows') + 1);

  // What a browser can ask for: the page, the proxy's public operations, and those it must not have.
  for (const path of ['/jsi/qr-codes/1/scans/summary', '/jsi/user', '/jsi/qr-codes/1/scans', '/jsi-wrong-token/qr-codes/1']) {
    await page.evaluate(async (asked) => (await fetch(asked)).text(), path);
  }
  const answers = await received();
  expect(answers.some((answer) => answer.url.endsWith('/jsi/qr-codes/1'))).toBe(true);
  for (const token of Object.values(demo.tokens)) {
    const forms = [token, encodeURIComponent(token), Buffer.from(token).toString('base64').replace(/=+$/, '')];
    for (const { url: from, bytes } of answers) {
      for (const form of forms) expect(bytes.includes(form), `a token in ${from}`).toBe(false);
    }
  }
  expect(complaints).toEqual([]);
  await context.close();
});
