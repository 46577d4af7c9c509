/** A colour as `#rrggbb`: what is computed of it needs no CSS. */
export type Hex = `#${string}`;

/** A link that looks like a button, in one state. */
export interface ControlColors {
  text: Hex;
  background: Hex;
  border: Hex;
}

/** All colours of a preset in one surrounding. Text is at 4.5:1, borders and rings at 3:1, for every pair that can meet: a test computes them. */
export interface PresetColors {
  /** The background is made of these and of what lies between them. */
  grounds: readonly [Hex, ...Hex[]];
  /** The same behind the header, where it is another. */
  band?: readonly [Hex, ...Hex[]];
  /** On the header's ground. */
  title: Hex;
  description: Hex;
  /** On the ground. */
  heading: Hex;
  text: Hex;
  /** What is no link, although it was meant to be one; on the ground. */
  plain: Hex;
  /** In turn. */
  links: readonly [ControlColors, ...ControlColors[]];
  hover: ControlColors;
  active: ControlColors;
  /** Text and border of a link that was followed, on the backgrounds of `links`. */
  visited: { text: Hex; border: Hex };
  social: ControlColors;
  socialHover: ControlColors;
  /** Focus ring; it lies on the ground, a little apart from what it surrounds. */
  focus: Hex;
  /** Decoration: lines, and the ring around a picture. */
  line: Hex;
}

export interface PresetTokens {
  /** `dark`: the same in light surroundings. */
  surroundings: { light: PresetColors; dark: PresetColors } | { dark: PresetColors };
  type: {
    family: string;
    titleFamily: string;
    /** Of all text, in rem. */
    size: number;
    leading: number;
    /** Of the title, in rem: in 320 px, and in 1280 px. */
    title: readonly [number, number];
    titleWeight: number;
    /** In em. */
    titleSpacing: number;
    titleLeading: number;
    heading: number;
    headingWeight: number;
    headingSpacing: number;
    linkWeight: number;
    linkSpacing: number;
  };
  space: {
    /** Between blocks, in rem. */
    gap: number;
    /** Above the header and below the footer, in rem: in 320 px, and in 1280 px. */
    edge: readonly [number, number];
    /** Width of the column, in rem. */
    column: number;
  };
  shape: {
    align: 'start' | 'center';
    /** CSS `border-radius` values. */
    link: string;
    social: string;
    avatar: string;
    image: string;
    /** Of the white card that a code lies on. */
    card: string;
    /** In rem. */
    avatarSize: number;
    /** In px. */
    border: number;
    /** Height of a link in px, at least 44. */
    linkSize: number;
    linkAlign: 'start' | 'center';
    /** CSS `box-shadow`. */
    shadow: string;
  };
  /** CSS `background-image` on the ground; its colours are `--_lp-ground`, `--_lp-ground-2`, … */
  background: string;
  /** What the preset has and no other: rules within its page, `&` is the page. */
  extra: string;
}
