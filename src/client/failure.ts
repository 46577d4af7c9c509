import {
  ApiError,
  AuthenticationError,
  NotFoundError,
  PaymentRequiredError,
  PermissionError,
  RateLimitError,
  ValidationError,
} from './errors.js';
import { parseRetryAfter } from './retry.js';

/** The error for an answer with an error status. An HTML page never becomes a message. */
export function failure(response: Response, text: string): ApiError {
  const body = parse(text);
  // Laravel's `abort(404)` sends an empty message.
  const field = (name: string) => (typeof body?.[name] === 'string' && body[name]) || undefined;
  const message = field('message');
  switch (response.status) {
    case 401:
      return new AuthenticationError(message, body);
    case 402:
      return new PaymentRequiredError(message, body);
    case 403:
      return new PermissionError(message, body);
    case 404:
      return new NotFoundError(message, body);
    case 422:
      return new ValidationError(message ?? 'The data is not valid.', fieldErrors(body?.['errors']), body);
    case 429:
      return new RateLimitError(message ?? 'Too many requests.', parseRetryAfter(response.headers), body);
    default: {
      const text = message ?? `The server answered with status ${response.status}.`;
      const error = new ApiError(response.status, text, body, field('code'));
      if (response.headers.has('retry-after')) error.retryAfter = parseRetryAfter(response.headers);
      return error;
    }
  }
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function fieldErrors(value: unknown): Record<string, string[]> {
  const entries = Object.entries(typeof value === 'object' && value !== null ? value : {});
  return Object.fromEntries(
    entries.map(([field, messages]) => [
      field,
      [messages as unknown].flat().filter((message): message is string => typeof message === 'string'),
    ]),
  );
}
