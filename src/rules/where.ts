import { Boxes } from './boxes.js';
import { regionsOf } from './region.js';
import { lowestBit, type Space } from './space.js';
import { Sweep } from './sweep.js';
import type { Tiers } from './tiers.js';
import type { Region } from './types.js';

/** Where a rule can be drawn. */
export function winsWhere(rule: number, space: Space, tiers: Tiers): Region[] {
  if (space.startOf[rule]! < 0) return [];
  const { device, country } = space.rules[rule]!;
  const devices = device === null ? all(space.devices) : [space.classOf(space.devices, device)];
  const countries = country === null ? all(space.countries) : [space.classOf(space.countries, country)];
  return where(space, devices, countries, (sweep, offset) => {
    const tier = tiers.find(sweep.rows, offset, space.words);
    return tier >= 0 && tiers.get(tier).winners.includes(rule);
  });
}

/** Where no rule matches. */
export function missesWhere(space: Space): Region[] {
  return where(space, all(space.devices), all(space.countries), ({ rows }, offset) => {
    for (let word = 0; word < space.words; word++) if (rows[offset + word]) return false;
    return true;
  });
}

function where(
  space: Space,
  devices: readonly number[],
  countries: readonly number[],
  holds: (sweep: Sweep, offset: number) => boolean,
): Region[] {
  const sweep = new Sweep(space);
  const boxes = new Boxes(space);
  const held: boolean[] = [];
  for (const device of devices) {
    for (const country of countries) {
      const line = boxes.line(device, country);
      sweep.begin(device, country);
      while (sweep.next()) {
        for (let classes = sweep.changed; classes; classes &= classes - 1) {
          held[lowestBit(classes)] = holds(sweep, sweep.row(lowestBit(classes)));
        }
        let days = 0;
        for (let index = 0; index < sweep.count; index++) if (held[index]) days |= sweep.daysOf(index);
        line.add(sweep.from, sweep.to, sweep.occurring, days ? new Map([[0, days]]) : nothing);
      }
      line.end();
    }
  }
  return regionsOf(boxes.of(0), space);
}

const nothing: ReadonlyMap<number, number> = new Map();
const all = (names: readonly string[]) => Array.from({ length: names.length + 1 }, (_, index) => index);
