import fc from 'fast-check';
import { History } from '../../src/ui/history.js';
import { expect } from '../support/fixture.js';

const byText = { equals: (a: { text: string }, b: { text: string }) => a.text === b.text };

describe('a history', () => {
  it('goes back and forth, and says over what', () => {
    const history = new History('a');
    history.change('b', 'edit URL');
    history.change('c', 'delete rule 2');
    expect([history.value, history.undoes, history.redoes]).to.deep.equal(['c', 'delete rule 2', null]);
    expect(history.undo()).to.equal(true);
    expect([history.value, history.undoes, history.redoes]).to.deep.equal(['b', 'edit URL', 'delete rule 2']);
    history.undo();
    expect([history.value, history.undoes, history.redoes]).to.deep.equal(['a', null, 'edit URL']);
    expect(history.undo()).to.equal(false);
    history.redo();
    history.redo();
    expect(history.value).to.equal('c');
    expect(history.redo()).to.equal(false);
  });

  it('forgets what was undone once something else is done', () => {
    const history = new History('a');
    history.change('b', 'one');
    history.undo();
    history.change('c', 'two');
    expect([history.redoes, history.redo(), history.value]).to.deep.equal([null, false, 'c']);
  });

  it('takes what is typed into one field as one step', () => {
    const history = new History('');
    for (const text of ['h', 'ht', 'htt']) history.change(text, 'edit URL', 'url 1');
    history.change('htt!', 'edit weight', 'weight 1');
    history.change('http', 'edit URL', 'url 1');
    history.undo();
    expect(history.value).to.equal('htt!');
    history.undo();
    expect(history.value).to.equal('htt');
    history.undo();
    expect([history.value, history.undoes]).to.deep.equal(['', null]);
    history.redo();
    expect(history.value).to.equal('htt');
  });

  it('begins a new step after an undo, a redo and a change without a field', () => {
    const history = new History(0);
    history.change(1, 'a', 'field');
    history.change(2, 'b', 'other');
    history.undo();
    history.change(3, 'a', 'field');
    history.undo();
    expect(history.value).to.equal(1);
    history.redo();
    history.change(4, 'a', 'field');
    history.undo();
    expect(history.value).to.equal(3);
    history.change(5, 'c');
    history.change(6, 'c');
    history.undo();
    expect(history.value).to.equal(5);
  });

  it('has no step for what was typed and taken away again, nor for what changes nothing', () => {
    const history = new History({ text: '' }, byText);
    history.change({ text: 'x' }, 'before');
    history.change({ text: 'xy' }, 'edit', 'field');
    history.change({ text: 'x' }, 'edit', 'field');
    expect(history.undoes).to.equal('before');
    history.change({ text: 'z' }, 'edit', 'field');
    history.undo();
    expect([history.value.text, history.undoes]).to.deep.equal(['x', 'before']);
    history.change(history.value, 'nothing');
    expect([history.undoes, history.redoes]).to.deep.equal(['before', 'edit']);
  });

  it('is dirty while it differs from its base, by the equality it was given', () => {
    const history = new History({ text: 'a' }, byText);
    expect(history.isDirty).to.equal(false);
    history.change({ text: 'b' }, 'edit');
    expect(history.isDirty).to.equal(true);
    history.change({ text: 'a' }, 'edit back');
    expect(history.isDirty).to.equal(false);
    history.undo();
    history.base = { text: 'b' };
    expect(history.isDirty).to.equal(false);
    history.redo();
    expect(history.isDirty).to.equal(true);
  });

  it('begins anew', () => {
    const history = new History(1);
    history.change(2, 'edit', 'field');
    history.reset(7);
    expect([history.value, history.isDirty, history.undo(), history.redo()]).to.deep.equal([7, false, false, false]);
    history.change(8, 'edit', 'field');
    history.undo();
    expect(history.value).to.equal(7);
  });

  it('keeps only so many steps, the latest', () => {
    const history = new History(0, { limit: 3 });
    for (let value = 1; value <= 10; value++) history.change(value, `to ${value}`);
    const back: number[] = [];
    while (history.undo()) back.push(history.value);
    expect(back).to.deep.equal([9, 8, 7]);
  });

  it('keeps 200 steps where nobody says how many', () => {
    const history = new History(0);
    for (let value = 1; value <= 250; value++) history.change(value, 'edit');
    let steps = 0;
    while (history.undo()) steps++;
    expect([steps, history.value]).to.deep.equal([200, 50]);
  });

  it('equals a plain list of all values, whatever is done', () => {
    const action = fc.oneof(
      fc.record({ do: fc.constant('change' as const), value: fc.integer() }),
      fc.constant({ do: 'undo' as const }),
      fc.constant({ do: 'redo' as const }),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const history = new History<number>(0);
        const values = [0];
        let at = 0;
        for (const one of actions) {
          if (one.do === 'change' && one.value !== values[at]) values.splice(++at, Infinity, one.value);
          if (one.do === 'change') history.change(one.value, 'edit');
          if (one.do === 'undo') expect(history.undo()).to.equal(at > 0 && at-- > 0);
          if (one.do === 'redo') expect(history.redo()).to.equal(at < values.length - 1 && at++ >= 0);
          expect([history.value, history.undoes !== null, history.redoes !== null]).to.deep.equal([values[at], at > 0, at < values.length - 1]);
        }
      }),
    );
  });
});
