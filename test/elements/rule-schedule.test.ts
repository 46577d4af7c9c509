import type { Rule } from '../../src/client/types.js';
import { createSchedulePanel } from '../../src/elements/rule-editor/schedule.js';
import { compileSchedule, type WeeklySchedule } from '../../src/rules/schedule.js';
import { expect, html } from '../support/fixture.js';
import { placePanel, type FakeOptions } from '../support/rule-editor.js';

const workdays: WeeklySchedule['windows'][number]['weekdays'] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const lunch: WeeklySchedule = {
  windows: [{ weekdays: workdays, from: '12:00', to: '14:00' }],
  timeZone: 'Europe/Amsterdam',
  from: '2030-06-03',
  to: '2030-06-28',
  template: { url: 'https://lunch.example/', priority: 1 },
};
const rulesOf = (more: Partial<WeeklySchedule> = {}, firstId = 11): Rule[] => compileSchedule({ ...lunch, ...more }).rules.map((rule, index) => ({ id: firstId + index, ...rule }));
const other: Partial<Rule> = { id: 1, url: 'https://shop.example/', priority: 5 };

const clean = (text: string | null | undefined) => text?.replace(/[\u2068\u2069]/g, '').replace(/[\s\u202f]+/g, ' ').trim() ?? null;

async function place(options: FakeOptions = {}) {
  const placed = await placePanel(createSchedulePanel, { timeZone: 'Europe/Amsterdam', ...options });
  const { root, host } = placed;
  const all = (selector: string) => [...root.querySelectorAll<HTMLElement>(selector)];
  const settle = async () => {
    await host.updateComplete;
    // What waits for the same update has the focus by then.
    await Promise.resolve();
  };
  const field = (label: string) => {
    const found = all('label').find((one) => clean(one.querySelector('span')?.textContent ?? one.textContent)!.startsWith(label));
    if (!found) throw new Error(`No field ${label}`);
    return (found as HTMLLabelElement).control as HTMLInputElement | HTMLSelectElement;
  };
  return {
    ...placed,
    all,
    texts: (selector: string) => all(selector).map((one) => clean(one.textContent)),
    button: (name: string) => all('button').find((one) => clean(one.getAttribute('aria-label') ?? one.textContent)!.startsWith(name)) as HTMLButtonElement | undefined,
    press: async (name: string) => {
      const found = all('button').find((one) => clean(one.getAttribute('aria-label') ?? one.textContent)!.startsWith(name));
      if (!found) throw new Error(`No button ${name}`);
      found.click();
      await settle();
    },
    field,
    set: async (label: string, value: string) => {
      const control = field(label);
      control.value = value;
      control.dispatchEvent(new Event(label === 'Address' ? 'input' : 'change', { bubbles: true }));
      await settle();
    },
    day: async (name: string, window = 0) => {
      all('.times')[window]!.querySelector<HTMLInputElement>(`input[aria-label="${name}"]`)!.click();
      await settle();
    },
    focused: () => root.activeElement,
  };
}
type Placed = Awaited<ReturnType<typeof place>>;

/** A new one, with dates that are not those of the day of the test. */
async function fill(placed: Placed, url = 'https://lunch.example/') {
  await placed.press('Add a schedule');
  await placed.set('First day', '2030-06-03');
  await placed.set('Last day', '2030-06-28');
  await placed.set('Address', url);
}

describe('schedules among the rules', () => {
  it('are listed, each with its rules', async () => {
    const { texts } = await place({ rules: [...rulesOf(), ...rulesOf({ windows: [{ weekdays: ['saturday', 'sunday'], from: '00:00', to: '24:00' }], template: { url: 'https://weekend.example/', device: 'ios', country_code: 'NL', priority: 2, is_active: false } }, 101), other] });
    expect(texts('.schedule-group > p')).to.deep.equal([
      'Monday to Friday 12:00 PM–2:00 PM (Europe/Amsterdam), Jun 3, 2030 to Jun 28, 2030',
      'Everyone → lunch.example',
      '20 rules',
      'Saturday and Sunday, all day (Europe/Amsterdam), Jun 8, 2030 to Jun 23, 2030',
      'iPhone or iPad in the Netherlands → weekend.example',
      '3 rules · Off',
    ]);
  });

  it('are none where there are none, which is said', async () => {
    const { root } = await place({ rules: [other] });
    expect(root.textContent).to.contain('No rules of this code form a schedule yet.');
  });

  it('are shown in the list, and only that where nothing may be edited', async () => {
    const placed = await place({ rules: rulesOf(), isReadOnly: true });
    expect(placed.texts('button')).to.deep.equal(['Show in the list']);
    await placed.press('Show in the list');
    expect(placed.editor.shown).to.deep.equal([{ rule: 11, isOpen: false }]);
  });

  it('are deleted all at once, in one step', async () => {
    const placed = await place({ rules: [...rulesOf(), other] });
    await placed.press('Delete all 20 rules');
    expect(placed.editor.changes.map(({ what, rules }) => [what, rules.map(({ id }) => id)])).to.deep.equal([['Delete a schedule of 20 rules', [1]]]);
    expect(placed.editor.said).to.deep.equal(['Deleted: 20 rules. Undo brings them back.']);
    expect(placed.focused()).to.equal(placed.button('Add a schedule'));
  });
});

describe('a new schedule', () => {
  it('begins with lunch on workdays for a month from today, in the display zone', async () => {
    const placed = await place({ rules: [other] });
    await placed.press('Add a schedule');
    const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });
    expect([placed.field('From').value, placed.field('Until').value, placed.field('First day').value, placed.field('Time zone').value]).to.deep.equal(['12:00', '14:00', today, 'Europe/Amsterdam']);
    expect(placed.focused()).to.equal(placed.root.querySelector('.day input'));
    expect(placed.root.querySelector('.problem:not(:empty)')).to.equal(null);
  });

  it('shows how many rules it makes, and the first of them in local time and UTC', async () => {
    const placed = await place({ rules: [other] });
    await fill(placed);
    expect(placed.texts('.outcome p, .occurrences li')).to.deep.equal([
      '20 rules',
      'Mon, Jun 3, 2030, 12:00 – 2:00 PM = 2030-06-03 10:00 to 12:00 UTC',
      'Tue, Jun 4, 2030, 12:00 – 2:00 PM = 2030-06-04 10:00 to 12:00 UTC',
      'Wed, Jun 5, 2030, 12:00 – 2:00 PM = 2030-06-05 10:00 to 12:00 UTC',
      'and 17 more, until Jun 28, 2030',
    ]);
    expect(clean(placed.root.querySelector('button[type=submit]')!.textContent)).to.equal('Add 20 rules');
  });

  it('becomes dated rules above all others, in one step, and is listed as it was typed', async () => {
    const placed = await place({ rules: [{ ...other, priority: 0 }] });
    await fill(placed);
    await placed.set('Device', 'ios');
    await placed.press('Add 20 rules');
    const [{ what, rules }, ...more] = placed.editor.changes as [(typeof placed.editor.changes)[0]];
    expect([what, more.length, rules.length]).to.deep.equal(['Add a schedule of 20 rules', 0, 21]);
    expect(rules.find(({ id }) => id === 1)!.priority).to.equal(1);
    expect(rules.filter(({ id }) => id < 0).map(({ start_at, device, priority, url }) => [start_at, device, priority, url])[19]).to.deep.equal(['2030-06-28T10:00:00Z', 'ios', 0, 'https://lunch.example/']);
    expect(placed.editor.said).to.deep.equal(['Added: 20 rules. Not saved yet.']);
    expect(placed.texts('.schedule-group .name')).to.deep.equal(['Monday to Friday 12:00 PM–2:00 PM (Europe/Amsterdam), Jun 3, 2030 to Jun 28, 2030']);
    expect(placed.focused()).to.equal(placed.button('Edit:'));
  });

  it('of another zone is listed in that, though it is the same in this one', async () => {
    const placed = await place({ rules: [other] });
    await fill(placed);
    placed.field('Time zone').focus();
    await placed.host.updateComplete;
    await placed.set('Time zone', 'America/New_York');
    expect(placed.texts('.occurrences li')[0]).to.contain('Mon, Jun 3, 2030, 12:00 – 2:00 PM').and.contain('16:00 to 18:00 UTC');
    await placed.press('Add 20 rules');
    expect(placed.texts('.schedule-group .name')[0]).to.contain('12:00 PM–2:00 PM (America/New York)');
  });

  it('is put where one chooses', async () => {
    const placed = await place({ rules: [{ id: 1, priority: 3 }, { id: 2, priority: 4 }, { id: 3, priority: 9 }] });
    await fill(placed);
    placed.field('Place').focus();
    await placed.host.updateComplete;
    expect([...(placed.field('Place') as HTMLSelectElement).options].map(({ text }) => clean(text))).to.deep.equal([
      'Above all other rules',
      'Above rule 2 (r2.example)',
      'Above rule 3 (r3.example)',
      'Below all other rules',
    ]);
    await placed.set('Place', '2');
    await placed.press('Add 20 rules');
    const order = placed.editor.rules.map(({ id }) => id);
    expect([order.slice(0, 2), order.slice(-1), order.length]).to.deep.equal([[1, 2], [3], 23]);
    expect(placed.editor.rules.filter(({ id }) => id > 0).map(({ priority }) => priority)).to.deep.equal([3, 4, 9]);
  });

  it('may have several times, each with its weekdays', async () => {
    const placed = await place({ rules: [] });
    await fill(placed);
    await placed.press('Add more times');
    expect(placed.texts('.times .problem')).to.deep.equal(['', 'Type both times.']);
    for (const [index, value] of ['20:00', '01:00'].entries()) {
      const input = placed.all('.times')[1]!.querySelectorAll<HTMLInputElement>('input[type=time]')[index]!;
      input.value = value;
      input.dispatchEvent(new Event('change'));
      await placed.host.updateComplete;
    }
    expect(placed.texts('.times .hint')).to.deep.equal(['', 'Until the next day.']);
    for (const name of ['Tuesday', 'Wednesday', 'Thursday', 'Friday']) await placed.day(name, 1);
    await placed.press('Add 24 rules');
    expect(placed.texts('.schedule-group .name')).to.deep.equal(['Monday to Friday 12:00 PM–2:00 PM and Monday 8:00 PM–1:00 AM (Europe/Amsterdam), Jun 3, 2030 to Jun 28, 2030']);
    await placed.press('Edit:');
    await placed.press('Remove: Times 2');
    expect(placed.all('.times')).to.have.length(1);
    expect(placed.focused()).to.equal(placed.button('Add more times'));
  });

  it('chooses weekdays one by one or by a preset', async () => {
    const placed = await place({ rules: [] });
    await fill(placed);
    const pressed = () => placed.all('.times .presets button').map((one) => one.getAttribute('aria-pressed'));
    expect(pressed()).to.deep.equal(['false', 'true', 'false']);
    await placed.press('Weekend');
    expect([pressed(), placed.texts('.made')]).to.deep.equal([['false', 'false', 'true'], ['6 rules']]);
    await placed.day('Saturday');
    await placed.day('Sunday');
    expect(placed.texts('.times .problem')).to.deep.equal(['Choose at least one weekday.']);
    await placed.press('Add the schedule');
    expect(placed.focused()).to.equal(placed.root.querySelector('.times input'));
  });

  it('says what clocks do on its days', async () => {
    const placed = await place({ rules: [] });
    await fill(placed);
    await placed.press('Every day');
    await placed.set('From', '02:15');
    await placed.set('Until', '02:45');
    await placed.set('First day', '2030-03-25');
    await placed.set('Last day', '2030-11-05');
    expect(placed.texts('.outcome .note')).to.deep.equal([
      '226 rules are many: each is a request to save, and a line of the list.',
      'Clocks in Europe/Amsterdam change on Mar 31, 2030. The times stay as clocks show them; in UTC they move.',
      'Clocks in Europe/Amsterdam change on Oct 27, 2030. The times stay as clocks show them; in UTC they move.',
      'Mar 31, 2030: clocks skip this time, so there is no rule for it.',
      'Oct 27, 2030: clocks show a part of this time twice; both hold.',
    ]);
  });

  it('says what is over already, and what is a single rule', async () => {
    const placed = await place({ rules: [] });
    await fill(placed);
    await placed.set('First day', '2020-06-01');
    await placed.set('Last day', '2020-06-02');
    expect(placed.texts('.outcome .note')).to.deep.equal(['2 of them are over already.']);
    await placed.set('Last day', '2020-06-01');
    expect(placed.texts('.outcome .note')).to.deep.equal(['One rule is a rule like any other: it is edited in the list.', '1 of them is over already.']);
  });

  it('makes none where these would be too many, or nothing falls on the dates', async () => {
    const placed = await place({ rules: [] });
    await fill(placed);
    await placed.set('Last day', '2036-06-03');
    expect(placed.texts('.outcome')).to.deep.equal(['This would be 1,567 rules; at most 1,000 are made. Choose fewer times or fewer days.']);
    await placed.press('Add the schedule');
    expect(placed.editor.changes).to.deep.equal([]);
    await placed.set('Last day', '2030-06-03');
    await placed.press('Weekend');
    expect(placed.texts('.outcome')).to.deep.equal(['None of these weekdays falls on these dates.']);
  });

  it('is not made without an address, and says so at the field once it is tried', async () => {
    const placed = await place({ rules: [] });
    await fill(placed, '');
    expect(placed.field('Address').getAttribute('aria-invalid')).to.equal('false');
    await placed.press('Add 20 rules');
    expect([placed.editor.changes.length, placed.field('Address').getAttribute('aria-invalid'), placed.focused() === placed.field('Address')]).to.deep.equal([0, 'true', true]);
    expect(clean(placed.root.querySelector('#schedule-url-said')!.textContent)).to.contain('https://example.com/page');
    expect(placed.editor.said).to.deep.equal(['Something is missing or wrong. See the marked field.']);
    await placed.set('Address', 'javascript:alert(1)');
    await placed.press('Add 20 rules');
    expect(placed.editor.changes).to.deep.equal([]);
    await placed.set('Address', 'https://jsi.example/r/poster');
    expect(clean(placed.root.querySelector('#schedule-url-said')!.textContent)).to.contain('circle');
  });

  it('leaves a time alone that is half typed, and takes dates that are gone for what they are', async () => {
    const placed = await place({ rules: [] });
    await fill(placed);
    const time = placed.field('From') as HTMLInputElement;
    time.focus();
    time.value = '';
    time.dispatchEvent(new Event('change'));
    await placed.host.updateComplete;
    expect(placed.texts('.times .problem')).to.deep.equal(['Type both times.']);
    await placed.set('From', '11:00');
    await placed.set('First day', '');
    expect(placed.texts('#schedule-dates')[0]).to.contain('Choose a first day');
    expect(placed.field('First day').getAttribute('aria-invalid')).to.equal('true');
    await placed.press('Add the schedule');
    expect(placed.focused()).to.equal(placed.field('First day'));
  });

  it('is left without a trace', async () => {
    const placed = await place({ rules: [other] });
    await fill(placed);
    await placed.press('Cancel');
    expect([placed.editor.changes, placed.root.querySelector('form')]).to.deep.equal([[], null]);
    expect(placed.focused()).to.equal(placed.button('Add a schedule'));
  });
});

describe('a schedule that is edited', () => {
  it('keeps the rules that stay, and says what saving will take', async () => {
    const placed = await place({ rules: [...rulesOf(), other] });
    const before = placed.editor.rules;
    await placed.press('Edit:');
    expect([placed.field('From').value, placed.field('First day').value, placed.field('Address').value]).to.deep.equal(['12:00', '2030-06-03', 'https://lunch.example/']);
    expect(placed.texts('.outcome p').at(-1)).to.equal('Nothing has changed yet.');
    await placed.set('Last day', '2030-06-06');
    expect(placed.texts('.outcome p').at(-1)).to.equal('Saving will delete 16 rules: one request each.');
    await placed.set('Last day', '2030-07-02');
    expect(placed.texts('.outcome p').at(-1)).to.equal('Saving will create 2 rules: one request each.');
    await placed.press('Change to 22 rules');
    const { rules, what } = placed.editor.changes[0]!;
    expect([what, rules.length]).to.deep.equal(['Change a schedule', 23]);
    for (const rule of before) expect(rules).to.include(rule);
    expect(new Set(rules.filter(({ id }) => id !== 1).map(({ priority }) => priority))).to.deep.equal(new Set([1]));
    expect(placed.editor.said).to.deep.equal(['The schedule has 22 rules now. Not saved yet.']);
  });

  it('changes its rules instead of making new ones', async () => {
    const placed = await place({ rules: [...rulesOf(), other] });
    await placed.press('Edit:');
    await placed.set('Until', '15:00');
    expect(placed.texts('.outcome p').at(-1)).to.equal('Saving will change 20 rules: one request each.');
    await placed.press('Change to 20 rules');
    expect(placed.editor.rules.map(({ id }) => id).sort((a, b) => a - b)).to.deep.equal([1, ...rulesOf().map(({ id }) => id)]);
  });

  it('keeps weight and whether it is on, which the form does not ask', async () => {
    const placed = await place({ rules: rulesOf({ template: { ...lunch.template, weight: 30, is_active: false } }) });
    await placed.press('Edit:');
    await placed.set('Until', '15:00');
    await placed.press('Change to 20 rules');
    expect(new Set(placed.editor.rules.map(({ weight, is_active }) => `${weight} ${is_active}`))).to.deep.equal(new Set(['30 false']));
  });

  it('is found again after its rules got ids of the server', async () => {
    const placed = await place({ rules: rulesOf({}, 11) });
    await placed.press('Edit:');
    await placed.set('Until', '15:00');
    placed.editor.change(rulesOf({}, 501), 'saved');
    await placed.host.updateComplete;
    expect([placed.field('Until').value, clean(placed.root.querySelector('h4')!.textContent)]).to.deep.equal(['15:00', 'Edit schedule']);
    await placed.press('Change to 20 rules');
    expect(placed.editor.rules.map(({ id }) => id)).to.deep.equal(rulesOf({}, 501).map(({ id }) => id));
  });

  it('is a new one where its rules have gone meanwhile: what was typed stays', async () => {
    const placed = await place({ rules: [...rulesOf(), other] });
    await placed.press('Edit:');
    await placed.set('Until', '15:00');
    placed.editor.change(placed.editor.rules.slice(-1), 'delete');
    await placed.host.updateComplete;
    expect([placed.field('Until').value, clean(placed.root.querySelector('h4')!.textContent)]).to.deep.equal(['15:00', 'New schedule']);
    await placed.press('Add 20 rules');
    expect(placed.editor.rules).to.have.length(21);
  });

  it('is opened from elsewhere', async () => {
    const placed = await place({ rules: [...rulesOf(), other] });
    placed.panel.open();
    await placed.host.updateComplete;
    expect(clean(placed.root.querySelector('h4')!.textContent)).to.equal('New schedule');
    placed.panel.open({ ...lunch, rules: rulesOf().map(({ id }) => id) });
    await placed.host.updateComplete;
    expect([clean(placed.root.querySelector('h4')!.textContent), placed.field('Address').value]).to.deep.equal(['Edit schedule', 'https://lunch.example/']);
  });
});

describe('the schedule panel', () => {
  it('is accessible, list and form', async () => {
    const placed = await place({ rules: [...rulesOf(), other] });
    await expect(placed.host).to.be.accessible();
    await placed.press('Edit:');
    await placed.set('From', '');
    await expect(placed.host).to.be.accessible();
  });

  it('shows texts of the API as text', async () => {
    const placed = await place({ rules: rulesOf({ template: { url: 'https://lunch.example/<b>x</b>', device: '<i>kiosk</i>' } }) });
    await placed.press('Edit:');
    expect(placed.root.querySelector('b, i')).to.equal(null);
  });

  it('fits 320 px, list and form, also from right to left', async () => {
    for (const dir of ['ltr', 'rtl']) {
      const around = document.createElement('div');
      around.dir = dir;
      around.style.inlineSize = '292px';
      const placed = await place({ rules: rulesOf({ template: { url: `https://lunch.example/${'long'.repeat(30)}` } }), around: html`${around}` });
      expect(placed.host.scrollWidth).to.be.at.most(292);
      await placed.press('Edit:');
      await placed.press('Add more times');
      expect(placed.host.scrollWidth).to.be.at.most(292);
    }
  });

  it('has targets of at least 24 px', async () => {
    const placed = await place({ rules: [...rulesOf(), other] });
    const small = () => placed.all('button, select, input:not([type=checkbox]), .day').filter((one) => one.getBoundingClientRect().height < 24).map((one) => clean(one.textContent));
    expect(small()).to.deep.equal([]);
    await placed.press('Edit:');
    expect(small()).to.deep.equal([]);
  });
});
