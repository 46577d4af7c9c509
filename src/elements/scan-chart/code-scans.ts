import type { Client } from '../../client/client.js';
import { enScanChart as words } from '../../locales/en.scan-chart.js';
import type { RollupQuestion } from '../../scans/types.js';
import { askCode, askRollup, isRefusal } from './answers.js';
import { hasNoRollup, type ChartData } from './data.js';
import type { Facts } from './facts.js';
import type { Fallback } from './fallback.js';
import { ZoneSwitch } from './zone-switch.js';

export interface Asking {
  client: Client;
  id: number;
  question: RollupQuestion;
  /** All that the answer depends on but the zone. */
  about: string;
  /** What was answered a moment ago does not do. */
  isNew: boolean;
  signal: AbortSignal;
}

/** Where a chart gets the scans of a code from: the proxy's roll-up, or what stands in for it; and what explains them. */
export class CodeScans {
  /** The code's name, state and rules, where the grant shows them. */
  facts: Facts | null = null;
  /** Answers where the proxy has no roll-up. */
  fallback: Fallback | null = null;
  readonly #changed: { facts: () => void; count: () => void };
  readonly #zones = new ZoneSwitch();
  #asked: Asking | null = null;
  /** Of whom the facts were asked. */
  #factsOf: Client | null = null;

  /** @param changed - called when facts have come, and now and then while the fallback counts */
  constructor(changed: { facts: () => void; count: () => void }) {
    this.#changed = changed;
  }

  async ask(asking: Asking): Promise<ChartData> {
    const { client, id, question, about, isNew, signal } = (this.#asked = asking);
    const inOtherZone = isNew ? null : this.#zones.answer(about, question);
    if (inOtherZone) return inOtherZone;
    if (this.#factsOf !== client) void this.#loadFacts(client, id);
    if (this.fallback) return this.fallback.answer(question, signal, isNew);
    try {
      return await askRollup(client, id, question, isNew);
    } catch (error) {
      if (!hasNoRollup(error)) throw error;
      const { createFallback } = await import('./fallback.js');
      const fallback = createFallback(client, id, { changed: this.#changed.count });
      const answer = await fallback.answer(question, signal);
      this.fallback = fallback;
      return answer;
    }
  }

  /** Somebody looks at the list of zones: to choose one shall cost no request. */
  prepareZones(): void {
    if (this.fallback || !this.#asked) return;
    const { client, id, about, question } = this.#asked;
    void this.#zones.prepare(client, id, about, question);
  }

  /** It is another code from now on. */
  forget(): void {
    this.facts = this.#factsOf = this.#asked = null;
  }

  /** Nobody looks any more, or somebody else is to be asked. */
  leave(): void {
    this.fallback?.leave();
    this.fallback = null;
  }

  /** The chart does not wait for them. */
  async #loadFacts(client: Client, id: number): Promise<void> {
    this.#factsOf = client;
    const isCurrent = () => this.#factsOf === client && this.#asked?.id === id;
    try {
      const [{ factsOf }, code] = await Promise.all([import('./facts.js'), askCode(client, id)]);
      if (!isCurrent()) return;
      this.facts = factsOf(code, words);
      this.#changed.facts();
    } catch (error) {
      if (!isCurrent()) return;
      // A grant for scans need not be one for the code. Without an answer it is asked again with the next scans.
      if (isRefusal(error)) this.facts = null;
      else this.#factsOf = null;
    }
  }
}
