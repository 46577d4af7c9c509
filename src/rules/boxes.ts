import { ANY_DAY } from './days.js';
import { Line, type Stroke } from './line.js';
import type { Space } from './space.js';

/** Contexts: some classes of devices and countries, a stretch of time, some weekdays. */
export interface Box extends Omit<Stroke, 'key' | 'occurring'> {
  devices: readonly number[];
  countries: readonly number[];
}

type Rectangle = Pick<Box, 'devices' | 'countries'>;

/** How many steps may be spent on looking for fewer boxes. */
const PATIENCE = 30_000;

/** Gathers where each of several keys holds, pair by pair of device and country, and makes boxes of it. */
export class Boxes {
  readonly #space: Space;
  /** By key and stroke, where it is drawn. */
  readonly #strokes = new Map<number, Map<number, number[]>>();
  readonly #line = new Line((stroke) => this.#draw(stroke));
  #pair = 0;

  constructor(space: Space) {
    this.#space = space;
  }

  get keys(): Iterable<number> {
    return this.#strokes.keys();
  }

  /** Where to say what holds for a device and a country; to be ended before the next one. */
  line(device: number, country: number): Line {
    this.#pair = device * this.#width + country;
    return this.#line;
  }

  /** As few boxes as two ways of looking for them find; no two of a key overlap. */
  of(key: number): Box[] {
    const strokes: ReadonlyMap<number, readonly number[]> = this.#strokes.get(key) ?? new Map<number, number[]>();
    const byTime = this.#byTime(strokes);
    const byPlace = byTime.length > 1 ? this.#byPlace(strokes) : null;
    return byPlace && byPlace.length < byTime.length ? byPlace : byTime;
  }

  get #width(): number {
    return this.#space.countries.length + 1;
  }

  #draw({ key, from, to, days, occurring }: Stroke): void {
    const isAny = (occurring & ~days) === 0;
    // Bounds and days in one number, which stays exact.
    const stroke = (from * this.#space.bounds.length + to) * (ANY_DAY + 1) + (isAny ? ANY_DAY : days);
    let strokes = this.#strokes.get(key);
    if (!strokes) this.#strokes.set(key, (strokes = new Map<number, number[]>()));
    const pairs = strokes.get(stroke);
    if (pairs) pairs.push(this.#pair);
    else strokes.set(stroke, [this.#pair]);
  }

  #read(stroke: number): Pick<Box, 'from' | 'to' | 'days'> {
    const days = stroke % (ANY_DAY + 1);
    const bounds = (stroke - days) / (ANY_DAY + 1);
    const to = bounds % this.#space.bounds.length;
    return { from: (bounds - to) / this.#space.bounds.length, to, days };
  }

  /** First time is joined for each pair, then the pairs of the same strokes. */
  #byTime(strokes: ReadonlyMap<number, readonly number[]>): Box[] {
    return [...strokes].flatMap(([stroke, pairs]) =>
      rectangles(pairs, this.#width).map((rectangle) => ({ ...this.#read(stroke), ...rectangle })),
    );
  }

  /** First pairs are joined at each time, then the times of the same pairs; `null` where that would take long. */
  #byPlace(strokes: ReadonlyMap<number, readonly number[]>): Box[] | null {
    const drawn = [...strokes].map(([stroke, pairs]) => ({ ...this.#read(stroke), pairs }));
    const bounds = [...new Set(drawn.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
    if (bounds.length * drawn.reduce((sum, { pairs }) => sum + pairs.length, 0) > PATIENCE) return null;
    const boxes: Box[] = [];
    const found = new Map<string, number>();
    const kinds: Rectangle[] = [];
    const line = new Line(({ key, from, to, days, occurring }) =>
      boxes.push({ ...kinds[key]!, from, to, days: occurring & ~days ? days : ANY_DAY }),
    );
    for (const [index, from] of bounds.entries()) {
      const to = bounds[index + 1];
      if (to === undefined) break;
      const occurring = this.#space.occurring(from, to);
      const here = drawn.filter((stroke) => stroke.from <= from && to <= stroke.to);
      const keys = new Map<number, number>();
      for (const [days, pairs] of byDays(here, occurring)) {
        for (const rectangle of rectangles(pairs, this.#width)) {
          const name = `${rectangle.devices.join()}|${rectangle.countries.join()}`;
          let key = found.get(name);
          if (key === undefined) found.set(name, (key = kinds.push(rectangle) - 1));
          keys.set(key, (keys.get(key) ?? 0) | days);
        }
      }
      line.add(from, to, occurring, keys);
    }
    line.end();
    return boxes;
  }
}

/** Weekdays with the same pairs, and these. */
function byDays(strokes: readonly { days: number; pairs: readonly number[] }[], occurring: number): [number, number[]][] {
  const groups = new Map<string, [number, number[]]>();
  for (let day = 0; day < 7; day++) {
    if (!(occurring & (1 << day))) continue;
    const pairs = strokes.filter(({ days }) => days & (1 << day)).flatMap((stroke) => stroke.pairs);
    const name = pairs.sort((a, b) => a - b).join();
    const group = groups.get(name);
    if (group) group[0] |= 1 << day;
    else if (pairs.length > 0) groups.set(name, [1 << day, pairs]);
  }
  return [...groups.values()];
}

/** Few rectangles that make up the pairs `device * width + country`. */
export function rectangles(pairs: readonly number[], width: number): Rectangle[] {
  const byDevice = joined(pairs, (pair) => Math.floor(pair / width), (pair) => pair % width);
  const byCountry = joined(pairs, (pair) => pair % width, (pair) => Math.floor(pair / width));
  return byDevice.length <= byCountry.length
    ? byDevice.map(([devices, countries]) => ({ devices, countries }))
    : byCountry.map(([countries, devices]) => ({ devices, countries }));
}

/** Rows with the same columns, and these. */
function joined(pairs: readonly number[], rowOf: (pair: number) => number, columnOf: (pair: number) => number): [number[], number[]][] {
  const rows = new Map<number, number[]>();
  for (const pair of [...pairs].sort((a, b) => a - b)) {
    const columns = rows.get(rowOf(pair));
    if (columns) columns.push(columnOf(pair));
    else rows.set(rowOf(pair), [columnOf(pair)]);
  }
  const groups = new Map<string, [number[], number[]]>();
  for (const [row, columns] of rows) {
    const group = groups.get(columns.join());
    if (group) group[0].push(row);
    else groups.set(columns.join(), [[row], columns]);
  }
  return [...groups.values()];
}
