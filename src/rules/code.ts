import { readInstant } from './compile.js';
import type { Destination, Outcome, RuleSemantics, RuleSet } from './types.js';

export type Ended = Exclude<Outcome['kind'], 'landed'>;

/** When a code ends by itself, in milliseconds since 1970; `Infinity` for never. */
export interface CodeEnds {
  expiry: number;
  /** Only of dynamic codes. */
  licence: number;
}

/** @throws {RuleSetError} for an instant that cannot be read */
export function codeEnds({ code }: RuleSet): CodeEnds {
  const until = (field: 'expires_at' | 'licensed_until') =>
    code[field] == null ? Infinity : readInstant(null, field, code[field]);
  return { expiry: until('expires_at'), licence: isStatic(code) ? Infinity : until('licensed_until') };
}

/** What has ended a code at an instant; the first that applies. */
export function endedAt(ms: number, { expiry, licence }: CodeEnds): Ended | null {
  return expiry <= ms ? 'expired' : licence <= ms ? 'licence-expired' : null;
}

/** Its rules count for nothing. */
export const isStatic = (code: RuleSet['code']) => code.type === 'static';

/** Where a scan lands that no rule matches. */
export function missOf(
  { code }: RuleSet,
  hasRules: boolean,
  { noMatch }: RuleSemantics,
): Pick<Destination, 'kind' | 'url'> {
  // An empty address is none, here and for a gap.
  if (hasRules && code.fallback_url) return { kind: 'fallback', url: code.fallback_url };
  if (hasRules && noMatch === 'fallback-or-nothing') return { kind: 'nothing', url: null };
  if (code.content_type != null && code.content_type !== 'url') return { kind: 'content', url: null };
  return !code.target_url ? { kind: 'nothing', url: null } : { kind: 'target', url: code.target_url };
}
