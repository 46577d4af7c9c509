import fc from 'fast-check';
import type { Dimension, Filter, Interval, ScanLike } from '../../src/scans/types.js';

export const DIMENSIONS: readonly Dimension[] = [
  'device',
  'country',
  'referrer',
  'utm-source',
  'utm-medium',
  'utm-campaign',
  'destination',
];
export const INTERVALS: readonly Interval[] = ['hour', 'day', 'week', 'month'];

/** Zones that are hard in some way: changes at midnight, of half an hour and of two or three, none, or only for a while. */
export const ZONES = [
  'UTC',
  'America/Havana',
  'America/New_York',
  'America/Nuuk',
  'America/Santiago',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Antarctica/Casey',
  'Antarctica/Troll',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Pyongyang',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Europe/Amsterdam',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Fiji',
] as const;

/** About when clocks change somewhere, and ends of months and years. */
const MOMENTS = [
  '2015-08-14T15:00:00Z', // Pyongyang
  '2018-02-18T02:00:00Z', // Sao_Paulo
  '2018-03-10T17:00:00Z', // Casey
  '2018-11-04T03:00:00Z', // Sao_Paulo, at midnight
  '2019-01-13T14:00:00Z', // Fiji
  '2020-10-03T16:01:00Z', // Casey, a minute after midnight
  '2021-04-03T14:00:00Z', // Apia
  '2022-09-20T19:30:00Z', // Tehran
  '2024-02-29T23:59:59Z',
  '2025-12-31T23:59:59Z',
  '2026-03-08T07:00:00Z', // New_York
  '2026-03-28T22:00:00Z', // Beirut, at midnight
  '2026-03-29T01:00:00Z', // Amsterdam, Troll, Nuuk
  '2026-04-04T15:00:00Z', // Lord_Howe
  '2026-09-05T14:00:00Z', // Chatham and Santiago about then
  '2026-10-03T15:30:00Z', // Lord_Howe
  '2026-10-25T01:00:00Z', // Amsterdam, Troll, Nuuk
  '2026-11-01T05:00:00Z', // Havana
  '2028-02-29T12:00:00Z',
].map((text) => Date.parse(text) / 1000);

const anySecond = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom(...MOMENTS), fc.integer({ min: -5400, max: 5400 })).map(([moment, off]) => moment + off),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...MOMENTS), fc.integer({ min: -2, max: 2 })).map(([moment, off]) => moment + off),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...MOMENTS), fc.integer({ min: -3e6, max: 3e6 })).map(([moment, off]) => moment + off),
  },
  { weight: 1, arbitrary: fc.integer({ min: Date.UTC(2015, 0, 2) / 1000, max: Date.UTC(2031, 11, 30) / 1000 }) },
);

const values: { [K in Exclude<keyof ScanLike, 'id' | 'created_at'>]-?: readonly NonNullable<ScanLike[K]>[] } = {
  device: ['ios', 'Android', 'windows'],
  country_code: ['NL', 'de', 'BR'],
  referer: ['https://www.example.com/a?b=c', 'https://example.com/', 'example.org/x', 'android-app://com.example', 'not a host'],
  utm_source: ['poster', 'Poster', 'été', '🎉'],
  utm_medium: ['print', '__proto__'],
  utm_campaign: ['spring', 'a b,c'],
  resolved_url: ['https://t.example/1', 'https://t.example/2'],
};

const maybe = <T>(choices: readonly T[]) => fc.option(fc.constantFrom(...choices), { freq: 3 });
const fields = fc.record(
  {
    device: maybe(values.device),
    country_code: maybe(values.country_code),
    referer: maybe(values.referer),
    utm_source: maybe(values.utm_source),
    utm_medium: maybe(values.utm_medium),
    utm_campaign: maybe(values.utm_campaign),
    resolved_url: maybe(values.resolved_url),
  },
  { requiredKeys: [] },
);

const written = (second: number) => `${new Date(second * 1000).toISOString().slice(0, 19)}Z`;

/** Scans about changes of clocks and calendars, many of one second, ids in another order than time. No id twice. */
export const anyScans: fc.Arbitrary<ScanLike[]> = fc
  .array(fc.tuple(anySecond, fields, fc.nat({ max: 3 })), { maxLength: 120, size: 'max' })
  .chain((rows) => {
    const scans = rows.flatMap(([second, row, more]) =>
      Array.from({ length: 1 + (more === 3 ? 2 : 0) }, () => ({ second, row })),
    );
    return fc
      .uniqueArray(fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })), {
        minLength: scans.length,
        maxLength: scans.length,
      })
      .map((ids) => scans.map(({ second, row }, index): ScanLike => ({ id: ids[index]!, created_at: written(second), ...row })));
  });

const filters = {
  device: maybe(['ios', 'android', 'mac']),
  country: maybe(['NL', 'DE', 'XX']),
  referrer: maybe(['example.com', 'com.example']),
  'utm-source': maybe(['poster', 'été']),
  'utm-medium': maybe(['print', '__proto__']),
  'utm-campaign': maybe(['spring']),
  destination: maybe(['https://t.example/1']),
  weekday: fc.integer({ min: 1, max: 7 }),
  hour: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 23 })),
};

/** Mostly one or two conditions: more, and nothing passes. */
export const anyFilter: fc.Arbitrary<Filter> = fc
  .subarray(Object.keys(filters) as (keyof typeof filters)[], { maxLength: 2 })
  .chain(
    (names) =>
      fc.record(Object.fromEntries(names.map((name) => [name, filters[name] as fc.Arbitrary<unknown>]))) as fc.Arbitrary<Filter>,
  );
