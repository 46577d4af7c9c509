import { evaluator } from '../../src/rules/evaluate.js';
import type { Outcome } from '../../src/rules/types.js';
import type { Rule, Scan } from '../../src/client/types.js';
import type { Calendar } from './calendar.js';
import { draw } from './draw.js';
import { formatInstant } from './instant.js';
import { chooser, mulberry32, type Random } from './random.js';
import { contentPath } from './redirect.js';
import type { SeedQrCode } from './seed-codes.js';
import { campaignOf, countries, devices, hours, months, referers, weekdays } from './seed-skews.js';

export interface SeedCode {
  code: SeedQrCode & { id: number };
  rules: Rule[];
}

export type SeedScan = Scan & { qr_code_id: number };

export const SCAN_COUNT = 120_000;
const HOUR_MS = 3_600_000;
/** Relative scans by code id; a code that is not listed has none. */
const shares: Record<number, number> = {
  1: 50, 2: 14, 3: 2, 4: 3, 5: 4, 6: 3, 7: 4, 8: 5, 9: 2, 10: 3, 11: 1, 13: 5, 14: 1, 15: 4, 16: 6, 17: 3,
};

/** The history of all codes in the order of time, with ascending ids: exactly `SCAN_COUNT` scans before today. */
export function* scanRows(seeded: readonly SeedCode[], dates: Calendar, publicBase: string): Generator<SeedScan> {
  const random = mulberry32(20_260_315);
  const sources = seeded.filter(({ code }) => shares[code.id] !== undefined).map((one) => scanSource(one, publicBase));
  let id = 0;
  for (const at of instants(dates, random)) {
    const alive = sources.filter((source) => source.from <= at && at < source.until);
    const source = chooser(alive.map((one) => [one, one.share] as const))(random);
    yield { id: ++id, ...source.scan(at, random) };
  }
}

/** Milliseconds since 1970, ascending: growth, seasons, the week and the day, with some noise in every hour. */
function* instants({ start, today }: Calendar, random: Random): Generator<number> {
  const slots = (today.getTime() - start.getTime()) / HOUR_MS;
  const weights = Array.from({ length: slots }, (_, slot) => {
    const at = new Date(start.getTime() + slot * HOUR_MS);
    const growth = 0.5 + slot / slots;
    const rhythm = months[at.getUTCMonth()]! * weekdays[at.getUTCDay()]! * hours[at.getUTCHours()]!;
    return growth * rhythm * (0.7 + 0.6 * random());
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let [sum, done] = [0, 0];
  for (const [slot, weight] of weights.entries()) {
    sum += weight;
    // Rounding the running sum, not each hour, makes the counts add up; the last hour takes what rounding left.
    const upTo = slot === slots - 1 ? SCAN_COUNT : Math.round((sum / total) * SCAN_COUNT);
    const within = Array.from({ length: upTo - done }, () => Math.floor(random() * 3600) * 1000);
    for (const ms of within.sort((a, b) => a - b)) yield start.getTime() + slot * HOUR_MS + ms;
    done = upTo;
  }
}

/** One code's share of the scans, and a maker of them. */
function scanSource({ code, rules }: SeedCode, publicBase: string) {
  // What is inactive today was active while it was scanned.
  const outcomeOf = evaluator({ code: { ...code, is_active: true }, rules });
  const device = chooser(devices(code.id));
  const country = chooser(countries(code.id));
  const content = contentPath(code, code.landing_page_id);
  const ends = [code.expires_at, code.type === 'dynamic' ? code.licensed_until : null].flatMap((end) => end ?? []);

  const scan = (ms: number, random: Random): Omit<SeedScan, 'id'> => {
    const at = new Date(ms);
    const context = { device: device(random), country: country(random), at };
    const campaign = campaignOf(at, random);
    return {
      qr_code_id: code.id,
      device: context.device,
      country_code: context.country,
      referer: referers(campaign)(random),
      utm_source: campaign?.source ?? null,
      utm_medium: campaign?.medium ?? null,
      utm_campaign: campaign?.name ?? null,
      resolved_url: landing(outcomeOf(context), random, content && publicBase + content),
      created_at: formatInstant(at),
    };
  };
  return {
    share: shares[code.id]!,
    from: Date.parse(code.created_at),
    until: Math.min(Infinity, ...ends.map((end) => Date.parse(end))),
    scan,
  };
}

function landing({ destinations }: Outcome, random: Random, content: string | null): string | null {
  const destination = draw(destinations, (limit) => Math.floor(random() * limit));
  return destination?.kind === 'content' ? content : (destination?.url ?? null);
}
