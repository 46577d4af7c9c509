export { headHtml, landingHead, type HeadOptions, type LandingHead } from './head.js';
export { allowedAttributes, isAllowedTag, toHtml } from './html.js';
export { isPreset, presetNames } from './preset-names.js';
export { presets } from './presets.js';
export { safeHref } from './safe-href.js';
export { isShown, pageTree, type TreeOptions } from './tree.js';
export type * from './types.js';
export { vcard, type Card } from './vcard.js';
export { viewOf } from './view.js';
