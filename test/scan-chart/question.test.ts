import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakdowns, intervals, questionOf, type Asking } from '../../src/elements/scan-chart/question.js';
import { enScanChart as words } from '../../src/locales/en.scan-chart.js';

/** Leap day, a Thursday; in Auckland it is already March. */
const NOW = new Date('2024-02-29T12:30:00Z');
const plain: Asking = {
  range: '30d',
  from: null,
  to: null,
  timeZone: 'UTC',
  interval: 'auto',
  breakdown: 'time',
  compare: null,
  filter: {},
};
const ask = (asking: Partial<Asking> = {}, lang = 'en', now = NOW) => questionOf({ ...plain, ...asking }, lang, words, now);
const questionFor = (asking: Partial<Asking> = {}, lang?: string) => {
  const asked = ask(asking, lang);
  if ('problem' in asked) throw new Error(asked.problem);
  return asked.question;
};

describe('the question of a chart', () => {
  it.each([
    ['7d', '2024-02-23', 'day'],
    ['30d', '2024-01-31', 'day'],
    ['90d', '2023-12-02', 'day'],
    ['12m', '2023-03-01', 'month'],
    ['mtd', '2024-02-01', 'day'],
    ['ytd', '2024-01-01', 'day'],
  ])('of %s begins with %s, by %s', (range, from, interval) => {
    expect(questionFor({ range })).toMatchObject({ from, to: '2024-02-29', interval });
  });

  it('of all has no first day, and leaves the interval open', () => {
    expect(questionFor({ range: 'all' })).toEqual({ timeZone: 'UTC', to: '2024-02-29', interval: 'auto', weekStart: 7 });
  });

  it('has today in the zone, not in UTC', () => {
    expect(questionFor({ range: '7d', timeZone: 'Pacific/Auckland' })).toMatchObject({ from: '2024-02-24', to: '2024-03-01' });
    expect(questionFor({ range: 'mtd', timeZone: 'Pacific/Auckland' })).toMatchObject({ from: '2024-03-01', to: '2024-03-01' });
  });

  it.each([
    ['2024-02-28', '2024-02-29', 'hour'],
    ['2024-02-27', '2024-02-29', 'day'],
    ['2023-11-30', '2024-02-29', 'day'],
    ['2023-11-29', '2024-02-29', 'week'],
    ['2023-08-14', '2024-02-29', 'week'],
    ['2023-08-13', '2024-02-29', 'month'],
  ])('by itself takes, from %s to %s, the interval %s', (from, to, interval) => {
    expect(questionFor({ from, to })).toMatchObject({ from, to, interval });
  });

  it('takes hours for 93 days and no more', () => {
    expect(questionFor({ from: '2023-11-29', interval: 'hour' })).toMatchObject({ interval: 'hour' });
    expect(ask({ from: '2023-11-28', interval: 'hour' })).toEqual({ problem: words.tooManyHours });
    expect(ask({ range: 'all', interval: 'hour' })).toEqual({ problem: words.tooManyHours });
  });

  it('takes to alone from the first scan on', () => {
    expect(questionFor({ to: '2024-01-31' })).toEqual({ timeZone: 'UTC', to: '2024-01-31', interval: 'auto', weekStart: 7 });
  });

  it('compares the year to date with the year before, others with what lies before, and all with nothing', () => {
    expect(questionFor({ compare: 'previous' }).compare).toBe('previous');
    expect(questionFor({ compare: 'previous', range: 'ytd' }).compare).toBe('year');
    expect(questionFor({ compare: 'previous', range: 'ytd', from: '2024-02-01' }).compare).toBe('previous');
    expect(questionFor({ compare: 'year' }).compare).toBe('year');
    expect('compare' in questionFor({ compare: 'previous', range: 'all' })).toBe(false);
    expect('compare' in questionFor({ compare: '' })).toBe(false);
  });

  it('begins weeks as the language does', () => {
    expect(['en', 'en-GB', 'nl', 'pt-BR', 'ar-EG', '!!'].map((lang) => questionFor({}, lang).weekStart)).toEqual([
      7, 1, 1, 7, 6, 7,
    ]);
  });

  it('has breakdown and filter only where there is one', () => {
    expect('breakdown' in questionFor()).toBe(false);
    expect('filter' in questionFor()).toBe(false);
    expect(questionFor({ breakdown: 'country', filter: { device: null, hour: 0 } })).toMatchObject({
      breakdown: 'country',
      filter: { device: null, hour: 0 },
    });
  });

  it('is about a period, or says in words what is wrong: whatever the attributes are', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '',
        '7d',
        'all',
        '2024-02-30',
        '2024-02-29',
        '0000-01-01',
        '9999-12-31',
        'constructor',
        '__proto__',
        'UTC',
        'hour',
      ),
    );
    const attribute = fc.option(anything, { nil: null });
    fc.assert(
      fc.property(
        fc.record({
          range: anything,
          from: attribute,
          to: attribute,
          timeZone: attribute,
          interval: anything,
          breakdown: anything,
          compare: attribute,
        }),
        fc.string(),
        (asking, lang) => {
          const asked = ask({ ...asking, filter: {} }, lang);
          if ('problem' in asked) {
            expect(asked.problem).toMatch(/\.$/);
            return;
          }
          const { from, to, interval } = asked.question;
          expect(to).toMatch(/^\d{4}-\d\d-\d\d$/);
          if (from !== undefined) expect(from <= to!).toBe(true);
          expect(intervals).toContain(interval);
          expect(breakdowns).toContain(asked.breakdown);
        },
      ),
      { numRuns: 500 },
    );
  });
});
