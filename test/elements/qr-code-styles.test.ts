import '../../src/elements/qr-code/define.js';
import { layout } from '../../src/qr/layout.js';
import type { QrStyle } from '../../src/qr/style.js';
import { ADDRESS, change, colors, corner, drawn, logoOf, place, placeId, problems, shape, short, stops } from '../support/element.js';
import { expect, html } from '../support/fixture.js';
import { readCode } from '../support/read-code.js';

const value = ADDRESS;
const PUBLIC_URL = 'https://go.example/r/spring-2026';
const shapeOf = (text: string, style: QrStyle = {}) => short(layout(text, style).path);

describe('<jsi-qr-code> takes its style from attributes', () => {
  it('color and background', async () => {
    const element = await place({ value, color: '#1d3557', background: '#f1faee' });
    expect(colors(element)).to.deep.equal({ ink: '#1d3557', paper: '#f1faee' });
    expect(problems(element)).to.deep.equal([]);
  });

  it('color-to, with gradient linear by default and radial', async () => {
    const element = await place({ value, color: '#7b2d8b', 'color-to': '#1d3557' });
    expect(stops(element)).to.deep.equal(['#7b2d8b', '#1d3557']);
    expect(drawn(element)!.querySelectorAll('linearGradient').length).to.equal(1);
    expect(colors(element).ink).to.equal('url("#ink")');
    await change(element, { gradient: 'radial' });
    expect(drawn(element)!.querySelectorAll('radialGradient').length).to.equal(1);
    expect(drawn(element)!.querySelectorAll('linearGradient').length).to.equal(0);
  });

  it('gradient alone changes nothing', async () => {
    const element = await place({ value, gradient: 'radial' });
    expect(colors(element)).to.deep.equal({ ink: '#000000', paper: '#ffffff' });
  });

  for (const dots of ['square', 'rounded', 'dot', 'classy'] as const) {
    it(`dots="${dots}"`, async () => {
      expect(shape(await place({ value, dots }))).to.equal(shapeOf(value, { dots }));
    });
  }

  for (const corners of ['square', 'rounded', 'circle'] as const) {
    it(`corners="${corners}"`, async () => {
      expect(shape(await place({ value, corners }))).to.equal(shapeOf(value, { corners }));
    });
  }

  it('quiet-zone', async () => {
    const element = await place({ value, 'quiet-zone': '7' });
    expect(corner(element)).to.equal('M7 7');
    expect(problems(element)).to.deep.equal([]);
  });

  it('logo and logo-size', async () => {
    const element = await place({ value, logo: logoOf() });
    const width = () => Number(drawn(element)!.querySelector('image')!.getAttribute('width'));
    const usual = width();
    await change(element, { logoSize: 0.1 });
    expect(width()).to.be.lessThan(0.6 * usual);
    expect(problems(element)).to.deep.equal([]);
  });

  it('and ignores values that are none', async () => {
    const plain = shape(await place({ value }));
    const none = { dots: 'spiral', corners: 'star', gradient: 'conic', 'quiet-zone': 'wide', 'logo-size': 'big', 'error-correction': 'X' };
    for (const [name, wrong] of Object.entries(none)) {
      const element = await place({ value, [name]: wrong });
      expect(shape(element), name).to.equal(plain);
      expect(colors(element), name).to.deep.equal({ ink: '#000000', paper: '#ffffff' });
    }
    expect(shape(await place({ value, 'quiet-zone': '-3', dots: 'toString', corners: 'constructor' }))).to.equal(plain);
  });

  it('goes back to the default when an attribute goes', async () => {
    const element = await place({ value, color: '#1d3557', dots: 'dot', corners: 'circle', 'quiet-zone': '6', background: '#f1faee', 'color-to': '#000' });
    for (const name of element.getAttributeNames()) if (name !== 'value') element.removeAttribute(name);
    await element.updateComplete;
    expect(shape(element)).to.equal(shapeOf(value));
    expect(colors(element)).to.deep.equal({ ink: '#000000', paper: '#ffffff' });
  });

  it('and zxing reads every shape with every corner, plain and as a gradient', async () => {
    for (const dots of ['square', 'rounded', 'dot', 'classy']) {
      for (const corners of ['square', 'rounded', 'circle']) {
        for (const ink of [{ color: '#1d3557' }, { color: '#7b2d8b', 'color-to': '#0b5fff', gradient: 'radial' }]) {
          const element = await place({ value, dots, corners, ...ink });
          expect(await readCode(await element.toBlob({ size: 256 })), `${dots} ${corners}`).to.deep.equal([value]);
        }
      }
    }
  });
});

describe('<jsi-qr-code> takes its colours from CSS', () => {
  it('of the element or of anything around it', async () => {
    const own = await place({ value, style: '--jsi-qr-color: #1d3557' });
    expect(colors(own)).to.deep.equal({ ink: '#1d3557', paper: '#ffffff' });
    const around = await place({ value }, { page: html`<div style="--jsi-qr-color: #1d3557; --jsi-qr-background: #f1faee"></div>` });
    expect(colors(around)).to.deep.equal({ ink: '#1d3557', paper: '#f1faee' });
  });

  it('and notices a change when it next updates', async () => {
    const element = await place({ value });
    element.style.setProperty('--jsi-qr-color', '#1d3557');
    await change(element, { value: 'another' });
    expect(colors(element).ink).to.equal('#1d3557');
  });
});

describe('<jsi-qr-code qr-id> takes its style from the options of the code', () => {
  const wanted = shapeOf(PUBLIC_URL, { dots: 'rounded', corners: 'circle' });
  for (const [spelling, options] of [
    ['our own names', { color: '#1d3557', background: '#f1faee', dots: 'rounded', corners: 'circle' }],
    ['snake_case', { foreground_color: '#1d3557', background_color: '#f1faee', dot_style: 'rounded', corner_style: 'circle' }],
    ['{ colors: { dark, light } }', { colors: { dark: '#1d3557', light: '#f1faee' }, dot_type: 'rounded', eyeShape: 'circle' }],
    [
      'the shape of qr-code-styling',
      {
        dotsOptions: { color: '#1d3557', type: 'rounded' },
        backgroundOptions: { color: '#f1faee' },
        cornersSquareOptions: { type: 'dot' },
      },
    ],
  ] as const) {
    it(`in ${spelling}`, async () => {
      const element = await placeId({ options });
      expect(colors(element)).to.deep.equal({ ink: '#1d3557', paper: '#f1faee' });
      expect(shape(element)).to.equal(wanted);
    });
  }

  it('its gradient', async () => {
    const element = await placeId({ options: { color: '#7b2d8b', gradient: { type: 'radial', to: '#1d3557' } } });
    expect(stops(element)).to.deep.equal(['#7b2d8b', '#1d3557']);
    expect(drawn(element)!.querySelectorAll('radialGradient').length).to.equal(1);
  });

  it('its logo, with a size in per cent', async () => {
    const element = await placeId({ options: { image: logoOf(), logo_size: '10%' } });
    const image = drawn(element)!.querySelector('image')!;
    const symbol = layout(PUBLIC_URL).symbol.modules.length;
    expect(Number(image.getAttribute('width'))).to.be.closeTo(0.1 * symbol, 0.01);
    expect(await readCode(await element.toBlob())).to.deep.equal([PUBLIC_URL]);
  });

  it('and ignores what it does not know, and options that are none', async () => {
    const plain = shapeOf(PUBLIC_URL);
    for (const options of [{ theme: 'dark', frame: { text: 'x' } }, { dots: 'constructor', color: ['#111'] }, [], null, 'blue', 7]) {
      const element = await placeId({ options });
      expect(shape(element), JSON.stringify(options)).to.equal(plain);
      expect(colors(element), JSON.stringify(options)).to.deep.equal({ ink: '#000000', paper: '#ffffff' });
    }
  });

  it('keeps the quiet zone that the standard asks for', async () => {
    expect(corner(await placeId({ options: { margin: 0 } }))).to.equal('M4 4');
  });
});

describe('<jsi-qr-code> prefers', () => {
  const options = { color: '#800000', background: '#fff0f0', dots: 'dot', corners: 'circle', margin: 8, gradient: { to: '#400040' } };
  const style = '--jsi-qr-color: #004d00; --jsi-qr-background: #f0fff0';

  it('options to the default', async () => {
    const element = await placeId({ options });
    expect(stops(element)).to.deep.equal(['#800000', '#400040']);
    expect(colors(element).paper).to.equal('#fff0f0');
  });

  it('CSS to options, and then also without the gradient of the other colour', async () => {
    const element = await placeId({ options }, { style });
    expect(colors(element)).to.deep.equal({ ink: '#004d00', paper: '#f0fff0' });
  });

  it('attributes to CSS and options', async () => {
    const own = { color: '#00008b', background: '#f0f0ff', dots: 'classy', corners: 'rounded', 'quiet-zone': '4' };
    const element = await placeId({ options }, { style, ...own });
    expect(colors(element)).to.deep.equal({ ink: '#00008b', paper: '#f0f0ff' });
    expect(shape(element)).to.equal(shapeOf(PUBLIC_URL, { dots: 'classy', corners: 'rounded' }));
    for (const name of Object.keys(own)) element.removeAttribute(name);
    await element.updateComplete;
    expect(colors(element).paper).to.equal('#f0fff0');
    expect(shape(element)).to.equal(shapeOf(PUBLIC_URL, { dots: 'dot', corners: 'circle', quietZone: 8 }));
  });

  it('its own value to the style of a code that it does not show', async () => {
    const element = await placeId({ options }, { value });
    expect(shape(element)).to.equal(shapeOf(value));
    expect(colors(element).ink).to.equal('#000000');
  });
});
