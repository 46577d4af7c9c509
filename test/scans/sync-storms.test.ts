import { describe, expect, it } from 'vitest';
import { coverageOf, isComplete } from '../../src/scans/segments.js';
import { random } from '../support/random.js';
import { ScanList, sortings, type Sorting, type Weather } from '../support/scan-list.js';
import { Syncs } from './sync-run.js';

interface Storm extends Weather {
  kills?: boolean;
  gap?: number;
  meta?: boolean;
}

const storms: Record<string, Storm> = {
  quiet: {},
  arrivals: { arrivals: 0.5 },
  viral: { arrivals: 20, gap: 0.3 },
  deletes: { deletes: 0.3 },
  'bulk deletes': { bulk: 0.1 },
  'failing servers': { failures: 0.1 },
  kills: { kills: true, arrivals: 0.5 },
  'rate limits': { limits: 0.1 },
  ties: { gap: 0.02, arrivals: 5, kills: true },
  'no meta': { meta: false, arrivals: 0.5 },
  'no meta, deletes': { meta: false, deletes: 0.3 },
  'everything at once': { arrivals: 2, deletes: 0.2, bulk: 0.03, failures: 0.05, limits: 0.03, kills: true, gap: 1.5 },
};

const RUNS = 52;

/** A life of a code: some scans, a first sync, more syncs as time goes by, and a last one when all is quiet. */
async function life(sorting: Sorting, storm: Storm, seed: number) {
  const next = random(seed);
  const list = new ScanList({ sorting, random: next, gap: storm.gap ?? 600, meta: storm.meta ?? true });
  list.arrive(Math.floor(next() ** 2 * 1200));
  const syncs = new Syncs(list, next);
  const { kills = false, ...weather } = storm;
  for (let visit = 0; visit < 3; visit++) {
    list.weather = weather;
    const died = kills ? 1 + Math.floor(next() * 12) : Infinity;
    while ((await syncs.run({ killAt: died, saveEvery: 1 + Math.floor(next() * 4) })) === null && next() < 0.6);
    list.weather = {};
    list.arrive(Math.floor(next() ** 3 * 350));
    if (storm.deletes || storm.bulk) for (let at = 0; at < next() * 8; at++) list.delete(1 + Math.floor(next() ** 4 * 100));
  }
  const requests = list.requests;
  const state = await syncs.run();
  return { list, syncs, state: state!, requests: list.requests - requests };
}

describe('sync, whatever happens to the list', () => {
  let [runs, checks] = [0, 0];
  for (const [name, storm] of Object.entries(storms)) {
    it.each(sortings)(`holds exactly what is listed after ${name}: %s first`, async (sorting) => {
      for (let run = 0; run < RUNS; run++) {
        const { list, syncs, state } = await life(sorting, storm, run * 7919 + sorting.length + name.length * 31);
        const seen = `run ${run} of ${list.rows.length}`;
        expect(syncs.holder.ids.join(), seen).toBe(list.ids.join());
        expect(isComplete(state), seen).toBe(true);
        expect(state.problem, seen).toBe(null);
        const { since, matches, counted } = coverageOf(state, syncs.holder);
        expect([since, matches, counted], seen).toEqual([null, storm.meta === false ? null : true, list.rows.length]);
        runs++;
        checks += syncs.checks;
      }
    });
  }

  it('was tried over 3,000 times, and its coverage more often', () => {
    expect(runs).toBeGreaterThan(3000);
    expect(checks).toBeGreaterThan(3000);
  });
});
