/** One scan between `add` and its place in the columns. */
export interface Row {
  second: number;
  id: number;
  /** A code a dimension. */
  codes: number[];
}

/** Rows that wait for their place; more, and sorting them in costs less than keeping them apart. */
const MAX_PENDING = 8192;

const inOrder = (a: { second: number; id: number }, b: { second: number; id: number }) => a.second - b.second || a.id - b.id;

/** The scans of one month (UTC) as columns, ordered by second and then by id. */
export class Shard {
  readonly name: string;
  /** Rises with each change. */
  version = 0;
  #seconds: Uint32Array = new Uint32Array(0);
  #ids: Float64Array = new Float64Array(0);
  #columns: Uint32Array[];
  readonly #pending = new Map<number, Row>();

  constructor(name: string, dimensions: number) {
    this.name = name;
    this.#columns = Array.from({ length: dimensions }, () => new Uint32Array(0));
  }

  get size(): number {
    return this.#seconds.length + this.#pending.size;
  }

  get seconds(): Uint32Array {
    this.#settle();
    return this.#seconds;
  }

  get ids(): Float64Array {
    this.#settle();
    return this.#ids;
  }

  /** Codes of a dimension, by its index. */
  column(index: number): Uint32Array {
    this.#settle();
    return this.#columns[index]!;
  }

  has(second: number, id: number): boolean {
    return this.#pending.get(id)?.second === second || this.#indexOf(second, id) >= 0;
  }

  /** The caller has looked that it is not here yet. */
  add(row: Row): void {
    // The same id at another second is another scan.
    if (this.#pending.has(row.id)) this.#settle();
    this.#pending.set(row.id, row);
    this.version++;
    if (this.#pending.size > MAX_PENDING) this.#settle();
  }

  /** Takes columns that are in order, in the place of what is there. */
  fill(seconds: Uint32Array, ids: Float64Array, columns: Uint32Array[]): void {
    [this.#seconds, this.#ids, this.#columns] = [seconds, ids, columns];
    this.#pending.clear();
    this.version++;
  }

  /** Keeps the rows whose id is not in `ids`; returns how many went. */
  remove(ids: ReadonlySet<number>): number {
    this.#settle();
    const kept: number[] = [];
    for (let row = 0; row < this.#ids.length; row++) if (!ids.has(this.#ids[row]!)) kept.push(row);
    const gone = this.#ids.length - kept.length;
    if (gone === 0) return 0;
    this.fill(
      Uint32Array.from(kept, (row) => this.#seconds[row]!),
      Float64Array.from(kept, (row) => this.#ids[row]!),
      this.#columns.map((column) => Uint32Array.from(kept, (row) => column[row]!)),
    );
    return gone;
  }

  #indexOf(second: number, id: number): number {
    let [low, high] = [0, this.#ids.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = this.#seconds[middle]!;
      if (at < second || (at === second && this.#ids[middle]! < id)) low = middle + 1;
      else high = middle;
    }
    return this.#seconds[low] === second && this.#ids[low] === id ? low : -1;
  }

  /** Merges the rows that wait into the columns. */
  #settle(): void {
    if (this.#pending.size === 0) return;
    const rows = [...this.#pending.values()].sort(inOrder);
    this.#pending.clear();
    const held = this.#seconds.length;
    const size = held + rows.length;
    const [seconds, ids] = [new Uint32Array(size), new Float64Array(size)];
    const columns = this.#columns.map(() => new Uint32Array(size));
    let [old, next] = [0, 0];
    for (let at = 0; at < size; at++) {
      const row = rows[next];
      const isOld = old < held && (!row || inOrder({ second: this.#seconds[old]!, id: this.#ids[old]! }, row) < 0);
      if (isOld) {
        seconds[at] = this.#seconds[old]!;
        ids[at] = this.#ids[old]!;
        for (let index = 0; index < columns.length; index++) columns[index]![at] = this.#columns[index]![old]!;
        old++;
      } else {
        seconds[at] = row!.second;
        ids[at] = row!.id;
        for (let index = 0; index < columns.length; index++) columns[index]![at] = row!.codes[index]!;
        next++;
      }
    }
    [this.#seconds, this.#ids, this.#columns] = [seconds, ids, columns];
  }
}
