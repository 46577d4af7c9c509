/**
 * What can go wrong between an element and the API. `code` is stable and is what the elements translate; `message` is
 * English, for logs. Each class spells out its `name`, since minifiers rename classes.
 */
export abstract class ClientError extends Error {
  /** Stable and language-free, for example `not-found`. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** No answer at all: offline, refused, reset, blocked. */
export class NetworkError extends ClientError {
  override name = 'NetworkError';
  constructor(message = 'The server could not be reached.', options?: ErrorOptions) {
    super('network', message, options);
  }
}

/** No complete answer within the client's `timeout`. */
export class TimeoutError extends ClientError {
  override name = 'TimeoutError';
  constructor(message = 'The server did not answer in time.', options?: ErrorOptions) {
    super('timeout', message, options);
  }
}

/** An answer that is not what the API documents: not JSON, cut short, or of the wrong shape. */
export class ResponseError extends ClientError {
  override name = 'ResponseError';
  constructor(message: string, options?: ErrorOptions) {
    super('response', message, options);
  }
}

/** An answer with an error status. The six documented ones have classes of their own, below. */
export class ApiError extends ClientError {
  override name = 'ApiError';
  readonly status: number;
  /** The parsed answer, where it was JSON. */
  readonly body: unknown;
  /** Seconds after which to ask again, 1–300, where the server said so (429, 503). */
  retryAfter: number | null = null;

  constructor(status: number, message: string, body?: unknown, code = 'server') {
    super(code, message);
    this.status = status;
    this.body = body;
  }
}

/** 401: the token is missing, wrong or revoked. */
export class AuthenticationError extends ApiError {
  override name = 'AuthenticationError';
  constructor(message = 'The token is missing or not valid.', body?: unknown) {
    super(401, message, body, 'authentication');
  }
}

/** 402: no active subscription or credits. */
export class PaymentRequiredError extends ApiError {
  override name = 'PaymentRequiredError';
  constructor(message = 'The account has no active subscription or credits.', body?: unknown) {
    super(402, message, body, 'payment-required');
  }
}

/** 403: the token or grant lacks the scope or permission. */
export class PermissionError extends ApiError {
  override name = 'PermissionError';
  constructor(message = 'The token may not do this.', body?: unknown) {
    super(403, message, body, 'permission');
  }
}

/** 404: no such resource, or not in this team. */
export class NotFoundError extends ApiError {
  override name = 'NotFoundError';
  constructor(message = 'There is no such resource.', body?: unknown) {
    super(404, message, body, 'not-found');
  }
}

/** 422: see `errors` for the fields. */
export class ValidationError extends ApiError {
  override name = 'ValidationError';
  /** Messages by field, as the API words them. */
  readonly errors: Readonly<Record<string, readonly string[]>>;

  constructor(message: string, errors: Record<string, string[]>, body?: unknown) {
    super(422, message, body, 'validation');
    this.errors = errors;
  }
}

/** 429: too many requests. */
export class RateLimitError extends ApiError {
  override name = 'RateLimitError';
  declare retryAfter: number;

  constructor(message: string, retryAfter: number, body?: unknown) {
    super(429, message, body, 'rate-limit');
    this.retryAfter = retryAfter;
  }
}
