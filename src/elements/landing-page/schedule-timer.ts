import { isShown } from '../../landing/tree.js';

/** Milliseconds after which the clock is looked at again: timers stand still while a device sleeps, and overflow after 24 days. */
const LOOK_AGAIN = 30_000;

/** Shows and hides what is scheduled, when its time comes: also on a page that a server drew long ago. */
export class ScheduleTimer {
  #root: ParentNode | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Begins with what is in `root` now; to be called again when that has changed. */
  watch(root: ParentNode): void {
    this.leave();
    this.#root = root;
    this.#tick();
  }

  leave(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#root = null;
  }

  #tick(): void {
    const now = Date.now();
    let next = Infinity;
    for (const element of this.#root?.querySelectorAll<HTMLElement>('[data-from], [data-to]') ?? []) {
      const { from = null, to = null } = element.dataset;
      element.hidden = !isShown({ from, to }, now);
      for (const at of [from, to]) if (at !== null && Date.parse(at) > now) next = Math.min(next, Date.parse(at));
    }
    if (next < Infinity) this.#timer = setTimeout(() => this.#tick(), Math.min(next - now, LOOK_AGAIN));
  }
}
