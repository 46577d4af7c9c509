/** The texts of the rule editor's list; those of its panels are with the panels' own. Numbers and dates come formatted. */
export const enRuleEditor = {
  title: (of: string) => `Rules of ${of}`,
  titleUnnamed: 'Rules',
};

export type RuleEditorTerms = typeof enRuleEditor;
