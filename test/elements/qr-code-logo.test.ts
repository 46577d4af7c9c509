import '../../src/elements/qr-code/define.js';
import type { JsiErrorEvent } from '../../src/classes.js';
import { NetworkError } from '../../src/client/index.js';
import type { JsiQrCode } from '../../src/elements/qr-code/define.js';
import { layout } from '../../src/qr/layout.js';
import { ADDRESS, change, drawn, logoOf, note, place, placeId, problems, replace, settled, shape, short } from '../support/element.js';
import { aTimeout, expect, fixture, html, oneEvent, waitUntil } from '../support/fixture.js';
import { readCode } from '../support/read-code.js';

const value = ADDRESS;
/** An image's address whose bytes are none; it needs no network. */
const BROKEN = 'data:image/png;base64,AAAA';
const FILE = new URL('../support/logo.svg', import.meta.url).pathname;

const image = (element: JsiQrCode) => drawn(element)?.querySelector('image') ?? null;
const sentence = (element: JsiQrCode) => element.safety.problems.find(({ code }) => code === 'logo-not-loaded')?.message;
/** What an SVG file draws in its middle. */
const href = (svg: string) => new DOMParser().parseFromString(svg, 'image/svg+xml').querySelector('image')?.getAttribute('href');

/** Decides what an `<img>` that is given an address really loads, and when; `null` = nothing, ever. */
function intercept(answer: (url: string, call: number) => string | Promise<string> | null) {
  const asked: string[] = [];
  const src = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src')!;
  Object.defineProperty(HTMLImageElement.prototype, 'src', {
    ...src,
    set(this: HTMLImageElement, url: string) {
      if (url === '') return;
      asked.push(url);
      const real = answer(url, asked.length);
      if (real instanceof Promise) void real.then((later) => src.set!.call(this, later));
      else if (real !== null) src.set!.call(this, real);
    },
  });
  return { asked, restore: () => Object.defineProperty(HTMLImageElement.prototype, 'src', src) };
}

describe('<jsi-qr-code logo>', () => {
  for (const [what, address] of [
    ['a data URI', () => logoOf()],
    ['an absolute address', () => location.origin + FILE],
    ['a path on this site', () => FILE],
    ['a path from here', () => new URL(document.baseURI).pathname.replace(/[^/]+/g, '..').slice(1) + FILE],
    ['an address without a scheme', () => `//${location.host}${FILE}`],
    ['a blob', () => URL.createObjectURL(new Blob([decodeURIComponent(logoOf().split(',')[1]!)], { type: 'image/svg+xml' }))],
  ] as const) {
    it(`draws ${what} in the middle, and the code is read`, async () => {
      const element = await place({ value, logo: address() });
      expect(problems(element)).to.deep.equal([]);
      const [code, logo] = [drawn(element)!, image(element)!].map((one) => one.getBoundingClientRect()) as [DOMRect, DOMRect];
      expect(logo.width).to.be.within(0.1 * code.width, 0.2 * code.width);
      expect(logo.left + logo.right).to.be.closeTo(code.left + code.right, 1);
      expect(logo.top + logo.bottom).to.be.closeTo(code.top + code.bottom, 1);
      expect(await readCode(await element.toBlob())).to.deep.equal([value]);
    });
  }

  it('is in the files of the code, which need nothing beside them', async () => {
    const element = await place({ value, logo: FILE });
    expect(href(element.toSvg())).to.match(/^data:image\/svg\+xml/);
    const svg = await element.toBlob({ type: 'image/svg+xml' });
    expect(href(await svg.text())).to.match(/^data:image\/svg\+xml/);
    expect(await readCode(svg)).to.deep.equal([value]);
  });

  it('is drawn into files where a page may not fetch it', async () => {
    const restore = replace(window, 'fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    const element = await place({ value, logo: FILE });
    restore();
    expect(href(element.toSvg())).to.match(/^data:image\/png/);
    expect(await readCode(await element.toBlob({ type: 'image/svg+xml' }))).to.deep.equal([value]);
  });

  it('draws nothing until it is there, and says that it is loading', async () => {
    let load: (url: string) => void = () => undefined;
    const { restore } = intercept(() => new Promise((resolve) => (load = resolve)));
    try {
      const element = document.createElement('jsi-qr-code');
      Object.assign(element, { value, logo: logoOf() });
      const codes: boolean[] = [];
      element.addController({ hostUpdated: () => codes.push(drawn(element) !== null) });
      (await fixture(html`<div></div>`)).append(element);
      await waitUntil(() => element.matches(':state(loading)'));
      await aTimeout(50);
      expect(codes).to.include(false).and.not.include(true);
      expect(element.matches(':state(loading)')).to.equal(true);
      expect(element.getAttribute('aria-busy')).to.equal('true');
      expect(element.getBoundingClientRect()).to.include({ width: 192, height: 192 });
      expect(() => element.toSvg()).to.throw('No QR code is drawn');
      const file = element.toBlob({ type: 'image/svg+xml' });
      load(logoOf());
      await settled(element);
      expect(href(await (await file).text()), 'a file waits for it').to.equal(logoOf());
      expect(image(element)).to.exist;
      expect(element.hasAttribute('aria-busy')).to.equal(false);
    } finally {
      restore();
    }
  });

  it('takes no more of the code than would scan: a larger one shrinks, and that is said', async () => {
    const element = await place({ value, logo: logoOf(), 'logo-size': '0.6' });
    expect(problems(element)).to.deep.equal(['logo-shrunk']);
    expect(element.safety.scannable).to.equal(true);
    expect(await readCode(await element.toBlob())).to.deep.equal([value]);
  });

  it('keeps the proportions of a wide picture', async () => {
    const wide = logoOf().replace(encodeURIComponent('0 0 24 24'), encodeURIComponent('0 0 48 12'));
    const element = await place({ value, logo: wide });
    expect(image(element)!.getAttribute('width')).to.equal(image(element)!.getAttribute('height'));
    expect(image(element)!.preserveAspectRatio.baseVal.align).to.equal(SVGPreserveAspectRatio.SVG_PRESERVEASPECTRATIO_XMIDYMID);
    expect(await readCode(await element.toBlob())).to.deep.equal([value]);
  });

  it('is drawn with more caution where the browser gives no true pixels', async () => {
    const href = logoOf('#fff');
    const known = await place({ value, logo: href });
    const restore = replace(CanvasRenderingContext2D.prototype, 'getImageData', (_x: number, _y: number, width: number, height: number) => new ImageData(width, height));
    const blind = await place({ value, logo: href });
    restore();
    // As if every module below it were wrong.
    expect(shape(blind)).to.equal(short(layout(value, { logo: { href } }).path));
    expect(shape(known)).to.not.equal(shape(blind));
    expect(await readCode(await blind.toBlob())).to.deep.equal([value]);
  });

  it('is that of the options, unless there is one of its own', async () => {
    const options = { logo: logoOf('#e63946') };
    expect(image(await placeId({ options }))!.getAttribute('href')).to.equal(logoOf('#e63946'));
    expect(image(await placeId({ options }, { logo: logoOf('#111') }))!.getAttribute('href')).to.equal(logoOf('#111'));
  });

  it('goes when its attribute goes', async () => {
    const element = await place({ value, logo: logoOf() });
    await change(element, { logo: null });
    expect(image(element) === null).to.equal(true);
    expect(drawn(element)).to.exist;
  });
});

describe('<jsi-qr-code logo> that cannot be loaded', () => {
  it('draws the code without it, in words, with a state, an event and a problem', async () => {
    const failed = new Promise<JsiErrorEvent>((resolve) => {
      document.addEventListener('jsi-error', resolve, { once: true });
    });
    const element = await place({ value, logo: BROKEN });
    expect(image(element) === null).to.equal(true);
    expect(note(element)).to.equal('The logo could not be loaded');
    expect(element.matches(':state(error)')).to.equal(true);
    expect((await failed).error).to.be.instanceOf(NetworkError);
    expect((await failed).target === element).to.equal(true);
    expect(problems(element)).to.deep.equal(['logo-not-loaded']);
    expect(sentence(element)).to.match(/^The code has no logo: it was not found, is no image, or .*\.$/);
    await expect(element).to.be.accessible();
    element.remove();
    const plain = await place({ value });
    expect(drawn(element)!.querySelector('path:last-of-type')!.getAttribute('d') === drawn(plain)!.querySelector('path:last-of-type')!.getAttribute('d')).to.equal(true);
  });

  it('keeps the code clear of the words', async () => {
    const element = await place({ value, logo: BROKEN });
    const ink = drawn(element)!.querySelector('path:last-of-type')!.getBoundingClientRect();
    expect(ink.bottom).to.be.lessThan(element.renderRoot.querySelector('[part=note]')!.getBoundingClientRect().top);
  });

  it('makes no file that would lack it, and says why', async () => {
    const element = await place({ value, logo: BROKEN });
    const why = 'The file would lack its logo: it was not found';
    expect(() => element.toSvg()).to.throw(why);
    for (const act of [() => element.toBlob(), () => element.toBlob({ type: 'image/svg+xml' }), () => element.download()]) {
      const error: unknown = await act().catch((caught: unknown) => caught);
      expect(error).to.be.instanceOf(Error);
      expect((error as Error).message).to.contain(why);
    }
  });

  it('says that a server forbids it to be read (CORS)', async () => {
    // Another origin of the same server, which sends no header.
    const elsewhere = new URL(FILE, location.href.replace('localhost', '127.0.0.1')).href;
    expect(new URL(elsewhere).origin).to.not.equal(location.origin);
    const element = await place({ value, logo: elsewhere });
    expect(sentence(element)).to.contain('its server does not allow this site to read it (CORS)');
    expect(image(element) === null).to.equal(true);
  });

  it('refuses what can be no image, without a request', async () => {
    const { asked, restore } = intercept((url) => url);
    let fetched = 0;
    const restoreFetch = replace(window, 'fetch', () => Promise.reject(new Error(`${++fetched}`)));
    try {
      for (const logo of ['javascript:alert(1)', 'JavaScript:alert(1)', 'data:text/html,<script>1</script>', 'file:///etc/passwd', 'http://[', 'mailto:a@b.example']) {
        const element = await place({ value, logo });
        expect(sentence(element), logo).to.contain('its address is not one of an image');
        expect(drawn(element), logo).to.exist;
      }
      expect([asked, fetched]).to.deep.equal([[], 0]);
    } finally {
      restore();
      restoreFetch();
    }
  });

  it('gives up on one that never comes', async () => {
    const { restore } = intercept(() => null);
    const real = setTimeout;
    const restoreTime = replace(window, 'setTimeout', (act: () => void, time: number) => real(act, time >= 5000 ? 20 : time));
    try {
      const element = await place({ value, logo: logoOf() });
      expect(problems(element)).to.deep.equal(['logo-not-loaded']);
      expect(drawn(element)).to.exist;
    } finally {
      restoreTime();
      restore();
    }
  });

  it('tries again on reload(), which ends when it has come', async () => {
    let isThere = false;
    const { asked, restore } = intercept((url) => (isThere ? url : BROKEN));
    try {
      const element = await place({ value, logo: FILE });
      expect(problems(element)).to.deep.equal(['logo-not-loaded']);
      const again = oneEvent<JsiErrorEvent>(element, 'jsi-error');
      await element.reload();
      expect((await again).error).to.be.instanceOf(NetworkError);
      isThere = true;
      const before = asked.length;
      await element.reload();
      expect(image(element)).to.exist;
      expect(problems(element)).to.deep.equal([]);
      expect(element.matches(':state(error)')).to.equal(false);
      expect(note(element)).to.equal('');
      expect(asked.length).to.equal(before + 1);
      await element.reload();
      expect(asked.length, 'one that is there is not asked for again').to.equal(before + 1);
    } finally {
      restore();
    }
  });

  it('recovers with another address', async () => {
    const element = await place({ value, logo: BROKEN });
    await change(element, { logo: logoOf() });
    expect(image(element)).to.exist;
    expect([problems(element), note(element)]).to.deep.equal([[], '']);
  });

  it('does not tell of one that has been replaced meanwhile', async () => {
    let errors = 0;
    const element = document.createElement('jsi-qr-code');
    element.addEventListener('jsi-error', () => errors++);
    Object.assign(element, { value, logo: BROKEN });
    (await fixture(html`<div></div>`)).append(element);
    await element.updateComplete;
    expect(drawn(element) === null, 'it is still on its way').to.equal(true);
    await change(element, { logo: logoOf() });
    await aTimeout(50);
    expect(image(element)).to.exist;
    expect(errors).to.equal(0);
  });
});
