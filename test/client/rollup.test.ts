import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClient, ResponseError } from '../../src/client/index.js';
import { readRollup, rollupQuery } from '../../src/client/rollup.js';
import { encodeRollup } from '../../src/proxy/rollup-wire.js';
import { parseRollup } from '../../src/proxy/rollup-query.js';
import type { Bucket, Coverage, Dimension, Rollup, RollupQuestion } from '../../src/scans/types.js';
import { json, rejected, scriptedFetch } from './scripted-fetch.js';

const names: Dimension[] = ['device', 'country', 'referrer', 'utm-source', 'utm-medium', 'utm-campaign', 'destination'];
const count = fc.nat(2_000_000);
const countOrNull = fc.option(count, { nil: null });
const instant = fc.integer({ min: 0, max: 4_000_000_000 }).map((second) => instantOf(second));
const date = fc.integer({ min: 10_957, max: 47_846 }).map((day) => instantOf(day * 86_400).slice(0, 10));
const value = fc.option(fc.string({ unit: 'binary', minLength: 1 }), { nil: null });
const instantOf = (second: number) => `${new Date(second * 1000).toISOString().slice(0, 19)}Z`;

/** Buckets of few lengths, with some that zones make longer or shorter. */
const buckets: fc.Arbitrary<Bucket[]> = fc
  .tuple(
    fc.integer({ min: 0, max: 4_000_000_000 }),
    fc.array(fc.tuple(fc.constantFrom(86_400, 86_400, 82_800, 90_000, 3600, 1800, 31 * 86_400), countOrNull), { minLength: 1, maxLength: 400 }),
    fc.option(fc.nat(399)),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([start, parts, incomplete, first, last]) => {
    let at = start;
    return parts.map(([seconds, scans], index) => {
      const isClipped = (index === 0 && first) || (index === parts.length - 1 && last);
      const bucket: Bucket = {
        start: instantOf(at),
        scans,
        ...(index === incomplete && { incomplete: true as const }),
        ...(isClipped && { clipped: true as const }),
      };
      at += seconds;
      return bucket;
    });
  });

const coverage: fc.Arbitrary<Coverage> = fc.record(
  {
    since: fc.option(instant, { nil: null }),
    asOf: instant,
    counted: count,
    total: countOrNull,
    matches: fc.option(fc.boolean(), { nil: null }),
    resumesAt: instant,
    stopped: fc.constantFrom('unstable-order', 'authentication', 'payment-required', 'permission', 'not-found', 'server'),
  },
  { requiredKeys: ['since', 'asOf', 'counted', 'total', 'matches'] },
);

const wholeSecond = fc.integer({ min: 0, max: 2 ** 32 }).map((second) => `${new Date(second * 1000).toISOString().slice(0, 19)}Z`);

const rollups: fc.Arbitrary<Rollup> = fc.record(
  {
    timeZone: fc.constantFrom('UTC', 'Europe/Amsterdam', 'Etc/GMT+5'),
    from: date,
    to: date,
    interval: fc.constantFrom('hour', 'day', 'week', 'month'),
    weekStart: fc.integer({ min: 1, max: 7 }),
    total: countOrNull,
    thisMonth: countOrNull,
    scans: count,
    series: buckets,
    previous: fc.record({ from: date, to: date, scans: countOrNull, series: fc.array(countOrNull) }),
    breakdown: fc.record({
      by: fc.constantFrom(...names),
      values: fc.array(fc.record({ value, scans: count }), { maxLength: 50 }),
      rest: count,
    }),
    heat: fc.array(fc.array(count, { minLength: 24, maxLength: 24 }), { minLength: 7, maxLength: 7 }),
    slots: fc.record({ start: fc.nat(), counts: fc.array(count) }),
    changes: fc.array(fc.record({ value: fc.string(), at: wholeSecond })),
    coverage,
    minCell: fc.integer({ min: 2, max: 100 }),
  },
  { requiredKeys: ['timeZone', 'from', 'to', 'interval', 'weekStart', 'total', 'thisMonth', 'scans', 'series', 'coverage'] },
);

const sent = (rollup: Rollup) => JSON.parse(JSON.stringify({ data: encodeRollup(rollup) })) as unknown;

describe('a roll-up on its way', () => {
  it('arrives as it was', () => {
    fc.assert(
      fc.property(rollups, (rollup) => {
        expect(readRollup(sent(rollup), 'at')).toEqual(rollup);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps 50 values, and adds the others to the rest', () => {
    const values = Array.from({ length: 80 }, (_, index) => ({ value: `v${index}`, scans: 100 - index }));
    const [rollup] = fc.sample(rollups, 1);
    const { breakdown } = readRollup(sent({ ...rollup!, breakdown: { by: 'country', values, rest: 7 } }), 'at');
    expect(breakdown).toEqual({
      by: 'country',
      values: values.slice(0, 50),
      rest: 7 + values.slice(50).reduce((sum, { scans }) => sum + scans, 0),
    });
  });
});

const wire = {
  time_zone: 'UTC',
  from: '2026-03-01',
  to: '2026-03-02',
  interval: 'day',
  week_start: 1,
  total: 10,
  this_month: 5,
  scans: 3,
  start: 1_772_323_200,
  steps: [[86_400, 1]],
  series: [3, null],
  incomplete: 0,
  clipped: [1],
  coverage: { since: null, as_of: '2026-03-02T10:00:00Z', counted: 10, total: 10, matches: true },
};
const read: Rollup = {
  timeZone: 'UTC',
  from: '2026-03-01',
  to: '2026-03-02',
  interval: 'day',
  weekStart: 1,
  total: 10,
  thisMonth: 5,
  scans: 3,
  series: [
    { start: '2026-03-01T00:00:00Z', scans: 3, incomplete: true },
    { start: '2026-03-02T00:00:00Z', scans: null, clipped: true },
  ],
  coverage: { since: null, asOf: '2026-03-02T10:00:00Z', counted: 10, total: 10, matches: true },
};

describe('reading a roll-up', () => {
  it('takes it bare or in `data`, with more than it knows', () => {
    expect(readRollup(wire, 'at')).toEqual(read);
    expect(readRollup({ data: { ...wire, added_tomorrow: 1, previous: null, breakdown: null, heat: null } }, 'at')).toEqual(read);
  });

  it('takes a reason that it does not know for trouble at the server', () => {
    const stopped = { ...wire, coverage: { ...wire.coverage, stopped: 'sunday' } };
    expect(readRollup(stopped, 'at').coverage.stopped).toBe('server');
  });

  it('leaves text as text', () => {
    const values = [['<script>alert(1)</script>', 2], [null, 1]];
    const { breakdown } = readRollup({ ...wire, breakdown: { by: 'referrer', values, rest: 0 } }, 'at');
    expect(breakdown?.values[0]).toEqual({ value: '<script>alert(1)</script>', scans: 2 });
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a list', [wire]],
    ['text', 'x'],
    ['data that is a list', { data: [wire] }],
    ['no zone', { ...wire, time_zone: undefined }],
    ['a zone that is no text', { ...wire, time_zone: 7 }],
    ['a date that is none', { ...wire, from: 'yesterday' }],
    ['an interval that there is not', { ...wire, interval: 'minute' }],
    ['no scans', { ...wire, scans: null }],
    ['half a scan', { ...wire, scans: 1.5 }],
    ['fewer than no scans', { ...wire, series: [-1, 2] }],
    ['a series that is no list', { ...wire, series: { 0: 1, length: 1 } }],
    ['counts that are text', { ...wire, series: ['3', '4'] }],
    ['no start', { ...wire, start: undefined }],
    ['a start that is text', { ...wire, start: '1772323200' }],
    ['a start beyond the calendar', { ...wire, start: 1e15 }],
    ['steps beyond the calendar', { ...wire, steps: [[1e14, 1]] }],
    ['no steps', { ...wire, steps: undefined }],
    ['too few steps', { ...wire, steps: [] }],
    ['too many steps', { ...wire, steps: [[86_400, 2]] }],
    ['more steps than there is memory for', { ...wire, steps: [[1, 9e15]] }],
    ['steps on the spot', { ...wire, steps: [[0, 1]] }],
    ['steps back', { ...wire, steps: [[-86_400, 1]] }],
    ['steps that are numbers', { ...wire, steps: [86_400] }],
    ['a comparison that is text', { ...wire, previous: 'x' }],
    ['a comparison without a series', { ...wire, previous: { from: '2026-02-01', to: '2026-02-02', scans: 1 } }],
    ['a breakdown of what there is not', { ...wire, breakdown: { by: 'city', values: [], rest: 0 } }],
    ['a breakdown without values', { ...wire, breakdown: { by: 'country', rest: 0 } }],
    ['values that are objects', { ...wire, breakdown: { by: 'country', values: [{ value: 'NL', scans: 1 }], rest: 0 } }],
    ['a value that is a number', { ...wire, breakdown: { by: 'country', values: [[7, 1]], rest: 0 } }],
    ['a value without scans', { ...wire, breakdown: { by: 'country', values: [['NL']], rest: 0 } }],
    ['a heat map of six days', { ...wire, heat: Array.from({ length: 6 }, () => Array<number>(24).fill(0)) }],
    ['a heat map of 25 hours', { ...wire, heat: Array.from({ length: 7 }, () => Array<number>(25).fill(0)) }],
    ['no coverage', { ...wire, coverage: undefined }],
    ['coverage without its age', { ...wire, coverage: { ...wire.coverage, as_of: null } }],
    ['coverage since no time', { ...wire, coverage: { ...wire.coverage, since: 'ever' } }],
    ['coverage of no count', { ...wire, coverage: { ...wire.coverage, counted: null } }],
    ['steps of text', { ...wire, min_cell: '5' }],
  ])('of %s is an error that says where', (_, body) => {
    expect(() => readRollup(body, 'scans.rollup')).toThrow(ResponseError);
    expect(() => readRollup(body, 'scans.rollup')).toThrow(/^scans\.rollup/);
  });

  it('of anything at all gives a roll-up or that error', () => {
    const parts = fc.constantFrom(...Object.keys(wire), 'previous', 'breakdown', 'heat', 'min_cell');
    fc.assert(
      fc.property(parts, fc.anything(), (name, garbage) => {
        try {
          readRollup({ ...wire, [name]: garbage }, 'at');
        } catch (error) {
          expect(error).toBeInstanceOf(ResponseError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

const questions: fc.Arbitrary<RollupQuestion> = fc.record(
  {
    timeZone: fc.constantFrom('UTC', 'Europe/Amsterdam', 'Etc/GMT+5'),
    from: fc.constantFrom('2026-01-01', '2026-02-28'),
    to: fc.constantFrom('2026-03-01', '2026-12-31'),
    interval: fc.constantFrom('auto', 'hour', 'day', 'week', 'month'),
    breakdown: fc.constantFrom(...names, 'weekday-hour' as const),
    compare: fc.constantFrom('previous', 'months', 'year'),
    weekStart: fc.integer({ min: 1, max: 7 }),
    filter: fc
      .record(
        {
          device: fc.constantFrom(null, 'ios'),
          country: fc.constantFrom(null, 'NL'),
          'utm-source': fc.option(fc.string({ unit: 'grapheme', minLength: 1 }), { nil: null }),
          destination: fc.constantFrom(null, 'https://x.example/?a=1&b=[2]#c'),
          weekday: fc.integer({ min: 1, max: 7 }),
          hour: fc.nat(23),
        },
        { requiredKeys: [] },
      )
      .filter((filter) => Object.keys(filter).length > 0),
  },
  { requiredKeys: ['timeZone', 'interval'] },
);

describe('asking for a roll-up', () => {
  it('says what the proxy reads', () => {
    fc.assert(
      fc.property(questions, (question) => {
        expect(parseRollup(new URLSearchParams(rollupQuery(question)))).toEqual(question);
      }),
      { numRuns: 500 },
    );
  });

  it('is one GET below the code', async () => {
    const { fetch, calls } = scriptedFetch(() => json({ data: wire }));
    const client = createClient({ endpoint: 'https://site.example/jsi', fetch });
    const filter = { device: null, hour: 0, country: undefined } as RollupQuestion['filter'] & object;
    expect(await client.scans.rollup(12, { timeZone: 'UTC', interval: 'day', weekStart: 7, filter })).toEqual(read);
    expect(calls.map(({ method, url }) => `${method} ${decodeURIComponent(url)}`)).toEqual([
      'GET https://site.example/jsi/qr-codes/12/scans/rollup?time_zone=UTC&interval=day&week_start=7&filter[device]=&filter[hour]=0',
    ]);
  });

  it('with a filter that there is none of is a mistake in the page', async () => {
    const { fetch, calls } = scriptedFetch(() => json({ data: wire }));
    const client = createClient({ endpoint: 'https://site.example/jsi', fetch });
    const filter = { city: 'x' } as RollupQuestion['filter'] & object;
    expect(await rejected(client.scans.rollup(12, { timeZone: 'UTC', interval: 'day', filter }))).toBeInstanceOf(TypeError);
    expect(calls).toEqual([]);
  });

  it('of an answer that is none is an error of the client', async () => {
    const { fetch } = scriptedFetch(() => json({ data: { ...wire, series: 'x' } }));
    const client = createClient({ endpoint: 'https://site.example/jsi', fetch });
    expect(await rejected(client.scans.rollup(12, { timeZone: 'UTC', interval: 'day' }))).toBeInstanceOf(ResponseError);
  });
});
