import type { Instant, Open, Rule, Weekday } from '../../client/types.js';
import { enRuleEditor, type RuleEditorTerms } from '../../locales/en.rule-editor.js';
import type { Choice, Destination, Fraction, Landing, Outcome, Region } from '../../rules/types.js';
import { percentsIn, timesIn, weekdaysIn } from './format-parts.js';
import { isolate, plain, shortUrl } from './plain-text.js';


/** Names, times and sentences in the page's language and the display zone. All of them are text, never markup. */
export interface Formats {
  readonly lang: string;
  /** IANA name of the zone in which instants are written. */
  readonly timeZone: string;
  /** "iPhone or iPad"; unknown names as they are; `null` is "unknown device". */
  device: (device: string | null) => string;
  /** "Netherlands"; `null` is "unknown country". */
  country: (code: string | null) => string;
  /** "the Netherlands", as it stands after "in". */
  countryInText: (code: string) => string;
  weekday: (day: Open<Weekday>, form?: 'long' | 'short') => string;
  /** "Monday to Friday", "Saturday and Sunday", "Monday and Thursday". */
  weekdays: (days: readonly Open<Weekday>[]) => string;
  /** Date and time in the display zone, with seconds where there are any, and with the offset where clocks show it twice. */
  instant: (at: Instant | Date) => string;
  /** The same instant in UTC: "2026-03-29 00:30 UTC". */
  utc: (at: Instant | Date) => string;
  number: (value: number) => string;
  /** "70%" where exact, "33.3%" where rounded; never 0% or 100% for what is neither. */
  percent: (fraction: Fraction) => string;
  /** Without scheme and `www.`, shortened in the middle; whole where it cannot be read. */
  url: (url: string) => string;
  /** Who and when, without where to: "iPhone or iPad in the Netherlands, on Mondays, until …"; "Everyone" where nothing is asked. */
  conditions: (rule: Pick<Rule, 'device' | 'country_code' | 'days_of_week' | 'start_at' | 'end_at'>) => string;
  /** As `conditions`, of several devices and countries, or of all but some. */
  region: (region: Region) => string;
  /** "shop.example.com/nl", "70% a.example, 30% b.example", "nowhere: the licence has ended". */
  landing: (landing: Landing | Outcome) => string;
  destination: (destination: Pick<Destination, 'kind' | 'url'>) => string;
  /** "a.example → b.example"; addresses that look the same when short are whole. */
  change: (before: Landing | Outcome, after: Landing | Outcome) => string;
  /** "a, b and c". */
  list: (items: readonly string[]) => string;
  /** "a, b or c". */
  either: (items: readonly string[]) => string;
  /** Text of any direction, to be put into a sentence without turning the rest of it round. */
  isolate: (text: string) => string;
}

const cache = new WeakMap<RuleEditorTerms, Map<string, Formats>>();

/**
 * Made once for each language and pair of zones. A `lang` that is no language tag is English.
 * @throws {RangeError} for a zone that `Intl` does not know
 */
export function formatsOf(lang: string, timeZone: string, weekdayTimeZone: string, words: RuleEditorTerms = enRuleEditor): Formats {
  let ofWords = cache.get(words);
  if (!ofWords) cache.set(words, (ofWords = new Map<string, Formats>()));
  const key = `${lang}|${timeZone}|${weekdayTimeZone}`;
  let formats = ofWords.get(key);
  if (!formats) ofWords.set(key, (formats = make(localeOf(lang), timeZone, weekdayTimeZone, words.phrases)));
  return formats;
}

/** A wrong `lang` is the page's mistake and must not cost the editor. */
function localeOf(lang: string): string {
  try {
    return Intl.getCanonicalLocales(lang)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

function make(lang: string, timeZone: string, weekdayTimeZone: string, words: RuleEditorTerms['phrases']): Formats {
  const lists = (type: 'conjunction' | 'disjunction' | 'unit', style: 'long' | 'short' = 'long') => {
    const format = new Intl.ListFormat(lang, { type, style });
    return (items: readonly string[]) => format.format(items);
  };
  const list = lists('conjunction');
  const either = lists('disjunction');
  const comma = lists('unit', 'short');
  const times = timesIn(lang, timeZone);
  const days = weekdaysIn(lang, words, list);
  const numbers = new Intl.NumberFormat(lang);
  const percent = percentsIn(lang, words);
  // Of two zones the one that is not in sight is named.
  const daysZone = weekdayTimeZone === timeZone ? '' : weekdayTimeZone;

  const devices: Record<string, string> = words.devices;
  const device = (name: string | null) => (name === null ? words.unknownDevice : Object.hasOwn(devices, name) ? devices[name]! : plain(name, words.noName));
  const deviceInText = (name: string) => (Object.hasOwn(devices, name) ? device(name) : isolate(device(name)));
  const names = new Intl.DisplayNames(lang, { type: 'region' });
  const country = (code: string | null) => {
    if (code === null) return words.unknownCountry;
    try {
      return names.of(code.toUpperCase()) ?? plain(code, words.noName);
    } catch {
      // Not a code of a country: shown as it came.
      return plain(code, words.noName);
    }
  };
  const countryInText = (code: string) => {
    const name = country(code);
    return words.countryInText(name === code.toUpperCase() || name === code ? isolate(name) : name, code.toUpperCase());
  };

  const who = (choice: Choice) => {
    if ('only' in choice) return choice.only.length > 0 ? either(choice.only.map(deviceInText)) : words.nobody;
    return choice.except.length > 0 ? words.allDevicesBut(either(choice.except.map(deviceInText))) : words.everyone;
  };
  const where = (choice: Choice) => {
    if ('only' in choice) return choice.only.length > 0 ? words.inCountries(either(choice.only.map(countryInText))) : words.inNoCountry;
    return choice.except.length > 0 ? words.anywhereBut(either(choice.except.map(countryInText))) : '';
  };
  const window = (from: Instant | null, to: Instant | null) => {
    if (from === null) return to === null ? '' : words.until(times.local(to));
    return to === null ? words.from(times.local(from)) : words.fromTo(times.local(from), times.local(to));
  };
  const region = ({ devices, countries, weekdays, from, to }: Region) =>
    words.sentence([words.whoWhere(who(devices), where(countries)), weekdays ? days.inText(weekdays, daysZone) : '', window(from, to)].filter(Boolean));

  const destination = ({ kind, url }: Pick<Destination, 'kind' | 'url'>, write = short) => {
    if (url !== null) return write(url);
    return kind === 'content' ? words.ownContent : words.nowhere;
  };
  const landing = ({ kind, destinations }: Landing | Outcome, write = short) => {
    if (kind !== 'landed') return words.ended[kind];
    const [first] = destinations;
    if (!first) return words.nowhere;
    if (destinations.length === 1) return destination(first, write);
    return comma(destinations.map((one) => words.share(percent(one.probability), isolate(destination(one, write)))));
  };
  const short = (url: string) => shortUrl(plain(url, words.noName));
  const whole = (url: string) => plain(url, words.noName);

  return {
    lang,
    timeZone,
    device,
    country,
    countryInText,
    weekday: days.name,
    weekdays: days.text,
    instant: times.local,
    utc: times.utc,
    number: (value) => numbers.format(value),
    percent,
    url: short,
    conditions: (rule) =>
      region({
        devices: rule.device === null ? { except: [] } : { only: [rule.device] },
        countries: rule.country_code === null ? { except: [] } : { only: [rule.country_code] },
        from: rule.start_at,
        to: rule.end_at,
        weekdays: rule.days_of_week?.length ? (rule.days_of_week as Weekday[]) : null,
      }),
    region,
    landing: (one) => landing(one),
    destination: (one) => destination(one),
    change: (before, after) => {
      let texts = [landing(before), landing(after)] as const;
      if (texts[0] === texts[1]) texts = [landing(before, whole), landing(after, whole)];
      return words.change(isolate(texts[0]), isolate(texts[1]));
    },
    list,
    either,
    isolate,
  };
}
