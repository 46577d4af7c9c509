import { css } from 'lit';

export const matrixStyles = css`
  .tool {
    .matrix-scroll {
      max-block-size: min(70vh, 44em);
    }
    .matrix {
      border-spacing: 3px;
      border-collapse: separate;
    }
    .matrix th {
      max-inline-size: 14em;
      padding: 2px 4px;
      font-size: 12px;
      font-weight: 500;
      text-align: start;
      vertical-align: bottom;
      overflow-wrap: normal;
    }
    .matrix thead {
      position: sticky;
      inset-block-start: 0;
      z-index: 2;
      background: var(--_surface);
    }
    .matrix tbody th {
      position: sticky;
      inset-inline-start: 0;
      z-index: 1;
      vertical-align: middle;
      background: var(--_surface);
    }
    .matrix small {
      display: block;
      color: var(--_quiet);
    }
    .matrix td {
      padding: 0;
    }
    .matrix .tile {
      box-sizing: border-box;
      inline-size: 100%;
      min-inline-size: 44px;
      min-block-size: 28px;
      padding: 0 4px;
      white-space: nowrap;
      font-size: 12px;
      font-weight: 650;
    }
    .matrix .tile:hover {
      outline: 2px solid var(--_c);
      outline-offset: -1px;
    }
    .matrix .tile:focus-visible {
      outline: 2px solid var(--jsi-focus-color, Highlight);
      outline-offset: 1px;
    }
  }
`;
