import '../../src/elements/scan-chart/define.js';
import { emulateMedia } from '@web/test-runner-commands';
import { Chart } from 'chart.js';
import type { JsiScanChart } from '../../src/elements/scan-chart/define.js';
import { canvas, change, chartClient, drawing, freeze, one, placeCode, settled, until, ZONE } from '../support/chart.js';
import { laidOut, replace } from '../support/element.js';
import { aTimeout, expect, fixture, html } from '../support/fixture.js';

let thaw: () => void;
beforeEach(() => (thaw = freeze()));
afterEach(() => {
  thaw();
  scrollTo(0, 0);
});

const ready = (chart: JsiScanChart) => until(() => one(chart, '.has-canvas canvas'), 'chart.js has drawn');
const charts = () => Object.values(Chart.instances);

/** Pixels that are not see-through, by colour. */
function pixels(chart: JsiScanChart): Map<string, number> {
  const { width, height } = canvas(chart)!;
  const { data } = canvas(chart)!.getContext('2d')!.getImageData(0, 0, width, height);
  const counts = new Map<string, number>();
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] !== 255) continue;
    const color = `${data[at]},${data[at + 1]},${data[at + 2]}`;
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  return counts;
}

describe('chart.js in <jsi-scan-chart>', () => {
  it('draws in the colours of the style sheet, over the SVG, in as many pixels as the screen has', async () => {
    const { chart } = await placeCode({}, {}, { page: html`<div style="--jsi-chart-color: #c1121f; inline-size: 600px"></div>` });
    await ready(chart);
    expect(pixels(chart).get('193,18,31')).to.be.greaterThan(200);
    expect([canvas(chart)!.width, canvas(chart)!.height]).to.deep.equal([600 * devicePixelRatio, 240 * devicePixelRatio]);
    const [above, below] = [canvas(chart)!, drawing(chart)!].map((drawn) => drawn.getBoundingClientRect());
    expect([above!.left, above!.top, above!.width, above!.height]).to.deep.equal([
      below!.left,
      below!.top,
      below!.width,
      below!.height,
    ]);
    // Kept for printers and forced colours.
    expect(drawing(chart)!.querySelectorAll('.line').length).to.be.greaterThan(0);
    expect(getComputedStyle(one(chart, '.drawing.svg')!).visibility).to.equal('hidden');
  });

  it('has no style attribute, which a policy of the page may forbid', async () => {
    const { chart } = await placeCode();
    await ready(chart);
    expect(chart.shadowRoot!.querySelectorAll('[style]').length).to.equal(0);
  });

  it('draws other scans and another width into the same canvas', async () => {
    const { chart } = await placeCode({}, {}, { page: html`<div style="inline-size: 600px"></div>` });
    await ready(chart);
    const before = canvas(chart);
    await change(chart, { range: '7d' });
    chart.parentElement!.style.inlineSize = '400px';
    await laidOut();
    await settled(chart);
    expect(canvas(chart) === before).to.equal(true);
    expect(canvas(chart)!.width).to.equal(400 * devicePixelRatio);
    expect(charts().length).to.equal(1);
  });

  it('draws anew in the colours of another scheme', async () => {
    await emulateMedia({ colorScheme: 'light' });
    const { chart } = await placeCode({}, {}, { page: html`<div style="color-scheme: light dark"></div>` });
    await ready(chart);
    const before = pixels(chart);
    await emulateMedia({ colorScheme: 'dark' });
    await laidOut();
    await settled(chart);
    const after = pixels(chart);
    await emulateMedia({ colorScheme: 'light' });
    const line = (counts: Map<string, number>) => [...counts].sort((a, b) => b[1] - a[1])[0]![0];
    expect([before.has('11,95,255'), after.has('122,168,255')]).to.deep.equal([true, true]);
    expect(line(before)).to.not.equal(line(after));
  });

  it('is given back when the chart leaves the page, and drawn again when it returns', async () => {
    const { chart } = await placeCode();
    await ready(chart);
    const [old, home] = [canvas(chart)!, chart.parentElement!];
    chart.remove();
    await aTimeout(20);
    expect(charts().length).to.equal(0);
    expect([canvas(chart) === null, old.width]).to.deep.equal([true, 0]);
    home.append(chart);
    await ready(chart);
    expect(charts().length).to.equal(1);
    expect(pixels(chart).size).to.be.greaterThan(0);
  });

  it('is kept when the chart is moved', async () => {
    const { chart } = await placeCode();
    await ready(chart);
    const before = canvas(chart);
    const box = document.createElement('section');
    chart.parentElement!.append(box);
    box.append(chart);
    await settled(chart);
    expect(canvas(chart) === before).to.equal(true);
  });

  it('still comes where the chart left the page while it was being loaded', async () => {
    const chart = Object.assign(document.createElement('jsi-scan-chart'), {
      client: chartClient().client,
      qrId: 1,
      timeZone: ZONE,
    });
    const page = await fixture(html`<div></div>`);
    page.append(chart);
    const real = window.matchMedia.bind(window);
    // The last thing that is asked for before it.
    const restore = replace(window, 'matchMedia', (query: string) => {
      if (query.includes('forced-colors')) chart.remove();
      return real(query);
    });
    await until(() => !chart.isConnected, 'it has left');
    restore();
    await aTimeout(50);
    expect([canvas(chart) === null, charts().length]).to.deep.equal([true, 0]);
    page.append(chart);
    await ready(chart);
    expect(charts().length).to.equal(1);
  });

  it('is drawn for the trend alone: a breakdown has the small SVG', async () => {
    const { chart } = await placeCode({}, { breakdown: 'device' });
    await aTimeout(300);
    expect(canvas(chart) === null).to.equal(true);
    await change(chart, { breakdown: 'time' });
    await ready(chart);
    await change(chart, { breakdown: 'country' });
    await aTimeout(50);
    expect([canvas(chart) === null, charts().length]).to.deep.equal([true, 0]);
    await change(chart, { breakdown: 'time' });
    await ready(chart);
  });

  it('is not drawn above bars that were chosen while it was being loaded', async () => {
    const { chart } = await placeCode({}, {}, { settle: false });
    await until(() => drawing(chart));
    chart.breakdown = 'device';
    await settled(chart);
    await aTimeout(300);
    expect([canvas(chart) === null, charts().length]).to.deep.equal([true, 0]);
  });

  it('waits until the chart is seen', async () => {
    const page = await fixture<HTMLElement>(html`<div><p style="block-size: 5000px"></p></div>`);
    const chart = Object.assign(document.createElement('jsi-scan-chart'), {
      client: chartClient().client,
      qrId: 1,
      timeZone: ZONE,
    });
    page.append(chart);
    await chart.reload();
    await settled(chart);
    await aTimeout(300);
    expect([drawing(chart) === null, canvas(chart) === null]).to.deep.equal([false, true]);
    chart.scrollIntoView();
    await ready(chart);
  });

  it('is nothing for one bucket alone', async () => {
    const { chart } = await placeCode({}, { from: '2026-03-30', to: '2026-03-30', interval: 'day' });
    await aTimeout(200);
    expect([drawing(chart)!.querySelectorAll('.dot').length, canvas(chart) === null]).to.deep.equal([1, true]);
  });

  it('leaves the page’s own charts alone', async () => {
    const { defaults } = Chart;
    const before = JSON.stringify([defaults.animation, defaults.font, defaults.color]);
    const { chart } = await placeCode();
    await ready(chart);
    expect(JSON.stringify([defaults.animation, defaults.font, defaults.color])).to.equal(before);
  });
});
