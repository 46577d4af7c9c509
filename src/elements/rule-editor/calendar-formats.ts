/** How days and times of a calendar are written. Days come as dates, which have no zone; instants in the calendar's. */
export interface CalendarFormats {
  readonly timeZone: string;
  /** "Mon". */
  weekday: (date: string) => string;
  /** "M". */
  initial: (date: string) => string;
  /** "Monday, November 23". */
  day: (date: string) => string;
  dayOfMonth: (date: string) => string;
  month: (date: string) => string;
  /** "Nov 23 – 29, 2026". */
  range: (first: string, last: string) => string;
  /** "9:00 AM". */
  time: (at: string) => string;
  /** "9 AM", of 0 to 23. */
  hour: (hour: number) => string;
  year: (year: number) => string;
  number: (value: number) => string;
}

export function calendarFormats(lang: string, timeZone: string): CalendarFormats {
  const dates = (options: Intl.DateTimeFormatOptions, zone = 'UTC') => new Intl.DateTimeFormat(lang, { timeZone: zone, ...options });
  const of = (date: string) => Date.parse(`${date}T00:00:00Z`);
  const weekday = dates({ weekday: 'short' });
  const initial = dates({ weekday: 'narrow' });
  const day = dates({ weekday: 'long', day: 'numeric', month: 'long' });
  const dayOfMonth = dates({ day: 'numeric' });
  const month = dates({ month: 'short' });
  const full = dates({ day: 'numeric', month: 'short', year: 'numeric' });
  const time = dates({ timeStyle: 'short' }, timeZone);
  const hour = dates({ hour: 'numeric' });
  const year = dates({ year: 'numeric' });
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 });
  return {
    timeZone,
    weekday: (date) => weekday.format(of(date)),
    initial: (date) => initial.format(of(date)),
    day: (date) => day.format(of(date)),
    dayOfMonth: (date) => dayOfMonth.format(of(date)),
    month: (date) => month.format(of(date)),
    range: (first, last) => full.formatRange(of(first), of(last)),
    time: (at) => time.format(Date.parse(at)),
    hour: (value) => hour.format(value * 3_600_000),
    year: (value) => year.format(Date.UTC(value, 0, 1)),
    number: (value) => number.format(value),
  };
}
