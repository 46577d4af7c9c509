import { MAX_PRIORITY } from './order.js';
import { Judge, orderOfGroup, type Chain, type Order } from './save-order.js';
import type { RuleChange, Situations, Stage } from './save-situations.js';
import type { RuleLike } from './types.js';

/** A priority that a rule may have for a while. */
export interface Slot {
  /** Where it is in the order; between two whole numbers where room has to be made for it. */
  place: number;
  priority: number;
  /** What makes room: rules that stay, each moved by one, and moved back in the end. The one that has room first is first. */
  shift: { rules: readonly RuleLike[]; by: 1 | -1 } | null;
}

/** Requests that a detour may cost on top; a longer one is worse than what it avoids. */
const MOST_EXTRA = 8;
/** Larger groups take no detours: there are too many to compare. */
const MOST_CHANGES = 7;
const MOST_SLOTS = 12;

export interface Detours extends Order {
  /** With the stages of all changes, as `moves` counts them. */
  chains: readonly Chain[];
  slots: readonly Slot[];
}

/**
 * A cheaper order for a group whose changes, each done at once, are transient somewhere: rules that have to change places step
 * aside first, to a priority where they are in nobody's way. `null` where that does not help.
 */
export function* detoursFor(
  group: readonly number[],
  direct: Order,
  { about, chains, changes, rest }: { about: Situations; chains: readonly Chain[]; changes: readonly RuleChange[]; rest: readonly RuleLike[] },
): Generator<void, Detours | null> {
  if (direct.cost === 0 || group.length > MOST_CHANGES) return null;
  const slots = slotsFor(group, changes, rest);
  let best: Detours = { ...direct, chains, slots: [] };
  let extra = 0;
  for (let round = 0; round < 2 && best.cost > 0; round++) {
    const known = best;
    for (const change of group.filter((one) => known.chains[one]!.length === 2)) {
      for (const slot of slots) {
        const cost = 1 + (slot.shift && !known.slots.includes(slot) ? 2 * slot.shift.rules.length : 0);
        const isSecondShift = slot.shift && known.slots.some((other) => other.shift && other !== slot);
        if (isSecondShift || extra + cost > MOST_EXTRA) continue;
        for (const stage of stagesAt(slot.place, changes[change]!)) {
          const [from, to] = known.chains[change] as [Stage, Stage];
          const tried = known.chains.with(change, [from, stage, to]);
          const order = yield* orderOfGroup(new Judge(about, tried), group, changes);
          const isBetter = order.cost < best.cost || (order.cost === best.cost && best !== known && cost < costOf(best, known));
          if (isBetter) best = { ...order, chains: tried, slots: [...new Set([...known.slots, slot])] };
        }
      }
    }
    if (best === known) break;
    extra += costOf(best, known);
  }
  return best.slots.length > 0 ? best : null;
}

/** Requests that one more detour costs. */
function costOf(best: Detours, known: Detours): number {
  const added = best.slots.filter((slot) => !known.slots.includes(slot));
  return 1 + added.reduce((sum, { shift }) => sum + 2 * (shift?.rules.length ?? 0), 0);
}

/** As it was, or as it will be, at another priority. */
const stagesAt = (priority: number, { from, to }: RuleChange): Stage[] => [
  ...(from ? [{ as: 'from' as const, priority }] : []),
  ...(to ? [{ as: 'to' as const, priority }] : []),
];

/** Priorities to step aside to, those that cost nothing first. */
function slotsFor(group: readonly number[], changes: readonly RuleChange[], rest: readonly RuleLike[]): Slot[] {
  const prioritiesOf = (some: readonly RuleChange[]) => some.flatMap(({ from, to }) => [from, to]).flatMap((rule) => (rule ? [rule.priority ?? 0] : []));
  const own = new Set(prioritiesOf(group.map((index) => changes[index]!)));
  const moving = new Set(prioritiesOf(changes));
  const resting = new Map<number, RuleLike[]>();
  for (const rule of rest) resting.set(rule.priority ?? 0, [...(resting.get(rule.priority ?? 0) ?? []), rule]);
  const taken = [...new Set([...moving, ...resting.keys()])].sort((a, b) => a - b);

  const near = taken.slice(Math.max(0, taken.indexOf(Math.min(...own)) - 1), taken.indexOf(Math.max(...own)) + 2);
  const isFree = (priority: number) => priority >= 0 && priority <= MAX_PRIORITY && Number.isInteger(priority) && !taken.includes(priority);
  const free = [...new Set(near.flatMap((priority) => [priority - 1, priority + 1]))].filter(isFree);

  const shifts = [...own].flatMap((priority) => ([1, -1] as const).flatMap((by) => shiftBeside(priority, by)));
  /** Room beside a priority, where the rules next to it can all move on by one. */
  function shiftBeside(priority: number, by: 1 | -1): Slot[] {
    const rules: RuleLike[] = [];
    for (let next = priority + by; ; next += by) {
      if (isFree(next)) return rules.length === 0 ? [] : [{ place: priority + by / 2, priority: priority + by, shift: { rules: rules.reverse(), by } }];
      const tier = resting.get(next) ?? [];
      // Of several with the same priority, the first one to move would leave a draw.
      if (moving.has(next) || tier.length !== 1) return [];
      rules.push(tier[0]!);
      if (2 * rules.length >= MOST_EXTRA) return [];
    }
  }
  const plain = free.map((priority): Slot => ({ place: priority, priority, shift: null }));
  return [...plain, ...shifts].slice(0, MOST_SLOTS);
}
