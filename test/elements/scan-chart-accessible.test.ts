import '../../src/elements/scan-chart/define.js';
import { emulateMedia } from '@web/test-runner-commands';
import { json, never } from '../support/api.js';
import {
  all,
  type Answers,
  change,
  choose,
  cursor,
  daysFrom,
  drawing,
  freeze,
  one,
  openTable,
  part,
  placeChart,
  placeCode,
  press,
  rows,
  said,
  scansAt,
  settled,
  spoken,
  spring,
  summary,
  text,
  until,
} from '../support/chart.js';
import { replace } from '../support/element.js';
import { aTimeout, expect, html } from '../support/fixture.js';

let thaw: () => void;
beforeEach(() => (thaw = freeze()));
afterEach(() => thaw());

const light = html`<div style="background: #fff; color-scheme: light"></div>`;
const dark = html`<div style="background: #14171c; color: #fff; color-scheme: dark"></div>`;
const code = { created_at: '2026-03-05T12:00:00Z', is_active: false };
const partial = { since: '2026-03-20T23:00:00Z', counted: 103, total: 600, matches: null, resumesAt: '2026-03-31T12:31:00Z' };

/** Every view and state. */
const views: [what: string, answers: Answers, attributes: Record<string, string>][] = [
  ['the trend', {}, { compare: 'previous' }],
  ['the trend with its options', { code }, { compare: 'previous', controls: '' }],
  ['dates', {}, { controls: '', from: '2026-03-01', to: '2026-03-20' }],
  ['bars', {}, { breakdown: 'country' }],
  ['bars that filter', {}, { breakdown: 'device', controls: '' }],
  ['counts in steps', { minCell: 5 }, { breakdown: 'device' }],
  ['the heat map', {}, { breakdown: 'weekday-hour' }],
  ['a heat map that filters', {}, { breakdown: 'weekday-hour', controls: '' }],
  ['one that is loading', { answer: never }, {}],
  ['one that is partly counted', { coverage: partial }, {}],
  ['one that counts no further', { coverage: { ...partial, stopped: 'permission' } }, {}],
  ['one without scans', { scans: [] }, {}],
  ['one without scans in the period', { scans: scansAt('2025-01-01', 1) }, {}],
  ['an error', { answer: () => json({}, 402) }, {}],
  ['a wrong attribute', {}, { range: 'x' }],
  ['none at all', {}, { 'qr-id': '' }],
];

describe('axe finds nothing in <jsi-scan-chart>', () => {
  for (const [scheme, page] of [
    ['light', light],
    ['dark', dark],
  ] as const) {
    for (const [what, answers, attributes] of views) {
      it(`as ${what}, ${scheme}`, async () => {
        const { chart } = await placeCode(answers, attributes, { page, settle: answers.answer !== never });
        await chart.updateComplete;
        await expect(chart).to.be.accessible();
      });
    }
  }

  it('with its table open, folded and unfolded', async () => {
    const { chart } = await placeCode({}, { compare: 'previous' }, { page: light });
    await openTable(chart);
    await expect(chart).to.be.accessible();
    all(chart, '.group button')[0]!.click();
    await settled(chart);
    await expect(chart).to.be.accessible();
  });

  it('with a filter, a point and a stale answer', async () => {
    let isDown = false;
    const { chart } = await placeCode({ answer: () => (isDown ? json({}, 503) : undefined) }, { controls: '' }, { page: light });
    await change(chart, { filter: { device: 'ios', hour: 13 } });
    await press(chart, 'Home');
    isDown = true;
    await change(chart, { range: '7d' });
    expect(chart.matches(':state(stale)')).to.equal(true);
    await expect(chart).to.be.accessible();
  });

  it('of scans and a table of the page', async () => {
    await expect(await placeChart({}, { properties: { scans: spring() }, page: light })).to.be.accessible();
    const content = '<table><caption>Visits</caption><tr><td>Poster</td><td>3</td></tr><tr><td>Flyer</td><td>5</td></tr></table>';
    await expect(await placeChart({}, { content, page: light })).to.be.accessible();
  });
});

describe('<jsi-scan-chart> for assistive technology', () => {
  it('is a figure, named by its title and described by its summary', async () => {
    const { chart } = await placeCode();
    const figure = one(chart, 'figure')!;
    const of = (attribute: string) => text(chart.shadowRoot!.getElementById(figure.getAttribute(attribute)!));
    await until(() => of('aria-labelledby') === 'Scans of Spring Campaign');
    expect(of('aria-describedby')).to.equal(summary(chart));
    expect(summary(chart)).to.contain('314 scans');
  });

  it('hides the drawing, whose numbers are in the slider and the table', async () => {
    const { chart } = await placeCode();
    expect(drawing(chart)!.getAttribute('aria-hidden')).to.equal('true');
    expect(all(chart, 'canvas').every((canvas) => canvas.getAttribute('aria-hidden') === 'true')).to.equal(true);
  });

  it('has the plot as one tab stop, a slider that speaks', async () => {
    const { chart } = await placeCode({}, { compare: 'previous' });
    const slider = cursor(chart)!;
    const attribute = (name: string) => slider.getAttribute(name);
    expect([
      attribute('role'),
      slider.tabIndex,
      attribute('aria-valuemin'),
      attribute('aria-valuemax'),
      attribute('aria-valuenow'),
    ]).to.deep.equal(['slider', 0, '0', '29', '29']);
    expect(attribute('aria-label')).to.contain('Arrow keys move');
    expect(spoken(chart)).to.match(/^Tue, Mar 31.* \(so far\)\. 3 scans\. Period before: 7$/);
    expect(all(chart, '[part=plot] [tabindex], [part=plot] button').length).to.equal(1);
  });

  it('moves by arrows, Home and End, by months, and Escape lets go', async () => {
    const { chart } = await placeCode({}, { range: '90d' });
    cursor(chart)!.focus();
    for (const [key, day] of [
      ['End', 'Mar 31'],
      ['ArrowLeft', 'Mar 30'],
      ['ArrowDown', 'Mar 29'],
      ['ArrowRight', 'Mar 30'],
      ['ArrowUp', 'Mar 31'],
      ['ArrowRight', 'Mar 31'],
      ['PageUp', 'Mar 1'],
      ['PageUp', 'Feb 1'],
      ['PageDown', 'Mar 1'],
      ['PageDown', 'Mar 31'],
      ['Home', 'Jan 1'],
      ['ArrowLeft', 'Jan 1'],
      ['PageUp', 'Jan 1'],
    ] as const) {
      expect(await press(chart, key), `${key} scrolls nothing`).to.equal(false);
      expect(spoken(chart), key).to.match(new RegExp(`, ${day}\\b`));
    }
    expect(all(chart, '.hair').length).to.equal(1);
    await press(chart, 'Escape');
    expect(all(chart, '.hair').length).to.equal(0);
  });

  it('leaves other keys to the page', async () => {
    const { chart } = await placeCode();
    for (const key of ['Tab', 'a', ' ', 'F5', 'Enter']) expect(await press(chart, key), key).to.equal(true);
    const withControl = new KeyboardEvent('keydown', { key: 'ArrowLeft', ctrlKey: true, cancelable: true });
    expect(cursor(chart)!.dispatchEvent(withControl)).to.equal(true);
  });

  it('mirrors left and right, not up and down, where text runs from right to left', async () => {
    const { chart } = await placeCode({}, {}, { page: html`<div dir="rtl"></div>` });
    await press(chart, 'ArrowRight');
    expect(spoken(chart)).to.contain('Mar 30');
    await press(chart, 'ArrowLeft');
    expect(spoken(chart)).to.contain('Mar 31');
    await press(chart, 'ArrowDown');
    expect(spoken(chart)).to.contain('Mar 30');
    // The latest day is drawn at the left.
    await press(chart, 'End');
    const hair = () => all(chart, '.hair')[0]!.getBoundingClientRect().left - cursor(chart)!.getBoundingClientRect().left;
    expect(hair()).to.be.below(50);
    await press(chart, 'Home');
    expect(hair()).to.be.greaterThan(600);
  });

  it('shows a point where the pointer is, and lets go when it leaves', async () => {
    const { chart } = await placeCode();
    const slider = cursor(chart)!;
    const { left, width } = slider.getBoundingClientRect();
    slider.dispatchEvent(new PointerEvent('pointermove', { clientX: left + width - 25, bubbles: true }));
    await chart.updateComplete;
    expect(all(chart, '.tip-text').map(text)[1]).to.equal('3 scans');
    slider.dispatchEvent(new PointerEvent('pointerleave'));
    await chart.updateComplete;
    expect(all(chart, '.tip').length).to.equal(0);
  });

  it('keeps the box of a point within the chart, at every width', async () => {
    for (const width of [320, 500, 768]) {
      const { chart } = await placeCode({}, { compare: 'previous' }, { page: html`<div style="inline-size: ${width}px"></div>` });
      const box = cursor(chart)!.getBoundingClientRect();
      for (let step = 0; step < 30; step++) {
        await press(chart, step ? 'ArrowLeft' : 'End');
        const tip = one(chart, '.tip')!.getBoundingClientRect();
        expect(
          [tip.left >= box.left - 0.5, tip.right <= box.right + 0.5, tip.top >= box.top - 0.5, tip.bottom <= box.bottom + 0.5],
          `${width}: ${spoken(chart)}`,
        ).to.deep.equal([true, true, true, true]);
        const inner = all(chart, '.tip-text').map((line) => line.getBoundingClientRect());
        expect(
          inner.every(({ left, right }) => left >= tip.left && right <= tip.right),
          `${width}: ${spoken(chart)} fits`,
        ).to.equal(true);
      }
    }
  });

  it('says nothing by itself, and what a person has asked for once it is there', async () => {
    const { chart } = await placeCode(
      { answer: ({ query }) => (query.get('from') === '2026-03-25' ? never() : undefined) },
      { controls: '' },
    );
    const region = one(chart, '[role=status]')!;
    expect([region.getAttribute('role'), said(chart)]).to.deep.equal(['status', '']);
    chart.renderRoot.querySelector<HTMLSelectElement>('.options select')!.value = '7d';
    chart.renderRoot.querySelector('.options select')!.dispatchEvent(new Event('change'));
    await until(() => chart.matches(':state(loading)'));
    await chart.updateComplete;
    expect(said(chart), 'nothing while it loads').to.equal('');
    await choose(chart, 'Range', '90d');
    await until(() => said(chart) !== '');
    expect(said(chart)).to.match(/^Loaded\. 521 scans/);
    expect(one(chart, '[role=status]') === region).to.equal(true);
  });
});

describe('the table of <jsi-scan-chart>', () => {
  it('has a caption, headings and a sum, behind “Show data”', async () => {
    const { chart } = await placeCode({}, { from: '2026-03-25' });
    expect(text(one(chart, 'details > summary'))).to.equal('Show data');
    expect(part(chart, 'table') === null).to.equal(true);
    const table = await openTable(chart);
    expect(text(table.caption)).to.equal('Over time');
    expect([...table.tHead!.rows[0]!.cells].map((cell) => [cell.tagName, cell.scope, text(cell)])).to.deep.equal([
      ['TH', 'col', 'Day'],
      ['TH', 'col', 'Scans'],
    ]);
    expect([...table.tBodies[0]!.rows].every(({ cells }) => cells[0]!.tagName === 'TH' && cells[0]!.scope === 'row')).to.equal(
      true,
    );
    expect(
      rows(table)
        .slice(1)
        .map(([, scans]) => scans),
    ).to.deep.equal(['10', '10', '10', '10', '10', '10', '3', '63']);
    expect(rows(table).at(-2)![0]).to.match(/^Tue, Mar 31.* \(so far\)$/);
  });

  it('folds days into weeks, and unfolds them', async () => {
    const { chart } = await placeCode();
    const table = await openTable(chart);
    // Weeks from Sunday: 2–7, 8–14, 15–21, 22–28, 29–31 March.
    expect(
      rows(table)
        .slice(1)
        .map(([, scans]) => scans),
    ).to.deep.equal(['60', '61', '100', '70', '23', '314']);
    const second = all(chart, '.group button')[1]!;
    expect(second.getAttribute('aria-expanded')).to.equal('false');
    second.click();
    await settled(chart);
    expect(second.getAttribute('aria-expanded')).to.equal('true');
    expect([...table.tBodies[1]!.rows].map((row) => text(row.cells[1]))).to.deep.equal([
      '61',
      '1',
      '10',
      '10',
      '10',
      '10',
      '10',
      '10',
    ]);
    expect(table.tBodies[1]!.rows[0]!.cells[0]!.scope).to.equal('rowgroup');
    second.click();
    await settled(chart);
    expect(table.tBodies[1]!.rows.length).to.equal(1);
  });

  it('folds many days into months, hours into days', async () => {
    const { chart } = await placeCode({}, { from: '2025-12-15', to: '2026-03-31', interval: 'day' });
    expect(rows(await openTable(chart)).slice(1)).to.deep.equal([
      ['▸ December 2025', '0'],
      ['▸ January 2026', '0'],
      ['▸ February 2026', '200'],
      ['▸ March 2026', '321'],
      ['Sum', '521'],
    ]);
    await change(chart, { from: '2026-03-30', interval: 'hour' });
    expect(
      rows(part(chart, 'table') as HTMLTableElement)
        .slice(1)
        .map(([, scans]) => scans),
    ).to.deep.equal(['10', '3', '13']);
  });

  it('keeps the numbers of the repeated hour of autumn apart', async () => {
    thaw();
    thaw = freeze('2025-10-27T12:00:00Z');
    const scans = [...scansAt('2025-10-26T00:30:00Z', 2), ...scansAt('2025-10-26T01:30:00Z', 3)];
    const { chart } = await placeCode({ scans }, { from: '2025-10-26', to: '2025-10-26', interval: 'hour' });
    expect(chart.series.length).to.equal(25);
    await openTable(chart);
    all(chart, '.group button')[0]!.click();
    await settled(chart);
    const named = rows(part(chart, 'table') as HTMLTableElement).filter(([, scans]) => scans === '2' || scans === '3');
    expect(named.map(([name]) => /GMT\+[12]/.exec(name!)?.[0])).to.deep.equal(['GMT+2', 'GMT+1']);
  });

  it('scrolls by keyboard, with a name', async () => {
    const { chart } = await placeCode();
    await openTable(chart);
    const box = one(chart, '.data')!;
    expect([box.tabIndex, box.getAttribute('role'), box.getAttribute('aria-label')]).to.deep.equal([0, 'group', 'Show data']);
  });

  it('opens by the chart’s own state when it is drawn anew', async () => {
    const { chart } = await placeCode();
    await openTable(chart);
    await change(chart, { range: '7d' });
    expect(rows(part(chart, 'table') as HTMLTableElement).at(-1)).to.deep.equal(['Sum', '63']);
  });
});

describe('<jsi-scan-chart> as a person wants pages', () => {
  afterEach(() => emulateMedia({ reducedMotion: 'no-preference', media: 'screen' }));

  it('moves nothing under reduced motion', async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    expect(matchMedia('(prefers-reduced-motion: reduce)').matches).to.equal(true);
    let isHeld = false;
    const { chart } = await placeCode({ answer: ({ path }) => (isHeld && path.endsWith('rollup') ? never() : undefined) });
    isHeld = true;
    chart.range = '7d';
    await until(() => one(chart, 'figure.busy'));
    const moving = all(chart, '*').filter((element) => {
      const { transitionDuration, animationName } = getComputedStyle(element);
      return parseFloat(transitionDuration) > 0 || animationName !== 'none';
    });
    expect(moving.length).to.equal(0);
  });

  it('has the drawing alone, which takes the system’s colours, where these are forced', async () => {
    const real = window.matchMedia.bind(window);
    const restore = replace(window, 'matchMedia', (query: string) =>
      query.includes('forced-colors') ? { matches: true } : real(query),
    );
    const { chart } = await placeCode({}, { compare: 'previous' });
    await settled(chart);
    await aTimeout(300);
    restore();
    expect(all(chart, 'canvas').length).to.equal(0);
    expect(getComputedStyle(one(chart, '.drawing.svg')!).visibility).to.equal('visible');
  });

  it('prints the drawing, not the canvas and the options', async () => {
    const { chart } = await placeCode({}, { controls: '' });
    await until(() => one(chart, '.has-canvas canvas'), 'chart.js has drawn');
    await emulateMedia({ media: 'print' });
    expect(matchMedia('print').matches).to.equal(true);
    expect(getComputedStyle(one(chart, '.drawing.svg')!).visibility).to.equal('visible');
    for (const gone of ['.drawing.canvas', '.cursor', '.controls'])
      expect(getComputedStyle(one(chart, gone)!).display, gone).to.equal('none');
  });
});

it('<jsi-scan-chart> speaks of a year by month', async () => {
  const scans = daysFrom('2025-04-01', 365).flatMap((day) => scansAt(day, 1));
  const { chart } = await placeCode({ scans }, { range: '12m' });
  await press(chart, 'Home');
  expect(spoken(chart)).to.equal('April 2025. 30 scans');
  await press(chart, 'PageDown');
  expect(spoken(chart)).to.equal('May 2025. 31 scans');
});
