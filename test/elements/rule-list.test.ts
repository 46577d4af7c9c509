import { analyse } from '../../src/rules/analyse.js';
import type { RuleSet } from '../../src/rules/types.js';
import { createList } from '../../src/elements/rule-editor/list.js';
import { expect } from '../support/fixture.js';
import { placePanel, ruleOf, type FakeOptions } from '../support/rule-editor.js';

const analysed = (set: RuleSet) => analyse(set, { horizon: { from: new Date() } });
const place = (options: FakeOptions = {}) => placePanel(createList, { analyse: analysed, ...options });
/** Text as it is read: isolates and runs of white space are nothing to a reader. */
const read = (node: Element | null | undefined) => (node?.textContent ?? '').replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim();
const rows = (root: ShadowRoot) => [...root.querySelectorAll<HTMLElement>('.row')];
const row = (root: ShadowRoot, id: number | '') => root.querySelector<HTMLElement>(`[data-rule="${id}"]`)!;
const sentence = (element: HTMLElement) => element.querySelector<HTMLElement>('.sentence')!;
const said = (element: HTMLElement) => [...element.querySelectorAll('.verdict .text')].map(read);
const button = (element: ParentNode, text: string) => [...element.querySelectorAll('button')].find((one) => read(one) === text || one.getAttribute('aria-label') === text)!;
const past = { start_at: '2020-01-01T00:00:00Z', end_at: '2020-02-01T00:00:00Z' };

describe('the list of rules', () => {
  it('has a sentence a rule in the order of evaluation, and the default destination last', async () => {
    const { root } = await place({
      rules: [
        { id: 1, priority: 5, country_code: 'NL', url: 'https://shop.example.com/nl' },
        { id: 2, priority: 1, device: 'ios', url: 'https://apps.example.com/' },
      ],
    });
    expect(rows(root).map((one) => read(sentence(one)))).to.deep.equal([
      'iPhone or iPad goes to apps.example.com',
      'Everyone in the Netherlands goes to shop.example.com/nl',
      'Everyone else goes to example.com/otherwise',
    ]);
    expect(root.querySelector('ol')!.getAttribute('aria-label')).to.contain('order');
  });

  it('prints where everybody else lands, and what says so', async () => {
    const last = async (options: FakeOptions) => read((await place(options)).root.querySelector('.default .line'));
    const rules = [{ id: 1, device: 'ios' }];
    expect(await last({ rules })).to.equal('Everyone else goes to example.com/otherwise the code’s fallback address');
    expect(await last({ rules, code: { fallback_url: null } })).to.equal('Everyone else goes to example.com the code’s own address');
    expect(await last({ rules, code: { fallback_url: null }, semantics: { noMatch: 'fallback-or-nothing' } })).to.equal('Everyone else goes to nowhere the code has no fallback address');
    expect(await last({ rules, code: { fallback_url: null, target_url: null, content_type: 'file' } })).to.equal('Everyone else goes to the code’s file');
    expect(await last({ rules: [] })).to.equal('Everyone goes to example.com the code’s own address');
    // What ends the redirecting now is no matter of the rules.
    expect(await last({ rules, code: { is_active: false, licensed_until: '2020-01-01T00:00:00Z' } })).to.contain('example.com/otherwise');
  });

  it('marks rules that are off, new or changed in words', async () => {
    const loaded = [ruleOf(1), ruleOf(2), ruleOf(3)];
    const { root } = await place({ loaded, rules: [loaded[0]!, { ...loaded[1]!, is_active: false }, { ...loaded[2]!, url: 'https://other.example/' }, ruleOf(-1, { priority: 9 })] });
    expect(rows(root).map((one) => [...one.querySelectorAll('.badge')].map(read))).to.deep.equal([[], ['Changed', 'Off'], ['Changed'], ['New'], []]);
  });

  it('says that nobody is left where there is a rule for every scan', async () => {
    expect(read((await place({ rules: [{ id: 1, device: 'ios' }, { id: 2 }] })).root.querySelector('.default .state'))).to.equal('nobody: a rule matches every scan');
  });

  it('brings a deleted rule back', async () => {
    const loaded = [ruleOf(1), ruleOf(2, { country_code: 'DE' })];
    const { root, editor, drawn } = await place({ loaded, rules: [loaded[0]!] });
    expect(read(root.querySelector('.deleted summary'))).to.equal('1 rule deleted, not saved yet');
    button(root.querySelector('.deleted')!, 'Bring back').click();
    await drawn();
    expect(editor.rules).to.deep.equal(loaded);
    expect(root.activeElement === sentence(row(root, 2))).to.equal(true);
    expect(editor.said.at(-1)).to.contain('is back');
  });

  it('shows text of the API as text', async () => {
    const { root } = await place({ rules: [{ url: 'https://a.example/<img src=x onerror=alert(1)>', device: '<b>kiosk</b>' }] });
    expect(read(sentence(rows(root)[0]!))).to.contain('<b>kiosk</b>').and.to.contain('<img');
    expect(root.querySelector('b, img')).to.equal(null);
  });

  it('offers the first rule where there is none', async () => {
    const { root, editor, drawn } = await place();
    button(root, 'Add a rule').click();
    await drawn();
    expect(editor.rules.map(({ id, url, priority }) => ({ id, url, priority }))).to.deep.equal([{ id: -1, url: '', priority: 0 }]);
    expect(root.activeElement?.closest('[data-rule="-1"]') != null).to.equal(true);
  });
});

describe('rules of one priority', () => {
  it('that ask for the same have their exact shares', async () => {
    const { root } = await place({ rules: [{ id: 1, priority: 1, weight: 70 }, { id: 2, priority: 1, weight: 30 }, { id: 3, priority: 2 }] });
    expect(read(root.querySelector('.group-head'))).to.equal('One of these, by chance');
    expect([1, 2].map((id) => read(row(root, id).querySelector('.share')))).to.deep.equal(['70%70% by chance', '30%30% by chance']);
    expect(row(root, 3).querySelector('.share')).to.equal(null);
  });

  it('that ask for different things say that a share holds where all match', async () => {
    const { root } = await place({ rules: [{ id: 1, priority: 1, weight: 1 }, { id: 2, priority: 1, weight: 2, country_code: 'NL' }] });
    expect(row(root, 1).querySelector('.share')!.getAttribute('title')).to.equal('33.3% where all of them match');
  });

  it('of which not all can match at once have weights and no share', async () => {
    const { root } = await place({
      rules: [{ id: 1, priority: 1, device: 'ios', weight: 2 }, { id: 2, priority: 1, weight: 3, country_code: 'NL' }, { id: 3, priority: 1, device: 'mac', weight: 4 }],
    });
    expect(read(root.querySelector('.group-head'))).to.contain('where a scan matches several');
    expect(read(row(root, 2).querySelector('.share [aria-hidden]'))).to.equal('weight 3');
  });

  it('that never meet are no draw', async () => {
    const { root } = await place({ rules: [{ id: 1, priority: 1, device: 'ios' }, { id: 2, priority: 1, device: 'mac' }] });
    expect(read(root.querySelector('.group-head'))).to.equal('Same priority, no overlap');
    expect(root.querySelector('.share')).to.equal(null);
  });

  it('of which one is off are drawn without it', async () => {
    const { root } = await place({ rules: [{ id: 1, priority: 1, weight: 1 }, { id: 2, priority: 1, weight: 1 }, { id: 3, priority: 1, weight: 2, is_active: false }] });
    expect([1, 2].map((id) => read(row(root, id).querySelector('.share [aria-hidden]')))).to.deep.equal(['50%', '50%']);
    expect(row(root, 3).querySelector('.share')).to.equal(null);
  });
});

describe('what is known about a rule', () => {
  it('is said beside it, the most specific alone', async () => {
    const { root } = await place({
      rules: [
        { id: 1, ...past },
        { id: 2, start_at: '2030-02-01T00:00:00Z', end_at: '2030-01-01T00:00:00Z' },
        { id: 3, device: 'ios' },
        { id: 4, device: 'ios', country_code: 'NL' },
        { id: 5, start_at: '2999-01-01T00:00:00Z', device: 'mac' },
      ],
    });
    expect(said(row(root, 1))).to.have.lengthOf(1);
    expect(said(row(root, 1))[0]).to.match(/^Over since Feb 1, 2020, 12:00.AM\. Fixes$/);
    expect(said(row(root, 2))).to.deep.equal(['Can never match: it ends before it starts. Fixes']);
    expect(said(row(root, 3))).to.deep.equal([]);
    expect(said(row(root, 4))).to.deep.equal(['Never wins: rule 3 (r3.example) always comes first. Show me Fixes']);
    expect(said(row(root, 5))[0]).to.match(/^Not yet: begins Jan 1, 2999/);
  });

  it('names rules as buttons, and shows a context in the simulator', async () => {
    const { root, editor } = await place({ rules: [{ id: 3, device: 'ios' }, { id: 4, device: 'ios' }] });
    button(row(root, 4), 'rule 1').click();
    button(row(root, 4).querySelector('.verdict')!, 'Show me: Never wins: rule 1 (\u2068r3.example\u2069) always comes first.').click();
    expect(editor.shown.map(({ rule }) => rule)).to.deep.equal([3]);
    expect(editor.contexts.map(({ device }) => device)).to.deep.equal(['ios']);
  });

  it('tells of a draw nobody gave weights, beside its first member', async () => {
    const { root } = await place({ rules: [{ id: 1, priority: 1 }, { id: 2, priority: 1 }] });
    expect(said(row(root, 1)).join()).to.contain('Nobody gave these a weight');
    expect(said(row(root, 2))).to.deep.equal([]);
  });

  it('tells of a draw of zeros as an error, and of one zero as what never is drawn', async () => {
    const zeros = await place({ rules: [{ id: 1, priority: 1, weight: 0 }, { id: 2, priority: 1, weight: 0 }] });
    expect(zeros.root.querySelector('.verdict.bad .text')!.textContent).to.contain('weight 0');
    const one = await place({ rules: [{ id: 1, priority: 1, weight: 0 }, { id: 2, priority: 1, weight: 5 }] });
    expect(said(row(one.root, 1)).join()).to.contain('Never drawn: its weight is 0.');
  });

  it('tells of a gap at the last line, with whom it concerns', async () => {
    const { root, drawn } = await place({ rules: [{ id: 1, device: 'ios' }], code: { fallback_url: null } });
    expect(said(row(root, '')).join()).to.contain('Some scans match no rule');
    expect(read(row(root, '').querySelector('.regions'))).to.equal('Who All devices but iPhone or iPad');
    button(row(root, ''), 'Fixes').click();
    await drawn();
    expect([...row(root, '').querySelectorAll('.fixes li')].map(read)[1]).to.contain('A fallback address is a setting of the code itself');
  });

  it('keeps quiet about what is as it should be until the rule is opened', async () => {
    const { root, drawn } = await place({ rules: [{ id: 1, device: 'ios' }, { id: 2 }] });
    expect(said(row(root, 2))).to.deep.equal([]);
    sentence(row(root, 2)).click();
    await drawn();
    expect(said(row(root, 2)).join()).to.contain('Gives way to rule 1 (r1.example) where it matches too.');
    expect(read(row(root, 2).querySelector('.regions'))).to.equal('Wins for All devices but iPhone or iPad');
  });

  it('is nothing where there is no analysis yet', async () => {
    const { root } = await placePanel(createList, { rules: [{ id: 1, ...past }] });
    expect(root.querySelectorAll('.verdict')).to.have.lengthOf(0);
  });

  it('is not said of rules that are gone since it was found out', async () => {
    const set = { code: {}, rules: [ruleOf(1, { device: 'ios' }), ruleOf(2, { device: 'ios' })] };
    const { root } = await place({ rules: [{ id: 2, device: 'ios' }], analyse: () => analysed(set) });
    expect(said(row(root, 2)).join()).to.equal('Never wins: other rules always come first. Show me Fixes');
  });

  it('has ways out that say what else they change, and are one edit', async () => {
    const { root, editor, drawn, host } = await place({ rules: [{ id: 1, device: 'ios', url: 'https://a.example/' }, { id: 2, device: 'ios', country_code: 'NL', url: 'https://b.example/' }] });
    button(row(root, 2), 'Fixes').click();
    await drawn();
    const fixes = () => [...row(root, 2).querySelectorAll('.fixes li')].map(read);
    for (let tries = 0; tries < 100 && fixes().some((text) => text.includes('Looking')); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      await host.updateComplete;
    }
    expect(fixes()).to.deep.equal([
      'Apply Move above rule 1 (a.example) Only this changes. iPhone or iPad in the Netherlands: a.example → b.example',
      'Apply Delete rule 2 (b.example) Changes nothing for anyone.',
      'Apply Turn rule 2 (b.example) off Changes nothing for anyone.',
    ]);
    button(row(root, 2).querySelector('.fixes')!, 'Apply').click();
    await drawn();
    expect(editor.changes).to.have.lengthOf(1);
    expect(editor.rules.map(({ id }) => id)).to.deep.equal([2, 1]);
    expect(root.activeElement === sentence(row(root, 2))).to.equal(true);
    expect(root.querySelector('.fixes')).to.equal(null);
  });
});

describe('find', () => {
  const many = Array.from({ length: 12 }, (_, index) => ({ id: index + 1, country_code: index === 4 ? 'NL' : 'DE', url: `https://shop.example/${index}` }));
  const type = async (input: HTMLInputElement, text: string, drawn: () => Promise<void>) => {
    input.value = text;
    input.dispatchEvent(new Event('input'));
    await drawn();
  };

  it('is there from ten rules, and shows those with a text in their sentence or address', async () => {
    expect((await place({ rules: many.slice(0, 9) })).root.querySelector('.find')).to.equal(null);
    const { root, drawn } = await place({ rules: many });
    const input = root.querySelector<HTMLInputElement>('.find input[type=search]')!;
    await type(input, 'netherlands', drawn);
    expect(rows(root).map((one) => one.dataset['rule'])).to.deep.equal(['5', '']);
    expect(read(root.querySelector('.find [role=status]'))).to.equal('1 of 12 rules');
    await type(input, 'shop.example/11', drawn);
    expect(rows(root).map((one) => one.dataset['rule'])).to.deep.equal(['12', '']);
    await type(input, 'nowhere to be found', drawn);
    button(root, 'Show all rules').click();
    await drawn();
    expect(rows(root)).to.have.lengthOf(13);
  });

  it('shows only those that something is wrong with', async () => {
    const { root, drawn } = await place({ rules: [...many, { id: 13, country_code: 'DE', device: 'ios' }] });
    const box = root.querySelector<HTMLInputElement>('.find input[type=checkbox]')!;
    box.click();
    await drawn();
    expect(rows(root).map((one) => one.dataset['rule'])).to.deep.equal(['2', '3', '4', '6', '7', '8', '9', '10', '11', '12', '13', '']);
    expect(read(root.querySelector('.find-problems'))).to.equal('With problems only (11)');
  });

  it('has what a draw is above the first member that is found', async () => {
    const { root, drawn } = await place({ rules: [...many, { id: 13, priority: 20, url: 'https://one.example/' }, { id: 14, priority: 20, url: 'https://two.example/' }] });
    await type(root.querySelector<HTMLInputElement>('.find input')!, 'two.example', drawn);
    expect(read(row(root, 14).querySelector('.group-head'))).to.equal('One of these, by chance');
  });

  it('gives way to a rule that is to be shown', async () => {
    const { root, panel, drawn } = await place({ rules: many });
    await type(root.querySelector<HTMLInputElement>('.find input')!, 'netherlands', drawn);
    panel.show(9, true);
    await drawn();
    expect(root.activeElement === sentence(row(root, 9))).to.equal(true);
    expect(sentence(row(root, 9)).getAttribute('aria-expanded')).to.equal('true');
  });
});

describe('a list that is only read', () => {
  it('has sentences, verdicts and all facts, and nothing to change them with', async () => {
    const { root, drawn } = await place({ isReadOnly: true, rules: [{ id: 1, device: 'ios', country_code: 'NL', end_at: '2999-01-01T00:00:00Z' }, { id: 2, device: 'ios', country_code: 'NL', end_at: '2999-01-01T00:00:00Z' }] });
    expect(said(row(root, 2)).join()).to.contain('Never wins').and.to.not.contain('Fixes');
    sentence(row(root, 1)).click();
    await drawn();
    expect(root.querySelectorAll('input, select, .handle, .acts, [role=switch]')).to.have.lengthOf(0);
    expect(read(row(root, 1).querySelector('.facts'))).to.contain('CountryNetherlands').and.to.contain('= 2999-01-01 00:00 UTC');
  });
});
