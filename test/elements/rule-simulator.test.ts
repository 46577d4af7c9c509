import { createMatrix } from '../../src/elements/rule-editor/matrix.js';
import { createSimulator } from '../../src/elements/rule-editor/simulator.js';
import { expectationsOf } from '../../src/elements/rule-editor/expectation-store.js';
import { expect, html } from '../support/fixture.js';
import { placePanel, type FakeOptions } from '../support/rule-editor.js';

const monday = '2026-11-23T12:00:00Z';
const iphone = { device: 'ios', country: 'NL', at: monday };
const text = (element: Element | null | undefined) => element?.textContent.replace(/\s+/g, ' ').trim() ?? null;

type Placed = Awaited<ReturnType<typeof place>>;
async function place(options: FakeOptions = {}, context = iphone) {
  const placed = await placePanel(createSimulator, options);
  placed.panel.show(context);
  await placed.host.updateComplete;
  return placed;
}
const one = ({ root }: Pick<Placed, 'root'>, selector: string) => root.querySelector<HTMLElement>(selector);
const all = ({ root }: Pick<Placed, 'root'>, selector: string) => [...root.querySelectorAll<HTMLElement>(selector)];
const landings = (placed: Placed) => all(placed, '.landings li').map(text);
const steps = (placed: Placed) => all(placed, '.trace > .step').map((step) => [text(step.querySelector('.link')), text(step.querySelector('.reason'))]);
const button = (placed: Pick<Placed, 'root'>, name: string) => all(placed, 'button').find((one) => text(one) === name)!;
/** As a person chooses or types. */
async function enter(placed: Pick<Placed, 'root' | 'host'>, selector: string, value: string, kind = 'change') {
  const field = placed.root.querySelector<HTMLInputElement>(selector)!;
  field.value = value;
  field.dispatchEvent(new Event(kind, { bubbles: true }));
  await placed.host.updateComplete;
}
async function press(placed: Pick<Placed, 'root' | 'host'>, element: HTMLElement) {
  element.click();
  await placed.host.updateComplete;
}

describe('the simulator', () => {
  beforeEach(() => localStorage.clear());

  it('says where a scan lands, and by which rule', async () => {
    const placed = await place({ rules: [{ device: 'mac' }, { device: 'ios', url: 'https://apps.example.com/spring' }] });
    expect(landings(placed)).to.deep.equal(['apps.example.com/spring every scan by Rule 2']);
    expect(text(one(placed, '[role=status]'))).to.equal('Lands on apps.example.com/spring.');
  });

  it('gives each side of a draw its exact part', async () => {
    const placed = await place({
      rules: [
        { weight: 1, priority: 1 },
        { weight: 2, priority: 1 },
      ],
    });
    expect(landings(placed)).to.deep.equal(['r1.example 33.3% (1 in 3) by Rule 1', 'r2.example 66.7% (2 in 3) by Rule 2']);
    expect(steps(placed).map(([, reason]) => reason)).to.deep.equal(['matches and gets 33.3%', 'matches and gets 66.7%']);
  });

  it('puts rules that share a page together, and tells their parts in the trace', async () => {
    const url = 'https://same.example/';
    const placed = await place({ rules: [{ weight: 30, priority: 1, url }, { weight: 70, priority: 1, url }, { weight: 0, priority: 1 }] });
    expect(landings(placed)).to.deep.equal(['same.example every scan by Rule 1, Rule 2']);
    expect(steps(placed).map(([, reason]) => reason)).to.deep.equal(['matches and gets 30%', 'matches and gets 70%', 'matches, but its weight is 0']);
  });

  it('says of each rule in order what failed, and when its time comes next', async () => {
    const placed = await place({
      timeZone: 'Europe/Amsterdam',
      rules: [
        { device: 'mac', country_code: 'DE' },
        { is_active: false },
        { start_at: '2026-12-24T00:00:00Z' },
        { end_at: '2026-11-01T00:00:00Z' },
        { days_of_week: ['saturday', 'sunday'] },
        {},
        {},
      ],
    });
    expect(steps(placed)).to.deep.equal([
      ['Rule 1', 'does not match: it is for another device and it is for another country'],
      ['Rule 2', 'does not match: it is switched off'],
      ['Rule 3', 'does not match: its time has not come next: Dec 24, 2026, 1:00 AM'],
      ['Rule 4', 'does not match: its time is over next: never'],
      ['Rule 5', 'does not match: it is Monday in UTC next: Nov 28, 2026, 1:00 AM'],
      ['Rule 6', 'matches and wins'],
    ]);
    expect(text(one(placed, 'summary'))).to.equal('1 rule behind that was not reached');
  });

  it('folds rules in a row that are for others, and the ones that were not reached', async () => {
    const placed = await place({ rules: [...Array.from({ length: 3 }, () => ({ device: 'mac' })), {}, {}, {}] });
    expect(all(placed, 'summary').map(text)).to.deep.equal(['3 rules for other devices or countries, or switched off', '2 rules behind that were not reached']);
    expect(all(placed, '.fold .step').length).to.equal(0);
    one(placed, 'details')!.toggleAttribute('open');
    await new Promise((resolve) => one(placed, 'details')!.addEventListener('toggle', resolve, { once: true }));
    await placed.host.updateComplete;
    expect(all(placed, '.fold .step .link').map(text)).to.deep.equal(['Rule 1', 'Rule 2', 'Rule 3']);
  });

  it('shows a rule in the list when its name is pressed', async () => {
    const placed = await place({ rules: [{ id: 41, device: 'mac' }, { id: 42 }] });
    await press(placed, button(placed, 'Rule 1'));
    await press(placed, one(placed, '.landings .link')!);
    expect(placed.editor.shown.map(({ rule }) => rule)).to.deep.equal([41, 42]);
  });

  it('says why no rule decides', async () => {
    const why = async (options: FakeOptions) => text(one(await place(options), '.outcome > p:last-of-type'));
    expect(await why({ rules: [{ device: 'mac' }] })).to.contain('the fallback address');
    expect(await why({ rules: [{ device: 'mac' }], code: { fallback_url: null } })).to.contain('the address of the code itself');
    expect(await why({ rules: [{ device: 'mac' }], code: { fallback_url: null, target_url: null } })).to.contain('no address for that');
    expect(await why({ rules: [] })).to.contain('No rules apply');
    expect(await why({ rules: [{}], code: { type: 'static' } })).to.contain('No rules apply');
    expect(await why({ rules: [{}], code: { is_active: false } })).to.contain('switched off');
    expect(await why({ rules: [{}], code: { expires_at: '2026-11-01T09:00:00Z' } })).to.contain('expires on Nov 1, 2026, 9:00 AM');
    expect(await why({ rules: [{}], code: { licensed_until: '2026-11-01T09:00:00Z' } })).to.match(/licence ends on Nov 1, 2026.*looked at\.$/);
    expect(await why({ rules: [{}], code: { licensed_until: '2026-11-01T09:00:00Z', auto_renew: true } })).to.contain('unless it renews');
  });

  it('has no rules to show where the code has ended', async () => {
    const placed = await place({ rules: [{}], code: { is_active: false } });
    expect([text(one(placed, '.where')), all(placed, '.trace').length]).to.deep.equal(['nowhere: the code is inactive', 0]);
    expect(text(one(placed, '[role=status]'))).to.equal('Lands nowhere: the code is inactive.');
  });

  it('fills in the scan that it is shown, and has the focus on where that lands', async () => {
    const placed = await place({ rules: [{ device: 'ios' }] }, { device: 'mac', country: 'de', at: '2026-01-31T23:59:00Z' });
    expect(text(one(placed, '.outcome .quiet'))).to.equal('Mac, Germany · Jan 31, 2026, 11:59 PM (UTC)');
    expect(placed.root.activeElement?.id).to.equal('simulator-outcome');
    expect(placed.root.querySelector<HTMLSelectElement>('#simulator-device')!.selectedOptions[0]!.text).to.equal('Mac');
    expect(placed.root.querySelector<HTMLSelectElement>('#simulator-country')!.selectedOptions[0]!.text).to.equal('Germany');
  });

  it('begins with the device and country that most rules ask for, now', async () => {
    const rules = [{ device: 'kiosk' }, { device: 'ios', country_code: 'de' }, { device: 'ios', country_code: 'NL' }, { country_code: 'nl' }];
    const placed = await placePanel(createSimulator, { rules });
    expect(text(one(placed, '.outcome .quiet'))).to.match(/^iPhone or iPad, Netherlands · /);
  });

  it('offers the devices of the rules first, then known ones, unknown, and any other by its name', async () => {
    const placed = await place({ rules: [{ device: 'kiosk', url: 'https://kiosk.example/' }, { device: 'ios' }] });
    expect(all(placed, '#simulator-device optgroup').map((group) => [...group.children].map(text))).to.deep.equal([
      ['kiosk', 'iPhone or iPad'],
      ['Android device', 'Windows PC', 'Mac', 'Linux PC', 'Unknown device', 'Another device…'],
    ]);
    await enter(placed, '#simulator-device', '=kiosk');
    expect(landings(placed)[0]).to.contain('kiosk.example');
    await enter(placed, '#simulator-device', 'unknown');
    expect(text(one(placed, '.outcome .quiet'))).to.contain('Unknown device');
    await enter(placed, '#simulator-device', 'other');
    await enter(placed, '.picks input[type=text]', 'tizen', 'input');
    expect(text(one(placed, '.outcome .quiet'))).to.contain('tizen');
  });

  it('makes the list of all countries once somebody looks at it, those of the rules first', async () => {
    const placed = await place({ rules: [{ country_code: 'nl' }, { country_code: 'DE' }] });
    const groups = () => all(placed, '#simulator-country optgroup').map((group) => [...group.children].map(text));
    expect(groups()).to.deep.equal([['Germany', 'Netherlands']]);
    one(placed, '#simulator-country')!.focus();
    await placed.host.updateComplete;
    expect(groups()[1]!.length).to.equal(248);
    await enter(placed, '#simulator-country', '=JP');
    expect(text(one(placed, '.outcome .quiet'))).to.contain('Japan');
  });

  it('goes to this minute with one click', async () => {
    const placed = await place({ rules: [{}] });
    await press(placed, button(placed, 'Now'));
    const { value } = placed.root.querySelector<HTMLInputElement>('#instant-simulator-at')!;
    expect(Math.abs(Date.parse(`${value}Z`) - Date.now())).to.be.below(120_000);
  });

  it('shows the same moment in another zone', async () => {
    const placed = await place({ rules: [{}] });
    one(placed, '#simulator-zone')!.focus();
    await placed.host.updateComplete;
    await enter(placed, '#simulator-zone', 'Asia/Tokyo');
    expect(placed.root.querySelector<HTMLInputElement>('#instant-simulator-at')!.value).to.equal('2026-11-23T21:00');
    expect(text(one(placed, '.outcome .quiet'))).to.contain('9:00 PM (Asia/Tokyo)');
  });

  it('asks about a time that clocks show twice, and tries nothing until that is answered', async () => {
    const hour = { start_at: '2026-10-25T01:00:00Z', end_at: '2026-10-25T02:00:00Z' };
    const placed = await place({ rules: [{ ...hour, url: 'https://second.example/' }, {}], timeZone: 'Europe/Amsterdam' });
    await enter(placed, '#instant-simulator-at', '2026-10-25T02:30', 'input');
    expect(text(one(placed, '.outcome .quiet'))).to.contain('Nov 23');
    const [first, second] = all(placed, '.instant-question input') as HTMLInputElement[];
    await press(placed, second!);
    expect(landings(placed)[0]).to.contain('second.example');
    await press(placed, first!);
    expect(landings(placed)[0]).to.contain('r2.example');
  });

  it('says so where a rule cannot be read', async () => {
    const placed = await place({ rules: [{ start_at: 'soon' }] });
    expect([text(one(placed, '.problem')), one(placed, '.outcome')]).to.deep.equal(['A rule cannot be read. Mend it first: its error is shown beside it.', null]);
  });
});

describe('pinning from the simulator', () => {
  beforeEach(() => localStorage.clear());
  const open = async (options: FakeOptions) => {
    const placed = await place(options);
    await press(placed, button(placed, 'Pin this as an expectation'));
    await placed.host.updateComplete;
    return placed;
  };
  const pinned = (placed: Placed) => expectationsOf(placed.editor).list;

  it('keeps where the scan lands, at its moment', async () => {
    const placed = await open({ rules: [{ device: 'ios' }] });
    expect(placed.root.activeElement?.id).to.equal('pin-where');
    await press(placed, button(placed, 'Pin'));
    expect(pinned(placed)).to.deep.equal([
      { label: '', device: 'ios', country: 'NL', when: { at: '2026-11-23T12:00:00.000Z' }, expected: { kind: 'url', url: 'https://r1.example/' }, mustHold: false },
    ]);
    expect(placed.editor.said).to.deep.equal(['Pinned. It is checked at every edit, under Expectations.']);
    await placed.host.updateComplete;
    expect(text(placed.root.activeElement)).to.equal('Pin this as an expectation');
  });

  it('keeps it for every week in the zone of the moment, and as one that must hold', async () => {
    const placed = await open({ rules: [{}], timeZone: 'Pacific/Auckland' });
    const [, weekly, must] = all(placed, '.pin input') as HTMLInputElement[];
    await press(placed, weekly!);
    await press(placed, must!);
    await press(placed, button(placed, 'Pin'));
    expect(pinned(placed)[0]).to.deep.include({ when: { weekday: 'tuesday', time: '01:00', timeZone: 'Pacific/Auckland' }, mustHold: true });
  });

  it('keeps a page that it should land on, though it does not yet', async () => {
    const placed = await open({ rules: [{}, {}] });
    expect(all(placed, '#pin-where option').map(text)).to.deep.equal(['r1.example', 'r2.example', 'example.com', 'example.com/otherwise', 'no page']);
    await enter(placed, '#pin-where', '1');
    await press(placed, button(placed, 'Pin'));
    expect(expectationsOf(placed.editor).checked()[0]).to.deep.include({ holds: false, share: { n: 0, d: 1 } });
  });

  it('says of a draw that it is one', async () => {
    const placed = await open({ rules: [{ priority: 1 }, { priority: 1 }] });
    expect(text(one(placed, '.pin'))).to.contain('This is a draw');
  });

  it('does not keep the same twice', async () => {
    const placed = await open({ rules: [{}] });
    await press(placed, button(placed, 'Pin'));
    await press(placed, button(placed, 'Pin this as an expectation'));
    await press(placed, button(placed, 'Pin'));
    expect(pinned(placed).length).to.equal(1);
    expect(text(one(placed, '.outcome .actions'))).to.contain('This is pinned already.');
  });

  it('is given up with Escape', async () => {
    const placed = await open({ rules: [{}] });
    one(placed, '#pin-where')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await placed.host.updateComplete;
    expect([one(placed, '.pin'), pinned(placed).length]).to.deep.equal([null, 0]);
  });
});

describe('the matrix', () => {
  const rules = [
    { device: 'ios', country_code: 'NL', url: 'https://nl.example/ios' },
    { device: 'android', url: 'https://any.example/android' },
    { country_code: 'DE', start_at: '2027-01-01T00:00:00Z' },
  ];
  async function placeMatrix(options: FakeOptions = { rules }) {
    // The moment is the simulator's.
    const both = await placePanel((editor) => {
      createSimulator(editor).show(iphone);
      return createMatrix(editor);
    }, options);
    await both.host.updateComplete;
    return both;
  }
  const grid = (placed: Pick<Placed, 'root'>) =>
    all(placed, 'tbody tr').map((row) => [text(row.querySelector('th')), ...[...row.querySelectorAll('td')].map((cell) => text(cell))]);
  const cell = (placed: Pick<Placed, 'root'>, row: number, column: number) => all(placed, 'tbody tr')[row]!.querySelectorAll<HTMLElement>('button')[column]!;
  const key = (placed: Pick<Placed, 'root'>, key: string) =>
    placed.root.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));

  it('is a table of devices and countries, what lands like the others folded into them', async () => {
    const placed = await placeMatrix();
    expect(all(placed, 'thead th').map(text)).to.deep.equal(['iPhone or iPad', 'Android device', 'Other devices']);
    expect(grid(placed)).to.deep.equal([
      ['Netherlands', 'B', 'A', '–'],
      ['Other countries also Germany', '–', 'A', '–'],
    ]);
    expect(all(placed, '.legend li').map(text)).to.deep.equal(['A any.example/android', 'B nl.example/ios', '– example.com/otherwise']);
    expect(text(one(placed, 'h4'))).to.equal('Where everybody lands on Nov 23, 2026, 12:00 PM (UTC)');
  });

  it('unfolds on demand', async () => {
    const placed = await placeMatrix();
    await press(placed, one(placed, '.check input')!);
    expect(grid(placed).map(([country]) => country)).to.deep.equal(['Germany', 'Netherlands', 'Other countries']);
  });

  it('names all where nobody is told apart', async () => {
    const placed = await placeMatrix({ rules: [{}] });
    expect([all(placed, 'thead th').map(text), grid(placed)]).to.deep.equal([['All devices'], [['All countries', 'A']]]);
  });

  it('tells draws by two letters and stripes', async () => {
    const placed = await placeMatrix({
      rules: [
        { priority: 1, weight: 30 },
        { priority: 1, weight: 70 },
      ],
    });
    expect(text(cell(placed, 0, 0))).to.equal('A/B');
    expect(cell(placed, 0, 0).getAttribute('aria-label')).to.contain('All devices, All countries: 30% ');
    expect(getComputedStyle(cell(placed, 0, 0)).backgroundImage).to.contain('repeating-linear-gradient');
    expect(all(placed, '.legend li').map(text)).to.deep.equal(['A r2.example', 'B r1.example', 'striped: a draw between two or more']);
  });

  it('opens a cell in the simulator', async () => {
    const placed = await placeMatrix();
    cell(placed, 0, 0).click();
    cell(placed, 1, 2).click();
    expect(placed.editor.contexts.map(({ device, country, at }) => [device, country, (at as Date).toISOString()])).to.deep.equal([
      ['ios', 'NL', '2026-11-23T12:00:00.000Z'],
      [null, null, '2026-11-23T12:00:00.000Z'],
    ]);
  });

  it('is one tab stop, in which arrows move', async () => {
    const placed = await placeMatrix();
    const stops = () => all(placed, 'td button').filter((one) => one.tabIndex === 0).length;
    cell(placed, 0, 0).focus();
    for (const [name, row, column] of [
      ['ArrowRight', 0, 1],
      ['ArrowDown', 1, 1],
      ['End', 1, 2],
      ['ArrowUp', 0, 2],
      ['Home', 0, 0],
      ['ArrowLeft', 0, 0],
    ] as const) {
      expect(key(placed, name), `${name} scrolls nothing`).to.equal(false);
      expect(placed.root.activeElement, name).to.equal(cell(placed, row, column));
      expect(stops()).to.equal(1);
    }
    cell(placed, 1, 1).focus();
    placed.editor.update();
    await placed.host.updateComplete;
    expect([stops(), cell(placed, 1, 1).tabIndex]).to.deep.equal([1, 0]);
  });

  it('mirrors left and right where text runs from right to left', async () => {
    const placed = await placeMatrix({ rules, around: html`<div dir="rtl"></div>` });
    cell(placed, 0, 0).focus();
    key(placed, 'ArrowLeft');
    expect(placed.root.activeElement).to.equal(cell(placed, 0, 1));
  });

  it('keeps a long axis within itself', async () => {
    const many = ['NL', 'DE', 'FR', 'BE'].flatMap((country_code) => ['ios', 'android', 'mac', 'windows', 'linux', 'kiosk', 'tv', 'watch', 'car'].map((device) => ({ country_code, device })));
    const placed = await placeMatrix({ rules: many, around: html`<div style="inline-size: 320px"></div>` });
    const scroll = one(placed, '.matrix-scroll')!;
    expect(scroll.scrollWidth).to.be.greaterThan(scroll.clientWidth);
    expect(placed.host.scrollWidth).to.be.at.most(320);
  });

  it('folds a long legend', async () => {
    const many = ['NL', 'DE', 'FR', 'BE'].flatMap((country_code) => ['ios', 'android', 'mac', 'windows'].map((device) => ({ country_code, device })));
    const placed = await placeMatrix({ rules: many });
    expect(all(placed, '.tool > .legend li').length).to.equal(12);
    expect(text(one(placed, 'summary'))).to.equal('5 more destinations');
  });
});

describe('axe finds nothing in', () => {
  beforeEach(() => localStorage.clear());
  const light = () => html`<div style="background: #fff; color-scheme: light"></div>`;
  const dark = () => html`<div style="background: #14171c; color-scheme: dark"></div>`;
  const rules = [{ device: 'mac' }, { start_at: '2026-12-24T00:00:00Z' }, { device: 'ios', country_code: 'NL', weight: 1, priority: 5 }, { weight: 2, priority: 5 }, {}, { is_active: false }];
  for (const [scheme, around] of [
    ['light', light],
    ['dark', dark],
  ] as const) {
    it(`the simulator, ${scheme}`, async () => {
      const placed = await place({ rules, around: around() });
      await expect(placed.host).to.be.accessible();
      await press(placed, button(placed, 'Pin this as an expectation'));
      await expect(placed.host).to.be.accessible();
    });

    it(`the matrix, ${scheme}`, async () => {
      const placed = await placePanel(createMatrix, { rules, around: around() });
      await expect(placed.host).to.be.accessible();
    });
  }
});
