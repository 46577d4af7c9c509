/** What all presets share; colours and measures come from custom properties that each preset sets. */
export const landingBase = `
.page { --_lp-unit: max(1/*rem*/, 16px); --_lp-side: max(1.25rem, calc((100% - var(--_lp-column)) / 2));
  --_lp-text-color: var(--_lp-text);
  container: jsi-landing / inline-size; position: relative; isolation: isolate; overflow: clip;
  display: flex; flex-direction: column; box-sizing: border-box; min-block-size: inherit;
  font: var(--_lp-size)/var(--_lp-leading) var(--_lp-family);
  color: var(--_lp-text-color); background-color: var(--_lp-ground);
  overflow-wrap: anywhere; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
.page::before { content: ''; position: absolute; inset: 0; z-index: -1; }
.page *, .page::after { box-sizing: border-box; }
.page [hidden] { display: none !important; }
.header, .blocks, .footer { padding-inline: var(--_lp-side); }
.header { display: grid; justify-items: var(--_lp-align); text-align: var(--_lp-align); padding-block: var(--_lp-edge) 2rem; }
.avatar { inline-size: var(--_lp-avatar-size); block-size: var(--_lp-avatar-size); margin-block-end: 1.25rem; object-fit: cover; border-radius: var(--_lp-avatar-radius); }
.title { margin: 0; max-inline-size: 100%; font: var(--_lp-title-weight) var(--_lp-title-size)/var(--_lp-title-leading) var(--_lp-title-family); letter-spacing: var(--_lp-title-spacing); color: var(--_lp-title); text-wrap: balance; }
.title:where(:lang(ar), :lang(fa), :lang(he), :lang(ur), :dir(rtl)) { letter-spacing: 0; line-height: 1.3; }
.description { margin: 0.75rem 0 0; max-inline-size: 46ch; font-size: 1.125em; color: var(--_lp-description); white-space: pre-line; text-wrap: pretty; }
.title, .description, .heading, .text { text-align: -webkit-match-parent; text-align: match-parent; }
.blocks { position: relative; z-index: 1; display: grid; text-align: var(--_lp-align); grid-template-columns: minmax(0, 1fr); gap: calc(var(--_lp-gap) * 1.5); }
.blocks > * { margin: 0; }
.links { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--_lp-gap); padding: 0; list-style: none; }
.blocks > slot { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--_lp-gap); }
.block { display: grid; grid-template-columns: minmax(0, 1fr); }
.link, .blocks > slot::slotted(a) { --_lp-text: var(--_lp-link-text); --_lp-background: var(--_lp-link-background); --_lp-border: var(--_lp-link-border); }
.link, .blocks > slot::slotted(a) { position: relative; display: flex; align-items: center; justify-content: var(--_lp-link-align); box-sizing: border-box;
  min-block-size: var(--_lp-link-size); padding: 0.75rem 1.5rem; text-align: var(--_lp-link-align); text-decoration: none;
  font-weight: var(--_lp-link-weight); line-height: 1.35; letter-spacing: var(--_lp-link-spacing);
  border: var(--_lp-border-width) solid var(--_lp-border); border-radius: var(--_lp-link-radius); box-shadow: var(--_lp-shadow); }
.link { color: var(--_lp-text); background-color: var(--_lp-background); }
.blocks > slot::slotted(a) { color: var(--_lp-text) !important; background-color: var(--_lp-background) !important; }
.link[href]::after { position: absolute; inset-block: 0; inset-inline-end: 1.25rem; display: grid; align-items: center; }
.link > bdi { min-inline-size: 0; text-align: -webkit-match-parent; text-align: match-parent; }
.link:visited { color: var(--_lp-visited-text); border-color: var(--_lp-visited-border); }
.link[href]:hover, .link[href]:focus-visible { color: var(--_lp-hover-text); background-color: var(--_lp-hover-background); border-color: var(--_lp-hover-border); }
.link[href]:active { color: var(--_lp-active-text); background-color: var(--_lp-active-background); border-color: var(--_lp-active-border); }
.blocks > slot::slotted(a:hover) { color: var(--_lp-hover-text) !important; background-color: var(--_lp-hover-background) !important; border-color: var(--_lp-hover-border); }
.blocks > slot::slotted(a:active) { color: var(--_lp-active-text) !important; background-color: var(--_lp-active-background) !important; border-color: var(--_lp-active-border); }
.link.plain { flex-wrap: wrap; gap: 0 0.5em; color: var(--_lp-plain); background: none; border-style: dashed; border-color: currentColor; box-shadow: none; }
.address { font-size: 0.875em; font-weight: 400; }
.heading { font: var(--_lp-heading-weight) var(--_lp-heading-size)/1.3 var(--_lp-family); letter-spacing: var(--_lp-heading-spacing); color: var(--_lp-heading); }
.text { justify-self: var(--_lp-align); max-inline-size: 60ch; white-space: pre-line; text-wrap: pretty; }
.image { justify-self: var(--_lp-align); max-inline-size: 100%; }
.image img { display: block; max-inline-size: 100%; block-size: auto; border-radius: var(--_lp-image-radius); }
.image a { display: block; min-inline-size: 44px; min-block-size: 44px; border-radius: var(--_lp-image-radius); }
.image a:hover img { filter: brightness(1.08); }
.divider { inline-size: 100%; block-size: 0; border: 0 solid var(--_lp-line); border-block-start-width: 1px; }
.social { display: flex; flex-wrap: wrap; justify-content: var(--_lp-align); gap: 0.625rem; padding: 0; list-style: none; }
.social a { display: grid; place-items: center; min-inline-size: 44px; min-block-size: 44px; padding: 0.375rem 1rem; font-size: 0.9375em; font-weight: var(--_lp-link-weight); line-height: 1.3; text-decoration: none;
  color: var(--_lp-social-text); background-color: var(--_lp-social-background); border: var(--_lp-border-width) solid var(--_lp-social-border); border-radius: var(--_lp-social-radius); }
.social a:is(:hover, :focus-visible, :active) { color: var(--_lp-social-hover-text); background-color: var(--_lp-social-hover-background); border-color: var(--_lp-social-hover-border); }
.qr { --_lp-plain: #1a1a1a; justify-self: var(--_lp-align); display: grid; justify-items: center; inline-size: fit-content; max-inline-size: 100%; padding: 0.5rem; color: #1a1a1a; background: #fff; border: 1px solid var(--_lp-line); border-radius: var(--_lp-card-radius); color-scheme: light; }
.qr jsi-qr-code:not(:defined) { display: grid; align-content: center; min-block-size: 192px; min-inline-size: 192px; }
.caption { margin: 0; padding: 0 0.75rem 0.5rem; font-size: 0.9375em; text-align: center; }
.footer { position: relative; z-index: 1; margin-block-start: auto; padding-block: 2rem var(--_lp-edge); font-size: 0.9375em; text-align: var(--_lp-align); }
.link:focus-visible, .social a:focus-visible, .image a:focus-visible, .blocks > slot::slotted(a:focus-visible) { outline: 3px solid var(--_lp-focus); outline-offset: 3px; }
.header > slot::slotted(a), .footer > slot::slotted(a) { color: inherit; }
`;

/** What a reader's settings ask for, whatever the preset; a printer has black ink. */
export const landingMedia = `
@media (prefers-reduced-motion: no-preference) {
  .link, .link::after, .social a, .image img { transition: color 0.16s, background-color 0.16s, border-color 0.16s, box-shadow 0.16s, translate 0.16s, padding 0.16s, inset 0.16s, filter 0.16s; }
}
@media (prefers-reduced-motion: reduce) {
  .page .link.link, .page .link.link::after { translate: none !important; }
}
@media (forced-colors: active) {
  .page.page :is(.header, .divider) { background-image: none; }
  .page.page::before, .page.page::after { content: none; }
  .page .link.link, .page .social.social a { border: 1px solid LinkText; }
  .page .link.plain.plain { border: 1px dashed CanvasText; }
  .page .link.link:is(:hover, :focus-visible), .page .social.social a:is(:hover, :focus-visible) { border-color: Highlight; text-decoration: underline; }
  .page .link.link:focus-visible, .page .social.social a:focus-visible, .page .image.image a:focus-visible { outline-color: Highlight; }
  .page .divider.divider { block-size: 0; border: 0 solid CanvasText; border-block-start-width: 1px; }
}
@media print {
  .page.page, .page.page *, .page slot::slotted(*) { color: #000 !important; background: none !important; box-shadow: none !important; text-shadow: none !important; border-color: #000 !important; outline: none !important; transition: none !important; translate: none !important; }
  .page.page { min-block-size: 0; padding-block-end: 0; color-scheme: light; }
  .page.page::before, .page.page::after, .page .header.header::after { content: none; }
  .page .header.header, .page .footer.footer { padding-block: 0 1rem; }
  .page .link.link, .page .social.social a { display: block; min-block-size: 0; padding: 0.375rem 0; text-align: start; border: 0; border-radius: 0; break-inside: avoid; }
  .page .link.link[href]:not([download])::after, .page .social.social a::after { content: ' \\2013 ' attr(href); position: static; display: inline; font-size: 0.875em; font-weight: 400; color: #000 !important; scale: none; }
  .page .link.link[download]::after { content: none; }
  .page .links.links { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .page .heading.heading { break-after: avoid; }
  .page :is(.qr, .image) { break-inside: avoid; }
}
`;
