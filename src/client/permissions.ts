import { pathOf, routes, type Operation } from './routes.js';
import type { Id } from './types.js';

const ofCode = ['rules.list', 'rules.create', 'rules.update', 'rules.delete', 'scans.list'] as const satisfies Operation[];
const ofPage = ['landing-pages.get', 'landing-pages.create', 'landing-pages.update', 'landing-pages.delete'] as const satisfies Operation[];
const ofNoPage = ['landing-pages.create'] as const satisfies Operation[];

/** The methods of a path, or `null` where nobody says. */
type Allowed = (path: string) => Promise<ReadonlySet<string> | null>;

/** The operations on rules and scans that one code's paths allow; `null` where one of the paths does not say. */
export function permissionsOf(allowed: Allowed, qrCode: Id): Promise<ReadonlySet<Operation> | null> {
  // Whether rule 1 exists is not asked: what is allowed is allowed for every rule of the code.
  return among(ofCode, (operation) => pathOf(operation, { qrCode, rule: 1 }), allowed);
}

/** The same of one landing page, and of making another; `null` = no page is there yet. */
export function pagePermissionsOf(allowed: Allowed, landingPage: Id | null): Promise<ReadonlySet<Operation> | null> {
  const asked: readonly (typeof ofPage)[number][] = landingPage === null ? ofNoPage : ofPage;
  return among(asked, (operation) => pathOf(operation, { landingPage: landingPage ?? 1 }), allowed);
}

async function among<Op extends Operation>(asked: readonly Op[], pathOfOne: (operation: Op) => string, allowed: Allowed) {
  const paths = [...new Set(asked.map(pathOfOne))];
  const methods = new Map(await Promise.all(paths.map(async (path) => [path, await allowed(path)] as const)));
  if ([...methods.values()].includes(null)) return null;
  return new Set<Operation>(asked.filter((operation) => methods.get(pathOfOne(operation))?.has(routes[operation].method)));
}
