type Env = Record<string, string | undefined>;
export function findRedis(host?: { env?: Env; platform?: NodeJS.Platform }): string | null;
export function ensureRedis(host?: {
  env?: Env;
  find?: (host: { env: Env }) => string | null;
  install?: (packages: string[]) => boolean;
}): string | null;
