/** Not in the dictionary, so that a plain code does not carry all the other texts. */
export const qrLabel = (of: string) => `QR code for ${of}`;
