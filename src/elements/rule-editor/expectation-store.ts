import { formatExpectations, parseExpectations } from '../../rules/expectations-file.js';
import {
  checkExpectations,
  expectationKey,
  mergeExpectations,
  type CheckedExpectation,
  type Expectation,
} from '../../rules/expectations.js';
import { endpointOf } from '../../ui/endpoint.js';
import type { Editor } from './editor.js';

/** Weekly expectations look ahead from now; so old may what was found be. */
const FRESH = 60_000;

/**
 * The expectations that are pinned for the code of an editor, kept in this browser. Each change begins with what is stored by
 * then, so that two pages do not take away each other's.
 */
export class ExpectationStore {
  /** Where the browser stores nothing they live as long as the page. */
  isUnkept = false;

  readonly #editor: Editor;
  #key = '';
  #list: readonly Expectation[] = [];
  #checked: { about: readonly unknown[]; at: number; results: CheckedExpectation[] } | null = null;

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  get list(): readonly Expectation[] {
    const key = keyOf(this.#editor);
    if (key !== this.#key) {
      this.#key = key;
      this.#list = this.#read() ?? [];
    }
    return this.#list;
  }

  /** All of them against the rules as they are edited. */
  checked(): readonly CheckedExpectation[] {
    const { list } = this;
    const { set, rules, code, semantics } = this.#editor;
    const about = [list, rules, code, JSON.stringify(semantics)];
    const now = Date.now();
    const isFresh = this.#checked && now - this.#checked.at < FRESH && this.#checked.about.every((part, index) => part === about[index]);
    if (!isFresh) this.#checked = { about, at: now, results: checkExpectations(set, list, semantics, new Date(now)) };
    return this.#checked!.results;
  }

  broken(): readonly CheckedExpectation[] {
    return this.checked().filter(({ holds }) => holds === false);
  }

  /** Those that must hold and do not, or cannot be looked at: with these nothing is to be saved. */
  blocking(): readonly CheckedExpectation[] {
    return this.checked().filter(({ holds, expectation }) => expectation.mustHold && holds !== true);
  }

  /** @returns how many of them were new */
  add(expectations: readonly Expectation[]): number {
    let added = 0;
    this.#change((list) => {
      const merged = mergeExpectations(list, expectations);
      added = merged.length - list.length;
      return merged;
    });
    return added;
  }

  update(expectation: Expectation, fields: Partial<Pick<Expectation, 'label' | 'mustHold'>>): void {
    const key = expectationKey(expectation);
    this.#change((list) => list.map((one) => (expectationKey(one) === key ? { ...one, ...fields } : one)));
  }

  remove(expectation: Expectation): void {
    const key = expectationKey(expectation);
    this.#change((list) => list.filter((one) => expectationKey(one) !== key));
  }

  #change(work: (list: readonly Expectation[]) => readonly Expectation[]): void {
    const { list } = this;
    this.#list = work(this.isUnkept ? list : (this.#read() ?? list));
    try {
      if (this.#list.length > 0) localStorage.setItem(this.#key, formatExpectations(this.#list));
      else localStorage.removeItem(this.#key);
      this.isUnkept = false;
    } catch {
      this.isUnkept = true;
    }
  }

  /** `null` where nothing can be read, or what is there was written by something else. */
  #read(): readonly Expectation[] | null {
    try {
      const text = localStorage.getItem(this.#key);
      return text === null ? [] : parseExpectations(text);
    } catch {
      return null;
    }
  }
}

const stores = new WeakMap<object, ExpectationStore>();

/** The pinned expectations of an editor: one store, whoever asks. */
export function expectationsOf(editor: Editor): ExpectationStore {
  let store = stores.get(editor.host);
  if (!store) stores.set(editor.host, (store = new ExpectationStore(editor)));
  return store;
}

const keyOf = ({ host, code }: Editor) => `jsi-rule-expectations:${endpointOf(host)}:${code.id}`;
