import type { Problem, ProblemCode } from './style.js';

const percent = (share: number) => `${Math.round(share * 100)} %`;
const ratio = (value: number) => `${value.toFixed(1)}:1`;

/** What is wrong, and what to do; the arguments are the facts that each sentence names. */
const sentences = {
  'color-unreadable': (text: string) => [
    `“${text}” is no colour that can be read here.`,
    'Use a hex colour such as #1d3557, or rgb() or hsl().',
  ],
  'colors-refused': () => [
    'The colours were not used, since they would not scan: the code is black on white.',
    'Choose a dark colour on a light background, with a contrast of 4.5:1 or more.',
  ],
  'contrast-low': (contrast: number) => [
    `The contrast of ${ratio(contrast)} is low.`,
    'Choose a darker colour or a lighter background: 4.5:1 scans everywhere.',
  ],
  'finder-shape': () => [
    'Round corner patterns are not of the standard, and some scanners miss them at an angle.',
    'Use square or rounded corners.',
  ],
  inverted: () => [
    'The modules are not darker than their background; many scanners cannot read that.',
    'Swap the colours: dark modules on a light background.',
  ],
  'logo-alignment': () => [
    'The logo lies on an alignment pattern, which is drawn over it.',
    'Encode a shorter text or use a smaller logo to keep it whole.',
  ],
  'logo-damage': (reserve: number) => [
    reserve < 0
      ? 'The logo hides more than the error correction can restore.'
      : `The logo leaves only ${percent(reserve)} of the error correction for dirt and blur.`,
    'Use a smaller logo, a shorter text or a higher error-correction level.',
  ],
  'logo-dropped': () => [
    'The logo was left out: no size of it would scan.',
    'Encode a shorter text or use a higher error-correction level.',
  ],
  'logo-not-loaded': (why: string) => [
    `The code has no logo: ${why}`,
    'Serve the logo from this site, or have its server send Access-Control-Allow-Origin.',
  ],
  'logo-shrunk': (asked: number, drawn: number) => [
    `The logo was made smaller, from ${percent(asked)} to ${percent(drawn)} of the width: at the asked size it would not scan.`,
    'Encode a shorter text or use error-correction level H for a larger logo.',
  ],
  'modules-small': (pixels: number, needed: number) => [
    `A module is only ${pixels.toFixed(1)} pixels wide.`,
    `Draw the code larger or encode a shorter text: ${needed} pixels a module scan everywhere.`,
  ],
  'not-verified': () => ['A decoder did not read the drawn code.', 'Use fewer effects: square modules, black on white, a smaller logo.'],
  'quiet-zone': (modules: number) =>
    modules < 4
      ? [
          `The quiet zone is ${modules} modules wide; scanners look for 4.`,
          'Set the quiet zone to 4, or keep the surroundings as light as the background.',
        ]
      : [
          'The background is so dark that the quiet zone does not look light on a white page.',
          'Choose a lighter background, or keep the surroundings no lighter than it.',
        ],
} satisfies Record<ProblemCode, (...facts: never[]) => string[]>;

export function problem<Code extends ProblemCode>(code: Code, ...facts: Parameters<(typeof sentences)[Code]>): Problem {
  const [message, cure] = (sentences[code] as (...facts: unknown[]) => string[])(...facts);
  return { code, message: message!, cure: cure! };
}
