import { freshState, type Mark, type Segment, type SyncState } from './segments.js';
import { Contradiction, Held, type Order } from './sync-order.js';
import type { Answer } from './sync-requests.js';
import type { ScanHolder } from './types.js';

export type Row = Answer['rows'][number];

/** Late scans of one page, for example of slow transactions, that are nothing to wonder at. */
const MAX_LATE = 10;

/** What is held and the segments that tell of it, which change together. Pages are taken newest row first. */
export class Cover {
  readonly state: SyncState;
  readonly holder: ScanHolder;
  readonly order: Order;
  readonly #changed: () => void;

  constructor(state: SyncState, holder: ScanHolder, order: Order, changed: () => void) {
    this.state = state;
    this.holder = holder;
    this.order = order;
    this.#changed = changed;
  }

  /** The segment at the newest end. Only while something is covered. */
  get newest(): Segment {
    return this.state.segments[0]!;
  }

  /** Takes a page at the newest end of the list. @throws {Contradiction} as `extend` */
  put(run: readonly Row[], asOf: number): void {
    const { state, order } = this;
    const [hi, lo] = [markOf(run[0]!), markOf(run.at(-1)!)];
    const count = this.#add(run);
    const newest = state.segments[0];
    if (newest && order.newer(newest.hi, lo)) {
      newest.count += count;
      if (!order.newer(newest.hi, hi)) newest.hi = hi;
      if (order.newer(newest.lo, lo)) newest.lo = lo;
      this.#join(false);
    } else {
      // A list that was empty had its oldest end at what is its newest now.
      if (!newest) state.oldest = false;
      state.segments.unshift({ hi, lo, count });
    }
    state.asOf = asOf;
    this.#changed();
  }

  /** Takes a page at the oldest end, below all that is covered. */
  putOldest(run: readonly Row[]): void {
    this.state.segments.push({ hi: markOf(run[0]!), lo: markOf(run.at(-1)!), count: this.#add(run) });
    this.state.oldest = true;
    this.#join(false);
    this.#changed();
  }

  /** Takes a page that is the whole list: what it does not show is gone. */
  replace(rows: readonly Row[], asOf: number): void {
    const { holder, state } = this;
    const shown = new Set(rows.map(({ id }) => id));
    const gone = Array.from(holder.entries().ids).filter((id) => !shown.has(id));
    if (gone.length > 0) holder.remove(gone);
    holder.add(rows.map(({ scan }) => scan));
    const sorted = [...rows].sort((a, b) => b.at - a.at || b.id - a.id).map(markOf);
    state.segments = sorted.length > 0 ? [{ hi: sorted[0]!, lo: sorted.at(-1)!, count: holder.size }] : [];
    Object.assign(state, { oldest: true, asOf, unexplained: 0 });
    this.#changed();
  }

  /** Whether a page begins with a scan of the newest segment, or above it and reaches it. */
  isAnchored(run: readonly Row[]): boolean {
    const { newest, holder, order } = this;
    const next = this.state.segments[1];
    const isOf = (row: Row) => holder.has(row.scan) && (row.id === newest.lo.id || !next || order.newer(row, next.hi));
    const first = run[0];
    return first !== undefined && (isOf(first) || (order.newer(first, newest.hi) && run.some(isOf)));
  }

  /**
   * Extends the newest segment by an anchored page. Returns whether that led on.
   * @throws {Contradiction} where most of what the page shows of the segment is not held
   */
  extend(run: readonly Row[], reachesEnd: boolean): boolean {
    const { newest, holder, order, state } = this;
    const last = run.at(-1)!;
    const wasHeld = holder.has(last.scan);
    const added = this.#add(run);
    newest.count += added;
    if (order.newer(run[0]!, newest.hi)) newest.hi = markOf(run[0]!);
    // Of two scans of one second the one that was not held is below.
    const isBelow = order.newer(newest.lo, last) || (!wasHeld && !order.newer(last, newest.lo));
    if (isBelow || run.some(({ id }) => id === newest.lo.id)) newest.lo = markOf(last);
    const joined = this.#join(reachesEnd);
    if (reachesEnd) state.oldest = true;
    this.#changed();
    return added > 0 || joined || reachesEnd;
  }

  /**
   * Gives up the second in which the newest segment meets the next, since of its scans it cannot be told whose they are.
   * Returns whether there was one.
   */
  part(): boolean {
    const { holder, newest, order, state } = this;
    const second = newest.lo.at;
    if (state.segments[1]?.hi.at !== second || !order.byTime) return false;
    const { ids, seconds } = holder.entries();
    const [first, end] = [seconds.findIndex((at) => at >= second), seconds.findLastIndex((at) => at <= second) + 1];
    const markAt = (index: number): Mark => ({ id: ids[index]!, at: seconds[index]! });
    const last = state.segments.at(-1);
    const below = state.segments.slice(1).filter(({ lo }) => lo.at < second);
    if (below[0]?.hi.at === second) {
      below[0].hi = markAt(first - 1);
      below[0].count = below.slice(1).reduce((left, { count }) => left - count, first);
    }
    // Nothing but the place of the newest scan may be left, until that is read again.
    const place = { id: newest.hi.id, at: second + 1 };
    const above = end < ids.length ? { lo: markAt(end), hi: newest.hi } : { lo: place, hi: place };
    holder.remove(Array.from(ids.subarray(first, end)));
    state.segments = [{ ...above, count: ids.length - end }, ...below.filter(({ count }) => count > 0)];
    state.oldest &&= state.segments.at(-1) === last;
    this.#changed();
    return true;
  }

  /** Takes over what a search has found; everything is covered. Returns how many scans that were. */
  correct(gone: readonly number[], shown: readonly Row[]): number {
    const { holder, order, state } = this;
    const newest = state.segments[0];
    // What is newer than the newest held belongs to the next look at the head.
    const late = shown.filter((row) => newest && !order.newer(row, newest.hi));
    const changes = (gone.length > 0 ? holder.remove(gone) : 0) + holder.add(late.map(({ scan }) => scan));
    if (newest) newest.count = holder.size;
    if (changes > 0) this.#changed();
    return changes;
  }

  /** Forgets everything: what was read does not fit together. */
  forget(): void {
    const { holder, state } = this;
    holder.remove(Array.from(holder.entries().ids));
    const { total, asOf } = state;
    Object.assign(state, freshState(), { total, asOf });
    this.order.forget();
    this.#changed();
  }

  /** Where the newest segment ends, told from the position of one of its scans and how many are held between. */
  endFrom(row: Mark, position: number): number {
    const held = new Held(this.holder, this.order);
    const index = held.indexOf(row);
    const { count } = this.newest;
    return Math.max(0, this.order.newestFirst ? position + count - 1 - index : position - (count - (held.length - index)));
  }

  #add(run: readonly Row[]): number {
    const { holder, order, state } = this;
    const newest = state.segments[0];
    if (newest) {
      const inside = run.filter((row) => order.newer(newest.hi, row) && order.newer(row, newest.lo));
      const missing = inside.filter(({ scan }) => !holder.has(scan)).length;
      if (missing > MAX_LATE && missing * 2 > inside.length) throw new Contradiction('What was covered has other scans.');
    }
    return holder.add(run.map(({ scan }) => scan));
  }

  /** Joins the segments that the newest one reaches; all of them where it reaches the oldest end. */
  #join(all: boolean): boolean {
    const { newest, order, state } = this;
    let joined = 0;
    for (const { hi, lo, count } of state.segments.slice(1)) {
      // Beyond its first row: scans of that second may have come since, and stand below it.
      if (!all && !order.newer(hi, newest.lo)) break;
      newest.count += count;
      if (!order.newer(lo, newest.lo)) newest.lo = lo;
      joined++;
    }
    state.segments.splice(1, joined);
    return joined > 0;
  }
}

function markOf({ id, at }: Mark): Mark {
  return { id, at };
}
