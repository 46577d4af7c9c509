import type { Rule } from '../../client/types.js';
import { ANY_DAY, Days } from '../../rules/days.js';
import { weekdays } from '../../rules/time.js';
import type { RuleSemantics } from '../../rules/types.js';

/** What a rule asks for, read once. */
interface Asked {
  device: string | null;
  country: string | null;
  start: number;
  end: number;
  /** As bits, 0 = Sunday. */
  days: number;
}

const known = new WeakMap<Rule, Asked>();

/** Whether there can be a scan that all of these rules match, whatever day it is now. Active or not does not matter. */
export function meet(rules: readonly Rule[], semantics: RuleSemantics): boolean {
  let [device, country]: [string | null, string | null] = [null, null];
  let [start, end, days] = [-Infinity, Infinity, ANY_DAY];
  for (const rule of rules) {
    const asked = read(rule);
    if (device !== null && asked.device !== null && device !== asked.device) return false;
    if (country !== null && asked.country !== null && country !== asked.country) return false;
    device ??= asked.device;
    country ??= asked.country;
    start = Math.max(start, asked.start);
    end = Math.min(end, asked.end);
    days &= asked.days;
  }
  // To the millisecond, every boundary is a half-open one.
  const from = start + (semantics.boundary[0] === '[' ? 0 : 1);
  const to = end + (semantics.boundary[1] === ']' ? 1 : 0);
  return from < to && (days & new Days(semantics.weekdayTimeZone).within(from, to)) !== 0;
}

/**
 * A number for each rule, the same for those that can match the same scan and those that can with one of these. A thousand rules
 * are half a million pairs: nearly all are told apart, or are together already, without a look at days and times.
 */
export function circleNumbers(rules: readonly Rule[], semantics: RuleSemantics): Uint32Array {
  const names = new Map<string | null, number>([[null, 0]]);
  const numberOf = (name: string | null) => names.get(name) ?? names.set(name, names.size).size - 1;
  const all = rules.map(read);
  const devices = Uint32Array.from(all, ({ device }) => numberOf(device));
  const countries = Uint32Array.from(all, ({ country }) => numberOf(country));
  const circles = Uint32Array.from(all.keys());
  for (let one = 1; one < rules.length; one++) {
    const [device, country] = [devices[one]!, countries[one]!];
    for (let other = 0; other < one; other++) {
      if (circles[one] === circles[other]) continue;
      if (device !== devices[other] && device !== 0 && devices[other] !== 0) continue;
      if (country !== countries[other] && country !== 0 && countries[other] !== 0) continue;
      if (!meet([rules[one]!, rules[other]!], semantics)) continue;
      const [from, to] = [circles[one]!, circles[other]!];
      for (let index = 0; index <= one; index++) if (circles[index] === from) circles[index] = to;
    }
  }
  return circles;
}

/** Why a rule can never match; `null` where it can. */
export function contradiction(rule: Rule, semantics: RuleSemantics): 'order' | 'weekdays' | null {
  if (meet([rule], semantics)) return null;
  const { start, end } = read(rule);
  return start >= end ? 'order' : 'weekdays';
}

function read(rule: Rule): Asked {
  let asked = known.get(rule);
  if (!asked) {
    const days = (rule.days_of_week ?? []).reduce((mask, day) => mask | bit(day), 0);
    const moment = (at: string | null, otherwise: number) => (at === null || Number.isNaN(Date.parse(at)) ? otherwise : Date.parse(at));
    asked = {
      device: rule.device,
      country: rule.country_code?.toUpperCase() ?? null,
      start: moment(rule.start_at, -Infinity),
      end: moment(rule.end_at, Infinity),
      days: days === 0 ? ANY_DAY : days,
    };
    known.set(rule, asked);
  }
  return asked;
}

const bit = (day: string) => {
  const index = (weekdays as readonly string[]).indexOf(day.toLowerCase());
  return index < 0 ? 0 : 1 << index;
};
