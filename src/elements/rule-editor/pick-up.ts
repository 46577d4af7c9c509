import type { Id, Rule } from '../../client/types.js';
import { tiersOf } from '../../rules/order.js';
import type { Actions, Target } from './actions.js';
import type { Editor } from './editor.js';

/** A rule that is moved with keys: where it may go, and where it is now. */
interface Picked {
  id: Id;
  /** As they were when it was picked up. */
  before: readonly Rule[];
  targets: readonly Target[];
  at: number;
  /** Its place before. */
  home: number;
}

/** Moves a rule with keys: picked up, moved in steps that are said, dropped or put back. */
export class PickUp {
  readonly #editor: Editor;
  readonly #actions: Actions;
  readonly #focus: (id: Id) => void;
  #picked: Picked | null = null;
  #count = 0;
  /** What the last step made of the rules. */
  #expected: readonly Rule[] | null = null;

  constructor(editor: Editor, actions: Actions, focus: (id: Id) => void) {
    this.#editor = editor;
    this.#actions = actions;
    this.#focus = focus;
  }

  get id(): Id | null {
    return this.#picked?.id ?? null;
  }

  readonly onKey = (id: Id, event: KeyboardEvent): void => {
    const isPicked = this.#picked?.id === id;
    const act = {
      ' ': () => (isPicked ? this.drop() : this.#pick(id)),
      Enter: () => (isPicked ? this.drop() : this.#pick(id)),
      ...(isPicked && {
        ArrowUp: () => this.#step(-1),
        ArrowDown: () => this.#step(1),
        Home: () => this.#go(0),
        End: () => this.#go(this.#picked!.targets.length - 1),
        Escape: () => this.#cancel(),
      }),
    }[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };

  /** It stays where it is. */
  drop(): void {
    const picked = this.#picked;
    if (!picked) return;
    this.#picked = null;
    this.#editor.say(this.#editor.words.said.dropped(...this.#actions.place(picked.id)));
    this.#editor.update();
  }

  /** Whether the rules were changed by something else meanwhile, such as an undo: then nothing is picked up any more. */
  check(): void {
    if (this.#picked && this.#expected !== this.#editor.rules) this.#picked = null;
  }

  #pick(id: Id): void {
    const { rules, say, words } = this.#editor;
    const tiers = tiersOf(rules);
    const home = tiers.findIndex((tier) => tier.some((rule) => rule.id === id));
    const targets: Target[] = [];
    let at = 0;
    for (const [tier, members] of tiers.entries()) {
      const others = members.filter((rule) => rule.id !== id);
      if (others.length === 0) {
        at = targets.push({ kind: 'before', tier }) - 1;
        continue;
      }
      // Its own place is in front of the next tier too, and is one stop.
      if (tiers[tier - 1]?.length !== 1 || home !== tier - 1) targets.push({ kind: 'before', tier });
      if (tier === home) at = targets.length;
      // A draw between rules that were none is nothing that an arrow key should begin.
      if (others.length > 1 || tier === home) targets.push({ kind: 'join', rule: others[0]!.id });
    }
    if (tiers.at(-1)!.length > 1 || home !== tiers.length - 1) targets.push({ kind: 'before', tier: tiers.length });
    this.#picked = { id, before: rules, targets, at, home: at };
    this.#expected = rules;
    this.#count++;
    say(words.said.picked(this.#actions.name(id), ...this.#actions.place(id)));
    this.#editor.update();
  }

  #step(by: -1 | 1): void {
    const { targets, at } = this.#picked!;
    const { say, words } = this.#editor;
    if (targets[at + by]) this.#go(at + by);
    else say(by < 0 ? words.said.first : words.said.alreadyLast);
  }

  #go(at: number): void {
    const picked = this.#picked!;
    picked.at = at;
    this.#put(at === picked.home ? picked.before : this.#actions.moved(picked.before, picked.id, picked.targets[at]!));
    this.#actions.sayPlace(picked.id);
  }

  #cancel(): void {
    const picked = this.#picked!;
    this.#put(picked.before);
    this.#picked = null;
    this.#editor.say(this.#editor.words.said.cancelled(...this.#actions.place(picked.id)));
  }

  /** All steps of one pick-up are one step of undo; moving the row takes the focus from its handle. */
  #put(rules: readonly Rule[]): void {
    const { id } = this.#picked!;
    this.#editor.change(rules, this.#editor.words.did.moved, `move:${id}:${this.#count}`);
    this.#expected = this.#editor.rules;
    this.#focus(id);
  }
}
