import { css } from 'lit';

/** What all but a plain code needs. */
export const presenterStyles = css`
  .overlay {
    display: grid;
    min-block-size: 0;
    min-inline-size: 0;
    /* What is said takes the space of the code, and never makes it larger. */
    container-type: size;
  }
  .note {
    container-type: normal;
    align-self: end;
    box-sizing: border-box;
    inline-size: 0;
    min-inline-size: 100%;
    margin: 0;
    padding: 0 0.5em 0.4em;
    font: 600 12px/1.3 var(--jsi-font, system-ui, sans-serif);
    text-align: center;
    overflow-wrap: anywhere;
    color: #000;
    forced-color-adjust: none;
  }
  .note:empty {
    padding: 0;
  }
  .framed {
    --ink: #000;
    --paper: #fff;
    border-color: var(--ink);
    border-radius: 12px;
    background: var(--ink);
    color: var(--paper);
    forced-color-adjust: none;
    print-color-adjust: exact;
  }
  .frame {
    text-align: center;
    text-wrap: balance;
  }
  @media print {
    .framed {
      --ink: #000 !important;
      --paper: #fff !important;
    }
  }
  @container (max-width: 139px) {
    .message {
      gap: 0.25em;
      padding: 0.25em;
      font-size: 11px;
    }
  }
`;
