import { BLACK, contrast, over, parseColor, WHITE, type Color } from './color.js';
import { encode, prepare, type QrSymbol } from './encode.js';
import { alignmentsUnder, ENOUGH_RESERVE, logoBox, reserveRating } from './logo.js';
import { neededPixels, QUIET_ZONE } from './measures.js';
import { problem } from './problems.js';
import type { Corners, Dots, Problem, QrStyle, Safety } from './style.js';

/** From here a code is called scannable. */
export const SCANNABLE = 0.5;
export const MIN_CONTRAST = 3;
export const GOOD_CONTRAST = 4.5;

/** What the corners leave of the margin: round ones are not of the standard. */
const FINDERS: Record<Corners, number> = { square: 1, rounded: 1, circle: 0.6 };
/** Times the pixels that a module needs otherwise: without straight edges the corners of a symbol are placed less exactly. */
const FINDER_PIXELS: Record<Corners, number> = { square: 1, rounded: 1, circle: 5 / 3 };
/** Pixels a module from which blur leaves pale ink as it is. */
const PALE_PIXELS = 5;

/** The facts that decide whether a drawn code scans. */
export interface Facts {
  version: number;
  /** The lowest contrast of a dark module; below 1 = inverted. */
  contrast: number;
  quietZone: number;
  /** Pixels a module is wide; `null` = not known. */
  modulePixels: number | null;
  dots: Dots;
  corners: Corners;
  /** What a logo leaves of the error correction; `null` without a logo. */
  reserve: number | null;
  /** An alignment pattern is drawn over the logo. */
  overAlignment: boolean;
}

const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** What is left of the contrast: blur takes the more of pale ink the smaller the modules are. */
function contrastLeft({ contrast, modulePixels }: Facts): number {
  if (contrast >= GOOD_CONTRAST) return 1;
  const sharp = modulePixels === null ? 1 : Math.min(1, modulePixels / PALE_PIXELS);
  return ((contrast - 1.5) / (GOOD_CONTRAST - 1.5)) * sharp;
}

/** What is left of the quiet zone: next to a dark page decoders take pale modules for light, and need more of it. */
function quietLeft({ quietZone, contrast }: Facts): number {
  if (quietZone >= QUIET_ZONE) return 1;
  const wide = quietZone < 2 ? 0.4 * quietZone : 0.8 + (quietZone - 2) / 10;
  return Math.min(wide, (quietZone / 2) * ((contrast - 1.5) / 3.5));
}

/**
 * The scan safety of a drawn code: for each aspect what is left of it, 0…1, and the smallest of them as `margin`. The
 * thresholds are measured, with decoders and not with phones: test/e2e/qr-safety.test.ts holds them to it.
 */
export function judge(facts: Facts): Safety {
  const problems: Problem[] = [];
  let margin = 1;
  const aspect = (left: number, shortfall: () => Problem) => {
    margin = Math.min(margin, clamp(left));
    if (left < 1) problems.push(shortfall());
  };
  const { contrast: ratio, quietZone, modulePixels, reserve } = facts;
  if (ratio <= 1) aspect(0, () => problem('inverted'));
  else aspect(contrastLeft(facts), () => problem('contrast-low', ratio));
  aspect(quietLeft(facts), () => problem('quiet-zone', quietZone));
  if (modulePixels !== null) {
    const needed = neededPixels(facts.version) * FINDER_PIXELS[facts.corners];
    aspect((modulePixels - 1.5) / (needed - 1.5), () => problem('modules-small', modulePixels, Math.ceil(needed)));
  }
  aspect(FINDERS[facts.corners], () => problem('finder-shape'));
  if (reserve !== null) aspect(reserve / ENOUGH_RESERVE, () => problem('logo-damage', reserve));
  if (facts.overAlignment) aspect(0.9, () => problem('logo-alignment'));
  return { scannable: margin >= SCANNABLE, margin, problems };
}

export interface Colors {
  color: Color;
  /** The far end of a gradient. */
  to: Color | null;
  background: Color;
  /** What could not be read as a colour. */
  unreadable: string[];
}

/** The colours of a style as they are seen: the background on white, the modules on the background. */
export function colorsOf({ color, gradient, background }: QrStyle): Colors {
  const unreadable: string[] = [];
  const read = (text: string | undefined, behind: Color, fallback: Color) => {
    if (text === undefined) return fallback;
    const parsed = parseColor(text);
    if (!parsed) unreadable.push(text);
    return parsed ? over(parsed, behind) : fallback;
  };
  const light = read(background, WHITE, WHITE);
  const dark = read(color, light, BLACK);
  return { color: dark, to: gradient ? read(gradient.to, light, dark) : null, background: light, unreadable };
}

/** The lowest contrast along the ink: luminance is convex in the channels, so an end of a gradient is the worst. */
export const lowestContrast = ({ color, to, background }: Colors) =>
  Math.min(contrast(color, background), to ? contrast(to, background) : Infinity);

/**
 * Judges a style as it is asked for, with nothing mended: would this scan? `layout` and the renderers mend what would not,
 * and say so.
 * @param code a text, encoded with the mask that suits the logo best, or a symbol
 * @throws {EncodeError} for text that is empty or does not fit
 */
export function safety(code: string | QrSymbol, style: QrStyle = {}): Safety {
  const { logo, quietZone = QUIET_ZONE, size } = style;
  const rate = (width: number) => {
    const box = logo ? logoBox(width, logo.size ?? DEFAULT_LOGO_SIZE) : null;
    return { box, rating: box && reserveRating(box, logo?.sample) };
  };
  const symbol = typeof code === 'string' ? encodeFor(code, rate) : code;
  const { version, errorCorrection, modules } = symbol;
  const { box, rating } = rate(modules.length);
  const colors = colorsOf(style);
  const isDark = (y: number, x: number) => modules[y]![x]!;
  const found = judge({
    version,
    contrast: lowestContrast(colors),
    quietZone,
    modulePixels: size === undefined ? null : size / (modules.length + 2 * quietZone),
    dots: style.dots ?? 'square',
    corners: style.corners ?? 'square',
    // A logo that has no box would cover finder or timing patterns.
    reserve: logo ? (rating ? rating(isDark, version, errorCorrection) : -1) : null,
    overAlignment: box !== null && alignmentsUnder(box, version).length > 0,
  });
  const unreadable = colors.unreadable.map((text) => problem('color-unreadable', text));
  return { ...found, problems: [...unreadable, ...found.problems] };
}

export const DEFAULT_LOGO_SIZE = 0.2;

function encodeFor(text: string, rate: (width: number) => { rating: ReturnType<typeof reserveRating> | null }): QrSymbol {
  const payload = prepare(text);
  const { rating } = rate(payload.version * 4 + 17);
  return rating ? payload.symbol(payload.version, rating).symbol : encode(text);
}
