import type { LandingPageInput, PageParams, QrCodeInput, QrCodeListParams, RuleInput } from './types.js';

const fields = {
  'QR code': ['name', 'type', 'target_url', 'content_type', 'fallback_url', 'is_active', 'auto_renew', 'options'],
  rule: ['url', 'device', 'country_code', 'start_at', 'end_at', 'days_of_week', 'priority', 'weight', 'is_active'],
  'landing page': ['title', 'description', 'preset'],
} as const satisfies {
  'QR code': (keyof QrCodeInput)[];
  rule: (keyof RuleInput)[];
  'landing page': (keyof LandingPageInput)[];
};

/**
 * The documented fields of an input; those set to `undefined` are left out.
 * @throws {TypeError} for a field the API does not document: a typo must not be lost in silence
 */
export function inputOf(kind: keyof typeof fields, input: object): Record<string, unknown> {
  const known: readonly string[] = fields[kind];
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  const unknown = given.find(([name]) => !known.includes(name));
  if (unknown) throw new TypeError(`A ${kind} takes no field ${JSON.stringify(unknown[0])}, only ${known.join(', ')}`);
  return Object.fromEntries(given);
}

const FILTERS = ['type', 'is_active', 'content_type'];

/**
 * The query string of a list, with its `?`, or an empty string.
 * @throws {RangeError} for a page below 1 or a page size outside 1–100
 * @throws {TypeError} for a parameter the API does not document
 */
export function queryOf(params: PageParams | QrCodeListParams): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params) as [string, string | number | boolean | undefined][]) {
    if (value === undefined) continue;
    if (name === 'page' || name === 'per_page') limit(name, value, name === 'page' ? Number.MAX_SAFE_INTEGER : 100);
    else if (name !== 'sort' && !FILTERS.includes(name)) {
      throw new TypeError(`Lists take no parameter ${JSON.stringify(name)}`);
    }
    query.set(FILTERS.includes(name) ? `filter[${name}]` : name, String(value));
  }
  return query.size > 0 ? `?${query}` : '';
}

function limit(name: string, value: unknown, max: number): void {
  if (!Number.isSafeInteger(value) || (value as number) < 1 || (value as number) > max) {
    throw new RangeError(`${name} must be a whole number from 1 to ${max}, got ${String(value)} (${typeof value})`);
  }
}
