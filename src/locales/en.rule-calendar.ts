/** The texts of the coverage calendar. Numbers, dates and times come formatted. */
export const enRuleCalendar = {
  week: 'Week',
  weekOf: (days: string) => `Week of ${days}`,
  goTo: 'Go to date',
  today: 'Today',
  previousWeek: 'Week before',
  nextWeek: 'Week after',
  previousYear: (year: string) => `Year before, ${year}`,
  nextYear: (year: string) => `Year after, ${year}`,
  weekHelp: 'Arrow keys move, Page Up and Page Down change the week, Enter opens the scan in the simulator.',
  yearHelp: 'Arrow keys move, Enter shows the week of a day.',
  weekShown: (days: string) => `Shown: week of ${days}`,
  zone: (name: string) => `Times in ${name}`,

  hours: (hours: string) => `${hours} h`,
  dayHours: (day: string, hours: string) => `${day}, ${hours} hours`,
  skipped: 'These times are skipped: clocks are set forward.',
  part: (day: string, from: string, to: string) => `${day}, ${from} to ${to}`,
  allDay: (day: string) => `${day}, all day`,
  landsThen: (letters: string, where: string, when: string) => `${letters} ${where}: ${when}`,
  pass: ['first time', 'second time'],
  now: 'Now',

  day: (day: string, where: string) => `${day}: ${where}`,
  dayMixed: (day: string, parts: string) => `${day}, changes during the day: ${parts}`,
  dayPart: (hours: string, where: string) => `${hours} ${where}`,
  mixed: 'split: changes during the day',

  legend: 'Destinations',
  more: (count: number) => (count === 1 ? '1 more destination' : `${count} more destinations`),
  draw: 'striped: a draw between two or more',
  licence: (when: string) => `The licence ends on ${when}.`,
  licenceRenews: (when: string) => `The licence ends on ${when}; should it renew, what follows is as before.`,
  expires: (when: string) => `The code expires on ${when}.`,

  weekTable: 'The week as a table',
  yearTable: (year: string) => `${year} as a table`,
  from: 'From',
  to: 'To',
  where: 'Lands on',
  tryIt: 'Try it',
  tryAt: (when: string) => `Try it: ${when}`,
};

export type RuleCalendarTerms = typeof enRuleCalendar;
