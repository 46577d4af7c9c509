import '../../src/elements/scan-chart/define.js';
import type { JsiScanChart } from '../../src/elements/scan-chart/define.js';
import {
  bars,
  change,
  chartClient,
  drawing,
  figures,
  freeze,
  one,
  openTable,
  part,
  placeChart,
  rows,
  scansAt,
  settled,
  spring,
  summary,
  text,
  until,
  ZONE,
} from '../support/chart.js';
import { expect, fixture, html } from '../support/fixture.js';

let thaw: () => void;
beforeEach(() => (thaw = freeze()));
afterEach(() => thaw());

const counts = (chart: JsiScanChart) => chart.series.map(({ scans }) => scans);
const title = (chart: JsiScanChart) => text(one(chart, '#title'));
const subtitle = (chart: JsiScanChart) => text(one(chart, '.head .quiet'));

describe('the scans property of <jsi-scan-chart>', () => {
  it('is charted with no request at all', async () => {
    const { client, asked } = chartClient();
    const chart = await placeChart({}, { properties: { scans: spring(), client } });
    expect(figures(chart)).to.deep.equal({ 'In this period': '314', 'This month': '321', 'Total scans': '600' });
    expect(drawing(chart)).to.exist;
    await change(chart, { breakdown: 'device', compare: 'previous', range: '90d' });
    expect(bars(chart)[0]).to.deep.equal(['Unknown device', '234', '45%']);
    expect(asked).to.deep.equal([]);
  });

  it('wins over qr-id, and gives way to it when it is null', async () => {
    const { client, asked } = chartClient({ scans: scansAt('2026-03-30', 7) });
    const chart = await placeChart({ 'qr-id': '1' }, { properties: { scans: spring(), client } });
    expect([figures(chart)['Total scans'], asked.length]).to.deep.equal(['600', 0]);
    await change(chart, { scans: null });
    await until(() => figures(chart)['Total scans'] === '7');
  });

  it('answers every question that the API would be asked', async () => {
    const chart = await placeChart({}, { properties: { scans: spring(), controls: true } });
    await change(chart, { filter: { device: 'ios' } });
    expect(figures(chart)).to.deep.equal({ 'In this period': '138', 'This month': '321', 'Total scans': '600' });
    await change(chart, { breakdown: 'weekday-hour', timeZone: 'UTC' });
    expect(summary(chart)).to.contain('Busiest: Monday, 12 PM.');
  });

  it('is charted anew when another list is given, and when it is taken away nothing is left of it', async () => {
    const chart = await placeChart({}, { properties: { scans: spring() } });
    await change(chart, { scans: scansAt('2026-03-30', 5) });
    expect(figures(chart)['Total scans']).to.equal('5');
    await change(chart, { scans: null });
    expect(figures(chart)).to.deep.equal({});
    expect(text(part(chart, 'base'))).to.contain('Set a qr-id');
  });

  it('may be empty: no scans yet', async () => {
    const chart = await placeChart({}, { properties: { scans: [] } });
    expect(chart.matches(':state(empty)')).to.equal(true);
    expect(text(one(chart, '.message'))).to.contain('No scans yet.');
  });

  for (const [what, scans] of [
    ['no instant', [{ id: 1, created_at: 'yesterday' }]],
    ['nothing', [null]],
    ['no list', 5],
  ] as [string, never][]) {
    it(`is refused in words where it has ${what}, and nothing is thrown`, async () => {
      const chart = await placeChart({}, { properties: { scans } });
      expect(chart.matches(':state(error)')).to.equal(true);
      expect(text(part(chart, 'error'))).to.match(/[a-z]/);
    });
  }

  it('has a title of its own', async () => {
    expect(title(await placeChart({ label: 'Our own count' }, { properties: { scans: spring() } }))).to.equal('Our own count');
  });
});

/** A chart of a table of these rows, with no network. */
async function placeTable(
  body: readonly (readonly [string, string])[],
  { head = '', caption = '', foot = '', attributes = {} } = {},
) {
  const { client, asked } = chartClient();
  const cells = body.map(([name, value]) => `<tr><td>${name}</td><td>${value}</td></tr>`).join('');
  const content = `<table>${caption && `<caption>${caption}</caption>`}<thead>${head}</thead><tbody>${cells}</tbody>${foot && `<tfoot>${foot}</tfoot>`}</table>`;
  const chart = await placeChart(attributes, { content, properties: { client } });
  return { chart, asked };
}

describe('a table in <jsi-scan-chart>', () => {
  it('of days is charted with no request, and hidden', async () => {
    const { chart, asked } = await placeTable(
      [
        ['2026-03-28', '5'],
        ['2026-03-29', '7'],
        ['2026-03-31', '1'],
      ],
      {
        head: '<tr><th>Day</th><th>Visits</th></tr>',
        caption: 'Visits to the market',
      },
    );
    expect(counts(chart)).to.deep.equal([5, 7, 0, 1]);
    expect(title(chart)).to.equal('Visits to the market');
    expect(figures(chart)).to.deep.equal({ 'In this period': '13' });
    expect(subtitle(chart)).to.contain('Mar 28, 2026 to Mar 31, 2026');
    expect(drawing(chart)).to.exist;
    expect(chart.querySelector('table')!.getBoundingClientRect().height).to.equal(0);
    expect(asked).to.deep.equal([]);
  });

  it('of months is charted by month, whatever groups the thousands', async () => {
    const { chart } = await placeTable([
      ['2026-01', '1,210'],
      ['2026-02', '1.680'],
      ['2026-03', '2 044'],
      ['2026-05', '1’000'],
    ]);
    expect(counts(chart)).to.deep.equal([1210, 1680, 2044, 0, 1000]);
    expect(chart.series[1]!.start).to.equal('2026-01-31T23:00:00Z');
    expect(subtitle(chart)).to.contain('Jan 1, 2026 to May 31, 2026');
  });

  it('of weeks is charted by week', async () => {
    const { chart } = await placeTable([
      ['2026-03-02', '1'],
      ['2026-03-09', '2'],
      ['2026-03-23', '3'],
    ]);
    expect(counts(chart)).to.deep.equal([1, 2, 0, 3]);
    expect(subtitle(chart)).to.contain('Mar 2, 2026 to Mar 29, 2026');
  });

  it('loses no row: days of months, uneven weeks, and a day that is there twice', async () => {
    for (const [dates, expected] of [
      [['2026-01-31', '2026-02-28', '2026-03-31'], 3],
      [['2026-01-15', '2026-02-15', '2026-03-15'], 3],
      [['2026-03-02', '2026-03-09', '2026-03-20'], 3],
      [['2026-03-02', '2026-03-02', '2026-03-03'], 2],
    ] as const) {
      const { chart } = await placeTable(dates.map((date) => [date, '10']));
      expect(
        counts(chart).reduce<number>((sum, scans) => sum + scans!, 0),
        dates.join(),
      ).to.equal(30);
      expect(counts(chart).filter((scans) => scans! > 0).length, dates.join()).to.equal(expected);
    }
  });

  it('reads dates from <time datetime> and numbers from data-value', async () => {
    const { chart } = await placeTable([
      ['<time datetime="2026-03-01">1 March</time>', '<span>about 1.2k</span>'],
      ['<time datetime="2026-03-02T08:00">2 March</time>', '2'],
    ]);
    expect(counts(chart).at(-1)).to.equal(2);
    chart.querySelector('td + td')!.setAttribute('data-value', '1234');
    chart.querySelector('td + td')!.append('!');
    await settled(chart);
    expect(counts(chart)).to.deep.equal([1234, 2]);
  });

  it('of names is charted as bars, most first', async () => {
    const { chart } = await placeTable(
      [
        ['Poster', '30'],
        ['Flyer', '60'],
        ['Window', '10'],
      ],
      { caption: 'Where they come from' },
    );
    expect(bars(chart)).to.deep.equal([
      ['Flyer', '60', '60%'],
      ['Poster', '30', '30%'],
      ['Window', '10', '10%'],
    ]);
    expect(summary(chart)).to.equal('100 scans. Most: Flyer, 60%.');
    expect(subtitle(chart)).to.equal('');
    expect(rows(await openTable(chart)).at(-1)).to.deep.equal(['Sum', '100', '']);
  });

  it('is not misled by numbers in its head and its foot', async () => {
    const { chart } = await placeTable(
      [
        ['2026-03-30', '3'],
        ['2026-03-31', '4'],
      ],
      {
        head: '<tr><th>Day</th><th>Scans in 2026</th></tr>',
        foot: '<tr><td>Sum</td><td>7</td></tr>',
      },
    );
    expect(counts(chart)).to.deep.equal([3, 4]);
  });

  it('is charted anew when the page changes it', async () => {
    const { chart } = await placeTable([
      ['2026-03-30', '3'],
      ['2026-03-31', '4'],
    ]);
    chart.querySelector('td + td')!.textContent = '8';
    await until(() => counts(chart)[0] === 8);
    chart.querySelector('tbody')!.insertAdjacentHTML('beforeend', '<tr><td>2026-04-01</td><td>1</td></tr>');
    await until(() => counts(chart).length === 3);
    expect(figures(chart)['In this period']).to.equal('13');
  });

  it('that comes later is charted when it is there, and no more when it is gone', async () => {
    const chart = await placeChart();
    expect(text(part(chart, 'base'))).to.contain('Set a qr-id');
    chart.innerHTML = '<table><tr><td>2026-03-30</td><td>3</td></tr><tr><td>2026-03-31</td><td>4</td></tr></table>';
    await until(() => counts(chart).length === 2);
    chart.replaceChildren();
    await until(() => figures(chart)['In this period'] === undefined);
    expect(drawing(chart) === null).to.equal(true);
  });

  it('is left alone where there is a qr-id', async () => {
    const { client } = chartClient();
    const content = '<table><tr><td>2026-03-30</td><td>3</td></tr></table>';
    const chart = await placeChart({ 'qr-id': '1' }, { content, properties: { client } });
    expect(figures(chart)['In this period']).to.equal('314');
  });

  it('without a row that can be read, or empty, is no chart and no error that is thrown', async () => {
    for (const content of [
      '<table></table>',
      '<table><tr></tr><tr><td>a</td></tr></table>',
      '<table><tr><td>a</td><td>b</td></tr></table>',
    ]) {
      const chart = await placeChart({}, { content });
      expect(drawing(chart) === null, content).to.equal(true);
      expect(text(one(chart, '.message')), content).to.match(/[a-z]/);
    }
  });

  it('keeps hostile text as text', async () => {
    const { chart } = await placeTable([
      ['&lt;img src=x onerror=alert(1)&gt;', '3'],
      ['=1+1', '4'],
    ]);
    expect(chart.shadowRoot!.querySelectorAll('img').length).to.equal(0);
    expect(chart.toCsv()).to.contain("'=1+1");
  });

  it('may have one day or month', async () => {
    const { chart } = await placeTable([['2026-03-30', '3']]);
    expect(counts(chart)).to.deep.equal([3]);
    const page = await fixture<HTMLElement>(html`<div></div>`);
    page.append(chart);
    await settled(chart);
    expect(figures(chart)['In this period']).to.equal('3');
    expect(chart.timeZone).to.equal(ZONE);
  });
});
