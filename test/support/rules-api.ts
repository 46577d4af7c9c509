import { createClient, type Client, type Rule } from '../../src/client/index.js';
import { json } from './api.js';

/** What happens to a request: nothing special, or that. */
export type Trouble =
  /** 429, and 503, with so many seconds to wait. */
  | { limit: number }
  | { busy: number }
  /** No answer; `late`: what was asked is done all the same. */
  | { drop: 'early' | 'late' }
  /** Done, but the answer ends in the middle. */
  | 'cut'
  /** That status, with nothing done; `late`: done all the same. */
  | { status: number; body?: unknown; late?: boolean };

export interface Asked {
  method: string;
  /** `/rules` or `/rules/3`, without the code. */
  path: string;
  body: Record<string, unknown> | undefined;
}

/** The rules of one code as a server keeps them, with a client. It does what it is asked to, unless there is trouble. */
export class RulesApi {
  rules: Rule[];
  readonly asked: Asked[] = [];
  /** What meets a request before it is answered; `undefined` for nothing. */
  trouble: (asked: Asked, count: number) => Trouble | undefined | Promise<Trouble | undefined> = () => undefined;
  /** Answers of anything else, such as scans. */
  other: (path: string, query: URLSearchParams) => Response | Promise<Response> = () => json({ message: '' }, 404);
  readonly client: Client;
  #last: number;

  constructor(rules: readonly Rule[] = []) {
    this.rules = rules.map((rule) => ({ ...rule }));
    this.#last = Math.max(100, ...rules.map(({ id }) => id));
    this.client = createClient({ endpoint: 'https://site.example/jsi', retries: 0, fetch: (input, init) => this.#fetch(input as string, init!) });
  }

  /** Writes, as `POST /rules`. */
  get writes(): string[] {
    return this.asked.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);
  }

  /** Somebody else makes a rule. */
  add(fields: Partial<Rule>): Rule {
    const rule = { ...empty, ...fields, id: ++this.#last };
    this.rules.push(rule);
    return rule;
  }

  async #fetch(url: string, { method = 'GET', body, signal }: RequestInit): Promise<Response> {
    const { pathname, searchParams } = new URL(url);
    const path = pathname.replace(/^\/jsi\/qr-codes\/\d+/, '');
    if (!path.startsWith('/rules')) return this.other(path, searchParams);
    const asked: Asked = { method, path, body: typeof body === 'string' ? (JSON.parse(body) as Record<string, unknown>) : undefined };
    this.asked.push(asked);
    const trouble = await Promise.race([this.trouble(asked, this.asked.length), aborted(signal!)]);
    return answered(trouble, () => this.#do(asked, searchParams));
  }

  #do({ method, path, body }: Asked, query: URLSearchParams): Response {
    const id = Number(path.split('/')[2] ?? 0);
    const rule = this.rules.find((one) => one.id === id);
    if (method === 'GET') {
      const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('per_page') ?? 15)];
      const meta = { current_page: page, last_page: Math.max(1, Math.ceil(this.rules.length / size)), per_page: size, total: this.rules.length };
      return json({ data: this.rules.slice((page - 1) * size, page * size), meta });
    }
    if (method === 'POST') return json({ data: this.add(body as Partial<Rule>) }, 201);
    if (!rule) return json({ message: '' }, 404);
    if (method === 'DELETE') {
      this.rules = this.rules.filter((one) => one !== rule);
      return new Response(null, { status: 204 });
    }
    return json({ data: Object.assign(rule, body) });
  }
}

const empty: Omit<Rule, 'id'> = {
  url: '',
  device: null,
  country_code: null,
  start_at: null,
  end_at: null,
  days_of_week: null,
  priority: 0,
  weight: null,
  is_active: true,
};

export const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });

/** What comes of a request that meets trouble, or none; `work` is what the server does. */
export function answered(trouble: Trouble | undefined, work: () => Response): Response {
  const isDone = trouble === undefined || trouble === 'cut' || ('drop' in trouble && trouble.drop === 'late') || ('status' in trouble && trouble.late === true);
  const answer = isDone ? work() : null;
  if (trouble === undefined) return answer!;
  if (trouble === 'cut') return new Response('{"data": {"id": ', { status: answer!.status === 204 ? 200 : answer!.status, headers: { 'content-type': 'application/json' } });
  if ('drop' in trouble) throw new TypeError('Failed to fetch');
  if ('status' in trouble) return json(trouble.body ?? { message: '' }, trouble.status);
  const [status, seconds] = 'limit' in trouble ? [429, trouble.limit] : [503, trouble.busy];
  return new Response('{"message":""}', { status, headers: { 'content-type': 'application/json', 'retry-after': String(seconds) } });
}
