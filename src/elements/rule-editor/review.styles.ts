import { css } from 'lit';

/** On the variables of the editor. */
export const reviewStyles = css`
  .review {
    container-type: inline-size;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    font-size: 13px;
    overflow-wrap: anywhere;
  }
  /* Where the focus is put to read on; there is nothing to press. */
  .review:focus-visible {
    outline: none;
  }
  .review h4 {
    margin: 0;
    font-size: 13px;
    font-weight: 650;
  }
  .review p {
    margin: 0;
  }
  .review h4.good {
    color: var(--_good);
  }
  .review h4.bad,
  .review p.bad {
    color: var(--_bad);
  }
  .review p.warn {
    padding: 8px 10px;
    background: var(--_soft);
    border-inline-start: 3px solid var(--_warn);
    border-radius: var(--_radius);
  }
  .review .part {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 6px;
    justify-items: start;
  }
  .review .part + .part {
    padding-block-start: 12px;
    border-block-start: 1px solid var(--_line);
  }
  .review ul,
  .review ol {
    display: grid;
    gap: 4px;
    margin: 0;
    padding-inline-start: 1.6em;
  }
  .review ul ul {
    gap: 1px;
    padding-inline-start: 1.2em;
    color: var(--_quiet);
  }
  .review .changes,
  .review .changes ul {
    padding: 0;
    list-style: none;
  }
  .review .changes {
    gap: 10px;
  }
  .review .changes ul {
    font-weight: 600;
    color: inherit;
  }
  .review .moments {
    padding: 6px 10px;
    margin-block-start: 4px;
    color: inherit;
    list-style: none;
    background: var(--_soft);
    border-inline-start: 3px solid var(--_warn);
    border-radius: var(--_radius);
  }
  .review details {
    inline-size: 100%;
  }
  .review summary {
    min-block-size: 24px;
    line-height: 24px;
    cursor: pointer;
  }
  .review details > ol {
    margin-block-start: 6px;
  }
  .review .progress {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 10px;
    align-items: center;
    inline-size: 100%;
  }
  .review progress {
    flex: 1 1 140px;
    max-inline-size: 320px;
    accent-color: var(--_accent);
  }
  .review .run .state {
    display: inline-block;
    padding-inline: 6px;
    margin-inline-end: 4px;
    font-size: 12px;
    font-weight: 650;
    border: 1px solid var(--_line);
    border-radius: 999px;
  }
  .review .run .done .state {
    color: var(--_good);
    border-color: currentColor;
  }
  .review .run .now .state {
    color: var(--_accent);
    border-color: currentColor;
  }
  .review .run .failed .state {
    color: var(--_bad);
    border-color: currentColor;
  }
  .review .run .todo {
    color: var(--_quiet);
  }
  .review .actions {
    align-items: center;
  }
  .review .last {
    padding-block-start: 12px;
    border-block-start: 1px solid var(--_line);
  }
  .conflicts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
  }
  .conflict {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    min-inline-size: 0;
    padding: 10px 12px;
    margin: 0;
    border: 1px solid var(--_line);
    border-inline-start: 3px solid var(--_warn);
    border-radius: var(--_radius);
  }
  .conflict.decided {
    border-inline-start-color: var(--_good);
  }
  .conflict legend {
    padding: 0 4px;
    font-weight: 650;
  }
  .versions,
  .versions tbody,
  .versions tr {
    display: block;
  }
  .versions thead {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .versions th[scope='row'] {
    display: block;
    padding-block: 4px 2px;
    font-weight: 600;
    text-align: start;
  }
  .versions td {
    display: grid;
    grid-template-columns: 9em minmax(0, 1fr);
    gap: 8px;
    padding: 3px 6px;
    border-radius: 4px;
  }
  .versions .column {
    color: var(--_quiet);
  }
  .versions td.chosen {
    background: color-mix(in srgb, var(--_good) 14%, transparent);
  }
  .versions ins {
    font-weight: 650;
    text-decoration: underline dotted;
    text-underline-offset: 3px;
  }
  @container (min-width: 520px) {
    .versions {
      display: table;
      inline-size: 100%;
      table-layout: fixed;
      border-spacing: 2px;
    }
    .versions thead {
      position: static;
      display: table-header-group;
      clip-path: none;
    }
    .versions tbody {
      display: table-row-group;
    }
    .versions tr {
      display: table-row;
    }
    .versions th,
    .versions th[scope='row'],
    .versions td {
      display: table-cell;
      padding: 4px 6px;
      text-align: start;
      vertical-align: top;
    }
    .versions th[scope='col'] {
      font-weight: 400;
      color: var(--_quiet);
    }
    .versions .column {
      display: none;
    }
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
  }
  .choice {
    display: flex;
    gap: 6px;
    align-items: center;
    min-block-size: 28px;
  }
  .choice input {
    inline-size: 16px;
    block-size: 16px;
    margin: 0;
    accent-color: var(--_accent);
  }
  @media (forced-colors: active) {
    .review p.warn,
    .review .moments {
      border: 1px solid CanvasText;
    }
    .versions td.chosen {
      outline: 2px solid Highlight;
    }
    .conflict {
      border-color: CanvasText;
    }
  }
`;
