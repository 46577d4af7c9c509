import { pathOf, routes, type Operation } from './routes.js';
import type { Id } from './types.js';

const asked = ['rules.list', 'rules.create', 'rules.update', 'rules.delete', 'scans.list'] as const satisfies Operation[];

/**
 * The operations among `asked` that one code's paths allow; `null` where one of the paths does not say.
 * @param allowed - the methods of a path, or `null`
 */
export async function permissionsOf(
  allowed: (path: string) => Promise<ReadonlySet<string> | null>,
  qrCode: Id,
): Promise<ReadonlySet<Operation> | null> {
  // Whether rule 1 exists is not asked: what is allowed is allowed for every rule of the code.
  const pathOfOne = (operation: (typeof asked)[number]) => pathOf(operation, { qrCode, rule: 1 });
  const paths = [...new Set(asked.map(pathOfOne))];
  const methods = new Map(await Promise.all(paths.map(async (path) => [path, await allowed(path)] as const)));
  if ([...methods.values()].includes(null)) return null;
  return new Set(asked.filter((operation) => methods.get(pathOfOne(operation))?.has(routes[operation].method)));
}
