import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRollup } from '../../src/client/rollup.js';
import { encodeRollup } from '../../src/proxy/rollup-wire.js';
import { dateOfDay } from '../../src/scans/calendar.js';
import { rezone, rollup } from '../../src/scans/rollup.js';
import { createStore, type ScanStore } from '../../src/scans/store.js';
import type { RollupQuestion } from '../../src/scans/types.js';
import { random } from '../support/random.js';

const zones = ['UTC', 'Europe/Amsterdam', 'America/New_York', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'];
const now = new Date('2026-04-20T12:34:56Z');

/** Scans of half a year in which all zones change their clocks that do. */
function someScans(seed: number): ScanStore {
  const next = random(seed);
  const store = createStore();
  const first = Date.UTC(2025, 9, 1);
  store.add(
    Array.from({ length: 3000 }, (_, index) => ({
      id: index + 1,
      created_at: new Date(first + Math.floor(next() * (now.getTime() - first))).toISOString(),
      device: next() < 0.5 ? 'ios' : 'android',
    })),
  );
  return store;
}

const store = someScans(11);
const zone = fc.constantFrom(...zones);
const question = fc
  .record({ timeZone: zone, start: fc.integer({ min: 20_400, max: 20_540 }), days: fc.integer({ min: 1, max: 40 }), interval: fc.constantFrom('hour', 'day', 'week', 'month') })
  .map(
    ({ timeZone, start, days, interval }): RollupQuestion => ({
      timeZone,
      from: dateOfDay(start),
      to: dateOfDay(start + days),
      interval,
    }),
  );

describe('an answer put into another zone', () => {
  it('is the one that would have been asked for', () => {
    fc.assert(
      fc.property(question, zone, fc.constantFrom(undefined, 'previous' as const), (asked, timeZone, compare) => {
        const full = { ...asked, ...(compare && { compare }) };
        const known = rollup(store, { ...full, slots: true }, { now });
        const { series, scans, thisMonth, from, to, previous } = rollup(store, { ...full, timeZone }, { now });
        const moved = rezone(known, { ...full, timeZone }, now);
        expect({ ...moved, previous: moved.previous?.series }).toMatchObject({ timeZone, series, scans, thisMonth, from, to });
        expect(moved.previous?.series).toEqual(previous?.series);
      }),
      { numRuns: 400 },
    );
  });

  it('still is after the way through the wire', () => {
    const asked = { timeZone: 'UTC', from: '2026-03-20', to: '2026-04-20', interval: 'day' } as const;
    const known = readRollup({ data: JSON.parse(JSON.stringify(encodeRollup(rollup(store, { ...asked, slots: true }, { now })))) as unknown }, 'here');
    const timeZone = 'Asia/Kathmandu';
    expect(rezone(known, { ...asked, timeZone }, now).series).toEqual(rollup(store, { ...asked, timeZone }, { now }).series);
  });

  it('is refused without quarters, for a breakdown, and where its days begin before them', () => {
    const asked = { timeZone: 'UTC', from: '2026-03-20', to: '2026-04-20', interval: 'day' } as const;
    expect(() => rezone(rollup(store, asked, { now }), asked, now)).toThrow(RangeError);
    const known = rollup(store, { ...asked, slots: true }, { now });
    expect(() => rezone(known, { ...asked, breakdown: 'device' }, now)).toThrow(RangeError);
    expect(() => rezone(known, { ...asked, from: '2026-02-01' }, now)).toThrow(RangeError);
  });

  it('has no quarters under a filter', () => {
    const asked = { timeZone: 'UTC', from: '2026-03-20', to: '2026-04-20', interval: 'day', slots: true } as const;
    for (const filter of [{ weekday: 1 }, { device: 'ios' }]) expect(rollup(store, { ...asked, filter }, { now }).slots).toBeUndefined();
  });
});
