import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayParts, localDays, sharesBetween, weekStart } from '../../src/rules/coverage-days.js';
import { coverage, type Stretch } from '../../src/rules/coverage.js';
import { evaluate } from '../../src/rules/evaluate.js';
import type { RuleLike, RuleSemantics, RuleSet } from '../../src/rules/types.js';

const code: RuleSet['code'] = {
  type: 'dynamic',
  is_active: true,
  content_type: 'url',
  target_url: 'https://t.example/',
  fallback_url: 'https://f.example/',
  expires_at: null,
  licensed_until: null,
};
const iphone = { device: 'ios', country: 'NL' };
const year = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' };
const setOf = (rules: Partial<RuleLike>[], fields: RuleSet['code'] = {}): RuleSet => ({
  code: { ...code, ...fields },
  rules: rules.map((rule, index) => ({ id: index + 1, url: `https://r.example/${index + 1}`, ...rule })),
});
const short = (stretches: readonly Stretch[]) =>
  stretches.map(({ from, to, landing: { kind, destinations } }) => [
    from.replace(':00.000Z', 'Z'),
    to.replace(':00.000Z', 'Z'),
    destinations.map(({ url, probability }) => `${url?.slice(8)} ${probability.n}/${probability.d}`).join(', ') || kind,
  ]);

describe('coverage', () => {
  it('is one stretch where nothing ever changes', () => {
    expect(short(coverage(setOf([{ device: 'ios' }]), iphone, year))).toEqual([
      ['2026-01-01T00:00Z', '2027-01-01T00:00Z', 'r.example/1 1/1'],
    ]);
  });

  it('changes at the bounds of rules and at the ends of the code', () => {
    const set = setOf([{ start_at: '2026-03-01T10:30:00Z', end_at: '2026-04-01T00:00:00+02:00', country_code: 'nl' }], {
      licensed_until: '2026-05-01T00:00:00Z',
      expires_at: '2026-06-01T00:00:00Z',
    });
    expect(short(coverage(set, iphone, year))).toEqual([
      ['2026-01-01T00:00Z', '2026-03-01T10:30Z', 'f.example/ 1/1'],
      ['2026-03-01T10:30Z', '2026-03-31T22:00Z', 'r.example/1 1/1'],
      ['2026-03-31T22:00Z', '2026-05-01T00:00Z', 'f.example/ 1/1'],
      ['2026-05-01T00:00Z', '2026-06-01T00:00Z', 'licence-expired'],
      ['2026-06-01T00:00Z', '2027-01-01T00:00Z', 'expired'],
    ]);
  });

  it('changes at midnight of the zone in which weekdays are read, also where its day has 23 hours', () => {
    const sundays = setOf([{ days_of_week: ['sunday'] }]);
    const range = { from: '2026-03-28T00:00:00Z', to: '2026-03-31T00:00:00Z' };
    expect(short(coverage(sundays, iphone, range, { weekdayTimeZone: 'Europe/Amsterdam' }))).toEqual([
      ['2026-03-28T00:00Z', '2026-03-28T23:00Z', 'f.example/ 1/1'],
      ['2026-03-28T23:00Z', '2026-03-29T22:00Z', 'r.example/1 1/1'],
      ['2026-03-29T22:00Z', '2026-03-31T00:00Z', 'f.example/ 1/1'],
    ]);
  });

  it('joins what lands alike, whichever rule leads there, and names them all', () => {
    const url = 'https://f.example/';
    const set = setOf([
      { url, end_at: '2026-02-01T00:00:00Z' },
      { url, start_at: '2026-02-01T00:00:00Z', end_at: '2026-03-01T00:00:00Z' },
    ]);
    const stretches = coverage(set, iphone, year);
    expect(short(stretches)).toEqual([['2026-01-01T00:00Z', '2027-01-01T00:00Z', 'f.example/ 1/1']]);
    expect(stretches[0]!.rules).toEqual([1, 2]);
  });

  it('misses as a code with rules does, though no rule is for this device', () => {
    expect(short(coverage(setOf([{ device: 'mac' }]), iphone, year))[0]![2]).toBe('f.example/ 1/1');
    expect(short(coverage(setOf([]), iphone, year))[0]![2]).toBe('t.example/ 1/1');
  });

  it('is empty for no time at all', () => {
    expect(coverage(setOf([]), iphone, { from: year.to, to: year.from })).toEqual([]);
  });

  const day = fc.integer({ min: 0, max: 20 }).map((n) => new Date(Date.UTC(2026, 2, 20) + n * 43_200_000).toISOString());
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
  const anyRule: fc.Arbitrary<Partial<RuleLike>> = fc.record({
    device: maybe(fc.constantFrom('ios', 'mac')),
    country_code: maybe(fc.constantFrom('NL', 'nl', 'DE')),
    start_at: maybe(day),
    end_at: maybe(day),
    days_of_week: maybe(fc.subarray(['monday', 'saturday', 'sunday'])),
    priority: fc.integer({ min: 0, max: 3 }),
    weight: maybe(fc.integer({ min: 0, max: 2 })),
    is_active: fc.boolean(),
    url: fc.constantFrom('https://a.example/', 'https://b.example/', 'https://c.example/'),
  });
  const anySemantics: fc.Arbitrary<Partial<RuleSemantics>> = fc.record({
    weekdayTimeZone: fc.constantFrom('UTC', 'Europe/Amsterdam', 'Asia/Kolkata', 'Australia/Lord_Howe'),
    boundary: fc.constantFrom('[)', '[]', '()', '(]'),
    noMatch: fc.constantFrom('fallback-then-target', 'fallback-or-nothing'),
  });

  it('says of every instant what evaluate says of it, and changes only where that changes', () => {
    const who = fc.record({ device: maybe(fc.constantFrom('ios', 'linux')), country: maybe(fc.constantFrom('NL', 'FR')) });
    const range = { from: '2026-03-21T05:00:00Z', to: '2026-04-02T00:00:00Z' };
    const plain = ({ kind, destinations }: { kind: string; destinations: { url: string | null; kind: string; probability: object }[] }) =>
      JSON.stringify([kind, destinations.map(({ url, kind, probability }) => [url ?? kind, probability]).sort()]);
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 6 }), anySemantics, who, maybe(day), (rules, semantics, who, licensed_until) => {
        const set = setOf(rules, { licensed_until });
        const stretches = coverage(set, who, range, semantics);
        const at = (ms: number) => plain(evaluate(set, { ...who, at: new Date(ms) }, semantics));
        expect([stretches[0]!.from, stretches.at(-1)!.to].map(Date.parse)).toEqual([range.from, range.to].map(Date.parse));
        stretches.forEach(({ from, to, landing }, index) => {
          const [start, end] = [Date.parse(from), Date.parse(to)];
          expect(start).toBeLessThan(end);
          const samples = [start, end - 1];
          for (let ms = Math.ceil(start / 1_800_000) * 1_800_000; ms < end; ms += 1_800_000) samples.push(ms);
          for (const ms of samples) expect(at(ms)).toBe(plain(landing));
          const next = stretches[index + 1];
          if (next) {
            expect(next.from).toBe(to);
            expect(plain(next.landing)).not.toBe(plain(landing));
          }
        });
      }),
      { numRuns: 150 },
    );
  });
});

describe('days as clocks show them', () => {
  const dayNumber = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
  const oneDay = (zone: string, date: string) => localDays(zone, dayNumber(date), 1)[0]!;

  it('has 24 hours, 23 where clocks skip one, 25 where they repeat one', () => {
    const hours = (date: string, zone = 'Europe/Amsterdam') => oneDay(zone, date).hours;
    expect(['2026-03-28', '2026-03-29', '2026-10-25'].map((date) => hours(date))).toEqual([24, 23, 25]);
    expect(hours('2026-04-05', 'Australia/Lord_Howe')).toBe(24.5);
  });

  it('says which times are skipped and which come twice', () => {
    expect(oneDay('Europe/Amsterdam', '2026-03-29')).toMatchObject({ skipped: [{ top: 7200, bottom: 10800 }], repeated: [] });
    expect(oneDay('Europe/Amsterdam', '2026-10-25')).toMatchObject({ skipped: [], repeated: [{ top: 7200, bottom: 10800 }] });
    // Clocks in Cairo go from midnight to one.
    expect(oneDay('Africa/Cairo', '2026-04-24')).toMatchObject({ hours: 23, skipped: [{ top: 0, bottom: 3600 }] });
  });

  it('begins a week with the weekday that is asked for', () => {
    const start = (weekday: number) => new Date(weekStart('Europe/Amsterdam', '2026-03-29T22:30:00Z', weekday) * 86_400_000).toISOString().slice(0, 10);
    expect([start(1), start(0), start(6)]).toEqual(['2026-03-30', '2026-03-29', '2026-03-28']);
  });

  const stretchesAt = (...instants: string[]): Stretch[] =>
    instants.slice(1).map((to, index) => ({
      from: instants[index]!,
      to,
      landing: { kind: 'landed', destinations: [{ kind: 'rule', url: `https://${index % 2}.example/`, probability: { n: 1, d: 1 } }] },
      rules: [],
    }));

  it('draws an hour that comes twice as two boxes beside each other', () => {
    const day = oneDay('Europe/Amsterdam', '2026-10-25');
    // From the second half past two on.
    const parts = dayParts('Europe/Amsterdam', day, stretchesAt('2026-10-01T00:00:00Z', '2026-10-25T01:30:00Z', '2026-11-01T00:00:00Z'));
    expect(parts.map(({ top, bottom, pass, stretch }) => [top / 3600, bottom / 3600, pass, stretch])).toEqual([
      [0, 2, null, 0],
      [2, 3, 0, 0],
      [2, 2.5, 1, 0],
      [2.5, 3, 1, 1],
      [3, 24, null, 1],
    ]);
  });

  it('draws every instant of a day once, where its clock shows it', () => {
    const zones = ['Europe/Amsterdam', 'Australia/Lord_Howe', 'Africa/Cairo', 'America/Havana', 'Asia/Kolkata', 'Pacific/Apia', 'UTC'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: dayNumber('2016-01-01'), max: dayNumber('2030-12-31') }),
        fc.array(fc.integer({ min: 0, max: 2880 }), { minLength: 2, maxLength: 6 }),
        (zone, number, minutes) => {
          const day = localDays(zone, number, 1)[0]!;
          const date = Temporal.PlainDate.from(day.date);
          const start = date.toZonedDateTime(zone);
          // Not a day after its start, which is not midnight where that is skipped.
          const end = date.add({ days: 1 }).toZonedDateTime(zone);
          expect([day.from, day.to].map(Date.parse)).toEqual([start, end].map((at) => at.epochMilliseconds));
          expect(day.hours).toBe(start.hoursInDay);
          const bounds = [...new Set([0, 4320, ...minutes])].sort((a, b) => a - b);
          const stretches = stretchesAt(...bounds.map((minute) => new Date((number - 1) * 86_400_000 + minute * 60_000).toISOString()));
          const parts = dayParts(zone, day, stretches);
          let next = Date.parse(day.from);
          for (const { from, to, top, bottom, stretch } of parts) {
            expect(Date.parse(from)).toBe(next);
            next = Date.parse(to);
            expect(bottom - top).toBe((next - Date.parse(from)) / 1000);
            const clock = Temporal.Instant.from(from).toZonedDateTimeISO(zone);
            expect(top).toBe(clock.hour * 3600 + clock.minute * 60 + clock.second);
            expect(from >= stretches[stretch]!.from && to <= stretches[stretch]!.to).toBe(true);
          }
          expect(next).toBe(Date.parse(day.to));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('says what a day is mostly', () => {
    const day = oneDay('UTC', '2026-10-25');
    const stretches = stretchesAt('2026-10-25T00:00:00Z', '2026-10-25T10:00:00Z', '2026-10-25T11:00:00Z', '2026-10-27T00:00:00Z');
    expect(sharesBetween(day.from, day.to, stretches)).toEqual([
      { stretch: 0, length: 23 * 3_600_000 },
      { stretch: 1, length: 3_600_000 },
    ]);
  });
});
