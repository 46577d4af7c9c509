import type { Client } from '@libsql/client';

const SLOT = 900;

/** Columns by the name of what scans are counted by. */
export const columns = {
  device: 'device',
  country: 'country_code',
  'utm-source': 'utm_source',
  'utm-medium': 'utm_medium',
  'utm-campaign': 'utm_campaign',
  destination: 'resolved_url',
  referrer: 'referer',
} as const;

/** What local clocks and calendars show, as `Intl` has it. */
export interface LocalTime {
  /** `2026-03-29` */
  date: string;
  hour: number;
  /** For example `GMT+02:00`. */
  offset: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

export function localTime(timeZone: string, second: number): LocalTime {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'longOffset',
    });
  formats.set(timeZone, format);
  const parts = Object.fromEntries(format.formatToParts(second * 1000).map(({ type, value }) => [type, value]));
  return {
    date: `${parts['year']}-${parts['month']}-${parts['day']}`,
    hour: Number(parts['hour']),
    offset: parts['timeZoneName']!,
  };
}

/** A date so many days later. */
export function shiftDate(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

/** 1 (Monday) to 7. */
export const weekdayOf = (date: string) => new Date(date).getUTCDay() || 7;

/** What a bucket is called by its first local time, so that no two have the same name. */
export function nameOf(interval: 'hour' | 'day' | 'week' | 'month', { date, hour, offset }: LocalTime, weekStart = 1): string {
  switch (interval) {
    case 'hour':
      return `${date} ${hour} ${offset}`;
    case 'day':
      return date;
    case 'week':
      return shiftDate(date, -((weekdayOf(date) - weekStart + 7) % 7));
    case 'month':
      return date.slice(0, 7);
  }
}

/** Scans by quarter of an hour, with what local clocks then show: no zone of the tests is off by less. */
export async function slots(db: Client, qrCode: number, timeZone: string, where = '1', args: string[] = []) {
  const { rows } = await db.execute({
    sql: `SELECT CAST(strftime('%s', created_at) AS INTEGER) / ${SLOT} AS slot, COUNT(*) AS scans
          FROM scans WHERE qr_code_id = ? AND ${where} GROUP BY slot ORDER BY slot`,
    args: [qrCode, ...args],
  });
  return rows.map((row) => ({ ...localTime(timeZone, Number(row['slot']) * SLOT), scans: Number(row['scans']) }));
}

/** The first instant of a local day, found by walking. */
export function dayStart(timeZone: string, date: string): string {
  let second = Date.parse(date) / 1000 - 16 * 3600;
  while (localTime(timeZone, second).date < date) second += SLOT;
  return `${new Date(second * 1000).toISOString().slice(0, 19)}Z`;
}

/** Scans of the local days `from` to `to` by value; of a referrer its host. */
export async function values(
  db: Client,
  qrCode: number,
  by: keyof typeof columns,
  { timeZone, from, to }: { timeZone: string; from: string; to: string },
): Promise<Map<string | null, number>> {
  const { rows } = await db.execute({
    sql: `SELECT ${columns[by]} AS value, COUNT(*) AS scans FROM scans
          WHERE qr_code_id = ? AND created_at >= ? AND created_at < ? GROUP BY value`,
    args: [qrCode, dayStart(timeZone, from), dayStart(timeZone, shiftDate(to, 1))],
  });
  const counts = new Map<string | null, number>();
  for (const row of rows) {
    const text = row['value'] as string | null;
    const value = by === 'referrer' && text !== null ? new URL(text).hostname : text;
    counts.set(value, (counts.get(value) ?? 0) + Number(row['scans']));
  }
  return counts;
}
