import { deepStrictEqual } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mulberry32 } from '../demo/sandbox/random.js';
import { analyse, analyseInSteps } from '../src/rules/analyse.js';
import { calibrate } from '../src/rules/calibrate.js';
import { diff } from '../src/rules/diff.js';
import { evaluator } from '../src/rules/evaluate.js';
import { replay } from '../src/rules/replay.js';
import type { Context, RuleSet } from '../src/rules/types.js';
import { manyScans } from '../test/support/many-scans.js';
import { cpu, median, print, type Figure } from './measure.js';
import { here } from './peers.js';
import { DAY, edited, horizon, NOW, ruleSet, semantics } from './rule-sets.js';

const SCANS = 100_000;
/** No more cells than that are evaluated one by one. */
const CELLS = 300_000;
/** Analysis, diff, evaluation and what scans of the past say, for sets as large as they get. */
export function benchRules(): void {
  const sets = new Map([40, 200, 1000].map((count) => [count, ruleSet(count)]));
  print([
    { name: 'first analysis of 40 rules in a fresh process', unit: 'ms', ours: firstAnalysis(15), peers: { limit: 16 } },
    ...analysis(sets.get(40)!, 16, 15),
    ...analysis(sets.get(200)!, 100, 9),
    ...analysis(sets.get(1000)!, 1000, 5),
    ...[40, 200].map((count): Figure => {
      const [before, after] = [sets.get(count)!, edited(sets.get(count)!)];
      return {
        name: `diff of ${count} rules, three of them edited`,
        unit: 'ms',
        ours: cpu(() => diff(before, after, { horizon, semantics }), 9),
        peers: {},
      };
    }),
    ...history(sets.get(40)!),
  ]);
}

function analysis(set: RuleSet, limit: number, runs: number): Figure[] {
  const count = set.rules.length.toLocaleString('en');
  const cells = [...cellsOf(set)];
  const step = Math.ceil(cells.length / CELLS);
  const some = cells.filter((_, index) => index % step === 0);
  const oneByOne = () => {
    const evaluate = evaluator(set, semantics);
    let landed = 0;
    for (const cell of some) landed += evaluate(cell).destinations.length;
    return landed;
  };
  const part = step === 1 ? '' : `, of which one in ${step} was evaluated`;
  const { verdicts } = analyse(set, { horizon, semantics });
  console.log(`${count} rules: ${cells.length.toLocaleString('en')} cells${part}; ${tally(verdicts.map(({ kind }) => kind))}.`);
  return [
    {
      name: `analysis of ${count} rules`,
      unit: 'ms',
      ours: cpu(() => analyse(set, { horizon, semantics }), runs),
      peers: { limit, 'every cell, one by one': cpu(oneByOne, Math.min(runs, 3)) * (cells.length / some.length) },
    },
    { name: '–, the longest slice of it', unit: 'ms', ours: longestSlice(set, runs), peers: { limit: 50 } },
  ];
}

/** Median of processes in which nothing is compiled yet. */
function firstAnalysis(runs: number): number {
  return median(
    Array.from({ length: runs }, () => {
      const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', `${here}rules-first.ts`], { encoding: 'utf8' });
      if (!(Number(stdout) > 0)) throw new Error(stderr);
      return Number(stdout);
    }),
  );
}

/** By the clock, since that is what a page waits for; the least of some runs, since others use the machine too. */
function longestSlice(set: RuleSet, runs: number): number {
  return Math.min(
    ...Array.from({ length: runs }, () => {
      const steps = analyseInSteps(set, { horizon, semantics });
      let longest = 0;
      for (let isDone: boolean | undefined = false; !isDone;) {
        const start = performance.now();
        isDone = steps.next().done;
        longest = Math.max(longest, performance.now() - start);
      }
      return longest;
    }),
  );
}

function history(set: RuleSet): Figure[] {
  // Scans of the last year, at places that the rules name.
  const random = mulberry32(9);
  const evaluate = evaluator(set, semantics);
  const scans = [...manyScans(SCANS, 7)].map((scan) => {
    const at = new Date(NOW - Math.floor(random() * 400 * DAY)).toISOString();
    const context = { device: scan.device, country: scan.country_code, at };
    const { destinations } = evaluate(context);
    return { ...scan, created_at: at, resolved_url: destinations[Math.floor(random() * destinations.length)]!.url };
  });
  const contexts: Context[] = scans.map(({ device, country_code: country, created_at: at }) => ({ device, country, at }));
  const after = edited(set);
  const naive = () => {
    const [before, then] = [evaluator(set, semantics), evaluator(after, semantics)];
    return contexts.map((context) => [before(context), then(context)]);
  };
  const all = { weekdayTimeZones: ['Europe/Amsterdam', 'America/New_York'] };
  const calibrated = calibrate(scans, set, all);
  const replayed = replay(scans, set, after, { semantics });
  deepStrictEqual([calibrated.weekdayTimeZone.supported, replayed.unexplained], ['Europe/Amsterdam', 0]);
  console.log(`${Math.round(replayed.moved).toLocaleString('en')} of ${SCANS.toLocaleString('en')} scans would land elsewhere.`);
  const name = `${SCANS.toLocaleString('en')} scans × 40 rules`;
  return [
    {
      name: `evaluate: ${name}`,
      unit: 'ms',
      ours: cpu(() => {
        const evaluate = evaluator(set, semantics);
        return contexts.map((context) => evaluate(context));
      }, 9),
      peers: { limit: 500 },
    },
    {
      name: `replay: ${name}, before and after`,
      unit: 'ms',
      ours: cpu(() => replay(scans, set, after, { semantics }), 9),
      peers: { 'evaluate, twice': cpu(naive, 5) },
    },
    { name: `calibrate: ${name}, three zones`, unit: 'ms', ours: cpu(() => calibrate(scans, set, all), 9), peers: {} },
  ];
}

/** Devices that are named, another and an unknown one × countries alike × every stretch between bounds × its weekdays. */
function* cellsOf({ rules }: RuleSet): Generator<Context> {
  const named = <T>(values: readonly T[]) => [...new Set(values)].filter((value) => value != null);
  const bounds = named(rules.flatMap(({ start_at, end_at }) => [start_at, end_at])).map((bound) => Date.parse(bound));
  const starts = [NOW, ...bounds.filter((bound) => bound > NOW)].sort((a, b) => a - b);
  const instants = starts.flatMap((start, index) => {
    const end = Math.min(starts[index + 1] ?? Infinity, start + 7 * DAY);
    return Array.from({ length: Math.ceil((end - start) / DAY) }, (_, day) => new Date(start + day * DAY));
  });
  for (const device of [...named(rules.map((rule) => rule.device)), 'another', null])
    for (const country of [...named(rules.map((rule) => rule.country_code)), 'XX', null])
      for (const at of instants) yield { device: device ?? null, country: country ?? null, at };
}

function tally(kinds: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ');
}
