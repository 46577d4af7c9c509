import { createServer } from 'node:http';
import { connect } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toNodeListener } from '../../src/proxy/node.js';
import { everything, guide, harness, type Sent } from './harness.js';
import { listen } from './server.js';

/** What may reach the API, written out once more: the shapes of URLs, their parameters, the fields of bodies. */
const shapes = guide.map(
  ([, method, path]) => new RegExp(`^${method} https://api\\.example/api/v1${path.replace(/\d+/g, '[1-9]\\d{0,15}')}$`),
);
const parameters: [RegExp, string[]][] = [
  [/\/qr-codes$/, ['filter[type]', 'filter[is_active]', 'filter[content_type]', 'sort', 'page', 'per_page']],
  [/\/(rules|scans|landing-pages)$/, ['page', 'per_page']],
];
const fields: [RegExp, string[]][] = [
  [
    /\/qr-codes(\/\d+)?$/,
    ['name', 'type', 'target_url', 'content_type', 'fallback_url', 'is_active', 'auto_renew', 'options'],
  ],
  [
    /\/rules(\/\d+)?$/,
    [
      ...['url', 'device', 'country_code', 'start_at', 'end_at'],
      ...['days_of_week', 'priority', 'weight', 'is_active'],
    ],
  ],
  [/\/landing-pages(\/\d+)?$/, ['title', 'description', 'preset']],
];
const allowed = (table: [RegExp, string[]][], path: string) => table.find(([shape]) => shape.test(path))?.[1] ?? [];

function expectDocumented({ url, method, headers, body, redirect }: Sent): void {
  const [address = '', query = ''] = url.split('?', 2);
  expect(shapes.filter((shape) => shape.test(`${method} ${address}`))).toHaveLength(1);

  const names = [...new URLSearchParams(query).keys()];
  expect(allowed(method === 'GET' ? parameters : [], address)).toEqual(expect.arrayContaining(names));
  expect(new Set(names).size).toBe(names.length);
  expect(query).toMatch(/^[\w%=&-]*$/);

  const writes = method === 'POST' || method === 'PUT';
  expect(headers).toEqual({
    accept: 'application/json',
    authorization: 'Bearer token-for-everything',
    ...(writes && { 'content-type': 'application/json' }),
  });
  if (writes) {
    const keys = Object.keys(JSON.parse(body as string) as object);
    expect(allowed(fields, address)).toEqual(expect.arrayContaining(keys));
  } else {
    expect(body).toBeUndefined();
  }
  expect(redirect).toBe('manual');
}

/** Mostly `usual`, so that what is odd meets code beyond the first check. */
const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>, weight = 8) =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: odd });

const id = mostly(
  fc.integer({ min: 1, max: 99 }).map(String),
  fc.oneof(
    fc.constantFrom('0', '01', '-1', '+1', '1e3', '9007199254740991', '9007199254740992', '%31'),
    fc.bigInt({ min: 0n, max: 10n ** 20n }).map(String),
  ),
);
const noise = fc.oneof(
  fc.constantFrom('..', '.', '', '%2e%2e', '%2f', '%5c', ';', '%00', '%zz', '%', '\\', '%252e', '__proto__'),
  fc.string({ maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
/** Where a path part is exchanged, added or lost. */
const change = fc.record({ at: fc.nat(5), lost: fc.nat(1), part: noise });
const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'get', 'PROPFIND');

const name = mostly(
  fc.constantFrom('page', 'per_page', 'sort', 'filter[type]', 'filter[is_active]'),
  fc.oneof(fc.constantFrom('_method', 'page[]', 'filter.type', '__proto__', ''), fc.string()),
);
const value = mostly(
  fc.constantFrom('1', '10', '100', 'name', '-created_at', 'static', 'dynamic', 'true', '0'),
  fc.oneof(fc.integer().map(String), fc.string()),
);
const query = mostly(
  fc.array(fc.tuple(name, value), { maxLength: 2 }).map((pairs) => new URLSearchParams(pairs).toString()),
  fc.string(),
);

const headers = fc.array(
  fc.tuple(
    fc.oneof(
      fc.constantFrom('authorization', 'cookie', 'x-http-method-override', 'x-forwarded-host', 'connection', 'accept'),
      fc.constantFrom('content-length', 'transfer-encoding', 'host', 'origin', 'sec-fetch-site', 'x-jsi', 'range'),
      fc.stringMatching(/^[a-zA-Z][\w-]{0,10}$/),
    ),
    fc.oneof(
      fc.constantFrom('1', 'DELETE', 'none', 'https://ok.example', 'close, authorization'),
      fc.stringMatching(/^[!-~]{0,20}$/),
    ),
  ),
  { maxLength: 2 },
);

const fieldName = mostly(
  fc.constantFrom(...fields.flatMap(([, names]) => names)),
  fc.oneof(fc.constantFrom('_method', '__proto__', 'id', 'team_id'), fc.string()),
);
const fieldValue = fc.oneof(
  fc.constantFrom<unknown>('https://x.example', 'static', 'url', 'neon', 'nl', null, true, 1, ['monday'], {}),
  fc.constantFrom<unknown>('javascript:alert(1)', '2026-01-01T00:00:00Z', -1, 1e300, '', [], { a: [{}] }),
  fc.jsonValue(),
);
const bases = {
  'qr-codes': { name: 'A', type: 'static' },
  rules: { url: 'https://x.example/' },
  'landing-pages': { title: 'A' },
};

/** A documented request in which anything may be odd. */
const asked = fc
  .record({
    row: fc.constantFrom(...guide),
    ids: fc.tuple(id, id),
    change: mostly(fc.constant(null), change, 4),
    method: mostly(fc.constant(null), method),
    query: mostly(fc.constant(null), query, 1),
    headers,
    fields: fc.dictionary(fieldName, fieldValue, { maxKeys: 2 }),
    body: mostly(fc.constant(null), fc.oneof(fc.json(), fc.string({ unit: 'binary' }))),
  })
  .map(({ row: [operation, usual, template], ids, change, query, fields, ...odd }) => {
    let used = 0;
    const parts = template.replace(/\d+/g, () => ids[used++]!).split('/');
    if (change) parts.splice(1 + change.at, change.lost, change.part);
    const base = bases[operation.split('.')[0] as keyof typeof bases] as object | undefined;
    return {
      method: odd.method ?? usual,
      target: `/jsi${parts.join('/')}${query === null ? '' : `?${query}`}`,
      headers: odd.headers,
      body: odd.body ?? JSON.stringify({ ...base, ...fields }),
    };
  });

const refusals = [400, 401, 403, 404, 405, 413, 415, 422];

describe('whatever is asked', () => {
  it('only documented requests reach the API, and a refused one never does', async () => {
    let reached = 0;
    await fc.assert(
      fc.asyncProperty(asked, async (ask) => {
        const { proxy, sent, log } = harness({ origins: ['https://ok.example'] });
        const request = requestOf(ask);
        if (!request) return;
        const response = await proxy(request);
        for (const one of sent) expectDocumented(one);
        expect(await response.text()).not.toContain('token-for-everything');
        if (sent.length === 0) expect([204, ...refusals]).toContain(response.status);
        else expect([sent.length, response.status]).toEqual([1, 200]);
        expect(log).toHaveLength(1);
        reached += sent.length;
      }),
      { numRuns: 1500 },
    );
    expect(reached).toBeGreaterThan(150);
  });

  it('holds over a raw connection', async () => {
    const { proxy, sent } = harness({ origins: ['https://ok.example'] });
    const port = await listen(createServer(toNodeListener(proxy)));
    let reached = 0;
    await fc.assert(
      fc.asyncProperty(asked, async ({ method, target, headers, body }) => {
        sent.length = 0;
        const own = `X-JSI: 1\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`;
        const more = headers.map(([key, text]) => `${key}: ${text}\r\n`).join('');
        await send(port, `${method} ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${own}${more}\r\n${body}`);
        for (const one of sent) expectDocumented(one);
        expect(sent.length).toBeLessThan(2);
        reached += sent.length;
      }),
      { numRuns: 400 },
    );
    expect(reached).toBeGreaterThan(40);
  });
});

describe('whatever the API answers', () => {
  it('the public sees no key beside the public ones', async () => {
    const known = ['id', 'name', 'slug', 'type', 'is_active', 'content_type', 'public_url', 'options', 'expires_at'];
    const seen = new Set([...known, 'licensed_until', 'auto_renew', 'landing_page']);
    const key = fc.oneof(fc.constantFrom(...seen, 'target_url', 'rules', 'landingPage', 'fallback_url'), fc.string());
    const row = fc.dictionary(key, fc.jsonValue({ maxDepth: 1 }), { maxKeys: 8 });
    const answer = fc.oneof(row, fc.record({ data: row }), fc.record({ data: fc.array(row), meta: row }));
    const expectWithin = (names: string[], object: object) =>
      expect(names).toEqual(expect.arrayContaining(Object.keys(object)));
    await fc.assert(
      fc.asyncProperty(answer, async (given) => {
        const { ask } = harness({ authorize: () => ({ ...everything, fields: 'public' }) }, () => Response.json(given));
        const { body } = await ask('GET', '/qr-codes/1');
        const rows = 'data' in given ? [body.data].flat() : [body];
        for (const shown of rows as { landing_page?: object }[]) {
          expectWithin([...seen], shown);
          expectWithin(['id', 'title', 'description', 'preset', 'avatar', 'blocks', 'data', 'meta'], shown.landing_page ?? {});
        }
        expectWithin(['current_page', 'last_page', 'per_page', 'total'], body.meta ?? {});
      }),
      { numRuns: 300 },
    );
  });

  it('a token in it is found, wherever base64 cuts it', async () => {
    const token = fc.stringMatching(/^[!#-[\]-~]{16,60}$/);
    const around = fc.string({ unit: 'grapheme-ascii', maxLength: 5 });
    const encodings: ((text: string) => string)[] = [
      (text) => text,
      encodeURIComponent,
      (text) => Buffer.from(text).toString('base64'),
      (text) => Buffer.from(text).toString('base64url'),
      (text) => JSON.stringify({ text }),
    ];
    await fc.assert(
      fc.asyncProperty(token, around, around, fc.constantFrom(...encodings), async (token, before, after, encode) => {
        const { ask } = harness({ token }, () => Response.json({ data: { name: encode(before + token + after) } }));
        expect((await ask('GET', '/qr-codes/1')).status).toBe(502);
      }),
      { numRuns: 500 },
    );
  });

  it('what holds none is passed on as it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (data) => {
        const { ask } = harness({}, () => Response.json({ data }));
        const { status, text } = await ask('GET', '/qr-codes/1');
        expect([status, text]).toEqual([200, JSON.stringify({ data })]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('whatever is written', () => {
  const written = async (fields: Record<string, unknown>) => {
    const { ask, sent } = harness();
    const { status } = await ask('PUT', '/qr-codes/1/rules/2', { body: fields });
    return status === 200 ? (JSON.parse(sent[0]!.body as string) as Record<string, unknown>) : status;
  };

  it('an instant means the same moment, in UTC', async () => {
    const date = fc.date({ min: new Date('1970-01-02'), max: new Date('9998-12-30'), noInvalidDate: true });
    const offset = fc.integer({ min: -14 * 60, max: 14 * 60 });
    await fc.assert(
      fc.asyncProperty(date, offset, async (at, minutes) => {
        const two = (part: number) => String(Math.floor(part)).padStart(2, '0');
        const local = new Date(at.getTime() + minutes * 60_000).toISOString().slice(0, -1);
        const zone = `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
        expect(await written({ start_at: local + zone })).toEqual({ start_at: at.toISOString().replace('.000Z', 'Z') });
      }),
      { numRuns: 300 },
    );
  });

  it('a URL is http or https, without credentials, and writes itself again', async () => {
    const join = (parts: string[]) => parts.join('');
    const url = fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.string(),
      fc.tuple(fc.constantFrom('http:', 'https://', 'javascript:', 'https:\\', ' https://a@'), fc.string()).map(join),
    );
    await fc.assert(
      fc.asyncProperty(url, async (given) => {
        const fields = await written({ url: given });
        if (fields === 422) return;
        const { url: out } = fields as { url: string };
        expect(out).toMatch(/^https?:\/\/[^@/?#\s]+\/[!-~]*$/);
        expect(await written({ url: out })).toEqual({ url: out });
      }),
      { numRuns: 500 },
    );
  });
});

type Asked = typeof asked extends fc.Arbitrary<infer T> ? T : never;

/** The request, or `null` where no browser or server could make it. */
function requestOf({ method, target, headers, body }: Asked): Request | null {
  try {
    const all = new Headers({ 'x-jsi': '1', 'content-type': 'application/json' });
    for (const [key, text] of headers) all.set(key, text);
    const hasBody = !/^(GET|HEAD)$/i.test(method);
    return new Request(`https://site.example${target}`, { method, headers: all, ...(hasBody && { body }) });
  } catch {
    return null;
  }
}

/** Sends the bytes and waits for the end of the connection, or until nothing more comes. */
async function send(port: number, bytes: string): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.setTimeout(500, () => socket.destroy());
  socket.on('error', () => undefined).resume();
  socket.write(bytes);
  await new Promise((closed) => socket.on('close', closed));
}
