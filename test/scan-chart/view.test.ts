import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatsOf } from '../../src/elements/scan-chart/format.js';
import { barsOf, daysOfBucket, markAt, plotOf, REST, valueName, viewOf } from '../../src/elements/scan-chart/view.js';
import { enScanChart as words } from '../../src/locales/en.scan-chart.js';
import { rollup } from '../../src/scans/rollup.js';
import { createStore } from '../../src/scans/store.js';
import type { RollupQuestion } from '../../src/scans/types.js';
import { dataOf, viewAs, viewIn } from './views.js';

const of = (question: RollupQuestion, now = '2025-12-01T00:00:00Z') =>
  viewOf(rollup(createStore(), question, { now: new Date(now) }), formatsOf('en', question.timeZone), words);
const date = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);

describe('the buckets of a view', () => {
  it('end where the next begins, the last one with the period, also on days of 23 and 25 hours', () => {
    const hours = (from: string) => {
      const { bounds } = of({ timeZone: 'Europe/Amsterdam', from, to: from, interval: 'day' });
      return (bounds[1]! - bounds[0]!) / 3600;
    };
    expect(['2025-03-30', '2025-10-26', '2025-06-01'].map(hours)).toEqual([23, 25, 24]);
  });

  it('have names, and the two of a repeated hour different ones', () => {
    const view = of({ timeZone: 'Europe/Amsterdam', from: '2025-10-26', to: '2025-10-26', interval: 'hour' });
    const names = Array.from({ length: 25 }, (_, index) => view.name(index).replaceAll('\u202f', ' '));
    expect(new Set(names).size).toBe(25);
    expect([names[1], names[2], names[3], names[4]]).toEqual([
      'Sun, Oct 26, 1:00 AM',
      'Sun, Oct 26, 2:00 AM GMT+2',
      'Sun, Oct 26, 2:00 AM GMT+1',
      'Sun, Oct 26, 3:00 AM',
    ]);
  });

  it('have names of their own in every interval', () => {
    for (const [interval, first] of [
      ['day', 'Wed, Jan 15, 2020'],
      ['week', /^Jan 15\D+18, 2020$/],
      ['month', 'January 2020'],
    ] as const) {
      const view = of({ timeZone: 'UTC', from: '2020-01-15', to: '2020-12-31', interval, weekStart: 7 });
      const names = view.rollup.series.map((_, index) => view.name(index));
      if (typeof first === 'string') expect(names[0]).toBe(first);
      else expect(names[0]).toMatch(first);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('are zoomed into by their days', () => {
    const view = of({ timeZone: 'Pacific/Auckland', from: '2025-04-01', to: '2025-06-15', interval: 'month' });
    const days = (first: number, last?: number) => Object.values(daysOfBucket(view, first, last)).map(date);
    expect([days(0), days(1), days(2), days(0, 2)]).toEqual([
      ['2025-04-01', '2025-04-30'],
      ['2025-05-01', '2025-05-31'],
      ['2025-06-01', '2025-06-15'],
      ['2025-04-01', '2025-06-15'],
    ]);
  });
});

describe('the labels of the axes', () => {
  it('fit beside each other, in order, and name their bucket, at every width', () => {
    const questions = fc.record({
      interval: fc.constantFrom('hour' as const, 'day' as const, 'week' as const, 'month' as const),
      start: fc.integer({ min: 18_000, max: 20_400 }),
      length: fc.integer({ min: 1, max: 90 }),
      factor: fc.constantFrom(1, 1, 10),
      zone: fc.constantFrom('UTC', 'Europe/Amsterdam', 'Asia/Kolkata', 'America/Sao_Paulo', 'Australia/Lord_Howe'),
      weekStart: fc.integer({ min: 1, max: 7 }),
    });
    fc.assert(
      fc.property(
        questions,
        fc.integer({ min: 100, max: 2000 }),
        ({ interval, start, length, factor, zone, weekStart }, width) => {
          const days = interval === 'hour' ? Math.min(length, 93) : length * factor;
          const view = of({ timeZone: zone, from: date(start), to: date(start + days - 1), interval, weekStart });
          const { xTicks, points } = plotOf(view, width, [], false);
          expect(points.length).toBe(view.rollup.series.length);
          const indexes = xTicks.map(({ index }) => index);
          expect(indexes).toEqual([...new Set(indexes)].sort((a, b) => a - b));
          expect(indexes.every((index) => index >= 0 && index < points.length)).toBe(true);
          expect(xTicks.every(({ label }) => label.length > 0)).toBe(true);
          // Six pixels a letter.
          expect(xTicks.reduce((sum, { label }) => sum + label.length * 6, 0)).toBeLessThanOrEqual(width);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('of a year name its months, and January its year', () => {
    const { xTicks } = plotOf(of({ timeZone: 'UTC', from: '2024-11-01', to: '2025-02-28', interval: 'month' }), 640, [], false);
    expect(xTicks.map(({ label }) => label)).toEqual(['Nov', 'Dec', '2025', 'Feb']);
  });

  it('of a day name its hours, and midnight its day', () => {
    const { xTicks } = plotOf(of({ timeZone: 'UTC', from: '2025-03-01', to: '2025-03-02', interval: 'hour' }), 640, [], false);
    expect(xTicks.map(({ index }) => index)).toEqual([0, 6, 12, 18, 24, 30, 36, 42]);
    expect([xTicks[0]!.label, xTicks[4]!.label]).toEqual(['Mar 1', 'Mar 2']);
  });

  it('go up to at least the most, of this period and the one before', () => {
    const previous = { from: '2024-02-01', to: '2024-02-02', scans: 90, series: [90, null] };
    expect(plotOf(viewIn([10, 20], { previous }), 640, [], false).yTicks.map(({ value }) => value)).toEqual([0, 25, 50, 75, 100]);
    expect(plotOf(viewIn([10, 20]), 640, [], false).yTicks.map(({ value }) => value)).toEqual([0, 5, 10, 15, 20]);
    expect(plotOf(viewIn([0, 1]), 640, [], false).yTicks.map(({ label }) => label)).toEqual(['0', '1']);
  });

  it('are short where numbers are large', () => {
    expect(plotOf(viewIn([1_200_000]), 640, [], false).yTicks.at(-1)!.label).toBe('1.5M');
  });
});

describe('the bars of a breakdown', () => {
  it('have shares of the period, and the rest below them', () => {
    const breakdown = {
      by: 'device' as const,
      values: [
        { value: 'ios', scans: 6 },
        { value: 'amiga', scans: 3 },
        { value: null, scans: 1 },
      ],
      rest: 10,
    };
    expect(barsOf(viewIn([20], { breakdown }))).toEqual([
      { value: 'ios', label: 'iOS', scans: 6, share: 0.3 },
      { value: 'amiga', label: 'amiga', scans: 3, share: 0.15 },
      { value: null, label: 'Unknown device', scans: 1, share: 0.05 },
      { value: REST, label: 'Others', scans: 10, share: 0.5 },
    ]);
  });

  it('have no share of nothing', () => {
    const breakdown = { by: 'device' as const, values: [{ value: 'ios', scans: 0 }], rest: 0 };
    expect(barsOf(viewIn([0], { breakdown }))).toEqual([{ value: 'ios', label: 'iOS', scans: 0, share: 0 }]);
    expect(barsOf(viewIn([3]))).toEqual([]);
  });

  it('name values as a person reads them', () => {
    const formats = formatsOf('fr', 'UTC');
    const name = (by: Parameters<typeof valueName>[0], value: string | null) => valueName(by, value, formats, words);
    expect([
      name('country', 'DE'),
      name('country', 'x'),
      name('device', 'chromeos'),
      name('device', 'constructor'),
      name('destination', 'https://www.shop.example/a'),
      name('utm-source', 'a<b'),
    ]).toEqual(['Allemagne', 'x', 'ChromeOS', 'constructor', 'shop.example/a', 'a<b']);
  });
});

describe('a mark of the time axis', () => {
  const view = viewAs(dataOf([1, 2, 3, 4]));
  const at = (instant: string) => markAt(view, Date.parse(instant) / 1000);

  it('lies where its instant is, in buckets', () => {
    expect(at('2024-03-01T00:00:00Z')).toBe(0);
    expect(at('2024-03-02T12:00:00Z')).toBe(1.5);
    expect(at('2024-03-04T18:00:00Z')).toBe(3.75);
    expect(at('2024-03-05T00:00:00Z')).toBe(4);
  });

  it('is left out outside the period', () => {
    expect([at('2024-02-29T23:59:59Z'), at('2024-03-05T00:00:01Z'), markAt(viewIn([]), 0)]).toEqual([null, null, null]);
  });
});
