interface Step<T> {
  /** What was there before. */
  before: T;
  /** What is there after. */
  after: T;
  what: string;
  merge: string | undefined;
}

export interface HistoryOptions<T> {
  /** Whether two values are the same to a person; default `Object.is`. */
  equals?: (a: T, b: T) => boolean;
  /** Steps that are kept; default 200. */
  limit?: number;
}

/** A value that is edited, with the way back and forth. The values are not copied: change them by making new ones. */
export class History<T> {
  /** What counts as unchanged: what was loaded or saved last. */
  base: T;
  #value: T;
  /** All steps; the first `#done` of them are done, the others undone. */
  #steps: Step<T>[] = [];
  #done = 0;
  /** Whether a change may still go into the last step. */
  #isOpen = false;
  readonly #equals: (a: T, b: T) => boolean;
  readonly #limit: number;

  constructor(value: T, { equals = Object.is, limit = 200 }: HistoryOptions<T> = {}) {
    this.base = this.#value = value;
    this.#equals = equals;
    this.#limit = limit;
  }

  get value(): T {
    return this.#value;
  }

  /** Whether the value is another than the base. */
  get isDirty(): boolean {
    return !this.#equals(this.base, this.#value);
  }

  /** What `undo` would take back, in the words of that change; `null` for nothing. */
  get undoes(): string | null {
    return this.#steps[this.#done - 1]?.what ?? null;
  }

  get redoes(): string | null {
    return this.#steps[this.#done]?.what ?? null;
  }

  /** A step. Steps in a row with the same `merge` are one, and none where they lead back to where they began. */
  change(value: T, what: string, merge?: string): void {
    if (Object.is(value, this.#value)) return;
    this.#steps.length = this.#done;
    const last = this.#steps.at(-1);
    const isSame = last !== undefined && this.#isOpen && merge !== undefined && last.merge === merge;
    const before = isSame ? last.before : this.#value;
    if (isSame) this.#steps.pop();
    if (!isSame || !this.#equals(before, value)) this.#steps.push({ before, after: value, what, merge });
    // A step that came to nothing is gone: the next one must not go into the one before it.
    this.#isOpen = !isSame || !this.#equals(before, value);
    if (this.#steps.length > this.#limit) this.#steps.shift();
    this.#done = this.#steps.length;
    this.#value = value;
  }

  /** Whether there was anything to undo. */
  undo(): boolean {
    const step = this.#steps[this.#done - 1];
    if (!step) return false;
    this.#done--;
    this.#isOpen = false;
    this.#value = step.before;
    return true;
  }

  /** Whether there was anything to redo. */
  redo(): boolean {
    const step = this.#steps[this.#done];
    if (!step) return false;
    this.#done++;
    this.#isOpen = false;
    this.#value = step.after;
    return true;
  }

  /** Begins anew: the value is the base, and there is nothing to undo. */
  reset(value: T): void {
    this.base = this.#value = value;
    this.#steps = [];
    this.#done = 0;
    this.#isOpen = false;
  }
}
