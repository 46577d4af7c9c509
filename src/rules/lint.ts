import type { QrCode } from '../client/types.js';
import { lintUrl, urlContext } from './lint-url.js';
import { MAX_PRIORITY } from './order.js';
import { instant, weekdays } from './time.js';
import type { Problem, RuleLike, RuleSet } from './types.js';

const MAX_WEIGHT = 2 ** 31 - 1;
/** Those that the API's guide names. */
const devices = ['ios', 'android', 'windows', 'mac', 'linux'];

/**
 * What can be seen to be wrong or odd about rules, and about the code's own destinations, without asking who lands where: by
 * rule as given, then the code. Never throws, whatever the rules hold: they may be anything that the API has sent.
 */
export function lint({ rules, code: own }: RuleSet, code: Partial<QrCode> = own): Problem[] {
  return createLinter()({ rules, code });
}

/** What can be said of a rule by itself, and what it has in common with its twins. */
interface Looked {
  problems: Problem[];
  /** `null` where it is off. */
  likeness: string | null;
}

/** `lint` that looks at a rule once: for editors, which make a new object of the one of a thousand that they change. */
export function createLinter(): (set: RuleSet) => Problem[] {
  let about: Partial<QrCode> | null = null;
  let looked = new WeakMap<RuleLike, Looked>();
  return ({ rules, code }) => {
    if (code !== about) [about, looked] = [code, new WeakMap()];
    const context = urlContext(code.public_url, code.slug, code.target_url);
    const first = new Map<string, RuleLike>();
    const problems: Problem[] = [];
    for (const rule of rules) {
      let known = looked.get(rule);
      if (!known) looked.set(rule, (known = lookAt(rule, code, context)));
      problems.push(...known.problems);
      if (known.likeness === null) continue;
      const twin = first.get(known.likeness);
      // What is drawn between them leads to the same page.
      if (twin) problems.push(reporter(rule.id)('split-against-itself', 'warning', 'url', twin.id));
      else first.set(known.likeness, rule);
    }
    return [...problems, ...lintCode(code)];
  };
}

function lookAt(rule: RuleLike, code: Partial<QrCode>, context: ReturnType<typeof urlContext>): Looked {
  const put = reporter(rule.id);
  const problems = [...lintUrl(put, 'url', rule.url, context), ...lintWho(put, rule), ...lintTime(put, rule, code), ...lintNumbers(put, rule)];
  return { problems, likeness: rule.is_active === false ? null : likenessOf(rule) };
}

/** Makes problems of one rule. */
export type Put = (code: Problem['code'], severity: Problem['severity'], field: string, value?: unknown) => Problem;

function reporter(rule: Problem['rule']): Put {
  return (code, severity, field, value) => ({ rule, code, severity, field, ...(value !== undefined && { value: shown(value) }) });
}

/** Anything as text that a person can compare with what is there. */
function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    const json: unknown = JSON.stringify(value);
    // There is no JSON of a function.
    return typeof json === 'string' ? json : typeof value;
  } catch {
    return typeof value;
  }
}

function lintWho(put: Put, rule: RuleLike): Problem[] {
  const problems: Problem[] = [];
  const { device, country_code: country } = rule as { device?: unknown; country_code?: unknown };
  if (device != null && !devices.includes(device as string)) problems.push(put('device-unknown', 'info', 'device', device));
  if (country == null) return problems;
  if (typeof country !== 'string' || !/^[a-z]{2}$/i.test(country)) problems.push(put('country-invalid', 'error', 'country_code', country));
  else if (!isCountry(country.toUpperCase())) problems.push(put('country-unknown', 'info', 'country_code', country));
  return problems;
}

/** Codes that have a name and are no country: of unions, of nothing in particular, of tests. */
const noCountries = ['ZZ', 'XA', 'XB', 'QO', 'EU', 'UN', 'EZ'];
let names: Intl.DisplayNames | undefined;
const countries = new Map<string, boolean>();

function isCountry(code: string): boolean {
  names ??= new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const known = countries.get(code) ?? (names.of(code) !== undefined && !noCountries.includes(code));
  countries.set(code, known);
  return known;
}

function lintTime(put: Put, rule: RuleLike, code: Partial<QrCode>): Problem[] {
  const problems: Problem[] = [];
  const read = (field: 'start_at' | 'end_at') => {
    const ms = momentOf(rule[field]);
    if (ms === undefined) problems.push(put('instant-without-offset', 'error', field, rule[field]));
    return ms ?? null;
  };
  const [start, end] = [read('start_at'), read('end_at')];
  if (start !== null && end !== null && end <= start) problems.push(put('end-before-start', 'warning', 'end_at', rule.end_at));

  const startsAfter = (field: 'licensed_until' | 'expires_at') => start !== null && start >= (momentOf(code[field]) ?? Infinity);
  if (code.type !== 'static' && startsAfter('licensed_until')) {
    problems.push(put('starts-after-licence', code.auto_renew ? 'info' : 'warning', 'start_at', code.licensed_until));
  }
  if (startsAfter('expires_at')) problems.push(put('starts-after-expiry', 'warning', 'start_at', code.expires_at));

  const days = rule.days_of_week as unknown;
  const unknown = days == null ? [] : Array.isArray(days) ? days.filter((day) => !isWeekday(day)) : [days];
  if (unknown.length > 0) problems.push(put('weekday-unknown', 'error', 'days_of_week', unknown.map(shown).join(', ')));
  return problems;
}

const isWeekday = (day: unknown) => typeof day === 'string' && (weekdays as readonly string[]).includes(day.toLowerCase());

/** Milliseconds since 1970; `null` for no time, `undefined` for one that cannot be read. */
function momentOf(at: unknown): number | null | undefined {
  if (at == null) return null;
  try {
    return typeof at === 'string' ? instant(at) : undefined;
  } catch {
    return undefined;
  }
}

function lintNumbers(put: Put, { weight, priority }: { weight?: unknown; priority?: unknown }): Problem[] {
  const isIn = (value: unknown, min: number, max: number) => value == null || (Number.isInteger(value) && (value as number) >= min && (value as number) <= max);
  return [
    ...(isIn(weight, 0, MAX_WEIGHT) ? [] : [put('weight-invalid', 'error', 'weight', weight)]),
    ...(isIn(priority, -MAX_PRIORITY - 1, MAX_PRIORITY) ? [] : [put('priority-invalid', 'error', 'priority', priority)]),
  ];
}

function lintCode(code: Partial<QrCode>): Problem[] {
  const put = reporter(null);
  const context = urlContext(code.public_url, code.slug, null);
  const urls = (['target_url', 'fallback_url'] as const).filter((field) => code[field] != null);
  const times = (['expires_at', 'licensed_until'] as const).filter((field) => momentOf(code[field]) === undefined);
  return [
    ...urls.flatMap((field) => lintUrl(put, field, code[field], context)),
    ...times.map((field) => put('instant-without-offset', 'error', field, code[field])),
  ];
}

/** The same for rules that say the same, weight apart. */
function likenessOf(rule: RuleLike): string {
  const { url, priority, device, country_code, start_at, end_at, days_of_week } = rule as { [Name in keyof RuleLike]: unknown };
  const days = Array.isArray(days_of_week) ? [...new Set(days_of_week.map((day) => shown(day).toLowerCase()))].sort() : [];
  const times = [start_at, end_at].map((at) => momentOf(at) ?? shown(at ?? null));
  return shown([priority ?? 0, url, device ?? null, shown(country_code ?? null).toUpperCase(), ...times, days.length === 7 ? [] : days]);
}
