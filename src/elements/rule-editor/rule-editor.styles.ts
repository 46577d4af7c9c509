import { css } from 'lit';

/** Colours and the frame; the list and each panel have styles of their own, on these variables. */
export const ruleEditorStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    font: 14px/1.45 var(--jsi-font, system-ui, sans-serif);
    color: var(--_ink);
    text-align: start;
  }
  :host([hidden]) {
    display: none;
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .quiet {
    color: var(--_quiet);
  }
  /* Highlight is hardly seen on a dark page. */
  :focus-visible {
    outline-color: var(--jsi-focus-color, var(--_accent));
  }
  button {
    min-block-size: 32px;
    font-size: 13px;
    color: inherit;
    border-color: var(--_line);
  }
  button:disabled {
    opacity: 0.45;
    cursor: default;
  }
  button.main {
    color: var(--_on-accent);
    background: var(--_accent);
    border-color: transparent;
  }
  button.main:hover:not(:disabled) {
    background: color-mix(in srgb, var(--_accent) 85%, var(--_ink));
  }
  button.link {
    min-block-size: 24px;
    padding: 0;
    font-weight: inherit;
    color: var(--_accent);
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 2px;
    border: 0;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: start;
    justify-content: space-between;
    margin-block-end: 12px;
  }
  .title {
    margin: 0;
    font-size: 18px;
    font-weight: 650;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
  .head p:not(.title) {
    margin: 2px 0 0;
    font-size: 13px;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .notes:not(:empty) {
    display: grid;
    gap: 8px;
    margin-block-end: 12px;
  }
  .note {
    display: grid;
    gap: 6px;
    padding: 10px 12px;
    font-size: 13px;
    overflow-wrap: anywhere;
    background: var(--_soft);
    border-inline-start: 3px solid var(--_quiet);
    border-radius: var(--_radius);
  }
  .note.warn {
    border-color: var(--_warn);
  }
  .note.bad {
    border-color: var(--_bad);
  }
  .note p {
    margin: 0;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    padding-block-end: 10px;
    margin-block-end: 12px;
    border-block-end: 1px solid var(--_line);
  }
  .tools button {
    font-weight: 500;
    border-color: transparent;
  }
  .tools button[aria-expanded='true'] {
    font-weight: 650;
    background: color-mix(in srgb, var(--_accent) 12%, transparent);
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    align-items: start;
  }
  .panel {
    box-sizing: border-box;
    padding: 14px;
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 2px);
  }
  .panel-head {
    display: flex;
    gap: 8px;
    align-items: center;
    justify-content: space-between;
    margin-block-end: 10px;
  }
  .panel-head h3 {
    margin: 0;
    font-size: 15px;
    font-weight: 650;
  }
  .close {
    min-inline-size: 32px;
    padding: 0;
    border-color: transparent;
  }
  @container (min-width: 1000px) {
    .columns.has-panel {
      grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr);
    }
    .columns.has-panel .panel {
      position: sticky;
      inset-block-start: 12px;
      grid-column: 2;
      grid-row: 1;
      max-block-size: calc(100vh - 24px);
      overflow: auto;
    }
    .columns.has-panel .rules {
      grid-column: 1;
      grid-row: 1;
    }
  }
  .bar {
    position: sticky;
    inset-block-end: 0;
    z-index: 2;
    display: flex;
    flex-wrap: wrap;
    gap: 6px 12px;
    align-items: center;
    justify-content: space-between;
    padding: 10px 12px;
    margin-block-start: 12px;
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 2px);
    box-shadow: 0 2px 12px rgb(0 0 0 / 12%);
  }
  .bar p {
    margin: 0;
    font-weight: 600;
  }
  .wait {
    block-size: 240px;
    background: var(--_soft);
    border-radius: var(--_radius);
  }
  .message {
    min-block-size: 160px;
  }
  @media (forced-colors: active) {
    .note,
    .panel,
    .bar {
      border: 1px solid CanvasText;
    }
    button.main {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
    .tools button[aria-expanded='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
