import { css } from 'lit';

/** What a plain code needs, and all that takes space: the rest comes with its parts, and must move nothing. */
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
  .framed {
    border: 6px solid;
  }
  .frame {
    box-sizing: border-box;
    inline-size: 0;
    min-inline-size: 100%;
    padding: 0.5em 0.25em 0.35em;
    font: 700 1.125rem/1.25 var(--jsi-font, system-ui, sans-serif);
    overflow-wrap: anywhere;
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
