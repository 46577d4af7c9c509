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

/** The example of the guide. */
const spring = {
  id: 1,
  name: 'Spring Campaign',
  slug: 'spring-2026',
  type: 'dynamic',
  target_url: 'https://example.com/spring',
  fallback_url: null,
  is_active: true,
  content_type: 'url',
  expires_at: null,
  licensed_until: '2027-04-01T00:00:00Z',
  auto_renew: true,
  public_url: 'https://justscanit.com/r/spring-2026',
  options: {},
  created_at: '2026-03-15T10:30:00Z',
  updated_at: '2026-03-15T10:30:00Z',
};
const rule = {
  id: 3,
  url: 'https://example.com/ios',
  device: 'ios',
  country_code: 'NL',
  start_at: '2026-04-01T08:00:00Z',
  end_at: null,
  days_of_week: ['monday'],
  priority: 1,
  weight: 70,
  is_active: true,
};
const page = {
  id: 5,
  title: 'All our links',
  description: null,
  preset: 'neon',
  created_at: '2026-03-15T10:30:00Z',
  updated_at: null,
};

describe('any resource', () => {
  const readers = [
    ['a QR code', readQrCode, spring],
    ['a rule', readRule, rule],
    ['a landing page', readLandingPage, page],
    ['a user', readUser, { id: 1, name: 'A', email: 'a@example.com', plan: 'pro', credits: 3, team: null }],
  ] as const;

  it.each(readers)('%s comes bare or in `data`', (_, read, resource) => {
    expect(read(resource, 'at')).toEqual(resource);
    expect(read({ data: resource, meta: {} }, 'at')).toEqual(resource);
  });

  it.each(readers)('%s keeps fields that the guide does not name', (_, read, resource) => {
    const more = { ...resource, folder: { id: 9 }, tags: ['a'], archived: false };
    expect(read(more, 'at')).toEqual(more);
  });

  it.each(readers)('%s is not changed by being read', (_, read, resource) => {
    const given = Object.freeze({ ...resource, id: '12' });
    expect(read(given, 'at').id).toBe(12);
    expect(given.id).toBe('12');
  });

  it.each(readers)('%s without a usable id is an error that says where', (_, read, resource) => {
    for (const id of [undefined, null, 0, -1, 1.5, '', 'x', '1e3', '-1', ' 1', true, [], {}, 2 ** 53, '9'.repeat(20)]) {
      expect(() => read({ ...resource, id }, 'a.list')).toThrow(new ResponseError('a.list.id is not an id.'));
    }
  });

  it.each(readers)('%s that is no object is an error that says where', (_, read) => {
    for (const body of [undefined, null, 1, 'text', true, [], [{ id: 1 }], { data: null }, { data: [] }, { data: 1 }]) {
      expect(() => read(body, 'the.operation')).toThrow(new ResponseError('the.operation is not an object.'));
    }
  });

  it.each(readers)('%s takes __proto__ and constructor for fields like any other', (_, read, resource) => {
    const body = JSON.stringify(resource).replace('{', '{"__proto__":{"polluted":1,"name":"x"},"constructor":7,');
    const value = read(JSON.parse(body), 'at');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(value).toMatchObject(resource);
    expect(Object.hasOwn(value, '__proto__')).toBe(true);
    expect('polluted' in {}).toBe(false);
  });
});

describe('values', () => {
  it.each([
    [7, 7],
    ['7', 7],
    ['007', 7],
    [String(Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER],
  ])('the id %j is %i', (id, expected) => {
    expect(readRule({ ...rule, id }, 'at').id).toBe(expected);
  });

  it.each([
    [true, true],
    [1, true],
    ['1', true],
    ['true', true],
    [false, false],
    [0, false],
    ['0', false],
    ['false', false],
    // Active unless the answer says otherwise, as the guide's default is.
    [null, true],
    [undefined, true],
    ['maybe', true],
  ])('is_active %j is %s', (is_active, expected) => {
    expect(readRule({ ...rule, is_active }, 'at').is_active).toBe(expected);
  });

  it.each([
    ['3', 3],
    ['-2', -2],
    ['1.5', 1.5],
    [0, 0],
    ['', 0],
    ['high', 0],
    ['9'.repeat(400), 0],
    [null, 0],
    [{}, 0],
  ])('priority %j is %f', (priority, expected) => {
    expect(readRule({ ...rule, priority }, 'at').priority).toBe(expected);
  });

  it.each([
    ['text', 'text'],
    [7, '7'],
    [null, null],
    [undefined, null],
    [true, null],
    [{}, null],
  ])('the slug %j is %j', (slug, expected) => {
    expect(readQrCode({ ...spring, slug }, 'at').slug).toBe(expected);
  });

  it('fields that are missing have the defaults of the guide, or are null', () => {
    expect(readRule({ id: 1 }, 'at')).toEqual({
      id: 1,
      url: '',
      device: null,
      country_code: null,
      start_at: null,
      end_at: null,
      days_of_week: null,
      priority: 0,
      weight: null,
      is_active: true,
    });
    expect(readQrCode({ id: 1 }, 'at')).toEqual({
      ...Object.fromEntries(Object.keys(spring).map((name) => [name, null])),
      ...{ id: 1, name: '', type: 'dynamic', content_type: 'url', is_active: true, auto_renew: false, options: {} },
    });
    expect(readLandingPage({ id: 1 }, 'at')).toEqual({
      ...Object.fromEntries(Object.keys(page).map((name) => [name, null])),
      ...{ id: 1, title: '' },
    });
  });

  it("PHP's empty array is an empty object, where an object is expected", () => {
    expect(readQrCode({ ...spring, options: [] }, 'at').options).toEqual({});
  });

  it.each([
    [['monday', 'Tuesday', 'someday'], ['monday', 'Tuesday', 'someday']],
    [['monday', 1, null], ['monday']],
    [[], []],
    [null, null],
    ['monday', null],
  ])('days_of_week %j is %j', (days_of_week, expected) => {
    expect(readRule({ ...rule, days_of_week }, 'at').days_of_week).toEqual(expected);
  });
});

describe('the rules of a QR code', () => {
  const spellings = ['rules', 'redirect_rules', 'redirectRules'];

  it.each(spellings)('are read from %s, bare or in `data`', (name) => {
    const given = [{ ...rule, id: '3', priority: '1' }];
    for (const value of [given, { data: given }]) {
      const code = readQrCode({ ...spring, [name]: value }, 'at');
      expect(code).toEqual({ ...spring, rules: [rule] });
    }
  });

  it('are not there where the answer has none', () => {
    expect(readQrCode(spring, 'at')).not.toHaveProperty('rules');
    for (const value of [null, 3, 'three', {}, { count: 3 }]) {
      expect(readQrCode({ ...spring, rules: value }, 'at')).not.toHaveProperty('rules');
    }
  });

  it('are found behind a count of the same name', () => {
    expect(readQrCode({ ...spring, rules: 1, redirect_rules: [rule] }, 'at').rules).toEqual([rule]);
  });

  it('are an error that says where, if one of them cannot be read', () => {
    const body = { ...spring, redirect_rules: [rule, { url: 'https://example.com/' }] };
    expect(() => readQrCode(body, 'at')).toThrow(new ResponseError('at.rules[1].id is not an id.'));
  });
});

describe('the landing page of a QR code', () => {
  it.each(['landing_page', 'landingPage'])('is read from %s, bare, in `data`, or null', (name) => {
    for (const value of [page, { data: { ...page, id: '5' } }]) {
      expect(readQrCode({ ...spring, [name]: value }, 'at')).toEqual({ ...spring, landing_page: page });
    }
    for (const value of [null, { data: null }]) {
      expect(readQrCode({ ...spring, [name]: value }, 'at')).toEqual({ ...spring, landing_page: null });
    }
  });

  it('is not there where the answer has none', () => {
    expect(readQrCode(spring, 'at')).not.toHaveProperty('landing_page');
  });

  it('is an error that says where, if it cannot be read', () => {
    const body = { ...spring, landing_page: { title: 'No id' } };
    expect(() => readQrCode(body, 'at')).toThrow(new ResponseError('at.landing_page.id is not an id.'));
  });
});

describe('a scan', () => {
  it('has a time', () => {
    expect(readScan({ id: 1, created_at: '2026-03-20T14:22:00Z' }, 'at')).toMatchObject({
      id: 1,
      device: null,
      referer: null,
      created_at: '2026-03-20T14:22:00Z',
    });
    expect(() => readScan({ id: 1 }, 'at')).toThrow(new ResponseError('at.created_at is not an instant.'));
  });
});

describe('a user', () => {
  const user = { id: 1, name: 'A', email: 'a@example.com', plan: 'pro', credits: 3, team: { id: 2, name: 'B' } };

  it.each([
    [{ plan: { id: 4, name: 'pro' } }],
    [{ credits: '3' }],
    [{ team: { id: '2', name: 'B' } }],
  ])('is the same with %j', (fields) => {
    expect(readUser({ data: { ...user, ...fields } }, 'at')).toEqual(user);
  });

  it('may have no plan, credits or team', () => {
    for (const nothing of [null, undefined, false]) {
      const fields = { plan: nothing, credits: nothing, team: nothing };
      expect(readUser({ ...user, ...fields }, 'at')).toMatchObject({ plan: null, credits: null, team: null });
    }
  });
});

describe('a summary', () => {
  const full = {
    total: 10,
    this_month: 4,
    devices: [{ value: 'ios', scans: 6 }],
    countries: [{ value: 'NL', scans: 7 }],
  };

  it.each(['total', 'total_scans', 'scans_total', 'scans_count', 'scans', 'count'])('has its total in %s', (name) => {
    expect(readSummary({ [name]: 10 }).total).toBe(10);
    expect(readSummary({ data: { [name]: '10' } }).total).toBe(10);
  });

  it.each(['this_month', 'scans_this_month', 'total_this_month', 'month'])('has its month in %s', (name) => {
    expect(readSummary({ [name]: 4 }).this_month).toBe(4);
  });

  it.each([
    ['top_devices', 'top_countries'],
    ['devices', 'countries'],
    ['by_device', 'by_country'],
    ['device', 'country'],
  ])('has its counts in %s and %s', (devices, countries) => {
    const summary = readSummary({ total: 10, this_month: 4, [devices]: { ios: 6 }, [countries]: { NL: 7 } });
    expect(summary).toMatchObject(full);
  });

  const labels = ['value', 'name', 'key', 'label', 'device', 'country_code', 'country', 'code'];
  it.each(labels)('labels a count by %s', (name) => {
    expect(readSummary({ devices: [{ [name]: 'ios', count: 6 }] }).devices).toEqual(full.devices);
  });

  it.each(['scans', 'count', 'total', 'scans_count', 'total_scans', 'hits'])('counts in %s', (name) => {
    expect(readSummary({ devices: [{ name: 'ios', [name]: '6' }] }).devices).toEqual(full.devices);
  });

  it('has the most frequent first, and equal ones as they came', () => {
    const { devices } = readSummary({ devices: { a: 1, b: 3, c: '2', d: 3 } });
    expect(devices.map(({ value }) => value)).toEqual(['b', 'd', 'c', 'a']);
  });

  it('calls what has no label unknown', () => {
    const rows = [{ device: null, count: 3 }, { device: '', count: 2 }, { count: 1 }];
    expect(readSummary({ devices: rows }).devices).toEqual([3, 2, 1].map((scans) => ({ value: null, scans })));
    expect(readSummary({ devices: { '': 3 } }).devices).toEqual([{ value: null, scans: 3 }]);
  });

  it('leaves out what is no count', () => {
    const rows = [{ name: 'ios', count: -1 }, { name: 'mac', count: 1.5 }, { name: 'linux' }, null, 'ios', ['ios', 3]];
    expect(readSummary({ devices: rows, countries: { NL: 'many', DE: null, BE: {} } })).toMatchObject({
      devices: [],
      countries: [],
    });
  });

  it('takes the first spelling that can be read, not the first that is there', () => {
    const recent = [{ id: 1 }];
    expect(readSummary({ total: null, scans: recent, count: 10 }).total).toBe(10);
    expect(readSummary({ top_devices: 3, devices: { ios: 6 } }).devices).toEqual(full.devices);
    const row = { value: null, device: 'ios', scans: [], count: 6 };
    expect(readSummary({ devices: [row] }).devices).toEqual(full.devices);
  });

  it('does not guess', () => {
    const nothing = { total: null, this_month: null, devices: [], countries: [] };
    expect(readSummary({})).toEqual(nothing);
    expect(readSummary({ '': 5 })).toEqual({ ...nothing, '': 5 });
    expect(readSummary({ total: -1, this_month: 'four', devices: 'ios', countries: null })).toEqual(nothing);
  });

  it('keeps fields that the guide does not name', () => {
    expect(readSummary({ ...full, unique: 3 })).toEqual({ ...full, unique: 3 });
  });

  it('is an error where it is no object', () => {
    for (const body of [null, [], 3, { data: [] }]) {
      expect(() => readSummary(body)).toThrow(new ResponseError('scans.summary is not an object.'));
    }
  });
});

describe('a page of a list', () => {
  const rows = [rule, { ...rule, id: 4 }];
  const read = (body: unknown) => readPage(body, 'rules.list', readRule);
  const meta = { current_page: 1, last_page: 3, per_page: 2, total: 5 };
  const unknown = { current_page: null, last_page: null, per_page: null, total: null };

  it('has its numbers in `meta`, beside its rows, or nowhere', () => {
    expect(read({ data: rows, meta, links: {} })).toEqual({ data: rows, meta });
    expect(read({ data: rows, ...meta })).toEqual({ data: rows, meta });
    expect(read({ data: rows })).toEqual({ data: rows, meta: unknown });
    expect(read(rows)).toEqual({ data: rows, meta: unknown });
  });

  it('takes digits for numbers, and nothing implausible', () => {
    const text = { current_page: '1', last_page: '3', per_page: '2', total: '5' };
    expect(read({ data: rows, meta: text }).meta).toEqual(meta);
    const odd = { current_page: 0, last_page: -1, per_page: 1.5, total: -5 };
    expect(read({ data: rows, meta: odd }).meta).toEqual(unknown);
    const wrong = { current_page: 'one', last_page: null, per_page: [], total: {} };
    expect(read({ data: rows, meta: wrong }).meta).toEqual(unknown);
    expect(read({ data: [], meta: { ...meta, total: 0 } }).meta.total).toBe(0);
  });

  it('is an error where it holds no list', () => {
    for (const body of [null, undefined, 3, 'text', {}, { data: null }, { data: {} }, { rules: rows }]) {
      expect(() => read(body)).toThrow(new ResponseError('rules.list holds no list.'));
    }
  });

  it('is an error that says where, if a row cannot be read', () => {
    expect(() => read({ data: [rule, null] })).toThrow(new ResponseError('rules.list.data[1] is not an object.'));
    expect(() => read([rule, { ...rule, id: 0 }])).toThrow(new ResponseError('rules.list.data[1].id is not an id.'));
  });
});
