import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { besideGap, localInstants, localTime } from '../../src/rules/local-time.js';

const names = Intl.supportedValuesOf('timeZone');
/** Zones that change in odd ways: by half an hour, by two hours, at midnight, over a day, twice a year more. */
const odd = ['Africa/Cairo', 'Africa/Casablanca', 'America/Havana', 'America/Nuuk', 'America/Santiago', 'America/Sao_Paulo', 'Antarctica/Troll', 'Asia/Beirut', 'Asia/Gaza', 'Asia/Tehran', 'Australia/Lord_Howe', 'Europe/Amsterdam', 'Europe/Dublin', 'Pacific/Apia', 'Pacific/Chatham'];
const zone = fc.oneof(fc.constantFrom(...odd), fc.constantFrom(...names));

const minute = 60_000;
/** Since Liberia has given up its 44 minutes and 30 seconds, the last offset that was not whole minutes. */
const from = Date.UTC(1972, 1, 1);
const to = Date.UTC(2100, 0, 1);
/** Somewhere until 2100; half of them within two hours of a change of the zone's offset. */
const place = zone.chain((timeZone) =>
  fc
    .tuple(fc.integer({ min: from / minute, max: to / minute }), fc.option(fc.integer({ min: -120, max: 120 })))
    .map(([minutes, beside]) => {
      const at = Temporal.Instant.fromEpochMilliseconds(minutes * minute).toZonedDateTimeISO(timeZone);
      const change = beside === null ? null : at.getTimeZoneTransition('next');
      return { timeZone, ms: change && beside !== null ? change.epochMilliseconds + beside * minute : minutes * minute };
    }),
);

const format = (ms: number, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' });

/** All instants of a local time as Temporal sees it. */
function instantsOf(local: string, timeZone: string): { instants: number[]; exists: boolean; both: [number, number] } {
  const plain = Temporal.PlainDateTime.from(local);
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) => plain.toZonedDateTime(timeZone, { disambiguation }));
  const exists = earlier!.toPlainDateTime().equals(plain);
  const both = [earlier!.epochMilliseconds, later!.epochMilliseconds] as [number, number];
  return { instants: exists ? [...new Set(both)] : [], exists, both };
}

describe('a local time', () => {
  it('is what Temporal says that clocks show, in any zone', () => {
    fc.assert(
      fc.property(place, ({ timeZone, ms }) => {
        expect(localTime(timeZone, ms)).toBe(format(ms, timeZone));
      }),
      { numRuns: 2000 },
    );
  });

  it('is shown at the instants that Temporal finds, and beside a gap at those that it offers', () => {
    let [gaps, twice] = [0, 0];
    fc.assert(
      fc.property(place, fc.integer({ min: -90, max: 90 }), ({ timeZone, ms }, minutes) => {
        const local = Temporal.PlainDateTime.from(format(ms, timeZone)).add({ minutes }).toString({ smallestUnit: 'minute' });
        const { instants, exists, both } = instantsOf(local, timeZone);
        expect([timeZone, local, localInstants(timeZone, local)]).toEqual([timeZone, local, instants]);
        expect([timeZone, local, besideGap(timeZone, local)]).toEqual([timeZone, local, exists ? null : both]);
        if (!exists) gaps++;
        if (instants.length === 2) twice++;
      }),
      { numRuns: 4000, seed: 20260329 },
    );
    // What is rare has been met.
    expect(Math.min(gaps, twice)).toBeGreaterThan(40);
  });

  it('is found again from each of its instants', () => {
    fc.assert(
      fc.property(place, ({ timeZone, ms }) => {
        expect(localInstants(timeZone, localTime(timeZone, ms))).toContain(ms);
      }),
      { numRuns: 2000 },
    );
  });

  it('that does not exist or exists twice has two instants around the change', () => {
    const iso = (instants: number[] | null) => instants?.map((ms) => new Date(ms).toISOString());
    expect(localInstants('Europe/Amsterdam', '2026-03-29T02:30')).toEqual([]);
    expect(iso(besideGap('Europe/Amsterdam', '2026-03-29T02:30'))).toEqual(['2026-03-29T00:30:00.000Z', '2026-03-29T01:30:00.000Z']);
    expect(iso(localInstants('Europe/Amsterdam', '2026-10-25T02:30'))).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']);
    expect(besideGap('Europe/Amsterdam', '2026-10-25T02:30')).toBeNull();
    // Samoa had no 30 December 2011.
    expect(localInstants('Pacific/Apia', '2011-12-30T12:00')).toEqual([]);
  });

  it('keeps seconds where there are any', () => {
    const end = Date.parse('2026-04-01T21:59:59Z');
    expect(localTime('Europe/Amsterdam', end)).toBe('2026-04-01T23:59:59');
    expect(localInstants('Europe/Amsterdam', '2026-04-01T23:59:59')).toEqual([end]);
    expect(localTime('Europe/Amsterdam', end + 1000)).toBe('2026-04-02T00:00');
    expect(localTime('UTC', -1)).toBe('1969-12-31T23:59:59');
  });

  it.each(['1900-01-01T12:00', '0033-04-03T15:00', '2150-07-01T12:00', '9999-12-31T12:00'])('of far away (%s) is found too', (local) => {
    for (const timeZone of ['Europe/Amsterdam', 'America/New_York', 'Asia/Kolkata']) {
      const [ms, ...others] = localInstants(timeZone, local);
      expect([localTime(timeZone, ms!).slice(0, 16), others]).toEqual([local, []]);
      expect(ms).toBe(Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds);
    }
  });

  it('of the year 10,000 has five digits, as its field takes it', () => {
    const last = Date.parse('9999-12-31T23:59:59Z');
    expect(localTime('Europe/Amsterdam', last)).toBe('10000-01-01T00:59:59');
    expect(localInstants('Europe/Amsterdam', '10000-01-01T00:59:59')).toEqual([last]);
  });

  it.each(['', '2026-02-30T10:00', '2026-13-01T10:00', '2026-01-01T24:00', '2026-01-01T10:60', '2026-01-01', '2026-01-01T10:00Z', '2026-1-1T1:00', 'x'])(
    'that no calendar has (%j) is none',
    (local) => {
      expect([localInstants('Europe/Amsterdam', local), besideGap('Europe/Amsterdam', local)]).toEqual([[], null]);
    },
  );

  it('needs a zone and an instant', () => {
    expect(() => localInstants('Mars', '2026-01-01T10:00')).toThrow(RangeError);
    expect(() => localTime('Mars', 0)).toThrow(RangeError);
    for (const ms of [NaN, Infinity, 9e15]) expect(() => localTime('Europe/Amsterdam', ms)).toThrow(RangeError);
  });
});
