import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** An error whose stack is its message: a runner that prints the stack still prints one line. */
export function oneLine(message) {
  return Object.assign(new Error(message), { stack: message });
}

export function isCI(env = process.env) {
  return Boolean(env.CI) && env.CI !== 'false';
}

export const hasApt = () => process.platform === 'linux' && existsSync('/usr/bin/apt-get');

/** What a person types to install packages. */
export const aptCommand = (packages) => `apt-get install -y ${packages.join(' ')}`;

/** The words before `apt-get` that let it run without a question asked; null where nothing does. */
export function aptPrefix({ env = process.env, uid = process.getuid?.() } = {}) {
  if (uid === 0) return [];
  // A CI machine's user may use sudo; `-n` fails where it would ask for a password.
  return isCI(env) ? ['sudo', '-n'] : null;
}

let listed = false;

/** Installs packages where that needs no question asked; whether it did. */
export function aptInstall(packages) {
  const prefix = hasApt() ? aptPrefix() : null;
  if (!prefix) return false;
  console.log(`Installing ${packages.join(' and ')} with apt-get …`);
  const apt = (...args) => {
    // sudo drops the environment: `env` sets it behind it.
    const [command, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    return spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  };
  listed ||= apt('update', '-qq');
  return listed && apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
}
