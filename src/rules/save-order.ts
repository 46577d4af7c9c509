import { landingIn, type RuleChange, type Situation, type Situations, type Stage } from './save-situations.js';
import { slices } from './steps.js';

/** A change on its way: the stages that its rule goes through, with one request between two of them. */
export type Chain = readonly Stage[];

/** Changes in an order: each entry takes that change to its next stage. */
export interface Order {
  moves: number[];
  /** How often a situation is, between two requests, as it is neither before nor after. */
  cost: number;
}

/** From so many states on, orders are not all compared. */
const MOST_STATES = 4096;
/** In the place of a comparison, a search that looks one request ahead may look into situations so many times. */
const MOST_LOOKS = 2_000_000;

export type ChangeKind = 'create' | 'update' | 'delete';
export const kindOf = ({ from, to }: RuleChange): ChangeKind => (from ? (to ? 'update' : 'delete') : 'create');

/** A change done at once. */
export const directly = ({ from, to }: RuleChange): Chain => [
  { as: from ? 'from' : null, priority: from?.priority ?? 0 },
  { as: to ? 'to' : null, priority: to?.priority ?? 0 },
];

/** Judges states of a save: where each change has come to. */
export class Judge {
  readonly chains: readonly Chain[];
  readonly #situations: readonly Situation[];
  readonly #about: Situations;
  /** By situation, where people land before and after the save. */
  readonly #ends: (readonly [before: string, after: string] | undefined)[];
  /** For each situation what is known of states of its parts: 1 is transient. */
  readonly #known: Map<number, boolean>[];
  readonly #of: number[][];

  constructor(about: Situations, chains: readonly Chain[]) {
    this.chains = chains;
    this.#about = about;
    this.#situations = about.situations;
    this.#known = about.situations.map(() => new Map<number, boolean>());
    this.#of = chains.map(() => (isCounted(about) ? [...about.situations.keys()] : []));
    if (!isCounted(about)) about.situations.forEach(({ parts }, index) => parts.forEach(({ change }) => this.#of[change]!.push(index)));
    this.#ends = about.situations.map(() => undefined);
  }

  /** The situations, by index, that a change takes part in. */
  of(change: number): readonly number[] {
    return this.#of[change]!;
  }

  /** Whether people in that situation land as they do neither before nor after the save. */
  isTransient(index: number, state: readonly number[]): boolean {
    const situation = this.#situations[index]!;
    let key = this.#hasRules(state) ? 1 : 0;
    for (const { change } of situation.parts) key = key * this.chains[change]!.length + state[change]!;
    const known = this.#known[index]!;
    let answer = known.get(key);
    if (answer === undefined) {
      answer = !(this.#ends[index] ??= this.#endsOf(situation)).includes(this.#landing(situation, state));
      // Beyond that, keys of different states could be equal.
      if (key < Number.MAX_SAFE_INTEGER / 1000) known.set(key, answer);
    }
    return answer;
  }

  count(state: readonly number[], situations: readonly number[]): number {
    return situations.reduce((sum, index) => sum + (this.isTransient(index, state) ? 1 : 0), 0);
  }

  #endsOf(situation: Situation): readonly [string, string] {
    const last = this.chains.map((chain) => chain.length - 1);
    return [this.#landing(situation, last.map(() => 0)), this.#landing(situation, last)];
  }

  #landing(situation: Situation, state: readonly number[]): string {
    const stageOf = (change: number) => this.chains[change]![state[change]!]!;
    return landingIn(situation, stageOf, this.#hasRules(state), this.#about.miss);
  }

  #hasRules(state: readonly number[]): boolean {
    return this.#about.hasRest || this.chains.some((chain, change) => chain[state[change]!]!.as !== null);
  }
}

/** Whether the first rule of all, and the last, change where everybody else lands. */
const isCounted = ({ miss, hasRest }: Situations) => !hasRest && miss[0] !== miss[1];

/** Groups of changes (indexes) that have nothing to do with each other: no situation knows two of them. */
export function groupsOf(count: number, about: Situations): number[][] {
  const group = Array.from({ length: count }, (_, index) => index);
  const root = (index: number): number => (group[index] === index ? index : (group[index] = root(group[index]!)));
  const join = (changes: readonly number[]) => changes.forEach((change) => (group[root(change)] = root(changes[0]!)));
  for (const { parts } of about.situations) join(parts.map(({ change }) => change));
  if (isCounted(about)) join([...group]);
  const groups = new Map<number, number[]>();
  for (const index of group.keys()) groups.set(root(index), [...(groups.get(root(index)) ?? []), index]);
  return [...groups.values()];
}

/** The order of a group of changes in which the fewest situations are transient; what is new first and what goes last on equal terms. */
export function* orderOfGroup(judge: Judge, group: readonly number[], changes: readonly RuleChange[]): Generator<void, Order> {
  const states = group.reduce((product, change) => product * judge.chains[change]!.length, 1);
  if (states <= MOST_STATES) return yield* exactly(judge, group, changes);

  const usual = usualOrders(group, changes);
  let best: Order = { moves: usual[0]!, cost: Infinity };
  for (const moves of usual) {
    const cost = best.cost === 0 ? Infinity : yield* costOf(judge, moves);
    if (cost < best.cost) best = { moves, cost };
  }
  const looks = group.length * group.reduce((sum, change) => sum + judge.of(change).length, 0);
  if (best.cost > 0 && looks <= MOST_LOOKS) {
    const moves = yield* greedily(judge, usual[0]!);
    const cost = yield* costOf(judge, moves);
    if (cost < best.cost) best = { moves, cost };
  }
  return best;
}

/** Compares all orders, state by state: a shortest path through what may be done. */
function* exactly(judge: Judge, group: readonly number[], changes: readonly RuleChange[]): Generator<void, Order> {
  const isDue = slices();
  const situations = [...new Set(group.flatMap((change) => judge.of(change)))];
  const lengths = group.map((change) => judge.chains[change]!.length);
  const strides = lengths.map((_, index) => lengths.slice(0, index).reduce((product, length) => product * length, 1));
  const size = strides.at(-1)! * lengths.at(-1)!;
  const costs = new Float64Array(size).fill(Infinity);
  const came = new Int32Array(size).fill(-1);
  costs[0] = 0;
  const state = judge.chains.map(() => 0);
  // Every move makes the number of a state greater, so that all ways to a state are known when it is its turn.
  for (let number = 0; number < size; number++) {
    if (isDue()) yield;
    group.forEach((change, index) => (state[change] = Math.floor(number / strides[index]!) % lengths[index]!));
    if (number > 0 && number < size - 1) costs[number]! += MANY * judge.count(state, situations);
    const done = group.reduce((sum, change) => sum + state[change]!, 0);
    for (const [index, change] of group.entries()) {
      if (state[change] === lengths[index]! - 1) continue;
      const next = number + strides[index]!;
      const cost = costs[number]! + done * TURN[kindOf(changes[change]!)];
      if (cost < costs[next]!) [costs[next], came[next]] = [cost, index];
    }
  }
  const moves: number[] = [];
  for (let number = size - 1; number > 0; number -= strides[came[number]!]!) moves.unshift(group[came[number]!]!);
  return { moves, cost: yield* costOf(judge, moves) };
}

/** What a place further back costs, for orders that are equal otherwise; together less than one transient situation. */
const TURN = { create: 1, update: 0, delete: -1 } as const satisfies Record<ChangeKind, number>;
const MANY = 1000;

/** Takes at each point what leaves the fewest situations transient. */
function* greedily(judge: Judge, order: readonly number[]): Generator<void, number[]> {
  const isDue = slices();
  const state = judge.chains.map(() => 0);
  const left = new Set(order);
  const about = new Map(order.map((change) => [change, judge.of(change)]));
  const moves: number[] = [];
  while (left.size > 0) {
    let best = -1;
    let least = Infinity;
    for (const change of left) {
      if (isDue()) yield;
      const situations = about.get(change)!;
      const before = judge.count(state, situations);
      state[change]!++;
      const grown = judge.count(state, situations) - before;
      state[change]!--;
      if (grown < least) [best, least] = [change, grown];
    }
    moves.push(best);
    state[best]!++;
    if (state[best] === judge.chains[best]!.length - 1) left.delete(best);
  }
  return moves;
}

function* costOf(judge: Judge, moves: readonly number[]): Generator<void, number> {
  const isDue = slices();
  const state = judge.chains.map(() => 0);
  const transient = new Set<number>();
  let cost = 0;
  for (const change of moves.slice(0, -1)) {
    state[change]!++;
    for (const index of judge.of(change)) {
      if (isDue()) yield;
      if (judge.isTransient(index, state)) transient.add(index);
      else transient.delete(index);
    }
    cost += transient.size;
  }
  return cost;
}

/**
 * Orders that people would choose, for lists that are renumbered: what gets a greater number from the greatest down, what gets a
 * smaller one from the smallest up, so that each finds its new place empty.
 */
export function usualOrders(group: readonly number[], changes: readonly RuleChange[]): number[][] {
  const by = (isIn: (kind: ChangeKind, rise: number) => boolean, direction: 1 | -1) =>
    group
      .filter((index) => {
        const { from, to } = changes[index]!;
        return isIn(kindOf(changes[index]!), (to?.priority ?? 0) - (from?.priority ?? 0));
      })
      .sort((a, b) => direction * ((changes[a]!.to?.priority ?? 0) - (changes[b]!.to?.priority ?? 0)));
  const up = by((kind, rise) => kind === 'update' && rise > 0, -1);
  const down = by((kind, rise) => kind === 'update' && rise < 0, 1);
  const other = by((kind, rise) => kind === 'update' && rise === 0, 1);
  const created = by((kind) => kind === 'create', 1);
  const deleted = by((kind) => kind === 'delete', 1);
  return [
    [...up, ...down, ...other, ...created, ...deleted],
    [...down, ...up, ...other, ...created, ...deleted],
    [...created, ...up, ...down, ...other, ...deleted],
    [...created, ...other, ...down, ...up, ...deleted],
    [...deleted, ...up, ...down, ...other, ...created],
    [...deleted, ...down, ...up, ...other, ...created],
  ];
}
