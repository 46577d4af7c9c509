import { EditSession } from '../../src/ui/edit-session.js';
import { aTimeout, expect } from '../support/fixture.js';

interface Note {
  text: string;
}
const isNote = (value: unknown): value is Note => typeof (value as Note | null)?.text === 'string';
const note = (text: string): Note => ({ text });
const open = (text: string, key: string | null = 'note 1') => {
  const session = new EditSession<Note>({ name: 'notes', empty: note(''), areSame: (a, b) => a.text === b.text, isValue: isNote, normal: ({ text: one }) => note(one.trim()) });
  session.start(note(text), key);
  return session;
};
const asks = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

describe('something that is edited', () => {
  beforeEach(() => localStorage.clear());
  after(() => localStorage.clear());

  it('has one form, a way back, and makes the browser ask while it is not saved', () => {
    const session = open('a');
    session.change(note(' b '), 'Change');
    expect([session.value.text, session.isDirty, asks()]).to.deep.equal(['b', true, true]);
    expect(session.undo()).to.equal(true);
    expect([session.value.text, session.isDirty, asks()]).to.deep.equal(['a', false, false]);
    session.redo();
    session.leave();
    expect(asks()).to.equal(false);
    session.enter();
    expect(asks()).to.equal(true);
    session.saved(session.value);
    expect([session.undoes, asks()]).to.deep.equal([null, false]);
  });

  it('is offered as a draft to whoever opens the same later, until it is taken or thrown away', () => {
    const first = open('a');
    first.change(note('b'), 'Change');
    first.leave();
    expect(open('a', 'note 2').found).to.equal(null);
    const second = open('a');
    expect(second.found?.value).to.deep.equal({ loaded: note('a'), value: note('b') });
    expect(second.isDraftOfOther).to.equal(false);
    expect(second.isDirty).to.equal(false);
    second.restore('Restore');
    expect([second.value.text, second.found, second.undoes]).to.deep.equal(['b', null, 'Restore']);
    const third = open('a');
    third.drop();
    expect(open('a').found).to.equal(null);
    second.leave();
  });

  it('knows a draft that was made of something else', () => {
    const first = open('a');
    first.change(note('b'), 'Change');
    first.leave();
    const second = open('c');
    expect(second.isDraftOfOther).to.equal(true);
    second.restore('Restore');
    // So that it can be merged: what it was made of counts as loaded.
    expect([second.loaded.text, second.value.text, second.isDirty]).to.deep.equal(['a', 'b', true]);
    second.leave();
  });

  it('offers no draft that is what is there, and keeps none once it is saved', async () => {
    const first = open('a');
    first.change(note('b'), 'Change');
    first.leave();
    expect(open('b').found).to.equal(null);
    first.saved(note('b'));
    await aTimeout(350);
    expect(localStorage).to.have.length(0);
  });

  it('is compared with what is newly loaded, after which undo still leads back', () => {
    const session = open('a');
    session.change(note('b'), 'Change');
    session.rebase(note('theirs'), note('both'), 'Merge');
    expect([session.loaded.text, session.value.text, session.isDirty]).to.deep.equal(['theirs', 'both', true]);
    session.undo();
    expect([session.value.text, session.isDirty]).to.deep.equal(['b', true]);
    session.change(note('theirs'), 'Change');
    expect(session.isDirty).to.equal(false);
    session.leave();
  });
});
