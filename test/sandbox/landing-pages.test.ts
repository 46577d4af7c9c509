import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fullAccess, makeCode, openTemp, type Api, type TempSandbox } from './open.js';

let sandbox: TempSandbox;
let api: Api;
let clock = Date.parse('2026-03-15T10:30:00Z');

beforeAll(async () => {
  sandbox = await openTemp({ now: () => new Date(clock) });
  api = await fullAccess(sandbox);
});
afterAll(() => sandbox.close());

describe('landing pages', () => {
  it('are created with 201 and found again', async () => {
    const { status, body } = await api.post('/landing-pages', { title: 'Links', description: 'All of them' });
    expect(status).toBe(201);
    expect(body).toEqual({
      data: {
        id: expect.any(Number) as number,
        title: 'Links',
        description: 'All of them',
        preset: null,
        created_at: '2026-03-15T10:30:00Z',
        updated_at: '2026-03-15T10:30:00Z',
      },
    });
    const id = String(body.data['id']);
    expect((await api.get(`/landing-pages/${id}`)).body).toEqual(body);
  });

  it.each(['minimal', 'dark', 'colorful', 'corporate', 'nature', 'neon', 'pastel'])('take preset %s', async (preset) => {
    const { status, body } = await api.post('/landing-pages', { title: 'T', preset });
    expect(status).toBe(201);
    expect(body.data['preset']).toBe(preset);
  });

  it.each([
    ['title', undefined, 'The title field is required.'],
    ['title', '', 'The title field is required.'],
    ['title', 'x'.repeat(256), 'The title field must not be greater than 255 characters.'],
    ['description', ['x'], 'The description field must be a string.'],
    ['description', 'x'.repeat(256), 'The description field must not be greater than 255 characters.'],
    ['preset', 'baroque', 'The selected preset is invalid.'],
  ])('answer 422 for %s = %j', async (field, value, message) => {
    const { status, body } = await api.post('/landing-pages', { title: 'T', [field]: value });
    expect(status).toBe(422);
    expect(body).toEqual({ message, errors: { [field]: [message] } });
  });

  it('are listed in pages', async () => {
    const own = await openTemp();
    const other = await fullAccess(own);
    for (let index = 1; index <= 17; index++) await other.post('/landing-pages', { title: `Page ${index}` });
    const { body } = await other.list('/landing-pages?page=2');
    expect(body.data.map((page) => page['title'])).toEqual(['Page 16', 'Page 17']);
    expect(body.meta).toEqual({ current_page: 2, last_page: 2, per_page: 15, total: 17 });
    await own.close();
  });

  it('change only the fields that are sent', async () => {
    const page = (await api.post('/landing-pages', { title: 'A', description: 'D', preset: 'dark' })).body.data;
    clock += 1000;
    const { status, body } = await api.put(`/landing-pages/${String(page['id'])}`, { preset: 'neon', description: null });
    expect(status).toBe(200);
    expect(body.data).toEqual({ ...page, preset: 'neon', description: null, updated_at: '2026-03-15T10:30:01Z' });
    expect((await api.put(`/landing-pages/${String(page['id'])}`, { title: null })).status).toBe(422);
  });

  it('are deleted with 204; codes that led there stay, without them', async () => {
    const id = Number((await api.post('/landing-pages', { title: 'A' })).body.data['id']);
    const code = await makeCode(api, { content_type: 'landing_page' });
    await sandbox.db.execute({ sql: 'UPDATE qr_codes SET landing_page_id = ? WHERE id = ?', args: [id, code.id] });
    expect((await api.delete(`/landing-pages/${id}`)).status).toBe(204);
    expect((await api.get(`/landing-pages/${id}`)).status).toBe(404);
    expect((await api.delete(`/landing-pages/${id}`)).status).toBe(404);
    expect((await api.get(`/qr-codes/${code.id}`)).body.data['landing_page']).toBeNull();
  });
});
