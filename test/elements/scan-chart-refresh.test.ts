import '../../src/elements/scan-chart/define.js';
import { json } from '../support/api.js';
import {
  type Answers,
  figures,
  freeze,
  later,
  part,
  PATIENCE,
  placeCode,
  said,
  scansAt,
  settled,
  spring,
  text,
  until,
} from '../support/chart.js';
import { laidOut, replace } from '../support/element.js';
import { aTimeout, expect, html } from '../support/fixture.js';

let undo: (() => void)[] = [];
beforeEach(() => (undo = [freeze()]));
afterEach(() => undo.reverse().forEach((back) => back()));

/** Timers of polls, which tests let ring; those of others run on. */
function timers() {
  const waiting = new Map<number, { seconds: number; ring: () => void }>();
  const [set, clear] = [window.setTimeout.bind(window), window.clearTimeout.bind(window)];
  let last = 1e9;
  undo.push(
    replace(window, 'setTimeout', (call: () => void, delay = 0, ...rest: unknown[]) => {
      if (delay < 3000 || delay === PATIENCE) return set(call, delay, ...rest);
      waiting.set(++last, { seconds: delay / 1000, ring: call });
      return last;
    }),
    replace(window, 'clearTimeout', (id?: number) => (waiting.delete(id ?? -1) ? undefined : clear(id))),
  );
  return {
    seconds: () => [...waiting.values()].map(({ seconds }) => seconds),
    ring: () => {
      const all = [...waiting.values()];
      waiting.clear();
      all.forEach(({ ring }) => ring());
    },
  };
}

function page(name: 'hidden' | 'onLine', value: boolean): void {
  undo.push(replace(name === 'hidden' ? document : navigator, name, value));
  if (name === 'hidden') document.dispatchEvent(new Event('visibilitychange'));
  else window.dispatchEvent(new Event(value ? 'online' : 'offline'));
}

const placePolled = async (answers: Answers = {}, refresh = '30', placing = {}) => {
  const clock = timers();
  const { chart, made } = await placeCode(answers, { refresh }, placing);
  await settled(chart);
  /** The next time comes, and what is asked then is there. */
  const tick = () =>
    later(60_000, async () => {
      clock.ring();
      await aTimeout(5);
      await settled(chart);
    });
  return { chart, made, clock, tick };
};

describe('the refresh of <jsi-scan-chart>', () => {
  it('asks again after so many seconds, shows a scan that has come, and goes on', async () => {
    const { chart, made, clock, tick } = await placePolled();
    expect(clock.seconds()).to.deep.equal([30]);
    made.store.add(scansAt('2026-03-31T11:00:00Z', 1));
    await tick();
    expect([made.questions.length, figures(chart)['In this period'], chart.series.at(-1)!.scans]).to.deep.equal([2, '315', 4]);
    expect(clock.seconds()).to.deep.equal([30]);
    await tick();
    expect(made.questions.length).to.equal(3);
  });

  it('does not ask without the attribute, nor more often than every five seconds', async () => {
    expect((await placePolled({}, '0')).clock.seconds()).to.deep.equal([]);
    expect((await placePolled({}, '1')).clock.seconds()).to.deep.equal([5]);
  });

  it('says when the answer is of', async () => {
    const { chart } = await placePolled();
    expect(text(part(chart, 'coverage'))).to.match(/^As of Mar 31, 2026, 2:30.PM$/);
  });

  it('announces nothing: nobody has asked for it', async () => {
    const { chart, tick } = await placePolled();
    await tick();
    expect(said(chart)).to.equal('');
  });

  it('asks for the days of a new day once that has begun', async () => {
    const { made, tick } = await placePolled();
    undo.push(freeze('2026-04-01T08:00:00Z'));
    await tick();
    expect(made.questions.map(({ from, to }) => [from, to])).to.deep.equal([
      ['2026-03-02', '2026-03-31'],
      ['2026-03-03', '2026-04-01'],
    ]);
  });

  it('rests while the page is hidden, and goes on when it is seen', async () => {
    const { clock } = await placePolled();
    page('hidden', true);
    expect(clock.seconds()).to.deep.equal([]);
    page('hidden', false);
    expect(clock.seconds()).to.deep.equal([30]);
  });

  it('rests while there is no network, and goes on when there is', async () => {
    const { clock } = await placePolled();
    page('onLine', false);
    expect(clock.seconds()).to.deep.equal([]);
    page('onLine', true);
    expect(clock.seconds()).to.deep.equal([30]);
  });

  it('rests while the chart is scrolled out of sight', async () => {
    const { chart, clock } = await placePolled({}, '30', { page: html`<div><p style="block-size: 1px"></p></div>` });
    chart.parentElement!.append(Object.assign(document.createElement('p'), { style: 'block-size: 9000px' }));
    scrollTo(0, 8000);
    await until(() => clock.seconds().length === 0);
    scrollTo(0, 0);
    await until(() => clock.seconds().length === 1);
  });

  it('ends when the chart leaves the page, and begins when it comes back', async () => {
    const { chart, clock } = await placePolled();
    const home = chart.parentElement!;
    chart.remove();
    await aTimeout(10);
    expect(clock.seconds()).to.deep.equal([]);
    home.append(chart);
    await until(() => clock.seconds().length === 1);
  });

  it('waits twice as long after each failure in a row, whatever else is drawn meanwhile, and as before once it works', async () => {
    let isDown = false;
    const { chart, clock, tick } = await placePolled({
      answer: ({ path }) => (isDown && path.endsWith('rollup') ? json({}, 503) : undefined),
    });
    isDown = true;
    const waits: number[] = [];
    for (let failure = 0; failure < 4; failure++) {
      await tick();
      waits.push(...clock.seconds());
      for (let update = 0; update < 3; update++) {
        chart.requestUpdate();
        await chart.updateComplete;
      }
    }
    expect(waits).to.deep.equal([60, 120, 240, 300]);
    expect(chart.matches(':state(stale)')).to.equal(true);
    expect(text(part(chart, 'coverage'))).to.contain('Could not refresh');
    expect(figures(chart)['In this period']).to.equal('314');
    isDown = false;
    await tick();
    expect(clock.seconds()).to.deep.equal([30]);
    expect(chart.matches(':state(stale)')).to.equal(false);
  });

  it('says how old it is, as time goes by', async () => {
    let isDown = false;
    const { chart, tick } = await placePolled({
      answer: ({ path }) => (isDown && path.endsWith('rollup') ? json({}, 503) : undefined),
    });
    isDown = true;
    undo.push(freeze('2026-03-31T12:40:00Z'));
    await tick();
    expect(text(part(chart, 'coverage'))).to.contain('10 minutes old');
    undo.push(freeze('2026-03-31T15:30:00Z'));
    await tick();
    expect(text(part(chart, 'coverage'))).to.contain('3 hours old');
  });

  it('comes by itself while scans are being counted, until all are', async () => {
    const coverage: Answers['coverage'] = { since: '2026-03-20T23:00:00Z', counted: 103, total: 600, matches: null };
    const { chart, clock, tick } = await placePolled({ coverage }, '0');
    expect(clock.seconds()).to.deep.equal([3]);
    Object.assign(coverage, { since: null, counted: 600, matches: true });
    await tick();
    expect([figures(chart)['In this period'], chart.matches(':state(partial)')]).to.deep.equal(['314', false]);
    expect(clock.seconds()).to.deep.equal([]);
  });

  it('comes when counting goes on, where a 429 has stopped it', async () => {
    const { clock } = await placePolled(
      { coverage: { since: '2026-03-20T23:00:00Z', matches: null, resumesAt: '2026-03-31T12:31:00Z' } },
      '0',
    );
    expect(clock.seconds()).to.deep.equal([61]);
  });

  it('does not come where counting has stopped for good', async () => {
    const { clock } = await placePolled(
      { coverage: { since: '2026-03-20T23:00:00Z', matches: null, stopped: 'permission' } },
      '0',
    );
    expect(clock.seconds()).to.deep.equal([]);
  });

  it('asks nobody for scans that the page has', async () => {
    const clock = timers();
    const { made } = await placeCode({}, { refresh: '30' }, { properties: { scans: spring() } });
    await laidOut();
    expect([clock.seconds(), made.asked.length]).to.deep.equal([[], 0]);
  });

  it('asks once more for a code that the grant does not show, and then no more', async () => {
    const { made, tick } = await placePolled({ code: null });
    for (let round = 0; round < 3; round++) await tick();
    expect(made.questions.length).to.equal(4);
    expect(made.asked.filter(({ path }) => path === '/qr-codes/1').length).to.be.at.most(1);
  });
});
