export { createClient, type Client, type ClientOptions } from './client.js';
export {
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
} from './errors.js';
export type { Operation } from './routes.js';
export type { RequestOptions, Wait } from './transport.js';
export type * from './types.js';
