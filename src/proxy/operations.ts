import { routes, type Operation, type Route } from '../client/routes.js';
import {
  choice,
  country,
  digits,
  flag,
  instant,
  looseObject,
  nullable,
  queryFlag,
  text,
  webUrl,
  weekdays,
  whole,
  type Fields,
} from './fields.js';
import { rollupFields } from './rollup-fields.js';

/** What a caller may send with an operation. Whatever is not in this table does not leave the proxy. */
export interface OperationRule {
  /** Query parameters, parsed and written anew. */
  query?: Fields;
  /** Fields of the JSON body, parsed and written anew. */
  body?: Fields;
  /** Body fields that must be there. */
  required?: readonly string[];
  /** Which of the proxy's tokens it takes. */
  tier: 'read' | 'write' | 'delete';
  /** Lists and creations name no id: only a grant for all (`'*'`) of this resource reaches them. */
  all?: 'qrCodes' | 'landingPages';
  /** How its answer is cut down for the public; without one, the public cannot have it. */
  public?: 'qrCode' | 'landingPage' | 'summary' | 'rollup';
}

const paging: Fields = { page: digits(1, 1_000_000), per_page: digits(1, 100) };
const kinds = choice('static', 'dynamic');
const contents = choice('url', 'file', 'landing_page', 'landing_page_block');

const qrCode: Fields = {
  name: text(255),
  type: kinds,
  target_url: nullable(webUrl),
  content_type: contents,
  fallback_url: nullable(webUrl),
  is_active: flag,
  auto_renew: flag,
  options: looseObject,
};

const rule: Fields = {
  url: webUrl,
  device: nullable(text(64)),
  country_code: nullable(country),
  start_at: nullable(instant),
  end_at: nullable(instant),
  days_of_week: nullable(weekdays),
  priority: whole(-2_147_483_648, 2_147_483_647),
  weight: nullable(whole(0, 2_147_483_647)),
  is_active: flag,
};

const landingPage: Fields = {
  title: text(255),
  description: nullable(text(5000)),
  preset: choice('minimal', 'dark', 'colorful', 'corporate', 'nature', 'neon', 'pastel'),
};

const sorts = ['created_at', 'name', 'updated_at'].flatMap((field) => [field, `-${field}`]);

export const operations: Readonly<Record<Operation, OperationRule>> = {
  'qr-codes.list': {
    tier: 'read',
    query: {
      'filter[type]': kinds,
      'filter[is_active]': queryFlag,
      'filter[content_type]': contents,
      sort: choice(...sorts),
      ...paging,
    },
    all: 'qrCodes',
    public: 'qrCode',
  },
  'qr-codes.get': { tier: 'read', public: 'qrCode' },
  'qr-codes.create': { tier: 'write', body: qrCode, required: ['name', 'type'], all: 'qrCodes' },
  'qr-codes.update': { tier: 'write', body: qrCode },
  'qr-codes.delete': { tier: 'delete' },
  'rules.list': { tier: 'read', query: paging },
  'rules.create': { tier: 'write', body: rule, required: ['url'] },
  'rules.update': { tier: 'write', body: rule },
  'rules.delete': { tier: 'delete' },
  'scans.list': { tier: 'read', query: paging },
  'scans.summary': { tier: 'read', public: 'summary' },
  // Derived: the API knows no such path.
  'scans.rollup': { tier: 'read', query: rollupFields, public: 'rollup' },
  'landing-pages.list': { tier: 'read', query: paging, all: 'landingPages', public: 'landingPage' },
  'landing-pages.get': { tier: 'read', public: 'landingPage' },
  'landing-pages.create': { tier: 'write', body: landingPage, required: ['title'], all: 'landingPages' },
  'landing-pages.update': { tier: 'write', body: landingPage },
  'landing-pages.delete': { tier: 'delete' },
  'user.get': { tier: 'read' },
};

export interface Match {
  operation: Operation;
  ids: Record<string, number>;
}

const ID = '([1-9]\\d{0,15})';

const table = (Object.entries(routes) as [Operation, Route][]).map(([operation, { path }]) => ({
  operation,
  names: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!),
  // A leading zero, a sign or an escape makes it another path, and so no operation at all.
  pattern: new RegExp(`^${path.replace(/\{\w+\}/g, ID)}$`),
}));

/** The operation that a path below the base names, or the methods it would take, or `null` for no such path. */
export function matchOperation(method: string, path: string): Match | { allow: string[] } | null {
  const all = operationsAt(path);
  const match = all.find(({ operation }) => routes[operation].method === method);
  if (match) return match;
  return all.length > 0 ? { allow: all.map(({ operation }) => routes[operation].method) } : null;
}

/** All operations of a path below the base, each by another method. */
export function operationsAt(path: string): Match[] {
  return table.flatMap(({ operation, names, pattern }) => {
    const found = pattern.exec(path);
    if (!found) return [];
    const ids = names.map((name, index) => [name, Number(found[index + 1])] as const);
    return ids.every(([, id]) => Number.isSafeInteger(id)) ? [{ operation, ids: Object.fromEntries(ids) }] : [];
  });
}
