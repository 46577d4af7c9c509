import { ResponseError } from './errors.js';
import type { Id, Page, PageParams } from './types.js';

/** More pages than any list of this API can have at 100 rows each; ends a server that never stops. */
const MAX_PAGES = 50_000;

/**
 * Every page of a list, from the first. `meta` is a hint, never the judge:
 * - a row that was seen before (the list moved) is not yielded again;
 * - the end is an empty page, or `last_page` when `total` agrees that nothing is missing, or, where `meta` says
 *   neither, a page that repeats the one before (the server does not page at all);
 * - a list that stops short of the last `total` it claimed is an error, not a shorter list.
 * @throws {ResponseError} when the list is incomplete, or does not end after 50,000 pages
 */
export async function* pages<T extends { id: Id }, P extends PageParams>(
  list: (params: P) => Promise<Page<T>>,
  params: P,
): AsyncGenerator<Page<T>, void, undefined> {
  const seen = new Set<Id>();
  let before = '';
  for (let page = params.page ?? 1, left = MAX_PAGES; left > 0; page++, left--) {
    const { data, meta } = await list({ per_page: 100, ...params, page });
    const ids = data.map((row) => row.id).join();
    const repeated = data.length > 0 && ids === before;
    before = ids;

    const fresh = data.filter((row) => !seen.has(row.id));
    for (const row of fresh) seen.add(row.id);
    if (fresh.length > 0) yield { data: fresh, meta };

    // Rows before the first page asked for count as seen.
    const skipped = ((params.page ?? 1) - 1) * (meta.per_page ?? params.per_page ?? 100);
    const missing = meta.total !== null && seen.size + skipped < meta.total;
    const atLast = meta.last_page !== null && page >= meta.last_page && (meta.total !== null || data.length === 0);
    if (data.length === 0 || repeated || (atLast && !missing)) {
      if (missing) throw new ResponseError(`The list is incomplete: ${seen.size} of ${meta.total} rows came.`);
      return;
    }
  }
  throw new ResponseError(`The list did not end after ${MAX_PAGES} pages.`);
}
