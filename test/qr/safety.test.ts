import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, over, parseColor, toHex, WHITE } from '../../src/qr/color.js';
import { prepare } from '../../src/qr/encode.js';
import { encode, layout, renderQrSvg, safety, type ProblemCode, type QrStyle } from '../../src/qr/index.js';
import { alignmentsUnder, boxOfSide, logoBox, reserveRating } from '../../src/qr/logo.js';
import { problem } from '../../src/qr/problems.js';
import { kindsOf, reserve, sizeOf } from '../support/qr-model.js';

const URL_30 = 'https://go.example.io/r/spring';
const LONG = `https://www.example.com/menu/${'summer-'.repeat(18)}`;
const href = 'data:image/png;base64,AA==';
const codesOf = (style: QrStyle, text = URL_30) => safety(text, style).problems.map(({ code }) => code);

describe('safety of a style as it is asked for', () => {
  it('has nothing to say of black on white', () => {
    expect(safety(URL_30)).toEqual({ scannable: true, margin: 1, problems: [] });
    expect(safety(encode(URL_30), { size: 400 })).toEqual({ scannable: true, margin: 1, problems: [] });
  });

  it.each([
    ['#ffffff on black', { color: '#fff', background: '#000' }, 'inverted', false],
    ['yellow', { color: '#f6cf54' }, 'contrast-low', false],
    ['grey of 4.4:1', { color: '#787878' }, 'contrast-low', true],
    ['a gradient to a light end', { color: '#000', gradient: { to: '#bbb' } }, 'contrast-low', false],
    ['a quiet zone of 1', { quietZone: 1 }, 'quiet-zone', false],
    ['a quiet zone of 3', { quietZone: 3 }, 'quiet-zone', true],
    ['a background that is dark on a white page', { background: '#8c7b75' }, 'quiet-zone', false],
    ['a background that is darker than paper', { background: '#ffd166' }, 'quiet-zone', true],
    ['no quiet zone', { quietZone: 0 }, 'quiet-zone', false],
    ['modules of 2 pixels', { size: 74 }, 'modules-small', false],
    ['round corners', { corners: 'circle' }, 'finder-shape', true],
    ['a logo of half the width', { logo: { href, size: 0.5 } }, 'logo-damage', false],
    ['no colour', { color: 'bluish' }, 'color-unreadable', true],
  ] as [string, QrStyle, ProblemCode, boolean][])('judges %s', (_, style, code, scannable) => {
    expect(codesOf(style)).toContain(code);
    expect(safety(URL_30, style).scannable).toBe(scannable);
  });

  it('takes a low contrast and a narrow quiet zone together', () => {
    const grey = '#808080';
    expect(safety(URL_30, { color: grey }).scannable).toBe(true);
    expect(safety(URL_30, { quietZone: 2 }).scannable).toBe(true);
    expect(safety(URL_30, { color: grey, quietZone: 2 }).scannable).toBe(false);
  });

  it('asks more pixels of large symbols, and of round corners', () => {
    const { width } = layout(URL_30);
    expect(codesOf({ size: width * 3 })).toEqual([]);
    expect(codesOf({ size: width * 3, corners: 'circle' })).toContain('modules-small');
    const large = 'x'.repeat(400);
    expect(codesOf({ size: layout(large).width * 3 }, large)).toContain('modules-small');
    expect(codesOf({ size: layout(large).width * 4 }, large)).toEqual([]);
  });

  it('says of each problem what is wrong and what to do', () => {
    const codes: ProblemCode[] = ['color-unreadable', 'colors-refused', 'contrast-low', 'finder-shape', 'inverted', 'logo-alignment'];
    codes.push('logo-damage', 'logo-dropped', 'logo-not-loaded', 'logo-shrunk', 'modules-small', 'not-verified', 'quiet-zone');
    for (const code of codes) {
      const facts = code === 'logo-not-loaded' ? ['it is not there.'] : [2, 3];
      const said = (problem as (code: ProblemCode, ...facts: unknown[]) => ReturnType<typeof problem>)(code, ...facts);
      expect(said.code).toBe(code);
      for (const sentence of [said.message, said.cure]) expect(sentence).toMatch(/^[A-Z“].*\.$/);
    }
  });
});

describe('layout', () => {
  it('draws black on white where colours would not scan, and says so', () => {
    for (const style of [{ color: 'white', background: 'black' }, { color: '#f6cf54' }, { color: '#000', gradient: { to: '#eee' } }]) {
      const { color, background, gradient, safety: said } = layout(URL_30, style);
      expect({ color, background, gradient }).toEqual({ color: '#000000', background: '#ffffff', gradient: null });
      expect(said).toMatchObject({ scannable: true, margin: 1 });
      expect(said.problems.map(({ code }) => code)).toContain('colors-refused');
    }
  });

  it('keeps colours from a contrast of 3:1 on, and warns below 4.5:1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), (grey) => {
        const color = toHex([grey, grey, grey, 1]);
        const ratio = contrast(parseColor(color)!, WHITE);
        const picture = layout(URL_30, { color });
        expect(picture.color).toBe(ratio < 3 ? '#000000' : color);
        expect(picture.safety.problems.some(({ code }) => code === 'contrast-low')).toBe(ratio < 4.5 && ratio > 1);
      }),
    );
  });

  it('sees translucent colours as they are seen', () => {
    expect(layout(URL_30, { color: 'rgb(0 0 0 / 0.5)', background: '#fff' }).color).toBe('#808080');
    expect(layout(URL_30, { background: 'transparent' }).background).toBe('#ffffff');
  });

  it('shrinks a logo until enough is left, and covers no finder, timing or format', () => {
    const text = fc.oneof(fc.webUrl(), fc.string({ minLength: 1, maxLength: 300 }));
    const level = fc.constantFrom('auto' as const, 'L' as const, 'M' as const, 'Q' as const, 'H' as const);
    fc.assert(
      fc.property(text, level, fc.double({ min: 0.05, max: 1, noNaN: true }), (value, errorCorrection, size) => {
        const { symbol, logo, quietZone, safety: said, patches } = layout(value, { errorCorrection, logo: { href, size } });
        const codes = said.problems.map(({ code }) => code);
        if (!logo) {
          expect(codes).toContain('logo-dropped');
          return;
        }
        expect(codes.includes('logo-shrunk')).toBe(logo.width / symbol.modules.length < size - 1e-9);
        const kinds = kindsOf(symbol.version);
        const [first, last] = [logo.at - quietZone, logo.at - quietZone + logo.width];
        const covered = kinds.flatMap((row, y) => row.filter((_, x) => [x, y].every((at) => at + 1 > first && at < last)));
        expect(covered.filter((kind) => kind !== 'data' && kind !== 'alignment')).toEqual([]);
        expect(patches !== '').toBe(codes.includes('logo-alignment'));
        // Every module below the picture counts as wrong: an oracle that shares no code agrees that enough is left.
        const seen = symbol.modules.map((row, y) => row.map((dark, x) => ([x, y].every((at) => at + 0.5 > first && at + 0.5 < last) ? !dark : dark)));
        expect(reserve(symbol.version, symbol.errorCorrection, symbol.modules, seen)).toBeGreaterThanOrEqual(0.2 - 1e-9);
      }),
      { numRuns: 150 },
    );
  });

  it('goes a version up rather than over an alignment pattern, where that is near', () => {
    const at13 = Array.from({ length: 400 }, (_, length) => 'x'.repeat(length + 1)).find((text) => encode(text).version === 13)!;
    const { symbol, patches } = layout(at13, { logo: { href, size: 0.15 } });
    expect([symbol.version, patches]).toEqual([14, '']);
  });

  it('draws the pattern over the logo where it is not', () => {
    const { symbol, patches, path, quietZone } = layout(LONG, { logo: { href } });
    expect(alignmentsUnder(logoBox(symbol.modules.length, 0.2)!, symbol.version)).toHaveLength(1);
    const middle = (symbol.modules.length - 5) / 2 + quietZone;
    expect(patches).toBe(`M${middle} ${middle}h5v5h-5z`);
    expect(path).toContain(`M${middle} ${middle}h5v1h-5z`);
  });

  it('draws finder patterns solid in every style', () => {
    for (const corners of ['square', 'rounded', 'circle'] as const) {
      const { path } = layout(URL_30, { dots: 'dot', corners });
      // A dot of the outline of the first finder would begin in its first row.
      expect(path).not.toMatch(/M4 4\.5a0\.5/);
    }
  });
});

describe('what a logo leaves', () => {
  it('is what the oracle counts, with pixels and without, for any box', () => {
    // Long enough for blocks of two lengths, where the interleaving is not the same for data and error correction.
    const text = fc.oneof(fc.webUrl(), fc.string({ minLength: 60, maxLength: 400 }));
    const level = fc.constantFrom('L' as const, 'M' as const, 'Q' as const, 'H' as const);
    const shown = fc.constantFrom('light' as const, 'dark' as const, 'unsure' as const, undefined);
    fc.assert(
      fc.property(text, level, fc.integer({ min: 1, max: 12 }), shown, (value, asked, step, shade) => {
        const { modules, version, errorCorrection } = encode(value, { errorCorrection: asked });
        const area = boxOfSide(sizeOf(version), 2 * step + 1);
        if (!area) return;
        const rating = reserveRating(area, shade && (() => shade))((y, x) => modules[y]![x]!, version, errorCorrection);
        const end = area.start + area.side;
        const [from, to] = [area.start + (area.side - area.image) / 2, end - (area.side - area.image) / 2];
        const seen = modules.map((row, y) =>
          row.map((dark, x) => {
            if (![x, y].every((at) => at >= area.start && at < end)) return dark;
            const isInside = [x, y].every((at) => at + 0.5 >= from && at + 0.5 <= to);
            return isInside && shade !== 'light' ? (shade === 'dark' ? true : !dark) : false;
          }),
        );
        expect(rating).toBeCloseTo(reserve(version, errorCorrection, modules, seen), 9);
      }),
    );
  });

  it('is most under the mask that is chosen for it, and more than under the usual one', () => {
    const gains = fc.sample(fc.webUrl(), { numRuns: 32, seed: 1 }).map((url) => {
      const payload = prepare(`https://www.example.com/?to=${url}`, { errorCorrection: 'M' });
      const rate = reserveRating(logoBox(payload.version * 4 + 17, 0.22)!, () => 'dark');
      const chosen = payload.symbol(payload.version, rate);
      const usual = payload.symbol(payload.version).symbol;
      return chosen.rating - rate((y, x) => usual.modules[y]![x]!, usual.version, usual.errorCorrection);
    });
    expect(Math.min(...gains)).toBeGreaterThanOrEqual(0);
    expect(gains.filter((gain) => gain > 0).length).toBeGreaterThan(16);
  });
});

describe('renderQrSvg', () => {
  const elements = (svg: string) => svg.match(/<[a-zA-Z]+/g)!;

  it('is at most five elements, the modules one path, with nothing that runs or styles', () => {
    for (const dots of ['square', 'rounded', 'dot', 'classy'] as const) {
      const svg = renderQrSvg(URL_30, { dots, corners: 'rounded', color: '#1d3557', logo: { href } });
      expect(elements(svg)).toEqual(['<svg', '<title', '<path', '<image', '<path']);
      expect(svg).not.toMatch(/style|script|\son\w+=/);
    }
  });

  it('takes no address that is no picture', () => {
    for (const bad of ['javascript:alert(1)', 'data:text/html,<script>', 'logo.png', '"><script>']) {
      const svg = renderQrSvg(URL_30, { logo: { href: bad } });
      expect(svg).not.toContain('<image');
      expect(layout(URL_30, { logo: { href: bad } }).safety.problems.map(({ code }) => code)).toEqual(['logo-not-loaded']);
    }
  });

  it('escapes text, and replaces what XML cannot hold', () => {
    const svg = renderQrSvg('x', { label: 'a\0b\ud800c & <d>', frame: '<b>"Menu"</b>' });
    expect(svg).toContain('<title>a\ufffdb\ufffdc &#38; &#60;d&#62;</title>');
    expect(svg).toContain('&#60;b&#62;&#34;Menu&#34;&#60;/b&#62;');
  });

  it('names what a text is for, and no password', () => {
    expect(renderQrSvg('WIFI:T:WPA;S:Spring market;P:tulips-2026;;')).toContain('<title>QR code for the Wi-Fi network Spring market</title>');
    expect(renderQrSvg(LONG)).toMatch(/<title>QR code for .{80}…<\/title>/);
  });

  it('gives equal gradients one id, and others another', () => {
    const id = (to: string) => /id="([^"]+)"/.exec(renderQrSvg(URL_30, { color: '#1d3557', gradient: { to } }))![1];
    expect(id('#000000')).toBe(id('#000'));
    expect(id('#000000')).not.toBe(id('#222222'));
  });
});

describe('colours', () => {
  it.each([
    ['#1d3557', [29, 53, 87, 1]],
    ['#abc', [170, 187, 204, 1]],
    ['#00000080', [0, 0, 0, 128 / 255]],
    ['rgb(29, 53, 87)', [29, 53, 87, 1]],
    ['rgba(29 53 87 / 50%)', [29, 53, 87, 0.5]],
    ['hsl(120deg 100% 25%)', [0, 127.5, 0, 1]],
    ['color(srgb 1 0.5 0)', [255, 127.5, 0, 1]],
    [' WHITE ', [255, 255, 255, 1]],
  ] as const)('reads %s', (text, expected) => {
    const color = parseColor(text)!;
    expected.forEach((part, index) => expect(color[index]).toBeCloseTo(part, 6));
  });

  it.each(['', 'bluish', '#12', '#12345', 'rgb(1 2)', 'url(x)', 'color(display-p3 1 0 0)', 'rgb(1,2,3,4,5)', 'hsl(a b c)'])('reads no colour in “%s”', (text) => {
    expect(parseColor(text)).toBeNull();
  });

  // Pairs of the WCAG's own techniques and of its contrast definition.
  it.each([
    ['#000000', 21],
    ['#777777', 4.48],
    ['#767676', 4.54],
    ['#0000ff', 8.59],
    ['#ffffff', 1],
  ] as const)('have the contrast that WCAG defines: %s on white', (color, expected) => {
    expect(contrast(parseColor(color)!, WHITE)).toBeCloseTo(expected, 2);
  });

  it('are mixed with what is behind them', () => {
    expect(toHex(over([255, 0, 0, 0.5], [0, 0, 255, 1]))).toBe('#800080');
  });
});
