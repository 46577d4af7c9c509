/** An answer that ends a request early, in the API's shape `{ message, errors? }` plus a stable `code`. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: Record<string, string[]> | undefined;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { errors?: Record<string, string[]>; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = more.errors;
    this.headers = more.headers ?? {};
  }
}

/** Sent with every answer: it is data for one caller, never a document, never cached by a stranger. */
const fixed = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** A JSON answer; `undefined` as body means none (204, 304). */
export function answer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  if (body === undefined) return new Response(null, { status, headers: { ...fixed, ...headers } });
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...fixed, ...headers, 'content-type': 'application/json; charset=utf-8' },
  });
}

/**
 * A JSON answer that the caller's own browser may keep, if it asks each time whether it is still right; 304 where it is.
 * https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match
 */
export async function answerCached(request: Request, body: unknown, headers: Record<string, string>): Promise<Response> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(body)));
  // Weak: servers before this one compress the body.
  const etag = `W/"${btoa(String.fromCharCode(...new Uint8Array(hash, 0, 15)))}"`;
  const known = (request.headers.get('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^(W\/)?/, 'W/'));
  const isKnown = known.includes(etag) || known.includes('W/*');
  return answer(isKnown ? 304 : 200, isKnown ? undefined : body, { ...headers, 'cache-control': 'private, no-cache', etag });
}

export function refuse(refusal: Refusal, headers: Record<string, string> = {}): Response {
  const { status, code, message, errors } = refusal;
  return answer(status, { message, code, ...(errors && { errors }) }, { ...headers, ...refusal.headers });
}
