import { css } from 'lit';

/** What a plain code needs; the rest comes with the presenter. Its quiet zone is light in any colour scheme. */
export const qrCodeStyles = css`
  :host {
    display: inline-block;
    max-inline-size: 100%;
    vertical-align: middle;
  }
  :host([hidden]) {
    display: none;
  }
  .base {
    display: grid;
    inline-size: fit-content;
    max-inline-size: 100%;
  }
  .code {
    max-inline-size: 100%;
    block-size: auto;
    forced-color-adjust: none;
    print-color-adjust: exact;
  }
  .code,
  .overlay {
    grid-area: 1/1;
  }
  .controls {
    min-block-size: 32px;
    margin-block-start: 6px;
  }
  :host(:state(loading)) .code {
    background: color-mix(in srgb, CanvasText 14%, Canvas);
  }
  @media print {
    .light {
      fill: #fff;
    }
    .dark {
      fill: #000;
    }
  }
`;
