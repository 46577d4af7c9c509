import { css, unsafeCSS } from 'lit';
import { landingCss } from '../../landing/landing-css.js';

/** Looks of the page; its text is the package's own, made of its token sets. */
export const landingPageStyles = [
  unsafeCSS(landingCss),
  css`
    :host {
      display: block;
    }
    :host([hidden]) {
      display: none;
    }
    .wait,
    .message {
      min-block-size: max(20rem, 100%);
      border: 0;
    }
    .note {
      margin: 0;
      padding: 0.5em 1em;
      font: 14px/1.35 var(--jsi-font, system-ui, sans-serif);
      color: var(--jsi-text-color, CanvasText);
      background: var(--jsi-surface, Canvas);
      border-block-end: 1px solid var(--jsi-border-color, color-mix(in srgb, CanvasText 25%, Canvas));
    }
    .hidden {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      margin: -1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    @media print {
      [part='controls'],
      .note {
        display: none;
      }
    }
  `,
];
