import type { CSSResult } from 'lit';

/** Styles of a part that came later, behind those that are there; once, however often it comes. */
export function addStyles(root: ShadowRoot, ...styles: readonly CSSResult[]): void {
  const sheets = styles.map(({ styleSheet }) => styleSheet!);
  root.adoptedStyleSheets = [...new Set([...root.adoptedStyleSheets, ...sheets])];
}
