import type { ChartData } from '../../src/elements/scan-chart/data.js';
import { formatsOf } from '../../src/elements/scan-chart/format.js';
import { viewOf, type View } from '../../src/elements/scan-chart/view.js';
import { enScanChart } from '../../src/locales/en.scan-chart.js';

const DAY = 86_400_000;

/** Days in UTC from a date on, with so many scans each; anything else as it is given. */
export function dataOf(scans: readonly (number | null)[], fields: Partial<ChartData> = {}, from = '2024-03-01'): ChartData {
  const start = Date.parse(from);
  const date = (index: number) => new Date(start + index * DAY).toISOString().slice(0, 10);
  const sum = scans.reduce<number>((total, count) => total + (count ?? 0), 0);
  return {
    timeZone: 'UTC',
    from,
    to: date(scans.length - 1),
    interval: 'day',
    weekStart: 1,
    total: sum,
    thisMonth: sum,
    scans: sum,
    series: scans.map((count, index) => ({ start: `${date(index)}T00:00:00Z`, scans: count })),
    coverage: { since: null, asOf: '2024-04-01T00:00:00Z', counted: sum, total: sum, matches: true },
    ...fields,
  };
}

export const viewAs = (data: ChartData, lang = 'en'): View => viewOf(data, formatsOf(lang, data.timeZone), enScanChart);
export const viewIn = (scans: readonly (number | null)[], fields: Partial<ChartData> = {}, from?: string): View =>
  viewAs(dataOf(scans, fields, from));
