import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encode, layout, renderQrSvg } from '../../src/qr/index.js';
import { neededPixels } from '../../src/qr/measures.js';
import { corpus } from '../support/corpus.js';
import { decoders, onPage, unavailable, type DecoderName, type Page, type Picture } from '../support/decoders.js';
import { smallestVersion } from '../support/qr-model.js';
import { closeRaster, rasterise } from '../support/raster.js';

afterAll(closeRaster);

const fits = corpus.filter(({ text }) => canEncode(text));
const isAscii = (text: string) => !/[^\0-\x7f]/.test(text);

function canEncode(text: string): boolean {
  try {
    return encode(text).version > 0;
  } catch {
    return false;
  }
}

/** What a scan gives back: an http(s) URL comes in its ASCII form. */
function expected(text: string): string {
  const whole = text.toWellFormed();
  return !isAscii(whole) && /^https?:\/\/\S+$/i.test(whole) && URL.canParse(whole) ? new URL(whole).href : whole;
}

let pictures: Picture[];
beforeAll(async () => {
  const drawings = fits.map(({ text }) => {
    const { width, symbol } = layout(text);
    // As small as `safety` allows.
    const size = width * neededPixels(symbol.version);
    expect(layout(text, { size }).safety).toMatchObject({ scannable: true, margin: 1, problems: [] });
    return { svg: renderQrSvg(text, { size }), width: size };
  });
  pictures = await rasterise(drawings);
}, 120_000);

describe.each(['white', 'dark', 'busy'] as Page[])('every default code of the corpus on a %s page', (page) => {
  it.each(['zxing', 'zbar', 'jsqr'] as DecoderName[])('is read exactly by %s', async (name) => {
    if (unavailable.has(name)) return;
    const read = await Promise.all(pictures.map((picture) => decoders[name](onPage(picture, page))));
    const wrong = fits.filter(({ text }, index) => read[index]![0] !== expected(text)).map(({ id, category }) => `${id} ${category}`);
    expect(fits.length).toBeGreaterThan(140);
    expect(wrong).toEqual([]);
  }, 120_000);
});

it('what is not ASCII is read by zbar as it is, all of it', async () => {
  if (unavailable.has('zbar')) return;
  const chosen = fits.flatMap(({ id, text }, index) => (isAscii(text) ? [] : [{ id, text, picture: pictures[index]! }]));
  expect(chosen.length).toBeGreaterThan(30);
  const read = await Promise.all(chosen.map(({ picture }) => decoders.zbar(picture)));
  expect(chosen.filter(({ text }, index) => read[index]![0] !== expected(text)).map(({ id }) => id)).toEqual([]);
}, 60_000);

it('what no symbol holds is refused with how much would fit, and nothing else is', () => {
  for (const { id, text } of corpus) {
    const fitsModel = text !== '' && smallestVersion(expected(text), 'M') !== null;
    expect(canEncode(text), id).toBe(fitsModel);
    if (!fitsModel) expect(() => encode(text), id).toThrow(expect.objectContaining({ name: 'EncodeError', capacity: 2331 }) as Error);
  }
});
