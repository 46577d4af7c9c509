import { css } from 'lit';

export const toolbarStyles = css`
  .options {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 8px;
    align-items: end;
  }
  .option {
    display: grid;
    gap: 1px;
    min-inline-size: 0;
    font-size: 11px;
    color: var(--_quiet);
  }
  @container (max-width: 519px) {
    .options {
      display: grid;
      grid-template-columns: 1fr 1fr;
    }
    .options select,
    .options input[type='date'] {
      inline-size: 100%;
    }
    .last {
      grid-column: 1 / -1;
    }
  }
  .options select,
  .options input[type='date'] {
    box-sizing: border-box;
    max-inline-size: 100%;
    min-block-size: 30px;
    padding: 3px 6px;
    font: inherit;
    font-size: 13px;
    color: var(--_ink);
    background: var(--jsi-surface, Canvas);
    border: 1px solid var(--_line);
    border-radius: var(--jsi-radius, 6px);
  }
  @container (min-width: 520px) {
    .zone select {
      inline-size: 13em;
    }
  }
  .last {
    display: flex;
    flex: 1;
    gap: 8px;
    align-items: center;
    justify-content: space-between;
  }
  .check {
    display: flex;
    gap: 6px;
    align-items: center;
    min-block-size: 30px;
    font-size: 13px;
  }
  .check input {
    inline-size: 16px;
    block-size: 16px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .exports {
    display: flex;
    gap: 4px;
    align-items: center;
    min-block-size: 30px;
  }
  .options button {
    min-block-size: 30px;
    padding-inline: 7px;
    border-color: var(--_line);
  }
  .problem {
    margin: 4px 0 0;
    font-size: 12px;
    font-weight: 600;
  }
  @media print {
    .options {
      display: none;
    }
  }
`;
