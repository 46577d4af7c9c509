import '../../src/elements/landing-page/define.js';
import { renderLandingPage } from '../../src/landing/render.js';
import { clientOf, json, never } from '../support/api.js';
import { expect, fixture, html, waitUntil } from '../support/fixture.js';
import { landingPage, pageOf, pageSettled, placeLoaded } from '../support/landing-page.js';

const at = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();
const shown = (page: HTMLElement) => [...page.querySelectorAll<HTMLElement>('.block:not([hidden])')].map(({ textContent }) => textContent);

describe('scheduled links', () => {
  const realNow = Date.now;
  let now = 0;
  beforeEach(() => {
    now = Math.ceil(realNow() / 1000) * 1000;
    Date.now = () => now;
  });
  afterEach(() => (Date.now = realNow));

  it('come and go when it is their time', async () => {
    const blocks = [
      { type: 'link', title: 'Always', url: 'https://example.com/' },
      { type: 'link', title: 'Over', url: 'https://example.com/', end_at: at(-1000) },
      { type: 'link', title: 'Soon', url: 'https://example.com/', start_at: at(1000) },
      { type: 'link', title: 'Ending', url: 'https://example.com/', end_at: at(1000) },
    ];
    const { page } = await placeLoaded({ blocks });
    expect(shown(page)).to.deep.equal(['Always', 'Ending']);
    now += 1000;
    await waitUntil(() => shown(page).join() === 'Always,Soon', 'does not switch', { interval: 5, timeout: 3000 });
    expect(page.querySelector<HTMLElement>('[hidden]')!.getBoundingClientRect().height).to.equal(0);
  });

  it('are right again after the element was away', async () => {
    const { element, page } = await placeLoaded({ blocks: [{ type: 'link', title: 'Soon', url: 'https://example.com/', start_at: at(60_000) }] });
    const parent = element.parentElement!;
    element.remove();
    now += 60_000;
    expect(shown(page)).to.deep.equal([]);
    parent.append(element);
    expect(shown(page)).to.deep.equal(['Soon']);
  });
});

describe('a page that a server has drawn', () => {
  async function served(fields: Record<string, unknown>, answer: Parameters<typeof clientOf>[0], options: Parameters<typeof renderLandingPage>[1] = {}) {
    const parent = await fixture<HTMLElement>(html`<div></div>`);
    const markup = renderLandingPage(landingPage(fields), options);
    const { client } = clientOf(answer);
    // Upgraded once it is in the document: with its client, as a framework would set it.
    const parsed = Document.parseHTMLUnsafe(markup).querySelector('jsi-landing-page')!;
    const before = parsed.shadowRoot!.querySelector('.page')!;
    parsed.client = client;
    parent.append(parsed);
    return { element: parsed, before };
  }

  it('stays, element by element, where the same is loaded', async () => {
    const { element, before } = await served({}, () => json({ data: landingPage() }));
    const nodes = [...before.querySelectorAll('*')];
    const records: MutationRecord[] = [];
    const observer = new MutationObserver((list) => records.push(...list));
    observer.observe(before, { subtree: true, childList: true, attributes: true, characterData: true });
    await pageSettled(element);
    records.push(...observer.takeRecords());
    expect(pageOf(element)).to.equal(before);
    expect([...before.querySelectorAll('*')]).to.deep.equal(nodes);
    expect(records.map(({ type, target, attributeName }) => `${type} ${target.nodeName} ${attributeName}`)).to.deep.equal([]);
  });

  it('is shown while the page is loaded, in the same size', async () => {
    const { element, before } = await served({ preset: 'nature' }, never);
    await element.updateComplete;
    const { height } = before.getBoundingClientRect();
    expect(pageOf(element)).to.equal(before);
    expect(height).to.be.above(200);
    expect(element.getBoundingClientRect().height).to.equal(height);
  });

  it('stays where nothing can be loaded, which is said', async () => {
    const { element, before } = await served({}, () => json({ message: '' }, 500));
    await pageSettled(element);
    expect(pageOf(element)).to.equal(before);
    expect(element.renderRoot.querySelector('[role=alert]')!.textContent).to.contain('Could not refresh');
  });

  it('becomes the page that is loaded, where that is newer', async () => {
    const { element, before } = await served({}, () => json({ data: landingPage({ title: 'Newer', blocks: [] }) }));
    await pageSettled(element);
    expect(pageOf(element)).to.equal(before);
    expect(before.querySelector('.title')!.textContent).to.equal('Newer');
    expect(before.querySelectorAll('.link')).to.have.length(0);
  });

  it('has its links switched although nothing is loaded', async () => {
    const { element } = await served({ blocks: [{ type: 'link', title: 'Now', url: 'https://example.com/', start_at: at(-60_000) }] }, never, { now: new Date(Date.now() - 3_600_000) });
    await element.updateComplete;
    expect(shown(pageOf(element)!)).to.deep.equal(['Now']);
  });
});

describe('what an API gives', () => {
  const attack = '<img src=x onerror="window.hacked = true"><script>window.hacked = true</' + 'script>"\'><style>*{display:none}</style>${7*7}';

  it('is text in every field', async () => {
    const blocks = ['heading', 'text', 'link', 'email', 'phone', 'image', 'vcard', 'social', 'qr'].map((type) => ({
      type, text: attack, title: attack, url: attack, email: attack, phone: attack, src: attack, alt: attack, name: attack, links: [{ network: attack, url: 'https://example.com/' }], value: attack,
    }));
    const { element, page } = await placeLoaded({ title: attack, description: attack, avatar: attack, blocks });
    expect(page.querySelector('.title')!.textContent).to.equal(attack);
    expect(element.renderRoot.querySelectorAll('script, style, [onerror], [style]')).to.have.length(0);
    expect(page.querySelectorAll('img')).to.have.length(0);
    expect((window as { hacked?: boolean }).hacked).to.be.undefined;
  });

  it('is drawn within a second: 500 blocks and a title of 100,000 characters, in 320 px', async () => {
    const blocks = Array.from({ length: 500 }, (_, index) => ({ type: ['link', 'heading', 'text'][index % 3], title: `Number ${index} 🎉`, text: `Number ${index} مرحبا`, url: 'https://example.com/' }));
    const fields = { title: 'W'.repeat(50_000) + ' ab'.repeat(16_667), blocks };
    const started = performance.now();
    const { page } = await placeLoaded(fields, { around: html`<div style="inline-size: 320px"></div>` });
    expect(page.getBoundingClientRect().height).to.be.above(1000);
    expect(performance.now() - started).to.be.below(1000);
    expect(page.scrollWidth).to.equal(320);
    expect(page.querySelectorAll('.link')).to.have.length(167);
  });

  for (const data of [{ id: 5 }, { id: 5, title: null, blocks: null }, { id: 5, title: 'T', preset: 7, blocks: [null, 3, [], { type: {} }, { type: 'hologram' }], links: 'no' }]) {
    it(`breaks nothing: ${JSON.stringify(data)}`, async () => {
      const { client } = clientOf(() => json({ data }));
      const element = document.createElement('jsi-landing-page');
      Object.assign(element, { pageId: 5, client });
      (await fixture(html`<div></div>`)).append(element);
      await pageSettled(element);
      expect(element.matches(':state(error)')).to.be.false;
    });
  }
});
