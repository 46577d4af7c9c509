import type { Browser } from 'playwright-core';
import { renderQrSvg } from '../src/qr/index.js';
import { launchBrowser } from '../test/support/browser.js';
import { startDemo } from '../test/support/demo.js';
import { median, print } from './measure.js';

const RUNS = 15;

/** Navigation to the drawn code, cold cache, beside a page that holds the very same code as SVG in its HTML. */
export async function benchPage(): Promise<void> {
  const demo = await startDemo();
  const browser = await launchBrowser();
  const still = `<!doctype html><title>x</title>${renderQrSvg(`${demo.url}/r/spring-2026`)}`;
  const ours: number[] = [];
  const limit: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    ours.push(await timeToCode(browser, `${demo.url}/stranger.html`));
    limit.push(await timeToCode(browser, `${demo.url}/still.html`, still));
  }
  await browser.close();
  await demo.stop();
  print([
    {
      name: `navigation to drawn code (median of ${RUNS})`,
      unit: 'ms',
      ours: median(ours),
      peers: { 'the same code as SVG in the page': median(limit) },
    },
  ]);
}

/** Milliseconds from navigation start to the first frame after the code is there. */
async function timeToCode(browser: Browser, url: string, html?: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  if (html) await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto(url, { waitUntil: 'commit' });
  const time = await page.evaluate<number>(whenDrawn);
  await context.close();
  return time;
}

/** Text, because a compiled function would call helpers of its compiler that the page does not have. */
const whenDrawn = `new Promise((resolve) => {
  const look = () => {
    const element = document.querySelector('jsi-qr-code');
    const code = element ? element.shadowRoot?.querySelector('[part=code]') : document.querySelector('svg');
    requestAnimationFrame(() => (code ? resolve(performance.now()) : look()));
  };
  look();
})`;
