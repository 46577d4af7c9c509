import { css } from 'lit';

/** Beside the styles of panels and forms. */
export const scheduleStyles = css`
  .schedule,
  .schedule-form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
  }
  .schedules {
    display: grid;
    gap: 8px;
    padding: 0;
    margin: 0;
    list-style: none;
  }
  .schedule-group {
    display: grid;
    gap: 2px;
    padding: 10px 12px;
    background: var(--_soft);
    border-radius: var(--_radius);
  }
  .schedule-group .name {
    font-weight: 650;
  }
  .schedule .actions {
    gap: 6px 14px;
  }
  .times {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    min-inline-size: 0;
    padding: 6px 12px 12px;
    margin: 0;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .times legend {
    padding-inline: 4px;
    font-weight: 650;
  }
  .times .presets {
    margin: 0;
  }
  /* So that its text keeps 4.5:1. */
  .times .day:has(:checked) {
    background: color-mix(in srgb, var(--_accent) 6%, transparent);
  }
  .clock {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: end;
  }
  .clock .pick {
    flex: 1 1 7em;
    max-inline-size: 11em;
  }
  .schedule .hint {
    font-size: 12px;
    font-weight: 400;
  }
  .schedule .hint:empty,
  .schedule .problem:empty {
    display: none;
  }
  .schedule .wide {
    grid-column: 1 / -1;
  }
  .schedule [aria-invalid='true'] {
    border-color: var(--_bad);
  }
  .schedule-form .outcome:not(:has(p)) {
    display: none;
  }
  .made {
    font-weight: 650;
  }
  .occurrences {
    display: grid;
    gap: 4px;
    padding: 0;
    margin: 0;
    list-style: none;
    font-variant-numeric: tabular-nums;
  }
  .occurrences li {
    display: grid;
  }
  @media (forced-colors: active) {
    .times .day:has(:checked) {
      background: Highlight;
    }
    .schedule-group {
      border: 1px solid CanvasText;
    }
  }
`;
