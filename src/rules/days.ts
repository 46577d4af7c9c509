import { nextWeekdayIn, weekdayIn } from './time.js';

/** Every weekday, as bits: bit n = weekday n, 0 = Sunday. */
export const ANY_DAY = 0b1111111;
/** In so much time every weekday occurs, even where a zone skips a date. */
export const FORTNIGHT = 15 * 86_400_000;

/** Which weekdays a stretch of time has, in one zone. */
export class Days {
  readonly #weekday: (ms: number) => number;
  readonly #next: (ms: number) => number;

  /** @throws {RangeError} for an unknown zone */
  constructor(timeZone: string) {
    this.#weekday = weekdayIn(timeZone);
    this.#next = nextWeekdayIn(timeZone);
  }

  /** The weekdays of `[from, to)`, as bits. */
  within(from: number, to: number): number {
    if (to - from >= FORTNIGHT) return ANY_DAY;
    let days = 0;
    for (let ms = from; ms < to && days !== ANY_DAY; ms = this.#next(ms)) days |= 1 << this.#weekday(ms);
    return days;
  }

  /** The first instant of `[from, to)` on one of the weekdays `days`; `null` for none. */
  first(from: number, to: number, days: number): number | null {
    if (days === ANY_DAY) return from < to ? from : null;
    // Without an end, one of any days comes within a fortnight.
    const end = Math.min(to, from + FORTNIGHT);
    for (let ms = from; ms < end; ms = this.#next(ms)) if (days & (1 << this.#weekday(ms))) return ms;
    return null;
  }

  /** The first instant from `ms` on at which a window and its weekdays hold; `null` for never again. */
  match(ms: number, { start, end, days }: Window): number | null {
    return this.first(Math.max(ms, start), end, days);
  }

  /** Whether a window and its weekdays ever hold. */
  exists({ start, end, days }: Window): boolean {
    return start < end && (start === -Infinity || this.first(start, end, days) !== null);
  }
}

/** Half-open, in milliseconds since 1970, and the weekdays as bits. */
export interface Window {
  start: number;
  end: number;
  days: number;
}
