import type { Page } from 'playwright-core';
import { launchBrowser } from '../test/support/browser.js';
import { startDemo } from '../test/support/demo.js';
import { median, print } from './measure.js';

const RULES = 1000;
const RUNS = 5;
const KEYS = 30;
const PER_PAGE = 100;

/** A set of a thousand rules in the editor: until they are there, what a key costs, and how long the page is kept from its work. */
export async function benchEditor(): Promise<void> {
  const demo = await startDemo();
  const browser = await launchBrowser();
  const shown: number[] = [];
  const proven: number[] = [];
  const keys: number[] = [];
  const longest: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await serve(page, demo.url);
    await page.goto(`${demo.url}/many.html`, { waitUntil: 'commit' });
    const times = await page.evaluate<{ shown: number; proven: number }>(whenShown);
    shown.push(times.shown);
    proven.push(times.proven);
    longest.push(await page.evaluate<number>('longestTask()'));
    const editor = page.locator('jsi-rule-editor');
    await editor.locator('.row .sentence').first().click();
    const field = editor.getByLabel('Address').first();
    await field.focus();
    await page.waitForTimeout(500);
    await page.evaluate('beginKeys()');
    for (let key = 0; key < KEYS; key++) await page.keyboard.type('x', { delay: 60 });
    await page.waitForTimeout(500);
    keys.push(...(await page.evaluate<number[]>('keyTimes()')));
    await context.close();
  }
  await browser.close();
  await demo.stop();
  print([
    { name: `${RULES} rules: from their answer to the first frame with them (median of ${RUNS})`, unit: 'ms', ours: median(shown), peers: { limit: 1000 } },
    { name: '–, until all is proven', unit: 'ms', ours: median(proven), peers: {} },
    { name: '–, longest task of the main thread meanwhile', unit: 'ms', ours: median(longest), peers: {} },
    { name: `a key in an address, to the next frame (median of ${keys.length})`, unit: 'ms', ours: median(keys), peers: { limit: 50 } },
    { name: '–, the slowest', unit: 'ms', ours: Math.max(...keys), peers: { limit: 50 } },
  ]);
}

/** A page with an editor of rules that the test makes up: what the server takes is not measured. */
async function serve(page: Page, url: string): Promise<void> {
  const devices = [null, 'ios', 'android', 'windows', 'mac', 'linux'];
  const countries = [null, 'NL', 'DE', 'BE', 'FR', 'GB', 'US', 'ES', 'IT', 'AT', 'CH', 'PL', 'SE'];
  const day = (index: number) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString();
  const rules = Array.from({ length: RULES }, (_, index) => ({
    id: index + 1,
    url: `https://www.example.com/${index}`,
    device: devices[index % 6],
    country_code: countries[index % 13],
    start_at: index % 4 === 0 ? day(index) : null,
    end_at: index % 4 === 0 ? day(index + 30) : null,
    days_of_week: index % 5 === 0 ? ['saturday', 'sunday'] : null,
    priority: index - (index % 3 === 0 ? 1 : 0),
    weight: null,
    is_active: true,
  }));
  await page.route('**/many.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Many</title><script>${observe}</script><script type="module" src="/cdn/jsi.js"></script>
        <body><jsi-rule-editor qr-id="1" endpoint="/jsi-editor" time-zone="UTC"></jsi-rule-editor></body></html>`,
    }),
  );
  await page.route('**/jsi-editor/**', async (route) => {
    const { pathname, searchParams } = new URL(route.request().url());
    if (route.request().method() === 'OPTIONS') return route.fulfill({ status: 204, headers: { allow: 'GET, POST, PUT, DELETE, OPTIONS' } });
    if (!pathname.endsWith('/rules')) return route.fulfill({ json: { data: { id: 1, name: 'Many', type: 'dynamic', target_url: url, is_active: true } } });
    const number = Number(searchParams.get('page'));
    const meta = { current_page: number, last_page: RULES / PER_PAGE, per_page: PER_PAGE, total: RULES };
    return route.fulfill({ json: { data: rules.slice((number - 1) * PER_PAGE, number * PER_PAGE), meta } });
  });
}

/** Text, because a compiled function would call helpers of its compiler that the page does not have. */
const observe = `
  const tasks = [], keys = [];
  let loaded = Infinity;
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => keys.push(...list.getEntries())).observe({ type: 'event', durationThreshold: 16, buffered: false });
  addEventListener('jsi-load', () => { loaded = performance.now(); });
  const longestTask = () => Math.max(0, ...tasks.filter(({ startTime, duration }) => startTime + duration > loaded).map(({ duration }) => duration));
  const beginKeys = () => { keys.length = 0; };
  // Durations are told in steps of 8 ms, and none below 16.
  const keyTimes = () => keys.filter(({ name }) => name === 'keypress' || name === 'input' || name === 'keydown').map(({ duration }) => duration);
`;
const whenShown = `new Promise((resolve) => {
  let shown;
  const look = () => {
    const editor = document.querySelector('jsi-rule-editor');
    const rows = editor?.shadowRoot?.querySelectorAll('.row').length ?? 0;
    if (rows >= ${RULES} && shown === undefined) shown = 0;
    requestAnimationFrame(() => {
      if (shown === 0) shown = performance.now() - loaded;
      if (shown > 0 && editor.verdicts.length > 0) resolve({ shown, proven: performance.now() - loaded });
      else look();
    });
  };
  look();
})`;
