import { ResponseError } from './errors.js';
import type { Id, Page, PageParams } from './types.js';

/** More pages than any list of this API can have at 100 rows each; ends a server that never stops. */
const MAX_PAGES = 50_000;

/** How often a list that moves under the reader is read before that is an error. */
const PASSES = 3;

/**
 * Every page of a list, from `params.page` on. `meta` is a hint, never the judge:
 * - no row is yielded twice, and a page without a new row is not yielded;
 * - the end is an empty page; or `last_page`, where `total` agrees that nothing is missing; or the second page in a row
 *   that only repeats rows: the server goes round in circles or does not page at all (one such page may be rows that
 *   new ones pushed down);
 * - where `total` fell on the way, rows may have moved up past the reader: the list is read again, and what is new is
 *   yielded. Without `total`, or where a row added further down hides the fall, this cannot be seen;
 * - fewer rows than `total` was at the start are an error, not a shorter list. Rows added on the way may be left out.
 * @throws {ResponseError} when the list is incomplete, still moves at the third reading, or has over 50,000 pages
 */
export async function* pages<T extends { id: Id }, P extends PageParams>(
  list: (params: P) => Promise<Page<T>>,
  params: P,
): AsyncGenerator<Page<T>, void, undefined> {
  const { page: from = 1, per_page = 100 } = params;
  const yielded = new Set<Id>();
  for (let pass = 1; ; pass++) {
    const seen = new Set<Id>();
    let start = 0;
    let total = 0;
    let came: number;
    let stale = 0;
    let fell = false;
    let moved = false;
    for (let page = from; ; page++) {
      if (page - from === MAX_PAGES) throw new ResponseError(`The list did not end after ${MAX_PAGES} pages.`);
      const { data, meta } = await list({ ...params, per_page, page });
      const before = seen.size;
      for (const { id } of data) seen.add(id);
      const fresh = data.filter(({ id }) => !yielded.has(id) && yielded.add(id));
      if (fresh.length > 0) yield { data: fresh, meta };

      stale = seen.size > before ? 0 : stale + 1;
      fell ||= meta.total !== null && meta.total < total;
      moved ||= fell || seen.size - before < data.length;
      total = meta.total ?? total;
      start ||= total;
      // Rows before the first page asked for count as seen.
      came = seen.size + (from - 1) * (meta.per_page ?? per_page);
      const last = meta.total !== null && meta.last_page !== null && page >= meta.last_page && came >= total;
      if (last || data.length === 0 || stale > 1) break;
    }
    if (!fell && came >= start) return;
    if (!moved || pass === PASSES) {
      const what = fell ? 'kept changing while it was read' : `is incomplete: ${came} of ${start} rows came`;
      throw new ResponseError(`The list ${what}.`);
    }
  }
}
