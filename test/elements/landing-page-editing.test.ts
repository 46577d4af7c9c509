import '../../src/elements/landing-page/define.js';
import type { JsiLandingPage, JsiPageSavedEvent } from '../../src/elements/landing-page/define.js';
import type { Operation } from '../../src/client/routes.js';
import { expect, fixture, html, oneEvent, waitUntil } from '../support/fixture.js';
import { pageSettled } from '../support/landing-page.js';
import { pageOf, PagesApi } from '../support/pages-api.js';

async function place(id: number | null, permissions: readonly Operation[] | null = null, api = new PagesApi()) {
  const element = document.createElement('jsi-landing-page');
  const asked: (number | null)[] = [];
  const pagePermissions = (page: number | null) => {
    asked.push(page);
    return Promise.resolve(permissions && new Set(permissions));
  };
  Object.assign(element, { pageId: id, editable: true, client: { ...api.client, pagePermissions } });
  (await fixture(html`<div></div>`)).append(element);
  await pageSettled(element);
  return { element, api, asked };
}

const shownPage = (element: JsiLandingPage) => [...element.renderRoot.children].find(({ className }) => className === 'page');
const titleOf = (element: JsiLandingPage) => shownPage(element)?.querySelector('.title')?.textContent ?? null;
const buttonOf = (element: JsiLandingPage, name: string) => [...element.renderRoot.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === name);

async function editing(element: JsiLandingPage): Promise<HTMLInputElement> {
  await waitUntil(() => element.matches(':state(editing)'), 'no editing');
  await element.updateComplete;
  return element.renderRoot.querySelector<HTMLInputElement>('[part=controls] input:not([type=radio])')!;
}

async function type(element: JsiLandingPage, value: string): Promise<void> {
  const field = await editing(element);
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  await element.updateComplete;
}

describe('an editable jsi-landing-page', () => {
  beforeEach(() => localStorage.clear());
  after(() => localStorage.clear());

  it('draws what is typed at once, saves it and says so', async () => {
    const { element, api } = await place(7);
    await type(element, 'Another title');
    expect(titleOf(element)).to.equal('Another title');
    expect(element.matches(':state(dirty)')).to.be.true;
    const saved = oneEvent(element, 'jsi-page-saved');
    buttonOf(element, 'Save')!.click();
    expect(((await saved) as unknown as JsiPageSavedEvent).page.title).to.equal('Another title');
    expect(api.page()!.title).to.equal('Another title');
    await element.updateComplete;
    expect(titleOf(element)).to.equal('Another title');
    expect(element.matches(':state(dirty)')).to.be.false;
  });

  it('keeps what is edited when it is loaded again', async () => {
    const { element, api } = await place(7);
    await type(element, 'Mine');
    api.edit({ title: 'Theirs' });
    await element.reload();
    expect(titleOf(element)).to.equal('Mine');
    expect(element.matches(':state(dirty)')).to.be.true;
  });

  it('shows the look that is chosen, also over the one of its attribute', async () => {
    const { element } = await place(7);
    element.preset = 'dark';
    await editing(element);
    element.renderRoot.querySelector<HTMLInputElement>('[part=controls] input[value=neon]')!.click();
    await element.updateComplete;
    expect((shownPage(element) as HTMLElement).dataset['preset']).to.equal('neon');
  });

  it('is not, where the grant does not allow it, and says so', async () => {
    const { element } = await place(7, ['landing-pages.get']);
    await waitUntil(() => element.renderRoot.textContent.includes('You may not edit this page.'), 'not said');
    expect(element.renderRoot.querySelector('[part=controls]')).to.be.null;
    expect(titleOf(element)).to.equal('Ada’s links');
  });

  it('asks what is allowed once, of the page that is there', async () => {
    const { element, asked } = await place(7, null, new PagesApi([pageOf(), pageOf({ id: 8, title: 'Eight' })]));
    await editing(element);
    element.pageId = 8;
    await waitUntil(() => titleOf(element) === 'Eight', 'not shown');
    await waitUntil(() => element.matches(':state(editing)'), 'no editing');
    expect(asked).to.deep.equal([7, 8]);
    expect((await editing(element)).value).to.equal('Eight');
  });

  it('is no longer, where the attribute goes', async () => {
    const { element } = await place(7);
    await type(element, 'Mine');
    element.editable = false;
    await element.updateComplete;
    expect(element.renderRoot.querySelector('[part=controls]')).to.be.null;
    expect(titleOf(element)).to.equal('Ada’s links');
    expect(element.matches(':state(editing), :state(dirty)')).to.be.false;
  });

  it('makes a page where there is none, and goes on with it', async () => {
    const { element, api } = await place(null);
    await type(element, 'Brand new');
    expect(titleOf(element)).to.equal('Brand new');
    const saved = oneEvent(element, 'jsi-page-saved');
    buttonOf(element, 'Create the page')!.click();
    await saved;
    await pageSettled(element);
    expect(api.writes).to.deep.equal(['POST /landing-pages']);
    expect(element.pageId).to.equal(101);
    expect(titleOf(element)).to.equal('Brand new');
    await type(element, 'Newer');
    expect(titleOf(element)).to.equal('Newer');
  });
});
