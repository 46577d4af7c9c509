import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { preflight, root } from './preflight.mjs';

preflight();
const { cli } = await import('@custom-elements-manifest/analyzer/cli.js');
const manifest = await cli({
  argv: ['analyze', '--quiet', '--config', 'custom-elements-manifest.config.mjs'],
  cwd: root,
  noWrite: true,
});

const drift = difference(committed(), `${JSON.stringify(manifest, null, 2)}\n`);
if (drift) {
  console.error(`custom-elements.json is not what src/ says: type npm run manifest, and commit the file.\n${drift}`);
  process.exitCode = 1;
}

function committed() {
  try {
    return readFileSync(join(root, 'custom-elements.json'), 'utf8');
  } catch {
    return '';
  }
}

/** The lines between the first and the last that differ, at most ten of each side; empty where none do. */
function difference(before, after) {
  if (before === after) return '';
  const old = before.split('\n');
  const now = after.split('\n');
  let top = 0;
  while (top < old.length && top < now.length && old[top] === now[top]) top += 1;
  let end = 0;
  while (end < Math.min(old.length, now.length) - top && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const some = (lines, sign) => {
    const between = lines.slice(top, lines.length - end);
    const rest = between.length > 10 ? [`${sign} … ${between.length - 10} more`] : [];
    return [...between.slice(0, 10).map((line) => `${sign} ${line}`), ...rest];
  };
  return [`@@ line ${top + 1}`, ...some(old, '-'), ...some(now, '+')].join('\n');
}
