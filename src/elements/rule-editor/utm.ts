const isUtm = (name: string) => /^utm_/i.test(name);

function read(url: string | null): URL | null {
  return url !== null && /^https?:\/\//i.test(url) && URL.canParse(url) ? new URL(url) : null;
}

/** Names of the `utm_…` parameters of one address that another lacks; none where either is no web address. */
export function utmsLacking(url: string, of: string | null): string[] {
  const [to, from] = [read(url), read(of)];
  if (!to || !from) return [];
  return [...new Set(from.searchParams.keys())].filter((name) => isUtm(name) && !to.searchParams.has(name));
}

/** An address with these parameters behind its own, which stay as they are written. */
export function withUtms(url: string, of: string | null): string {
  const lacking = utmsLacking(url, of);
  if (lacking.length === 0) return url;
  const from = read(of)!.searchParams;
  const added = new URLSearchParams(lacking.map((name) => [name, from.get(name)!])).toString();
  const [, before = '', query, hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(url)!;
  const own = query && query !== '?' ? `${query}&` : '?';
  return `${before}${own}${added}${hash}`;
}
