import '../../src/elements/qr-code/define.js';
import { ADDRESS, change, colors, drawn, place, placeId, problems, stops } from '../support/element.js';
import { expect, html } from '../support/fixture.js';

const value = ADDRESS;
const BLACK_ON_WHITE = { ink: '#000000', paper: '#ffffff' };

/** The colour as a canvas paints it, on white: another way through the browser than ours. */
function painted(color: string): number[] {
  const context = document.createElement('canvas').getContext('2d')!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, 1, 1);
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
}

const channels = (hex: string) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

describe('<jsi-qr-code color> is any CSS colour', () => {
  for (const color of [
    ...['rebeccapurple', '#246', 'rgb(29 53 87)', 'rgb(0 0 0 / 0.8)', 'hsl(210 50% 25%)', 'hwb(250 10% 50%)'],
    ...['oklch(40% 0.15 300)', 'oklab(40% 0.1 -0.1)', 'lab(30% 40 -40)', 'lch(30% 50 300)', 'color(display-p3 0.1 0.2 0.5)'],
    ...['color-mix(in oklab, navy 70%, white)', 'color(srgb 0.1 0.2 0.3)'],
  ]) {
    it(color, async () => {
      const element = await place({ value, color });
      channels(colors(element).ink).forEach((channel, at) => expect(channel).to.be.closeTo(painted(color)[at]!, 2));
      expect(problems(element)).to.deep.equal([]);
    });
  }

  it('currentColor, which is the colour of the text around it', async () => {
    expect(colors(await place({ value, color: 'currentColor' }, { page: html`<div style="color: #1d3557"></div>` })).ink).to.equal('#1d3557');
  });

  it('a variable', async () => {
    const page = html`<div style="--brand: oklch(40% 0.15 300)"></div>`;
    const [byName, itself] = [await place({ value, color: 'var(--brand)' }, { page }), await place({ value, color: 'oklch(40% 0.15 300)' })];
    expect(colors(byName)).to.deep.equal(colors(itself));
  });

  it('light-dark(), by the scheme of the page around it', async () => {
    const color = 'light-dark(#1d3557, #5a1a1a)';
    expect(colors(await place({ value, color }, { page: html`<div style="color-scheme: light"></div>` })).ink).to.equal('#1d3557');
    expect(colors(await place({ value, color }, { page: html`<div style="color-scheme: dark"></div>` })).ink).to.equal('#5a1a1a');
  });

  it('and so are color-to, background, the CSS properties and the options', async () => {
    const wanted = colors(await place({ value, color: '#1d3557', background: '#e6f0ff' }));
    const [ink, paper] = ['rgb(from #1d3557 r g b)', 'color(srgb 0.90196 0.94118 1)'];
    expect(colors(await place({ value, color: ink, background: paper }))).to.deep.equal(wanted);
    expect(colors(await place({ value, style: `--jsi-qr-color: ${ink}; --jsi-qr-background: ${paper}` }))).to.deep.equal(wanted);
    expect(colors(await placeId({ options: { color: ink, background: paper } }))).to.deep.equal(wanted);
    expect(stops(await place({ value, 'color-to': ink }))).to.deep.equal(['#000000', '#1d3557']);
  });

  it('leaves nothing behind of what it measures with', async () => {
    const element = await place({ value, color: 'oklch(40% 0.15 300)' });
    expect(element.renderRoot.querySelectorAll('span').length).to.equal(0);
  });
});

describe('<jsi-qr-code> does not draw colours that would not scan', () => {
  for (const [what, style, codes] of [
    ['light on dark', { color: '#fff', background: '#000' }, ['inverted', 'colors-refused']],
    ['the same twice', { color: '#777', background: '#777' }, ['inverted', 'colors-refused']],
    ['yellow on white', { color: '#f6cf54' }, ['contrast-low', 'colors-refused']],
    ['red on green', { color: '#d00', background: '#6a6' }, ['contrast-low', 'colors-refused']],
    ['a gradient that ends too light', { color: '#000', 'color-to': '#ddd' }, ['contrast-low', 'colors-refused']],
    ['nearly transparent ink', { color: 'rgb(0 0 0 / 0.2)' }, ['contrast-low', 'colors-refused']],
    ['transparent ink', { color: 'transparent' }, ['inverted', 'colors-refused']],
  ] as const) {
    it(`${what}: black on white instead, and says so`, async () => {
      const element = await place({ value, ...style });
      expect(colors(element)).to.deep.equal(BLACK_ON_WHITE);
      expect(problems(element)).to.deep.equal(codes);
      expect(element.safety).to.include({ scannable: true, margin: 1 });
    });
  }

  it('warns between 3:1 and 4.5:1, and draws them', async () => {
    const element = await place({ value, color: '#888' });
    expect(colors(element).ink).to.equal('#888888');
    expect(problems(element)).to.deep.equal(['contrast-low']);
    expect(element.safety.problems[0]!.message).to.contain('3.5:1');
    expect(element.safety.scannable).to.equal(true);
    expect(element.safety.margin).to.be.within(0.5, 0.99);
    await change(element, { color: '#666' });
    expect(problems(element)).to.deep.equal([]);
  });

  it('shows the light one of two colours through a background that lets it', async () => {
    const element = await place({ value, background: 'transparent' }, { page: html`<div style="background: #000"></div>` });
    expect(colors(element)).to.deep.equal(BLACK_ON_WHITE);
  });

  for (const [where, make] of [
    ['the attribute', () => place({ value, color: 'bluish' })],
    ['CSS', () => place({ value, style: '--jsi-qr-color: bluish' })],
    ['the options', () => placeId({ options: { color: 'bluish' } })],
  ] as const) {
    it(`draws black for what is no colour, from ${where}, and names it`, async () => {
      const element = await make();
      expect(colors(element)).to.deep.equal(BLACK_ON_WHITE);
      expect(problems(element)).to.deep.equal(['color-unreadable']);
      expect(element.safety.problems[0]!.message).to.contain('“bluish”');
    });
  }

  it('draws white for a background that is no colour', async () => {
    const element = await place({ value, background: 'url(https://example.com/x.png)' });
    expect(colors(element)).to.deep.equal(BLACK_ON_WHITE);
    expect(problems(element)).to.deep.equal(['color-unreadable']);
  });
});

describe('<jsi-qr-code> on a dark page', () => {
  it('keeps its light quiet zone', async () => {
    for (const attributes of [{ value }, { value, dots: 'dot' }, { value, color: 'CanvasText' }] as Record<string, string>[]) {
      const element = await place(attributes, { page: html`<div style="color-scheme: dark; background: #000; color: #fff"></div>` });
      expect(colors(element)).to.deep.equal(BLACK_ON_WHITE);
      const [box, paper] = [drawn(element)!, drawn(element)!.querySelector('path')!].map((one) => one.getBoundingClientRect()) as [DOMRect, DOMRect];
      expect([box.width, box.height]).to.deep.equal([192, 192]);
      expect(paper.left <= box.left && paper.top <= box.top && paper.right >= box.right && paper.bottom >= box.bottom).to.equal(true);
    }
  });
});
