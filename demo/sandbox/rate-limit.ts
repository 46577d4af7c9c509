const WINDOW_MS = 60_000;

export interface Quota {
  remaining: number;
  /** Seconds until the window ends, set only once the quota is used up. */
  retryAfter: number | null;
}

/** Counts calls in fixed windows of a minute that start with the first call of a key. */
export function rateLimiter(limit: number, now: () => Date): (key: number | 'guest') => Quota {
  const windows = new Map<number | 'guest', { ends: number; used: number }>();
  return (key) => {
    const at = now().getTime();
    let window = windows.get(key);
    if (!window || at >= window.ends) {
      window = { ends: at + WINDOW_MS, used: 0 };
      windows.set(key, window);
    }
    if (window.used >= limit) return { remaining: 0, retryAfter: Math.ceil((window.ends - at) / 1000) };
    window.used++;
    return { remaining: limit - window.used, retryAfter: null };
  };
}
