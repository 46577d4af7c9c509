import type { LandingPagePreset } from '../client/types.js';
import { landingBase, landingMedia } from './landing-base.js';
import { presets } from './presets.js';
import type { ControlColors, PresetColors, PresetTokens } from './tokens.js';

type Declarations = Record<string, string | number>;

const nth = (name: string, index: number) => (index === 0 ? name : `${name}-${index + 1}`);
const numbered = (name: string, values: readonly string[]): Declarations =>
  Object.fromEntries(values.map((value, index) => [nth(name, index), value]));

const control = (name: string, { text, background, border }: ControlColors): Declarations => ({
  [`${name}-text`]: text,
  [`${name}-background`]: background,
  [`${name}-border`]: border,
});

function colors({ grounds, band, links, hover, active, visited, social, socialHover, ...plain }: PresetColors): Declarations {
  return {
    ...numbered('ground', grounds),
    ...numbered('band', band ?? []),
    ...plain,
    ...Object.fromEntries(links.flatMap((link, index) => Object.entries(control(nth('link', index), link)))),
    ...control('hover', hover),
    ...control('active', active),
    'visited-text': visited.text,
    'visited-border': visited.border,
    ...control('social', social),
    ...control('social-hover', socialHover),
  };
}

/** A length that grows with the page, from 320 px to 1280 px wide. */
const fluid = ([from, to]: readonly [number, number]): string =>
  `clamp(${from}rem, calc(${from}rem + (100cqi - 20rem) * ${Number(((to - from) / 60).toFixed(4))}), ${to}rem)`;

function measures({ type, space, shape }: PresetTokens): Declarations {
  return {
    family: type.family,
    'title-family': type.titleFamily,
    size: `${type.size}rem`,
    leading: type.leading,
    'title-size': fluid(type.title),
    'title-weight': type.titleWeight,
    'title-spacing': `${type.titleSpacing}em`,
    'title-leading': type.titleLeading,
    'heading-size': `${type.heading}rem`,
    'heading-weight': type.headingWeight,
    'heading-spacing': `${type.headingSpacing}em`,
    'link-weight': type.linkWeight,
    'link-spacing': `${type.linkSpacing}em`,
    gap: `${space.gap}rem`,
    edge: fluid(space.edge),
    column: `${space.column}rem`,
    align: shape.align,
    'link-radius': shape.link,
    'social-radius': shape.social,
    'avatar-radius': shape.avatar,
    'image-radius': shape.image,
    'card-radius': shape.card,
    'avatar-size': `${shape.avatarSize}rem`,
    'border-width': `${shape.border}px`,
    'link-size': `${shape.linkSize}px`,
    'link-align': shape.linkAlign,
    shadow: shape.shadow,
  };
}

const block = (selector: string, declarations: Declarations, more = '') =>
  `${selector}{${Object.entries(declarations).map(([name, value]) => `--_lp-${name}:${value};`).join('')}${more}}\n`;

/** What differs between the surroundings follows `color-scheme`; browsers that do not know `light-dark()` see the light one. */
function scheme(selector: string, { surroundings }: PresetTokens): string {
  const dark = colors(surroundings.dark);
  if (!('light' in surroundings)) return block(selector, dark, 'color-scheme:dark;');
  const light = colors(surroundings.light);
  const both = Object.entries(light).map(([name, value]) => [name, value === dark[name] ? value : `light-dark(${value},${dark[name]})`] as const);
  return block(selector, light) + `@supports (color:light-dark(#000,#fff)){${block(selector, Object.fromEntries(both.filter(([, value]) => String(value).startsWith('light-dark'))))}}\n`;
}

/** Links take their colours in turn. */
function turns(selector: string, { surroundings }: PresetTokens): string {
  const { length } = surroundings.dark.links;
  const one = (index: number) =>
    block(`${selector} .block:nth-child(${length}n + ${index + 1}) > .link,${selector} .blocks > slot::slotted(a:nth-child(${length}n + ${index + 1}))`, Object.fromEntries(['text', 'background', 'border'].map((part) => [part, `var(--_lp-${nth('link', index)}-${part})`])));
  return length < 2 ? '' : Array.from({ length: length - 1 }, (_, index) => one(index + 1)).join('');
}

function sheet(name: string, tokens: PresetTokens): string {
  const selector = `.page:where([data-preset=${name}])`;
  return (
    block(selector, measures(tokens)) +
    (tokens.background === 'none' ? '' : `${selector}::before{background-image:${tokens.background};}\n`) +
    scheme(selector, tokens) +
    turns(selector, tokens) +
    tokens.extra.replaceAll('&', selector)
  );
}

/** Of a page whose text is as large as the reader wants it, and not smaller where a site has set its root to 10 px. */
const inUnits = (css: string) => css.replace(/(-?\d*\.?\d+)rem\b/g, 'calc(var(--_lp-unit) * $1)').replaceAll('/*rem*/', 'rem');

const cssOf = (all: readonly (readonly [string, PresetTokens])[]) =>
  inUnits(landingBase + all.map(([name, tokens]) => sheet(name, tokens)).join('') + landingMedia);

/** The one style sheet of landing pages, of all presets: `[data-preset]` says which is meant. Made of the token sets. */
export const landingCss: string = cssOf(Object.entries(presets));

/** The part of it that a page of one preset needs. */
export const landingCssFor = (preset: LandingPagePreset): string => cssOf([[preset, presets[preset]]]);
