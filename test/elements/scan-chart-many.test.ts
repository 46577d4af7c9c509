import '../../src/elements/scan-chart/define.js';
import { Chart } from 'chart.js';
import type { JsiScanChart } from '../../src/elements/scan-chart/define.js';
import { json } from '../support/api.js';
import { chartClient, drawing, figures, freeze, later, settled, until, ZONE } from '../support/chart.js';
import { laidOut, replace } from '../support/element.js';
import { aTimeout, expect, fixture, html } from '../support/fixture.js';

let thaw: () => void;
beforeEach(() => (thaw = freeze()));
afterEach(() => {
  thaw();
  scrollTo(0, 0);
});

async function pageOf(count: number, make: (chart: JsiScanChart, index: number) => void) {
  const page = await fixture<HTMLElement>(html`<div></div>`);
  const charts = Array.from({ length: count }, (_, index) => {
    const chart = document.createElement('jsi-scan-chart');
    chart.timeZone = ZONE;
    make(chart, index);
    return chart;
  });
  page.append(...charts);
  await settled(charts[0]!);
  return { page, charts };
}

const built = (charts: readonly JsiScanChart[]) => charts.filter((chart) => drawing(chart)).length;

describe('a page of 100 charts', () => {
  it('asks once for one code and one question, and builds those near what is seen', async () => {
    const made = chartClient();
    const { charts } = await pageOf(100, (chart) => Object.assign(chart, { client: made.client, qrId: 1 }));
    await aTimeout(50);
    expect(made.asked.map(({ path }) => path).sort()).to.deep.equal(['/qr-codes/1', '/qr-codes/1/scans/rollup']);
    // Two screens of the height of each.
    expect(built(charts)).to.be.within(1, 6);
    expect(figures(charts.at(-1)!)).to.deep.equal({});
    const last = charts.at(-1)!;
    expect(last.renderRoot.querySelectorAll('.drawing, canvas').length).to.equal(0);
    expect(last.matches(':state(loading)')).to.equal(false);

    last.scrollIntoView();
    await until(() => drawing(last));
    expect(figures(last)['In this period']).to.equal('314');
    expect(made.questions.length).to.equal(1);
  });

  it('keeps room for all of them: none that comes later moves the last', async () => {
    const made = chartClient();
    const { page, charts } = await pageOf(40, (chart) => Object.assign(chart, { client: made.client, qrId: 1 }));
    const before = page.getBoundingClientRect().height;
    for (const chart of charts) await chart.reload();
    await laidOut();
    expect(built(charts)).to.equal(40);
    expect(page.getBoundingClientRect().height).to.equal(before);
  });

  it('asks once for each code and each question', async () => {
    const made = chartClient();
    const { charts } = await pageOf(24, (chart, index) =>
      Object.assign(chart, { client: made.client, qrId: 1 + (index % 3), range: index % 2 ? '7d' : '30d' }),
    );
    await Promise.all(charts.map((chart) => chart.reload()));
    expect(charts.every((chart) => chart.series.length > 0)).to.equal(true);
    const asked = made.asked.map(({ path, query }) => `${path} ${query.get('from') ?? ''}`);
    expect(new Set(asked).size).to.equal(asked.length);
    expect(made.questions.length).to.equal(6);
  });

  it('asks again for charts that come after a while, and not before', async () => {
    const made = chartClient();
    const one = () => pageOf(1, (chart) => Object.assign(chart, { client: made.client, qrId: 1 }));
    await one();
    await one();
    expect(made.questions.length).to.equal(1);
    await later(30_000, one);
    expect(made.questions.length).to.equal(2);
  });

  it('shares no failure: who comes later asks anew', async () => {
    const made = chartClient({ answer: ({ path }, call) => (path.endsWith('rollup') && call < 3 ? json({}, 500) : undefined) });
    const first = await pageOf(1, (chart) => Object.assign(chart, { client: made.client, qrId: 1 }));
    expect(first.charts[0]!.matches(':state(error)')).to.equal(true);
    const second = await pageOf(1, (chart) => Object.assign(chart, { client: made.client, qrId: 1 }));
    await until(() => second.charts[0]!.series.length === 30);
  });

  it('asks for a code that is not shown to anybody once for all of them', async () => {
    const made = chartClient({ code: null });
    const { charts } = await pageOf(60, (chart) => Object.assign(chart, { client: made.client, qrId: 1 }));
    for (const index of [30, 45, 59]) {
      charts[index]!.scrollIntoView();
      await until(() => drawing(charts[index]!));
    }
    expect(made.asked.map(({ path }) => path).sort()).to.deep.equal(['/qr-codes/1', '/qr-codes/1/scans/rollup']);
  });

  it('builds all of them for a print', async () => {
    const made = chartClient();
    const { charts } = await pageOf(40, (chart) => Object.assign(chart, { client: made.client, qrId: 1 }));
    dispatchEvent(new Event('beforeprint'));
    await until(() => charts.every((chart) => figures(chart)['In this period'] === '314'));
  });

  it('leaves nothing behind when charts come and go', async () => {
    const seen = new Set<Element>();
    const { observe, unobserve } = IntersectionObserver.prototype;
    const errors: unknown[] = [];
    const onError = (event: Event) => errors.push(event);
    addEventListener('error', onError);
    addEventListener('unhandledrejection', onError);
    const restore = [
      replace(IntersectionObserver.prototype, 'observe', function (this: IntersectionObserver, target: Element) {
        seen.add(target);
        observe.call(this, target);
      }),
      replace(IntersectionObserver.prototype, 'unobserve', function (this: IntersectionObserver, target: Element) {
        seen.delete(target);
        unobserve.call(this, target);
      }),
    ];
    const { client, asked } = chartClient();
    const page = await fixture<HTMLElement>(html`<div></div>`);
    const kinds = [
      {},
      { breakdown: 'device' },
      { breakdown: 'weekday-hour', controls: true },
      { compare: 'previous', refresh: 5 },
      { range: 'x' },
    ];
    for (let round = 0; round < 20; round++) {
      page.append(
        ...Array.from({ length: 5 }, (_, index) =>
          Object.assign(document.createElement('jsi-scan-chart'), { client, qrId: 1, timeZone: ZONE }, kinds[index]),
        ),
      );
      if (round % 3 === 0) await laidOut();
      page.replaceChildren();
    }
    await aTimeout(400);
    restore.forEach((back) => back());
    removeEventListener('error', onError);
    removeEventListener('unhandledrejection', onError);
    expect(errors).to.deep.equal([]);
    expect(seen.size).to.equal(0);
    expect(Object.keys(Chart.instances).length).to.equal(0);
    // The questions of four kinds, and the code.
    expect(asked.length).to.be.at.most(5);
  });
});
