import { Boxes, type Box } from './boxes.js';
import { landingKey } from './landing.js';
import { cellOf, compareBoxes, contextOf, regionsOf } from './region.js';
import { lowestBit } from './space.js';
import { slices } from './steps.js';
import { Sweep } from './sweep.js';
import type { Change } from './types.js';
import type { Versions } from './versions.js';

/** Says of a version that its landing is one to tell of. */
type Note = (version: number, landing: number) => void;

/** What is told of one version: people land at `after` in it, and at `before` in the first. */
interface Told {
  version: number;
  before: number;
  after: number;
}

/**
 * What `tell` notes of the landings of all versions, wherever not all agree: by version, as changes against the first, in the order
 * of time.
 */
export function* changesOf(
  versions: Versions,
  tell: (landings: readonly number[], note: Note) => void,
): Generator<void, Change[][]> {
  const { boxes, told } = yield* gather(versions, tell);
  const lists: { change: Change; first: Box }[][] = versions.has.map(() => []);
  const isDue = slices();
  for (const [key, { version, before, after }] of told.entries()) {
    const found = boxes.of(key).sort(compareBoxes);
    const first = found[0]!;
    const change: Change = {
      before: versions.lander.landing(before),
      after: versions.lander.landing(after),
      regions: regionsOf(found, versions.space),
      witness: contextOf(cellOf(first), versions.space),
    };
    lists[version]!.push({ change, first });
    if (isDue()) yield;
  }
  return lists.map((list) => {
    const names = new Map(list.map(({ change }) => [change, landingKey(change.before) + landingKey(change.after)]));
    const byName = (a: Change, b: Change) => (names.get(a)! < names.get(b)! ? -1 : 1);
    list.sort((a, b) => compareBoxes(a.first, b.first) || byName(a.change, b.change));
    return list.map(({ change }) => change);
  });
}

function* gather(versions: Versions, tell: (landings: readonly number[], note: Note) => void) {
  const { space } = versions;
  const sweep = new Sweep(space);
  const boxes = new Boxes(space);
  const told: Told[] = [];
  const keyOf = interned(told);
  const landings = versions.has.map(() => 0);
  /** By class of weekdays, what is told of it. */
  const keys: number[][] = [];
  const visit = () => {
    for (let classes = sweep.changed; classes; classes &= classes - 1) {
      const index = lowestBit(classes);
      const found: number[] = (keys[index] = []);
      if (!versions.land(sweep.rows, sweep.row(index), space.bounds[sweep.from]!, landings)) continue;
      tell(landings, (version, after) => found.push(keyOf(version, landings[0]!, after)));
    }
  };
  const isDue = slices();
  for (let device = 0; device <= space.devices.length; device++) {
    for (let country = 0; country <= space.countries.length; country++) {
      if (!versions.mayDiffer(device, country)) continue;
      const line = boxes.line(device, country);
      sweep.begin(device, country);
      while (sweep.next()) {
        visit();
        line.add(sweep.from, sweep.to, sweep.occurring, daysByKey(keys, sweep));
        if (isDue()) yield;
      }
      line.end();
    }
  }
  return { boxes, told };
}

/** Small integers for what is told, which is appended to `told`. */
function interned(told: Told[]): (version: number, before: number, after: number) => number {
  const known = new Map<string, number>();
  return (version, before, after) => {
    const name = `${version} ${before} ${after}`;
    let key = known.get(name);
    if (key === undefined) known.set(name, (key = told.push({ version, before, after }) - 1));
    return key;
  };
}

const nothing: ReadonlyMap<number, number> = new Map();

function daysByKey(keys: readonly (readonly number[])[], sweep: Sweep): ReadonlyMap<number, number> {
  let found: Map<number, number> | null = null;
  for (let index = 0; index < sweep.count; index++) {
    const days = sweep.daysOf(index);
    if (days === 0) continue;
    for (const key of keys[index]!) {
      found ??= new Map();
      found.set(key, (found.get(key) ?? 0) | days);
    }
  }
  return found ?? nothing;
}
