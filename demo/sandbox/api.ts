import type { HttpBindings } from '@hono/node-server';
import type { Client } from '@libsql/client';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { bearerToken, findAccount, type Account, type Scope } from './auth.js';
import { faultMiddleware, type FaultControl } from './faults.js';
import { HttpError, notFound } from './http-error.js';
import { rateLimiter } from './rate-limit.js';
import { landingPageRoutes } from './routes-landing-pages.js';
import { qrCodeRoutes } from './routes-qr-codes.js';
import { ruleRoutes } from './routes-rules.js';
import { scanRoutes } from './routes-scans.js';
import { userRoutes } from './routes-user.js';

/** What every route works with. */
export interface Services {
  db: Client;
  /** Origin of `public_url`, without a slash at the end. */
  publicBase: string;
  now: () => Date;
}

export interface ApiEnv {
  Bindings: Partial<HttpBindings>;
  Variables: { account: Account | null };
}

export type ApiContext = Context<ApiEnv>;

/** One documented operation. Ids in `path` are written `:name{[0-9]+}`. */
export interface ApiRoute {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  scope: Scope;
  handle: (c: ApiContext) => Response | Promise<Response>;
}

const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Everything below `/api/v1`. The checks run in Laravel's order: rate limit, route (404, 405), token (401), plan (402),
 * scope (403), resource (404), fields (422).
 */
export function createApi(services: Services, faults: FaultControl, rateLimit: number): Hono<ApiEnv> {
  const api = new Hono<ApiEnv>();
  const makers = [qrCodeRoutes, ruleRoutes, scanRoutes, landingPageRoutes, userRoutes];
  const routes = makers.flatMap((make) => make(services));

  api.onError((error, c) => {
    if (error instanceof HttpError) return c.json(error.toBody(), error.status);
    console.error(error);
    return c.json({ message: 'Server Error' }, 500);
  });
  api.use(faultMiddleware(faults));
  api.use(identify(services), limitRate(rateLimit, services.now));
  api.use(
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: () => {
        throw new HttpError(413, 'The request body is too large.');
      },
    }),
  );

  for (const route of routes) {
    api.on(route.method, route.path, (c) => {
      authorize(c.var.account, route.scope);
      return route.handle(c);
    });
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    const allowed = routes.filter((route) => route.path === path).map((route) => route.method as string);
    if (allowed.includes('GET')) allowed.push('HEAD');
    api.all(path, (c) => {
      c.header('Allow', allowed.join(', '));
      throw new HttpError(405, `The ${c.req.method} method is not supported. Supported: ${allowed.join(', ')}.`);
    });
  }
  // Not `notFound`: Hono drops a mounted app's.
  api.all('*', () => {
    throw notFound();
  });
  return api;
}

function identify({ db }: Services): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const token = bearerToken(c.req.header('authorization'));
    c.set('account', token === null ? null : await findAccount(db, token));
    await next();
  };
}

/** Requests without a known token share one quota. */
function limitRate(limit: number, now: () => Date): MiddlewareHandler<ApiEnv> {
  const take = rateLimiter(limit, now);
  return async (c, next) => {
    const quota = take(c.var.account?.tokenId ?? 'guest');
    c.header('X-RateLimit-Limit', String(limit));
    c.header('X-RateLimit-Remaining', String(quota.remaining));
    if (quota.retryAfter !== null) {
      c.header('Retry-After', String(quota.retryAfter));
      throw new HttpError(429, 'Too Many Attempts.');
    }
    await next();
  };
}

function authorize(account: Account | null, scope: Scope): asserts account is Account {
  if (!account) throw new HttpError(401, 'Unauthenticated.');
  if (!account.team.subscribed && account.team.credits <= 0) {
    throw new HttpError(402, 'An active subscription or credits are required to use the API.');
  }
  if (!account.scopes.includes(scope)) throw new HttpError(403, 'Invalid scope(s) provided.');
}
