import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ResponseError } from '../../src/client/errors.js';
import { ids, readAll, type ListServer, type Truth } from './list-server.js';

const sorted = (list: readonly number[]) => [...list].sort((a, b) => a - b);

const count = fc.integer({ min: 0, max: 40 });
const size = fc.integer({ min: 1, max: 10 });

/** A number of `meta` as no honest server would send it. */
const lie = fc.constantFrom<unknown>(undefined, null, 0, -1, 1, 2, 3, 1.5, '2', '', 'many', [], {}, true, 999_999_999);

/** A lie for each request, gone through again and again. */
const lies = fc.array(lie, { minLength: 1, maxLength: 6 });
const nth = <T>(list: readonly T[], request: number): T => list[(request - 1) % list.length]!;

describe('a list that stays as it is', () => {
  it('is yielded whole, once and in order, whatever `meta` says but for its total', async () => {
    const envelope = fc.constantFrom('meta', 'top', 'bare');
    const server = fc.record({ count, cap: size, page: lies, last: lies, per: lies, total: fc.boolean(), envelope });
    await fc.assert(
      fc.asyncProperty(server, size, async (given, per_page) => {
        const body: ListServer['body'] = (data, truth, request) => {
          const meta = {
            current_page: nth(given.page, request),
            last_page: nth(given.last, request),
            per_page: nth(given.per, request),
            ...(given.total && { total: truth.total }),
          };
          if (given.envelope === 'bare') return data;
          return given.envelope === 'top' ? { data, ...meta } : { data, meta };
        };
        const read = await readAll({ rows: ids(given.count), cap: given.cap, body }, { per_page });
        expect(read).toMatchObject({ ids: ids(given.count), error: undefined });
        const needed = Math.ceil(given.count / Math.min(given.cap, per_page));
        expect(read.asked.length).toBeLessThanOrEqual(needed + 1);
      }),
      { numRuns: 1000 },
    );
  });

  it('is yielded whole, and once, before a `total` that lies becomes an error', async () => {
    const last = fc.constantFrom<(truth: Truth) => unknown>(
      (truth) => truth.last_page,
      () => null,
      () => 999_999_999,
    );
    await fc.assert(
      fc.asyncProperty(count, size, lies, last, async (rows, cap, totals, last_page) => {
        const body: ListServer['body'] = (data, truth, request) => ({
          data,
          meta: { ...truth, last_page: last_page(truth), total: nth(totals, request) },
        });
        const read = await readAll({ rows: ids(rows), cap, body });
        expect(read.ids).toEqual(ids(rows));
        if (read.error !== undefined) expect(read.error).toBeInstanceOf(ResponseError);
        expect(read.asked.length).toBeLessThanOrEqual(3 * (Math.ceil(rows / cap) + 2));
      }),
      { numRuns: 500 },
    );
  });

  it('never ends short of a `total` that is too large', async () => {
    await fc.assert(
      fc.asyncProperty(count, size, fc.integer({ min: 1, max: 99 }), lies, async (rows, cap, more, last) => {
        const body: ListServer['body'] = (data, truth, request) => ({
          data,
          meta: { last_page: nth(last, request), total: truth.total + more },
        });
        const read = await readAll({ rows: ids(rows), cap, body });
        expect(read.ids).toEqual(ids(rows));
        expect(read.error).toEqual(new ResponseError(`The list is incomplete: ${rows} of ${rows + more} rows came.`));
      }),
    );
  });

  it('ends, and repeats no row, whatever pages are really given', async () => {
    const turns = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(count, size, turns, lies, lies, async (rows, cap, turn, last, total) => {
        let request = 0;
        const read = await readAll({
          rows: ids(rows),
          cap,
          turn: () => nth(turn, ++request),
          body: (data, _, number) => ({ data, meta: { last_page: nth(last, number), total: nth(total, number) } }),
        });
        expect(new Set(read.ids).size).toBe(read.ids.length);
        if (read.error !== undefined) expect(read.error).toBeInstanceOf(ResponseError);
        // At least one row in two pages is new, or the reading ends.
        expect(read.asked.length).toBeLessThanOrEqual(3 * (2 * rows + 2));
      }),
      { numRuns: 500 },
    );
  });
});

/** What happens to a list before one request. */
interface Change {
  /** Positions at which rows are added: of the whole list, from 0 (the front) to 1 (the end). */
  add: number[];
  /** Positions of rows that are deleted. */
  drop: number[];
}

/** Reads a list that changes before each request, until the changes run out. */
async function readMoving(rows: number, cap: number, changes: readonly Change[], meta = true) {
  const list = ids(rows);
  const stayed = new Set(list);
  let next = rows + 1;
  const read = await readAll({
    rows: list,
    cap,
    before: (request) => {
      // What happens before the first request happens to nobody.
      const change = request > 1 ? changes[request - 2] : undefined;
      for (const at of change?.drop ?? []) {
        for (const id of list.splice(Math.floor(at * list.length), 1)) stayed.delete(id);
      }
      for (const at of change?.add ?? []) list.splice(Math.round(at * list.length), 0, next++);
    },
    body: (data, truth) => (meta ? { data, meta: truth } : data),
  });
  expect(new Set(read.ids).size, 'a row came twice').toBe(read.ids.length);
  const got = new Set(read.ids);
  return { ...read, lost: [...stayed].filter((id) => !got.has(id)) };
}

const position = fc.double({ min: 0, max: 0.999, noNaN: true });
const few = fc.array(position, { maxLength: 3 });
const changes = (add: fc.Arbitrary<number[]>, drop: fc.Arbitrary<number[]>) =>
  fc.array(fc.oneof(fc.constant<Change>({ add: [], drop: [] }), fc.record({ add, drop })), { maxLength: 20 });
const none = fc.constant<number[]>([]);
/** Never both between the same two requests. */
const apart = fc.array(fc.oneof(fc.record({ add: few, drop: none }), fc.record({ add: none, drop: few })), {
  maxLength: 20,
});
const front = few.map((list) => list.map(() => 0));

describe('a list that changes while it is read', () => {
  // Fewer rows are added between two requests than a page holds: at most 3 to pages of at least 4.
  const paged = fc.integer({ min: 4, max: 10 });

  it('loses no row and is no error where rows are added anywhere, with or without `meta`', async () => {
    await fc.assert(
      fc.asyncProperty(count, paged, changes(few, none), fc.boolean(), async (rows, cap, moves, meta) => {
        expect(await readMoving(rows, cap, moves, meta)).toMatchObject({ lost: [], error: undefined });
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['rows are deleted anywhere', changes(none, few)],
    ['rows are deleted anywhere and added at the front', changes(front, few)],
    ['rows are deleted anywhere, or else added anywhere', apart],
  ])('loses no row without an error where %s', async (_, moves) => {
    let errors = 0;
    await fc.assert(
      fc.asyncProperty(count, paged, moves, async (rows, cap, list) => {
        const read = await readMoving(rows, cap, list);
        if (read.error === undefined) expect(read.lost).toEqual([]);
        else expect(read.error).toBeInstanceOf(ResponseError);
        errors += read.error === undefined ? 0 : 1;
      }),
      { numRuns: 1000 },
    );
    expect(errors).toBeLessThan(500);
  });

  it('loses no row and is no error where it changes twice and then stays', async () => {
    const twice = fc
      .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }), front, few, front, few)
      .map(([first, second, ...[addOne, dropOne, addTwo, dropTwo]]) => {
        const quiet = (length: number): Change[] => Array.from({ length }, () => ({ add: [], drop: [] }));
        const one = { add: addOne, drop: dropOne };
        const two = { add: addTwo, drop: dropTwo };
        return [...quiet(first), one, ...quiet(second), two];
      });
    await fc.assert(
      fc.asyncProperty(count, paged, twice, async (rows, cap, moves) => {
        expect(await readMoving(rows, cap, moves)).toMatchObject({ lost: [], error: undefined });
      }),
      { numRuns: 1000 },
    );
  });

  it('yields a row that moved up past the reader, after the others', async () => {
    // The first of ten rows goes after page 1 was read, so that row 6 is on page 1 by the time page 2 is.
    const deleted: Change = { add: [], drop: [0] };
    const read = await readMoving(10, 5, [deleted]);
    expect(read).toMatchObject({ ids: [1, 2, 3, 4, 5, 7, 8, 9, 10, 6], error: undefined });
    expect(read.asked.map(({ page }) => page)).toEqual([1, 2, 1, 2]);
  });

  it('is not deceived by a row added later, which makes up for the number', async () => {
    const deleted: Change = { add: [], drop: [0] };
    const added: Change = { add: [0.999], drop: [] };
    const read = await readMoving(15, 5, [deleted, added]);
    expect(read).toMatchObject({ lost: [], error: undefined });
    expect(read.ids.at(-1)).toBe(6);
  });

  it('sees the fall of a `total` that is not on every page', async () => {
    const list = ids(15);
    const read = await readAll({
      rows: list,
      cap: 5,
      before: (request) => {
        if (request === 3) list.shift();
      },
      body: (data, { last_page, total }, request) => ({ data, last_page, ...(request !== 2 && { total }) }),
    });
    expect(sorted(read.ids)).toEqual(ids(15));
    expect(read.error).toBeUndefined();
  });

  it('reads no page twice where rows only came, as scans do', async () => {
    const scanned: Change = { add: [0, 0], drop: [] };
    const read = await readMoving(20, 5, [scanned, scanned, scanned]);
    expect(read.ids).toEqual(ids(20));
    // The last page is an empty one, since the new rows are missing from what was seen.
    expect(read.asked.map(({ page }) => page)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('is an error where it still shrinks when it is read for the third time', async () => {
    const shrinking = Array.from({ length: 20 }, (): Change => ({ add: [], drop: [0] }));
    const read = await readMoving(40, 5, shrinking);
    expect(read.error).toEqual(new ResponseError('The list kept changing while it was read.'));
  });
});
