import '../../src/elements/landing-page/define.js';
import type { JsiErrorEvent, JsiLandingPage, JsiLoadEvent } from '../../src/elements/landing-page/define.js';
import { NotFoundError } from '../../src/client/errors.js';
import type { LandingPageData } from '../../src/elements/landing-page/load.js';
import { clientOf, json, never } from '../support/api.js';
import { expect, fixture, html, oneEvent, waitUntil } from '../support/fixture.js';
import { landingPage, pageOf, pageSettled, placeLoaded, placePage, textIn } from '../support/landing-page.js';

const loaded = async (element: JsiLandingPage) => ((await oneEvent(element, 'jsi-load')) as unknown as JsiLoadEvent<LandingPageData>).data;
const slotsOf = (element: JsiLandingPage) => [...element.renderRoot.querySelectorAll('slot')].map(({ name }) => name);

describe('jsi-landing-page', () => {
  describe('a page', () => {
    it('has its title as a heading, its description, and links that are links', async () => {
      const { element, page } = await placeLoaded();
      expect(textIn(element, 'h2')).to.equal('The Midnight Room');
      expect(textIn(element, '[part=description]')).to.equal('Cocktails and jazz.');
      const links = [...page.querySelectorAll<HTMLAnchorElement>('a.link')].map(({ href, textContent }) => [textContent, href.split(',')[0]]);
      expect(links.slice(0, 3)).to.deep.equal([
        ['Book a table', 'https://example.com/book'],
        ['hello@example.com', 'mailto:hello@example.com'],
        ['+31101234567', 'tel:+31101234567'],
      ]);
      expect(page.querySelector('[download]')!.textContent).to.contain('Jo Vermeulen');
      expect(page.querySelector('[data-network=instagram]')).to.have.attribute('rel', 'noopener');
    });

    it('shows an address that leads nowhere as text', async () => {
      const { page } = await placeLoaded();
      expect(page.querySelector('.plain')!.textContent).to.equal('Never javascript:alert(1)');
      expect(page.querySelector('.plain')!.localName).to.equal('span');
    });

    it('is asked for once, and told', async () => {
      const { element, requests } = await placePage(() => json({ data: landingPage() }));
      const { page, view, unknownPreset } = await loaded(element);
      expect(requests).to.deep.equal(['/landing-pages/5']);
      expect(page!.title).to.equal('The Midnight Room');
      expect(view!.blocks).to.have.length(9);
      expect(unknownPreset).to.be.null;
    });

    for (const name of ['__proto__', 'Dark', 'constructor']) {
      it(`of the preset ${name} is shown as minimal, which jsi-load says`, async () => {
        const { element } = await placePage(() => json({ data: landingPage({ preset: name }) }));
        expect((await loaded(element)).unknownPreset).to.equal(name);
        await pageSettled(element);
        expect(pageOf(element)!.dataset['preset']).to.equal('minimal');
      });
    }

    it('takes the preset of the attribute, also a later one', async () => {
      const { element, page } = await placeLoaded({}, { attributes: { preset: 'neon' } });
      expect(page.dataset['preset']).to.equal('neon');
      element.preset = 'nature';
      await element.updateComplete;
      expect(page.dataset['preset']).to.equal('nature');
      element.preset = null;
      await element.updateComplete;
      expect(page.dataset['preset']).to.equal('minimal');
    });

    it('has headings of the level that is asked for, and targets', async () => {
      const { page } = await placeLoaded({}, { attributes: { 'heading-level': '1', 'link-target': '_blank' } });
      expect([...page.querySelectorAll('h1, h2, h3')].map(({ localName }) => localName)).to.deep.equal(['h1', 'h2']);
      expect(page.querySelector('a.link')).to.have.attribute('target', '_blank');
    });

    it('draws an embedded code, with the client that it has itself', async () => {
      const { element, page } = await placeLoaded({ blocks: [{ type: 'qr', value: 'https://example.com/' }, { type: 'qr', qr_code_id: 7 }] });
      const [plain, other] = [...page.querySelectorAll('jsi-qr-code')];
      await waitUntil(() => plain!.shadowRoot?.querySelector('.dark')?.getAttribute('d'), 'no code is drawn');
      expect(other!.client).to.equal(element.client);
      expect(other).to.have.attribute('qr-id', '7');
    });
  });

  describe('the page of a code', () => {
    const code = (fields: Record<string, unknown>) => json({ data: { id: 9, name: 'Poster', content_type: 'landing_page', public_url: null, ...fields } });

    it('is read whole from its own address', async () => {
      const { element, requests } = await placePage((path) => (path === '/qr-codes/9' ? code({ landing_page: { id: 5, title: 'Short' } }) : json({ data: landingPage() })), {
        attributes: { 'page-id': '', 'qr-id': '9' },
      });
      await pageSettled(element);
      expect(requests).to.deep.equal(['/qr-codes/9', '/landing-pages/5']);
      expect(textIn(element, '.title')).to.equal('The Midnight Room');
    });

    for (const status of [403, 404]) {
      it(`is what the code says of it, where the page itself is refused with ${status}`, async () => {
        const { element } = await placePage((path) => (path === '/qr-codes/9' ? code({ landing_page: { id: 5, title: 'Short' } }) : json({ message: '' }, status)), {
          attributes: { 'page-id': '', 'qr-id': '9' },
        });
        await pageSettled(element);
        expect(textIn(element, '.title')).to.equal('Short');
        expect(element.matches(':state(error)')).to.be.false;
      });
    }

    it('is nothing where the code leads elsewhere, and that is said', async () => {
      const { element, requests } = await placePage(() => code({ content_type: 'url' }), { attributes: { 'page-id': '', 'qr-id': '9' } });
      await pageSettled(element);
      expect(requests).to.have.length(1);
      expect(element.matches(':state(empty)')).to.be.true;
      expect(textIn(element, '.message')).to.equal('This QR code leads to no landing page.');
    });
  });

  describe('states', () => {
    it('says what it needs', async () => {
      const element = await fixture<JsiLandingPage>(html`<jsi-landing-page></jsi-landing-page>`);
      expect(textIn(element, '.message')).to.contain('page-id');
      expect(element.matches(':state(loading)')).to.be.false;
    });

    it('says which attribute is no id, and asks for nothing', async () => {
      const { element, requests } = await placePage(never, { attributes: { 'page-id': 'seven' } });
      await element.updateComplete;
      expect(textIn(element, '[part=error]')).to.equal('“seven” is not an id for page-id.');
      expect(requests).to.be.empty;
    });

    it('shows the default slot while it loads', async () => {
      const { element } = await placePage(never, { inside: [''] });
      await element.updateComplete;
      expect(element.matches(':state(loading)')).to.be.true;
      expect(element.getAttribute('aria-busy')).to.equal('true');
      expect(element.firstElementChild!.assignedSlot).to.not.be.null;
      expect(element.getBoundingClientRect().height).to.be.above(10);
    });

    it('is empty where there is nothing on the page, and says that', async () => {
      const { element } = await placePage(() => json({ data: { id: 5, title: '', preset: 'neon' } }));
      await pageSettled(element);
      expect(element.matches(':state(empty)')).to.be.true;
      expect(textIn(element, '.message')).to.equal('This landing page is empty.');
    });

    it('draws an empty page for what the site puts on it', async () => {
      const { element } = await placePage(() => json({ data: { id: 5, title: '', preset: 'neon' } }), { inside: ['links'] });
      await pageSettled(element);
      expect(pageOf(element)!.dataset['preset']).to.equal('neon');
      expect(element.firstElementChild!.assignedSlot).to.not.be.null;
    });

    it('says what is not there, and loads again on request', async () => {
      let isThere = false;
      const { element } = await placePage(() => (isThere ? json({ data: landingPage() }) : json({ message: '' }, 404)));
      const { error } = (await oneEvent(element, 'jsi-error')) as unknown as JsiErrorEvent;
      expect(error).to.be.instanceOf(NotFoundError);
      await pageSettled(element);
      expect(element.matches(':state(error)')).to.be.true;
      expect(textIn(element, '[part=error]')).to.contain('There is no such landing page.');
      expect(slotsOf(element)).to.include('error');
      isThere = true;
      element.renderRoot.querySelector<HTMLElement>('[part=retry]')!.click();
      await loaded(element);
      await pageSettled(element);
      expect(textIn(element, '.title')).to.equal('The Midnight Room');
      expect(element.renderRoot.querySelector('[part=error]')).to.be.null;
    });

    it('keeps a page that cannot be loaded again, and says so', async () => {
      const { element } = await placePage((_, call) => (call === 1 ? json({ data: landingPage() }) : json({ message: '' }, 500)));
      await pageSettled(element);
      await element.reload();
      expect(textIn(element, '.title')).to.equal('The Midnight Room');
      expect(textIn(element, '[role=alert]')).to.contain('Could not refresh');
    });

    it('shows nothing of the page before while another is loaded', async () => {
      const { element } = await placePage((path) => (path.endsWith('/5') ? json({ data: landingPage() }) : never()));
      await pageSettled(element);
      element.pageId = 6;
      await element.updateComplete;
      await element.updateComplete;
      expect(pageOf(element)).to.be.null;
      expect(element.matches(':state(loading)')).to.be.true;
    });
  });

  it('has slots for what a site adds', async () => {
    const { element } = await placeLoaded({}, { inside: ['header', 'links', 'footer'] });
    for (const child of element.children) {
      expect((child as HTMLElement).assignedSlot!.name).to.equal(child.slot);
      expect(child.getBoundingClientRect().height, child.slot).to.be.above(10);
    }
    expect(element.children[1]!.getBoundingClientRect().height).to.be.at.least(44);
  });

  it('takes properties that were set before it was defined', async () => {
    const { client } = clientOf(() => json({ data: landingPage() }));
    const element = document.createElement('jsi-late-page') as unknown as JsiLandingPage;
    Object.assign(element, { pageId: 5, preset: 'pastel', client });
    (await fixture(html`<div></div>`)).append(element);
    const { JsiLandingPage } = await import('../../src/elements/landing-page/landing-page.js');
    customElements.define('jsi-late-page', class extends JsiLandingPage {});
    await pageSettled(element);
    expect(pageOf(element)!.dataset['preset']).to.equal('pastel');
  });

  it('aborts when it leaves, and loads when it comes back', async () => {
    const { element, requests, signals } = await placePage((_, call) => (call === 1 ? never() : json({ data: landingPage() })));
    await waitUntil(() => requests.length === 1);
    const parent = element.parentElement!;
    element.remove();
    await waitUntil(() => signals[0]!.aborted, 'not aborted');
    parent.append(element);
    await pageSettled(element);
    await waitUntil(() => pageOf(element), 'not loaded again');
    expect(requests).to.have.length(2);
  });

  it('asks for nothing anew when it is moved', async () => {
    const { element, page, requests } = await placeLoaded();
    element.parentElement!.append(element);
    await element.updateComplete;
    expect(requests).to.have.length(1);
    expect(pageOf(element)).to.equal(page);
  });
});
