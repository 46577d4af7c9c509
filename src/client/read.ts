import { ResponseError } from './errors.js';
import type { Count, Id, LandingPage, Page, PageMeta, QrCode, Rule, Scan, ScanSummary, User } from './types.js';

/**
 * The guide leaves shapes open, so these read whatever means the same and hand out one shape. Only what cannot be
 * guessed (an id, an object, a list) is an error; fields the guide does not name are kept.
 */
type Reader<T> = (value: unknown, at: string) => T;
type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): string | null =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
const textOr =
  (fallback: string) =>
  (value: unknown): string =>
    text(value) ?? fallback;

/** A finite number, also spelled as digits. */
const number = (value: unknown): number | null => {
  const read = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : null;
};
const whole =
  (min: number) =>
  (value: unknown): number | null => {
    const read = number(value);
    return read !== null && Number.isSafeInteger(read) && read >= min ? read : null;
  };

const flag =
  (fallback: boolean) =>
  (value: unknown): boolean =>
    value === true || value === 1 || value === '1' || value === 'true'
      ? true
      : value === false || value === 0 || value === '0' || value === 'false'
        ? false
        : fallback;

const id: Reader<Id> = (value, at) => {
  const read = whole(1)(value);
  if (read === null) throw new ResponseError(`${at} is not an id.`);
  return read;
};

const object =
  <T>(fields: { [K in keyof T]-?: Reader<T[K]> }): Reader<T> =>
  (value, at) => {
    if (!isObject(value)) throw new ResponseError(`${at} is not an object.`);
    const read: Json = { ...value };
    for (const name of Object.keys(fields)) {
      read[name] = fields[name as keyof T](value[name], `${at}.${name}`);
    }
    return read as T;
  };

/** What an answer is about: the object or list in its `data`, or the answer itself. */
const unwrap = (body: unknown): unknown => (isObject(body) && 'data' in body ? body['data'] : body);

export const readRule: Reader<Rule> = (body, at) => rule(unwrap(body), at);
const rule = object<Rule>({
  id,
  url: textOr(''),
  device: text,
  country_code: text,
  start_at: text,
  end_at: text,
  days_of_week: (value) => (Array.isArray(value) ? value.filter((day) => typeof day === 'string') : null),
  priority: (value) => number(value) ?? 0,
  weight: number,
  is_active: flag(true),
});

export const readLandingPage: Reader<LandingPage> = (body, at) => landingPage(unwrap(body), at);
const landingPage = object<LandingPage>({
  id,
  title: textOr(''),
  description: text,
  preset: text,
  created_at: text,
  updated_at: text,
});

const qrCodeFields = object<Omit<QrCode, 'rules' | 'landing_page'>>({
  id,
  name: textOr(''),
  slug: text,
  type: textOr('dynamic'),
  target_url: text,
  fallback_url: text,
  is_active: flag(true),
  content_type: textOr('url'),
  expires_at: text,
  licensed_until: text,
  auto_renew: flag(false),
  public_url: text,
  options: (value) => (isObject(value) ? value : {}),
  created_at: text,
  updated_at: text,
});

export const readQrCode: Reader<QrCode> = (body, at) => {
  const code = qrCodeFields(unwrap(body), at) as QrCode & Json;
  const { rules, redirect_rules, redirectRules, landingPage: camel, landing_page = camel, ...rest } = code;
  const rows = [rules, redirect_rules, redirectRules].map(unwrap).find(Array.isArray);
  const linked = unwrap(landing_page);
  return {
    ...rest,
    ...(rows && { rules: rows.map((row, index) => rule(row, `${at}.rules[${index}]`)) }),
    ...(linked !== undefined && { landing_page: linked === null ? null : landingPage(linked, `${at}.landing_page`) }),
  };
};

export const readScan: Reader<Scan> = object<Scan>({
  id,
  device: text,
  country_code: text,
  referer: text,
  utm_source: text,
  utm_medium: text,
  utm_campaign: text,
  resolved_url: text,
  created_at: (value, at) => {
    const read = text(value);
    if (read === null) throw new ResponseError(`${at} is not an instant.`);
    return read;
  },
});

const team = object<NonNullable<User['team']>>({ id, name: text });

export const readUser: Reader<User> = (body, at) =>
  object<User>({
    id,
    name: text,
    email: text,
    plan: (value) => text(isObject(value) ? value['name'] : value),
    credits: number,
    team: (value, path) => (isObject(value) ? team(value, path) : null),
  })(unwrap(body), at);

/** The first of those fields that can be read as what is looked for. */
const first = <T>(from: Json, names: readonly string[], read: (value: unknown) => T | null): T | null => {
  for (const name of names) {
    const value = read(from[name]);
    if (value !== null) return value;
  }
  return null;
};

const LABELS = ['value', 'name', 'key', 'label', 'device', 'country_code', 'country', 'code'];
const AMOUNTS = ['scans', 'count', 'total', 'scans_count', 'total_scans', 'hits'];

/** A summary in whatever of the usual spellings; tolerant by nature, so it throws only for what is no object at all. */
export const readSummary = (body: unknown, at = 'scans.summary'): ScanSummary => {
  const summary = unwrap(body);
  if (!isObject(summary)) throw new ResponseError(`${at} is not an object.`);
  return {
    ...summary,
    total: first(summary, ['total', 'total_scans', 'scans_total', 'scans_count', 'scans', 'count'], whole(0)),
    this_month: first(summary, ['this_month', 'scans_this_month', 'total_this_month', 'month'], whole(0)),
    devices: first(summary, ['top_devices', 'devices', 'by_device', 'device'], counts) ?? [],
    countries: first(summary, ['top_countries', 'countries', 'by_country', 'country'], counts) ?? [],
  };
};

/** Counts as a list of objects or as a map, most scans first; `null` for anything else. */
function counts(value: unknown): Count[] | null {
  if (!Array.isArray(value) && !isObject(value)) return null;
  const rows = Array.isArray(value)
    ? value.filter(isObject).map((row) => [first(row, LABELS, text), first(row, AMOUNTS, whole(0))] as const)
    : Object.entries(value).map(([label, amount]) => [label, whole(0)(amount)] as const);
  return rows
    .map(([label, scans]) => ({ value: label || null, scans }))
    .filter((row): row is Count => row.scans !== null)
    .sort((a, b) => b.scans - a.scans);
}

/** A page of a list: `{ data, meta }`, Laravel's bare paginator, or a bare array. */
export function readPage<T>(body: unknown, at: string, row: Reader<T>): Page<T> {
  const data = unwrap(body);
  if (!Array.isArray(data)) throw new ResponseError(`${at} holds no list.`);
  const about = isObject(body) ? (isObject(body['meta']) ? body['meta'] : body) : {};
  const meta: PageMeta = {
    current_page: whole(1)(about['current_page']),
    last_page: whole(1)(about['last_page']),
    per_page: whole(1)(about['per_page']),
    total: whole(0)(about['total']),
  };
  return { data: data.map((value, index) => row(value, `${at}.data[${index}]`)), meta };
}
