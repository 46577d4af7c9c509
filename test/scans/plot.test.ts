import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisSteps, indexAt, plotArea, xOf, yOf, type Plot } from '../../src/scans/plot.js';

const plotOf = (count: number, fields: Partial<Plot> = {}): Plot => ({
  points: Array.from({ length: count }, (_, scans) => ({ scans })),
  yTicks: [0, 50, 100].map((value) => ({ value, label: String(value) })),
  xTicks: [],
  ...fields,
});

const size = fc.integer({ min: 0, max: 2000 });
const label = fc.string({ maxLength: 12 });
const anyPlot = fc
  .record({ count: fc.integer({ min: 1, max: 500 }), isRtl: fc.boolean(), labels: fc.array(label, { maxLength: 6 }) })
  .map(({ count, isRtl, labels }) => plotOf(count, { isRtl, yTicks: labels.map((text, value) => ({ value, label: text })) }));

describe('the axis of numbers', () => {
  it('has whole and equal steps from 0, as few as asked for, that reach the largest number and no further than needed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 1, max: 10 }), (max, count) => {
        const steps = axisSteps(max, count);
        const step = steps[1]!;
        expect(steps[0]).toBe(0);
        expect(steps.every((one, index) => Number.isInteger(one) && one === index * step)).toBe(true);
        expect(steps.length).toBeLessThanOrEqual(count + 1);
        expect(steps.at(-1)).toBeGreaterThanOrEqual(max);
        expect(steps.at(-1)! - step).toBeLessThan(Math.max(1, max));
      }),
    );
  });

  it('counts in 1, 2, 2.5 or 5 times a power of ten', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e12 }), (max) => {
        const step = axisSteps(max)[1]!;
        expect([1, 2, 2.5, 5]).toContain(step / 10 ** Math.floor(Math.log10(step)));
      }),
    );
  });

  it('has no half scans', () => {
    expect(axisSteps(0)).toEqual([0, 1]);
    expect(axisSteps(1)).toEqual([0, 1]);
    expect(axisSteps(3)).toEqual([0, 1, 2, 3]);
    expect(axisSteps(9)).toEqual([0, 5, 10]);
    expect(axisSteps(96)).toEqual([0, 25, 50, 75, 100]);
  });
});

describe('the place of the data', () => {
  it('is never empty or turned round, however small the picture and however long the labels', () => {
    fc.assert(
      fc.property(anyPlot, size, size, (plot, width, height) => {
        const { left, right, top, bottom } = plotArea(plot, width, height);
        expect(right).toBeGreaterThan(left);
        expect(bottom).toBeGreaterThan(top);
      }),
    );
  });

  it('leaves the labels of numbers room on the side where time begins', () => {
    const [ltr, rtl] = [plotArea(plotOf(10), 600, 240), plotArea(plotOf(10, { isRtl: true }), 600, 240)];
    expect(ltr.left).toBeGreaterThan(600 - ltr.right);
    expect([rtl.left, rtl.right]).toEqual([600 - ltr.right, 600 - ltr.left]);
  });

  it('is lower where marks have signs above it', () => {
    const marked = plotArea(plotOf(10, { marks: [{ from: 1, sign: 'A' }] }), 600, 240);
    expect(marked.top).toBeGreaterThan(plotArea(plotOf(10), 600, 240).top);
    expect(marked.bottom).toBe(plotArea(plotOf(10), 600, 240).bottom);
  });
});

describe('places on the axes', () => {
  it('lie inside, in order, and lead back to their bucket', () => {
    fc.assert(
      fc.property(anyPlot, fc.integer({ min: 100, max: 2000 }), fc.nat(), (plot, width, seed) => {
        const area = plotArea(plot, width, 240);
        const index = seed % plot.points.length;
        const x = xOf(index, plot, area);
        expect(x).toBeGreaterThan(area.left);
        expect(x).toBeLessThan(area.right);
        expect(indexAt(x, plot, area)).toBe(index);
        expect(Math.sign(xOf(index + 1, plot, area) - x)).toBe(plot.isRtl ? -1 : 1);
      }),
    );
  });

  it('are mirrored where time runs from right to left', () => {
    const [ltr, rtl] = [plotOf(12), plotOf(12, { isRtl: true })];
    const [one, other] = [plotArea(ltr, 600, 240), plotArea(rtl, 600, 240)];
    for (let index = 0; index < 12; index++) expect(xOf(index, rtl, other)).toBeCloseTo(600 - xOf(index, ltr, one), 9);
  });

  it('are the nearest bucket where one points beside the plot', () => {
    const plot = plotOf(5);
    const area = plotArea(plot, 600, 240);
    expect([indexAt(-50, plot, area), indexAt(9999, plot, area)]).toEqual([0, 4]);
    expect(indexAt(-50, { ...plot, isRtl: true }, area)).toBe(4);
  });

  it('are numbers also where there is no bucket, or no scan', () => {
    const empty = plotOf(0, { yTicks: [{ value: 0, label: '0' }] });
    const area = plotArea(empty, 600, 240);
    expect(xOf(0, empty, area)).toBeGreaterThanOrEqual(area.left);
    expect(yOf(0, empty, area)).toBe(area.bottom);
    expect(yOf(0, { ...empty, yTicks: [] }, area)).toBe(area.bottom);
    expect(indexAt(300, empty, area)).toBe(-1);
  });

  it('span the height from 0 to the last label', () => {
    const plot = plotOf(3);
    const area = plotArea(plot, 600, 240);
    expect([yOf(0, plot, area), yOf(100, plot, area)]).toEqual([area.bottom, area.top]);
    expect(yOf(50, plot, area)).toBe((area.bottom + area.top) / 2);
  });
});
