/** The longest pause after failures, in seconds. */
const LONGEST = 300;

/** Asks again after a while, but only while the chart is seen, the page is in front and there is a network. */
export class Poll {
  readonly #tick: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAllowed = false;
  #seconds: number | null = null;
  #failures = 0;
  #failure: object | null = null;
  #isListening = false;

  constructor(tick: () => Promise<void>) {
    this.#tick = tick;
  }

  /** Seconds until the next time, `null` for none; doubled for each failure in a row, however often one is told of it. */
  next(seconds: number | null, failure: object | null): void {
    if (failure !== this.#failure) this.#failures = failure ? this.#failures + 1 : 0;
    this.#failure = failure;
    this.#seconds = seconds === null ? null : Math.min(Math.max(LONGEST, seconds), seconds * 2 ** this.#failures);
    this.#plan();
  }

  /** Whether the chart is seen. */
  allow(isAllowed: boolean): void {
    if (isAllowed === this.#isAllowed) return;
    this.#isAllowed = isAllowed;
    this.#plan();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isAllowed = false;
    this.#listen(false);
  }

  #plan(): void {
    const isDue = this.#seconds !== null && this.#isAllowed;
    this.#listen(isDue);
    if (!isDue || document.hidden || !navigator.onLine) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      return;
    }
    // Updates in between do not push it further away.
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#tick();
    }, this.#seconds! * 1000);
  }

  #listen(isOn: boolean): void {
    if (isOn === this.#isListening) return;
    this.#isListening = isOn;
    const change = isOn ? 'addEventListener' : 'removeEventListener';
    document[change]('visibilitychange', this.#onChange);
    window[change]('online', this.#onChange);
    window[change]('offline', this.#onChange);
  }

  readonly #onChange = (): void => this.#plan();
}
