export const chromiumArgs: string[];
export function findChromium(host?: {
  env?: Record<string, string | undefined>;
  platform?: NodeJS.Platform;
}): string | null;
export function requireChromium(): string;
