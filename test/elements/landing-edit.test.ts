import { replace } from '../support/element.js';
import { expect, waitUntil } from '../support/fixture.js';
import { placePageEditor, type Person } from '../support/page-face.js';
import { pageOf, PagesApi } from '../support/pages-api.js';

const asks = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

describe('the editor of a landing page', () => {
  beforeEach(() => localStorage.clear());
  after(() => localStorage.clear());

  describe('editing', () => {
    it('shows what is typed in the page at once, and has a way back', async () => {
      const person = await placePageEditor();
      expect(person.host.previewed).to.be.null;
      await person.type('Title', 'Ada & friends');
      expect(person.host.previewed).to.deep.equal({ title: 'Ada & friends', description: 'Numbers and engines', preset: 'minimal' });
      expect(person.host.editor!.isDirty).to.be.true;
      expect(person.text).to.contain('Not saved: Title');
      await person.choose('Neon');
      await person.press('Undo');
      expect(person.field('Minimal').checked).to.be.true;
      await person.press('Undo');
      expect(person.field('Title').value).to.equal('Ada’s links');
      expect(person.host.previewed).to.be.null;
      await person.press('Redo');
      expect(person.host.previewed).to.include({ title: 'Ada & friends', preset: 'minimal' });
      expect(person.host.said.at(-1)).to.equal('Redone: Edit the title');
    });

    it('takes a word as one step, and undoes by keys', async () => {
      const person = await placePageEditor();
      for (const title of ['A', 'Ab', 'Abc']) await person.type('Title', title);
      const key = (name: string, init: KeyboardEventInit = {}) =>
        person.field('Title').dispatchEvent(new KeyboardEvent('keydown', { key: name, ctrlKey: true, bubbles: true, composed: true, cancelable: true, ...init }));
      expect(key('z')).to.be.false;
      await person.host.updateComplete;
      expect(person.field('Title').value).to.equal('Ada’s links');
      key('z', { shiftKey: true });
      await person.host.updateComplete;
      expect(person.field('Title').value).to.equal('Abc');
    });

    it('discards all at once, which undo brings back', async () => {
      const person = await placePageEditor();
      await person.type('Title', 'Other');
      await person.choose('Dark');
      await person.press('Discard');
      expect(person.host.editor!.isDirty).to.be.false;
      await person.press('Undo');
      expect(person.host.previewed).to.include({ title: 'Other', preset: 'dark' });
    });

    it('makes the browser ask before the page is left, until it is saved', async () => {
      const person = await placePageEditor();
      expect(asks()).to.be.false;
      await person.type('Title', 'Other');
      expect(asks()).to.be.true;
      await person.save();
      expect(asks()).to.be.false;
      await person.type('Title', 'Another');
      person.host.remove();
      expect(asks()).to.be.false;
    });

    it('keeps a preset that it does not know, until another is chosen', async () => {
      const person = await placePageEditor({ api: new PagesApi([pageOf({ preset: '__proto__' })]) });
      expect(person.text).to.contain('asks for a look that is not known here');
      expect(person.root.querySelector('input:checked')).to.be.null;
      await person.type('Title', 'Other');
      await person.save();
      expect(person.api.sent).to.deep.equal([{ title: 'Other' }]);
    });

    it('takes a newer page from elsewhere only where nothing is edited', async () => {
      const person = await placePageEditor();
      person.host.page = pageOf({ title: 'Newer' });
      person.host.editor!.changed!();
      person.host.requestUpdate();
      await person.host.updateComplete;
      expect(person.field('Title').value).to.equal('Newer');
      await person.type('Title', 'Mine');
      person.host.page = pageOf({ title: 'Newest' });
      person.host.editor!.changed!();
      expect(person.host.previewed).to.include({ title: 'Mine' });
    });
  });

  describe('saving', () => {
    it('sends what has changed, reads it back and tells the element', async () => {
      const person = await placePageEditor();
      await person.type('Description', '');
      await person.choose('Pastel');
      await person.save('Saved. Read back: the server has what you see.');
      expect(person.api.sent).to.deep.equal([{ description: null, preset: 'pastel' }]);
      expect(person.host.told).to.deep.equal(['saved']);
      expect(person.host.page).to.include({ description: null, preset: 'pastel' });
      expect(person.host.previewed).to.be.null;
      expect(person.host.editor!.isDirty).to.be.false;
      expect(person.host.said.at(-1)).to.contain('Saved');
    });

    it('asks for a title before anything is sent', async () => {
      const person = await placePageEditor();
      await person.type('Title', '  ');
      await person.save('A page needs a title.');
      await waitUntil(() => person.root.activeElement === person.field('Title'), 'no focus');
      expect(person.field('Title').getAttribute('aria-invalid')).to.equal('true');
      expect(person.api.asked).to.be.empty;
      await person.type('Title', 'Now');
      expect(person.field('Title').hasAttribute('aria-invalid')).to.be.false;
    });

    it('says at the field what the platform refuses, as text', async () => {
      const person = await placePageEditor();
      const text = 'The description is <b>too</b> long.';
      person.api.trouble = ({ method }) => (method === 'PUT' ? { status: 422, body: { message: '', errors: { description: [text] } } } : undefined);
      await person.type('Description', 'x');
      await person.save('What it says stands at the fields.');
      const field = person.field('Description');
      expect(person.root.getElementById(field.getAttribute('aria-describedby')!)!.textContent).to.equal(text);
      await waitUntil(() => person.root.activeElement === field, 'no focus');
      expect(person.host.previewed).to.include({ description: 'x' });
    });

    it('says that it waits where the platform asks to, and can be stopped', async () => {
      const person = await placePageEditor();
      person.api.trouble = ({ method }) => (method === 'PUT' ? { limit: 200 } : undefined);
      await person.type('Title', 'Mine');
      await person.press('Save');
      await person.sees('The platform asks to wait. Goes on in 200');
      expect(person.root.querySelector('.edit-fields')!.hasAttribute('inert')).to.be.true;
      await person.press('Stop');
      await person.sees('Stopped.');
      expect(person.root.activeElement?.className).to.equal('edit-stage');
      // Nothing is asked of a platform that wants to be left alone.
      await person.press('Try again');
      await person.sees('The platform asks to wait.');
      await person.press('Stop');
      expect(person.api.writes).to.have.length(1);
    });

    for (const [status, text] of [
      [402, 'The Just Scan It plan or the credits of this site have ended.'],
      [403, 'You may not make this change.'],
      [500, 'The server has a problem.'],
    ] as const) {
      it(`explains ${status}, and keeps what was edited`, async () => {
        const person = await placePageEditor();
        person.api.trouble = ({ method }) => (method === 'PUT' ? { status } : undefined);
        await person.type('Title', 'Mine');
        await person.save(text);
        expect(person.field('Title').value).to.equal('Mine');
        expect(person.host.editor!.isDirty).to.be.true;
        expect(person.host.said.at(-1)).to.contain(text);
      });
    }

    it('goes on after a cut connection', async () => {
      const person = await placePageEditor();
      let count = 0;
      person.api.trouble = ({ method }) => (method === 'PUT' && ++count === 1 ? { drop: 'late' } : undefined);
      await person.type('Title', 'Mine');
      await person.save();
      expect(person.api.writes).to.have.length(1);
    });

    it('ends when the element leaves, and begins anew when it is asked to', async () => {
      const person = await placePageEditor();
      person.api.trouble = ({ method }) => (method === 'PUT' ? new Promise(() => undefined) : undefined);
      await person.type('Title', 'Mine');
      await person.press('Save');
      await person.sees('Saving…');
      const { parentElement } = person.host;
      person.host.remove();
      parentElement!.append(person.host);
      person.host.editor!.enter!();
      person.api.trouble = () => undefined;
      person.host.requestUpdate();
      await person.host.updateComplete;
      expect(asks()).to.be.true;
      await person.save();
    });
  });

  describe('two who edit at once', () => {
    const both = async () => {
      const person = await placePageEditor();
      await person.type('Title', 'Mine');
      await person.type('Description', 'My words');
      person.api.edit({ title: 'Theirs', preset: 'nature' });
      await person.save('You and somebody else have changed the same');
      return person;
    };

    it('see their versions side by side, and nothing is sent', async () => {
      const person = await both();
      const versions = [...person.root.querySelectorAll('.edit-version')].map((one) => one.textContent.replace(/\s+/g, ' ').trim());
      expect(versions).to.deep.equal(['As you opened it Ada’s links', 'Yours Mine', 'Theirs Theirs']);
      expect(person.button('Save this choice').disabled).to.be.true;
      expect(person.api.writes).to.be.empty;
      expect(person.host.told).to.deep.equal(['refreshed']);
      await expect(person.host).to.be.accessible();
    });

    it('keep mine, with what else they have changed', async () => {
      const person = await both();
      await person.choose('Yours');
      await person.press('Save this choice');
      await person.sees('Saved.');
      expect(person.api.page()).to.include({ title: 'Mine', description: 'My words', preset: 'nature' });
      expect(person.api.sent).to.deep.equal([{ title: 'Mine', description: 'My words' }]);
    });

    it('keep theirs, with what else I have changed', async () => {
      const person = await both();
      await person.choose('Theirs');
      await person.press('Save this choice');
      await person.sees('Saved.');
      expect(person.api.page()).to.include({ title: 'Theirs', description: 'My words', preset: 'nature' });
      expect(person.field('Title').value).to.equal('Theirs');
    });

    it('are asked again where the same has changed again meanwhile', async () => {
      const person = await both();
      person.api.edit({ title: 'Theirs again' });
      await person.choose('Yours');
      await person.press('Save this choice');
      await person.sees('Theirs again');
      expect(person.api.writes).to.be.empty;
    });

    it('lose nothing where one of them has deleted the page', async () => {
      const person = await placePageEditor();
      await person.type('Title', 'Mine');
      person.api.pages = [];
      await person.save('Somebody has deleted this page.');
      await person.press('Make a new page of it');
      expect(person.host.told).to.deep.equal(['deleted']);
      expect(person.field('Title').value).to.equal('Mine');
      await person.press('Create the page');
      await person.sees('The page was created.');
      expect(person.api.pages).to.have.length(1);
    });
  });

  describe('drafts', () => {
    const draft = async () => {
      const first = await placePageEditor();
      await first.type('Title', 'Half a');
      await first.choose('Neon');
      first.host.remove();
      return first.api;
    };

    it('survive, and are offered with what differs', async () => {
      const person = await placePageEditor({ api: await draft() });
      expect(person.field('Title').value).to.equal('Ada’s links');
      expect(person.text).to.contain('There are unsaved edits from').and.to.match(/Title: “.?Ada’s links.?” → “.?Half a.?”/).and.to.match(/Look: “.?Minimal.?” → “.?Neon.?”/);
      await person.press('Restore them');
      expect(person.host.previewed).to.include({ title: 'Half a', preset: 'neon' });
      await person.save();
      await waitUntil(() => localStorage.length === 0, 'the draft is still there');
    });

    it('can be thrown away', async () => {
      const person = await placePageEditor({ api: await draft() });
      await person.press('Throw them away');
      expect(person.find('Restore them')).to.be.undefined;
      expect(localStorage).to.have.length(0);
    });

    it('of a page that has changed since are merged when they are saved', async () => {
      const api = await draft();
      api.edit({ description: 'New', title: 'Theirs' });
      const person = await placePageEditor({ api });
      expect(person.text).to.contain('The page on the server has changed since.');
      await person.press('Restore them');
      await person.save('You and somebody else have changed the same');
      await person.choose('Yours');
      await person.press('Save this choice');
      await person.sees('Saved.');
      expect(api.page()).to.include({ title: 'Half a', description: 'New', preset: 'neon' });
    });

    it('are missed aloud where the browser keeps none', async () => {
      const restore = replace(Storage.prototype, 'setItem', () => {
        throw new DOMException('full', 'QuotaExceededError');
      });
      try {
        const person = await placePageEditor();
        await person.type('Title', 'Mine');
        person.host.editor!.leave!();
        person.host.requestUpdate();
        await person.sees('This browser keeps no drafts');
      } finally {
        restore();
      }
    });
  });

  describe('making a page', () => {
    const fill = async (person: Person) => {
      await person.type('Title', 'New one');
      await person.choose('Colorful');
    };

    it('shows it while it is written, creates it, and goes on as its editor', async () => {
      const person = await placePageEditor({ id: null });
      expect(person.text).to.contain('New page');
      await fill(person);
      expect(person.host.previewed).to.deep.equal({ title: 'New one', description: null, preset: 'colorful' });
      await person.press('Create the page');
      await person.sees('The page was created.');
      expect(person.text).to.contain('Edit this page');
      expect(person.host.told).to.deep.equal(['saved']);
      await person.type('Title', 'Newer');
      await person.save();
      expect(person.api.writes).to.deep.equal(['POST /landing-pages', 'PUT /landing-pages/101']);
    });

    it('never does it twice where the answer was lost', async () => {
      const person = await placePageEditor({ id: null });
      let isDown = false;
      person.api.trouble = ({ method }) => {
        if (method === 'POST') isDown = true;
        return method === 'POST' ? { status: 500, late: true } : undefined;
      };
      await fill(person);
      await person.press('Create the page');
      await person.sees('Not saved.');
      expect(isDown).to.be.true;
      await person.press('Try again');
      await person.sees('The page was created.');
      expect(person.api.pages.filter(({ title }) => title === 'New one')).to.have.length(1);
      expect(person.api.writes).to.have.length(1);
    });

    it('says that nobody knows, where an answer was lost and no list may be read', async () => {
      const person = await placePageEditor({ id: null });
      person.api.trouble = ({ method }) => (method === 'GET' ? { status: 403 } : { drop: 'late' });
      await fill(person);
      await person.press('Create the page');
      await person.sees('the page may have been created, or not');
    });

    it('keeps a draft of its own', async () => {
      const first = await placePageEditor({ id: null });
      await fill(first);
      first.host.remove();
      expect((await placePageEditor()).find('Restore them')).to.be.undefined;
      const person = await placePageEditor({ id: null });
      await person.press('Restore them');
      expect(person.field('Title').value).to.equal('New one');
    });
  });

  describe('deleting the page', () => {
    const soon = { undoFor: 20 };

    it('asks with the title, and keeps the page where the answer is no', async () => {
      const person = await placePageEditor(soon);
      await person.press('Delete the page');
      expect(person.text).to.match(/Delete “.?Ada’s links.?”\?/);
      await waitUntil(() => person.root.activeElement !== null, 'no focus');
      await person.press('Keep it');
      expect(person.find('Delete the page')).not.to.be.undefined;
      expect(person.api.asked).to.be.empty;
    });

    it('leaves time to undo, in which nothing is sent', async () => {
      const person = await placePageEditor({ undoFor: 6000 });
      await person.press('Delete the page');
      await person.press('Delete');
      expect(person.text).to.contain('Deleted in 6 sec');
      expect(person.host.said.at(-1)).to.contain('Undo keeps it');
      await person.press('Undo, keep the page');
      expect(person.text).not.to.contain('Deleted in');
      expect(person.field('Title').matches('[inert] *')).to.be.false;
      expect(person.api.asked).to.be.empty;
    });

    it('is undone by leaving the page within that time', async () => {
      const person = await placePageEditor({ undoFor: 100_000 });
      await person.press('Delete the page');
      await person.press('Delete');
      window.dispatchEvent(new PageTransitionEvent('pagehide'));
      await person.host.updateComplete;
      expect(person.find('Delete the page')).not.to.be.undefined;
      await person.press('Delete the page');
      await person.press('Delete');
      person.host.remove();
      person.host.requestUpdate();
      await person.host.updateComplete;
      expect(person.find('Delete the page')).not.to.be.undefined;
    });

    it('sends one request, forgets edits and drafts, and offers to create a page', async () => {
      const person = await placePageEditor(soon);
      await person.type('Title', 'Half');
      await person.press('Delete the page');
      expect(person.text).to.contain('Edits that are not saved are lost with it.');
      await person.press('Delete');
      await person.sees('The page was deleted.');
      expect(person.api.writes).to.deep.equal(['DELETE /landing-pages/7']);
      expect(person.host.told).to.deep.equal(['deleted']);
      expect(person.host.previewed).to.be.null;
      expect(asks()).to.be.false;
      await waitUntil(() => localStorage.length === 0, 'the draft is still there');
      await person.press('Create a page');
      await waitUntil(() => person.root.activeElement === person.field('Title'), 'no focus');
      expect(person.field('Title').value).to.equal('');
    });

    it('says why it could not, and keeps the page', async () => {
      const person = await placePageEditor(soon);
      person.api.trouble = () => ({ status: 403 });
      await person.press('Delete the page');
      await person.press('Delete');
      await person.sees('The page was not deleted. You may not make this change.');
      await person.press('Keep it');
      expect(person.host.told).to.be.empty;
    });

    it('is not offered where it is not allowed', async () => {
      expect((await placePageEditor({ permissions: ['landing-pages.update'] })).find('Delete the page')).to.be.undefined;
      expect((await placePageEditor({ permissions: ['landing-pages.update', 'landing-pages.delete'] })).find('Delete the page')).not.to.be.undefined;
    });
  });

  it('holds texts of any kind as text, within its width', async () => {
    const long = '<img src=x onerror=alert(1)>\u202e'.repeat(3000);
    const api = new PagesApi([pageOf({ title: long, description: long })]);
    const began = performance.now();
    const person = await placePageEditor({ api });
    expect(performance.now() - began).to.be.lessThan(1000);
    expect(person.root.querySelector('img')).to.be.null;
    await person.press('Delete the page');
    expect(person.host.scrollWidth).to.be.at.most(person.host.clientWidth);
  });
});
