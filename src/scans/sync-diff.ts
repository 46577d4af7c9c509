import { Held } from './sync-order.js';
import type { Crawl } from './sync-crawl.js';
import type { Answer } from './sync-requests.js';
import { covering, forward, type Window } from './sync-window.js';

/** A stretch of what is held, `[from, to)`, and where the list has it, `[start, end)`. */
interface Stretch {
  from: number;
  to: number;
  start: number;
  end: number;
  /** How many times in a row both halves differed. */
  spread: number;
}

interface Border {
  /** Scans held that are above it. */
  index: number;
  position: number;
}

/** Rows of a page that looks for a border. */
const PROBE = 10;
/** Rows of the list that are read rather than halved once more. */
const LEAF = 40;
/** Rows that are read before what they show is taken over. */
const CHUNK = 1000;

export interface Differences {
  /** Scans that were removed or added. */
  found: number;
  /** Whether the list is known to have kept its length meanwhile. */
  still: boolean;
}

/**
 * Looks for deleted (and late) scans where all is covered but the numbers differ: halves the list with small pages for as
 * long as the number held of a half is not the number listed, then reads what is left. Only what a page shows is
 * believed: a scan is gone when both its neighbours are shown and it is not.
 */
export async function settle(crawl: Crawl, length: number): Promise<Differences> {
  const search = new Search(crawl);
  const open: Stretch[] = [{ from: 0, to: search.held.length, start: 0, end: length, spread: 0 }];
  for (let stretch = open.pop(); stretch; stretch = open.pop()) {
    const parts = off(stretch) === 0 ? [] : isForReading(stretch) ? await search.read(stretch) : await search.halve(stretch);
    open.push(...parts.reverse());
  }
  return { found: search.found, still: search.still };
}

const off = ({ from, to, start, end }: Stretch) => to - from - (end - start);

/** Where deletions are spread all over, halving costs more than reading through. */
function isForReading(stretch: Stretch): boolean {
  const rows = stretch.end - stretch.start;
  const halvings = Math.log2(rows / LEAF);
  return rows <= LEAF || (stretch.spread >= 3 && Math.abs(off(stretch)) * halvings > rows / 80);
}

class Search {
  readonly held: Held;
  found = 0;
  still: boolean;
  readonly #crawl: Crawl;
  readonly #total: number | null;
  readonly #byId: boolean;

  constructor(crawl: Crawl) {
    const { holder, order, state } = crawl.cover;
    this.#crawl = crawl;
    this.held = new Held(holder, order);
    this.#byId = order.byId;
    this.#total = state.total;
    this.still = state.total !== null;
  }

  async halve(stretch: Stretch): Promise<Stretch[]> {
    const { from, to, start, end, spread } = stretch;
    const middle = (start + end) >> 1;
    const answer = await this.#ask(covering(middle, middle + (this.#byId ? 1 : PROBE), this.#crawl.max));
    const border = this.#border(answer, false);
    // Among many scans of one second there is no border: some more rows lead past them.
    if (!border || border.position <= start || border.position >= end) return this.read(stretch);
    const index = Math.min(to, Math.max(from, border.index));
    const halves = [
      { from, to: index, start, end: border.position },
      { from: index, to, start: border.position, end },
    ].map((half) => ({ ...half, spread: 0 }));
    if (halves.every((half) => off(half) !== 0)) for (const half of halves) half.spread = spread + 1;
    return halves;
  }

  async read(stretch: Stretch): Promise<Stretch[]> {
    const { from, to, start } = stretch;
    const tied = (index: number) => (index < this.held.length ? this.held.tiedAt(index) : ([index, index] as const));
    // One row more at each end, and all that share a second with it.
    const above = from - tied(from)[0] + 1;
    const below = to > 0 ? tied(to - 1)[1] - to + 1 : 1;
    const end = Math.min(stretch.end, start + Math.max(CHUNK, tied(from)[1] - from + 1));
    const run = await this.#run(start - above, end + (end === stretch.end ? below : 1));
    if (!run) return [];
    await this.#compare(run);
    const border = end < stretch.end ? this.#border(run, true) : null;
    return border && border.position > start ? [{ ...stretch, from: border.index, start: border.position }] : [];
  }

  /** Reads positions `[start, end)`: pages that each begin with the last row of the one before. */
  async #run(start: number, end: number): Promise<Answer | null> {
    const first = Math.max(0, start);
    const run = await this.#ask(covering(first, end, this.#crawl.max) ?? forward(first, this.#crawl.max));
    while (!run.ended && run.rows.length > 0 && run.start + run.rows.length < end) {
      const next = await this.#ask(forward(run.start + run.rows.length - 1, this.#crawl.max));
      const last = run.rows.at(-1)!;
      const at = next.rows.findIndex(({ id }) => id === last.id);
      if (at < 0) break;
      run.rows.push(...next.rows.slice(at + 1));
      run.ended = next.ended;
      if (at + 1 === next.rows.length && !next.ended) break;
    }
    return run.rows.length > 0 ? run : null;
  }

  async #compare({ start, rows, ended }: Answer): Promise<void> {
    const first = start <= 0 ? 0 : this.held.tied(rows[0]!)[1];
    const end = ended ? this.held.length : this.held.tied(rows.at(-1)!)[0];
    const shown = new Set(rows.map(({ id }) => id));
    const gone: number[] = [];
    for (let index = first; index < end; index++) if (!shown.has(this.held.id(index))) gone.push(this.held.id(index));
    const changes = this.#crawl.cover.correct(gone, rows);
    this.found += changes;
    if (changes > 0) await this.#crawl.save();
  }

  /** A place in what was read where it is certain how many of those held are above it: where the second changes. */
  #border({ start, rows }: Answer, last: boolean): Border | null {
    const isBorder = (at: number) => this.#byId || (at > 0 && rows[at - 1]!.at !== rows[at]!.at);
    const places = rows.map((_, at) => at).filter(isBorder);
    const at = last ? places.at(-1) : places[0];
    return at === undefined ? null : { index: this.held.tied(rows[at]!)[0], position: start + at };
  }

  /** Positions are those at the start of the search: what arrives at the top moves all others down. */
  async #ask(window: Window | null): Promise<Answer> {
    const { order, state } = this.#crawl.cover;
    const drift = () => (order.newestFirst && state.total !== null && this.#total !== null ? state.total - this.#total : 0);
    const { page, per_page } = window ?? { page: 1, per_page: this.#crawl.max };
    const moved = drift();
    const from = Math.max(0, (page - 1) * per_page + moved);
    const shifted = moved === 0 ? { page, per_page } : covering(from, from + per_page, this.#crawl.max);
    const answer = await this.#crawl.ask(shifted ?? forward(from, this.#crawl.max));
    if (answer.total !== this.#total) this.still = false;
    return answer.start === 0 ? answer : { ...answer, start: answer.start - drift() };
  }
}
