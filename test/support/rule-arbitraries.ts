import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import type { Horizon, RuleLike, RuleSemantics, RuleSet } from '../../src/rules/types.js';

/** Sets of rules that are made to be nasty, with horizons of days to weeks about changes of clocks. */

export interface Case {
  set: RuleSet;
  horizon: Horizon;
  semantics: RuleSemantics;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Zones, and instants about which to look: changes of clocks (at midnight in Havana and Cairo), or any day. */
const places: [zone: string, moments: string[]][] = [
  ['UTC', ['2026-03-29T01:00:00Z', '2026-07-01T00:00:00Z']],
  ['Europe/Amsterdam', ['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z']],
  ['America/New_York', ['2026-03-08T07:00:00Z', '2026-11-01T06:00:00Z']],
  ['Asia/Kolkata', ['2026-05-04T18:30:00Z']],
  ['Australia/Lord_Howe', ['2026-04-04T15:00:00Z', '2026-10-03T15:30:00Z']],
  ['Pacific/Apia', ['2026-04-04T14:00:00Z', '2026-12-31T10:00:00Z']],
  ['America/Havana', ['2026-03-08T05:00:00Z', '2026-11-01T05:00:00Z']],
  ['Africa/Cairo', ['2026-04-23T22:00:00Z', '2026-10-29T21:00:00Z']],
];

const anywhere = fc
  .constantFrom(...places)
  .chain(([zone, moments]) => fc.constantFrom(...moments).map((moment) => ({ zone, moment })));

const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const days = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(undefined, null, []) },
  { weight: 4, arbitrary: fc.subarray(WEEK, { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.subarray(WEEK, { minLength: 5, maxLength: 7 }) },
  { weight: 1, arbitrary: fc.constantFrom([...WEEK].reverse(), ['Monday', 'MONDAY', 'monday'], [...WEEK, 'Sunday']) },
);

const devices = fc.constantFrom(undefined, null, null, 'ios', 'ios', 'android', 'kiosk');
const countries = fc.constantFrom(undefined, null, null, 'NL', 'nl', 'NL', 'de');
const priorities = fc.constantFrom(undefined, 0, 1, 1, 2, 3, -1);
const weights = fc.constantFrom(undefined, undefined, null, null, 0, 0, 1, 2, 70, 2 ** 31 - 1);
const urls = fc.constantFrom('https://a.example/', 'https://b.example/', 'https://c.example/', 'https://t.example/');
const actives = fc.constantFrom(undefined, true, true, true, true, true, false);

/** Few instants, so that windows meet: starts of local days, changes of clocks, and what is between. */
function instantsAt(zone: string, moment: string): fc.Arbitrary<number[]> {
  const about = Temporal.Instant.from(moment).toZonedDateTimeISO(zone);
  const dayStart = fc
    .integer({ min: -8, max: 8 })
    .map((day) => about.toPlainDate().add({ days: day }).toZonedDateTime(zone).epochMilliseconds);
  const hour = fc.integer({ min: -8 * 24, max: 8 * 24 }).map((hours) => about.epochMilliseconds + hours * HOUR);
  return fc.array(fc.oneof(dayStart, hour, fc.constant(about.epochMilliseconds)), { minLength: 2, maxLength: 4 });
}

/** One of them, or a millisecond beside it. */
const near = (instants: readonly number[]) =>
  fc.tuple(fc.constantFrom(...instants), fc.constantFrom(0, 0, 0, 0, 1, -1)).map(([at, by]) => at + by);

/** As APIs may write it. */
const written = (ms: fc.Arbitrary<number>) =>
  fc.tuple(ms, fc.constantFrom(0, 0, 0, 330, -240)).map(([at, offset]) => {
    if (offset === 0) return new Date(at).toISOString().replace('.000Z', 'Z');
    const sign = offset < 0 ? '-' : '+';
    const clock = `${String(Math.trunc(Math.abs(offset) / 60)).padStart(2, '0')}:${String(Math.abs(offset) % 60).padStart(2, '0')}`;
    return new Date(at + offset * 60_000).toISOString().replace('Z', `${sign}${clock}`);
  });

type Fields = Partial<Omit<RuleLike, 'id'>> & { url: string };

function fields(instants: readonly number[]): fc.Arbitrary<Fields> {
  const bound = fc.option(near(instants), { freq: 2 });
  const window = fc.tuple(bound, bound, fc.constantFrom(true, true, true, true, false)).chain(([one, other, isOrdered]) => {
    const isSwapped = isOrdered && one !== null && other !== null && one > other;
    return fc.tuple(
      ...(isSwapped ? [other, one] : [one, other]).map((at) => (at === null ? fc.constant(null) : written(fc.constant(at)))),
    );
  });
  const rest = fc.record({
    url: urls,
    device: devices,
    country_code: countries,
    days_of_week: days,
    priority: priorities,
    weight: weights,
    is_active: actives,
  }) as fc.Arbitrary<Fields>;
  return fc.tuple(rest, window).map(([rule, [start_at, end_at]]) => ({ ...rule, start_at: start_at!, end_at: end_at! }));
}

/** One rule, and others before it that cover all of it together, or all but a millisecond or a day. */
function covered(instants: readonly number[]): fc.Arbitrary<Fields[]> {
  const wider = fc.constantFrom<Partial<Fields>>(
    {},
    { device: null },
    { country_code: null },
    { device: null, country_code: null },
  );
  return fc
    .record({
      of: fields(instants),
      cuts: fc.tuple(near(instants), near(instants)).map((cuts) => cuts.sort((a, b) => a - b)),
      gap: fc.constantFrom(0, 0, 0, 0, 1, -1),
      split: fc.subarray(WEEK, { minLength: 1, maxLength: 6 }),
      missing: fc.constantFrom(0, 0, 1),
      way: fc.constantFrom('windows', 'windows', 'weekdays', 'both', 'weights'),
      asking: fc.tuple(wider, wider, wider),
      places: fc.tuple(urls, urls, urls),
    })
    .map(({ of, cuts: [cut, last], gap, split, missing, way, asking, places }) => {
      const whole: Fields = { ...of, priority: 2, is_active: true };
      // Whatever holds of the rule holds of those before it, or they ask for less.
      const before = asking.map((less, index): Fields => ({ ...whole, ...less, url: places[index]!, priority: 1 }));
      const [one, two, three] = before as [Fields, Fields, Fields];
      const asked = whole.days_of_week?.map((day) => day.toLowerCase()) ?? [];
      const week = asked.length > 0 ? [...new Set(asked)] : WEEK;
      const [until, from] = [{ end_at: new Date(cut).toISOString() }, { start_at: new Date(cut + gap).toISOString() }];
      const some = { days_of_week: week.filter((day) => split.includes(day)) };
      const rest = { days_of_week: week.filter((day) => !split.includes(day)).slice(missing) };
      const end = { end_at: new Date(last).toISOString() };
      switch (way) {
        case 'windows':
          return [{ ...one, ...until }, { ...two, ...from, ...end }, { ...three, start_at: end.end_at }, whole];
        case 'weekdays':
          return [{ ...one, ...some }, { ...two, ...rest }, whole];
        case 'both':
          return [{ ...one, ...some }, { ...two, ...rest, ...until }, { ...three, ...rest, ...from }, whole];
        default:
          return [
            { ...whole, weight: 0 },
            { ...one, ...until, priority: 2, weight: 3 },
            { ...two, ...from, priority: 2, weight: null },
          ];
      }
    });
}

/** Conditions of a rule that is there already, with another number, another place or nothing else. */
const copies = (rules: readonly Fields[]): fc.Arbitrary<Fields[]> =>
  rules.length === 0
    ? fc.constant([])
    : fc.array(
        fc
          .tuple(fc.constantFrom(...rules), fc.constantFrom('same', 'priority', 'url', 'device', 'weight'), fields([0]))
          .map(([rule, part, other]): Fields =>
            part === 'same'
              ? { ...rule }
              : part === 'priority'
                ? { ...rule, ...(other.priority !== undefined && { priority: other.priority }) }
                : part === 'url'
                  ? { ...rule, url: other.url }
                  : part === 'device'
                    ? { ...rule, device: other.device ?? null }
                    : { ...rule, weight: other.weight ?? null },
          ),
        { maxLength: 2 },
      );

/** Ids in no order, some of rules that are not on the server yet; absent instead of undefined. */
const numbered = (rules: readonly Fields[], seed: number): RuleLike[] =>
  rules.map((rule, index) => {
    const known = Object.entries<unknown>(rule).filter(([, value]) => value !== undefined);
    const id = 1 + ((index * 7 + seed) % 97);
    return { ...(Object.fromEntries(known) as Fields), id: (seed + index) % 5 === 0 ? -id : id };
  });

function rulesAt(instants: readonly number[], most: number): fc.Arbitrary<RuleLike[]> {
  const some = fc.oneof(
    { weight: 3, arbitrary: fc.array(fields(instants), { maxLength: most, size: 'max' }) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(covered(instants), fc.array(fields(instants), { maxLength: 2 }))
        .map(([family, others]) => [...family, ...others].slice(0, most)),
    },
  );
  return some
    .chain((rules) => copies(rules).map((more) => [...rules, ...more].slice(0, most)))
    .chain((rules) => fc.tuple(fc.shuffledSubarray(rules, { minLength: rules.length }), fc.nat({ max: 96 })))
    .map(([rules, seed]) => numbered(rules, seed));
}

function codeAt(instants: readonly number[]): fc.Arbitrary<RuleSet['code']> {
  const never = fc.constantFrom(undefined, null);
  const expiry = fc.oneof({ weight: 4, arbitrary: never }, { weight: 1, arbitrary: written(near(instants)) });
  const licence = fc.oneof({ weight: 3, arbitrary: never }, { weight: 2, arbitrary: written(near(instants)) });
  return fc
    .record({
      type: fc.oneof(
        { weight: 20, arbitrary: fc.constantFrom(undefined, 'dynamic') },
        { weight: 1, arbitrary: fc.constant('static') },
      ),
      is_active: fc.constantFrom(undefined, true, true, false),
      content_type: fc.constantFrom(undefined, 'url', 'url', 'landing_page', 'file'),
      target_url: fc.constantFrom(null, 'https://t.example/', 'https://t.example/', 'https://a.example/'),
      fallback_url: fc.constantFrom(undefined, null, '', 'https://f.example/', 'https://a.example/'),
      expires_at: expiry,
      licensed_until: licence,
      auto_renew: fc.constantFrom(undefined, false, true, true),
    })
    .map((code) => Object.fromEntries(Object.entries(code).filter(([, value]) => value !== undefined)));
}

const semanticsAt = (zone: string): fc.Arbitrary<RuleSemantics> =>
  fc.record({
    weekdayTimeZone: fc.oneof(
      { weight: 4, arbitrary: fc.constant(zone) },
      { weight: 1, arbitrary: fc.constantFrom(...places.map(([other]) => other)) },
    ),
    boundary: fc.constantFrom('[)', '[)', '[]', '(]', '()'),
    noMatch: fc.constantFrom('fallback-then-target', 'fallback-then-target', 'fallback-or-nothing'),
    tie: fc.constant('filter-then-draw' as const),
    nullWeight: fc.constantFrom(1, 1, 1, 1, 0, 5),
  });

/** Two days to three weeks about the instants, or for ever from there. */
function horizonAt(instants: readonly number[]): fc.Arbitrary<Horizon> {
  const before = fc.integer({ min: 1, max: 6 * 24 }).map((hours) => Math.min(...instants) - hours * HOUR);
  const from = fc.oneof({ weight: 1, arbitrary: near(instants) }, { weight: 3, arbitrary: before });
  const length = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(undefined, null) },
    { weight: 5, arbitrary: fc.integer({ min: 1, max: 28 * 24 }).map((hours) => hours * HOUR) },
    { weight: 1, arbitrary: fc.constantFrom(1, DAY, 7 * DAY) },
  );
  return fc.tuple(from, length).map(([start, ms]): Horizon => {
    const at = new Date(start);
    if (ms === undefined) return { from: at.toISOString() };
    return { from: at, to: ms === null ? null : new Date(start + ms) };
  });
}

interface Scene {
  zone: string;
  instants: number[];
  rules: fc.Arbitrary<RuleLike[]>;
}

const scene = (rules: (instants: readonly number[]) => fc.Arbitrary<RuleLike[]>): fc.Arbitrary<Scene> =>
  anywhere.chain(({ zone, moment }) => instantsAt(zone, moment).map((instants) => ({ zone, instants, rules: rules(instants) })));

/** Some dozens of rules: groups like the small ones, one behind the other, most of them for a device or a country of their own. */
function manyRulesAt(instants: readonly number[]): fc.Arbitrary<RuleLike[]> {
  const whose = fc.constantFrom<Partial<RuleLike>>(
    ...['ios', 'kiosk', 'tv'].map((device) => ({ device })),
    ...['NL', 'be'].map((country_code) => ({ country_code })),
    { device: 'ios', country_code: 'nl' },
  );
  const group = fc.tuple(rulesAt(instants, 8), whose, fc.nat({ max: 4 }));
  return fc.array(group, { minLength: 10, maxLength: 12, size: 'max' }).map((groups) =>
    groups
      .flatMap(([rules, limits, later], place) => {
        const own = place < groups.length - 1 ? limits : {};
        return rules.map((rule) => ({ ...rule, ...own, priority: (rule.priority ?? 0) + place + later }));
      })
      .map((rule, index) => ({ ...rule, id: index + 1 })),
  );
}

const caseIn = ({ zone, instants, rules }: Scene): fc.Arbitrary<Case> =>
  fc.record({
    set: fc.record({ code: codeAt(instants), rules }),
    horizon: horizonAt(instants),
    semantics: semanticsAt(zone),
  });

export type Edit = Case & { after: RuleSet };

const editIn = ({ zone, instants, rules }: Scene, most: number): fc.Arbitrary<Edit> =>
  fc
    .record({
      set: fc.record({ code: codeAt(instants), rules }),
      other: fc.record({ code: codeAt(instants), rules }),
      horizon: horizonAt(instants),
      semantics: semanticsAt(zone),
      way: fc.constantFrom('drop', 'swap', 'change', 'code', 'all', 'none', 'order'),
      place: fc.nat({ max: most - 1 }),
    })
    .map(({ set, other, way, place, ...rest }) => ({ ...rest, set, after: edited(set, other, way, place) }));

export const anyCase = scene((instants) => rulesAt(instants, 8)).chain(caseIn);
/** With more rules than a word has bits. */
export const anyLargeCase = scene(manyRulesAt).chain(caseIn);

/** Two versions of a set: one edited into the other, or with little in common. */
export const anyEdit = scene((instants) => rulesAt(instants, 7)).chain((some) => editIn(some, 7));
export const anyLargeEdit = scene(manyRulesAt).chain((some) => editIn(some, 40));

function edited(set: RuleSet, other: RuleSet, way: string, place: number): RuleSet {
  const { rules } = set;
  const at = rules.length === 0 ? 0 : place % rules.length;
  const one = rules[at];
  const more = other.rules[0];
  const priority = (rule: RuleLike | undefined) => rule?.priority ?? 0;
  switch (way) {
    case 'drop':
      return { ...set, rules: rules.filter((rule) => rule !== one) };
    case 'change':
      return { ...set, rules: rules.map((rule) => (rule === one && more ? { ...more, id: one.id } : rule)) };
    case 'swap': {
      const next = rules[(at + 1) % Math.max(1, rules.length)];
      return {
        ...set,
        rules: rules.map((rule) =>
          rule === one ? { ...rule, priority: priority(next) } : rule === next ? { ...rule, priority: priority(one) } : rule,
        ),
      };
    }
    case 'code':
      return { ...set, code: other.code };
    case 'order':
      return { ...set, rules: [...rules].reverse() };
    case 'none':
      return structuredClone(set);
    default:
      return other;
  }
}
