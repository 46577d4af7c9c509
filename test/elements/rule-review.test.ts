import type { Id, Rule } from '../../src/client/types.js';
import type { Editor } from '../../src/elements/rule-editor/editor.js';
import { createReview, type FieldErrors, type ReviewHooks } from '../../src/elements/rule-editor/review.js';
import { disagreements } from '../../src/rules/merge.js';
import type { SaveConflict } from '../../src/rules/types.js';
import { json } from '../support/api.js';
import { replace } from '../support/element.js';
import { expect, html, waitUntil } from '../support/fixture.js';
import { placePanel, ruleOf, type FakeOptions } from '../support/rule-editor.js';
import { RulesApi } from '../support/rules-api.js';

const ios = ruleOf(1, { device: 'ios', url: 'https://apps.example/' });
const dutch = ruleOf(2, { country_code: 'NL', url: 'https://shop.example/nl' });
const all = ruleOf(3, { url: 'https://www.example/all' });
const server = [ios, dutch, all];
/** A new rule on top, another address, and one that goes: three requests. */
const edited = [ruleOf(-1, { device: 'android', url: 'https://play.example/', priority: 0 }), { ...ios, url: 'https://apps.example/new' }, all];

interface Told {
  saving: boolean[];
  saved: (readonly Rule[])[];
  stopped: { loaded: readonly Rule[]; mine: readonly Rule[]; ids: ReadonlyMap<Id, Id> }[];
  conflicts: (readonly SaveConflict[])[];
  errors: FieldErrors[];
  closed: number;
}

/** A review of edits of what a server has. */
async function placeReview(rules: readonly Rule[] = edited, options: Omit<FakeOptions, 'rules' | 'loaded'> & { api?: RulesApi; maySave?: () => boolean } = {}) {
  const api = options.api ?? new RulesApi(server);
  const loaded = api.rules.map((rule) => ({ ...rule }));
  const told: Told = { saving: [], saved: [], stopped: [], conflicts: [], errors: [], closed: 0 };
  const make = (editor: Editor) => {
    const hooks: ReviewHooks = {
      maySave: options.maySave ?? (() => true),
      saving: (isSaving) => told.saving.push(isSaving),
      conflicts: (conflicts) => told.conflicts.push(conflicts),
      fieldErrors: (errors) => told.errors.push(errors),
      stopped: (is, mine, ids) => {
        told.stopped.push({ loaded: is, mine, ids });
        (editor as { loaded: readonly Rule[] }).loaded = is;
        editor.change(mine, 'Left over');
      },
      saved: (now) => {
        told.saved.push(now);
        (editor as { loaded: readonly Rule[] }).loaded = now;
        editor.change(now, 'Saved');
      },
      close: () => told.closed++,
    };
    return createReview(editor, hooks);
  };
  const placed = await placePanel(make, { ...options, rules, loaded, client: api.client });
  const { root, panel, editor } = placed;
  const text = () => root.querySelector('.review')!.textContent.replace(/[\u2068\u2069]/g, '').replace(/\s+/g, ' ');
  const button = (name: string) => [...root.querySelectorAll('button')].find((one) => one.textContent.trim() === name);
  const until = (words: string): Promise<void> => waitUntil(() => text().includes(words), `“${words}” in: ${text()}`, { timeout: 8000 });
  const press = async (name: string, then: string) => {
    await waitUntil(() => button(name), `no button “${name}” in: ${text()}`);
    button(name)!.click();
    await until(then);
  };
  /** Until there is something to save. */
  const look = async () => {
    panel.start();
    await until('What will be sent');
  };
  return { ...placed, api, told, text, button, until, press, look, editor };
}

const ids = (rules: readonly Rule[]) => rules.map(({ id }) => id);

describe('the review of a save', () => {
  it('says who lands elsewhere and what will be sent, and sends nothing', async () => {
    const { look, text, api, told } = await placeReview();
    await look();
    expect(text()).to.contain('Who lands elsewhere').and.contain('apps.example → apps.example/new').and.contain('iPhone or iPad');
    expect(text()).to.contain('shop.example/nl → play.example').and.contain('Android device in the Netherlands');
    expect(text()).to.contain('3 requests, one after the other');
    expect(text()).to.contain('Add: Android device → play.example');
    expect(text()).to.contain('Change rule 2 (apps.example/new): Address apps.example → apps.example/new');
    expect(text()).to.contain('Delete “Everyone in the Netherlands → shop.example/nl”');
    expect(text()).to.contain('At no time between does anyone land where they would neither before nor after.');
    expect(api.writes).to.deep.equal([]);
    expect(told.saving).to.deep.equal([]);
  });

  it('says that nothing changes for anyone where that is so', async () => {
    const { look, text } = await placeReview([ios, { ...dutch, priority: 7 }, { ...all, priority: 9 }]);
    await look();
    expect(text()).to.contain('Nobody: with these changes everyone who scans lands where they land now.');
    expect(text()).to.contain('Priority 2 → 7');
  });

  it('names what is transient', async () => {
    const one = await placeReview([ruleOf(-1, { device: 'ios' })], { api: new RulesApi([]) });
    await one.look();
    expect(one.text()).to.not.contain('For a moment');
    const two = await placeReview([ruleOf(-1, { device: 'ios', priority: 1 }), ruleOf(-2, { device: 'mac', priority: 2 })], { api: new RulesApi([]) });
    await two.look();
    expect(two.text()).to.contain('Between two of them, some people land where they would neither before nor after.');
    expect(two.text()).to.contain('For a moment: Mac → example.com/otherwise');
  });

  it('has nothing to save where somebody else has done the same', async () => {
    const { panel, until, press, told, api } = await placeReview([{ ...ios, weight: 2 }, dutch, all]);
    api.rules[0]!.weight = 2;
    panel.start();
    await until('There is nothing to save');
    await press('Done', 'See what will change');
    expect(told.saved.map(ids)).to.deep.equal([[1, 2, 3]]);
    expect(told.closed).to.equal(1);
  });

  it('says what others did since, and that both together make a draw', async () => {
    const { look, text, api } = await placeReview([ruleOf(-1, { priority: 5, device: 'mac' }), ...server]);
    api.add({ url: 'https://theirs.example/', priority: 5 });
    api.rules[1]!.weight = 4;
    await look();
    expect(text()).to.contain('Somebody else has changed the rules since you opened them (1 added, 1 changed).');
    expect(text()).to.contain('now have the same priority, as on neither side before');
  });

  it('says that it is of yesterday once the rules are edited further', async () => {
    const { look, until, press, editor, button } = await placeReview();
    await look();
    editor.change([...editor.rules.slice(0, 2), { ...all, weight: 2 }], 'Change');
    await until('The rules have been edited since.');
    expect(button('Save now')).to.equal(undefined);
    await press('Look again', 'Weight none → 2');
  });

  it('says why the rules cannot be read, and tries again', async () => {
    const api = new RulesApi(server);
    const { panel, until, press } = await placeReview(edited, { api });
    api.trouble = () => ({ status: 403 });
    panel.start();
    await until('The rules could not be read: You may not see this.');
    api.trouble = () => undefined;
    await press('Try again', 'What will be sent');
  });

  it('shows how long the API asks to wait before the rules can be read', async () => {
    const { api, panel, until } = await placeReview();
    api.trouble = (_, count) => (count === 1 ? { limit: 1 } : undefined);
    // What one request is told holds for all that ask after it.
    await api.client.rules.list(7).catch(() => undefined);
    panel.start();
    await until('The platform asks to wait. Goes on in');
    await until('What will be sent');
  });
});

describe('saving', () => {
  it('sends the requests, reads back and says that the server has what was shown', async () => {
    const { look, press, told, api, text, panel } = await placeReview();
    await look();
    await press('Save now', 'Read back: the server has exactly the rules that you see.');
    expect(api.writes).to.deep.equal(['POST /rules', 'PUT /rules/1', 'DELETE /rules/2']);
    expect(api.asked[3]!.body).to.include({ url: 'https://apps.example/new', device: 'ios', country_code: null });
    expect(told.saving).to.deep.equal([true, false]);
    expect(told.saved.map(ids)).to.deep.equal([[101, 1, 3]]);
    expect(panel.isSaving).to.equal(false);
    expect(text()).to.contain('Saved');
    await press('Done', 'See what will change');
    expect(told.closed).to.equal(1);
  });

  it('sends nothing where the page has cancelled it', async () => {
    const { look, button, api, told } = await placeReview(edited, { maySave: () => false });
    await look();
    button('Save now')!.click();
    expect(told.saving).to.deep.equal([]);
    expect(api.writes).to.deep.equal([]);
  });

  it('shows each request with its state while it runs', async () => {
    const { look, button, until, api, root, panel } = await placeReview();
    let answer: () => void = () => undefined;
    api.trouble = ({ method }) => (method === 'PUT' ? new Promise<undefined>((resolve) => (answer = () => resolve(undefined))) : undefined);
    await look();
    button('Save now')!.click();
    await until('1 of 3 requests done');
    expect(panel.isSaving).to.equal(true);
    expect([...root.querySelectorAll('.run li .state')].map((one) => one.textContent)).to.deep.equal(['Done', 'Now', 'To do']);
    expect(root.querySelector('.run [aria-current=step]')!.textContent).to.contain('Change rule 2');
    expect(root.querySelector('progress')).to.include({ value: 1, max: 3 });
    expect(root.querySelector('.review')!.getAttribute('aria-busy')).to.equal('true');
    answer();
    await until('Read back');
  });

  it('waits out a 429, says for how long, and goes on', async () => {
    const { look, button, until, api, editor } = await placeReview();
    let isFirst = true;
    api.trouble = ({ method }) => (method === 'PUT' && isFirst ? ((isFirst = false), { limit: 1 }) : undefined);
    await look();
    button('Save now')!.click();
    await until('The platform asks to wait. Goes on in');
    expect(editor.said.filter((said) => said.startsWith('The platform asks to wait.'))).to.have.length(1);
    await until('Read back');
    expect(api.writes).to.deep.equal(['POST /rules', 'PUT /rules/1', 'PUT /rules/1', 'DELETE /rules/2']);
  });

  it('goes on after a connection that was cut in the middle, and creates no rule twice', async () => {
    const { look, press, api, told } = await placeReview();
    const lost = new Set<string>();
    api.trouble = ({ method }) => (method !== 'GET' && !lost.has(method) ? (lost.add(method), { drop: 'late' }) : undefined);
    await look();
    await press('Save now', 'Read back: the server has exactly the rules that you see.');
    expect(api.writes.filter((write) => write === 'POST /rules')).to.have.length(1);
    expect(api.rules).to.have.length(3);
    expect(disagreements(told.saved[0]!, api.rules)).to.deep.equal([]);
  });

  it('goes on when the browser is online again', async () => {
    const { look, button, until, api } = await placeReview();
    let restore: () => void = () => undefined;
    api.trouble = ({ method }) => {
      if (method !== 'PUT') return undefined;
      restore = replace(navigator, 'onLine', false);
      return { drop: 'early' };
    };
    await look();
    button('Save now')!.click();
    await until('This device is offline. Goes on as soon as it is not.');
    api.trouble = () => undefined;
    restore();
    dispatchEvent(new Event('online'));
    await until('Read back');
    expect(api.writes.filter((write) => write === 'POST /rules')).to.have.length(1);
  });

  for (const [status, words] of [
    [401, 'You are not signed in any more.'],
    [402, 'The Just Scan It plan or the credits of this site have ended.'],
    [403, 'You may not make this change.'],
    [500, 'The server has a problem.'],
  ] as const) {
    it(`stops at a ${status}, says why, and goes on where it was`, async () => {
      const { look, press, api, told, text, root } = await placeReview();
      let isRefused = true;
      api.trouble = ({ method }) => (method === 'PUT' && isRefused ? { status } : undefined);
      await look();
      await press('Save now', 'Not all of it is saved');
      expect(text()).to.contain(words).and.contain('Stopped at: Change rule 2').and.contain('1 of 3 requests are done');
      expect([...root.querySelectorAll('.run li .state')].map((one) => one.textContent)).to.deep.equal(['Done', 'Stopped here', 'To do']);
      expect(told.stopped.map(({ loaded, mine, ids: real }) => [ids(loaded), ids(mine), [...real]])).to.deep.equal([[[101, 1, 2, 3], [101, 1, 3], [[-1, 101]]]]);
      expect(told.saving).to.deep.equal([true, false]);
      isRefused = false;
      await press('Go on', 'Read back');
      expect(api.writes).to.deep.equal(['POST /rules', 'PUT /rules/1', 'PUT /rules/1', 'DELETE /rules/2']);
    });
  }

  it('gives what the API says about fields to the form, and goes on once they are mended', async () => {
    const { look, press, until, api, told, text, editor, button } = await placeReview();
    const body = { message: 'No.', errors: { 'days_of_week.0': ['The selected days_of_week.0 is invalid.'], url: ['Must be secret.'] } };
    api.trouble = ({ method }) => (method === 'PUT' ? { status: 422, body } : undefined);
    await look();
    await press('Save now', 'Not all of it is saved');
    expect(text()).to.contain('What it says stands at the fields in the list.').and.not.contain('secret');
    expect([...told.errors.at(-1)!]).to.deep.equal([[1, { days_of_week: ['The selected days_of_week.0 is invalid.'], url: ['Must be secret.'] }]]);
    expect(button('Go on')).to.equal(undefined);

    api.trouble = () => undefined;
    editor.change(editor.rules.map((rule) => (rule.id === 1 ? { ...rule, url: 'https://apps.example/mended' } : rule)), 'Mend');
    await until('Go on');
    await press('Go on', 'apps.example → apps.example/mended');
    await press('Save now', 'Read back');
    expect([...told.errors.at(-1)!]).to.deep.equal([]);
    expect(api.writes.filter((write) => write === 'POST /rules')).to.have.length(1);
    expect(api.rules.find(({ id }) => id === 1)!.url).to.equal('https://apps.example/mended');
  });

  it('can be stopped, and gone on with', async () => {
    const { look, button, press, until, api } = await placeReview();
    api.trouble = ({ method }) => (method === 'PUT' ? new Promise<undefined>(() => undefined) : undefined);
    await look();
    button('Save now')!.click();
    await until('1 of 3 requests done');
    await press('Stop', 'You have stopped it.');
    api.trouble = () => undefined;
    await press('Go on', 'Read back');
    expect(api.rules).to.have.length(3);
  });

  it('stops where the element leaves the page', async () => {
    const { look, button, until, api, panel, told } = await placeReview();
    api.trouble = ({ method }) => (method === 'PUT' ? new Promise<undefined>(() => undefined) : undefined);
    await look();
    button('Save now')!.click();
    await until('1 of 3 requests done');
    panel.leave!();
    await until('The editor was taken off the page.');
    expect(told.saving).to.deep.equal([true, false]);
    expect(panel.isSaving).to.equal(false);
  });

  it('looks again where somebody else has saved between the look and the save', async () => {
    const { look, press, api, text, told } = await placeReview();
    await look();
    api.rules[2]!.url = 'https://www.example/theirs';
    await press('Save now', 'Somebody else has saved while you were looking.');
    expect(api.writes).to.deep.equal([]);
    await press('Save now', 'Read back');
    expect(text()).to.contain('Saved');
    expect(told.saved[0]!.find(({ id }) => id === 3)!.url).to.equal('https://www.example/theirs');
  });

  it('asks what to do about a rule that somebody has deleted while it was on its way', async () => {
    const { look, press, api, told } = await placeReview();
    api.trouble = ({ method }) => {
      if (method === 'PUT') api.rules = api.rules.filter(({ id }) => id !== 1);
      return undefined;
    };
    await look();
    await press('Save now', 'This rule is not there any more: somebody has deleted it.');
    api.trouble = () => undefined;
    await press('Go on', 'They have deleted it; you have changed it.');
    expect(told.stopped).to.have.length(2);
    expect(api.writes).to.deep.equal(['POST /rules', 'PUT /rules/1']);
  });

  it('says what is on the server where that is not what was shown', async () => {
    const { look, press, api, text } = await placeReview();
    api.trouble = ({ method }) => {
      if (method === 'DELETE') api.rules.find(({ id }) => id === 3)!.weight = 9;
      return undefined;
    };
    await look();
    await press('Save now', 'Saved, but what the server has now is not all as it was shown here:');
    expect(text()).to.contain('is different: Weight.').and.contain('The list now shows what the server has.');
  });

  it('can be had without a look', async () => {
    const { panel, api } = await placeReview();
    panel.start();
    expect(await panel.finish()).to.equal(true);
    expect(api.writes).to.have.length(3);
    const cancelled = await placeReview(edited, { maySave: () => false });
    cancelled.panel.start();
    expect(await cancelled.panel.finish()).to.equal(false);
    const refused = await placeReview();
    refused.api.trouble = ({ method }) => (method === 'POST' ? { status: 402 } : undefined);
    refused.panel.start();
    expect(await refused.panel.finish()).to.equal(false);
  });
});

describe('a conflict', () => {
  /** Both changed the address of rule 1; I changed rule 2, which they deleted; I deleted rule 3, which they changed. */
  async function conflicting(options: FakeOptions = {}) {
    const placed = await placeReview([{ ...ios, url: 'https://mine.example/', weight: 5 }, { ...dutch, weight: 6 }], options);
    placed.api.rules = [{ ...ios, url: 'https://theirs.example/' }, { ...all, weight: 7 }];
    placed.panel.start();
    await placed.until('have changed the same 3 rules');
    return placed;
  }
  const radios = (root: ShadowRoot) => [...root.querySelectorAll<HTMLInputElement>('input[type=radio]')];

  it('shows the three versions side by side and marks what is different', async () => {
    const { root, told, button } = await conflicting();
    expect(told.conflicts[0]!.map(({ rule, kind }) => [rule, kind])).to.deep.equal([
      [1, 'changed'],
      [2, 'deleted-there'],
      [3, 'deleted-here'],
    ]);
    const rows = [...root.querySelectorAll('fieldset')].map((set) =>
      [...set.querySelectorAll('tbody tr')].map((row) => [...row.querySelectorAll('th, td bdi, td del')].map((one) => one.textContent)),
    );
    expect(rows).to.deep.equal([
      [
        ['Address', 'https://apps.example/', 'https://mine.example/', 'https://theirs.example/'],
        ['Weight', 'none', '5', 'none'],
      ],
      [['Weight', 'none', '6', 'Deleted']],
      [['Weight', 'none', 'Deleted', '7']],
    ]);
    expect([...root.querySelectorAll('fieldset')[0]!.querySelectorAll('ins bdi')].map((one) => one.textContent)).to.deep.equal([
      'https://mine.example/',
      'https://theirs.example/',
      '5',
    ]);
    expect(button('Go on')!.disabled).to.equal(true);
  });

  it('is decided rule by rule, and saved as decided', async () => {
    const { root, press, api, text, until } = await conflicting();
    const choose = async (at: number, left: string) => {
      radios(root)[at]!.click();
      await until(left);
    };
    await choose(0, '2 are still to be decided.');
    await choose(2, '1 is still to be decided.');
    radios(root)[5]!.click();
    await press('Go on', 'What will be sent');
    expect(text()).to.contain('2 rules stay as you have it and 1 as they have.');
    await press('Save now', 'Read back: the server has exactly the rules that you see.');
    expect(api.rules.map(({ url, weight }) => [url, weight])).to.deep.equal([
      ['https://mine.example/', 5],
      ['https://www.example/all', 7],
      ['https://shop.example/nl', 6],
    ]);
  });

  it('is decided for all at once, and can be decided again', async () => {
    const { root, press, api, until, button } = await conflicting();
    button('Theirs for all')!.click();
    await waitUntil(() => radios(root).filter(({ checked }) => checked).length === 3);
    await press('Go on', 'What will be sent');
    await press('Decide again', '3 are still to be decided.');
    expect(radios(root).some(({ checked }) => checked)).to.equal(false);
    button('Theirs for all')!.click();
    await press('Go on', 'What will be sent');
    await press('Save now', 'Read back');
    await until('Saved');
    expect(api.rules.map(({ url, weight }) => [url, weight])).to.deep.equal([
      ['https://theirs.example/', 5],
      ['https://www.example/all', 7],
    ]);
  });

  it('has a group of radio buttons with a name for each rule', async () => {
    const { root } = await conflicting();
    const [first] = root.querySelectorAll('fieldset');
    expect(first!.querySelector('legend')!.textContent.replace(/[\u2068\u2069]/g, '')).to.equal('rule 1 (mine.example)');
    const group = radios(root).slice(0, 2);
    expect(new Set(group.map(({ name }) => name)).size).to.equal(1);
    expect(group.map((radio) => radio.closest('label')!.textContent.trim())).to.deep.equal(['Keep yours', 'Keep theirs']);
  });

  it('is not decided by saving without a look', async () => {
    const placed = await placeReview([{ ...ios, weight: 5 }, dutch, all]);
    placed.api.rules[0]!.weight = 6;
    placed.panel.start();
    expect(await placed.panel.finish()).to.equal(false);
    expect(placed.text()).to.contain('have changed the same rule');
    expect(placed.api.writes).to.deep.equal([]);
  });

  it('fits 320 pixels and a page from right to left, and axe has nothing to say', async () => {
    const around = html`<div dir="rtl" style="inline-size: 320px"></div>`;
    const { host } = await conflicting({ around });
    expect(host.scrollWidth).to.be.at.most(320);
    await expect(host).to.be.accessible();
    const wide = await conflicting({ around: html`<div style="inline-size: 800px"></div>` });
    expect(getComputedStyle(wide.root.querySelector('.versions tr')!).display).to.equal('table-row');
    await expect(wide.host).to.be.accessible();
  });
});

describe('recent scans', () => {
  const scan = (id: number, fields: Record<string, unknown> = {}) => ({
    id,
    device: 'ios',
    country_code: 'DE',
    resolved_url: 'https://apps.example/',
    created_at: new Date(Date.UTC(2026, 4, 1) + id * 60_000).toISOString(),
    ...fields,
  });
  /** Newest first, or oldest first, in pages. */
  function scansOf(list: Record<string, unknown>[], wait?: (page: number) => Promise<unknown> | undefined) {
    const pages: number[] = [];
    const other = async (path: string, query: URLSearchParams) => {
      if (path !== '/scans') return json({ message: '' }, 404);
      const [page, size] = [Number(query.get('page')), Number(query.get('per_page'))];
      pages.push(page);
      await wait?.(page);
      return json({
        data: list.slice((page - 1) * size, page * size),
        meta: { current_page: page, last_page: Math.ceil(list.length / size), per_page: size, total: list.length },
      });
    };
    return { pages, other };
  }
  async function withScans(list: Record<string, unknown>[], options: FakeOptions & { wait?: (page: number) => Promise<unknown> | undefined } = {}) {
    const api = new RulesApi(server);
    const { pages, other } = scansOf(list, options.wait);
    api.other = other;
    const placed = await placeReview(edited, { ...options, api });
    await placed.look();
    return { ...placed, pages };
  }

  it('are looked at on request: how many, from when to when, and where they would land', async () => {
    const list = [...Array.from({ length: 120 }, (_, index) => scan(300 - index)), ...Array.from({ length: 30 }, (_, index) => scan(100 - index, { resolved_url: 'https://gone.example/' }))];
    const { press, text, pages } = await withScans(list);
    expect(pages).to.deep.equal([]);
    await press('Try with recent scans', 'would land elsewhere:');
    expect(text()).to.contain('Looked at 150 scans from').and.contain('120 of these would land elsewhere:');
    expect(text()).to.contain('120 scans: apps.example → apps.example/new');
    expect(text()).to.contain('Of 30 scans this says nothing');
    expect(text()).to.match(/No scan in the sample matches .*play\.example/);
    expect(pages).to.deep.equal([1, 2]);
  });

  it('are the newest, also of a list that begins with the oldest, and no more than two thousand', async () => {
    const list = Array.from({ length: 2500 }, (_, index) => scan(index + 1));
    const { press, text, pages } = await withScans(list);
    await press('Try with recent scans', 'would land elsewhere:');
    expect(text()).to.contain('Looked at 2,000 scans of 2,500');
    expect(pages.slice(0, 3)).to.deep.equal([1, 25, 24]);
    expect(pages.at(-1)).to.equal(6);
  });

  it('can be stopped, and what was read by then is told', async () => {
    const list = Array.from({ length: 500 }, (_, index) => scan(900 - index));
    const { button, press, until, text, root } = await withScans(list, { wait: (page) => (page === 3 ? new Promise(() => undefined) : undefined) });
    button('Try with recent scans')!.click();
    await until('200 of 500 scans read');
    expect(root.querySelector('.review progress')).to.include({ max: 500, value: 200 });
    await press('Stop reading', 'Stopped by you before all of them were read.');
    expect(text()).to.contain('Looked at 200 scans of 500');
  });

  it('are not offered where the grant does not allow it', async () => {
    const { button } = await withScans([], { permissions: new Set(['rules.list', 'rules.update'] as const) });
    expect(button('Try with recent scans')).to.equal(undefined);
    const allowed = await withScans([], { permissions: new Set(['scans.list'] as const) });
    expect(allowed.button('Try with recent scans')).to.not.equal(undefined);
  });

  it('say that there are none, and why they cannot be read', async () => {
    const none = await withScans([]);
    await none.press('Try with recent scans', 'This code has no scans yet.');
    const api = new RulesApi(server);
    const refused = await placeReview(edited, { api });
    api.other = () => json({ message: '' }, 403);
    await refused.look();
    await refused.press('Try with recent scans', 'The scans could not be read: You may not see this.');
  });
});

describe('the review, for everyone', () => {
  it('fits 320 pixels in either direction and has nothing to say for axe, in every stage', async () => {
    for (const dir of ['ltr', 'rtl']) {
      const around = html`<div dir=${dir} style="inline-size: 320px"></div>`;
      const { host, look, press, button, until, api } = await placeReview(edited, { around });
      const check = async (stage: string) => {
        expect(host.scrollWidth, stage).to.be.at.most(320);
        await expect(host).to.be.accessible();
      };
      await look();
      await check('ready');
      api.trouble = ({ method }) => (method === 'PUT' ? new Promise<undefined>(() => undefined) : undefined);
      button('Save now')!.click();
      await until('1 of 3 requests done');
      await check('saving');
      await press('Stop', 'You have stopped it.');
      await check('stopped');
      api.trouble = () => undefined;
      await press('Go on', 'Read back');
      await check('saved');
    }
  });

  it('has no button lower than 24 pixels', async () => {
    const { look, root } = await placeReview();
    await look();
    for (const one of root.querySelectorAll('button, summary')) expect(one.getBoundingClientRect().height, one.textContent).to.be.at.least(24);
  });

  it('leaves the focus with what there is to read where the pressed button is gone', async () => {
    const { look, button, until, root } = await placeReview();
    await look();
    button('Save now')!.focus();
    button('Save now')!.click();
    await until('Read back');
    await waitUntil(() => root.activeElement?.classList.contains('review'));
  });

  it('says each stage to a screen reader', async () => {
    const { look, press, editor } = await placeReview();
    await look();
    await press('Save now', 'Read back');
    expect(editor.said).to.deep.equal([
      'Reading the rules as they are now…',
      '4 changes of who lands where, in 3 requests. Nothing is saved yet.',
      'Saving',
      'Read back: the server has exactly the rules that you see.',
    ]);
  });
});
