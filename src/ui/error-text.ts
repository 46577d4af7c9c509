import { ApiError, type ClientError } from '../client/errors.js';
import type { Terms } from '../locales/en.js';

type ErrorTerm = Extract<keyof Terms, `error${string}`>;

const terms: Record<string, ErrorTerm> = {
  authentication: 'errorAuthentication',
  'payment-required': 'errorPaymentRequired',
  permission: 'errorPermission',
  'not-found': 'errorNotFound',
  'rate-limit': 'errorRateLimit',
  network: 'errorNetwork',
  timeout: 'errorTimeout',
  'gateway-timeout': 'errorTimeout',
  response: 'errorResponse',
  'upstream-authentication': 'errorUpstream',
  'upstream-permission': 'errorUpstream',
};

/** One short sentence for the visitor, chosen by the error's code: never text from an answer. */
export function errorText(error: ClientError, dictionary: Terms): string {
  // A host without the proxy answers 404 with its own page, not with the API's JSON.
  if (error instanceof ApiError && error.status === 404 && error.body === undefined) return dictionary.errorEndpoint;
  const term = terms[error.code] ?? (error instanceof ApiError ? 'errorServer' : 'errorUnknown');
  return dictionary[term];
}
