import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coarseBreakdown } from '../../src/scans/coarse.js';
import { rollup } from '../../src/scans/rollup.js';
import { createStore, type ScanStore } from '../../src/scans/store.js';
import type { Count, ScanLike } from '../../src/scans/types.js';
import { random } from '../support/random.js';

const HOUR = 3600;
const BEGIN = Date.UTC(2026, 2, 1) / 1000;
/** How long an hour that has ended may still get scans. */
const LATE = 900;
const VALUES = ['ios', 'android', 'windows', null];

interface Row {
  second: number;
  device: string | null;
}

const holding = (rows: readonly Row[]): ScanStore => {
  const store = createStore();
  store.add(scansOf(rows));
  return store;
};
const scansOf = (rows: readonly Row[]) =>
  rows.map(({ second, device }, index): ScanLike => ({
    id: index + 1,
    created_at: `${new Date(second * 1000).toISOString().slice(0, 19)}Z`,
    device,
  }));

/** Scans of some days, busy and quiet, in the order of time. */
const anyRows = fc
  .array(fc.tuple(fc.nat({ max: 4 * 24 }), fc.nat({ max: HOUR - 1 }), fc.constantFrom(...VALUES), fc.nat({ max: 3 })), {
    minLength: 1,
    maxLength: 60,
  })
  .map((all) =>
    all
      .flatMap(([hour, second, device, more]): Row[] =>
        Array.from({ length: 1 + (more === 0 ? 6 : 0) }, (_, index) => ({
          second: BEGIN + hour * HOUR + ((second + index) % HOUR),
          device,
        })),
      )
      .sort((a, b) => a.second - b.second),
  );
const anyCell = fc.integer({ min: 2, max: 8 });
const DAYS = Array.from({ length: 7 }, (_, day) => `2026-${day === 0 ? '02-28' : `03-0${day}`}`);
/** Their days begin at many hours of UTC, also between whole ones. */
const ZONES = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Pacific/Chatham', 'Pacific/Honolulu', 'Asia/Tokyo'];

/** Everything that anyone may be told: each pair of days in each zone. */
function allAnswers(store: ScanStore, minCell: number, now: number): ReturnType<typeof rollup>[] {
  return ZONES.flatMap((timeZone) =>
    DAYS.flatMap((from, first) =>
      DAYS.slice(first).map((to) =>
        rollup(store, { timeZone, from, to, interval: 'day', breakdown: 'device' }, { now: new Date(now * 1000), minCell }),
      ),
    ),
  );
}

const AFTER = BEGIN + 6 * 24 * HOUR;
const scansOfValue = (values: readonly Count[], value: string | null) =>
  values.find((count) => count.value === value)?.scans ?? 0;

/** The hours that belong together, found by counting: whole ones, over, with `minCell` scans. */
function blocks(rows: readonly Row[], minCell: number, now: number): { end: number; rows: Row[] }[] {
  const found: { end: number; rows: Row[] }[] = [];
  let open: Row[] = [];
  for (let end = BEGIN + HOUR; end + LATE <= now; end += HOUR) {
    const own = rows.filter(({ second }) => second >= end - HOUR && second < end);
    open.push(...own);
    if (own.length > 0 && open.length >= minCell) {
      found.push({ end, rows: open });
      open = [];
    }
  }
  return found;
}

describe('counts in steps', () => {
  it('are multiples of minCell, and so is every difference of them', () => {
    fc.assert(
      fc.property(anyRows, anyCell, (rows, minCell) => {
        const answers = allAnswers(holding(rows), minCell, AFTER).map(({ breakdown }) => breakdown!.values);
        for (const value of VALUES) {
          const counts = answers.map((values) => scansOfValue(values, value));
          expect(counts.filter((count) => count % minCell !== 0)).toEqual([]);
        }
        for (const values of answers) for (const { scans } of values) expect(scans).toBeGreaterThanOrEqual(minCell);
      }),
      { numRuns: 60 },
    );
  });

  it('add up to the scans of the period, with the rest', () => {
    fc.assert(
      fc.property(anyRows, anyCell, (rows, minCell) => {
        for (const { scans, breakdown } of allAnswers(holding(rows), minCell, AFTER)) {
          expect(breakdown!.rest).toBeGreaterThanOrEqual(0);
          expect(breakdown!.values.reduce((sum, count) => sum + count.scans, breakdown!.rest)).toBe(scans);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are of whole lots: each as many scans of that value as it says, up to the end of a block', () => {
    fc.assert(
      fc.property(anyRows, anyCell, (rows, minCell) => {
        const store = holding(rows);
        const known = blocks(rows, minCell, AFTER);
        for (let at = BEGIN - HOUR; at < AFTER; at += 1800) {
          const values = coarseBreakdown(store, 'device', { from: 0, to: at, now: AFTER, minCell });
          const end = known.filter((block) => block.end <= at).at(-1)?.end ?? 0;
          for (const value of VALUES) {
            const held = rows.filter(({ second, device }) => second < end && device === value).length;
            expect(scansOfValue(values, value)).toBe(held - (held % minCell));
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('of a long time are nearly all of them', () => {
    const next = random(3);
    const rows = Array.from({ length: 5000 }, (_, index) => ({
      second: BEGIN + index * 60,
      device: VALUES[Math.floor(next() * 4)]!,
    }));
    const values = coarseBreakdown(holding(rows), 'device', { from: BEGIN, to: BEGIN + 4 * 24 * HOUR, now: AFTER, minCell: 10 });
    const held = rows.filter(({ second }) => second < BEGIN + 80 * HOUR);
    expect(values).toHaveLength(4);
    for (const { value, scans } of values) {
      const exact = held.filter(({ device }) => device === value).length;
      expect(Math.abs(scans - exact)).toBeLessThan(60);
    }
  });

  it('leave out the smallest where lots of before would make the parts more than the whole', () => {
    // Four each of two values, and one more each in the hour that the question begins with: ten scans appear in a time of two.
    const early = ['ios', 'android'].flatMap((device) => Array.from({ length: 4 }, () => ({ second: BEGIN + 60, device })));
    const late = ['ios', 'android', 'windows', null, null].map((device) => ({ second: BEGIN + 24 * HOUR + 60, device }));
    const answer = rollup(
      holding([...early, ...late]),
      { timeZone: 'UTC', from: '2026-03-02', to: '2026-03-02', interval: 'day', breakdown: 'device' },
      { now: new Date(AFTER * 1000), minCell: 5 },
    );
    expect(answer).toMatchObject({ scans: 5, breakdown: { values: [{ value: 'android', scans: 5 }], rest: 0 }, minCell: 5 });
  });

  it('are in the same order on every machine, whichever came first', () => {
    const rows = ['ios', 'android', null, 'windows'].flatMap((device) =>
      Array.from({ length: 5 }, (_, index) => ({ second: BEGIN + index, device })),
    );
    const asked = { from: 0, to: AFTER, now: AFTER, minCell: 5 };
    const order = (some: readonly Row[]) => coarseBreakdown(holding(some), 'device', asked).map(({ value }) => value);
    expect(order(rows)).toEqual(['android', 'ios', 'windows', null]);
    expect(order([...rows].reverse())).toEqual(order(rows));
  });
});

describe('an attacker who asks everything', () => {
  it('cannot tell which of at least minCell scans had a value: any two of a block may be exchanged', () => {
    let exchanges = 0;
    fc.assert(
      fc.property(
        anyRows,
        anyCell,
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { minLength: 3, maxLength: 3 }),
        (rows, minCell, picks) => {
          const answers = allAnswers(holding(rows), minCell, AFTER);
          const known = blocks(rows, minCell, AFTER);
          for (const block of known) expect(block.rows.length).toBeGreaterThanOrEqual(minCell);
          if (known.length === 0) return;
          for (const [block, one, other] of picks) {
            const within = known[block % known.length]!.rows;
            const [a, b] = [within[one % within.length]!, within[other % within.length]!];
            const exchanged = rows.map((row) =>
              row === a ? { ...row, device: b.device } : row === b ? { ...row, device: a.device } : row,
            );
            if (a.device !== b.device) exchanges++;
            expect(allAnswers(holding(exchanged), minCell, AFTER)).toEqual(answers);
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(exchanges).toBeGreaterThan(20);
  });

  it('learns nothing of scans that are in no block yet: any values of theirs give the same answers', () => {
    fc.assert(
      fc.property(
        anyRows,
        anyCell,
        fc.constantFrom(...VALUES, 'mac'),
        fc.nat({ max: 5 * 24 * 60 }),
        (rows, minCell, device, minutes) => {
          const now = BEGIN + minutes * 60;
          const held = rows.filter(({ second }) => second <= now);
          const inBlocks = new Set(blocks(held, minCell, now).flatMap((block) => block.rows));
          const changed = held.map((row) => (inBlocks.has(row) ? row : { ...row, device }));
          expect(allAnswers(holding(changed), minCell, now)).toEqual(allAnswers(holding(held), minCell, now));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('sees counts by value change by whole blocks alone, asking after every scan and every quarter of an hour', () => {
    let changes = 0;
    const hours = Array.from({ length: 6 * 6 }, (_, index) => BEGIN + index * 4 * HOUR);
    fc.assert(
      fc.property(anyRows, anyCell, (rows, minCell) => {
        const store = createStore();
        const ask = (now: number) =>
          JSON.stringify(hours.map((to) => coarseBreakdown(store, 'device', { from: 0, to, now, minCell })));
        const quarters = Array.from({ length: 5 * 24 * 4 }, (_, quarter) => ({ now: BEGIN + quarter * 900, scan: null }));
        const events = [...scansOf(rows).map((scan, index) => ({ now: rows[index]!.second, scan })), ...quarters];
        let [added, answers, shown] = [0, ask(BEGIN), 0];
        for (const { now, scan } of events.sort((a, b) => a.now - b.now)) {
          if (scan) added += store.add([scan]);
          const next = ask(now);
          const inBlocks = blocks(rows.slice(0, added), minCell, now).reduce((sum, block) => sum + block.rows.length, 0);
          if (next !== answers) {
            expect(inBlocks - shown).toBeGreaterThanOrEqual(minCell);
            changes++;
          }
          [answers, shown] = [next, inBlocks];
        }
      }),
      { numRuns: 20 },
    );
    expect(changes).toBeGreaterThan(20);
  });

  it('gets answers about the past that stay as they are while scans come', () => {
    fc.assert(
      fc.property(anyRows, anyCell, fc.nat(), (rows, minCell, cut) => {
        const held = rows.slice(0, 1 + (cut % rows.length));
        const now = held.at(-1)!.second;
        const settled = blocks(held, minCell, now).at(-1)?.end ?? BEGIN;
        const until = (some: readonly Row[], when: number) =>
          coarseBreakdown(holding(some), 'device', { from: 0, to: settled, now: when, minCell });
        expect(until(rows, AFTER)).toEqual(until(held, now));
      }),
      { numRuns: 100 },
    );
  });

  it('is not told of an hour before it is over and its late scans are in', () => {
    const rows = Array.from({ length: 5 }, (_, index) => ({ second: BEGIN + 3000 + index, device: 'ios' }));
    const at = (now: number) => coarseBreakdown(holding(rows), 'device', { from: 0, to: AFTER, now, minCell: 5 });
    expect(at(BEGIN + HOUR + LATE - 1)).toEqual([]);
    expect(at(BEGIN + HOUR + LATE)).toEqual([{ value: 'ios', scans: 5 }]);
  });
});
