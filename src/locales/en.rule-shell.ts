import { enEditing } from './en.editing.js';

/** The texts around the rule list: head, notes, tools, save bar. */
export const enRuleShell = {
  title: (of: string) => `Redirect rules of ${of}`,
  titleUnnamed: 'Redirect rules',
  count: (count: number, text: string) => (count === 1 ? '1 rule' : `${text} rules`),
  zones: (shown: string, weekdays: string) => (shown === weekdays ? `times and weekdays in ${shown}` : `times in ${shown}, weekdays as in ${weekdays}`),
  checking: 'Checking…',
  allGood: 'No problems found',
  needsId: 'Set a qr-id to edit the rules of a QR code.',
  badId: (id: string) => `“${id}” is not the id of a QR code.`,
  badZone: (name: string, zone: string) => `${name}: “${zone}” is not a time zone, such as Europe/Amsterdam.`,
  notFound: 'There is no such QR code.',
  notPermitted: 'You may not see the rules of this QR code.',

  ...enEditing,
  discarding: 'Discard changes',
  replaced: 'Replace all rules',
  leftOver: 'Edits that are not saved yet',

  readOnly: {
    attribute: 'Shown for reading.',
    grant: 'Shown for reading: you may not change these rules.',
    static: 'A static code encodes its address itself: it takes no redirect rules. Only dynamic codes do.',
    framed: 'Shown for reading: this page is framed by another site.',
  },
  code: {
    inactive: 'This code is off: scans do not redirect, whatever the rules say.',
    expired: (when: string) => `This code expired on ${when}: scans do not redirect.`,
    licenceEnded: (when: string) => `The licence of this code ended on ${when}: scans do not redirect.`,
    licenceRenews: (when: string) => `The licence of this code ended on ${when}: scans redirect again once it renews.`,
    licenceEnds: (when: string) => `The licence ends on ${when}; after that scans do not redirect.`,
    licenceEndsRenews: (when: string) => `The licence ends on ${when}; after that scans do not redirect unless it renews.`,
  },
  unreadable: (problem: string) => `The rules cannot be checked, since one of them cannot be read: ${problem}`,
  ruleUnreadable: 'Show that rule',
  stale: 'Could not load again. Shown as last loaded.',

  draft: {
    found: (when: string) => `There are unsaved edits from ${when}.`,
    differs: 'The rules on the server have changed since. Where both changed the same, you will be asked when you save.',
    what: (added: number, changed: number, deleted: number) =>
      [added ? `${added} new` : '', changed ? `${changed} changed` : '', deleted ? `${deleted} deleted` : ''].filter(Boolean).join(', '),
    restore: 'Restore them',
    drop: 'Throw them away',
    compare: 'What would change',
    comparing: 'Comparing…',
    restored: 'Restore unsaved edits',
    dropped: 'The unsaved edits were thrown away.',
    unstored: 'This browser keeps no drafts: edits are lost if the page is closed before they are saved.',
  },

  tools: 'Tools',
  tool: {
    simulator: 'Try it',
    matrix: 'Matrix',
    calendar: 'Calendar',
    expectations: 'Expectations',
    schedule: 'Times of day',
    review: 'Before saving',
  },
  close: 'Close',
  panelFailed: 'This part could not be loaded. Check the network and try again.',

  unsaved: (changes: string) => `Not saved: ${changes}`,
  save: 'Review and save',
  saved: 'Saved.',
  blockedByErrors: (count: number) => (count === 1 ? '1 rule has an error. Mend it before saving.' : `${count} rules have errors. Mend them before saving.`),
  blockedByExpectations: (count: number) =>
    count === 1 ? 'A pinned expectation that must hold is broken.' : `${count} pinned expectations that must hold are broken.`,
  showFirst: 'Show the first',
  broken: (count: number) => (count === 1 ? '1 expectation broken' : `${count} expectations broken`),
};

export type RuleShellTerms = typeof enRuleShell;
