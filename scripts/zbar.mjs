import { delimiter, join } from 'node:path';
import { aptCommand, aptInstall, isCI, oneLine } from './apt.mjs';
import { runnable } from './runnable.mjs';

const packages = ['zbar-tools'];

/** The path of zbarimg, a decoder of QR codes, or null. */
export function findZbar({ env = process.env, platform = process.platform } = {}) {
  const name = platform === 'win32' ? 'zbarimg.exe' : 'zbarimg';
  const places = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return places.map((dir) => join(dir, name)).find(runnable) ?? null;
}

/**
 * Installs zbarimg where it is missing and that needs no question asked. Returns null once it is there, else the line that
 * says what is skipped; in CI nothing is skipped, and that line is thrown.
 */
export function ensureZbar({ env = process.env, find = findZbar, install = aptInstall } = {}) {
  if (find({ env }) || (install(packages) && find({ env }))) return null;
  const how = `Debian: ${aptCommand(packages)}; macOS: brew install zbar`;
  if (isCI(env)) throw oneLine(`The tests need zbarimg, which could not be installed (${how}).`);
  return `The tests that read codes with zbarimg are skipped: it is not installed (${how}).`;
}
