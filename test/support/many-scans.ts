import { chooser, mulberry32 } from '../../demo/sandbox/random.js';
import { campaignOf, countries, devices, hours, months, referers, weekdays } from '../../demo/sandbox/seed-skews.js';
import type { Scan } from '../../src/client/types.js';

/** The first instant of the three years that `manyScans` are from, in milliseconds, and the one after. */
export const MANY_FROM = Date.UTC(2023, 6, 1);
export const MANY_TO = Date.UTC(2026, 6, 1);

const HOUR = 3_600_000;

/**
 * So many scans of one code, oldest first, skewed as the sandbox's are: growth, seasons, the week and the day; ids that rise with
 * gaps, as where an account has other codes.
 */
export function* manyScans(count: number, seed: number): Generator<Scan> {
  const random = mulberry32(seed);
  const [device, country] = [chooser(devices(1)), chooser(countries(1))];
  const destination = chooser<string | null>([
    ['https://www.example.com/menu', 60],
    ['https://www.example.com/app/ios', 22],
    ['https://www.example.com/app/android', 15],
    [null, 3],
  ]);
  const slots = (MANY_TO - MANY_FROM) / HOUR;
  const weights = Array.from({ length: slots }, (_, slot) => {
    const at = new Date(MANY_FROM + slot * HOUR);
    const rhythm = months[at.getUTCMonth()]! * weekdays[at.getUTCDay()]! * hours[at.getUTCHours()]!;
    return (0.5 + slot / slots) * rhythm * (0.7 + 0.6 * random());
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let [sum, done, id] = [0, 0, 0];
  for (const [slot, weight] of weights.entries()) {
    sum += weight;
    const upTo = slot === slots - 1 ? count : Math.round((sum / total) * count);
    const within = Array.from({ length: upTo - done }, () => Math.floor(random() * 3600) * 1000).sort((a, b) => a - b);
    done = upTo;
    for (const ms of within) {
      const at = new Date(MANY_FROM + slot * HOUR + ms);
      const campaign = campaignOf(at, random);
      id += 1 + Math.floor(random() * 4);
      yield {
        id,
        device: device(random),
        country_code: country(random),
        referer: referers(campaign)(random),
        utm_source: campaign?.source ?? null,
        utm_medium: campaign?.medium ?? null,
        utm_campaign: campaign?.name ?? null,
        resolved_url: destination(random),
        created_at: `${at.toISOString().slice(0, 19)}Z`,
      };
    }
  }
}
