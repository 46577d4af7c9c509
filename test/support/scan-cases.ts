import { layout, type Corners, type Dots, type EncodeOptions, type QrStyle } from '../../src/qr/index.js';
import { corpus } from './corpus.js';
import type { Page } from './decoders.js';
import { random } from './random.js';

/** How a code is asked for. */
type Options = EncodeOptions & QrStyle & { size: number; quietZone: number };

export interface ScanCase {
  text: string;
  options: Options;
  page: Page;
  /** Pixels a module is wide. */
  pixels: number;
}

const svgUri = (svg: string) => `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">${svg}</svg>`)}`;
/** Dark, light, and with edges at the scale of modules, which is what hides them best. */
export const LOGOS = {
  disc: svgUri('<circle cx="5" cy="5" r="5"/>'),
  light: svgUri('<rect width="10" height="10" rx="2" fill="#ffd166"/><path d="M2 5h6" stroke="#fff" stroke-width="2"/>'),
  photo: svgUri('<path fill="#264653" d="M0 0h10v10H0z"/><path fill="#e9c46a" d="M0 0h4v3H0zm5 2h3v4H5zM1 6h3v3H1zm6 2h2v2H7z"/><circle cx="4" cy="4" r="1.6" fill="#e76f51"/>'),
};
/** From black to a contrast of 3:1, on white and on tints, and some that are refused. */
const COLORS: Partial<QrStyle>[] = [
  {},
  {},
  { color: '#1d3557' },
  { color: '#7b2d8b' },
  { color: '#c1121f' },
  { color: '#777777' },
  { color: '#8a8a8a' },
  { color: '#1b4332', background: '#d8f3dc' },
  { color: '#0b5fff', background: '#fff8e7' },
  { color: '#7b2d8b', gradient: { to: '#0b5fff' } },
  { color: '#d00000', gradient: { type: 'radial', to: '#03045e' } },
  { color: '#ffffff', background: '#000000' },
  { color: '#f6cf54' },
];

/** `count` cases that differ with the seed alone. */
export function scanCases(count: number, seed: number): ScanCase[] {
  const next = random(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!;
  const texts = corpus.filter(({ category, text }) => text.length < 300 && /url|wifi|text|vcard|digits/.test(category) && !/\p{Cc}/u.test(text));
  return Array.from({ length: count }, () => {
    const { text } = pick(texts);
    const style: EncodeOptions & QrStyle = {
      ...pick(COLORS),
      dots: pick<Dots>(['square', 'rounded', 'dot', 'classy']),
      corners: pick<Corners>(['square', 'rounded', 'circle']),
      errorCorrection: pick(['auto', 'auto', 'L', 'M', 'Q', 'H']),
      quietZone: pick([4, 4, 4, 4, 3, 2, 1, 0]),
      logo: next() < 0.5 ? null : { href: pick(Object.values(LOGOS)), size: pick([0.1, 0.2, 0.2, 0.3, 0.4, 0.6]) },
    };
    const pixels = pick([2, 2.5, 3, 3, 3.4, 4, 4, 5, 6, 8]);
    const size = Math.ceil(layout(text, style).width * pixels);
    return { text, options: { ...style, quietZone: style.quietZone!, size }, page: pick<Page>(['white', 'dark']), pixels };
  });
}
