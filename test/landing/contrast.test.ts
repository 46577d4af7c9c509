import { describe, expect, it } from 'vitest';
import { presetNames } from '../../src/landing/preset-names.js';
import { presets } from '../../src/landing/presets.js';
import type { ControlColors, Hex, PresetColors } from '../../src/landing/tokens.js';

/** WCAG 2.2, relative luminance. */
function luminance(color: Color): number {
  const [r, g, b] = color.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

type Color = readonly number[];

const parse = (hex: Hex): Color => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

function contrast(a: Color, b: Color): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

/** What a gradient of these colours, and layers of them over each other, can show: their mixes, in steps of a twelfth. */
function mixes(colors: readonly Hex[]): Color[] {
  const STEPS = 12;
  const parts = colors.map(parse);
  const weights = (count: number, left: number): number[][] =>
    count === 1 ? [[left]] : Array.from({ length: left + 1 }, (_, first) => weights(count - 1, left - first).map((rest) => [first, ...rest])).flat();
  return weights(parts.length, STEPS).map((shares) => [0, 1, 2].map((channel) => shares.reduce((sum, share, index) => sum + (share / STEPS) * parts[index]![channel]!, 0)));
}

const least = (color: Hex, grounds: readonly Color[]) => Math.min(...grounds.map((ground) => contrast(parse(color), ground)));

interface Pair {
  what: string;
  ratio: number;
  needed: number;
}

/** Every pair of colours that can meet on a page. */
function pairs(colors: PresetColors): Pair[] {
  const ground = mixes(colors.grounds);
  const band = colors.band ? mixes(colors.band) : ground;
  const text = (what: string, ratio: number): Pair => ({ what, ratio, needed: 4.5 });
  const edge = (what: string, ratio: number): Pair => ({ what, ratio, needed: 3 });
  const control = (name: string, { text: ink, background, border }: ControlColors): Pair[] => [
    text(`${name}: text`, contrast(parse(ink), parse(background))),
    // It is seen where it ends by its border, or by its surface.
    edge(`${name}: edge`, Math.max(least(border, ground), least(background, ground))),
  ];
  return [
    text('title', least(colors.title, band)),
    text('description', least(colors.description, band)),
    text('heading', least(colors.heading, ground)),
    text('text', least(colors.text, ground)),
    text('no link', least(colors.plain, ground)),
    ...colors.links.flatMap((link, index) => [
      ...control(`link ${index + 1}`, link),
      text(`link ${index + 1}, visited: text`, contrast(parse(colors.visited.text), parse(link.background))),
      edge(`link ${index + 1}, visited: edge`, Math.max(least(colors.visited.border, ground), least(link.background, ground))),
    ]),
    ...control('link, hover and focus', colors.hover),
    ...control('link, pressed', colors.active),
    ...control('social', colors.social),
    ...control('social, hover and focus', colors.socialHover),
    edge('focus ring', least(colors.focus, ground)),
  ];
}

const cases = presetNames.flatMap((name) => Object.entries(presets[name].surroundings).map(([surroundings, colors]) => ({ name, surroundings, colors })));

describe.each(cases)('$name in $surroundings surroundings', ({ colors }) => {
  it('can be read and its controls seen in every state, at WCAG AA', () => {
    const short = pairs(colors).filter(({ ratio, needed }) => ratio < needed);
    expect(short.map(({ what, ratio, needed }) => `${what}: ${ratio.toFixed(2)} of ${needed}`)).toEqual([]);
  });
});

describe('what is computed', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#777777', '#ffffff', 4.48],
    ['#0000ff', '#ffff00', 8],
  ] as const)('agrees with published figures: %s on %s', (a, b, ratio) => {
    expect(contrast(parse(a), parse(b))).toBeCloseTo(ratio, 2);
  });

  it('looks between the colours of a gradient', () => {
    expect(least('#000000', mixes(['#ff0000', '#0000ff']))).toBeLessThan(Math.min(contrast([0, 0, 0], [255, 0, 0]), contrast([0, 0, 0], [0, 0, 255])));
  });

  it('is every preset in both surroundings, of which two are dark in both', () => {
    expect(Object.keys(presets)).toEqual([...presetNames]);
    const dark = presetNames.filter((name) => !('light' in presets[name].surroundings));
    expect(dark).toEqual(['dark', 'neon']);
  });
});
