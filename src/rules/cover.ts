type Sets = readonly (readonly number[])[];

/**
 * A covering set: with one of its numbers in every one of `sets`, which are not empty, and none of them to spare. One number where
 * one is in all; else greedy. Of equals, the lowest.
 */
export function cover(sets: Sets): number[] {
  // What is alone in a set has to be there anyway.
  const forced = new Set(sets.filter((set) => set.length === 1).map((set) => set[0]!));
  const open = sets.filter((set) => !set.some((member) => forced.has(member)));
  return [...forced, ...pruned(greedy(open), open)].sort((a, b) => a - b);
}

function greedy(sets: Sets): number[] {
  const chosen: number[] = [];
  for (let open = sets; open.length > 0; ) {
    const best = mostFrequent(open);
    chosen.push(best);
    open = open.filter((set) => !set.includes(best));
  }
  return chosen;
}

function mostFrequent(sets: Sets): number {
  const counts = new Map<number, number>();
  for (const set of sets) for (const member of set) counts.set(member, (counts.get(member) ?? 0) + 1);
  let [best, most] = [Infinity, 0];
  for (const [member, count] of counts) {
    if (count > most || (count === most && member < best)) [best, most] = [member, count];
  }
  return best;
}

/** Without those that the others make up for. */
function pruned(chosen: readonly number[], sets: Sets): number[] {
  const kept = new Set(chosen);
  for (const member of chosen) {
    kept.delete(member);
    if (sets.some((set) => !set.some((other) => kept.has(other)))) kept.add(member);
  }
  return [...kept];
}
