import '../../src/elements/qr-code/define.js';
import type { JsiSafetyEvent } from '../../src/classes.js';
import type { JsiQrCode } from '../../src/elements/qr-code/define.js';
import { ADDRESS, change, drawn, laidOut, logoOf, placeId, problems, replace } from '../support/element.js';
import { aTimeout, expect, fixture, html, waitUntil } from '../support/fixture.js';

const value = ADDRESS;

/** An element, and every verdict that it gives. */
async function verified(attributes: Record<string, string>, verdicts = 1) {
  const element = document.createElement('jsi-qr-code');
  const events: JsiSafetyEvent[] = [];
  element.addEventListener('jsi-safety', (event) => events.push(event));
  for (const [name, text] of Object.entries({ verify: '', ...attributes })) element.setAttribute(name, text);
  (await fixture(html`<div></div>`)).append(element);
  if (verdicts) await waitUntil(() => events.length >= verdicts, 'a verdict', { interval: 10, timeout: 4000 });
  return { element, events };
}

/** No more comes within a while. */
async function quiet(element: JsiQrCode): Promise<void> {
  await laidOut();
  await element.updateComplete;
  await aTimeout(100);
}

/** A browser's own decoder that answers so. */
const detector = (detect: (canvas: HTMLCanvasElement) => Promise<{ rawValue: string }[]>) =>
  class {
    static getSupportedFormats = () => Promise.resolve(['qr_code']);
    detect = detect;
  };

describe('<jsi-qr-code verify>', () => {
  let restore: (() => void)[] = [];
  beforeEach(() => {
    restore = [replace(window, 'BarcodeDetector', undefined)];
  });
  afterEach(() => restore.reverse().forEach((back) => back()));

  it('is null until a decoder has looked, and without the attribute', async () => {
    const { element } = await verified({ value }, 0);
    element.verify = false;
    await quiet(element);
    expect(element.safety.verified).to.equal(null);
  });

  for (const attributes of [{}, { dots: 'dot', corners: 'circle' }, { dots: 'classy', color: '#7b2d8b', 'color-to': '#0b5fff' }, { logo: logoOf() }, { size: '64' }]) {
    it(`has a decoder read what is drawn, and says once that it could: ${Object.keys(attributes).join(', ') || 'plain'}`, async () => {
      const { element, events } = await verified({ value, ...(attributes as Record<string, string>) });
      await quiet(element);
      expect(events.map(({ safety }) => safety.verified)).to.deep.equal([true]);
      expect(element.safety.verified).to.equal(true);
      expect(problems(element)).to.not.include('not-verified');
      const [event] = events;
      expect([event!.bubbles, event!.composed, event!.target === element]).to.deep.equal([true, true, true]);
      expect(event!.safety).to.deep.equal(element.safety);
    });
  }

  it('reads any text: UTF-8, digits, control characters', async () => {
    for (const text of ['Größe · 夏の大セール 🎉', '0'.repeat(40), 'a\u0000b\n', '\u00a0\u202e']) {
      const { element } = await verified({ value: text });
      expect(element.safety.verified, JSON.stringify(text)).to.equal(true);
    }
  });

  it('says so where no decoder reads it', async () => {
    // The code is painted without its modules.
    restore.push(replace(CanvasRenderingContext2D.prototype, 'fill', () => undefined));
    const { element, events } = await verified({ value });
    await quiet(element);
    expect(events.map(({ safety }) => safety.verified)).to.deep.equal([false]);
    expect(problems(element)).to.include('not-verified');
    const { message, cure } = element.safety.problems.find(({ code }) => code === 'not-verified')!;
    expect([message, cure].every((sentence) => sentence.endsWith('.'))).to.equal(true);
    expect(drawn(element), 'it is drawn all the same').to.exist;
  });

  it('notices a code that reads as another text', async () => {
    const real = CanvasRenderingContext2D.prototype.fill;
    const other = await verified({ value: 'https://example.org/' }, 0);
    await other.element.updateComplete;
    const wrong = drawn(other.element)!.querySelector('path:last-of-type')!.getAttribute('d')!;
    let modules = 0;
    restore.push(
      replace(CanvasRenderingContext2D.prototype, 'fill', function (this: CanvasRenderingContext2D, path: Path2D) {
        real.call(this, ++modules % 2 === 0 ? new Path2D(wrong) : path);
      }),
    );
    other.element.remove();
    const { element } = await verified({ value });
    expect(element.safety.verified).to.equal(false);
  });

  it('does not take the word of a browser’s decoder alone against it', async () => {
    for (const detect of [
      () => Promise.resolve([{ rawValue: 'something else' }]),
      () => Promise.resolve([]),
      () => Promise.reject(new Error('The service is not there')),
    ]) {
      restore.push(replace(window, 'BarcodeDetector', detector(detect)));
      expect((await verified({ value })).element.safety.verified).to.equal(true);
    }
  });

  it('takes the word of a browser’s decoder for it', async () => {
    const seen: number[] = [];
    const detect = (canvas: HTMLCanvasElement) => {
      seen.push(canvas.width);
      return Promise.resolve([{ rawValue: value }]);
    };
    // Nobody else could read it.
    restore.push(replace(window, 'BarcodeDetector', detector(detect)), replace(CanvasRenderingContext2D.prototype, 'fill', () => undefined));
    expect((await verified({ value })).element.safety.verified).to.equal(true);
    expect(seen.at(-1)).to.equal(192);
  });

  it('asks no decoder of the browser that knows no QR codes', async () => {
    class Other extends detector(() => Promise.resolve([{ rawValue: 'wrong' }])) {
      static override getSupportedFormats = () => Promise.resolve(['ean_13']);
    }
    restore.push(replace(window, 'BarcodeDetector', Other), replace(CanvasRenderingContext2D.prototype, 'fill', () => undefined));
    expect((await verified({ value })).element.safety.verified).to.equal(false);
  });

  it('stays null where the browser gives no true pixels, and fires nothing', async () => {
    restore.push(
      replace(CanvasRenderingContext2D.prototype, 'getImageData', (_x: number, _y: number, width: number, height: number) => new ImageData(width, height)),
    );
    const { element, events } = await verified({ value }, 0);
    await element.updateComplete;
    await quiet(element);
    expect([events.length, element.safety.verified]).to.deep.equal([0, null]);
    expect(problems(element)).to.deep.equal([]);
  });

  it('looks again when something changes, and says nothing of what is no longer drawn', async () => {
    const { element, events } = await verified({ value });
    element.color = '#1d3557';
    await element.updateComplete;
    expect(element.safety.verified).to.equal(null);
    await waitUntil(() => events.length === 2);
    expect(element.safety.verified).to.equal(true);
    await change(element, { value: '' });
    expect(element.safety.verified).to.equal(null);
    await quiet(element);
    expect(events.length).to.equal(2);
  });

  it('looks once however often it updates', async () => {
    const { element, events } = await verified({ value });
    for (let update = 0; update < 5; update++) {
      element.label = `${update}`;
      await element.updateComplete;
    }
    await quiet(element);
    expect(events.length).to.equal(1);
  });

  it('is right also for a code that is not shown, and for one that is shrunk', async () => {
    const hidden = await verified({ value, hidden: '', dots: 'dot' });
    await waitUntil(() => hidden.element.safety.verified === true);
    const small = await verified({ value, style: 'inline-size: 70px' });
    // Its width comes after it was drawn, and then it is looked at again.
    await waitUntil(() => small.element.safety.verified === true);
  });

  it('reads a code of the platform', async () => {
    const element = await placeId({ options: { dots: 'rounded' } }, { verify: '' });
    await waitUntil(() => element.safety.verified !== null);
    expect(element.safety.verified).to.equal(true);
  });
});
