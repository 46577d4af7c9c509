import { createClient, type Client, type LandingPage } from '../../src/client/index.js';
import { json } from './api.js';
import { aborted, answered, type Asked, type Trouble } from './rules-api.js';

export const pageOf = (fields: Partial<LandingPage> = {}): LandingPage => ({
  id: 7,
  title: 'Ada’s links',
  description: 'Numbers and engines',
  preset: 'minimal',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  ...fields,
});

/** Landing pages as a server keeps them, with a client. It does what it is asked to, unless there is trouble. */
export class PagesApi {
  pages: LandingPage[];
  readonly asked: Asked[] = [];
  /** What meets a request before it is answered; `undefined` for nothing. */
  trouble: (asked: Asked, count: number) => Trouble | undefined | Promise<Trouble | undefined> = () => undefined;
  readonly client: Client;
  #last: number;

  constructor(pages: readonly LandingPage[] = [pageOf()]) {
    this.pages = pages.map((page) => ({ ...page }));
    this.#last = Math.max(100, ...pages.map(({ id }) => id));
    this.client = createClient({ endpoint: 'https://site.example/jsi', retries: 0, fetch: (input, init) => this.#fetch(input as string, init!) });
  }

  /** Writes, as `PUT /landing-pages/7`. */
  get writes(): string[] {
    return this.asked.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);
  }

  /** What the writes held. */
  get sent(): unknown[] {
    return this.asked.filter(({ body }) => body !== undefined).map(({ body }) => body);
  }

  page(id = 7): LandingPage | undefined {
    return this.pages.find((page) => page.id === id);
  }

  /** Somebody else saves. */
  edit(fields: Partial<LandingPage>, id = 7): void {
    Object.assign(this.page(id)!, fields);
  }

  add(fields: Partial<LandingPage>): LandingPage {
    const page = pageOf({ description: null, preset: 'minimal', ...fields, id: ++this.#last });
    this.pages.push(page);
    return page;
  }

  async #fetch(url: string, { method = 'GET', body, signal }: RequestInit): Promise<Response> {
    const { pathname, searchParams } = new URL(url);
    const asked: Asked = { method, path: pathname.replace(/^\/jsi/, ''), body: typeof body === 'string' ? (JSON.parse(body) as Record<string, unknown>) : undefined };
    this.asked.push(asked);
    const trouble = await Promise.race([this.trouble(asked, this.asked.length), aborted(signal!)]);
    return answered(trouble, () => this.#do(asked, searchParams));
  }

  #do({ method, path, body }: Asked, query: URLSearchParams): Response {
    const id = Number(path.split('/')[2] ?? 0);
    if (id === 0 && method === 'POST') return json({ data: this.add(body as Partial<LandingPage>) }, 201);
    if (id === 0) {
      const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('per_page') ?? 15)];
      const meta = { current_page: page, last_page: Math.max(1, Math.ceil(this.pages.length / size)), per_page: size, total: this.pages.length };
      return json({ data: this.pages.slice((page - 1) * size, page * size), meta });
    }
    const found = this.page(id);
    if (!found) return json({ message: '' }, 404);
    if (method === 'GET') return json({ data: found });
    if (method === 'PUT') return json({ data: Object.assign(found, body) });
    this.pages = this.pages.filter((page) => page !== found);
    return new Response(null, { status: 204 });
  }
}
