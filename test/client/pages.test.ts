import { describe, expect, it } from 'vitest';
import { ResponseError } from '../../src/client/errors.js';
import { pages } from '../../src/client/pages.js';
import type { PageParams } from '../../src/client/types.js';
import { ids, listOf, readAll, type Row } from './list-server.js';

const bare = (data: Row[]) => data;
const noMeta = (data: Row[]) => ({ data });

describe('pages of an honest server', () => {
  it.each([
    [0, 1],
    [1, 1],
    [99, 1],
    [100, 1],
    [101, 2],
    [250, 3],
  ])('of %i rows cost %i requests of 100 rows', async (count, requests) => {
    const read = await readAll({ rows: ids(count) });
    expect(read).toMatchObject({ ids: ids(count), error: undefined });
    expect(read.asked).toEqual(ids(requests).map((page) => ({ per_page: 100, page })));
  });

  it('come with their `meta`, one after the other', async () => {
    const read = await readAll({ rows: ids(5) }, { per_page: 2 });
    expect(read.pages).toEqual([
      { data: [{ id: 1 }, { id: 2 }], meta: { current_page: 1, last_page: 3, per_page: 2, total: 5 } },
      { data: [{ id: 3 }, { id: 4 }], meta: { current_page: 2, last_page: 3, per_page: 2, total: 5 } },
      { data: [{ id: 5 }], meta: { current_page: 3, last_page: 3, per_page: 2, total: 5 } },
    ]);
  });

  it('take the page size and all else from the parameters', async () => {
    const { list, asked } = listOf({ rows: ids(3) });
    for await (const page of pages(list, { per_page: 2, sort: '-name' })) expect(page.data).not.toHaveLength(0);
    expect(asked).toEqual([
      { per_page: 2, sort: '-name', page: 1 },
      { per_page: 2, sort: '-name', page: 2 },
    ]);
  });

  it('start where the parameters say, and miss no row before that', async () => {
    expect(await readAll({ rows: ids(10) }, { per_page: 3, page: 2 })).toMatchObject({
      ids: ids(7, 4),
      error: undefined,
      asked: { length: 3 },
    });
    expect(await readAll({ rows: ids(10), cap: 2 }, { page: 4 })).toMatchObject({ ids: ids(4, 7), error: undefined });
    expect(await readAll({ rows: ids(10) }, { per_page: 3, page: 9 })).toMatchObject({ ids: [], error: undefined });
  });

  it('are asked for only as far as they are read', async () => {
    const { list, asked } = listOf({ rows: ids(500) });
    const iterator = pages(list, {});
    expect(asked).toHaveLength(0);
    for await (const page of iterator) {
      if (page.meta.current_page === 2) break;
    }
    expect(asked).toHaveLength(2);
  });

  it('fail with the error of the page that failed', async () => {
    const failure = new Error('Page 2 failed.');
    const { list } = listOf({ rows: ids(500) });
    const failing = (params: PageParams) => (params.page === 2 ? Promise.reject(failure) : list(params));
    const iterator = pages(failing, {});
    expect((await iterator.next()).value).toMatchObject({ data: { length: 100 } });
    await expect(iterator.next()).rejects.toBe(failure);
  });
});

describe('pages without `meta`', () => {
  it.each([
    ['bare arrays', bare],
    ['objects with nothing but `data`', noMeta],
  ])('in %s end with an empty one', async (_, body) => {
    const read = await readAll({ rows: ids(25), cap: 10, body });
    expect(read).toMatchObject({ ids: ids(25), error: undefined, asked: { length: 4 } });
  });

  it('go on after `last_page` where there is no `total` to agree', async () => {
    const read = await readAll({ rows: ids(25), cap: 10, body: (data) => ({ data, meta: { last_page: 2 } }) });
    expect(read).toMatchObject({ ids: ids(25), error: undefined });
  });
});

describe('a server that does not page', () => {
  it.each([
    ['a bare array', bare],
    ['an object with nothing but `data`', noMeta],
    ['a `total` that is right', (data: Row[]) => ({ data, total: data.length })],
  ])('gives each row once, in %s', async (_, body) => {
    const read = await readAll({ rows: ids(40), turn: () => 1, body });
    expect(read).toMatchObject({ ids: ids(40), error: undefined });
    expect(read.asked.length).toBeLessThanOrEqual(3);
  });

  it('is incomplete where `total` says that there is more', async () => {
    const read = await readAll({ rows: ids(40), cap: 15, turn: () => 1 });
    expect(read.ids).toEqual(ids(15));
    expect(read.error).toEqual(new ResponseError('The list is incomplete: 15 of 40 rows came.'));
    expect(read.asked.length).toBeLessThanOrEqual(9);
  });
});

describe('a server that goes round in circles', () => {
  it.each([
    ['starting over after the last page', (page: number, last: number) => ((page - 1) % last) + 1],
    ['repeating the last page', (page: number, last: number) => Math.min(page, last)],
  ])('gives each row once and is left, %s', async (_, turn) => {
    for (const last_page of [undefined, 10 ** 9]) {
      const body = (data: Row[]) => ({ data, meta: { last_page } });
      const read = await readAll({ rows: ids(35), cap: 10, turn, body });
      expect(read).toMatchObject({ ids: ids(35), error: undefined, asked: { length: 6 } });
    }
  });
});

describe('a server that never ends', () => {
  it('is an error after 50,000 pages', async () => {
    let id = 0;
    let requests = 0;
    const iterator = pages(() => {
      requests++;
      const meta = { current_page: null, last_page: null, per_page: null, total: null };
      return Promise.resolve({ data: [{ id: ++id }], meta });
    }, {});
    let rows = 0;
    const drained = (async () => {
      for await (const { data } of iterator) rows += data.length;
    })();
    await expect(drained).rejects.toThrow(new ResponseError('The list did not end after 50000 pages.'));
    expect([requests, rows]).toEqual([50_000, 50_000]);
  });
});

describe('an incomplete list', () => {
  it('is an error after its rows, not a shorter list', async () => {
    const body = (data: Row[]) => ({ data, meta: { last_page: 1, total: 12 } });
    const read = await readAll({ rows: ids(10), body });
    expect(read.ids).toEqual(ids(10));
    expect(read.error).toEqual(new ResponseError('The list is incomplete: 10 of 12 rows came.'));
    // Nothing moved, so that reading again could not help.
    expect(read.asked).toHaveLength(2);
  });

  it('is one also where the last page says nothing any more', async () => {
    const body = (data: Row[]) => (data.length > 0 ? { data, meta: { total: 12 } } : []);
    expect((await readAll({ rows: ids(10), body })).error).toBeInstanceOf(ResponseError);
  });

  it('is one also where the reading started behind the first page, and the server gives smaller pages', async () => {
    const body = (data: Row[], meta: object) => ({ data, meta: { ...meta, total: 12 } });
    const { error } = await readAll({ rows: ids(10), cap: 2, body }, { page: 2 });
    expect(error).toEqual(new ResponseError('The list is incomplete: 10 of 12 rows came.'));
  });

  it('is one also where a page in the middle is empty', async () => {
    const body = (data: Row[], meta: object, request: number) => ({ data: request === 2 ? [] : data, meta });
    expect((await readAll({ rows: ids(30), cap: 10, body })).error).toBeInstanceOf(ResponseError);
  });
});

describe('a row that comes twice', () => {
  it('is yielded once, within a page and across pages', async () => {
    const rows = [1, 2, 2, 3, 3, 1, 4, 4];
    const read = await readAll({ rows, cap: 3, body: noMeta });
    expect(read).toMatchObject({ ids: [1, 2, 3, 4], error: undefined });
  });
});
