import { dateOfDay, dayOfDate } from '../scans/calendar.js';
import { dimensions } from '../scans/columns.js';
import type { ScanStore } from '../scans/store.js';
import type { Dimension, Filter, RollupQuestion } from '../scans/types.js';
import { zoneOf } from '../time/zones.js';
import { Refusal } from './answer.js';
import { zoneNamed } from './fields.js';
import { minCellOf, type Grant } from './grants.js';
import { parseQuery } from './parse.js';
import { rollupFields } from './rollup-fields.js';

const MAX_DAYS = 20 * 366;
const MAX_HOUR_DAYS = 93;
const MAX_SLOT_DAYS = 400;

const refused = (message: string) => new Refusal(400, 'query', message);

/**
 * The question that a query asks. Without `interval` it is `auto`.
 * @throws {Refusal} 400 for an unknown, repeated, missing or unreadable parameter
 */
export function parseRollup(params: URLSearchParams): RollupQuestion {
  const query = new URLSearchParams(parseQuery(params, { query: rollupFields, tier: 'read' }));
  const given = (name: string) => query.get(name) ?? undefined;
  const zone = given('time_zone');
  if (zone === undefined) throw refused('time_zone is missing: give an IANA time zone, such as Europe/Amsterdam.');
  const [from, to] = [given('from'), given('to')];
  if (from !== undefined && to !== undefined && from > to) throw refused(`The period ends (${to}) before it begins (${from}).`);
  const weekStart = given('week_start');
  const filter = filterOf(query);
  const question: Record<keyof RollupQuestion, unknown> = {
    timeZone: zone,
    from,
    to,
    interval: given('interval') ?? 'auto',
    breakdown: given('breakdown'),
    compare: given('compare'),
    filter: Object.keys(filter).length > 0 ? filter : undefined,
    weekStart: weekStart === undefined ? undefined : Number(weekStart),
    slots: given('slots') && true,
  };
  return Object.fromEntries(Object.entries(question).filter(([, value]) => value !== undefined)) as unknown as RollupQuestion;
}

/** Values are kept in one case: whoever writes them in another means the same. */
const cases: Partial<Record<Dimension, (value: string) => string>> = {
  device: (value) => value.toLowerCase(),
  country: (value) => value.toUpperCase(),
  referrer: (value) => value.toLowerCase(),
};

function filterOf(query: URLSearchParams): Filter {
  const filter: Filter = {};
  for (const name of dimensions) {
    const value = query.get(`filter[${name}]`);
    if (value !== null) filter[name] = value === '' ? null : (cases[name]?.(value) ?? value);
  }
  for (const name of ['weekday', 'hour'] as const) {
    const value = query.get(`filter[${name}]`);
    if (value !== null) filter[name] = Number(value);
  }
  return filter;
}

/**
 * Checks that a grant may ask this.
 * @throws {Refusal} 403 for what would show the public a target URL, or anyone the scans that `minCell` is to hide
 */
export function checkQuestion(grant: Grant, { breakdown, filter = {} }: RollupQuestion): void {
  if (grant.fields === 'public' && (breakdown === 'destination' || 'destination' in filter)) {
    throw new Refusal(403, 'permission', 'Target URLs are not public: scans cannot be counted by destination here.');
  }
  const minCell = minCellOf(grant);
  if (minCell > 1 && Object.keys(filter).length > 0) {
    const why = `scans are counted in steps of ${minCell} here, and a filter would tell single ones`;
    throw new Refusal(403, 'permission', `You may not filter: ${why}.`);
  }
}

/**
 * The question with the bounds that its period gets from the scans and from today, and the zone by the one name that `Intl` has
 * for it: each other name, in whatever case, would be kept as a zone of its own.
 * @throws {Refusal} 400 for a period that ends before it begins, or has too many buckets
 */
export function settleQuestion(question: RollupQuestion, scans: ScanStore, now: Date): RollupQuestion {
  const zoneName = zoneNamed(question.timeZone)!;
  const zone = zoneOf(zoneName);
  const to = question.to === undefined ? zone.dayOf(now.getTime() / 1000) : dayOfDate(question.to);
  const first = scans.span ? Math.min(to, zone.dayOf(scans.span.first)) : to;
  const from = question.from === undefined ? Math.max(first, to - MAX_DAYS + 1) : dayOfDate(question.from);
  const period = `${dateOfDay(from)} to ${dateOfDay(to)}`;
  const days = to - from + 1;
  if (days < 1) throw refused(`The period ends before it begins: ${period}.`);
  if (days > MAX_DAYS) throw refused(`A period has at most 20 years: ${period} are ${days} days.`);
  if (question.interval === 'hour' && days > MAX_HOUR_DAYS) {
    throw refused(`Hours are given for at most ${MAX_HOUR_DAYS} days: ${period} are ${days}. Take days, or a shorter period.`);
  }
  if (question.slots && days > MAX_SLOT_DAYS) throw refused(`Quarters of an hour are given for at most ${MAX_SLOT_DAYS} days: ${period} are ${days}.`);
  return { ...question, timeZone: zoneName, from: dateOfDay(from), to: dateOfDay(to) };
}
