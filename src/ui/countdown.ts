/** Seconds that are left until something goes on, and a tick a second while there are any to show. */
export class Countdown {
  readonly #lang: () => string;
  readonly #tick: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(lang: () => string, tick: () => void) {
    this.#lang = lang;
    this.#tick = tick;
  }

  /** "12 sec", in the page's language; `until` in milliseconds since 1970. */
  readonly left = (until: number): string => {
    const seconds = Math.max(1, Math.ceil((until - Date.now()) / 1000));
    return new Intl.NumberFormat(this.#lang(), { style: 'unit', unit: 'second', unitDisplay: 'short' }).format(seconds);
  };

  run(isOn: boolean): void {
    if (isOn) this.#timer ??= setInterval(this.#tick, 1000);
    else {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }
}
