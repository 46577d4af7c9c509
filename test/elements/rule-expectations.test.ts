import { expectationsOf } from '../../src/elements/rule-editor/expectation-store.js';
import { createExpectations } from '../../src/elements/rule-editor/expectations.js';
import { formatExpectations, parseExpectations } from '../../src/rules/expectations-file.js';
import type { Expectation } from '../../src/rules/expectations.js';
import { replace } from '../support/element.js';
import { expect, html, waitUntil } from '../support/fixture.js';
import { placePanel, type FakeOptions } from '../support/rule-editor.js';

const KEY = 'jsi-rule-expectations:/jsi:7';
const text = (element: Element | null | undefined) => element?.textContent.replace(/[\u2068\u2069]/g, '').replace(/\s+/g, ' ').trim() ?? null;
const expectation = (fields: Partial<Expectation> = {}): Expectation => ({
  label: '',
  device: 'ios',
  country: 'NL',
  when: { at: '2026-11-23T12:00:00.000Z' },
  expected: { kind: 'url', url: 'https://r1.example/' },
  mustHold: false,
  ...fields,
});
const stored = () => parseExpectations(localStorage.getItem(KEY) ?? formatExpectations([]));

type Placed = Awaited<ReturnType<typeof place>>;
async function place(pinned: readonly Expectation[], options: FakeOptions = { rules: [{}] }) {
  if (pinned.length > 0) localStorage.setItem(KEY, formatExpectations(pinned));
  return placePanel(createExpectations, options);
}
const all = ({ root }: Pick<Placed, 'root'>, selector: string) => [...root.querySelectorAll<HTMLElement>(selector)];
const rows = (placed: Placed) => all(placed, '.expectation').map((row) => [...row.querySelectorAll('p')].map(text));
const named = (placed: Placed, name: string) => all(placed, 'button').find((button) => (button.getAttribute('aria-label') ?? text(button)) === name)!;
async function press(placed: Placed, element: HTMLElement) {
  element.click();
  await placed.host.updateComplete;
  // What waits for the same update has the focus by then.
  await Promise.resolve();
}
async function importText(placed: Placed, content: string) {
  const input = placed.root.querySelector<HTMLInputElement>('#expectations-file')!;
  const files = new DataTransfer();
  files.items.add(new File([content], 'expectations.json', { type: 'application/json' }));
  input.files = files.files;
  const status = () => text(placed.root.querySelector('[role=status]'));
  const before = status();
  input.dispatchEvent(new Event('change'));
  await waitUntil(() => status() !== before);
  return status();
}

beforeEach(() => localStorage.clear());
after(() => localStorage.clear());

describe('pinned expectations', () => {
  it('are a list of sentences that say whether they hold', async () => {
    const placed = await place([
      expectation(),
      expectation({ label: 'Elsewhere', country: null, expected: { kind: 'url', url: 'https://app.example/store' } }),
      expectation({ device: null, expected: { kind: 'nowhere' } }),
      expectation({ when: { weekday: 'monday', time: '12:00', timeZone: 'Europe/Amsterdam' } }),
    ]);
    expect(rows(placed)).to.deep.equal([
      ['✓ Holds', 'iPhone or iPad, Netherlands, on Nov 23, 2026, 12:00 PM → r1.example'],
      ['✗ Broken', 'Elsewhere', 'iPhone or iPad, unknown country, on Nov 23, 2026, 12:00 PM → app.example/store', 'lands on r1.example instead'],
      ['✗ Broken', 'unknown device, Netherlands, on Nov 23, 2026, 12:00 PM → no page', 'lands on r1.example instead'],
      ['✓ Holds', 'iPhone or iPad, Netherlands, every Monday 12:00 (Europe/Amsterdam) → r1.example'],
    ]);
    expect(text(placed.root.querySelector('.problem'))).to.equal('2 of 4 broken.');
  });

  it('say of a draw how often it lands there', async () => {
    const draw = [
      { priority: 1, weight: 70 },
      { priority: 1, weight: 30 },
    ];
    const placed = await place([expectation()], { rules: draw });
    expect(rows(placed)[0]!.at(-1)).to.match(/^only 70% land there: 70% r1\.example, 30% r2\.example$/);
  });

  it('say of every week in which one they are broken, and where nobody lands', async () => {
    const placed = await place([expectation({ when: { weekday: 'monday', time: '12:00', timeZone: 'UTC' } })], { rules: [{}], code: { is_active: false } });
    expect(rows(placed)[0]!.at(-1)).to.match(/^lands nowhere: the code is inactive \(on .+12:00 PM\)$/);
  });

  it('are looked at again at every edit', async () => {
    const placed = await place([expectation({ mustHold: true })]);
    expect(placed.panel.blocking()).to.deep.equal([]);
    placed.editor.change([{ ...placed.editor.rules[0]!, url: 'https://new.example/' }], 'x');
    await placed.host.updateComplete;
    expect(rows(placed)[0]![0]).to.equal('✗ Broken');
    expect(placed.panel.blocking().map(({ outcome }) => outcome!.destinations[0]!.url)).to.deep.equal(['https://new.example/']);
  });

  it('block saving only where they must hold, and also where they cannot be looked at', async () => {
    const wrong = { expected: { kind: 'nowhere' } } as const;
    const soft = await place([expectation(wrong)]);
    expect([soft.panel.blocking().length, expectationsOf(soft.editor).broken().length]).to.deep.equal([0, 1]);
    await press(soft, soft.root.querySelector('.check input')!);
    expect([soft.panel.blocking().length, stored()[0]!.mustHold]).to.deep.equal([1, true]);
    const unread = await place([expectation({ mustHold: true })], { rules: [{ start_at: 'soon' }] });
    expect([unread.panel.blocking().length, rows(unread)[0]![0]]).to.deep.equal([1, '? Cannot be checked: a rule cannot be read']);
  });

  it('are opened in the simulator, a broken one where it breaks', async () => {
    const ends = { end_at: '2999-01-01T00:00:00Z' };
    const placed = await place([expectation(), expectation({ when: { weekday: 'monday', time: '12:00', timeZone: 'UTC' } })], { rules: [ends] });
    for (const button of all(placed, '.expectation .link:not(.rename, .remove)')) button.click();
    const [moment, weekly] = placed.editor.contexts;
    expect(moment).to.deep.equal({ device: 'ios', country: 'NL', at: '2026-11-23T12:00:00.000Z' });
    expect(new Date(weekly!.at).getUTCDay()).to.equal(1);
  });

  it('are renamed in place, with the focus back on the button', async () => {
    const placed = await place([expectation()]);
    await press(placed, placed.root.querySelector('.rename')!);
    const input = placed.root.querySelector<HTMLInputElement>('.name-form input')!;
    expect(placed.root.activeElement).to.equal(input);
    input.value = ' App Store ';
    await press(placed, named(placed, 'Keep name'));
    expect([rows(placed)[0]![1], stored()[0]!.label, text(placed.root.activeElement)]).to.deep.equal(['App Store', 'App Store', 'Rename']);
    await press(placed, named(placed, 'Rename: App Store'));
    placed.root.querySelector('.name-form input')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await placed.host.updateComplete;
    expect([rows(placed)[0]![1], placed.root.querySelector('.name-form')]).to.deep.equal(['App Store', null]);
  });

  it('are removed, with the focus on the next', async () => {
    const placed = await place([expectation({ label: 'a' }), expectation({ label: 'b', country: 'DE' })]);
    await press(placed, named(placed, 'Remove: a'));
    expect([stored().map(({ label }) => label), placed.editor.said]).to.deep.equal([['b'], ['Removed: a']]);
    expect(placed.root.activeElement!.getAttribute('aria-label')).to.equal('Remove: b');
    await press(placed, named(placed, 'Remove: b'));
    expect([localStorage.getItem(KEY), text(placed.root.activeElement), text(placed.root.querySelector('.tool'))!.includes('Nothing is pinned yet.')]).to.deep.equal([null, 'Try a scan', true]);
  });
});

describe('where expectations are kept', () => {
  it('is the browser, for each code and endpoint', async () => {
    const placed = await place([expectation()]);
    const store = expectationsOf(placed.editor);
    expect(store.list.length).to.equal(1);
    const other = await placePanel(createExpectations, { rules: [{}], code: { id: 8 } });
    expectationsOf(other.editor).add([expectation({ label: 'of the other' })]);
    expect([stored().length, localStorage.getItem('jsi-rule-expectations:/jsi:8')]).to.satisfy(([count, text]: [number, string]) => count === 1 && text.includes('of the other'));
  });

  it('keeps what another page has pinned meanwhile', async () => {
    const placed = await place([expectation({ label: 'mine' })]);
    const store = expectationsOf(placed.editor);
    expect(store.list.length).to.equal(1);
    localStorage.setItem(KEY, formatExpectations([expectation({ label: 'mine' }), expectation({ label: 'theirs', country: 'DE' })]));
    store.add([expectation({ label: 'new', country: 'FR' })]);
    expect(stored().map(({ label }) => label)).to.deep.equal(['mine', 'theirs', 'new']);
  });

  it('is the page alone where the browser refuses, which is said', async () => {
    const restore = [replace(Storage.prototype, 'setItem', refuse), replace(Storage.prototype, 'getItem', refuse)];
    try {
      const placed = await place([]);
      const store = expectationsOf(placed.editor);
      store.add([expectation({ label: 'a' })]);
      store.add([expectation({ label: 'b', country: 'DE' })]);
      await placed.drawn();
      expect([rows(placed).length, text(placed.root.querySelector('.tool'))!.includes('This browser stores nothing')]).to.deep.equal([2, true]);
    } finally {
      for (const one of restore) one();
    }
  });

  it('is not trusted: what something else wrote there is none', async () => {
    localStorage.setItem(KEY, '{"format":"other"}');
    const placed = await place([]);
    expect(text(placed.root.querySelector('.tool'))).to.contain('Nothing is pinned yet.');
  });
});

describe('files of expectations', () => {
  it('are imported, without what is there already', async () => {
    const placed = await place([expectation({ label: 'Mine' })]);
    expect(await importText(placed, formatExpectations([expectation(), expectation({ country: 'DE' })]))).to.equal('1 imported, 1 already there.');
    expect(stored().map(({ label, country }) => [label, country])).to.deep.equal([
      ['Mine', 'NL'],
      ['', 'DE'],
    ]);
    expect(rows(placed).length).to.equal(2);
  });

  it('are refused as a whole, with the place of what is wrong', async () => {
    const placed = await place([expectation()]);
    const bad = formatExpectations([expectation({ country: 'DE' }), expectation({ when: { weekday: 'monday', time: '12', timeZone: 'UTC' } })]);
    expect(await importText(placed, bad)).to.equal('Nothing was imported: expectations[1].when.time must be a time such as 09:30.');
    expect(await importText(placed, '<html>')).to.equal('Nothing was imported: it is no JSON.');
    expect(stored().length).to.equal(1);
  });

  it('are exported with a name, and read back', async () => {
    const placed = await place([expectation({ label: 'Mine' })]);
    const saved: { name: string; href: string }[] = [];
    const restore = replace(HTMLAnchorElement.prototype, 'click', function click(this: HTMLAnchorElement) {
      saved.push({ name: this.download, href: this.href });
    });
    try {
      named(placed, 'Export').click();
    } finally {
      restore();
    }
    expect(saved.map(({ name }) => name)).to.deep.equal(['Poster expectations.json']);
    expect(parseExpectations(await (await fetch(saved[0]!.href)).text())).to.deep.equal([expectation({ label: 'Mine' })]);
  });
});

describe('the panel of expectations', () => {
  for (const [scheme, around] of [
    ['light', html`<div style="background: #fff; color-scheme: light"></div>`],
    ['dark', html`<div style="background: #14171c; color-scheme: dark"></div>`],
  ] as const) {
    it(`gives axe nothing to find, ${scheme}`, async () => {
      const placed = await place([expectation(), expectation({ label: 'x', expected: { kind: 'nowhere' } })], { rules: [{}], around });
      await press(placed, placed.root.querySelector('.rename')!);
      await expect(placed.host).to.be.accessible();
    });
  }

  it('fits 320 pixels', async () => {
    const long = { kind: 'url', url: `https://example.com/${'long'.repeat(30)}` } as const;
    const placed = await place([expectation({ label: 'y'.repeat(80), expected: long })], { rules: [{}], around: html`<div style="inline-size: 320px"></div>` });
    expect(placed.host.scrollWidth).to.be.at.most(320);
  });
});

function refuse(): never {
  throw new DOMException('no', 'SecurityError');
}
