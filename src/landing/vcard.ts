import { webHref } from './safe-href.js';
import type { Block } from './types.js';

export type Card = Extract<Block, { kind: 'vcard' }>['card'];

/**
 * The card as a `data:` address, version 4.0 (RFC 6350). It holds escaped text alone, and is to be saved, not opened.
 */
export function vcardHref(card: Card): string {
  return `data:text/vcard;charset=utf-8,${encodeURIComponent(vcard(card))}`;
}

/** An address as people write it, without a scheme. */
const HOST = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[/?#]|$)/u;

/** A vCard 4.0 (RFC 6350): the name is required there, so it is the organisation's, or empty, where there is none. */
export function vcard(card: Card): string {
  const name = card.name ?? card.organisation ?? '';
  // An address book opens what is there: script is no address for it either.
  const url = webHref(HOST.test(card.url ?? '') ? `https://${card.url}` : card.url);
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    `FN:${escape(name)}`,
    card.organisation && `ORG:${escape(card.organisation)}`,
    card.title && `TITLE:${escape(card.title)}`,
    card.phone && `TEL;VALUE=text:${escape(card.phone)}`,
    card.email && `EMAIL:${escape(card.email)}`,
    url && `URL:${url}`,
    // What the API gives is one text: it goes where the street is, the rest stays empty.
    card.address && `ADR:;;${escape(card.address)};;;;`,
    'END:VCARD',
  ];
  return lines.map((line) => (line ? `${fold(line)}\r\n` : '')).join('');
}

/** The name of the file that is saved. */
export function vcardFileName(card: Card): string {
  const name = (card.name ?? card.organisation ?? '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  const short = name.slice(0, 60).replace(/[\ud800-\udbff]$/, '').trim();
  return `${short.replaceAll(' ', '-') || 'contact'}.vcf`;
}

/** RFC 6350 §3.4 and §4: backslash, comma, semicolon and line breaks. */
const escape = (value: string): string => value.replace(/[\\,;]/g, '\\$&').replace(/\r\n?|\n/g, '\\n');

/** RFC 6350 §3.2: lines of at most 75 octets, folded with a space, never inside a character. */
function fold(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const char of line) {
    const code = char.codePointAt(0)!;
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (octets + size > 75) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += char;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}
