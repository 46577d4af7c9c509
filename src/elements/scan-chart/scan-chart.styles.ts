import { css } from 'lit';

/** Every block keeps its height while there is nothing in it yet: what comes later moves nothing. */
export const scanChartStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    /* What changes in one chart is laid out in it alone. */
    contain: layout style;
    --_ink: var(--jsi-text-color, light-dark(#1a1d23, #e8eaee));
    --_quiet: color-mix(in srgb, var(--_ink) 72%, transparent);
    --_soft: color-mix(in srgb, var(--_ink) 8%, transparent);
    --_line: var(--jsi-border-color, color-mix(in srgb, var(--_ink) 16%, transparent));
    --_accent: var(--jsi-chart-color, light-dark(#0b5fff, #7aa8ff));
    --_before: var(--jsi-chart-previous-color, color-mix(in srgb, var(--_ink) 60%, transparent));
    --_height: var(--jsi-chart-height, 240px);
    font: 14px/1.4 var(--jsi-font, system-ui, sans-serif);
    color: var(--_ink);
    text-align: start;
  }
  :host([hidden]) {
    display: none;
  }
  figure {
    margin: 0;
  }
  .frame {
    position: relative;
    font-variant-numeric: tabular-nums;
    --_head: 58px;
    --_options: 135px;
    --_figures: 100px;
    --_legend: 36px;
    --_summary: 118px;
  }
  @container (min-width: 376px) {
    .frame {
      --_figures: 56px;
      --_legend: 20px;
      --_summary: 98px;
    }
  }
  @container (min-width: 430px) {
    .frame {
      --_head: 41px;
      --_summary: 79px;
    }
  }
  @container (min-width: 520px) {
    .frame {
      --_options: 99px;
    }
  }
  @container (min-width: 640px) {
    .frame {
      --_head: 22px;
      --_summary: 59px;
    }
  }
  @container (min-width: 880px) {
    .frame {
      --_options: 48px;
    }
  }
  /* Far from what is seen a chart is as high as its blocks with their margins, and has none of them. */
  .far {
    --_rest: calc(var(--_summary) + 8px + 32px);
    block-size: calc(var(--_head) + var(--_figures) + 12px + var(--_view, var(--_height)) + var(--_legend) + var(--_facts, 20px) + 20px + var(--_rest));
  }
  .far.tall {
    --_view: 346px;
  }
  .far.without-facts {
    --_facts: 0px;
  }
  .far.has-options {
    margin-block-start: calc(var(--_options) + 6px);
  }
  .far.without-table {
    --_rest: calc(var(--_summary) + 8px);
  }
  .far.without-summary {
    --_rest: 32px;
  }
  .far.without-summary.without-table {
    --_rest: 0px;
  }
  /* Says by its size how wide and how high a drawing is to be. */
  .sizer {
    position: absolute;
    inset-inline: 0;
    block-size: var(--_height);
    visibility: hidden;
    pointer-events: none;
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    align-items: baseline;
    justify-content: space-between;
    align-content: start;
    min-block-size: var(--_head);
  }
  .title {
    margin: 0;
    font-size: 16px;
    font-weight: 650;
    line-height: 22px;
    overflow-wrap: anywhere;
    /* The name of a code may be as long as its author likes. */
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
  }
  .quiet,
  small {
    font-size: 12px;
    font-weight: 400;
    color: var(--_quiet);
  }
  .controls {
    min-block-size: var(--_options);
    margin-block: 6px;
  }
  .figures {
    display: flex;
    flex-wrap: wrap;
    gap: 4px clamp(16px, 6cqi, 40px);
    min-block-size: var(--_figures);
    align-content: start;
    margin: 8px 0 4px;
  }
  .figures dt {
    font-size: 12px;
    color: var(--_quiet);
  }
  .figures dd {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    align-items: baseline;
    margin: 0;
  }
  .figures b {
    font-size: 24px;
    font-weight: 680;
    letter-spacing: -0.01em;
    line-height: 1.3;
  }
  .figures div:first-child b {
    color: var(--_accent);
  }
  .change {
    font-weight: 600;
  }
  .change.up {
    color: light-dark(#0a6b3d, #6fd6a0);
  }
  .change.down {
    color: light-dark(#a8321a, #ff9d85);
  }
  .view {
    position: relative;
    min-block-size: var(--_height);
  }
  /* A small trend, and eight rows with a button below them. */
  .tall {
    min-block-size: 346px;
  }
  .drawing,
  .drawing svg,
  canvas {
    display: block;
  }
  .drawing svg {
    /* Where a label begins and ends is computed, whatever the page's direction. */
    direction: ltr;
  }
  canvas {
    inline-size: 100%;
    block-size: 100%;
  }
  .drawing.svg,
  .drawing.canvas {
    position: absolute;
    inset: 0;
    overflow: hidden;
  }
  .plot {
    position: relative;
    block-size: var(--_height);
    border-radius: 4px;
    touch-action: pan-y;
  }
  .plot.small {
    block-size: 72px;
    margin-block-end: 8px;
  }
  .has-canvas .svg {
    visibility: hidden;
  }
  .grid {
    stroke: var(--_line);
    stroke-width: 1;
  }
  .line,
  .previous {
    fill: none;
    stroke: var(--_accent);
    stroke-width: 2;
    stroke-linejoin: round;
  }
  .running {
    stroke-dasharray: 5 4;
  }
  .previous {
    stroke: var(--_before);
    stroke-width: 1.5;
    stroke-dasharray: 2 4;
    stroke-linecap: round;
  }
  .fill {
    fill: var(--_accent);
    fill-opacity: 0.12;
  }
  .dot {
    fill: var(--_accent);
    stroke: var(--_accent);
    stroke-width: 2;
  }
  .dot.running {
    fill: var(--jsi-surface, Canvas);
    stroke-dasharray: none;
  }
  .dot.previous {
    fill: var(--jsi-surface, Canvas);
    stroke: var(--_before);
    stroke-dasharray: none;
  }
  .label {
    font-size: 12px;
    fill: var(--_quiet);
  }
  .hatch {
    fill: none;
    stroke: var(--_line);
    stroke-width: 2;
  }
  .mark {
    fill: var(--_quiet);
  }
  .band {
    fill: var(--_soft);
  }
  .cursor {
    position: absolute;
    inset: 0;
    cursor: crosshair;
    border-radius: 4px;
  }
  .cursor svg {
    display: block;
    inline-size: 100%;
    block-size: 100%;
  }
  .cursor .hair {
    stroke: var(--_quiet);
    stroke-width: 1;
    stroke-dasharray: 3 3;
  }
  .cursor .drag {
    fill: var(--_accent);
    fill-opacity: 0.15;
  }
  .tip {
    fill: var(--_ink);
  }
  .tip-text {
    font-size: 12px;
    fill: var(--jsi-surface, light-dark(#fff, #14171c));
  }
  .legend,
  .marks,
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    margin: 0;
    padding: 0;
    font-size: 12px;
    color: var(--_quiet);
    list-style: none;
  }
  .legend {
    align-content: start;
    min-block-size: var(--_legend);
  }
  .facts {
    min-block-size: 20px;
    margin: 0;
    font-size: 12px;
    color: var(--_quiet);
  }
  .facts summary {
    overflow: hidden;
    min-block-size: 20px;
    inline-size: auto;
    font-weight: 400;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .facts[open] summary {
    margin-block-end: 4px;
  }
  .legend li {
    display: flex;
    gap: 6px;
    align-items: center;
  }
  .chips:not(:empty) {
    gap: 6px;
    margin-block: 4px 8px;
  }
  .coverage {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    align-items: center;
    min-block-size: 20px;
    font-size: 12px;
    color: var(--_quiet);
  }
  .coverage progress {
    flex: 0 1 120px;
    inline-size: 60px;
    accent-color: var(--_accent);
  }
  .coverage .warning {
    font-weight: 600;
    color: var(--_ink);
  }
  .summary {
    min-block-size: var(--_summary);
    margin: 8px 0 0;
    max-inline-size: 72ch;
  }
  .bars {
    min-block-size: var(--_height);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .row {
    position: relative;
    display: flex;
    gap: 12px;
    align-items: center;
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 28px;
    margin-block-end: 2px;
    padding: 2px 8px;
    font-weight: 400;
    text-align: start;
    border: 0;
    border-radius: 4px;
  }
  .bar {
    position: absolute;
    inset: 0;
    z-index: -1;
  }
  :host(:dir(rtl)) .bar {
    transform: scaleX(-1);
  }
  li {
    isolation: isolate;
  }
  .bar rect {
    fill: var(--_accent);
    fill-opacity: 0.16;
  }
  .name {
    flex: 1;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .count {
    font-weight: 600;
  }
  .share {
    min-inline-size: 4ch;
    text-align: end;
    color: var(--_quiet);
  }
  .scroll {
    overflow-x: auto;
    min-block-size: var(--_height);
  }
  table {
    border-collapse: collapse;
  }
  .heat {
    inline-size: 100%;
    border-spacing: 2px;
    border-collapse: separate;
    font-size: 11px;
  }
  .heat th {
    font-weight: 400;
    color: var(--_quiet);
    white-space: nowrap;
  }
  .heat thead th {
    position: relative;
    max-inline-size: 0;
    min-inline-size: 26px;
    text-align: start;
  }
  .heat abbr {
    text-decoration: none;
  }
  .heat td {
    padding: 0;
    text-align: center;
    border-radius: 3px;
  }
  .heat td > span,
  .heat td > button {
    display: block;
    box-sizing: border-box;
    inline-size: 100%;
    min-inline-size: 26px;
    min-block-size: 26px;
    padding: 0;
    font-size: 11px;
    font-weight: 400;
    line-height: 26px;
    color: inherit;
    border: 0;
  }
  .shade-0 {
    color: var(--_quiet);
    background: var(--_soft);
  }
  .shade-1 {
    background: color-mix(in srgb, var(--_accent) 15%, transparent);
  }
  .shade-2 {
    background: color-mix(in srgb, var(--_accent) 30%, transparent);
  }
  .shade-3 {
    background: color-mix(in srgb, var(--_accent) 45%, transparent);
  }
  .shade-4 {
    color: light-dark(#fff, #0d1017);
    background: color-mix(in srgb, var(--_accent) 85%, light-dark(#000, #fff));
  }
  .shade-5 {
    color: light-dark(#fff, #0d1017);
    background: color-mix(in srgb, var(--_accent) 65%, light-dark(#000, #fff));
  }
  details,
  .no-data {
    min-block-size: 24px;
    margin-block-start: 8px;
  }
  summary {
    inline-size: fit-content;
    min-block-size: 24px;
    font-weight: 600;
    cursor: pointer;
  }
  .data {
    max-block-size: 22em;
    margin-block-start: 8px;
    overflow: auto;
  }
  .data table {
    min-inline-size: min(100%, 26em);
  }
  .data caption {
    text-align: start;
    font-weight: 600;
  }
  .data th,
  .data td {
    padding: 4px 12px 4px 0;
    text-align: start;
    font-weight: 400;
    border-block-end: 1px solid var(--_line);
    overflow-wrap: anywhere;
  }
  .data thead th,
  .data tfoot th,
  .data tfoot td,
  .data .group th,
  .data .group td {
    font-weight: 600;
  }
  .data td,
  .data thead th:not(:first-child) {
    text-align: end;
  }
  .data .group button {
    padding: 0;
    text-align: start;
    border: 0;
  }
  .group ~ tr th {
    padding-inline-start: 20px;
  }
  .message {
    position: absolute;
    inset: 0;
    min-block-size: var(--_height);
  }
  button.small {
    padding: 1px 8px;
    font-size: 12px;
  }
  .busy .view,
  .busy .figures {
    opacity: 0.55;
    transition: opacity 0.15s 0.2s;
  }
  .wait {
    block-size: 100%;
    min-block-size: inherit;
    border-radius: 6px;
    background: var(--_soft);
  }
  @media (prefers-reduced-motion: reduce) {
    .busy .view,
    .busy .figures {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    .canvas {
      display: none;
    }
    .has-canvas .svg {
      visibility: visible;
    }
    .line,
    .dot {
      stroke: CanvasText;
    }
    .dot,
    .mark,
    .label {
      fill: CanvasText;
    }
    .fill {
      fill: none;
    }
    .previous,
    .hatch {
      stroke: GrayText;
    }
    .grid {
      stroke: GrayText;
      stroke-opacity: 0.4;
    }
    .bar rect {
      fill: Highlight;
      fill-opacity: 0.4;
    }
    .tip {
      fill: Canvas;
      stroke: CanvasText;
    }
    .tip-text {
      fill: CanvasText;
    }
    .heat td {
      border: 1px solid GrayText;
    }
    .shade-4,
    .shade-5 {
      color: CanvasText;
      border-color: Highlight;
    }
  }
  @media print {
    .canvas,
    .cursor,
    .controls,
    .wait {
      display: none;
    }
    .has-canvas .svg {
      visibility: visible;
    }
    .data {
      max-block-size: none;
      overflow: visible;
    }
  }
`;
