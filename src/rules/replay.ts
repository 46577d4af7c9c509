import type { Id, Instant } from '../client/types.js';
import { Landings, type PastScan, type TimedScan } from './landings.js';
import { Places, type Place, type Spread } from './places.js';
import { Sample, timed } from './sample.js';
import { defaultSemantics } from './semantics.js';
import type { RuleSemantics, RuleSet } from './types.js';

export interface ReplayOptions {
  semantics?: Partial<RuleSemantics>;
  /** How many scans a move shows, default 5. */
  examples?: number;
}

/** Scans that would land somewhere else. */
export interface Move {
  /** Where they landed; `url` is `null` for the code's own content and for nowhere. */
  from: Place;
  /** Where they would. */
  to: Place;
  /** How many are to be expected: a scan counts by its probability to move. Whole where nothing is drawn. */
  scans: number;
  /** The newest of them, newest first. */
  examples: PastScan[];
}

/** `moved`, `unchanged` and `unexplained` add up to `scans`. */
export interface Replayed {
  /** The sample. */
  scans: number;
  oldest: Instant | null;
  newest: Instant | null;
  /** How many scans are to be expected to land elsewhere: the sum of `moves`. */
  moved: number;
  unchanged: number;
  /** Scans that did not land where the rules before the edit could have sent them: other rules then, or another reading. */
  unexplained: number;
  /** The newest of them, newest first. */
  unexplainedExamples: PastScan[];
  /** Most scans first. */
  moves: Move[];
  /** Edited rules that no scan of the sample matches: of them, this says nothing. */
  unmet: Id[];
}

/** What sums of shares may differ by and be the same. */
const ROUNDING = 1e-12;

/** Scans of one kind: where they could land before, where after, and where they did. */
interface Group {
  before: Spread;
  after: Spread;
  from: Place;
  sample: Sample;
}

/**
 * Which scans of the past would land elsewhere under edited rules, page by page. Draws are not thrown again: of scans that landed at
 * one of several places, the share moves by which the place became less probable (the smallest share that can have moved, a maximal
 * coupling of both distributions), and it goes to the places that became more probable, in proportion.
 */
export class Replay {
  readonly #places = new Places();
  readonly #before: Landings;
  readonly #after: Landings;
  readonly #examples: number;
  readonly #groups = new Map<Spread, Map<Spread, Map<Place, Group>>>();
  readonly #all = new Sample(1);
  readonly #unexplained: Sample;

  /** @throws {RuleSetError} for a condition, instant or weight that cannot be read */
  constructor(before: RuleSet, after: RuleSet, options: ReplayOptions = {}) {
    const semantics: RuleSemantics = { ...defaultSemantics, ...options.semantics };
    this.#before = new Landings(before, semantics, this.#places);
    this.#after = new Landings(after, semantics, this.#places);
    this.#examples = options.examples ?? 5;
    this.#unexplained = new Sample(this.#examples);
  }

  /** In any order, and any number of times. A scan whose instant cannot be read is not explained. */
  add(scans: Iterable<PastScan>): void {
    for (const scan of scans) {
      const at = timed(scan);
      this.#all.add(scan, at?.ms ?? null);
      if (at) this.#addTimed(scan, at);
      else this.#unexplained.add(scan, null);
    }
  }

  result(): Replayed {
    const groups = [...this.#groups.values()]
      .flatMap((byAfter) => [...byAfter.values()])
      .flatMap((byFrom) => [...byFrom.values()]);
    const moves = this.#moves(groups);
    const moved = moves.reduce((sum, move) => sum + move.scans, 0);
    const explained = groups.reduce((sum, { sample }) => sum + sample.count, 0);
    return {
      scans: this.#all.count,
      oldest: this.#all.oldest,
      newest: this.#all.newest,
      moved,
      unchanged: Math.max(0, explained - moved),
      unexplained: this.#unexplained.count,
      unexplainedExamples: this.#unexplained.examples(),
      moves,
      unmet: this.#after.unmet(),
    };
  }

  #addTimed(scan: PastScan, at: TimedScan): void {
    const before = this.#before.of(at);
    const after = this.#after.of(at);
    const from = this.#before.landed(scan.resolved_url, before);
    if (!from) {
      this.#unexplained.add(scan, at.ms);
      return;
    }
    const byFrom = inner(inner(this.#groups, before), after);
    let group = byFrom.get(from);
    if (!group) byFrom.set(from, (group = { before, after, from, sample: new Sample(this.#examples) }));
    group.sample.add(scan, at.ms);
  }

  #moves(groups: readonly Group[]): Move[] {
    const moves = new Map<Place, Map<Place, { scans: number; sample: Sample }>>();
    for (const { before, after, from, sample } of groups) {
      for (const [to, share] of leaving(before, after, from)) {
        const byTo = inner(moves, from);
        const move = byTo.get(to) ?? { scans: 0, sample: new Sample(this.#examples) };
        move.scans += sample.count * share;
        move.sample.merge(sample);
        byTo.set(to, move);
      }
    }
    return [...moves]
      .flatMap(([from, byTo]) =>
        [...byTo].map(([to, { scans, sample }]): Move => ({
          from: { ...from },
          to: { ...to },
          scans,
          examples: sample.examples(),
        })),
      )
      .sort((a, b) => b.scans - a.scans);
  }
}

/**
 * Which of `scans` would land elsewhere under the rules `after`; see `Replay` for many pages.
 * @throws {RuleSetError} for a condition, instant or weight that cannot be read
 */
export function replay(scans: Iterable<PastScan>, before: RuleSet, after: RuleSet, options?: ReplayOptions): Replayed {
  const run = new Replay(before, after, options);
  run.add(scans);
  return run.result();
}

/** Where those go that leave a place, and with which probability. */
function leaving(before: Spread, after: Spread, from: Place): [to: Place, share: number][] {
  const was = before.get(from)!;
  const lost = was - (after.get(from) ?? 0);
  if (lost < ROUNDING) return [];
  const gains = [...after]
    .map(([place, share]): [Place, number] => [place, share - (before.get(place) ?? 0)])
    .filter(([, gain]) => gain >= ROUNDING);
  const total = gains.reduce((sum, [, gain]) => sum + gain, 0);
  return gains.map(([place, gain]) => [place, (lost / was) * (gain / total)]);
}

function inner<Key, Inner, Value>(outer: Map<Key, Map<Inner, Value>>, key: Key): Map<Inner, Value> {
  let map = outer.get(key);
  if (!map) outer.set(key, (map = new Map<Inner, Value>()));
  return map;
}
