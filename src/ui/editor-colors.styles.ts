import { css } from 'lit';

/** What is edited looks alike in every element: its colours, from the tokens of the page. */
export const editorColors = css`
  :host {
    --_ink: var(--jsi-text-color, light-dark(#1a1d23, #e8eaee));
    --_quiet: color-mix(in srgb, var(--_ink) 72%, transparent);
    --_soft: color-mix(in srgb, var(--_ink) 6%, transparent);
    --_line: var(--jsi-border-color, color-mix(in srgb, var(--_ink) 16%, transparent));
    --_field-line: color-mix(in srgb, var(--_ink) 55%, transparent);
    --_surface: var(--jsi-surface, Canvas);
    --_accent: var(--jsi-accent-color, light-dark(#0b5fff, #8ab4ff));
    --_on-accent: light-dark(#fff, #10131a);
    --_bad: light-dark(#b3261e, #ff9a92);
    --_warn: light-dark(#8a5300, #ffc266);
    --_good: light-dark(#136c2e, #7ddc98);
    --_radius: var(--jsi-radius, 6px);
  }
`;
