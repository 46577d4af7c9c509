import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layout, renderQrSvg, safety } from '../../src/qr/index.js';
import { decoders, degrade, onPage, unavailable, type DecoderName, type Picture } from '../support/decoders.js';
import { reserve } from '../support/qr-model.js';
import { closeRaster, rasterise } from '../support/raster.js';
import { LOGOS, scanCases, type ScanCase } from '../support/scan-cases.js';

afterAll(closeRaster);

const CASES = 480;
const COUNTS = { zxing: 1, zbar: 0.95, jsqr: 0.95 } satisfies Record<DecoderName, number>;

const cases = scanCases(CASES, 20261124);
const verdicts = cases.map(({ text, options }) => layout(text, options).safety);
const nameOf = ({ text, options, page, pixels }: ScanCase) =>
  JSON.stringify({ text, ...options, logo: options.logo && { size: options.logo.size, of: Object.values(LOGOS).indexOf(options.logo.href) }, page, pixels });

describe('what is called scannable', () => {
  let pictures: Picture[];
  beforeAll(async () => {
    pictures = await rasterise(cases.map(({ text, options }) => ({ svg: renderQrSvg(text, options), width: options.size })));
  }, 120_000);

  it('is a fair part of what is asked for, and not all', () => {
    const scannable = verdicts.filter((verdict) => verdict.scannable).length;
    expect(scannable).toBeGreaterThan(CASES * 0.35);
    expect(scannable).toBeLessThan(CASES * 0.8);
  });

  describe.each(['clean', 'mild'] as const)('%s', (how) => {
    it.each(Object.keys(COUNTS) as DecoderName[])('is read by %s as often as promised', async (name) => {
      if (unavailable.has(name)) return;
      const chosen = cases.flatMap((one, index) => (verdicts[index]!.scannable ? [{ one, picture: pictures[index]!, index }] : []));
      const missed: string[] = [];
      for (const { one, picture, index } of chosen) {
        const seen = degrade(onPage(picture, one.page), how, one.pixels, index);
        const [text] = await decoders[name](seen);
        if (text !== layout(one.text, one.options).text) missed.push(nameOf(one));
      }
      const most = Math.floor(chosen.length * (1 - COUNTS[name]) + 1e-9);
      expect(missed.slice(0, missed.length > most ? 40 : 0)).toEqual([]);
    }, 300_000);
  });
});

describe('what would not scan as it is asked for', () => {
  // Pixels and quiet zone are the page's to give: what is left is style.
  const refused = cases.filter(({ text, options }) => !safety(text, { ...options, quietZone: 4, size: 10_000 }).scannable);

  it('is drawn so that it does', async () => {
    expect(refused.length).toBeGreaterThan(CASES * 0.15);
    const drawings = refused.map(({ text, options }) => {
      const style = { ...options, quietZone: 4, corners: 'square' as const };
      const width = layout(text, style).width * 6;
      return { svg: renderQrSvg(text, { ...style, size: width }), width, text: layout(text, style).text };
    });
    const pictures = await rasterise(drawings);
    const read = await Promise.all(pictures.map((picture) => decoders.zxing(picture)));
    expect(refused.filter((_, index) => read[index]![0] !== drawings[index]!.text).map(nameOf)).toEqual([]);
  }, 120_000);
});

describe('the reserve of a drawn logo', () => {
  it('is never less in the picture than what was computed without it', async () => {
    const withLogo = cases.filter(({ options }) => options.logo && !options.background && !options.gradient);
    const drawings = withLogo.map(({ text, options }) => {
      const style = { ...options, color: '#000000', dots: 'square' as const, quietZone: 4 };
      const picture = layout(text, style);
      const { modules } = picture.symbol;
      return { ...picture, modules, svg: renderQrSvg(text, { ...style, size: picture.width * 10 }), pixels: picture.width * 10 };
    });
    const pictures = await rasterise(drawings.map(({ svg, pixels }) => ({ svg, width: pixels })));
    drawings.forEach(({ modules, symbol, logo }, index) => {
      if (!logo) return;
      const { data, width } = pictures[index]!;
      const seen = modules.map((row, y) => row.map((_, x) => data[4 * ((y + 4) * 10 + 5) * width + 4 * ((x + 4) * 10 + 5)]! < 128));
      const left = reserve(symbol.version, symbol.errorCorrection, modules, seen);
      expect(left, nameOf(withLogo[index]!)).toBeGreaterThanOrEqual(0.2 - 1e-9);
    });
  }, 120_000);
});

