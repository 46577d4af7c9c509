import { describe, expect, it } from 'vitest';
import { sharedClient } from '../../src/client/shared.js';

describe('sharedClient', () => {
  it('is one client for each endpoint and token', () => {
    const one = sharedClient('https://a.example/jsi');
    expect(sharedClient('https://a.example/jsi')).toBe(one);
    expect(sharedClient('https://a.example/jsi', null)).toBe(one);
    expect(sharedClient('https://b.example/jsi')).not.toBe(one);
    const granted = sharedClient('https://a.example/jsi', 'token');
    expect(granted).not.toBe(one);
    expect(sharedClient('https://a.example/jsi', 'token')).toBe(granted);
    expect(sharedClient('https://a.example/jsi', 'other')).not.toBe(granted);
  });

  it('sends the token as a bearer token, and nothing where there is none', async () => {
    const sent: (string | null)[] = [];
    const before = globalThis.fetch;
    globalThis.fetch = (_, init) => {
      sent.push(new Headers(init?.headers).get('authorization'));
      return Promise.resolve(Response.json({ id: 1 }));
    };
    try {
      for (const token of ['token', '', null]) await sharedClient('https://c.example/jsi', token).user.get();
    } finally {
      globalThis.fetch = before;
    }
    expect(sent).toEqual(['Bearer token', null, null]);
  });

  it('refuses a bad endpoint every time', () => {
    for (let time = 0; time < 2; time++) expect(() => sharedClient('ftp://a.example')).toThrow(TypeError);
  });
});
