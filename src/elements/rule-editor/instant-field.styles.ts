import { css } from 'lit';

export const instantFieldStyles = css`
  .instant {
    display: grid;
    gap: 3px;
    min-inline-size: 0;
    font-size: 13px;
  }
  .instant-row {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .instant-row input {
    box-sizing: border-box;
    flex: 1 1 12em;
    min-inline-size: 0;
    max-inline-size: 100%;
    min-block-size: 32px;
    padding: 4px 8px;
    font: inherit;
    color: inherit;
    background: var(--_surface);
    border: 1px solid var(--_field-line);
    border-radius: var(--_radius);
  }
  .instant-row input[aria-invalid='true'],
  .instant-row input:invalid:not(:focus-within) {
    border-color: var(--_bad);
  }
  .instant-utc {
    font-size: 12px;
    color: var(--_quiet);
    font-variant-numeric: tabular-nums;
  }
  .instant-utc:empty,
  .instant-problem:empty {
    display: none;
  }
  .instant-problem {
    font-weight: 600;
    color: var(--_bad);
  }
  .instant-question {
    display: grid;
    gap: 2px;
    min-inline-size: 0;
    padding: 6px 10px 8px;
    margin: 0;
    border: 1px solid var(--_warn);
    border-radius: var(--_radius);
  }
  .instant-question legend {
    padding: 0 4px;
    font-weight: 600;
  }
  .instant-question label {
    display: flex;
    gap: 6px;
    align-items: center;
    min-block-size: 28px;
  }
  .instant-question input {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .instant-undecided {
    font-size: 12px;
    color: var(--_quiet);
  }
`;
