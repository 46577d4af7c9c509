type Env = Record<string, string | undefined>;
export function findZbar(host?: { env?: Env; platform?: NodeJS.Platform }): string | null;
export function ensureZbar(host?: {
  env?: Env;
  find?: (host: { env: Env }) => string | null;
  install?: (packages: string[]) => boolean;
}): string | null;
