import type { Browser, CDPSession, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { launchBrowser } from '../test/support/browser.js';
import { bundle, gzipBytes, type Bundle } from './bundle.js';
import { median, print } from './measure.js';

const RUNS = 5;
const REPLACEMENTS = 6;
const ORIGIN = 'http://bench.localhost';
const POINTS = [30, 365, 10_000, 100_000];
const MANY = [20, 100];

const COLORS = `const [LINE, TINT, GREY] = ['#0b5fff', '#0b5fff1f', '#525a68'];`;
const SIZE = `const [WIDTH, HEIGHT] = [600, 240];`;
/** Rules that a page has in a style sheet, once. */
const STYLE = `const style = (rules) => {
  if (document.querySelector('style')) return;
  document.head.append(Object.assign(document.createElement('style'), { textContent: rules }));
};`;
const put = (maker: string) => `${COLORS} ${SIZE} ${STYLE} globalThis.maker = ${maker}`;

const plots = `
  const prepare = (values) => ({
    points: values.map((scans) => ({ scans })),
    yTicks: [0, 25, 50, 75, 100].map((value) => ({ value, label: String(value) })),
    xTicks: [0, 0.25, 0.5, 0.75].map((at) => ({ index: Math.floor(at * values.length), label: 'Label' })),
  });`;
const chartJs = (imports: string, options: string) => `
  ${imports}
  ${put(`{
    prepare: (values) => values.map((y, x) => ({ x, y })),
    create(place, data) {
      const canvas = place.appendChild(document.createElement('canvas'));
      [canvas.width, canvas.height] = [WIDTH, HEIGHT];
      const chart = new Chart(canvas, {
        type: 'line',
        data: { datasets: [{ data, borderColor: LINE, backgroundColor: TINT, borderWidth: 2, fill: true, pointRadius: 0 }] },
        options: { responsive: false, ${options} },
      });
      return (data) => { chart.data.datasets[0].data = data; chart.update('none'); };
    },
  }`)}`;

/** Ways to draw a line with a tint below, axes and a grid, as the scripts that a page needs for them. */
const makers = {
  'SVG painter': `
    import { SvgPainter } from '../src/elements/scan-chart/svg-painter.ts';
    ${plots}
    ${put(`{
      prepare,
      create(place, plot) {
        style('.grid { stroke: #d8dce3 } .line { fill: none; stroke: #0b5fff; stroke-width: 2 } '
          + '.running, .previous { fill: none } .fill { fill: #0b5fff1f } .label { font-size: 12px; fill: #525a68 }');
        const painter = new SvgPainter(place);
        painter.paint(plot, null, WIDTH, HEIGHT);
        return (plot) => painter.paint(plot, null, WIDTH, HEIGHT);
      },
    }`)}`,
  'chart adapter': `
    import { createChartPainter } from '../src/elements/scan-chart/chart-adapter.ts';
    ${plots}
    ${put(`{
      prepare,
      create(place, plot) {
        const colors = { line: LINE, fill: LINE, previous: GREY, grid: '#d8dce3', text: GREY, surface: '#fff' };
        const theme = { ...colors, font: 'sans-serif' };
        const painter = createChartPainter(place.appendChild(document.createElement('canvas')));
        painter.paint(plot, theme, WIDTH, HEIGHT);
        return (plot) => painter.paint(plot, theme, WIDTH, HEIGHT);
      },
    }`)}`,
  'chart.js tuned': chartJs(
    `import { Chart, Decimation, Filler, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
    Chart.register(Decimation, Filler, LinearScale, LineController, LineElement, PointElement);`,
    // Below 20,000 points looking for those to leave out costs more than drawing them.
    `animation: false, parsing: false, normalized: true, events: [], scales: { x: { type: 'linear' } },
    plugins: { decimation: { enabled: true, algorithm: 'min-max', threshold: 20000 } }`,
  ),
  uPlot: `
    import uPlot from 'uplot';
    ${put(`{
      prepare: (values) => [values.map((_, x) => x), values],
      create(place, data) {
        // Of its style sheet, which is not weighed, what the drawing needs.
        style('.u-wrap { position: relative } .u-over, .u-under { position: absolute } .uplot canvas { display: block }');
        const options = { width: WIDTH, height: HEIGHT, legend: { show: false }, cursor: { show: false },
          scales: { x: { time: false } }, series: [{}, { stroke: LINE, fill: TINT, width: 2, points: { show: false } }] };
        const plot = new uPlot(options, data, place);
        return (data) => plot.setData(data);
      },
    }`)}`,
  echarts: `
    import * as echarts from 'echarts/core';
    import { LineChart } from 'echarts/charts';
    import { GridComponent } from 'echarts/components';
    import { CanvasRenderer } from 'echarts/renderers';
    echarts.use([LineChart, GridComponent, CanvasRenderer]);
    ${put(`{
      prepare: (values) => values.map((y, x) => [x, y]),
      create(place, data) {
        const chart = echarts.init(place, null, { width: WIDTH, height: HEIGHT });
        const series = { type: 'line', symbol: 'none', sampling: 'lttb', lineStyle: { color: LINE, width: 2 },
          areaStyle: { color: TINT }, data };
        chart.setOption({ animation: false, xAxis: { type: 'value', max: 'dataMax' }, yAxis: {}, series: [series] });
        return (data) => chart.setOption({ series: [{ data }] });
      },
    }`)}`,
} satisfies Record<string, string>;

/** Only weighed. */
const others = {
  'chart.js auto': chartJs(`import Chart from 'chart.js/auto';`, ''),
  'frappe-charts': `import { Chart } from 'frappe-charts'; Object.assign(globalThis, { Chart })`,
};

type MakerName = keyof typeof makers;
const names = Object.keys(makers) as MakerName[];

/** Bytes, and main-thread CPU to draw and to change charts, of our two painters and of chart libraries; and of our element. */
export async function benchCharts(): Promise<void> {
  const bundles = new Map<MakerName, Bundle>();
  for (const name of names) bundles.set(name, await bundle(makers[name]));
  const element = await bundle(`import '../src/elements/scan-chart/define.ts'`);
  await weigh(bundles, element);

  const page = await bundle(`import './page-charts.ts'`);
  const browser = await launchBrowser();
  const open = (files: Bundle) => openPage(browser, files, page.files.get(page.entry)!);
  for (const name of names) await verify(await open(bundles.get(name)!), name);

  for (const points of POINTS) {
    const taken = await samples(names, async (name) => work(await open(bundles.get(name)!), { charts: 1, points }));
    const many = `${points.toLocaleString('en')} points`;
    print([
      { name: `draw ${many}, main-thread CPU`, unit: 'ms', ...split(taken, ({ draw }) => draw) },
      { name: `replace ${many}, main-thread CPU`, unit: 'ms', ...split(taken, ({ replace }) => replace) },
    ]);
  }
  for (const charts of MANY) {
    const taken = await samples(names, async (name) => work(await open(bundles.get(name)!), { charts, points: 365 }));
    print([{ name: `${charts} charts of 365 points, main-thread CPU`, unit: 'ms', ...split(taken, ({ draw }) => draw) }]);
  }
  await benchAppearing(browser, { element, tuned: bundles.get('chart.js tuned')! }, page.files.get(page.entry)!);
  await benchElement(browser, { element, tuned: bundles.get('chart.js tuned')! }, page.files.get(page.entry)!);
  await browser.close();
}

async function weigh(bundles: Map<MakerName, Bundle>, element: Bundle): Promise<void> {
  const bytes = (one: Bundle) => gzipBytes(one, one.start);
  const peers: Record<string, number> = {};
  for (const [name, one] of bundles) if (name !== 'SVG painter') peers[name] = bytes(one);
  for (const [name, source] of Object.entries(others)) peers[name] = bytes(await bundle(source));
  // The element has Lit already: the painter is what comes on top of it.
  const lit = await bundle(`import { nothing, render, svg } from 'lit'; Object.assign(globalThis, { nothing, render, svg })`);
  const ours = bytes(bundles.get('SVG painter')!) - bytes(lit);
  print([{ name: 'a trend, gzip -9 (SVG painter without Lit)', unit: 'bytes', ours, peers }]);

  const adapter = element.later.find(({ name }) => name.includes('chart-adapter'))!;
  const starts = new TextDecoder().decode(Buffer.concat(element.start.map((name) => element.files.get(name)!)));
  if (/LineController|chart\.js/.test(starts)) throw new Error('chart.js is in what every page loads.');
  const chart = gzipBytes(element, adapter.files);
  print([
    { name: '<jsi-scan-chart> with its SVG trend, gzip -9', unit: 'bytes', ours: bytes(element), peers: {} },
    { name: '– its chart by chart.js, when it is seen', unit: 'bytes', ours: chart, peers: { limit: 60_000 } },
  ]);
}

/** Samples of each; they take turns, so that what else the machine does hits all alike. */
async function samples<T>(each: readonly MakerName[], sample: (name: MakerName) => Promise<T>): Promise<Map<MakerName, T[]>> {
  const taken = new Map<MakerName, T[]>(each.map((name) => [name, []]));
  for (let run = 0; run < RUNS; run++) for (const name of each) taken.get(name)!.push(await sample(name));
  return taken;
}

/** The median of our SVG painter, and those of the others. */
function split<T>(taken: Map<MakerName, T[]>, value: (sample: T) => number) {
  const medians = [...taken].map(([name, all]) => [name, median(all.map(value))] as const);
  return { ours: medians[0]![1], peers: Object.fromEntries(medians.slice(1)) };
}

interface Opened {
  page: Page;
  cdp: CDPSession;
}

/** A fresh page with the scripts loaded and nothing on it. */
async function openPage(browser: Browser, { entry, files }: Bundle, inPage: Uint8Array): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  await page.route(`${ORIGIN}/**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    const body = name === 'in-page.js' ? inPage : files.get(name);
    if (!name) await route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Charts</title><body></body>' });
    else if (body) await route.fulfill({ contentType: 'text/javascript', body: Buffer.from(body) });
    else await route.fulfill({ status: 404 });
  });
  await page.goto(`${ORIGIN}/`);
  await page.addScriptTag({ url: '/in-page.js', type: 'module' });
  await page.addScriptTag({ url: `/${entry}`, type: 'module' });
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable');
  await page.waitForTimeout(200);
  return { page, cdp };
}

/** CPU of the page's main thread until charts are painted, and until their data is replaced, once. */
async function work({ page, cdp }: Opened, { charts, points }: { charts: number; points: number }) {
  await page.evaluate(`bench.prepare(${charts}, ${points})`);
  const spent = async (act: string) => {
    const before = await threadMs(cdp);
    await page.evaluate(act);
    return (await threadMs(cdp)) - before;
  };
  const draw = await spent('bench.draw()');
  const replace = charts > 1 ? 0 : (await spent(`bench.replace(${REPLACEMENTS})`)) / REPLACEMENTS;
  await page.context().close();
  return { draw, replace };
}

async function threadMs(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'ThreadTime')!.value * 1000;
}

/** A line that rises has to be seen to rise, and to fall when its data is replaced, or nothing was measured. */
async function verify({ page }: Opened, name: MakerName): Promise<void> {
  for (const points of POINTS) {
    await page.evaluate(`bench.prepare(1, ${points})`);
    await page.evaluate('bench.draw()');
    const rise = await slope(page);
    await page.evaluate('bench.replace(1)');
    const fall = await slope(page);
    if (!(rise > 40 && fall < -40)) throw new Error(`${name} drew ${points} points that rise ${rise} and fall ${fall} pixels.`);
  }
  await page.context().close();
}

/** Pixels that the line is higher in the last third of the first chart than in the first third. */
async function slope(page: Page): Promise<number> {
  const clip = { x: 0, y: 0, width: 600, height: 240 };
  const { data } = PNG.sync.read(await page.screenshot({ clip }));
  const heights = (from: number, to: number) => {
    const found: number[] = [];
    for (let y = 0; y < clip.height; y++) {
      for (let x = from; x < to; x++) {
        const [red, green, blue] = data.subarray(4 * (y * clip.width + x));
        if (red! < 80 && green! < 150 && blue! > 200) found.push(clip.height - y);
      }
    }
    return found.reduce((sum, height) => sum + height, 0) / found.length;
  };
  return heights(400, 600) - heights(0, 200);
}

/** How long a person looks at nothing: until the figures, the SVG and the chart of the first of our elements. */
async function benchAppearing(browser: Browser, bundles: { element: Bundle; tuned: Bundle }, inPage: Uint8Array): Promise<void> {
  const cases = [...POINTS.map((points) => [1, points] as const), ...MANY.map((charts) => [charts, 365] as const)];
  for (const [charts, points] of cases) {
    const ours: { figures: number; svg: number; chart: number }[] = [];
    const peer: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const own = await openPage(browser, bundles.element, inPage);
      ours.push(await own.page.evaluate(`bench.appear(${charts}, ${points})`));
      await own.page.context().close();
      const other = await openPage(browser, bundles.tuned, inPage);
      await other.page.evaluate(`bench.prepare(${charts}, ${points})`);
      peer.push(await other.page.evaluate('bench.timed()'));
      await other.page.context().close();
    }
    const peers = { 'chart.js tuned': median(peer) };
    const of = `${charts} <jsi-scan-chart> of ${points.toLocaleString('en')} points`;
    print(
      (['figures', 'svg', 'chart'] as const).map((what) => ({ name: `${of}, until ${what}`, unit: 'ms', ours: median(ours.map((one) => one[what])), peers })),
    );
  }
}

/** 100 of our element, of which most wait to be scrolled to, beside 100 charts that do not. */
async function benchElement(browser: Browser, bundles: { element: Bundle; tuned: Bundle }, inPage: Uint8Array): Promise<void> {
  const { element, tuned } = bundles;
  const ours: number[] = [];
  const peer: number[] = [];
  let drawn = { trends: 0, canvases: 0 };
  for (let run = 0; run < RUNS; run++) {
    const { page, cdp } = await openPage(browser, element, inPage);
    const before = await threadMs(cdp);
    await page.evaluate('bench.mount(100, 365)');
    ours.push((await threadMs(cdp)) - before);
    drawn = await page.evaluate<typeof drawn>('bench.drawn()');
    await page.context().close();
    peer.push((await work(await openPage(browser, tuned, inPage), { charts: 100, points: 365 })).draw);
  }
  if (!(drawn.trends >= 3 && drawn.canvases > 0)) throw new Error(`Only ${JSON.stringify(drawn)} were drawn.`);
  const name = `100 <jsi-scan-chart> of 365 days (${drawn.trends} are near, ${drawn.canvases} of them seen), main-thread CPU`;
  print([{ name, unit: 'ms', ours: median(ours), peers: { '100 × chart.js tuned': median(peer) } }]);
}
