import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { requireChromium } from './chromium.mjs';
import { preflight, root } from './preflight.mjs';
import { ensureRedis } from './redis.mjs';
import { run, tool } from './run.mjs';
import { sumLine, tally, vitestCounts } from './tally.mjs';
import { ensureZbar } from './zbar.mjs';

preflight();
let skipping = [];
try {
  requireChromium();
  skipping = [ensureZbar(), ensureRedis()].filter(Boolean);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

const asIs = (counts) => counts;
const vitest = (project) => {
  const report = `.cache/vitest-${project}.json`;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return { file: tool('vitest'), args: ['run', '--project', project, ...reporters], report, read: vitestCounts };
};

/** In this order; `report` is where a step's runner leaves its counts, and a step without one is a single check. */
const steps = {
  lint: { file: tool('eslint'), args: ['.', '--max-warnings', '0'] },
  types: { file: tool('typescript', 'tsc'), args: ['--noEmit'] },
  'Node tests': vitest('node'),
  'browser tests': { file: tool('@web/test-runner', 'wtr'), report: '.cache/wtr.json', read: asIs },
  build: { file: 'scripts/build.mjs' },
  manifest: { file: 'scripts/check-manifest.mjs' },
  publint: { file: tool('publint'), args: ['--strict'] },
  'end to end': vitest('e2e'),
};

const tallies = [];
const table = [];
for (const [name, { file, args, report, read }] of Object.entries(steps)) {
  console.log(`\n── ${name}`);
  if (report) rmSync(join(root, report), { force: true });
  const started = Date.now();
  const code = await run(file, args);
  const result = tally({ code, runner: Boolean(report), counts: report ? readCounts(report, read) : null });
  tallies.push(result);
  table.push(`${name.padEnd(14)}${line(result).padEnd(40)}${((Date.now() - started) / 1000).toFixed(1)} s`);
}

console.log(`\n${table.join('\n')}\n`);
for (const skipped of skipping) console.log(skipped);
console.log(sumLine(tallies));
process.exitCode = tallies.some(({ failed }) => failed > 0) ? 1 : 0;

/** A report that is missing or cut off is a runner that crashed. */
function readCounts(report, read) {
  try {
    return read(JSON.parse(readFileSync(join(root, report), 'utf8')));
  } catch {
    return null;
  }
}

function line({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
}
