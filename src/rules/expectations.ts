import type { Instant, Weekday } from '../client/types.js';
import { zoneOf } from '../time/zones.js';
import { rulesFor } from './coverage.js';
import { RuleSetError } from './errors.js';
import { evaluator } from './evaluate.js';
import { weekdays } from './time.js';
import type { Context, Fraction, Outcome, RuleSemantics, RuleSet } from './types.js';

/** A moment, or the same time of every week as clocks in a zone show it. */
export type ExpectedWhen =
  | { at: Instant }
  | {
      weekday: Weekday;
      /** `HH:mm` */
      time: string;
      /** IANA name. */
      timeZone: string;
    };

/** What people should get: a page, the code's own content, or no page at all. */
export type ExpectedLanding = { kind: 'url'; url: string } | { kind: 'content' } | { kind: 'nowhere' };

/** Who should land where: a unit test of a rule set. */
export interface Expectation {
  /** Empty for one that is called by what it says. */
  label: string;
  device: string | null;
  /** ISO 3166-1 alpha-2, upper case. */
  country: string | null;
  when: ExpectedWhen;
  expected: ExpectedLanding;
  /** Rules that break it must not be saved. */
  mustHold: boolean;
}

export interface CheckedExpectation<E extends Expectation = Expectation> {
  expectation: E;
  /** Whether every scan lands there; `null` where the rules cannot be read. */
  holds: boolean | null;
  /** The first instant at which it does not hold, else the first that was looked at; `null` where there is none. */
  at: Instant | null;
  /** At that instant. */
  outcome: Outcome | null;
  /** How often a scan at that instant lands where it should. */
  share: Fraction;
}

const WEEKS = 53;
const none: Fraction = { n: 0, d: 1 };

/**
 * Whether a set does what is expected of it. What is expected of every week is looked at in each week of the year from `now`
 * on, until the code itself ends; a time that clocks skip is no time, and of one that they show twice both count.
 * @throws {RangeError} for an unknown zone
 */
export function checkExpectations<E extends Expectation>(
  set: RuleSet,
  expectations: readonly E[],
  semantics?: Partial<RuleSemantics>,
  now: Date | Instant = new Date(),
): CheckedExpectation<E>[] {
  const from = typeof now === 'string' ? Date.parse(now) : now.getTime();
  return expectations.map((expectation) => {
    try {
      return check(set, expectation, semantics, from);
    } catch (error) {
      if (!(error instanceof RuleSetError)) throw error;
      return { expectation, holds: null, at: null, outcome: null, share: none };
    }
  });
}

function check<E extends Expectation>(set: RuleSet, expectation: E, semantics: Partial<RuleSemantics> | undefined, now: number): CheckedExpectation<E> {
  const { device, country, when, expected } = expectation;
  const landsAt = evaluator({ code: set.code, rules: rulesFor(set, expectation) }, semantics);
  let first: CheckedExpectation<E> | null = null;
  for (const at of instantsOf(when, now)) {
    const outcome = landsAt({ device, country, at });
    // That a code ends one day says nothing about its rules; that it has ended by the first time does.
    if (first && outcome.kind !== 'landed' && expected.kind !== 'nowhere') break;
    const share = shareOf(outcome, expected);
    const checked = { expectation, holds: share.n === share.d, at, outcome, share };
    if (!checked.holds) return checked;
    first ??= checked;
  }
  return first ?? { expectation, holds: true, at: null, outcome: null, share: { n: 1, d: 1 } };
}

/** How often a scan lands where it should. */
export function shareOf({ kind, destinations }: Outcome, expected: ExpectedLanding): Fraction {
  if (kind !== 'landed') return expected.kind === 'nowhere' ? { n: 1, d: 1 } : none;
  const found = destinations.find((one) =>
    expected.kind === 'url' ? one.url === expected.url : one.url === null && one.kind === (expected.kind === 'content' ? 'content' : 'nothing'),
  );
  return found?.probability ?? none;
}

/** What an outcome could be pinned as; `null` for a draw, which no single landing describes. */
export function expectedOf({ kind, destinations }: Outcome): ExpectedLanding | null {
  if (kind !== 'landed') return { kind: 'nowhere' };
  const [only, other] = destinations;
  if (!only || other) return null;
  if (only.url !== null) return { kind: 'url', url: only.url };
  return { kind: only.kind === 'content' ? 'content' : 'nowhere' };
}

/** The context in which an expectation was, or will first be, looked at. */
export function contextOf({ device, country, when }: Expectation, now: Date | Instant = new Date()): Context | null {
  const [at] = instantsOf(when, typeof now === 'string' ? Date.parse(now) : now.getTime());
  return at === undefined ? null : { device, country, at };
}

function* instantsOf(when: ExpectedWhen, now: number): Generator<Instant> {
  if ('at' in when) {
    yield when.at;
    return;
  }
  const zone = zoneOf(when.timeZone);
  const [hours, minutes] = when.time.split(':').map(Number) as [number, number];
  const today = zone.dayOf(now / 1000);
  // 1 January 1970 was a Thursday.
  const ahead = (weekdays.indexOf(when.weekday) - (today + 4) + 7 * 10_000_000) % 7;
  for (let week = 0; week < WEEKS; week++) {
    const local = (today + ahead + 7 * week) * 86_400 + hours * 3600 + minutes * 60;
    // Clocks differ from UTC by less than a day.
    for (const { start, end, offset } of zone.ranges(local - 86_400, local + 86_400)) {
      const second = local - offset;
      if (second >= start && second < end && second * 1000 >= now) yield new Date(second * 1000).toISOString();
    }
  }
}

/** Equal for expectations that ask the same, whatever they are called. */
export function expectationKey({ device, country, when, expected }: Expectation): string {
  const time = 'at' in when ? [Date.parse(when.at)] : [when.weekday, when.time, when.timeZone];
  return JSON.stringify([device, country?.toUpperCase() ?? null, time, expected.kind, expected.kind === 'url' ? expected.url : null]);
}

/** Those that are there, and of the others those that ask something new. */
export function mergeExpectations<E extends Expectation>(there: readonly E[], others: readonly E[]): E[] {
  const known = new Set(there.map(expectationKey));
  return [
    ...there,
    ...others.filter((other) => {
      const key = expectationKey(other);
      return !known.has(key) && known.add(key);
    }),
  ];
}
