import type { CSSResult } from 'lit';

/** Styles of a part that came later, behind those that are there. */
export function addStyles(root: ShadowRoot, ...styles: readonly CSSResult[]): void {
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...styles.map(({ styleSheet }) => styleSheet!)];
}
