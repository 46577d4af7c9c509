/**
 * A test for texts that hold one of the tokens: as it is, percent-encoded, or in base64, also as a part of what was
 * encoded (`Authorization: Bearer …`).
 */
export function tokenFinder(tokens: readonly string[]): (text: string) => boolean {
  const forms = [...new Set(tokens.flatMap((token) => [token, ...base64Forms(token)]))];
  return (text) => {
    // JSON within JSON escapes a slash once more; a token holds no backslash.
    const plain = text.replaceAll('\\', '');
    const decoded = plain.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
    return forms.some((form) => plain.includes(form) || decoded.includes(form));
  };
}

/** Too short a form would be found by chance. */
const MIN_FORM = 12;

/**
 * Base64 writes three bytes as four characters, so that a text has three forms, by where it begins. Of each, the
 * characters that no neighbour has a part in.
 */
function base64Forms(token: string): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const first = Math.ceil((offset * 8) / 6);
    const end = Math.floor(((offset + token.length) * 8) / 6);
    const form = btoa('\0'.repeat(offset) + token).slice(first, end);
    return form.length < MIN_FORM ? [] : [form, form.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** A name for a text that nobody can read it from, if it is long and random as tokens are. */
export async function fingerprint(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes, 0, 12), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
