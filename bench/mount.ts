import type { Browser, CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../test/support/browser.js';
import { decode } from '../test/support/decode.js';
import { bundle, type Bundle } from './bundle.js';
import { codes, type CodeName } from './codes.js';
import { median, print } from './measure.js';

const RUNS = 3;
const ORIGIN = 'http://bench.localhost';
const FEW: CodeName[] = ['ours', 'lean-qr', 'sl-qr-code', 'qr-code-styling', '@bitjson/qr-code'];
/** A thousand of the other two would take most of the run. */
const MANY = FEW.slice(0, 3);

interface Sample {
  cpu: number;
  wall: number;
}

/** Main-thread CPU and time from insertion to paint for 1, 100 and 1,000 codes, beside peers; elements per code. */
export async function benchMount(): Promise<void> {
  const bundles = new Map<CodeName, Bundle>();
  for (const name of FEW) bundles.set(name, await codes[name]());
  const inPage = await bundle(`import './page-codes.ts'`);
  const browser = await launchBrowser();
  const open = (name: CodeName) => openPage(browser, bundles.get(name)!, inPage.files.get(inPage.entry)!);

  const elements = await samples(FEW, 1, async (name) => elementsPerCode(await open(name), name));
  print([{ name: 'elements per drawn code, shadow roots included', unit: 'elements', ...split(elements, (count) => count) }]);

  for (const [names, count] of [[FEW, 1], [FEW, 100], [MANY, 1000]] as const) {
    const near = await drawnUnasked(await open('ours'), count);
    const expected = (name: CodeName) => (name === 'ours' ? near : count);
    const sample = (scroll: boolean) =>
      samples(names, RUNS, async (name) => mount(await open(name), { name, count, expected: expected(name), scroll }));
    const title = `mount ${count.toLocaleString('en')}`;
    const asIs = near < count ? `${title} (of ours ${near} are near enough to be drawn)` : title;

    const mounted = await sample(false);
    print([
      { name: `${asIs}, main-thread CPU`, unit: 'ms', ...split(mounted, ({ cpu }) => cpu) },
      { name: `${asIs}, until painted`, unit: 'ms', ...split(mounted, ({ wall }) => wall) },
    ]);
    if (near === count) continue;
    const scrolled = await sample(true);
    print([{ name: `${title} and scroll past them all, main-thread CPU`, unit: 'ms', ...split(scrolled, ({ cpu }) => cpu) }]);
  }
  await browser.close();
}

/** `runs` samples of each; they take turns, so that what else the machine does hits all alike. */
async function samples<T>(names: readonly CodeName[], runs: number, sample: (name: CodeName) => Promise<T>) {
  const taken = new Map<CodeName, T[]>(names.map((name) => [name, []]));
  for (let run = 0; run < runs; run++) for (const name of names) taken.get(name)!.push(await sample(name));
  return taken;
}

/** The median of ours, and those of the peers. */
function split<T>(taken: Map<CodeName, T[]>, value: (sample: T) => number) {
  const medians = [...taken].map(([name, all]) => [name, median(all.map(value))] as const);
  const peers = medians.filter(([name]) => name !== 'ours');
  return { ours: median(taken.get('ours')!.map(value)), peers: Object.fromEntries(peers) };
}

interface Opened {
  page: Page;
  cdp: CDPSession;
  /** Names of the files that were asked for. */
  asked: string[];
}

/** A fresh page with the script loaded and nothing on it. */
async function openPage(browser: Browser, { entry, isModule, files, start }: Bundle, inPage: Uint8Array): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  const asked: string[] = [];
  await page.route(`${ORIGIN}/**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    const body = name === 'in-page.js' ? inPage : files.get(name);
    if (name && body) asked.push(name);
    if (!name) await route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Codes</title><body></body>' });
    else if (body) await route.fulfill({ contentType: 'text/javascript', body: Buffer.from(body) });
    else await route.fulfill({ status: 404 });
  });
  await page.goto(`${ORIGIN}/`);
  await page.addScriptTag({ url: '/in-page.js', type: 'module' });
  await page.addScriptTag({ url: `/${entry}`, ...(isModule && { type: 'module' }) });
  // What a loader fetches when it meets its first tag is fetched now: the network is no part of the measurement.
  for (const name of start) if (name !== entry) await page.evaluate(`import('/${name}')`);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable');
  await page.waitForTimeout(200);
  return { page, cdp, asked };
}

async function mount(
  { page, cdp }: Opened,
  { name, count, expected, scroll }: { name: CodeName; count: number; expected: number; scroll: boolean },
): Promise<Sample> {
  const before = await threadMs(cdp);
  const wall = await page.evaluate<number>(`bench.mount('${name}', ${count}, ${expected})`);
  if (scroll) await page.evaluate(`bench.scrollThrough().then(() => bench.drawn('${name}', ${count}))`);
  const cpu = (await threadMs(cdp)) - before;
  const drawn = await page.evaluate<number>(`bench.count('${name}')`);
  if (drawn < (scroll ? count : expected)) throw new Error(`${name}: only ${drawn} codes were drawn.`);
  await page.context().close();
  return { cpu, wall };
}

/** CPU time of the page's main thread so far. */
async function threadMs(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'ThreadTime')!.value * 1000;
}

/** How many of `count` codes ours draws without being scrolled to. */
async function drawnUnasked({ page }: Opened, count: number): Promise<number> {
  await page.evaluate(`bench.mount('ours', ${count}, 1)`);
  await page.waitForTimeout(1500);
  const drawn = await page.evaluate<number>(`bench.count('ours')`);
  await page.context().close();
  return drawn;
}

interface DomNode {
  nodeType: number;
  children?: DomNode[];
  shadowRoots?: DomNode[];
}

/** Elements of one drawn code, its host and closed roots included; a decoder has to read it, or nothing was measured. */
async function elementsPerCode({ page, cdp, asked }: Opened, name: CodeName): Promise<number> {
  const loaded = asked.length;
  await page.evaluate(`bench.mount('${name}', 1, 1)`);
  if (asked.length > loaded) throw new Error(`${name} loaded ${asked.slice(loaded).join(', ')} to draw a code.`);
  const url = await page.evaluate<string>('bench.urlOf(0)');
  const texts = await decode(await page.screenshot());
  if (texts[0] !== url) throw new Error(`${name} drew what is read as ${JSON.stringify(texts)}.`);
  const { root } = (await cdp.send('DOM.getDocument', { depth: -1, pierce: true })) as { root: DomNode };
  await page.context().close();
  const count = ({ nodeType, children = [], shadowRoots = [] }: DomNode): number =>
    [...children, ...shadowRoots].reduce((sum, child) => sum + count(child), nodeType === 1 ? 1 : 0);
  const body = root.children!.find(({ nodeType }) => nodeType === 1)!.children!.at(-1)!;
  return count(body) - 1;
}
