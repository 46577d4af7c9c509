import { freshState, isComplete, type Mark, type Segment, type SyncState } from './segments.js';
import { Contradiction, Held, type Order } from './sync-order.js';
import type { Answer, Requests } from './sync-requests.js';
import { backward, ending, forward, type Window } from './sync-window.js';
import type { ScanHolder } from './types.js';

type Row = Answer['rows'][number];

/** Pages in a row that lead nowhere, after which the list is given up. */
const MAX_IDLE = 40;

export interface CrawlParts {
  state: SyncState;
  holder: ScanHolder;
  order: Order;
  requests: Requests;
  /** Tells of a change of holder and state, in the same turn. */
  changed: () => void;
  /** Keeps both. */
  save: () => Promise<void>;
}

/**
 * Reads the list from its newest scans to its oldest. Only two kinds of page count: one at an end of the list, and one
 * that begins with a scan of the newest segment, so that nothing can have slipped between. Positions are guesses until a
 * page confirms them; `total` serves guesses alone.
 */
export class Crawl {
  readonly parts: CrawlParts;
  /** Rows that a page may have. */
  max = 100;
  /** Rows of the list when its newest scans were read; `null` where neither `meta` nor the page told. */
  length: number | null = null;
  /** Position of the oldest scan of the newest segment, as far as is known. */
  #position = 0;
  /** How far windows reach back into what is held; grows where rows are being deleted. */
  #margin = 0;

  constructor(parts: CrawlParts) {
    this.parts = parts;
  }

  async ask(window: Window): Promise<Answer> {
    const { state, requests, order } = this.parts;
    const answer = await requests.ask(window);
    state.total = answer.total;
    if (answer.rows.length > window.per_page) throw new Contradiction('The size of pages is not what was asked for.');
    if (answer.perPage !== null && answer.perPage < window.per_page) this.max = Math.max(1, answer.perPage);
    // Where the total does not say so, an end is only one that nothing follows; else the server has smaller pages.
    const isDoubtful = answer.rows.length > 0 && answer.short && (!answer.ended || (answer.start === 0 && answer.total === null));
    if (isDoubtful) {
      const next = await requests.ask({ page: window.page + 1, per_page: window.per_page });
      answer.ended = next.rows.length === 0;
      if (!answer.ended && answer.start === 0) this.max = answer.rows.length;
    }
    // One page that is the whole list needs no order.
    if (answer.start > 0 || !answer.ended) order.agree(answer.rows);
    return answer;
  }

  /** Reads the newest end of the list. Returns whether that was all of it. */
  async head(): Promise<boolean> {
    const { state, requests, order } = this.parts;
    const asOf = requests.now();
    let oldest: Answer | null = null;
    if (order.isOpen || order.newestFirst) {
      const top = await this.ask({ page: 1, per_page: this.max });
      if (top.ended) return this.#replace(top, asOf);
      if (order.isOpen) await this.#findOrder(top);
      if (order.newestFirst) {
        this.length = top.total;
        this.#put(top.rows, asOf);
        const { lo, count } = state.segments[0]!;
        this.#position = (lo.id === top.rows.at(-1)!.id ? top.rows.length : count) - 1;
        await this.parts.save();
        return false;
      }
      if (state.segments.length === 0) oldest = top;
    }
    const tail = await this.end(state.total ?? this.parts.holder.size);
    if (tail.start === 0) return this.#replace(tail, asOf);
    this.length = tail.total ?? tail.start + tail.rows.length;
    this.#put([...tail.rows].reverse(), asOf);
    // Not before: a segment at the oldest end alone would pass for all there is.
    if (oldest) this.#putOldest([...oldest.rows].reverse());
    this.#position = Math.max(0, this.length - state.segments[0]!.count);
    await this.parts.save();
    return false;
  }

  /** Reads on until all is covered, or until so much is new at the top that this has to be read first. */
  async fill(): Promise<void> {
    const { state, order } = this.parts;
    let back = 1;
    for (let idle = 0; !isComplete(state); idle++) {
      if (idle > MAX_IDLE) throw new Contradiction('Pages do not lead on to others.');
      const answer = await this.ask(this.#next());
      const run = this.#newestFirst(answer.rows);
      const newest = state.segments[0]!;
      if (order.newestFirst && answer.start === 0) return;
      if (run.length > 0 && order.newer(run.at(-1)!, newest.hi)) return;
      if (!this.#isAnchored(run)) {
        this.#stepBack(answer, back);
        back = Math.max(this.max, back * 2);
        continue;
      }
      back = 1;
      if (this.#take(answer, run)) idle = -1;
      await this.parts.save();
    }
  }

  /** The last page of the list, looked for from a guess of its length. */
  async end(guess: number): Promise<Answer> {
    let [floor, ceiling, step] = [0, Infinity, this.max];
    for (let tries = 0; tries < MAX_IDLE; tries++) {
      const answer = await this.ask(ending(Math.max(1, guess), Math.min(1 + tries * 10, this.max / 2), this.max));
      const { start, rows, total } = answer;
      if (rows.length > 0 || start === 0) {
        if (answer.ended) return answer;
        floor = start + rows.length;
      } else ceiling = start;
      step *= 2;
      const further = ceiling === Infinity ? floor + step : (floor + ceiling) >> 1;
      guess = total === null ? further : Math.max(floor + 1, Math.min(total, ceiling));
    }
    throw new Contradiction('The list has no end.');
  }

  /** Adds rows that a page shows, newest first. @throws {Contradiction} where most of them should have been there */
  add(run: readonly Row[]): number {
    const { holder, order, state } = this.parts;
    const newest = state.segments[0];
    if (newest) {
      const inside = run.filter((row) => order.newer(newest.hi, row) && order.newer(row, newest.lo));
      const missing = inside.filter(({ scan }) => !holder.has(scan));
      // Some scans may be late, for example of a slow transaction.
      if (missing.length > 10 && missing.length * 2 > inside.length) throw new Contradiction('What was covered has other scans.');
    }
    return holder.add(run.map(({ scan }) => scan));
  }

  /** Forgets everything: what was read does not fit together. */
  forget(): void {
    const { holder, state, changed } = this.parts;
    holder.remove(Array.from(holder.entries().ids));
    const { total, asOf } = state;
    Object.assign(state, freshState(), { total, asOf });
    this.length = null;
    changed();
  }

  #next(): Window {
    const { newestFirst } = this.parts.order;
    return newestFirst
      ? // The first page alone would not lead on.
        forward(Math.max(Math.min(this.#position, this.max), this.#position - this.#margin), this.max)
      : backward(this.#position + this.#margin, this.max);
  }

  #newestFirst(rows: readonly Row[]): readonly Row[] {
    return this.parts.order.newestFirst ? rows : [...rows].reverse();
  }

  #replace({ rows }: Answer, asOf: number): true {
    const { holder, state, changed } = this.parts;
    const shown = new Set(rows.map(({ id }) => id));
    const gone = Array.from(holder.entries().ids).filter((id) => !shown.has(id));
    if (gone.length > 0) holder.remove(gone);
    holder.add(rows.map(({ scan }) => scan));
    const sorted = [...rows].sort((a, b) => b.at - a.at || b.id - a.id).map(markOf);
    state.segments = sorted.length > 0 ? [{ hi: sorted[0]!, lo: sorted.at(-1)!, count: holder.size }] : [];
    Object.assign(state, { oldest: true, asOf, unexplained: 0 });
    this.length = rows.length;
    changed();
    return true;
  }

  /** Compares the first page with others, where it could stand in a list of either direction. */
  async #findOrder(top: Answer): Promise<void> {
    const { order } = this.parts;
    const shown = new Set(top.rows.map(({ id }) => id));
    for (let page = 2; order.isOpen; page *= 2) {
      const { rows, ended } = await this.ask(top.total === null ? { page, per_page: this.max } : ending(top.total, 1, this.max));
      order.agree([...top.rows, ...rows.filter(({ id }) => !shown.has(id))]);
      if (ended || rows.length === 0 || top.total !== null) break;
    }
  }

  #putOldest(run: readonly Row[]): void {
    const { state, changed } = this.parts;
    state.segments.push({ hi: markOf(run[0]!), lo: markOf(run.at(-1)!), count: this.add(run) });
    state.oldest = true;
    this.#merge(false);
    changed();
  }

  /** Takes a page at the newest end. */
  #put(run: readonly Row[], asOf: number): void {
    const { state, changed, order } = this.parts;
    const [hi, lo] = [markOf(run[0]!), markOf(run.at(-1)!)];
    const count = this.add(run);
    const newest = state.segments[0];
    if (newest && order.newer(newest.hi, lo)) {
      newest.count += count;
      if (!order.newer(newest.hi, hi)) newest.hi = hi;
      if (order.newer(newest.lo, lo)) newest.lo = lo;
      this.#merge(false);
    } else {
      // A list that was empty had its oldest end at what is its newest now.
      if (!newest) state.oldest = false;
      state.segments.unshift({ hi, lo, count });
    }
    state.asOf = asOf;
    changed();
  }

  /** Whether the page begins with a scan of the newest segment, or above it and reaches it. */
  #isAnchored(run: readonly Row[]): boolean {
    const { holder, order, state } = this.parts;
    const [newest, next] = [state.segments[0]!, state.segments[1]];
    const isOf = (row: Row) => holder.has(row.scan) && (row.id === newest.lo.id || !next || order.newer(row, next.hi));
    const first = run[0];
    return first !== undefined && (isOf(first) || (order.newer(first, newest.hi) && run.some(isOf)));
  }

  /** Extends the newest segment by an anchored page. Returns whether that led on. */
  #take(answer: Answer, run: readonly Row[]): boolean {
    const { state, holder, order, changed } = this.parts;
    const newest = state.segments[0]!;
    const last = run.at(-1)!;
    const wasHeld = holder.has(last.scan);
    const added = this.add(run);
    newest.count += added;
    if (order.newer(run[0]!, newest.hi)) newest.hi = markOf(run[0]!);
    const isBeyond = run.some(({ id }) => id === newest.lo.id) || order.newer(newest.lo, last) || !(wasHeld || order.newer(last, newest.lo));
    if (isBeyond) newest.lo = markOf(last);
    const reachesEnd = order.newestFirst ? answer.ended : answer.start === 0;
    const merged = this.#merge(reachesEnd);
    if (reachesEnd) state.oldest = true;
    if (order.newestFirst && answer.ended) this.length ??= answer.start + answer.rows.length;

    const edge = order.newestFirst ? answer.start + answer.rows.length - 1 : answer.start;
    this.#position = newest.lo.id === last.id ? edge : this.#locate(last, edge);
    changed();
    return added > 0 || merged || reachesEnd;
  }

  /** Joins the segments that the newest one reaches; all of them where it reaches the end. */
  #merge(all: boolean): boolean {
    const { order, state } = this.parts;
    const [newest, ...others] = state.segments as [Segment, ...Segment[]];
    let joined = 0;
    for (const { hi, lo, count } of others) {
      // Beyond its first row: scans of that second may have come since, and stand below it.
      if (!all && !order.newer(hi, newest.lo)) break;
      newest.count += count;
      if (!order.newer(lo, newest.lo)) newest.lo = lo;
      joined++;
    }
    state.segments.splice(1, joined);
    return joined > 0;
  }

  /** Where the newest segment ends, told from one of its scans and how many are held between. */
  #locate(row: Mark, position: number): number {
    const { holder, order, state } = this.parts;
    const held = new Held(holder, order);
    const index = held.indexOf(row);
    const { count } = state.segments[0]!;
    return Math.max(0, order.newestFirst ? position + count - 1 - index : position - (count - (held.length - index)));
  }

  /** The page lies beyond the newest segment, since rows were deleted before it: looks nearer to the newest end. */
  #stepBack({ start, rows, total }: Answer, back: number): void {
    const end = total ?? (rows.length > 0 ? Infinity : start);
    this.#margin = Math.min(20, this.#margin + 2);
    if (this.parts.order.newestFirst) this.#position = Math.max(0, Math.min(start, end) - back);
    else this.#position = Math.max(0, Math.min(start + rows.length - 1 + back, end - 1));
  }
}

function markOf({ id, at }: Mark): Mark {
  return { id, at };
}
