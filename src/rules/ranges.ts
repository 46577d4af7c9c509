/** `[from, to)` in any unit. Lists of ranges ascend, and their ranges neither touch nor overlap. */
export interface Range {
  from: number;
  to: number;
}

/** Ranges in any order, made one list: those that touch or overlap become one. */
export function union(ranges: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (from >= to) continue;
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

/** What of `within` is in none of the ranges. */
export function complement(ranges: readonly Range[], within: Range): Range[] {
  const free: Range[] = [];
  let { from } = within;
  for (const range of ranges) {
    if (from < Math.min(range.from, within.to)) free.push({ from, to: Math.min(range.from, within.to) });
    from = Math.max(from, range.to);
  }
  if (from < within.to) free.push({ from, to: within.to });
  return free;
}

/** What is in both lists. */
export function intersection(a: readonly Range[], b: readonly Range[]): Range[] {
  const both: Range[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const from = Math.max(a[i]!.from, b[j]!.from);
    const to = Math.min(a[i]!.to, b[j]!.to);
    if (from < to) both.push({ from, to });
    if (a[i]!.to < b[j]!.to) i++;
    else j++;
  }
  return both;
}

export const shift = (ranges: readonly Range[], by: number): Range[] => ranges.map(({ from, to }) => ({ from: from + by, to: to + by }));

/** Those that `within` touches, cut to it. */
export function cut(ranges: readonly Range[], within: Range): Range[] {
  // The first that ends behind the beginning, by bisection: a year is cut into days.
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ranges[middle]!.to <= within.from) low = middle + 1;
    else high = middle;
  }
  const inside: Range[] = [];
  for (let index = low; index < ranges.length && ranges[index]!.from < within.to; index++) {
    inside.push({ from: Math.max(ranges[index]!.from, within.from), to: Math.min(ranges[index]!.to, within.to) });
  }
  return inside;
}
