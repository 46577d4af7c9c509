import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BASE, fullAccess, makeCode, makeRule, openTemp, sqlValue, type Api, type Item, type TempSandbox } from './open.js';

const START = Date.parse('2026-03-15T10:30:00.700Z');
let sandbox: TempSandbox;
let api: Api;
let clock = START;

beforeAll(async () => {
  sandbox = await openTemp({ now: () => new Date(clock) });
  api = await fullAccess(sandbox);
});
afterAll(() => sandbox.close());

const valid = { name: 'Summer Sale QR', type: 'dynamic', target_url: 'https://shop.example.com/summer' };

describe('POST /qr-codes', () => {
  it('answers 201 with every field of the guide, the defaults filled in', async () => {
    const { status, body } = await api.post('/qr-codes', valid);
    expect(status).toBe(201);
    const { id, slug } = body.data as { id: number; slug: string };
    expect(body).toEqual({
      data: {
        id: expect.any(Number) as number,
        ...valid,
        slug: expect.stringMatching(/^[a-z0-9]{10}$/) as string,
        fallback_url: null,
        is_active: true,
        content_type: 'url',
        expires_at: null,
        licensed_until: '2027-03-15T10:30:00Z',
        auto_renew: false,
        public_url: `${BASE}/r/${slug}`,
        options: {},
        created_at: '2026-03-15T10:30:00Z',
        updated_at: '2026-03-15T10:30:00Z',
      },
    });
    expect((await api.get(`/qr-codes/${id}`)).body.data).toMatchObject(body.data);
  });

  it('stores every body parameter', async () => {
    const all = {
      ...valid,
      content_type: 'url',
      fallback_url: 'https://shop.example.com',
      is_active: false,
      auto_renew: true,
      options: { color: '#123456', nested: { logo: ['a', null, 1.5] }, text: '  kept as it is ' },
    };
    const { body } = await api.post('/qr-codes', all);
    expect(body.data).toMatchObject(all);
    expect((await api.get(`/qr-codes/${String(body.data['id'])}`)).body.data).toMatchObject(all);
  });

  it('ignores fields that the guide does not name', async () => {
    const { status, body } = await api.post('/qr-codes', { ...valid, id: 4711, slug: 'mine', team_id: 2, colour: 'red' });
    expect(status).toBe(201);
    expect(body.data['id']).not.toBe(4711);
    expect(body.data['slug']).not.toBe('mine');
    expect(body.data).not.toHaveProperty('colour');
  });

  it.each(['file', 'landing_page', 'landing_page_block'])('needs no target_url for content type %s', async (content_type) => {
    const { status, body } = await api.post('/qr-codes', { name: 'X', type: 'dynamic', content_type });
    expect(status).toBe(201);
    expect(body.data).toMatchObject({ content_type, target_url: null });
  });

  it('gives a static code no licence', async () => {
    const { body } = await api.post('/qr-codes', { ...valid, type: 'static' });
    expect(body.data).toMatchObject({ type: 'static', licensed_until: null });
  });

  it('trims texts, as Laravel does', async () => {
    const { body } = await api.post('/qr-codes', { ...valid, name: '  Poster ', fallback_url: ' ' });
    expect(body.data).toMatchObject({ name: 'Poster', fallback_url: null });
  });

  it('keeps names of any script, up to 255 characters', async () => {
    const name = 'שלום 🎉'.repeat(42) + '123';
    expect(Array.from(name)).toHaveLength(255);
    expect((await api.post('/qr-codes', { ...valid, name })).body.data['name']).toBe(name);
  });

  const long = `https://example.com/${'x'.repeat(2048)}`;
  it.each<[field: string, value: unknown, message: string]>([
    ['name', undefined, 'The name field is required.'],
    ['name', null, 'The name field is required.'],
    ['name', '   ', 'The name field is required.'],
    ['name', 7, 'The name field must be a string.'],
    ['name', 'x'.repeat(256), 'The name field must not be greater than 255 characters.'],
    ['type', undefined, 'The type field is required.'],
    ['type', 'moving', 'The selected type is invalid.'],
    ['type', ['static'], 'The selected type is invalid.'],
    ['target_url', undefined, 'The target url field is required when content type is url.'],
    ['target_url', null, 'The target url field is required when content type is url.'],
    ['target_url', 'example.com', 'The target url field must be a valid URL.'],
    ['target_url', 'javascript:alert(1)', 'The target url field must be a valid URL.'],
    ['target_url', 'ftp://example.com/', 'The target url field must be a valid URL.'],
    ['target_url', 'https://example.com/a b', 'The target url field must be a valid URL.'],
    ['target_url', 'https://example.com/\r\nSet-Cookie: a=b', 'The target url field must be a valid URL.'],
    ['target_url', 'https://example.com:99999/', 'The target url field must be a valid URL.'],
    ['target_url', 'https://', 'The target url field must be a valid URL.'],
    ['target_url', long, 'The target url field must not be greater than 2048 characters.'],
    ['target_url', {}, 'The target url field must be a string.'],
    ['content_type', 'video', 'The selected content type is invalid.'],
    ['fallback_url', 'nowhere', 'The fallback url field must be a valid URL.'],
    ['is_active', 'yes', 'The is active field must be true or false.'],
    ['is_active', null, 'The is active field must be true or false.'],
    ['auto_renew', 2, 'The auto renew field must be true or false.'],
    ['options', [1], 'The options field must be an object.'],
    ['options', 'red', 'The options field must be an object.'],
  ])('answers 422 with the message of the field for %s = %j', async (field, value, message) => {
    const before = await sqlValue(sandbox, 'SELECT COUNT(*) FROM qr_codes');
    const { status, body } = await api.post('/qr-codes', { ...valid, [field]: value });
    expect(status).toBe(422);
    expect(body).toEqual({ message, errors: { [field]: [message] } });
    expect(await sqlValue(sandbox, 'SELECT COUNT(*) FROM qr_codes')).toBe(before);
  });

  it('counts further errors in the message', async () => {
    const two = await api.post('/qr-codes', { target_url: 'https://example.com' });
    expect(two.body.message).toBe('The name field is required. (and 1 more error)');
    expect(Object.keys(two.body.errors)).toEqual(['name', 'type']);
    const three = await api.post('/qr-codes', { is_active: 'x' });
    expect(three.body.message).toBe('The name field is required. (and 2 more errors)');
  });

  it.each([[true, true], [1, true], ['1', true], [false, false], [0, false], ['0', false]])(
    'takes %j for a boolean',
    async (is_active, stored) => {
      expect((await api.post('/qr-codes', { ...valid, is_active })).body.data['is_active']).toBe(stored);
    },
  );
});

describe('the request body', () => {
  const post = async (body: string, type?: string) => {
    const token = await sandbox.createToken({ scopes: ['write'] });
    const headers = { Authorization: `Bearer ${token}`, ...(type !== undefined && { 'Content-Type': type }) };
    return sandbox.app.request('/api/v1/qr-codes', { method: 'POST', headers, body });
  };

  it.each(['{"name":', 'name=x', '[]', '"text"', 'null'])('answers 400 to %s', async (body) => {
    const response = await post(body, 'application/json');
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ message: expect.stringContaining('JSON') as string });
  });

  it('answers 400 when it is not sent as JSON', async () => {
    expect((await post(JSON.stringify(valid), 'text/plain')).status).toBe(400);
    expect((await post(JSON.stringify(valid), 'application/json; charset=utf-8')).status).toBe(201);
  });

  it('counts as {} when empty', async () => {
    expect((await post('', 'application/json')).status).toBe(422);
  });

  it('answers 413 when it is larger than a megabyte', async () => {
    const response = await post(JSON.stringify({ ...valid, options: { big: 'x'.repeat(1024 * 1024) } }), 'application/json');
    expect(response.status).toBe(413);
    expect(await response.json()).toHaveProperty('message');
  });
});

describe('GET /qr-codes/{id}', () => {
  it('holds the redirect rules, first to apply first, and the landing page', async () => {
    const { id } = await makeCode(api);
    const second = await makeRule(api, id, { priority: 2 });
    const first = await makeRule(api, id, { priority: 1, device: 'ios' });
    const page = (await api.post('/landing-pages', { title: 'Links' })).body.data;
    await sandbox.db.execute({ sql: 'UPDATE qr_codes SET landing_page_id = ? WHERE id = ?', args: [Number(page['id']), id] });

    const { data } = (await api.get(`/qr-codes/${id}`)).body;
    expect((data['rules'] as Item[]).map((rule) => rule['id'])).toEqual([first, second]);
    expect((data['rules'] as Item[])[0]).toMatchObject({ device: 'ios', is_active: true });
    expect(data['landing_page']).toEqual(page);
  });

  it('holds more rules than a page of them', async () => {
    const { id } = await makeCode(api);
    for (let priority = 0; priority < 20; priority++) await makeRule(api, id, { priority });
    expect((await api.get(`/qr-codes/${id}`)).body.data['rules']).toHaveLength(20);
  });

  it('shows null and [] where there is neither', async () => {
    const { id } = await makeCode(api);
    expect((await api.get(`/qr-codes/${id}`)).body.data).toMatchObject({ rules: [], landing_page: null });
  });
});

describe('PUT /qr-codes/{id}', () => {
  it('changes only the fields that it is sent, and the time of change', async () => {
    clock = START;
    const code = await makeCode(api, { fallback_url: 'https://example.com/f', options: { color: 'red' } });
    clock = START + 60_000;
    const { status, body } = await api.put(`/qr-codes/${code.id}`, { name: 'Renamed', is_active: false });
    expect(status).toBe(200);
    expect(body.data).toEqual({ ...code, name: 'Renamed', is_active: false, updated_at: '2026-03-15T10:31:00Z' });
    expect((await api.get(`/qr-codes/${code.id}`)).body.data).toMatchObject(body.data);
  });

  it.each([
    ['type', 'static'],
    ['target_url', 'https://example.org/new'],
    ['content_type', 'file'],
    ['fallback_url', 'https://example.org/fallback'],
    ['auto_renew', true],
    ['options', { dots: 'round' }],
  ])('accepts %s', async (field, value) => {
    const { id } = await makeCode(api);
    expect((await api.put(`/qr-codes/${id}`, { [field]: value })).body.data[field]).toEqual(value);
  });

  it('empties a field with null', async () => {
    const { id } = await makeCode(api, { fallback_url: 'https://example.com/f', options: { a: 1 } });
    const { body } = await api.put(`/qr-codes/${id}`, { fallback_url: null, options: null });
    expect(body.data).toMatchObject({ fallback_url: null, options: {} });
  });

  it('answers 422 to a change that would leave a url code without a target', async () => {
    const url = await makeCode(api);
    const file = await makeCode(api, { content_type: 'file', target_url: null });
    for (const [id, change] of [[url.id, { target_url: null }], [file.id, { content_type: 'url' }]] as const) {
      const { status, body } = await api.put(`/qr-codes/${id}`, change);
      expect(status).toBe(422);
      expect(body.errors).toEqual({ target_url: ['The target url field is required when content type is url.'] });
    }
    expect((await api.put(`/qr-codes/${file.id}`, { content_type: 'url', target_url: 'https://example.com' })).status).toBe(200);
  });

  it('answers 422 to a name that is emptied, and changes nothing', async () => {
    const { id } = await makeCode(api, { name: 'Kept' });
    const { status, body } = await api.put(`/qr-codes/${id}`, { name: '', is_active: false });
    expect(status).toBe(422);
    expect(body.errors).toEqual({ name: ['The name field is required.'] });
    expect((await api.get(`/qr-codes/${id}`)).body.data).toMatchObject({ name: 'Kept', is_active: true });
  });
});

describe('DELETE /qr-codes/{id}', () => {
  it('answers 204 without a body and takes the rules and scans along', async () => {
    const { id, slug } = await makeCode(api);
    await makeRule(api, id, {});
    await sandbox.app.request(`/r/${slug}`);
    expect(await sqlValue(sandbox, 'SELECT COUNT(*) FROM scans WHERE qr_code_id = ?', [id])).toBe(1);

    const { status, headers, body } = await api.delete(`/qr-codes/${id}`);
    expect(status).toBe(204);
    expect(headers.get('content-type')).toBeNull();
    expect(body).toEqual({});
    expect((await api.get(`/qr-codes/${id}`)).status).toBe(404);
    for (const table of ['rules', 'scans']) {
      expect(await sqlValue(sandbox, `SELECT COUNT(*) FROM ${table} WHERE qr_code_id = ?`, [id])).toBe(0);
    }
  });

  it('answers 404 the second time, and never gives the id away again', async () => {
    const { id } = await makeCode(api);
    await api.delete(`/qr-codes/${id}`);
    expect((await api.delete(`/qr-codes/${id}`)).status).toBe(404);
    expect((await makeCode(api)).id).toBeGreaterThan(id);
  });
});
