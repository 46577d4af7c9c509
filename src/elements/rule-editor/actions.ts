import type { Id, Rule } from '../../client/types.js';
import { insertRule, joinTier, moveRule, moveTier, splitOff, tiersOf } from '../../rules/order.js';
import type { Editor } from './editor.js';
import { nameOf } from './rule-names.js';

/** Where a rule can be put: in front of a tier as the tiers are now (behind the last is one more), or into the tier of another. */
export type Target = { kind: 'before'; tier: number } | { kind: 'join'; rule: Id };

export interface Focus {
  /** The sentence of a rule, once it is drawn. */
  sentence: (id: Id) => void;
  /** A button of a rule, by what it does. */
  action: (id: Id, action: string) => void;
  /** The first field of a rule that has just been opened. */
  field: (id: Id) => void;
  add: () => void;
}

export type Actions = ReturnType<typeof createActions>;

/** What can be done with rules of the list: each is one step of undo, said aloud, and leaves the focus where one goes on. */
export function createActions(editor: Editor, focus: Focus, open: (id: Id) => void) {
  const { words } = editor;
  const { did, said } = words;
  const number = (value: number) => editor.formats.number(value);
  const indexOf = (id: Id) => editor.rules.findIndex((rule) => rule.id === id);
  const at = (id: Id) => editor.rules.find((rule) => rule.id === id)!;
  const name = (id: Id) => {
    const index = indexOf(id);
    return index < 0 ? words.ruleNoUrl('?') : nameOf(editor, editor.rules[index]!, index);
  };
  const place = (id: Id) => [number(indexOf(id) + 1), number(editor.rules.length)] as const;
  const tierAt = (id: Id) => tiersOf(editor.rules).findIndex((tier) => tier.some((rule) => rule.id === id));

  /** Where a rule has come to, in words, by what is there now. */
  const sayPlace = (id: Id) => {
    const tiers = tiersOf(editor.rules);
    const tier = tierAt(id);
    const others = tiers[tier]!.filter((rule) => rule.id !== id);
    const below = tiers[tier + 1]?.[0];
    if (others.length > 0) editor.say(said.joined(editor.formats.list(others.slice(0, 2).map((rule) => name(rule.id))), ...place(id)));
    else editor.say(below ? said.above(name(below.id), ...place(id)) : said.last(...place(id)));
  };
  /** The rules with one of them in another place. */
  const moved = (rules: readonly Rule[], id: Id, to: Target) => (to.kind === 'join' ? joinTier(rules, id, to.rule) : moveRule(rules, id, to.tier));
  const isSame = (rules: readonly Rule[]) => rules.every((rule, index) => rule === editor.rules[index]);

  /** @returns whether that is another place */
  const move = (id: Id, to: Target): boolean => {
    const rules = moved(editor.rules, id, to);
    if (isSame(rules)) return false;
    editor.change(rules, to.kind === 'join' ? did.joined : did.moved);
    sayPlace(id);
    return true;
  };
  const edit = (id: Id, fields: Partial<Rule>, what: string, merge?: string) =>
    editor.change(
      editor.rules.map((rule) => (rule.id === id ? { ...rule, ...fields } : rule)),
      what,
      merge,
    );
  /** A tier of its own for a new rule, and its form for what is to be said of it. */
  const insert = (rule: Rule, tier: number, what: string, sentence: (place: string, total: string) => string) => {
    open(rule.id);
    editor.change(insertRule(editor.rules, rule, tier), what);
    editor.say(sentence(...place(rule.id)));
    focus.field(rule.id);
  };

  return {
    name,
    place,
    moved,
    move,
    sayPlace,
    edit,
    turn(id: Id, isOn: boolean) {
      edit(id, { is_active: isOn }, isOn ? did.on : did.off);
      editor.say((isOn ? said.on : said.off)(name(id)));
    },
    /** One tier up or down, out of a draw too. */
    step(id: Id, by: -1 | 1) {
      const tiers = tiersOf(editor.rules);
      const tier = tierAt(id);
      const isAlone = tiers[tier]!.length === 1;
      const to = by < 0 ? tier - (isAlone ? 1 : 0) : tier + (isAlone ? 2 : 1);
      const isMoved = to >= 0 && to <= tiers.length && move(id, { kind: 'before', tier: to });
      if (!isMoved) editor.say(by < 0 ? said.first : said.alreadyLast);
      focus.action(id, by < 0 ? 'up' : 'down');
    },
    stepGroup(tier: number, by: -1 | 1) {
      const first = tiersOf(editor.rules)[tier]![0]!.id;
      const rules = moveTier(editor.rules, tier, by < 0 ? tier - 1 : tier + 2);
      editor.change(rules, did.movedGroup);
      const below = tiersOf(editor.rules)[tierAt(first) + 1]?.[0];
      editor.say(below ? said.above(name(below.id), ...place(first)) : said.last(...place(first)));
      focus.action(first, by < 0 ? 'group-up' : 'group-down');
    },
    duplicate(id: Id) {
      insert({ ...at(id), id: editor.newId() }, tierAt(id) + 1, did.duplicated, said.duplicated);
    },
    add() {
      const rule: Rule = { id: editor.newId(), url: '', device: null, country_code: null, start_at: null, end_at: null, days_of_week: null, priority: 0, weight: null, is_active: true };
      insert(rule, tiersOf(editor.rules).length, did.added, said.added);
    },
    remove(id: Id) {
      const index = indexOf(id);
      const neighbour = editor.rules[index + 1] ?? editor.rules[index - 1];
      const text = said.deleted(name(id));
      editor.change(
        editor.rules.filter((rule) => rule.id !== id),
        did.deleted,
      );
      editor.say(text);
      if (neighbour) focus.sentence(neighbour.id);
      else focus.add();
    },
    /** A deleted rule, where its priority puts it. */
    restore(rule: Rule) {
      editor.change([...editor.rules, rule], did.restored);
      editor.say(said.restored(name(rule.id)));
      focus.sentence(rule.id);
    },
    join(id: Id, other: Id) {
      move(id, { kind: 'join', rule: other });
    },
    split(id: Id) {
      editor.change(splitOff(editor.rules, id), did.moved);
      sayPlace(id);
    },
  };
}
