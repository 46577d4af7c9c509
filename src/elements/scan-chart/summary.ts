import type { View } from './view.js';
import { barsOf } from './view.js';

/** Fewer scans than this are noise, and no trend is read from them. */
const FEW = 10;

/** What a person would say who reads the chart to another, made of the data alone. */
export function summaryOf(view: View): string {
  const { rollup, words } = view;
  if (rollup.scans === 0) return rollup.total === 0 ? words.empty : words.emptyPeriod;
  const parts = [opening(view), comparison(view)];
  if (rollup.breakdown) parts.push(topValue(view));
  else if (rollup.heat) parts.push(busiest(view, rollup.heat));
  else parts.push(...extremes(view));
  if (!rollup.breakdown && !rollup.heat && view.running >= 0 && rollup.series.length > 1) parts.push(words.running(view.name(view.running)));
  return parts.filter(Boolean).join(' ');
}

function opening({ rollup, formats, words, bounds }: View): string {
  const scans = words.scans(rollup.scans, formats.number(rollup.scans));
  if (rollup.series.length === 0) return `${scans}.`;
  const [from, to] = [formats.day(bounds[0]!), formats.day(bounds.at(-1)! - 1)];
  return from === to ? words.summaryOneDay(scans, from) : words.summary(scans, from, to);
}

function comparison({ rollup, formats, words, running }: View): string {
  const { previous, scans } = rollup;
  if (!previous || previous.scans === null) return '';
  const soFar = running >= 0 ? ` ${words.comparedSoFar}` : '';
  if (previous.scans === 0) return words.fresh;
  if (previous.young) return words.young;
  const change = scans / previous.scans - 1;
  const said = change > 0 ? words.more(formats.percent(change)) : change < 0 ? words.fewer(formats.percent(-change)) : words.equal;
  return said + soFar;
}

/** The most and the least of the whole buckets: one that still runs or is cut off proves nothing. */
function extremes(view: View): string[] {
  const { rollup, formats, words } = view;
  const whole = rollup.series.flatMap(({ scans, incomplete, clipped }, index) => (scans === null || incomplete || clipped ? [] : [{ scans, index }]));
  if (whole.length < 2) return [];
  if (rollup.scans < FEW) return [words.few];
  const most = whole.reduce((a, b) => (b.scans > a.scans ? b : a));
  const least = whole.reduce((a, b) => (b.scans < a.scans ? b : a));
  const said = ({ index, scans }: { index: number; scans: number }) => [view.name(index), formats.number(scans)] as const;
  return most.scans === least.scans ? [] : [words.peak(...said(most)), ...(whole.length > 2 ? [words.low(...said(least))] : [])];
}

function topValue(view: View): string {
  const [first] = barsOf(view);
  return first ? view.words.top(first.label, view.formats.percent(first.share)) : '';
}

function busiest({ formats, words }: View, heat: number[][]): string {
  const most = Math.max(...heat.flat());
  const weekday = heat.findIndex((hours) => hours.includes(most));
  return words.busiest(formats.weekday(weekday + 1), formats.hour(heat[weekday]!.indexOf(most)));
}
