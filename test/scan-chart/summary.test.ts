import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../src/elements/scan-chart/summary.js';
import { dataOf, viewAs, viewIn } from './views.js';

const previous = (scans: number | null) => ({ from: '2024-02-20', to: '2024-02-29', scans, series: [] });
/** The heat of one hour. */
const heat = (weekday: number, hour: number, scans: number) =>
  Array.from({ length: 7 }, (_, day) => Array.from({ length: 24 }, (_, at) => (day + 1 === weekday && at === hour ? scans : 1)));

describe('the summary of a chart', () => {
  it('says how many, from when to when, the most and the fewest', () => {
    expect(summaryOf(viewIn([5, 20, 1, 8]))).toBe(
      '34 scans from Mar 1, 2024 to Mar 4, 2024. Most: Sat, Mar 2, 2024, 20. Fewest: Sun, Mar 3, 2024, 1.',
    );
  });

  it('of a single day names it once, and of a single scan has no plural', () => {
    expect(summaryOf(viewIn([1]))).toBe('1 scan on Mar 1, 2024.');
    expect(summaryOf(viewIn([1200]))).toBe('1,200 scans on Mar 1, 2024.');
  });

  it('reads no trend from few scans, nor from days that are all alike', () => {
    expect(summaryOf(viewIn([1, 3, 2]))).toBe(
      '6 scans from Mar 1, 2024 to Mar 3, 2024. Too few scans to read a trend from them.',
    );
    expect(summaryOf(viewIn([9, 9, 9]))).toBe('27 scans from Mar 1, 2024 to Mar 3, 2024.');
  });

  it('takes neither the running day, nor one that is cut, nor one that is not counted for the fewest', () => {
    const data = dataOf([null, 2, 30, 20, 1]);
    data.series[1]!.clipped = true;
    data.series[4]!.incomplete = true;
    expect(summaryOf(viewAs(data))).toContain('Most: Sun, Mar 3, 2024, 30. Tue, Mar 5, 2024 is not over yet.');
    expect(summaryOf(viewAs(data))).not.toContain('Fewest');
  });

  it.each([
    [150, '50% more than in the period before.'],
    [50, '50% fewer than in the period before.'],
    [100, 'As many as in the period before.'],
    [101, '1% more than in the period before.'],
  ])('compares %i with 100 before: %s', (scans, sentence) => {
    expect(summaryOf(viewIn([scans, 0], { previous: previous(100) }))).toContain(sentence);
  });

  it('has no percentage from nothing, and nothing to say of what is not counted', () => {
    expect(summaryOf(viewIn([50, 0], { previous: previous(0) }))).toContain('There were none in the period before.');
    expect(summaryOf(viewIn([50, 0], { previous: previous(null) }))).not.toContain('before');
  });

  it('says that both are counted up to the same time, while a day still runs', () => {
    const data = dataOf([50, 2], { previous: previous(26) });
    expect(summaryOf(viewAs(data))).not.toContain('same time');
    data.series[1]!.incomplete = true;
    expect(summaryOf(viewAs(data))).toContain(
      '100% more than in the period before. Both are counted up to the same time of the period.',
    );
  });

  it('names the first value of a breakdown and the busiest hour of a heat map', () => {
    const breakdown = {
      by: 'country' as const,
      values: [
        { value: 'JP', scans: 30 },
        { value: null, scans: 10 },
      ],
      rest: 0,
    };
    expect(summaryOf(viewIn([40], { breakdown }))).toBe('40 scans on Mar 1, 2024. Most: Japan, 75%.');
    expect(summaryOf(viewIn([200], { heat: heat(6, 18, 33) }))).toBe('200 scans on Mar 1, 2024. Busiest: Saturday, 6 PM.');
  });

  it('says what is missing: any scan, or any in the period', () => {
    expect(summaryOf(viewIn([0, 0], { total: 0 }))).toContain('No scans yet.');
    expect(summaryOf(viewIn([0, 0], { total: 9 }))).toBe('No scans in this period.');
  });

  it('has no period where there is none', () => {
    const breakdown = { by: 'utm-source' as const, values: [{ value: 'Flyer', scans: 30 }], rest: 0 };
    expect(summaryOf(viewIn([], { scans: 30, total: 30, breakdown }, '2024-03-01'))).toBe('30 scans. Most: Flyer, 100%.');
  });

  it('is one line of whole sentences, without a broken number, whatever the scans are', () => {
    const counts = fc.array(fc.option(fc.nat(100_000), { nil: null }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(counts, fc.option(fc.nat(1000), { nil: null }), fc.boolean(), (scans, before, isRunning) => {
        const data = dataOf(scans, { previous: previous(before) });
        if (isRunning) data.series.at(-1)!.incomplete = true;
        const said = summaryOf(viewAs(data));
        expect(said).toMatch(/^[^\n]+\.$/);
        expect(said).not.toMatch(/NaN|Infinity|undefined|null|∞|-\d/);
      }),
    );
  });
});
