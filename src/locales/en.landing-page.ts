/** What a landing page says of itself. Other languages satisfy this type. */
export const enLandingPage = {
  needsId: 'Set a page-id or a qr-id to show a landing page.',
  badId: (name: string, id: string) => `“${id}” is not an id for ${name}.`,
  notFound: 'There is no such landing page.',
  notPermitted: 'You may not see this landing page.',
  noPage: 'This QR code leads to no landing page.',
  blank: 'This landing page is empty.',
  notEditable: {
    grant: 'You may not edit this page.',
    framed: 'Not editable here: another site shows this page in a frame.',
  },
  editingFailed: 'The editing could not be loaded.',
};
export type LandingPageTerms = typeof enLandingPage;
