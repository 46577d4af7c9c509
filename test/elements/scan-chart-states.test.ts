import '../../src/elements/scan-chart/define.js';
import type { JsiScanChart } from '../../src/elements/scan-chart/define.js';
import { json, never } from '../support/api.js';
import {
  all,
  bars,
  button,
  change,
  chartClient,
  drawing,
  figures,
  freeze,
  later,
  one,
  openTable,
  part,
  placeChart,
  placeCode,
  rows,
  scansAt,
  settled,
  summary,
  text,
  until,
} from '../support/chart.js';
import { expect, oneEvent } from '../support/fixture.js';

let thaw: () => void;
beforeEach(() => (thaw = freeze()));
afterEach(() => thaw());

const STATES = ['loading', 'empty', 'error', 'partial', 'stale'];
const states = (chart: JsiScanChart) => STATES.filter((state) => chart.matches(`:state(${state})`));
const message = (chart: JsiScanChart) => text(one(chart, '.message'));
const coverage = (chart: JsiScanChart) => text(part(chart, 'coverage'));
const PAST = '2020-01-01T00:00:00Z';

describe('the states of <jsi-scan-chart>', () => {
  it('are none where all is well', async () => {
    expect(states((await placeCode()).chart)).to.deep.equal([]);
  });

  it('are loading, and busy, until the first answer comes', async () => {
    const { chart, made } = await placeCode({ answer: never }, {}, { settle: false });
    await until(() => made.questions.length === 1);
    expect(states(chart)).to.deep.equal(['loading']);
    expect(chart.getAttribute('aria-busy')).to.equal('true');
    expect([text(part(chart, 'summary')), drawing(chart)]).to.deep.equal(['', null]);
  });

  it('are empty for a code without scans, and it says what to do', async () => {
    const { chart } = await placeCode({ scans: [] });
    expect(states(chart)).to.deep.equal(['empty']);
    expect(message(chart)).to.equal('No scans yet. Print or share the code; its first scan appears here.');
    expect(figures(chart)['Total scans']).to.equal('0');
    expect(drawing(chart) === null).to.equal(true);
  });

  it('are none for a period without scans, and it says that it is the period', async () => {
    const { chart } = await placeCode({ scans: scansAt('2025-01-01', 7) });
    expect(states(chart)).to.deep.equal([]);
    expect(message(chart)).to.equal('No scans in this period.');
    expect(figures(chart)).to.include({ 'In this period': '0', 'Total scans': '7' });
  });

  it('has the reason where a filter leaves nothing', async () => {
    const { chart } = await placeCode();
    await change(chart, { filter: { country: 'JP' } });
    expect(message(chart)).to.equal('No scans match this filter.');
  });

  it('are error with neither an id, scans nor a table: it says what is missing', async () => {
    const chart = await placeChart();
    expect(message(chart)).to.equal('Set a qr-id to show its scans, or give the chart scans of your own.');
    const own = await placeChart({}, { content: '<p>Soon.</p>' });
    expect(own.querySelector('p')!.getBoundingClientRect().height).to.be.greaterThan(0);
  });

  for (const [what, answer, words] of [
    ['not allowed (403)', () => json({ message: 'secret' }, 403), 'You may not see this.'],
    ['a plan that has ended (402)', () => json({ message: 'secret' }, 402), 'plan of this site has ended'],
    ['not signed in (401)', () => json({ message: 'secret' }, 401), 'Sign in'],
    ['a code that there is none of', () => json({ message: 'secret' }, 404), 'There is no such QR code.'],
    ['no proxy at the endpoint', () => new Response('<h1>404 secret</h1>', { status: 404 }), 'No Just Scan It proxy'],
    ['too many requests', () => json({ message: 'secret' }, 429), 'Too many requests'],
    ['a token that the API refuses', () => json({ message: 'secret', code: 'upstream-authentication' }, 502), 'check the token'],
    ['a server that fails', () => json({ message: 'secret' }, 500), 'server has a problem'],
    ['no network', () => Promise.reject(new TypeError('secret')), 'No connection'],
    ['a page instead of data', () => new Response('<p>secret', { headers: { 'content-type': 'text/html' } }), 'unexpected'],
    ['data that is no roll-up', () => json({ data: { secret: 1 } }), 'unexpected'],
  ] as [string, () => Response | Promise<Response>, string][]) {
    it(`are error for ${what}, in words of its own and with Retry`, async () => {
      const { chart } = await placeCode({ answer });
      expect(states(chart)).to.deep.equal(['error']);
      expect(text(part(chart, 'error')))
        .to.contain(words)
        .and.not.contain('secret');
      expect(part(chart, 'error')!.getAttribute('role')).to.equal('alert');
      expect(part(chart, 'retry')).to.exist;
      expect(part(chart, 'plot') === null).to.equal(true);
    });
  }

  it('are none any more after Retry has loaded', async () => {
    let isDown = true;
    const { chart } = await placeCode({ answer: () => (isDown ? json({}, 500) : undefined) });
    isDown = false;
    part(chart, 'retry')!.click();
    await oneEvent(chart, 'jsi-load');
    await settled(chart);
    expect(states(chart)).to.deep.equal([]);
    expect(figures(chart)['In this period']).to.equal('314');
  });

  it('let the page replace the text of an error', async () => {
    const { chart } = await placeCode({ answer: () => json({}, 402) }, {}, { content: '<b slot="error">Ask at the desk.</b>' });
    expect(chart.querySelector('b')!.getBoundingClientRect().height).to.be.greaterThan(0);
  });

  it('show the default slot until it is ready, and not then', async () => {
    let send: () => void = () => undefined;
    const wait = new Promise<undefined>((resolve) => (send = () => resolve(undefined)));
    const good = chartClient();
    const answer = () =>
      wait.then(() => good.client.scans.rollup(1, { timeZone: 'UTC', interval: 'day' })).then(() => json({}, 500));
    const { chart } = await placeCode({ answer }, {}, { content: '<a href="/">Scans</a>', settle: false });
    await until(() => chart.matches(':state(loading)'));
    expect(chart.querySelector('a')!.getBoundingClientRect().height).to.be.greaterThan(0);
    send();
    await settled(chart);
    expect(chart.querySelector('a')!.getBoundingClientRect().height).to.equal(0);
  });
});

describe('<jsi-scan-chart> that is not all counted', () => {
  it('is partial: it hatches what is missing, says how far it is, and totals come from the API', async () => {
    const { chart } = await placeCode({ coverage: { since: '2026-03-20T23:00:00Z', counted: 103, total: 600, matches: null } });
    expect(states(chart)).to.deep.equal(['partial']);
    expect(chart.series.map(({ scans }) => scans).filter((scans) => scans === null).length).to.equal(19);
    expect(coverage(chart)).to.contain('Counting: 103 of 600 scans.').and.contain('Everything since Mar 21, 2026 is counted.');
    expect(part(chart, 'coverage')!.querySelector('progress')).to.include({ max: 600, value: 103 });
    expect(figures(chart)).to.deep.equal({ 'In this period': '103', 'This month': '– not counted yet', 'Total scans': '600' });
    expect(drawing(chart)!.querySelector('pattern')).to.exist;
    expect(text(part(chart, 'legend'))).to.contain('Not counted yet');
    const table = rows(await openTable(chart));
    expect(table.at(-1)).to.deep.equal(['Sum', '103']);
  });

  it('says when counting goes on after the API has asked to wait', async () => {
    const { chart } = await placeCode({
      coverage: { since: '2026-03-20T23:00:00Z', matches: null, resumesAt: '2026-03-31T12:31:00Z' },
    });
    expect(coverage(chart)).to.contain('goes on in 60 seconds');
  });

  for (const [stopped, words] of [
    ['unstable-order', 'in no order'],
    ['authentication', 'refuses the access token'],
    ['payment-required', 'plan of this site has ended'],
    ['permission', 'may not read scans'],
    ['not-found', 'does not know this code'],
    ['server', 'has a problem'],
  ] as const) {
    it(`says why it counts no further: ${stopped}`, async () => {
      const { chart } = await placeCode({ coverage: { since: '2026-03-20T23:00:00Z', matches: null, stopped } });
      expect(coverage(chart)).to.contain(words).and.not.contain('Counting: ');
    });
  }

  it('says where what is counted does not add up to the API’s total', async () => {
    const { chart } = await placeCode({ coverage: { counted: 600, total: 602, matches: false } });
    expect(coverage(chart)).to.equal('Bars add up to 600; the API says 602.');
    expect(figures(chart)['Total scans']).to.equal('602');
  });

  it('has the time of what is older than five minutes, and nothing to say of what is not', async () => {
    expect(coverage((await placeCode({ coverage: { asOf: '2026-03-31T12:28:00Z' } })).chart)).to.equal('');
    expect(coverage((await placeCode({ coverage: { asOf: '2026-03-31T12:00:00Z' } })).chart)).to.match(
      /^As of Mar 31, 2026, 2:00.PM$/,
    );
  });

  it('keeps the last good chart when a refresh fails, marks it as stale with its age, and Retry mends that', async () => {
    let isDown = false;
    const { chart } = await placeCode({
      coverage: { asOf: '2026-03-31T12:10:00Z' },
      answer: () => (isDown ? Promise.reject(new TypeError()) : undefined),
    });
    isDown = true;
    await later(2000, () => chart.reload());
    expect(states(chart)).to.deep.equal(['error', 'stale']);
    expect(coverage(chart)).to.equal('Could not refresh; 20 minutes old. No connection. Check the network and try again. Retry');
    expect(figures(chart)['In this period']).to.equal('314');
    expect(drawing(chart)).to.exist;
    isDown = false;
    await later(4000, async () => {
      button(chart, 'Retry').click();
      await oneEvent(chart, 'jsi-load');
    });
    await settled(chart);
    expect(states(chart)).to.deep.equal([]);
    expect(coverage(chart)).to.not.contain('Could not refresh');
  });
});

describe('<jsi-scan-chart> of a code that does not redirect', () => {
  for (const [what, code, words] of [
    ['inactive', { is_active: false }, 'This code is inactive: scans do not redirect.'],
    ['expired', { expires_at: PAST }, 'This code has expired: scans do not redirect.'],
    ['without a licence', { licensed_until: PAST }, 'The licence of this code has ended: scans do not redirect.'],
  ] as const) {
    it(`says that it is ${what}, before all else`, async () => {
      const { chart } = await placeCode({ code });
      await until(() => summary(chart).startsWith(words));
      expect(summary(chart)).to.contain('314 scans from');
    });
  }

  it('says nothing of a licence to a static code, which needs none', async () => {
    const { chart } = await placeCode({ code: { type: 'static', licensed_until: PAST } });
    await until(() => text(one(chart, '#title')).includes('Spring'));
    expect(summary(chart)).to.match(/^314 scans/);
  });

  it('shows its scans without name and marks where the grant has no code', async () => {
    const { chart } = await placeCode({ code: null });
    expect(text(one(chart, '#title'))).to.equal('Scans');
    expect(figures(chart)['In this period']).to.equal('314');
    expect(states(chart)).to.deep.equal([]);
  });
});

describe('wrong attributes of <jsi-scan-chart>', () => {
  for (const [attributes, words] of [
    [{ 'qr-id': 'x' }, '“x” is not the id of a QR code.'],
    [{ 'qr-id': '-1' }, '“-1” is not the id'],
    [{ 'qr-id': '1.5' }, '“1.5” is not the id'],
    [{ 'qr-id': '1/../../user' }, '“1/../../user” is not the id'],
    [{ 'qr-id': '99999999999999999999' }, '“99999999999999999999” is not the id'],
    [{ range: '<img src=x onerror=alert(1)>' }, '“<img src=x onerror=alert(1)>” is not a range.'],
    [{ range: '31d' }, '“31d” is not a range. Use 7d, 30d, 90d, 12m, mtd, ytd or all'],
    [{ range: 'constructor' }, 'is not a range'],
    [{ 'time-zone': 'Mars/Olympus' }, '“Mars/Olympus” is not a time zone.'],
    [{ 'time-zone': '../etc' }, 'is not a time zone'],
    [{ from: '2026-02-30' }, 'is no period'],
    [{ from: '2026-03-10', to: '2026-03-01' }, 'From “2026-03-10” to “2026-03-01” is no period.'],
    [{ from: '31-03-2026' }, 'is no period'],
    [{ from: '2026-03-01', to: '9999-12-31' }, 'is no period'],
    [{ to: 'tomorrow' }, 'is no period'],
    [{ interval: 'minute' }, '“minute” is not an interval.'],
    [{ interval: 'hour', range: '12m' }, 'at most 93 days'],
    [{ interval: 'hour', range: 'all' }, 'at most 93 days'],
    [{ breakdown: 'people' }, '“people” is not a breakdown'],
    [{ breakdown: '__proto__' }, 'is not a breakdown'],
  ] as [Record<string, string>, string][]) {
    it(`are said in place, and nothing is asked: ${JSON.stringify(attributes)}`, async () => {
      const { chart, made } = await placeCode({}, attributes);
      expect(text(part(chart, 'error'))).to.contain(words);
      expect(states(chart)).to.deep.equal(['error']);
      expect(part(chart, 'retry') === null, 'nothing to try again').to.equal(true);
      expect(made.asked).to.deep.equal([]);
      expect(all(chart, 'img').length).to.equal(0);
    });
  }

  it('come and go: a right one loads, a wrong one hides what was shown', async () => {
    const { chart, made } = await placeCode({}, { range: 'x' });
    await change(chart, { range: '7d' });
    expect(figures(chart)['In this period']).to.equal('63');
    await change(chart, { range: 'y' });
    expect(figures(chart)).to.deep.equal({});
    expect(text(part(chart, 'error'))).to.contain('“y”');
    await change(chart, { range: '7d' });
    expect(figures(chart)['In this period']).to.equal('63');
    expect(made.questions.length).to.equal(1);
  });

  for (const lang of ['!!', 'EN', 'en-us', 'x', 'not_a_language', 'de-DE-u-co-phonebk', ' ']) {
    it(`do not keep it from being drawn once and no more: lang="${lang}"`, async () => {
      const { chart } = await placeCode({}, { lang });
      let updates = 0;
      chart.addController({ hostUpdated: () => updates++ });
      await settled(chart);
      await settled(chart);
      expect(updates).to.be.below(5);
      expect(figures(chart)['In this period']).to.equal('314');
    });
  }

  it('of refresh are no reason to poll', async () => {
    for (const refresh of ['x', '-5', 'NaN', '']) {
      const { chart, made } = await placeCode({}, { refresh });
      expect([figures(chart)['In this period'], made.questions.length]).to.deep.equal(['314', 1]);
    }
  });
});

describe('text from the API in <jsi-scan-chart>', () => {
  const EVIL = '"><img src=x onerror="top.hacked=1"><script>top.hacked=1</script>';
  const strays = (chart: JsiScanChart) => all(chart, 'img, script, iframe, a, [onerror], [href]').length;

  it('stays text as the name of a code', async () => {
    const { chart } = await placeCode({ code: { name: EVIL } }, { controls: '' });
    await until(() => text(one(chart, '#title')) === `Scans of ${EVIL}`);
    expect(strays(chart)).to.equal(0);
    const svg = await (await chart.toBlob({ type: 'image/svg+xml' })).text();
    const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
    expect(parsed.querySelectorAll('parsererror, img, script').length).to.equal(0);
  });

  it('stays text as a value of every breakdown', async () => {
    const fields = {
      device: EVIL,
      country_code: EVIL,
      utm_source: EVIL,
      utm_medium: EVIL,
      utm_campaign: EVIL,
      resolved_url: `javascript:${EVIL}`,
    };
    const { chart } = await placeCode({ scans: scansAt('2026-03-30', 2, fields) }, { breakdown: 'utm-source', controls: '' });
    for (const breakdown of ['device', 'country', 'utm-source', 'utm-medium', 'utm-campaign', 'destination'] as const) {
      await change(chart, { breakdown });
      expect(bars(chart)[0]![0]!.toLowerCase(), breakdown).to.contain('<img src=x');
      expect(strays(chart), breakdown).to.equal(0);
    }
    await openTable(chart);
    expect(strays(chart)).to.equal(0);
    expect('hacked' in window).to.equal(false);
  });

  it('stays text in rules', async () => {
    const rules = [{ id: 1, url: `javascript:${EVIL}`, is_active: true, start_at: '2026-03-10T00:00:00Z', end_at: null }];
    const { chart } = await placeCode({ code: { rules } });
    await until(() => part(chart, 'marks'));
    expect(text(part(chart, 'marks'))).to.contain('javascript:"><img');
    expect(strays(chart)).to.equal(0);
  });

  for (const [what, code] of [
    ['dates that are none', { created_at: 'x', expires_at: 'soon', licensed_until: '99999-01-01' }],
    ['rules that are none', { rules: [{ id: 1 }, { id: 2, start_at: 'x', end_at: 'y', is_active: true }] }],
    ['a name that is none', { name: null }],
  ] as [string, Record<string, unknown>][]) {
    it(`does no harm as ${what}`, async () => {
      const { chart } = await placeCode({ code });
      await settled(chart);
      expect(figures(chart)['In this period']).to.equal('314');
      expect(summary(chart)).to.match(/^314 scans/);
    });
  }
});
