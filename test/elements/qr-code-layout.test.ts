import '../../src/elements/qr-code/define.js';
import type { JsiQrCode } from '../../src/elements/qr-code/define.js';
import { ADDRESS, change, drawn, laidOut, place, placeId, settled } from '../support/element.js';
import { expect, fixture, html } from '../support/fixture.js';

const value = ADDRESS;

/**
 * How a code lies on the pixels of the screen, from the corner of its box, which a browser puts on a whole pixel. It does not
 * stretch what is in the box to whole pixels, too (test/e2e/qr-element.test.ts looks at what is painted).
 */
function pixelsOf(element: JsiQrCode) {
  const { width: across } = drawn(element)!.getBoundingClientRect();
  const { x, y, width } = drawn(element)!.viewBox.baseVal;
  const module = (across * devicePixelRatio) / width;
  return { across: across * devicePixelRatio, module, left: -x * module, top: -y * module };
}

const offWhole = (pixels: number) => Math.abs(pixels - Math.round(pixels));

function expectSnapped(element: JsiQrCode, modules: number, what: string): void {
  const { across, module, left, top } = pixelsOf(element);
  // Over the whole code a tenth of a pixel.
  expect(offWhole(module), `${what}: a module of ${module} in ${across} pixels`).to.be.below(0.1 / modules);
  expect(offWhole(left), `${what}: it begins at ${left}`).to.be.below(0.02);
  expect(offWhole(top), `${what}: it begins at ${top}`).to.be.below(0.02);
  expect(module, `${what}: the largest that fits`).to.be.closeTo(Math.floor((across + 0.05) / modules), 0.01);
}

/** Runs at the start of the next frame, and resolves after that has been painted, before another begins. */
const withinFrame = (act: () => void) =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => {
      act();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
  });

describe('the modules of <jsi-qr-code> lie on whole pixels', () => {
  it('at every size from 97 to 251, whole and broken, wherever the box begins', async () => {
    const page = await fixture(html`<div></div>`);
    const boxes: { element: JsiQrCode; what: string }[] = [];
    for (let size = 97, step = 0; size <= 251; size += 3.3, step++) {
      const box = document.createElement('div');
      const at = (step * 0.37) % 1;
      // On top of each other: all of them are near what is seen.
      Object.assign(box.style, { position: 'absolute', inlineSize: `${size}px`, insetInlineStart: `${at}px`, insetBlockStart: `${1 - at}px` });
      const element = document.createElement('jsi-qr-code');
      Object.assign(element, { value, size: 400 });
      box.append(element);
      boxes.push({ element, what: `${size.toFixed(1)} at ${at.toFixed(2)}` });
    }
    page.append(...boxes.map(({ element }) => element.parentElement!));
    await laidOut();
    await Promise.all(boxes.map(({ element }) => settled(element)));
    await laidOut();
    expect(boxes.length).to.be.greaterThan(40);
    for (const { element, what } of boxes) expectSnapped(element, 33, what);
  });

  it('by its own size, too', async () => {
    for (const size of ['97', '100', '131.5', '192', '250.25']) {
      const element = await place({ value, size });
      await laidOut();
      expectSnapped(element, 33, size);
    }
  });

  it('also with a style, in a frame, and above words', async () => {
    for (const [what, make] of [
      ['rounded', () => place({ value, dots: 'rounded', size: '211' })],
      ['framed', () => place({ value, size: '211' }, { content: '<b slot="frame">Scan me</b>' })],
    ] as const) {
      const element = await make();
      await laidOut();
      expectSnapped(element, 33, what);
    }
    const inactive = await placeId({ is_active: false }, { size: '211' });
    await laidOut();
    const { module, left, top } = pixelsOf(inactive);
    for (const pixels of [module, left, top]) expect(offWhole(pixels)).to.be.below(0.02);
  });

  it('and are not less than they could be where each has less than two: those fill the box', async () => {
    const element = await place({ value: 'x'.repeat(600), size: '150' });
    await laidOut();
    const { across } = pixelsOf(element);
    expect(drawn(element)!.viewBox.baseVal.width * pixelsOf(element).module).to.be.closeTo(across, 0.01);
    expect(drawn(element)!.viewBox.baseVal.x).to.be.closeTo(0, 1e-6);
  });

  it('covers all of its box with the background', async () => {
    for (const size of ['97', '131.5', '250.25']) {
      const element = await place({ value, size });
      await laidOut();
      const [box, paper] = [drawn(element)!, drawn(element)!.querySelector('path')!].map((one) => one.getBoundingClientRect()) as [DOMRect, DOMRect];
      // Also the last part of a pixel, which a browser paints as a whole one.
      for (const edge of ['left', 'top'] as const) expect(paper[edge]).to.be.below(box[edge] - 1);
      for (const edge of ['right', 'bottom'] as const) expect(paper[edge]).to.be.above(box[edge] + 1);
      expect(getComputedStyle(drawn(element)!).overflowX).to.not.equal('visible');
    }
  });

  it('from the frame in which the size changes: no other one is ever painted', async () => {
    const page = await fixture<HTMLElement>(html`<div style="inline-size: 200px"></div>`);
    const element = document.createElement('jsi-qr-code');
    Object.assign(element, { value, size: 400, dots: 'rounded' });
    page.append(element);
    await settled(element);
    for (const width of [97, 133.5, 180, 101.25, 231, 66, 299]) {
      await withinFrame(() => (page.style.inlineSize = `${width}px`));
      expectSnapped(element, 33, `${width}`);
    }
    for (const size of [97, 211, 130.5]) {
      await withinFrame(() => (element.size = size));
      expectSnapped(element, 33, `size ${size}`);
    }
  });

  it('from the first frame on', async () => {
    const page = await fixture<HTMLElement>(html`<div style="inline-size: 143px"></div>`);
    const element = document.createElement('jsi-qr-code');
    Object.assign(element, { value, size: 400 });
    await withinFrame(() => page.append(element));
    expectSnapped(element, 33, 'when it is new');
    // These wait for a part of their own; whenever they are first painted they are right.
    for (const [what, content] of [['in a frame', '<b slot="frame">Scan</b>'], ['rounded', '']] as const) {
      const styled = document.createElement('jsi-qr-code');
      Object.assign(styled, { value, size: 143, dots: 'rounded' });
      styled.innerHTML = content;
      await withinFrame(() => page.append(styled));
      for (let frame = 0; frame < 60 && !drawn(styled); frame++) await withinFrame(() => undefined);
      expectSnapped(styled, 33, what);
    }
  });

  it('when it is shown after it was hidden', async () => {
    const element = await place({ value, size: '143', hidden: '' });
    await withinFrame(() => (element.hidden = false));
    await laidOut();
    expectSnapped(element, 33, 'shown');
  });

  it('after it has been moved to a place of another width', async () => {
    const page = await fixture<HTMLElement>(html`<div><div style="inline-size: 97px"></div><div style="inline-size: 171px"></div></div>`);
    const [narrow, wide] = [...page.children] as [HTMLElement, HTMLElement];
    const element = document.createElement('jsi-qr-code');
    Object.assign(element, { value, size: 400 });
    narrow.append(element);
    await settled(element);
    await laidOut();
    await withinFrame(() => wide.append(element));
    expectSnapped(element, 33, 'moved');
  });

  it('with another quiet zone and another text', async () => {
    const element = await place({ value, 'quiet-zone': '6', size: '200' });
    await laidOut();
    expectSnapped(element, 37, 'a quiet zone of 6');
    await change(element, { value: 'A' });
    expectSnapped(element, 33, 'a smaller symbol');
  });
});

describe('<jsi-qr-code> shrinks', () => {
  it('in a grid, a flex box and a table without making them wider', async () => {
    for (const style of ['display: grid; grid-template-columns: 90px', 'display: flex; inline-size: 90px', 'inline-size: 90px']) {
      const page = await fixture<HTMLElement>(html`<div style=${style}></div>`);
      const element = document.createElement('jsi-qr-code');
      Object.assign(element, { value, size: 192 });
      const cell = document.createElement('div');
      cell.style.minInlineSize = '0';
      cell.append(element);
      page.append(cell);
      await settled(element);
      const { width, height } = drawn(element)!.getBoundingClientRect();
      expect([width, height], style).to.deep.equal([90, 90]);
    }
  });
});
