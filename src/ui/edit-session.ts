import { createDrafts, versionOf, type Drafts, type FoundDraft } from './drafts.js';
import { History } from './history.js';
import { leaveGuard } from './leave-guard.js';

/** What a draft keeps: what was edited, and what it was made of, so that it can be merged with what is there by then. */
export interface Edited<T> {
  loaded: T;
  value: T;
}

export interface EditSessionOptions<T> {
  /** What is edited: the name of its drafts. */
  name: string;
  /** What there is before `start`. */
  empty: T;
  /** Whether two values are the same to a person. */
  areSame: (a: T, b: T) => boolean;
  /** Whether something from the storage, where anything may be, is a value. */
  isValue: (value: unknown) => value is T;
  /** A value in the one form that all of them have here; default as it is. */
  normal?: (value: T) => T;
}

/** Long enough that a word is one write, short enough that a crash costs no sentence. */
const WRITE_AFTER = 300;

/** Something of the API while it is edited: what was loaded, what became of it, the way back, and a draft of it all. */
export class EditSession<T extends object> {
  /** As it is on the server, as far as is known. */
  loaded: T;
  /** A draft that is offered. */
  found: FoundDraft<Edited<T>> | null = null;
  /** This browser keeps no drafts. */
  isUnkept = false;

  protected readonly areSame: (a: T, b: T) => boolean;
  readonly #normal: (value: T) => T;
  readonly #history: History<T>;
  readonly #guard = leaveGuard();
  /** Of this element: two that edit the same do not write over each other. */
  readonly #drafts: Drafts<Edited<T>>;
  #key: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Of what is loaded: a thousand rules are not read anew with every draft. */
  #base: { loaded: T; version: string } | null = null;

  constructor({ name, empty, areSame, isValue, normal = (value) => value }: EditSessionOptions<T>) {
    this.loaded = empty;
    this.areSame = areSame;
    this.#normal = normal;
    this.#history = new History<T>(empty, { equals: areSame });
    this.#drafts = createDrafts<Edited<T>>({ name, isValue: (value): value is Edited<T> => isEdited(value, isValue) });
  }

  get value(): T {
    return this.#history.value;
  }

  get isDirty(): boolean {
    return this.#history.isDirty;
  }

  get undoes(): string | null {
    return this.#history.undoes;
  }

  get redoes(): string | null {
    return this.#history.redoes;
  }

  /** Whether a found draft was made of something else than what is there now. */
  get isDraftOfOther(): boolean {
    return this.found !== null && this.found.base !== this.#version;
  }

  /** Begins with this; `key` says whose drafts to look for, `null` for no drafts. */
  start(value: T, key: string | null): void {
    this.leave();
    this.loaded = this.#normal(value);
    this.#history.reset(this.loaded);
    this.#key = key;
    this.found = key === null ? null : (this.#drafts.read(key).find((draft) => !this.areSame(draft.value.value, this.loaded)) ?? null);
  }

  change(value: T, what: string, merge?: string): void {
    this.#history.change(this.#normal(value), what, merge);
    this.#keep();
  }

  undo(): boolean {
    const isDone = this.#history.undo();
    this.#keep();
    return isDone;
  }

  redo(): boolean {
    const isDone = this.#history.redo();
    this.#keep();
    return isDone;
  }

  /** The server has what is given. Undo ends here. */
  saved(value: T): void {
    this.loaded = this.#normal(value);
    this.#history.reset(this.loaded);
    this.#keep();
  }

  /** A save has ended on its way: that much is on the server, and this is wanted. Undo leads back to what is there. */
  resume(loaded: T, wanted: T, what: string): void {
    this.loaded = this.#normal(loaded);
    this.#history.reset(this.loaded);
    this.#history.change(this.#normal(wanted), what);
    this.#keep();
  }

  /** What counts as loaded is another from now on, and this is wanted: one step of undo. */
  rebase(loaded: T, wanted: T, what: string): void {
    this.loaded = this.#normal(loaded);
    this.#history.base = this.loaded;
    this.#history.change(this.#normal(wanted), what);
    this.#keep();
  }

  /** Takes the draft that is offered: one step of undo. */
  restore(what: string): void {
    if (!this.found) return;
    const { slot, value } = this.found;
    this.found = null;
    this.rebase(value.loaded, value.value, what);
    // First there is another one.
    this.#write();
    if (this.#key !== null) this.#drafts.remove(this.#key, slot);
  }

  /** Throws the draft that is offered away. */
  drop(): void {
    if (this.found && this.#key !== null) this.#drafts.remove(this.#key, this.found.slot);
    this.found = null;
  }

  /** Writes what is not written yet, and asks no more before the page is left. */
  leave(): void {
    if (this.#timer !== undefined) this.#write();
    this.#guard.set(false);
  }

  /** The element is back on the page. */
  enter(): void {
    this.#guard.set(this.isDirty);
  }

  #keep(): void {
    this.#guard.set(this.isDirty);
    this.#timer ??= setTimeout(() => this.#write(), WRITE_AFTER);
  }

  #write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#key === null) return;
    if (!this.isDirty) {
      this.#drafts.remove(this.#key);
      return;
    }
    const value = { loaded: this.loaded, value: this.value };
    this.isUnkept = !this.#drafts.write(this.#key, { base: this.#version, value, at: Date.now() });
  }

  get #version(): string {
    if (this.#base?.loaded !== this.loaded) this.#base = { loaded: this.loaded, version: versionOf(this.loaded) };
    return this.#base.version;
  }
}

function isEdited<T>(value: unknown, isValue: (value: unknown) => value is T): value is Edited<T> {
  if (typeof value !== 'object' || value === null) return false;
  const { loaded, value: edited } = value as Record<string, unknown>;
  return isValue(loaded) && isValue(edited);
}
