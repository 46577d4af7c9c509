import { css } from 'lit';

export const calendarStyles = css`
  .tool {
    .calendar-head {
      display: flex;
      flex-wrap: wrap;
      gap: 6px 12px;
      align-items: center;
      justify-content: space-between;
    }
    .calendar-head .actions {
      align-items: center;
    }
    .calendar-head button {
      padding-inline: 10px;
    }
    .arrow {
      display: inline-block;
      font-size: 16px;
      line-height: 1;
    }
    .week {
      display: grid;
      grid-template-columns: max-content repeat(7, minmax(28px, 1fr));
      gap: 0 3px;
      /* However high the names of days are, their boxes are level. */
      align-items: end;
      --_day: 456px;
    }
    .hours,
    .day-body {
      position: relative;
      block-size: var(--_day);
    }
    .hours {
      inline-size: 3.6em;
      font-size: 11px;
      color: var(--_quiet);
    }
    .hours span {
      position: absolute;
      inset-block-start: calc(var(--top) * 100%);
      inset-inline-end: 4px;
      line-height: 1;
      white-space: nowrap;
    }
    .day-name {
      display: flex;
      flex-wrap: wrap;
      gap: 0 4px;
      align-content: end;
      justify-content: center;
      margin-block-end: 4px;
      font-size: 12px;
      line-height: 17px;
      text-align: center;
    }
    .narrow {
      display: none;
    }
    .is-today .day-name b {
      padding-inline: 5px;
      color: var(--_on-accent);
      background: var(--_accent);
      border-radius: 9px;
    }
    .odd {
      font-weight: 650;
      color: var(--_warn);
      white-space: nowrap;
    }
    .part,
    .skipped {
      position: absolute;
      inset-block-start: calc(var(--top) * 100%);
      box-sizing: border-box;
      block-size: max(3px, calc(var(--size) * 100% - 1px));
      inset-inline: 0;
      min-inline-size: 0;
      min-block-size: 0;
      padding: 0;
    }
    .part {
      overflow: hidden;
      font-size: 11px;
      font-weight: 400;
      line-height: 14px;
      text-align: start;
      vertical-align: top;
      display: flex;
      flex-direction: column;
      padding-inline: 3px;
    }
    .part:hover,
    .year .tile:hover {
      outline: 2px solid var(--_c);
      outline-offset: -1px;
    }
    .part:focus-visible,
    .year .tile:focus-visible {
      z-index: 2;
      outline: 2px solid var(--jsi-focus-color, Highlight);
      outline-offset: 1px;
    }
    .part b {
      font-weight: 700;
    }
    .part-text {
      display: none;
    }
    .pass-0 {
      inset-inline-end: 50%;
    }
    .pass-1 {
      inset-inline-start: 50%;
    }
    .skipped {
      background: repeating-linear-gradient(90deg, transparent 0 3px, var(--_line) 3px 4px);
      border-block: 1px dashed var(--_field-line);
    }
    .now {
      position: absolute;
      inset-block-start: calc(var(--top) * 100%);
      inset-inline: -2px;
      z-index: 1;
      block-size: 0;
      border-block-start: 2px solid var(--_bad);
      pointer-events: none;
    }
    .year {
      border-spacing: 1px;
      border-collapse: separate;
    }
    .year th {
      padding: 0 2px;
      font-size: 11px;
      font-weight: 500;
      color: var(--_quiet);
      text-align: center;
      white-space: nowrap;
    }
    .year tbody th {
      position: sticky;
      inset-inline-start: 0;
      z-index: 1;
      padding-inline-end: 6px;
      text-align: start;
      background: var(--_surface);
    }
    .year td {
      position: relative;
      padding: 0;
    }
    .year .tile {
      box-sizing: border-box;
      display: block;
      inline-size: 100%;
      min-inline-size: 24px;
      block-size: 24px;
      min-block-size: 24px;
      padding: 0;
      overflow: hidden;
      font-size: 10px;
      font-weight: 650;
      line-height: 1;
      border-inline-start-width: 2px;
    }
    .year .in-week::after {
      position: absolute;
      inset: -1px;
      content: '';
      pointer-events: none;
      border-block: 2px solid var(--_ink);
    }
    .mixed {
      background: linear-gradient(135deg, color-mix(in srgb, var(--_c) 18%, var(--_surface)) 0 62%, color-mix(in srgb, var(--_e) 45%, var(--_surface)) 62%);
    }
    .split {
      display: flex;
      gap: 8px;
      align-items: center;
    }
    .to-tone-0 { --_e: var(--_tone-0); }
    .to-tone-1 { --_e: var(--_tone-1); }
    .to-tone-2 { --_e: var(--_tone-2); }
    .to-tone-3 { --_e: var(--_tone-3); }
    .to-tone-4 { --_e: var(--_tone-4); }
    .to-tone-5 { --_e: var(--_tone-5); }
    .to-tone-6 { --_e: var(--_tone-6); }
    .to-tone-7 { --_e: var(--_tone-7); }
    .to-tone-own, .to-tone-nowhere { --_e: var(--_tone-own); }
    .stretches {
      inline-size: 100%;
      border-collapse: collapse;
    }
    .stretches th,
    .stretches td {
      padding: 4px 10px 4px 0;
      font-weight: 400;
      text-align: start;
      vertical-align: baseline;
      border-block-end: 1px solid var(--_line);
    }
    .stretches thead th {
      font-weight: 650;
    }
    .stretches td:last-child {
      white-space: nowrap;
    }
    @container (max-width: 429px) {
      .hours {
        inline-size: 3.7em;
        font-size: 10px;
      }
      .narrow {
        display: inline;
      }
      .short {
        display: none;
      }
    }
    @container (min-width: 520px) {
      .year {
        inline-size: 100%;
        table-layout: fixed;
      }
      .year thead td {
        inline-size: 3em;
      }
      /* A day can also be gone to by its date. */
      .year .tile {
        min-inline-size: 0;
      }
    }
    @container (min-width: 640px) {
      .part-text {
        display: inline;
      }
      .picks.three {
        grid-template-columns: repeat(3, minmax(0, 1fr));
      }
    }
    @media (forced-colors: active) {
      .mixed {
        border-style: dashed;
      }
      .year .in-week::after {
        border-color: Highlight;
      }
      .now {
        border-color: Highlight;
      }
    }
  }
  :host(:dir(rtl)) .tool .arrow {
    transform: scaleX(-1);
  }
`;
