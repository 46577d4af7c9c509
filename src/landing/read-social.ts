import { entries, first, isObject, own, words, type Json } from './fields.js';
import { safeHref } from './safe-href.js';
import type { SafeHref } from './types.js';

interface SocialLink {
  network: string;
  href: SafeHref;
}

const LISTS = ['links', 'items', 'networks', 'socials', 'social_links', 'profiles', 'accounts', 'icons', 'data', 'content', 'social'];
const NETWORK = ['network', 'platform', 'service', 'provider', 'name', 'label', 'title', 'type', 'icon', 'text'];
const ADDRESS = ['href', 'url', 'link', 'address', 'target_url', 'value', 'profile_url'];

/** The links of a social row: a list of objects, or a map of networks to addresses. What is no safe link is left out. */
export function readSocial(from: readonly Json[]): SocialLink[] {
  for (const fields of from) {
    for (const name of LISTS) {
      const links = linksIn(own(fields, name));
      if (links.length > 0) return links;
    }
  }
  return [];
}

function linksIn(value: unknown): SocialLink[] {
  const list = entries(value);
  const pairs: (readonly [unknown, unknown])[] =
    list.length > 0
      ? list.map((entry) => (isObject(entry) ? [first([entry], NETWORK, words), first([entry], ADDRESS, words)] : [null, entry]))
      : isObject(value)
        ? Object.entries(value)
        : [];
  return pairs.flatMap(([network, address]) => {
    const href = safeHref(address);
    return href === null ? [] : [{ network: words(network) ?? hostOf(href), href }];
  });
}

/** What to call a link without a name. */
const hostOf = (href: SafeHref): string => {
  const { hostname, pathname } = new URL(href);
  return hostname.replace(/^www\./, '') || pathname;
};
