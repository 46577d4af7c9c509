/** Countries that English gives an article. */
const withArticle = /^(A[EX]|B[QS]|C[CDFGK]|DO|F[KO]|G[BM]|HM|I[MO]|K[MY]|M[HPV]|NL|P[HN]|S[BC]|T[CF]|U[MS]|V[GI])$/;

/** The texts of the rule editor's list; those of its panels are with the panels' own. Numbers and dates come formatted. */
export const enRuleEditor = {
  title: (of: string) => `Rules of ${of}`,
  titleUnnamed: 'Rules',

  /** What sentences about rules and scans are made of. */
  phrases: {
    devices: { ios: 'iPhone or iPad', android: 'Android device', windows: 'Windows PC', mac: 'Mac', linux: 'Linux PC' },
    unknownDevice: 'unknown device',
    unknownCountry: 'unknown country',
    noName: '(empty)',
    everyone: 'Everyone',
    nobody: 'Nobody',
    allDevicesBut: (devices: string) => `All devices but ${devices}`,
    inCountries: (countries: string) => `in ${countries}`,
    inNoCountry: 'in no country',
    anywhereBut: (countries: string) => `anywhere but ${countries}`,
    /** A country after "in": some of them have an article there. */
    countryInText: (name: string, code: string) => (withArticle.test(code) ? `the ${name}` : name),
    whoWhere: (who: string, where: string) => (where ? `${who} ${where}` : who),
    /** Who and where, days, window: those that are asked for. */
    sentence: (parts: readonly string[]) => parts.join(', '),
    everyWeek: (weekday: string) => `${weekday}s`,
    everyDay: 'every day',
    dayRange: (first: string, last: string) => `${first} to ${last}`,
    onDays: (days: string) => `on ${days}`,
    onDayRange: (days: string) => days,
    daysIn: (days: string, zone: string) => `${days} (${zone})`,
    from: (instant: string) => `from ${instant}`,
    until: (instant: string) => `until ${instant}`,
    fromTo: (from: string, to: string) => `from ${from} to ${to}`,
    share: (percent: string, destination: string) => `${percent} ${destination}`,
    lessThan: (percent: string) => `<${percent}`,
    moreThan: (percent: string) => `>${percent}`,
    ownContent: 'the code’s own content',
    nowhere: 'nowhere',
    ended: {
      inactive: 'nowhere: the code is inactive',
      expired: 'nowhere: the code has expired',
      'licence-expired': 'nowhere: the licence has ended',
    },
    change: (before: string, after: string) => `${before} → ${after}`,
  },
};

export type RuleEditorTerms = typeof enRuleEditor;
