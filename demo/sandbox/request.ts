import type { ApiContext } from './api.js';
import type { Account } from './auth.js';
import { HttpError } from './http-error.js';

/** The account of a request that got past the token check. */
export const accountOf = (c: ApiContext): Account => c.var.account!;

/** An id of the path. The route's pattern lets only digits through; too many of them are nobody's id. */
export const pathId = (c: ApiContext, name: string): number => {
  const id = Number(c.req.param(name));
  return Number.isSafeInteger(id) ? id : 0;
};

/**
 * The request's JSON object; an empty body counts as `{}`.
 * @throws {HttpError} 400 for another content type, text that is not JSON, or JSON that is not an object
 */
export async function readBody(c: ApiContext): Promise<Record<string, unknown>> {
  const text = await c.req.text();
  if (text.trim() === '') return {};
  // Laravel would read no field at all from such a body: on PUT that is a silent success.
  if (!/^application\/([\w.-]+\+)?json\b/i.test(c.req.header('content-type') ?? '')) {
    throw new HttpError(400, 'The request body must be sent as application/json.');
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new HttpError(400, 'The request body is not valid JSON.');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new HttpError(400, 'The request body must be a JSON object.');
  }
  return body as Record<string, unknown>;
}
