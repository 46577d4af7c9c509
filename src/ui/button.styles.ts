import { css } from 'lit';

export const buttonStyles = css`
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
