import '../../src/elements/scan-chart/define.js';
import type { JsiFilterEvent, JsiScanChart } from '../../src/elements/scan-chart/define.js';
import type { Filter } from '../../src/scans/types.js';
import { json } from '../support/api.js';
import {
  all,
  bars,
  button,
  change,
  choose,
  cursor,
  downloads,
  drawing,
  figures,
  freeze,
  one,
  option,
  part,
  placeChart,
  placeCode,
  press,
  said,
  scansAt,
  settled,
  summary,
  text,
  until,
} from '../support/chart.js';
import { replace } from '../support/element.js';
import { expect, html } from '../support/fixture.js';

let thaw: () => void;
let restore: () => void = () => undefined;
beforeEach(() => (thaw = freeze()));
afterEach(() => {
  thaw();
  restore();
  restore = () => undefined;
});

const controls = '';
const labels = (chart: JsiScanChart) => all(chart, '.options label').map((label) => text(label.querySelector('span') ?? label));
const chips = (chart: JsiScanChart) => all(chart, '.chips button').map((chip) => chip.getAttribute('aria-label'));

describe('the options of <jsi-scan-chart controls>', () => {
  it('are named, and say what is shown', async () => {
    const { chart } = await placeCode({}, { controls, range: '90d', breakdown: 'country', compare: 'previous' });
    expect(labels(chart)).to.deep.equal(['Range', 'Show', 'Interval', 'Time zone', 'Compare']);
    expect(['Range', 'Show', 'Interval', 'Time zone'].map((name) => option(chart, name)!.value)).to.deep.equal([
      '90d',
      'country',
      'auto',
      'Europe/Amsterdam',
    ]);
    expect((option(chart, 'Compare') as HTMLInputElement).checked).to.equal(true);
  });

  it('follow the attributes', async () => {
    const { chart } = await placeCode({}, { controls });
    await change(chart, { range: '7d', breakdown: 'device', interval: 'week', compare: 'previous', timeZone: 'Asia/Tokyo' });
    expect(['Range', 'Show', 'Interval', 'Time zone'].map((name) => option(chart, name)!.value)).to.deep.equal([
      '7d',
      'device',
      'week',
      'Asia/Tokyo',
    ]);
    expect((option(chart, 'Compare') as HTMLInputElement).checked).to.equal(true);
  });

  it('of the range change the chart, and ask once', async () => {
    const { chart, made } = await placeCode({}, { controls });
    await choose(chart, 'Range', '7d');
    expect([chart.range, figures(chart)['In this period'], made.questions.length]).to.deep.equal(['7d', '63', 2]);
    await choose(chart, 'Range', 'all');
    expect([figures(chart)['In this period'], made.questions.length]).to.deep.equal(['600', 3]);
  });

  it('of what is shown change the chart, and ask once', async () => {
    const { chart, made } = await placeCode({}, { controls });
    await choose(chart, 'Show', 'device');
    expect([bars(chart)[0]![0], made.questions.length]).to.deep.equal(['iOS', 2]);
    await choose(chart, 'Show', 'weekday-hour');
    expect([Boolean(part(chart, 'heat')), made.questions.length]).to.deep.equal([true, 3]);
    await choose(chart, 'Show', 'time');
    // Asked before, and not long ago.
    expect([Boolean(part(chart, 'heat')), made.questions.length]).to.deep.equal([false, 3]);
  });

  it('of the interval and of comparing change the chart, and ask once', async () => {
    const { chart, made } = await placeCode({}, { controls });
    await choose(chart, 'Interval', 'week');
    expect([chart.series.length, made.questions.length]).to.deep.equal([5, 2]);
    const compare = option(chart, 'Compare') as HTMLInputElement;
    compare.click();
    await settled(chart);
    expect([chart.compare, made.questions.length]).to.deep.equal(['previous', 3]);
    expect(summary(chart)).to.contain('more than in the period before');
    compare.click();
    await settled(chart);
    expect([chart.compare, summary(chart).includes('before')]).to.deep.equal([null, false]);
  });

  it('of the zone have every zone once somebody looks, and change the days', async () => {
    const { chart } = await placeCode({}, { controls });
    expect((option(chart, 'Time zone') as HTMLSelectElement).options.length).to.equal(1);
    option(chart, 'Time zone')!.focus();
    await settled(chart);
    expect((option(chart, 'Time zone') as HTMLSelectElement).options.length).to.be.greaterThan(400);
    expect(option(chart, 'Time zone')!.value).to.equal('Europe/Amsterdam');
    await choose(chart, 'Time zone', 'Pacific/Auckland');
    expect(text(one(chart, '.head .quiet'))).to.contain('Apr 1, 2026 · Time zone: Pacific/Auckland');
  });

  it('of the zone ask for nothing when another is chosen, and count its days exactly', async () => {
    const { chart, made } = await placeCode({}, { controls });
    option(chart, 'Time zone')!.focus();
    await until(() => made.questions.length === 2);
    expect(made.questions[1]).to.include({ slots: '1', time_zone: 'Europe/Amsterdam' });
    await settled(chart);
    for (const [zone, lastDays, from, scans] of [
      // Noon of UTC is one o’clock of the next day, and nine in the morning ten in the evening.
      ['Pacific/Auckland', [10, 13, 0], 'Mar 3, 2026', '314'],
      ['America/Los_Angeles', [10, 10, 3], 'Mar 2, 2026', '314'],
      // Eight in the evening of 1 March is a quarter to two of the second.
      ['Asia/Katmandu', [10, 10, 3], 'Mar 2, 2026', '317'],
      ['Pacific/Kiritimati', [10, 13, 0], 'Mar 3, 2026', '314'],
    ] as const) {
      await choose(chart, 'Time zone', zone);
      expect(
        chart.series.slice(-3).map(({ scans }) => scans),
        zone,
      ).to.deep.equal(lastDays);
      expect(figures(chart), zone).to.include({ 'In this period': scans, 'Total scans': '600' });
      expect(text(one(chart, '.head .quiet')))
        .to.contain(`${from} to`)
        .and.contain(zone);
    }
    expect(made.questions.length).to.equal(2);
  });

  it('of dates begin with what is shown, and ask for each change once', async () => {
    const { chart, made } = await placeCode({}, { controls });
    await choose(chart, 'Range', 'custom');
    expect([option(chart, 'From')!.value, option(chart, 'To')!.value]).to.deep.equal(['2026-03-02', '2026-03-31']);
    expect(made.questions.length, 'the same days').to.equal(1);
    await choose(chart, 'From', '2026-03-30');
    expect([figures(chart)['In this period'], made.questions.length]).to.deep.equal(['13', 2]);
    await choose(chart, 'To', '2026-03-30');
    expect([figures(chart)['In this period'], made.questions.length]).to.deep.equal(['10', 3]);
    await choose(chart, 'Range', '7d');
    expect(option(chart, 'From') === null).to.equal(true);
    expect([chart.from, chart.to, figures(chart)['In this period']]).to.deep.equal([null, null, '63']);
  });

  it('of dates in the wrong order say so, and ask nothing', async () => {
    const { chart, made } = await placeCode({}, { controls, from: '2026-03-10', to: '2026-03-20' });
    await choose(chart, 'From', '2026-03-25');
    expect(text(one(chart, '.problem'))).to.equal('The first date must not be after the second.');
    expect(one(chart, '.problem')!.getAttribute('role')).to.equal('alert');
    expect(option(chart, 'From')!.getAttribute('aria-invalid')).to.equal('true');
    expect([made.questions.length, figures(chart)['In this period']]).to.deep.equal([1, '140']);
    await choose(chart, 'From', '2026-03-15');
    expect(one(chart, '.problem') === null).to.equal(true);
    expect(figures(chart)['In this period']).to.equal('90');
  });

  it('take no half of a date', async () => {
    const { chart, made } = await placeCode({}, { controls, from: '2026-03-10', to: '2026-03-20' });
    await choose(chart, 'To', '');
    expect([chart.to, made.questions.length]).to.deep.equal(['2026-03-20', 1]);
  });

  it('say what has come of them, once it is there', async () => {
    const { chart } = await placeCode({}, { controls });
    expect(said(chart)).to.equal('');
    await choose(chart, 'Range', '7d');
    await until(() => said(chart) !== '');
    expect(said(chart)).to.match(/^Loaded\. 63 scans from Mar 25, 2026 to Mar 31, 2026\./);
  });

  it('are there, and work, where scans could not be loaded', async () => {
    let isDown = true;
    const { chart } = await placeCode({ answer: () => (isDown ? json({}, 500) : undefined) }, { controls });
    expect(chart.matches(':state(error)')).to.equal(true);
    isDown = false;
    await choose(chart, 'Range', '7d');
    expect(figures(chart)['In this period']).to.equal('63');
  });

  it('show the whole chart on the screen, and back', async () => {
    const { chart } = await placeCode({}, { controls });
    const full: (Element | null)[] = [];
    const show = (element: Element | null) => {
      full.push(element);
      back.push(replace(document, 'fullscreenElement', element));
      return Promise.resolve();
    };
    const back = [replace(chart, 'requestFullscreen', () => show(chart)), replace(document, 'exitFullscreen', () => show(null))];
    restore = () => back.reverse().forEach((one) => one());
    button(chart, 'Full screen').click();
    await settled(chart);
    expect(button(chart, 'Leave full screen').getAttribute('aria-pressed')).to.equal('true');
    button(chart, 'Leave full screen').click();
    await settled(chart);
    expect(full.map((one) => one === chart)).to.deep.equal([true, false]);
    expect(button(chart, 'Full screen').getAttribute('aria-pressed')).to.equal('false');
  });
});

describe('the filter of <jsi-scan-chart controls>', () => {
  const filters = (chart: JsiScanChart) => {
    const seen: Filter[] = [];
    chart.addEventListener('jsi-filter', (event: JsiFilterEvent) => seen.push(event.filter));
    return seen;
  };

  it('is set by a click on a bar, asked for once, and told to the page', async () => {
    const { chart, made } = await placeCode({}, { controls, breakdown: 'device' });
    const seen = filters(chart);
    button(chart, /^Android/).click();
    await settled(chart);
    expect(seen).to.deep.equal([{ device: 'android' }]);
    expect(made.questions.at(-1)).to.include({ 'filter[device]': 'android' });
    expect([made.questions.length, figures(chart)['In this period'], figures(chart)['Total scans']]).to.deep.equal([
      2,
      '121',
      '600',
    ]);
    expect(chips(chart)).to.deep.equal(['Remove filter: Devices: Android']);
    await choose(chart, 'Show', 'country');
    expect(bars(chart)).to.deep.equal([['Germany', '121', '100%']]);
  });

  it('is set by Enter on a bar', async () => {
    const { chart } = await placeCode({}, { controls, breakdown: 'device' });
    const bar = button(chart, /^iOS/);
    bar.focus();
    // A button of the browser’s own: Enter clicks it.
    expect([bar.type, bar.tabIndex]).to.deep.equal(['button', 0]);
    bar.click();
    await settled(chart);
    expect(chart.filter).to.deep.equal({ device: 'ios' });
  });

  it('takes what is unknown, too', async () => {
    const { chart, made } = await placeCode({}, { controls, breakdown: 'country' });
    button(chart, /^Unknown country/).click();
    await settled(chart);
    expect(made.questions.at(-1)).to.include({ 'filter[country]': '' });
    expect(figures(chart)['In this period']).to.equal('27');
    expect(chips(chart)).to.deep.equal(['Remove filter: Countries: Unknown country']);
  });

  it('adds up, and each part is taken away by its chip', async () => {
    const { chart } = await placeCode({}, { controls, breakdown: 'device' });
    const seen = filters(chart);
    button(chart, /^iOS/).click();
    await settled(chart);
    await choose(chart, 'Show', 'weekday-hour');
    button(chart, 'Tuesday, 1 PM: 15 scans').click();
    await settled(chart);
    expect(figures(chart)['In this period']).to.equal('15');
    expect(chips(chart).length).to.equal(3);
    button(chart, 'Remove filter: Devices: iOS').click();
    await settled(chart);
    expect(seen.at(-1)).to.deep.equal({ weekday: 2, hour: 13 });
    button(chart, /^Remove filter: Tuesday/).click();
    await settled(chart);
    button(chart, /^Remove filter/).click();
    await settled(chart);
    expect(seen.at(-1)).to.deep.equal({});
    expect(chips(chart)).to.deep.equal([]);
    expect(figures(chart)['In this period']).to.equal('314');
  });

  it('keeps the focus in the chart when a chip goes', async () => {
    const { chart } = await placeCode({}, { controls });
    await change(chart, { filter: { device: 'ios' } });
    const chip = button(chart, /^Remove filter/);
    chip.focus();
    chip.click();
    await settled(chart);
    expect(chart.shadowRoot!.activeElement === null).to.equal(false);
  });

  it('may be set by the page, which is not told what it knows', async () => {
    const { chart } = await placeCode({}, { controls });
    const seen = filters(chart);
    await change(chart, { filter: { country: 'DE' } });
    expect([figures(chart)['In this period'], seen.length]).to.deep.equal(['121', 0]);
  });

  it('is spoken when it has been applied', async () => {
    const { chart } = await placeCode({}, { controls, breakdown: 'device' });
    button(chart, /^Android/).click();
    await settled(chart);
    await until(() => said(chart) !== '');
    expect(said(chart)).to.match(/^Filtered\. 121 scans/);
  });

  it('bubbles out of the shadow tree of a page’s own element', async () => {
    const { chart } = await placeCode({}, { controls, breakdown: 'device' });
    const told = new Promise<Event>((resolve) => document.addEventListener('jsi-filter', resolve, { once: true }));
    button(chart, /^iOS/).click();
    expect((await told).composed).to.equal(true);
  });

  it('is set by nothing without controls', async () => {
    const { chart } = await placeCode({}, { breakdown: 'device' });
    expect(all(chart, '[part=bars] button').length).to.equal(0);
  });

  it('is set by no bar of others', async () => {
    const scans = Array.from({ length: 60 }, (_, index) => scansAt('2026-03-30', 2, { utm_source: `source ${index}` })).flat();
    const { chart } = await placeCode({ scans }, { controls, breakdown: 'utm-source' });
    button(chart, 'Show all 51').click();
    await settled(chart);
    expect(all(chart, '[part=bars] button').length).to.equal(50);
  });
});

describe('the zoom of <jsi-scan-chart controls>', () => {
  const drag = async (chart: JsiScanChart, from: number, to: number) => {
    const target = cursor(chart)!;
    const { left, width, top } = target.getBoundingClientRect();
    const at = (bucket: number) => ({
      clientX: left + 22 + ((width - 38) * (bucket + 0.5)) / 30,
      clientY: top + 50,
      bubbles: true,
      composed: true,
      pointerId: 1,
    });
    // There is no pointer to capture.
    target.setPointerCapture = () => undefined;
    target.dispatchEvent(new PointerEvent('pointermove', at(from)));
    target.dispatchEvent(new PointerEvent('pointerdown', { ...at(from), button: 0 }));
    target.dispatchEvent(new PointerEvent('pointermove', at(to)));
    await chart.updateComplete;
    const shade = one(chart, '.drag')?.getBoundingClientRect().width;
    target.dispatchEvent(new PointerEvent('pointerup', at(to)));
    await settled(chart);
    return shade;
  };

  it('is a drag over days, and Escape goes back', async () => {
    const { chart, made } = await placeCode({}, { controls });
    const shade = await drag(chart, 14, 18);
    expect(shade).to.be.greaterThan(50);
    expect([chart.from, chart.to]).to.deep.equal(['2026-03-16', '2026-03-20']);
    expect([figures(chart)['In this period'], made.questions.length]).to.deep.equal(['80', 2]);
    await until(() => said(chart) !== '');
    expect(said(chart)).to.match(/^Zoomed\. Press Escape to zoom out\. 80 scans/);
    await press(chart, 'Escape');
    if (chart.from !== null) await press(chart, 'Escape');
    await settled(chart);
    expect([chart.from, chart.to, chart.range]).to.deep.equal([null, null, '30d']);
    expect(figures(chart)['In this period']).to.equal('314');
  });

  it('is the same from right to left', async () => {
    const { chart } = await placeCode({}, { controls });
    await drag(chart, 18, 14);
    expect([chart.from, chart.to]).to.deep.equal(['2026-03-16', '2026-03-20']);
  });

  it('is no click, and nothing without controls', async () => {
    const { chart } = await placeCode({}, { controls });
    await drag(chart, 14, 14);
    expect(chart.from).to.equal(null);
    await change(chart, { controls: false });
    await drag(chart, 14, 18);
    expect(chart.from).to.equal(null);
  });

  it('is Enter on a day, which shows its hours, and Escape twice goes back', async () => {
    const { chart } = await placeCode({}, { controls });
    await press(chart, 'Home');
    await press(chart, 'ArrowRight');
    await press(chart, 'Enter');
    await settled(chart);
    expect([chart.from, chart.to, chart.series.length]).to.deep.equal(['2026-03-03', '2026-03-03', 24]);
    expect(chart.series[13]!.scans).to.equal(10);
    await press(chart, 'Escape');
    await settled(chart);
    expect(chart.from).to.equal(null);
  });

  it('goes back step by step', async () => {
    const { chart } = await placeCode({}, { controls, range: '12m' });
    await press(chart, 'End');
    await press(chart, 'Enter');
    await settled(chart);
    expect([chart.from, chart.to]).to.deep.equal(['2026-03-01', '2026-03-31']);
    await press(chart, 'Home');
    await press(chart, 'Enter');
    await settled(chart);
    expect([chart.from, chart.to, chart.series.length]).to.deep.equal(['2026-03-01', '2026-03-01', 24]);
    await press(chart, 'Escape');
    await settled(chart);
    expect([chart.from, chart.to]).to.deep.equal(['2026-03-01', '2026-03-31']);
    await press(chart, 'Escape');
    await settled(chart);
    expect([chart.from, chart.range]).to.deep.equal([null, '12m']);
  });

  it('is forgotten when a person chooses a range: Escape does not undo that', async () => {
    const { chart } = await placeCode({}, { controls });
    await press(chart, 'Home');
    await press(chart, 'Enter');
    await settled(chart);
    await choose(chart, 'Range', '7d');
    await press(chart, 'Escape');
    await settled(chart);
    await press(chart, 'Escape');
    await settled(chart);
    expect([chart.range, chart.from]).to.deep.equal(['7d', null]);
  });

  it('mirrors where time runs from right to left', async () => {
    const page = html`<div dir="rtl"></div>`;
    const { chart } = await placeCode({}, { controls }, { page });
    const target = cursor(chart)!;
    const { left } = target.getBoundingClientRect();
    target.dispatchEvent(new PointerEvent('pointermove', { clientX: left + 20, bubbles: true }));
    await chart.updateComplete;
    expect(target.getAttribute('aria-valuetext')).to.contain('Mar 31');
  });
});

describe('what <jsi-scan-chart controls> exports', () => {
  it('is a CSV of ISO instants and plain numbers, the same in every language', async () => {
    const csv = async (lang: string) =>
      (await placeCode({}, { lang, from: '2026-03-28', to: '2026-03-31', compare: 'previous' })).chart.toCsv();
    const expected = [
      'start,local_date,scans,previous_scans,state',
      '2026-03-27T23:00:00Z,2026-03-28 00:00,10,10,complete',
      '2026-03-28T23:00:00Z,2026-03-29 00:00,10,10,complete',
      '2026-03-29T22:00:00Z,2026-03-30 00:00,10,10,complete',
      '2026-03-30T22:00:00Z,2026-03-31 00:00,3,10,incomplete',
      '',
    ].join('\r\n');
    for (const lang of ['en', 'de', 'ar', 'fr']) expect(await csv(lang), lang).to.equal(expected);
  });

  it('runs no formula in a spreadsheet', async () => {
    const evil = ['=HYPERLINK("http://evil.example")', '+1', '-1', '@SUM(A1)', 'a,"b"'];
    const scans = evil.flatMap((utm_source, index) => scansAt('2026-03-30', 5 - index, { utm_source }));
    const { chart } = await placeCode({ scans }, { breakdown: 'utm-source' });
    expect(chart.toCsv().split('\r\n')).to.deep.equal([
      'utm-source,label,scans,share',
      `"'=HYPERLINK(""http://evil.example"")","'=HYPERLINK(""http://evil.example"")",5,0.3333`,
      `'+1,'+1,4,0.2667`,
      `'-1,'-1,3,0.2`,
      `'@SUM(A1),'@SUM(A1),2,0.1333`,
      '"a,""b""","a,""b""",1,0.0667',
      '',
    ]);
  });

  it('has a row for each weekday and hour of the heat map', async () => {
    const { chart } = await placeCode({}, { breakdown: 'weekday-hour', 'time-zone': 'UTC' });
    const lines = chart.toCsv().trim().split('\r\n');
    expect([lines.length, lines[0]]).to.deep.equal([1 + 7 * 24, 'weekday,hour,scans']);
    expect(lines).to.include.members(['1,12,50', '2,12,70', '2,9,3', '7,12,31']);
  });

  it('is nothing while there is nothing', async () => {
    const chart = await placeChart();
    expect(chart.toCsv()).to.equal('');
    const error = await chart.toBlob().then(
      () => null,
      (reason: unknown) => (reason as Error).message,
    );
    expect(error).to.equal('No chart is drawn yet.');
  });

  for (const breakdown of ['time', 'device', 'weekday-hour'] as const) {
    it(`is a picture that is well-formed and has its words, and a PNG of twice its pixels: ${breakdown}`, async () => {
      const { chart } = await placeCode({ code: { name: 'Spring & <Sons>' } }, { breakdown });
      await until(() => text(one(chart, '#title')).includes('Sons'));
      await settled(chart);
      const svg = await chart.toBlob({ type: 'image/svg+xml', width: 700 });
      expect(svg.type).to.equal('image/svg+xml');
      const drawn = new DOMParser().parseFromString(await svg.text(), 'image/svg+xml');
      expect(drawn.querySelector('parsererror') === null).to.equal(true);
      expect(drawn.documentElement.getAttribute('width')).to.equal('700');
      const words = [...drawn.querySelectorAll('text')].map(text);
      expect(words)
        .to.include('Scans of Spring & <Sons>')
        .and.include('Mar 2, 2026 to Mar 31, 2026 · Time zone: Europe/Amsterdam');
      expect(words.join(' ')).to.contain('314 scans from');
      expect(drawn.querySelectorAll('script, foreignObject, image, a').length).to.equal(0);

      const png = await chart.toBlob({ width: 700 });
      expect(png.type).to.equal('image/png');
      const bitmap = await createImageBitmap(png);
      expect([bitmap.width, bitmap.height]).to.deep.equal([1400, 2 * Number(drawn.documentElement.getAttribute('height'))]);
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      const inked = data.filter((value, index) => index % 4 === 2 && value < 200).length;
      expect(
        data.every((value, index) => index % 4 !== 3 || value === 255),
        'no hole in it',
      ).to.equal(true);
      expect(inked).to.be.greaterThan(1000);
    });
  }

  it('has no width that nobody can use', async () => {
    const { chart } = await placeCode();
    for (const width of [0, 319, 5000, NaN]) {
      const error = await chart.toBlob({ width }).then(
        () => null,
        (reason: unknown) => (reason as Error).name,
      );
      expect(error, String(width)).to.equal('RangeError');
    }
  });

  it('is handed over as a file whose name says what it is', async () => {
    const { chart } = await placeCode({}, { controls });
    await until(() => text(one(chart, '#title')).includes('Spring'));
    const { files, restore: back } = downloads();
    restore = back;
    for (const kind of ['CSV', 'SVG', 'PNG']) button(chart, `Export ${kind}`).click();
    await until(() => files.length === 3);
    expect(files.map(({ name }) => name).sort()).to.deep.equal(
      ['csv', 'png', 'svg'].map((kind) => files.find(({ name }) => name.endsWith(kind))!.name),
    );
    expect(files.every(({ name }) => /spring/i.test(name) && name.includes('2026-03-02'))).to.equal(true);
    const csv = await files.find(({ name }) => name.endsWith('.csv'))!.blob;
    // What makes Excel read it as UTF-8.
    expect([...new Uint8Array(await csv.slice(0, 3).arrayBuffer())]).to.deep.equal([0xef, 0xbb, 0xbf]);
    await until(() => said(chart) === 'Exported');
  });

  it('says so when a file cannot be made', async () => {
    const { chart } = await placeCode({}, { controls });
    restore = replace(HTMLCanvasElement.prototype, 'toBlob', (call: (blob: Blob | null) => void) => call(null));
    button(chart, 'Export PNG').click();
    await until(() => said(chart) === 'Could not make the file');
  });

  it('is offered where there is something to export alone', async () => {
    const { chart } = await placeCode({ answer: () => json({}, 500) }, { controls });
    expect(['CSV', 'SVG', 'PNG'].map((kind) => button(chart, `Export ${kind}`).disabled)).to.deep.equal([true, true, true]);
    expect(drawing(chart) === null).to.equal(true);
  });
});
