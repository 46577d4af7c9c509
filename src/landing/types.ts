import type { Instant, LandingPagePreset } from '../client/types.js';

/** An address that a link may lead to: http, https, mailto, tel or sms, as the URL parser writes it. */
export type SafeHref = string & { readonly safe: unique symbol };

/** When a block is shown, `[from, to)`; `null` = always, or for ever. */
export interface Schedule {
  from: Instant | null;
  to: Instant | null;
}

/** A block whose kind is known, read from whatever the API gave. All texts are texts. */
export type Block = Partial<Schedule> &
  (
    | { kind: 'heading'; text: string }
    | { kind: 'text'; text: string }
    /** `href` is `null` where the address leads nowhere that a link may: shown as text. */
    | { kind: 'link'; text: string; href: SafeHref | null; address: string }
    | { kind: 'image'; src: SafeHref; alt: string; href: SafeHref | null }
    | { kind: 'email' | 'phone'; text: string; href: SafeHref | null; address: string }
    | { kind: 'vcard'; text: string; card: Partial<Record<'name' | 'organisation' | 'title' | 'phone' | 'email' | 'url' | 'address', string>> }
    | { kind: 'divider' }
    | { kind: 'social'; links: { network: string; href: SafeHref }[] }
    | { kind: 'qr-code'; text: string | null; id: number | null; value: string | null }
  );

/** What is shown of a landing page. */
export interface LandingView {
  title: string;
  description: string | null;
  preset: LandingPagePreset;
  /** What the page asks for, where that is no preset that is known. */
  unknownPreset: string | null;
  avatar: SafeHref | null;
  blocks: Block[];
  /** Blocks that were left out: of a kind that is not known, with nothing to show, or more than a page can hold. */
  skipped: number;
}

/** A part of the page as data, from which a server writes markup and a browser makes elements: one structure, two hands. */
export type TreeNode = string | TreeElement;

export interface TreeElement {
  tag: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly TreeNode[];
}
