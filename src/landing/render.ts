import type { LandingPagePreset } from '../client/types.js';
import { id, own } from './fields.js';
import type { HeadOptions } from './head.js';
import { attributesHtml, toHtml } from './html.js';
import { landingCssFor } from './landing-css.js';
import { pageTree, type TreeOptions } from './tree.js';
import { unwrapped, viewOf } from './view.js';

export interface LandingOptions extends HeadOptions, TreeOptions {
  /** Wins over the page's own preset. */
  preset?: string | undefined;
  /**
   * How the styles come, as the host's `style-src` allows: in the markup (default), in the markup with a nonce, or from the
   * address of a file that holds `landingCss`.
   */
  styles?: 'inline' | { nonce: string } | { href: string } | undefined;
  dir?: 'ltr' | 'rtl' | 'auto' | undefined;
  /** More attributes of the element; its `endpoint` is that of embedded codes, too. */
  attributes?: Readonly<Record<string, string>> | undefined;
}

/**
 * The element with its page in a declarative shadow root: to be read, and its links to be followed, without any script.
 * Where the element is defined it takes over, and what is shown stays.
 * @throws {TypeError} for an attribute of the host's that is none, or holds script or style
 */
export function renderLandingPage(page: Parameters<typeof viewOf>[0], options: LandingOptions = {}): string {
  const view = viewOf(page, options.preset);
  const { qrEndpoint = options.attributes?.['endpoint'] } = options;
  const shadow = `${stylesHtml(options.styles ?? 'inline', view.preset)}${toHtml(pageTree(view, { ...options, qrEndpoint }))}`;
  return `<jsi-landing-page${attributesHtml(hostAttributes(page, options))}><template shadowrootmode="open">${shadow}</template></jsi-landing-page>`;
}

const sheets = new Map<LandingPagePreset, string>();

/** The preset's styles, which are made once. */
function sheetFor(preset: LandingPagePreset): string {
  const sheet = sheets.get(preset) ?? landingCssFor(preset);
  sheets.set(preset, sheet);
  return sheet;
}

function stylesHtml(styles: NonNullable<LandingOptions['styles']>, preset: LandingPagePreset): string {
  if (styles === 'inline') return `<style>${sheetFor(preset)}</style>`;
  if ('nonce' in styles) return `<style${attributesHtml([['nonce', styles.nonce]])}>${sheetFor(preset)}</style>`;
  return `<link${attributesHtml([['rel', 'stylesheet'], ['href', styles.href]])}>`;
}

/** What the element needs to make the same page again. */
function hostAttributes(page: unknown, options: LandingOptions): [string, string][] {
  const pageId = id(own(unwrapped(page), 'id'));
  const said: Record<string, unknown> = {
    'page-id': pageId === null ? null : String(pageId),
    preset: options.preset,
    lang: options.lang,
    dir: options.dir,
    'heading-level': options.headingLevel === undefined ? null : String(options.headingLevel),
    'link-target': options.target,
    ...options.attributes,
  };
  return Object.entries(said)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .map(([name, value]) => [checkedName(name), value]);
}

function checkedName(name: string): string {
  if (!/^[a-z][a-z0-9-]*$/.test(name) || /^on/.test(name) || name === 'style') {
    throw new TypeError(`not an attribute for <jsi-landing-page>: ${JSON.stringify(name)}`);
  }
  return name;
}
