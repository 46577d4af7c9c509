import type { QrSymbol } from './encode.js';
import type { LogoBox } from './logo.js';
import { modulesPath, runs } from './path.js';
import type { Corners, Dots } from './style.js';
import { ALIGNMENT, FINDER, templateOf } from './template.js';

export interface Shapes {
  dots: Dots;
  corners: Corners;
  quietZone: number;
  /** Left free of modules, but for alignment patterns. */
  box: LogoBox | null;
}

/** Radius of a dot, in modules: dots touch, since isolated ones look like alignment patterns to decoders. */
const DOT = 0.5;
/** Radius of the ends of `rounded` runs, of the leaves of `classy` ones. */
const ROUND = 0.45;
const LEAF = 0.5;

/** The radii of a finder pattern's outline, of the light ring in it, of its centre. */
const FINDERS = { square: [0, 0, 0], rounded: [2, 1.2, 0.8], circle: [3.5, 2.5, 1.5] } as const;
/** The same of an alignment pattern in all styles but square. */
const ALIGNMENTS = [1, 0.5, 0.4] as const;

/** The dark modules of a symbol as one SVG path in module units, from the corner of the quiet zone. */
export function symbolPath({ modules, version }: QrSymbol, { dots, corners, quietZone, box }: Shapes): string {
  const { size, kinds, alignments } = templateOf(version);
  const isSquare = dots === 'square' && corners === 'square';
  /** Drawn as part of a larger shape, or not at all. */
  const isLeftOut = (y: number, x: number) => {
    const kind = kinds[y * size + x];
    if (kind === ALIGNMENT) return dots !== 'square';
    return kind === FINDER ? !isSquare : isUnder(box, y, x);
  };
  const own = modules.map((row, y) => row.map((isDark, x) => isDark && !isLeftOut(y, x)));

  let path = draw[dots](own, quietZone, (y, x) => modules[y]?.[x] === true && (kinds[y * size + x] === ALIGNMENT || !isUnder(box, y, x)));
  if (!isSquare) {
    for (const [y, x] of [[3, 3], [3, size - 4], [size - 4, 3]] as const) {
      path += target(y + quietZone, x + quietZone, 3, FINDERS[corners]);
    }
  }
  if (dots !== 'square') {
    for (const [y, x] of alignments) path += target(y + quietZone, x + quietZone, 2, ALIGNMENTS);
  }
  return path;
}

const isUnder = (box: LogoBox | null, y: number, x: number) =>
  box !== null && [y, x].every((at) => at >= box.start && at < box.start + box.side);

type Draw = (modules: readonly (readonly boolean[])[], quietZone: number, isDark: (y: number, x: number) => boolean) => string;

const draw: Record<Dots, Draw> = {
  square: modulesPath,
  dot: (modules, quietZone) =>
    each(modules, (y, x) => circle(x + quietZone + 0.5, y + quietZone + 0.5, DOT)),
  rounded: (modules, quietZone, isDark) =>
    runs(modules, (y, start, end) => {
      const radius = (column: number, row: number) => (isDark(row, column) ? 0 : ROUND);
      return box(start + quietZone, y + quietZone, end - start, 1, [
        isDark(y, start - 1) ? 0 : radius(start, y - 1),
        isDark(y, end) ? 0 : radius(end - 1, y - 1),
        isDark(y, end) ? 0 : radius(end - 1, y + 1),
        isDark(y, start - 1) ? 0 : radius(start, y + 1),
      ]);
    }),
  classy: (modules, quietZone, isDark) =>
    runs(modules, (y, start, end) => {
      const isHead = !isDark(y, start - 1) && !isDark(y - 1, start);
      const isTail = !isDark(y, end) && !isDark(y + 1, end - 1);
      return box(start + quietZone, y + quietZone, end - start, 1, [isHead ? LEAF : 0, 0, isTail ? LEAF : 0, 0]);
    }),
};

function each(modules: readonly (readonly boolean[])[], shape: (y: number, x: number) => string): string {
  return modules.map((row, y) => row.map((isDark, x) => (isDark ? shape(y, x) : '')).join('')).join('');
}

/** A dark outline, a light ring and a dark centre, `reach` modules from the centre to the last one. */
function target(y: number, x: number, reach: number, [outer, ring, centre]: readonly [number, number, number]): string {
  const part = (from: number, radius: number, isHole = false) => {
    const width = 2 * from + 1;
    return box(x - from, y - from, width, width, [radius, radius, radius, radius], isHole);
  };
  return part(reach, outer) + part(reach - 1, ring, true) + part(reach - 2, centre);
}

/** Three decimals are a thousandth of a module. */
const short = (value: number) => Number(value.toFixed(3));

function circle(x: number, y: number, radius: number): string {
  const arc = `a${radius} ${radius} 0 1 1`;
  return `M${short(x - radius)} ${short(y)}${arc} ${2 * radius} 0${arc} ${-2 * radius} 0z`;
}

type Radii = readonly [topLeft: number, topRight: number, bottomRight: number, bottomLeft: number];

/** A rectangle with rounded corners; a hole runs the other way round, so that it stays free whatever the fill rule. */
function box(x: number, y: number, width: number, height: number, [a, b, c, d]: Radii, isHole = false): string {
  const arc = (radius: number, dx: number, dy: number) =>
    radius ? `a${radius} ${radius} 0 0 ${isHole ? 0 : 1} ${short(dx * radius)} ${short(dy * radius)}` : '';
  const line = (name: 'h' | 'v', length: number) => (Math.abs(length) > 1e-6 ? `${name}${short(length)}` : '');
  if (isHole) {
    return (
      `M${short(x)} ${short(y + a)}${line('v', height - a - d)}${arc(d, 1, 1)}${line('h', width - d - c)}${arc(c, 1, -1)}` +
      `${line('v', b + c - height)}${arc(b, -1, -1)}${line('h', a + b - width)}${arc(a, -1, 1)}z`
    );
  }
  return (
    `M${short(x + a)} ${short(y)}${line('h', width - a - b)}${arc(b, 1, 1)}${line('v', height - b - c)}${arc(c, -1, 1)}` +
    `${line('h', c + d - width)}${arc(d, -1, -1)}${line('v', a + d - height)}${arc(a, 1, -1)}z`
  );
}
