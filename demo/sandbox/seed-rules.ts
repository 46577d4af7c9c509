import type { Rule } from '../../src/client/types.js';
import type { Calendar } from './calendar.js';

export type SeedRule = Omit<Rule, 'id'>;

const rule = (url: string, conditions: Partial<SeedRule> = {}): SeedRule => ({
  url,
  device: null,
  country_code: null,
  start_at: null,
  end_at: null,
  days_of_week: null,
  priority: 0,
  weight: null,
  is_active: true,
  ...conditions,
});

const workdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const weekend = ['saturday', 'sunday'];

/** The rules of the main team's code with that id. */
export function codeRules(codeId: number, dates: Calendar): SeedRule[] {
  return byCode[codeId]?.(dates) ?? [];
}

const byCode: Record<number, (dates: Calendar) => SeedRule[]> = {
  1: ({ day }) => [
    rule('https://apps.example.com/app/spring/id123456', { device: 'ios', priority: 1 }),
    rule('https://play.example.com/store/apps/details?id=com.example.spring', { device: 'android', priority: 1 }),
    rule('https://www.example.com/download/desktop', { device: 'windows', priority: 2 }),
    rule('https://shop.example.com/de/weekday-deal', {
      country_code: 'DE',
      days_of_week: workdays,
      start_at: day(-120),
      end_at: day(60),
      priority: 3,
    }),
    rule('https://shop.example.com/nl', { country_code: 'NL', priority: 4 }),
    rule('https://shop.example.com/teaser', { priority: 5, is_active: false }),
  ],
  2: posterRules,
  13: () => [
    rule('https://shop.example.com/checkout/a', { weight: 70 }),
    rule('https://shop.example.com/checkout/b', { weight: 30 }),
  ],
  15: () => [
    rule('https://shop.example.com/open', { days_of_week: workdays, priority: 1 }),
    rule('https://shop.example.com/open-saturday', { days_of_week: ['saturday'], priority: 2 }),
  ],
  16: () => [
    rule('https://apps.example.com/onboarding/ios', { device: 'ios', priority: 1 }),
    rule('https://apps.example.com/onboarding/android', { device: 'android', priority: 1 }),
    rule('https://apps.example.com/onboarding/desktop', { priority: 2 }),
  ],
};

/** A rule set that has grown for long: every kind of condition, and every kind of mistake that an editor must show. */
function posterRules({ day }: Calendar): SeedRule[] {
  const posters = (path: string) => `https://posters.example.com/${path}`;
  const countries = ['NL', 'DE', 'BE', 'FR', 'GB', 'US', 'ES', 'IT', 'AT', 'CH', 'PL', 'SE'];
  return [
    ...countries.flatMap((country_code, index) =>
      ['ios', 'android'].map((device) =>
        rule(posters(`${country_code.toLowerCase()}/${device}`), { country_code, device, priority: 10 + index }),
      ),
    ),
    ...countries.slice(0, 8).map((country_code, index) =>
      rule(posters(`${country_code.toLowerCase()}/weekend`), {
        country_code,
        days_of_week: index % 2 === 0 ? weekend : ['friday', ...weekend],
        priority: 5,
      }),
    ),
    // Abutting quarters over the whole history and beyond.
    ...Array.from({ length: 8 }, (_, quarter) =>
      rule(posters(`quarter-${quarter + 1}`), {
        start_at: day(-548 + quarter * 91),
        end_at: day(-548 + (quarter + 1) * 91),
        device: quarter % 2 === 0 ? 'mac' : 'windows',
        priority: 30,
      }),
    ),
    // A draw among six, of which one never wins and two never got a weight.
    ...[50, 30, 20, null, null, 0].map((weight, index) =>
      rule(posters(`draw/${index + 1}`), { weight, device: 'linux', priority: 40 }),
    ),
    ...['NL', 'DE', 'BE', 'FR', 'GB', 'US'].map((country_code) =>
      rule(posters(`${country_code.toLowerCase()}/draft`), { country_code, priority: 1, is_active: false }),
    ),
    ...[-400, -300, -200, -100].map((from) =>
      rule(posters(`past/${-from}`), { start_at: day(from), end_at: day(from + 21), country_code: 'DE', priority: 3 }),
    ),
    ...[30, 60, 90, 400].map((from) =>
      rule(posters(`soon/${from}`), { start_at: day(from), end_at: day(from + 30), priority: 4 }),
    ),
    // Shadowed, contradictory, redundant.
    rule(posters('nl/never-reached'), { country_code: 'NL', device: 'ios', priority: 50 }),
    rule(posters('never'), { start_at: day(10), end_at: day(5), priority: 2 }),
    rule('https://www.example.com/cities', { country_code: 'PT', priority: 60 }),
    // A device beyond the guide's list, which is open, and a tie that nobody gave a weight.
    rule(posters('kiosk'), { device: 'kiosk', priority: 6 }),
    rule(posters('jp/one'), { country_code: 'JP', priority: 20 }),
    rule(posters('jp/two'), { country_code: 'JP', priority: 20 }),
  ];
}
