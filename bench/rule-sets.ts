import { chooser, mulberry32 } from '../demo/sandbox/random.js';
import { defaultSemantics } from '../src/rules/semantics.js';
import type { RuleLike, RuleSemantics, RuleSet } from '../src/rules/types.js';

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const NOW = Date.UTC(2026, 5, 1);
export const horizon = { from: new Date(NOW) };
export const semantics: RuleSemantics = { ...defaultSemantics, weekdayTimeZone: 'Europe/Amsterdam' };

const DEVICES = ['ios', 'android', 'windows', 'mac', 'linux', 'chromeos', 'kiosk', 'tizen', 'harmony', 'playstation'];
const COUNTRIES = (
  'NL DE BE FR GB US ES IT AT CH PL SE NO DK FI PT IE CZ SK HU RO BG GR HR SI LT LV EE LU CY ' +
  'MT IS TR UA RS CA MX BR AR CL CO PE AU NZ JP KR CN IN ID TH VN PH MY SG ZA NG KE EG MA AE'
).split(' ');
const WORKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const days = chooser<string[] | null>([
  [null, 6],
  [WORKDAYS, 2],
  [['saturday', 'sunday'], 2],
  [['friday'], 1],
  [['monday', 'thursday'], 1],
]);

/** A set that has grown: campaigns in countries and on devices, some for a while or on some days, splits, and general ones last. */
export function ruleSet(count: number): RuleSet {
  const random = mulberry32(count);
  const one = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const rules: RuleLike[] = [];
  while (rules.length < count) {
    const isLate = random() < 0.4;
    const start = NOW + Math.floor((random() * 500 - 200) * 24) * HOUR;
    const campaign = {
      device: random() < 0.55 ? one(DEVICES) : null,
      country_code: random() < 0.7 ? one(COUNTRIES) : null,
      start_at: isLate ? new Date(start).toISOString() : null,
      end_at: isLate && random() < 0.8 ? new Date(start + Math.ceil(random() * 90) * DAY).toISOString() : null,
      days_of_week: days(random),
    };
    // Rules that ask for more come first, as far as somebody has thought of it.
    const asked = Object.values(campaign).filter((value) => value !== null).length;
    const priority = 10 * (5 - asked) + Math.floor(random() * 10) + (random() < 0.1 ? -20 : 0) + 20;
    const members = random() < 0.1 ? 2 : 1;
    for (let member = 0; member < members && rules.length < count; member++) {
      const id = rules.length + 1;
      rules.push({
        ...campaign,
        id,
        url: `https://www.example.com/${Math.ceil(id / 3)}`,
        priority,
        weight: members > 1 ? one([null, 70, 30]) : null,
      });
    }
  }
  const code = { type: 'dynamic', target_url: 'https://www.example.com/', fallback_url: 'https://www.example.com/else' };
  return { code, rules };
}

/** With one rule first, one without its days and one gone. */
export function edited({ code, rules }: RuleSet): RuleSet {
  const [general] = rules.filter(({ device, country_code }) => device == null || country_code == null).slice(-1);
  const dated = rules.find(({ days_of_week }) => days_of_week != null);
  const after = rules.map((rule) =>
    rule === general ? { ...rule, priority: -1 } : rule === dated ? { ...rule, days_of_week: null } : rule,
  );
  return { code, rules: after.filter((_, index) => index !== 7) };
}
