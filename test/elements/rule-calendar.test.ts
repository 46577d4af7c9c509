import { createCalendar } from '../../src/elements/rule-editor/calendar.js';
import { scenarioOf } from '../../src/elements/rule-editor/scenario.js';
import { hex } from '../support/element.js';
import { aTimeout, expect, html } from '../support/fixture.js';
import { placePanel, type FakeOptions } from '../support/rule-editor.js';

const text = (element: Element | null | undefined) => element?.textContent.replace(/\s+/g, ' ').trim() ?? null;
type Placed = Awaited<ReturnType<typeof place>>;

/** The week of an instant, for an iPhone in the Netherlands; weeks begin on Monday. */
async function place(options: FakeOptions, at = '2026-11-25T12:00:00Z') {
  return placePanel((editor) => {
    Object.assign(scenarioOf(editor), { device: 'ios', country: 'NL', at: Date.parse(at) });
    return createCalendar(editor);
  }, { lang: 'en-GB', ...options });
}
const all = ({ root }: Pick<Placed, 'root'>, selector: string) => [...root.querySelectorAll<HTMLElement>(selector)];
const one = ({ root }: Pick<Placed, 'root'>, selector: string) => root.querySelector<HTMLElement>(selector);
const labels = (placed: Placed, day: number) => [...all(placed, '.column')[day]!.querySelectorAll('.part')].map((part) => part.getAttribute('aria-label'));
const title = (placed: Placed) => text(all(placed, 'h4')[0]);
async function press(placed: Placed, element: HTMLElement) {
  element.click();
  await placed.host.updateComplete;
}
async function key(placed: Placed, key: string) {
  const isLeft = placed.root.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
  await placed.host.updateComplete;
  // What waits for the same update has the focus by then.
  await aTimeout(0);
  return isLeft;
}
async function openTable(placed: Placed, index: number) {
  const details = all(placed, 'details')[index] as HTMLDetailsElement;
  details.open = true;
  await new Promise((resolve) => details.addEventListener('toggle', resolve, { once: true }));
  await placed.host.updateComplete;
  return [...details.querySelectorAll('tbody tr')].map((row) => [...row.children].slice(0, 3).map(text));
}
const named = (placed: Placed, name: string) => all(placed, 'button').find((button) => (button.getAttribute('aria-label') ?? text(button)) === name)!;

const weekend = { days_of_week: ['saturday', 'sunday'], url: 'https://shop.example/weekend' };
const lunch = { start_at: '2026-11-25T11:00:00Z', end_at: '2026-11-25T13:30:00Z', url: 'https://shop.example/lunch' };

describe('the week of the calendar', () => {
  it('has a box for each stretch, in words and with a letter', async () => {
    const placed = await place({ rules: [lunch, weekend] });
    expect(title(placed)).to.equal('Week of 23 – 29 Nov 2026');
    expect(labels(placed, 0)).to.deep.equal(['– example.com/otherwise: Monday 23 November, all day']);
    expect(labels(placed, 2)).to.deep.equal([
      '– example.com/otherwise: Wednesday 25 November, 00:00 to 11:00',
      'B shop.example/lunch: Wednesday 25 November, 11:00 to 13:30',
      '– example.com/otherwise: Wednesday 25 November, 13:30 to 00:00',
    ]);
    expect(labels(placed, 5)).to.deep.equal(['A shop.example/weekend: Saturday 28 November, all day']);
    expect(all(placed, '.legend li').map(text)).to.deep.equal(['A shop.example/weekend', 'B shop.example/lunch', '– example.com/otherwise']);
  });

  it('draws boxes where clocks of the chosen zone show their times', async () => {
    const placed = await place({ rules: [lunch], timeZone: 'Europe/Amsterdam' });
    const body = all(placed, '.day-body')[2]!.getBoundingClientRect();
    const box = all(placed, '.column')[2]!.querySelectorAll('.part')[1]!.getBoundingClientRect();
    expect((box.top - body.top) / body.height).to.be.closeTo(12 / 24, 0.002);
    expect(box.height / body.height).to.be.closeTo(2.5 / 24, 0.004);
  });

  it('reads weekdays in their own zone', async () => {
    const placed = await place({ rules: [weekend], timeZone: 'Europe/Amsterdam' });
    expect(labels(placed, 0)).to.deep.equal([
      'A shop.example/weekend: Monday 23 November, 00:00 to 01:00',
      '– example.com/otherwise: Monday 23 November, 01:00 to 00:00',
    ]);
  });

  it('draws a day of 23 hours with the hour that is skipped', async () => {
    const placed = await place({ rules: [{}], timeZone: 'Europe/Amsterdam' }, '2026-03-29T12:00:00Z');
    const sunday = all(placed, '.column')[6]!;
    expect([sunday.getAttribute('aria-label'), text(sunday.querySelector('.odd'))]).to.deep.equal(['Sunday 29 March, 23 hours', '23 h']);
    const body = sunday.querySelector('.day-body')!.getBoundingClientRect();
    const gap = sunday.querySelector('.skipped')!.getBoundingClientRect();
    expect((gap.top - body.top) / body.height).to.be.closeTo(2 / 24, 0.002);
    expect(labels(placed, 6).length).to.equal(2);
  });

  it('draws a day of 25 hours with the hour that comes twice side by side', async () => {
    const rule = { start_at: '2026-10-25T01:00:00Z', end_at: '2026-10-25T02:00:00Z' };
    const placed = await place({ rules: [rule], timeZone: 'Europe/Amsterdam' }, '2026-10-25T12:00:00Z');
    expect(text(all(placed, '.odd')[0])).to.equal('25 h');
    expect(labels(placed, 6)).to.deep.equal([
      '– example.com/otherwise: Sunday 25 October, 00:00 to 02:00',
      '– example.com/otherwise: Sunday 25 October, 02:00 to 02:00 (first time)',
      'A r1.example: Sunday 25 October, 02:00 to 03:00 (second time)',
      '– example.com/otherwise: Sunday 25 October, 03:00 to 00:00',
    ]);
    const [, first, second] = [...all(placed, '.column')[6]!.querySelectorAll('.part')].map((part) => part.getBoundingClientRect());
    expect([first!.top, first!.right <= second!.left + 0.5]).to.deep.equal([second!.top, true]);
  });

  it('crosses out the time after the licence and the expiry, and while the code is off', async () => {
    const ended = await place({ rules: [{}], code: { licensed_until: '2026-11-25T10:00:00Z', expires_at: '2026-11-27T00:00:00Z' } });
    expect(labels(ended, 2)[1]).to.equal('× nowhere: the licence has ended: Wednesday 25 November, 10:00 to 00:00');
    expect(labels(ended, 4)).to.deep.equal(['× nowhere: the code has expired: Friday 27 November, all day']);
    expect(all(ended, '.part.tone-nowhere').length).to.equal(5);
    expect(text(one(ended, '.tool'))).to.contain('The licence ends on 25 Nov 2026, 10:00. The code expires on 27 Nov 2026, 00:00.');
    const off = await place({ rules: [{}], code: { is_active: false } });
    expect(all(off, '.part.tone-nowhere').length).to.equal(7);
  });

  it('stripes draws', async () => {
    const placed = await place({
      rules: [
        { priority: 1, weight: 70 },
        { priority: 1, weight: 30 },
      ],
    });
    const part = all(placed, '.part')[0]!;
    expect([text(part.querySelector('b')), getComputedStyle(part).backgroundImage.startsWith('repeating-linear-gradient')]).to.deep.equal(['A/B', true]);
    expect(part.getAttribute('aria-label')).to.match(/^A\/B 70% .*r1\.example.*, 30% .*r2\.example.*: Monday 23 November, all day$/);
  });

  it('opens a stretch in the simulator where it begins', async () => {
    const placed = await place({ rules: [lunch] });
    all(placed, '.column')[2]!.querySelectorAll<HTMLElement>('.part')[1]!.click();
    const [context] = placed.editor.contexts;
    expect([context!.device, context!.country, (context!.at as Date).toISOString()]).to.deep.equal(['ios', 'NL', '2026-11-25T11:00:00.000Z']);
  });

  it('goes to the weeks before and after, to a date, and to today', async () => {
    const placed = await place({ rules: [{}] });
    await press(placed, named(placed, 'Week before'));
    expect(title(placed)).to.equal('Week of 16 – 22 Nov 2026');
    await press(placed, named(placed, 'Week after'));
    await press(placed, named(placed, 'Week after'));
    expect(title(placed)).to.equal('Week of 30 Nov – 6 Dec 2026');
    const date = placed.root.querySelector<HTMLInputElement>('input[type=date]')!;
    date.value = '2028-02-29';
    date.dispatchEvent(new Event('change'));
    await placed.host.updateComplete;
    expect([title(placed), text(all(placed, 'h4')[1])]).to.deep.equal(['Week of 28 Feb – 5 Mar 2028', '2028']);
    await press(placed, named(placed, 'Today'));
    expect(all(placed, '.is-today').length).to.equal(1);
    expect(all(placed, '.now').length).to.equal(1);
  });

  it('follows the rules as they are edited', async () => {
    const placed = await place({ rules: [{}] });
    placed.editor.change([{ ...placed.editor.rules[0]!, url: 'https://other.example/' }], 'x');
    await placed.host.updateComplete;
    expect(labels(placed, 0)).to.deep.equal(['A other.example: Monday 23 November, all day']);
  });

  it('is one tab stop: arrows move along time and to the same time of another day, pages to other weeks', async () => {
    const placed = await place({ rules: [lunch, weekend] });
    const stops = () => all(placed, '.part').filter((part) => part.tabIndex === 0).length;
    expect(stops()).to.equal(1);
    const focused = () => placed.root.activeElement!.getAttribute('aria-label')!.replace(/^.*?: /, '').replace(/:.*/, '');
    const days = all(placed, '.column');
    days[2]!.querySelectorAll<HTMLElement>('.part')[1]!.focus();
    for (const [name, day] of [
      ['ArrowDown', 'Wednesday 25 November, 13'],
      ['ArrowDown', 'Thursday 26 November, all day'],
      ['ArrowUp', 'Wednesday 25 November, 13'],
      ['Home', 'Wednesday 25 November, 00'],
      ['End', 'Wednesday 25 November, 13'],
      ['ArrowRight', 'Thursday 26 November, all day'],
      ['ArrowLeft', 'Wednesday 25 November, 00'],
    ] as const) {
      expect(await key(placed, name), `${name} scrolls nothing`).to.equal(false);
      expect(focused(), name).to.equal(day);
      expect(stops(), name).to.equal(1);
    }
    expect(await key(placed, 'PageDown')).to.equal(false);
    expect([title(placed), focused()]).to.deep.equal(['Week of 30 Nov – 6 Dec 2026', 'Wednesday 2 December, all day']);
    expect(await key(placed, 'a')).to.equal(true);
  });

  it('mirrors left and right where text runs from right to left', async () => {
    const placed = await place({ rules: [{}], around: html`<div dir="rtl"></div>` });
    const [first, second] = all(placed, '.part');
    expect(second!.getBoundingClientRect().right).to.be.below(first!.getBoundingClientRect().left);
    first!.focus();
    await key(placed, 'ArrowLeft');
    expect(placed.root.activeElement).to.equal(second);
  });
});

describe('the year of the calendar', () => {
  const day = (placed: Placed, date: string) => one(placed, `.year [data-stop="${date}"]`)!;

  it('has every day in the colour of what it mostly is', async () => {
    const placed = await place({ rules: [lunch, weekend] });
    expect(all(placed, '.year [data-stop]').length).to.equal(365);
    expect(all(placed, '.year tbody th').map(text).slice(0, 3)).to.deep.equal(['Jan', 'Feb', 'Mar']);
    expect(day(placed, '2026-11-28').getAttribute('aria-label')).to.equal('A. Saturday 28 November: shop.example/weekend');
    expect([text(day(placed, '2026-11-25')), day(placed, '2026-11-25').classList.contains('mixed')]).to.deep.equal(['–', true]);
    expect(day(placed, '2026-11-25').getAttribute('aria-label')).to.equal(
      '–. Wednesday 25 November, changes during the day: 21.5 h example.com/otherwise and 2.5 h shop.example/lunch',
    );
  });

  it('shows the week of a day, and says so', async () => {
    const placed = await place({ rules: [{}] });
    await press(placed, day(placed, '2026-02-03'));
    expect(title(placed)).to.equal('Week of 2 – 8 Feb 2026');
    expect(placed.editor.said).to.deep.equal(['Shown: week of Tuesday 3 February']);
    expect(all(placed, '.in-week').length).to.equal(7);
  });

  it('goes to other years, and keeps colours and letters within one', async () => {
    const placed = await place({ rules: [lunch, weekend] });
    await press(placed, named(placed, 'Year after, 2027'));
    expect([text(all(placed, 'h4')[1]), title(placed)]).to.deep.equal(['2027', 'Week of 23 – 29 Nov 2026']);
    expect(text(day(placed, '2027-01-02'))).to.equal('A');
    await press(placed, named(placed, 'Year before, 2026'));
    await press(placed, named(placed, 'Year before, 2025'));
    expect(all(placed, '.in-week').length).to.equal(0);
  });

  it('is one tab stop, in which arrows move by days and months', async () => {
    const placed = await place({ rules: [{}] });
    day(placed, '2026-01-31').focus();
    for (const [name, date] of [
      ['ArrowLeft', '2026-01-30'],
      ['ArrowDown', '2026-03-30'],
      ['End', '2026-03-31'],
      ['ArrowRight', '2026-03-31'],
      ['Home', '2026-03-01'],
    ] as const) {
      await key(placed, name);
      expect((placed.root.activeElement as HTMLElement).dataset['stop'], name).to.equal(date);
    }
    expect(all(placed, '.year [tabindex="0"]').length).to.equal(1);
  });
});

describe('the calendar as a table', () => {
  it('has the stretches of the week and of the year, on demand', async () => {
    const placed = await place({ rules: [lunch] });
    expect(all(placed, '.stretches').length).to.equal(0);
    expect(await openTable(placed, 0)).to.deep.equal([
      ['23 Nov 2026, 00:00', '25 Nov 2026, 11:00', 'example.com/otherwise'],
      ['25 Nov 2026, 11:00', '25 Nov 2026, 13:30', 'shop.example/lunch'],
      ['25 Nov 2026, 13:30', '30 Nov 2026, 00:00', 'example.com/otherwise'],
    ]);
    const year = await openTable(placed, 1);
    expect([year.length, year[0]![0], year[2]![1]]).to.deep.equal([3, '1 Jan 2026, 00:00', '1 Jan 2027, 00:00']);
    named(placed, 'Try it: 25 Nov 2026, 11:00').click();
    expect((placed.editor.contexts[0]!.at as Date).toISOString()).to.equal('2026-11-25T11:00:00.000Z');
  });
});

describe('the calendar on a page', () => {
  const rules = [lunch, weekend, { end_at: '2026-11-24T08:00:00Z', priority: 9, weight: 1 }, { end_at: '2026-11-24T08:00:00Z', priority: 9, weight: 2 }];

  for (const [scheme, around] of [
    ['light', html`<div style="background: #fff; color-scheme: light"></div>`],
    ['dark', html`<div style="background: #14171c; color-scheme: dark"></div>`],
  ] as const) {
    it(`gives axe nothing to find, ${scheme}`, async () => {
      const placed = await place({ rules, code: { licensed_until: '2026-11-29T10:00:00Z' }, around });
      await openTable(placed, 0);
      await expect(placed.host).to.be.accessible();
    });

    it(`has colours that are told from the surface, ${scheme}`, async () => {
      const many = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'].map((day) => ({ days_of_week: [day] }));
      const placed = await place({ rules: [...many, lunch].map((rule, index) => ({ ...rule, priority: 100 - index })), around });
      const surface = scheme === 'light' ? '#ffffff' : '#14171c';
      const tones = new Map(all(placed, '.chip').map((chip) => [chip.className, hex(getComputedStyle(chip).borderInlineStartColor)]));
      expect(tones.size).to.equal(9);
      for (const [name, color] of tones) expect(contrast(color, surface), `${name} ${color}`).to.be.at.least(3);
    });
  }

  it('fits 320 pixels, and scrolls nothing but the year', async () => {
    const placed = await place({ rules, timeZone: 'Europe/Amsterdam', around: html`<div style="inline-size: 320px"></div>` });
    expect(placed.host.scrollWidth).to.be.at.most(320);
    const [week, year] = all(placed, '.scroll');
    expect(week!.scrollWidth).to.be.at.most(week!.clientWidth);
    expect(year!.scrollWidth).to.be.greaterThan(year!.clientWidth);
    for (const target of all(placed, '.year button, .calendar-head button, .calendar-head input')) {
      const { width, height } = target.getBoundingClientRect();
      expect(Math.min(width, height)).to.be.at.least(24);
    }
  });

  it('says so where a rule cannot be read', async () => {
    const placed = await place({ rules: [{ days_of_week: ['someday'] }] });
    expect([text(one(placed, '.problem')), all(placed, '.week').length]).to.deep.equal(['A rule cannot be read. Mend it first: its error is shown beside it.', 0]);
  });

  // The last one: a page cannot be made less strict again.
  it('places its boxes under a policy that allows no inline style', async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violations.push(effectiveDirective));
    const meta = document.createElement('meta');
    meta.httpEquiv = 'Content-Security-Policy';
    meta.content = "style-src 'self'";
    document.head.append(meta);
    const placed = await place({ rules: [lunch] });
    const [, box] = [...all(placed, '.column')[2]!.querySelectorAll('.part')].map((part) => part.getBoundingClientRect());
    expect(box!.height).to.be.closeTo((456 * 2.5) / 24, 1.5);
    // What the policy would forbid is noticed here.
    const probe = document.createElement('p');
    probe.setAttribute('style', 'color: red');
    await new Promise((resolve) => setTimeout(resolve));
    expect(violations).to.deep.equal(['style-src-attr']);
  });
});

/** WCAG 2: contrast of two colours. */
function contrast(a: string, b: string): number {
  const [light, dark] = [a, b].map(luminance).sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
