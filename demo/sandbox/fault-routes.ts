import { Hono } from 'hono';
import { faultKinds, type Fault, type FaultKind, type Faults } from './faults.js';

/**
 * Sets faults from another process: POST a `Fault` as JSON (`pattern` for a regular expression instead of `path`;
 * `"times": "Infinity"`), DELETE ends them all.
 */
export function faultRoutes(faults: Faults): Hono {
  const app = new Hono();
  app.post('/_sandbox/faults', async (c) => {
    const fault = readFault(await c.req.json<unknown>().catch(() => null));
    if (!fault) return c.json({ message: `Not a fault. Its kind is one of ${faultKinds.join(', ')}.` }, 422);
    faults.add(fault);
    return c.body(null, 204);
  });
  app.delete('/_sandbox/faults', (c) => {
    faults.clear();
    return c.body(null, 204);
  });
  return app;
}

function readFault(value: unknown): Fault | null {
  if (typeof value !== 'object' || value === null) return null;
  const given = value as Record<string, unknown>;
  if (!faultKinds.includes(given['kind'] as FaultKind)) return null;
  const fault: Fault = { kind: given['kind'] as FaultKind };
  for (const name of ['times', 'ms', 'retryAfter', 'status'] as const) {
    const number = Number(given[name] ?? NaN);
    if (!Number.isNaN(number)) fault[name] = number;
  }
  if (typeof given['method'] === 'string') fault.method = given['method'];
  if (typeof given['path'] === 'string') fault.path = given['path'];
  if (typeof given['late'] === 'boolean') fault.late = given['late'];
  try {
    if (typeof given['pattern'] === 'string') fault.path = new RegExp(given['pattern']);
  } catch {
    return null;
  }
  return fault;
}
