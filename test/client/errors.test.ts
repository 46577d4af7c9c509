import { describe, expect, it } from 'vitest';
import { failure } from '../../src/client/failure.js';
import {
  ApiError,
  AuthenticationError,
  ClientError,
  NetworkError,
  NotFoundError,
  PaymentRequiredError,
  PermissionError,
  RateLimitError,
  ResponseError,
  TimeoutError,
  ValidationError,
} from '../../src/client/index.js';

const failed = (status: number, body: unknown, headers?: Record<string, string>) =>
  failure(new Response(null, { status, ...(headers && { headers }) }), JSON.stringify(body));

describe('an answer with a documented error status', () => {
  it.each([
    [401, AuthenticationError, 'AuthenticationError', 'authentication'],
    [402, PaymentRequiredError, 'PaymentRequiredError', 'payment-required'],
    [403, PermissionError, 'PermissionError', 'permission'],
    [404, NotFoundError, 'NotFoundError', 'not-found'],
    [422, ValidationError, 'ValidationError', 'validation'],
    [429, RateLimitError, 'RateLimitError', 'rate-limit'],
  ])('%i is of its own class, with status, code, message and body', (status, type, name, code) => {
    const error = failed(status, { message: 'As the API words it.', detail: 7 });
    expect(error).toBeInstanceOf(type);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toBeInstanceOf(ClientError);
    expect(error).toMatchObject({
      name,
      status,
      code,
      message: 'As the API words it.',
      body: { message: 'As the API words it.', detail: 7 },
    });
  });

  it.each([401, 402, 403, 404, 422, 429])('%i without a usable message has one of ours', (status) => {
    for (const body of [{}, { message: '' }, { message: null }, { message: { text: 'no' } }, [], 'text', 3, null]) {
      expect(failed(status, body).message).toMatch(/^[A-Z][^{}[\]]+\.$/);
    }
  });

  it.each([401, 402, 403, 404, 422, 429])('%i keeps its code, whatever the body calls it', (status) => {
    expect(failed(status, { code: 'something-else' }).code).toBe(failed(status, {}).code);
  });

  it('takes nothing from an HTML page', () => {
    const page = '<!doctype html><title>502 Bad Gateway</title><h1>nginx</h1>';
    for (const status of [401, 402, 403, 404, 422, 429, 500, 502, 503]) {
      const error = failure(new Response(page, { status, headers: { 'content-type': 'text/html' } }), page);
      expect(error.message).not.toMatch(/<|nginx|Gateway/);
      expect(error.body).toBeUndefined();
    }
  });
});

describe('any other status', () => {
  it.each([400, 405, 409, 413, 419, 500, 502, 503, 504])('%i is an ApiError', (status) => {
    const error = failed(status, { message: 'Broken.' });
    expect(error.constructor).toBe(ApiError);
    expect(error).toMatchObject({ name: 'ApiError', status, code: 'server', message: 'Broken.' });
  });

  it('has the code of the body, where that is a text', () => {
    expect(failed(502, { code: 'upstream-authentication', message: 'Refused.' }).code).toBe('upstream-authentication');
    for (const code of ['', 7, null, {}]) expect(failed(502, { code }).code).toBe('server');
  });

  it('says its status where the answer says nothing', () => {
    expect(failed(500, {}).message).toBe('The server answered with status 500.');
  });

  it('has retryAfter only where the server sent one', () => {
    expect(failed(503, {}).retryAfter).toBeNull();
    expect(failed(503, {}, { 'retry-after': '7' }).retryAfter).toBe(7);
  });
});

describe('ValidationError.errors', () => {
  const errorsOf = (error: ApiError) => {
    if (!(error instanceof ValidationError)) throw error;
    return error.errors;
  };
  const errors = (value: unknown) => errorsOf(failed(422, { message: 'No.', errors: value }));

  it('is what the guide documents', () => {
    expect(errors({ name: ['The name field is required.'] })).toEqual({ name: ['The name field is required.'] });
  });

  it('takes a single text for a list of one', () => {
    expect(errors({ name: 'Too long.' })).toEqual({ name: ['Too long.'] });
  });

  it('leaves out what is no text, but keeps the field', () => {
    expect(errors({ name: ['a', 1, null, { b: 1 }, ['c']], url: null, type: {} })).toEqual({
      name: ['a'],
      url: [],
      type: [],
    });
  });

  it.each([[undefined], [null], ['text'], [3], [true], [[]]])('is empty for %j', (value) => {
    expect(errors(value)).toEqual({});
  });

  it('takes a field called __proto__ for a field', () => {
    const read = errorsOf(failure(new Response(null, { status: 422 }), '{"errors":{"__proto__":["Odd name."]}}'));
    expect(Object.entries(read)).toEqual([['__proto__', ['Odd name.']]]);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });
});

describe('the errors without an answer', () => {
  it.each([
    [NetworkError, 'NetworkError', 'network'],
    [TimeoutError, 'TimeoutError', 'timeout'],
  ])('%o has a code, a message and a cause', (type, name, code) => {
    const cause = new Error('ECONNRESET');
    expect(new type(undefined, { cause })).toMatchObject({ name, code, cause, message: /^The server .+\.$/ });
    expect(new type()).not.toBeInstanceOf(ApiError);
  });

  it('keeps the name that a minifier gives to no class', () => {
    const renamed = class t extends ResponseError {};
    expect(String(new renamed('Cut short.'))).toBe('ResponseError: Cut short.');
  });
});
