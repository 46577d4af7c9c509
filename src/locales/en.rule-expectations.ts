/** What can be wrong with a file, behind the place in it or alone. */
const problems = {
  'not-json': 'it is no JSON',
  'not-expectations': 'these are no expectations',
  version: 'its version is not known',
  'too-many': 'there are more than 500',
  missing: 'is missing',
  'unknown-field': 'is not known',
  text: 'must be a text of at most 2,048 characters that is not empty',
  boolean: 'must be true or false',
  country: 'must be a two-letter code, or null',
  instant: 'must be a time with an offset, such as 2026-04-01T08:00:00Z',
  weekday: 'must be a weekday in English, such as monday',
  time: 'must be a time such as 09:30',
  zone: 'must be a time zone, such as Europe/Amsterdam',
  when: 'must have either at, or weekday, time and timeZone',
  expected: 'must be of the kind url, content or nowhere',
};

/** The texts of the pinned expectations. Numbers and times come formatted. */
export const enRuleExpectations = {
  about: 'What must stay true: checked at every edit. Try a scan and pin where it lands.',
  empty: 'Nothing is pinned yet.',
  tryIt: 'Try a scan',
  allHold: (count: number, text: string) => (count === 1 ? 'It holds.' : `All ${text} hold.`),
  someBroken: (count: string, all: string) => `${count} of ${all} broken.`,
  unkept: 'This browser stores nothing: export them before you leave the page.',

  list: 'Pinned expectations',
  sentence: (who: string, when: string, where: string) => `${who}, ${when} → ${where}`,
  who: (device: string, country: string) => `${device}, ${country}`,
  at: (when: string) => `on ${when}`,
  weekly: (weekday: string, time: string, zone: string) => `every ${weekday} ${time} (${zone})`,
  nowhere: 'no page',
  content: 'the code’s own content',
  holds: 'Holds',
  broken: 'Broken',
  unread: 'Cannot be checked: a rule cannot be read',
  instead: (where: string) => `lands on ${where} instead`,
  insteadNowhere: (where: string) => `lands ${where}`,
  sometimes: (percent: string, where: string) => `only ${percent} land there: ${where}`,
  since: (when: string) => `on ${when}`,

  mustHold: 'Must hold: blocks saving',
  open: 'Try it',
  openNamed: (name: string) => `Try it: ${name}`,
  rename: 'Rename',
  renameNamed: (name: string) => `Rename: ${name}`,
  remove: 'Remove',
  removeNamed: (name: string) => `Remove: ${name}`,
  removed: (name: string) => `Removed: ${name}`,
  name: 'Name',
  keepName: 'Keep name',

  exportAll: 'Export',
  importAll: 'Import…',
  file: 'expectations',
  imported: (added: number, known: number) =>
    [`${added} imported`, known > 0 ? `${known} already there` : ''].filter(Boolean).join(', ') + '.',
  notImported: (why: string) => `Nothing was imported: ${why}.`,
  problems,
  problemAt: (path: string, problem: string) => `${path} ${problem}`,
  unreadableFile: 'the file cannot be read',
};

export type RuleExpectationsTerms = typeof enRuleExpectations;
