import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatsOf, type Formats } from '../../src/elements/rule-editor/formats.js';
import { weekdayOrder } from '../../src/rules/time.js';
import { isolate, shortUrl } from '../../src/elements/rule-editor/plain-text.js';
import type { Weekday } from '../../src/client/types.js';
import type { Landing, Region } from '../../src/rules/types.js';

const en = formatsOf('en', 'UTC', 'UTC');
const amsterdam = formatsOf('en-GB', 'Europe/Amsterdam', 'UTC');
/** Intl puts narrow spaces before AM and PM. */
const spaced = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ');
const anything = { device: null, country_code: null, days_of_week: null, start_at: null, end_at: null };
const rule = (asked: Partial<Parameters<Formats['conditions']>[0]>) => spaced(en.conditions({ ...anything, ...asked }));
const everywhere: Region = { devices: { except: [] }, countries: { except: [] }, from: null, to: null, weekdays: null };
const region = (asked: Partial<Region>) => spaced(en.region({ ...everywhere, ...asked }));
const to = (url: string | null, n = 1, d = 1): Landing['destinations'][number] => ({ kind: url === null ? 'content' : 'rule', url, probability: { n, d } });
const landed = (...destinations: Landing['destinations']): Landing => ({ kind: 'landed', destinations });

describe('who and when a rule asks for, as a sentence', () => {
  it('is everyone where it asks for nothing', () => {
    expect([rule({}), rule({ days_of_week: [] }), rule({ days_of_week: [...weekdayOrder] })]).toEqual(['Everyone', 'Everyone', 'Everyone']);
  });

  it('names device, country, days and window, in this order', () => {
    expect(
      rule({ device: 'ios', country_code: 'nl', days_of_week: ['monday'], start_at: '2026-03-01T08:00:00Z', end_at: '2026-04-01T00:00:00Z' }),
    ).toBe('iPhone or iPad in the Netherlands, on Mondays, from Mar 1, 2026, 8:00 AM to Apr 1, 2026, 12:00 AM');
    expect(rule({ country_code: 'DE', end_at: '2026-04-01T00:00:00Z' })).toBe('Everyone in Germany, until Apr 1, 2026, 12:00 AM');
    expect(rule({ device: 'mac', start_at: '2026-03-01T08:00:00Z' })).toBe('Mac, from Mar 1, 2026, 8:00 AM');
  });

  it('shows devices and countries that nobody knows as they are, apart from the sentence', () => {
    expect(rule({ device: 'smart-fridge', country_code: 'XX' })).toBe(`${isolate('smart-fridge')} in ${isolate('XX')}`);
    expect(rule({ device: 'constructor', country_code: '<b>' })).toBe(`${isolate('constructor')} in ${isolate('<b>')}`);
  });

  it('lets no stored string turn the sentence round', () => {
    expect(rule({ device: 'a\u202egnp.exe\u2069' })).toBe(isolate('a\ufffdgnp.exe\ufffd'));
    expect(rule({ device: ' ' })).toBe(isolate('(empty)'));
  });

  it('names the zone of its days where times are shown in another one', () => {
    const { conditions } = amsterdam;
    expect(conditions({ ...anything, days_of_week: ['monday', 'thursday'] })).toBe('Everyone, on Mondays and Thursdays (UTC)');
    expect(rule({ days_of_week: ['monday', 'thursday'] })).toBe('Everyone, on Mondays and Thursdays');
  });
});

describe('weekdays', () => {
  it('are a range from three in a row, over the week’s end too', () => {
    const said = (...days: string[]) => en.weekdays(days);
    expect(said('monday', 'tuesday', 'wednesday', 'thursday', 'friday')).toBe('Monday to Friday');
    expect(said('sunday', 'Saturday')).toBe('Saturday and Sunday');
    expect(said('thursday', 'monday', 'monday')).toBe('Monday and Thursday');
    expect(said('monday', 'saturday', 'sunday')).toBe('Saturday to Monday');
    expect(said('monday', 'tuesday', 'wednesday', 'friday')).toBe('Monday to Wednesday and Friday');
    expect(said(...weekdayOrder)).toBe('every day');
    expect(said('monday', 'someday')).toBe(`Monday and ${isolate('someday')}`);
  });

  it('are the same for every order and case, and name each day that is there', () => {
    const days = fc.uniqueArray(fc.constantFrom<Weekday>(...weekdayOrder), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(days, (some) => {
        const text = en.weekdays(some);
        expect(en.weekdays([...some].reverse().map((day) => day.toUpperCase()))).toBe(text);
        expect(daysIn(text)).toEqual(new Set(some));
      }),
    );
  });

  /** Reads the text back, ranges too. */
  function daysIn(text: string): Set<string> {
    const found = new Set<string>();
    for (const part of text.split(/, and |, | and /)) {
      const [first, last = first] = part.split(' to ').map((name) => weekdayOrder.indexOf(name.toLowerCase() as Weekday));
      for (let index = first!; ; index = (index + 1) % 7) {
        found.add(weekdayOrder[index]!);
        if (index === last) break;
      }
    }
    return found;
  }
});

describe('a region', () => {
  it('names several, all but some, and nobody', () => {
    expect(region({})).toBe('Everyone');
    expect(region({ devices: { only: ['ios', 'mac'] }, countries: { only: ['NL', 'DE'] } })).toBe('iPhone or iPad or Mac in the Netherlands or Germany');
    expect(region({ devices: { except: ['android'] }, countries: { except: ['US'] } })).toBe('All devices but Android device anywhere but the United States');
    expect(region({ devices: { only: [] } })).toBe('Nobody');
    expect(region({ weekdays: ['saturday', 'sunday'], to: '2026-04-01T00:00:00Z' })).toBe('Everyone, on Saturdays and Sundays, until Apr 1, 2026, 12:00 AM');
  });
});

describe('an instant', () => {
  it('is in the zone that is shown, and in UTC beside it', () => {
    expect(spaced(amsterdam.instant('2026-07-01T00:30:00+02:00'))).toBe('1 Jul 2026, 00:30');
    expect(amsterdam.utc('2026-07-01T00:30:00+02:00')).toBe('2026-06-30 22:30 UTC');
    expect(spaced(formatsOf('en-GB', 'Asia/Kolkata', 'UTC').instant(new Date('2026-07-01T00:00:00Z')))).toBe('1 Jul 2026, 05:30');
  });

  it('has seconds where there are any', () => {
    expect([spaced(amsterdam.instant('2026-01-01T22:59:59Z')), amsterdam.utc('2026-01-01T22:59:59Z')]).toEqual(['1 Jan 2026, 23:59:59', '2026-01-01 22:59:59 UTC']);
  });

  it('has its offset while clocks show everything twice, and only then', () => {
    const at = (instant: string) => spaced(amsterdam.instant(instant));
    expect(['2026-10-24T23:59:00Z', '2026-10-25T00:00:00Z', '2026-10-25T00:59:00Z', '2026-10-25T01:00:00Z', '2026-10-25T01:59:00Z', '2026-10-25T02:00:00Z'].map(at)).toEqual([
      '25 Oct 2026, 01:59',
      '25 Oct 2026, 02:00 GMT+2',
      '25 Oct 2026, 02:59 GMT+2',
      '25 Oct 2026, 02:00 GMT+1',
      '25 Oct 2026, 02:59 GMT+1',
      '25 Oct 2026, 03:00',
    ]);
    expect([at('2026-03-29T00:59:00Z'), at('2026-03-29T01:00:00Z')]).toEqual(['29 Mar 2026, 01:59', '29 Mar 2026, 03:00']);
  });

  it('that is none is shown as it came', () => {
    expect([en.instant('tomorrow'), en.utc('tomorrow')]).toEqual([isolate('tomorrow'), isolate('tomorrow')]);
  });
});

describe('a share', () => {
  it('is exact where two digits suffice, else rounded, and never 0 or 100 % for what is neither', () => {
    const percents = [[7, 10], [1, 8], [1, 16], [1, 3], [2, 3], [0, 1], [1, 1], [1, 3000], [2999, 3000], [1, 1000], [1, 10_000]] as const;
    expect(percents.map(([n, d]) => en.percent({ n, d }))).toEqual(['70%', '12.5%', '6.25%', '33.3%', '66.7%', '0%', '100%', '<0.1%', '>99.9%', '0.1%', '0.01%']);
    expect(spaced(formatsOf('de', 'UTC', 'UTC').percent({ n: 1, d: 3 }))).toBe('33,3 %');
  });

  it('says 0 and 100 % of nothing else, for sums of any weights', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 44 }), fc.integer({ min: 1, max: 2 ** 44 }), (a, b) => {
        expect(['0%', '100%', '0.0%', '100.0%']).not.toContain(en.percent({ n: a, d: a + b }));
      }),
    );
  });
});

describe('an address', () => {
  it('is without scheme and www, but whole where that would hide something', () => {
    expect(['https://www.example.com/', 'http://shop.example.com/nl?a=1', 'https://www.com/x', 'javascript:alert(1)', 'not a url', 'https://', 'https://a:b@c.example/'].map(en.url)).toEqual([
      'example.com',
      'shop.example.com/nl?a=1',
      'www.com/x',
      'javascript:alert(1)',
      'not a url',
      'https://',
      'a:b@c.example',
    ]);
  });

  it('that is long keeps host and end', () => {
    const long = `https://shop.example.com/${'very/'.repeat(30)}last-page`;
    expect(en.url(long)).toBe('shop.example.com/very/very…very/very/last-page');
    expect(en.url(`https://${'a'.repeat(60)}.example/some/longer/path`)).toBe(`${'a'.repeat(60)}.example/…ger/path`);
  });

  it('is never longer than it was, and begins with its host', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const short = shortUrl(url);
        expect(short.length).toBeLessThanOrEqual(url.length);
        expect(new URL(url).host.endsWith(/^[^/?#]*/.exec(short)![0].toLowerCase())).toBe(true);
      }),
    );
  });
});

describe('a landing', () => {
  it('is an address, a draw or a reason for none', () => {
    expect(en.landing(landed(to('https://shop.example.com/nl')))).toBe('shop.example.com/nl');
    expect(en.landing(landed(to('https://a.example', 7, 10), to('https://b.example', 3, 10)))).toBe(`70% ${isolate('a.example')}, 30% ${isolate('b.example')}`);
    expect(en.landing(landed(to(null)))).toBe('the code’s own content');
    expect(en.landing(landed({ kind: 'nothing', url: null, probability: { n: 1, d: 1 } }))).toBe('nowhere');
    expect(en.landing({ kind: 'licence-expired', destinations: [] })).toBe('nowhere: the licence has ended');
  });

  it('that becomes another is told apart from it', () => {
    const change = (before: string, after: string) => en.change(landed(to(before)), landed(to(after)));
    expect(change('https://a.example', 'https://b.example')).toBe(`${isolate('a.example')} → ${isolate('b.example')}`);
    expect(change('http://a.example', 'https://www.a.example')).toBe(`${isolate('http://a.example')} → ${isolate('https://www.a.example')}`);
  });
});

describe('formats', () => {
  it('take any lang that a page may have, and are made once', () => {
    fc.assert(
      fc.property(fc.string(), (lang) => {
        const formats = formatsOf(lang, 'UTC', 'UTC');
        expect(formats === formatsOf(lang, 'UTC', 'UTC')).toBe(true);
        expect(formats.conditions({ ...anything, country_code: 'NL', start_at: '2026-01-01T00:00:00Z' })).toMatch(/./u);
      }),
    );
    expect(formatsOf('nl', 'UTC', 'UTC').country('de')).toBe('Duitsland');
    expect([en.country(null), en.device(null), en.weekday('sunday', 'short')]).toEqual(['unknown country', 'unknown device', 'Sun']);
  });

  it('refuse a zone that there is not', () => {
    expect(() => formatsOf('en', 'Mars/Olympus', 'UTC')).toThrow(RangeError);
  });
});
