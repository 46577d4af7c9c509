import { sendKeys, setViewport } from '@web/test-runner-commands';
import { presetNames } from '../../src/landing/preset-names.js';
import { expect, html, waitUntil } from '../support/fixture.js';
import { placePageEditor, type Person } from '../support/page-face.js';
import { pageOf, PagesApi } from '../support/pages-api.js';

const sheetOf = (person: Person, preset: string) =>
  person.root.querySelector(`#edit-preset-${preset}`)!.closest('.edit-tile')!.querySelector('.edit-sheet')!.shadowRoot!;

describe('the gallery', () => {
  beforeEach(() => localStorage.clear());

  it('shows the person’s own words in all seven presets while they are typed', async () => {
    const person = await placePageEditor();
    await person.type('Title', 'Grüße, مرحبا');
    await person.type('Description', '<b>Hi</b>');
    const grounds = new Set<string>();
    for (const preset of presetNames) {
      const page = sheetOf(person, preset).querySelector<HTMLElement>('.page')!;
      expect(page.dataset['preset']).to.equal(preset);
      expect(page.querySelector('.title')!.textContent).to.equal('Grüße, مرحبا');
      expect(page.querySelector('.description')!.textContent).to.equal('<b>Hi</b>');
      const { backgroundColor, backgroundImage, fontFamily } = getComputedStyle(page);
      grounds.add([backgroundColor, backgroundImage, fontFamily].join());
    }
    expect(grounds).to.have.length(7);
  });

  it('is one tab stop, moved through by arrows, each of which is chosen and seen at once', async () => {
    const person = await placePageEditor();
    person.field('Description').focus();
    await sendKeys({ press: 'Tab' });
    expect(person.root.activeElement?.id).to.equal('edit-preset-minimal');
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'ArrowDown' });
    expect(person.root.activeElement?.id).to.equal('edit-preset-colorful');
    expect(person.host.previewed).to.include({ preset: 'colorful' });
    await sendKeys({ press: 'ArrowLeft' });
    expect(person.host.previewed).to.include({ preset: 'dark' });
    await sendKeys({ press: 'Tab' });
    expect(person.root.activeElement?.textContent).to.contain('Save');
    // One way back for all of it.
    await person.press('Undo');
    expect(person.host.previewed).to.be.null;
  });

  it('holds nothing that can have the focus or is read', async () => {
    const person = await placePageEditor();
    for (const thumb of person.root.querySelectorAll('.edit-thumb')) expect([thumb.getAttribute('aria-hidden'), thumb.hasAttribute('inert')]).to.deep.equal(['true', true]);
  });
});

describe('the controls of a landing page', () => {
  beforeEach(() => localStorage.clear());
  afterEach(async () => {
    await setViewport({ width: 800, height: 600 });
  });

  const invalid = async (person: Person) => {
    await person.type('Title', '');
    await person.save('A page needs a title.');
  };
  const edited = (person: Person) => person.type('Title', 'Other');
  const states: [string, (person: Person) => Promise<void>][] = [
    ['at the beginning', () => Promise.resolve()],
    ['edited', edited],
    ['with an error', invalid],
    ['saved', (person) => edited(person).then(() => person.save())],
    ['asking about a deletion', (person) => person.press('Delete the page')],
    ['counting down', (person) => person.press('Delete the page').then(() => person.press('Delete'))],
  ];
  for (const [name, go] of states) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`are accessible ${name}, in ${colorScheme} surroundings`, async () => {
        const person = await placePageEditor({ undoFor: 100_000, page: html`<div style="color-scheme: ${colorScheme}; background: Canvas"></div>` });
        await go(person);
        await expect(person.host).to.be.accessible();
        person.host.remove();
      });
    }
  }

  it('are accessible with a draft, and where a page is to be made', async () => {
    const first = await placePageEditor({ id: null });
    await first.type('Title', 'Half');
    first.host.remove();
    const person = await placePageEditor({ id: null });
    expect(person.find('Restore them')).not.to.be.undefined;
    await expect(person.host).to.be.accessible();
  });

  for (const dir of ['ltr', 'rtl']) {
    it(`fit into 320 px, ${dir}, with controls that a finger hits`, async () => {
      await setViewport({ width: 320, height: 700 });
      const api = new PagesApi([pageOf({ title: 'W'.repeat(300) })]);
      const person = await placePageEditor({ api, page: html`<div dir=${dir} style="margin: -8px"></div>` });
      await person.type('Title', 'M'.repeat(400));
      api.edit({ title: 'T'.repeat(400) });
      const fits = () => {
        expect(document.documentElement.scrollWidth).to.be.at.most(320);
        for (const one of person.root.querySelectorAll<HTMLElement>('button, input, textarea, label.edit-version')) {
          const { width, height, left, right } = one.getBoundingClientRect();
          if (width === 0) continue;
          expect(Math.min(left, 320 - right), one.outerHTML).to.be.at.least(0);
          if (!one.matches('.edit-version input')) expect(Math.min(width, height), one.outerHTML).to.be.at.least(24);
        }
      };
      fits();
      const tiles = [...person.root.querySelectorAll('.edit-tile')].map((tile) => tile.getBoundingClientRect());
      expect(Math.sign(tiles[1]!.left - tiles[0]!.left)).to.equal(dir === 'ltr' ? 1 : -1);
      for (const sheet of person.root.querySelectorAll('.edit-sheet')) {
        const [inner, outer] = [sheet.getBoundingClientRect(), sheet.parentElement!.getBoundingClientRect()];
        expect(Math.abs(inner.left - outer.left - 2)).to.be.lessThan(1);
      }
      await person.save('You and somebody else have changed the same');
      fits();
    });
  }

  it('say where the focus goes when a pressed button is gone, and leave it alone elsewhere', async () => {
    const person = await placePageEditor();
    await person.type('Title', 'Other');
    await person.press('Save');
    await person.sees('Saved.');
    await waitUntil(() => person.root.activeElement?.className === 'edit-stage', 'focus is lost');
    await person.type('Title', 'Another');
    const other = document.createElement('button');
    person.host.after(other);
    person.button('Save').click();
    other.focus();
    await person.sees('Saved.');
    expect(document.activeElement === other, 'the focus was taken').to.be.true;
  });
});
