import type { LandingPagePreset } from '../client/types.js';
import { colorful } from './presets/colorful.js';
import { corporate } from './presets/corporate.js';
import { dark } from './presets/dark.js';
import { minimal } from './presets/minimal.js';
import { nature } from './presets/nature.js';
import { neon } from './presets/neon.js';
import { pastel } from './presets/pastel.js';
import type { PresetTokens } from './tokens.js';

/** Everything that makes a preset what it is, as data; the style sheet is made of it. */
export const presets: Readonly<Record<LandingPagePreset, PresetTokens>> = { minimal, dark, colorful, corporate, nature, neon, pastel };
