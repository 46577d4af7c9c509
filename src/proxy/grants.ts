import type { Operation } from '../client/routes.js';
import { Refusal } from './answer.js';
import { operations, type Match } from './operations.js';

/** What a caller may do. Deny by default: an id or operation that is not in it does not exist for the caller. */
export interface Grant {
  operations: readonly Operation[];
  /** Ids of the QR codes (and their rules and scans) it covers; `'*'` for all; default none. */
  qrCodes?: readonly number[] | '*';
  /** Ids of the landing pages it covers; `'*'` for all; default none. */
  landingPages?: readonly number[] | '*';
  /** `'public'`: answers without target URLs, rules, referrers or single scans. Default `'full'`. */
  fields?: 'public' | 'full';
  /** Exact origins that may use it, of those the proxy admits; default all of them. */
  origins?: readonly string[];
  /** Who it was given to, for the log. */
  subject?: string;
  /**
   * The roll-up then counts values in steps of so many scans, so that no single one can be told from them, and takes no filters.
   * Default 5 where `fields` is `'public'`, else 1, which is exact.
   */
  minCell?: number;
}

const covers = (ids: readonly number[] | '*' | undefined, id: number) => ids === '*' || (ids?.includes(id) ?? false);

/**
 * Checks that a grant allows the matched operation on these ids.
 * @throws {Refusal} 403 for an operation outside the grant, 404 for an id outside it
 */
export function checkGrant(grant: Grant, match: Match): void {
  checkOperation(grant, match.operation);
  checkIds(grant, match);
}

/**
 * Those of a path's operations that a grant allows.
 * @throws {Refusal} 404 for an id outside it
 */
export function allowedOf(grant: Grant, matches: readonly Match[]): Operation[] {
  for (const match of matches) checkIds(grant, match);
  return matches.flatMap(({ operation }) => {
    try {
      checkOperation(grant, operation);
      return [operation];
    } catch {
      return [];
    }
  });
}

function checkOperation(grant: Grant, operation: Operation): void {
  const rule = operations[operation];
  if (!grant.operations.includes(operation) || (grant.fields === 'public' && !rule.public)) {
    throw new Refusal(403, 'permission', `You may not do this here: ${operation}.`);
  }
  if (rule.all && grant[rule.all] !== '*') {
    throw new Refusal(403, 'permission', `You may not do this here: ${operation} needs a grant for all of them.`);
  }
}

function checkIds(grant: Grant, { ids: { qrCode, landingPage } }: Match): void {
  if (
    (qrCode !== undefined && !covers(grant.qrCodes, qrCode)) ||
    (landingPage !== undefined && !covers(grant.landingPages, landingPage))
  ) {
    throw new Refusal(404, 'not-found', 'There is no such resource.');
  }
}

/** The grant of a caller whom `authorize` does not know: only public fields, whatever it says. */
export function publicGrant(grant: Grant): Grant {
  return { ...grant, fields: 'public' };
}

const PUBLIC_MIN_CELL = 5;

/**
 * How many scans a count by value is made of at least.
 * @throws {TypeError} for a grant whose `minCell` is no such number: it must not pass for an exact one
 */
export function minCellOf({ fields, minCell = fields === 'public' ? PUBLIC_MIN_CELL : 1 }: Grant): number {
  if (!Number.isSafeInteger(minCell) || minCell < 1) {
    throw new TypeError(`createProxy: minCell must be a whole number from 1, got ${String(minCell)}`);
  }
  return minCell;
}

/** What of scans a grant shows: counts in steps, and target URLs with the time of their first scan only where all is exact. */
export function shownTo(grant: Grant): { minCell: number; changes: boolean } {
  const minCell = minCellOf(grant);
  return { minCell, changes: grant.fields !== 'public' && minCell === 1 };
}

/**
 * Finds a mistake in the configuration at the start instead of at the first visitor.
 * @throws {TypeError} when a static public grant holds an operation that the public cannot have, or a wrong `minCell`
 */
export function checkPublicGrant(grant: Grant): void {
  const wrong = grant.operations.filter((operation) => !(operation in operations) || !operations[operation].public);
  if (wrong.length > 0) {
    throw new TypeError(`createProxy: the public grant cannot include ${wrong.join(', ')}; use authorize for these`);
  }
  minCellOf(publicGrant(grant));
}
