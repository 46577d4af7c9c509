export function isCI(env?: Record<string, string | undefined>): boolean;
export function aptPrefix(host?: { env?: Record<string, string | undefined>; uid?: number }): string[] | null;
