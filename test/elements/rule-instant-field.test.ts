import { sendKeys } from '@web/test-runner-commands';
import type { Instant } from '../../src/client/types.js';
import { instantField, type InstantField } from '../../src/elements/rule-editor/instant-field.js';
import { aTimeout, expect, html as page } from '../support/fixture.js';
import { placePanel, type FakeOptions } from '../support/rule-editor.js';

/** A field that holds its value as the list would, and what it was told. */
async function place(value: Instant | null, { more = {}, ...options }: FakeOptions & { more?: Partial<InstantField> } = {}) {
  const told: (Instant | null)[] = [];
  const state = { value };
  const placed = await placePanel(
    (editor) => ({
      render: () =>
        instantField(editor, {
          name: 'start',
          label: 'From',
          get value() {
            return state.value;
          },
          change: (next) => {
            told.push(next);
            state.value = next;
          },
          ...more,
        }),
    }),
    { timeZone: 'Europe/Amsterdam', ...options },
  );
  const { root, host } = placed;
  const input = root.querySelector<HTMLInputElement>('input[type=datetime-local]')!;
  return {
    ...placed,
    told,
    state,
    input,
    type: async (local: string) => {
      input.value = local;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await host.updateComplete;
    },
    press: async (name: string) => {
      root.querySelector<HTMLButtonElement>(`button[aria-label="${name}"]`)!.click();
      await host.updateComplete;
    },
    utc: () => root.querySelector('.instant-utc')!.textContent.trim(),
    legend: () => root.querySelector('legend')?.textContent,
    choices: () => [...root.querySelectorAll<HTMLInputElement>('[type=radio]')].map((radio) => [radio.checked, radio.closest('label')!.textContent.trim()]),
    choose: async (index: number) => {
      root.querySelectorAll<HTMLInputElement>('[type=radio]')[index]!.click();
      await host.updateComplete;
    },
  };
}

describe('the field of an instant', () => {
  it('shows it in the display zone, and in UTC below', async () => {
    const { input, utc, root } = await place('2026-04-01T08:00:00Z');
    expect([input.value, utc()]).to.deep.equal(['2026-04-01T10:00', '= 2026-04-01 08:00 UTC']);
    expect(root.querySelector('label')!.control).to.equal(input);
    expect(input.getAttribute('aria-describedby')!.split(' ').map((id) => root.getElementById(id)?.textContent.trim())).to.deep.equal(['= 2026-04-01 08:00 UTC', '']);
  });

  it('takes a local time in, and gives the instant out in UTC', async () => {
    const { type, told, utc } = await place(null);
    await type('2026-07-01T00:15');
    expect(told).to.deep.equal(['2026-06-30T22:15:00Z']);
    expect(utc()).to.equal('= 2026-06-30 22:15 UTC');
  });

  it('keeps and shows seconds that are there', async () => {
    const { input, told, type } = await place('2026-04-01T21:59:59Z');
    expect([input.value, input.validity.valid]).to.deep.equal(['2026-04-01T23:59:59', true]);
    await type('2026-04-02T23:59:59');
    expect(told).to.deep.equal(['2026-04-02T21:59:59Z']);
  });

  it('asks about a time that clocks skip, keeps it meanwhile, and changes nothing until then', async () => {
    const { type, told, input, legend, choices, choose, utc, root } = await place('2026-03-01T11:00:00Z');
    await type('2026-03-29T02:30');
    expect([told, input.value, utc()]).to.deep.equal([[], '2026-03-29T02:30', '']);
    expect(legend()).to.contain('skip 02:30').and.contain('Europe/Amsterdam');
    expect(choices()).to.deep.equal([
      [false, '01:30, before the clocks change (2026-03-29 00:30 UTC)'],
      [false, '03:30, after the clocks change (2026-03-29 01:30 UTC)'],
    ]);
    expect(root.querySelector('[role=status]')!.textContent).to.equal('Not used until you choose.');
    await choose(1);
    expect([told, input.value, utc()]).to.deep.equal([['2026-03-29T01:30:00Z'], '2026-03-29T03:30', '= 2026-03-29 01:30 UTC']);
    expect(legend()).to.equal(undefined);
  });

  it('asks about a time that clocks show twice, and lets one change one’s mind', async () => {
    const { type, told, input, legend, choices, choose } = await place(null);
    await type('2026-10-25T02:30');
    expect(legend()).to.contain('show 02:30 twice');
    expect([told, choices()]).to.deep.equal([
      [],
      [
        [false, 'The first time (2026-10-25 00:30 UTC)'],
        [false, 'The second time (2026-10-25 01:30 UTC)'],
      ],
    ]);
    await choose(1);
    expect([told.at(-1), input.value, choices().map(([checked]) => checked)]).to.deep.equal(['2026-10-25T01:30:00Z', '2026-10-25T02:30', [false, true]]);
    await choose(0);
    expect([told.at(-1), choices().map(([checked]) => checked)]).to.deep.equal(['2026-10-25T00:30:00Z', [true, false]]);
  });

  it('forgets what was typed when the value changes elsewhere, as by an undo', async () => {
    const { type, state, drawn, input, legend } = await place('2026-03-01T11:00:00Z');
    await type('2026-03-29T02:30');
    state.value = '2026-05-01T10:00:00Z';
    await drawn();
    expect([input.value, legend()]).to.deep.equal(['2026-05-01T12:00', undefined]);
    state.value = '2026-03-01T11:00:00Z';
    await drawn();
    expect([input.value, legend()]).to.deep.equal(['2026-03-01T12:00', undefined]);
  });

  it('clears by a button that says what, and by the browser’s own', async () => {
    const { press, type, told, root } = await place('2026-03-01T11:00:00Z');
    await press('Clear: From');
    expect([told, root.querySelector('button')]).to.deep.equal([[null], null]);
    await type('2026-03-02T11:00');
    await type('');
    expect(told).to.deep.equal([null, '2026-03-02T10:00:00Z', null]);
  });

  it('cannot be cleared where there must be a value', async () => {
    const { type, told, root } = await place('2026-03-01T11:00:00Z', { more: { isRequired: true } });
    await type('');
    expect([told, root.querySelector('button')]).to.deep.equal([[], null]);
  });

  it('waits for the whole year while it is typed', async () => {
    const { type, told, input } = await place(null);
    for (const year of ['0002', '0020', '0202']) await type(`${year}-06-01T10:00`);
    expect([told, input.value]).to.deep.equal([[], '0202-06-01T10:00']);
    await type('2026-06-01T10:00');
    expect(told).to.deep.equal(['2026-06-01T08:00:00Z']);
  });

  it('leaves what is half typed alone, also where the editor draws meanwhile', async () => {
    const { input, told, drawn } = await place(null);
    input.focus();
    await sendKeys({ type: '0601' });
    await drawn();
    await aTimeout(0);
    await sendKeys({ type: '2026' });
    await sendKeys({ press: 'Tab' });
    expect(told).to.deep.equal([]);
    await sendKeys({ type: '1030AM' });
    expect([told, input.value]).to.deep.equal([['2026-06-01T08:30:00Z'], '2026-06-01T10:30']);
  });

  it('says of a value that is no instant what it is, as text', async () => {
    const { root, input } = await place('2026-03-01 <b>10:00</b>');
    expect([input.value, input.getAttribute('aria-invalid')]).to.deep.equal(['', 'true']);
    expect(root.querySelector('.instant-problem')!.textContent).to.contain('2026-03-01 <b>10:00</b>');
    expect(root.querySelector('b')).to.equal(null);
  });

  it('shows a problem that it is told of', async () => {
    const { root, input } = await place('2026-03-01T11:00:00Z', { more: { problem: 'Ends before it starts.' } });
    expect([root.querySelector('.instant-problem')!.textContent, input.getAttribute('aria-invalid')]).to.deep.equal(['Ends before it starts.', 'true']);
  });

  it('is not asked, typed into or cleared where it is disabled', async () => {
    const { root, input, legend } = await place('2026-10-25T00:30:00Z', { more: { isDisabled: true } });
    expect([input.disabled, root.querySelector<HTMLButtonElement>('button')!.disabled, legend()]).to.deep.equal([true, true, undefined]);
  });

  it('is accessible, question included', async () => {
    const { type, host } = await place('2026-03-01T11:00:00Z');
    await type('2026-03-29T02:30');
    await expect(host).to.be.accessible();
  });

  it('fits 320 px, also from right to left', async () => {
    for (const dir of ['ltr', 'rtl']) {
      const around = document.createElement('div');
      around.dir = dir;
      around.style.inlineSize = '300px';
      const { type, host } = await place('2026-03-01T11:00:00Z', { around: page`${around}` });
      await type('2026-03-29T02:30');
      expect(host.scrollWidth).to.be.at.most(300);
    }
  });
});
