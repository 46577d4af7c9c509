import '../../src/elements/qr-code/define.js';
import type { JsiQrCode } from '../../src/elements/qr-code/define.js';
import { clientOf, json, never, qrCode } from '../support/api.js';
import { ADDRESS, button, change, drawn, part, place, placeId, replace, settled } from '../support/element.js';
import { expect, fixture, html, waitUntil } from '../support/fixture.js';
import { readCode } from '../support/read-code.js';

const value = ADDRESS;
const controls = '';
const WIFI = 'WIFI:T:WPA;S:Spring market;P:tulips-2026;;';

const buttons = (element: JsiQrCode) => [...element.renderRoot.querySelectorAll('button')];
const names = (element: JsiQrCode) => buttons(element).map((one) => one.getAttribute('aria-label'));
const status = (element: JsiQrCode) => part(element, 'controls')!.querySelector('[role=status]')!;
const said = (element: JsiQrCode, words: string) => waitUntil(() => status(element).textContent.includes(words), `“${words}” is said`);

/** Puts others in the place of what a page cannot do without a person. */
function platform(replacements: [target: object, name: string, value: unknown][]): () => void {
  const restore = replacements.map(([target, name, instead]) => replace(target, name, instead));
  return () => restore.forEach((back) => back());
}

/** Takes the files that are handed to the person. */
function downloads() {
  const files: { name: string; blob: Promise<Blob> }[] = [];
  const restore = replace(HTMLAnchorElement.prototype, 'click', function (this: HTMLAnchorElement) {
    files.push({ name: this.download, blob: fetch(this.href).then((response) => response.blob()) });
  });
  return { files, restore };
}

describe('<jsi-qr-code controls>', () => {
  let restore: () => void = () => undefined;
  afterEach(() => {
    restore();
    restore = () => undefined;
  });

  it('has a button for each file and for the link, and axe finds nothing', async () => {
    const element = await place({ value, controls });
    expect(names(element)).to.deep.equal(['Download SVG', 'Download PNG', 'Copy link']);
    await expect(element).to.be.accessible();
  });

  it('calls what is no link text', async () => {
    expect(names(await place({ value: WIFI, controls }))).to.deep.equal(['Download SVG', 'Download PNG', 'Copy text']);
  });

  it('offers to share a link, where the platform can', async () => {
    const shared: unknown[] = [];
    restore = replace(navigator, 'share', (data: unknown) => Promise.resolve(shared.push(data)));
    const element = await placeId({}, { controls });
    expect(names(element)).to.deep.equal(['Download SVG', 'Download PNG', 'Copy link', 'Share']);
    await expect(element).to.be.accessible();
    button(element, 'Share')!.click();
    await waitUntil(() => shared.length);
    expect(shared).to.deep.equal([{ url: 'https://go.example/r/spring-2026', title: 'Spring Campaign' }]);
    expect(names(await place({ value: WIFI, controls }))).to.not.include('Share');
  });

  it('says nothing to a person who changes their mind about sharing', async () => {
    restore = replace(navigator, 'share', () => Promise.reject(new DOMException('', 'AbortError')));
    const element = await place({ value, controls });
    button(element, 'Share')!.click();
    await settled(element);
    expect(status(element).textContent).to.equal('');
  });

  it('is there when the attribute is, and only then', async () => {
    const element = await place({ value });
    expect(part(element, 'controls') === null).to.equal(true);
    await change(element, { controls: true });
    expect(names(element).length).to.equal(3);
    await change(element, { controls: false });
    expect(part(element, 'controls') === null).to.equal(true);
  });

  it('reaches every button with the keyboard, in their order, and shows where it is', async () => {
    const element = await place({ value, controls });
    for (const one of buttons(element)) {
      expect(one.tabIndex).to.equal(0);
      one.focus();
      expect(element.shadowRoot!.activeElement === one).to.equal(true);
      expect(one.type).to.equal('button');
      const { width, height } = one.getBoundingClientRect();
      expect(Math.min(width, height), 'WCAG 2.5.8').to.be.at.least(24);
    }
  });

  it('has the same order on a page that reads right to left, mirrored', async () => {
    const element = await place({ value, controls }, { page: html`<div dir="rtl"></div>` });
    const lefts = buttons(element).map((one) => one.getBoundingClientRect().left);
    expect(lefts).to.deep.equal([...lefts].sort((a, b) => b - a));
  });

  for (const [what, share, count] of [['without a button to share', undefined, 3], ['with one', () => Promise.resolve(), 4]] as const) {
    it(`has its height before its buttons have come, ${what}`, async () => {
      if (share) restore = replace(navigator, 'share', share);
      const element = document.createElement('jsi-qr-code');
      Object.assign(element, { value, controls: true });
      const heights: number[] = [];
      const counts: number[] = [];
      element.addController({
        hostUpdated: () => {
          heights.push(element.getBoundingClientRect().height);
          counts.push(buttons(element).length);
        },
      });
      (await fixture(html`<div></div>`)).append(element);
      await settled(element);
      expect([counts[0], counts.at(-1)]).to.deep.equal([0, count]);
      expect(new Set(heights).size, heights.join()).to.equal(1);
    });
  }

  it('is no wider than the code, and wraps on a small one', async () => {
    for (const size of ['96', '128', '192', '400']) {
      const element = await place({ value, controls, size });
      expect(element.getBoundingClientRect().width).to.equal(Number(size));
      const box = part(element, 'controls')!.getBoundingClientRect();
      for (const one of buttons(element)) {
        const { left, right } = one.getBoundingClientRect();
        expect(left).to.be.at.least(box.left - 0.1);
        expect(right).to.be.at.most(box.right + 0.1);
      }
    }
  });

  it('is off while there is nothing to take along', async () => {
    let send: (response: Response) => void = () => undefined;
    const element = document.createElement('jsi-qr-code');
    Object.assign(element, { qrId: 1, controls: true, client: clientOf(() => new Promise((resolve) => (send = resolve))).client });
    (await fixture(html`<div></div>`)).append(element);
    await element.updateComplete;
    expect(buttons(element).map((one) => one.disabled)).to.deep.equal([true, true, true]);
    await waitUntil(() => element.matches(':state(loading)'));
    send(json(qrCode()));
    await settled(element);
    expect(buttons(element).map((one) => one.disabled)).to.deep.equal([false, false, false]);
    expect(names(element)).to.include('Copy link');
  });

  for (const [what, attributes] of [
    ['an empty value', { value: '' }],
    ['no value and no id', {}],
    ['an id that is none', { 'qr-id': 'spring' }],
  ] as [string, Record<string, string>][]) {
    it(`is off with ${what}`, async () => {
      const element = await place({ ...attributes, controls });
      expect(buttons(element).map((one) => one.disabled)).to.deep.equal([true, true, true]);
      await expect(element).to.be.accessible();
    });
  }

  it('makes the files whose buttons are pressed, named after the code, and says so', async () => {
    const taken = downloads();
    restore = taken.restore;
    const element = await placeId({ name: 'Menu: "cold" / hot\u202e' }, { controls });
    expect(status(element).textContent).to.equal('');
    button(element, 'Download PNG')!.click();
    await said(element, 'Downloaded');
    button(element, 'Download SVG')!.click();
    await waitUntil(() => taken.files.length === 2);
    expect(taken.files.map(({ name }) => name)).to.deep.equal(['Menu cold hot.png', 'Menu cold hot.svg']);
    const files = await Promise.all(taken.files.map(({ blob }) => blob));
    expect(files.map(({ type }) => type)).to.deep.equal(['image/png', 'image/svg+xml']);
    for (const file of files) expect(await readCode(file)).to.deep.equal(['https://go.example/r/spring-2026']);
  });

  it('says why a file cannot be made', async () => {
    const element = await place({ value, controls, logo: 'data:image/png;base64,AAAA' });
    button(element, 'Download PNG')!.click();
    await said(element, 'Could not make the file: The file would lack its logo: it was not found');
  });

  it('copies the link, and says so politely for a while', async () => {
    const copied: string[] = [];
    const real = setTimeout;
    restore = platform([
      [navigator, 'clipboard', { writeText: (text: string) => Promise.resolve(copied.push(text)) }],
      [window, 'setTimeout', (act: () => void, time: number) => real(act, time >= 5000 ? 300 : time)],
    ]);
    const element = await placeId({}, { controls });
    const region = status(element);
    expect(region.getAttribute('role')).to.equal('status');
    button(element, 'Copy link')!.click();
    await said(element, 'Copied');
    expect(copied).to.deep.equal(['https://go.example/r/spring-2026']);
    expect(status(element) === region, 'a live region that is new is not announced').to.equal(true);
    await expect(element).to.be.accessible();
    await waitUntil(() => region.textContent === '');
  });

  for (const [what, clipboard] of [
    ['refused', { writeText: () => Promise.reject(new DOMException('', 'NotAllowedError')) }],
    ['not there, as on pages without TLS', undefined],
  ] as const) {
    it(`copies by selection where the clipboard is ${what}`, async () => {
      let selected = '';
      restore = platform([
        [navigator, 'clipboard', clipboard],
        [
          document,
          'execCommand',
          (command: string) => {
            const { selectionStart, selectionEnd, value: all } = element.renderRoot.querySelector('textarea')!;
            selected = `${command} ${all.slice(selectionStart, selectionEnd)}`;
            return true;
          },
        ],
      ]);
      const element = await place({ value, controls });
      const copy = button(element, 'Copy link')!;
      copy.focus();
      copy.click();
      await said(element, 'Copied');
      expect(selected).to.equal(`copy ${value}`);
      expect(element.renderRoot.querySelector('textarea') === null).to.equal(true);
      expect(element.shadowRoot!.activeElement === copy, 'the focus stays').to.equal(true);
    });
  }

  it('shows the text where nothing can copy it', async () => {
    restore = platform([
      [navigator, 'clipboard', undefined],
      [document, 'execCommand', () => false],
    ]);
    const element = await place({ value, controls });
    button(element, 'Copy link')!.click();
    await said(element, `Could not copy: ${value}`);
    await expect(element).to.be.accessible();
  });

  it('copies any text as it is', async () => {
    const copied: string[] = [];
    restore = replace(navigator, 'clipboard', { writeText: (text: string) => Promise.resolve(copied.push(text)) });
    const element = await place({ value: WIFI, controls });
    button(element, 'Copy text')!.click();
    await waitUntil(() => copied.length);
    expect(copied).to.deep.equal([WIFI]);
  });

  it('keeps working while a code is loaded anew', async () => {
    const element = document.createElement('jsi-qr-code');
    const { client } = clientOf((_, call) => (call === 1 ? json(qrCode()) : never()));
    Object.assign(element, { qrId: 1, controls: true, client });
    (await fixture(html`<div></div>`)).append(element);
    await settled(element);
    void element.reload();
    await waitUntil(() => element.matches(':state(loading)'));
    expect(drawn(element)).to.exist;
    expect(buttons(element).map((one) => one.disabled)).to.deep.equal([false, false, false]);
  });
});
