import type { Rule } from '../../client/types.js';
import type { Count } from '../../scans/types.js';

/** Rules of one priority among which a scan is drawn, and how the draws came out. */
export interface Split {
  parts: { url: string; asked: number; seen: number; low: number; high: number }[];
}

/** Of the normal distribution, for 95 %. */
const Z = 1.959_963_985;

/**
 * Compares weights with what was seen, for rules whose draw depends on nothing else: no condition, no other rule with the same
 * destination, and no rule before them that takes some of the scans. Intervals are Wilson's.
 * E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927)
 */
export function splits(rules: readonly Rule[], seen: readonly Count[]): Split[] {
  const active = rules.filter(({ is_active }) => is_active);
  const first = Math.min(...active.map(({ priority }) => priority));
  const tier = active.filter(({ priority }) => priority === first);
  const isPlain = ({ device, country_code, start_at, end_at, days_of_week }: Rule) =>
    !device && !country_code && !start_at && !end_at && !days_of_week?.length;
  const urls = new Set(active.map(({ url }) => url));
  if (tier.length < 2 || !tier.every(isPlain) || urls.size < active.length) return [];
  const weightOf = ({ weight }: Rule) => weight ?? 1;
  const weights = tier.reduce((sum, rule) => sum + weightOf(rule), 0);
  const scansOf = ({ url }: Rule) => seen.find(({ value }) => value === url)?.scans ?? 0;
  const scans = tier.reduce((sum, rule) => sum + scansOf(rule), 0);
  if (weights === 0 || scans === 0) return [];
  return [{ parts: tier.map((rule) => ({ url: rule.url, asked: weightOf(rule) / weights, seen: scansOf(rule) / scans, ...wilson(scansOf(rule), scans) })) }];
}

export function wilson(hits: number, draws: number): { low: number; high: number } {
  const share = hits / draws;
  const middle = share + Z ** 2 / (2 * draws);
  const spread = Z * Math.sqrt((share * (1 - share)) / draws + Z ** 2 / (4 * draws ** 2));
  const scale = 1 + Z ** 2 / draws;
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) };
}
