import { css } from 'lit';

/** The fields of a rule, in columns as far as there is room. */
export const formStyles = css`
  .form {
    display: grid;
    gap: 14px;
    padding: 6px 6px 12px;
  }
  .fields {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px 16px;
  }
  .field {
    display: grid;
    gap: 3px;
    align-content: start;
    min-inline-size: 0;
    padding: 0;
    margin: 0;
    font-size: 13px;
    border: 0;
  }
  .field > label,
  .field > legend,
  .instant > label {
    padding: 0;
    font-size: 12px;
    font-weight: 600;
  }
  .form .input {
    box-sizing: border-box;
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: 34px;
    padding: 4px 8px;
    font: inherit;
    font-size: 14px;
    color: inherit;
    background: var(--_surface);
    border: 1px solid var(--_field-line);
    border-radius: var(--_radius);
  }
  .form .input.number {
    max-inline-size: 12em;
  }
  .form .input[aria-invalid='true'] {
    border-color: var(--_bad);
  }
  .form .input::placeholder {
    color: var(--_quiet);
    opacity: 1;
  }
  .field-hint {
    font-size: 12px;
    color: var(--_quiet);
  }
  .field-hint > button.link {
    display: block;
  }
  .field-hint:empty,
  .field-problem:empty {
    display: none;
  }
  .field-problem {
    display: grid;
    font-weight: 600;
    color: var(--_bad);
    overflow-wrap: anywhere;
  }
  .take {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    align-items: center;
  }
  .days {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    align-items: center;
  }
  .day {
    position: relative;
    display: inline-grid;
    place-items: center;
    min-inline-size: 46px;
    min-block-size: 32px;
    font-weight: 500;
    border: 1px solid var(--_field-line);
    border-radius: var(--_radius);
    cursor: pointer;
  }
  .day input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .day:hover {
    background: var(--_soft);
  }
  .day:has(:checked) {
    font-weight: 650;
    color: var(--_accent);
    background: color-mix(in srgb, var(--_accent) 12%, transparent);
    border-color: var(--_accent);
  }
  .day:has(:focus-visible) {
    outline: 2px solid var(--jsi-focus-color, Highlight);
    outline-offset: 2px;
  }
  .presets {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-inline-start: 6px;
  }
  .presets button[aria-pressed='true'] {
    color: var(--_accent);
    border-color: var(--_accent);
  }
  .form-end {
    display: flex;
    justify-content: end;
  }
  @container jsi-list (max-width: 479px) {
    .day {
      flex: 1 0 34px;
      min-inline-size: 0;
    }
    .days {
      gap: 4px;
    }
    .presets {
      margin-inline-start: 0;
    }
  }
  @container jsi-list (min-width: 560px) {
    .form {
      margin-inline-start: var(--_indent);
    }
    .fields {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .wide {
      grid-column: 1 / -1;
    }
  }
  @media (forced-colors: active) {
    .day:has(:checked) {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
  }
`;
