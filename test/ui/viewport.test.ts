import type * as viewport from '../../src/ui/viewport.js';
import { laidOut, replace } from '../support/element.js';
import { aTimeout, expect, fixture, html, waitUntil } from '../support/fixture.js';

type Viewport = typeof viewport;

let copies = 0;
/** The module as a page has it that has just been opened. */
const fresh = () => import(`${new URL('../../src/ui/viewport.ts', import.meta.url).pathname}?${++copies}`) as Promise<Viewport>;

/** A page that is so high above, and then holds so many boxes. */
async function boxes(count: number, above = 0): Promise<HTMLElement[]> {
  const page = await fixture<HTMLElement>(html`<div><div class="above"></div></div>`);
  page.querySelector<HTMLElement>('.above')!.style.blockSize = `${above}px`;
  const made = Array.from({ length: count }, () => {
    const box = document.createElement('div');
    Object.assign(box.style, { blockSize: '100px', inlineSize: '100px' });
    return box;
  });
  page.append(...made);
  return made;
}

/** How often each is called back; `late` = after the calls that come at once have been used up. */
function counting({ onceNear }: Viewport, elements: readonly HTMLElement[], late = false): number[] {
  for (let call = 0; late && call < 24; call++) onceNear(document.createElement('div'), () => undefined);
  const calls = elements.map(() => 0);
  elements.forEach((element, index) => onceNear(element, () => calls[index]!++));
  return calls;
}

const sum = (calls: readonly number[]) => calls.reduce((total, one) => total + one, 0);

afterEach(() => scrollTo(0, 0));

describe('onceNear', () => {
  it('calls back at once for the first 24, wherever they are', async () => {
    const calls = counting(await fresh(), await boxes(40, 20_000));
    expect(calls).to.deep.equal([...Array<number>(24).fill(1), ...Array<number>(16).fill(0)]);
    await laidOut();
    expect(sum(calls)).to.equal(24);
  });

  it('calls back at once for as many again after a tenth of a second', async () => {
    const copy = await fresh();
    counting(copy, await boxes(30, 20_000));
    await aTimeout(150);
    expect(sum(counting(copy, await boxes(30, 20_000)))).to.equal(24);
  });

  it('calls back for others when they come within a screen of what is seen, once', async () => {
    const copy = await fresh();
    const [box] = await boxes(1, 3 * innerHeight);
    const calls = counting(copy, [box!], true);
    await laidOut();
    expect(calls).to.deep.equal([0]);
    scrollTo(0, 1.5 * innerHeight);
    await waitUntil(() => calls[0] === 1);
    expect(box!.getBoundingClientRect().top, 'it is not seen yet').to.be.greaterThan(innerHeight);
    for (const y of [0, 3 * innerHeight, 0]) {
      scrollTo(0, y);
      await laidOut();
    }
    expect(calls).to.deep.equal([1]);
  });

  it('calls back for all that wait when the page is printed, once', async () => {
    const copy = await fresh();
    const calls = counting(copy, await boxes(60, 20_000));
    dispatchEvent(new Event('beforeprint'));
    expect(calls).to.deep.equal(Array<number>(60).fill(1));
    dispatchEvent(new Event('beforeprint'));
    expect(sum(calls)).to.equal(60);
  });

  it('needs one observer for a thousand elements', async () => {
    let observers = 0;
    const Real = IntersectionObserver;
    const restore = replace(
      window,
      'IntersectionObserver',
      class extends Real {
        constructor(...given: ConstructorParameters<typeof Real>) {
          super(...given);
          observers++;
        }
      },
    );
    counting(await fresh(), await boxes(1000, 20_000));
    restore();
    expect(observers).to.equal(1);
  });

  it('does not call back for an element that is not displayed, until it is', async () => {
    const copy = await fresh();
    const [box] = await boxes(1);
    box!.hidden = true;
    box!.style.display = 'none';
    const calls = counting(copy, [box!], true);
    await laidOut();
    expect(calls).to.deep.equal([0]);
    box!.style.display = 'block';
    await waitUntil(() => calls[0] === 1);
  });
});

describe('forget', () => {
  it('means no call any more', async () => {
    const copy = await fresh();
    const [gone, kept] = (await boxes(2, 20_000)) as [HTMLElement, HTMLElement];
    const calls = counting(copy, [gone, kept], true);
    copy.forget(gone);
    scrollTo(0, 20_000);
    await waitUntil(() => calls[1] === 1);
    dispatchEvent(new Event('beforeprint'));
    await laidOut();
    expect(calls).to.deep.equal([0, 1]);
  });

  it('takes an element that was never waited for', async () => {
    const copy = await fresh();
    const [box] = await boxes(1);
    copy.forget(box!);
    const calls = counting(copy, await boxes(30));
    copy.forget(box!);
    dispatchEvent(new Event('beforeprint'));
    expect(sum(calls)).to.equal(30);
  });

  it('takes back a call that the browser has already decided on', async () => {
    const copy = await fresh();
    const pair = (await boxes(2)) as [HTMLElement, HTMLElement];
    const calls = [0, 0];
    counting(copy, [], true);
    // Both are told in one go: the first that is takes the other out.
    pair.forEach((box, index) =>
      copy.onceNear(box, () => {
        calls[index]!++;
        copy.forget(pair[1 - index]!);
      }),
    );
    await waitUntil(() => sum(calls) > 0);
    await laidOut();
    expect(sum(calls)).to.equal(1);
  });
});

describe('onSized', () => {
  it('tells the width in device pixels, at first and when it changes', async () => {
    const { onSized } = await fresh();
    const [box] = await boxes(1);
    const widths: number[] = [];
    onSized(box!, (pixels) => widths.push(pixels));
    await waitUntil(() => widths.length);
    box!.style.inlineSize = '133px';
    await waitUntil(() => widths.at(-1) !== widths[0]);
    box!.style.color = 'red';
    await laidOut();
    expect([...new Set(widths)]).to.deep.equal([100, 133].map((width) => width * devicePixelRatio));
  });

  it('counts the content alone, without padding and border', async () => {
    const { onSized } = await fresh();
    const [box] = await boxes(1);
    Object.assign(box!.style, { border: '6px solid', padding: '3px' });
    const widths: number[] = [];
    onSized(box!, (pixels) => widths.push(pixels));
    await waitUntil(() => widths.length);
    expect(new Set(widths)).to.deep.equal(new Set([100 * devicePixelRatio]));
  });

  it('tells a broken width as it is, and a change of less than a pixel', async () => {
    const { onSized } = await fresh();
    const [box] = await boxes(1);
    box!.style.inlineSize = '100.25px';
    const widths: number[] = [];
    onSized(box!, (pixels) => widths.push(pixels));
    await waitUntil(() => widths.length);
    box!.style.inlineSize = '100.375px';
    await waitUntil(() => widths.at(-1) !== widths[0]);
    expect([...new Set(widths)]).to.deep.equal([100.25, 100.375].map((width) => width * devicePixelRatio));
  });

  it('counts the pixels of a part of the page that CSS zooms', async () => {
    const { onSized } = await fresh();
    const [box] = await boxes(1);
    const widths: number[] = [];
    onSized(box!, (pixels) => widths.push(pixels));
    await waitUntil(() => widths.length);
    box!.parentElement!.style.zoom = '2.5';
    await waitUntil(() => widths.at(-1) !== widths[0]);
    expect([...new Set(widths)]).to.deep.equal([100, 250].map((width) => width * devicePixelRatio));
  });

  it('calls back the last that asked, for each element', async () => {
    const { onSized } = await fresh();
    const [one, other] = (await boxes(2)) as [HTMLElement, HTMLElement];
    const told: string[] = [];
    onSized(one, () => told.push('never'));
    onSized(one, () => told.push('one'));
    onSized(other, () => told.push('other'));
    await waitUntil(() => told.length >= 2);
    await laidOut();
    expect(new Set(told)).to.deep.equal(new Set(['one', 'other']));
  });

  it('makes do with the width in CSS pixels, where a browser knows no other (Safari)', async () => {
    const Real = ResizeObserver;
    const restore = replace(
      window,
      'ResizeObserver',
      class extends Real {
        constructor(call: ResizeObserverCallback) {
          super((entries, observer) => {
            const bare = entries.map(({ target, contentRect }) => ({ target, contentRect }));
            call(bare as unknown as ResizeObserverEntry[], observer);
          });
        }
        override observe(target: Element, options?: ResizeObserverOptions): void {
          if (options?.box === 'device-pixel-content-box') throw new TypeError('Not a box that is known here');
          super.observe(target, options);
        }
      },
    );
    const { onSized } = await fresh();
    const [box] = await boxes(1);
    box!.style.inlineSize = '100.25px';
    const widths: number[] = [];
    onSized(box!, (pixels) => widths.push(pixels));
    await waitUntil(() => widths.length);
    restore();
    expect(widths).to.deep.equal([100.25 * devicePixelRatio]);
  });
});
