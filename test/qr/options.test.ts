import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOptions } from '../../src/elements/qr-code/options.js';

const LOGO = 'https://cdn.example/logo.svg';

describe('the options of a code', () => {
  it.each([
    ['the names of our attributes', { color: '#123456', background: '#fff', dots: 'rounded', corners: 'circle', logo: LOGO, 'logo-size': 0.25, 'quiet-zone': 6 }],
    ['snake_case', { foreground_color: '#123456', background_color: '#fff', dot_style: 'rounded', corner_style: 'circle', logo_url: LOGO, logo_size: 0.25, quiet_zone: 6 }],
    ['camelCase', { foregroundColor: '#123456', backgroundColor: '#fff', dotStyle: 'Rounded', cornerStyle: 'Circle', logoUrl: LOGO, logoSize: '25%', quietZone: '6' }],
    ['the shape of qr-code-styling', {
      dotsOptions: { color: '#123456', type: 'extra-rounded' },
      backgroundOptions: { color: '#fff' },
      cornersSquareOptions: { type: 'dot', color: '#000' },
      image: LOGO,
      imageOptions: { imageSize: 0.25, hideBackgroundDots: true },
      margin: 6,
    }],
    ['the shape of qrcode and its like', { colors: { dark: '#123456', light: '#fff' }, style: 'round', eye_style: 'circle', logo: { url: LOGO, size: 25 }, margin: 6 }],
    ['short names', { fg: '#123456', bg: '#fff', body: 'fluid', eye: 'circle', icon: LOGO, logo_scale: '25 %', padding: 6 }],
    ['names in capitals with spaces', { 'Foreground Color': ' #123456 ', 'Background Color': '#fff', 'DOT STYLE': 'ROUND', 'Eye Shape': 'Circle', 'LOGO URL': LOGO, 'Logo Size': 25, 'Quiet Zone': 6 }],
  ])('are read in %s', (_, options) => {
    expect(readOptions(options)).toEqual({
      ...{ color: '#123456', background: '#fff', dots: 'rounded', corners: 'circle', logo: LOGO, logoSize: 0.25, quietZone: 6 },
    });
  });

  it.each([
    ['two fields', { color: '#111', color_to: '#0b5fff', gradient_type: 'radial' }, 'radial'],
    ['an object', { gradient: { type: 'linear', from: '#111', to: '#0b5fff' } }, 'linear'],
    ['stops', { dotsOptions: { gradient: { type: 'radial', colorStops: [{ offset: 0, color: '#111' }, { offset: 0.5, color: '#222' }, { offset: 1, color: '#0b5fff' }] } } }, 'radial'],
    ['a word', { gradient: 'radial', gradientStart: '#111', gradientEnd: '#0b5fff' }, 'radial'],
  ])('give a gradient as %s', (_, options, type) => {
    expect(readOptions(options)).toEqual({ color: '#111', gradient: { type, to: '#0b5fff' } });
  });

  it.each([
    ['square', 'square'],
    ['dots', 'dot'],
    ['circle', 'dot'],
    ['extra-rounded', 'rounded'],
    ['classy-rounded', 'classy'],
    ['leaf', 'classy'],
  ])('know dots as “%s”', (name, dots) => {
    expect(readOptions({ dots: name })).toEqual({ dots });
  });

  it('take a logo’s size as a share or as a percentage, and not in pixels', () => {
    expect(readOptions({ logo_size: 0.3 }).logoSize).toBe(0.3);
    expect(readOptions({ logo_size: 30 }).logoSize).toBe(0.3);
    expect(readOptions({ logo_size: '30%' }).logoSize).toBe(0.3);
    for (const none of [0, -1, 240, '240px', 'big', null, NaN, Infinity]) expect(readOptions({ logo_size: none })).toEqual({});
  });

  it('never make the quiet zone smaller than the standard asks for', () => {
    for (const none of [0, 1, 3.9, 4, -2, 21, 400, '', 'wide']) expect(readOptions({ margin: none })).toEqual({});
    expect(readOptions({ margin: 8.7 }).quietZone).toBe(8);
  });

  it.each(['javascript:alert(1)', '/logo.png', 'data:text/html,<script>', 'file:///etc/passwd', 'blob:https://a.example/1', '//cdn.example/x.png'])(
    'take no logo from %s: what the API sends is not of this site',
    (logo) => {
      expect(readOptions({ logo })).toEqual({});
    },
  );

  it('prefer the plain name to a rarer one', () => {
    expect(readOptions({ fg: '#111', color: '#222' }).color).toBe('#222');
    expect(readOptions({ image: 'https://a.example/', logo: LOGO }).logo).toBe(LOGO);
  });

  it('ignore what they do not know, and what is no style', () => {
    expect(readOptions(undefined)).toEqual({});
    expect(readOptions({})).toEqual({});
    const noise = { theme: 'dark', version: 5, dots: 'spiral', corners: 7, color: ['#111'], background: '', logo: true, quiet: {}, gradient: null };
    expect(readOptions(noise)).toEqual({});
    expect(readOptions({ color: 'x'.repeat(65) })).toEqual({});
    expect(readOptions({ constructor: '#111', __proto__: { color: '#222' }, toString: '#333' })).toEqual({});
    expect(readOptions({ dots: 'constructor', corners: 'toString' })).toEqual({});
  });

  it('are read from anything without a throw, and give nothing but what is documented', () => {
    const names = fc.constantFrom('color', 'fg', 'gradient', 'to', 'colorStops', 'dots', 'dotsOptions', 'type', 'corners', 'logo', 'image', 'size', 'margin', 'options');
    const { tree } = fc.letrec((tie) => ({
      leaf: fc.oneof(fc.string({ maxLength: 80 }), fc.double(), fc.constantFrom(null, true, undefined, 'rounded', '#123', LOGO, '30%', [{ color: '#111' }, { color: '#222' }, null])),
      tree: fc.dictionary(fc.oneof(names, fc.string({ maxLength: 12 })), fc.oneof({ depthSize: 'small' }, tie('leaf'), tie('tree')), { maxKeys: 8 }),
    }));
    fc.assert(
      fc.property(tree, (options) => {
        const read = readOptions(options);
        const { color = '#1', background = '#1', dots = 'dot', corners = 'circle', logo = LOGO, logoSize = 0.5, quietZone = 5, gradient, ...rest } = read;
        expect(rest).toEqual({});
        for (const one of [color, background, gradient?.to ?? '#1']) expect(one).toMatch(/^\S(.{0,62}\S)?$/su);
        expect(['square', 'rounded', 'dot', 'classy']).toContain(dots);
        expect(['square', 'rounded', 'circle']).toContain(corners);
        expect(logo).toMatch(/^(https?:\/\/|data:image\/)/i);
        expect(logoSize).toBeGreaterThan(0);
        expect(logoSize).toBeLessThanOrEqual(1);
        expect(quietZone).toBeGreaterThan(4);
        expect(quietZone).toBeLessThanOrEqual(20);
        expect(['linear', 'radial']).toContain(gradient?.type ?? 'linear');
      }),
      { numRuns: 500 },
    );
  });

  it('end, however deep they are and even where they hold themselves', () => {
    const own: Record<string, unknown> = { color: '#111' };
    own['colors'] = own;
    expect(readOptions(own).color).toBe('#111');
  });
});
