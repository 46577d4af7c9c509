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
`;
