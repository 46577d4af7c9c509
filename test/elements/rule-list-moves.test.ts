import { sendKeys, sendMouse, resetMouse, setViewport } from '@web/test-runner-commands';
import { createList } from '../../src/elements/rule-editor/list.js';
import { expect, html, waitUntil } from '../support/fixture.js';
import { placePanel, type FakeOptions } from '../support/rule-editor.js';

const place = (options: FakeOptions = {}) => placePanel(createList, options);
const act = (root: ShadowRoot, id: number, what: string) => root.querySelector<HTMLElement>(`[data-rule="${id}"] [data-act="${what}"]`)!;
const three = [{ id: 1 }, { id: 2 }, { id: 3 }];
/** Three tiers, of which the second is a draw. */
const draw = [{ id: 1, priority: 1 }, { id: 2, priority: 2 }, { id: 3, priority: 2 }, { id: 4, priority: 3 }];
/** Ids in order, those of one priority together. */
const order = (rules: readonly { id: number; priority: number }[]) => {
  const tiers = new Map<number, number[]>();
  for (const { id, priority } of rules) tiers.set(priority, [...(tiers.get(priority) ?? []), id]);
  return [...tiers.values()].map((tier) => tier.join('=')).join(' ');
};
const plain = (text: string | undefined) => text?.replace(/[\u2066-\u2069]/g, '');

describe('a rule of the list', () => {
  it('is moved by buttons, which keep the focus and say where it is now', async () => {
    const { root, editor, drawn } = await place({ rules: three });
    act(root, 3, 'up').focus();
    act(root, 3, 'up').click();
    await drawn();
    expect([order(editor.rules), plain(editor.said.at(-1))]).to.deep.equal(['1 3 2', 'Moved above rule 3 (r2.example), now 2 of 3.']);
    expect(root.activeElement === act(root, 3, 'up')).to.equal(true);
    act(root, 3, 'down').click();
    await drawn();
    expect([order(editor.rules), plain(editor.said.at(-1))]).to.deep.equal(['1 2 3', 'Moved to the end, now 3 of 3.']);
    expect(root.activeElement === act(root, 3, 'down')).to.equal(true);
  });

  it('that is the first or last says so', async () => {
    const { root, editor } = await place({ rules: three });
    act(root, 1, 'up').click();
    act(root, 3, 'down').click();
    expect(editor.said).to.deep.equal(['Already the first.', 'Already the last.']);
    expect(editor.changes).to.have.lengthOf(0);
    expect([act(root, 1, 'up'), act(root, 2, 'up')].map((one) => one.getAttribute('aria-disabled'))).to.deep.equal(['true', null]);
  });

  it('leaves a draw by the same buttons, and never begins one', async () => {
    const { root, editor, drawn } = await place({ rules: draw });
    act(root, 3, 'up').click();
    await drawn();
    expect(order(editor.rules)).to.equal('1 3 2 4');
    act(root, 1, 'down').click();
    await drawn();
    expect(order(editor.rules)).to.equal('3 1 2 4');
  });

  it('moves with its whole draw', async () => {
    const { root, editor, drawn } = await place({ rules: draw });
    act(root, 2, 'group-up').click();
    await drawn();
    expect(order(editor.rules)).to.equal('2=3 1 4');
    expect(root.activeElement === act(root, 2, 'group-up')).to.equal(true);
    expect(plain(editor.said.at(-1))).to.equal('Moved above rule 3 (r1.example), now 1 of 4.');
  });

  it('is turned off and on', async () => {
    const { root, editor, drawn } = await place({ rules: three });
    act(root, 2, 'on').click();
    await drawn();
    expect([editor.rules[1]!.is_active, act(root, 2, 'on').getAttribute('aria-checked'), plain(editor.said.at(-1))]).to.deep.equal([false, 'false', 'rule 2 (r2.example) is off.']);
    act(root, 2, 'on').click();
    expect(editor.rules[1]!.is_active).to.equal(true);
  });

  it('is duplicated below itself, and opened', async () => {
    const { root, editor, drawn } = await place({ rules: draw });
    act(root, 2, 'duplicate').click();
    await drawn();
    expect(order(editor.rules)).to.equal('1 2=3 -1 4');
    expect(editor.rules[3]).to.deep.include({ id: -1, url: 'https://r2.example/' });
    expect(root.activeElement?.closest('[data-rule="-1"] .form') != null).to.equal(true);
    expect(editor.said.at(-1)).to.equal('Duplicated, the copy is 4 of 5.');
  });

  it('that is deleted leaves the focus on the next, then on the one before, then on adding one', async () => {
    const { root, editor, drawn } = await place({ rules: three });
    const focused = () => (root.activeElement as HTMLElement | null)?.closest<HTMLElement>('[data-rule]')?.dataset['rule'];
    act(root, 2, 'delete').click();
    await drawn();
    expect([order(editor.rules), focused(), plain(editor.said.at(-1))]).to.deep.equal(['1 3', '3', 'Deleted rule 2 (r2.example). Undo brings it back.']);
    act(root, 3, 'delete').click();
    await drawn();
    expect(focused()).to.equal('1');
    act(root, 1, 'delete').click();
    await drawn();
    expect(root.activeElement?.textContent).to.equal('Add a rule');
  });

  it('can be added behind all others, with its form open', async () => {
    const { root, editor, panel, drawn } = await place({ rules: three });
    panel.add();
    await drawn();
    expect(order(editor.rules)).to.equal('1 2 3 -1');
    expect(root.activeElement?.closest('[data-rule="-1"] .form') != null).to.equal(true);
  });
});

describe('a rule that is moved with keys', () => {
  const pick = async (rules: FakeOptions['rules'], id: number) => {
    const placed = await place({ rules: rules! });
    act(placed.root, id, 'move').focus();
    await sendKeys({ press: 'Space' });
    await placed.drawn();
    const press = async (...keys: string[]) => {
      for (const key of keys) {
        await sendKeys({ press: key });
        await placed.drawn();
      }
    };
    return { ...placed, press, handle: () => act(placed.root, id, 'move') };
  };

  it('is picked up, moved step by step and dropped, each said with its place', async () => {
    const { editor, root, press, handle } = await pick(three, 3);
    expect(handle().getAttribute('aria-pressed')).to.equal('true');
    await press('ArrowUp', 'ArrowUp', 'Enter');
    expect(order(editor.rules)).to.equal('3 1 2');
    expect(editor.said.map(plain)).to.deep.equal([
      'Picked up rule 3 (r3.example), 3 of 3. Arrow keys move it, Space drops it, Escape puts it back.',
      'Moved above rule 3 (r2.example), now 2 of 3.',
      'Moved above rule 2 (r1.example), now 1 of 3.',
      'Dropped, 1 of 3.',
    ]);
    expect([root.activeElement === handle(), handle().getAttribute('aria-pressed')]).to.deep.equal([true, 'false']);
    expect(new Set(editor.changes.map(({ merge }) => merge)).size).to.equal(1);
  });

  it('is put back by Escape', async () => {
    const { editor, root, press, handle } = await pick(three, 3);
    const before = editor.rules;
    await press('ArrowUp', 'ArrowUp', 'Escape');
    expect(editor.rules).to.deep.equal(before);
    expect([root.activeElement === handle(), handle().getAttribute('aria-pressed')]).to.deep.equal([true, 'false']);
    expect(editor.said.at(-1)).to.equal('Put back, 3 of 3.');
  });

  it('goes into a draw and out of it, and into none that there is not', async () => {
    const { editor, press } = await pick(draw, 4);
    const seen: string[] = [];
    for (let step = 0; step < 3; step++) {
      await press('ArrowUp');
      seen.push(order(editor.rules));
    }
    expect(seen).to.deep.equal(['1 2=3=4', '1 4 2=3', '4 1 2=3']);
    expect(plain(editor.said[1])).to.equal('Now drawn by chance with rule 2 (r2.example) and rule 3 (r3.example), 4 of 4.');
    await press('ArrowUp');
    expect(editor.said.at(-1)).to.equal('Already the first.');
  });

  it('leaves its own draw and comes back to it', async () => {
    const { editor, press } = await pick(draw, 2);
    await press('ArrowDown');
    expect(order(editor.rules)).to.equal('1 3 2 4');
    await press('ArrowUp');
    expect(order(editor.rules)).to.equal('1 2=3 4');
    await press('End');
    expect(order(editor.rules)).to.equal('1 3 4 2');
    await press('Home');
    expect(order(editor.rules)).to.equal('2 1 3 4');
  });

  it('stays where it is when the focus goes elsewhere', async () => {
    const { editor, root, press, handle, drawn } = await pick(three, 3);
    await press('ArrowUp');
    act(root, 1, 'on').focus();
    await drawn();
    await drawn();
    expect([order(editor.rules), handle().getAttribute('aria-pressed')]).to.deep.equal(['1 3 2', 'false']);
  });

  it('is let go by an undo', async () => {
    const { editor, press, handle, drawn } = await pick(three, 3);
    await press('ArrowUp');
    editor.change([...editor.rules].sort((a, b) => a.id - b.id).map((rule, index) => ({ ...rule, priority: index })), 'undone');
    await drawn();
    expect(handle().getAttribute('aria-pressed')).to.equal('false');
    await press('ArrowUp');
    expect(order(editor.rules)).to.equal('1 2 3');
  });
});

describe('a rule that is dragged', () => {
  beforeEach(() => setViewport({ width: 800, height: 600 }));
  afterEach(() => resetMouse());

  /** Rows have their heights once the browser has seen that they are seen. */
  const placeDrawn = async (options: FakeOptions) => {
    const placed = await place(options);
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    return placed;
  };
  /** The middle of an element, or a part of its height, on the page. */
  const at = (element: Element, part = 0.5): [number, number] => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return [Math.round(left + width / 2), Math.round(top + height * part)];
  };
  const rowOf = (root: ShadowRoot, id: number | '') => root.querySelector<HTMLElement>(`[data-rule="${id}"]`)!;
  /** Until the browser has brought all of its moves, and so this mark is there. */
  const drag = async (root: ShadowRoot, id: number, to: [number, number], mark: string) => {
    await sendMouse({ type: 'move', position: at(act(root, id, 'move')) });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [to[0], to[1] - 12] });
    await sendMouse({ type: 'move', position: to });
    await waitUntil(() => drops(root).join() === mark, `no mark ${mark}`);
  };
  const drops = (root: ShadowRoot) => [...root.querySelectorAll<HTMLElement>('[data-drop]')].map(({ dataset }) => `${dataset['rule']} ${dataset['drop']}`);

  it('is dropped between two others, where a line says so', async () => {
    const { root, editor, drawn } = await placeDrawn({ rules: three });
    await drag(root, 3, at(rowOf(root, 1), 0.8), '1 after');
    expect(editor.changes).to.have.lengthOf(0);
    await sendMouse({ type: 'up' });
    await drawn();
    expect([order(editor.rules), drops(root)]).to.deep.equal(['1 3 2', []]);
    expect(plain(editor.said.at(-1))).to.equal('Moved above rule 3 (r2.example), now 2 of 3.');
    expect(root.activeElement === act(root, 3, 'move')).to.equal(true);
  });

  it('joins a draw that it is dropped onto, and only such', async () => {
    const { root, editor, drawn } = await placeDrawn({ rules: draw });
    await drag(root, 1, at(rowOf(root, 3), 0.6), '3 join');
    await sendMouse({ type: 'up' });
    await drawn();
    expect(order(editor.rules)).to.equal('2=3=1 4');
    expect(editor.said.at(-1)).to.contain('Now drawn by chance with');
  });

  it('goes behind all others above the last line', async () => {
    const { root, editor, drawn } = await placeDrawn({ rules: three });
    await drag(root, 1, at(rowOf(root, '')), ' before');
    await sendMouse({ type: 'up' });
    await drawn();
    expect(order(editor.rules)).to.equal('2 3 1');
  });

  it('is put back by Escape', async () => {
    const { root, editor } = await placeDrawn({ rules: three });
    await drag(root, 3, at(rowOf(root, 1), 0.2), '1 before');
    await sendKeys({ press: 'Escape' });
    expect(drops(root)).to.deep.equal([]);
    await sendMouse({ type: 'up' });
    expect(editor.changes).to.have.lengthOf(0);
  });

  it('scrolls what is around it at its edge', async () => {
    const rules = Array.from({ length: 30 }, (_, index) => ({ id: index + 1 }));
    const { root, host, editor, drawn } = await placeDrawn({ rules, around: html`<div style="block-size: 300px; overflow: auto"></div>` });
    const box = host.parentElement!;
    const { bottom, left } = box.getBoundingClientRect();
    await sendMouse({ type: 'move', position: at(act(root, 1, 'move')) });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [Math.round(left) + 200, Math.round(bottom) - 12] });
    await waitUntil(() => box.scrollTop > 400, 'does not scroll');
    await sendMouse({ type: 'up' });
    await drawn();
    expect(editor.rules.findIndex(({ id }) => id === 1)).to.be.greaterThan(5);
  });

  it('stays where it is when its handle is only pressed', async () => {
    const { root, editor } = await placeDrawn({ rules: three });
    await sendMouse({ type: 'click', position: at(act(root, 2, 'move')) });
    expect(editor.changes).to.have.lengthOf(0);
  });
});
