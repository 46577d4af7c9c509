/** A server has no viewport, and loads nothing. */
export const isServer = !('IntersectionObserver' in globalThis);
