/** A token with characters that each encoding writes differently. */
export const canary = 'jsi_c4n4ry+/0123456789.~abcdef|XYZ==';

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Ways in which a careless server repeats a token. */
export const echoes: [string, string][] = [
  ['raw', canary],
  ['raw, in a header', `Authorization: Bearer ${canary}`],
  ['URL-encoded', `https://x.example/?token=${encodeURIComponent(canary)}&a=1`],
  ['URL-encoded in small letters', encodeURIComponent(canary).replace(/%../g, (hex) => hex.toLowerCase())],
  ['URL-encoded, every character', Array.from(canary, (one) => `%${one.charCodeAt(0).toString(16)}`).join('')],
  ['base64', base64(canary)],
  ['base64, in a header', base64(`Bearer ${canary}`)],
  ['base64, as a password', base64(`user:${canary}\n`)],
  ['base64, within a page', base64(`<p>${canary}</p>`)],
  ['base64url', Buffer.from(`user:${canary}`).toString('base64url')],
  ['base64 in a URL', `data:text/plain;base64,${encodeURIComponent(base64(`ab${canary}`))}`],
  ['JSON within JSON', JSON.stringify({ token: canary }).replaceAll('/', '\\/')],
];

/** Whether a text holds the token, for a reader who undoes escapes, percent signs and base64. */
export function holdsCanary(text: string): boolean {
  const plain = text.replaceAll('\\', '');
  const unescaped = plain.replace(/%[0-9a-f]{2}/gi, (hex) => String.fromCharCode(parseInt(hex.slice(1), 16)));
  return [plain, unescaped].some((reading) => {
    const runs = (reading.match(/[\w+/-]{12,}/g) ?? []).map((run) => Buffer.from(run, 'base64').toString('latin1'));
    return [reading, ...runs].some((text) => text.includes(canary));
  });
}
