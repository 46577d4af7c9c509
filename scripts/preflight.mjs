import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The top of the repository. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Ends the process with one line where the commands cannot work: an old Node, or nothing installed. */
export function preflight({ version = process.versions.node, installed = existsSync(`${root}/node_modules`) } = {}) {
  const problem = whatIsMissing(version, installed);
  if (!problem) return;
  console.error(problem);
  process.exit(1);
}

/** One line that says what to do, or null. */
export function whatIsMissing(version, installed) {
  const [major, minor] = version.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    return `Node 20.19 or newer is needed, and this is ${version}: install one from https://nodejs.org`;
  }
  return installed ? null : 'Nothing is installed yet: type npm ci first.';
}
