import { attributesHtml, escapeText } from './html.js';
import { networkName } from './networks.js';
import { isWeb, webHref } from './safe-href.js';
import { isShown } from './tree.js';
import type { Block, LandingView } from './types.js';
import { viewOf } from './view.js';

export interface HeadOptions {
  /** Where the page is, as an absolute address: canonical and `og:url`. Its fragment is left out. */
  url?: string | undefined;
  /** Language of the page (BCP 47). */
  lang?: string | undefined;
  /** When the page is looked at: links outside their time are not listed. Default now. */
  now?: Date | undefined;
}

/** What a host's head says of a page: data, for whatever writes the head. No value is escaped. */
export interface LandingHead {
  /** Empty where the page has none. */
  title: string;
  description: string | null;
  canonical: string | null;
  openGraph: { property: string; content: string }[];
  /** schema.org: a page, and the links on it. */
  jsonLd: Record<string, unknown>;
}

/** More than what search engines and previews show of a text. */
const LONGEST = 300;

export function landingHead(page: Parameters<typeof viewOf>[0], options: HeadOptions = {}): LandingHead {
  const view = viewOf(page);
  const title = oneLine(view.title);
  const description = view.description === null ? null : oneLine(view.description) || null;
  const canonical = canonicalOf(options.url);
  const language = options.lang !== undefined && isLanguage(options.lang) ? options.lang : null;
  return {
    title,
    description,
    canonical,
    openGraph: properties({
      'og:type': 'website',
      'og:title': title,
      'og:description': description,
      'og:url': canonical,
      'og:image': view.avatar,
      'og:locale': language && localeOf(language),
    }),
    jsonLd: given({
      '@context': 'https://schema.org',
      '@type': 'WebPage',
      '@id': canonical,
      url: canonical,
      name: title || null,
      description,
      inLanguage: language,
      primaryImageOfPage: view.avatar && { '@type': 'ImageObject', url: view.avatar },
      mainEntity: linkList(view, options.now ?? new Date()),
    }),
  };
}

/** The head as markup. JSON-LD is data: no policy for scripts keeps it out, and nothing in it ends the element. */
export function headHtml({ title, description, canonical, openGraph, jsonLd }: LandingHead): string {
  const tags = [
    title && `<title>${escapeText(title)}</title>`,
    description !== null && `<meta${attributesHtml([['name', 'description'], ['content', description]])}>`,
    canonical !== null && `<link${attributesHtml([['rel', 'canonical'], ['href', canonical]])}>`,
    ...openGraph.map(({ property, content }) => `<meta${attributesHtml([['property', property], ['content', content]])}>`),
    `<script type="application/ld+json">${scriptJson(jsonLd)}</script>`,
  ];
  return tags.filter((tag) => tag).join('\n');
}

/** JSON without a `<`, so that neither `</script` nor `<!--` is in it. */
const scriptJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', String.raw`\u003c`);

/** Where there is no markup to isolate them, bidi controls would turn what comes after: they are left out. */
function oneLine(text: string): string {
  const line = text
    .slice(0, 4 * LONGEST)
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  // A pair of surrogates that is cut apart goes as a whole.
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, '')}…` : line;
}

function canonicalOf(url: string | undefined): string | null {
  const href = webHref(url);
  return href === null ? null : href.replace(/#.*$/, '');
}

const isLanguage = (lang: string): boolean => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(lang);

/** Open Graph writes `nl_NL`: a language alone is not a locale there. */
function localeOf(lang: string): string | null {
  const [, language, region] = /^([a-z]{2,3})(?:-[a-z]{4})?-([a-z]{2})$/i.exec(lang) ?? [];
  return language && region ? `${language.toLowerCase()}_${region.toUpperCase()}` : null;
}

function linkList({ blocks }: LandingView, now: Date): Record<string, unknown> | null {
  const items = blocks
    .filter((block) => isShown(block, now.getTime()))
    .flatMap(linksOf)
    .map(({ name, url }, index) => ({ '@type': 'ListItem', position: index + 1, name, url }));
  return items.length > 0 ? { '@type': 'ItemList', numberOfItems: items.length, itemListElement: items } : null;
}

function linksOf(block: Block): { name: string; url: string }[] {
  if (block.kind === 'social') {
    return block.links.filter(({ href }) => isWeb(href)).map(({ network, href }) => ({ name: oneLine(networkName(network)), url: href }));
  }
  return block.kind === 'link' && block.href !== null && isWeb(block.href) ? [{ name: oneLine(block.text), url: block.href }] : [];
}

const properties = (values: Record<string, string | null>): LandingHead['openGraph'] =>
  Object.entries(values).flatMap(([property, content]) => (content ? [{ property, content }] : []));

const given = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
