import type { Id, Rule } from '../../client/types.js';
import { orderOf } from '../../rules/order.js';
import { createDrafts, versionOf, type FoundDraft } from '../../ui/drafts.js';
import { History } from '../../ui/history.js';
import { leaveGuard } from '../../ui/leave-guard.js';

/** What a draft keeps: the edited rules, and those they were made of, so that they can be merged with what is there by then. */
export interface RulesDraft {
  loaded: Rule[];
  rules: Rule[];
}

export interface Changes {
  added: number;
  changed: number;
  deleted: number;
}

/** Long enough that a word is one write, short enough that a crash costs no sentence. */
const WRITE_AFTER = 300;

/** The rules of one code while they are edited: what was loaded, what became of it, the way back, and a draft of it all. */
export class Session {
  /** As they are on the server, as far as is known. */
  loaded: readonly Rule[] = [];
  /** A draft that is offered. */
  found: FoundDraft<RulesDraft> | null = null;
  /** This browser keeps no drafts. */
  isUnkept = false;

  readonly #history = new History<readonly Rule[]>([], { equals: areSame });
  readonly #guard = leaveGuard();
  /** Of this element: two that edit the same code do not write over each other. */
  readonly #drafts = createDrafts<RulesDraft>({ name: 'rules', isValue: isDraft });
  #key: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #newest: Id = 0;
  /** Of the rules that are loaded: a thousand are not read anew with every draft. */
  #base: { loaded: readonly Rule[]; version: string } | null = null;

  get rules(): readonly Rule[] {
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

  get changes(): Changes {
    return changesOf(this.loaded, this.rules);
  }

  /** Whether a found draft was made of other rules than those that are there now. */
  get isDraftOfOther(): boolean {
    return this.found !== null && this.found.base !== this.#version;
  }

  /** Begins with these rules; `key` says whose drafts to look for, `null` for no drafts. */
  start(rules: readonly Rule[], key: string | null): void {
    this.leave();
    this.loaded = orderOf(rules);
    this.#history.reset(this.loaded);
    this.#key = key;
    this.found = key === null ? null : (this.#drafts.read(key).find(({ value }) => !areSame(value.rules, this.loaded)) ?? null);
    this.#newest = Math.min(0, ...[...rules, ...(this.found?.value.rules ?? [])].map(({ id }) => id));
  }

  newId(): Id {
    return --this.#newest;
  }

  change(rules: readonly Rule[], what: string, merge?: string): void {
    this.#history.change(orderOf(rules), what, merge);
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

  /** The rules are on the server as they are given. Undo ends here: the ids of new rules have become others. */
  saved(rules: readonly Rule[]): void {
    this.loaded = orderOf(rules);
    this.#history.reset(this.loaded);
    this.#keep();
  }

  /** A save has ended on its way: that much is on the server, and this is wanted. Undo leads back to what is there. */
  resume(loaded: readonly Rule[], wanted: readonly Rule[], what: string): void {
    this.loaded = orderOf(loaded);
    this.#history.reset(this.loaded);
    this.#history.change(orderOf(wanted), what);
    this.#keep();
  }

  changesOfDraft({ loaded, rules }: RulesDraft): Changes {
    return changesOf(loaded, rules);
  }

  restore(what: string): void {
    if (!this.found) return;
    const { slot, value } = this.found;
    this.loaded = orderOf(value.loaded);
    this.#history.base = this.loaded;
    this.#history.change(orderOf(value.rules), what);
    this.found = null;
    // First there is another one.
    this.#write();
    if (this.#key !== null) this.#drafts.remove(this.#key, slot);
    this.#keep();
  }

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
    const value = { loaded: [...this.loaded], rules: [...this.rules] };
    this.isUnkept = !this.#drafts.write(this.#key, { base: this.#version, value, at: Date.now() });
  }

  get #version(): string {
    if (this.#base?.loaded !== this.loaded) this.#base = { loaded: this.loaded, version: versionOf([...this.loaded]) };
    return this.#base.version;
  }
}

const fields = ['url', 'device', 'country_code', 'start_at', 'end_at', 'days_of_week', 'priority', 'weight', 'is_active'] as const satisfies (keyof Rule)[];

/** Whether nothing of a rule is another; as written, since each difference is one that a person sees. */
export function isSame(a: Rule, b: Rule): boolean {
  return a === b || fields.every((field) => a[field] === b[field] || JSON.stringify(a[field]) === JSON.stringify(b[field]));
}

function areSame(a: readonly Rule[], b: readonly Rule[]): boolean {
  return a === b || (a.length === b.length && a.every((rule, index) => rule.id === b[index]!.id && isSame(rule, b[index]!)));
}

export function changesOf(loaded: readonly Rule[], rules: readonly Rule[]): Changes {
  const before = new Map(loaded.map((rule) => [rule.id, rule]));
  const kept = rules.filter(({ id }) => before.has(id));
  return {
    added: rules.length - kept.length,
    changed: kept.filter((rule) => !isSame(rule, before.get(rule.id)!)).length,
    deleted: loaded.length - kept.length,
  };
}

const isText = (value: unknown) => value === null || typeof value === 'string';

function isRule(value: unknown): value is Rule {
  if (typeof value !== 'object' || value === null) return false;
  const rule = value as Record<string, unknown>;
  return (
    Number.isSafeInteger(rule['id']) &&
    typeof rule['url'] === 'string' &&
    ['device', 'country_code', 'start_at', 'end_at'].every((field) => isText(rule[field])) &&
    (rule['days_of_week'] === null || (Array.isArray(rule['days_of_week']) && rule['days_of_week'].every((day) => typeof day === 'string'))) &&
    typeof rule['priority'] === 'number' &&
    (rule['weight'] === null || typeof rule['weight'] === 'number') &&
    typeof rule['is_active'] === 'boolean'
  );
}

function isDraft(value: unknown): value is RulesDraft {
  if (typeof value !== 'object' || value === null) return false;
  const { loaded, rules } = value as Record<string, unknown>;
  return [loaded, rules].every((list) => Array.isArray(list) && list.every(isRule));
}
