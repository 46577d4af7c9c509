/**
 * The 17 documented operations, and the roll-up that the proxy derives from them: method and path below the base URL. `{…}`
 * stands for an id.
 */
export const routes = {
  'qr-codes.list': { method: 'GET', path: '/qr-codes' },
  'qr-codes.get': { method: 'GET', path: '/qr-codes/{qrCode}' },
  'qr-codes.create': { method: 'POST', path: '/qr-codes' },
  'qr-codes.update': { method: 'PUT', path: '/qr-codes/{qrCode}' },
  'qr-codes.delete': { method: 'DELETE', path: '/qr-codes/{qrCode}' },
  'rules.list': { method: 'GET', path: '/qr-codes/{qrCode}/rules' },
  'rules.create': { method: 'POST', path: '/qr-codes/{qrCode}/rules' },
  'rules.update': { method: 'PUT', path: '/qr-codes/{qrCode}/rules/{rule}' },
  'rules.delete': { method: 'DELETE', path: '/qr-codes/{qrCode}/rules/{rule}' },
  'scans.list': { method: 'GET', path: '/qr-codes/{qrCode}/scans' },
  'scans.summary': { method: 'GET', path: '/qr-codes/{qrCode}/scans/summary' },
  'scans.rollup': { method: 'GET', path: '/qr-codes/{qrCode}/scans/rollup' },
  'landing-pages.list': { method: 'GET', path: '/landing-pages' },
  'landing-pages.get': { method: 'GET', path: '/landing-pages/{landingPage}' },
  'landing-pages.create': { method: 'POST', path: '/landing-pages' },
  'landing-pages.update': { method: 'PUT', path: '/landing-pages/{landingPage}' },
  'landing-pages.delete': { method: 'DELETE', path: '/landing-pages/{landingPage}' },
  'user.get': { method: 'GET', path: '/user' },
} as const satisfies Record<string, Route>;

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: `/${string}`;
}

export type Operation = keyof typeof routes;

/** Names of the ids in a path template. */
type Ids<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | Ids<Rest> : never;

/** The ids an operation's path needs, by name. */
export type RouteIds<Op extends Operation> = Record<Ids<(typeof routes)[Op]['path']>, number>;

/**
 * The path of an operation with its ids filled in.
 * @throws {TypeError} when an id is not a positive safe integer, so that no other text can reach a URL
 */
export function pathOf<Op extends Operation>(operation: Op, ids: RouteIds<Op>): string {
  return routes[operation].path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const id = (ids as Record<string, unknown>)[name];
    if (!Number.isSafeInteger(id) || (id as number) < 1) {
      throw new TypeError(`${operation}: ${name} id must be a positive whole number, got ${String(id)} (${typeof id})`);
    }
    return String(id);
  });
}
