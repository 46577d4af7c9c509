import { publicFace } from './scripts/manifest-plugin.mjs';

export default {
  globs: ['src/elements/**/*.ts', 'src/ui/events.ts'],
  litelement: true,
  // `package.json` already names the manifest; the analyzer would reformat it.
  packagejson: false,
  plugins: [publicFace()],
};
