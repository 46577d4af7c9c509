import { entries, first, flag, id, instant, isObject, own, words, type Json } from './fields.js';
import { readSocial } from './read-social.js';
import { mailHref, phoneHref, safeHref, webHref } from './safe-href.js';
import type { Block, SafeHref, Schedule } from './types.js';
import type { Card } from './vcard.js';

type Kind = Block['kind'];
/** A block's own fields and those nested in it: the outer ones win. */
type Fields = readonly Json[];

/** Spellings of the kinds, in lower case and without anything but letters and digits. */
const KINDS: Record<Kind, readonly string[]> = {
  heading: ['heading', 'header', 'title', 'headline', 'subheading', 'section', 'h1', 'h2', 'h3', 'h4'],
  text: ['text', 'paragraph', 'p', 'description', 'bio', 'richtext', 'plaintext'],
  link: ['link', 'url', 'button', 'website', 'customlink', 'a'],
  image: ['image', 'img', 'picture', 'photo'],
  email: ['email', 'mail', 'mailto', 'emailaddress'],
  phone: ['phone', 'tel', 'telephone', 'call', 'phonenumber', 'mobile'],
  vcard: ['vcard', 'contact', 'contactcard', 'businesscard'],
  divider: ['divider', 'separator', 'hr', 'line', 'rule'],
  social: ['social', 'socials', 'sociallinks', 'socialrow', 'socialicons', 'socialmedia'],
  'qr-code': ['qrcode', 'qr', 'code'],
};
const kinds = new Map(Object.entries(KINDS).flatMap(([kind, names]) => names.map((name) => [name, kind as Kind])));

const KIND = ['kind', 'type', 'block_type', 'blockType', 'component', '__typename'];
const NESTED = ['data', 'attributes', 'settings', 'props', 'config', 'payload', 'content', 'value', 'fields'];
const NAMES = ['text', 'title', 'label', 'name'];
const ADDRESSES = ['href', 'url', 'link', 'target_url', 'targetUrl', 'destination', 'destination_url', 'address', 'value'];
const FROM = ['from', 'start_at', 'starts_at', 'startAt', 'startsAt', 'start_date', 'visible_from', 'publish_at', 'active_from', 'start'];
const TO = ['to', 'end_at', 'ends_at', 'endAt', 'endsAt', 'end_date', 'visible_until', 'expires_at', 'unpublish_at', 'active_until', 'until', 'end'];
const ACTIVE = ['is_active', 'isActive', 'active', 'enabled', 'is_enabled', 'visible', 'is_visible', 'published', 'is_published'];
const HIDDEN = ['hidden', 'is_hidden', 'isHidden', 'disabled', 'is_disabled'];
const PLACE = ['position', 'order', 'sort_order', 'sort', 'sortOrder'];

/** More than a page can show: what comes after is left out, and counted. */
export const MAX_BLOCKS = 2000;

export interface Read {
  blocks: Block[];
  skipped: number;
}

/** The blocks of a list; entries without a kind are of `usual`, where that is said. */
export function readBlocks(list: unknown, usual: Kind | null = null): Read {
  const blocks: Block[] = [];
  let skipped = 0;
  for (const entry of inOrder(entries(list))) {
    const block = blocks.length < MAX_BLOCKS ? readBlock(entry, usual) : null;
    if (block === null) skipped++;
    else if (block !== 'inactive') blocks.push(block);
  }
  return { blocks, skipped };
}

/** One block; `null` for one of an unknown kind, or with nothing to show. */
function readBlock(entry: unknown, usual: Kind | null): Block | 'inactive' | null {
  const block = typeof entry === 'string' && usual === 'link' ? { href: entry } : entry;
  if (!isObject(block)) return null;
  const said = kindOf(block);
  // Without any kind, what has an address is a link.
  const kind = said ?? usual ?? (said === undefined && first([block], ADDRESSES, words) !== null ? 'link' : null);
  if (kind === null) return null;
  const fields = fieldsOf(block, kind);
  if (first(fields, ACTIVE, flag) === false || first(fields, HIDDEN, flag) === true) return 'inactive';
  const read = readers[kind](fields);
  return read && { ...read, ...schedule(fields) };
}

/** `null` for a kind that is not known, `undefined` where none is said. */
function kindOf(block: Json): Kind | null | undefined {
  const said = first([block], KIND, (value) => words(isObject(value) ? (own(value, 'name') ?? own(value, 'type')) : value));
  if (said === null) return undefined;
  if (said.length > 200) return null;
  const plain = said.slice(said.lastIndexOf('\\') + 1).toLowerCase().replace(/[^a-z0-9]/g, '');
  return kinds.get(plain) ?? kinds.get(plain.replace(/block$/, '')) ?? null;
}

/** The block's own fields, then those nested in it, two deep: `{ type, data: { content: { … } } }`. */
function fieldsOf(block: Json, kind: Kind): Fields {
  const names = [...NESTED, kind, kind.replace('-', '_')];
  const inside = (from: Json) => names.map((name) => own(from, name)).filter(isObject);
  const nested = inside(block);
  return [block, ...nested, ...nested.flatMap(inside)];
}

function schedule(fields: Fields): Partial<Schedule> {
  const all = [...fields, ...fields.map((from) => own(from, 'schedule')).filter(isObject)];
  const [from, to] = [first(all, FROM, instant), first(all, TO, instant)];
  return from === null && to === null ? {} : { from, to };
}

const readers: Record<Kind, (from: Fields) => Block | null> = {
  heading: (from) => said('heading', first(from, [...NAMES, 'heading', 'content', 'body', 'value'], words)),
  text: (from) => said('text', first(from, ['text', 'content', 'body', 'description', 'value', 'title', 'label'], words)),
  link: (from) => {
    const address = first(from, ADDRESSES, words);
    const label = first(from, NAMES, words) ?? address;
    if (label === null) return null;
    return { kind: 'link', text: label, href: address === null ? null : safeHref(address), address: address ?? '' };
  },
  image: (from) => {
    const src = first(from, ['src', 'image_url', 'imageUrl', 'url', 'image', 'source', 'path', 'photo'], webHref);
    if (src === null) return null;
    const alt = first(from, ['alt', 'alt_text', 'altText', 'caption', 'title', 'label', 'text'], words) ?? '';
    return { kind: 'image', src, alt, href: first(from, ['href', 'link', 'link_url', 'linkUrl', 'target_url'], safeHref) };
  },
  email: (from) => reach('email', from, ['email', 'email_address', 'mail'], mailHref),
  phone: (from) => reach('phone', from, ['phone', 'phone_number', 'phoneNumber', 'number', 'tel', 'telephone', 'mobile'], phoneHref),
  vcard: readCard,
  divider: () => ({ kind: 'divider' }),
  social: (from) => {
    const links = readSocial(from);
    return links.length > 0 ? { kind: 'social', links } : null;
  },
  'qr-code': (from) => {
    // Not `target_url`: where a code leads is its owner's to tell, what is printed is not.
    const value = first(from, ['value', 'content', 'public_url', 'url', 'href'], words);
    // A block's own `id` is the block's.
    const code = first(from, ['qr_code_id', 'qrCodeId', 'qr_id', 'qrId', 'code_id'], id) ?? first(from.slice(1), ['id'], id);
    if (value === null && code === null) return null;
    return { kind: 'qr-code', text: first(from, [...NAMES, 'caption'], words), id: code, value };
  },
};

const said = (kind: 'heading' | 'text', read: string | null): Block | null => (read === null ? null : { kind, text: read });

function reach(kind: 'email' | 'phone', from: Fields, names: readonly string[], href: (address: string) => SafeHref | null): Block | null {
  const address = first(from, [...names, ...ADDRESSES, 'content'], words);
  const label = first(from, NAMES, words) ?? address;
  if (label === null) return null;
  const shown = address ?? label;
  return { kind, text: label, href: href(shown), address: shown };
}

const CARD: Record<keyof Card, readonly string[]> = {
  name: ['name', 'full_name', 'fullName', 'fn', 'display_name'],
  organisation: ['organisation', 'organization', 'org', 'company'],
  title: ['job_title', 'jobTitle', 'role', 'position', 'title'],
  phone: ['phone', 'phone_number', 'tel', 'telephone', 'mobile'],
  email: ['email', 'email_address', 'mail'],
  url: ['url', 'website', 'site'],
  address: ['address', 'street', 'location'],
};

/** The fields in `card`, or else the block's own, where `title` is the label and no job. */
function readCard(from: Fields): Block | null {
  const inner = from.map((fields) => own(fields, 'card') ?? own(fields, 'vcard') ?? own(fields, 'contact')).filter(isObject);
  const card: Card = {};
  for (const key of Object.keys(CARD) as (keyof Card)[]) {
    const outer = key === 'title' ? CARD.title.slice(0, 2) : CARD[key];
    const value = first(inner, CARD[key], words) ?? first(from, outer, words);
    if (value !== null) card[key] = value;
  }
  if (card.name === undefined) {
    const parts = [['first_name', 'firstName', 'given_name'], ['last_name', 'lastName', 'family_name']];
    const name = parts.map((names) => first([...inner, ...from], names, words)).filter((part) => part !== null).join(' ');
    if (name) card.name = name;
  }
  const label = first(from, ['text', 'label', 'title'], words) ?? card.name ?? card.organisation;
  return Object.keys(card).length > 0 ? { kind: 'vcard', text: label ?? 'vCard', card } : null;
}

/** As they come, but where every entry says its place. */
function inOrder(list: readonly unknown[]): readonly unknown[] {
  const placed = list.map((entry) => ({ entry, at: isObject(entry) ? first([entry], PLACE, number) : null }));
  if (placed.some(({ at }) => at === null)) return list;
  return placed.sort((a, b) => a.at! - b.at!).map(({ entry }) => entry);
}

const number = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);
