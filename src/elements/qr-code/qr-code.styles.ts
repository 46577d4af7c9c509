import { css } from 'lit';

export const qrCodeStyles = css`
  :host {
    display: inline-block;
    position: relative;
    max-inline-size: 100%;
    vertical-align: middle;
    line-height: 0;
  }
  :host([hidden]) {
    display: none;
  }
  .frame {
    display: block;
    max-inline-size: 100%;
    block-size: auto;
  }
  .base {
    position: absolute;
    inset: 0;
    display: grid;
    line-height: normal;
    container-type: size;
  }
  .drawn {
    display: grid;
    grid-template-rows: minmax(0, 1fr) auto;
    min-block-size: 0;
    /* The quiet zone is part of the code: white on any page, in any colour scheme. */
    background: #fff;
    color: #000;
    forced-color-adjust: none;
    print-color-adjust: exact;
    -webkit-print-color-adjust: exact;
  }
  .code {
    inline-size: 100%;
    block-size: 100%;
    min-block-size: 0;
  }
  .note {
    margin: 0;
    padding: 0 0.5em 0.4em;
    font: 600 12px/1.3 var(--jsi-font, system-ui, sans-serif);
    text-align: center;
    overflow-wrap: anywhere;
  }
  .loading {
    background: color-mix(in srgb, CanvasText 14%, Canvas);
    border-radius: var(--jsi-radius, 6px);
  }
  @media (prefers-reduced-motion: no-preference) {
    .loading {
      animation: pulse 1.6s ease-in-out infinite alternate;
    }
    @keyframes pulse {
      to {
        opacity: 0.5;
      }
    }
  }
  @container (max-width: 139px) {
    .message {
      gap: 0.25em;
      padding: 0.25em;
      font-size: 11px;
    }
    .note {
      font-size: 10px;
    }
  }
`;
