import { pages } from '../../src/client/pages.js';
import { readPage } from '../../src/client/read.js';
import type { Page, PageParams } from '../../src/client/types.js';

export type Row = { id: number };

/** The numbers of a page as an honest server counts them. */
export interface Truth {
  current_page: number;
  last_page: number;
  per_page: number;
  total: number;
}

export interface ListServer {
  /** Ids in the order of the list; changes between requests if `before` changes it. */
  rows: number[];
  /** The largest page that the server gives, whatever is asked for. */
  cap?: number;
  /** Called before each request, which are counted from 1. */
  before?: (request: number) => void;
  /** The page that is really given for the one asked for. */
  turn?: (page: number, last: number) => number;
  /** The body, from the rows and the truth about them. */
  body?: (data: Row[], meta: Truth, request: number) => unknown;
}

/** A list function over rows in memory, read as the client reads an answer, and the parameters it was called with. */
export function listOf(server: ListServer) {
  const asked: PageParams[] = [];
  const list = (params: PageParams): Promise<Page<Row>> => {
    asked.push(params);
    server.before?.(asked.length);
    const { rows, cap = 100 } = server;
    const per_page = Math.min(params.per_page ?? 15, cap);
    const last_page = Math.max(1, Math.ceil(rows.length / per_page));
    const page = server.turn?.(params.page!, last_page) ?? params.page!;
    const data = rows.slice((page - 1) * per_page, page * per_page).map((id) => ({ id }));
    const meta = { current_page: page, last_page, per_page, total: rows.length };
    const body = server.body?.(data, meta, asked.length) ?? { data, meta };
    return Promise.resolve(readPage(JSON.parse(JSON.stringify(body)), 'list', (row) => row as Row));
  };
  return { list, asked };
}

/** Everything that `pages` yields for a server, and how that ended. */
export async function readAll(server: ListServer, params: PageParams = {}) {
  const { list, asked } = listOf(server);
  const yielded: Page<Row>[] = [];
  let error: unknown;
  try {
    for await (const page of pages(list, params)) yielded.push(page);
  } catch (thrown) {
    error = thrown;
  }
  return { ids: yielded.flatMap(({ data }) => data.map(({ id }) => id)), pages: yielded, error, asked };
}

/** `from`, `from + 1`, … as ids. */
export const ids = (count: number, from = 1): number[] => Array.from({ length: count }, (_, index) => from + index);
