import type { LandingPagePreset } from '../client/types.js';

/** The presets that the API documents, in the order in which they are offered. */
export const presetNames = [
  'minimal',
  'dark',
  'colorful',
  'corporate',
  'nature',
  'neon',
  'pastel',
] as const satisfies readonly LandingPagePreset[];

/** Whether a value names a preset; `__proto__` and `Dark` do not. */
export const isPreset = (name: unknown): name is LandingPagePreset => (presetNames as readonly unknown[]).includes(name);
