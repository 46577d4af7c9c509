import { formatInstant } from './instant.js';

const DAY_MS = 86_400_000;

/** Instants relative to the day that the seed data ends on. */
export interface Calendar {
  /** 00:00 UTC. */
  today: Date;
  /** 18 months before. */
  start: Date;
  /** The instant `days` after today, or before it when negative. */
  day: (days: number) => string;
}

const HISTORY_MONTHS = 18;

export function calendar(date: Date): Calendar {
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const today = new Date(Date.UTC(year, month, day));
  // The 31st of a shorter month is its last day.
  const lastOfMonth = new Date(Date.UTC(year, month - HISTORY_MONTHS + 1, 0)).getUTCDate();
  return {
    today,
    start: new Date(Date.UTC(year, month - HISTORY_MONTHS, Math.min(day, lastOfMonth))),
    day: (days) => formatInstant(new Date(today.getTime() + days * DAY_MS)),
  };
}
