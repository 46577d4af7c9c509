import '../../src/elements/qr-code/define.js';
import type { JsiQrCode } from '../../src/elements/qr-code/define.js';
import { ADDRESS, logoOf, place, placeId, replace, settled } from '../support/element.js';
import { expect, fixture, html } from '../support/fixture.js';
import { pixelsOf, readCode } from '../support/read-code.js';

const value = ADDRESS;
const failureOf = (act: Promise<unknown>) => act.then(() => null, (error: unknown) => error as Error);

/** Takes the names of what is handed to the person. */
async function namesOf(act: () => Promise<void>): Promise<string[]> {
  const names: string[] = [];
  const restore = replace(HTMLAnchorElement.prototype, 'click', function (this: HTMLAnchorElement) {
    names.push(this.download);
  });
  await act().finally(restore);
  return names;
}

describe('toBlob', () => {
  it('makes a PNG of 1024 pixels when nothing is asked for', async () => {
    const file = await (await place({ value })).toBlob();
    expect(file.type).to.equal('image/png');
    const { width, height } = await createImageBitmap(file);
    expect([width, height]).to.deep.equal([1024, 1024]);
  });

  for (const type of ['image/png', 'image/webp', 'image/jpeg', 'image/svg+xml']) {
    for (const size of [64, 333, 2048]) {
      it(`makes ${type} of ${size} pixels, which is read`, async () => {
        const file = await (await place({ value })).toBlob({ type, size });
        expect(file.type).to.equal(type);
        const { width, height } = await pixelsOf(file);
        expect([width, height]).to.deep.equal([size, size]);
        expect(await readCode(file)).to.deep.equal([value]);
      });
    }
  }

  it('puts modules on whole pixels: a picture has two colours and nothing between', async () => {
    for (const size of [100, 333, 1024]) {
      const { data } = await pixelsOf(await (await place({ value, color: '#1d3557', background: '#f1faee' })).toBlob({ size }));
      const found = new Set<number>();
      const words = new Uint32Array(data.buffer);
      for (const word of words) found.add(word);
      expect(found.size, `${size}`).to.equal(2);
      expect([...data.slice(0, 4)]).to.deep.equal([0xf1, 0xfa, 0xee, 255]);
    }
  });

  it('draws what the element draws: style, gradient, logo', async () => {
    const style = { color: '#7b2d8b', 'color-to': '#0b5fff', dots: 'classy', corners: 'rounded', logo: logoOf('#e63946') };
    const element = await place({ value, ...style });
    for (const type of ['image/png', 'image/svg+xml']) {
      const file = await element.toBlob({ type, size: 512 });
      const { data } = await pixelsOf(file);
      const at = (x: number, y: number) => [...data.slice(4 * (512 * y + x), 4 * (512 * y + x) + 3)];
      expect(at(256, 256), type).to.deep.equal([0xe6, 0x39, 0x46]);
      expect(await readCode(file), type).to.deep.equal([value]);
    }
  });

  it('refuses a size that is none', async () => {
    const element = await place({ value });
    for (const size of [0, -1, 1.5, 4097, 5000, NaN, Infinity]) {
      const error = await failureOf(element.toBlob({ size }));
      expect(error, `${size}`).to.be.instanceOf(RangeError);
      expect(error!.message).to.match(/up to 4096/);
      expect(await failureOf(element.toBlob({ size, type: 'image/svg+xml' })), `${size}`).to.be.instanceOf(RangeError);
    }
    expect((await element.toBlob({ size: 4096 })).size).to.be.greaterThan(0);
  });

  it('refuses fewer pixels than the code has modules, and names how many it needs', async () => {
    const element = await place({ value });
    const error = await failureOf(element.toBlob({ size: 32 }));
    expect(error).to.be.instanceOf(RangeError);
    expect(error!.message).to.contain('at least 33');
    expect(await readCode(await element.toBlob({ size: 33, type: 'image/svg+xml' }))).to.have.length.within(0, 1);
    expect((await createImageBitmap(await element.toBlob({ size: 33 }))).width).to.equal(33);
  });

  it('refuses a type that is none of the four', async () => {
    const element = await place({ value });
    for (const type of ['image/gif', 'text/html', '', 'png', 'constructor']) {
      const error = await failureOf(element.toBlob({ type }));
      expect(error, type).to.be.instanceOf(TypeError);
      expect(error!.message.length, type).to.be.greaterThan(20);
    }
  });

  it('says so where the browser cannot write a type, rather than giving another', async () => {
    const restore = replace(HTMLCanvasElement.prototype, 'toBlob', (done: (blob: Blob | null) => void) => done(new Blob([], { type: 'image/png' })));
    const error = await failureOf((await place({ value })).toBlob({ type: 'image/webp' }));
    restore();
    expect(error).to.be.instanceOf(TypeError);
    expect(error!.message).to.contain('image/webp');
  });

  it('rejects with a sentence while there is nothing to draw', async () => {
    for (const attributes of [{}, { value: '' }, { value: 'x'.repeat(3000) }, { 'qr-id': 'x' }] as Record<string, string>[]) {
      const element = await place(attributes);
      for (const act of [() => element.toBlob(), () => element.toBlob({ type: 'image/svg+xml' }), () => element.download()]) {
        expect((await failureOf(act()))!.message).to.match(/^No QR code is drawn.*/);
      }
      expect(() => element.toSvg()).to.throw(/^No QR code is drawn/);
    }
  });

  it('draws for the file what is far below and has not been drawn yet', async () => {
    const page = await fixture(html`<div><div style="block-size: 9000px"></div></div>`);
    const elements = Array.from({ length: 40 }, () => document.createElement('jsi-qr-code'));
    elements.forEach((one) => (one.value = value));
    page.append(...elements);
    const last = elements.at(-1)!;
    await last.updateComplete;
    expect(last.renderRoot.querySelector('[aria-hidden=false]') === null, 'it is not drawn').to.equal(true);
    expect(await readCode(await last.toBlob())).to.deep.equal([value]);
  });
});

describe('toSvg', () => {
  const parse = (svg: string) => {
    const found = new DOMParser().parseFromString(svg, 'image/svg+xml');
    expect(found.querySelector('parsererror') === null, svg.slice(0, 200)).to.equal(true);
    return found.documentElement as unknown as SVGSVGElement;
  };
  const read = (svg: string) => readCode(new Blob([svg], { type: 'image/svg+xml' }));

  for (const [what, make] of [
    ['a plain code', () => place({ value })],
    ['a styled code', () => place({ value, dots: 'rounded', color: '#1d3557' })],
    ['a code with a gradient', () => place({ value, color: '#1d3557', 'color-to': '#7b2d8b' })],
    ['a code with a logo', () => place({ value, logo: logoOf() })],
    ['a code of the platform', () => placeId({ public_url: value, name: 'A & B <i>"c"</i>' })],
  ] as [string, () => Promise<JsiQrCode>][]) {
    it(`is a document of ${what} that stands alone, has a name, and is read`, async () => {
      const element = await make();
      const svg = element.toSvg();
      const root = parse(svg);
      expect([root.getAttribute('width'), root.getAttribute('height')]).to.deep.equal(['192', '192']);
      expect(root.getAttribute('role')).to.equal('img');
      const name = root.getAttribute('aria-label') ?? root.querySelector('title')?.textContent;
      expect(name).to.equal(element.renderRoot.querySelector('[part=code]')!.getAttribute('aria-label'));
      expect(svg).to.not.match(/\$lit|lit\$|<!--|<script|<style|style=|\sclass=|\spart=/);
      for (const image of root.querySelectorAll('image')) expect(image.getAttribute('href')).to.match(/^data:/);
      expect(await read(svg)).to.deep.equal([value]);
    });
  }

  it('has the size of the element, and the shape of its name whatever that holds', async () => {
    for (const label of ['<!-- a --> <b> & "c" \'d\'', ' class="x" part="y" ', 'naïve 🎉\n\ttwo', ']]>', '--> -- <!--']) {
      const element = await place({ value, label, size: '300' });
      const root = parse(element.toSvg());
      expect(root.getAttribute('width')).to.equal('300');
      expect(root.getAttribute('aria-label') ?? root.querySelector('title')?.textContent).to.equal(label);
    }
  });

  it('is XML also where the text holds what XML cannot', async () => {
    const text = 'a\u0000b\u0001\u001f\ufffe';
    const element = await place({ value: text });
    parse(element.toSvg());
    expect(await read(element.toSvg())).to.deep.equal([text]);
  });

  it('follows the element', async () => {
    const element = await place({ value });
    const before = element.toSvg();
    element.value = 'another';
    await settled(element);
    expect(await read(element.toSvg())).to.deep.equal(['another']);
    expect(element.toSvg() === before).to.equal(false);
  });
});

describe('download', () => {
  it('takes the name of the code, else "qr-code", and the extension of the type', async () => {
    const named = await placeId({ name: 'Bus shelter / ads: "A"' });
    expect(await namesOf(() => named.download())).to.deep.equal(['Bus shelter ads A.png']);
    const plain = await place({ value });
    for (const [type, name] of [['image/svg+xml', 'qr-code.svg'], ['image/webp', 'qr-code.webp'], ['image/jpeg', 'qr-code.jpg']] as const) {
      expect(await namesOf(() => plain.download({ type }))).to.deep.equal([name]);
    }
    expect(await namesOf(async () => (await placeId({ name: '' })).download())).to.deep.equal(['qr-code.png']);
  });

  it('takes another name, and makes that safe too', async () => {
    const element = await placeId({ name: 'Spring' });
    expect(await namesOf(() => element.download({ filename: '../menu' }))).to.deep.equal(['menu.png']);
    expect(await namesOf(() => element.download({ filename: 'CON', type: 'image/svg+xml' }))).to.deep.equal(['_CON.svg']);
  });

  it('does not write an extension twice', async () => {
    const element = await place({ value });
    expect(await namesOf(() => element.download({ filename: 'menu.png' }))).to.deep.equal(['menu.png']);
    expect(await namesOf(() => element.download({ filename: 'menu.SVG', type: 'image/svg+xml' }))).to.deep.equal(['menu.svg']);
  });
});
