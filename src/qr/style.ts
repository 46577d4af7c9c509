/** Shape of the data modules. Finder and alignment patterns are always solid: decoders look for their edges. */
export type Dots = 'square' | 'rounded' | 'dot' | 'classy';

/** Shape of the three finder patterns. */
export type Corners = 'square' | 'rounded' | 'circle';

/** A second colour at the far end of the ink. */
export interface Gradient {
  /** `linear` (default) runs from the top left to the bottom right, `radial` from the centre outwards. */
  type?: 'linear' | 'radial';
  to: string;
}

/** What a logo shows at a place: light, dark, or neither for sure (which counts as wrong). */
export type Shade = 'light' | 'dark' | 'unsure';

/** Reads a logo round a point; all in shares of its width, from the top left. */
export type LogoSample = (x: number, y: number, radius: number) => Shade;

export interface Logo {
  /** An image as a data URI, or its URL; a file that must stand alone needs a data URI. */
  href: string;
  /** Share of the symbol's width without quiet zone; default 0.2. Shrinks where that much would not scan. */
  size?: number;
  /** Where its pixels are known; without it every module below the logo counts as wrong. */
  sample?: LogoSample;
}

/** How a symbol is drawn. Colours: `#rgb`, `#rrggbb`, `rgb()`, `hsl()`, `color(srgb …)`, `black`, `white`. */
export interface QrStyle {
  /** Default black. */
  color?: string;
  /** Default white. */
  background?: string;
  gradient?: Gradient | null;
  /** Default `square`. */
  dots?: Dots;
  /** Default `square`. */
  corners?: Corners;
  logo?: Logo | null;
  /** Light modules around the symbol; default 4, which ISO/IEC 18004 asks for. */
  quietZone?: number;
  /** Width of the whole picture in pixels; decides the pixels per module. Default: not known, so not judged. */
  size?: number;
}

export type ProblemCode =
  | 'color-unreadable'
  | 'colors-refused'
  | 'contrast-low'
  | 'finder-shape'
  | 'inverted'
  | 'logo-alignment'
  | 'logo-damage'
  | 'logo-dropped'
  | 'logo-not-loaded'
  | 'logo-shrunk'
  | 'modules-small'
  | 'not-verified'
  | 'quiet-zone';

/** One shortfall: what is wrong, and what to do. */
export interface Problem {
  code: ProblemCode;
  message: string;
  cure: string;
}

/** Whether a code can be expected to scan. */
export interface Safety {
  /** `margin` is at least 0.5. */
  scannable: boolean;
  /** 0…1: the smallest of what each aspect leaves; 1 = no shortfall. */
  margin: number;
  problems: Problem[];
}
