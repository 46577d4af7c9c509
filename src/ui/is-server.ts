/** Not Lit's own: its type says `false`. */
export const isServer = typeof document === 'undefined';
