import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encode } from '../../src/qr/index.js';
import { decoders, degrade, onPage, unavailable, type DecoderName, type Page, type Picture } from '../support/decoders.js';
import { pictureOfModules } from '../support/pictures.js';
import {
  blocksOf,
  codewordsOf,
  correctable,
  dataCodewords,
  kindsOf,
  minimalBits,
  reserve,
  sizeOf,
  smallestVersion,
  totalCodewords,
  type Grid,
  type Level,
} from '../support/qr-model.js';
import { random } from '../support/random.js';

const QRCode = createRequire(import.meta.url)('qrcode') as {
  create: (
    text: string,
    options: { errorCorrectionLevel: Level; version?: number; maskPattern?: number },
  ) => { modules: { size: number; get: (y: number, x: number) => number } };
};

const LEVELS = ['L', 'M', 'Q', 'H'] as const;
const VERSIONS = Array.from({ length: 40 }, (_, index) => index + 1);
const URL_TEXT = 'https://go.example/r/spring-2026';

/** A symbol that src/qr has no part in. */
function symbol(text: string, level: Level = 'M', options: { version?: number; maskPattern?: number } = {}): boolean[][] {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: level, ...options });
  return Array.from({ length: modules.size }, (_, y) =>
    Array.from({ length: modules.size }, (_, x) => Boolean(modules.get(y, x))),
  );
}

/** Modules of the other colour. */
function flip(modules: Grid<boolean>, isHit: (x: number, y: number) => boolean): boolean[][] {
  return modules.map((row, y) => row.map((isDark, x) => isDark !== isHit(x, y)));
}

describe.each(['zxing', 'zbar', 'jsqr'] as const)('the decoder %s', (name: DecoderName) => {
  const itHere = it.skipIf(unavailable.has(name));
  const read = decoders[name];

  itHere('reads a symbol', async () => {
    expect(await read(pictureOfModules(symbol(URL_TEXT)))).toEqual([URL_TEXT]);
  });

  itHere.each(['ends with a line end\n', '\r\n\r\n', ' spaces ', 'a\u0000b', 'a\u001db'])('keeps %j', async (text) => {
    expect(await read(pictureOfModules(symbol(text)))).toEqual([text]);
  });

  itHere('reads UTF-8 that says what it is', async () => {
    const text = 'Grüße, 漢字 🎉';
    expect(await read(pictureOfModules(encode(text).modules))).toEqual([text]);
  });

  itHere('finds nothing on an empty page, nor in a ruined symbol', async () => {
    const ruined = flip(symbol(URL_TEXT), (x, y) => x > 9 && y > 9 && (x + y) % 2 === 0);
    expect(await read(pictureOfModules([[false]], 100))).toEqual([]);
    expect(await read(pictureOfModules(ruined))).toEqual([]);
  });

  itHere.each(['white', 'dark', 'busy'] as const)('reads a symbol on a %s page, blurred and with noise', async (page) => {
    const picture = onPage(pictureOfModules(symbol(URL_TEXT), 6), page);
    expect(await read(degrade(picture, 'mild', 6, 1))).toEqual([URL_TEXT]);
  });

  itHere('sees white where a picture is transparent', async () => {
    expect(await read(transparent(pictureOfModules(symbol(URL_TEXT))))).toEqual([URL_TEXT]);
  });

  itHere('reads many at once', async () => {
    const texts = Array.from({ length: 12 }, (_, index) => `batch ${index}`);
    const found = await Promise.all(texts.map((text) => read(pictureOfModules(symbol(text)))));
    expect(found.flat()).toEqual(texts);
  });
});

describe('a picture', () => {
  const picture = pictureOfModules(symbol(URL_TEXT));

  it('is read on a dark page only within a quiet zone', async () => {
    expect(await decoders.zxing(onPage(pictureOfModules(symbol(URL_TEXT), 4, 4), 'dark'))).toEqual([URL_TEXT]);
    expect(await decoders.zxing(onPage(pictureOfModules(symbol(URL_TEXT), 4, 0), 'dark'))).toEqual([]);
  });

  it('lets the page through where it is transparent', async () => {
    expect(await decoders.zxing(onPage(transparent(picture), 'dark'))).toEqual([]);
  });

  it.each(['white', 'dark', 'busy'] as const)('stays as it is in the middle of a %s page, the same each time', (page: Page) => {
    const pasted = onPage(picture, page);
    const margin = (pasted.width - picture.width) / 2;
    const row = Math.floor(picture.height / 2);
    const start = ((row + margin) * pasted.width + margin) * 4;
    expect(pasted.data.slice(start, start + picture.width * 4)).toEqual(
      picture.data.slice(row * picture.width * 4, (row + 1) * picture.width * 4),
    );
    expect(isSame(pasted, onPage(picture, page))).toBe(true);
  });

  it('is degraded by its seed, and darker towards the last corner', () => {
    const paper: Picture = { data: new Uint8ClampedArray(200 * 200 * 4).fill(230), width: 200, height: 200 };
    const once = degrade(paper, 'mild', 4, 1);
    expect(isSame(once, degrade(paper, 'mild', 4, 1))).toBe(true);
    expect(isSame(once, degrade(paper, 'mild', 4, 2))).toBe(false);
    expect(mean(once, 0) / mean(once, 180)).toBeCloseTo(1 / 0.91, 2);
    expect(degrade(paper, 'clean', 4, 1)).toBe(paper);
  });

  const isSame = (one: Picture, other: Picture) => Buffer.from(one.data.buffer).equals(Buffer.from(other.data.buffer));

  /** Of a square of 20 pixels on the diagonal. */
  function mean({ data, width }: Picture, from: number): number {
    let sum = 0;
    for (let y = from; y < from + 20; y++) for (let x = from; x < from + 20; x++) sum += data[(y * width + x) * 4]!;
    return sum / 400;
  }
});

describe('the model of a symbol', () => {
  it('agrees with encode on the smallest version, with and without a mark for UTF-8', () => {
    const anyText = fc.oneof(
      fc.webUrl({ withQueryParameters: true }),
      fc.string({ minLength: 1, maxLength: 120, unit: fc.constantFrom('0', '7', 'A', ':', '/', ' ', 'a', 'é', '漢', '🎉') }),
      fc.stringMatching(/^([0-9]{1,40}|[A-Z $%]{1,30}|[a-z]{1,20}){1,8}$/),
      fc.string({ minLength: 1, maxLength: 300, unit: 'grapheme' }),
    );
    // encode replaces such URLs by their ASCII form.
    const text = anyText.filter((value) => isAscii(value) || !/^\s*https?:/i.test(value));
    fc.assert(
      fc.property(text, (value) => {
        for (const errorCorrection of LEVELS) {
          const [plain, marked] = [false, true].map((eci) => encode(value, { errorCorrection, eci }).version);
          expect(plain).toBe(smallestVersion(value, errorCorrection));
          expect(marked).toBe(smallestVersion(value, errorCorrection, { eci: !isAscii(value) }));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('holds what the standard says', () => {
    expect(VERSIONS.map(totalCodewords)).toEqual(TOTAL_CODEWORDS);
    const full = { L: [7089, 4296, 2953], M: [5596, 3391, 2331], Q: [3993, 2420, 1663], H: [3057, 1852, 1273] };
    for (const level of LEVELS) {
      for (const [mode, character] of ['1', 'A', 'a'].entries()) {
        const most = character.repeat(full[level][mode]!);
        expect(minimalBits(most, 40)).toBeLessThanOrEqual(8 * dataCodewords(40, level));
        expect(minimalBits(most + character, 40)).toBeGreaterThan(8 * dataCodewords(40, level));
      }
    }
    expect(smallestVersion('a'.repeat(1273), 'H')).toBe(40);
    expect(smallestVersion('a'.repeat(1274), 'H')).toBeNull();
  });

  it.each([
    ['01234567', 1, 41],
    ['AC-42', 1, 41],
    ['a', 1, 20],
    ['a', 10, 28],
    ['é', 1, 28],
    // Byte and numeric: 12 + 8 + 14 + 27.
    ['a12345678', 1, 61],
  ])('counts the bits of %s in version %i', (text, version, bits) => {
    expect(minimalBits(text, version)).toBe(bits);
    expect(minimalBits(text, version, { eci: true })).toBe(bits + 12);
  });

  it('knows the function patterns', () => {
    expect(count(kindsOf(1))).toEqual({ finder: 192, timing: 10, format: 31, data: 208 });
    // Six alignment patterns, of which two lie on the timing patterns with 5 modules each.
    expect(count(kindsOf(7))).toEqual({ finder: 192, timing: 48, alignment: 150, format: 31, version: 36, data: 1568 });
  });

  it('maps modules to codewords and blocks as real symbols have them, in every version and level', () => {
    for (const version of VERSIONS) {
      for (const level of LEVELS) {
        // A full symbol: padding is alike in all blocks, and would hide a wrong turn.
        const text = letters(dataCodewords(version, level) - 3);
        for (const block of deinterleave(symbol(text, level, { version, maskPattern: 0 }), version, level)) {
          expect(isReedSolomon(block, 2 * correctable(version, level)), `version ${version}-${level}`).toBe(true);
        }
      }
    }
  });

  function letters(length: number): string {
    const next = random(length);
    return Array.from({ length }, () => String.fromCharCode(97 + Math.floor(26 * next()))).join('');
  }

  function count(grid: Grid<string>): Record<string, number> {
    const sums: Record<string, number> = {};
    for (const kind of grid.flat()) sums[kind] = (sums[kind] ?? 0) + 1;
    return sums;
  }
});

describe('the reserve of a damaged symbol', () => {
  const cases = [
    [1, 'L'],
    [2, 'Q'],
    [5, 'H'],
    [7, 'M'],
    [14, 'Q'],
    [22, 'H'],
  ] as const;

  it.each(cases)('is 0 with all that a block of %i-%s survives, and zxing agrees; not with one more', async (version, level) => {
    const wanted = symbol(URL_TEXT.slice(0, 7), level, { version });
    const most = correctable(version, level);
    for (const block of new Set(blocksOf(version, level))) {
      const last = spoil(wanted, version, level, block, most);
      expect(reserve(version, level, wanted, last)).toBe(0);
      expect(await decoders.zxing(pictureOfModules(last))).toEqual([URL_TEXT.slice(0, 7)]);
      const beyond = spoil(wanted, version, level, block, most + 1);
      expect(reserve(version, level, wanted, beyond)).toBeCloseTo(-1 / most);
      expect(await decoders.zxing(pictureOfModules(beyond))).toEqual([]);
    }
  });

  it('is what the worst block leaves, however many modules of a codeword are wrong', () => {
    const wanted = symbol(URL_TEXT, 'H', { version: 5 });
    expect(reserve(5, 'H', wanted, wanted)).toBe(1);
    const whole = flip(wanted, (x, y) => codewordsOf(5)[y]![x] === 0);
    expect(reserve(5, 'H', wanted, whole)).toBeCloseTo(1 - 1 / 11);
    const some = spoil(spoil(wanted, 5, 'H', 0, 2), 5, 'H', 3, 5);
    expect(reserve(5, 'H', wanted, some)).toBeCloseTo(1 - 5 / 11);
  });

  it('counts no function module and no remainder bit', () => {
    const wanted = symbol(URL_TEXT, 'H', { version: 5 });
    const seen = flip(wanted, (x, y) => codewordsOf(5)[y]![x] === -1);
    expect(seen).not.toEqual(wanted);
    expect(reserve(5, 'H', wanted, seen)).toBe(1);
  });

  /** One module wrong in each of some codewords of a block. */
  function spoil(modules: Grid<boolean>, version: number, level: Level, block: number, codewords: number): boolean[][] {
    const blocks = blocksOf(version, level);
    const left = new Set([...blocks.keys()].filter((codeword) => blocks[codeword] === block).slice(0, codewords));
    return flip(modules, (x, y) => left.delete(codewordsOf(version)[y]![x]!));
  }
});

const isAscii = (text: string) => Buffer.byteLength(text) === text.length;

/** Black, and nothing where it was white. */
function transparent({ data, ...size }: Picture): Picture {
  return { ...size, data: data.map((value, at) => (at % 4 === 3 ? 255 - data[at - 1]! : value && 0)) };
}

/** The codewords of each block of a symbol with mask 0, data first. */
function deinterleave(modules: Grid<boolean>, version: number, level: Level): number[][] {
  const words = Array<number>(totalCodewords(version)).fill(0);
  // The bits of a codeword lie in columns of two, from the right, upwards or downwards.
  const codewords = codewordsOf(version);
  let upwards = true;
  for (let right = sizeOf(version) - 1; right > 0; right -= 2, upwards = !upwards) {
    if (right === 6) right = 5;
    const rows = [...modules.keys()];
    for (const y of upwards ? rows.reverse() : rows) {
      for (const x of [right, right - 1]) {
        const codeword = codewords[y]![x]!;
        if (codeword >= 0) words[codeword] = words[codeword]! * 2 + Number(modules[y]![x] !== ((x + y) % 2 === 0));
      }
    }
  }
  const blocks: number[][] = [];
  blocksOf(version, level).forEach((block, codeword) => (blocks[block] ??= []).push(words[codeword]!));
  return blocks;
}

/** Whether the polynomial of the codewords is 0 at the first powers of 2 in GF(256) (annex A). */
function isReedSolomon(block: readonly number[], errorCorrection: number): boolean {
  for (let power = 0, root = 1; power < errorCorrection; power++, root = times(root, 2)) {
    if (block.reduce((sum, word) => times(sum, root) ^ word, 0) !== 0) return false;
  }
  return true;
}

function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 128; bit > 0; bit >>= 1) {
    product = (product << 1) ^ (product & 128 ? 0x11d : 0);
    if (b & bit) product ^= a;
  }
  return product;
}

/** ISO/IEC 18004, table 1. */
const TOTAL_CODEWORDS = [
  26, 44, 70, 100, 134, 172, 196, 242, 292, 346, 404, 466, 532, 581, 655, 733, 815, 901, 991, 1085, 1156, 1258, 1364, 1474,
  1588, 1706, 1828, 1921, 2051, 2185, 2323, 2465, 2611, 2761, 2876, 3034, 3196, 3362, 3532, 3706,
];
