/** Red, green, blue 0…255 and alpha 0…1, in sRGB. */
export type Color = readonly [red: number, green: number, blue: number, alpha: number];

export const BLACK: Color = [0, 0, 0, 1];
export const WHITE: Color = [255, 255, 255, 1];

const NAMED: Record<string, Color> = { black: BLACK, white: WHITE, transparent: [0, 0, 0, 0] };

/** `#rgb(a)`, `#rrggbb(aa)`, `rgb()`, `hsl()`, `color(srgb …)`, `black`, `white`, `transparent`; `null` for anything else. */
export function parseColor(text: string): Color | null {
  const value = text.trim().toLowerCase();
  const hex = /^#([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/.exec(value)?.[1];
  if (hex) {
    const long = hex.length < 6 ? hex.replace(/./g, '$&$&') : hex;
    const [red, green, blue, alpha = 255] = long.match(/../g)!.map((pair) => parseInt(pair, 16));
    return [red!, green!, blue!, alpha / 255];
  }
  const call = /^(rgba?|hsla?|color)\(\s*(srgb\s)?([^()]*)\)$/.exec(value);
  if (!call) return NAMED[value] ?? null;
  const [, name, space, list] = call;
  const parts = list!.trim().split(/[\s,/]+/);
  if ((name === 'color') !== Boolean(space) || parts.length < 3 || parts.length > 4) return null;
  const alpha = component(parts[3] ?? '1', 1);
  const isHsl = name!.startsWith('hsl');
  // A hue may be an angle in degrees; saturation and lightness are percentages.
  const [a, b, c] = parts.map((part, at) => component(isHsl && at === 0 ? part.replace(/deg$/, '') : part, isHsl || space ? 1 : 255));
  if ([a, b, c, alpha].some((one) => one === null)) return null;
  const rgb = isHsl ? hslToRgb(a!, b!, c!) : space ? [a! * 255, b! * 255, c! * 255] : [a!, b!, c!];
  return [clamp(rgb[0]!, 255), clamp(rgb[1]!, 255), clamp(rgb[2]!, 255), clamp(alpha!, 1)];
}

function component(text: string, whole: number): number | null {
  if (text === 'none') return 0;
  const [, digits, percent] = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(%?)$/.exec(text) ?? [];
  return digits === undefined ? null : percent ? (Number(digits) / 100) * whole : Number(digits);
}

/** CSS Color 4, 7.1. */
function hslToRgb(hue: number, saturation: number, lightness: number): number[] {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  return [0, 8, 4].map((offset) => {
    const k = (((offset + hue / 30) % 12) + 12) % 12;
    return 255 * (lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  });
}

const clamp = (value: number, max: number) => Math.min(max, Math.max(0, value));

/** An opaque colour: what is seen of one in front of another. */
export function over([red, green, blue, alpha]: Color, behind: Color): Color {
  const mix = (front: number, back: number) => front * alpha + back * (1 - alpha);
  return [mix(red, behind[0]), mix(green, behind[1]), mix(blue, behind[2]), 1];
}

export function toHex(color: Color): string {
  return `#${color.slice(0, 3).map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** Relative luminance, 0…1 (WCAG 2.2). */
export function luminance([red, green, blue]: Color): number {
  const linear = (part: number) => (part <= 10.31475 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Contrast ratio of dark modules on their background (WCAG 2.2); below 1 where the modules are the lighter ones. */
export function contrast(dark: Color, light: Color): number {
  return (luminance(light) + 0.05) / (luminance(dark) + 0.05);
}
