import { css } from 'lit';

/** What the simulator, the matrix, the calendar and the expectations share; on the variables of the editor. */
export const panelsStyles = css`
  .tool {
    container-type: inline-size;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
    font-size: 13px;
    overflow-wrap: anywhere;
    /* Each is told from the surface by 3:1 or more. */
    --_tone-0: light-dark(#1f5fd6, #7fb2ff);
    --_tone-1: light-dark(#b4530a, #f5a35c);
    --_tone-2: light-dark(#1a7f4b, #63d297);
    --_tone-3: light-dark(#7c4ad8, #c3a1ff);
    --_tone-4: light-dark(#b8327f, #f598cf);
    --_tone-5: light-dark(#0b7484, #5fd0de);
    --_tone-6: light-dark(#7d6300, #dcc04e);
    --_tone-7: light-dark(#c0352b, #ff9a92);
    --_tone-own: light-dark(#6a7180, #9aa1b0);
    h4 {
      margin: 0;
      font-size: 13px;
      font-weight: 650;
    }
    p {
      margin: 0;
    }
    small {
      font-size: 12px;
      font-weight: 400;
    }
    .picks {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 10px 12px;
      align-items: start;
    }
    .pick {
      display: grid;
      gap: 3px;
      min-inline-size: 0;
    }
    .pick > span,
    .pick > label {
      font-size: 12px;
      font-weight: 600;
    }
    .pick select,
    .pick input {
      box-sizing: border-box;
      inline-size: 100%;
      min-block-size: 32px;
      padding: 4px 8px;
      font: inherit;
      color: inherit;
      background: var(--_surface);
      border: 1px solid var(--_field-line);
      border-radius: var(--_radius);
    }
    .moment {
      display: flex;
      gap: 6px;
      align-items: start;
    }
    .moment .instant {
      flex: 1;
      grid-template-columns: minmax(0, 1fr);
    }
    .moment > button {
      margin-block-start: 22px;
    }
    .problem {
      font-weight: 600;
      color: var(--_bad);
    }

    /* A destination: its colour at the edge and as a tint, and its letter. */
    .tone-0 { --_c: var(--_tone-0); }
    .tone-1 { --_c: var(--_tone-1); }
    .tone-2 { --_c: var(--_tone-2); }
    .tone-3 { --_c: var(--_tone-3); }
    .tone-4 { --_c: var(--_tone-4); }
    .tone-5 { --_c: var(--_tone-5); }
    .tone-6 { --_c: var(--_tone-6); }
    .tone-7 { --_c: var(--_tone-7); }
    .tone-own, .tone-nowhere { --_c: var(--_tone-own); }
    .with-tone-0 { --_d: var(--_tone-0); }
    .with-tone-1 { --_d: var(--_tone-1); }
    .with-tone-2 { --_d: var(--_tone-2); }
    .with-tone-3 { --_d: var(--_tone-3); }
    .with-tone-4 { --_d: var(--_tone-4); }
    .with-tone-5 { --_d: var(--_tone-5); }
    .with-tone-6 { --_d: var(--_tone-6); }
    .with-tone-7 { --_d: var(--_tone-7); }
    .with-tone-own, .with-tone-nowhere { --_d: var(--_tone-own); }
    .chip,
    .tile {
      color: var(--_ink);
      background: color-mix(in srgb, var(--_c) 18%, var(--_surface));
      border: 1px solid color-mix(in srgb, var(--_c) 45%, transparent);
      border-inline-start: 3px solid var(--_c);
      border-radius: 3px;
    }
    .draw {
      background: repeating-linear-gradient(
        135deg,
        color-mix(in srgb, var(--_c) 38%, var(--_surface)) 0 6px,
        color-mix(in srgb, var(--_d) 38%, var(--_surface)) 6px 12px
      );
      border-inline-end: 3px solid var(--_d);
    }
    .tone-nowhere {
      background: repeating-linear-gradient(45deg, transparent 0 5px, color-mix(in srgb, var(--_c) 30%, transparent) 5px 6px);
    }
    .chip {
      display: inline-block;
      box-sizing: border-box;
      min-inline-size: 26px;
      min-block-size: 20px;
      padding: 0 4px;
      font-size: 12px;
      font-weight: 650;
      line-height: 18px;
      text-align: center;
    }
    .legend {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 17em), 1fr));
      gap: 4px 16px;
      padding: 0;
      margin: 0;
      list-style: none;
    }
    .legend li {
      display: flex;
      gap: 8px;
      align-items: baseline;
      min-inline-size: 0;
    }
    .legend .chip {
      flex: none;
    }

    .scroll {
      position: relative;
      overflow: auto;
    }
    .outcome {
      display: grid;
      gap: 8px;
      padding: 12px;
      background: var(--_soft);
      border-radius: var(--_radius);
    }
    .landings {
      display: grid;
      gap: 6px;
      padding: 0;
      margin: 0;
      list-style: none;
    }
    .landings li {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 10px;
      align-items: baseline;
    }
    .where {
      font-size: 15px;
      font-weight: 650;
    }
    .pin {
      display: grid;
      gap: 4px;
      min-inline-size: 0;
      padding: 8px 12px 12px;
      margin: 0;
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
    }
    .pin legend {
      padding-inline: 4px;
      font-weight: 650;
    }
    .pin label,
    .check {
      display: flex;
      gap: 8px;
      align-items: center;
      min-block-size: 28px;
    }
    .pin input,
    .check input {
      flex: none;
      inline-size: 16px;
      block-size: 16px;
      margin: 0;
      accent-color: var(--_accent);
    }

    .trace {
      display: grid;
      gap: 2px;
      padding: 0;
      margin: 0;
      list-style: none;
    }
    .step {
      display: flex;
      gap: 8px;
      padding: 3px 8px;
      line-height: 1.4;
      border-radius: var(--_radius);
    }
    .step.won {
      background: color-mix(in srgb, var(--_good) 6%, transparent);
      box-shadow: inset 0 0 0 1px color-mix(in srgb, var(--_good) 35%, transparent);
    }
    .tick {
      flex: none;
      inline-size: 1em;
      font-weight: 700;
      text-align: center;
    }
    .won .tick {
      color: var(--_good);
    }
    .reason {
      color: var(--_quiet);
    }
    .won .reason {
      color: var(--_good);
    }
    .next {
      white-space: nowrap;
    }
    .next::before {
      content: '· ';
    }
    summary {
      inline-size: fit-content;
      min-block-size: 24px;
      padding: 3px 8px;
      font-weight: 600;
      color: var(--_quiet);
      cursor: pointer;
    }
    @container (min-width: 430px) {
      .picks {
        grid-template-columns: repeat(2, minmax(0, 1fr));
      }
    }
    @media (forced-colors: active) {
      .chip,
      .tile,
      .outcome {
        border: 1px solid CanvasText;
      }
      .draw {
        border-style: dashed;
      }
      .tone-nowhere {
        border-style: dotted;
      }
    }
  }
`;
