import '../../src/elements/scan-chart/define.js';
import type { JsiErrorEvent, JsiLoadEvent } from '../../src/classes.js';
import { NetworkError } from '../../src/client/index.js';
import type { JsiScanChart } from '../../src/elements/scan-chart/define.js';
import { encodeRollup } from '../../src/proxy/rollup-wire.js';
import type { Rollup } from '../../src/scans/types.js';
import { json, never } from '../support/api.js';
import {
  all,
  bars,
  change,
  chartClient,
  drawing,
  figures,
  freeze,
  later,
  one,
  part,
  placeChart,
  placeCode,
  scansAt,
  settled,
  spring,
  summary,
  text,
  until,
  ZONE,
} from '../support/chart.js';
import { replace } from '../support/element.js';
import { aTimeout, expect, fixture, html, oneEvent } from '../support/fixture.js';

let thaw: () => void;
beforeEach(() => (thaw = freeze()));
afterEach(() => thaw());

const subtitle = (chart: JsiScanChart) => text(one(chart, '.head .quiet'));
const title = (chart: JsiScanChart) => text(one(chart, '#title'));
const counts = (chart: JsiScanChart) => chart.series.map(({ scans }) => scans);

describe('<jsi-scan-chart qr-id>', () => {
  it('shows total, period and month as text, with title, period and zone', async () => {
    const { chart } = await placeCode();
    await until(() => title(chart) === 'Scans of Spring Campaign');
    expect(figures(chart)).to.deep.equal({ 'In this period': '314', 'This month': '321', 'Total scans': '600' });
    expect(subtitle(chart)).to.equal('Mar 2, 2026 to Mar 31, 2026 · Time zone: Europe/Amsterdam');
  });

  it('says what the chart shows in a sentence', async () => {
    const { chart } = await placeCode();
    expect(summary(chart)).to.match(
      /^314 scans from Mar 2, 2026 to Mar 31, 2026\. Most: Tue, Mar 17.*, 40\. Fewest: Sun, Mar 8.*, 1\. Tue, Mar 31.* is not over yet\.$/,
    );
  });

  it('has the series as a property: a bucket a day, the last one incomplete', async () => {
    const { chart } = await placeCode();
    const expected = Array.from({ length: 30 }, () => 10);
    [expected[6], expected[15], expected[29]] = [1, 40, 3];
    expect(counts(chart)).to.deep.equal(expected);
    expect(chart.series.map(({ incomplete }) => incomplete ?? false).lastIndexOf(false)).to.equal(28);
    // Midnight of Amsterdam, where the 29th has 23 hours.
    expect(chart.series[27]!.start).to.equal('2026-03-28T23:00:00Z');
    expect(chart.series[28]!.start).to.equal('2026-03-29T22:00:00Z');
  });

  it('draws the trend at once, with the running day dashed', async () => {
    const { chart } = await placeCode();
    expect(drawing(chart)!.querySelector('.line:not(.running)')!.getAttribute('d')!.split('L').length).to.equal(29);
    const running = drawing(chart)!.querySelector('.line.running')!;
    expect(running.getAttribute('d')!.split('L').length).to.equal(2);
    expect(getComputedStyle(running).strokeDasharray).to.not.equal('none');
    expect([...drawing(chart)!.querySelectorAll('.label')].map(text)).to.include.members([
      'Mar 8',
      'Mar 15',
      'Mar 22',
      'Mar 29',
      '0',
      '40',
    ]);
  });

  it('asks once for the scans, of the thirty days to today in the zone, and once for the code', async () => {
    const { made } = await placeCode();
    expect(made.asked.map(({ path }) => path).sort()).to.deep.equal(['/qr-codes/1', '/qr-codes/1/scans/rollup']);
    expect(made.questions).to.deep.equal([
      { time_zone: ZONE, from: '2026-03-02', to: '2026-03-31', interval: 'day', week_start: '7' },
    ]);
  });

  it('has the days of the viewer’s own zone without time-zone', async () => {
    const restore = replace(Intl.DateTimeFormat.prototype, 'resolvedOptions', () => ({ timeZone: 'Pacific/Auckland' }));
    const { chart, made } = await placeCode({}, { 'time-zone': '' }).finally(restore);
    // There it is half past one of the first of April.
    expect(made.questions[0]).to.include({ time_zone: 'Pacific/Auckland', from: '2026-03-03', to: '2026-04-01' });
    expect(subtitle(chart)).to.equal('Mar 3, 2026 to Apr 1, 2026 · Time zone: Pacific/Auckland');
  });

  it('fires jsi-load with the roll-up, seen from the page', async () => {
    const loaded = new Promise<JsiLoadEvent<Rollup>>((resolve) => {
      document.addEventListener('jsi-load', (event) => resolve(event as JsiLoadEvent<Rollup>), { once: true });
    });
    const { chart } = await placeCode({}, {}, { settle: false });
    const { data } = await loaded;
    expect([data.scans, data.total, data.thisMonth]).to.deep.equal([314, 600, 321]);
    await settled(chart);
    expect(data.series).to.deep.equal(chart.series);
  });

  it('fires jsi-error with the client’s error, and reload() loads after all', async () => {
    let isDown = true;
    const made = chartClient({ answer: () => (isDown ? Promise.reject(new TypeError('offline')) : undefined) });
    const failed = new Promise<JsiErrorEvent>((resolve) => document.addEventListener('jsi-error', resolve, { once: true }));
    const chart = await placeChart({ 'qr-id': '1' }, { properties: { client: made.client } });
    expect((await failed).error).to.be.instanceOf(NetworkError);
    isDown = false;
    await chart.reload();
    await settled(chart);
    expect(figures(chart)['In this period']).to.equal('314');
    expect(chart.matches(':state(error)')).to.equal(false);
  });

  it('asks again on reload(), and shows what has come since', async () => {
    const scans = spring();
    const { chart, made } = await placeCode({ scans });
    made.store.add(scansAt('2026-03-31T10:00:00Z', 2));
    await later(2000, () => chart.reload());
    expect(made.questions.length).to.equal(2);
    expect(figures(chart)['In this period']).to.equal('316');
    expect(counts(chart).at(-1)).to.equal(5);
  });

  it('loads when it has been far away and reload() is called', async () => {
    const page = await fixture<HTMLElement>(html`<div><p style="block-size: 9000px"></p></div>`);
    const { client, asked } = chartClient();
    const chart = Object.assign(document.createElement('jsi-scan-chart'), { client, qrId: 1, timeZone: ZONE });
    page.append(chart);
    await aTimeout(50);
    expect(asked).to.deep.equal([]);
    await chart.reload();
    expect(chart.series.length).to.equal(30);
  });
});

describe('the attributes of <jsi-scan-chart>', () => {
  for (const [range, first, last, scans, interval] of [
    ['7d', '2026-03-25', '2026-03-31', '63', 'day'],
    ['30d', '2026-03-02', '2026-03-31', '314', 'day'],
    ['90d', '2026-01-01', '2026-03-31', '521', 'day'],
    ['12m', '2025-04-01', '2026-03-31', '600', 'month'],
    ['mtd', '2026-03-01', '2026-03-31', '321', 'day'],
    ['ytd', '2026-01-01', '2026-03-31', '521', 'day'],
  ] as const) {
    it(`range="${range}" is ${first} to ${last}, today included`, async () => {
      const { chart, made } = await placeCode({}, { range });
      expect(made.questions[0]).to.include({ from: first, to: last, interval });
      expect(figures(chart)['In this period']).to.equal(scans);
    });
  }

  it('range="all" begins with the first scan', async () => {
    const { chart, made } = await placeCode({}, { range: 'all' });
    expect(made.questions[0]).to.include({ to: '2026-03-31', interval: 'auto' });
    expect('from' in made.questions[0]!).to.equal(false);
    expect(figures(chart)['In this period']).to.equal('600');
    expect(subtitle(chart)).to.contain('Jun 15, 2025 to Mar 31, 2026');
    expect(counts(chart)).to.deep.equal([79, 0, 0, 0, 0, 0, 0, 0, 200, 321]);
  });

  it('from and to are both days of the period, and win over range', async () => {
    const { chart, made } = await placeCode({}, { range: '12m', from: '2026-03-07', to: '2026-03-09' });
    expect(made.questions[0]).to.include({ from: '2026-03-07', to: '2026-03-09', interval: 'day' });
    expect(counts(chart)).to.deep.equal([10, 1, 10]);
  });

  it('from alone goes on until today', async () => {
    const { chart } = await placeCode({}, { from: '2026-03-30' });
    expect(chart.series.length).to.equal(48);
    expect(figures(chart)['In this period']).to.equal('13');
  });

  it('time-zone moves the days: late in Amsterdam is another day in Tokyo', async () => {
    const scans = [...scansAt('2026-03-30T21:00:00Z', 5), ...scansAt('2026-03-31T08:00:00Z', 1)];
    const { chart } = await placeCode({ scans }, { range: '7d' });
    expect(counts(chart).slice(-2)).to.deep.equal([5, 1]);
    await change(chart, { timeZone: 'Asia/Tokyo' });
    expect(counts(chart).slice(-2)).to.deep.equal([0, 6]);
    expect(subtitle(chart)).to.contain('Time zone: Asia/Tokyo');
  });

  it('interval makes hours, weeks and months of the same scans', async () => {
    const { chart } = await placeCode({}, { from: '2026-03-01', to: '2026-03-14', interval: 'week' });
    // Weeks of English begin with Sunday: 1 to 7 March, 8 to 14 March.
    expect(counts(chart)).to.deep.equal([67, 61]);
    await change(chart, { interval: 'month' });
    expect(counts(chart)).to.deep.equal([128]);
    await change(chart, { interval: 'hour' });
    expect(chart.series.length).to.equal(14 * 24);
    // Noon in UTC is one o'clock in Amsterdam.
    expect(
      counts(chart)
        .slice(24, 48)
        .map((scans, hour) => [hour, scans])
        .filter(([, scans]) => scans),
    ).to.deep.equal([[13, 10]]);
  });

  it('interval="week" begins weeks as the language does', async () => {
    const { chart, made } = await placeCode({}, { from: '2026-03-01', to: '2026-03-14', interval: 'week', lang: 'nl' });
    expect(made.questions[0]).to.include({ week_start: '1' });
    // Sunday 1 March, 2 to 8 March, 9 to 14 March.
    expect(counts(chart)).to.deep.equal([7, 61, 60]);
  });

  it('label is the title, and the code’s name without one', async () => {
    const { chart } = await placeCode({}, { label: 'Posters' });
    expect(title(chart)).to.equal('Posters');
    await change(chart, { label: null });
    await until(() => title(chart) === 'Scans of Spring Campaign');
  });

  it('without-summary hides the sentence, and keeps it for screen readers', async () => {
    const { chart } = await placeCode({}, { 'without-summary': '' });
    expect(part(chart, 'summary')!.getBoundingClientRect().height).to.be.at.most(1);
    expect(summary(chart)).to.contain('314 scans');
    expect(one(chart, 'figure')!.getAttribute('aria-describedby')).to.equal(part(chart, 'summary')!.id);
  });

  it('without-table leaves the table out', async () => {
    const { chart } = await placeCode({}, { 'without-table': '' });
    expect(one(chart, 'details') === null).to.equal(true);
    await change(chart, { withoutTable: false });
    expect(one(chart, 'details') === null).to.equal(false);
  });

  it('controls shows the options, and only then', async () => {
    const { chart } = await placeCode();
    expect(part(chart, 'controls') === null).to.equal(true);
    await change(chart, { controls: true });
    expect(all(chart, '.options select').length).to.equal(4);
    await change(chart, { controls: false });
    expect(part(chart, 'controls') === null).to.equal(true);
  });

  it('endpoint and embed-token say whom to ask, and with what', async () => {
    const calls: { url: URL; authorization: string | null }[] = [];
    const restore = replace(window, 'fetch', (url: string, init: RequestInit) => {
      calls.push({ url: new URL(url), authorization: new Headers(init.headers).get('authorization') });
      return Promise.resolve(json({ message: '' }, 402));
    });
    await placeChart({ 'qr-id': '7', endpoint: '/tokens', 'embed-token': 'grant' }, { properties: { client: null } }).finally(
      restore,
    );
    expect(calls.some(({ url }) => url.pathname === '/tokens/qr-codes/7/scans/rollup')).to.equal(true);
    expect(new Set(calls.map(({ authorization }) => authorization))).to.deep.equal(new Set(['Bearer grant']));
  });

  it('take effect as properties that were set before the tag was defined', async () => {
    const { client } = chartClient();
    const early = Object.assign(document.createElement('jsi-scan-chart-late'), {
      client,
      qrId: 1,
      range: '7d',
      timeZone: ZONE,
      breakdown: 'device',
    });
    (await fixture(html`<div></div>`)).append(early);
    const { JsiScanChart } = await import('../../src/classes.js');
    customElements.define('jsi-scan-chart-late', class extends JsiScanChart {});
    const chart = early as unknown as JsiScanChart;
    await settled(chart);
    expect(bars(chart)[0]).to.deep.equal(['iOS', '33', '52%']);
  });
});

describe('a change of <jsi-scan-chart>', () => {
  it('of another period keeps the figures that are there until the new ones come', async () => {
    let isHeld = false;
    const made = chartClient({ answer: ({ path }) => (path.endsWith('rollup') && isHeld ? never() : undefined) });
    const chart = await placeChart({ 'qr-id': '1' }, { properties: { client: made.client } });
    isHeld = true;
    chart.range = '7d';
    await until(() => chart.matches(':state(loading)'));
    expect(figures(chart)['In this period']).to.equal('314');
    expect(subtitle(chart)).to.contain('Mar 2, 2026');
    expect(chart.getAttribute('aria-busy')).to.equal('true');
  });

  it('of the code forgets what was counted of the other', async () => {
    const made = chartClient({ answer: ({ path }) => (path.startsWith('/qr-codes/2') ? never() : undefined) });
    const chart = await placeChart({ 'qr-id': '1' }, { properties: { client: made.client } });
    await until(() => title(chart).includes('Spring'));
    chart.qrId = '2';
    await until(() => chart.matches(':state(loading)'));
    expect(figures(chart)).to.deep.equal({});
    expect(drawing(chart) === null).to.equal(true);
    expect(title(chart)).to.equal('Scans');
  });

  it('of the client forgets what another showed: the new one may not see it', async () => {
    const { chart } = await placeCode();
    chart.client = chartClient({ answer: () => json({ message: '' }, 402) }).client;
    await oneEvent(chart, 'jsi-error');
    await settled(chart);
    expect(figures(chart)).to.deep.equal({});
    expect(text(part(chart, 'error'))).to.contain('plan');
  });

  it('while an answer is under way is not overtaken by it', async () => {
    let send: (response: Response) => void = () => undefined;
    const slow = new Promise<Response>((resolve) => (send = resolve));
    const late = chartClient({ scans: scansAt('2026-03-30', 999) });
    const made = chartClient({ answer: ({ query }) => (query.get('from') === '2026-03-02' ? slow : undefined) });
    const chart = await placeChart({ 'qr-id': '1' }, { properties: { client: made.client }, settle: false });
    await until(() => made.questions.length === 1);
    await change(chart, { range: '7d' });
    expect(figures(chart)['In this period']).to.equal('63');
    const answer = await late.client.scans.rollup(1, { timeZone: ZONE, interval: 'day' });
    expect(answer.scans).to.equal(999);
    send(json({}, 500));
    await aTimeout(20);
    await settled(chart);
    expect(figures(chart)['In this period']).to.equal('63');
    expect(chart.matches(':state(error)')).to.equal(false);
  });
});

describe('<jsi-scan-chart> that leaves the page', () => {
  it('takes what has come meanwhile when it is back, and asks nothing twice', async () => {
    let send: (response: undefined) => void = () => undefined;
    const wait = new Promise<undefined>((resolve) => (send = resolve));
    const good = chartClient();
    const made = chartClient({ answer: ({ path }) => (path.endsWith('rollup') ? wait.then(() => json(wire)) : undefined) });
    const wire = encodeRollup(
      await good.client.scans.rollup(1, { timeZone: ZONE, from: '2026-03-02', to: '2026-03-31', interval: 'day' }),
    );
    const page = await fixture(html`<div></div>`);
    const chart = Object.assign(document.createElement('jsi-scan-chart'), { client: made.client, qrId: 1, timeZone: ZONE });
    page.append(chart);
    await until(() => made.questions.length === 1);
    chart.remove();
    send(undefined);
    await aTimeout(20);
    expect(chart.matches(':state(error)')).to.equal(false);
    page.append(chart);
    await settled(chart);
    expect([figures(chart)['In this period'], made.questions.length]).to.deep.equal(['314', 1]);
  });

  it('shows what it had when it comes back, and is drawn again', async () => {
    const { chart, made } = await placeCode();
    const page = chart.parentElement!;
    chart.remove();
    await aTimeout(20);
    expect(drawing(chart) === null).to.equal(true);
    page.append(chart);
    await settled(chart);
    expect([figures(chart)['In this period'], made.questions.length]).to.deep.equal(['314', 1]);
    expect(drawing(chart) === null).to.equal(false);
  });

  it('for another place on it asks nothing again, and keeps its drawing', async () => {
    const { chart, made } = await placeCode();
    const before = drawing(chart);
    const box = document.createElement('section');
    chart.parentElement!.append(box);
    box.append(chart);
    await settled(chart);
    expect(made.questions.length).to.equal(1);
    expect(drawing(chart) === before).to.equal(true);
    expect(chart.matches(':state(error)')).to.equal(false);
  });

  it('is drawn for the width of its new place', async () => {
    const { chart } = await placeCode({}, {}, { page: html`<div style="inline-size: 600px"></div>` });
    expect(drawing(chart)!.getBoundingClientRect().width).to.equal(600);
    const narrow = document.createElement('div');
    narrow.style.inlineSize = '320px';
    chart.parentElement!.append(narrow);
    narrow.append(chart);
    await settled(chart);
    await until(() => drawing(chart)!.getBoundingClientRect().width === 320);
  });
});
