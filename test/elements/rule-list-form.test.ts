import { sendKeys } from '@web/test-runner-commands';
import { createList } from '../../src/elements/rule-editor/list.js';
import { analyse } from '../../src/rules/analyse.js';
import type { Rule } from '../../src/client/types.js';
import { expect } from '../support/fixture.js';
import { placePanel, ruleOf, type FakeOptions } from '../support/rule-editor.js';

/** One rule or more; the first is open. */
async function open(rule: Partial<Rule> = {}, options: FakeOptions = {}) {
  const placed = await placePanel(createList, { rules: [{ id: 1, ...rule }, { id: 2 }, { id: 3 }], ...options });
  placed.panel.show(1, true);
  await placed.drawn();
  const { root, editor, drawn } = placed;
  const field = (id: string) => root.querySelector<HTMLInputElement>(`#${id}`)!;
  const type = async (id: string, text: string, event = 'input') => {
    const input = field(id);
    input.value = text;
    input.dispatchEvent(new Event(event));
    await drawn();
  };
  /** What is wrong with a field, as its description says. */
  const wrong = (id: string) => {
    const ids = field(id).getAttribute('aria-describedby')!.split(' ');
    return ids.map((one) => root.getElementById(one)).map((one) => (one?.className.includes('problem') ? one.textContent.replace(/[\u2066-\u2069]/g, '').trim() : '')).join('');
  };
  const press = async (text: string) => {
    [...root.querySelectorAll<HTMLElement>('[data-rule="1"] button')].find((one) => one.textContent.replace(/[\u2066-\u2069]/g, '').trim() === text)!.click();
    await drawn();
  };
  return { ...placed, field, type, wrong, press, first: () => editor.rules.find(({ id }) => id === 1)! };
}

describe('the form of a rule', () => {
  it('opens and closes below its sentence, with the focus where it was', async () => {
    const { root, press, drawn } = await open();
    const sentence = root.querySelector<HTMLElement>('[data-rule="1"] .sentence')!;
    expect([sentence.getAttribute('aria-expanded'), sentence.getAttribute('aria-controls')]).to.deep.equal(['true', root.querySelector('.form')!.id]);
    await press('Done');
    expect([sentence.getAttribute('aria-expanded'), root.querySelector('.form')]).to.deep.equal(['false', null]);
    expect(root.activeElement === sentence).to.equal(true);
    sentence.click();
    await drawn();
    expect(root.querySelector('.form')).to.not.equal(null);
  });

  it('puts every key into the rule, one step of undo for a field', async () => {
    const { editor, field, drawn, first } = await open({ url: '' });
    field('url1').focus();
    await sendKeys({ type: 'https://a.example' });
    await drawn();
    expect(first().url).to.equal('https://a.example');
    expect(editor.changes).to.have.lengthOf(17);
    expect(new Set(editor.changes.map(({ merge }) => merge)).size).to.equal(1);
    expect(editor.changes[0]!.what).to.equal('Change address');
  });

  it('says what is wrong with an address, and keeps what was typed', async () => {
    const { field, type, wrong, first, panel } = await open();
    for (const [text, problem] of [
      ['', 'Type where these scans land'],
      ['shop.example', 'no web address'],
      ['javascript:alert(1)', 'Only http:// and https://'],
      ['https://me:secret@shop.example/', 'seen by everyone who scans'],
      ['https://jsi.example/r/poster', 'round in a circle'],
    ] as const) {
      await type('url1', text);
      expect(wrong('url1')).to.contain(problem);
      expect([first().url, field('url1').value, field('url1').getAttribute('aria-invalid')]).to.deep.equal([text, text, 'true']);
      expect(panel.broken()).to.deep.equal([1]);
    }
    await type('url1', 'https://shop.example/');
    expect([wrong('url1'), field('url1').getAttribute('aria-invalid'), panel.broken()]).to.deep.equal(['', 'false', []]);
  });

  it('takes over UTM parameters that the code’s own address has and this one lacks', async () => {
    const { press, first, root, type } = await open({ url: 'https://shop.example/?utm_medium=web#top' }, { code: { target_url: 'https://www.example.com/?utm_source=poster&utm_medium=print&id=1&utm_campaign=a%20b' } });
    expect(root.querySelector('.take')!.textContent).to.contain('utm_source').and.to.contain('utm_campaign').and.to.not.contain('utm_medium');
    await press('Take over UTM parameters');
    expect(first().url).to.equal('https://shop.example/?utm_medium=web&utm_source=poster&utm_campaign=a+b#top');
    expect(root.querySelector('.take')).to.equal(null);
    await type('url1', 'nonsense');
    expect(root.querySelector('.take')).to.equal(null);
  });

  it('has known devices, those that rules name, and any other', async () => {
    const { root, field, type, first, wrong, drawn } = await open({}, { rules: [{ id: 1 }, { id: 2, device: 'kiosk' }] });
    const select = () => root.querySelector<HTMLSelectElement>('#device1')!;
    const choose = async (text: string) => {
      select().value = [...select().options].find((option) => option.text === text)!.value;
      select().dispatchEvent(new Event('change'));
      await drawn();
    };
    expect([...select().options].map(({ text }) => text)).to.deep.equal(['Any device', 'iPhone or iPad', 'Android device', 'Windows PC', 'Mac', 'Linux PC', 'kiosk', 'Other…']);
    await choose('Android device');
    expect(first().device).to.equal('android');
    await choose('kiosk');
    expect(first().device).to.equal('kiosk');
    await choose('Other…');
    await type('device-name1', '');
    expect([first().device, wrong('device-name1')]).to.deep.equal([null, 'Type a name, or choose another device.']);
    await type('device-name1', 'fridge');
    expect([first().device, wrong('device-name1'), select().selectedOptions[0]!.text]).to.deep.equal(['fridge', '', 'Other…']);
    await choose('Any device');
    expect([first().device, field('device-name1')]).to.deep.equal([null, null]);
  });

  it('takes a country by name or code, in the language of the page', async () => {
    const { field, type, first, wrong, root, drawn } = await open({}, { lang: 'nl' });
    expect(root.querySelectorAll('#jsi-countries option').length).to.be.greaterThan(240);
    for (const text of ['Duitsland', 'duitsland ', 'de', 'DE']) {
      await type('country1', text);
      expect([first().country_code, field('country1').value, wrong('country1')]).to.deep.equal(['DE', text, '']);
    }
    await type('country1', 'Curacao');
    expect(first().country_code).to.equal('CW');
    await type('country1', 'Duitsl');
    expect([first().country_code, field('country1').value]).to.deep.equal(['Duitsl', 'Duitsl']);
    expect(wrong('country1')).to.contain('no country “Duitsl”');
    await type('country1', 'nl');
    field('country1').dispatchEvent(new Event('blur'));
    await drawn();
    expect(field('country1').value).to.equal('Nederland');
    await type('country1', '');
    expect(first().country_code).to.equal(null);
  });

  it('has weekdays as boxes, and buttons for the usual ones', async () => {
    const { root, press, first, drawn } = await open();
    const box = (name: string) => root.querySelector<HTMLInputElement>(`[data-rule="1"] input[aria-label="${name}"]`)!;
    box('Tuesday').click();
    await drawn();
    box('Monday').click();
    await drawn();
    expect(first().days_of_week).to.deep.equal(['monday', 'tuesday']);
    await press('Weekend');
    expect([first().days_of_week, box('Monday').checked, box('Sunday').checked]).to.deep.equal([['saturday', 'sunday'], false, true]);
    await press('Any day');
    expect(first().days_of_week).to.equal(null);
    expect([...root.querySelectorAll('.presets [aria-pressed=true]')].map((one) => one.textContent)).to.deep.equal(['Any day']);
  });

  it('keeps a weekday that nobody knows, and says that it is one', async () => {
    const { root, first, press } = await open({ days_of_week: ['monday', 'someday'] });
    expect(root.querySelector('#days1-problem')!.textContent).to.contain('someday');
    expect(root.querySelector<HTMLInputElement>('input[aria-label="someday"]')!.checked).to.equal(true);
    await press('Workdays');
    expect(first().days_of_week).to.deep.equal(['monday', 'tuesday', 'wednesday', 'thursday', 'friday']);
  });

  it('says in which zone days begin only where times are shown in another', async () => {
    const hint = async (options: FakeOptions) => (await open({}, options)).root.querySelector('#days1-hint')!.textContent;
    expect(await hint({})).to.equal('');
    expect(await hint({ timeZone: 'Europe/Amsterdam' })).to.equal('Days begin and end in UTC.');
  });

  it('swaps an end that is before its start', async () => {
    const { press, first, root } = await open({ start_at: '2030-02-01T00:00:00Z', end_at: '2030-01-01T00:00:00Z' });
    expect(root.querySelector('#instant-end_at1-problem')!.textContent).to.contain('ends before it starts');
    await press('Swap from and until');
    expect([first().start_at, first().end_at]).to.deep.equal(['2030-01-01T00:00:00Z', '2030-02-01T00:00:00Z']);
  });

  it('takes times in the zone that is shown', async () => {
    const { type, first } = await open({}, { timeZone: 'Europe/Amsterdam' });
    await type('instant-start_at1', '2030-07-01T08:30');
    expect(first().start_at).to.equal('2030-07-01T06:30:00Z');
  });

  it('moves a rule to another priority once the number is left, and keeps the focus', async () => {
    const { field, editor, root, drawn, first } = await open();
    const input = field('priority1');
    input.focus();
    input.select();
    await sendKeys({ type: '23' });
    await drawn();
    expect(editor.changes).to.have.lengthOf(0);
    await sendKeys({ press: 'Enter' });
    await drawn();
    expect([first().priority, editor.rules.at(-1)!.id]).to.deep.equal([23, 1]);
    expect(root.activeElement === field('priority1')).to.equal(true);
    expect(root.activeElement === input).to.equal(true);
  });

  it('goes on to the next field where leaving the number moves the row', async () => {
    const { field, root, drawn, first } = await open();
    field('priority1').select();
    await sendKeys({ type: '23' });
    await sendKeys({ press: 'Tab' });
    await drawn();
    await drawn();
    expect(first().priority).to.equal(23);
    expect(root.activeElement?.closest('[data-rule="1"] .form') != null).to.equal(true);
    expect(root.activeElement === field('priority1')).to.equal(false);
  });

  it('refuses numbers that the API cannot take, and keeps them', async () => {
    const { type, field, wrong, first } = await open();
    for (const [id, text] of [['weight1', '-1'], ['weight1', '1.5'], ['priority1', '1.5']] as const) {
      await type(id, text, id === 'priority1' ? 'change' : 'input');
      expect(wrong(id)).to.contain('whole number');
      expect(field(id).value).to.equal(text);
    }
    expect(first().weight).to.equal(1.5);
    await type('weight1', '');
    expect([first().weight, wrong('weight1')]).to.deep.equal([null, '']);
  });

  it('keeps what is no number at all, and says so', async () => {
    const { field, wrong, first, drawn } = await open({ weight: 7 });
    field('weight1').select();
    await sendKeys({ type: '-' });
    await drawn();
    expect([first().weight, wrong('weight1'), field('weight1').validity.badInput]).to.deep.equal([null, 'Type a number.', true]);
    await sendKeys({ press: 'Backspace' });
    await sendKeys({ type: '8' });
    await drawn();
    expect([first().weight, wrong('weight1'), field('weight1').value]).to.deep.equal([8, '', '8']);
  });

  it('shows what a weight comes to while it is typed', async () => {
    const { type, root } = await open({}, { rules: [{ id: 1, priority: 1, weight: 1 }, { id: 2, priority: 1, weight: 1 }, { id: 3, priority: 4 }] });
    const hint = () => root.querySelector('#weight1-hint')!.textContent;
    expect(hint()).to.equal('Now 50% by chance.');
    await type('weight1', '3');
    expect(hint()).to.equal('Now 75% by chance.');
    await type('weight1', '');
    expect(hint()).to.equal('Without a number it counts as 1. Now 50% by chance.');
  });

  it('draws with the rule above on request, and stops that', async () => {
    const placed = await open({}, { rules: [{ id: 2, priority: 0 }, { id: 1, priority: 4 }] });
    expect(placed.root.querySelector('#weight1-hint')!.textContent).to.contain('Counts only among rules');
    await placed.press('Draw with rule 1 (r2.example)');
    expect(new Set(placed.editor.rules.map(({ priority }) => priority)).size).to.equal(1);
    await placed.press('Take it out of the draw');
    expect(new Set(placed.editor.rules.map(({ priority }) => priority)).size).to.equal(2);
  });

  it('shows what the API has refused at the field, until that is changed', async () => {
    const { panel, drawn, wrong, type, root } = await open();
    panel.fieldErrors = new Map([[1, { url: ['The url is reserved.'], other: ['Something else.'] }], [2, { weight: ['Too heavy.'] }]]);
    await drawn();
    expect(wrong('url1')).to.equal('The url is reserved.');
    const lines = (id: number) => [...root.querySelectorAll(`[data-rule="${id}"] .verdict.bad .text`)].map((one) => one.textContent.trim());
    expect([lines(1), lines(2)]).to.deep.equal([['other: Something else.'], ['Weight: Too heavy.']]);
    await type('url1', 'https://free.example/');
    expect(wrong('url1')).to.equal('');
  });

  it('follows an undo in every field', async () => {
    const { type, field, editor, drawn } = await open({ url: 'https://a.example/', weight: 4, country_code: 'NL' });
    const before = editor.rules;
    await type('url1', 'https://b.example/');
    await type('weight1', '9');
    await type('country1', 'Belgium');
    editor.change(before, 'undone');
    await drawn();
    expect([field('url1').value, field('weight1').value, field('country1').value]).to.deep.equal(['https://a.example/', '4', 'Netherlands']);
  });

  it('leaves the rows that it is not in as they are', async () => {
    const { type, root, editor, drawn } = await open({}, { analyse: (set) => analyse(set, { horizon: { from: new Date() } }) });
    let sentences = 0;
    const { formats } = editor;
    Object.assign(editor, { formats: { ...formats, conditions: (...asked: Parameters<typeof formats.conditions>) => (sentences++, formats.conditions(...asked)) } });
    await drawn();
    sentences = 0;
    const others = [...root.querySelectorAll('[data-rule="2"], [data-rule="3"]')];
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver((records) => changes.push(...records));
    for (const other of others) observer.observe(other, { subtree: true, childList: true, attributes: true, characterData: true });
    await type('weight1', '12');
    changes.push(...observer.takeRecords());
    observer.disconnect();
    expect(changes).to.have.lengthOf(0);
    // Its own, and no other is even looked at.
    expect(sentences).to.equal(1);
  });
});

describe('a rule with an error that is closed', () => {
  it('says so in its row', async () => {
    const { root, panel } = await placePanel(createList, { rules: [ruleOf(1, { url: 'nonsense' }), ruleOf(2, { url: 'http://plain.example/' })] });
    const lines = (id: number) => [...root.querySelectorAll(`[data-rule="${id}"] .verdict`)].map((one) => [one.className, one.textContent.trim()]);
    expect(lines(1)).to.deep.equal([['verdict bad', 'This is no web address. Begin with https:// and a host, such as https://example.com/page.']]);
    expect(lines(2)).to.deep.equal([['verdict warn', 'Not encrypted: use https:// where the site has it.']]);
    expect(panel.broken()).to.deep.equal([1]);
  });
});
