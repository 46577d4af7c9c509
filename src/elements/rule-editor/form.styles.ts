import { css } from 'lit'; export const formStyles = css``;
