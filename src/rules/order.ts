import type { Id } from '../client/types.js';
import type { RuleLike } from './types.js';

/** The API documents an integer; what 32 bits hold is what it can be trusted to keep. */
export const MAX_PRIORITY = 2 ** 31 - 1;

const priorityOf = (rule: RuleLike): number => rule.priority ?? 0;

/** In order of evaluation: by priority, and as given where that is the same. */
export function orderOf<R extends RuleLike>(rules: readonly R[]): R[] {
  return [...rules].sort((a, b) => priorityOf(a) - priorityOf(b));
}

/** Rules of the same priority together, in order of evaluation. */
export function tiersOf<R extends RuleLike>(rules: readonly R[]): R[][] {
  const tiers: R[][] = [];
  for (const rule of orderOf(rules)) {
    const last = tiers.at(-1);
    if (last && priorityOf(last[0]!) === priorityOf(rule)) last.push(rule);
    else tiers.push([rule]);
  }
  return tiers;
}

/**
 * Gives tiers, in the order that is wanted, strictly ascending whole priorities from 0 to 2³¹−1 with as few changes as
 * possible; negative ones that are there already may stay, and none is handed out. Rules that keep theirs are the same
 * objects. Rules that are not on the server yet (with negative ids) get whatever is left: their number costs no request of its own.
 * Of several ways with as few changes, `moved` is changed rather than another rule, and later tiers rather than
 * earlier ones: towards the free end, where no two rules have to change places.
 * @throws {RangeError} where there are more tiers than priorities
 */
export function renumber<R extends RuleLike>(tiers: readonly (readonly R[])[], moved?: Id): R[] {
  const wanted = tiers.filter((tier) => tier.length > 0);
  if (wanted.length > MAX_PRIORITY + 1) throw new RangeError(`There are only ${MAX_PRIORITY + 1} priorities`);
  const negatives = keptNegatives(wanted);
  const rest = wanted.slice(negatives);
  const priorities = fill(rest.length, anchorsOf(rest, moved));
  return wanted.flatMap((tier, index) =>
    index < negatives ? tier : tier.map((rule) => withPriority(rule, priorities[index - negatives]!)),
  );
}

/** Moves a rule into a tier of its own, in front of the tier with that index (as it is now), or behind the last. */
export function moveRule<R extends RuleLike>(rules: readonly R[], id: Id, beforeTier: number): R[] {
  const { rule, tiers, at } = find(rules, id);
  if (tiers[at]!.length === 1 && (beforeTier === at || beforeTier === at + 1)) return tiers.flat();
  const left = tiers.map((tier) => tier.filter((one) => one !== rule));
  return renumber(left.toSpliced(beforeTier, 0, [rule]), id);
}

/** Moves a whole tier in front of another. */
export function moveTier<R extends RuleLike>(rules: readonly R[], tier: number, beforeTier: number): R[] {
  const tiers = tiersOf(rules);
  if (beforeTier === tier || beforeTier === tier + 1) return tiers.flat();
  const left = tiers.map((one, index) => (index === tier ? [] : one));
  return renumber(left.toSpliced(beforeTier, 0, tiers[tier] ?? []));
}

/** Puts a rule into the tier of another one: what both match is drawn between them from then on. */
export function joinTier<R extends RuleLike>(rules: readonly R[], id: Id, tierOf: Id): R[] {
  const { rule, tiers, at } = find(rules, id);
  if (tiers[at]!.some((one) => one.id === tierOf)) return tiers.flat();
  return renumber(
    tiers.map((tier) => {
      const without = tier.filter((one) => one !== rule);
      return tier.some((one) => one.id === tierOf) ? [...without, rule] : without;
    }),
    id,
  );
}

/** Takes a rule out of its tier, into one of its own right behind it. */
export function splitOff<R extends RuleLike>(rules: readonly R[], id: Id): R[] {
  return moveRule(rules, id, find(rules, id).at + 1);
}

/** Adds a rule in a tier of its own, in front of the tier with that index, or behind the last. */
export function insertRule<R extends RuleLike>(rules: readonly R[], rule: R, beforeTier: number): R[] {
  return renumber(tiersOf(rules).toSpliced(beforeTier, 0, [rule]), rule.id);
}

function find<R extends RuleLike>(rules: readonly R[], id: Id): { rule: R; tiers: R[][]; at: number } {
  const tiers = tiersOf(rules);
  const at = tiers.findIndex((tier) => tier.some((one) => one.id === id));
  const rule = tiers[at]?.find((one) => one.id === id);
  if (!rule) throw new RangeError(`There is no rule ${id}`);
  return { rule, tiers, at };
}

/** The same object where it has that priority already. */
function withPriority<R extends RuleLike>(rule: R, priority: number): R {
  return priorityOf(rule) === priority ? rule : { ...rule, priority };
}

/** How many tiers at the front may keep negative priorities: no tier in front of one could be given a lower one. */
function keptNegatives(tiers: readonly (readonly RuleLike[])[]): number {
  let last = -Infinity;
  const end = tiers.findIndex((tier) => {
    const [first, ...others] = tier.map(priorityOf);
    const keeps = Number.isInteger(first) && first! < 0 && first! > last && others.every((other) => other === first);
    last = first!;
    return !keeps;
  });
  return end < 0 ? tiers.length : end;
}

/**
 * What it is worth that a rule keeps its number. One that is not on the server yet is sent anyway. Two, so that the half of it
 * decides between ways with as few changes, and nothing else.
 */
const worth = ({ id }: RuleLike, moved: Id | undefined): number => (id < 0 ? 0 : id === moved ? 1 : 2);

/** A tier that keeps the priority of one or more of its members. */
interface Anchor {
  at: number;
  priority: number;
  /** Of the best chain of anchors that ends here. */
  total: number;
  previous: Anchor | null;
}

/**
 * The tiers that keep a priority: a heaviest chain in which index and priority both rise, the priority by at least as much,
 * so that there is room for the tiers between. A longest increasing subsequence of `priority − index` with weights.
 */
function anchorsOf(tiers: readonly (readonly RuleLike[])[], moved: Id | undefined): Anchor[] {
  const chains: Anchor[] = [];
  let best: Anchor | null = null;
  for (const [at, tier] of tiers.entries()) {
    const weights = new Map<number, number>();
    for (const rule of tier) {
      const priority = priorityOf(rule);
      const fits = Number.isInteger(priority) && priority >= at && priority <= MAX_PRIORITY - (tiers.length - 1 - at);
      if (fits) weights.set(priority, (weights.get(priority) ?? 0) + worth(rule, moved));
    }
    const known = chains.length;
    for (const [priority, weight] of weights) {
      let previous: Anchor | null = null;
      for (let index = 0; index < known; index++) {
        const chain = chains[index]!;
        if (priority - chain.priority >= at - chain.at && chain.total > (previous?.total ?? 0)) previous = chain;
      }
      const anchor = { at, priority, total: weight + (previous?.total ?? 0), previous };
      chains.push(anchor);
      if (anchor.total > (best?.total ?? 0)) best = anchor;
    }
  }
  const kept: Anchor[] = [];
  for (let anchor = best; anchor; anchor = anchor.previous) kept.unshift(anchor);
  return kept;
}

/** Priorities for all tiers: the anchors' own, evenly spread between them, one after the other behind the last. */
function fill(count: number, anchors: readonly Anchor[]): number[] {
  const priorities: number[] = [];
  let last = -1;
  for (const { at, priority } of anchors) {
    const missing = at - priorities.length;
    const step = (priority - last) / (missing + 1);
    for (let index = 1; index <= missing; index++) priorities.push(last + Math.floor(step * index));
    priorities.push(priority);
    last = priority;
  }
  while (priorities.length < count) priorities.push(++last);
  return priorities;
}
