import type { CompiledRule } from './compile.js';

/**
 * What a tier is drawn from: by URL the weights that lead there, their sum, and whether all are 0. 0 is never drawn; but a tier of zeros is an error
 * that the editor reports, and a scan still has to land somewhere: then all are equal.
 */
export function weightsByUrl(tier: readonly CompiledRule[]): { weights: Map<string, number>; total: number; isZero: boolean } {
  const isZero = tier.every(({ weight }) => weight === 0);
  const weights = new Map<string, number>();
  let total = 0;
  for (const { rule, weight: own } of tier) {
    const weight = isZero ? 1 : own;
    if (weight > 0) weights.set(rule.url, (weights.get(rule.url) ?? 0) + weight);
    total += weight;
  }
  return { weights, total, isZero };
}
