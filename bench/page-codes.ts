/** Runs in the page that is measured (mount.ts bundles it): puts codes on it and waits until they are painted. */

interface Way {
  /** The markup of one code, 128 px wide. */
  markup: (url: string) => string;
  /** For what is drawn by a call and not by a tag. */
  draw?: (place: Element, url: string) => void;
  isDrawn: (element: Element) => boolean;
}

declare const QRCodeStyling: new (options: object) => { append: (place: Element) => void };

const ways: Record<string, Way> = {
  ours: {
    markup: (url) => `<jsi-qr-code size="128" value="${url}"></jsi-qr-code>`,
    isDrawn: (element) => has(element, '[part=code] path[d]:not([d=""])'),
  },
  'lean-qr': {
    markup: (url) => `<lean-qr style="display: inline-block; width: 128px" value="${url}"></lean-qr>`,
    // Its root is closed; this attribute is set after drawing.
    isDrawn: (element) => element.hasAttribute('aria-label'),
  },
  'sl-qr-code': {
    markup: (url) => `<sl-qr-code size="128" value="${url}"></sl-qr-code>`,
    isDrawn: (element) => (element as Element & { hasUpdated?: boolean }).hasUpdated === true,
  },
  'qr-code-styling': {
    markup: () => `<div style="display: inline-block"></div>`,
    draw: (place, data) => new QRCodeStyling({ type: 'svg', width: 128, height: 128, data }).append(place),
    isDrawn: (element) => element.querySelector('svg > rect') !== null,
  },
  '@bitjson/qr-code': {
    markup: (url) => `<qr-code style="display: inline-block; width: 128px; height: 128px" contents="${url}"></qr-code>`,
    isDrawn: (element) => has(element, 'path'),
  },
};

const has = (element: Element, selector: string) => element.shadowRoot?.querySelector(selector) != null;
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** 30 bytes, each different. */
const urlOf = (index: number) => `https://example.com/menu/${String(index).padStart(5, '0')}`;

const bench = {
  urlOf,

  /** Puts `count` codes on the page; milliseconds until the first `expected` are painted, which are all that draw unasked. */
  async mount(name: string, count: number, expected: number): Promise<number> {
    const { markup, draw } = ways[name]!;
    const start = performance.now();
    document.body.innerHTML = Array.from({ length: count }, (_, index) => markup(urlOf(index))).join('');
    if (draw) [...document.body.children].forEach((place, index) => draw(place, urlOf(index)));
    await this.drawn(name, expected);
    return performance.now() - start;
  },

  /** Resolves two frames after the first `expected` codes are drawn. */
  async drawn(name: string, expected: number): Promise<void> {
    const { isDrawn } = ways[name]!;
    const { children } = document.body;
    for (let index = 0; index < expected; ) {
      if (isDrawn(children[index]!)) index++;
      else await frame();
    }
    await frame();
    await frame();
  },

  /** Scrolls down by whole screens to the end of the page. */
  async scrollThrough(): Promise<void> {
    const { scrollHeight, clientHeight } = document.documentElement;
    for (let top = 0; top < scrollHeight; top += clientHeight) {
      scrollTo(0, top);
      await frame();
      await frame();
    }
  },

  /** How many codes are drawn now; throws unless they are the first ones. */
  count(name: string): number {
    const drawn = [...document.body.children].map(ways[name]!.isDrawn);
    const count = drawn.filter(Boolean).length;
    if (drawn.indexOf(false) !== -1 && drawn.indexOf(false) < count) throw new Error('The codes that are drawn are not the first ones.');
    return count;
  },
};

Object.assign(globalThis, { bench });
