import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fullAccess, makeCode, makeRule, openTemp, sqlValue, type Api, type TempSandbox } from './open.js';

let sandbox: TempSandbox;
let api: Api;
let code: number;

beforeAll(async () => {
  sandbox = await openTemp();
  api = await fullAccess(sandbox);
  code = (await makeCode(api)).id;
});
afterAll(() => sandbox.close());

const url = 'https://apps.example.com/app/your-app/id123456';

describe('POST /qr-codes/{id}/rules', () => {
  it('answers 201 with the defaults: no conditions, priority 0, active', async () => {
    const { status, body } = await api.post(`/qr-codes/${code}/rules`, { url });
    expect(status).toBe(201);
    expect(body).toEqual({
      data: {
        id: expect.any(Number) as number,
        url,
        device: null,
        country_code: null,
        start_at: null,
        end_at: null,
        days_of_week: null,
        priority: 0,
        weight: null,
        is_active: true,
      },
    });
  });

  it('stores every body parameter of the guide', async () => {
    const rule = {
      url: 'https://shop.example.com/de/weekday-deal',
      device: 'android',
      country_code: 'DE',
      days_of_week: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      start_at: '2026-04-01T08:00:00Z',
      end_at: '2026-06-30T22:00:00Z',
      priority: 2,
      weight: 70,
      is_active: false,
    };
    const { body } = await api.post(`/qr-codes/${code}/rules`, rule);
    expect(body.data).toMatchObject(rule);
    const { data } = (await api.list(`/qr-codes/${code}/rules?per_page=100`)).body;
    expect(data.find(({ id }) => id === body.data['id'])).toEqual(body.data);
  });

  it.each<[field: string, sent: unknown, stored: unknown]>([
    ['device', 'ios', 'ios'],
    ['device', 'windows', 'windows'],
    ['device', 'mac', 'mac'],
    ['device', 'linux', 'linux'],
    ['device', 'Smart Fridge', 'Smart Fridge'],
    ['country_code', 'nl', 'NL'],
    ['start_at', '2026-04-01T10:00:00+02:00', '2026-04-01T08:00:00Z'],
    ['end_at', '2026-04-01T10:00:00.999Z', '2026-04-01T10:00:00Z'],
    ['days_of_week', [], []],
    ['days_of_week', ['SUNDAY', 'monday'], ['sunday', 'monday']],
    ['priority', -1, -1],
    ['priority', '5', 5],
    ['weight', 0, 0],
    ['weight', null, null],
    ['url', 'http://example.net:8080/a?b=c#d', 'http://example.net:8080/a?b=c#d'],
    ['url', 'https://example.com/日本?q=ü', 'https://example.com/日本?q=ü'],
  ])('takes %s = %j', async (field, sent, stored) => {
    const { status, body } = await api.post(`/qr-codes/${code}/rules`, { url, [field]: sent });
    expect(status).toBe(201);
    expect(body.data[field]).toEqual(stored);
  });

  it.each<[field: string, value: unknown, message: string]>([
    ['url', undefined, 'The url field is required.'],
    ['url', 'apps.example.com', 'The url field must be a valid URL.'],
    ['url', 'data:text/html,x', 'The url field must be a valid URL.'],
    ['device', 5, 'The device field must be a string.'],
    ['device', 'x'.repeat(256), 'The device field must not be greater than 255 characters.'],
    ['country_code', 'XX', 'The selected country code is invalid.'],
    ['country_code', 'NLD', 'The selected country code is invalid.'],
    ['country_code', 49, 'The selected country code is invalid.'],
    ['start_at', 'tomorrow', 'The start at field must be a valid date.'],
    ['start_at', '2026-02-30T00:00:00Z', 'The start at field must be a valid date.'],
    ['start_at', '2026-04-01T08:00:00', 'The start at field must be a valid date.'],
    ['end_at', '2026-04-01', 'The end at field must be a valid date.'],
    ['end_at', 1775030400, 'The end at field must be a valid date.'],
    ['days_of_week', 'monday', 'The days of week field must be an array.'],
    ['priority', 'high', 'The priority field must be an integer.'],
    ['priority', 1.5, 'The priority field must be an integer.'],
    ['priority', null, 'The priority field must be an integer.'],
    ['weight', -1, 'The weight field must be between 0 and 2147483647.'],
    ['weight', true, 'The weight field must be an integer.'],
    ['is_active', 'on', 'The is active field must be true or false.'],
  ])('answers 422 with the message of the field for %s = %j', async (field, value, message) => {
    const before = await sqlValue(sandbox, 'SELECT COUNT(*) FROM rules');
    const { status, body } = await api.post(`/qr-codes/${code}/rules`, { url, [field]: value });
    expect(status).toBe(422);
    expect(body).toEqual({ message, errors: { [field]: [message] } });
    expect(await sqlValue(sandbox, 'SELECT COUNT(*) FROM rules')).toBe(before);
  });

  it('names the place of an unknown weekday', async () => {
    const { status, body } = await api.post(`/qr-codes/${code}/rules`, { url, days_of_week: ['monday', 'funday', 3] });
    expect(status).toBe(422);
    expect(body.errors).toEqual({
      'days_of_week.1': ['The selected days_of_week.1 is invalid.'],
      'days_of_week.2': ['The selected days_of_week.2 is invalid.'],
    });
  });

  it('answers 404 for a code that is not there', async () => {
    expect((await api.post('/qr-codes/9999/rules', { url })).status).toBe(404);
  });
});

describe('GET /qr-codes/{id}/rules', () => {
  it('pages through this code\'s rules by priority, then id', async () => {
    const { id } = await makeCode(api);
    const made: { id: number; priority: number }[] = [];
    for (const priority of [2, 0, 1, 0, ...Array<number>(14).fill(3)]) {
      made.push({ id: await makeRule(api, id, { priority }), priority });
    }
    const expected = made.toSorted((a, b) => a.priority - b.priority || a.id - b.id).map((rule) => rule.id);
    const first = (await api.list(`/qr-codes/${id}/rules`)).body;
    const second = (await api.list(`/qr-codes/${id}/rules?page=2`)).body;
    expect([...first.data, ...second.data].map((rule) => rule['id'])).toEqual(expected);
    expect(first.data).toHaveLength(15);
    expect(first.meta).toEqual({ current_page: 1, last_page: 2, per_page: 15, total: 18 });
  });
});

describe('PUT and DELETE /qr-codes/{id}/rules/{rule}', () => {
  it('changes only the fields that it is sent', async () => {
    const rule = await makeRule(api, code, { device: 'ios', country_code: 'NL', priority: 3, weight: 10 });
    const { status, body } = await api.put(`/qr-codes/${code}/rules/${rule}`, { priority: 4 });
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ id: rule, device: 'ios', country_code: 'NL', priority: 4, weight: 10 });
  });

  it('lifts a condition with null', async () => {
    const conditions = {
      device: 'ios',
      country_code: 'NL',
      start_at: '2026-01-01T00:00:00Z',
      end_at: '2027-01-01T00:00:00Z',
      days_of_week: ['monday'],
      weight: 5,
    };
    const lifted = Object.fromEntries(Object.keys(conditions).map((name) => [name, null]));
    const rule = await makeRule(api, code, conditions);
    expect((await api.put(`/qr-codes/${code}/rules/${rule}`, lifted)).body.data).toMatchObject(lifted);
  });

  it('answers 422 and changes nothing when a field is wrong', async () => {
    const rule = await makeRule(api, code, { priority: 3 });
    expect((await api.put(`/qr-codes/${code}/rules/${rule}`, { priority: 9, url: null })).status).toBe(422);
    expect(await sqlValue(sandbox, 'SELECT priority FROM rules WHERE id = ?', [rule])).toBe(3);
  });

  it('answers 204 on deletion, then 404', async () => {
    const rule = await makeRule(api, code, {});
    expect((await api.delete(`/qr-codes/${code}/rules/${rule}`)).status).toBe(204);
    expect(await sqlValue(sandbox, 'SELECT COUNT(*) FROM rules WHERE id = ?', [rule])).toBe(0);
    expect((await api.delete(`/qr-codes/${code}/rules/${rule}`)).status).toBe(404);
    expect((await api.put(`/qr-codes/${code}/rules/${rule}`, {})).status).toBe(404);
  });

  it('answers 404 for a rule of another code', async () => {
    const other = await makeCode(api);
    const rule = await makeRule(api, code, {});
    expect((await api.put(`/qr-codes/${other.id}/rules/${rule}`, { priority: 9 })).status).toBe(404);
    expect((await api.delete(`/qr-codes/${other.id}/rules/${rule}`)).status).toBe(404);
    expect(await sqlValue(sandbox, 'SELECT priority FROM rules WHERE id = ?', [rule])).toBe(0);
  });
});
