import type { Interval } from '../../scans/types.js';

/** How numbers, dates and names are written in a page's language and a chart's zone. */
export interface Formats {
  lang: string;
  timeZone: string;
  number: (value: number) => string;
  /** As short as an axis needs it. */
  short: (value: number) => string;
  /** A share from 0 to 1. */
  percent: (share: number) => string;
  /** A day with its year. */
  day: (second: number) => string;
  /** Day and time of day. */
  time: (second: number) => string;
  /** A bucket by its bounds. */
  bucket: (interval: Interval, start: number, end: number, isRepeated?: boolean) => string;
  /** A label of the time axis. */
  tick: (kind: 'hour' | 'day' | 'month' | 'year', second: number) => string;
  /** 1 (Monday) to 7. */
  weekday: (weekday: number, width?: 'long' | 'short') => string;
  hour: (hour: number) => string;
  country: (code: string) => string;
  /** A length of time, in its largest unit. */
  duration: (seconds: number) => string;
}

const cache = new Map<string, Formats>();

/** A wrong `lang` is the page's mistake and must not cost the chart. */
function localeOf(lang: string): string {
  try {
    return Intl.getCanonicalLocales(lang)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

export function formatsOf(lang: string, timeZone: string): Formats {
  const key = `${lang} ${timeZone}`;
  const known = cache.get(key);
  if (known) return known;
  const formats = make(localeOf(lang), timeZone);
  cache.set(key, formats);
  return formats;
}

function make(lang: string, timeZone: string): Formats {
  const number = new Intl.NumberFormat(lang);
  const compact = new Intl.NumberFormat(lang, { notation: 'compact', maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 0 });
  const fine = new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 1 });
  const dates = new Map<string, Intl.DateTimeFormat>();
  /** Made when first needed: each costs as much as formatting a hundred numbers. */
  const format = (options: Intl.DateTimeFormatOptions) => {
    const name = JSON.stringify(options);
    let made = dates.get(name);
    if (!made) dates.set(name, (made = new Intl.DateTimeFormat(lang, { timeZone, ...options })));
    return made;
  };
  const write = (options: Intl.DateTimeFormatOptions, second: number) => format(options).format(second * 1000);
  let regions: Intl.DisplayNames | undefined;
  const FULL = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  const WEEKDAY = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  const yearOf = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' });
  const thisYear = yearOf.format();
  /** The year is said where it is not the one that everybody has in mind. */
  const isThisYear = (second: number) => yearOf.format(second * 1000) === thisYear;

  return {
    lang,
    timeZone,
    number: (value) => number.format(value),
    short: (value) => (value < 10_000 ? number : compact).format(value),
    percent: (share) => (Math.abs(share) < 0.1 && share !== 0 ? fine : percent).format(share),
    day: (second) => write(FULL, second),
    time: (second) => write({ ...FULL, hour: 'numeric', minute: '2-digit' }, second),
    bucket: (interval, start, end, isRepeated) => {
      switch (interval) {
        case 'hour':
          // A repeated hour in autumn is told apart by its offset.
          return write({ weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit', ...(isRepeated && { timeZoneName: 'shortOffset' }) }, start);
        case 'day':
          return write(isThisYear(start) ? WEEKDAY : { ...WEEKDAY, year: 'numeric' }, start);
        case 'week':
          return format(isThisYear(start) ? { day: 'numeric', month: 'short' } : FULL).formatRange(start * 1000, (end - 1) * 1000);
        case 'month':
          return write({ month: 'long', year: 'numeric' }, start);
      }
    },
    tick: (kind, second) => {
      switch (kind) {
        case 'hour':
          return write({ hour: 'numeric', minute: '2-digit' }, second);
        case 'day':
          return write({ day: 'numeric', month: 'short' }, second);
        case 'month':
          return write({ month: 'short' }, second);
        case 'year':
          return write({ year: 'numeric' }, second);
      }
    },
    // 1 January 2024 was a Monday.
    weekday: (weekday, width = 'long') => new Intl.DateTimeFormat(lang, { weekday: width, timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday)),
    hour: (hour) => new Intl.DateTimeFormat(lang, { hour: 'numeric', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1, hour)),
    country: (code) => {
      try {
        return (regions ??= new Intl.DisplayNames(lang, { type: 'region' })).of(code) ?? code;
      } catch {
        // Not a code of a country: shown as it came.
        return code;
      }
    },
    duration: (seconds) => {
      const [unit, size] = seconds < 90 ? (['second', 1] as const) : seconds < 5400 ? (['minute', 60] as const) : seconds < 129_600 ? (['hour', 3600] as const) : (['day', 86_400] as const);
      return new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.max(1, Math.round(seconds / size)));
    },
  };
}

/** Regions whose weeks begin with Sunday or Saturday (Unicode CLDR 46, supplemental `weekData`), where the browser cannot say. */
const SUNDAY = /^(A[GS]|B[DRSTWZ]|C[AO]|D[MO]|ET|G[TU]|H[KN]|I[DLN]|J[MP]|K[EHR]|LA|M[HMOTXZ]|N[IP]|P[AEHKRTY]|S[AGV]|T[HTW]|U[MS]|V[EI]|WS|YE|Z[AW])$/;
const SATURDAY = /^(A[EF]|BH|D[JZ]|EG|I[QR]|JO|KW|LY|OM|QA|S[DY])$/;

/** The first day of a week in a language's region, 1 (Monday) to 7. */
export function weekStartOf(lang: string): number {
  const locale = new Intl.Locale(localeOf(lang)) as Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } };
  const known = (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay;
  if (known) return known;
  const region = locale.maximize().region ?? '';
  return SUNDAY.test(region) ? 7 : SATURDAY.test(region) ? 6 : 1;
}
