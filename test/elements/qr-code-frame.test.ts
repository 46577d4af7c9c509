import '../../src/elements/qr-code/define.js';
import type { JsiQrCode } from '../../src/elements/qr-code/define.js';
import { ADDRESS, change, colors, drawn, hex, laidOut, part, place, problems, settled } from '../support/element.js';
import { expect, html } from '../support/fixture.js';
import { pixelsOf, readCode } from '../support/read-code.js';

const value = ADDRESS;
const LONG = 'Win a weekend for two in Groningen, with breakfast, bicycles and a boat';
const call = (text: string) => `<span slot="frame">${text}</span>`;
const parse = (svg: string) => new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
const lines = (svg: string) => [...parse(svg).querySelectorAll('text tspan')].map((line) => line.textContent);

function append(element: JsiQrCode, text: string): HTMLElement {
  const span = document.createElement('span');
  span.slot = 'frame';
  span.textContent = text;
  element.append(span);
  return span;
}

describe('<jsi-qr-code> with a call to action', () => {
  it('has it in a frame from the start, below the code and within the size', async () => {
    const element = await place({ value }, { content: call('Scan for the menu') });
    const text = element.querySelector('span')!.getBoundingClientRect();
    const [code, base] = [drawn(element)!, part(element, 'base')!].map((one) => one.getBoundingClientRect()) as [DOMRect, DOMRect];
    expect(base.width).to.equal(192);
    expect([code.width, code.height]).to.deep.equal([180, 180]);
    expect(text.top).to.be.at.least(code.bottom);
    expect(text.bottom).to.be.at.most(base.bottom);
    expect(text.left).to.be.at.least(base.left);
    expect(text.right).to.be.at.most(base.right);
    expect(problems(element)).to.deep.equal([]);
    await expect(element).to.be.accessible();
  });

  it('gets a frame when it is appended later, and loses it with it', async () => {
    const element = await place({ value });
    expect(part(element, 'frame') === null).to.equal(true);
    const span = append(element, 'Scan me');
    await Promise.resolve();
    await settled(element);
    expect(span.getBoundingClientRect().height).to.be.greaterThan(0);
    expect(drawn(element)!.getBoundingClientRect().width).to.equal(180);
    expect(lines(element.toSvg())).to.deep.equal(['Scan me']);
    span.remove();
    await Promise.resolve();
    await settled(element);
    expect(part(element, 'frame') === null).to.equal(true);
    expect(drawn(element)!.getBoundingClientRect().width).to.equal(192);
    expect(lines(element.toSvg())).to.deep.equal([]);
  });

  it('keeps its modules on whole pixels in the frame', async () => {
    const element = await place({ value }, { content: call('Scan me') });
    await laidOut();
    const { width } = drawn(element)!.viewBox.baseVal;
    expect(180 / width).to.be.closeTo(5, 1e-4);
  });

  it('wraps a long text, and gets no wider', async () => {
    const [short, long] = [await place({ value }, { content: call('Scan') }), await place({ value }, { content: call(LONG) })];
    const height = (element: JsiQrCode) => part(element, 'frame')!.getBoundingClientRect().height;
    expect(height(long)).to.be.greaterThan(2.5 * height(short) - 40);
    expect(part(long, 'base')!.getBoundingClientRect().width).to.equal(192);
    expect(part(long, 'frame')!.scrollWidth).to.be.at.most(part(long, 'frame')!.clientWidth);
    const word = await place({ value }, { content: call('Donaudampfschifffahrtsgesellschaftskapitänsmütze') });
    expect(part(word, 'base')!.getBoundingClientRect().width).to.equal(192);
    expect(part(word, 'frame')!.scrollWidth).to.be.at.most(part(word, 'frame')!.clientWidth);
  });

  it('wraps in a file too, at most into two lines, with nothing lost', async () => {
    const element = await place({ value }, { content: call(LONG) });
    const found = lines(element.toSvg());
    expect(found.length).to.equal(2);
    expect(found.join(' ')).to.equal(LONG);
  });

  it('takes the colours of the code, also when they change', async () => {
    const element = await place({ value, color: '#1d3557', background: '#f1faee' }, { content: call('Scan me') });
    const frame = () => {
      const { backgroundColor, borderTopColor, color } = getComputedStyle(part(element, 'base')!);
      return [backgroundColor, borderTopColor, color].map(hex);
    };
    expect(frame()).to.deep.equal(['#1d3557', '#1d3557', '#f1faee']);
    expect(getComputedStyle(element.querySelector('span')!).color).to.equal('rgb(241, 250, 238)');
    await change(element, { color: '#7b2d8b' });
    expect(frame()).to.deep.equal(['#7b2d8b', '#7b2d8b', '#f1faee']);
    // Refused: the frame is that of what is drawn.
    await change(element, { color: '#fff', background: '#000' });
    expect(frame()).to.deep.equal(['#000000', '#000000', '#ffffff']);
    expect(colors(element)).to.deep.equal({ ink: '#000000', paper: '#ffffff' });
  });

  it('shows its text as text in a file', async () => {
    const element = await place({ value });
    append(element, '<b>5 & "6"</b>');
    await Promise.resolve();
    await settled(element);
    const svg = element.toSvg();
    expect(lines(svg)).to.deep.equal(['<b>5 & "6"</b>']);
    expect(parse(svg).querySelector('parsererror, b') === null).to.equal(true);
  });

  it('takes white space and markup of a page as a reader sees them', async () => {
    const element = await place({ value }, { content: '<p slot="frame">\n   Scan <em>for</em>\n   the menu  </p>' });
    expect(lines(element.toSvg())).to.deep.equal(['Scan for the menu']);
  });

  it('draws the text that stands there when the file is made', async () => {
    const element = await place({ value }, { content: call('Before') });
    element.querySelector('span')!.textContent = 'After';
    expect(lines(element.toSvg())).to.deep.equal(['After']);
  });

  it('is a picture that is higher than wide, and is read', async () => {
    const element = await place({ value, color: '#1d3557', dots: 'rounded' }, { content: call('Scan for the menu') });
    for (const type of ['image/png', 'image/svg+xml', 'image/webp', 'image/jpeg']) {
      const file = await element.toBlob({ type, size: 512 });
      const { width, height } = await pixelsOf(file);
      expect(width, type).to.equal(512);
      expect(height, type).to.be.within(1.05 * width, 1.4 * width);
      expect(await readCode(file), type).to.deep.equal([value]);
    }
  });

  it('stands free: its rounded corners are transparent, or white where a file has no transparency', async () => {
    const element = await place({ value, color: '#1d3557' }, { content: call('Scan me') });
    const corner = async (type: string) => [...(await pixelsOf(await element.toBlob({ type, size: 400 }), null)).data.slice(0, 4)];
    expect(await corner('image/png')).to.deep.equal([0, 0, 0, 0]);
    expect(await corner('image/webp')).to.deep.equal([0, 0, 0, 0]);
    const jpeg = await corner('image/jpeg');
    expect(Math.min(...jpeg)).to.be.greaterThan(240);
  });

  it('has none for an empty call, in a file', async () => {
    const element = await place({ value }, { content: call('  ') });
    const svg = parse(element.toSvg());
    expect(svg.querySelector('text') === null).to.equal(true);
    expect(svg.getAttribute('width')).to.equal(svg.getAttribute('height'));
  });

  it('takes only a child of its own for one', async () => {
    const element = await place({ value }, { content: `<div>${call('Not mine')}</div>` });
    expect(part(element, 'frame') === null).to.equal(true);
  });

  it('reads right to left', async () => {
    const element = await place({ value }, { content: call('امسح الرمز لرؤية القائمة'), page: html`<div dir="rtl"></div>` });
    expect(part(element, 'base')!.getBoundingClientRect().width).to.equal(192);
    expect(await readCode(await element.toBlob())).to.deep.equal([value]);
  });

  it('keeps its frame while there is nothing to draw', async () => {
    const element = await place({ value: '' }, { content: call('Scan me') });
    expect(part(element, 'error')!.textContent).to.contain('Set a value');
    expect(part(element, 'base')!.getBoundingClientRect().width).to.equal(192);
    await change(element, { value });
    expect(drawn(element)).to.exist;
    expect(part(element, 'frame')).to.exist;
  });
});
