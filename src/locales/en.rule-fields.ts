/** The texts of fields that several parts of the rule editor share. Times come formatted. */
export const enRuleFields = {
  utc: (utc: string) => `= ${utc}`,
  clear: 'Clear',
  clearNamed: (label: string) => `Clear: ${label}`,
  gap: (time: string, zone: string) => `Clocks in ${zone} skip ${time}: it does not exist that day. Which do you mean?`,
  gapBefore: (time: string, utc: string) => `${time}, before the clocks change (${utc})`,
  gapAfter: (time: string, utc: string) => `${time}, after the clocks change (${utc})`,
  twice: (time: string, zone: string) => `Clocks in ${zone} show ${time} twice that day. Which do you mean?`,
  first: (utc: string) => `The first time (${utc})`,
  second: (utc: string) => `The second time (${utc})`,
  undecided: 'Not used until you choose.',
  unreadable: (text: string) => `“${text}” is no time with an offset from UTC. Choose a time to replace it.`,
};

export type RuleFieldsTerms = typeof enRuleFields;
