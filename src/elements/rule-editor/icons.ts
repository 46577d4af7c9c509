import { html } from 'lit';

const grip = html`<svg class="sign solid" aria-hidden="true" viewBox="0 0 16 16"><path d="M5 3h2v2H5zM9 3h2v2H9zM5 7h2v2H5zM9 7h2v2H9zM5 11h2v2H5zM9 11h2v2H9z"></path></svg>`;
const arrow = html`<svg class="sign turns" aria-hidden="true" viewBox="0 0 16 16"><path d="M3 8h10M9.5 4.5 13 8l-3.5 3.5"></path></svg>`;
const up = html`<svg class="sign" aria-hidden="true" viewBox="0 0 16 16"><path d="M8 13V3M4 7l4-4 4 4"></path></svg>`;
const down = html`<svg class="sign" aria-hidden="true" viewBox="0 0 16 16"><path d="M8 3v10M4 9l4 4 4-4"></path></svg>`;
const duplicate = html`<svg class="sign" aria-hidden="true" viewBox="0 0 16 16"><path d="M6 6h7v7H6zM10 6V3H3v7h3"></path></svg>`;
const bin = html`<svg class="sign" aria-hidden="true" viewBox="0 0 16 16"><path d="M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.5 8.5h6l.5-8.5M7 7v3.5M9 7v3.5"></path></svg>`;
const dice = html`<svg class="sign" aria-hidden="true" viewBox="0 0 16 16"><path d="M3 3h10v10H3zM5.8 5.8h.01M10.2 5.8h.01M8 8h.01M5.8 10.2h.01M10.2 10.2h.01"></path></svg>`;

const end = html`<svg class="sign" aria-hidden="true" viewBox="0 0 16 16"><path d="M3 13V3M3 3.5h9l-2 2.75 2 2.75H3"></path></svg>`;
const search = html`<svg class="sign" aria-hidden="true" viewBox="0 0 16 16"><path d="M7 3a4 4 0 1 1 0 8 4 4 0 0 1 0-8M10 10l3 3"></path></svg>`;

/** Signs of the list, 16 × 16, in the colour of the text. What they mean is said by the button that they are in. */
export const icons = { grip, arrow, up, down, duplicate, delete: bin, dice, end, search };
