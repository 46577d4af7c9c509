import { isComplete } from './segments.js';
import type { Cover, Row } from './sync-cover.js';
import { Contradiction } from './sync-order.js';
import type { Answer, Requests } from './sync-requests.js';
import { backward, ending, forward, type Window } from './sync-window.js';

/** Pages in a row that lead nowhere, after which the list is given up. */
const MAX_IDLE = 40;
/** Rows by which windows reach further back where rows are being deleted. */
const MAX_MARGIN = 20;

/**
 * Reads the list from its newest scans to its oldest. Only two kinds of page count: one at an end of the list, and one
 * that begins with a scan of the newest segment, so that nothing can have slipped between. Positions are guesses until a
 * page confirms them; `total` serves guesses alone.
 */
export class Crawl {
  readonly cover: Cover;
  readonly save: () => Promise<void>;
  /** Rows that a page may have. */
  max = 100;
  /** Rows of the list when its newest scans were read; `null` where neither `meta` nor a page has told. */
  length: number | null = null;
  readonly #requests: Requests;
  /** Position of the oldest scan of the newest segment, as far as is known. */
  #position = 0;
  #margin = 0;

  constructor(cover: Cover, requests: Requests, save: () => Promise<void>) {
    this.cover = cover;
    this.#requests = requests;
    this.save = save;
  }

  async ask(window: Window): Promise<Answer> {
    const answer = await this.#requests.ask(window);
    this.cover.state.total = answer.total;
    if (answer.rows.length > window.per_page) throw new Contradiction('The size of pages is not what was asked for.');
    if (answer.perPage !== null && answer.perPage < window.per_page) this.max = Math.max(1, answer.perPage);
    // Where the total does not say so, an end is only one that nothing follows; else the server has smaller pages.
    const isFirst = answer.start === 0;
    if (answer.rows.length > 0 && answer.short && (!answer.ended || (isFirst && answer.total === null))) {
      const next = await this.#requests.ask({ page: window.page + 1, per_page: window.per_page });
      answer.ended = next.rows.length === 0;
      if (!answer.ended && isFirst) this.max = answer.rows.length;
    }
    // One page that is the whole list needs no order.
    if (!isFirst || !answer.ended) this.cover.order.agree(answer.rows);
    return answer;
  }

  /** Reads the newest end of the list. Returns whether that was all of it. */
  async head(): Promise<boolean> {
    const { state, order } = this.cover;
    const asOf = this.#requests.now();
    let oldest: Answer | null = null;
    if (order.isOpen || order.newestFirst) {
      const top = await this.ask({ page: 1, per_page: this.max });
      if (top.ended) return this.#replace(top, asOf);
      if (order.isOpen) await this.#findOrder(top);
      if (order.newestFirst) {
        this.length = top.total;
        this.cover.put(top.rows, asOf);
        const isNew = this.cover.newest.lo.id === top.rows.at(-1)!.id;
        this.#position = isNew ? top.rows.length - 1 : this.#expected();
        await this.save();
        return false;
      }
      if (state.segments.length === 0) oldest = top;
    }
    const tail = await this.end(state.total ?? this.cover.holder.size);
    if (tail.start === 0) return this.#replace(tail, asOf);
    this.length = tail.total ?? tail.start + tail.rows.length;
    this.cover.put(this.#newestFirst(tail.rows), asOf);
    // Not before: a segment at the oldest end alone would pass for all there is.
    if (oldest) this.cover.putOldest(this.#newestFirst(oldest.rows));
    this.#position = this.#expected();
    await this.save();
    return false;
  }

  /** Reads on until all is covered, or until so much is new at the top that this has to be read first. */
  async fill(): Promise<void> {
    const { cover } = this;
    const { state, order } = cover;
    let back = 1;
    for (let idle = 0; !isComplete(state); idle++) {
      if (idle > MAX_IDLE) throw new Contradiction('Pages do not lead on to others.');
      const answer = await this.ask(this.#next());
      const run = this.#newestFirst(answer.rows);
      if (order.newestFirst && answer.start === 0) return;
      if (run.length > 0 && order.newer(run.at(-1)!, cover.newest.hi)) return;
      if (!cover.isAnchored(run)) {
        if (cover.part()) {
          if (cover.newest.count === 0) return;
          this.#position = this.#expected();
          continue;
        }
        this.#stepBack(answer, back);
        back = Math.max(this.max, back * 2);
        continue;
      }
      back = 1;
      if (this.#take(answer, run)) idle = -1;
      await this.save();
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

  /** Compares the first page with others, where it could stand in a list of either direction. */
  async #findOrder(top: Answer): Promise<void> {
    const { order } = this.cover;
    const shown = new Set(top.rows.map(({ id }) => id));
    for (let page = 2; order.isOpen; page *= 2) {
      const { rows, ended } = await this.ask(top.total === null ? { page, per_page: this.max } : ending(top.total, 1, this.max));
      order.agree([...top.rows, ...rows.filter(({ id }) => !shown.has(id))]);
      if (ended || rows.length === 0 || top.total !== null) break;
    }
  }

  /** Where the newest segment ends if nothing of it was deleted. */
  #expected(): number {
    const { newest, order, state } = this.cover;
    if (order.newestFirst) return newest.count - 1;
    return Math.max(0, (this.length ?? state.total ?? newest.count) - newest.count);
  }

  #next(): Window {
    if (!this.cover.order.newestFirst) return backward(this.#position + this.#margin, this.max);
    // The first page alone would not lead on.
    return forward(Math.max(Math.min(this.#position, this.max), this.#position - this.#margin), this.max);
  }

  #take({ start, rows, ended }: Answer, run: readonly Row[]): boolean {
    const { newestFirst } = this.cover.order;
    const last = run.at(-1)!;
    const ledOn = this.cover.extend(run, newestFirst ? ended : start === 0);
    const edge = newestFirst ? start + rows.length - 1 : start;
    this.#position = this.cover.newest.lo.id === last.id ? edge : this.cover.endFrom(last, edge);
    if (newestFirst && ended) this.length ??= start + rows.length;
    return ledOn;
  }

  /** The page lies beyond the newest segment, since rows were deleted before it: looks nearer to the newest end. */
  #stepBack({ start, rows, total }: Answer, back: number): void {
    const end = total ?? (rows.length > 0 ? Infinity : start);
    this.#margin = Math.min(MAX_MARGIN, this.#margin + 2);
    if (this.cover.order.newestFirst) this.#position = Math.max(0, Math.min(start, end) - back);
    else this.#position = Math.max(0, Math.min(start + rows.length - 1 + back, end - 1));
  }

  #replace({ rows }: Answer, asOf: number): true {
    this.cover.replace(rows, asOf);
    this.length = rows.length;
    return true;
  }

  #newestFirst(rows: readonly Row[]): readonly Row[] {
    return this.cover.order.newestFirst ? rows : [...rows].reverse();
  }
}
