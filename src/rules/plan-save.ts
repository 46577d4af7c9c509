import type { Id, Rule, RuleInput } from '../client/types.js';
import { transientsInSteps } from './diff.js';
import { RuleSetError } from './errors.js';
import { ruleInput, sameRule } from './fields.js';
import { mergeRules, type Resolution } from './merge.js';
import { detoursFor, type Slot } from './save-detours.js';
import { directly, groupsOf, Judge, kindOf, orderOfGroup, usualOrders, type Chain } from './save-order.js';
import { situationsOf, type RuleChange } from './save-situations.js';
import { defaultSemantics } from './semantics.js';
import { toEnd } from './steps.js';
import type { AnalyseOptions, RuleLike, RuleSet, SavePlan, SaveStep } from './types.js';

export interface PlanOptions extends AnalyseOptions {
  /** What to keep of rules that both sides have changed. */
  resolve?: Readonly<Record<Id, Resolution>>;
}

/**
 * How to bring what I made of `loaded` to a server that has `now`: the merged rules, conflicts, and one request after another in
 * the order that leads the fewest people astray on the way, with what is transient in each state between. Where a rule cannot be
 * read, `unproven` says so, and nothing is known of the states between.
 */
export function planSave(loaded: RuleSet, mine: RuleSet, now: RuleSet, options: PlanOptions): SavePlan {
  return toEnd(planSaveInSteps(loaded, mine, now, options));
}

/** `planSave` with a pause every few milliseconds. */
export function* planSaveInSteps(loaded: RuleSet, mine: RuleSet, now: RuleSet, options: PlanOptions): Generator<void, SavePlan> {
  const { merged, conflicts } = mergeRules(loaded.rules, mine.rules, now.rules, options.resolve);
  if (conflicts.length > 0) return { merged, conflicts, steps: [] };
  yield;
  const changes = changesTo(merged, now.rules);
  yield;
  try {
    const puts = yield* inOrder(now, changes, options);
    const versions = versionsOf(now, puts);
    const transient = versions.length > 2 ? yield* transientsInSteps(versions, options) : [];
    const steps = stepsOf(now, puts).map((step, index) => ({ step, transient: transient[index + 1] ?? [] }));
    return { merged, conflicts, steps };
  } catch (error) {
    if (!(error instanceof RuleSetError)) throw error;
    const puts = usualOrder(changes).map((index) => ({ id: changes[index]!.id, rule: changes[index]!.to }));
    return { merged, conflicts, steps: stepsOf(now, puts).map((step) => ({ step, transient: [] })), unproven: error };
  }
}

/** One request: a rule becomes that, or is deleted. */
interface Put {
  id: Id;
  rule: RuleLike | null;
}

function changesTo(merged: readonly Rule[], now: readonly RuleLike[]): RuleChange[] {
  const there = new Map(now.map((rule) => [rule.id, rule]));
  const kept = new Set(merged.map(({ id }) => id));
  return [
    ...merged.map((to): RuleChange => ({ id: to.id, from: there.get(to.id) ?? null, to })).filter(({ from, to }) => !from || !sameRule(from, to!)),
    ...now.filter(({ id }) => !kept.has(id)).map((from): RuleChange => ({ id: from.id, from, to: null })),
  ];
}

const usualOrder = (changes: readonly RuleChange[]): number[] => usualOrders([...changes.keys()], changes)[0]!;

/** A part of a save that has nothing to do with the others. */
interface Group {
  moves: readonly number[];
  chains: readonly Chain[];
  slots: readonly Slot[];
  /** Something of it is transient, or out of its place, so that it should be over soon: nothing else is done between. */
  isWhole: boolean;
}

function* inOrder(now: RuleSet, changes: readonly RuleChange[], options: PlanOptions): Generator<void, Put[]> {
  const changed = new Set(changes.map(({ id }) => id));
  const rest = now.rules.filter(({ id }) => !changed.has(id));
  const about = yield* situationsOf(now.code, rest, changes, options, { ...defaultSemantics, ...options.semantics });
  const chains = changes.map(directly);
  if (!about) return putsOf({ moves: usualOrder(changes), chains, slots: [], isWhole: false }, changes);

  const judge = new Judge(about, chains);
  const groups: Group[] = [];
  for (const members of groupsOf(changes.length, about)) {
    const order = yield* orderOfGroup(judge, members, changes);
    const detours = yield* detoursFor(members, order, { about, chains, changes, rest });
    const { moves, cost, slots } = detours ?? { ...order, slots: [] };
    groups.push({ moves, chains: detours?.chains ?? chains, slots, isWhole: cost > 0 || slots.some(({ shift }) => shift) });
  }
  return interleaved(groups, changes);
}

/** What is new first, since that is what may be refused; what cannot be taken back last. */
const rank = { create: 0, update: 1, whole: 2, delete: 3 };

function interleaved(groups: readonly Group[], changes: readonly RuleChange[]): Put[] {
  const waiting = groups.map((group) => ({
    isWhole: group.isWhole,
    puts: putsOf(group, changes),
    kinds: group.moves.map((change) => kindOf(changes[change]!)),
  }));
  const puts: Put[] = [];
  for (;;) {
    const ranks = waiting.map(({ isWhole, kinds, puts }) => (puts.length === 0 ? Infinity : rank[isWhole ? 'whole' : kinds[0]!]));
    const next = waiting[ranks.indexOf(Math.min(...ranks))];
    if (!next || next.puts.length === 0) return puts;
    puts.push(...next.puts.splice(0, next.isWhole ? Infinity : 1));
    next.kinds.shift();
  }
}

/** The requests of a group, with those that make room for it before, and undo that after. */
function putsOf({ moves, chains, slots }: Group, changes: readonly RuleChange[]): Put[] {
  const at = chains.map(() => 0);
  const own = moves.map((change): Put => {
    const chain = chains[change]!;
    const stage = chain[++at[change]!]!;
    const { id, from, to } = changes[change]!;
    if (at[change] === chain.length - 1) return { id, rule: to };
    const { priority } = slots.find(({ place }) => place === stage.priority)!;
    return { id, rule: { ...(stage.as === 'from' ? from! : to!), priority } };
  });
  const shifts = slots.flatMap(({ shift }) => (shift ? [shift] : []));
  const away = shifts.flatMap(({ rules, by }) => rules.map((rule): Put => ({ id: rule.id, rule: { ...rule, priority: (rule.priority ?? 0) + by } })));
  const back = shifts.flatMap(({ rules }) => rules.map((rule): Put => ({ id: rule.id, rule }))).reverse();
  return [...away, ...own, ...back];
}

/** The set before the first request and after each. */
function versionsOf(now: RuleSet, puts: readonly Put[]): RuleSet[] {
  const rules = new Map(now.rules.map((rule) => [rule.id, rule]));
  return [
    now,
    ...puts.map(({ id, rule }): RuleSet => {
      if (rule) rules.set(id, rule);
      else rules.delete(id);
      return { code: now.code, rules: [...rules.values()] };
    }),
  ];
}

function stepsOf(now: RuleSet, puts: readonly Put[]): SaveStep[] {
  const there = new Set(now.rules.map(({ id }) => id));
  return puts.map(({ id, rule }): SaveStep => {
    if (!rule) return { kind: 'delete', rule: id };
    if (there.has(id)) return { kind: 'update', rule: id, input: ruleInput(rule) };
    there.add(id);
    return { kind: 'create', rule: id, input: given(ruleInput(rule)) };
  });
}

/** A new rule has no condition that would have to be cleared. */
const given = (input: RuleInput): RuleInput => Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null)) as unknown as RuleInput;
