import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { frameOf } from '../../src/qr/frame.js';
import { renderQrSvg } from '../../src/qr/index.js';
import { decoders } from '../support/decoders.js';
import { opaque } from '../support/pictures.js';
import { closeRaster, rasterise } from '../support/raster.js';

afterAll(closeRaster);

const word = fc.string({ minLength: 1, maxLength: 14, unit: 'grapheme' }).filter((text) => text.trim() !== '');
const call = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
const width = fc.integer({ min: 21, max: 197 });

describe('a frame with a call to action', () => {
  it('keeps a short call on one line at full size', () => {
    const { lines, fontSize } = frameOf(33, 'Scan me');
    expect(lines).toEqual(['Scan me']);
    expect(fontSize).toBeCloseTo(0.105 * 33, 6);
  });

  it('breaks a long call into the two lines that are most alike', () => {
    expect(frameOf(33, 'Win a weekend for two in Groningen').lines).toEqual(['Win a weekend for', 'two in Groningen']);
  });

  it('makes one long word smaller, since it cannot be broken', () => {
    const { lines, fontSize } = frameOf(33, 'Straßenbahnhaltestellenfahrplan');
    expect(lines).toHaveLength(1);
    expect(fontSize).toBeLessThan(0.105 * 33);
  });

  it('loses no word and no order, whatever the text', () => {
    fc.assert(
      fc.property(width, call, (modules, text) => {
        const { lines } = frameOf(modules, text);
        expect(lines.length).toBeLessThanOrEqual(2);
        expect(lines.join(' ')).toBe(text.trim().replace(/\s+/g, ' '));
      }),
    );
  });

  it('has its lines below the code and inside the border, one below the other', () => {
    fc.assert(
      fc.property(width, call, (modules, text) => {
        const { border, outerWidth, outerHeight, lineMiddles, fontSize, lines } = frameOf(modules, text);
        expect(outerWidth).toBe(modules + 2 * border);
        expect(fontSize).toBeGreaterThan(0);
        expect(lineMiddles).toHaveLength(lines.length);
        expect(lineMiddles[0]! - fontSize / 2).toBeGreaterThanOrEqual(modules);
        expect(lineMiddles.at(-1)! + fontSize / 2).toBeLessThanOrEqual(outerHeight - border);
        if (lines.length === 2) expect(lineMiddles[1]! - lineMiddles[0]!).toBeGreaterThanOrEqual(fontSize);
      }),
    );
  });

  it('grows with the code: all of it is in modules', () => {
    const [small, large] = [frameOf(33, 'Scan for the menu'), frameOf(66, 'Scan for the menu')];
    expect(large.lines).toEqual(small.lines);
    expect(large.fontSize).toBeCloseTo(2 * small.fontSize, 6);
  });

  it.each([
    ...['Scan for the menu', 'WWWWWWWW MMMMMMMM', 'Win a weekend for two in Groningen', 'Straßenbahnhaltestellenfahrplan'],
    ...['夏の大セール 会場はこちら', 'امسح الرمز للقائمة'],
  ])(
    'draws no letter outside the frame, and the code is read: %s',
    async (frame) => {
      const pixels = 480;
      const [plain, framed] = await rasterise(
        ['', frame].map((text) => ({ svg: renderQrSvg('https://example.com/', { size: pixels, ...(text && { frame: text }) }), width: pixels })),
      );
      expect(await decoders.zxing(framed!)).toEqual(['https://example.com/']);
      expect(framed!.height).toBeGreaterThan(plain!.height);

      // Text is as light as the background; the border on both sides of the band may hold none.
      const { data, width: wide, height } = opaque({ ...framed!, data: framed!.data.slice() });
      const band = { from: Math.ceil(wide * 0.98), to: height - Math.ceil(wide * 0.05) };
      const isLight = (x: number, y: number) => data[4 * (y * wide + x)]! > 128;
      const column = Math.round(wide * 0.02);
      for (let y = band.from; y < band.to; y++) {
        expect(isLight(column, y), `left edge, row ${y}`).toBe(false);
        expect(isLight(wide - 1 - column, y), `right edge, row ${y}`).toBe(false);
      }
    },
  );

  it('shows its text as text', () => {
    const svg = renderQrSvg('x', { frame: '<script>alert("1")</script> & more' });
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;');
    expect(svg).toContain('&#38; more');
  });
});
