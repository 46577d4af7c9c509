import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divide, LEVELS } from '../../src/qr/capacity.js';
import { encode, EncodeError, modulesPath, renderQrSvg, statusOf } from '../../src/qr/index.js';
import { segment } from '../../src/qr/segments.js';
import { templateOf } from '../../src/qr/template.js';
import { decodeModules } from '../support/decode.js';

interface Matrix {
  size: number;
  data: ArrayLike<number>;
  get: (y: number, x: number) => number;
}

const MODES = ['numeric', 'alphanumeric', 'byte'] as const;
const require = createRequire(import.meta.url);
const QRCode = require('qrcode') as {
  create: (
    text: string | { mode: string; data: string }[],
    options: { errorCorrectionLevel: string; version?: number; maskPattern?: number },
  ) => { version: number; modules: Matrix };
};
type Rule = 'getPenaltyN1' | 'getPenaltyN2' | 'getPenaltyN3' | 'getPenaltyN4';
const maskPattern = require('qrcode/lib/core/mask-pattern.js') as Record<Rule, (matrix: Matrix) => number>;

describe('encode', () => {
  it('draws what zxing reads back, for any text', async () => {
    const text = fc.oneof(fc.webUrl(), fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme-ascii' }));
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        expect(await decodeModules(encode(value).modules)).toEqual([value]);
      }),
      { numRuns: 150 },
    );
  });

  it.each(['こんにちは世界', 'Grüße', '🎉 party', 'Привет', 'שלום'])('keeps %s', async (text) => {
    expect(await decodeModules(encode(text).modules)).toEqual([text]);
  });

  it('raises the level for free, and never the size', () => {
    fc.assert(
      fc.property(fc.webUrl(), (url) => {
        const [auto, least] = [encode(url), encode(url, { errorCorrection: 'M' })];
        expect(auto.version).toBe(least.version);
        expect('MQH').toContain(auto.errorCorrection);
        const next = { M: 'Q', Q: 'H' }[auto.errorCorrection as string];
        if (next) expect(encode(url, { errorCorrection: next as 'Q' }).version).toBeGreaterThan(auto.version);
      }),
    );
  });

  it('takes the level it is given', () => {
    expect(encode('x', { errorCorrection: 'L' }).errorCorrection).toBe('L');
  });

  it.each([
    ['L', 2953],
    ['M', 2331],
    ['Q', 1663],
    ['H', 1273],
  ] as const)('holds exactly the stated capacity at level %s', (errorCorrection, capacity) => {
    expect(encode('x'.repeat(capacity), { errorCorrection }).version).toBe(40);
    expect(() => encode('x'.repeat(capacity + 1), { errorCorrection })).toThrow(
      expect.objectContaining({ name: 'EncodeError', code: 'too-long', capacity }) as Error,
    );
  });

  it('refuses empty text, and replaces what UTF-8 cannot hold', async () => {
    expect(() => encode('')).toThrow(EncodeError);
    expect(await decodeModules(encode('a\ud800b').modules)).toEqual(['a\ufffdb']);
  });
});

describe('what encode chooses', () => {
  const anyText = fc.oneof(
    fc.webUrl(),
    fc.string({ minLength: 1, maxLength: 120, unit: fc.constantFrom('0', '7', 'A', ':', '/', ' ', 'a', 'é', '漢', '🎉') }),
    fc.stringMatching(/^([0-9]{1,40}|[A-Z $%]{1,30}|[a-z]{1,20}){1,8}$/),
  );
  const textsOf = (numRuns: number) => fc.sample(anyText, numRuns);

  it('is never a larger symbol than the one of the qrcode package', () => {
    for (const text of textsOf(1500)) {
      for (const level of ['L', 'M', 'Q', 'H'] as const) {
        const { version } = QRCode.create(text, { errorCorrectionLevel: level });
        expect(encode(text, { errorCorrection: level, eci: false }).version, text).toBeLessThanOrEqual(version);
      }
    }
  });

  it('is read back by zxing in mixed modes', async () => {
    for (const text of textsOf(150)) expect(await decodeModules(encode(text).modules)).toEqual([text]);
  });

  it('is the mask that the qrcode package scores lowest of all eight', () => {
    for (const text of textsOf(300)) {
      const { modules, version } = encode(text, { errorCorrection: 'M', eci: false });
      const segments = segment(text, version).segments.map((one) => ({ mode: MODES[one.mode], data: one.text }));
      const scores = [0, 1, 2, 3, 4, 5, 6, 7].map((mask) => {
        return penalty(QRCode.create(segments, { version, errorCorrectionLevel: 'M', maskPattern: mask }).modules);
      });
      const data = modules.flat().map(Number);
      const size = modules.length;
      expect(penalty({ size, data, get: (y, x) => data[y * size + x]! }), text).toBe(Math.min(...scores));
    }
  });

  /** The score of ISO/IEC 18004, 7.8.3, as the qrcode package computes it. */
  function penalty(matrix: Matrix): number {
    const { getPenaltyN1, getPenaltyN2, getPenaltyN3, getPenaltyN4 } = maskPattern;
    return getPenaltyN1(matrix) + getPenaltyN2(matrix) + getPenaltyN3(matrix) + getPenaltyN4(matrix);
  }
});

describe('the tables', () => {
  const codes = require('qrcode/lib/core/error-correction-code.js') as Record<'getBlocksCount' | 'getTotalCodewordsCount', (version: number, level: unknown) => number>;
  const levels = require('qrcode/lib/core/error-correction-level.js') as Record<string, unknown>;
  const utils = require('qrcode/lib/core/utils.js') as { getSymbolTotalCodewords: (version: number) => number };
  const alignment = require('qrcode/lib/core/alignment-pattern.js') as { getPositions: (version: number) => [number, number][] };

  it.each(LEVELS)('are those of the qrcode package at level %s, in all versions', (level) => {
    for (let version = 1; version <= 40; version++) {
      const blocks = codes.getBlocksCount(version, levels[level]);
      const ec = codes.getTotalCodewordsCount(version, levels[level]);
      const total = utils.getSymbolTotalCodewords(version);
      expect(divide(version, level), `${version}`).toEqual({ total, data: total - ec, blocks, ecPerBlock: ec / blocks });
    }
  });

  it('put the alignment patterns where the qrcode package has them', () => {
    for (let version = 1; version <= 40; version++) {
      expect([...templateOf(version).alignments].sort(), `${version}`).toEqual(alignment.getPositions(version).sort());
    }
  });
});

describe('renderQrSvg', () => {
  it('is three nodes with an escaped title and no style', () => {
    const svg = renderQrSvg('https://example.com/?a=1&b=<2>', { size: 100, label: '"Menu" & <more>' });
    expect(svg).toContain('<title>&#34;Menu&#34; &#38; &#60;more&#62;</title>');
    expect(svg.match(/<\w+/g)).toEqual(['<svg', '<title', '<path', '<path']);
    expect(svg).not.toMatch(/style|script/);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="100" height="100" viewBox="0 0 (\d+) \1"/);
  });

  it('covers every dark module once and no light one', () => {
    const { modules } = encode('https://example.com/');
    const covered = modules.map((row) => row.map(() => 0));
    for (const [, x, y, width] of modulesPath(modules, 2).matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
      for (let i = 0; i < Number(width); i++) covered[Number(y) - 2]![Number(x) - 2 + i]!++;
    }
    expect(covered).toEqual(modules.map((row) => row.map(Number)));
  });
});

describe('statusOf', () => {
  const code = { is_active: true, type: 'dynamic', expires_at: null, licensed_until: null };
  const at = new Date('2026-11-23T12:00:00Z');
  it.each([
    ['active', {}],
    ['inactive', { is_active: false, expires_at: '2020-01-01T00:00:00Z' }],
    ['expired', { expires_at: '2026-11-23T12:00:00Z', licensed_until: '2020-01-01T00:00:00Z' }],
    ['licence-ended', { licensed_until: '2026-11-23T12:00:00Z' }],
    ['active', { licensed_until: '2020-01-01T00:00:00Z', type: 'static' }],
    ['active', { expires_at: 'whenever' }],
  ])('is %s', (status, fields) => {
    expect(statusOf({ ...code, ...fields }, at)).toBe(status);
  });
});
