import { enRuleSchedule as words } from '../../locales/en.rule-schedule.js';
import type { Schedule } from '../../rules/schedule-groups.js';
import { timesOf, type ScheduleWindow } from '../../rules/schedule.js';
import type { Editor } from './editor.js';

const DAY = 86_400;

/** Times and dates of schedules in the page's language, on no zone's clocks but their own. */
export function scheduleText({ formats }: Editor) {
  const clocks = new Intl.DateTimeFormat(formats.lang, { timeStyle: 'short', timeZone: 'UTC' });
  const dates = new Intl.DateTimeFormat(formats.lang, { dateStyle: 'medium', timeZone: 'UTC' });
  const clock = (second: number) => clocks.format(second * 1000);
  const date = (text: string) => dates.format(new Date(`${text}T00:00:00Z`));

  const window = (one: ScheduleWindow) => {
    const times = timesOf(one);
    const days = one.weekdays.length === 7 ? words.everyDay : formats.weekdays(one.weekdays);
    if (!times) return days;
    return times.begin === 0 && times.end === DAY ? words.wholeDays(days) : words.window(days, clock(times.begin), clock(times.end));
  };
  const rules = (count: number) => words.rules(count, formats.number(count));
  const time = ({ windows, timeZone, from, to }: Pick<Schedule, 'windows' | 'timeZone' | 'from' | 'to'>) =>
    words.sentence(formats.list(windows.map(window)), timeZone.replaceAll('_', ' '), from === to ? words.oneDay(date(from)) : words.dates(date(from), date(to)));
  const leads = ({ template }: Pick<Schedule, 'template'>) => {
    const { device = null, country_code = null, url } = template;
    const who = formats.conditions({ device, country_code, days_of_week: null, start_at: null, end_at: null });
    return words.leads(who, formats.isolate(formats.url(url)));
  };
  return { date, rules, window, time, leads, name: (schedule: Schedule) => `${time(schedule)}: ${leads(schedule)}` };
}

export type ScheduleText = ReturnType<typeof scheduleText>;
