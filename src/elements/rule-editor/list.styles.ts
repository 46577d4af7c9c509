import { css } from 'lit';

/** Rows in aligned columns: handle, place, sentence, state, actions. On narrow pages what can be done is below the sentence. */
export const listStyles = css`
  .list {
    container: jsi-list / inline-size;
    font-variant-numeric: tabular-nums;
  }
  .rows {
    /* Where sentences begin, and all that belongs to them. */
    --_indent: 30px;
  }
  .rows {
    padding: 0;
    margin: 0;
    list-style-type: '';
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 2px);
  }
  .row {
    /* As list items they are counted anew with each that moves, which takes seconds where a thousand do. */
    display: block;
    position: relative;
    padding-block: 4px;
    padding-inline: 14px 8px;
    border-block-end: 1px solid var(--_line);
    /* A thousand rows: what is not seen is neither laid out nor painted. */
    content-visibility: auto;
    contain-intrinsic-block-size: auto 52px;
  }
  .row:last-child {
    border-block-end: 0;
  }
  .line {
    display: grid;
    grid-template:
      'place sentence state'
      'handle acts acts' / 26px minmax(0, 1fr) auto;
    gap: 2px 4px;
    align-items: start;
  }
  .handle {
    grid-area: handle;
  }
  .place {
    grid-area: place;
  }
  .sentence {
    grid-area: sentence;
  }
  .state {
    grid-area: state;
  }
  .line > .acts {
    grid-area: acts;
    min-block-size: 40px;
  }
  .line > .handle {
    margin-block: 4px;
  }
  .default .line,
  .reading .line {
    grid-template: 'place sentence' 'state state' / 26px minmax(0, 1fr);
  }
  .sign {
    display: inline-block;
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    vertical-align: -3px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .sign.solid {
    fill: currentColor;
    stroke: none;
  }
  .list:dir(rtl) .turns {
    transform: scaleX(-1);
  }
  .rows button.icon,
  .rows button.handle {
    display: inline-grid;
    place-items: center;
    inline-size: 28px;
    min-inline-size: 28px;
    min-block-size: 32px;
    padding: 0;
    color: var(--_quiet);
    border-color: transparent;
  }
  .rows button.icon:hover,
  .rows button.handle:hover {
    color: var(--_ink);
  }
  .rows button.icon[aria-disabled] {
    opacity: 0.35;
    cursor: default;
  }
  .rows button.handle {
    inline-size: 24px;
    min-inline-size: 24px;
    cursor: grab;
    touch-action: none;
  }
  .rows button.handle[aria-pressed='true'] {
    color: var(--_on-accent);
    background: var(--_accent);
  }
  .place {
    font-size: 12px;
    line-height: 40px;
    text-align: center;
    color: var(--_quiet);
  }
  .sentence {
    display: grid;
    align-content: center;
    gap: 1px 16px;
    min-inline-size: 0;
    min-block-size: 40px;
    box-sizing: border-box;
    padding: 6px;
    font-size: 14px;
    font-weight: 400;
    line-height: 1.4;
    text-align: start;
    border: 0;
    overflow-wrap: anywhere;
  }
  button.sentence:hover {
    background: var(--_soft);
  }
  .who {
    font-weight: 500;
  }
  .to {
    display: flex;
    gap: 8px;
    align-items: baseline;
  }
  .to .sign {
    align-self: start;
    margin-block-start: 2px;
    color: var(--_quiet);
  }
  .to > span {
    min-inline-size: 0;
  }
  .state {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    align-items: center;
    justify-content: end;
    min-block-size: 40px;
    font-size: 12px;
  }
  .default .state {
    min-block-size: 24px;
    padding-inline-start: 36px;
    justify-content: start;
  }
  .share {
    min-inline-size: 4ch;
    font-size: 13px;
    font-weight: 600;
    text-align: end;
  }
  .badge {
    display: inline-block;
    padding: 0 7px;
    margin-inline-start: 6px;
    font-size: 11px;
    font-weight: 600;
    line-height: 17px;
    white-space: nowrap;
    color: var(--_quiet);
    border: 1px solid var(--_line);
    border-radius: 10px;
  }
  .badge.new,
  .badge.changed {
    color: var(--_accent);
    border-color: color-mix(in srgb, var(--_accent) 45%, transparent);
  }
  .row.off .who,
  .row.off .to {
    font-weight: 400;
    color: var(--_quiet);
  }
  .acts {
    display: flex;
    align-items: center;
  }
  .rows button.switch {
    position: relative;
    inline-size: 34px;
    min-block-size: 24px;
    padding: 0;
    margin-inline: 6px;
    border: 0;
    background: none;
  }
  .switch::before {
    position: absolute;
    inset: 2px 0;
    content: '';
    background: var(--_field-line);
    border-radius: 10px;
  }
  .switch::after {
    position: absolute;
    inset-block-start: 4px;
    inset-inline-start: 2px;
    inline-size: 16px;
    block-size: 16px;
    content: '';
    background: #fff;
    border-radius: 50%;
    transition: inset-inline-start 0.12s;
  }
  .switch[aria-checked='true']::before {
    background: var(--_accent);
  }
  .switch[aria-checked='true']::after {
    inset-inline-start: 16px;
    background: var(--_on-accent);
  }

  /* Rules of one priority, in a box of their own. */
  .member:not(.apart) {
    background: color-mix(in srgb, var(--_accent) 5%, transparent);
  }
  .member::before {
    position: absolute;
    inset-block: 0;
    inset-inline-start: 6px;
    inline-size: 3px;
    content: '';
    background: var(--_accent);
  }
  .member.apart::before {
    inset-inline-start: 7px;
    inline-size: 1px;
    background: var(--_field-line);
  }
  .member.first::before {
    inset-block-start: 8px;
    border-start-start-radius: 3px;
    border-start-end-radius: 3px;
  }
  .member.last::before {
    inset-block-end: 8px;
    border-end-start-radius: 3px;
    border-end-end-radius: 3px;
  }
  .member:not(.last) {
    border-block-end-width: 0;
  }
  .group-head {
    display: flex;
    gap: 8px;
    align-items: center;
    justify-content: space-between;
    min-block-size: 30px;
    padding-inline-start: 6px;
    font-size: 12px;
    color: var(--_quiet);
  }

  /* What is said about a rule. */
  .lines {
    display: grid;
    gap: 4px;
    padding: 2px 6px 8px;
    margin: 0;
    margin-inline-start: var(--_indent);
    font-size: 13px;
    list-style-type: '';
  }
  .verdict {
    display: grid;
    grid-template-columns: 14px minmax(0, 1fr);
    gap: 0 6px;
    overflow-wrap: anywhere;
  }
  .verdict .mark {
    margin-block-start: 5px;
    inline-size: 8px;
    block-size: 8px;
    border: 2px solid var(--_quiet);
    border-radius: 50%;
    box-sizing: border-box;
  }
  .verdict.warn .mark {
    border: 0;
    background: var(--_warn);
    border-radius: 0;
    clip-path: polygon(50% 0, 100% 100%, 0 100%);
    inline-size: 11px;
    block-size: 10px;
  }
  .verdict.bad .mark {
    border: 0;
    background: var(--_bad);
    border-radius: 1px;
    rotate: 45deg;
  }
  .verdict.info .text {
    color: var(--_quiet);
  }
  .verdict.warn .text {
    color: var(--_warn);
  }
  .verdict.bad .text {
    color: var(--_bad);
  }
  .verdict .link {
    display: inline;
    min-inline-size: 0;
    min-block-size: 24px;
  }
  .verdict .do {
    margin-inline-end: 6px;
    font-weight: 500;
  }
  .fixes {
    display: grid;
    grid-column: 2;
    gap: 8px;
    padding: 8px 10px;
    margin: 6px 0 2px;
    list-style-type: '';
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .fixes li {
    display: flex;
    gap: 10px;
    align-items: start;
  }
  .fixes li > button {
    flex: none;
  }
  .fixes li > span {
    min-inline-size: 0;
    padding-block-start: 3px;
  }
  .fixes strong {
    font-weight: 600;
  }
  .effect {
    display: block;
    color: var(--_quiet);
  }
  .list button.small {
    min-block-size: 28px;
    padding: 2px 10px;
    font-size: 12px;
    font-weight: 500;
  }
  .regions {
    padding: 0 6px 8px;
    margin-inline-start: var(--_indent);
    font-size: 13px;
    color: var(--_quiet);
  }
  .regions-title {
    font-weight: 600;
  }
  .regions ul {
    padding-inline-start: 18px;
    margin: 2px 0 0;
  }

  /* The system's colour of a selection may hardly differ from a dark page. */
  .list :focus-visible {
    outline-color: var(--jsi-focus-color, var(--_accent));
  }

  /* While one is dragged. */
  .row[data-dragged] {
    opacity: 0.5;
  }
  .row[data-drop='before']::after,
  .row[data-drop='after']::after {
    position: absolute;
    inset-inline: 0;
    block-size: 3px;
    content: '';
    background: var(--_accent);
  }
  .row[data-drop='before']::after {
    inset-block-start: 0;
  }
  .row[data-drop='after']::after {
    inset-block-end: 0;
  }
  .row[data-drop='join'] {
    outline: 2px dashed var(--_accent);
    outline-offset: -3px;
  }

  .find {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 16px;
    align-items: center;
    min-block-size: 34px;
    margin-block-end: 8px;
    font-size: 13px;
  }
  .find-text {
    position: relative;
    flex: 0 1 260px;
    min-inline-size: 160px;
  }
  .find-text .sign {
    position: absolute;
    inset-block-start: 8px;
    inset-inline-start: 8px;
    color: var(--_quiet);
    pointer-events: none;
  }
  .find-text input {
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 32px;
    padding: 4px 8px;
    padding-inline-start: 30px;
    font: inherit;
    color: inherit;
    background: var(--_surface);
    border: 1px solid var(--_field-line);
    border-radius: var(--_radius);
  }
  .find-text input::placeholder {
    color: var(--_quiet);
    opacity: 1;
  }
  .find-problems {
    display: flex;
    gap: 6px;
    align-items: center;
    min-block-size: 24px;
  }
  .find-problems input {
    inline-size: 16px;
    block-size: 16px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .nothing {
    margin: 0 0 8px;
  }
  .deleted {
    margin-block-start: 8px;
    font-size: 13px;
  }
  .deleted summary {
    inline-size: fit-content;
    min-block-size: 24px;
    color: var(--_quiet);
    cursor: pointer;
  }
  .deleted ul {
    padding: 0;
    margin: 4px 0 0;
    list-style-type: '';
  }
  .deleted li {
    display: flex;
    gap: 12px;
    align-items: center;
    justify-content: space-between;
    padding: 4px 0 4px 14px;
    overflow-wrap: anywhere;
    border-block-start: 1px solid var(--_line);
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(200px, 1fr));
    gap: 8px 16px;
    margin: 0 0 8px;
    font-size: 13px;
  }
  .facts dt {
    font-size: 12px;
    color: var(--_quiet);
  }
  .facts dd {
    margin: 0;
    overflow-wrap: anywhere;
  }

  @container jsi-list (min-width: 560px) {
    /* Widths that do not depend on what is in them: each row is a grid of its own, and their columns are one below the other. */
    .line {
      grid-template: 'handle place sentence state acts' / 24px 26px minmax(0, 1fr) 64px 160px;
    }
    .list:not(.reading) .default .line {
      grid-template: '. place sentence state' / 24px 26px minmax(0, 1fr) 228px;
    }
    .reading .line {
      grid-template: 'place sentence state' / 26px minmax(0, 1fr) 200px;
    }
    .default .state {
      min-block-size: 40px;
      padding: 0;
      justify-content: end;
    }
    .list:not(.reading) .rows {
      --_indent: 58px;
    }
  }
  @container jsi-list (min-width: 820px) {
    .sentence {
      grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr);
      align-items: baseline;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .switch::after {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    .switch::before {
      background: Canvas;
      border: 1px solid ButtonText;
    }
    .switch::after {
      background: ButtonText;
    }
    .switch[aria-checked='true']::before {
      forced-color-adjust: none;
      background: Highlight;
    }
    .switch[aria-checked='true']::after {
      forced-color-adjust: none;
      background: HighlightText;
    }
    .member::before,
    .row[data-drop]::after {
      forced-color-adjust: none;
      background: Highlight;
    }
    .verdict .mark {
      forced-color-adjust: none;
    }
    .rows button.handle[aria-pressed='true'] {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
  }
  @media print {
    .acts,
    .handle,
    .find {
      display: none;
    }
    .row {
      content-visibility: visible;
    }
  }
`;
