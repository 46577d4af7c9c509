import type { Instant, Open, Weekday } from '../../client/types.js';
import type { RuleEditorTerms } from '../../locales/en.rule-editor.js';
import type { Fraction } from '../../rules/types.js';
import { weekdayOrder } from '../../rules/time.js';
import { zoneOf } from '../../time/zones.js';
import { isolate, plain } from './plain-text.js';

/** Instants whose text is kept. */
const KEPT = 10_000;

/** Instants in a zone and in UTC. What is no instant is shown as it came. */
export function timesIn(lang: string, timeZone: string) {
  const zone = zoneOf(timeZone);
  const made = new Map<string, Intl.DateTimeFormat>();
  /** Made when first needed: each costs as much as formatting a hundred dates. */
  const format = (timeStyle: 'short' | 'medium') => {
    let known = made.get(timeStyle);
    if (!known) made.set(timeStyle, (known = new Intl.DateTimeFormat(lang, { timeZone, dateStyle: 'medium', timeStyle })));
    return known;
  };
  const offset = (ms: number) => {
    const parts = new Intl.DateTimeFormat(lang, { timeZone, timeZoneName: 'shortOffset' }).formatToParts(ms);
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  };
  /** Whether clocks of the zone show this time at another instant too, as they do when an hour is repeated. */
  const isTwice = (second: number) => {
    const [here, next] = zone.ranges(second, second + 10_800);
    const before = zone.ranges(second - 10_800, second)[0];
    if (!here || !before) return false;
    return (next !== undefined && second + here.offset - next.offset >= next.start) || second + here.offset - before.offset < here.start;
  };

  const local = (ms: number) => {
    const text = format(ms % 60_000 === 0 ? 'short' : 'medium').format(ms);
    return isTwice(Math.floor(ms / 1000)) ? `${text} ${offset(ms)}` : text;
  };
  const written = new Map<number, string>();

  return {
    local: (at: Instant | Date) => {
      const ms = typeof at === 'string' ? Date.parse(at) : at.getTime();
      if (Number.isNaN(ms)) return isolate(plain(String(at), '?'));
      // Lists are drawn often, and mostly with the same instants.
      if (written.size > KEPT) written.clear();
      if (!written.has(ms)) written.set(ms, local(ms));
      return written.get(ms)!;
    },
    utc: (at: Instant | Date) => {
      const ms = typeof at === 'string' ? Date.parse(at) : at.getTime();
      if (Number.isNaN(ms)) return isolate(plain(String(at), '?'));
      const [day, time] = new Date(ms).toISOString().split('T') as [string, string];
      return `${day} ${time.slice(0, ms % 60_000 === 0 ? 5 : 8)} UTC`;
    },
  };
}

/** Names of weekdays, of several of them together, and as they stand in a sentence. */
export function weekdaysIn(lang: string, words: RuleEditorTerms['phrases'], list: (items: readonly string[]) => string) {
  const made = new Map<string, string>();
  const name = (day: Open<Weekday>, form: 'long' | 'short' = 'long') => {
    const index = indexOf(day);
    if (index < 0) return plain(day, words.noName);
    const key = `${index}${form}`;
    let known = made.get(key);
    // 1 January 2024 was a Monday.
    if (!known) made.set(key, (known = new Intl.DateTimeFormat(lang, { weekday: form, timeZone: 'UTC' }).format(Date.UTC(2024, 0, index + 1))));
    return known;
  };
  /** Days in a row, three or more of them, as a range. */
  const parts = (days: readonly Open<Weekday>[], one: (name: string) => string) => {
    const unknown = [...new Set(days.filter((day) => indexOf(day) < 0))];
    const runs = runsOf(new Set(days.map(indexOf).filter((index) => index >= 0)));
    const isRange = runs.some((run) => run.length > 2);
    const texts = runs.flatMap((run) => {
      const named = run.map((index) => name(weekdayOrder[index]!));
      return run.length > 2 ? [words.dayRange(named[0]!, named.at(-1)!)] : named.map(isRange ? String : one);
    });
    return { isRange, text: list([...texts, ...unknown.map((day) => isolate(name(day)))]) };
  };
  const isAll = (days: readonly Open<Weekday>[]) => weekdayOrder.every((_, index) => days.some((day) => indexOf(day) === index));

  return {
    name,
    text: (days: readonly Open<Weekday>[]) => (isAll(days) ? words.everyDay : parts(days, String).text),
    inText: (days: readonly Open<Weekday>[], zone: string) => {
      if (isAll(days)) return '';
      const { isRange, text } = parts(days, words.everyWeek);
      const said = isRange ? words.onDayRange(text) : words.onDays(text);
      return zone === '' ? said : words.daysIn(said, zone);
    },
  };
}

const indexOf = (day: string) => (weekdayOrder as readonly string[]).indexOf(day.toLowerCase());

/** Neighbouring days together; where that makes one range of all of them, over the week's end too. */
function runsOf(days: ReadonlySet<number>): number[][] {
  const runs: number[][] = [];
  for (let index = 0; index < 7; index++) {
    if (!days.has(index)) continue;
    if (days.has(index - 1)) runs.at(-1)!.push(index);
    else runs.push([index]);
  }
  const [first, last] = [runs[0], runs.at(-1)];
  return runs.length === 2 && first![0] === 0 && last!.at(-1) === 6 ? [[...last!, ...first!]] : runs;
}

/** Exact to two digits where it can be, else rounded to one. */
export function percentsIn(lang: string, words: RuleEditorTerms['phrases']): (fraction: Fraction) => string {
  const exact = new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 2 });
  const rounded = new Intl.NumberFormat(lang, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return ({ n, d }) => {
    // Sums of weights times 10,000 may be beyond what a number holds exactly.
    if ((BigInt(n) * 10_000n) % BigInt(d) === 0n) return exact.format(n / d);
    if (n / d < 0.001) return words.lessThan(rounded.format(0.001));
    if (n / d > 0.999) return words.moreThan(rounded.format(0.999));
    return rounded.format(n / d);
  };
}
