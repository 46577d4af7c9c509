/** A stretch of time between two bounds, on some weekdays of it. */
export interface Stroke {
  key: number;
  /** Indexes of bounds. */
  from: number;
  to: number;
  /** As bits: of the weekdays that the stretch has, those that count. */
  days: number;
  /** The weekdays that the stretch has. */
  occurring: number;
}

interface Open extends Stroke {
  /** Weekdays of the stretches since `to`, in none of which one of `days` occurs. */
  passed: number;
}

/**
 * Joins what is said of stretches of time that follow on each other into as few strokes as can be: two are one where they agree about
 * the weekdays that both have.
 */
export class Line {
  readonly #draw: (stroke: Stroke) => void;
  #open: Open[] = [];

  constructor(draw: (stroke: Stroke) => void) {
    this.#draw = draw;
  }

  /** The next stretch: on which of its weekdays each of `keys` holds. */
  add(from: number, to: number, occurring: number, keys: ReadonlyMap<number, number>): void {
    if (this.#open.length === 0 && keys.size === 0) return;
    const met = new Set<number>();
    const kept: Open[] = [];
    for (const stroke of this.#open) {
      const days = keys.get(stroke.key) ?? 0;
      const both = (stroke.occurring | stroke.passed) & occurring;
      if ((stroke.days ^ days) & both) {
        this.#draw(stroke);
        continue;
      }
      kept.push(stroke);
      stroke.passed |= occurring;
      if (days === 0) continue;
      met.add(stroke.key);
      stroke.days |= days;
      stroke.occurring |= stroke.passed;
      stroke.passed = 0;
      stroke.to = to;
    }
    for (const [key, days] of keys) if (!met.has(key)) kept.push({ key, from, to, days, occurring, passed: 0 });
    this.#open = kept;
  }

  /** After the last stretch. */
  end(): void {
    for (const stroke of this.#open) this.#draw(stroke);
    this.#open = [];
  }
}
