import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fullAccess, openTemp, type Api, type Item, type TempSandbox } from './open.js';

const NAMES = ['Delta', 'alpha', 'Charlie', 'bravo'];
let sandbox: TempSandbox;
let api: Api;
let clock = Date.parse('2026-03-01T00:00:00Z');

/** 40 codes, one a minute: every third static, every fourth inactive, content types in turn, each name ten times. */
beforeAll(async () => {
  sandbox = await openTemp({ now: () => new Date((clock += 60_000)) });
  api = await fullAccess(sandbox);
  const contentTypes = ['url', 'file', 'landing_page', 'landing_page_block'];
  for (let index = 0; index < 40; index++) {
    await api.post('/qr-codes', {
      name: NAMES[index % 4],
      type: index % 3 === 0 ? 'static' : 'dynamic',
      is_active: index % 4 !== 0,
      content_type: contentTypes[index % 4],
      target_url: 'https://example.com',
    });
  }
  await api.put('/qr-codes/7', { auto_renew: true });
});
afterAll(() => sandbox.close());

const ids = (items: Item[]) => items.map((item) => item['id']);
const upTo = (count: number, from = 1) => Array.from({ length: count }, (_, index) => from + index);

describe('pages', () => {
  it('hold 15 by default, from the first', async () => {
    const { status, body } = await api.list('/qr-codes');
    expect(status).toBe(200);
    expect(ids(body.data)).toEqual(upTo(15));
    expect(body.meta).toEqual({ current_page: 1, last_page: 3, per_page: 15, total: 40 });
  });

  it.each([
    ['per_page=25&page=2', upTo(15, 26), { current_page: 2, last_page: 2, per_page: 25, total: 40 }],
    ['per_page=1&page=40', [40], { current_page: 40, last_page: 40, per_page: 1, total: 40 }],
    ['per_page=100', upTo(40), { current_page: 1, last_page: 1, per_page: 100, total: 40 }],
    ['page=4', [], { current_page: 4, last_page: 3, per_page: 15, total: 40 }],
    ['per_page=&page=', upTo(15), { current_page: 1, last_page: 3, per_page: 15, total: 40 }],
  ])('?%s', async (query, expected, meta) => {
    const { body } = await api.list(`/qr-codes?${query}`);
    expect(ids(body.data)).toEqual(expected);
    expect(body.meta).toEqual(meta);
  });

  it('of an empty list: one, without rows', async () => {
    const { body } = await api.list('/landing-pages');
    expect(body).toEqual({ data: [], meta: { current_page: 1, last_page: 1, per_page: 15, total: 0 } });
  });

  it('show neither rules nor landing page', async () => {
    const { body } = await api.list('/qr-codes?per_page=1');
    expect(body.data[0]).not.toHaveProperty('rules');
    expect(body.data[0]).not.toHaveProperty('landing_page');
    expect(body.data[0]).not.toHaveProperty('team_id');
  });

  const lists = ['/qr-codes', '/qr-codes/1/rules', '/qr-codes/1/scans', '/landing-pages'];
  describe.each(lists)('of %s', (path) => {
    it.each([
      ['per_page=0', 'per_page', 'The per page field must be between 1 and 100.'],
      ['per_page=101', 'per_page', 'The per page field must be between 1 and 100.'],
      ['per_page=ten', 'per_page', 'The per page field must be an integer.'],
      ['page=0', 'page', expect.stringContaining('must be between 1') as string],
      ['page=-1', 'page', expect.stringContaining('must be between 1') as string],
      ['page=1.5', 'page', 'The page field must be an integer.'],
    ])('answer 422 to ?%s', async (query, field, message) => {
      const { status, body } = await api.get(`${path}?${query}`);
      expect(status).toBe(422);
      expect(body.errors).toEqual({ [field]: [message] });
    });

    it('ignore unknown parameters', async () => {
      expect((await api.list(`${path}?colour=red&per_page=1`)).status).toBe(200);
    });
  });
});

describe('filters', () => {
  it.each<[query: string, keep: (index: number) => boolean]>([
    ['filter[type]=static', (index) => index % 3 === 0],
    ['filter[type]=dynamic', (index) => index % 3 !== 0],
    ['filter[is_active]=true', (index) => index % 4 !== 0],
    ['filter[is_active]=1', (index) => index % 4 !== 0],
    ['filter[is_active]=false', (index) => index % 4 === 0],
    ['filter[is_active]=0', (index) => index % 4 === 0],
    ['filter[content_type]=url', (index) => index % 4 === 0],
    ['filter[content_type]=file', (index) => index % 4 === 1],
    ['filter[content_type]=landing_page', (index) => index % 4 === 2],
    ['filter[content_type]=landing_page_block', (index) => index % 4 === 3],
    ['filter%5Btype%5D=static&filter%5Bis_active%5D=true', (index) => index % 3 === 0 && index % 4 !== 0],
  ])('?%s', async (query, keep) => {
    const expected = upTo(40).filter((id) => keep(id - 1));
    const { body } = await api.list(`/qr-codes?${query}&per_page=100`);
    expect(ids(body.data)).toEqual(expected);
    expect(body.meta.total).toBe(expected.length);
  });

  it.each([
    ['filter[type]=moving', 'filter.type', 'The selected filter.type is invalid.'],
    ['filter[is_active]=maybe', 'filter.is_active', 'The filter.is active field must be true or false.'],
    ['filter[content_type]=video', 'filter.content_type', 'The selected filter.content type is invalid.'],
    ['sort=slug', 'sort', 'The selected sort is invalid.'],
    ['sort=id;DROP TABLE scans', 'sort', 'The selected sort is invalid.'],
  ])('answer 422 to ?%s', async (query, field, message) => {
    const { status, body } = await api.get(`/qr-codes?${query}`);
    expect(status).toBe(422);
    expect(body).toEqual({ message, errors: { [field]: [message] } });
  });
});

describe('sort', () => {
  const by = async (sort: string) => (await api.list(`/qr-codes?sort=${sort}&per_page=100`)).body.data;

  it('by created_at, either way', async () => {
    expect(ids(await by('created_at'))).toEqual(upTo(40));
    expect(ids(await by('-created_at'))).toEqual(upTo(40).reverse());
  });

  it('by updated_at, either way', async () => {
    const changedLast = [...upTo(40).filter((id) => id !== 7), 7];
    expect(ids(await by('updated_at'))).toEqual(changedLast);
    expect(ids(await by('-updated_at'))).toEqual(changedLast.reverse());
  });

  it('by name whatever its case, either way', async () => {
    const names = (items: Item[]) => [...new Set(items.map((item) => item['name']))];
    expect(names(await by('name'))).toEqual(['alpha', 'bravo', 'Charlie', 'Delta']);
    expect(names(await by('-name'))).toEqual(['Delta', 'Charlie', 'bravo', 'alpha']);
  });

  it('neither repeats nor skips equal names across pages', async () => {
    const seen: unknown[] = [];
    for (let page = 1; page <= 6; page++) {
      seen.push(...ids((await api.list(`/qr-codes?sort=-name&per_page=7&page=${page}`)).body.data));
    }
    // By name, then by id, both descending.
    const expected = [0, 2, 3, 1].flatMap((name) => upTo(40).filter((id) => (id - 1) % 4 === name).reverse());
    expect(seen).toEqual(expected);
  });
});
