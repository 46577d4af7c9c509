const HTTP = /^https?:\/\/[^\s/?#\\]/i;
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const UNSAFE = /[\s\u0000-\u001f\u007f]/;

/** Whether `text` is an absolute http or https URL with nothing in it that could break out of a header line. */
export function isWebUrl(text: string): boolean {
  return HTTP.test(text) && !UNSAFE.test(text) && URL.canParse(text);
}

/** A URL for the `Location` header: ASCII unchanged, all else percent-encoded, since headers carry no Unicode. */
export function headerUrl(url: string): string {
  return /^[\x21-\x7e]+$/.test(url) ? url : new URL(url).href;
}
