import { css } from 'lit'; export const listStyles = css``;
