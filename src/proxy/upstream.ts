import { parseRetryAfter } from '../client/retry.js';
import type { Operation } from '../client/routes.js';
import { Refusal } from './answer.js';
import { operations } from './operations.js';
import { isObject } from './project.js';
import { readText } from './read-text.js';

/** One personal access token, or one per tier so that a reading proxy cannot write even if it is broken into. */
export type Tokens = string | { read: string; write?: string; delete?: string };

export interface UpstreamOptions {
  token: Tokens;
  /** Base URL without a trailing slash. */
  upstream: string;
  /** Milliseconds for the whole answer. */
  timeout: number;
  fetch: typeof fetch;
  /** Whether a text repeats one of the tokens, in whatever form. */
  holdsToken: (text: string) => boolean;
}

export interface UpstreamRequest {
  operation: Operation;
  method: string;
  /** Built from constants and numbers alone. */
  path: string;
  query: string;
  body: string | undefined;
  /** Aborted when the caller goes away. */
  signal: AbortSignal;
}

const MAX_ANSWER = 4 * 1024 * 1024;

/**
 * Asks the API and returns its status and parsed answer (`undefined` for 204).
 * @throws {Refusal} for whatever is not a success, with nothing of the upstream's own text but field errors
 */
export async function askUpstream(request: UpstreamRequest, options: UpstreamOptions) {
  const token = tokenFor(request.operation, options.token);
  if (!token) throw new Refusal(403, 'permission', `This proxy has no token for ${request.operation}.`);

  const deadline = AbortSignal.timeout(options.timeout);
  try {
    const response = await options.fetch(`${options.upstream}${request.path}${request.query && `?${request.query}`}`, {
      method: request.method,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        ...(request.body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(request.body !== undefined && { body: request.body }),
      redirect: 'manual',
      signal: AbortSignal.any([deadline, request.signal]),
    });
    return await readAnswer(response, options.holdsToken);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (deadline.aborted) throw new Refusal(504, 'gateway-timeout', 'The API did not answer in time.');
    throw new Refusal(502, 'bad-gateway', 'The API could not be reached.');
  }
}

type Answered = { status: number; body: unknown };

async function readAnswer(response: Response, holdsToken: UpstreamOptions['holdsToken']): Promise<Answered> {
  const text = await readText(response.body, MAX_ANSWER);
  const json = parseJson(response, text, holdsToken);
  if (response.ok && response.status === 204) return { status: 204, body: undefined };
  if (!response.ok) throw failure(response, json);
  if (typeof json !== 'object' || json === null) {
    throw new Refusal(502, 'bad-gateway', 'The API sent something that is not the JSON it documents.');
  }
  return { status: response.status === 201 ? 201 : 200, body: json };
}

/** The parsed answer, or `undefined` where it is not JSON, too large, or repeats a token. */
function parseJson(response: Response, text: string | null, holdsToken: UpstreamOptions['holdsToken']): unknown {
  if (!text || !/\bjson\b/i.test(response.headers.get('content-type') ?? '')) return undefined;
  try {
    const json = JSON.parse(text) as unknown;
    // A debug page or an echo of the request must not carry the token to a browser. Written anew, for its escapes.
    return holdsToken(JSON.stringify(json)) ? undefined : json;
  } catch {
    return undefined;
  }
}

function failure(response: Response, json: unknown): Refusal {
  switch (response.status) {
    case 401:
      return new Refusal(502, 'upstream-authentication', 'The API refused the access token of this proxy.');
    case 403:
      return new Refusal(502, 'upstream-permission', 'The access token of this proxy lacks the scope for this.');
    case 402:
      return new Refusal(402, 'payment-required', 'The account has no active subscription or credits.');
    case 404:
      return new Refusal(404, 'not-found', 'There is no such resource.');
    case 422:
      return validation(json);
    case 429: {
      const seconds = String(parseRetryAfter(response.headers));
      return new Refusal(429, 'rate-limit', 'Too many requests.', { headers: { 'retry-after': seconds } });
    }
    default:
      return new Refusal(502, 'bad-gateway', `The API answered with status ${response.status}.`);
  }
}

/** Field errors are the one upstream text that is passed on: as strings, cut to a length a form can show. */
function validation(json: unknown): Refusal {
  const cut = (text: unknown) => String(text).slice(0, 500);
  const { errors: fields, message: text } = isObject(json) ? json : {};
  const errors = Object.fromEntries(
    Object.entries(isObject(fields) ? fields : {})
      .slice(0, 50)
      .map(([field, messages]) => [
        cut(field),
        (Array.isArray(messages) ? messages : [messages]).filter((message) => typeof message === 'string').map(cut),
      ]),
  );
  const message = typeof text === 'string' ? cut(text) : 'The data is not valid.';
  return new Refusal(422, 'validation', message, { errors });
}

/** The token that an operation takes; nothing where the proxy has none of its tier, and so cannot do it. */
export function tokenFor(operation: Operation, tokens: Tokens): string | undefined {
  return typeof tokens === 'string' ? tokens : tokens[operations[operation].tier];
}
