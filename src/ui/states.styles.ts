import { css } from 'lit';

/** What every element shows while it has nothing better to show. */
export const statesStyles = css`
  .message {
    box-sizing: border-box;
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 0.5em;
    padding: 0.5em;
    overflow: auto;
    overflow-wrap: anywhere;
    text-align: center;
    font: 14px/1.35 var(--jsi-font, system-ui, sans-serif);
    color: var(--jsi-text-color, CanvasText);
    background: var(--jsi-surface, Canvas);
    border: 1px solid var(--jsi-border-color, color-mix(in srgb, CanvasText 25%, Canvas));
    border-radius: var(--jsi-radius, 6px);
  }
  .message p {
    margin: 0;
  }
  button {
    min-inline-size: 24px;
    min-block-size: 24px;
    padding: 0.35em 0.9em;
    font: inherit;
    font-weight: 600;
    color: var(--jsi-text-color, CanvasText);
    background: transparent;
    border: 1px solid currentColor;
    border-radius: var(--jsi-radius, 6px);
    cursor: pointer;
  }
  button:hover {
    background: color-mix(in srgb, currentColor 10%, transparent);
  }
  :focus-visible {
    outline: 2px solid var(--jsi-focus-color, Highlight);
    outline-offset: 2px;
  }
`;
