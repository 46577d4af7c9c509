import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumArgs, requireChromium } from '../../scripts/chromium.mjs';
import type { JsiQrCode } from '../../src/elements/qr-code/define.js';
import { launchBrowser, watch } from '../support/browser.js';
import { decode } from '../support/decode.js';
import { decoders } from '../support/decoders.js';
import { startDemo, type Demo } from '../support/demo.js';
import { pictureOf, type Picture } from '../support/pictures.js';
import { closeRaster, rasterise } from '../support/raster.js';

const ADDRESS = 'https://example.com/';
const LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="12" fill="#e63946"/></svg>';
const DATA_LOGO = `data:image/svg+xml,${encodeURIComponent(LOGO)}`;

let demo: Demo;
let browser: Browser;
let policy: string;
beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), launchBrowser()]);
  policy = (await fetch(`${demo.url}/stranger.html`)).headers.get('content-security-policy')!;
});
afterAll(async () => {
  await Promise.all([browser.close(), demo.stop(), closeRaster()]);
});

interface Own extends BrowserContextOptions {
  css?: string;
  /** Attributes of the root. */
  root?: string;
  /** Allowed beside what the demo's strict policy allows. */
  alsoAllow?: string;
  on?: Browser;
}

/** A page of the demo's site with this body, under its policy, and everything that is complained of. */
async function open(body: string, { css = '', root = 'lang="en"', alsoAllow, on = browser, ...options }: Own = {}) {
  const context = await on.newContext({ viewport: { width: 800, height: 600 }, ...options });
  const { complaints } = watch(context);
  const answer = (contentType: string, text: string) => ({ contentType, body: text });
  const html = `<!doctype html><html ${root}><head><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">
    <link rel="stylesheet" href="/own.css"><script type="module" src="/cdn/jsi.js"></script></head><body>${body}</body></html>`;
  const csp = alsoAllow ? policy.replace('img-src', `img-src ${alsoAllow}`) : policy;
  await context.route('**/own.html', (route) =>
    route.fulfill({ ...answer('text/html', html), headers: { 'content-security-policy': csp } }),
  );
  await context.route('**/own.css', (route) => route.fulfill(answer('text/css', `body { margin: 0 } ${css}`)));
  await context.route('**/own-logo.svg', (route) => route.fulfill(answer('image/svg+xml', LOGO)));
  const page = await context.newPage();
  return { context, page, complaints, load: () => page.goto(`${demo.url}/own.html`).then(() => settled(page)) };
}

/** Until every code of a page is drawn, or says why not, and nothing is on its way. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await customElements.whenDefined('jsi-qr-code');
    const codes = [...document.querySelectorAll<JsiQrCode>('jsi-qr-code')];
    do {
      await Promise.all(codes.map((code) => code.updateComplete));
      await frame();
    } while (codes.some((code) => code.matches(':state(loading)')));
    await frame();
    await frame();
  });
}

interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Where the codes of a page are painted, in device pixels of the whole page. */
const rects = (page: Page, selector = 'jsi-qr-code', inner = '[part=code]'): Promise<Rect[]> =>
  page.evaluate(
    ([outside, inside]) =>
      [...document.querySelectorAll(outside!)].map((code) => {
        const { left, top, right, bottom } = (inside ? code.shadowRoot!.querySelector(inside)! : code).getBoundingClientRect();
        const device = (length: number, scrolled: number) => Math.round((length + scrolled) * devicePixelRatio);
        return { left: device(left, scrollX), top: device(top, scrollY), right: device(right, scrollX), bottom: device(bottom, scrollY) };
      }),
    [selector, inner],
  );

/** The page as the screen shows it, or all of it. */
async function photograph(page: Page, { fullPage = false } = {}): Promise<Picture> {
  return pictureOf(await page.screenshot({ fullPage }));
}

/** The part of a picture, with so many pixels around it as there are. */
function crop({ data, width, height }: Picture, { left, top, right, bottom }: Rect, around = 0): Picture {
  const [x, y] = [Math.max(0, left - around), Math.max(0, top - around)];
  const [w, h] = [Math.min(width, right + around) - x, Math.min(height, bottom + around) - y];
  const cut = new Uint8ClampedArray(w * h * 4);
  for (let row = 0; row < h; row++) cut.set(data.subarray(4 * ((y + row) * width + x), 4 * ((y + row) * width + x + w)), 4 * row * w);
  return { data: cut, width: w, height: h };
}

/** How often each colour occurs, as `#rrggbb`. */
function palette({ data }: Picture): Map<string, number> {
  const counts = new Map<string, number>();
  for (let pixel = 0; pixel < data.length; pixel += 4) {
    const color = `#${((data[pixel]! << 16) | (data[pixel + 1]! << 8) | data[pixel + 2]!).toString(16).padStart(6, '0')}`;
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  return counts;
}

/** Pixels that are neither black nor white; an edge that is off by a hundredth of a pixel is not seen. */
function blurred({ data }: Picture): number {
  let count = 0;
  for (let pixel = 0; pixel < data.length; pixel += 4) if (data[pixel]! > 5 && data[pixel]! < 250) count++;
  return count;
}

const colorsOf = (picture: Picture) => [...palette(picture).keys()].sort();
const BLACK_AND_WHITE = ['#000000', '#ffffff'];

describe('on the screen', () => {
  const sizes = ['97', '131', '150', '192', '211.3'];
  const body = sizes.map((size) => `<jsi-qr-code value="${ADDRESS}" size="${size}"></jsi-qr-code>`).join('\n');

  // A screen of its own: what a context emulates scales a finished layout, and no page can find its pixels.
  it.each([1, 1.1, 1.25, 1.5, 2, 3])('with %d pixels per CSS pixel no module is blurred, and zxing reads it', async (factor) => {
    const screen = await chromium.launch({
      executablePath: requireChromium(),
      args: [...chromiumArgs, `--force-device-scale-factor=${factor}`, '--window-size=900,700'],
    });
    try {
      const css = 'body { background: #888 } jsi-qr-code { margin: 3px }';
      const { page, load } = await open(body, { on: screen, viewport: null, css });
      await load();
      expect(await page.evaluate(() => devicePixelRatio)).toBeCloseTo(factor, 6);
      const picture = await photograph(page);
      const boxes = await rects(page);
      expect(boxes).toHaveLength(sizes.length);
      for (const [index, box] of boxes.entries()) {
        const code = crop(picture, box);
        expect(await decoders.zxing(code), `size ${sizes[index]}`).toEqual([ADDRESS]);
        expect(blurred(code), `size ${sizes[index]}`).toBe(0);
      }
    } finally {
      await screen.close();
    }
  });

  it('modules find whole pixels again when the page is zoomed', async () => {
    const { context, page, load } = await open(`<jsi-qr-code value="${ADDRESS}" size="192"></jsi-qr-code>`);
    await load();
    const viewBox = () => page.evaluate(() => document.querySelector('jsi-qr-code')!.shadowRoot!.querySelector('svg')!.getAttribute('viewBox'));
    const seen = new Set([await viewBox()]);
    for (const zoom of [1.5, 1.25, 0.75]) {
      await page.evaluate((to) => {
        document.body.style.zoom = `${to}`;
      }, zoom);
      await settled(page);
      seen.add(await viewBox());
      const code = crop(await photograph(page), (await rects(page))[0]!);
      expect(code.width).toBe(192 * zoom);
      expect(blurred(code), `${zoom}`).toBe(0);
      expect(await decoders.zxing(code)).toEqual([ADDRESS]);
    }
    // 144 and 288 pixels have the same proportions.
    expect(seen.size).toBe(3);
    await context.close();
  });

  it('every style of the demo is read on light pages, on dark ones and on a photo, and what is mended as well', async () => {
    const context = await browser.newContext({ viewport: { width: 1100, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${demo.url}/styles.html`);
    await page.waitForFunction(() => document.querySelectorAll('jsi-qr-code').length > 40);
    // As a person goes through it.
    for (let y = 0; y < (await page.evaluate(() => document.body.scrollHeight)); y += 700) {
      await page.evaluate((to) => scrollTo(0, to), y);
      await settled(page);
    }
    await page.evaluate(() => scrollTo(0, 0));
    await settled(page);
    const picture = await photograph(page, { fullPage: true });
    const boxes = await rects(page, 'jsi-qr-code', '');
    const titles = await page.locator('figcaption').allInnerTexts();
    expect(boxes.length).toBe(44);
    for (const [index, box] of boxes.entries()) {
      expect(await decoders.zxing(crop(picture, box, 12)), `${index} ${titles[index]}`).toEqual(['https://go.example.io/r/spring-2026']);
    }
    expect(titles.slice(-8).join('\n')).toContain('black on white');
    await context.close();
  });

  it('is black on white where a person has chosen the colours of all pages', async () => {
    const body = `<jsi-qr-code value="${ADDRESS}"></jsi-qr-code>
      <jsi-qr-code value="${ADDRESS}" color="#1d3557" dots="rounded"><b slot="frame">Scan me</b></jsi-qr-code>`;
    const { context, page, load } = await open(body, { colorScheme: 'dark', forcedColors: 'active' });
    await load();
    const [plain, framed] = await rects(page);
    const picture = await photograph(page);
    expect(colorsOf(crop(picture, plain!))).toEqual(BLACK_AND_WHITE);
    for (const box of [plain!, framed!]) expect(await decoders.zxing(crop(picture, box, 8))).toEqual([ADDRESS]);
    const { left, top } = framed!;
    expect(colorsOf(crop(picture, { left: left - 5, right: left - 1, top: top + 20, bottom: top + 40 })), 'the frame').toEqual(['#1d3557']);
    expect(await page.evaluate(() => document.querySelectorAll('jsi-qr-code')[1]!.safety.problems), 'of its own colours').toEqual([]);
    await context.close();
  });

  it('takes no more than the screen of a small telephone', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    for (const path of ['/', '/stranger.html', '/qr-code.html', '/styles.html']) {
      await page.goto(demo.url + path);
      await page.waitForFunction(() => customElements.get('jsi-qr-code'));
      await page.evaluate(() => Promise.all([...document.querySelectorAll<JsiQrCode>('jsi-qr-code')].map((code) => code.updateComplete)));
      expect(await page.evaluate(() => document.scrollingElement!.scrollWidth), path).toBe(320);
    }
    await context.close();
  });

  it('is the same on a page that reads right to left', async () => {
    const body = `<jsi-qr-code value="${ADDRESS}" controls><b slot="frame">امسح الرمز لرؤية القائمة</b></jsi-qr-code>`;
    const { context, page, load } = await open(body, { root: 'lang="ar" dir="rtl"' });
    await load();
    const [box] = await rects(page);
    expect(box!.right).toBe(800 - 6);
    expect(await decoders.zxing(crop(await photograph(page), box!, 6))).toEqual([ADDRESS]);
    expect(await page.evaluate(() => document.scrollingElement!.scrollWidth)).toBe(800);
    const xs = await page.getByRole('button').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().x));
    expect(xs).toEqual([...xs].sort((a, b) => b - a));
    await context.close();
  });
});

describe('on paper', () => {
  it('a coloured code is black on white, with its gradient, in its frame and on a dark page', async () => {
    const style = 'color="#b00020" background="#fff0d0"';
    const body = `<jsi-qr-code value="${ADDRESS}" ${style}></jsi-qr-code><jsi-qr-code value="${ADDRESS}" ${style} color-to="#400080"></jsi-qr-code>
      <jsi-qr-code value="${ADDRESS}" ${style}><b slot="frame">Scan me</b></jsi-qr-code>`;
    const { context, page, load } = await open(body, { colorScheme: 'dark', css: ':root { color-scheme: dark }' });
    await load();
    const boxes = await rects(page);
    const onScreen = await photograph(page);
    expect(colorsOf(crop(onScreen, boxes[0]!))).toEqual(['#b00020', '#fff0d0']);
    await page.emulateMedia({ media: 'print' });
    const onPaper = await photograph(page);
    for (const box of boxes) {
      const code = crop(onPaper, box);
      expect(colorsOf(code)).toEqual(BLACK_AND_WHITE);
      expect(await decoders.zxing(code)).toEqual([ADDRESS]);
    }
    const { left, bottom } = boxes[2]!;
    expect(colorsOf(crop(onPaper, { left: left - 5, right: left - 1, top: bottom - 100, bottom: bottom - 50 }))).toEqual(['#000000']);
    await context.close();
  });

  it('buttons are left out, and codes that were never near are drawn', async () => {
    const body = `<jsi-qr-code value="${ADDRESS}" controls></jsi-qr-code><p></p>${'<jsi-qr-code value="far"></jsi-qr-code>'.repeat(40)}`;
    const { context, page, load } = await open(body, { css: 'p { block-size: 9000px }' });
    await load();
    const drawn = () =>
      page.evaluate(() => [...document.querySelectorAll('jsi-qr-code')].filter((code) => code.shadowRoot!.querySelector('[part=code][aria-hidden=false]')).length);
    expect(await drawn()).toBeLessThan(41);
    await page.pdf();
    await settled(page);
    expect(await drawn()).toBe(41);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button').count()).toBe(0);
    await context.close();
  });
});

describe('while it loads', () => {
  it('moves nothing on the page: plain, styled, of the platform, with a logo, with buttons, with a note', async () => {
    const codes = [
      ...[`value="${ADDRESS}"`, `value="${ADDRESS}" dots="rounded" color="#1d3557"`, `value="${ADDRESS}" logo="/own-logo.svg"`, `value="${ADDRESS}" controls`],
      ...['qr-id="1"', 'qr-id="4"', 'qr-id="14" controls', 'qr-id="999999"', 'qr-id="none"', 'verify value="WIFI:S:a;P:b;;"'],
    ];
    const body = codes.map((attributes) => `<jsi-qr-code ${attributes}></jsi-qr-code><p>What comes below</p>`).join('');
    // What a page can do before the tag is defined; buttons take 38 pixels more.
    const reserve = `jsi-qr-code:not(:defined) { display: inline-block; vertical-align: middle; inline-size: 192px; block-size: 192px }
      [controls]:not(:defined) { block-size: 230px }`;
    const { context, page, load } = await open(body, { css: reserve, viewport: { width: 900, height: 3000 } });
    await page.addInitScript(() => {
      const shifts: string[] = [];
      Object.assign(globalThis, { shifts });
      type Shift = PerformanceEntry & { sources: { node: Element | null; previousRect: DOMRect; currentRect: DOMRect }[] };
      new PerformanceObserver((list) => {
        for (const { sources } of list.getEntries() as Shift[]) {
          for (const { node, previousRect: from, currentRect: to } of sources) shifts.push(`${node?.nodeName} from ${from.x} ${from.y} to ${to.x} ${to.y}`);
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await context.route(/\/(cdn\/(?!jsi\.js)|jsi\/|own-logo)/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 120));
      await route.fallback();
    });
    await load();
    await page.waitForTimeout(200);
    const shifts = () => page.evaluate(() => (globalThis as unknown as { shifts: string[] }).shifts);
    expect(await shifts()).toEqual([]);
    expect(await page.getByRole('img').count()).toBe(8);
    // What would have been noticed.
    await page.evaluate(() => document.body.prepend(Object.assign(document.createElement('h1'), { textContent: 'Late' })));
    await expect.poll(shifts).not.toEqual([]);
    await context.close();
  });

  it('draws a plain code where the part for styles is missing, asks for it once, and again on reload()', async () => {
    const body = `<jsi-qr-code value="${ADDRESS}" dots="rounded" color="#1d3557"></jsi-qr-code>
      <jsi-qr-code value="WIFI:S:Spring market;P:tulips;;"></jsi-qr-code><jsi-qr-code></jsi-qr-code>`;
    const { context, page, load } = await open(body);
    let asked = 0;
    await context.route('**/cdn/presenter-*', (route) => {
      asked++;
      return route.abort();
    });
    await load();
    await page.waitForTimeout(300);
    const code = page.locator('jsi-qr-code').first();
    expect(asked, 'once for each element').toBeLessThanOrEqual(3);
    expect(await decode(await code.screenshot())).toEqual([ADDRESS]);
    expect(await code.evaluate((element) => element.matches(':state(error)'))).toBe(true);
    const failure = await code.evaluate((element: JsiQrCode) => element.toBlob().catch((error: unknown) => String(error)));
    expect(failure).toContain('could not be loaded');
    await context.unroute('**/cdn/presenter-*');
    await code.evaluate((element: JsiQrCode) => element.reload());
    await settled(page);
    expect(await code.evaluate((element) => element.matches(':state(error)'))).toBe(false);
    expect(colorsOf(crop(await photograph(page), (await rects(page))[0]!))).toContain('#1d3557');
    await context.close();
  });

  it('loads nothing of the presenter, the buttons or a decoder for a plain code', async () => {
    const { context, page, load } = await open(`<jsi-qr-code value="${ADDRESS}"></jsi-qr-code>`);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await load();
    await page.waitForLoadState('networkidle');
    expect(asked.filter((path) => /presenter|toolbar|decode|verify|logo|export|platform/.test(path))).toEqual([]);
    await context.close();
  });
});

describe('under a strict policy with Trusted Types', () => {
  it('styles, logos, a frame, a decoder and downloads are allowed', async () => {
    const body = `<jsi-qr-code value="${ADDRESS}" controls verify logo="/own-logo.svg" color="oklch(40% 0.15 300)" color-to="#1d3557">
        <b slot="frame">Scan me</b></jsi-qr-code>
      <jsi-qr-code value="${ADDRESS}" logo="${DATA_LOGO}" dots="dot"></jsi-qr-code><jsi-qr-code qr-id="14"></jsi-qr-code>
      <jsi-qr-code qr-id="4"></jsi-qr-code><jsi-qr-code qr-id="999999"></jsi-qr-code><jsi-qr-code></jsi-qr-code>`;
    const { context, page, complaints, load } = await open(body);
    await page.addInitScript(() => {
      const violations: string[] = [];
      Object.assign(globalThis, { violations });
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => violations.push(`${violatedDirective} ${blockedURI}`));
    });
    await load();
    const first = page.locator('jsi-qr-code').first();
    await page.waitForFunction(() => document.querySelector<JsiQrCode>('jsi-qr-code')!.safety.verified !== null);
    expect(await first.evaluate((code: JsiQrCode) => [code.safety.verified, code.safety.problems.map((one) => one.code)])).toEqual([true, []]);
    for (const [button, name] of [['Download SVG', 'qr-code.svg'], ['Download PNG', 'qr-code.png']] as const) {
      const [download] = await Promise.all([page.waitForEvent('download'), first.getByRole('button', { name: button }).click()]);
      expect(download.suggestedFilename()).toBe(name);
    }
    for (const type of ['image/svg+xml', 'image/png', 'image/webp', 'image/jpeg']) {
      expect(await first.evaluate((code: JsiQrCode, asked) => code.toBlob({ type: asked }).then((blob) => blob.type), type)).toBe(type);
    }
    expect(await page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('says of a logo why it cannot be drawn: not there, not allowed by its server (CORS), not allowed by the page', async () => {
    const logos = ['https://open.example/logo.svg', 'https://closed.example/logo.svg', '/no-logo.svg', 'https://policy.example/logo.svg', '/own.html'];
    const { context, page, load } = await open(
      logos.map((logo) => `<jsi-qr-code value="${ADDRESS}" logo="${logo}"></jsi-qr-code>`).join(''),
      { alsoAllow: 'https://open.example https://closed.example' },
    );
    const asked: string[] = [];
    // Without a header of its own an answer gets one from the test runner that allows it.
    for (const [host, origin] of [['open', '*'], ['closed', 'https://another.example'], ['policy', '*']] as const) {
      await context.route(`https://${host}.example/**`, (route) => {
        asked.push(host);
        return route.fulfill({ contentType: 'image/svg+xml', body: LOGO, headers: { 'access-control-allow-origin': origin } });
      });
    }
    await load();
    const found = await page.evaluate(() =>
      [...document.querySelectorAll<JsiQrCode>('jsi-qr-code')].map((one) => ({
        problems: one.safety.problems.map(({ message }) => message).join(),
        hasLogo: one.shadowRoot!.querySelector('image') !== null,
        note: one.shadowRoot!.querySelector('[part=note]')!.textContent,
      })),
    );
    expect(found.map(({ hasLogo }) => hasLogo)).toEqual([true, false, false, false, false]);
    expect(found[0]).toMatchObject({ problems: '', note: '' });
    expect(found[1]!.problems).toContain('its server does not allow this site to read it (CORS)');
    for (const index of [2, 3, 4]) expect(found[index]!.problems).toContain('it was not found, is no image, or this page’s policy forbids it');
    expect(found.slice(1).map(({ note }) => note)).toEqual(Array(4).fill('The logo could not be loaded'));
    expect(asked).not.toContain('policy');
    const picture = await photograph(page);
    for (const box of await rects(page)) expect(await decoders.zxing(crop(picture, box))).toEqual([ADDRESS]);
    await context.close();
  });
});

describe('its buttons', () => {
  it('are worked with the keyboard alone: files come, the link is in the clipboard, and it is said', async () => {
    const { context, page, load } = await open('<button>Before</button><jsi-qr-code qr-id="1" controls></jsi-qr-code>');
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await load();
    await page.getByRole('button', { name: 'Before' }).focus();
    const focused = () => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.getAttribute('aria-label'));

    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Download SVG');
    const [svg] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(svg.suggestedFilename()).toBe('Spring Campaign.svg');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Download PNG');
    const [png] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Space')]);
    expect(png.suggestedFilename()).toBe('Spring Campaign.png');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Copy link');
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    expect(await focused()).toBe('Copy link');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${demo.url}/r/spring-2026`);

    const [vector, pixels] = await Promise.all([svg, png].map(async (file) => Buffer.concat(await (await file.createReadStream()).toArray() as Buffer[])));
    expect(await decode(pixels!)).toEqual([`${demo.url}/r/spring-2026`]);
    const [drawn] = await rasterise([{ svg: vector!.toString(), width: 300 }]);
    expect(await decoders.zxing(drawn!)).toEqual([`${demo.url}/r/spring-2026`]);
    await context.close();
  });

  it('copy also where a page has no clipboard to write to', async () => {
    const { context, page, load } = await open(`<jsi-qr-code value="${ADDRESS}" controls></jsi-qr-code><textarea aria-label="Paste"></textarea>`);
    await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await load();
    await page.getByRole('button', { name: 'Copy link' }).press('Enter');
    await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.getAttribute('aria-label'))).toBe('Copy link');
    await page.getByLabel('Paste').focus();
    await page.keyboard.press('ControlOrMeta+V');
    expect(await page.getByLabel('Paste').inputValue()).toBe(ADDRESS);
    await context.close();
  });
});

it('leaves no element in memory when 300 of them have come and gone', async () => {
  const { context, page, load } = await open(`<jsi-qr-code value="${ADDRESS}"></jsi-qr-code><main></main>`);
  await load();
  const session = await context.newCDPSession(page);
  const alive = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { result } = await session.send('Runtime.evaluate', { expression: "customElements.get('jsi-qr-code').prototype" });
    const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId!, objectGroup: 'alive' });
    const { result: length } = await session.send('Runtime.callFunctionOn', {
      objectId: objects.objectId!,
      functionDeclaration: 'function () { return this.length }',
      returnByValue: true,
    });
    await session.send('Runtime.releaseObjectGroup', { objectGroup: 'alive' });
    return length.value as number;
  };
  expect(await alive()).toBe(1);
  const kinds = [`value="x"`, `value="x" dots="dot" verify`, 'qr-id="1"', 'qr-id="14" controls', `value="x" logo="${DATA_LOGO}"`, 'qr-id="999999"'];
  for (let round = 0; round < 5; round++) {
    await page.evaluate(async (tags) => {
      const main = document.querySelector('main')!;
      for (let index = 0; index < 60; index++) {
        const code = document.createElement('jsi-qr-code');
        for (const [, name, value] of tags[index % tags.length]!.matchAll(/([\w-]+)(?:="([^"]*)")?/g)) code.setAttribute(name!, value ?? '');
        main.append(code);
      }
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }, kinds);
    // Half of the rounds leave in the midst of loading.
    if (round % 2) await settled(page);
    await page.evaluate(() => document.querySelector('main')!.replaceChildren());
  }
  await page.waitForTimeout(300);
  await expect.poll(alive, { timeout: 15_000 }).toBe(1);
  await context.close();
});
