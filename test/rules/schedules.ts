import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import type { Id, Rule, RuleInput, Weekday } from '../../src/client/types.js';
import type { WeeklySchedule } from '../../src/rules/schedule.js';

export const days: Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** A schedule of lunches: what most tests change one thing of. */
export const lunch: WeeklySchedule = {
  windows: [{ weekdays: days.slice(0, 5), from: '12:00', to: '14:00' }],
  timeZone: 'Europe/Amsterdam',
  from: '2026-06-01',
  to: '2026-06-30',
  template: { url: 'https://lunch.example/', priority: 3 },
};

/** Zones with a changing offset: by an hour, half an hour, two; in both hemispheres; at night, at midnight and before it. */
export const zones = ['Europe/Amsterdam', 'Europe/London', 'America/New_York', 'America/Santiago', 'America/Havana', 'Africa/Cairo', 'Africa/Casablanca', 'America/Nuuk', 'Australia/Sydney', 'Australia/Lord_Howe', 'Antarctica/Troll', 'Asia/Beirut', 'Asia/Kolkata', 'Pacific/Chatham', 'UTC'];

const clock = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
/** Mostly on the hour or half of it, and often around the hours at which clocks change. */
const time = fc.oneof(
  fc.integer({ min: 0, max: 47 }).map((half) => clock(half * 30)),
  fc.integer({ min: 0, max: 7 }).map((half) => clock(half * 30)),
  fc.integer({ min: 0, max: 24 * 60 - 1 }).map(clock),
);

const window = fc.record({
  weekdays: fc.oneof(fc.subarray(days, { minLength: 1 }), fc.constantFrom(days, days.slice(0, 5), days.slice(5))),
  from: time,
  to: fc.oneof(time, fc.constant('24:00')),
});

/** Schedules of up to four months, half of them about a change of the clocks. */
export const schedule: fc.Arbitrary<WeeklySchedule> = fc
  .record({
    windows: fc.array(window, { minLength: 1, maxLength: 3 }),
    timeZone: fc.constantFrom(...zones),
    start: fc.oneof(fc.integer({ min: 0, max: 1400 }), fc.constantFrom(60, 80, 85, 275, 290, 295)),
    length: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 120 })),
  })
  .map(({ start, length, windows, timeZone }) => {
    const first = Temporal.PlainDate.from('2026-01-01').add({ days: start });
    return { windows, timeZone, from: first.toString(), to: first.add({ days: length }).toString(), template: lunch.template };
  });

/** Rules as the server would have them. */
export const asRules = (inputs: readonly Required<RuleInput>[], firstId: Id = 1): Rule[] => inputs.map((input, index) => ({ id: firstId + index, ...input }));

/** Whether clocks in the zone show one of the times at an instant: by another library, and without counting on. */
export function holds({ windows, timeZone, from, to }: WeeklySchedule, ms: number): boolean {
  const now = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
  const shown = now.toPlainDateTime();
  return [0, 1].some((back) => {
    const day = shown.toPlainDate().subtract({ days: back });
    if (Temporal.PlainDate.compare(day, from) < 0 || Temporal.PlainDate.compare(day, to) > 0) return false;
    const at = (text: string, more = 0) => {
      const [hours = 0, minutes = 0] = text.split(':').map(Number);
      return day.add({ days: more }).toPlainDateTime().add({ hours, minutes });
    };
    return windows.some((one) => {
      if (!one.weekdays.includes(days[day.dayOfWeek - 1]!)) return false;
      const end = at(one.to, one.to > one.from ? 0 : 1);
      return Temporal.PlainDateTime.compare(at(one.from), shown) <= 0 && Temporal.PlainDateTime.compare(shown, end) < 0;
    });
  });
}
