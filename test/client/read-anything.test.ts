import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ResponseError } from '../../src/client/errors.js';
import {
  readLandingPage,
  readPage,
  readQrCode,
  readRule,
  readScan,
  readSummary,
  readUser,
} from '../../src/client/read.js';

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const flag: Check = (value) => typeof value === 'boolean';
const number: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const from =
  (min: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= min;
const id = from(1);
const or =
  (...checks: Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));
const nothing: Check = (value) => value === null;
const absent: Check = (value) => value === undefined;
const list =
  (item: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(item);
const plain: Check = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const shape =
  (fields: Record<string, Check>): Check =>
  (value) =>
    plain(value) && Object.entries(fields).every(([name, check]) => check((value as Record<string, unknown>)[name]));

/** The types of `types.ts`, written once more. */
const [maybeText, maybeNumber] = [or(text, nothing), or(number, nothing)];
const rule = shape({
  ...{ id, url: text, device: maybeText, country_code: maybeText, start_at: maybeText, end_at: maybeText },
  ...{ days_of_week: or(list(text), nothing), priority: number, weight: maybeNumber, is_active: flag },
});
const landingPage = shape({
  ...{ id, title: text, description: maybeText, preset: maybeText, created_at: maybeText, updated_at: maybeText },
});
const qrCode = shape({
  ...{ id, name: text, slug: maybeText, type: text, target_url: maybeText, fallback_url: maybeText, is_active: flag },
  ...{ content_type: text, expires_at: maybeText, licensed_until: maybeText, auto_renew: flag, public_url: maybeText },
  ...{ options: plain, created_at: maybeText, updated_at: maybeText, rules: or(list(rule), absent) },
  landing_page: or(landingPage, nothing, absent),
});
const scan = shape({
  ...{ id, device: maybeText, country_code: maybeText, referer: maybeText, resolved_url: maybeText, created_at: text },
  ...{ utm_source: maybeText, utm_medium: maybeText, utm_campaign: maybeText },
});
const user = shape({
  ...{ id, name: maybeText, email: maybeText, plan: maybeText, credits: maybeNumber },
  team: or(shape({ id, name: maybeText }), nothing),
});
const counts: Check = (value) =>
  list(shape({ value: or((label) => text(label) && label !== '', nothing), scans: from(0) }))(value) &&
  (value as { scans: number }[]).every(({ scans }, index, all) => index === 0 || scans <= all[index - 1]!.scans);
const count = or(from(0), nothing);
const summary = shape({ total: count, this_month: count, devices: counts, countries: counts });
const position = or(from(1), nothing);
const page = shape({
  data: list(rule),
  meta: shape({ current_page: position, last_page: position, per_page: position, total: count }),
});

/** What makes the rest of an object worth reading. */
const required: [string, unknown][] = [
  ['id', 7],
  ['created_at', '2026-03-20T14:22:00Z'],
];

/** Every name that a reader looks at, and some that must mean nothing. */
const names = [
  ...['data', 'meta', 'id', 'name', 'url', 'title', 'type', 'options', 'is_active', 'priority', 'weight', 'created_at'],
  ...['days_of_week', 'device', 'rules', 'redirect_rules', 'redirectRules', 'landing_page', 'landingPage', 'plan'],
  ...['team', 'credits', 'total', 'total_scans', 'this_month', 'devices', 'top_countries', 'count', 'scans', 'value'],
  ...['current_page', 'last_page', 'per_page', '__proto__', 'constructor', 'toString', 'length', 'then', ''],
];

const anything = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(
      fc.constantFrom<unknown>(null, true, false, 0, 1, 7, -1, 1.5, 2 ** 53, 1e308, '', '0', '7', '-1', '1e5', 'ios'),
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .tuple(
        fc.boolean(),
        fc.array(fc.tuple(fc.oneof({ arbitrary: fc.constantFrom(...names), weight: 9 }, fc.string()), tie('value'))),
      )
      // `fromEntries`, unlike an assignment, can define `__proto__`.
      .map(([known, entries]) => Object.fromEntries(known ? [...required, ...entries] : entries) as unknown),
  ),
}));
const bodies = fc.oneof(
  anything.value,
  anything.value.map((data) => ({ data })),
  fc.array(anything.value).map((data) => ({ data })),
);

describe('for any JSON at all', () => {
  it.each<[string, (body: unknown, at: string) => unknown, Check]>([
    ['readQrCode', readQrCode, qrCode],
    ['readRule', readRule, rule],
    ['readLandingPage', readLandingPage, landingPage],
    ['readScan', readScan, scan],
    ['readUser', readUser, user],
    ['readSummary', readSummary, summary],
    ['readPage', (body, at) => readPage(body, at, readRule), page],
  ])('%s returns its type or throws a ResponseError', (_, read, check) => {
    const seen = { read: 0, refused: 0 };
    fc.assert(
      fc.property(bodies, (body) => {
        const sent = JSON.stringify(body);
        let value: unknown;
        try {
          value = read(JSON.parse(sent), 'at');
        } catch (error) {
          seen.refused++;
          expect(error).toBeInstanceOf(ResponseError);
          return;
        }
        seen.read++;
        expect(check(value), JSON.stringify(value)).toBe(true);
        expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      }),
      { numRuns: 2000 },
    );
    // Neither half of the property may be empty.
    expect(Math.min(seen.read, seen.refused)).toBeGreaterThan(50);
  });
});
