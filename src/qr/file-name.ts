/** Characters that some file system forbids, control characters, and marks that would turn the name round. */
const FORBIDDEN = /[<>:"/\\|?*\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
/** Names of devices on Windows, with any extension. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** Bytes; file systems take 255, and a download adds a number of its own. */
const LONGEST = 180;

/** A name that a file may have on every system, made of any text; `qr-code` where nothing is left. */
export function fileName(text: string, extension: string): string {
  // A name may be as long as its author likes; what is certainly cut off is not looked at.
  let name = text.slice(0, 4 * LONGEST).normalize('NFC').replace(FORBIDDEN, ' ').replace(/\s+/gu, ' ').replace(/^[. ]+|[. ]+$/gu, '');
  const utf8 = new TextEncoder();
  while (utf8.encode(name).length > LONGEST) name = Array.from(name).slice(0, -1).join('').trimEnd();
  if (RESERVED.test(name)) name = `_${name}`;
  return `${name || 'qr-code'}.${extension}`;
}
