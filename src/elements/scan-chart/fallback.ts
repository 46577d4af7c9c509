import { html, nothing } from 'lit';
import type { Client } from '../../client/client.js';
import { ApiError } from '../../client/errors.js';
import type { Id } from '../../client/types.js';
import type { ScanChartTerms } from '../../locales/en.scan-chart.js';
import { dateOfDay } from '../../scans/calendar.js';
import type { RollupQuestion } from '../../scans/types.js';
import { zoneOf } from '../../time/zones.js';
import type { ChartData } from './data.js';
import type { OwnerCount } from './owner.js';

/** What answers where the proxy has no roll-up. */
export interface Fallback {
  answer: (question: RollupQuestion, signal: AbortSignal, isNew?: boolean) => Promise<ChartData>;
  /** Stop and go on, where this browser counts. */
  controls: (words: ScanChartTerms) => unknown;
  /** The chart has left the page, or shows another code. */
  leave: () => void;
}

/**
 * An owner, whose grant has the list of scans, has them counted in this browser; anyone else gets the totals.
 * @param changed - called now and then while scans are being counted
 */
export function createFallback(client: Client, id: Id, { changed }: { changed: () => void }): Fallback {
  let count: OwnerCount | null | undefined;
  let release = () => {};

  return {
    async answer(question, signal, isNew = false) {
      if (count === undefined && (await mayList(client, id, signal))) {
        const { ownerCount } = await import('./owner.js');
        count = ownerCount(client, id);
        release = count.watch(changed);
      }
      count ??= null;
      return count ? count.answer(question, isNew) : totals(client, id, question, signal);
    },
    controls: (words) =>
      count && !count.isDone
        ? html`<span>${words.pagesLeft}</span>
            <button type="button" class="small" @click=${() => count!.toggle()}>${count.isRunning ? words.stop : words.resume}</button>`
        : nothing,
    leave: () => release(),
  };
}

async function mayList(client: Client, id: Id, signal: AbortSignal): Promise<boolean> {
  try {
    await client.scans.list(id, { per_page: 1 }, { signal });
    return true;
  } catch (error) {
    if (error instanceof ApiError && [401, 403, 404, 405].includes(error.status)) return false;
    throw error;
  }
}

async function totals(client: Client, id: Id, { timeZone, breakdown, weekStart = 1 }: RollupQuestion, signal: AbortSignal): Promise<ChartData> {
  const { total, this_month, devices, countries } = await client.scans.summary(id, { signal });
  const today = dateOfDay(zoneOf(timeZone).dayOf(Date.now() / 1000));
  const values = breakdown === 'country' ? countries : breakdown === 'device' ? devices : null;
  const listed = values?.reduce((sum, { scans }) => sum + scans, 0) ?? 0;
  return {
    summaryOnly: true,
    timeZone,
    weekStart,
    from: today,
    to: today,
    interval: 'day',
    total,
    thisMonth: this_month,
    scans: total ?? listed,
    series: [],
    ...(values && { breakdown: { by: breakdown as 'country' | 'device', values, rest: Math.max(0, (total ?? listed) - listed) } }),
    coverage: { since: null, asOf: new Date().toISOString(), counted: listed, total, matches: null },
  };
}
