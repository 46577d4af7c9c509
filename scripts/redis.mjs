import { delimiter, join } from 'node:path';
import { aptCommand, aptInstall, isCI, oneLine } from './apt.mjs';
import { runnable } from './runnable.mjs';

const packages = ['redis-server'];

/** The path of redis-server, or null. */
export function findRedis({ env = process.env, platform = process.platform } = {}) {
  const name = platform === 'win32' ? 'redis-server.exe' : 'redis-server';
  const places = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return places.map((dir) => join(dir, name)).find(runnable) ?? null;
}

/**
 * Installs redis-server where it is missing and that needs no question asked. Returns null once it is there, else the line
 * that says what is skipped; in CI nothing is skipped, and that line is thrown.
 */
export function ensureRedis({ env = process.env, find = findRedis, install = aptInstall } = {}) {
  if (find({ env }) || (install(packages) && find({ env }))) return null;
  const how = `Debian: ${aptCommand(packages)}; macOS: brew install redis`;
  if (isCI(env)) throw oneLine(`The tests need redis-server, which could not be installed (${how}).`);
  return `The tests of the store in Redis are skipped: redis-server is not installed (${how}).`;
}
