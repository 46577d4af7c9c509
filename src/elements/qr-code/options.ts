import type { Corners, Dots, Gradient } from '../../qr/style.js';

/** What a code's `options` ask for. */
export interface Options {
  color?: string;
  gradient?: Gradient;
  background?: string;
  dots?: Dots;
  corners?: Corners;
  logo?: string;
  logoSize?: number;
  quietZone?: number;
}

/** The guide names no field of `options`, so these are the spellings that QR libraries and services use, without case and `_`. */
const SPELLINGS = {
  color: [
    ...['color', 'foreground', 'foregroundcolor', 'fg', 'fgcolor', 'dark', 'darkcolor', 'colordark', 'qrcolor', 'modulecolor'],
    ...['dotcolor', 'dotscolor', 'dots.color', 'colors.dark', 'colors.foreground', 'colors.fg', 'color.dark', 'primarycolor'],
  ],
  to: ['colorto', 'color2', 'gradientcolor', 'gradientend', 'gradient.to', 'gradient.end', 'gradient.color2', 'colors.to'],
  from: ['gradientstart', 'gradient.from', 'gradient.start', 'gradient.color1'],
  gradientType: ['gradienttype', 'gradient.type', 'gradient', 'dots.gradient.type'],
  background: [
    ...['background', 'backgroundcolor', 'bg', 'bgcolor', 'light', 'lightcolor', 'colorlight', 'background.color'],
    ...['colors.light', 'colors.background', 'colors.bg', 'color.light'],
  ],
  dots: ['dots', 'dotstyle', 'dotsstyle', 'dottype', 'dotstype', 'dots.type', 'dots.style', 'modulestyle', 'moduleshape', 'shape', 'style', 'body'],
  corners: [
    ...['corners', 'cornerstyle', 'cornersstyle', 'cornertype', 'cornerstype', 'corners.type', 'corners.style', 'cornerssquare.type'],
    ...['cornersquare.type', 'cornerssquaretype', 'eyestyle', 'eyeshape', 'eye', 'finderstyle', 'markerstyle', 'marker'],
  ],
  logo: ['logo', 'logourl', 'logopath', 'logo.url', 'logo.src', 'logo.image', 'image', 'imageurl', 'image.url', 'image.src', 'icon'],
  logoSize: ['logosize', 'logo.size', 'logo.width', 'imagesize', 'image.imagesize', 'image.size', 'logoscale', 'logo.scale'],
  quietZone: ['quietzone', 'margin', 'padding', 'quiet', 'border'],
} as const;

const DOTS = new Map<string, Dots>(Object.entries({
  ...{ square: 'square', squares: 'square', rounded: 'rounded', extrarounded: 'rounded', round: 'rounded', fluid: 'rounded' },
  ...{ dot: 'dot', dots: 'dot', circle: 'dot', circles: 'dot', classy: 'classy', classyrounded: 'classy', leaf: 'classy' },
} as const));
const CORNERS = new Map<string, Corners>(Object.entries({
  ...{ square: 'square', rounded: 'rounded', extrarounded: 'rounded', round: 'rounded' },
  ...{ dot: 'circle', dots: 'circle', circle: 'circle' },
} as const));

/** Longer texts than this are no colour and no name. */
const LONGEST = 64;

/** Reads what means a style, under any usual spelling, and ignores the rest. */
export function readOptions(options: Readonly<Record<string, unknown>> | undefined): Options {
  const fields = flatten(options ?? {});
  const text = (name: keyof typeof SPELLINGS, longest = LONGEST): string | undefined => {
    const found = SPELLINGS[name].map((spelling) => fields.get(spelling)).find((value) => typeof value === 'string' && value.trim() !== '');
    return typeof found === 'string' && found.length <= longest ? found.trim() : undefined;
  };
  const number = (name: keyof typeof SPELLINGS): number | undefined =>
    SPELLINGS[name].map((spelling) => numberOf(fields.get(spelling))).find((value) => value !== undefined);

  const stops = colorStops(fields.get('gradient.colorstops') ?? fields.get('dots.gradient.colorstops'));
  const color = stops?.from ?? text('from') ?? text('color');
  const to = stops?.to ?? text('to');
  const logoSize = number('logoSize');
  const quietZone = number('quietZone');
  const logo = text('logo', 2_000_000);
  const dots = DOTS.get(plain(text('dots')));
  const corners = CORNERS.get(plain(text('corners')));
  const background = text('background');
  return {
    ...(color && { color }),
    ...(to && { gradient: { type: /radial/i.test(text('gradientType') ?? '') ? 'radial' : 'linear', to } }),
    ...(background && { background }),
    ...(dots && { dots }),
    ...(corners && { corners }),
    ...(logo && /^(https?:\/\/|data:image\/)/i.test(logo) && { logo }),
    // A percentage is read as one; more than the whole width means pixels, of something unknown.
    ...(logoSize && logoSize > 0 && logoSize <= 100 && { logoSize: logoSize > 1 ? logoSize / 100 : logoSize }),
    // Less than the standard asks for is not taken from data; a margin of more than 20 is one in pixels.
    ...(quietZone && quietZone > 4 && quietZone <= 20 && { quietZone: Math.floor(quietZone) }),
  };
}

const plain = (name: string | undefined) => (name ?? '').toLowerCase().replace(/[\s_-]/g, '');

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value.replace(/%\s*$/, '')) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Fields by their path in lower case, without separators and without the word "options". */
function flatten(object: object, path = '', depth = 0): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [name, value] of Object.entries(object) as [string, unknown][]) {
    const at = path + (plain(name).replace(/options$/, '') || plain(name));
    if (!fields.has(at)) fields.set(at, value);
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && depth < 3) {
      for (const [inner, found] of flatten(value, `${at}.`, depth + 1)) if (!fields.has(inner)) fields.set(inner, found);
    }
  }
  return fields;
}

/** The ends of `[{ offset, color }, …]`. */
function colorStops(value: unknown): { from: string; to: string } | null {
  if (!Array.isArray(value)) return null;
  const colors = value.map((stop: unknown) => (typeof stop === 'object' && stop !== null && 'color' in stop ? stop.color : null));
  const [from, to] = [colors[0], colors.at(-1)];
  return colors.length > 1 && isName(from) && isName(to) ? { from, to } : null;
}

const isName = (value: unknown): value is string => typeof value === 'string' && value.length <= LONGEST;
