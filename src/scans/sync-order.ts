import { ORDERS, type ListOrder, type Mark, type SyncState } from './segments.js';
import type { ScanHolder } from './types.js';

/** The list contradicts what was seen of it before: what is held cannot be told from what is not. */
export class Contradiction extends Error {}

/** Rows by which scans of one second may change places from page to page, as in a list that is sorted by time alone. */
const MAX_SHUFFLE = 20;

/** The order of a list, as far as its pages have shown it. */
export class Order {
  readonly #state: SyncState;
  /** Places of the rows of the page before. */
  #places = new Map<number, number>();

  constructor(state: SyncState) {
    this.#state = state;
  }

  /** Whether the first page has the newest scans. Time decides where ids run against it: what is new is late. */
  get newestFirst(): boolean {
    return this.#decides().startsWith('newest');
  }

  /** Whether both ends may still be the newest, as among scans of one second. */
  get isOpen(): boolean {
    const { orders } = this.#state;
    return new Set(orders.map((order) => order.slice(0, 6))).size > 1;
  }

  /** Whether no two scans share a place: ids alone tell where a scan belongs. */
  get byId(): boolean {
    return this.#state.orders.some((order) => order.endsWith('id') && order.startsWith('newest') === this.newestFirst);
  }

  /** Whether instants tell, but for scans of one second, which comes first. */
  get byTime(): boolean {
    return this.#state.orders.some((order) => order.endsWith('time'));
  }

  /** Leaves the orders that agree with rows as listed. @throws {Contradiction} when none does, or rows change places */
  agree(listed: readonly Mark[]): void {
    const { orders } = this.#state;
    const rest = orders.filter((order) => listed.every((mark, at) => at === 0 || !isBefore(order, mark, listed[at - 1]!)));
    if (rest.length === 0) throw new Contradiction('No order explains what the list shows.');
    this.#state.orders = rest;
    this.#compare(listed);
    if (this.byTime) return;
    this.#state.skew = Math.max(this.#state.skew, skewOf(listed, this.newestFirst));
  }

  /** Whether `a` is newer than `b` beyond doubt, that is in every order that is left. */
  newer(a: Mark, b: Mark): boolean {
    const first = this.newestFirst ? 'newest' : 'oldest';
    return this.#state.orders.every(
      (order) => !order.startsWith(first) || (order.endsWith('id') ? a.id > b.id : a.at > b.at),
    );
  }

  /** The next page may show anything. */
  forget(): void {
    this.#places.clear();
  }

  #compare(listed: readonly Mark[]): void {
    let furthest = 0;
    for (const { id } of listed) {
      const place = this.#places.get(id) ?? furthest;
      if (furthest - place > MAX_SHUFFLE) throw new Contradiction('Scans change places.');
      furthest = Math.max(furthest, place);
    }
    // A probe of few rows says too little to be compared with.
    if (listed.length > MAX_SHUFFLE) this.#places = new Map(listed.map(({ id }, place) => [id, place]));
  }

  #decides(): ListOrder {
    const { orders } = this.#state;
    return orders.find((order) => order.endsWith('time')) ?? orders[0] ?? ORDERS[0]!;
  }
}

/** Whether `a` comes before `b` in such a list. */
function isBefore(order: ListOrder, a: Mark, b: Mark): boolean {
  const lead = order.endsWith('id') ? a.id - b.id : a.at - b.at;
  return order.startsWith('newest') ? lead > 0 : lead < 0;
}

/** By how much a scan was later than one that the list has as newer. */
function skewOf(listed: readonly Mark[], newestFirst: boolean): number {
  let skew = 0;
  let earliest = Infinity;
  for (const { at } of newestFirst ? listed : [...listed].reverse()) {
    skew = Math.max(skew, at - earliest);
    earliest = Math.min(earliest, at);
  }
  return skew;
}

/** What is held, in the order of the list. Scans of one second may stand differently in a list that is ordered by time. */
export class Held {
  readonly length: number;
  readonly #ids: Float64Array;
  readonly #seconds: Uint32Array;
  readonly #byId: boolean;
  readonly #sign: number;

  constructor(holder: ScanHolder, order: Order) {
    const { ids, seconds } = holder.entries();
    this.length = ids.length;
    this.#byId = order.byId;
    this.#sign = order.newestFirst ? -1 : 1;
    const isSorted = !this.#byId || ids.every((id, at) => at === 0 || ids[at - 1]! < id);
    const places = isSorted ? null : Uint32Array.from(ids, (_, at) => at).sort((a, b) => ids[a]! - ids[b]!);
    this.#ids = places ? Float64Array.from(places, (at) => ids[at]!) : ids;
    this.#seconds = places ? Uint32Array.from(places, (at) => seconds[at]!) : seconds;
    if (order.newestFirst) {
      this.#ids.reverse();
      this.#seconds.reverse();
    }
  }

  id(index: number): number {
    return this.#ids[index]!;
  }

  /** Index of the first scan that the list does not show before `mark`. */
  indexOf(mark: Mark): number {
    return this.#first((index) => this.#compare(index, mark) >= 0);
  }

  /** Indexes of all scans that may share the place of `mark`: `[first, after the last)`. */
  tied(mark: Mark): [first: number, end: number] {
    if (this.#byId) {
      const first = this.indexOf(mark);
      return [first, first < this.length && this.id(first) === mark.id ? first + 1 : first];
    }
    const lead = (index: number) => (this.#seconds[index]! - mark.at) * this.#sign;
    return [this.#first((index) => lead(index) >= 0), this.#first((index) => lead(index) > 0)];
  }

  /** As `tied`, of the scan at an index. */
  tiedAt(index: number): [first: number, end: number] {
    return this.tied({ id: this.#ids[index]!, at: this.#seconds[index]! });
  }

  #compare(index: number, mark: Mark): number {
    const byTime = this.#byId ? 0 : this.#seconds[index]! - mark.at;
    return this.#sign * (byTime || this.#ids[index]! - mark.id);
  }

  #first(holds: (index: number) => boolean): number {
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (holds(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
