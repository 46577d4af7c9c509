import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOfDay, dayOfDate } from '../../src/scans/calendar.js';
import { createStore, type ScanStore } from '../../src/scans/store.js';
import type { Dimension, ScanLike } from '../../src/scans/types.js';
import { random } from '../support/random.js';
import * as oracle from '../support/scan-oracle.js';
import { anyFilter, anyScans, DIMENSIONS, INTERVALS, ZONES } from '../support/scan-arbitraries.js';

const at = (created_at: string, id: number, fields: Partial<ScanLike> = {}): ScanLike => ({ id, created_at, ...fields });
const holding = (scans: Iterable<ScanLike>): ScanStore => {
  const store = createStore();
  store.add(scans);
  return store;
};
const shuffled = <T>(values: readonly T[], seed: number): T[] => {
  const next = random(seed);
  return values
    .map((value) => [next(), value] as const)
    .sort(([a], [b]) => a - b)
    .map(([, value]) => value);
};

describe('series and breakdowns', () => {
  let stores = 0;
  let questions = 0;

  const fourZones = fc.shuffledSubarray([...ZONES], { minLength: 4, maxLength: 4 });
  const question = fc.record({
    /** One of the zones that the store is asked in. */
    zone: fc.nat({ max: 3 }),
    interval: fc.constantFrom(...INTERVALS),
    by: fc.constantFrom(...DIMENSIONS),
    filter: anyFilter,
    weekStart: fc.integer({ min: 1, max: 7 }),
    /** Where the period begins, relative to some scan, and how long it is. */
    anchor: fc.nat(),
    before: fc.integer({ min: -3, max: 40 }),
    length: fc.oneof(
      { weight: 3, arbitrary: fc.nat({ max: 3 }) },
      { weight: 3, arbitrary: fc.nat({ max: 60 }) },
      { weight: 1, arbitrary: fc.nat({ max: 700 }) },
    ),
  });

  it('equal those of the oracle: zones, changes of the clock, ranges, intervals, filters, first days of the week', () => {
    fc.assert(
      fc.property(
        anyScans,
        fc.array(question, { minLength: 20, maxLength: 20 }),
        fourZones,
        fc.nat(),
        (scans, asked, zones, seed) => {
          stores++;
          const store = holding(shuffled(scans, seed));
          const local = new Map(zones.map((timeZone) => [timeZone, oracle.localise(scans, timeZone)]));
          for (const { zone, interval, by, filter, weekStart, anchor, before, length } of asked) {
            questions++;
            const timeZone = zones[zone]!;
            const rows = local.get(timeZone)!;
            const near = rows.length === 0 ? dayOfDate('2026-03-29') : dayOfDate(rows[anchor % rows.length]!.date);
            const first = near - before;
            const last = first + (interval === 'hour' ? Math.min(length, 5) : length);
            const period = { timeZone, from: dateOfDay(first), to: dateOfDay(last) };
            const now = new Date(0);
            expect(store.series({ ...period, interval, filter, weekStart, now })).toEqual(
              oracle.series(rows, { ...period, interval, filter, weekStart }),
            );
            expect(store.breakdown({ ...period, by, filter })).toEqual(oracle.breakdown(rows, { ...period, by, filter }));
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(stores).toBeGreaterThanOrEqual(50);
    expect(questions).toBeGreaterThanOrEqual(1000);
  }, 120_000);

  it.each(ZONES)('have scans of the first second of a bucket in it, and those of the last, in %s', (timeZone) => {
    // Between changes of most of these zones, and over one of Amsterdam.
    const period = { timeZone, from: '2026-10-22', to: '2026-10-26' };
    const edges = oracle.buckets(timeZone, '2026-10-21', '2026-10-27', 'hour').flatMap(({ start }) => [start - 1, start]);
    const scans = edges.map((second, index) =>
      at(new Date(second * 1000).toISOString(), index + 1, { device: index % 4 ? 'ios' : null }),
    );
    const [store, rows] = [holding(scans), oracle.localise(scans, timeZone)];
    for (const filter of [
      {},
      { device: null },
      { hour: 0 },
      { hour: 23, device: 'ios' },
      { weekday: 7 },
      { weekday: 1, hour: 2 },
    ]) {
      for (const interval of INTERVALS) {
        const question = { ...period, interval, filter };
        expect(store.series({ ...question, now: new Date(0) })).toEqual(oracle.series(rows, question));
      }
      expect(store.breakdown({ ...period, by: 'device', filter })).toEqual(
        oracle.breakdown(rows, { ...period, by: 'device', filter }),
      );
    }
  });

  it('mark the bucket that runs', () => {
    const series = holding([]).series({
      timeZone: 'Europe/Amsterdam',
      from: '2026-03-28',
      to: '2026-03-30',
      interval: 'day',
      now: new Date('2026-03-28T23:00:00Z'),
    });
    expect(series).toEqual([
      { start: '2026-03-27T23:00:00Z', scans: 0 },
      { start: '2026-03-28T23:00:00Z', scans: 0, incomplete: true },
      { start: '2026-03-29T22:00:00Z', scans: 0 },
    ]);
  });

  it('refuse a zone and a date that do not exist', () => {
    const store = holding([at('2026-03-29T00:00:00Z', 1)]);
    const period = { timeZone: 'UTC', from: '2026-03-01', to: '2026-03-31', interval: 'day' as const };
    expect(() => store.series({ ...period, timeZone: 'Mars/Olympus' })).toThrow(RangeError);
    expect(() => store.series({ ...period, from: '2026-02-30' })).toThrow(RangeError);
    expect(() => store.series({ ...period, weekStart: 0 })).toThrow(RangeError);
    expect(() => store.breakdown({ ...period, by: 'device', to: '2026-04-31' })).toThrow(RangeError);
  });

  it('count what the API leaves unknown, or writes in another way, as one', () => {
    const day = '2026-03-29T12:00:00Z';
    const store = holding([
      at(day, 1, { device: 'iOS', country_code: 'nl', referer: 'https://www.example.com/a?b=1#c' }),
      at(day, 2, { device: ' ios ', country_code: 'NL', referer: 'example.com/other' }),
      at(day, 3, { device: '', country_code: null, referer: 'android-app://com.example.app' }),
      at(day, 4, { referer: 'http://[broken' }),
      at(day, 5, { device: null, referer: '   ' }),
    ]);
    const by = (dimension: Dimension) =>
      store.breakdown({ by: dimension, timeZone: 'UTC', from: '2026-03-29', to: '2026-03-29' });
    expect(by('device')).toEqual([
      { value: null, scans: 3 },
      { value: 'ios', scans: 2 },
    ]);
    expect(by('country')).toEqual([
      { value: null, scans: 3 },
      { value: 'NL', scans: 2 },
    ]);
    expect(by('referrer')).toEqual([
      { value: 'example.com', scans: 2 },
      { value: null, scans: 2 },
      { value: 'com.example.app', scans: 1 },
    ]);
  });

  it('take names of objects for values like any other', () => {
    const names = ['__proto__', 'constructor', 'toString', 'null', 'undefined', '0'];
    const store = holding(names.map((utm_source, index) => at('2026-03-29T12:00:00Z', index + 1, { utm_source })));
    for (const name of names) {
      const filter = { 'utm-source': name };
      expect(store.breakdown({ by: 'utm-source', timeZone: 'UTC', from: '2026-03-29', to: '2026-03-29', filter })).toEqual([
        { value: name, scans: 1 },
      ]);
    }
  });
});

describe('scans that are added and removed', () => {
  it('are the same set in whatever order and however often they come', () => {
    fc.assert(
      fc.property(anyScans, fc.nat(), fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (scans, seed, sizes) => {
        const whole = oracle.localise(scans, 'UTC').sort((a, b) => a.second - b.second || a.id - b.id);
        const store = createStore();
        let [added, turn] = [0, 0];
        // In pages of any size that overlap, with questions in between.
        for (
          let order = shuffled(scans, seed), from = 0;
          from < order.length;
          from += Math.max(1, sizes[turn++ % sizes.length]! - 2)
        ) {
          const size = sizes[turn % sizes.length]! + 2;
          const before = store.version;
          const news = store.add(order.slice(from, from + size));
          added += news;
          expect(store.version > before).toBe(news > 0);
          if (turn % 3 === 0) expect(store.entries().ids).toHaveLength(store.size);
        }
        store.add(scans);
        expect(added).toBe(whole.length);
        expect(store.size).toBe(whole.length);
        const { ids, seconds } = store.entries();
        expect(Array.from(ids)).toEqual(whole.map(({ id }) => id));
        expect(Array.from(seconds)).toEqual(whole.map(({ second }) => second));
        expect(store.span).toEqual(whole.length ? { first: whole[0]!.second, last: whole.at(-1)!.second } : null);
        for (const scan of scans) {
          expect(store.has(scan)).toBe(true);
          expect(store.has({ ...scan, id: -scan.id })).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('go by id, and are then no longer counted', () => {
    fc.assert(
      fc.property(anyScans, fc.array(fc.nat({ max: 400 })), (scans, picks) => {
        const store = holding(scans);
        const gone = new Set(scans.length ? picks.map((pick) => scans[pick % scans.length]!.id) : []);
        const kept = scans.filter(({ id }) => !gone.has(id));
        const expected = oracle.localise(kept, 'UTC');
        const removed = store.remove([...gone, -1]);
        expect(removed).toBe(oracle.localise(scans, 'UTC').length - expected.length);
        expect(store.size).toBe(expected.length);
        for (const scan of scans) expect(store.has(scan)).toBe(!gone.has(scan.id));
        const period = { timeZone: 'UTC', from: '2000-01-01', to: '2100-12-31' };
        for (const by of DIMENSIONS)
          expect(store.breakdown({ ...period, by })).toEqual(oracle.breakdown(expected, { ...period, by }));
        expect(store.remove([...gone])).toBe(0);
        expect(store.add(scans)).toBe(removed);
      }),
      { numRuns: 60 },
    );
  });

  it('are known by instant and id, whether or not they have been asked for in between', () => {
    const [one, other] = [at('2026-03-01T00:00:00Z', 7), at('2026-03-02T00:00:00Z', 7)];
    for (const between of [() => undefined, (store: ScanStore) => store.entries()]) {
      const store = holding([one]);
      between(store);
      expect(store.has(other)).toBe(false);
      expect(store.add([other, one])).toBe(1);
      expect([store.has(one), store.has(other), store.size]).toEqual([true, true, 2]);
    }
  });

  it('may all be of one second', () => {
    const scans = Array.from({ length: 30_000 }, (_, index) =>
      at('2026-03-01T00:00:00Z', index + 1, { device: index % 3 ? 'ios' : null }),
    );
    const store = createStore();
    for (let end = scans.length; end > 0; end -= 100) store.add(scans.slice(end - 100, end).reverse());
    expect(store.add(scans)).toBe(0);
    expect(store.entries().ids[29_999]).toBe(30_000);
    expect(store.breakdown({ by: 'device', timeZone: 'UTC', from: '2026-03-01', to: '2026-03-01' })).toEqual([
      { value: 'ios', scans: 20_000 },
      { value: null, scans: 10_000 },
    ]);
  });

  it('are refused where they have no instant that can be counted; those before stay and show', () => {
    for (const created_at of ['yesterday', '0000-00-00 00:00:00', '1969-12-31T23:59:59Z', '2106-02-07T06:28:16Z']) {
      const store = createStore();
      const version = store.version;
      expect(() => store.add([at('2026-03-01T00:00:00Z', 1), at(created_at, 2), at('2026-03-01T00:00:00Z', 3)])).toThrow(
        RangeError,
      );
      expect([store.size, store.version > version]).toEqual([1, true]);
    }
  });

  it('change the version of their own month alone', () => {
    const store = holding([at('2026-01-31T23:59:59Z', 1), at('2026-02-01T00:00:00Z', 2)]);
    const before = new Map(store.shards());
    expect([...before.keys()]).toEqual(['2026-01', '2026-02']);
    store.add([at('2026-02-03T00:00:00Z', 3), at('2026-01-31T23:59:59Z', 1)]);
    expect(store.shards().get('2026-01')).toBe(before.get('2026-01'));
    expect(store.shards().get('2026-02')).toBeGreaterThan(before.get('2026-02')!);
    store.remove([1]);
    expect(store.shards().get('2026-01')).toBeGreaterThan(before.get('2026-01')!);
  });
});
