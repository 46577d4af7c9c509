import { analyseInSteps } from '../../rules/analyse.js';
import { RuleSetError } from '../../rules/errors.js';
import type { Analysis, RuleSemantics, RuleSet } from '../../rules/types.js';
import { inSlices } from '../../ui/in-slices.js';

/** Milliseconds without an edit. */
const PAUSE = 120;
/** `setTimeout` counts in 32 bits. */
const LONGEST = 2 ** 31 - 1;

/** Analyses the rules whenever they change, in slices, and again when one of their instants has passed. */
export class Analyst {
  /** Of the rules as they were when it last ended; `null` before that, or where a rule cannot be read. */
  analysis: Analysis | null = null;
  problem: RuleSetError | null = null;

  readonly #done: () => void;
  #run: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(done: () => void) {
    this.#done = done;
  }

  get isRunning(): boolean {
    return this.#run !== null;
  }

  look(set: RuleSet, semantics: RuleSemantics): void {
    this.leave();
    const run = new AbortController();
    this.#run = run;
    const analyse = async () => {
      const now = new Date();
      try {
        const analysis = await inSlices(analyseInSteps(set, { horizon: { from: now }, semantics }), run.signal);
        [this.analysis, this.problem] = [analysis, null];
      } catch (error) {
        if (run.signal.aborted) return;
        if (!(error instanceof RuleSetError)) throw error;
        [this.analysis, this.problem] = [null, error];
      }
      this.#run = null;
      this.#again(set, semantics, now.getTime());
      this.#done();
    };
    // While somebody types it would be begun for every key, and be in its way.
    if (this.analysis === null) void analyse();
    else this.#timer = setTimeout(() => void analyse(), PAUSE);
  }

  /** Ends what runs; `analysis` stays. */
  leave(): void {
    this.#run?.abort();
    this.#run = null;
    clearTimeout(this.#timer);
  }

  /** What is expired or upcoming changes with time, at one of these instants. */
  #again(set: RuleSet, semantics: RuleSemantics, now: number): void {
    const { expires_at, licensed_until } = set.code;
    const instants = set.rules.flatMap(({ start_at, end_at }) => [start_at, end_at]);
    const next = Math.min(...[...instants, expires_at, licensed_until].map((at) => Date.parse(at ?? '')).filter((at) => at > now));
    if (next < Infinity) this.#timer = setTimeout(() => this.look(set, semantics), Math.min(next - Date.now() + 1000, LONGEST));
  }
}
