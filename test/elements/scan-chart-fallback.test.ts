import '../../src/elements/scan-chart/define.js';
import { browserStore } from '../../src/elements/scan-chart/browser-store.js';
import type { JsiScanChart } from '../../src/elements/scan-chart/define.js';
import type { ScanLike } from '../../src/scans/types.js';
import { json } from '../support/api.js';
import {
  all,
  type Answers,
  type Asked,
  bars,
  button,
  change,
  chartClient,
  drawing,
  figures,
  later,
  part,
  placeCode,
  scansAt,
  settled,
  summary,
  text,
  until,
} from '../support/chart.js';
import { replace } from '../support/element.js';
import { aTimeout, expect } from '../support/fixture.js';

/** What a browser has counted of a code it keeps: each test has a code of its own. */
let code = 100;
const undo: (() => void)[] = [];
beforeEach(() => code++);
afterEach(() => undo.splice(0).forEach((back) => back()));

const coverage = (chart: JsiScanChart) => text(part(chart, 'coverage'));
const hours = (count: number) => new Date(Date.now() - count * 3_600_000).toISOString();
const lists = (asked: readonly Asked[]) =>
  asked.filter(({ path, query }) => path.endsWith('/scans') && query.get('per_page') !== '1');

/** Lets a minute be a second for what is measured by `Date.now`, such as requests a minute. */
function hurry(): void {
  const real = Date.now.bind(Date);
  const start = real();
  undo.push(replace(Date, 'now', () => start + (real() - start) * 60));
}

/** The API’s list of scans, newest first, and a proxy without the roll-up. From its `holdFrom`th page on it waits for `hold`. */
function listed(scans: ScanLike[], { holdFrom = Infinity, hold = Promise.resolve(), refuseFrom = Infinity } = {}): Answers {
  let calls = 0;
  return {
    answer: ({ path, query }) => {
      if (path.endsWith('/rollup')) return json({ message: '' }, 404);
      if (!path.endsWith('/scans')) return json({ message: '' }, 403);
      const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('per_page') ?? 15)];
      if (size > 1) calls++;
      if (calls >= refuseFrom) return json({ message: '' }, 403);
      const newest = [...scans].sort((a, b) => b.id - a.id);
      const empty = {
        device: null,
        country_code: null,
        referer: null,
        utm_source: null,
        utm_medium: null,
        utm_campaign: null,
        resolved_url: null,
      };
      const data = newest.slice((page - 1) * size, page * size).map((scan) => ({ ...empty, ...scan }));
      const body = {
        data,
        meta: { current_page: page, last_page: Math.ceil(scans.length / size), per_page: size, total: scans.length },
      };
      return calls >= holdFrom ? hold.then(() => json(body)) : json(body);
    },
  };
}

/** Something to wait for, and what ends that. */
function held(): [hold: Promise<void>, release: () => void] {
  let release = () => {};
  return [new Promise<void>((resolve) => (release = resolve)), () => release()];
}

const place = (answers: Answers, attributes: Record<string, string> = {}) =>
  placeCode(answers, { 'qr-id': String(code), range: '7d', ...attributes });

describe('<jsi-scan-chart> at a proxy without the roll-up, for a stranger', () => {
  const totals = {
    total_scans: 1234,
    this_month: 56,
    top_devices: [
      { device: 'ios', count: 1000 },
      { device: 'android', count: 200 },
    ],
    top_countries: { NL: 1200 },
  };
  const stranger: Answers = {
    answer: ({ path }) =>
      path.endsWith('/summary')
        ? json(totals)
        : path.endsWith('/rollup')
          ? json({ message: '' }, 404)
          : json({ message: '' }, 403),
  };

  it('shows the totals of the summary, and says that there is no more', async () => {
    const { chart } = await place(stranger);
    expect(figures(chart)).to.deep.equal({ 'This month': '56', 'Total scans': '1,234' });
    expect(summary(chart)).to.equal('Only totals are shown here: this site’s proxy counts no scans over time.');
    expect([drawing(chart) === null, chart.series.length, chart.matches(':state(error)')]).to.deep.equal([true, 0, false]);
    expect(text(part(chart, 'base'))).to.not.contain('Counting');
    await expect(chart).to.be.accessible();
  });

  it('shows devices and countries of the summary, with what they leave out, and filters nothing', async () => {
    const { chart } = await place(stranger, { breakdown: 'device', controls: '' });
    expect(bars(chart)).to.deep.equal([
      ['iOS', '1,000', '81%'],
      ['Android', '200', '16%'],
      ['Others', '34', '2.8%'],
    ]);
    expect(all(chart, '[part=bars] button').length).to.equal(0);
    await change(chart, { breakdown: 'country' });
    expect(bars(chart)).to.deep.equal([
      ['Netherlands', '1,200', '97%'],
      ['Others', '34', '2.8%'],
    ]);
  });

  it('shows them where the grant alone lacks the roll-up, too', async () => {
    const { chart } = await place({
      answer: ({ path }) => (path.endsWith('/summary') ? json(totals) : json({ message: '' }, 403)),
    });
    expect(figures(chart)['Total scans']).to.equal('1,234');
  });

  it('asks neither list nor summary at each question anew whether it may', async () => {
    const { chart, made } = await place(stranger);
    await change(chart, { range: '30d' });
    await change(chart, { range: '90d' });
    expect(made.asked.filter(({ path }) => path.endsWith('/scans')).length).to.equal(1);
    expect(made.questions.length).to.equal(1);
  });

  it('tries the roll-up again for another client, and another code', async () => {
    const { chart } = await place(stranger);
    const other = chartClient({ scans: scansAt(hours(1), 3) });
    await change(chart, { client: other.client });
    expect(figures(chart)['Total scans']).to.equal('3');
    expect(other.questions.length).to.equal(1);
  });
});

describe('<jsi-scan-chart> at a proxy without the roll-up, for an owner', () => {
  it('counts the list in the browser, exactly, and then says nothing more of it', async () => {
    const scans = [...scansAt(hours(100), 150), ...scansAt(hours(30), 80), ...scansAt(hours(2), 20, { device: 'ios' })];
    const { chart, made } = await place(listed(scans), { 'time-zone': 'UTC' });
    await until(() => figures(chart)['Total scans'] === '250' && !chart.matches(':state(partial)'), 'all are counted');
    expect(figures(chart)['In this period']).to.equal('250');
    await until(() => coverage(chart) === '');
    const asked = made.asked.length;
    await change(chart, { breakdown: 'device' });
    expect(bars(chart)).to.deep.equal([
      ['Unknown device', '230', '92%'],
      ['iOS', '20', '8%'],
    ]);
    expect(made.asked.length, 'another question is no request').to.equal(asked);
  });

  it('shows how far it is, newest first, and can be stopped and go on', async () => {
    const scans = scansAt(hours(150), 900);
    const [hold, release] = held();
    const { chart, made } = await place(listed(scans, { holdFrom: 4, hold }));
    await later(3000, async () => {
      await chart.reload();
    });
    await until(() => /Counting: \d+ of 900 scans/.test(coverage(chart)), 'it says how far it is');
    const progress = part(chart, 'coverage')!.querySelector('progress')!;
    expect([progress.max, progress.value > 0]).to.deep.equal([900, true]);
    expect(coverage(chart)).to.contain('Counted in this browser');
    expect(chart.matches(':state(partial)')).to.equal(true);

    button(chart, 'Stop counting').click();
    await until(() => coverage(chart).includes('Go on counting'));
    const asked = lists(made.asked).length;
    release();
    await aTimeout(200);
    expect(lists(made.asked).length, 'stopped').to.equal(asked);
    await chart.reload();
    await aTimeout(50);
    expect(lists(made.asked).length, 'and not begun again by a question').to.equal(asked);

    button(chart, 'Go on counting').click();
    await until(() => figures(chart)['Total scans'] === '900' && !chart.matches(':state(partial)'), 'all are counted');
    await until(() => coverage(chart) === '');
  });

  it('goes on from what the browser has kept, on another visit', async () => {
    const scans = scansAt(hours(150), 700);
    const first = await place(listed(scans));
    await until(
      () => figures(first.chart)['Total scans'] === '700' && !first.chart.matches(':state(partial)'),
      'all are counted',
    );
    const pages = lists(first.made.asked).length;
    first.chart.remove();
    await aTimeout(50);
    scans.push(...scansAt(hours(1), 5));
    const second = await place(listed(scans));
    await until(
      () => figures(second.chart)['Total scans'] === '705' && !second.chart.matches(':state(partial)'),
      'so are the new ones',
    );
    expect(pages).to.be.at.least(7);
    expect(lists(second.made.asked).length).to.be.at.most(2);
  });

  it('stops when the chart leaves the page, and goes on when it is back', async () => {
    const scans = scansAt(hours(150), 900);
    const [hold, release] = held();
    const { chart, made } = await place(listed(scans, { holdFrom: 3, hold }));
    await until(() => lists(made.asked).length > 2, 'it is counting');
    const last = lists(made.asked).at(-1)!;
    const home = chart.parentElement!;
    chart.remove();
    await until(() => last.signal.aborted, 'the request is ended');
    release();
    await aTimeout(100);
    const asked = made.asked.length;
    home.append(chart);
    await until(() => made.asked.length > asked, 'it goes on');
    await until(() => figures(chart)['Total scans'] === '900' && !chart.matches(':state(partial)'), 'all are counted');
  });

  it('goes on counting while the chart is moved', async () => {
    const scans = scansAt(hours(150), 600);
    const [hold, release] = held();
    const { chart, made } = await place(listed(scans, { holdFrom: 3, hold }));
    await until(() => lists(made.asked).length > 2, 'it is counting');
    const box = document.createElement('section');
    chart.parentElement!.append(box);
    box.append(chart);
    await aTimeout(30);
    expect(lists(made.asked).some(({ signal }) => signal.aborted)).to.equal(false);
    release();
    await until(() => figures(chart)['Total scans'] === '600' && !chart.matches(':state(partial)'), 'all are counted');
  });

  it('says why the API lets it count no further, and does not ask again and again', async () => {
    const scans = scansAt(hours(150), 900);
    hurry();
    const { chart, made } = await place(listed(scans, { refuseFrom: 3 }));
    await until(() => coverage(chart).includes('may not read scans'), 'it says so');
    await aTimeout(50);
    const asked = made.asked.length;
    await aTimeout(600);
    expect(made.asked.length).to.equal(asked);
    expect(button(chart, 'Go on counting')).to.exist;
  });

  it('takes over at once from a page that was closed in the middle', async () => {
    await browserStore().incr(`jsi:scans:${code}:lease`, { ttl: 60 });
    const { chart } = await place(listed(scansAt(hours(3), 30)));
    await until(() => figures(chart)['Total scans'] === '30' && !chart.matches(':state(partial)'), 'all are counted');
  });

  it('without locks waits where a page that was closed in the middle seems to count still, and lets a person go on', async () => {
    undo.push(replace(navigator, 'locks', undefined));
    const [store, lease] = [browserStore(), `jsi:scans:${code}:lease`];
    await store.incr(lease, { ttl: 60 });
    let reads = 0;
    const { get } = IDBObjectStore.prototype;
    undo.push(
      replace(IDBObjectStore.prototype, 'get', function (this: IDBObjectStore, key: string) {
        reads++;
        return get.call(this, key);
      }),
    );
    const { chart, made } = await place(listed(scansAt(hours(3), 30)));
    await until(() => coverage(chart).includes('Go on counting'), 'it waits');
    await aTimeout(100);
    const before = reads;
    await aTimeout(500);
    expect(reads - before, 'looks into the store').to.be.below(3);
    expect(lists(made.asked).length).to.equal(0);
    await store.del(lease);
    button(chart, 'Go on counting').click();
    await until(() => figures(chart)['Total scans'] === '30' && !chart.matches(':state(partial)'), 'all are counted');
  });

  it('looks for new scans on reload()', async () => {
    const scans = scansAt(hours(3), 30);
    const { chart } = await place(listed(scans));
    await until(() => figures(chart)['Total scans'] === '30' && !chart.matches(':state(partial)'), 'all are counted');
    scans.push(...scansAt(hours(1), 2));
    await later(3000, () => chart.reload());
    await until(() => figures(chart)['Total scans'] === '32', 'the new ones, too');
  });

  it('counts once for several charts of one code', async () => {
    const scans = scansAt(hours(150), 500);
    const { chart, made } = await place(listed(scans));
    const second = Object.assign(document.createElement('jsi-scan-chart'), { client: made.client, qrId: code, range: '30d' });
    chart.parentElement!.append(second);
    for (const one of [chart, second]) {
      await until(() => figures(one)['Total scans'] === '500' && !one.matches(':state(partial)'), 'all are counted');
    }
    const pages = lists(made.asked).map(({ query }) => query.toString());
    expect(pages.length).to.be.at.most(8);
    await settled(second);
  });

  it('works where the browser keeps nothing', async () => {
    undo.push(
      replace(indexedDB, 'open', () => {
        throw new DOMException('Refused.', 'SecurityError');
      }),
    );
    const { chart } = await place(listed(scansAt(hours(3), 30)));
    await until(() => figures(chart)['Total scans'] === '30' && !chart.matches(':state(partial)'), 'all are counted');
  });

  it('is told apart from a code that there is none of', async () => {
    const { chart } = await place({ answer: () => json({ message: '' }, 404) });
    expect(text(part(chart, 'error'))).to.contain('There is no such QR code.');
  });

  it('is an error, with Retry, where the list fails', async () => {
    const { chart } = await place({ answer: ({ path }) => json({ message: '' }, path.endsWith('/rollup') ? 404 : 500) });
    expect(text(part(chart, 'error'))).to.contain('The server has a problem.');
    expect(part(chart, 'retry')).to.exist;
  });
});
