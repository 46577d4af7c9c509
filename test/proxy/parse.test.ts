import { describe, expect, it } from 'vitest';
import { harness } from './harness.js';

/** The query that reached the API, or the status and code of the refusal. */
async function queryOf(path: string, method = 'GET', body?: unknown) {
  const { ask, sent } = harness();
  const { status, body: answer } = await ask(method, path, body === undefined ? {} : { body });
  expect(sent).toHaveLength(status === 200 ? 1 : 0);
  return status === 200 ? new URL(sent[0]!.url).search : `${status} ${answer.code}`;
}

/** The body that reached the API, or the refusal. Nothing is sent before the body is read whole. */
async function bodyOf(method: string, path: string, body: unknown, headers: Record<string, string> = {}) {
  const { ask, sent } = harness();
  const answer = await ask(method, path, { body, headers });
  expect(sent).toHaveLength(answer.status === 200 ? 1 : 0);
  return answer.status === 200 ? (JSON.parse(String(sent[0]!.body)) as unknown) : answer;
}

const rule = (fields: Record<string, unknown>) => bodyOf('PUT', '/qr-codes/1/rules/2', fields);
const code = (fields: Record<string, unknown>) => bodyOf('PUT', '/qr-codes/1', fields);

describe('the query', () => {
  it.each([
    ['', ''],
    ['?', ''],
    ['?page=2&per_page=100', '?page=2&per_page=100'],
    ['?page=007', '?page=7'],
    ['?per%5Fpage=5', '?per_page=5'],
    ['?filter[type]=dynamic', '?filter%5Btype%5D=dynamic'],
    ['?filter%5Bis_active%5D=true', '?filter%5Bis_active%5D=1'],
    ['?filter[is_active]=1', '?filter%5Bis_active%5D=1'],
    ['?filter[is_active]=false', '?filter%5Bis_active%5D=0'],
    ['?filter[is_active]=0', '?filter%5Bis_active%5D=0'],
    ['?filter[content_type]=file&sort=-created_at', '?filter%5Bcontent_type%5D=file&sort=-created_at'],
    ['?sort=name', '?sort=name'],
    ['?page=1#fragment', '?page=1'],
  ])('%s is parsed and written anew as %s', async (given, upstream) => {
    expect(await queryOf(`/qr-codes${given}`)).toBe(upstream);
  });

  it.each(['/qr-codes/1/rules', '/qr-codes/1/scans', '/landing-pages'])('of %s is the paging alone', async (path) => {
    expect(await queryOf(`${path}?page=3&per_page=10`)).toBe('?page=3&per_page=10');
    expect(await queryOf(`${path}?sort=name`)).toBe('400 query');
    expect(await queryOf(`${path}?filter[type]=static`)).toBe('400 query');
  });

  it.each([
    ['unknown', '?limit=1'],
    ['unknown, in PHP an array', '?page[]=1'],
    ['unknown, in PHP a filter', '?filter.type=static'],
    ['a method override', '?_method=DELETE'],
    ['a token', '?access_token=x'],
    ['the prototype', '?__proto__=1'],
    ['an own name of objects', '?toString=1'],
    ['without a name', '?=1'],
    ['an escape that is none', '?%zz=1'],
    ['repeated', '?page=1&page=2'],
    ['repeated in another spelling', '?per_page=10&per%5fpage=100000'],
    ['empty', '?page='],
    ['zero', '?page=0'],
    ['negative', '?page=-1'],
    ['signed', '?page=%2B1'],
    ['not whole', '?page=1.5'],
    ['in scientific notation', '?per_page=1e1'],
    ['too large', '?per_page=101'],
    ['far too large', `?page=${'9'.repeat(30)}`],
    ['padded', '?page=%201'],
    ['with a NUL', '?page=1%00'],
    ['two in one', '?page=1%26per_page%3D100000'],
    ['of no known type', '?filter[type]=other'],
    ['of no known sort field', '?sort=target_url'],
    ['two sort fields', '?sort=name,created_at'],
    ['neither true nor false', '?filter[is_active]=yes'],
    ['with invalid UTF-8', '?sort=%ff'],
  ])('with a parameter that is %s is refused: %s', async (_, query) => {
    expect(await queryOf(`/qr-codes${query}`)).toBe('400 query');
  });

  it.each([
    ['GET', '/qr-codes/1', undefined],
    ['GET', '/user', undefined],
    ['GET', '/qr-codes/1/scans/summary', undefined],
    ['POST', '/qr-codes', { name: 'A', type: 'static' }],
    ['PUT', '/qr-codes/1', { name: 'A' }],
    ['DELETE', '/qr-codes/1', undefined],
  ])('is refused whole by %s %s, which takes none', async (method, path, body) => {
    expect(await queryOf(`${path}?page=1`, method, body)).toBe('400 query');
  });

  it('is named in the refusal, cut short', async () => {
    const { ask } = harness();
    const { body } = await ask('GET', `/user?${'x'.repeat(100)}=1`);
    expect(body.message).toBe(`This request takes no parameter of that name: "${'x'.repeat(40)}".`);
  });
});

describe('the body as a whole', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json;',
    'application/json; charset=utf-16',
    'application/json, text/plain',
    'application/jsonp',
    'application/problem+json',
    '',
  ])('of type %j is refused with 415', async (type) => {
    expect(await bodyOf('PUT', '/qr-codes/1', '{"name":"A"}', { 'content-type': type })).toMatchObject({
      status: 415,
      body: { code: 'media-type' },
    });
  });

  it.each([
    'application/json',
    'APPLICATION/JSON',
    'application/json;charset=utf-8',
    'application/json; charset=UTF-8',
  ])('of type %s is read', async (type) => {
    expect(await bodyOf('PUT', '/qr-codes/1', '{"name":"A"}', { 'content-type': type })).toEqual({ name: 'A' });
  });

  it('of 64 KiB is read, one byte more is refused with 413', async () => {
    const padded = (size: number) => '{"name":"A"}'.padEnd(size, ' ');
    expect(await bodyOf('PUT', '/qr-codes/1', padded(65_536))).toEqual({ name: 'A' });
    expect(await bodyOf('PUT', '/qr-codes/1', padded(65_537))).toMatchObject({
      status: 413,
      body: { code: 'too-large' },
    });
  });

  it('counts bytes, not characters', async () => {
    expect(await bodyOf('PUT', '/qr-codes/1', `{"name":"${'é'.repeat(33_000)}"}`)).toMatchObject({ status: 413 });
  });

  it('without a length is read no further than the limit, even if it never ends', async () => {
    let pulled = 0;
    let cancelled = false;
    const endless = new ReadableStream({
      pull(controller) {
        pulled++;
        controller.enqueue(new TextEncoder().encode(' '.repeat(1024)));
      },
      cancel() {
        cancelled = true;
        return new Promise(() => undefined);
      },
    });
    expect(await bodyOf('PUT', '/qr-codes/1', endless)).toMatchObject({ status: 413 });
    expect(cancelled).toBe(true);
    expect(pulled).toBeLessThan(70);
  });

  it('that breaks off is refused with 400', async () => {
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"name":'));
        controller.error(new Error('gone'));
      },
    });
    expect(await bodyOf('PUT', '/qr-codes/1', broken)).toMatchObject({ status: 400, body: { code: 'body' } });
  });

  it.each([
    ['empty', ''],
    ['not JSON', '{name:1}'],
    ['cut short', '{"name":"A"'],
    ['followed by more', '{} {}'],
    ['a form', 'name=A&_method=DELETE'],
    ['null', 'null'],
    ['a list', '[{"name":"A"}]'],
    ['text', '"name"'],
    ['a number', '1'],
    ['true', 'true'],
    ['a list 10,000 deep', '['.repeat(10_000)],
    ['invalid UTF-8', new Uint8Array([0x7b, 0x22, 0x6e, 0x22, 0x3a, 0x22, 0xc3, 0x28, 0x22, 0x7d])],
    ['UTF-8 cut within a character', new Uint8Array([0x7b, 0x7d, 0xc3])],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00])],
    ['a surrogate in UTF-8', new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22])],
  ])('that is %s is refused with 400', async (_, body) => {
    expect(await bodyOf('PUT', '/qr-codes/1', body)).toMatchObject({ status: 400, body: { code: 'body' } });
  });

  it('is read when it comes in pieces that cut a character', async () => {
    const bytes = new TextEncoder().encode('{"name":"€ 5"}');
    const pieces = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
        controller.close();
      },
    });
    expect(await bodyOf('PUT', '/qr-codes/1', pieces)).toEqual({ name: '€ 5' });
  });

  it('takes the last of a repeated field, as one value', async () => {
    expect(await bodyOf('PUT', '/qr-codes/1', '{"name":"A","name":"B"}')).toEqual({ name: 'B' });
  });

  it('may be an empty object where nothing is required', async () => {
    expect(await code({})).toEqual({});
  });
});

describe('fields the operation does not know', () => {
  it.each(['_method', 'id', 'slug', 'user_id', 'team_id', 'licensed_until', 'Name', 'name ', 'constructor'])(
    '%j is refused with 422',
    async (name) => {
      expect(await code({ name: 'A', [name]: 1 })).toMatchObject({
        status: 422,
        body: { code: 'validation', errors: { body: [expect.stringContaining(JSON.stringify(name)) as string] } },
      });
    },
  );

  it('__proto__ is refused and sets no prototype', async () => {
    expect(await bodyOf('PUT', '/qr-codes/1', '{"__proto__":{"is_active":true,"polluted":1}}')).toMatchObject({
      status: 422,
      body: { errors: { body: [expect.stringContaining('__proto__') as string] } },
    });
    const inherited = '{"__proto__":{"name":"A","type":"static"}}';
    expect(await bodyOf('POST', '/qr-codes', inherited)).toMatchObject({ status: 422 });
    expect({}).not.toHaveProperty('polluted');
  });

  it('are refused where they belong to another resource', async () => {
    expect(await rule({ name: 'A' })).toMatchObject({ status: 422 });
    expect(await bodyOf('PUT', '/landing-pages/1', { url: 'https://x.example' })).toMatchObject({ status: 422 });
  });
});

describe('required fields', () => {
  it.each([
    ['/qr-codes', ['name', 'type']],
    ['/qr-codes/1/rules', ['url']],
    ['/landing-pages', ['title']],
  ])('of %s are asked for on create: %s', async (path, names) => {
    for (const body of [{}, Object.fromEntries(names.map((name) => [name, null]))]) {
      expect(await bodyOf('POST', path, body)).toMatchObject({
        status: 422,
        body: {
          message: `The ${names[0]} field is required.`,
          errors: Object.fromEntries(names.map((name) => [name, [`The ${name} field is required.`]])),
        },
      });
    }
  });

  it('are left alone on update, but may not be emptied', async () => {
    expect(await code({ is_active: false })).toEqual({ is_active: false });
    expect(await code({ name: null })).toMatchObject({ status: 422, body: { errors: { name: [expect.any(String)] } } });
    expect(await rule({ url: null })).toMatchObject({ status: 422 });
  });
});

const refused = expect.objectContaining({ status: 422 }) as unknown;

describe('values', () => {
  it('are all named that are wrong, the first as the message', async () => {
    expect(await bodyOf('POST', '/qr-codes', { type: 'other', target_url: 'nope', is_active: 1 })).toMatchObject({
      status: 422,
      body: {
        message: 'The name field is required.',
        errors: {
          name: ['The name field is required.'],
          type: ['The type field must be one of static, dynamic.'],
          target_url: [expect.stringMatching(/^The target_url field must be an absolute http or https URL/)],
          is_active: ['The is_active field must be true or false.'],
        },
      },
    });
  });

  it.each([
    ['HTTPS://EXAMPLE.com:443/a/../b?q=é#f', 'https://example.com/b?q=%C3%A9#f'],
    [' https://x.example\n', 'https://x.example/'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
    ['https:\\\\x.example\\a', 'https://x.example/a'],
    ['http://x.example/<script>"', 'http://x.example/%3Cscript%3E%22'],
    ['https://x.example/a\r\nSet-Cookie: b', 'https://x.example/aSet-Cookie:%20b'],
  ])('a URL is written as the URL parser writes it: %j', async (given, written) => {
    expect(await rule({ url: given })).toEqual({ url: written });
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'javascript://x.example/%0aalert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://x.example/1',
    'ftp://x.example',
    '//x.example',
    '/path',
    'x.example',
    '',
    'https://',
    'https://user@x.example',
    'https://user:pass@x.example',
    'https://x.example@evil.example',
    ['https://x.example'],
    { href: 'https://x.example' },
    1,
    true,
  ])('a URL that is none for a browser to follow is refused: %j', async (url) => {
    expect(await rule({ url })).toMatchObject({ status: 422, body: { errors: { url: [expect.any(String)] } } });
    expect(await code({ target_url: url })).toMatchObject({ status: 422 });
    expect(await code({ fallback_url: url })).toMatchObject({ status: 422 });
  });

  it('a URL is at most 2048 characters as it is written, escapes included', async () => {
    const long = `https://x.example/${'a'.repeat(2030)}`;
    expect(await rule({ url: long })).toEqual({ url: long });
    expect(await rule({ url: `${long}a` })).toMatchObject({ status: 422 });
    expect(await rule({ url: `https://x.example/${'é'.repeat(1000)}` })).toMatchObject({ status: 422 });
  });

  it('a target or fallback URL may be emptied', async () => {
    expect(await code({ target_url: null, fallback_url: null })).toEqual({ target_url: null, fallback_url: null });
  });

  it.each([
    ['2026-04-01T08:00:00Z', '2026-04-01T08:00:00Z'],
    ['2026-04-01T08:00Z', '2026-04-01T08:00:00Z'],
    ['2026-04-01T08:00:00+02:00', '2026-04-01T06:00:00Z'],
    ['2026-01-01T00:30:00+05:45', '2025-12-31T18:45:00Z'],
    ['2026-04-01T08:00:00.250Z', '2026-04-01T08:00:00.250Z'],
    ['2026-04-01T08:00:00.123456-01:00', '2026-04-01T09:00:00.123Z'],
    ['2028-02-29T12:00:00Z', '2028-02-29T12:00:00Z'],
    ['2026-03-31T24:00:00Z', '2026-04-01T00:00:00Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59Z'],
    [null, null],
  ])('an instant is written in UTC: %s', async (given, written) => {
    expect(await rule({ start_at: given, end_at: given })).toEqual({ start_at: written, end_at: written });
  });

  it.each([
    '2026-04-01T08:00:00',
    '2026-04-01',
    '2026-04-01 08:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-04-01T25:00:00Z',
    '2026-04-01T08:60:00Z',
    '2026-04-01T08:00:00+25:00',
    'tomorrow',
    '',
    '2026-02-30T00:00:00Z',
    '2026-02-29T00:00:00+02:00',
    '2026-04-31T00:00:00Z',
    '0000-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
    '+010000-01-01T00:00:00Z',
    '2026-04-01T08:00:00Z\n',
    1_775_030_400,
  ])('an instant that the calendar does not have, or without an offset, is refused: %j', async (given) => {
    expect(await rule({ start_at: given })).toMatchObject({
      status: 422,
      body: { errors: { start_at: [expect.stringMatching(/date and time with an offset/)] } },
    });
  });

  it.each([
    ['nl', 'NL'],
    ['De', 'DE'],
    ['US', 'US'],
    [null, null],
  ])('a country code is written in capitals: %s', async (given, written) => {
    expect(await rule({ country_code: given })).toEqual({ country_code: written });
  });

  it.each(['', 'N', 'NLD', 'N1', 'ſS', 'ıı', 'NL\n', ' NL', ['NL'], 31])(
    'a country code that is not two letters is refused: %j',
    async (given) => {
      expect(await rule({ country_code: given })).toMatchObject({ status: 422 });
    },
  );

  it('weekdays are put in calendar order, each once', async () => {
    expect(await rule({ days_of_week: ['sunday', 'monday', 'friday', 'monday'] })).toEqual({
      days_of_week: ['monday', 'friday', 'sunday'],
    });
    expect(await rule({ days_of_week: null })).toEqual({ days_of_week: null });
  });

  it.each([[[]], [['Monday']], [['mon']], ['monday'], [{ 0: 'monday', length: 1 }], [[['monday']]], [[1]], [[null]]])(
    'weekdays that are no list of names are refused: %j',
    async (given) => {
      expect(await rule({ days_of_week: given })).toMatchObject({ status: 422 });
    },
  );

  it.each([
    ['priority', -2_147_483_648, true],
    ['priority', 2_147_483_647, true],
    ['priority', 2_147_483_648, false],
    ['priority', '1', false],
    ['priority', 1.5, false],
    ['priority', null, false],
    ['weight', 0, true],
    ['weight', null, true],
    ['weight', -1, false],
    ['is_active', false, true],
    ['is_active', 'true', false],
    ['is_active', 0, false],
    ['is_active', null, false],
    ['device', 'smart-tv', true],
    ['device', null, true],
    ['device', ['ios'], false],
  ])('%s of a rule may be %j: %s', async (name, value, allowed) => {
    expect(await rule({ [name]: value })).toEqual(allowed ? { [name]: value } : refused);
  });

  it('a number too large to be one is refused', async () => {
    expect(await bodyOf('PUT', '/qr-codes/1/rules/2', '{"priority":1e400}')).toMatchObject({ status: 422 });
  });

  it('text is counted in characters, as the API counts it', async () => {
    expect(await code({ name: '😀'.repeat(255) })).toEqual({ name: '😀'.repeat(255) });
    expect(await code({ name: '😀'.repeat(256) })).toMatchObject({ status: 422 });
    expect(await code({ name: 'x'.repeat(256) })).toMatchObject({ status: 422 });
    expect(await rule({ device: 'x'.repeat(65) })).toMatchObject({ status: 422 });
    expect(await bodyOf('PUT', '/landing-pages/1', { description: 'x'.repeat(5001) })).toMatchObject({ status: 422 });
  });

  it('text is passed on as it is, whatever it looks like', async () => {
    const name = '<img onerror=alert(1)> \u202e "\\ \u0000';
    expect(await code({ name })).toEqual({ name });
  });

  it.each([
    ['preset', 'neon', true],
    ['preset', 'other', false],
    ['preset', null, false],
    ['description', null, true],
    ['title', null, false],
  ])('%s of a landing page may be %j: %s', async (name, value, allowed) => {
    const sent = await bodyOf('PUT', '/landing-pages/1', { [name]: value });
    expect(sent).toEqual(allowed ? { [name]: value } : refused);
  });

  it.each([
    ['type', 'dynamic', true],
    ['type', 'Static', false],
    ['content_type', 'landing_page', true],
    ['content_type', 'html', false],
    ['auto_renew', true, true],
    ['auto_renew', 'yes', false],
    ['name', ['x'], false],
  ])('%s of a code may be %j: %s', async (name, value, allowed) => {
    expect(await code({ [name]: value })).toEqual(allowed ? { [name]: value } : refused);
  });
});

describe('options, whose shape is not documented', () => {
  const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });

  it('are passed on as they are', async () => {
    const options = { color: '#123', logo: { url: 'https://x.example/l.svg', size: 0.2 }, list: [1, null, 'a', true] };
    expect(await code({ options })).toEqual({ options });
  });

  it('are at most 8 levels deep', async () => {
    expect(await code({ options: nested(7) })).toEqual({ options: nested(7) });
    const message = 'The options field must be at most 8 levels deep with 256 values.';
    expect(await code({ options: nested(8) })).toMatchObject({ status: 422, body: { errors: { options: [message] } } });
    const deep = `{"options":${'{"a":'.repeat(9000)}1${'}'.repeat(9000)}}`;
    expect(await bodyOf('PUT', '/qr-codes/1', deep)).toMatchObject({ status: 422 });
  });

  it('hold at most 256 values', async () => {
    const list = (length: number) => ({ list: Array.from({ length }, () => 0) });
    expect(await code({ options: list(254) })).toEqual({ options: list(254) });
    expect(await code({ options: list(255) })).toMatchObject({ status: 422 });
  });

  it('lose a __proto__ at any depth', async () => {
    const given = '{"options":{"a":[{"__proto__":{"x":1},"b":2}],"__proto__":{"y":1}}}';
    const { ask, sent } = harness();
    expect((await ask('PUT', '/qr-codes/1', { body: given })).status).toBe(200);
    expect(sent[0]?.body).toBe('{"options":{"a":[{"b":2}]}}');
  });

  it.each([[[]], [null], ['x'], [1], [true]])('are an object, not %j', async (options) => {
    const errors = { options: ['The options field must be an object.'] };
    expect(await code({ options })).toMatchObject({ status: 422, body: { errors } });
  });
});
