/** A page of the list; its first row is at `(page - 1) * per_page`. */
export interface Window {
  page: number;
  per_page: number;
}

/**
 * The window that has the row at `position` and reaches furthest beyond it. The offset of a page is a multiple of its
 * size, so a size between 80 and 100 % of the largest finds one that starts little before any position.
 */
export function forward(position: number, max: number): Window {
  return best(max, (per_page) => {
    const start = startOf(position, per_page);
    return { start, gain: start + per_page - position };
  });
}

/** The window that has the row at `position` and reaches furthest before it. */
export function backward(position: number, max: number): Window {
  return best(max, (per_page) => {
    const start = startOf(position, per_page);
    return { start, gain: position - start };
  });
}

/** The window that reaches `spare` rows past the end of a list of `length` rows, and furthest before that. */
export function ending(length: number, spare: number, max: number): Window {
  return best(max, (per_page) => {
    const start = startOf(Math.max(0, length - 1), per_page);
    const over = start + per_page - length;
    return { start, gain: over >= spare ? length - start : over - max };
  });
}

/** The smallest window that has the rows `[from, to)`; `null` where each size up to `max` parts them. */
export function covering(from: number, to: number, max: number): Window | null {
  for (let per_page = Math.max(1, to - from); per_page <= max; per_page++) {
    const start = startOf(from, per_page);
    if (to <= start + per_page) return { page: start / per_page + 1, per_page };
  }
  return null;
}

function best(max: number, of: (per_page: number) => { start: number; gain: number }): Window {
  let found = { page: 1, per_page: max };
  let most = -Infinity;
  for (let per_page = max; per_page >= Math.ceil(max * 0.8); per_page--) {
    const { start, gain } = of(per_page);
    if (gain > most) {
      most = gain;
      found = { page: start / per_page + 1, per_page };
    }
  }
  return found;
}

function startOf(position: number, per_page: number): number {
  return position - (position % per_page);
}
