import '../../src/elements/scan-chart/define.js';
import type { JsiScanChart } from '../../src/elements/scan-chart/define.js';
import {
  all,
  bars,
  button,
  change,
  drawing,
  figures,
  freeze,
  one,
  openTable,
  part,
  placeCode,
  press,
  rows,
  scansAt,
  settled,
  SHARES,
  spring,
  summary,
  text,
  until,
} from '../support/chart.js';
import { expect, html } from '../support/fixture.js';

let thaw: () => void;
beforeEach(() => (thaw = freeze()));
afterEach(() => thaw());

const legend = (chart: JsiScanChart) => all(chart, '[part=legend] li').map(text);
/** Share of the width that each bar takes. */
const lengths = (chart: JsiScanChart) =>
  all(chart, '.bar rect').map((rect) => Math.round(parseFloat(rect.getAttribute('width')!)));

describe('a breakdown of <jsi-scan-chart>', () => {
  it('is ranked bars with counts and shares of the period, unknown among them', async () => {
    const { chart } = await placeCode({}, { breakdown: 'device' });
    expect(bars(chart)).to.deep.equal(SHARES.map(([device, , scans, share]) => [device, String(scans), share]));
    expect(lengths(chart)).to.deep.equal([100, 88, 20, 20, 1]);
    expect(summary(chart)).to.contain('Most: iOS, 44%.');
  });

  it('has countries in the language of the page', async () => {
    const { chart } = await placeCode({}, { breakdown: 'country' });
    expect(bars(chart).map(([name]) => name)).to.deep.equal(SHARES.map(([, country]) => country));
    const german = await placeCode({}, { breakdown: 'country', lang: 'de' });
    expect(bars(german.chart).slice(0, 2)).to.deep.equal([
      ['Niederlande', '138', '44 %'],
      ['Deutschland', '121', '39 %'],
    ]);
  });

  it('shows codes that are no country as they are', async () => {
    const scans = [...scansAt('2026-03-30', 2, { country_code: 'T1' }), ...scansAt('2026-03-30', 1, { country_code: '??' })];
    const { chart } = await placeCode({ scans }, { breakdown: 'country' });
    expect(bars(chart).map(([name]) => name)).to.deep.equal(['T1', '??']);
  });

  it('has referring sites without their paths, UTMs, and destinations without their scheme', async () => {
    const fields = {
      referer: 'https://www.news.example/secret?who=me',
      utm_source: 'flyer',
      utm_medium: 'print',
      utm_campaign: 'May',
      resolved_url: 'https://www.shop.example/sale',
    };
    const { chart } = await placeCode({ scans: scansAt('2026-03-30', 4, fields) }, { breakdown: 'referrer' });
    const names: string[] = [];
    for (const breakdown of ['referrer', 'utm-source', 'utm-medium', 'utm-campaign', 'destination'] as const) {
      await change(chart, { breakdown });
      names.push(bars(chart)[0]![0]!);
    }
    expect(names).to.deep.equal(['news.example', 'flyer', 'print', 'May', 'shop.example/sale']);
  });

  it('names what is not known by what is missing', async () => {
    const { chart } = await placeCode({ scans: scansAt('2026-03-30', 4) }, { breakdown: 'referrer' });
    const names: string[] = [];
    for (const breakdown of [
      'device',
      'country',
      'referrer',
      'utm-source',
      'utm-medium',
      'utm-campaign',
      'destination',
    ] as const) {
      await change(chart, { breakdown });
      names.push(bars(chart)[0]![0]!);
    }
    expect(names).to.deep.equal([
      'Unknown device',
      'Unknown country',
      'No referring site',
      'No source',
      'No medium',
      'No campaign',
      'No destination',
    ]);
  });

  it('shows eight values, and all when that is asked for', async () => {
    const scans = Array.from({ length: 12 }, (_, index) =>
      scansAt('2026-03-30', 20 - index, { utm_source: `source ${index + 1}` }),
    ).flat();
    const { chart } = await placeCode({ scans }, { breakdown: 'utm-source' });
    expect(bars(chart).map(([name]) => name)).to.deep.equal(Array.from({ length: 8 }, (_, index) => `source ${index + 1}`));
    expect(button(chart, 'Show all 12').getAttribute('aria-expanded')).to.equal('false');
    button(chart, 'Show all 12').click();
    await settled(chart);
    expect(bars(chart).at(-1)).to.deep.equal(['source 12', '9', '5.2%']);
    expect(button(chart, 'Show fewer').getAttribute('aria-expanded')).to.equal('true');
    button(chart, 'Show fewer').click();
    await settled(chart);
    expect(bars(chart).length).to.equal(8);
  });

  it('sums up what the answer does not list as others, so that shares add up', async () => {
    const scans = Array.from({ length: 60 }, (_, index) => scansAt('2026-03-30', 2, { utm_source: `source ${index}` })).flat();
    const { chart } = await placeCode({ scans }, { breakdown: 'utm-source' });
    button(chart, 'Show all 51').click();
    await settled(chart);
    expect(bars(chart).at(-1)).to.deep.equal(['Others', '20', '17%']);
    expect(bars(chart).reduce((sum, [, count]) => sum + Number(count), 0)).to.equal(120);
  });

  it('keeps the trend above it, smaller', async () => {
    const { chart } = await placeCode({}, { breakdown: 'device' });
    expect(drawing(chart)!.getBoundingClientRect().height).to.equal(72);
    await change(chart, { breakdown: 'time' });
    expect(drawing(chart)!.getBoundingClientRect().height).to.equal(240);
    expect(part(chart, 'bars') === null).to.equal(true);
  });

  it('has a table of values, counts and shares', async () => {
    const { chart } = await placeCode({}, { breakdown: 'device' });
    expect(rows(await openTable(chart))).to.deep.equal([
      ['Value', 'Scans', 'Share'],
      ...SHARES.map(([device, , scans, share]) => [device, String(scans), share]),
      ['Sum', '314', ''],
    ]);
  });

  it('of counts in steps says so, and is no way to filter', async () => {
    const { chart } = await placeCode({ minCell: 5 }, { breakdown: 'device', controls: '' });
    expect(text(part(chart, 'base'))).to.contain('Counts by value are in steps of 5');
    expect(all(chart, '[part=bars] button').length).to.equal(0);
    expect(bars(chart).every(([name, count]) => name === 'Others' || Number(count) % 5 === 0)).to.equal(true);
    expect(bars(chart).reduce((sum, [, count]) => sum + Number(count), 0)).to.equal(314);
  });
});

describe('the heat map of <jsi-scan-chart>', () => {
  const table = (chart: JsiScanChart) => part(chart, 'heat') as HTMLTableElement;
  const cells = (chart: JsiScanChart) =>
    [...table(chart).tBodies[0]!.rows].map((row) => [text(row.cells[0]), ...[...row.cells].slice(1).map(text)]);

  it('has scans by weekday and hour of the zone', async () => {
    const { chart } = await placeCode({}, { breakdown: 'weekday-hour', 'time-zone': 'UTC' });
    const byDay = new Map(cells(chart).map(([day, ...hours]) => [day, hours]));
    // Five Mondays of 10; Tuesdays of 10, 10, 40 and 10, and the three of today at nine; Sundays of 1, 10, 10 and 10.
    expect([byDay.get('Mon')![12], byDay.get('Tue')![12], byDay.get('Tue')![9], byDay.get('Sun')![12]]).to.deep.equal([
      '50',
      '70',
      '3',
      '31',
    ]);
    const sum = [...byDay.values()].flat().reduce((total, scans) => total + Number(scans), 0);
    expect(sum).to.equal(314);
    expect(summary(chart)).to.contain('Busiest: Tuesday, 12 PM.');
  });

  it('shades more scans more', async () => {
    const { chart } = await placeCode({}, { breakdown: 'weekday-hour', 'time-zone': 'UTC' });
    const shadeOf = (day: string, hour: number) =>
      [...table(chart).tBodies[0]!.rows].find((row) => text(row.cells[0]) === day)!.cells[hour + 1]!.className;
    expect([shadeOf('Tue', 12), shadeOf('Mon', 12), shadeOf('Sun', 12), shadeOf('Tue', 9), shadeOf('Tue', 10)]).to.deep.equal([
      'shade-5',
      'shade-4',
      'shade-3',
      'shade-1',
      'shade-0',
    ]);
  });

  for (const [lang, first] of [
    ['en', 'Sun'],
    ['nl', 'ma'],
    ['ar-EG', 'السبت'],
    ['en-GB', 'Mon'],
  ] as const) {
    it(`begins the week as the language does: ${lang}`, async () => {
      const { chart } = await placeCode({}, { breakdown: 'weekday-hour', lang });
      expect(cells(chart)[0]![0]).to.equal(first);
    });
  }

  it('is a table with a caption and headings', async () => {
    const { chart } = await placeCode({}, { breakdown: 'weekday-hour' });
    expect(text(table(chart).caption)).to.equal('Weekday and hour');
    expect(all(chart, '.heat thead th[scope=col]').length).to.equal(24);
    expect(all(chart, '.heat tbody th[scope=row]').length).to.equal(7);
  });

  it('is one tab stop, and arrows move from hour to hour and from day to day', async () => {
    const { chart } = await placeCode({}, { breakdown: 'weekday-hour', controls: '', 'time-zone': 'UTC' });
    const stops = () => all(chart, '.heat button').filter(({ tabIndex }) => tabIndex === 0);
    const focused = () => chart.shadowRoot!.activeElement!.getAttribute('aria-label');
    const go = (key: string) => press(chart, key, chart.shadowRoot!.activeElement!);
    expect(stops().length).to.equal(1);
    stops()[0]!.focus();
    expect(focused()).to.equal('Sunday, 12 AM: 0 scans');
    for (const [key, at] of [
      ['ArrowRight', 'Sunday, 1 AM: 0 scans'],
      ['ArrowDown', 'Monday, 1 AM: 0 scans'],
      ['ArrowLeft', 'Monday, 12 AM: 0 scans'],
      ['ArrowLeft', 'Monday, 12 AM: 0 scans'],
      ['ArrowUp', 'Sunday, 12 AM: 0 scans'],
      ['ArrowUp', 'Sunday, 12 AM: 0 scans'],
      ['End', 'Sunday, 11 PM: 0 scans'],
      ['ArrowRight', 'Sunday, 11 PM: 0 scans'],
      ['Home', 'Sunday, 12 AM: 0 scans'],
    ] as const) {
      await go(key);
      expect(focused(), key).to.equal(at);
      expect(stops().length).to.equal(1);
    }
  });

  it('mirrors its arrows where text runs from right to left', async () => {
    const page = html`<div dir="rtl"></div>`;
    const { chart } = await placeCode({}, { breakdown: 'weekday-hour', controls: '', 'time-zone': 'UTC' }, { page });
    all(chart, '.heat button')[0]!.focus();
    await press(chart, 'ArrowLeft', chart.shadowRoot!.activeElement!);
    expect(chart.shadowRoot!.activeElement!.getAttribute('aria-label')).to.contain('Sunday, 1 AM');
  });

  it('scrolls by keyboard where nothing in it takes the focus', async () => {
    const { chart } = await placeCode({}, { breakdown: 'weekday-hour' }, { page: html`<div style="inline-size: 320px"></div>` });
    expect(one(chart, '.scroll')!.tabIndex).to.equal(0);
    expect(one(chart, '.scroll')!.scrollWidth).to.be.greaterThan(one(chart, '.scroll')!.clientWidth);
    expect(chart.scrollWidth).to.be.at.most(320);
  });
});

describe('compare of <jsi-scan-chart>', () => {
  it('says the change, up to the same time of the period before', async () => {
    const { chart, made } = await placeCode({}, { compare: 'previous' });
    expect(made.questions[0]).to.include({ compare: 'previous' });
    // 314 / 204 = 1.539.
    expect(figures(chart)['In this period']).to.equal('314 ▲ 54%54% more than before');
    expect(summary(chart)).to.contain('54% more than in the period before. Both are counted up to the same time of the period.');
    expect(one(chart, '.change')!.title).to.contain('up to the same time');
    expect(legend(chart)).to.deep.equal(['This period', 'Period before', 'Not over yet']);
  });

  it('draws the period before in another dash and colour', async () => {
    const { chart } = await placeCode({}, { compare: 'previous' });
    const [line, previous] = ['.line:not(.running)', '.previous'].map((of) =>
      getComputedStyle(drawing(chart)!.querySelector(of)!),
    );
    expect(line!.stroke).to.not.equal(previous!.stroke);
    expect([line!.strokeDasharray, previous!.strokeDasharray]).to.deep.equal(['none', '2px, 4px']);
    expect(drawing(chart)!.querySelector('.previous')!.getAttribute('d')!.split('L').length).to.equal(30);
  });

  it('compares whole periods without that word', async () => {
    const { chart } = await placeCode({}, { compare: 'previous', from: '2026-03-16', to: '2026-03-22' });
    // 100 against 61 in the week from 9 March… which is 70.
    expect(figures(chart)['In this period']).to.equal('100 ▲ 43%43% more than before');
    expect(summary(chart)).to.contain('43% more than in the period before.').and.not.contain('same time');
  });

  for (const [what, before, now, figure, sentence] of [
    ['fewer', 20, 5, '5 ▼ 75%75% fewer than before', '75% fewer than in the period before.'],
    ['as many', 20, 20, '20 = as many as beforeas many as before', 'As many as in the period before.'],
    ['new: never a percentage from nothing', 0, 20, '20 newnew', 'There were none in the period before.'],
  ] as const) {
    it(`says ${what}`, async () => {
      const scans = [...scansAt('2026-01-01', 1), ...scansAt('2026-03-03', before), ...scansAt('2026-03-10', now)];
      const { chart } = await placeCode({ scans }, { compare: 'previous', from: '2026-03-08', to: '2026-03-14' });
      expect(figures(chart)['In this period']).to.equal(figure);
      expect(summary(chart)).to.contain(sentence);
      expect(text(part(chart, 'base')))
        .to.not.contain('100%')
        .and.not.contain('∞');
    });
  }

  it('has no percentage for a code whose first scan came within the period before', async () => {
    const scans = [...scansAt('2026-03-06', 2), ...scansAt('2026-03-10', 20)];
    const { chart } = await placeCode({ scans }, { compare: 'previous', from: '2026-03-08', to: '2026-03-14' });
    expect(figures(chart)['In this period']).to.equal('20');
    expect(summary(chart)).to.contain('cannot be compared').and.not.contain('%');
  });

  it('says nothing where the period before is not counted', async () => {
    const { chart } = await placeCode({ coverage: { since: '2026-03-01T23:00:00Z', matches: null } }, { compare: 'previous' });
    expect(figures(chart)['In this period']).to.equal('314');
    expect(summary(chart)).to.not.contain('period before');
  });

  it('of the month to date are whole months, and of the year to date the year before', async () => {
    const month = await placeCode({}, { compare: 'previous', range: 'mtd' });
    // March against February, whose 28 days are all over by the 31st: 321 against 200.
    expect(figures(month.chart)['In this period']).to.contain('61% more than before');
    const year = await placeCode({}, { compare: 'previous', range: 'ytd' });
    expect(year.made.questions[0]).to.include({ compare: 'year' });
  });

  it('has a column of its own in the table', async () => {
    const { chart } = await placeCode({}, { compare: 'previous', from: '2026-03-16', to: '2026-03-18' });
    expect(rows(await openTable(chart)).map((row) => row.slice(1))).to.deep.equal([
      ['Scans', 'Period before'],
      ['10', '10'],
      ['40', '10'],
      ['10', '10'],
      ['60', '30'],
    ]);
  });
});

describe('the time axis of <jsi-scan-chart>', () => {
  it('has a legend for what is dashed alone', async () => {
    expect(legend((await placeCode()).chart)).to.deep.equal(['Not over yet']);
    expect(legend((await placeCode({}, { from: '2026-03-01', to: '2026-03-10' })).chart)).to.deep.equal([]);
  });

  it('marks expiry, licence, beginning and rule windows where the grant shows them, and says what they are', async () => {
    const code = {
      created_at: '2026-03-05T12:00:00Z',
      expires_at: '2026-03-30T12:00:00Z',
      licensed_until: '2027-01-01T00:00:00Z',
      rules: [
        {
          id: 1,
          url: 'https://shop.example/sale',
          is_active: true,
          start_at: '2026-03-10T00:00:00Z',
          end_at: '2026-03-20T00:00:00Z',
        },
        { id: 2, url: 'https://shop.example/off', is_active: false, start_at: '2026-03-10T00:00:00Z', end_at: null },
        { id: 3, url: 'https://shop.example/old', is_active: true, start_at: null, end_at: '2026-01-01T00:00:00Z' },
      ],
    };
    const { chart } = await placeCode({ code });
    await until(() => part(chart, 'marks'));
    await settled(chart);
    expect([...part(chart, 'marks')!.children].map(text)).to.deep.equal([
      'A Created Mar 5, 2026',
      'B Expires Mar 30, 2026',
      'C Rule to shop.example/sale: Mar 10, 2026 to Mar 20, 2026',
    ]);
    expect([drawing(chart)!.querySelectorAll('.mark').length, drawing(chart)!.querySelectorAll('.band').length]).to.deep.equal([
      2, 1,
    ]);
    const signs = [...drawing(chart)!.querySelectorAll('.label')].map(text).filter((sign) => /^[A-Z]$/.test(sign));
    expect(signs).to.deep.equal(['A', 'B', 'C']);
    // The eighth of eighteen days of thirty: the 10th is nine days, an hour short of it, from the second.
    const band = drawing(chart)!.querySelector('.band')!.getBoundingClientRect();
    const grid = drawing(chart)!.querySelector('.grid')!.getBoundingClientRect();
    expect((band.left - grid.left) / grid.width).to.be.closeTo(8.04 / 30, 0.003);
    expect(band.width / grid.width).to.be.closeTo(10 / 30, 0.003);
  });

  it('has no marks above a breakdown', async () => {
    const { chart } = await placeCode({ code: { created_at: '2026-03-05T12:00:00Z' } }, { breakdown: 'device' });
    await until(() => text(one(chart, '#title')).includes('Spring'));
    await settled(chart);
    expect(part(chart, 'marks') === null).to.equal(true);
    expect(drawing(chart)!.querySelectorAll('.mark').length).to.equal(0);
  });
});

describe('weighted destinations of <jsi-scan-chart>', () => {
  const rules = (weights: readonly number[]) =>
    weights.map((weight, index) => ({
      id: index + 1,
      url: `https://shop.example/${'ab'[index]!}`,
      weight,
      priority: 0,
      is_active: true,
    }));
  const scans = [
    ...scansAt('2026-03-30', 80, { resolved_url: 'https://shop.example/a' }),
    ...scansAt('2026-03-29', 20, { resolved_url: 'https://shop.example/b' }),
  ];
  const split = (chart: JsiScanChart) => all(chart, '[part=marks] li').map(text);

  it('are set against their weights, with an interval of 95 %', async () => {
    const { chart } = await placeCode({ scans, code: { rules: rules([3, 1]) } }, { breakdown: 'destination' });
    await until(() => split(chart).length);
    // Wilson: 80 of 100 is 0.711 to 0.867, 20 of 100 is 0.133 to 0.289.
    expect(split(chart)).to.deep.equal([
      'shop.example/a asked for 75%, seen 80% (between 71% and 87%, 95 %)',
      'shop.example/b asked for 25%, seen 20% (between 13% and 29%, 95 %)',
    ]);
  });

  it('that chance does not explain are called so', async () => {
    const { chart } = await placeCode({ scans, code: { rules: rules([1, 1]) } }, { breakdown: 'destination' });
    await until(() => split(chart).length);
    expect(split(chart).every((row) => row.endsWith('unlikely by chance'))).to.equal(true);
  });

  it('are nothing to say of where rules have conditions', async () => {
    const conditional = rules([1, 1]).map((rule) => ({ ...rule, device: 'ios' }));
    const { chart } = await placeCode({ scans, code: { rules: conditional } }, { breakdown: 'destination' });
    await until(() => text(one(chart, '#title')).includes('Spring'));
    await settled(chart);
    expect(split(chart)).to.deep.equal([]);
  });
});

it('<jsi-scan-chart> writes numbers as the language does', async () => {
  const scans = [...spring(), ...scansAt('2026-03-30', 1500)];
  const { chart } = await placeCode({ scans }, { lang: 'de' });
  expect(figures(chart)['In this period']).to.equal('1.814');
});
