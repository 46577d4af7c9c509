import { readFileSync } from 'node:fs';
import type { LandingPage } from '../../src/client/types.js';

type Page = LandingPage & Record<string, unknown>;

/** Texts that have run as script, or broken out of where they were, in some page. */
export const corpus = JSON.parse(readFileSync(new URL('./xss-corpus.json', import.meta.url), 'utf8')) as string[];

/** A page as the guide documents it, with what a test adds. */
export const pageWith = (more: Record<string, unknown> = {}): Page => ({
  id: 5,
  title: 'Café Zon',
  description: 'Coffee at the harbour',
  preset: 'nature',
  created_at: null,
  updated_at: null,
  ...more,
});

/** One block of every kind, each field the same text, in the spellings of the package itself. */
export const everyKind = (text: string): Record<string, unknown>[] => [
  { kind: 'link', text, href: text },
  { kind: 'link', text: 'Shop', href: text },
  { kind: 'heading', text },
  { kind: 'text', text },
  { kind: 'image', src: text, alt: text, href: text },
  { kind: 'image', src: 'https://pictures.example/a.png', alt: text, href: text },
  { kind: 'email', text, address: text },
  { kind: 'phone', text, address: text },
  { kind: 'vcard', text, card: { name: text, organisation: text, title: text, phone: text, email: text, url: text, address: text } },
  { kind: 'divider', text },
  { kind: 'social', links: [{ network: text, href: text }, { network: text, href: 'https://social.example/' }] },
  { kind: 'qr-code', text, value: text, qr_code_id: 7 },
  { kind: 'link', text, href: 'https://shop.example/', from: text, to: text },
  { kind: text, text, href: text, [text]: text },
];

/** A page that holds the text wherever a text can be. */
export const pageOf = (text: string): Page =>
  pageWith({ title: text, description: text, preset: text, avatar: text, slug: text, [text]: text, blocks: everyKind(text), links: [text, { title: text, url: text }] });
