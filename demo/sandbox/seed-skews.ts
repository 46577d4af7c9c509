import { chooser, type Random, type Weighted } from './random.js';

/** January first. */
export const months = [0.8, 0.85, 1, 1.15, 1.2, 1.1, 0.9, 0.85, 1.05, 1.1, 1.25, 1.3];
/** Sunday first. */
export const weekdays = [0.75, 0.9, 0.95, 1, 1.05, 1.2, 1.3];
/** Of the UTC day: quiet nights, lunch, an evening peak. */
export const hours = [
  0.2, 0.12, 0.08, 0.06, 0.08, 0.2, 0.5, 0.9, 1.1, 1.15, 1.2, 1.4, 1.5, 1.3, 1.2, 1.25, 1.5, 1.7, 1.8, 1.6, 1.3, 0.9,
  0.6, 0.35,
];

const deviceShares: Weighted<string | null> = [
  ['ios', 46], ['android', 39], ['windows', 6], ['mac', 4], ['linux', 1], [null, 4],
];
const countryShares: Weighted<string | null> = [
  ['NL', 36], ['DE', 19], ['BE', 10], ['FR', 8], ['GB', 7], ['US', 6], ['ES', 3], ['IT', 3], ['AT', 2], ['CH', 1.5],
  ['PL', 1], ['SE', 0.6], ['PT', 0.4], ['JP', 0.3], ['BR', 0.2], [null, 2],
];

/** Each code leans its own way: the same shares, bent a little by its id. */
const bend = <T>(shares: Weighted<T>, codeId: number): Weighted<T> =>
  shares.map(([value, weight], index) => [value, weight * (1 + 0.35 * Math.sin(codeId * 1.7 + index * 2.3))] as const);

export const devices = (codeId: number) => bend(deviceShares, codeId);
export const countries = (codeId: number) => bend(countryShares, codeId);

export interface Campaign {
  name: string;
  source: string;
  medium: string;
}

/** By quarter, the first from January. */
const seasons = ['winter_deals', 'spring_launch', 'summer_sale', 'autumn_stories'];
const channels: Weighted<Pick<Campaign, 'source' | 'medium'> | null> = [
  [null, 50],
  [{ source: 'instagram', medium: 'social' }, 17],
  [{ source: 'newsletter', medium: 'email' }, 11],
  [{ source: 'poster', medium: 'print' }, 13],
  [{ source: 'packaging', medium: 'print' }, 6],
  [{ source: 'partner', medium: 'referral' }, 3],
];
const channel = chooser(channels);
const always = chooser<'season' | 'always_on'>([['season', 5], ['always_on', 1]]);

/** The campaign of a scan at that time; `null` for one without. */
export function campaignOf(at: Date, random: Random): Campaign | null {
  const chosen = channel(random);
  if (!chosen) return null;
  const season = seasons[Math.floor(at.getUTCMonth() / 3)]!;
  return { name: always(random) === 'season' ? season : 'always_on', ...chosen };
}

// A camera sends no referrer; an app or a page that the code was tapped in does.
const scanned = chooser<string | null>([
  [null, 84], ['https://search.example/', 8], ['https://maps.example/', 5], ['https://news.example/', 3],
]);
const tapped: Record<string, (random: Random) => string | null> = {
  instagram: chooser<string | null>([['https://social.example/', 75], [null, 25]]),
  newsletter: chooser<string | null>([['https://mail.example/', 30], [null, 70]]),
  partner: chooser<string | null>([['https://partner.example.org/offers', 80], [null, 20]]),
};

export const referers = (campaign: Campaign | null) => tapped[campaign?.source ?? ''] ?? scanned;
