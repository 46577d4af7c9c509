import '../../src/elements/qr-code/define.js';
import type { JsiQrCode } from '../../src/elements/qr-code/define.js';
import { clientOf, json, qrCode } from '../support/api.js';
import { drawn, laidOut, path, replace, settled } from '../support/element.js';
import { aTimeout, expect, fixture, html, waitUntil } from '../support/fixture.js';

/** What may be drawn at once at the start, on screen or not. */
const EAGER = 24;

/** A page of codes, of which only the first lie within a screen of what is seen. */
async function pageOf(count: number, make: (element: JsiQrCode, index: number) => void, { above = '', isLate = false } = {}) {
  const page = await fixture<HTMLElement>(html`<div style="line-height: 0"><div class="above"></div></div>`);
  page.querySelector<HTMLElement>('.above')!.style.blockSize = above;
  const elements = Array.from({ length: count }, (_, index) => {
    const element = document.createElement('jsi-qr-code');
    make(element, index);
    return element;
  });
  if (isLate) exhaust();
  page.append(...elements);
  return { page, elements };
}

/** Uses up what would be drawn at once, for a moment. */
function exhaust(): void {
  const early = document.createElement('div');
  early.append(...Array.from({ length: EAGER }, () => document.createElement('jsi-qr-code')));
  document.body.append(early);
  early.remove();
}

const countOf = (elements: readonly JsiQrCode[]) => elements.filter((one) => drawn(one)).length;
/** Nobody draws any more. */
const quiet = async () => {
  for (let frame = 0; frame < 5; frame++) await laidOut();
};

/** Another minute, or an hour. */
async function later(milliseconds: number, act: () => Promise<void>): Promise<void> {
  const real = Date.now;
  const restore = replace(Date, 'now', () => real() + milliseconds);
  await act().finally(restore);
}

afterEach(() => scrollTo(0, 0));

describe('a page of 1,000 codes', () => {
  it('draws those near what is seen, and others when they come near', async () => {
    const { elements } = await pageOf(1000, (element, index) => Object.assign(element, { value: `code ${index}`, size: 100 }));
    await quiet();
    const perRow = Math.floor(document.body.clientWidth / 100);
    const near = perRow * (Math.ceil((2 * innerHeight) / 100) + 1);
    expect(countOf(elements)).to.be.within(EAGER, near + EAGER);
    expect(drawn(elements.at(-1)!) === null).to.equal(true);
    // Space is reserved for all.
    expect(document.scrollingElement!.scrollHeight).to.be.at.least((1000 / perRow) * 100);

    elements.at(-1)!.scrollIntoView();
    await waitUntil(() => drawn(elements.at(-1)!));
    await quiet();
    expect(countOf(elements)).to.be.within(near / 2, 3 * near);
  });

  it('draws all of them for a print', async () => {
    const { elements } = await pageOf(300, (element, index) => Object.assign(element, { value: `code ${index}`, size: 100 }));
    await quiet();
    expect(countOf(elements)).to.be.below(300);
    dispatchEvent(new Event('beforeprint'));
    await Promise.all(elements.map((one) => one.updateComplete));
    expect(countOf(elements)).to.equal(300);
  });

  it('keeps what it has drawn when it goes out of sight', async () => {
    const { elements } = await pageOf(200, (element, index) => Object.assign(element, { value: `code ${index}`, size: 100 }));
    await quiet();
    const first = path(elements[0]!);
    elements.at(-1)!.scrollIntoView();
    await quiet();
    expect(path(elements[0]!)).to.equal(first);
  });
});

describe('many codes with few ids', () => {
  const answer = (asked: string) => json(qrCode({ id: Number(asked.split('/')[2]), name: asked, public_url: `https://go.example${asked}` }));

  it('ask once for each id when 60 of them with 3 ids scroll into view', async () => {
    const { client, requests } = clientOf(answer);
    const { elements } = await pageOf(60, (element, index) => Object.assign(element, { client, qrId: 1 + (index % 3), size: 60 }), { above: '9000px', isLate: true });
    await quiet();
    expect(requests).to.deep.equal([]);
    elements[0]!.scrollIntoView();
    await waitUntil(() => countOf(elements) === 60, 'all are drawn', { timeout: 3000 });
    expect(requests.sort()).to.deep.equal(['/qr-codes/1', '/qr-codes/2', '/qr-codes/3']);
    expect(new Set(elements.map(path)).size).to.equal(3);
  });

  it('do not ask again within a minute, for elements that come later', async () => {
    const { client, requests } = clientOf(answer);
    const one = async () => {
      const { elements } = await pageOf(1, (element) => Object.assign(element, { client, qrId: 7 }));
      await waitUntil(() => drawn(elements[0]!));
      return elements[0]!;
    };
    const first = await one();
    await one();
    first.remove();
    await later(59_000, async () => {
      await one();
    });
    expect(requests.length).to.equal(1);
    await later(61_000, async () => {
      await one();
    });
    expect(requests.length).to.equal(2);
  });

  it('ask again on reload(), and later ones get what came of that', async () => {
    const { client, requests } = clientOf((_, call) => json(qrCode({ name: `Call ${call}` })));
    const make = async () => {
      const { elements } = await pageOf(1, (element) => Object.assign(element, { client, qrId: 1 }));
      await waitUntil(() => drawn(elements[0]!));
      await settled(elements[0]!);
      return elements[0]!;
    };
    const name = (element: JsiQrCode) => drawn(element)!.getAttribute('aria-label');
    const element = await make();
    await element.reload();
    expect([requests.length, name(element)]).to.deep.equal([2, 'QR code for Call 2']);
    expect(name(await make())).to.equal('QR code for Call 2');
    expect(requests.length).to.equal(2);
  });

  it('ask again for an id that failed', async () => {
    const { client, requests } = clientOf((_, call) => (call === 1 ? json({}, 500) : json(qrCode())));
    const first = await pageOf(1, (element) => Object.assign(element, { client, qrId: 1 }));
    await settled(first.elements[0]!);
    expect(drawn(first.elements[0]!) === null).to.equal(true);
    const second = await pageOf(1, (element) => Object.assign(element, { client, qrId: 1 }));
    await waitUntil(() => drawn(second.elements[0]!));
    expect(requests.length).to.equal(2);
  });

  it('share nothing between clients', async () => {
    const [one, other] = [clientOf(answer), clientOf(answer)];
    for (const { client } of [one, other]) {
      const { elements } = await pageOf(1, (element) => Object.assign(element, { client, qrId: 1 }));
      await waitUntil(() => drawn(elements[0]!));
    }
    expect([one.requests.length, other.requests.length]).to.deep.equal([1, 1]);
  });

  it('ask for nothing where a value is drawn, until there is none', async () => {
    const { client, requests } = clientOf(answer);
    const { elements } = await pageOf(1, (element) => Object.assign(element, { client, qrId: 1, value: 'x' }));
    await settled(elements[0]!);
    expect(requests).to.deep.equal([]);
    elements[0]!.value = null;
    await waitUntil(() => requests.length === 1);
  });
});

describe('codes that leave before they are drawn', () => {
  /** What the page’s observers look at. */
  function observed() {
    const seen = new Set<Element>();
    const { observe, unobserve } = IntersectionObserver.prototype;
    const restore = [
      replace(IntersectionObserver.prototype, 'observe', function (this: IntersectionObserver, target: Element) {
        seen.add(target);
        observe.call(this, target);
      }),
      replace(IntersectionObserver.prototype, 'unobserve', function (this: IntersectionObserver, target: Element) {
        seen.delete(target);
        unobserve.call(this, target);
      }),
    ];
    return { seen, restore: () => restore.forEach((back) => back()) };
  }

  it('are not drawn, not asked for and not looked at any more', async () => {
    const { seen, restore } = observed();
    const { client, requests } = clientOf(() => json(qrCode()));
    const { elements, page } = await pageOf(10, (element) => Object.assign(element, { client, qrId: 1 }), { above: '9000px', isLate: true });
    expect(seen.size).to.equal(10);
    for (const element of elements) element.remove();
    expect(seen.size).to.equal(0);
    scrollTo(0, page.scrollHeight);
    dispatchEvent(new Event('beforeprint'));
    await quiet();
    restore();
    expect([countOf(elements), requests.length]).to.deep.equal([0, 0]);
  });

  it('are drawn when they come back', async () => {
    const { elements, page } = await pageOf(1, (element) => (element.value = 'x'), { above: '9000px', isLate: true });
    const [element] = elements as [JsiQrCode];
    element.remove();
    await quiet();
    expect(drawn(element) === null).to.equal(true);
    page.prepend(element);
    await waitUntil(() => drawn(element));
  });

  it('leave nothing behind when 300 of them come and go', async () => {
    const { seen, restore } = observed();
    const errors: unknown[] = [];
    const onError = (event: Event) => errors.push(event);
    addEventListener('error', onError);
    addEventListener('unhandledrejection', onError);
    const { client, requests } = clientOf(async () => {
      await aTimeout(5);
      return json(qrCode());
    });
    const page = await fixture<HTMLElement>(html`<div></div>`);
    for (let round = 0; round < 30; round++) {
      const elements = Array.from({ length: 10 }, (_, index) => {
        const element = document.createElement('jsi-qr-code');
        const kinds = [{ value: `${round}` }, { value: 'x', dots: 'dot' }, { client, qrId: 1 }, { value: 'x', controls: true }, { value: '' }];
        return Object.assign(element, kinds[index % kinds.length]);
      });
      page.append(...elements);
      if (round % 3 === 0) await laidOut();
      page.replaceChildren();
    }
    await quiet();
    restore();
    removeEventListener('error', onError);
    removeEventListener('unhandledrejection', onError);
    expect(errors).to.deep.equal([]);
    expect(seen.size).to.equal(0);
    expect(page.children.length).to.equal(0);
    expect(requests.length).to.be.below(60);
  });
});
