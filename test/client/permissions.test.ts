import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { AuthenticationError, createClient, NetworkError } from '../../src/client/index.js';
import { createProxy, type Grant } from '../../src/proxy/index.js';
import { toNodeListener } from '../../src/proxy/node.js';
import { listen } from '../proxy/server.js';
import { json, never, rejected, scriptedFetch, status, type Answer } from './scripted-fetch.js';

const allowing = (allow?: string, code = 204) => new Response(null, { status: code, headers: allow === undefined ? {} : { allow } });

function clientOf(answer: Answer, retries = 0) {
  const { fetch, calls } = scriptedFetch(answer);
  return { client: createClient({ endpoint: 'https://site.example/jsi', fetch, retries }), calls };
}

/** Answers by the end of the path. */
const byPath = (rules: Response, rule: Response, scans: Response): Answer => ({ url }) =>
  url.endsWith('/scans') ? scans : url.endsWith('/rules') ? rules : rule;

describe('the permissions of a code', () => {
  it('are asked of its three paths, without a write header', async () => {
    const { client, calls } = clientOf(() => allowing('GET'));
    await client.permissions(7);
    expect(calls.map(({ method, url }) => `${method} ${url.replace('https://site.example/jsi', '')}`).sort()).toEqual([
      'OPTIONS /qr-codes/7/rules',
      'OPTIONS /qr-codes/7/rules/1',
      'OPTIONS /qr-codes/7/scans',
    ]);
    for (const { headers, body } of calls) expect([headers['x-jsi'], body]).toEqual([undefined, undefined]);
  });

  it('are the operations whose methods are allowed', async () => {
    const { client } = clientOf(byPath(allowing('GET, POST'), allowing('DELETE'), allowing('')));
    expect([...(await client.permissions(7))!]).toEqual(['rules.list', 'rules.create', 'rules.delete']);
  });

  it('are read in any case and spacing', async () => {
    const { client } = clientOf(byPath(allowing('get,post , HEAD'), allowing('put'), allowing(' GET ')));
    expect([...(await client.permissions(7))!]).toEqual(['rules.list', 'rules.create', 'rules.update', 'scans.list']);
  });

  it('are none where none is allowed', async () => {
    const { client } = clientOf(() => allowing('OPTIONS'));
    expect(await client.permissions(7)).toEqual(new Set());
  });

  it.each([
    ['without a header', () => allowing()],
    ['with a page', () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } })],
    ['that there is no such path', () => status(404)],
    ['that it does not take the method', () => json({}, 405, { allow: 'GET' })],
    ['that it does not know the method', () => status(501)],
  ])('are unknown where the endpoint answers %s', async (_, answer) => {
    expect(await clientOf(answer).client.permissions(7)).toBeNull();
    expect(await clientOf(byPath(allowing('GET'), allowing('PUT'), answer())).client.permissions(7)).toBeNull();
  });

  it('are an error where the caller is unknown or nobody answers, and are asked for again', async () => {
    expect(await rejected(clientOf(() => status(401)).client.permissions(7))).toBeInstanceOf(AuthenticationError);
    const offline = () => Promise.reject(new TypeError('offline'));
    expect(await rejected(clientOf(offline).client.permissions(7))).toBeInstanceOf(NetworkError);
    const { client, calls } = clientOf((_, number) => (number <= 3 ? status(503) : allowing('GET')), 1);
    expect(await client.permissions(7)).toEqual(new Set(['rules.list', 'scans.list']));
    expect(calls).toHaveLength(6);
  });

  it('end with the signal', async () => {
    const { client } = clientOf(never);
    const gone = new AbortController();
    const asked = rejected(client.permissions(7, { signal: gone.signal }));
    gone.abort(new Error('left'));
    expect(await asked).toMatchObject({ message: 'left' });
  });

  it('of a proxy are those of its grant and tokens', async () => {
    const permissions = async (grant: Grant, token: { read: string; write?: string; delete?: string }) => {
      const proxy = createProxy({ token, upstream: 'http://127.0.0.1:9', authorize: () => grant });
      const port = await listen(createServer(toNodeListener(proxy)));
      return [...(await createClient({ endpoint: `http://127.0.0.1:${port}/jsi` }).permissions(7))!];
    };
    const editing: Grant = { operations: ['rules.list', 'rules.create', 'rules.update', 'rules.delete'], qrCodes: [7] };
    expect(await permissions(editing, { read: 'r', write: 'w', delete: 'd' })).toEqual(editing.operations);
    expect(await permissions(editing, { read: 'r' })).toEqual(['rules.list']);
    expect(await permissions({ operations: ['rules.list', 'scans.list'], qrCodes: '*' }, { read: 'r', write: 'w' })).toEqual(['rules.list', 'scans.list']);
  });
});

describe('the permissions of a landing page', () => {
  it('are asked of its path and of the list', async () => {
    const { client, calls } = clientOf(({ url }) => allowing(url.endsWith('/landing-pages') ? 'GET, POST' : 'GET, PUT'));
    expect([...(await client.pagePermissions(5))!]).toEqual(['landing-pages.get', 'landing-pages.create', 'landing-pages.update']);
    expect(calls.map(({ url }) => new URL(url).pathname).sort()).toEqual(['/jsi/landing-pages', '/jsi/landing-pages/5']);
  });

  it('are, with no page, those of making one', async () => {
    const { client, calls } = clientOf(() => allowing('GET, POST'));
    expect([...(await client.pagePermissions(null))!]).toEqual(['landing-pages.create']);
    expect(calls).toHaveLength(1);
  });
});
