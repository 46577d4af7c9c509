import type { Destination, Fraction, Landing, Outcome, Region } from '../../rules/types.js';
import type { Instant, Rule, Weekday } from '../../client/types.js';

/** Names, times and sentences in the page's language and the display zone. All of them are text, never markup. */
export interface Formats {
  readonly lang: string;
  /** "iPhone or iPad (iOS)"; unknown names as they are; `null` is "unknown device". */
  device: (device: string | null) => string;
  /** "Netherlands"; `null` is "unknown country". */
  country: (code: string | null) => string;
  weekday: (day: Weekday, form?: 'long' | 'short') => string;
  /** "Monday to Friday", "Saturday and Sunday", "Monday and Thursday". */
  weekdays: (days: readonly Weekday[]) => string;
  /** Date and time in the display zone. */
  instant: (at: Instant | Date) => string;
  /** The same instant in UTC: "2026-03-29 00:30 UTC". */
  utc: (at: Instant | Date) => string;
  /** "70 %" where exact, "33.3 %" where rounded; never 0 % or 100 % for what is neither. */
  percent: (fraction: Fraction) => string;
  /** Without scheme and `www.`, shortened in the middle; whole where it cannot be read. */
  url: (url: string) => string;
  /** Who and when, without where to: "iPhone or iPad in the Netherlands, on Mondays, until …"; "Everyone" where nothing is asked. */
  conditions: (rule: Pick<Rule, 'device' | 'country_code' | 'days_of_week' | 'start_at' | 'end_at'>) => string;
  region: (region: Region) => string;
  /** "shop.example.com/nl", "70 % a.example, 30 % b.example", "nowhere: the licence has ended". */
  landing: (landing: Landing | Outcome) => string;
  destination: (destination: Pick<Destination, 'kind' | 'url'>) => string;
}

export declare function formatsOf(lang: string, timeZone: string, weekdayTimeZone: string): Formats;
