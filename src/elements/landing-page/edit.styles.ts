import { css } from 'lit';

/** The controls above the page; all classes begin with `edit`, since the page's own are in the same root. */
export const editStyles = css`
  .edit {
    container: jsi-edit / inline-size;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
    padding: 14px;
    font: 14px/1.45 var(--jsi-font, system-ui, sans-serif);
    color: var(--_ink);
    text-align: start;
    background: var(--_surface);
    border-block-end: 1px solid var(--_line);
  }
  .edit :focus-visible {
    outline: 2px solid var(--jsi-focus-color, var(--_accent));
    outline-offset: 2px;
  }
  .edit :is(h2, h3, p, ul, fieldset) {
    margin: 0;
  }
  .edit h2 {
    font-size: 18px;
    font-weight: 650;
    line-height: 1.3;
  }
  .edit h3 {
    font-size: 15px;
  }
  .edit button {
    min-block-size: 32px;
    font-size: 13px;
    color: inherit;
    border-color: var(--_field-line);
  }
  .edit button:disabled {
    opacity: 0.45;
    cursor: default;
  }
  .edit .edit-main {
    color: var(--_on-accent);
    background: var(--_accent);
    border-color: transparent;
  }
  .edit .edit-main:hover:not(:disabled) {
    background: color-mix(in srgb, var(--_accent) 85%, var(--_ink));
  }
  .edit .edit-danger {
    color: var(--_bad);
    border-color: currentColor;
  }
  .edit-head,
  .edit-bar {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: center;
  }
  .edit-head {
    justify-content: space-between;
  }
  .edit-last {
    margin-inline-start: auto;
  }
  .edit-actions {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 8px;
    align-items: center;
  }
  .edit-quiet {
    font-weight: 400;
    color: var(--_quiet);
  }
  .edit-note {
    display: grid;
    gap: 6px;
    padding: 10px 12px;
    overflow-wrap: anywhere;
    background: var(--_soft);
    border-inline-start: 3px solid var(--_quiet);
    border-radius: var(--_radius);
  }
  p.edit-note {
    display: block;
  }
  .edit-note ul {
    padding-inline-start: 20px;
  }
  .edit-warn {
    border-color: var(--_warn);
  }
  .edit-bad {
    border-color: var(--_bad);
  }
  .edit-good {
    border-color: var(--_good);
  }
  .edit-fields {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
  }
  .edit-fields[inert] {
    opacity: 0.6;
  }
  .edit-field {
    display: grid;
    gap: 4px;
    min-inline-size: 0;
  }
  .edit-field > label,
  .edit legend {
    padding: 0;
    font-weight: 600;
  }
  .edit-field > :is(input, textarea) {
    box-sizing: border-box;
    inline-size: 100%;
    max-inline-size: 46em;
    min-block-size: 36px;
    padding: 6px 10px;
    font: inherit;
    font-size: 16px;
    color: inherit;
    background: var(--_surface);
    border: 1px solid var(--_field-line);
    border-radius: var(--_radius);
  }
  .edit-field > textarea {
    field-sizing: content;
    min-block-size: 5em;
    max-block-size: 40vh;
    resize: vertical;
  }
  .edit-field > [aria-invalid='true'] {
    border-color: var(--_bad);
    border-width: 2px;
  }
  .edit-problem {
    display: grid;
    font-weight: 600;
    color: var(--_bad);
    overflow-wrap: anywhere;
  }
  .edit-problem:empty,
  .edit-stage:empty,
  .edit-field > .edit-quiet:empty {
    display: none;
  }
  .edit fieldset {
    min-inline-size: 0;
    padding: 0;
    border: 0;
  }
  .edit legend {
    margin-block-end: 6px;
  }
  .edit-tiles {
    display: grid;
    grid-template-columns: repeat(auto-fill, 132px);
    gap: 12px 8px;
  }
  .edit-tile {
    position: relative;
    display: grid;
    gap: 4px;
    justify-items: center;
  }
  .edit-tile input {
    position: absolute;
    inset: 0;
    z-index: 1;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .edit-tile label {
    font-size: 13px;
  }
  .edit-tile input:checked ~ label {
    font-weight: 650;
  }
  .edit-tile input:checked ~ label::before {
    content: '✓ ' / '';
  }
  .edit-thumb {
    position: relative;
    box-sizing: content-box;
    inline-size: 128px;
    block-size: 124px;
    overflow: hidden;
    border: 2px solid var(--_line);
    border-radius: 8px;
  }
  .edit-tile input:hover ~ .edit-thumb {
    border-color: var(--_field-line);
  }
  .edit-tile input:checked ~ .edit-thumb {
    border-color: var(--_accent);
  }
  .edit-tile input:focus-visible ~ .edit-thumb {
    outline: 2px solid var(--jsi-focus-color, var(--_accent));
    outline-offset: 2px;
  }
  /* The page as on a phone, 320 px wide, made small. */
  .edit-sheet {
    position: absolute;
    inset: 0 auto auto 0;
    inline-size: 320px;
    block-size: 310px;
    min-block-size: 310px;
    overflow: hidden;
    transform: scale(0.4);
    transform-origin: 0 0;
    pointer-events: none;
  }
  .edit-stage:not(:empty) {
    display: grid;
    gap: 10px;
    overflow-wrap: anywhere;
  }
  .edit-stage:focus {
    outline: none;
  }
  .edit-versions {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
  }
  @container jsi-edit (min-width: 560px) {
    .edit-versions {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }
  .edit-version {
    display: grid;
    gap: 4px;
    align-content: start;
    padding: 8px 10px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  label.edit-version {
    border-color: var(--_field-line);
    cursor: pointer;
  }
  label.edit-version:has(:checked) {
    background: color-mix(in srgb, var(--_accent) 10%, transparent);
    border-color: var(--_accent);
  }
  .edit-version-name {
    display: flex;
    gap: 6px;
    align-items: center;
    min-block-size: 24px;
    font-weight: 600;
  }
  .edit-version-name input {
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .edit-version-text {
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  @media (forced-colors: active) {
    .edit button:disabled {
      color: GrayText;
      border-color: GrayText;
      opacity: 1;
    }
    .edit-tile input:checked ~ .edit-thumb,
    label.edit-version:has(:checked) {
      border-color: Highlight;
    }
    .edit-tile input:checked ~ .edit-thumb {
      outline: 2px solid Highlight;
    }
    .edit-tile input:focus-visible ~ .edit-thumb {
      outline: 3px dashed Highlight;
    }
    .edit-note {
      border: 1px solid CanvasText;
    }
  }
`;
