import { css } from 'lit';

export const toolbarStyles = css`
  .controls {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    justify-content: center;
    /* No wider than the code. */
    inline-size: 0;
    min-inline-size: 100%;
    font: 13px/1.2 var(--jsi-font, system-ui, sans-serif);
    color: var(--jsi-text-color, CanvasText);
  }
  .controls button {
    display: inline-flex;
    flex: 1 0 auto;
    align-items: center;
    justify-content: center;
    gap: 4px;
    min-block-size: 32px;
    /* Four of them stand side by side in 192 pixels. */
    padding: 4px;
    border: 1px solid var(--jsi-border-color, color-mix(in srgb, CanvasText 25%, Canvas));
    background: var(--jsi-surface, Canvas);
  }
  .controls button:hover {
    border-color: currentColor;
  }
  .controls button:disabled {
    opacity: 0.5;
    cursor: default;
  }
  .controls svg {
    inline-size: 16px;
    block-size: 16px;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .said {
    flex-basis: 100%;
    margin: 0;
    text-align: center;
    overflow-wrap: anywhere;
  }
  .said:empty {
    /* Takes no line, but is displayed: else it would not be announced when it speaks. */
    position: absolute;
  }
  @media print {
    .controls {
      display: none;
    }
  }
`;
