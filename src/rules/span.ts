import { readInstant, type CompiledRule } from './compile.js';
import { FORTNIGHT } from './days.js';
import type { Span } from './space.js';
import type { Horizon } from './types.js';

/** The last instant that a `Date` can hold. */
const LAST = 8_640_000_000_000_000;

/** In milliseconds since 1970; `Infinity` for ever. */
export interface Limits {
  from: number;
  to: number;
}

/** @throws {RuleSetError} for an instant that cannot be read */
export function limitsOf({ from, to }: Horizon): Limits {
  return {
    from: readInstant(null, 'horizon.from', from),
    to: to == null ? Infinity : readInstant(null, 'horizon.to', to),
  };
}

/**
 * The time of a horizon until a code ends. For ever is a fortnight after the last bound of `rules` and the last of `others`: from
 * there on, only the week repeats.
 */
export function spanOf({ from, to }: Limits, codeEnd: number, rules: readonly CompiledRule[], others: readonly number[] = []): Span {
  const end = Math.min(to, codeEnd);
  if (end !== Infinity) return { from, to: end, isWhole: to <= codeEnd };
  let last = from;
  for (const { start, end } of rules) last = Math.max(last, finite(start), finite(end));
  for (const ms of others) last = Math.max(last, finite(ms));
  return { from, to: Math.min(last + FORTNIGHT, LAST), isWhole: true };
}

const finite = (ms: number) => (Number.isFinite(ms) ? ms : -Infinity);
