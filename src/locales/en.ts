/** On its own, so that a plain code does not carry all the others. */
export const qrLabel = (of: string) => `QR code for ${of}`;

/** Every text an element shows. Other languages satisfy this type. */
export const en = {
  retry: 'Retry',
  loading: 'Loading…',
  refreshFailed: 'Could not refresh. Shown as last loaded.',

  errorAuthentication: 'Sign in to see this.',
  errorPaymentRequired: 'The Just Scan It plan of this site has ended.',
  errorPermission: 'You may not see this.',
  errorNotFound: 'This was not found.',
  errorRateLimit: 'Too many requests. Try again in a moment.',
  errorNetwork: 'No connection. Check the network and try again.',
  errorTimeout: 'The server took too long to answer.',
  errorResponse: 'The server sent something unexpected.',
  errorServer: 'The server has a problem. Try again later.',
  errorUpstream: 'This site’s access to Just Scan It does not work. Its owner needs to check the token.',
  errorEndpoint: 'No Just Scan It proxy answers here. Check the endpoint.',
  errorUnknown: 'Something went wrong.',

  qrLabel,
  qrEmpty: 'Set a value or a qr-id to draw a QR code.',
  qrBadId: (id: string) => `“${id}” is not the id of a QR code.`,
  qrNotFound: 'There is no such QR code.',
  qrNoUrl: 'This QR code has no public address to encode.',
  qrTooLong: (bytes: number) => `The text is too long for a QR code: at most ${bytes} bytes fit.`,
  qrInactive: 'Inactive: scans do not redirect',
  qrExpired: 'Expired: scans do not redirect',
  qrLicenceEnded: 'Licence ended: scans do not redirect',
  qrLicenceRenews: 'Licence ended: redirects again once it renews',
  qrLogoFailed: 'The logo could not be loaded',
  qrDownloadSvg: 'Download SVG',
  qrDownloadPng: 'Download PNG',
  qrCopyLink: 'Copy link',
  qrCopyText: 'Copy text',
  qrShare: 'Share',
  qrCopied: 'Copied',
  qrNotCopied: 'Could not copy',
  qrDownloaded: 'Downloaded',
  qrNotDownloaded: 'Could not make the file',
};

export type Terms = typeof en;
