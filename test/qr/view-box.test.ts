import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snap } from '../../src/qr/view-box.js';

const numbers = (viewBox: string) => viewBox.split(' ').map(Number) as [number, number, number, number];
/** Widths of all symbols with quiet zones of 0 to 10. */
const modules = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 10 })).map(([version, quiet]) => version * 4 + 17 + 2 * quiet);
/** Whole, or in 64ths of a CSS pixel on some screen. */
const pixels = fc.oneof(
  fc.integer({ min: 16, max: 4096 }),
  fc.tuple(fc.integer({ min: 16 * 64, max: 1600 * 64 }), fc.constantFrom(1, 1.1, 1.25, 1.5, 2.625, 3)).map(([parts, ratio]) => (parts / 64) * ratio),
);

/** Where a module's edge lies, in pixels from the left and the top of the square. */
function edgesOf(width: number, square: number, reserved: number) {
  const { viewBox, scale } = snap(width, square, reserved);
  const [x, y, w, h] = numbers(viewBox);
  const [across, down] = [square / w, square / h];
  return { scale, across, down, left: -x * across, top: -y * down };
}

describe('snap', () => {
  it('puts the edges of every module on whole pixels, unless a module has less than two', () => {
    fc.assert(
      fc.property(modules, pixels, (width, square) => {
        const { scale, across, down, left, top } = edgesOf(width, square, 0);
        expect(across).toBeCloseTo(scale, 3);
        expect(down).toBeCloseTo(scale, 3);
        if (scale < 2) return;
        expect(Number.isInteger(scale)).toBe(true);
        for (const module of [0, 1, 4, Math.floor(width / 2), width]) {
          for (const edge of [left + module * across, top + module * down]) {
            // Four decimals of a module: a wide symbol in a large square is off by less than a twentieth of a pixel.
            expect(Math.abs(edge - Math.round(edge))).toBeLessThan(0.05);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('takes the largest scale that fits, and centres the code to the pixel', () => {
    fc.assert(
      fc.property(modules, pixels, (width, square) => {
        const { scale, left, top } = edgesOf(width, square, 0);
        expect(scale * width).toBeLessThanOrEqual(square + 0.051);
        if (scale >= 2) expect((scale + 1) * width).toBeGreaterThan(square);
        const right = square - left - scale * width;
        expect(left).toBeGreaterThanOrEqual(-0.05);
        expect(right - left).toBeGreaterThanOrEqual(-0.2);
        expect(right - left).toBeLessThan(2.1);
        expect(top).toBeCloseTo(left, 6);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps the code above what is reserved', () => {
    fc.assert(
      fc.property(modules, fc.integer({ min: 200, max: 1000 }), fc.integer({ min: 1, max: 100 }), (width, square, reserved) => {
        const { scale, left, top } = edgesOf(width, square, reserved);
        expect(top + scale * width).toBeLessThanOrEqual(square - reserved + 0.1);
        expect(top).toBeGreaterThanOrEqual(-0.05);
        expect(left + scale * width).toBeLessThanOrEqual(square + 0.1);
      }),
    );
  });

  it('fills the square where a module would get less than two pixels', () => {
    for (const [width, square] of [[33, 65], [185, 192], [101, 101], [41, 20]] as const) {
      const { scale, viewBox } = snap(width, square);
      expect(scale).toBeCloseTo(square / width, 6);
      expect(numbers(viewBox)[2]).toBeCloseTo(width, 3);
    }
  });

  it('covers the view box with the background, and a module more, for the rest of a broken pixel', () => {
    fc.assert(
      fc.property(modules, pixels, fc.integer({ min: 0, max: 60 }), (width, square, reserved) => {
        const { viewBox, background } = snap(width, square, reserved);
        const [x, y, w, h] = numbers(viewBox);
        const [, left, top, across, down, back] = /^M(\S+) (\S+)h(\S+)v(\S+)h-(\S+)z$/.exec(background)!.map(Number);
        expect([left, top].map((start) => start! + 1)).toEqual([expect.closeTo(x, 3), expect.closeTo(y, 3)]);
        expect([across, down, back]).toEqual([expect.closeTo(w + 2, 3), expect.closeTo(h + 2, 3), across]);
      }),
    );
  });

  it('takes what a browser cannot tell from a whole pixel for one', () => {
    for (const square of [165, 165 - 1 / 64, 165 + 1 / 64, 150 * 1.1]) {
      const { scale, viewBox } = snap(33, square);
      expect(scale).toBe(5);
      expect(Math.abs(numbers(viewBox)[0])).toBe(0);
    }
  });

  it('is total: a square of nothing, or with no room left, gives finite numbers', () => {
    for (const [width, square, reserved] of [[33, 1, 0], [33, 20, 40], [185, 0.4, 0]] as const) {
      const { viewBox, scale } = snap(width, square, reserved);
      expect(numbers(viewBox).every(Number.isFinite)).toBe(true);
      expect(scale).toBeGreaterThan(0);
    }
  });
});
