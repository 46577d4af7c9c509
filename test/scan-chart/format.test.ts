import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatsOf, weekStartOf } from '../../src/elements/scan-chart/format.js';

const en = formatsOf('en', 'UTC');
const second = (instant: string) => Date.parse(instant) / 1000;
const spaced = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ');

describe('what is written in a language and a zone', () => {
  it('has days and times of the zone', () => {
    const at = second('2020-03-31T22:30:00Z');
    expect([en.day(at), formatsOf('en', 'Asia/Tokyo').day(at), formatsOf('nl', 'UTC').day(at)]).toEqual([
      'Mar 31, 2020',
      'Apr 1, 2020',
      '31 mrt 2020',
    ]);
    expect(spaced(formatsOf('en', 'Asia/Tokyo').time(at))).toBe('Apr 1, 2020, 7:30 AM');
  });

  it('has numbers as they are grouped there, and short ones on an axis', () => {
    expect([en.number(1_234_567), formatsOf('de', 'UTC').number(1_234_567), en.short(9999), en.short(12_345)]).toEqual([
      '1,234,567',
      '1.234.567',
      '9,999',
      '12.3K',
    ]);
  });

  it('has shares as percentages, small ones with a digit more, so that something is never 0%', () => {
    expect([0, 0.005, 0.0994, 0.1, 0.333, 0.996, 1].map((share) => en.percent(share))).toEqual([
      '0%',
      '0.5%',
      '9.9%',
      '10%',
      '33%',
      '100%',
      '100%',
    ]);
  });

  it('names weekdays from Monday, hours, and countries', () => {
    expect([
      en.weekday(1),
      en.weekday(7, 'short'),
      spaced(en.hour(0)),
      spaced(en.hour(13)),
      formatsOf('de', 'UTC').hour(13),
    ]).toEqual(['Monday', 'Sun', '12 AM', '1 PM', '13 Uhr']);
    expect(['NL', 'XX', '', 'javascript:', '123456'].map((code) => en.country(code))).toEqual([
      'Netherlands',
      'XX',
      '',
      'javascript:',
      '123456',
    ]);
  });

  it('has lengths of time in their largest unit, and never 0', () => {
    expect([0.2, 1, 59, 100, 3600, 7200, 200_000].map((seconds) => en.duration(seconds))).toEqual([
      '1 second',
      '1 second',
      '59 seconds',
      '2 minutes',
      '60 minutes',
      '2 hours',
      '2 days',
    ]);
  });

  it('takes any lang that a page may have, and makes each once', () => {
    fc.assert(
      fc.property(fc.string(), (lang) => {
        const formats = formatsOf(lang, 'UTC');
        expect(formats === formatsOf(lang, 'UTC')).toBe(true);
        expect(formats.number(1)).toMatch(/./u);
        expect(weekStartOf(lang)).toBeGreaterThan(0);
      }),
    );
    expect(formatsOf('!!', 'UTC').number(1000)).toBe('1,000');
  });
});

describe('the first day of a week', () => {
  // CLDR, supplemental weekData.
  it.each([
    ['en', 7],
    ['en-US', 7],
    ['en-GB', 1],
    ['nl', 1],
    ['de-AT', 1],
    ['pt-BR', 7],
    ['pt-PT', 7],
    ['ar-EG', 6],
    ['ar-SA', 7],
    ['fa', 6],
    ['he', 7],
    ['ja', 7],
    ['fr', 1],
    ['dv-MV', 5],
  ])('of %s is %i', (lang, day) => {
    expect(weekStartOf(lang)).toBe(day);
  });

  it('is the same where the runtime cannot say', () => {
    const prototype = Intl.Locale.prototype as object;
    const saved = ['getWeekInfo', 'weekInfo'].map((name) => [name, Object.getOwnPropertyDescriptor(prototype, name)] as const);
    for (const [name] of saved) Reflect.deleteProperty(prototype, name);
    try {
      expect(['en', 'en-GB', 'nl', 'pt-BR', 'ar-EG', 'fa', 'ja'].map(weekStartOf)).toEqual([7, 1, 1, 7, 6, 6, 7]);
    } finally {
      for (const [name, descriptor] of saved) if (descriptor) Object.defineProperty(prototype, name, descriptor);
    }
  });
});
