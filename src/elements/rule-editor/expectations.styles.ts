import { css } from 'lit';

export const expectationsStyles = css`
  .tool {
    .expectations {
      display: grid;
      gap: 8px;
      padding: 0;
      margin: 0;
      list-style: none;
    }
    .expectation {
      display: grid;
      gap: 3px;
      padding: 8px 12px;
      background: var(--_soft);
      border-inline-start: 3px solid var(--_good);
      border-radius: var(--_radius);
    }
    .expectation.broken {
      border-color: var(--_bad);
    }
    .expectation.unread {
      border-color: var(--_warn);
    }
    .expectation .verdict {
      font-weight: 650;
      color: var(--_good);
    }
    .expectation.broken .verdict {
      color: var(--_bad);
    }
    .expectation.unread .verdict {
      color: var(--_warn);
    }
    .expectation .name {
      font-weight: 600;
    }
    .expectation .actions {
      gap: 0 16px;
      align-items: center;
    }
    .expectation .check {
      flex: 1 1 auto;
    }
    .name-form {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
    }
    .name-form .pick {
      flex: 1 1 12em;
    }
    @media (forced-colors: active) {
      .expectation {
        border: 1px solid CanvasText;
      }
      .expectation.broken {
        border-width: 2px;
      }
    }
  }
`;
