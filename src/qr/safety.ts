import { BLACK, contrast, luminance, over, parseColor, WHITE, type Color } from './color.js';
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
/** Pixels a module needs besides, so that round shapes are still such. */
const ROUND_PIXELS: Partial<Record<Corners | Dots, number>> = { circle: 2, dot: 1 };

/** The facts that decide whether a drawn code scans. */
export interface Facts {
  version: number;
  /** The lowest contrast of a dark module; below 1 = inverted. */
  contrast: number;
  /** Relative luminance of the background, 0…1. */
  light: number;
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
  const inContrast = clamp((ratio - 2) / (GOOD_CONTRAST - 2));
  // On a white page a dark background is taken for modules: decoders compare with what is near.
  const onWhite = clamp((facts.light - 0.45) / 0.45);
  const inQuiet = Math.min(clamp(quietZone / QUIET_ZONE), onWhite);
  aspect(inContrast, () => (ratio <= 1 ? problem('inverted') : problem('contrast-low', ratio)));
  aspect(inQuiet, () => problem('quiet-zone', quietZone));
  // On a dark page both are taken from the same thing: what decoders take for light there.
  margin = Math.min(margin, inContrast * inQuiet);
  if (modulePixels !== null) {
    const needed = neededPixels(facts.version) + (ROUND_PIXELS[facts.corners] ?? 0) + (ROUND_PIXELS[facts.dots] ?? 0);
    const isEnough = modulePixels >= needed;
    aspect(isEnough ? 1 : (SCANNABLE * (modulePixels - 1)) / needed, () => problem('modules-small', modulePixels, needed));
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
    light: luminance(colors.background),
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
