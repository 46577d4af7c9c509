import type { SafeHref } from './types.js';

const WEB = ['http:', 'https:'];
const PHONES = ['tel:', 'sms:'];
const NUMBER = /^\+?[\d().-]+(?:;[a-z-]+=[\w+.-]+)*$/i;

/**
 * The address as the URL parser writes it, where a link may lead there; `null` for everything else: script and data in any
 * disguise (the parser has seen through it when the scheme is compared), relative addresses, addresses with credentials,
 * and numbers that a phone would take as a command (`*#06#`).
 */
export function safeHref(text: unknown): SafeHref | null {
  const url = typeof text === 'string' ? parsed(text) : null;
  if (!url || url.username || url.password) return null;
  const isSafe = WEB.includes(url.protocol)
    ? url.hostname !== ''
    : url.protocol === 'mailto:'
      ? url.pathname !== '' || url.search !== ''
      : PHONES.includes(url.protocol) && isNumber(url.pathname);
  return isSafe ? (url.href as SafeHref) : null;
}

/** A safe address on the web, such as a picture may have. */
export function webHref(text: unknown): SafeHref | null {
  const href = safeHref(text);
  return href !== null && isWeb(href) ? href : null;
}

export const isWeb = (href: SafeHref): boolean => /^https?:/.test(href);

/** `mailto:` for one address, or for what is a `mailto:` already. */
export function mailHref(address: string): SafeHref | null {
  if (/^\s*mailto:/i.test(address)) return safeHref(address);
  const at = address.trim().split('@');
  if (at.length !== 2 || !at[0] || !at[1] || /[\s:?&,;/\\<>"]/.test(address.trim())) return null;
  return safeHref(`mailto:${encodeURIComponent(at[0])}@${encodeURIComponent(at[1])}`);
}

/** `tel:` for a number as people write it. */
export function phoneHref(number: string): SafeHref | null {
  if (/^\s*(tel|sms):/i.test(number)) return safeHref(number.replace(/[\s\u00a0\u202f]/g, ''));
  const trimmed = number.trim();
  // "+31 (0)20 …": the zero is not dialled after a country's code.
  const local = trimmed.startsWith('+') ? trimmed.replace('(0)', '') : trimmed;
  const digits = local.replace(/[\s\u00a0\u202f\u2010-\u2015().\-/]/g, '');
  return /^\+?\d{2,}$/.test(digits) ? safeHref(`tel:${digits}`) : null;
}

const isNumber = (path: string): boolean => NUMBER.test(path) && /\d/.test(path);

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
