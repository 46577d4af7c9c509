import { luminance, toHex } from './color.js';
import { prepare, type EncodeOptions, type Payload, type QrSymbol } from './encode.js';
import { alignmentsUnder, boxOfSide, ENOUGH_RESERVE, logoBox, reserveRating, type LogoBox } from './logo.js';
import { QUIET_ZONE } from './measures.js';
import { problem } from './problems.js';
import { colorsOf, DEFAULT_LOGO_SIZE, judge, lowestContrast, MIN_CONTRAST } from './safety.js';
import { symbolPath } from './shapes.js';
import type { Corners, Dots, Logo, Problem, QrStyle, Safety } from './style.js';
import { templateOf } from './template.js';
import { snap } from './view-box.js';

/** A code as it is to be drawn, in module units from the corner of the quiet zone; renderers only write it down. */
export interface QrPicture {
  /** What a scan gives back. */
  text: string;
  symbol: QrSymbol;
  /** Width and height, quiet zone included. */
  width: number;
  quietZone: number;
  dots: Dots;
  corners: Corners;
  /** All dark modules. */
  path: string;
  /** `#rrggbb` of the modules, and of the far end of their gradient. */
  color: string;
  gradient: { type: 'linear' | 'radial'; to: string } | null;
  background: string;
  logo: { href: string; at: number; width: number } | null;
  /** Light squares below alignment patterns that are drawn over the logo; '' without. */
  patches: string;
  safety: Safety;
}

/** Addresses that can only be a picture. */
const IMAGE = /^(https?:|blob:|data:image\/)/i;

/**
 * Lays a code out so that it scans: colours that would not are replaced by black on white, a logo that hides too much
 * shrinks, and every change is said in `safety.problems`.
 * @throws {EncodeError} for text that is empty or does not fit
 */
export function layout(text: string, options: EncodeOptions & QrStyle = {}): QrPicture {
  const { quietZone = QUIET_ZONE, size, dots = 'square', corners = 'square' } = options;
  const payload = prepare(text, options);
  const logo = options.logo ?? null;
  const placed = logo && (IMAGE.test(logo.href) ? placeLogo(payload, logo) : without(payload, problem('logo-not-loaded', 'its address is no image.')));
  const symbol = placed ? placed.symbol : payload.symbol(payload.version).symbol;
  const width = symbol.modules.length + 2 * quietZone;
  const box = placed?.box ?? null;
  const over = box ? alignmentsUnder(box, symbol.version) : [];
  const { color, to, background, problems, contrast, light } = usableColors(options);

  const safety = judge({
    version: symbol.version,
    contrast,
    light,
    quietZone,
    modulePixels: size === undefined ? null : snap(width, size).scale,
    dots,
    corners,
    reserve: box && placed!.reserve,
    overAlignment: over.length > 0,
  });
  return {
    text: payload.text,
    symbol,
    width,
    quietZone,
    dots,
    corners,
    path: symbolPath(symbol, { dots, corners, quietZone, box }),
    color,
    gradient: to === null ? null : { type: options.gradient?.type ?? 'linear', to },
    background,
    logo: box && { href: logo!.href, at: quietZone + (symbol.modules.length - box.image) / 2, width: box.image },
    patches: over.map(([y, x]) => `M${x - 2 + quietZone} ${y - 2 + quietZone}h5v5h-5z`).join(''),
    safety: { ...safety, problems: [...problems, ...(placed?.problems ?? []), ...safety.problems] },
  };
}

function usableColors(style: QrStyle) {
  const colors = colorsOf(style);
  const problems: Problem[] = colors.unreadable.map((text) => problem('color-unreadable', text));
  const contrast = lowestContrast(colors);
  if (contrast < MIN_CONTRAST) {
    problems.push(contrast <= 1 ? problem('inverted') : problem('contrast-low', contrast), problem('colors-refused'));
    return { color: '#000000', to: null, background: '#ffffff', problems, contrast: 21, light: 1 };
  }
  const { color, to, background } = colors;
  return { color: toHex(color), to: to && toHex(to), background: toHex(background), problems, contrast, light: luminance(background) };
}

interface Placed {
  symbol: QrSymbol;
  /** `null`: left out. */
  box: LogoBox | null;
  reserve: number;
  problems: Problem[];
}

/**
 * The smallest of three versions (more would make the modules too small for what they win) where the logo leaves enough reserve and covers no alignment pattern; else one where the
 * pattern is drawn over the logo; else the largest logo that leaves enough.
 */
function placeLogo(payload: Payload, { size: asked = DEFAULT_LOGO_SIZE, sample }: Logo): Placed {
  const versions = [0, 1, 2].map((more) => payload.version + more).filter((version) => version <= 40);
  const attempt = (version: number, box: LogoBox | null): Placed | null => {
    if (!box) return null;
    const { symbol, rating } = payload.symbol(version, reserveRating(box, sample));
    return rating >= ENOUGH_RESERVE ? { symbol, box, reserve: rating, problems: [] } : null;
  };
  let covering: Placed | null = null;
  for (const version of versions) {
    const placed = attempt(version, logoBox(templateOf(version).size, asked));
    if (placed && alignmentsUnder(placed.box!, version).length === 0) return placed;
    covering ??= placed;
  }
  if (covering) return covering;

  let largest: Placed | null = null;
  const share = (placed: Placed) => placed.box!.image / placed.symbol.modules.length;
  for (const version of versions) {
    const { size } = templateOf(version);
    const most = Math.min(size - 18, 2 * Math.ceil((asked * size) / 2) + 1);
    for (let side = most; side >= 3; side -= 2) {
      const placed = attempt(version, boxOfSide(size, side));
      if (!placed) continue;
      if (!largest || share(placed) > share(largest)) largest = placed;
      break;
    }
  }
  if (largest) return { ...largest, problems: [problem('logo-shrunk', asked, share(largest))] };
  return without(payload, problem('logo-dropped'));
}

function without(payload: Payload, why: Problem): Placed {
  return { symbol: payload.symbol(payload.version).symbol, box: null, reserve: 1, problems: [why] };
}
