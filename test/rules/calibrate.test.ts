import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate, Calibrator, type Calibration } from '../../src/rules/calibrate.js';
import type { PastScan } from '../../src/rules/landings.js';
import type { RuleLike, RuleSemantics, RuleSet } from '../../src/rules/types.js';
import { anyCase } from '../support/rule-arbitraries.js';
import { everybody, instantsOf, RuleOracle } from '../support/rule-oracle.js';

const A = 'https://a.example/';
const target = 'https://t.example/';
const fallback = 'https://f.example/';

const setOf = (fields: Partial<RuleLike>, code: RuleSet['code'] = {}): RuleSet => ({
  code: { type: 'dynamic', target_url: target, fallback_url: fallback, ...code },
  rules: [{ id: 1, url: A, ...fields }],
});
const scan = (created_at: string, resolved_url: string | null): PastScan => ({
  device: 'ios',
  country_code: 'NL',
  created_at,
  resolved_url,
});

/** 2026-11-23 is a Monday: it begins at 23:00 in UTC for Amsterdam, at 18:30 for Kolkata. */
const mondays = setOf({ days_of_week: ['monday'] });
const weekdayTimeZones = ['Europe/Amsterdam', 'Asia/Kolkata'];

describe('a calibration', () => {
  it('finds the zone of weekdays, and says how many scans fit and how many tell', () => {
    const scans = [
      scan('2026-11-22T23:30:00Z', A), // Monday, but in UTC
      scan('2026-11-23T19:00:00Z', A), // Monday, but in Kolkata
      scan('2026-11-23T12:00:00Z', A),
      scan('2026-11-25T12:00:00Z', fallback),
    ];
    expect(calibrate(scans, mondays, { weekdayTimeZones })).toMatchObject({
      scans: 4,
      unexplained: 0,
      oldest: '2026-11-22T23:30:00Z',
      newest: '2026-11-25T12:00:00Z',
      weekdayTimeZone: {
        readings: [
          { value: 'UTC', consistent: 3 },
          { value: 'Europe/Amsterdam', consistent: 4 },
          { value: 'Asia/Kolkata', consistent: 3 },
        ],
        telling: 2,
        supported: 'Europe/Amsterdam',
      },
    });
  });

  it('does not tell zones apart by scans that fit them all, nor by as many for one as for the other', () => {
    const zoneOf = (scans: PastScan[]) => calibrate(scans, mondays, { weekdayTimeZones: ['Europe/Amsterdam'] }).weekdayTimeZone;
    expect(zoneOf([scan('2026-11-23T12:00:00Z', A)])).toMatchObject({ telling: 0, supported: null });
    expect(zoneOf([scan('2026-11-22T23:30:00Z', A), scan('2026-11-22T23:40:00Z', fallback)])).toMatchObject({
      telling: 2,
      supported: null,
    });
  });

  it('bears one late record among ten', () => {
    const inAmsterdam = Array.from({ length: 9 }, (_, minute) => scan(`2026-11-22T23:3${minute}:00Z`, A));
    const zone = (scans: PastScan[]) => calibrate(scans, mondays, { weekdayTimeZones }).weekdayTimeZone.supported;
    const late = scan('2026-11-22T23:00:01Z', fallback);
    expect(zone([...inAmsterdam, late, scan('2026-11-23T19:00:00Z', A)])).toBe('Europe/Amsterdam');
    expect(zone([...inAmsterdam.slice(1), late, scan('2026-11-23T19:00:00Z', A)])).toBeNull();
  });

  it.each<[string, RuleSemantics['boundary'] | null, string, string]>([
    ['the start, not the end', '[)', A, fallback],
    ['both', '[]', A, A],
    ['the end, not the start', '(]', fallback, A],
    ['neither', '()', fallback, fallback],
    ['who knows: nobody scanned then', null, '', ''],
  ])('finds whether the bounds of a window belong to it: %s', (_, boundary, atStart, atEnd) => {
    const window = setOf({ start_at: '2026-11-23T08:00:00Z', end_at: '2026-11-23T18:00:00Z' });
    const scans = [scan('2026-11-23T08:00:00Z', atStart), scan('2026-11-23T18:00:00Z', atEnd)].filter(
      (one) => one.resolved_url !== '',
    );
    const { boundary: found } = calibrate([...scans, scan('2026-11-23T12:00:00Z', A)], window);
    expect(found).toMatchObject({ telling: scans.length, supported: boundary });
  });

  it('finds where those go that no rule matches', () => {
    const code = { fallback_url: null };
    const point = (url: string | null) => calibrate([scan('2026-11-25T12:00:00Z', url)], setOf({ device: 'mac' }, code)).noMatch;
    expect(point(target).supported).toBe('fallback-then-target');
    expect(point(null).supported).toBe('fallback-or-nothing');
    expect(calibrate([scan('2026-11-25T12:00:00Z', fallback)], setOf({ device: 'mac' })).noMatch.supported).toBeNull();
  });

  it('finds a zone though another point is not as it is taken to be', () => {
    const set = setOf({ days_of_week: ['monday'] }, { fallback_url: null });
    const scans = [scan('2026-11-22T23:30:00Z', A), scan('2026-11-23T23:30:00Z', null), scan('2026-11-25T12:00:00Z', null)];
    const { weekdayTimeZone, noMatch } = calibrate(scans, set, { weekdayTimeZones: ['Europe/Amsterdam'] });
    expect([weekdayTimeZone.supported, noMatch.supported]).toEqual(['Europe/Amsterdam', 'fallback-or-nothing']);
  });

  it('leaves out what is older than the last edit, and counts it', () => {
    const scans = [scan('2026-11-01T12:00:00Z', 'https://old.example/'), scan('2026-11-23T12:00:00Z', A)];
    expect(calibrate(scans, mondays, { since: '2026-11-20T00:00:00Z' })).toMatchObject({ scans: 1, older: 1, unexplained: 0 });
    expect(calibrate(scans, mondays)).toMatchObject({ scans: 2, older: 0, unexplained: 1 });
  });

  it('supports nothing where most scans are of other rules', () => {
    const old = Array.from({ length: 3 }, () => scan('2026-11-23T12:00:00Z', 'https://old.example/'));
    const scans = [...old, scan('2026-11-22T23:30:00Z', A), scan('2026-11-22T23:40:00Z', A)];
    expect(calibrate(scans, mondays, { weekdayTimeZones })).toMatchObject({
      unexplained: 3,
      weekdayTimeZone: { supported: null },
    });
  });

  it('counts a scan whose time cannot be read as unexplained', () => {
    expect(calibrate([scan('2026-11-23T12:00:00', A)], mondays)).toMatchObject({ scans: 1, unexplained: 1, oldest: null });
  });

  it('refuses a zone that does not exist', () => {
    expect(() => calibrate([], mondays, { weekdayTimeZones: ['Mars/Base'] })).toThrow(RangeError);
  });

  it(
    'never supports a wrong reading of clean records, and supports the right one where no other explains them',
    { timeout: 60_000 },
    () => {
      let found = 0;
      fc.assert(
        fc.property(anyHistory, ({ set, truth, scans, cut }) => {
          const hypotheses = { weekdayTimeZones: zones };
          const whole = calibrate(scans, set, hypotheses);
          const parts = new Calibrator(set, hypotheses);
          parts.add([...scans.slice(cut)].reverse());
          parts.add(scans.slice(0, cut));
          expect(pointsOf(parts.result())).toEqual(pointsOf(whole));

          const fits = scans.map((one) => joints.filter((joint) => fitsIn(set, joint, one)));
          for (const point of ['weekdayTimeZone', 'boundary', 'noMatch'] as const) {
            const { readings, supported } = whole[point];
            const explains = (joint: RuleSemantics) => fits.filter((fitting) => fitting.includes(joint)).length;
            const best = (value: string) => Math.max(...joints.filter((joint) => joint[point] === value).map(explains));
            for (const { value, consistent } of readings) expect(consistent).toBe(best(value));
            expect(best(truth[point])).toBe(scans.length);
            const isOnly = readings.every(({ value }) => value === truth[point] || best(value) < scans.length);
            expect(supported).toBe(isOnly ? truth[point] : null);
            if (supported !== null) found++;
          }
        }),
        { seed: 20_260_329, numRuns: 250 },
      );
      expect(found).toBeGreaterThan(50);
    },
  );
});

const zones = ['UTC', 'Europe/Amsterdam', 'America/New_York'];
const joints = zones.flatMap((weekdayTimeZone) =>
  (['[)', '[]', '(]', '()'] as const).flatMap((boundary) =>
    (['fallback-then-target', 'fallback-or-nothing'] as const).map((noMatch): RuleSemantics => ({
      weekdayTimeZone,
      boundary,
      noMatch,
      tie: 'filter-then-draw',
      nullWeight: 1,
    })),
  ),
);
const pointsOf = ({ weekdayTimeZone, boundary, noMatch }: Calibration) => [weekdayTimeZone, boundary, noMatch];
const awake = (set: RuleSet): RuleSet => ({ ...set, code: { ...set.code, is_active: true } });

/** Records that a platform with readings of its own made. */
const anyHistory = fc.tuple(anyCase, fc.constantFrom(...joints)).chain(([{ set, horizon }, truth]) => {
  const oracle = new RuleOracle(awake(set), truth);
  const [instants, people] = [instantsOf([oracle], { ...horizon, to: null }), everybody([oracle])];
  const scans = fc.array(
    fc.record({ ms: fc.constantFrom(...instants), who: fc.constantFrom(...people), pick: fc.nat() }).map(({ ms, who, pick }) => {
      const places = placesOf(oracle, { ...who, at: new Date(ms) });
      const place = places[pick % places.length]!;
      const resolved_url = place === ':content' ? 'https://files.example/1' : place === ':nothing' ? null : place;
      return { device: who.device, country_code: who.country, created_at: new Date(ms).toISOString(), resolved_url };
    }),
    { minLength: 10, maxLength: 40, size: 'max' },
  );
  return fc.record({ set: fc.constant(set), truth: fc.constant(truth), scans, cut: fc.nat({ max: 40 }) });
});

function placesOf(oracle: RuleOracle, context: Parameters<RuleOracle['at']>[0]): string[] {
  const spot = oracle.at(context);
  return spot.ended ? [':nothing'] : oracle.shares(spot.matching).map(({ place }) => place);
}

function fitsIn(set: RuleSet, semantics: RuleSemantics, { device, country_code, created_at, resolved_url }: PastScan): boolean {
  const places = placesOf(new RuleOracle(awake(set), semantics), { device, country: country_code, at: created_at });
  const urls = [
    ...(set.code.type === 'static' ? [] : set.rules.map(({ url }) => url)),
    set.code.target_url,
    set.code.fallback_url,
  ];
  if (resolved_url === null) return places.includes(':nothing') || places.includes(':content');
  return places.includes(resolved_url) || (places.includes(':content') && !urls.includes(resolved_url));
}
