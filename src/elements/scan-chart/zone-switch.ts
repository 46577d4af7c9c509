import type { Client } from '../../client/client.js';
import { dayOfDate } from '../../scans/calendar.js';
import type { rezone } from '../../scans/rollup.js';
import type { RollupQuestion } from '../../scans/types.js';
import { askRollup } from './answers.js';
import type { ChartData } from './data.js';

/** Longer periods have more quarters of an hour than a chart is worth; the proxy refuses them. */
const MAX_DAYS = 400;
/** Milliseconds for which quarters of an hour are good: a chart that is refreshed shall not go back. */
const FRESH = 120_000;

/** Quarters of an hour, fetched when somebody opens the list of zones, so that choosing one costs no request. */
export class ZoneSwitch {
  #kept: { about: string; at: number; data: ChartData; rezone: typeof rezone } | null = null;

  /** @param about - all that the answer depends on but the zone */
  async prepare(client: Client, id: number, about: string, question: RollupQuestion): Promise<void> {
    const days = question.from && question.to ? dayOfDate(question.to) - dayOfDate(question.from) + 1 : Infinity;
    if (question.breakdown || question.filter || days > MAX_DAYS || (this.#kept?.about === about && performance.now() - this.#kept.at < FRESH / 2)) return;
    try {
      const [data, { rezone }] = await Promise.all([askRollup(client, id, { ...question, slots: true }, false), import('../../scans/rollup.js')]);
      this.#kept = { about, at: performance.now(), data, rezone };
    } catch {
      // The chart asks when a zone is chosen.
    }
  }

  /** The answer in the zone of the question; `null` where it has to be asked for. */
  answer(about: string, question: RollupQuestion): ChartData | null {
    const kept = this.#kept;
    if (!kept || kept.about !== about || performance.now() - kept.at > FRESH) return null;
    try {
      return kept.rezone(kept.data, question, new Date());
    } catch {
      // Its days begin before the quarters do.
      return null;
    }
  }
}
