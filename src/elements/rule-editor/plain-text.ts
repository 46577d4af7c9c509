/** Where an address is shortened, so much of it is left, and that share of it in front. */
const LONGEST = 46;
const HEAD = 0.56;

/** Controls and marks of direction: what they would do to the text around them is not for a stored string to decide. */
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069]/g;

/** A stored string as text of one line. */
export function plain(text: string, ifEmpty: string): string {
  return text.trim() === '' ? ifEmpty : text.replace(CONTROLS, '\ufffd');
}

/** Between U+2068 and U+2069 (first strong isolate): the sentence around it keeps its order. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}

/** Host and path of a web address, its middle left out where it is long; the host is always whole. */
export function shortUrl(url: string, longest = LONGEST): string {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return url;
  const bare = url.replace(/^https?:\/\/(www\.(?=[^/]*\.))?/i, '').replace(/^([^/?#]+)\/$/, '$1');
  if (bare.length <= longest) return bare;
  const host = /^[^/?#]*/.exec(bare)![0];
  const head = Math.max(Math.ceil(longest * HEAD), host.length + 1);
  const tail = Math.max(longest - head - 1, 8);
  return head + tail + 1 >= bare.length ? bare : `${cut(bare.slice(0, head))}…${bare.slice(-tail).replace(/^[\udc00-\udfff]/, '')}`;
}

/** Not in the middle of a surrogate pair. */
const cut = (text: string) => text.replace(/[\ud800-\udbff]$/, '');
