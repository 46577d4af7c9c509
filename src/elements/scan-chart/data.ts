import { ApiError } from '../../client/errors.js';
import type { Rollup } from '../../scans/types.js';

/** What a chart shows. */
export interface ChartData extends Rollup {
  /** Totals alone: neither the proxy nor this browser counts scans over time. */
  summaryOnly?: true;
  /** Counted in this browser: there is nobody to ask again. */
  local?: true;
  /** Of a table of the page, which names what it shows itself. */
  ofTable?: true;
}

/** Whether an answer says that there is no roll-up here, or not for this caller. */
export function hasNoRollup(error: unknown): boolean {
  return error instanceof ApiError && [403, 404, 405].includes(error.status);
}
