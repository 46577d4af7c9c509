import '../../src/elements/scan-chart/define.js';
import { setViewport } from '@web/test-runner-commands';
import type { JsiScanChart } from '../../src/elements/scan-chart/define.js';
import { json } from '../support/api.js';
import {
  type Answers,
  type Asked,
  change,
  chartClient,
  drawing,
  freeze,
  one,
  part,
  placeCode,
  scansAt,
  settled,
  spring,
  text,
  until,
  ZONE,
} from '../support/chart.js';
import { laidOut } from '../support/element.js';
import { expect, fixture, html } from '../support/fixture.js';

let thaw: () => void;
before(() => setViewport({ width: 1400, height: 1200 }));
after(() => setViewport({ width: 800, height: 600 }));
beforeEach(() => (thaw = freeze()));
afterEach(() => thaw());

interface Shift extends PerformanceEntry {
  value: number;
  sources: { node: Node | null }[];
}

/** What the browser calls layout shifts while something is done: how much, and what has moved. */
async function shiftsOf(act: () => Promise<void>): Promise<string[]> {
  const shifts: string[] = [];
  const name = (node: Node | null) =>
    node instanceof Element ? `${node.localName} ${node.getAttribute('part') ?? node.className}` : node?.nodeName;
  const note = (entries: PerformanceEntryList) => {
    for (const { value, sources } of entries as Shift[])
      shifts.push(`${value.toFixed(4)}: ${sources.map(({ node }) => name(node)).join(', ')}`);
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: 'layout-shift' });
  await laidOut();
  await act();
  await laidOut();
  note(observer.takeRecords());
  observer.disconnect();
  return shifts;
}

/** A chart whose answers wait: the scans for the first call, the code for the second. */
async function placeHeld(width: number, attributes: Record<string, string>, answers: Answers = {}) {
  let [sendScans, sendCode] = [() => {}, () => {}];
  const scans = new Promise<void>((resolve) => (sendScans = resolve));
  const code = new Promise<void>((resolve) => (sendCode = resolve));
  const { client, asked } = chartClient({ ...answers, wait: ({ path }: Asked) => (path.endsWith('/1') ? code : scans) });
  const page = await fixture<HTMLElement>(html`<div style="inline-size: ${width}px"></div>`);
  const chart = document.createElement('jsi-scan-chart');
  for (const [name, value] of Object.entries({ 'qr-id': '1', 'time-zone': ZONE, ...attributes })) chart.setAttribute(name, value);
  chart.client = client;
  const follower = document.createElement('p');
  follower.textContent = 'What comes after the chart.';
  page.append(chart, follower);
  await until(() => asked.length > 0);
  if (chart.controls) await until(() => one(chart, '.options'), 'has its options');
  await laidOut();
  return { chart, follower, sendScans, sendCode };
}

const heights = (chart: JsiScanChart, follower: Element) => [
  chart.getBoundingClientRect().height,
  follower.getBoundingClientRect().top,
];
const code = { name: 'Spring Campaign', created_at: '2026-03-05T12:00:00Z', expires_at: '2027-01-01T00:00:00Z' };

describe('the layout of <jsi-scan-chart>', () => {
  it('is measured by what notices a shift', async () => {
    const page = await fixture<HTMLElement>(
      html`<div>
        <p>First.</p>
        <p style="block-size: 100px">Second.</p>
      </div>`,
    );
    await laidOut();
    const shifts = await shiftsOf(async () => {
      page.prepend(Object.assign(document.createElement('div'), { style: 'block-size: 200px' }));
      await laidOut();
    });
    expect(shifts.length).to.be.greaterThan(0);
  });

  for (const width of [320, 768, 1280]) {
    for (const [what, attributes] of [
      ['alone', {}],
      ['with a period before', { compare: 'previous' }],
      ['with options', { controls: '', compare: 'previous' }],
      ['without table and summary', { 'without-table': '', 'without-summary': '' }],
      ['as bars', { breakdown: 'country' }],
      ['as a heat map', { breakdown: 'weekday-hour' }],
      ['of a year', { range: '12m', compare: 'previous' }],
    ] as [string, Record<string, string>][]) {
      it(`shifts nothing when scans and code come: ${what}, ${width} px`, async () => {
        const { chart, follower, sendScans, sendCode } = await placeHeld(width, attributes, { code });
        const before = heights(chart, follower);
        const shifts = await shiftsOf(async () => {
          sendScans();
          await settled(chart);
          expect(heights(chart, follower), 'with the scans').to.deep.equal(before);
          sendCode();
          await until(() => text(one(chart, '#title')).includes('Spring'));
          await settled(chart);
          expect(heights(chart, follower), 'with the code').to.deep.equal(before);
        });
        expect(shifts).to.deep.equal([]);
        expect(chart.getBoundingClientRect().width).to.equal(width);
        expect(chart.scrollWidth, 'nothing sticks out').to.be.at.most(width);
      });
    }

    for (const [what, answers] of [
      ['an error', { answer: ({ path }: Asked) => (path.endsWith('rollup') ? json({}, 402) : undefined) }],
      ['no scans yet', { scans: [] }],
      ['no scans in the period', { scans: scansAt('2025-01-01', 1) }],
      ['half of the scans', { coverage: { since: '2026-03-20T23:00:00Z', counted: 103, total: 600, matches: null } }],
      ['large numbers', { scans: [...spring(), ...scansAt('2026-03-30', 123_456)] }],
    ] as [string, Answers][]) {
      it(`shifts nothing when what comes is ${what}, ${width} px`, async () => {
        const { chart, follower, sendScans, sendCode } = await placeHeld(width, { compare: 'previous' }, answers);
        const before = heights(chart, follower);
        const shifts = await shiftsOf(async () => {
          sendScans();
          sendCode();
          await settled(chart);
        });
        expect(heights(chart, follower)).to.deep.equal(before);
        expect(shifts).to.deep.equal([]);
      });
    }
  }

  for (const width of [320, 768, 1280]) {
    for (const attributes of [
      {},
      { compare: 'previous' },
      { controls: '' },
      { breakdown: 'country' },
      { breakdown: 'weekday-hour', controls: '' },
      { 'without-table': '' },
      { 'without-summary': '' },
      { 'without-table': '', 'without-summary': '' },
    ] as Record<string, string>[]) {
      it(`takes its height while it is far away: ${Object.keys(attributes).join(', ') || 'alone'}, ${width} px`, async () => {
        const page = await fixture<HTMLElement>(
          html`<div style="inline-size: ${width}px"><p style="block-size: 9000px; margin: 0"></p></div>`,
        );
        const chart = document.createElement('jsi-scan-chart');
        for (const [name, value] of Object.entries({ 'qr-id': '1', 'time-zone': ZONE, ...attributes }))
          chart.setAttribute(name, value);
        chart.client = chartClient().client;
        page.append(chart);
        await settled(chart);
        expect(one(chart, 'figure') === null).to.equal(true);
        const before = chart.getBoundingClientRect().height;
        await chart.reload();
        await settled(chart);
        expect(one(chart, 'figure') === null).to.equal(false);
        expect(chart.getBoundingClientRect().height).to.equal(before);
      });
    }
  }

  it('has its height when it is new, before any script of it has asked anything', async () => {
    const page = await fixture<HTMLElement>(html`<div></div>`);
    const chart = document.createElement('jsi-scan-chart');
    Object.assign(chart, { client: chartClient().client, qrId: 1, timeZone: ZONE });
    page.append(chart);
    await chart.updateComplete;
    const first = chart.getBoundingClientRect().height;
    await settled(chart);
    expect([first, chart.getBoundingClientRect().height]).to.deep.equal([first, first]);
    expect(first).to.be.greaterThan(300);
  });

  it('takes the height of the plot from --jsi-chart-height', async () => {
    const { chart } = await placeCode({}, {}, { page: html`<div style="--jsi-chart-height: 400px"></div>` });
    expect(drawing(chart)!.getBoundingClientRect().height).to.equal(400);
    expect(part(chart, 'plot')!.getBoundingClientRect().height).to.equal(400);
  });

  it('follows the width of its place, down to very little', async () => {
    const { chart } = await placeCode({}, { controls: '', compare: 'previous' });
    for (const width of [1280, 500, 320, 200]) {
      chart.parentElement!.style.inlineSize = `${width}px`;
      await laidOut();
      await settled(chart);
      expect(Math.round(drawing(chart)!.getBoundingClientRect().width)).to.equal(width);
      const labels = [...drawing(chart)!.querySelectorAll('.label')].map((label) => label.getBoundingClientRect());
      const { left, right } = chart.getBoundingClientRect();
      expect(
        labels.every((label) => label.left >= left - 1 && label.right <= right + 1),
        `labels at ${width}`,
      ).to.equal(true);
    }
  });

  it('has as many labels as fit beside each other', async () => {
    for (const [attributes, width] of [
      [{}, 320],
      [{}, 1280],
      [{ range: '12m' }, 320],
      [{ range: '12m' }, 1280],
      [{ from: '2026-03-30', interval: 'hour' }, 768],
      [{ range: 'ytd' }, 768],
    ] as [Record<string, string>, number][]) {
      const { chart } = await placeCode({}, attributes, { page: html`<div style="inline-size: ${width}px"></div>` });
      const boxes = [...drawing(chart)!.querySelectorAll('.label[text-anchor=middle]')]
        .map((label) => label.getBoundingClientRect())
        .sort((a, b) => a.left - b.left);
      expect(boxes.length, JSON.stringify([attributes, width])).to.be.greaterThan(1);
      for (const [index, box] of boxes.slice(1).entries())
        expect(box.left, JSON.stringify([attributes, width])).to.be.greaterThan(boxes[index]!.right);
    }
  });

  it('is drawn once it is shown, where it was hidden', async () => {
    const { chart } = await placeCode({}, { hidden: '' });
    expect(drawing(chart) === null).to.equal(true);
    chart.hidden = false;
    await laidOut();
    await change(chart, {});
    await until(() => drawing(chart));
  });
});
