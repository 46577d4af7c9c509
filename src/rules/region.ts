import type { Context, Choice, Region } from './types.js';
import type { Instant, Weekday } from '../client/types.js';
import type { Box } from './boxes.js';
import { ANY_DAY } from './days.js';
import type { Space } from './space.js';
import type { Cell } from './survey.js';
import { weekdayOrder, weekdays } from './time.js';

/** Regions in words of the API, in the order of time, device, country and weekday. */
export function regionsOf(boxes: readonly Box[], space: Space): Region[] {
  return [...boxes]
    .sort(compareBoxes)
    .map(({ devices, countries, from, to, days }) => ({
      devices: choiceOf(devices, space.devices),
      countries: choiceOf(countries, space.countries),
      from: from === 0 ? null : instantOf(space.bounds[from]!),
      to: to === space.bounds.length - 1 && space.span.isWhole ? null : instantOf(space.bounds[to]!),
      weekdays: days === ANY_DAY ? null : weekdaysOf(days),
    }));
}

/** Classes are in the order of their names. */
export function compareBoxes(a: Box, b: Box): number {
  return a.from - b.from || a.to - b.to || compare(a.devices, b.devices) || compare(a.countries, b.countries) || a.days - b.days;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, position) => value !== b[position]);
  return index < 0 ? a.length - b.length : a[index]! - (b[index] ?? -1);
}

/** A context of a cell, the first there is. */
export function contextOf({ device, country, from, to, days }: Cell, space: Space): Context {
  const ms = space.days.first(space.bounds[from]!, space.bounds[to]!, days) ?? space.bounds[from]!;
  return { device: space.devices[device - 1] ?? null, country: space.countries[country - 1] ?? null, at: instantOf(ms) };
}

/** A cell of a box. */
export function cellOf({ devices, countries, from, to, days }: Box): Cell {
  return { device: devices[0]!, country: countries[0]!, from, to, days };
}

export const instantOf = (ms: number): Instant => new Date(ms).toISOString();

/** Class 0 is whatever has no name of its own. */
function choiceOf(classes: readonly number[], names: readonly string[]): Choice {
  if (!classes.includes(0)) return { only: classes.map((index) => names[index - 1]!).sort() };
  const chosen = new Set(classes);
  return { except: names.filter((_, index) => !chosen.has(index + 1)) };
}

function weekdaysOf(days: number): Weekday[] {
  return weekdayOrder.filter((name) => days & (1 << (weekdays as readonly string[]).indexOf(name)));
}
